"""The main text of a page whose HTML we have: what trafilatura found, or the lines of the dump that a model keeps.

An extractor that reads the HTML errs in other ways than a model that reads lines. What it says of each line is evidence
for a second model, beside the line's words and its place in the HTML. The extractor's own text is taken if that model
thinks as well of it as of its own choice: its paragraphs are whole.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleantext.cleaners.main_text.decide import best_lines, expected_f1, removals
from cleantext.cleaners.main_text.features import read_page
from cleantext.cleaners.main_text.model import Known, Model, read_model
from cleantext.extraction.evidence import evidence, taken_lines
from cleantext.extraction.marks import marked_dump

if TYPE_CHECKING:
    from cleantext.cleaners.main_text.features import Page
    from cleantext.cleaners.main_text.shape import Array
    from cleantext.extraction.marks import Marks

WEIGHTS = "weights.npz"
CLOSE = 0.02  # so much expected F1 the extractor's own text may lack and still be taken
LEAST_EXPECTED = 0.2  # expected F1 below which a page has no main text that we can find


class Choice(NamedTuple):
    """A page's main text, and whose it is."""

    text: str
    extractor: bool  # the extractor's own text, not lines of the dump
    expected: float  # the F1 that the model expects of it


def choose(extracted: str, html: str, model: Model | None = None) -> Choice:
    """Return the main text of a page from an extractor's result, which may be empty, and the page itself.

    Errors: `ImportError` without html-text.
    """
    dump, marks = marked_dump(html)
    return chosen(extracted, dump, marks, model or shipped_model())


def chosen(extracted: str, dump: str, marks: Marks | None, model: Model) -> Choice:
    """Return the main text from an extractor's result and a dump by html-text with its marks."""
    page = read_page(dump)
    if not page.starts:
        return Choice(extracted, True, 0.0)
    lines = [dump[start:end] for start, end in zip(page.starts, page.ends, strict=True)]
    marks = marks and marks.of_pieces(page.rows)
    taken, missing = taken_lines(lines, extracted)
    figures = evidence(marks, taken, missing, page.weights)
    none = np.zeros(0, np.int64)
    known = Known(figures, none, none) if marks is None else Known(figures, marks.names, marks.name_lines)
    chances = model.judged(page, known).chances
    kept = best_lines(chances, page.weights)
    ours = expected_f1(chances, page.weights, kept)
    if extracted.strip():
        # What the extractor has and the dump has not counts as right: it may know of text that no dump shows.
        both, weights = np.append(chances, 0.5), np.append(page.weights, missing)
        theirs = expected_f1(both, weights, np.append(taken, 1.0))
        if theirs >= ours - CLOSE:
            return Choice(extracted, True, theirs)
    return Choice(_joined(dump, page, kept), False, ours)


@cache
def shipped_model() -> Model:
    """Return the model that ships with the package, read once."""
    with resources.as_file(resources.files(__package__) / WEIGHTS) as path:
        return read_model(path)


def _joined(dump: str, page: Page, kept: Array) -> str:
    parts, done = [], page.starts[0]
    for _, start, stop in removals(page, kept, len(dump)):
        parts.append(dump[done:start])
        done = stop
    return "".join([*parts, dump[done:]]).rstrip()
