"""Which lines to keep, once the model has given each its probability."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from cleantext.cleaners.main_text.features import Page
from cleantext.cleaners.main_text.shape import Array

# How much recall counts against precision (the beta of the F measure) for each way of keeping.
BETA = {"precision": 0.6, "balanced": 1.0, "recall": 1.8}

_COMMENTS = re.compile(
    r"\W*(?:\d+\s+)?(?:comments?|replies|responses|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties"
    r"|reageren|komentarze|komentarz|komentáře|коментарі|комментарии|yorumlar|σχόλια|التعليقات|تعليقات|תגובות|评论|評論"
    r"|コメント|댓글)\W*(?:\d+\W*)?",
    re.IGNORECASE,
)
_REACH = 12  # lines without prose after which a comment section is over


def best_lines(chances: Array, weights: Array, beta: float = 1.0) -> Array:
    """Return a mask of the lines whose choice has the highest expected F measure, by words."""
    order = np.argsort(-chances, kind="stable")
    taken = np.cumsum(weights[order])
    right = np.cumsum(weights[order] * chances[order])
    squared = beta * beta
    measure = (1 + squared) * right / np.maximum(taken + squared * right[-1], 1e-9)
    keep = np.zeros(len(chances), bool)
    keep[order[: int(np.argmax(np.round(measure, 9))) + 1]] = True
    return keep


def removals(page: Page, keep: Array, size: int) -> Iterator[tuple[int, int, int]]:
    """Yield number, start and stop of each line that goes; `size` is the length of the text.

    Blank lines go with the line they follow. Of a line in pieces, its break stays as long as a piece of it does.
    """
    rows, kept = page.rows.tolist(), keep.tolist()
    stops, next_rows = [*page.starts[1:], size], [*rows[1:], -1]
    some_stay = -1
    for number, stays in enumerate(kept):
        row = rows[number]
        if stays:
            some_stay = row
        elif next_rows[number] != row and some_stay == row:
            yield number, page.starts[number], page.ends[number]
        else:
            yield number, page.starts[number], stops[number]


def expected_f1(chances: Array, weights: Array, keep: Array) -> float:
    """Return the F1 that the model expects of a choice of lines; `keep` may be the share kept of each."""
    right = float((weights * chances * keep).sum())
    return 2 * right / max(float((weights * keep).sum() + (weights * chances).sum()), 1e-9)


def comment_lines(lines: list[str], prose: list[bool], keep: Array) -> list[int]:
    """Return the lines of the section of readers' comments after the main text, from its heading on."""
    first = int(np.argmax(keep)) if keep.any() else len(lines)
    for heading in range(first + 1, len(lines)):
        if len(lines[heading]) < 60 and _COMMENTS.fullmatch(lines[heading].strip()):
            break
    else:
        return []
    last = heading
    for number in range(heading + 1, len(lines)):
        if number - last > _REACH:
            break
        if prose[number]:
            last = number
    return list(range(heading, last + 1)) if last > heading else []
