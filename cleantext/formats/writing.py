"""Writing documents one after the other, in this process.

A file appears under its name only when it is complete; until then it has a temporary name beside it.
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any, Self

from cleantext.core.errors import BadInput
from cleantext.formats import places
from cleantext.formats.all import format_named, target_format
from cleantext.formats.base import Format, Sample, Sink
from cleantext.formats.records import Options, Record
from cleantext.formats.sinks import FolderSink
from cleantext.formats.text import file_names

_TOGETHER = 100  # records that are serialised at a time


class Writer:
    """Takes records, one after the other; a context manager that completes the output, or withdraws it."""

    def __init__(self, target: str, format: Format, compression: str, options: Options, force: bool) -> None:
        self._target, self._format, self._options, self._force = target, format, options, force
        self._compression = compression
        self._records: list[Record] = []
        self._ids: set[str] = set()
        self._sink: Sink | None = None
        self._layout: Any = None

    def write(self, record: Record) -> None:
        """Write one record.

        Errors: `BadInput` if its file exists, or another document had the same id.
        """
        self._records.append(record)
        if len(self._records) >= _TOGETHER or self._format.name == "text":
            self._flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._flush()
                self._opened().complete()
        except BaseException:
            kind = kind or BaseException
            raise
        finally:
            if kind is not None and self._sink is not None:
                self._sink.withdraw()

    def _opened(self) -> Sink:
        if self._sink is None:
            self._layout = self._format.layout(Sample([record.rest for record in self._records]), self._options)
            if self._format.name == "text" and self._target != "-":
                self._sink = FolderSink(self._target)
            else:
                self._sink = self._format.sink(self._target, self._options, self._layout)
        return self._sink

    def _flush(self) -> None:
        if not self._records:
            return
        sink = self._opened()
        if isinstance(sink, FolderSink):
            for record in self._records:
                self._check(record.document.id)
        sink.append(self._format.encode(self._records, self._options, self._layout, self._compression))
        self._records = []

    def _check(self, id: str) -> None:
        name = file_names(id)[0]
        place = places.below(self._target, name)
        if name in self._ids:
            raise BadInput(f"{place}: two documents have the same id")
        if not self._force and places.exists(place):
            raise BadInput(f"{place}: exists already; --force replaces it")
        self._ids.add(name)


def writer(
    target: str | Path,
    *,
    as_rows: bool = True,
    trail: bool = False,
    text_field: str = "text",
    id_field: str = "id",
    force: bool = False,
) -> Writer:
    """Return the writer for a target: "-" (standard output), a file of rows by its suffix, or a folder of texts.

    `as_rows`: JSONL on standard output; otherwise the bare text.
    `trail`: rows, and the `.json` files beside texts in a folder, hold the trail too.
    `force`: existing files may be replaced.
    Errors: `BadInput` if the target exists and `force` is not given, or its suffix is not one we write.
    """
    options = Options(text_field, id_field, trail=trail)
    place = str(target)
    if place == "-":
        return Writer(place, format_named("jsonl" if as_rows else "bare"), "", options, force)
    name, compression = target_format(place)
    check_target(place, name)
    if name and not force and places.exists(place):
        raise BadInput(f"{place}: exists already; --force replaces it")
    format = format_named(name or "text")
    format.check(options)
    return Writer(place, format, compression, options, force)


def check_target(target: str, format: str) -> None:
    """Errors: `BadInput` if a target that is no file of rows cannot be a folder either."""
    suffix = Path(target).suffix
    if not format and suffix and not places.is_folder(target):
        raise BadInput(f"{target}: a target is a folder or a .jsonl, .csv, .tsv or .parquet file, not {suffix}")
