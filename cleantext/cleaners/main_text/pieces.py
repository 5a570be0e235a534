"""The pieces of endless lines into which a dump has joined the blocks of its page.

Some tools leave no line break between blocks: "HomeNewsSportLog inFerry returns", or a whole page in one line. On a
page most of whose text stands in such lines, long lines are cut where a capital follows a word without a space, and
endless ones after each sentence as well. On all other pages a line stays one.
"""

from __future__ import annotations

import numpy as np

from cleantext.cleaners.main_text.long_lines import LONG, VERY_LONG, joins_blocks
from cleantext.cleaners.main_text.shape import BRACKET, DENSE, DIGIT, END, LOWER, QUOTE, SPACE, UPPER, Array, Shape

FEWEST_JOINTS = 3  # capitals right after a word: fewer may be names


def cuts_of(shape: Shape) -> dict[int, list[int]]:
    """Return where to cut which lines: line number -> offsets into the line."""
    if not joins_blocks(shape.length.tolist()):
        return {}
    kinds, rows = shape.kinds, shape.rows
    one, two, three = (np.concatenate([np.full(back, SPACE, kinds.dtype), kinds[:-back]]) for back in (1, 2, 3))
    closed = (one == QUOTE) | (one == BRACKET)
    joint = (kinds == UPPER) & (
        _is_word(one) | ((one == END) & (two != UPPER)) | (closed & (_is_word(two) | (two == END)))
    )
    joint &= (np.bincount(rows, joint) >= FEWEST_JOINTS)[rows]
    closed_before = (two == QUOTE) | (two == BRACKET)
    begins = (kinds != SPACE) & (kinds != LOWER) & (one == SPACE)
    sentence = begins & ((two == END) | (closed_before & (three == END)))
    sentence |= (kinds == DENSE) & ((one == END) | (closed & (two == END)))
    places = np.flatnonzero((joint & (shape.length > LONG)[rows]) | (sentence & (shape.length > VERY_LONG)[rows]))
    owners = rows[places]
    cuts: dict[int, list[int]] = {}
    for row, offset in zip(owners.tolist(), (places - shape.starts[owners]).tolist(), strict=True):
        if offset:
            cuts.setdefault(row, []).append(offset)
    return cuts


def _is_word(kinds: Array) -> Array:
    word: Array = (kinds == LOWER) | (kinds == DIGIT)
    return word
