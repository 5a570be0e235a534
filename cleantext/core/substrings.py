"""Finding many pieces of text wherever they stand, inside words too. Nothing else knows which engine does it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

_START = 3  # characters by which the pieces that may begin at a place in a word are found
_MOST_FOR_FASTEST = 500  # pieces
_MOST_WORDS = 100_000  # kept with what they hold: most words of most texts
_LONGEST_WORD = 40  # characters; longer ones do not come back


class Substrings:
    """Pieces of text without line breaks, each found on every line that holds it."""

    def __init__(self, pieces: Iterable[str], engine: str = "") -> None:
        """Prepare to find `pieces`; `engine` is "automaton" or "words" where a test wants one of them."""
        self._engine = engine
        self.pieces = tuple(sorted({piece for piece in pieces if piece}))
        self._automaton: Any = _automaton(self.pieces) if engine != "words" and self.pieces else None
        self._words = _Words(self.pieces) if self._automaton is None else None

    def there(self, text: str) -> list[str]:
        """Return the pieces that stand in the text, in order."""
        if self._words is None:
            return sorted({self.pieces[index] for index, _, _ in self._hits(_encoded(text))})
        return sorted(piece for piece in self._words.likely(text) if piece in text)

    def find(self, lines: Sequence[str]) -> list[tuple[int, str]]:
        """Return the numbers of lines with the pieces that stand on them, in order, each pair once."""
        return self.find_in(_encoded("\n".join(lines)))

    def find_in(self, text: bytes) -> list[tuple[int, str]]:
        """Do what `find` does for the lines of a text in UTF-8."""
        if self._words is None:
            hits = self._hits(text)
            if not hits:
                return []
            found = set()
            number = place = 0
            for start, index in sorted([(start, index) for index, start, _ in hits]):
                number += text.count(b"\n", place, start)
                place = start
                found.add((number, self.pieces[index]))
            return sorted(found)
        whole = text.decode("utf-8", "surrogatepass")
        there = [piece for piece in self._words.likely(whole) if piece in whole]
        lines = whole.split("\n") if there else []
        return sorted((number, piece) for piece in there for number, line in enumerate(lines) if piece in line)

    def _hits(self, text: bytes) -> list[tuple[int, int, int]]:
        hits: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return hits

    def __reduce__(self) -> tuple[type[Substrings], tuple[tuple[str, ...], str]]:
        return Substrings, (self.pieces, self._engine)  # with the engine that the receiving process has


class _Words:
    """Many literals, told by the words of a text: the rarest piece of each must stand inside one of them.

    Texts share their words, so that what a word holds is mostly known already, and the price of a text does not depend
    on the number of literals.
    """

    def __init__(self, literals: Iterable[str]) -> None:
        self._everywhere: list[str] = []  # nothing but blanks: no word has them
        self._literals_of: dict[str, list[str]] = {}
        self._by_start: dict[str, list[str]] = {}
        literals = tuple(literals)
        shared_by = Counter(piece for literal in literals for piece in set(literal.split()))
        for literal in literals:
            pieces = literal.split()
            if not pieces:
                self._everywhere.append(literal)
                continue
            rarest = min(pieces, key=lambda piece: (shared_by[piece], -len(piece)))
            if rarest not in self._literals_of:
                self._by_start.setdefault(rarest[:_START], []).append(rarest)
            self._literals_of.setdefault(rarest, []).append(literal)
        self._known: dict[str, tuple[str, ...]] = {}

    def likely(self, text: str) -> list[str]:
        """Return the literals whose rarest piece the text holds."""
        words = set(text.split())
        inner = {piece for word in words.intersection(self._known) for piece in self._known[word]}
        for word in words.difference(self._known):
            inner.update(self._inside(word))
        return [*self._everywhere, *(literal for piece in sorted(inner) for literal in self._literals_of[piece])]

    def _inside(self, word: str) -> tuple[str, ...]:
        pieces = tuple(
            {
                piece
                for place in range(len(word))
                for size in range(1, _START + 1)
                for piece in self._by_start.get(word[place : place + size], ())
                if word.startswith(piece, place)
            }
        )
        if len(word) <= _LONGEST_WORD:
            if len(self._known) >= _MOST_WORDS:
                self._known.clear()
            self._known[word] = pieces
        return pieces


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _automaton(pieces: Sequence[str]) -> Any:
    """Return the engine, or None where it is not installed; in bytes it need not count characters."""
    try:
        from ahocorasick_rs import BytesAhoCorasick, Implementation
    except ImportError:
        return None
    # By itself it takes the fastest table for a hundred pieces at most: it is the largest, too.
    table = Implementation.DFA if len(pieces) <= _MOST_FOR_FASTEST else None
    return BytesAhoCorasick(map(_encoded, pieces), implementation=table)
