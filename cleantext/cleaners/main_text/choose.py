"""The main text of a page whose HTML we have: what an extractor found, and what the model thinks of the whole dump.

An extractor that reads the HTML errs in other ways than a model that reads lines. What it says of each line is evidence
beside the model's own opinion; together they are better than either.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from cleantext.cleaners.main_text.decide import best_lines, expected_f1
from cleantext.cleaners.main_text.model import DIGITS, shipped_model
from cleantext.cleaners.main_text.shape import Array

if TYPE_CHECKING:
    from cleantext.cleaners.main_text.features import Page
    from cleantext.cleaners.main_text.model import Model

_WORD = re.compile(r"\w+")
_RUN = 3  # words in a row that show that a line is in a text

# Weights of the model's logit, the extractor's word on the line, that word among the neighbours, the share of the
# page it took, and a constant; learned by `python -m training.blend`.
BLEND = (0.78, 1.49, 0.5, -0.25, -0.89)
CLOSE = 0.02  # so much expected F1 the extractor's own text may lack and still be taken: its paragraphs are whole


def choose(extracted: str, dump: str, model: Model | None = None) -> str:
    """Return the main text of a page from an extractor's result and the dump of the whole page.

    Either may be empty. The result is the extractor's text, if the two opinions together think well of it, or else the
    dump's lines that they think well of.
    """
    if not dump.strip():
        return extracted
    page, chances, _ = (model or shipped_model()).opinion(dump)
    lines = [dump[start:end] for start, end in zip(page.starts, page.ends, strict=True)]
    if not extracted.strip():
        kept = best_lines(chances, page.weights)
        return _joined(dump, page, kept)
    taken, missing = taken_lines(lines, extracted)
    both = blended(chances, taken, page.weights)
    kept = best_lines(both, page.weights)
    ours = expected_f1(both, page.weights, kept)
    # What the extractor has and the dump has not counts as right: it may know of text that no dump shows.
    theirs = expected_f1(np.append(both, 0.5), np.append(page.weights, missing), np.append(taken, 1.0))
    if theirs >= ours - CLOSE:
        return extracted
    return _joined(dump, page, kept)


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


def evidence(chances: Array, taken: Array, weights: Array) -> Array:
    """Return what is known of each line: lines x the figures that `BLEND` weighs."""
    safe = np.clip(chances, 0.002, 0.998)
    near = np.convolve(taken, [1, 1, 1, 0, 1, 1, 1], mode="same")[: len(taken)] / 6 if len(taken) > 7 else taken
    share = float((taken * weights).sum() / weights.sum())
    return np.stack([np.log(safe / (1 - safe)), taken, near, np.full(len(taken), share), np.ones(len(taken))], axis=1)


def blended(chances: Array, taken: Array, weights: Array) -> Array:
    """Return each line's probability in the light of both opinions."""
    chance: Array = 1 / (1 + np.exp(-evidence(chances, taken, weights) @ np.array(BLEND)))
    return np.round(chance, DIGITS)


def _joined(dump: str, page: Page, kept: Array) -> str:
    stops = [*page.starts[1:], len(dump)]  # blank lines go with the line they follow
    parts = zip(page.starts, stops, kept.tolist(), strict=True)
    return "".join(dump[start:stop] for start, stop, stays in parts if stays).rstrip()
