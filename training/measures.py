"""The measures of a page's text against its gold text."""

from __future__ import annotations

from collections import Counter

from training.labels import words_of


def overlap(found: Counter, wanted: Counter) -> tuple[float, float, float]:
    """Return F1, precision and recall of one bag against another; two empty bags agree."""
    if not found and not wanted:
        return 1.0, 1.0, 1.0
    common = sum((found & wanted).values())
    precision = common / max(sum(found.values()), 1)
    recall = common / max(sum(wanted.values()), 1)
    return (2 * precision * recall / (precision + recall) if common else 0.0), precision, recall


def word_scores(found: str, wanted: str) -> tuple[float, float, float]:
    """Return F1, precision and recall over the bags of words."""
    return overlap(Counter(words_of(found)), Counter(words_of(wanted)))


def shingle_scores(found: str, wanted: str, size: int = 4) -> tuple[float, float, float]:
    """Return F1, precision and recall over the bags of runs of `size` words."""
    return overlap(shingles(found, size), shingles(wanted, size))


def shingles(text: str, size: int) -> Counter:
    """Return the runs of `size` words; a shorter text is one run."""
    words = words_of(text)
    if len(words) < size:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(*(words[k:] for k in range(size)), strict=False))
