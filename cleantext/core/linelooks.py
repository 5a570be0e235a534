"""Looks at the lines of a text that many rules share: how lines begin, and which ones hold a piece of text.

A rule that asks these first finds out that it has nothing to do without meeting the lines one by one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from operator import itemgetter

from cleantext.core.alphabet import one_of, unusual_characters
from cleantext.core.document import Document, Edit, followed
from cleantext.core.layout import Line, layout, line_beginnings, short_lines, weight
from cleantext.core.substrings import Substrings

_start_of = itemgetter(1)

# What IGNORECASE takes for an ASCII letter although it is none, with that letter.
_ALSO_ASCII = {"ſ": "s", "ı": "i", "İ": "i", "\u212a": "k"}

_looked_for: dict[str, int] = {}  # each piece with its number


def small_beginnings(document: Document) -> frozenset[str]:
    """Return the first three characters of the lines in lower case: ask `document.derived(small_beginnings)`."""
    return frozenset(map(str.lower, document.derived(line_beginnings)))


def beginnings_text(document: Document) -> str:
    r"""Return the first three characters of the lines, each with a "\n" before it, in one string.

    Ask `document.derived(beginnings_text)`: to search all beginnings at once.
    """
    return "\n".join(["", *document.derived(line_beginnings)])


def small_ascii(document: Document) -> str:
    r"""Return the text, as long as it is, with small letters for what IGNORECASE takes for an ASCII letter.

    A "?" stands for whatever else is not ASCII. Ask `document.derived(small_ascii)`.
    """
    text = document.text
    if text.isascii():
        return text.lower()
    for letter in document.shared(unusual_characters).intersection(_ALSO_ASCII):
        text = text.replace(letter, _ALSO_ASCII[letter])
    return text.encode("ascii", "replace").lower().decode("ascii")


def looked_for(*pieces: str) -> tuple[str, ...]:
    """Have ASCII pieces of text, in small letters, looked for in every text; return them. See `pieces_there`.

    For a few hundred together: the search costs the same for all, but what finds them grows with each.
    """
    for piece in pieces:
        _looked_for.setdefault(piece, len(_looked_for))
    return pieces


@lru_cache(maxsize=4)
def _first_pieces(number: int) -> Substrings:
    return Substrings(islice(_looked_for, number))


@lru_cache(maxsize=4)
def _longest(number: int) -> int:
    return max(map(len, islice(_looked_for, number)), default=0)


def number_looked_for(_document: Document | None = None) -> int:
    """Return how many pieces `pieces_there` looks for in this text: ask `document.derived(number_looked_for)`."""
    return len(_looked_for)


def is_looked_for(piece: str, number: int) -> bool:
    """Say whether a piece is among those that were looked for when there were so many of them."""
    return _looked_for.get(piece, number) < number


def pieces_there(document: Document) -> frozenset[str]:
    """Return which of the pieces that some rule has looked for stand in the text, in any case.

    Ask `document.derived(pieces_there)`: one search for all costs as much as one each for four. After an edit there may
    be pieces among them that are gone: that one is missing tells, that it is there does not.
    """
    pieces = _first_pieces(document.derived(number_looked_for))
    return frozenset(pieces.there(document.derived(small_ascii)))


def _pieces_after_edits(found: frozenset[str], text: str, edits: Sequence[Edit]) -> frozenset[str]:
    """Add the pieces that edits may have made: around them alone can there be others than before."""
    reach = _longest(len(_looked_for))
    around = []
    shift = 0
    for start, before, after, *_ in edits:
        place = start + shift
        around.append(text[max(0, place - reach) : place + len(after) + reach])
        shift += len(after) - len(before)
    made = Document("\0".join(around)).derived(small_ascii)
    return found.union(_first_pieces(len(_looked_for)).there(made))


followed(number_looked_for, lambda found, _text, _edits: found)
followed(pieces_there, _pieces_after_edits)


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


TINY = 60  # characters: no page number or running head is longer, and few lines of an article are so short


def tiny_lines(document: Document) -> tuple[tuple[int, Line], ...]:
    """Return those of the short lines that have at most `TINY` characters: ask `document.derived(tiny_lines)`."""
    return tuple([item for item in document.derived(short_lines) if len(item[1].text) <= TINY])


# The same for letters of other scripts, as far as a rule has words in them.
_ALSO = {
    **_ALSO_ASCII, "ϕ": "φ", "\u2126": "ω", "ς": "σ", "ϵ": "ε", "\u1c81": "д", "\u1c82": "о", "\u1c83": "с",
    "\u1c84": "т", "\u1c85": "т",
}  # fmt: skip


# What is no letter and no digit, in front of the words of a line.
MARKS = r"[^\w\n]*(?:_[^\w\n]*)*"


def lines_begun(document: Document, beginning: re.Pattern[str]) -> Iterator[int]:
    r"""Yield the places in the layout of the lines where a pattern that begins with "\n" is in `beginnings_text`."""
    text, index, done = document.derived(beginnings_text), 0, 0
    for found in beginning.finditer(text):
        index += text.count("\n", done, found.start())
        done = found.start()
        yield index


def in_any_case(*beginnings: str) -> str:
    """Return the regular expression for words in small letters as IGNORECASE finds them, at a third of its price."""
    forms = {letter: letter + letter.upper() for word in beginnings for letter in word}
    for odd, letter in _ALSO.items():
        forms[letter] = forms.get(letter, "") + odd
    words = "|".join("".join(one_of(frozenset(forms[letter])) for letter in word) for word in beginnings)
    return f"(?={one_of(frozenset().union(*(forms[word[0]] for word in beginnings)))})(?:{words})"
