"""The cleaners, a module per family. This list is the table of contents."""

from cleantext.cleaners import bylines, captions, characters, copies, credits, dates, sources, titles

FAMILIES = (characters, sources, credits, captions, copies, bylines, dates, titles)
