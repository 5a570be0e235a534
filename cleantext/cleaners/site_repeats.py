"""Lines that a site puts on its pages, known from a learned table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit, Flag
from cleantext.core.layout import Layout, dropped, is_prose, layout
from cleantext.core.site_table import EVERY_SITE, Repeat, SiteTable

NO_TABLE = SiteTable()

# The first line of a repeat -> the repeats that begin so, the longest first.
Starts = Mapping[str, tuple[Repeat, ...]]


@document_rule(effect="remove", sure=False)
def site_repeats(document: Document, *, table: SiteTable = NO_TABLE) -> Iterable[Edit | Flag]:
    r"""Remove the lines and blocks that a table says this site repeats; without a table, nothing.

    Why: every site has its own slogans, boxes and notices, which no list of phrases can hold.
    `table` is what `cleantext learn repeats` found in a corpus, by the `site` in the metadata. Lines that wait for
    review are flagged. The last prose of a document stays, whatever the table says.
    Before: "The Example Gazette\n\nThe bridge was closed on Monday after the flood had reached its arches."
    After: "The Example Gazette\n\nThe bridge was closed on Monday after the flood had reached its arches."
    Keeps: "Without a table every line stays."
    """
    if not table.repeats:
        return ()  # most pipelines
    site = document.metadata.get("site")
    return _known_repeats(document, table, _starts(table, site.strip() if isinstance(site, str) else ""))


def _known_repeats(document: Document, table: SiteTable, known: Starts) -> Iterator[Edit | Flag]:
    """Yield the edits that remove the repeats, and the flags on those that wait for review."""
    if not known:
        return
    page = document.shared(layout)
    found = list(_found(page, known))
    taken = {index for repeat, first in found if repeat.decision == "auto" for index in _span(repeat, first)}
    left = [line for index, line in enumerate(page.lines) if index not in taken]
    if taken and not any(is_prose(line.text) for line in left):  # no debris, then, or no article: not for us to say
        taken = {index for index in taken if not is_prose(page.lines[index].text)}
    if len(taken) == len(page.lines):
        taken = set()
    for repeat, first in found:
        span = _span(repeat, first)
        why = f"{table.source or 'a table'}: {_counted(repeat)}"
        if repeat.decision == "auto" and taken.issuperset(span):
            for index in span:
                yield dropped(document.text, page.lines[index], why=why)
        else:
            start, end = page.lines[span[0]].start, page.lines[span[-1]].end
            yield Flag(start, end, f"a line that the site may repeat ({why})")


def _found(page: Layout, known: Starts) -> Iterator[tuple[Repeat, int]]:
    """Yield the repeats on a page with the index of their first line, none overlapping another."""
    bare = [line.text.strip() for line in page.lines]
    index = 0
    while index < len(bare):
        repeat = next(
            (
                repeat
                for repeat in known.get(bare[index], ())
                if tuple(bare[index : index + len(repeat.lines)]) == repeat.lines and _belongs(page, repeat, index)
            ),
            None,
        )
        if repeat is not None:
            yield repeat, index
        index += len(repeat.lines) if repeat is not None else 1


def _belongs(page: Layout, repeat: Repeat, index: int) -> bool:
    """Say whether a line stands where its table says."""
    if repeat.where == "anywhere" or page.last_prose < 0 or is_prose(repeat.lines[0]):
        return True
    zone = page.zone(index)
    return zone in ("head", "tail") if repeat.where == "around" else zone == repeat.where


def _span(repeat: Repeat, first: int) -> range:
    return range(first, first + len(repeat.lines))


def _counted(repeat: Repeat) -> str:
    return " of ".join(map(str, repeat.documents)) + " documents" if repeat.documents else "by hand"


@lru_cache(maxsize=8)
def _by_site(table: SiteTable) -> Mapping[str, list[Repeat]]:
    sites: dict[str, list[Repeat]] = {}
    for repeat in table.repeats:
        sites.setdefault(repeat.site, []).append(repeat)
    return sites


@lru_cache(maxsize=256)  # a corpus comes site by site, more or less
def _starts(table: SiteTable, site: str) -> Starts:
    sites = _by_site(table)
    own = sites.get(site, [])
    rejected = {repeat.line for repeat in own if repeat.decision == "reject"}
    starts: dict[str, list[Repeat]] = {}
    for repeat in [*own, *sites.get(EVERY_SITE, [])]:
        if repeat.decision != "reject" and repeat.line not in rejected:
            starts.setdefault(repeat.lines[0], []).append(repeat)
    return {
        line: tuple(sorted(repeats, key=lambda repeat: (-len(repeat.lines), repeat.decision, repeat.site)))
        for line, repeats in starts.items()
    }
