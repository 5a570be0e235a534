"""From a corpus to a cleaned corpus: go on where an earlier run ended, deal out, write in order, note what is done."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from cleantext.core.pipeline import Pipeline
from cleantext.formats.base import Chunk, Sink
from cleantext.formats.records import Failure, Options
from cleantext.report.figures import Figures
from cleantext.report.showcase import Showcase
from cleantext.runner.books import Books, NoBooks
from cleantext.runner.manifest import settings_of
from cleantext.runner.plan import Output, Plan, check
from cleantext.runner.shards import Engine, Shard, sink_for, with_layout
from cleantext.runner.work import Inline, Job, Result, Task

if TYPE_CHECKING:
    from cleantext.runner.workers import Workers


@dataclass(frozen=True)
class Run:
    """What is to be done, and how."""

    paths: tuple[str, ...]
    target: str  # "-", a file of rows, or a folder
    pipeline: Pipeline
    options: Options = field(default_factory=Options)
    glob: str = ""
    format: str = ""
    write_as: str = ""
    jobs: int = 0  # worker processes; 0: no other process, and so no protection against documents that crash or hang
    time_limit: float = 60.0  # seconds for a document
    memory_limit: int = 4 << 30  # bytes of address space for a worker
    force: bool = False
    version: str = ""
    showcase: bool = False  # gather what a report shows
    not_inputs: tuple[str, ...] = ()  # files that this run writes besides the target


@dataclass
class Summary:
    """What was done, by this run and by those that it went on from."""

    figures: Figures = field(default_factory=Figures)
    left_alone: int = 0  # documents that a cleaner failed on; they are in the output
    kept: int = 0  # outputs that were complete already
    written: int = 0
    replaced_workers: int = 0
    read: int = 0  # bytes of the input files that are done with
    size: int = 0  # bytes of the documents, not compressed, of this run
    total: int = 0  # bytes of all input files
    documents: int = 0  # of this run
    seconds: float = 0.0
    failed_place: str = ""
    showcase: Showcase | None = None  # what a report shows, if it was asked for
    without_showcase: int = 0  # outputs that were complete already, by a run that was not asked for a report

    @property
    def failures(self) -> int:
        """Places and documents that something went wrong with."""
        return self.figures.failures + self.left_alone

    @property
    def complete_already(self) -> bool:
        """Whether there was nothing to do."""
        return bool(self.kept) and not self.written


class Watcher:
    """Is told what happens; does nothing with it."""

    def progress(self, summary: Summary) -> None:
        """Some more is done."""

    def failed(self, failure: Failure) -> None:
        """Something went wrong with a document."""

    def note(self, message: str) -> None:
        """Something to know about the run."""


def run(config: Run, watcher: Watcher | None = None, engine: Engine | None = None) -> Summary:
    """Clean a corpus, on this machine or on the machines of an engine.

    The same call after a kill, at whatever moment, goes on with what is not finished, and the output is byte for byte
    that of an undisturbed run. What fails is listed beside the output, and the rest goes on.
    Errors: `BadInput` if the target holds something else, or was written with other settings; `MissingExtra`.
    """
    return _Running(config, watcher or Watcher()).run(engine)


class _Running:
    def __init__(self, config: Run, watcher: Watcher) -> None:
        self.config, self.watcher = config, watcher
        self.plan = Plan(
            config.paths, config.target, config.glob, config.format, config.write_as, not_inputs=config.not_inputs
        )
        self.job = Job(config.pipeline, config.options, config.showcase)
        self.summary = self._empty()
        self.books = Books(self.plan, force=config.force) if config.target != "-" else NoBooks()
        self.owners: dict[int, tuple[Output, Any, Chunk]] = {}  # of the tasks that are under way

    def run(self, engine: Engine | None) -> Summary:
        started = time.monotonic()
        config, summary = self.config, self.summary
        with self.books as books:
            summary.total = check(self.plan, books.is_ours)
            books.open(settings_of(config.pipeline, config.options, config.write_as, config.version))
            if engine is not None:
                self._write_elsewhere(engine)
                summary.replaced_workers = engine.lost
            else:
                with self._workers() as workers:
                    self._write(workers)
                summary.replaced_workers = workers.replaced
            books.sort()
            books.close()
            summary.failed_place = books.failed_place if summary.figures.failures else ""
        summary.seconds = time.monotonic() - started
        return summary

    def _empty(self) -> Summary:
        return Summary(showcase=Showcase() if self.config.showcase else None)

    def _workers(self) -> Workers | Inline:
        config = self.config
        if not config.jobs:
            return Inline(self.job)
        from cleantext.runner.workers import Workers  # here, because it takes half as long to load as all the rest

        return Workers(self.job, config.jobs, time_limit=config.time_limit, memory_limit=config.memory_limit)

    def _tasks(self) -> Iterator[Task]:
        number = 0
        for output in self.plan.outputs():
            if not self._is_to_do(output):
                continue
            for layout, chunk in with_layout(output, self.config.options):
                self.owners[number] = (output, layout, chunk._replace(data=None))
                bars = self.summary.showcase.bars() if self.summary.showcase else {}
                yield Task(number, chunk, output.format, output.compression, layout, bars=bars)
                number += 1

    def _is_to_do(self, output: Output) -> bool:
        """Say whether an output is to be written; if it is complete already, count what is in it."""
        row = self.books.kept(output, self.watcher.note)
        if row is None:
            return True
        self.summary.figures.merge(Figures(row["figures"]))
        self.summary.left_alone += row["left_alone"]
        if self.summary.showcase is not None:
            self.summary.without_showcase += "showcase" not in row
            self.summary.showcase.merge(Showcase.from_dict(row.pop("showcase", {})))
        self.summary.kept += 1
        self.summary.read += row["inputs"]["bytes"]
        return False

    def _write_elsewhere(self, engine: Engine) -> None:
        """Let an engine write the outputs, and count them in whatever order they are finished."""
        waiting: dict[int, tuple[Output, list[tuple[Result, Chunk]]]] = {}

        def shards() -> Iterator[Shard]:
            for number, output in enumerate(filter(self._is_to_do, self.plan.outputs())):
                waiting[number] = output, []
                yield Shard(number, output, not output.names and self._is_ours(output))

        complete = False
        under_way = Counter[str]()  # what is done of outputs that are not complete, which may yet be lost
        try:
            for news in engine.results(shards()):
                output, heard = waiting[news.number]
                under_way.update(_amount(news.done))
                heard.extend(news.done)
                if news.complete or news.lost:
                    under_way.subtract(_amount(heard))
                if news.complete:
                    del waiting[news.number]
                    part = self._empty()
                    for result, chunk in heard:
                        self._count(result, chunk, part, output)
                    self._complete(output, part)
                if news.lost:
                    heard.clear()
                self.watcher.progress(_with(self.summary, under_way))
            complete = True
        finally:
            if engine.lost or not complete:
                self.books.sweep()

    def _write(self, workers: Workers | Inline) -> None:
        """Write results as they come, and complete each output after its last one."""
        current: Output | None = None
        sink: Sink | None = None
        part = self._empty()
        try:
            for result in workers.results(self._tasks()):
                output, layout, chunk = self.owners.pop(result.number)
                if output is not current:
                    if current is not None and sink is not None:
                        sink.complete()
                        self._complete(current, part)
                    current, sink, part = output, None, self._empty()
                    sink = sink_for(output, layout, self.config.options, partial(self._is_ours, output))
                assert sink is not None
                sink.append(result.payload)
                self._count(result, chunk, part, output)
                self.watcher.progress(self.summary)
            if current is not None and sink is not None:
                sink.complete()
                self._complete(current, part)
                sink = None
        finally:
            if sink is not None:
                sink.withdraw()

    def _count(self, result: Result, chunk: Chunk, part: Summary, output: Output) -> None:
        for failure in result.failures:
            self.watcher.failed(failure)
            self.books.fail(failure, output)
        for failure in result.left_alone:
            self.watcher.failed(failure)
        for showcase in (part.showcase, self.summary.showcase):
            if showcase is not None and result.showcase is not None:
                showcase.merge(result.showcase)
                for failure in result.failures + result.left_alone:
                    showcase.fail(failure.id, failure.where, failure.reason)
        for summary in (part, self.summary):
            summary.figures.merge(result.figures)
            summary.left_alone += len(result.left_alone)
            summary.documents += result.figures.documents
            summary.read += chunk.read
            summary.size += chunk.size

    def _is_ours(self, output: Output) -> bool:
        return self.books.is_ours(output, output.key)

    def _complete(self, output: Output, part: Summary) -> None:
        self.summary.written += 1
        row = {
            "documents": part.figures.documents,
            "failures": part.figures.failures,
            "left_alone": part.left_alone,
            "figures": part.figures.as_dict(),
        }
        if part.showcase is not None and self.summary.showcase is not None:
            row["showcase"] = part.showcase.within(self.summary.showcase).as_dict()
        self.summary.read += self.books.finish(output, row) - part.read


def _amount(done: Iterable[tuple[Result, Chunk]]) -> Counter[str]:
    """Return what chunks come to, by the names that `Summary` has for it."""
    amount = Counter[str]()
    for result, chunk in done:
        amount.update(documents=result.figures.documents, read=chunk.read, size=chunk.size)
    return amount


def _with(summary: Summary, under_way: Counter[str]) -> Summary:
    """Return a summary with what is under way."""
    figures = copy(summary.figures)
    figures.documents += under_way["documents"]
    return replace(summary, figures=figures, **{name: getattr(summary, name) + n for name, n in under_way.items()})
