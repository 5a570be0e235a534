"""Cues: pieces of a sentence that stand together on a line of debris, whatever is written between them.

A cue is looked at only where the longest of its pieces stands, so that the price hardly depends on how many there are.
"""

from __future__ import annotations

from typing import NamedTuple

from cleantext.cleaners.phrases.folding import fold
from cleantext.cleaners.phrases.loader import Phrase
from cleantext.cleaners.phrases.stock import Shelf, Stock
from cleantext.core.substrings import Substrings

_SHORTEST_LINE, _LONGEST_CUE = 8, 320  # characters
MOST_WORDS = 45
QUOTES = frozenset("\"'«「『《”")  # folded: what begins so is something that somebody said

_SHORT_PIECE = 4


class _Cue(NamedTuple):
    phrase: Phrase
    pieces: tuple[str, ...]  # folded; all must be on the line


class Cues:
    """Finds the lines of a text that hold all the pieces of a cue."""

    def __init__(self, stock: Stock) -> None:
        self._by_piece = Shelf(stock, _cue)  # by their longest pieces
        self._longest = Substrings(())

    def add(self, phrase: Phrase, number: int) -> None:
        """Look for one more cue, by its number in the stock."""
        self._by_piece.add(_cue(phrase).pieces[0], number)

    def made_ready(self) -> None:
        """Take note of all that was added."""
        self._longest = Substrings(self._by_piece.keys())

    def lines(self, folded: list[str], text: bytes) -> dict[int, list[Phrase]]:
        """Return the numbers of the lines that hold cues, with those cues; `text`: the lines in UTF-8."""
        found: dict[int, list[Phrase]] = {}
        for number, longest in self._longest.find_in(text):
            line = folded[number]
            if not _SHORTEST_LINE <= len(line) <= _LONGEST_CUE or line[0] in QUOTES or line.count(" ") >= MOST_WORDS:
                continue
            for cue in self._by_piece.get(longest):
                stand = all(map(line.__contains__, cue.pieces))  # in most lines they do not
                if stand and all(holds(line, piece) for piece in cue.pieces):
                    found.setdefault(number, []).append(cue.phrase)
        return found


def _cue(phrase: Phrase) -> _Cue:
    return _Cue(phrase, tuple(sorted(map(fold, phrase.words), key=lambda piece: (-len(piece.encode()), piece))))


def holds(line: str, piece: str) -> bool:
    """Say whether a line holds a piece; a short one, such as "app" or "IST", only as a word of its own."""
    place = line.find(piece)
    if place < 0 or len(piece) > _SHORT_PIECE or not piece.isascii():
        return place >= 0
    while place >= 0:
        end = place + len(piece)
        begins = not (piece[:1].isalnum() and line[place - 1 : place].isalnum())
        if begins and not (piece[-1:].isalnum() and line[end : end + 1].isalnum()):  # "@" may stand inside an address
            return True
        place = line.find(piece, place + 1)
    return False
