"""What a corpus teaches: count, merge, decide, and the table that comes of it. Nothing here changes a text."""
