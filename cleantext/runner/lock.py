"""One run at a time has a target: a lock beside it, which goes when the run ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cleantext.core.errors import BadInput

_BUSY = (BlockingIOError, PermissionError)  # what systems raise when another process has the lock


@contextmanager
def locked(target: Path) -> Iterator[None]:
    """Hold the lock of a target; the system lets go of it however this process ends.

    A file that a killed run left behind is taken over by the next run, and removed with it.
    Errors: `BadInput` if another run holds the lock.
    """
    try:
        import fcntl
    except ImportError:  # not a POSIX system
        yield
        return
    path = target.with_name(f".{target.name}.lock")
    made = _folders_made(path.parent)
    descriptor = -1
    try:
        while descriptor < 0:
            path.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):  # another run has just removed the folder that it had made
                descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
            if descriptor < 0:
                continue
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except _BUSY as error:
                raise BadInput(f"{target}: another run is writing there") from error
            except OSError:  # a file system without locks
                break
            if not _is_same(descriptor, path):  # its holder removed the file between our opening and our locking it
                os.close(descriptor)
                descriptor = -1
        try:
            yield
        finally:
            path.unlink(missing_ok=True)  # while we hold it, so that it is ours that goes
    finally:
        if descriptor >= 0:
            os.close(descriptor)
        for folder in made:
            with suppress(OSError):  # something is in it
                folder.rmdir()


def _folders_made(folder: Path) -> list[Path]:
    """Return the folders that are missing, the innermost first."""
    return [part for part in (folder, *folder.parents) if not part.exists()]


def _is_same(descriptor: int, path: Path) -> bool:
    try:
        here, there = os.fstat(descriptor), os.stat(path)
    except FileNotFoundError:
        return False
    return (here.st_dev, here.st_ino) == (there.st_dev, there.st_ino)
