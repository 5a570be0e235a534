"""Where files are: on this machine, or wherever `fsspec` reaches (`s3://`, `gs://`, `https://`, ...)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextvars import ContextVar
from glob import escape
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO

from cleantext.core.errors import MissingExtra

# Part of the names of temporary files: on a cluster, one who was given up for dead may still be writing the same file.
attempt: ContextVar[str] = ContextVar("attempt", default="")

_ENDS = 1 << 20  # bytes at each end of a file that its fingerprint is made of


def is_remote(place: str) -> bool:
    """Say whether the place is a URL, not a path."""
    return "://" in place


def below(place: str, name: str) -> str:
    """Return the place of `name` below a folder."""
    return f"{place.rstrip('/')}/{name}" if is_remote(place) else os.path.join(place, name)


def name_of(place: str) -> str:
    """Return the last part of a place."""
    return place.split("?")[0].rstrip("/").rpartition("/")[2] if is_remote(place) else os.path.basename(place)


def exists(place: str) -> bool:
    """Say whether there is a file or a folder."""
    return bool(_remote(place)[0].exists(_remote(place)[1])) if is_remote(place) else os.path.exists(place)


def is_folder(place: str) -> bool:
    """Say whether the place is a folder."""
    if is_remote(place):
        # A plain web server has no folders, and asking it for one would fetch the page.
        return not place.startswith("http") and bool(_remote(place)[0].isdir(_remote(place)[1]))
    return os.path.isdir(place)


def size(place: str) -> int:
    """Return the size of a file in bytes, 0 if it cannot be told."""
    if is_remote(place):
        filesystem, path = _remote(place)
        return int(filesystem.info(path).get("size") or 0)
    return os.stat(place).st_size


def opened(place: str) -> BinaryIO:
    """Return the bytes of a file as a stream."""
    if is_remote(place):
        filesystem, path = _remote(place)
        remote: BinaryIO = filesystem.open(path, "rb")
        return remote
    return open(place, "rb")


def fingerprint(place: str) -> str:
    """Return a digest of a file's size, its first and its last megabyte.

    It notices a file that was replaced, cut short or added to; not a change of the same length deep inside a large one.
    """
    with opened(place) as stream:
        digest = blake2b(stream.read(_ENDS), digest_size=16)
        stream.seek(0, os.SEEK_END)
        end = stream.tell()
        if end > _ENDS:
            stream.seek(max(_ENDS, end - _ENDS))
            digest.update(stream.read())
    digest.update(str(end).encode())
    return digest.hexdigest()


def walk(folder: str) -> Iterator[str]:
    """Yield the files below a folder as paths relative to it, in the order of these paths.

    One folder's names are held at a time, so a million files in many folders take no more memory than a few.
    """
    if is_remote(folder):
        filesystem, path = _remote(folder)
        start = len(path.rstrip("/")) + 1
        yield from sorted(name[start:] for name in filesystem.find(path))
        return
    yield from _walk(folder, "")


def _walk(folder: str, prefix: str) -> Iterator[str]:
    # "a/" sorts where "a/b" does: so the order is that of the whole paths.
    names = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if not entry.is_symlink():
                    names.append(entry.name + "/")
            elif entry.is_file():
                names.append(entry.name)
    for name in sorted(names):
        if name.endswith("/"):
            yield from _walk(os.path.join(folder, name[:-1]), prefix + name)
        else:
            yield prefix + name


def put(local: Path, place: str) -> None:
    """Give a finished local file its final name: a rename here, an upload elsewhere."""
    if is_remote(place):
        filesystem, path = _remote(place)
        if "/" in path:
            filesystem.makedirs(path.rpartition("/")[0], exist_ok=True)
        filesystem.put_file(str(local), path)
        local.unlink()
    else:
        os.replace(local, place)


def remove(place: str) -> None:
    """Remove a file, if it is there."""
    if is_remote(place):
        filesystem, path = _remote(place)
        if filesystem.exists(path):
            filesystem.rm(path)
    else:
        Path(place).unlink(missing_ok=True)


def temporary(place: str) -> Path:
    """Return where a file is written until it is complete: beside its place, or here for one that is uploaded."""
    if is_remote(place):
        return local_copy(place, ".part")
    path = Path(place)
    mark = attempt.get()
    return path.with_name(f".{path.name}.try{mark}.part" if mark else f".{path.name}.part")


def local_copy(place: str, suffix: str) -> Path:
    """Return where this user keeps what is uploaded to a remote place: found again by the next run."""
    import tempfile

    user = getattr(os, "getuid", str)()  # the temporary folder is one for all users, except on Windows
    digest = blake2b(f"{user} {place}".encode(), digest_size=8).hexdigest()
    return Path(tempfile.gettempdir()) / f".cleantext-{digest}{suffix}"


def sweep(place: str) -> None:
    """Remove the temporary files of a file, or those of all files below a folder."""
    if is_remote(place):
        temporary(place).unlink(missing_ok=True)
    elif os.path.isdir(place):
        for part in Path(place).rglob(".*.part"):
            part.unlink(missing_ok=True)
    else:
        temporary(place).unlink(missing_ok=True)
        path = Path(place)
        for part in path.parent.glob(f".{escape(path.name)}.try*.part"):
            part.unlink(missing_ok=True)


def copy_to(place: str, stream: BinaryIO) -> None:
    """Copy the whole of a place's bytes into a stream."""
    with opened(place) as source:
        shutil.copyfileobj(source, stream)


def _remote(place: str) -> tuple[Any, str]:
    try:
        import fsspec
    except ImportError as error:
        raise MissingExtra(f"{place}: remote paths need fsspec: pip install 'cleantext-toolkit[remote]'") from error
    try:
        filesystem, path = fsspec.core.url_to_fs(place)
    except ImportError as error:  # fsspec's own text names the package for this kind of URL
        raise MissingExtra(f"{place}: {error}") from error
    return filesystem, path
