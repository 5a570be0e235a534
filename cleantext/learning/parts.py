"""Counts cut into parts, each word and line in one of them: what an engine needs to add them up by its group-by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from zlib import crc32

from cleantext.core.document import Document
from cleantext.learning import names, repeats
from cleantext.learning.names import NameCounts
from cleantext.learning.repeats import RepeatCounts
from cleantext.learning.repeats.count import Page, SiteCounts, site_of
from cleantext.learning.repeats.decide import LISTED

Missing = frozenset[tuple[str, int]]  # sites, and hashes of lines whose words are not known yet


class Learner(NamedTuple):
    """How one kind of counts is made, cut, and added up."""

    count: Callable[[Iterator[Document]], Any]
    cut: Callable[[Any, int], dict[int, Any]]
    merge: Callable[[Any], Any]


def cut_names(counts: NameCounts, parts: int) -> dict[int, NameCounts]:
    """Return the counts by the words they are of; part 0 has the totals."""
    found = {0: NameCounts(counts.documents, counts.words, counts.left_out)}
    for word, name in counts.names.items():
        found.setdefault(_part(word, parts), NameCounts()).names[word] = name
    for word, times in counts.lower.items():
        found.setdefault(_part(word, parts), NameCounts()).lower[word] = times
    return found


def cut_repeats(counts: RepeatCounts, parts: int) -> dict[int, RepeatCounts]:
    """Return the counts by the lines they are of; part 0 has the totals."""
    found: dict[int, RepeatCounts] = {0: RepeatCounts()}

    def site(name: str, key: int) -> SiteCounts:
        return found.setdefault(key % parts, RepeatCounts()).sites.setdefault(name, SiteCounts())

    for name, whole in counts.sites.items():
        site(name, 0).documents = whole.documents
        for key, seen in whole.lines.items():
            site(name, key).lines[key] = seen
        for key, documents in whole.pairs.items():
            site(name, key).pairs[key] = documents
        for key, text in whole.texts.items():
            site(name, key).texts[key] = text
    return found


def missing_texts(counts: RepeatCounts) -> Missing:
    """Return the lines that the table may name and whose words are not known, because no part saw them twice."""
    return frozenset(
        (name, key)
        for name, site in counts.sites.items()
        for key, seen in site.lines.items()
        if LISTED.passed(seen.documents, site.documents) and key not in site.texts
    )


def find_missing(documents: Iterator[Document], missing: Missing) -> dict[tuple[str, int], str]:
    """Return the words of lines that are looked for, as far as these documents hold them."""
    found: dict[tuple[str, int], str] = {}
    for document in documents:
        site = site_of(document)
        for key, (text, _) in Page(document.text).lines.items():
            if (site, key) in missing:
                found[site, key] = text
        if len(found) == len(missing):
            break
    return found


LEARNERS: dict[str, Learner] = {
    "names": Learner(names.count, cut_names, names.merge),
    "repeats": Learner(repeats.count, cut_repeats, repeats.merge),
}


def _part(word: str, parts: int) -> int:
    return crc32(word.encode("utf-8", "surrogatepass")) % parts
