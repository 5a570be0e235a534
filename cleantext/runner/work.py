"""What is done with one chunk, in whatever process: parse, clean, serialise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cleantext.core.pipeline import Pipeline
from cleantext.formats.all import format_named
from cleantext.formats.base import Chunk, Payload, parsed
from cleantext.formats.records import Failure, Options, Record
from cleantext.report.figures import Figures
from cleantext.report.showcase import Showcase


@dataclass(frozen=True)
class Job:
    """What is the same for all chunks."""

    pipeline: Pipeline
    options: Options
    showcase: bool = False  # whether what a report shows is gathered


class Task(NamedTuple):
    """One chunk, and what is to become of it."""

    number: int
    chunk: Chunk
    format: str  # of the output
    compression: str = ""
    layout: Any = None  # the output's columns
    skip: Mapping[int, str] = {}  # items that must not be touched again, and why
    bars: Mapping[str, str] = {}  # of the showcase that the result's will be merged into


@dataclass
class Result:
    """What became of a chunk."""

    number: int
    payload: Payload = b""
    failures: list[Failure] = field(default_factory=list)  # places that gave no document
    left_alone: list[Failure] = field(default_factory=list)  # cleaners that failed on a document, which was written
    figures: Figures = field(default_factory=Figures)
    showcase: Showcase | None = None
    error: Exception | None = None  # what stops the whole run


def clean_chunk(job: Job, task: Task, in_hand: Callable[[int], None] = lambda index: None) -> Result:
    """Clean the documents of one chunk.

    `in_hand`: told the index of the item that is being worked on, and -1 when there is none.
    """
    reader, writer = format_named(task.chunk.source.format), format_named(task.format)
    result = Result(task.number, showcase=Showcase(task.bars) if job.showcase else None)
    records: list[Record] = []
    for _, found in parsed(reader, task.chunk, job.options, task.skip, in_hand):
        if isinstance(found, Failure):
            result.failures.append(found)
            continue
        cleaned = job.pipeline(found.document)
        result.figures.add(found.document, cleaned)
        if result.showcase is not None:
            result.showcase.add(found.document, cleaned)
        for step in cleaned.trail[len(found.document.trail) :]:
            if step.failure:
                reason = f"{step.cleaner} left it alone: {step.failure}"
                result.left_alone.append(Failure(cleaned.id, reason, id=cleaned.id))
        records.append(Record(cleaned, found.rest))
    in_hand(-1)
    result.figures.failures = len(result.failures)
    result.payload = writer.encode(records, job.options, task.layout, task.compression)
    return result


class Inline:
    """Does tasks in this process: quick to start, and without protection from documents that crash or hang."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self.replaced = 0

    def results(self, tasks: Iterable[Task]) -> Iterator[Result]:
        """Yield the result of each task."""
        for task in tasks:
            yield clean_chunk(self._job, task)

    def __enter__(self) -> Inline:
        return self

    def __exit__(self, *_: object) -> None:
        return None
