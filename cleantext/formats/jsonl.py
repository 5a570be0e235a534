"""JSON Lines: a row a line, compressed or not."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from typing import Any

from cleantext.core.document import Flag
from cleantext.core.errors import BadInput
from cleantext.formats.base import CHUNK_BYTES, Chunk, Format, Payload, Sample, id_of
from cleantext.formats.decoding import decode
from cleantext.formats.records import Failure, Options, Record
from cleantext.formats.rows import ExactRow, Row, record_from_row, row_of
from cleantext.formats.sinks import FileSink, StandardOutput
from cleantext.formats.sources import FORMATS, Source
from cleantext.formats.streams import reading, squeezed

# orjson reads a whole number past 64 bits as a float.
_LONG_NUMBER = b"0" * 19
_DIGITS_AS_ZEROS = bytes(ord("0") if 48 <= byte <= 57 else 0 for byte in range(256))


class JsonLines(Format):
    """A document a line, with whatever other fields the line has."""

    name = "jsonl"
    suffixes = FORMATS["jsonl"]
    unit = "line"

    def chunks(self, source: Source, options: Options) -> Iterator[Chunk]:
        """Cut the bytes at line ends."""
        stream, raw = reading(source.place)
        first, read, rest, empty = 1, 0, b"", True
        with stream, raw:
            while block := stream.read(CHUNK_BYTES):
                head, newline, tail = block.rpartition(b"\n")
                if not newline:
                    rest += block
                    continue
                data, rest = rest + head + newline, tail
                here = raw.tell() if source.place != "-" else 0
                yield Chunk(source, first, data, len(data), here - read)
                first, read, empty = first + data.count(b"\n"), here, empty and not data.strip()
            if rest.strip():
                yield Chunk(source, first, rest, len(rest))
            elif empty:
                yield Chunk(source, 0, Failure(source.name, "empty, nothing to clean", id=source.id))

    def items(self, chunk: Chunk) -> Sequence[bytes]:
        """Return the lines."""
        lines: list[bytes] = chunk.data.split(b"\n")
        return lines

    def record(self, chunk: Chunk, index: int, item: bytes, options: Options) -> Record | None:
        """Parse one line."""
        if not item.strip():
            return None
        return self.parsed(item, f"{chunk.source.id}:{chunk.first + index}", options)

    def parsed(self, line: bytes, default_id: str, options: Options) -> Record:
        """Return the record of a line.

        Errors: `BadInput` if it is not JSON, or holds no document.
        """
        row = _loaded(line)
        flags: tuple[Flag, ...] = ()
        if row is None:
            try:
                text, flags = decode(line.rstrip(b"\r\n"))
                row = json.loads(text)
            except json.JSONDecodeError as error:
                raise BadInput(f"not JSON: {error.msg} at column {error.colno}") from error
            except RecursionError as error:
                raise BadInput("not JSON that can be read: nested too deeply") from error
            except ValueError as error:  # a number of more digits than Python converts
                raise BadInput(f"not JSON that can be read: {error}") from error
            row = ExactRow(row) if isinstance(row, dict) else row
        record = record_from_row(
            row,
            default_id=default_id,
            text_field=options.text_field,
            id_field=options.id_field,
            site_field=options.site_field,
        )
        if not flags:
            return record
        place = max(0, record.document.text.find("\ufffd"))  # the flag's own offset is into the line of JSON
        moved = [flag._replace(start=place, end=place) for flag in flags]
        return Record(record.document.edited("reader", flags=moved), record.rest)

    def known_id(self, chunk: Chunk, index: int, item: Any, options: Options) -> str:
        """Return the id that the row gives."""
        return id_of(self, chunk, index, item, options)

    def sample(self, chunk: Chunk, options: Options) -> Sample:
        """Return the rows that can be read."""
        rows = []
        for index, item in enumerate(self.items(chunk)):
            try:
                record = self.record(chunk, index, item, options)
            except BadInput:
                continue
            if record is not None:
                rows.append(record.rest)
        return Sample(rows)

    def encode(self, records: Sequence[Record], options: Options, layout: Any, compression: str = "") -> Payload:
        """Return a line for each record."""
        return squeezed(b"".join(line_of(row_for(record, options)) for record in records), compression)

    def sink(self, place: str, options: Options, layout: Any) -> FileSink | StandardOutput:
        """Open a file, or standard output."""
        return StandardOutput() if place == "-" else FileSink(place)


def row_for(record: Record, options: Options) -> Row:
    """Return a record as the row that is written."""
    return row_of(record, trail=options.trail, text_field=options.text_field, id_field=options.id_field)


def line_of(row: Row) -> bytes:
    """Return a row as a line of JSON."""
    if not isinstance(row, ExactRow):
        orjson = _orjson()
        if orjson is not None:
            try:
                line: bytes = orjson.dumps(row, default=plain) + b"\n"
                if b"null" not in line or not _is_beyond(row):  # orjson writes NaN and infinity as null
                    return line
            except TypeError:  # a lone surrogate, a number past 64 bits, a key that is no string
                pass
    try:
        return (json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=plain) + "\n").encode()
    except UnicodeEncodeError:  # a lone surrogate, which JSON can spell and UTF-8 cannot
        return (json.dumps(row, separators=(",", ":"), default=plain) + "\n").encode()


def plain(value: Any) -> Any:
    """Return a value that JSON has no form for as one that it has."""
    if isinstance(value, bytes | bytearray | memoryview):
        import base64

        return base64.b64encode(value).decode()
    if isinstance(value, set | frozenset | tuple):
        return list(value)
    return str(value)


def _is_beyond(value: Any) -> bool:
    """Say whether there is a number in the value that JSON proper has no form for."""
    if isinstance(value, float):
        return not math.isfinite(value)
    if isinstance(value, dict):
        return any(map(_is_beyond, value.values()))
    return isinstance(value, list | tuple) and any(map(_is_beyond, value))


def has_long_number(line: bytes) -> bool:
    """Say whether there are nineteen digits in a row."""
    return _LONG_NUMBER in line.translate(_DIGITS_AS_ZEROS)


def _loaded(line: bytes) -> Any:
    orjson = _orjson()
    if orjson is None or has_long_number(line):
        return None
    try:
        return orjson.loads(line)
    except ValueError:  # the standard library reads more (NaN, lone surrogates), and says better what is wrong
        return None


def _orjson() -> Any:
    try:
        import orjson
    except ImportError:
        return None
    return orjson
