"""From a corpus to a cleaned corpus: go on where an earlier run ended, deal out, write in order, note what is done."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cleantext.core.errors import BadInput
from cleantext.core.pipeline import Pipeline
from cleantext.formats import places
from cleantext.formats.all import format_named
from cleantext.formats.base import Chunk, Sample, Sink
from cleantext.formats.records import Failure, Options
from cleantext.formats.sinks import FolderSink
from cleantext.report.figures import Figures
from cleantext.runner.books import Books, NoBooks
from cleantext.runner.manifest import settings_of
from cleantext.runner.plan import Output, Plan, check
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


def run(config: Run, watcher: Watcher | None = None) -> Summary:
    """Clean a corpus.

    The same call after a kill, at whatever moment, goes on with what is not finished, and the output is byte for byte
    that of an undisturbed run. What fails is listed beside the output, and the rest goes on.
    Errors: `BadInput` if the target holds something else, or was written with other settings; `MissingExtra`.
    """
    return _Running(config, watcher or Watcher()).run()


class _Running:
    def __init__(self, config: Run, watcher: Watcher) -> None:
        self.config, self.watcher = config, watcher
        self.plan = Plan(config.paths, config.target, config.glob, config.format, config.write_as)
        self.job = Job(config.pipeline, config.options)
        self.summary = Summary()
        self.books = Books(self.plan, force=config.force) if config.target != "-" else NoBooks()
        self.owners: dict[int, tuple[Output, Any, Chunk]] = {}  # of the tasks that are under way

    def run(self) -> Summary:
        started = time.monotonic()
        config, summary = self.config, self.summary
        with self.books as books:
            summary.total = check(self.plan, books.is_ours)
            books.open(settings_of(config.pipeline, config.options, config.write_as, config.version))
            with self._workers() as workers:
                self._write(workers)
            books.close()
            summary.replaced_workers = workers.replaced
            summary.failed_place = books.failed_place if summary.figures.failures else ""
        summary.seconds = time.monotonic() - started
        return summary

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
            for layout, chunk in _with_layout(output, self.config.options):
                self.owners[number] = (output, layout, chunk._replace(data=None))
                yield Task(number, chunk, output.format, output.compression, layout)
                number += 1

    def _is_to_do(self, output: Output) -> bool:
        """Say whether an output is to be written; if it is complete already, count what is in it."""
        row = self.books.kept(output, self.watcher.note)
        if row is None:
            return True
        self.summary.figures.merge(Figures(row["figures"]))
        self.summary.left_alone += row["left_alone"]
        self.summary.kept += 1
        self.summary.read += row["inputs"]["bytes"]
        return False

    def _write(self, workers: Workers | Inline) -> None:
        """Write results as they come, and complete each output after its last one."""
        current: Output | None = None
        sink: Sink | None = None
        part = Summary()
        try:
            for result in workers.results(self._tasks()):
                output, layout, chunk = self.owners.pop(result.number)
                if output is not current:
                    if current is not None and sink is not None:
                        self._complete(current, sink, part)
                    current, sink, part = output, None, Summary()
                    sink = self._sink(output, layout)
                assert sink is not None
                sink.append(result.payload)
                self._count(result, chunk, part, output)
            if current is not None and sink is not None:
                self._complete(current, sink, part)
                sink = None
        finally:
            if sink is not None:
                sink.withdraw()

    def _sink(self, output: Output, layout: Any) -> Sink:
        if not output.is_folder or output.place == "-":
            return format_named(output.format).sink(output.place, self.config.options, layout)
        if output.names:
            return FolderSink(output.place)
        written: set[str] = set()
        replaceable = self.books.is_ours(output, output.key)

        def refuse(name: str) -> bool:
            if name in written:
                raise BadInput(f"{places.below(output.place, name)}: two documents have the same id")
            written.add(name)
            return not replaceable and places.exists(places.below(output.place, name))

        return FolderSink(output.place, refuse)

    def _count(self, result: Result, chunk: Chunk, part: Summary, output: Output) -> None:
        for failure in result.failures:
            self.watcher.failed(failure)
            self.books.fail(failure, output)
        for failure in result.left_alone:
            self.watcher.failed(failure)
        for summary in (part, self.summary):
            summary.figures.merge(result.figures)
            summary.left_alone += len(result.left_alone)
            summary.documents += result.figures.documents
            summary.read += chunk.read
            summary.size += chunk.size
        self.watcher.progress(self.summary)

    def _complete(self, output: Output, sink: Sink, part: Summary) -> None:
        sink.complete()
        self.summary.written += 1
        row = {
            "documents": part.figures.documents,
            "failures": part.figures.failures,
            "left_alone": part.left_alone,
            "figures": part.figures.as_dict(),
        }
        self.summary.read += self.books.finish(output, row) - part.read


def _with_layout(output: Output, options: Options) -> Iterator[tuple[Any, Chunk]]:
    """Yield the chunks of an output with the columns it has, which its first chunk of documents tells."""
    waiting: list[Chunk] = []
    layout: Any = None
    known = False
    writer = format_named(output.format)
    writer.check(options)
    for chunk in output.chunks(options):
        if not known:
            waiting.append(chunk)
            if isinstance(chunk.data, Failure):
                continue
            layout, known = writer.layout(format_named(chunk.source.format).sample(chunk, options), options), True
            yield from ((layout, held) for held in waiting)
            waiting = []
        else:
            yield layout, chunk
    if not known:
        layout = writer.layout(Sample(), options)
        yield from ((layout, held) for held in waiting)
