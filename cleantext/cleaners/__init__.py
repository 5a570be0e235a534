"""The cleaners, a module per family. This list is the table of contents."""

from cleantext.cleaners import blanks, characters, encoding, invisible, letters

FAMILIES = (encoding, characters, invisible, letters, blanks)
