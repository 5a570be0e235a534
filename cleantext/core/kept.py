"""Values that take long to build, kept in the user's cache folder for the next process.

Where nothing can be written the value is built anew in every process. `CLEANTEXT_CACHE` names another folder; empty, it
turns the keeping off.
"""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

_MOST = 4  # versions of a value that are kept beside each other
_DIGEST = hashlib.sha256
_BLOCK = 1 << 16  # bytes


def kept(name: str, sources: Iterable[Path], build: Callable[[], T]) -> T:
    """Return `build()`, or what it gave an earlier process if none of the `sources` has changed since.

    `sources`: all the files, of data and of code, that the value depends on.
    """
    with _all_new():
        folder = cache_folder()
        if folder is None:
            return build()
        fingerprint = _fingerprint(sources)
        # Several versions may be installed beside each other; each keeps its own.
        target = folder / f"{name}-{fingerprint.hex()[:12]}.pickle"
        found, value = _read(target, fingerprint)
        if not found:
            value = build()
            _write(target, fingerprint, value)
        return value  # type: ignore[no-any-return]


@contextmanager
def _all_new() -> Iterator[None]:
    """Stop looking for garbage while many objects are made of which all will stay."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def cache_folder() -> Path | None:
    """Return the folder for what is kept, which need not exist, or None if nothing is to be kept."""
    named = os.environ.get("CLEANTEXT_CACHE")
    if named is not None:
        return Path(named) if named else None
    try:
        home = Path.home()
    except RuntimeError:  # a process without a home
        return None
    base = {"win32": os.environ.get("LOCALAPPDATA") or home / "AppData/Local", "darwin": home / "Library/Caches"}
    return Path(base.get(sys.platform) or os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "cleantext-toolkit"


def _fingerprint(sources: Iterable[Path]) -> bytes:
    """Return a digest of what the files hold: times of change may be the same for all versions of a package."""
    digest = _DIGEST(repr(sys.version_info).encode())
    for path in sorted(sources):
        data = path.read_bytes()
        digest.update(f"{path.name} {len(data)} ".encode())
        digest.update(data)
    return digest.digest()


def _read(target: Path, fingerprint: bytes) -> tuple[bool, Any]:
    try:
        with target.open("rb") as stream:
            if not _is_trusted(os.fstat(stream.fileno())):
                return False, None
            seal, digest = stream.read(len(fingerprint)), _DIGEST(fingerprint)
            while block := stream.read(_BLOCK):  # all of it at once would stay in the memory of the process
                digest.update(block)
            if seal == digest.digest():
                stream.seek(len(seal))
                return True, pickle.load(stream)
    except (OSError, pickle.UnpicklingError):  # not there, or not to be read: it is built anew
        pass
    return False, None


def _is_trusted(file: os.stat_result) -> bool:
    """Say whether nobody else can have written a file: what is unpickled may run any code."""
    return sys.platform == "win32" or (file.st_uid in (0, os.getuid()) and not file.st_mode & 0o022)


def _write(target: Path, fingerprint: bytes, value: object) -> None:
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=target.name)
    except OSError:  # a folder that cannot be written to
        return
    try:
        with open(handle, "wb") as stream:
            whole = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
            digest = _DIGEST(fingerprint)
            digest.update(whole)
            stream.write(digest.digest())
            stream.write(whole)
        os.replace(name, target)  # whole or not at all: other processes may be reading
        others = target.parent.glob(f"{target.name.rsplit('-', 1)[0]}-*.pickle")
        for old in sorted(others, key=lambda path: path.stat().st_mtime, reverse=True)[_MOST:]:
            old.unlink()
    except OSError:
        Path(name).unlink(missing_ok=True)
