"""From counts to the table: which lines a site repeats because they are the site's, not the articles'.

The bars are low for short lines around the articles, high for lines between their paragraphs, and highest for prose:
an article that stands in a corpus three times over must not be taken for debris.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from cleantext.core.layout import is_prose, weight
from cleantext.core.site_table import Decision, Repeat, SiteTable, Where
from cleantext.learning.repeats.count import RepeatCounts, Seen, SiteCounts, pair_of


class Bar(NamedTuple):
    """What a line must reach."""

    documents: int
    share: float  # of the site's documents

    def passed(self, documents: int, of: int) -> bool:
        """Say whether so many documents of a site are enough."""
        return documents >= self.documents and documents >= self.share * of


LISTED = Bar(3, 0.2)  # below it a line is not in the table at all
AROUND = Bar(3, 0.2)  # a short line before or after all prose
BETWEEN = Bar(5, 0.5)  # a short line between paragraphs
PROSE = Bar(8, 0.5)  # a sentence
PARAGRAPH = Bar(20, 0.8)  # a long paragraph

_LONG = 200  # Latin letters, above which a line of prose is a paragraph
_MOSTLY = 0.9  # share of its documents in which a line stands at an end, for it to belong there
_LEAST_SITE = 4  # documents, below which nothing is removed without a person's word
_MOST_PAIRED = 2000  # lines of a site that are looked at for blocks


def decide(counts: RepeatCounts, *, old: SiteTable | None = None) -> SiteTable:
    """Return the table of what was counted.

    `old`: an earlier table. What it decided stands, and its entries stay, even those that are no longer found, except
    entries that still wait for review.
    """
    found = {
        (repeat.site, repeat.line): repeat
        for name in sorted(counts.sites)
        for repeat in _repeats(name, counts.sites[name])
    }
    for repeat in old.repeats if old is not None else ():
        key = (repeat.site, repeat.line)
        fresh = found.get(key)
        if fresh is not None:
            found[key] = replace(repeat, documents=fresh.documents, why=fresh.why or repeat.why)
        elif repeat.decision != "review":
            found[key] = repeat
    return SiteTable(tuple(found[key] for key in sorted(found)))


def _repeats(name: str, site: SiteCounts) -> Iterator[Repeat]:
    listed = {
        key: seen
        for key, seen in site.lines.items()
        if LISTED.passed(seen.documents, site.documents) and key in site.texts
    }
    blocks = list(_blocks(listed, site))
    for block in blocks:
        if _is_copy(block, listed, site):
            for key in block:
                del listed[key]
    decided: dict[int, tuple[Decision, Where, str]] = {
        key: _decided(site.texts[key], seen, site.documents) for key, seen in listed.items()
    }
    for block in blocks:
        if block[0] not in listed:
            continue
        text = "\n".join(site.texts[key] for key in block)
        documents = min(site.pairs[pair_of(*pair)] for pair in pairwise(block))
        if all(decided[key][0] == "auto" for key in block):
            continue  # its lines go one by one
        if any(listed[key].alone or is_prose(site.texts[key]) for key in block):
            continue
        bar = PROSE if site.documents >= _LEAST_SITE else Bar(site.documents + 1, 1.0)
        decision: Decision = "auto" if bar.passed(documents, site.documents) else "review"
        yield Repeat(text, name, decision, "anywhere", (documents, site.documents), "lines that always stand together")
    for key, seen in listed.items():
        decision, where, why = decided[key]
        yield Repeat(site.texts[key], name, decision, where, (seen.documents, site.documents), why)


def _decided(line: str, seen: Seen, of: int) -> tuple[Decision, Where, str]:
    """Return what is to be done with a line, where, and why a person should look at it."""
    head, tail = seen.head >= _MOSTLY * seen.documents, seen.tail >= _MOSTLY * seen.documents
    around = seen.head + seen.tail >= _MOSTLY * seen.documents
    where: Where = "head" if head else "tail" if tail else "around" if around else "anywhere"
    if of < _LEAST_SITE:
        return "review", where, "few documents"
    if seen.alone:
        return "review", where, "the only prose of some document"
    if is_prose(line):
        bar = PARAGRAPH if weight(line) > _LONG else PROSE
        return ("auto" if bar.passed(seen.documents, of) else "review"), where, "prose"
    if where == "anywhere":
        if seen.often > 0.1 * seen.documents:
            return "review", where, "more than once in a document, between paragraphs"
        return ("auto" if BETWEEN.passed(seen.documents, of) else "review"), where, "between paragraphs"
    if line.casefold().startswith("by ") and len(line.split()) <= 6:
        return "review", where, "may be the writer's name"
    return ("auto" if AROUND.passed(seen.documents, of) else "review"), where, ""


def _is_copy(block: list[int], listed: dict[int, Seen], site: SiteCounts) -> bool:
    """Say whether a run of lines is an article that stands in the corpus several times: it holds prose, and is rare."""
    prose = [key for key in block if is_prose(site.texts[key])]
    return len(prose) > 1 and not PROSE.passed(min(listed[key].documents for key in prose), site.documents)


def _blocks(listed: dict[int, Seen], site: SiteCounts) -> Iterator[list[int]]:
    """Yield runs of two lines and more that nearly always follow one another."""
    if len(listed) > _MOST_PAIRED:
        return
    following: dict[int, int] = {}
    ordered = sorted(listed.items())  # so that the table does not depend on who came first
    for first, seen in ordered:
        for second, other in ordered:
            together = site.pairs.get(pair_of(first, second), 0)
            if first != second and together >= _MOSTLY * max(seen.documents, other.documents):
                following[first] = second
                break
    used: set[int] = set()
    for start in sorted(following.keys() - set(following.values())):
        block = [start]
        used.add(start)
        while (follower := following.get(block[-1])) is not None and follower not in used:
            block.append(follower)
            used.add(follower)
        if len(block) > 1:
            yield block
