"""The cleaners, a module per family. This list is the table of contents."""

from cleantext.cleaners import bylines, captions, characters, copies, credits, dates, signoffs, sources, titles

FAMILIES = (characters, sources, captions, credits, copies, bylines, dates, titles, signoffs)
