"""What a format is: how its files are cut into pieces, read, written and completed.

The parent process cuts and completes; parsing and serialising, the heavy part, is done wherever the cleaning is.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple, Protocol

from cleantext.core.errors import BadInput
from cleantext.formats.records import Failure, Options, Record
from cleantext.formats.sources import Source
from cleantext.formats.streams import corrupt_errors

# What one chunk comes to in the end: bytes of a file of rows, or (path below the folder, bytes) for each file.
Payload = bytes | list[tuple[str, bytes]]

CHUNK_BYTES = 1 << 19


class Chunk(NamedTuple):
    """A bounded piece of the input, cheap to send to another process."""

    source: Source
    first: int  # the row of its first item in the source, from 1
    data: Any  # as the format cut it; a `Failure` if the source could not be read on from here
    size: int = 0  # bytes, not compressed
    read: int = 0  # bytes of the file itself that it took, for showing how far we are


class Sample(NamedTuple):
    """What the first chunk of an output tells about its columns."""

    rows: Sequence[Mapping[str, Any]] = ()
    schema: Any = None  # pyarrow's, if the source has one


class Sink(Protocol):
    """An output that is being written; it has its name only when it is complete."""

    def append(self, payload: Payload) -> None:
        """Add one chunk's payload."""

    def complete(self) -> None:
        """Flush, and give the output its name."""

    def withdraw(self) -> None:
        """Leave no trace of what is not complete."""


class Format(ABC):
    """One format, both ways where that makes sense."""

    name: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]]
    unit: ClassVar[str] = "row"
    whole: ClassVar[bool] = False  # a file is one document

    def check(self, options: Options) -> None:
        """Errors: `MissingExtra` if what the format needs is not installed."""
        return

    @abstractmethod
    def chunks(self, source: Source, options: Options) -> Iterator[Chunk]:
        """Cut a source into chunks; the same file gives the same chunks.

        Errors: `BadInput` for a file that is not of this format.
        """

    @abstractmethod
    def items(self, chunk: Chunk) -> Sequence[Any]:
        """Return the raw rows of a chunk."""

    @abstractmethod
    def record(self, chunk: Chunk, index: int, item: Any, options: Options) -> Record | None:
        """Parse one raw row; None if there is none (a blank line).

        Errors: `BadInput` if it holds no document.
        """

    def sample(self, chunk: Chunk, options: Options) -> Sample:
        """Return what a chunk says about the columns of a table made of it."""
        return Sample()

    def place(self, chunk: Chunk, index: int, item: Any) -> tuple[Source, int]:
        """Return the source and the row that an item stands at."""
        return chunk.source, chunk.first + index

    def known_id(self, chunk: Chunk, index: int, item: Any, options: Options) -> str:
        """Return the id of an item, if it can be told without the risk of what failed happening again."""
        return ""

    def failure(self, chunk: Chunk, index: int, item: Any, reason: str) -> Failure:
        """Return the failure of one item."""
        source, row = self.place(chunk, index, item)
        return Failure(source.name, reason, row, self.unit, f"{source.id}:{row}" if row else source.id)

    def layout(self, sample: Sample, options: Options) -> Any:
        """Return the columns of the output, for formats that must know them beforehand."""
        return None

    def encode(self, records: Sequence[Record], options: Options, layout: Any, compression: str = "") -> Payload:
        """Serialise records."""
        raise BadInput(f"{self.name} can be read, not written")

    def sink(self, place: str, options: Options, layout: Any) -> Sink:
        """Open an output."""
        raise BadInput(f"{place}: {self.name} can be read, not written")


def cut(format: Format, source: Source, options: Options) -> Iterator[Chunk]:
    """Yield the chunks of a source; what stops its reading becomes a chunk that holds the failure."""
    last = 0
    try:
        for chunk in format.chunks(source, options):
            last = chunk.first
            yield chunk
    except BadInput as error:
        yield Chunk(source, 0, Failure(source.name, str(error), id=source.id))
    except corrupt_errors() as error:
        reason = (getattr(error, "strerror", None) or str(error) or type(error).__name__).strip()
        after = f"reading stopped some way after {format.unit} {last}: " if last else ""
        yield Chunk(source, 0, Failure(source.name, after + reason, id=source.id))


def parsed(
    format: Format,
    chunk: Chunk,
    options: Options,
    skip: Mapping[int, str] = {},
    before: Callable[[int], None] = lambda index: None,
) -> Iterable[tuple[int, Record | Failure]]:
    """Yield the records of a chunk, and a failure for each item that holds none, each with its index.

    `skip`: items to be left out, with the reason. `before`: called with the index of each item before it is parsed.
    """
    if isinstance(chunk.data, Failure):
        yield 0, chunk.data
        return
    for index, item in enumerate(format.items(chunk)):
        if index in skip:
            failure = format.failure(chunk, index, item, skip[index])
            yield index, failure._replace(id=format.known_id(chunk, index, item, options) or failure.id)
            continue
        before(index)
        try:
            record = format.record(chunk, index, item, options)
        except BadInput as error:
            yield index, format.failure(chunk, index, item, str(error))
            continue
        except Exception as error:  # a library that reads pages may fail in its own ways
            yield index, format.failure(chunk, index, item, f"{type(error).__name__}: {error}".rstrip(": "))
            continue
        if record is not None:
            yield index, record


def id_of(format: Format, chunk: Chunk, index: int, item: Any, options: Options) -> str:
    """Return the id of a row, for formats whose rows are parsed without danger."""
    try:
        record = format.record(chunk, index, item, options)
    except BadInput:
        return ""
    return record.document.id if record is not None else ""
