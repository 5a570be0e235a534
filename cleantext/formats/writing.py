"""Writing cleaned documents: plain text, JSONL, or a folder with one file a document.

A file appears under its name only when it is complete; until then it has a temporary name beside it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol, Self

from cleantext.core.errors import BadInput
from cleantext.formats.records import Record
from cleantext.formats.rows import Row, row_of, trail_rows


class Writer(Protocol):
    """Takes records, one after the other; a context manager that completes the output, or withdraws it."""

    def write(self, record: Record) -> None:
        """Write one record."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def writer(
    target: str | Path,
    *,
    as_rows: bool = True,
    trail: bool = False,
    text_field: str = "text",
    id_field: str = "id",
    force: bool = False,
) -> Writer:
    """Return the writer for a target: "-" (standard output), a `.jsonl` file, or a folder.

    `as_rows`: JSONL on standard output; otherwise the bare text.
    `trail`: rows, and the `.json` files beside texts in a folder, hold the trail too.
    `force`: existing files may be replaced.
    Errors: `BadInput` if the target exists and `force` is not given, or its suffix is not one we write.
    """
    to_row = partial(row_of, trail=trail, text_field=text_field, id_field=id_field)
    if str(target) == "-":
        return _StandardOutput(to_row if as_rows else None)
    path = Path(target)
    if path.suffix == ".jsonl":
        if path.exists() and not force:
            raise BadInput(f"{path}: exists already; --force replaces it")
        return _Rows(path, to_row)
    if path.suffix and not path.is_dir():
        raise BadInput(f"{path}: a target is a folder or a .jsonl file, not {path.suffix}")
    return _Folder(path, trail, force)


def _line(row: Row) -> bytes:
    try:
        return (json.dumps(row, ensure_ascii=False, default=str) + "\n").encode()
    except UnicodeEncodeError:  # a lone surrogate, which JSON can spell and UTF-8 cannot
        return (json.dumps(row, default=str) + "\n").encode()


class _StandardOutput:
    def __init__(self, to_row: Callable[[Record], Row] | None) -> None:
        self._to_row = to_row

    def write(self, record: Record) -> None:
        if self._to_row:
            data = _line(self._to_row(record))
        else:
            data = record.document.text.encode(errors="replace")
            data += b"" if data.endswith(b"\n") else b"\n"
        sys.stdout.buffer.write(data)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        sys.stdout.buffer.flush()


class _Rows:
    def __init__(self, path: Path, to_row: Callable[[Record], Row]) -> None:
        self._path, self._to_row = path, to_row

    def write(self, record: Record) -> None:
        self._stream.write(_line(self._to_row(record)))

    def __enter__(self) -> Self:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._stream: BinaryIO = open(_temporary(self._path), "wb")
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            self._stream.close()
            if kind is None:
                os.replace(_temporary(self._path), self._path)
        finally:
            _temporary(self._path).unlink(missing_ok=True)


class _Folder:
    """One file a document: `a/b.txt` for the text, and `a/b.txt.json` for what else is known, if anything is."""

    def __init__(self, folder: Path, trail: bool, force: bool) -> None:
        self._folder, self._trail, self._force = folder, trail, force
        self._written: set[Path] = set()

    def write(self, record: Record) -> None:
        document = record.document
        path = self._path_for(document.id)
        data = document.text.encode(errors="replace")
        self._put(path, data + (b"" if data.endswith(b"\n") else b"\n"))
        known: Row = {}
        if document.metadata:
            known["metadata"] = dict(document.metadata)
        if document.flags:
            known["flags"] = [flag._asdict() for flag in document.flags]
        if self._trail:
            known["trail"] = trail_rows(document)
        if known:
            beside = path.with_name(path.name + ".json")
            self._put(beside, json.dumps(known, ensure_ascii=False, indent=2, default=str).encode() + b"\n")

    def _path_for(self, id: str) -> Path:
        """Return a path below the folder, whatever the id says."""
        parts = [part for part in id.replace("\\", "/").split("/") if part not in ("", ".", "..")]
        path = self._folder.joinpath(*(parts or ["document"]))
        if path.suffix.lower() not in (".txt", ".text", ".md", ".markdown"):
            path = path.with_name(path.name + ".txt")
        return path

    def _put(self, path: Path, data: bytes) -> None:
        if path in self._written:
            raise BadInput(f"{path}: two documents have the same id")
        if path.exists() and not self._force:
            raise BadInput(f"{path}: exists already; --force replaces it")
        self._written.add(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _temporary(path).write_bytes(data)
            os.replace(_temporary(path), path)
        finally:
            _temporary(path).unlink(missing_ok=True)

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(self, *_: object) -> None:
        return None


def _temporary(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")
