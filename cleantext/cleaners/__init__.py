"""The cleaners, a module per family. This list is the table of contents."""

from cleantext.cleaners import characters, controls, forms, notices, promos, tails

FAMILIES = (characters, controls, forms, notices, promos, tails)
