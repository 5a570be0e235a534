"""HTML to main text: trafilatura's result, the dump of the whole page, or the better of the two."""
