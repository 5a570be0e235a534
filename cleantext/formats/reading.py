"""Finding the input files and reading the documents in them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cleantext.core.document import Document
from cleantext.core.errors import BadInput, MissingExtra
from cleantext.formats.decoding import decode
from cleantext.formats.html import from_html
from cleantext.formats.records import Failure, Record
from cleantext.formats.rows import record_from_row

__all__ = ["FORMATS", "Failure", "Record", "Source", "find_sources", "read", "source_at"]

# The suffixes of each input format.
FORMATS = {"text": (".txt", ".text", ".md", ".markdown"), "html": (".html", ".htm", ".xhtml"), "jsonl": (".jsonl",)}


@dataclass(frozen=True)
class Source:
    """One input file, or standard input (`path` is None)."""

    path: Path | None
    id: str  # the path below the folder that was named; for a file named itself, its name
    format: str  # a key of FORMATS

    @property
    def name(self) -> str:
        """The file's path for messages."""
        return str(self.path) if self.path else "standard input"


def source_at(path: str | Path, id: str = "", format: str = "") -> Source:
    """Return the source for one file, or for standard input if the path is "-".

    `format`: overrides what the suffix says; a file of an unknown suffix is read as text.
    """
    if str(path) == "-":
        return Source(None, id or "-", format or "text")
    path = Path(path)
    known = (name for name, suffixes in FORMATS.items() if path.suffix.lower() in suffixes)
    return Source(path, id or path.name, format or next(known, "text"))


def find_sources(paths: Iterable[str | Path], *, glob: str = "", format: str = "") -> list[Source]:
    """Return the input files that the paths name, those of a folder in the order of their ids.

    `glob`: which files of a folder, at any depth; by default all of a known suffix.
    Errors: `BadInput` if a path does not exist or a folder holds no such file.
    """
    sources: list[Source] = []
    for path in paths:
        if str(path) != "-" and not Path(path).exists():
            raise BadInput(f"{path}: no such file or folder")
        sources.extend(_in_folder(Path(path), glob, format) if Path(path).is_dir() else [source_at(path, "", format)])
    return sources


def _in_folder(folder: Path, glob: str, format: str) -> list[Source]:
    known = tuple(suffix for suffixes in FORMATS.values() for suffix in suffixes)
    found = [
        source_at(path, path.relative_to(folder).as_posix(), format)
        for path in folder.rglob(glob or "*")
        if path.is_file() and (glob or path.suffix.lower() in known)
    ]
    if not found:
        wanted = f"no file matches {glob!r}" if glob else "no text, HTML or JSONL file"
        raise BadInput(f"{folder}: {wanted}")
    return sorted(found, key=lambda source: source.id)


def read(
    source: Source, *, encoding: str = "", text_field: str = "text", id_field: str = "id"
) -> Iterator[Record | Failure]:
    """Yield the documents of one source, and a failure for each place that should hold one and does not.

    Rows of JSONL keep their other fields; a row without an id gets the source's id and its line number.
    """
    try:
        if source.format == "jsonl":
            with _opened(source) as stream:
                yield from _rows(stream, source, text_field, id_field)
            return
        with _opened(source) as stream:
            data = stream.read()
        if not data.strip():
            yield Failure(source.name, "empty, nothing to clean")
        elif source.format == "html":
            # The bytes as they are: a page names its own encoding.
            yield Record(from_html(data.decode(encoding, errors="replace") if encoding else data, source.id))
        else:
            text, flags = decode(data, encoding)
            yield Record(Document(text, id=source.id, flags=flags))
    except (BadInput, MissingExtra) as error:
        yield Failure(source.name, str(error))
    except OSError as error:
        yield Failure(source.name, error.strerror or str(error))


def _opened(source: Source) -> BinaryIO:
    # A copy of the descriptor, so that closing what was read does not close standard input.
    return open(source.path, "rb") if source.path else open(sys.stdin.fileno(), "rb", closefd=False)


def _rows(stream: BinaryIO, source: Source, text_field: str, id_field: str) -> Iterator[Record | Failure]:
    empty = True
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        empty = False
        where = f"{source.name}, line {number}"
        try:
            yield _record(line, f"{source.id}:{number}", text_field, id_field)
        except BadInput as error:
            yield Failure(where, str(error))
    if empty:
        yield Failure(source.name, "empty, nothing to clean")


def _record(line: bytes, default_id: str, text_field: str, id_field: str) -> Record:
    try:
        text, flags = decode(line.rstrip(b"\r\n"))
        row = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadInput(f"not JSON: {error.msg} at column {error.colno}") from error
    except RecursionError as error:
        raise BadInput("not JSON that can be read: nested too deeply") from error
    record = record_from_row(row, default_id=default_id, text_field=text_field, id_field=id_field)
    place = max(0, record.document.text.find("\ufffd"))  # the flag's own offset is into the line of JSON
    flags = tuple(flag._replace(start=place, end=place) for flag in flags)
    return Record(record.document.edited("reader", flags=flags), record.rest)
