"""Which parts of a pipeline may have something to do with a text, as far as its unusual characters tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from cleantext.core.alphabet import unusual_characters
from cleantext.core.cleaner import Cleaner
from cleantext.core.document import Document
from cleantext.core.gates import Keys, Search
from cleantext.core.linescan import LineScan

Look = Callable[[Document], object]
Run = Callable[[Document], Document]

_MOST_PLANS = 1000  # kept, one for each way in which unusual characters have opened gates


class Group(NamedTuple):
    """Neighbouring parts that all have nothing to do where one question says so."""

    first: int  # the places of the parts, from the first to the last
    last: int
    search: Search | None  # which must find something; None: nothing has to be searched for
    look: Look | None  # which must show something
    runs: tuple[tuple[int, Run, frozenset[str]], ...]  # place, what runs the part, families of phrases it goes by


class Plans:
    """What is left of a pipeline's parts for a text: worked out once for all texts that open the same gates."""

    def __init__(self, parts: Iterable[Cleaner | LineScan]) -> None:
        self._parts = tuple(parts)
        self._keys = Keys(part.gate for part in self._parts)
        self._plans: dict[int, tuple[Group, ...]] = {}

    def plan(self, document: Document) -> tuple[Group, ...]:
        """Return the parts that may have something to do with a document."""
        present = document.shared(unusual_characters)
        key = self._keys.turned_by(present)
        plan = self._plans.get(key)
        if plan is None:
            if len(self._plans) >= _MOST_PLANS:
                self._plans.clear()
            plan = self._plans[key] = tuple(self._groups(present))
        return plan

    def _groups(self, present: frozenset[str]) -> Iterator[Group]:
        searches = ((index, part, part.gate.searches(present)) for index, part in enumerate(self._parts))
        opened = (step for step in searches if step[2] is None or step[2].literals)
        for (search, look), steps in groupby(opened, key=lambda step: (step[2], step[1].asks)):
            runs = tuple((index, part.run, frozenset(part.families)) for index, part, _ in steps)
            yield Group(runs[0][0], runs[-1][0], search, look, runs)
