"""The cleaners, a module per family. This list is the table of contents."""

from cleantext.cleaners import characters, cms, shortcodes, templates

FAMILIES = (characters, shortcodes, cms, templates)
