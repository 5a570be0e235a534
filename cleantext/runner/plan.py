"""Which inputs go into which output."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from hashlib import blake2b
from pathlib import Path
from zlib import crc32

from cleantext.core.errors import BadInput
from cleantext.formats import places
from cleantext.formats.all import format_named, shard_name, split_format, target_format
from cleantext.formats.base import Chunk, cut
from cleantext.formats.records import Options
from cleantext.formats.sources import MANIFEST, Source, each_source
from cleantext.formats.text import file_names, group
from cleantext.formats.writing import check_target

_GROUP = 128  # files of text that are finished together, on average
_TOGETHER, _BYTES = 16, 1 << 19  # files of text in a chunk, and their bytes


@dataclass(frozen=True)
class Output:
    """One file of rows, or a group of files of text."""

    key: str  # its name in the manifest
    place: str  # the file, or the folder of the texts
    sources: Callable[[], Iterable[Source]]
    format: str
    compression: str = ""
    names: tuple[str, ...] = ()  # the files of a group
    origins: tuple[str, ...] = ()  # where each of these files comes from, or the file of rows

    @property
    def is_folder(self) -> bool:
        """Whether it is files of text in a folder."""
        return self.format == "text"

    def numbers(self) -> list[int]:
        """Return what stands, in the manifest, for the files that this output may replace."""
        return [self.number(name) for name in self.names or (self.key,)]

    def number(self, name: str) -> int:
        """Return the number of one file and its origin."""
        origin = self.origins[self.names.index(name)] if self.names else self.origins[0]
        whole = f"{name}\n{origin}".encode(errors="surrogateescape")
        return int.from_bytes(blake2b(whole, digest_size=6).digest())

    def chunks(self, options: Options) -> Iterator[Chunk]:
        """Yield the chunks of all its sources."""
        together: list[Source] = []
        sizes: list[int] = []
        for source in self.sources():
            format = format_named(source.format)
            format.check(options)
            if together and (not format.whole or source.format != together[0].format or _is_full(together, sizes)):
                yield group(together, sizes)
                together, sizes = [], []
            if format.whole:
                together.append(source)
                sizes.append(size_of(source))
            else:
                yield from cut(format, source, options)
        if together:
            yield group(together, sizes)


@dataclass(frozen=True)
class Plan:
    """The outputs of a run, as often as asked for: they are found anew each time, not held."""

    paths: tuple[str, ...]
    target: str
    glob: str = ""
    format: str = ""
    write_as: str = ""  # what the shards of a folder become, if not what they are
    not_inputs: tuple[str, ...] = ()  # files that the run writes besides its outputs

    def __post_init__(self) -> None:
        """Errors: `BadInput` for a target that is neither a folder nor a file we write."""
        if self.write_as:
            split_format(self.write_as)
        if self.target != "-" and not self.is_one_file:
            check_target(self.target, "")

    @property
    def is_one_file(self) -> bool:
        """Whether all inputs go into one file of rows."""
        return bool(target_format(self.target)[0]) and not places.is_folder(self.target)

    @property
    def beside(self) -> tuple[str, str]:
        """The places of the manifest and of the failures."""
        if self.is_one_file:
            return self.target + MANIFEST, f"{self.target}.failed.jsonl"
        return places.below(self.target, "cleantext" + MANIFEST), places.below(self.target, "failed.jsonl")

    def sources(self) -> Iterator[Source]:
        """Yield the inputs, without what an earlier run wrote."""
        for source in each_source(self.paths, glob=self.glob, format=self.format):
            if not self._is_output(source.place):
                yield source

    def outputs(self) -> Iterator[Output]:
        """Yield the outputs, in the order of their inputs."""
        if self.target == "-":
            name, compression = split_format(self.write_as) if self.write_as else ("", "")
            yield Output("-", "-", self.sources, name or self._for_standard_output(), compression, (), ("-",))
            return
        if self.is_one_file:
            name, compression = target_format(self.target)
            origin = "\n".join([*map(_absolute, self.paths), self.glob, self.format])
            yield Output(places.name_of(self.target), self.target, self.sources, name, compression, (), (origin,))
            return
        texts: list[Source] = []
        for source in self.sources():
            if not format_named(source.format).whole or (self.write_as and split_format(self.write_as)[0] != "text"):
                name, format, compression = shard_name(source.id, source.format, self.write_as)
                place = self.target if format == "text" else places.below(self.target, name)
                key, origins = source.id if format == "text" else name, (_absolute(source.place),)
                yield Output(key, place, _only(source), format, compression, (), origins)
                continue
            texts.append(source)
            # Where a group ends depends on the name alone, so that a new file changes one group only.
            if crc32(source.id.encode(errors="surrogatepass")) % _GROUP == 0 or len(texts) >= 4 * _GROUP:
                yield self._group(texts)
                texts = []
        if texts:
            yield self._group(texts)

    def _group(self, texts: list[Source]) -> Output:
        names = tuple(file_names(source.id)[0] for source in texts)
        origins = tuple(_absolute(source.place) for source in texts)
        return Output(f"texts to {texts[-1].id}", self.target, _only(*texts), "text", "", names, origins)

    @cached_property
    def _aside(self) -> frozenset[str]:
        return frozenset(map(_absolute, self.not_inputs))

    def _for_standard_output(self) -> str:
        first: list[Source] = []
        for source in self.sources():
            first.append(source)
            if len(first) > 1:
                return "jsonl"
        return "bare" if first and format_named(first[0].format).whole else "jsonl"

    def _is_output(self, place: str) -> bool:
        if self.not_inputs and _absolute(place) in self._aside:
            return True
        if self.target == "-" or place == "-" or places.is_remote(place) != places.is_remote(self.target):
            return False
        if self.is_one_file:
            return place in (self.target, *self.beside)
        if places.is_remote(place):
            return place.startswith(places.below(self.target, ""))
        return _is_inside(os.path.abspath(os.path.dirname(place)), os.path.abspath(self.target))


@lru_cache(maxsize=8)  # files come folder by folder
def _is_inside(folder: str, target: str) -> bool:
    return Path(folder).resolve().is_relative_to(Path(target).resolve())


def size_of(source: Source) -> int:
    """Return the bytes of a source, 0 if that cannot be told."""
    try:
        return 0 if source.place == "-" else places.size(source.place)
    except OSError:
        return 0


def check(plan: Plan, is_ours: Callable[[Output, str], bool]) -> int:
    """Return the bytes of all inputs, after a look at all outputs.

    Errors: `BadInput` if there are no inputs, two of them lead to one output, or an output exists and is not ours.
    """
    total, seen, found = 0, set[str](), False
    for output in plan.outputs():
        for source in output.sources():
            total, found = total + size_of(source), True
            if output.place != "-" and source.place == output.place:
                raise BadInput(f"{output.place}: is the input, too; name another target")
        for name in output.names or (output.key,):
            if not output.is_folder or output.names:
                place = places.below(output.place, name) if output.names else output.place
                if len(plan.paths) > 1:  # within one folder no two inputs have the same name
                    if name in seen:
                        raise BadInput(f"{place}: two documents have the same id")
                    seen.add(name)
                if place != "-" and places.exists(place) and not is_ours(output, name):
                    raise BadInput(f"{place}: exists already; --force replaces it")
    if not found:
        raise BadInput(f"{', '.join(plan.paths)}: nothing to clean there but what was written by an earlier run")
    return total


def _absolute(place: str) -> str:
    return place if place == "-" or places.is_remote(place) else os.path.abspath(place)


def _only(*sources: Source) -> Callable[[], Iterable[Source]]:
    return partial(tuple, sources)  # not a lambda: an output travels to other processes


def _is_full(together: list[Source], sizes: list[int]) -> bool:
    return len(together) >= _TOGETHER or sum(sizes) >= _BYTES
