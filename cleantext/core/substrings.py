"""Finding many pieces of text wherever they stand, inside words too. Nothing else knows which engine does it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from cleantext.core.literals import automaton_type

_GRAM = 5  # characters of a piece without blanks by which it is looked up
_HEAD = 6  # characters of a word


class Substrings:
    """Pieces of text, each found on every line that holds it."""

    def __init__(self, pieces: Iterable[str], engine: str = "") -> None:
        """Prepare to find `pieces`, none of which holds a line break; `engine`: "automaton" or "words", for tests."""
        self._engine = engine
        self.pieces = tuple(sorted({piece for piece in pieces if piece}))
        automaton = automaton_type() if engine != "words" else None
        self._automaton = automaton(self.pieces) if automaton is not None and self.pieces else None
        self._by_head: dict[str, list[str]] = {}  # by the beginning of a word that a blank stands before
        self._by_gram: dict[str, list[str]] = {}  # those without blanks, by their first characters
        self._others: list[str] = []
        if self._automaton is None:
            for piece in self.pieces:
                word = max(piece.split(" ")[1:], key=len, default="")
                if word:
                    self._by_head.setdefault(word[:_HEAD], []).append(piece)
                elif len(piece) >= _GRAM:
                    self._by_gram.setdefault(piece[:_GRAM], []).append(piece)
                else:
                    self._others.append(piece)
        self._sizes = sorted({len(head) for head in self._by_head})

    def find(self, lines: list[str]) -> list[tuple[int, str]]:
        """Return the numbers of lines with the pieces that stand on them, in order, each pair once."""
        text = "\n".join(lines)
        try:
            hits = self._automaton.find_matches_as_indexes(text, overlapping=True) if self._automaton else None
        except UnicodeEncodeError:  # half of a surrogate pair is nothing that an engine in Rust would take
            hits = None
        if hits is None:
            there = [piece for piece in self._candidates(text) if piece in text]
            return sorted((number, piece) for piece in there for number, line in enumerate(lines) if piece in line)
        if not hits:
            return []
        ends = list(accumulate(len(line) + 1 for line in lines))
        return sorted({(bisect_right(ends, start), self.pieces[index]) for index, start, _ in hits})

    def __reduce__(self) -> tuple[type[Substrings], tuple[tuple[str, ...], str]]:
        return Substrings, (self.pieces, self._engine)  # with the engine that the receiving process has

    def _candidates(self, text: str) -> list[str] | tuple[str, ...]:
        if self._automaton is not None:
            return self.pieces
        words = set(text.split())
        heads = {word[:size] for size in self._sizes for word in words}
        grams = {word[place : place + _GRAM] for word in words for place in range(len(word) - _GRAM + 1)}
        found = [piece for head in heads & self._by_head.keys() for piece in self._by_head[head]]
        found += [piece for gram in grams & self._by_gram.keys() for piece in self._by_gram[gram]]
        return found + self._others
