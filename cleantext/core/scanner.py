"""Which lines of a text hold which rules' triggers. Nothing else knows how they are found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleantext.core.layout import numbered_lines
from cleantext.core.substrings import Substrings

_FEW = 40  # triggers, up to which looking for one after the other is fastest


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
        self._many = Substrings(rules_of) if len(rules_of) > _FEW else None

    def candidates(self, text: str) -> Iterator[Candidate]:
        """Yield the candidate lines in order."""
        found: dict[int, frozenset[int]] = {}
        for literal in self._rules_of if self._many is None else self._many.there(text):
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
