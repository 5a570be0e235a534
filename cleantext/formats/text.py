"""Plain text and HTML: a file is a document, its text a file again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from cleantext.core.document import Document
from cleantext.core.errors import BadInput
from cleantext.formats.base import Chunk, Format, Payload
from cleantext.formats.decoding import decode
from cleantext.formats.html import check_html, from_html
from cleantext.formats.records import Options, Record
from cleantext.formats.rows import Row, trail_rows
from cleantext.formats.sinks import StandardOutput
from cleantext.formats.sources import FORMATS, Source
from cleantext.formats.streams import reading


class TextFormat(Format):
    """Text and Markdown files."""

    name = "text"
    suffixes = FORMATS["text"]
    whole = True

    def chunks(self, source: Source, options: Options) -> Iterator[Chunk]:
        """Yield the file as one chunk; the runner makes chunks of many small files of it."""
        yield group([source], [0])

    def items(self, chunk: Chunk) -> Sequence[Any]:
        """Return the sources, or the bytes of standard input."""
        items: Sequence[Any] = chunk.data
        return items

    def record(self, chunk: Chunk, index: int, item: Any, options: Options) -> Record | None:
        """Read one file."""
        source, data = item
        try:
            if data is None:
                with reading(source.place)[0] as stream:
                    data = stream.read()
        except OSError as error:
            raise BadInput(error.strerror or str(error)) from error
        if not data.strip():
            raise BadInput("empty, nothing to clean")
        return self.document(data, source, options)

    def document(self, data: bytes, source: Source, options: Options) -> Record:
        """Return the document in a file's bytes."""
        text, flags = decode(data, options.encoding)
        return Record(Document(text, id=source.id, flags=flags))

    def place(self, chunk: Chunk, index: int, item: Any) -> tuple[Source, int]:
        """Return the source; a file has no rows."""
        return item[0], 0

    def encode(self, records: Sequence[Record], options: Options, layout: Any, compression: str = "") -> Payload:
        """Return two files a document: `a/b.txt`, and `a/b.txt.json` for what else is known, if anything is."""
        return [file for record in records for file in _files(record.document, options.trail)]

    def sink(self, place: str, options: Options, layout: Any) -> StandardOutput:
        """Open standard output: files of text go to a `FolderSink`."""
        return StandardOutput()


class BareText(TextFormat):
    """Text on standard output, with nothing beside it."""

    def encode(self, records: Sequence[Record], options: Options, layout: Any, compression: str = "") -> Payload:
        """Return the texts alone."""
        return b"".join(_bytes(record.document) for record in records)


class HtmlFormat(TextFormat):
    """HTML pages: read for their main text, written as text."""

    name = "html"
    suffixes = FORMATS["html"]

    def check(self, options: Options) -> None:
        """Errors: `MissingExtra` without trafilatura, or what else reads the page."""
        check_html(options.extract)

    def document(self, data: bytes, source: Source, options: Options) -> Record:
        """Return the main text of a page, or what `options.extract` asks for."""
        # The bytes as they are: a page names its own encoding.
        page = data.decode(options.encoding, errors="replace") if options.encoding else data
        return Record(from_html(page, source.id, extract=options.extract))


def group(sources: Sequence[Source], sizes: Sequence[int]) -> Chunk:
    """Return whole files as one chunk. Standard input is read here: a worker has another."""
    items: list[tuple[Source, bytes | None]] = []
    for source in sources:
        if source.place == "-":
            with reading("-")[0] as stream:
                items.append((source, stream.read()))
        else:
            items.append((source, None))
    return Chunk(sources[0], 1, items, sum(sizes), sum(sizes))


def file_names(id: str) -> tuple[str, str]:
    """Return the files that a document is written to, below a folder whatever its id says: text, and what is known."""
    parts = [part for part in id.replace("\\", "/").replace("\x00", "").split("/") if part not in ("", ".", "..")]
    name = "/".join(parts or ["document"])
    name = name if name.lower().endswith(FORMATS["text"]) else name + ".txt"
    return name, name + ".json"


def _files(document: Document, trail: bool) -> Iterator[tuple[str, bytes]]:
    name, beside = file_names(document.id)
    yield name, _bytes(document)
    known: Row = {}
    if document.metadata:
        known["metadata"] = dict(document.metadata)
    if document.flags:
        known["flags"] = [flag._asdict() for flag in document.flags]
    if trail:
        known["trail"] = trail_rows(document)
    if known:
        data = json.dumps(known, ensure_ascii=False, indent=2, default=str)
        yield beside, data.encode(errors="replace") + b"\n"


def _bytes(document: Document) -> bytes:
    data = document.text.encode(errors="replace")
    return data + (b"" if data.endswith(b"\n") else b"\n")
