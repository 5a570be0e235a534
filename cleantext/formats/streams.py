"""Compression, by the last suffix of a file's name: .gz, .bz2, .zst."""

from __future__ import annotations

import io
import sys
from typing import Any, BinaryIO, Protocol, cast

from cleantext.core.errors import MissingExtra
from cleantext.formats import places

COMPRESSIONS = (".gz", ".bz2", ".zst")


class Compressor(Protocol):
    """What turns a stream of bytes into a compressed one."""

    def compress(self, data: bytes, /) -> bytes:
        """Return what is ready so far."""

    def flush(self) -> bytes:
        """Return the end."""


def compression_of(name: str) -> str:
    """Return the suffix that says how a file is compressed, or ""."""
    lower = name.lower()
    return next((suffix for suffix in COMPRESSIONS if lower.endswith(suffix)), "")


def reading(place: str) -> tuple[BinaryIO, BinaryIO]:
    """Return the decompressed bytes of a file or of "-", and the stream below, whose `tell` says how far reading is.

    A read of the first gives as many bytes as were asked for until the end, whatever pieces they arrive in.
    """
    if place == "-":
        # A copy of the descriptor, so that closing what was read does not close standard input.
        raw: BinaryIO = open(sys.stdin.fileno(), "rb", closefd=False)  # noqa: SIM115
        return raw, raw
    raw = places.opened(place)
    compression = compression_of(places.name_of(place))
    plain: Any = raw
    if compression == ".gz":
        import gzip

        plain = gzip.GzipFile(fileobj=raw)
    elif compression == ".bz2":
        import bz2

        plain = bz2.BZ2File(raw)
    elif compression == ".zst":
        plain = _zstd_reader(raw)
    return cast(BinaryIO, io.BufferedReader(plain, 1 << 16)), raw


def corrupt_errors() -> tuple[type[Exception], ...]:
    """Return what reading raises when compressed bytes are broken or cut short."""
    import zlib

    errors: list[type[Exception]] = [EOFError, zlib.error, OSError]
    zstandard = sys.modules.get("zstandard")
    if zstandard is not None:
        errors.append(zstandard.ZstdError)
    if "compression.zstd" in sys.modules:
        errors.append(sys.modules["compression.zstd"].ZstdError)
    return tuple(errors)


def squeezed(data: bytes, compression: str) -> bytes:
    """Return the bytes as a gzip member or bzip2 stream of their own; such pieces make one file when joined.

    A Zstandard file is left to `zstd_compressor`: not every reader goes on after the first frame of several.
    """
    if compression == ".gz":
        import gzip

        return gzip.compress(data, 6, mtime=0)
    if compression == ".bz2":
        import bz2

        return bz2.compress(data)
    return data


def zstd_compressor() -> Compressor:
    """Return a compressor that makes one Zstandard frame.

    Errors: `MissingExtra` where neither the standard library nor a package has Zstandard.
    """
    if sys.version_info >= (3, 14):
        from compression import zstd

        return zstd.ZstdCompressor(level=3)
    compressor: Compressor = _zstandard().ZstdCompressor(level=3).compressobj()
    return compressor


def _zstd_reader(raw: BinaryIO) -> Any:
    if sys.version_info >= (3, 14):
        from compression import zstd

        return zstd.ZstdFile(raw)
    return _Frames(_zstandard().ZstdDecompressor(), raw)


class _Frames(io.RawIOBase):
    """The frames of a Zstandard file one after the other; one that ends early is an error, not an end."""

    def __init__(self, decompressor: Any, raw: BinaryIO) -> None:
        self._new = decompressor.decompressobj
        self._raw = raw
        self._frame: Any = None
        self._ready = memoryview(b"")
        self._compressed = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            if not self._compressed:
                self._compressed = self._raw.read(1 << 17)
            if not self._compressed:
                if self._frame is not None:
                    raise EOFError("the compressed data ends early")
                return 0
            if self._frame is None:
                self._frame = self._new()
            self._ready = memoryview(self._frame.decompress(self._compressed))
            self._compressed = b""
            if self._frame.eof:
                self._compressed, self._frame = self._frame.unused_data, None
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    def close(self) -> None:
        self._raw.close()
        super().close()


def _zstandard() -> Any:
    try:
        import zstandard
    except ImportError as error:
        raise MissingExtra("reading or writing .zst needs zstandard: pip install 'cleantext-toolkit[io]'") from error
    return zstandard
