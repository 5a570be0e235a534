"""One output from end to end, in one place: what each machine of a cluster does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from cleantext.core.errors import BadInput
from cleantext.formats import places
from cleantext.formats.all import format_named
from cleantext.formats.base import Chunk, Sample, Sink
from cleantext.formats.records import Failure, Options
from cleantext.formats.sinks import FolderSink
from cleantext.report.showcase import Showcase
from cleantext.runner.plan import Output
from cleantext.runner.work import Result, Task


class Shard(NamedTuple):
    """An output to be written."""

    number: int
    output: Output
    replaceable: bool = False  # whether an earlier try began it, so that its files may be there


class News(NamedTuple):
    """What is heard of a shard from wherever it is written."""

    number: int
    done: Sequence[tuple[Result, Chunk]] = ()  # what became of some more of its chunks
    complete: bool = False  # it is written
    lost: bool = False  # forget what was heard of it: it is begun again


class Engine(Protocol):
    """Whatever has other machines."""

    lost: int  # tries that came to nothing, because a machine or a process went away

    def results(self, shards: Iterable[Shard]) -> Iterator[News]:
        """Yield the news of all shards, as they come."""


class Doer(Protocol):
    """Whatever does tasks, and yields the results in their order."""

    def results(self, tasks: Iterable[Task]) -> Iterator[Result]:
        """Yield the result of each task."""


def write_shard(shard: Shard, workers: Doer, options: Options) -> Iterator[tuple[Result, Chunk]]:
    """Write an output, and yield what became of each of its chunks."""
    output = shard.output
    owners: dict[int, tuple[Any, Chunk]] = {}
    shown = Showcase()

    def tasks() -> Iterator[Task]:
        for number, (layout, chunk) in enumerate(with_layout(output, options)):
            owners[number] = (layout, chunk._replace(data=None))
            yield Task(number, chunk, output.format, output.compression, layout, bars=shown.bars())

    sink: Sink | None = None
    try:
        for result in workers.results(tasks()):
            layout, chunk = owners.pop(result.number)
            if sink is None:
                sink = sink_for(output, layout, options, lambda: shard.replaceable)
            sink.append(result.payload)
            result.payload = b""
            if result.showcase is not None:  # so that later chunks bring only what the report may yet show
                shown.merge(result.showcase)
            yield result, chunk
        if sink is not None:
            sink.complete()
            sink = None
    finally:
        if sink is not None:
            sink.withdraw()


def sink_for(output: Output, layout: Any, options: Options, is_replaceable: Callable[[], bool]) -> Sink:
    """Open an output. `is_replaceable`: says whether files that are there already may be replaced."""
    if not output.is_folder or output.place == "-":
        return format_named(output.format).sink(output.place, options, layout)
    if output.names:
        return FolderSink(output.place)
    written: set[str] = set()
    replaceable = is_replaceable()

    def refuse(name: str) -> bool:
        if name in written:
            raise BadInput(f"{places.below(output.place, name)}: two documents have the same id")
        written.add(name)
        return not replaceable and places.exists(places.below(output.place, name))

    return FolderSink(output.place, refuse)


def with_layout(output: Output, options: Options) -> Iterator[tuple[Any, Chunk]]:
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
