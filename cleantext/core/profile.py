"""What each cleaner of a pipeline costs and does, in a form that a person can read."""

from __future__ import annotations

from collections.abc import Mapping
from time import perf_counter
from typing import NamedTuple

from cleantext.core.cleaner import Cleaner
from cleantext.core.document import Document
from cleantext.core.pipeline import Pipeline
from cleantext.core.plans import Look

REST = "(the rest)"  # finding out which cleaners have something to do


class Cost(NamedTuple):
    """What a cleaner took and did."""

    seconds: float = 0.0
    edits: int = 0
    runs: int = 0  # how often it was called: a document that cannot concern it is not counted

    def __add__(self, other: Cost) -> Cost:  # type: ignore[override]  # a sum of costs, not of tuples
        return Cost(self.seconds + other.seconds, self.edits + other.edits, self.runs + other.runs)


class Profile(Pipeline):
    """A pipeline that takes note of what its cleaners cost; its results are those of the plain pipeline.

    What several cleaners share (lines, the head) is counted with the first one that asks for it; a look at the text
    that decides whether cleaners are called at all has a line of its own, in brackets. Edits are counted in
    every round, and also where the pipeline takes them back afterwards.
    """

    def __init__(self, pipeline: Pipeline) -> None:
        self._costs = dict.fromkeys((cleaner.name for cleaner in pipeline.cleaners), Cost())
        self._seconds = 0.0
        looks = {cleaner.asks: _timed_look(cleaner.asks, self._costs) for cleaner in pipeline.cleaners if cleaner.asks}
        timed = [_Timed(cleaner, self._costs, looks) for cleaner in pipeline.cleaners]
        super().__init__(timed, title=pipeline.title, budget=pipeline.budget)

    def __call__(self, document: Document) -> Document:
        """Clean a document."""
        start = perf_counter()
        cleaned = super().__call__(document)
        self._seconds += perf_counter() - start
        return cleaned

    @property
    def costs(self) -> dict[str, Cost]:
        """What each cleaner has cost so far, in the order of the pipeline, and what is left of the whole time."""
        rest = self._seconds - sum(cost.seconds for cost in self._costs.values())
        return {**self._costs, REST: Cost(max(rest, 0.0))}

    def __str__(self) -> str:
        """A table, the dearest cleaner first; those that never ran are left out."""
        rows = [(name, cost) for name, cost in self.costs.items() if cost.runs or name == REST]
        rows.sort(key=lambda row: -row[1].seconds)
        whole = max(self._seconds, 1e-9)
        lines = [f"{'cleaner':28}{'ms':>10}{'share':>8}{'runs':>9}{'edits':>9}"]
        for name, cost in rows:
            lines.append(f"{name:28}{1000 * cost.seconds:10.1f}{cost.seconds / whole:8.1%}{cost.runs:9}{cost.edits:9}")
        lines.append(f"{'together':28}{1000 * self._seconds:10.1f}{1:8.1%}")
        return "\n".join(lines)


class _Timed(Cleaner):
    """A cleaner that does what another does, and writes down its costs."""

    kind = "timed cleaner"

    def __init__(self, cleaner: Cleaner, costs: dict[str, Cost], looks: Mapping[Look, Look]) -> None:
        self.__dict__.update(cleaner.__dict__)
        self.asks = looks[cleaner.asks] if cleaner.asks else None
        self._cleaner = cleaner
        self._costs = costs

    def run(self, document: Document) -> Document:
        """Run the cleaner and note what it took."""
        start = perf_counter()
        cleaned = self._cleaner.run(document)
        seconds = perf_counter() - start
        edits = len(cleaned.trail[-1].edits) if len(cleaned.trail) > len(document.trail) else 0
        self._costs[self.name] += Cost(seconds, edits, 1)
        return cleaned


def _timed_look(look: Look, costs: dict[str, Cost]) -> Look:
    """Return a look at a document that several cleaners share, with a line of its own among the costs."""
    name = f"({look.__name__})"
    costs[name] = Cost()

    def timed(document: Document) -> object:
        start = perf_counter()
        found = document.derived(look)
        costs[name] += Cost(perf_counter() - start, 0, 1)
        return found

    return timed


def profiled(pipeline: Pipeline, document: Document) -> tuple[Document, dict[str, Cost]]:
    """Return the document as the pipeline cleans it, and what each cleaner took and did."""
    profile = Profile(pipeline)
    return profile(document), profile.costs
