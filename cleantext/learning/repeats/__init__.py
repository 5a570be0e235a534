"""Lines that a site repeats: `decide(merge([count(part), ...]))` is the table.

count.py      in how many documents of its site each line stands, and where, in memory that grows with distinct lines
decide.py     the table: auto, review, reject
learn.py      all of it, from documents to a file
"""

from cleantext.learning.repeats.count import RepeatCounts, count, find_texts, merge
from cleantext.learning.repeats.decide import decide
from cleantext.learning.repeats.learn import learn_repeats

__all__ = ["RepeatCounts", "count", "decide", "find_texts", "learn_repeats", "merge"]
