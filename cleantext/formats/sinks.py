"""Outputs that have their name only when they are complete; until then a temporary one beside it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cleantext.core.errors import BadInput
from cleantext.formats import places
from cleantext.formats.base import Payload
from cleantext.formats.streams import compression_of, squeezed, zstd_compressor


class FileSink:
    """One file of bytes, compressed as its name says."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._temporary = places.temporary(place)
        self._compression = compression_of(place)
        self._zstd = zstd_compressor() if self._compression == ".zst" else None
        self._stream = open_for_writing(self._temporary)
        self._empty = True

    def append(self, payload: Payload) -> None:
        """Add bytes; those of a .gz or .bz2 are compressed already."""
        assert isinstance(payload, bytes)
        with naming(self._place):
            self._stream.write(self._zstd.compress(payload) if self._zstd else payload)
        self._empty = self._empty and not payload

    def complete(self) -> None:
        """Flush the file to the disk and rename it."""
        with naming(self._place):
            if self._zstd:
                self._stream.write(self._zstd.flush())
            elif self._empty:
                self._stream.write(squeezed(b"", self._compression))
            finish(self._stream, self._temporary, self._place)

    def withdraw(self) -> None:
        """Remove what was written."""
        discard(self._stream, self._temporary)


class StandardOutput:
    """Standard output: what is written there cannot be withdrawn."""

    def __init__(self, name: str = "") -> None:
        pass

    def append(self, payload: Payload) -> None:
        """Write bytes, or the bytes of files one after the other."""
        data = payload if isinstance(payload, bytes) else b"".join(data for _, data in payload)
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()

    def complete(self) -> None:
        """Flush."""
        sys.stdout.buffer.flush()

    def withdraw(self) -> None:
        """Do nothing."""


class FolderSink:
    """A file for each document. They are not flushed one by one: a killed run loses nothing, a power cut may."""

    def __init__(self, folder: str, refuse: Callable[[str], bool] = lambda name: False) -> None:
        """`refuse`: says whether the file of that name below the folder is one that must not be replaced."""
        self._folder, self._refuse = folder, refuse

    def append(self, payload: Payload) -> None:
        """Write files.

        Errors: `BadInput` if one of them must not be replaced.
        """
        assert not isinstance(payload, bytes)
        for name, data in payload:
            place = places.below(self._folder, name)
            if self._refuse(name):
                raise BadInput(f"{place}: exists already; --force replaces it")
            temporary = places.temporary(place)
            with naming(place):
                try:
                    temporary.parent.mkdir(parents=True, exist_ok=True)
                    temporary.write_bytes(data)
                    places.put(temporary, place)
                finally:
                    temporary.unlink(missing_ok=True)

    def complete(self) -> None:
        """Do nothing: each file is complete."""

    def withdraw(self) -> None:
        """Do nothing: each file is complete."""


def open_for_writing(temporary: Path) -> BinaryIO:
    """Open a temporary file, making its folder."""
    temporary.parent.mkdir(parents=True, exist_ok=True)
    return open(temporary, "wb")


def finish(stream: BinaryIO, temporary: Path, place: str) -> None:
    """Give a written file its name, after its bytes are on the disk."""
    stream.flush()
    os.fsync(stream.fileno())
    stream.close()
    places.put(temporary, place)
    if not places.is_remote(place) and os.name == "posix":  # the name, too, is to survive a power cut
        folder = os.open(temporary.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def discard(stream: BinaryIO, temporary: Path) -> None:
    """Close and remove a temporary file."""
    try:
        stream.close()
    except OSError:  # a full disk cannot take the last bytes either
        pass
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def naming(place: str) -> Iterator[None]:
    """Name the file in an error that the system raises without one, such as a full disk."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = place
        raise
