"""Finding the input files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from cleantext.core.errors import BadInput
from cleantext.formats import places
from cleantext.formats.streams import compression_of

# The suffixes of each input format; .gz, .bz2 or .zst may follow those of the formats in COMPRESSED.
FORMATS: dict[str, tuple[str, ...]] = {
    "text": (".txt", ".text", ".md", ".markdown"),
    "html": (".html", ".htm", ".xhtml"),
    "jsonl": (".jsonl", ".ndjson"),
    "csv": (".csv",),
    "tsv": (".tsv",),
    "parquet": (".parquet",),
    "warc": (".warc", ".wet"),
}
MANIFEST = ".manifest"  # ends the name of what a run keeps beside its output
_COMPRESSED = ("jsonl", "csv", "tsv", "warc")


@dataclass(frozen=True, slots=True)
class Source:
    """One input file, or standard input (`place` is "-")."""

    place: str
    id: str  # the path below the folder that was named; for a file named itself, its name
    format: str  # a key of FORMATS

    @property
    def name(self) -> str:
        """The file's path for messages."""
        return "standard input" if self.place == "-" else self.place

    @property
    def path(self) -> Path | None:
        """The file's path, if it is a file of this machine."""
        return None if self.place == "-" or places.is_remote(self.place) else Path(self.place)


def format_of(name: str) -> str:
    """Return the format that a file's name says it has, or ""."""
    lower = name.lower()
    compression = compression_of(lower)
    stem = lower.removesuffix(compression)
    for format, suffixes in FORMATS.items():
        if stem.endswith(suffixes) and (not compression or format in _COMPRESSED):
            return format
    return ""


def source_at(path: str | Path, id: str = "", format: str = "") -> Source:
    """Return the source for one file, or for standard input if the path is "-".

    `format`: overrides what the suffix says; a file of an unknown suffix is read as text.
    """
    place = str(path)
    if place == "-":
        return Source(place, id or "-", format or "text")
    name = places.name_of(place)
    return Source(place, id or name, format or format_of(name) or "text")


def find_sources(paths: Iterable[str | Path], *, glob: str = "", format: str = "") -> list[Source]:
    """Return the input files that the paths name, those of a folder in the order of their ids.

    `glob`: which files of a folder, at any depth; by default all of a known suffix.
    Errors: `BadInput` if a path does not exist or a folder holds no such file.
    """
    return list(each_source(paths, glob=glob, format=format))


def each_source(paths: Iterable[str | Path], *, glob: str = "", format: str = "") -> Iterator[Source]:
    """Yield what `find_sources` returns, without holding a million of them at once."""
    for path in map(str, paths):
        if path == "-":
            yield source_at(path, "", format)
        elif places.is_folder(path):
            yield from _in_folder(path, glob, format)
        elif places.exists(path):
            yield source_at(path, "", format)
        else:
            raise BadInput(f"{path}: no such file or folder")


def _in_folder(folder: str, glob: str, format: str) -> Iterator[Source]:
    found = False
    for id in places.walk(folder):
        name = id.rpartition("/")[2]
        if _matches(id, name, glob) if glob else format_of(name) and not name.startswith("."):
            if name.endswith(("failed.jsonl", "report.html")) and places.exists(
                places.below(folder, _manifest_for(id))
            ):
                continue
            found = True
            yield source_at(places.below(folder, id), id, format)
    if not found:
        wanted = f"no file matches {glob!r}" if glob else "no file of a known suffix"
        raise BadInput(f"{folder}: {wanted}")


def _manifest_for(written: str) -> str:
    """Return the manifest that lies beside a list of failures, or a report, if an earlier run wrote it."""
    if written.endswith("report.html"):
        folder, slash, _ = written.rpartition("/")
        return f"{folder}{slash}cleantext{MANIFEST}"
    if written.endswith(".failed.jsonl"):
        return written.removesuffix(".failed.jsonl") + MANIFEST
    return written.removesuffix("failed.jsonl") + "cleantext" + MANIFEST


def _matches(id: str, name: str, glob: str) -> bool:
    return fnmatch(id, glob) or fnmatch(id, f"*/{glob}") if "/" in glob else fnmatch(name, glob)
