"""Looks at the lines of a text that many rules share: how lines begin, and which ones hold a piece of text.

A rule that asks these first finds out that it has nothing to do without meeting the lines one by one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter

from cleantext.core.alphabet import unusual_characters
from cleantext.core.document import Document
from cleantext.core.layout import layout, line_beginnings, short_text, weight
from cleantext.core.substrings import Substrings

_start_of = itemgetter(1)
_find_words = re.compile(r"\w+").findall

# What IGNORECASE takes for an ASCII letter although it is none, with that letter.
_ALSO_ASCII = {"ſ": "s", "ı": "i", "İ": "i", "\u212a": "k"}
# Bytes of UTF-8: capitals become small letters, the first byte of what is not ASCII a NUL, the others go.
_TO_SMALL = bytes(range(65)) + bytes(range(97, 123)) + bytes(range(91, 128)) + b"\0" * 128
_NOT_FIRST = bytes(range(0x80, 0xC0))

_looked_for: set[str] = set()


def small_beginnings(document: Document) -> frozenset[str]:
    """Return the first three characters of the lines in lower case: ask `document.derived(small_beginnings)`."""
    return frozenset(map(str.lower, document.derived(line_beginnings)))


def short_signs(document: Document) -> frozenset[str]:
    """Return the characters of the short lines: ask `document.derived(short_signs)`.

    A rule for short lines that needs a digit or a colon knows by them that there is no such line.
    """
    return frozenset(document.derived(short_text))


def short_words(document: Document) -> frozenset[str]:
    """Return the words of the short lines in small letters (`casefold`): ask `document.derived(short_words)`."""
    return frozenset(_find_words(document.derived(short_text).casefold()))


def beginnings_text(document: Document) -> str:
    r"""Return the first three characters of the lines, each with a "\n" before it, in one string.

    Ask `document.derived(beginnings_text)`: to search all beginnings at once.
    """
    return "\n".join(["", *document.derived(line_beginnings)])


def small_ascii(document: Document) -> str:
    r"""Return the text, as long as it is, with small letters for what IGNORECASE takes for an ASCII letter.

    A "\0" stands for whatever else is not ASCII. Ask `document.derived(small_ascii)`.
    """
    text = document.text
    if text.isascii():
        return text.lower()
    for letter in document.shared(unusual_characters).intersection(_ALSO_ASCII):
        text = text.replace(letter, _ALSO_ASCII[letter])
    return text.encode("utf-8", "surrogatepass").translate(_TO_SMALL, _NOT_FIRST).decode("ascii")


def looked_for(*pieces: str) -> tuple[str, ...]:
    """Have ASCII pieces of text, in small letters, looked for in every text; return them. See `pieces_there`.

    For a few dozen together: with more than a hundred the search takes twice as long.
    """
    _looked_for.update(pieces)
    return pieces


@lru_cache(maxsize=4)
def _all_pieces(_number: int) -> Substrings:
    return Substrings(_looked_for)


def pieces_there(document: Document) -> frozenset[str]:
    """Return which of the pieces that some rule has looked for stand in the text, in any case.

    Ask `document.derived(pieces_there)`: one search for all costs as much as one each for four.
    """
    return frozenset(_all_pieces(len(_looked_for)).there(document.derived(small_ascii)))


def lines_with(document: Document, piece: str) -> Iterator[int]:
    """Yield the places in the layout of the lines that hold a piece of text which is not blank."""
    text, lines = document.text, document.shared(layout).lines
    place = text.find(piece)
    while place >= 0:
        index = bisect_right(lines, place, key=_start_of) - 1
        yield index
        place = text.find(piece, lines[index].end)


def line_at(document: Document, place: int) -> int:
    """Return the place in the layout of the line that holds a place in the text which is not blank."""
    return bisect_right(document.shared(layout).lines, place, key=_start_of) - 1


def weighs_up_to(line: str, limit: int) -> bool:
    """Say whether a line's weight is not above a limit: most lines need not be weighed to tell."""
    return len(line) <= limit and (3 * len(line) <= limit or weight(line) <= limit)
