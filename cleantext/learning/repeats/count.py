"""Counting the lines of a corpus by site, one document at a time; counts of parts add up to the count of the whole.

A line is known by a hash of 64 bits. Its words are kept from the second document on that holds it: most lines of a
corpus stand in one document only. A line that two parts saw once each has no words after merging; `find_texts` reads
the documents again for these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from typing import NamedTuple

from cleantext.core.document import Document
from cleantext.core.layout import is_prose

LONGEST = 1000  # code points: no site repeats longer lines, other than in copies of an article
EDGE = 1000  # lines from each end that are looked at; so one huge document takes no more memory than many small ones


class Seen(NamedTuple):
    """In how many documents of its site a line stands, and in how many of these how."""

    documents: int = 0
    head: int = 0  # before all prose, the first time
    tail: int = 0  # after all prose, the last time
    alone: int = 0  # as the only prose
    often: int = 0  # more than once

    def plus(self, other: Seen) -> Seen:
        """Return both together."""
        return Seen(*map(int.__add__, self, other))


@dataclass
class SiteCounts:
    """What is known of the lines of one site."""

    documents: int = 0
    lines: dict[int, Seen] = field(default_factory=dict)
    pairs: dict[int, int] = field(default_factory=dict)  # of lines that follow one another: documents that hold it
    texts: dict[int, str] = field(default_factory=dict, compare=False)


@dataclass
class RepeatCounts:
    """What is known of a corpus, or a part of one."""

    sites: dict[str, SiteCounts] = field(default_factory=dict)

    @property
    def documents(self) -> int:
        """The number of documents of all sites."""
        return sum(site.documents for site in self.sites.values())

    def add(self, document: Document) -> None:
        """Count one document."""
        site = self.sites.setdefault(site_of(document), SiteCounts())
        site.documents += 1
        lines, pairs, texts = site.lines, site.pairs, site.texts
        page = Page(document.text)
        for key, (text, seen) in page.lines.items():
            known = lines.get(key)
            if known is None:
                lines[key] = seen
            else:
                lines[key] = known.plus(seen)
                texts.setdefault(key, text)
        for pair in page.pairs:
            pairs[pair] = pairs.get(pair, 0) + 1


class Page:
    """The distinct lines of one document, by their hashes."""

    def __init__(self, text: str) -> None:
        lines = [line for line in (line.strip() for line in edges(text).split("\n")) if line]
        prose = [index for index, line in enumerate(lines) if is_prose(line)]
        first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
        keys = [key_of(line) if countable(line) else None for line in lines]
        times = Counter(keys)
        self.lines: dict[int, tuple[str, Seen]] = {}
        self.pairs: set[int] = set()
        for index, key in enumerate(keys):
            if key is None:
                continue
            if index + 1 < len(keys) and (follower := keys[index + 1]) is not None:
                self.pairs.add(pair_of(key, follower))
            head, tail = index < first, index > last
            if head and tail:  # no prose at all: it says nothing about where the line stands
                head = tail = False
            if key in self.lines:
                earlier = self.lines[key][1]
                seen = _once(earlier.head, tail, earlier.alone, True)
            else:
                seen = _once(head, tail, len(prose) == 1 and index == first, times[key] > 1)
            self.lines[key] = (lines[index], seen)


def count(documents: Iterable[Document], progress: Callable[[int], object] | None = None) -> RepeatCounts:
    """Return the counts of some documents; `progress` is told the number of documents so far, after each.

    The documents are read once and not kept.
    """
    counts = RepeatCounts()
    for number, document in enumerate(documents, start=1):
        counts.add(document)
        if progress is not None:
            progress(number)
    return counts


def merge(parts: Iterable[RepeatCounts]) -> RepeatCounts:
    """Return the counts of all parts together: what counting their documents in one go gives."""
    whole = RepeatCounts()
    for part in parts:
        for name, site in part.sites.items():
            into = whole.sites.setdefault(name, SiteCounts())
            into.documents += site.documents
            for key, seen in site.lines.items():
                known = into.lines.get(key)
                into.lines[key] = seen if known is None else known.plus(seen)
            for pair, documents in site.pairs.items():
                into.pairs[pair] = into.pairs.get(pair, 0) + documents
            into.texts.update(site.texts)
    return whole


def find_texts(counts: RepeatCounts, documents: Iterable[Document], *, least: int = 2) -> None:
    """Fill in the words of lines that stand in `least` documents or more and have none; stop when there are no more."""
    missing = {
        (name, key)
        for name, site in counts.sites.items()
        for key, seen in site.lines.items()
        if seen.documents >= least and key not in site.texts
    }
    for document in documents if missing else ():
        name = site_of(document)
        for key, (text, _) in Page(document.text).lines.items():
            if (name, key) in missing:
                counts.sites[name].texts[key] = text
                missing.discard((name, key))
        if not missing:
            return


def site_of(document: Document) -> str:
    """Return the site that a document's metadata names, or an empty string."""
    site = document.metadata.get("site")
    return site.strip() if isinstance(site, str) else ""


def edges(text: str) -> str:
    """Return a text without the lines that are far from its beginning and its end."""
    if text.count("\n") < 2 * EDGE:
        return text
    front = _nth(text, EDGE, 0, len(text))
    back = len(text)
    for _ in range(EDGE):
        back = text.rfind("\n", front, back)
        if back < 0:
            return text
    return text[:front] + text[back:]


def countable(line: str) -> bool:
    """Say whether a line is of a length, and of characters, that say something: rules and numbers do not."""
    return len(line) <= LONGEST and any(map(str.isalpha, line))


def key_of(line: str) -> int:
    """Return the hash of a line, the same in every process."""
    return int.from_bytes(blake2b(line.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def pair_of(first: int, second: int) -> int:
    """Return the hash of two lines that follow one another."""
    return (first * 0x9E3779B97F4A7C15 + second) & 0xFFFFFFFFFFFFFFFF


def _nth(text: str, number: int, start: int, stop: int) -> int:
    place = start - 1
    for _ in range(number):
        place = text.find("\n", place + 1, stop)
    return place


@cache  # most lines of a corpus share a handful of these
def _once(head: int, tail: int, alone: int, often: int) -> Seen:
    return Seen(1, int(head), int(tail), int(alone), int(often))
