"""Learning names from start to end: documents in, a table on disk, a message for the person who asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from cleantext.core.document import Document
from cleantext.core.table import Table
from cleantext.learning.names.count import NameCounts, count
from cleantext.learning.names.decide import decide, english

FEW = 5  # documents, below which there is little to compare


def learn_names(
    documents: Iterable[Document],
    target: Path,
    *,
    old: Path | None = None,
    auto: float | None = None,
    progress: Callable[[int], object] | None = None,
) -> str:
    """Learn the misspelt names of a corpus, write the table to `target`, and return what to tell the user.

    `old`: an earlier table; its names, handwritten pairs and decisions are kept. It may be `target` itself.
    `auto`: the score from which a pair is applied; left alone, the default of `decide`.
    `progress`: told the number of documents so far, after each.
    Errors: `BadTable` if `old` is no table, before anything is read; `OSError` if `target` cannot be written.
    """
    earlier = Table.load(old) if old is not None else None
    counts = count(documents, progress)
    table = decide(counts, old=earlier, auto=auto)
    table.save(target)
    return "\n".join(_told(table, counts, target))


def _told(table: Table, counts: NameCounts, target: Path) -> Iterable[str]:
    decisions = Counter(pair.decision for pair in table.pairs)
    yield (
        f"{target}: spellings to replace: {decisions['auto']:,}, to review: {decisions['review']:,}, "
        f"rejected: {decisions['reject']:,} (documents read: {counts.documents:,}, words: {counts.words:,})."
    )
    if not counts.documents:
        yield "There were no documents, so there was nothing to learn."
        return
    if counts.left_out:
        yield f"{counts.left_out:,} of the documents do not read as English and were left out."
    if counts.documents - counts.left_out < FEW:
        yield "So few documents show little: misspellings stand out against many right spellings."
    if english() is None:
        yield 'Without word frequencies less is found, and less surely: pip install "cleantext-toolkit[names]".'
