"""Which parts of a pipeline may have something to do with a text, as far as its unusual characters tell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from cleantext.core.alphabet import unusual_characters
from cleantext.core.cleaner import Cleaner
from cleantext.core.document import Document
from cleantext.core.gates import Keys
from cleantext.core.linescan import LineScan

Look = Callable[[Document], object]
Run = Callable[[Document], Document]

_MOST_PLANS = 1000  # kept, one for each way in which unusual characters have opened gates


class Group(NamedTuple):
    """Neighbouring parts that all have nothing to do where one question says so."""

    pieces: frozenset[str] | None  # one of these must be among `pieces_there`; None: that does not tell
    literals: tuple[str, ...] | None  # one of these must stand in the text; None: none has to
    look: Look | None  # which must show something
    runs: tuple[tuple[int, Run, frozenset[str]], ...]  # place, what runs the part, families of phrases it goes by


class Plan:
    """The parts that may have something to do with a text, in order."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self._groups = tuple(groups)
        self._firsts = [group.runs[0][0] for group in self._groups]
        self._lasts = [group.runs[-1][0] for group in self._groups]

    def between(self, first: int, stop: int) -> tuple[Group, ...]:
        """Return the groups that hold parts from one place on and before another."""
        return self._groups[bisect_left(self._lasts, first) : bisect_left(self._firsts, stop)]


class Plans:
    """What is left of a pipeline's parts for a text: worked out once for all texts that open the same gates."""

    def __init__(self, parts: Iterable[Cleaner | LineScan]) -> None:
        self._parts = tuple(parts)
        self._keys = Keys(part.gate for part in self._parts)
        self._plans: dict[int, Plan] = {}

    def plan(self, document: Document) -> Plan:
        """Return the parts that may have something to do with a document."""
        present = document.shared(unusual_characters)
        key = self._keys.turned_by(present)
        plan = self._plans.get(key)
        if plan is None:
            if len(self._plans) >= _MOST_PLANS:
                self._plans.clear()
            plan = self._plans[key] = Plan(self._groups(present))
        return plan

    def _groups(self, present: frozenset[str]) -> Iterator[Group]:
        searches = ((index, part, part.gate.searches(present)) for index, part in enumerate(self._parts))
        opened = (step for step in searches if step[2] is None or step[2].literals)
        for (search, look), steps in groupby(opened, key=lambda step: (step[2], step[1].asks)):
            runs = tuple((index, part.run, frozenset(part.families)) for index, part, _ in steps)
            yield Group(search and search.pieces, search and search.literals, look, runs)
