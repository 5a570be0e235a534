"""What is known of each line of a dump where the HTML is there: its marks, and whether an extractor took it."""

from __future__ import annotations

import re

import numpy as np

from cleantext.cleaners.main_text.shape import Array
from cleantext.extraction.marks import FIGURES, Marks

_WORD = re.compile(r"\w+")
_RUN = 3  # words in a row that show that a line is in a text

MARK_COLUMNS = 1 + FIGURES
COLUMNS = MARK_COLUMNS + 8


def evidence(marks: Marks | None, taken: Array, missing: float, weights: Array) -> Array:
    """Return what is known of each line: first the marks (`MARK_COLUMNS`), then what the extractor says of it."""
    count = len(weights)
    known = np.zeros((count, COLUMNS))
    if marks is not None:
        known[:, 0] = 1.0
        known[:, 1:MARK_COLUMNS] = marks.dense
    words = float((taken * weights).sum())
    if words + missing > 0:
        padded = np.concatenate([np.zeros(3), taken, np.zeros(3)])
        before = np.concatenate([[0.0], np.cumsum(taken)[:-1]])
        after = taken.sum() - before - taken
        known[:, MARK_COLUMNS:] = np.stack(
            [
                np.ones(count),
                taken,
                (padded[2:-4] + padded[4:-2]) / 2,
                sum(padded[k : count + k] for k in range(7)) / 7,
                np.full(count, words / weights.sum()),
                np.full(count, np.log1p(words)),
                (before > 0.5) * 1.0,
                (after > 0.5) * 1.0,
            ],
            axis=1,
        )
    return known


def taken_lines(lines: list[str], extracted: str) -> tuple[Array, float]:
    """Return the share of each line that an extractor's text holds, and how many of its words no line holds."""
    text = [_WORD.findall(line.casefold()) for line in extracted.split("\n")]
    whole = {tuple(row) for row in text if row}
    flat = [word for row in text for word in row]
    runs = {tuple(flat[k : k + _RUN]) for k in range(len(flat) - _RUN + 1)}
    shares = np.zeros(len(lines))
    found = 0.0
    for number, line in enumerate(lines):
        row = _WORD.findall(line.casefold())
        if tuple(row) in whole:
            shares[number] = 1.0
        elif len(row) >= _RUN:
            own = [tuple(row[k : k + _RUN]) in runs for k in range(len(row) - _RUN + 1)]
            shares[number] = sum(own) / len(own)
        found += shares[number] * len(row)
    return shares, max(0.0, len(flat) - found)
