"""Learning what sites repeat from start to end: documents in, a table on disk, a message for the person who asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from cleantext.core.document import Document
from cleantext.core.site_table import SiteTable
from cleantext.learning.repeats.count import RepeatCounts, count
from cleantext.learning.repeats.decide import LISTED, decide


def learn_repeats(
    documents: Iterable[Document],
    target: Path,
    *,
    old: Path | None = None,
    progress: Callable[[int], object] | None = None,
) -> str:
    """Learn the lines that the sites of a corpus repeat, write the table to `target`, and return what to tell the user.

    `old`: an earlier table; its decisions and handwritten entries are kept. It may be `target` itself.
    `progress`: told the number of documents so far, after each.
    Errors: `BadTable` if `old` is no table, before anything is read; `OSError` if `target` cannot be written.
    """
    earlier = SiteTable.load(old) if old is not None else None
    counts = count(documents, progress)
    table = decide(counts, old=earlier)
    table.save(target)
    return "\n".join(_told(table, counts, target))


def _told(table: SiteTable, counts: RepeatCounts, target: Path) -> Iterable[str]:
    decisions = Counter(repeat.decision for repeat in table.repeats)
    sites = [site for name, site in counts.sites.items() if name]
    yield (
        f"{target}: {decisions['auto']} lines to remove, {decisions['review']} to review, "
        f"{decisions['reject']} rejected; from {counts.documents:,} documents of {max(1, len(sites)):,} sites."
    )
    if not counts.documents:
        yield "There were no documents, so there was nothing to learn."
        return
    if "" in counts.sites:
        nameless = counts.sites[""].documents
        who = "The documents name no site" if not sites else f"{nameless:,} documents name no site"
        yield f'{who} ("site" in the metadata) and are taken as one.'
    small = sum(site.documents < LISTED.documents for site in counts.sites.values())
    if small:
        yield f"{small:,} sites have fewer than {LISTED.documents} documents: too few to see what repeats."
