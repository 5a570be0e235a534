"""The cleaners, a module per family. This list is the table of contents."""

from cleantext.cleaners import characters, main_text

FAMILIES = (characters, main_text)
