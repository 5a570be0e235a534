"""Misspelt common words.

words.tsv     the table of misspellings, ours
table.py      the table, and which texts hold anything of it
places.py     where a misspelling stays: addresses, code, other languages, dialect, talk about spelling
rule.py       the cleaner
guesses.py    what is in no table: unknown words one slip away from a common one, with the word list of wordfreq
"""

from cleantext.cleaners.typos.rule import typos

__all__ = ["typos"]
