"""Looks at the lines of a text that many rules share: how lines begin, and which ones hold a piece of text.

A rule that asks these first finds out that it has nothing to do without meeting the lines one by one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter

from cleantext.core.alphabet import unusual_characters
from cleantext.core.document import Document
from cleantext.core.layout import layout, line_beginnings, weight

_number_of, _start_of = itemgetter(0), itemgetter(1)

# What IGNORECASE takes for an ASCII letter although it is none, with that letter.
_ALSO_ASCII = {"ſ": "s", "ı": "i", "İ": "i", "\u212a": "k"}


def small_beginnings(document: Document) -> frozenset[str]:
    """Return the first three characters of the lines in lower case: ask `document.derived(small_beginnings)`."""
    return frozenset(map(str.lower, document.derived(line_beginnings)))


def beginnings_text(document: Document) -> str:
    r"""Return the first three characters of the lines, each with a "\n" before it, in one string.

    Ask `document.derived(beginnings_text)`: to search all beginnings at once.
    """
    return "\n".join(["", *document.derived(line_beginnings)])


def ascii_folded(document: Document) -> bytes:
    """Return the text in UTF-8 with small letters for all that IGNORECASE takes for an ASCII letter.

    Ask `document.derived(ascii_folded)`: to search for ASCII words in any case.
    """
    text = document.text
    for letter in document.shared(unusual_characters).intersection(_ALSO_ASCII):
        text = text.replace(letter, _ALSO_ASCII[letter])
    return text.encode("utf-8", "surrogatepass").lower()


def lines_with(document: Document, piece: str) -> Iterator[int]:
    """Yield the places in the layout of the lines that hold a piece of text which is not blank."""
    text, lines = document.text, document.shared(layout).lines
    place = text.find(piece)
    while place >= 0:
        index = bisect_right(lines, place, key=_start_of) - 1
        yield index
        place = text.find(piece, lines[index].end)


def line_numbered(document: Document, number: int) -> int:
    """Return the place in the layout of the line with a number, which is not blank."""
    return bisect_right(document.shared(layout).lines, number, key=_number_of) - 1


def weighs_up_to(line: str, limit: int) -> bool:
    """Say whether a line's weight is not above a limit: most lines need not be weighed to tell."""
    return len(line) <= limit and (3 * len(line) <= limit or weight(line) <= limit)
