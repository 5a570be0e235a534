"""Misspelt names of a corpus: `decide(merge([count(part), ...]))` is the table.

count.py      what stands in the documents, in memory that grows with the distinct names
block.py      which spellings are near enough to be looked at
compare.py    what speaks for and against each pair
score.py      how much, as constants, and what rules a pair out
decide.py     the table: auto, review, reject
learn.py      all of it, from documents to a file
"""

from cleantext.learning.names.count import NameCounts, count, merge
from cleantext.learning.names.decide import decide
from cleantext.learning.names.learn import learn_names

__all__ = ["NameCounts", "count", "decide", "learn_names", "merge"]
