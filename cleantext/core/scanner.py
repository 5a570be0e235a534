"""Which lines of a text hold which rules' triggers. Nothing else knows how they are found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cleantext.core.layout import numbered_lines

_FEW = 40  # triggers, up to which looking for one after the other is fastest
_START = 3  # characters by which the triggers that may begin at a place are found
_MOST_WORDS = 100_000  # kept with what they hold: most words of most texts
_LONGEST_WORD = 40  # characters; longer ones do not come back


class Candidate(NamedTuple):
    """A line that some rule might change."""

    start: int  # code points into the text
    line: str
    rules: frozenset[int]  # indices of the rules whose triggers stand on the line


class Scanner:
    """Finds the candidate lines of several rules in one pass over each trigger that occurs at all."""

    def __init__(self, triggers: Sequence[Sequence[str]]) -> None:
        self._always = frozenset(index for index, literals in enumerate(triggers) if not literals)
        rules_of: dict[str, set[int]] = {}
        for index, literals in enumerate(triggers):
            for literal in literals:
                rules_of.setdefault(literal, set()).add(index)
        self._rules_of = {literal: frozenset(rules) for literal, rules in rules_of.items()}
        self._words = _Words(rules_of) if len(rules_of) > _FEW else None

    def candidates(self, text: str) -> Iterator[Candidate]:
        """Yield the candidate lines in order."""
        found: dict[int, frozenset[int]] = {}
        for literal in self._rules_of if self._words is None else self._words.likely(text):
            rules = self._rules_of[literal]
            place = text.find(literal)
            while place >= 0:
                start = text.rfind("\n", 0, place) + 1
                found[start] = found.get(start, self._always) | rules
                stop = text.find("\n", place)
                place = text.find(literal, stop) if stop >= 0 else -1
        if self._always:
            for start, line in numbered_lines(text):
                yield Candidate(start, line, found.get(start, self._always))
            return
        for start in sorted(found):
            stop = text.find("\n", start)
            yield Candidate(start, text[start : len(text) if stop < 0 else stop], found[start])

    def rules_for(self, line: str) -> frozenset[int]:
        """Return the rules whose triggers stand on one line."""
        return next((candidate.rules for candidate in self.candidates(line)), self._always)


class _Words:
    """Many literals, told by the words of a text: the longest word of each must stand inside one of them.

    Texts share their words, so that what a word holds is mostly known already, and the price of a text does not depend
    on the number of literals.
    """

    def __init__(self, literals: Iterable[str]) -> None:
        self._everywhere: list[str] = []  # nothing but blanks: no word has them
        self._literals_of: dict[str, list[str]] = {}
        self._by_start: dict[str, list[str]] = {}
        for literal in literals:
            longest = max(literal.split(), key=len, default="")
            if not longest:
                self._everywhere.append(literal)
            elif longest not in self._literals_of:
                self._by_start.setdefault(longest[:_START], []).append(longest)
            self._literals_of.setdefault(longest, []).append(literal)
        self._known: dict[str, tuple[str, ...]] = {}

    def likely(self, text: str) -> list[str]:
        """Return the literals whose longest word the text holds."""
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
