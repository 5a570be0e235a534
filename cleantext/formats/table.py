"""CSV and TSV, with a line of column names. All cells pass through as they are; ours are JSON."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from cleantext.core.document import Flag
from cleantext.core.errors import BadInput
from cleantext.formats.base import CHUNK_BYTES, Chunk, Format, Payload, Sample, id_of
from cleantext.formats.columns import REST, json_text, json_value
from cleantext.formats.jsonl import row_for
from cleantext.formats.records import Failure, Options, Record
from cleantext.formats.rows import OURS, Row, record_from_row
from cleantext.formats.sinks import FileSink, StandardOutput
from cleantext.formats.sources import FORMATS, Source
from cleantext.formats.streams import compression_of, reading, squeezed

# What `surrogateescape` makes of bytes that are no text.
_NO_TEXT = re.compile("[\udc80-\udcff]")
_LONGEST_CELL = 1 << 26  # a quote that is never closed would else take in the rest of the file


class Csv(Format):
    """A document a row."""

    name = "csv"
    suffixes = FORMATS["csv"]
    delimiter = ","

    def chunks(self, source: Source, options: Options) -> Iterator[Chunk]:
        """Cut the file at rows: a cell may hold line breaks, so that only reading it tells where a row ends."""
        csv.field_size_limit(_LONGEST_CELL)
        stream, raw = reading(source.place)
        with stream, raw:
            try:
                yield from self._chunks(source, stream, raw, options.encoding or "utf-8-sig")
            except csv.Error as error:
                raise BadInput(f"not {self.name.upper()} that can be read: {error}") from error
            except LookupError as error:
                raise BadInput(f"there is no encoding named {options.encoding!r}") from error

    def _chunks(self, source: Source, stream: BinaryIO, raw: BinaryIO, encoding: str) -> Iterator[Chunk]:
        # Bytes that are no text in this encoding come back as they were in the cells that are not cleaned.
        text = io.TextIOWrapper(stream, encoding, errors="surrogateescape", newline="")
        reader = csv.reader(text, delimiter=self.delimiter)
        header = next(reader, None)
        if header is None:
            yield Chunk(source, 0, Failure(source.name, "empty, nothing to clean", id=source.id))
            return
        if len(set(header)) < len(header):
            twice = next(name for name in header if header.count(name) > 1)
            raise BadInput(f"two columns are named {twice!r}")
        first, read, rows, size = 1, 0, list[list[str]](), 0
        for row in reader:
            rows.append(row)
            size += sum(map(len, row)) + len(row)
            if size >= CHUNK_BYTES:
                here = raw.tell() if source.place != "-" else 0
                yield Chunk(source, first, (header, rows), size, here - read)
                first, read, rows, size = first + len(rows), here, [], 0
        yield Chunk(source, first, (header, rows), size)

    def items(self, chunk: Chunk) -> Sequence[list[str]]:
        """Return the rows as lists of cells."""
        rows: list[list[str]] = chunk.data[1]
        return rows

    def record(self, chunk: Chunk, index: int, item: list[str], options: Options) -> Record | None:
        """Name the cells of one row."""
        header = chunk.data[0]
        if not item:
            return None
        if len(item) != len(header):
            raise BadInput(f"{len(item)} cells where the header names {len(header)} columns")
        row: Row = dict(zip(header, item, strict=True))
        row |= {name: json_value(row[name]) for name in OURS if name in row}
        read, text = dict(row), row.get(options.text_field)
        if not read.get(options.id_field):
            read.pop(options.id_field, None)
        place = -1
        if isinstance(text, str) and not text.isascii() and (found := _NO_TEXT.search(text)):
            place = found.start()
            read[options.text_field] = _NO_TEXT.sub("\ufffd", text)
        record = record_from_row(
            read,
            default_id=f"{chunk.source.id}:{chunk.first + index}",
            text_field=options.text_field,
            id_field=options.id_field,
            site_field=options.site_field,
        )
        flags = [Flag(place, place + 1, "bytes that are no text are read as U+FFFD")] if place >= 0 else []
        return Record(record.document.edited("reader", flags=flags), row)

    def known_id(self, chunk: Chunk, index: int, item: Any, options: Options) -> str:
        """Return the id that the row gives."""
        return id_of(self, chunk, index, item, options)

    def sample(self, chunk: Chunk, options: Options) -> Sample:
        """Return the header as a row."""
        return Sample([dict.fromkeys(chunk.data[0], "")])

    def layout(self, sample: Sample, options: Options) -> list[str]:
        """Return the names of the columns: those of the first rows, ours, and one for what comes later."""
        ours = [options.id_field, options.text_field, *(OURS if options.trail else OURS[:2])]
        names = dict.fromkeys(name for row in sample.rows for name in row)
        names = {**({} if names else dict.fromkeys(ours[:2])), **names, **dict.fromkeys(ours)}
        if len(sample.rows) != 1 or any(sample.rows[0].values()):  # not a table, which has the same columns throughout
            names[REST] = None
        return list(names)

    def encode(self, records: Sequence[Record], options: Options, layout: Any, compression: str = "") -> Payload:
        """Return a line for each record."""
        rows = []
        for record in records:
            row = row_for(record, options)
            cells = {name: row.pop(name, None) for name in layout if name != REST}
            cells[options.text_field] = record.document.text  # nested ones have a column, too
            cells[options.id_field] = record.document.id
            if row and REST not in layout:
                raise BadInput(f'the output has no column for "{next(iter(row))}"; clean to .jsonl, or to a folder')
            if REST in layout:
                cells[REST] = row.pop(REST) if set(row) == {REST} else row
            rows.append([_cell(cells[name]) for name in layout])
        return squeezed(self._lines(rows), compression)

    def sink(self, place: str, options: Options, layout: Any) -> FileSink | StandardOutput:
        """Open an output, and write the names of the columns."""
        sink = StandardOutput() if place == "-" else FileSink(place)
        sink.append(squeezed(self._lines([layout]), compression_of(place)))
        return sink

    def _lines(self, rows: Sequence[Sequence[str]]) -> bytes:
        out = io.StringIO()
        csv.writer(out, delimiter=self.delimiter).writerows(rows)
        text = out.getvalue()
        try:
            return text.encode(errors="surrogateescape")  # bytes that were no text are themselves again
        except UnicodeEncodeError:
            return text.encode(errors="replace")


class Tsv(Csv):
    """The same with tabs."""

    name = "tsv"
    suffixes = FORMATS["tsv"]
    delimiter = "\t"


def _cell(value: Any) -> str:
    if value is None or value in ({}, []):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json_text(value)
