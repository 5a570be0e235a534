"""Does a dump join the blocks of its page in a few endless lines?"""

from __future__ import annotations

from collections.abc import Sequence

LONG = 200  # a line of less characters is left whole
VERY_LONG = 1500  # a line of so many is hardly a single paragraph
MOST_OF_A_PAGE = 0.6  # such lines must hold this share of a page: a few may be true
FEW_LINES = 25  # a page of so many lines has its own breaks: an endless one is a log, or a list of choices


def joins_blocks(lengths: Sequence[float]) -> bool:
    """Say whether lines of these lengths are a page whose blocks some tool has joined."""
    if len(lengths) >= FEW_LINES:
        return False
    endless = sum(length for length in lengths if length > VERY_LONG)
    return endless > MOST_OF_A_PAGE * sum(lengths)
