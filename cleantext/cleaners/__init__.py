"""The cleaners, a module per family. This list is the table of contents."""

from cleantext.cleaners import blanks, characters, encoding, invisible, letters, paragraphs, punctuation, wraps

FAMILIES = (encoding, characters, invisible, letters, blanks, punctuation, wraps, paragraphs)
