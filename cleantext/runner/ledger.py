"""A file of JSON lines that is added to while a run goes on, and read again by the next run."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from cleantext.formats import places
from cleantext.formats.sinks import naming

_UPLOAD_EVERY = 10.0  # seconds; a remote file cannot be added to, only replaced

Row = dict[str, Any]


class Ledger:
    """Lines that are on the disk when `save` returns. A remote one has a local copy, uploaded now and then."""

    def __init__(self, place: str) -> None:
        self.place = place
        self._remote = places.is_remote(place)
        if self._remote:
            self._path = places.local_copy(place, ".copy")
            self._path.unlink(missing_ok=True)
            if places.exists(place):
                with open(self._path, "wb") as stream:
                    places.copy_to(place, stream)
        else:
            self._path = Path(place)
        self._stream: Any = None
        self._uploaded = 0.0

    def lines(self) -> Iterator[Row]:
        """Yield the lines; the last one, if a kill has cut it short, is left out."""
        if not self._path.exists():
            return
        with open(self._path, "rb") as stream:
            for line in stream:
                try:
                    row = json.loads(line)
                except ValueError:
                    continue
                if isinstance(row, dict):
                    yield row

    def start_anew(
        self, keep: Callable[[Row], bool] = lambda row: False, *, order: Callable[[Row], int] | None = None
    ) -> None:
        """Reduce the file to the lines to be kept; without any it goes.

        `order`: keep all of them, and sort them by this.
        """
        self.close()
        kept = places.temporary(str(self._path))
        count = 0
        with naming(self.place):
            try:
                kept.parent.mkdir(parents=True, exist_ok=True)
                with open(kept, "wb") as stream:
                    for row in sorted(self.lines(), key=order) if order else self.lines():
                        if order or keep(row):
                            stream.write(_line(row))
                            count += 1
                if count:
                    os.replace(kept, self._path)
                elif self._path.exists():
                    self._path.unlink()
            finally:
                kept.unlink(missing_ok=True)
        if self._remote and not count:
            places.remove(self.place)

    def add(self, row: Mapping[str, Any]) -> None:
        """Write a line."""
        with naming(self.place):
            if self._stream is None:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._stream = open(self._path, "ab")  # noqa: SIM115
            self._stream.write(_line(row))

    def save(self, now: bool = True) -> None:
        """Bring what was written to the disk; to a remote place only if that is not long ago, or `now`."""
        if self._stream is None:
            return
        with naming(self.place):
            self._stream.flush()
            os.fsync(self._stream.fileno())
        if self._remote and (now or time.monotonic() - self._uploaded > _UPLOAD_EVERY):
            copy = self._path.with_name(self._path.name + ".part")
            copy.write_bytes(self._path.read_bytes())
            places.put(copy, self.place)
            self._uploaded = time.monotonic()

    def close(self) -> None:
        """Close the file, whether or not its last lines can still be written."""
        if self._stream is not None:
            stream, self._stream = self._stream, None
            try:
                stream.close()
            except OSError as error:
                if error.filename is None:
                    error.filename = self.place
                raise

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
        if self._remote:
            self._path.unlink(missing_ok=True)


def _line(row: Mapping[str, Any]) -> bytes:
    return json.dumps(row, separators=(",", ":"), default=str).encode() + b"\n"
