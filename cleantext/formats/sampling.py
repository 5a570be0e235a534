"""Some documents of a corpus, drawn by a fixed rule, without parsing or reading the others where that can be helped."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b

from cleantext.core.document import Document
from cleantext.core.errors import BadInput
from cleantext.formats.all import format_named
from cleantext.formats.base import Chunk, Format, cut
from cleantext.formats.records import Failure, Options
from cleantext.formats.sources import Source


@dataclass
class Drawn:
    """What was drawn, in the order of the corpus."""

    documents: list[Document | Failure] = field(default_factory=list)
    passed: int = 0  # rows and files that were seen


def draw(sources: Iterable[Source], count: int, options: Options) -> Drawn:
    """Draw documents: those whose places have the lowest digests, so that the same corpus always gives the same ones.

    A source that cannot be read is among them as a failure.
    """
    lowest: list[tuple[bytes, int, Document | Failure]] = []
    failures: list[tuple[int, Document | Failure]] = []
    passed = 0
    for source in sources:
        format = format_named(source.format)
        format.check(options)
        for chunk in cut(format, source, options):
            if isinstance(chunk.data, Failure):
                failures.append((passed, chunk.data))
                continue
            for index, item in enumerate(format.items(chunk)):
                if isinstance(item, bytes) and not item.strip():
                    continue
                passed += 1
                key = _digest(format, chunk, index, item)
                if len(lowest) == count and key >= lowest[-1][0]:
                    continue
                document = _parsed(format, chunk, index, item, options)
                if document is not None:
                    insort(lowest, (key, passed, document), key=lambda entry: entry[:2])
                    del lowest[count:]
    found = [(number, document) for _, number, document in lowest] + failures
    return Drawn([document for _, document in sorted(found, key=lambda entry: entry[0])], passed)


def _digest(format: Format, chunk: Chunk, index: int, item: object) -> bytes:
    source, row = format.place(chunk, index, item)
    return blake2b(f"{source.id}\n{row}".encode(errors="surrogateescape"), digest_size=8).digest()


def _parsed(format: Format, chunk: Chunk, index: int, item: object, options: Options) -> Document | Failure | None:
    try:
        record = format.record(chunk, index, item, options)
        return record.document if record is not None else None  # the row itself may keep a whole batch in memory
    except BadInput as error:
        return format.failure(chunk, index, item, str(error))
    except Exception as error:  # a library that reads pages may fail in its own ways
        return format.failure(chunk, index, item, f"{type(error).__name__}: {error}".rstrip(": "))
