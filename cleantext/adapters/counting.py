"""What engines are given to count a corpus with: texts in, rows of (part, counts) out, to be grouped by part.

Counts travel as pickles, from one process that the user started to another.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cleantext.core.batch import arrow, documents_of
from cleantext.core.document import Document
from cleantext.learning.parts import LEARNERS, Missing, find_missing
from cleantext.learning.repeats import RepeatCounts

PARTS = 64  # into which the counts are cut; each is added up in one place

Fields = Mapping[str, str]  # text_field, id_field, site_field


def fields_of(text_field: str, id_field: str, site_field: str) -> dict[str, str]:
    """Return the names of columns as `clean_batch` takes them."""
    return {"text_field": text_field, "id_field": id_field, "site_field": site_field}


def counted(batches: Iterable[Any], learner: str, fields: Fields) -> Any:
    """Return the counts of Arrow batches or tables, as a batch with a row for each part."""
    count, cut, _ = LEARNERS[learner]
    return _rows(cut(count(_documents(batches, fields)), PARTS))


def added_up(rows: Any, learner: str) -> Any:
    """Return the rows of one part, or of several, as a row for each part."""
    waiting: dict[int, list[bytes]] = {}
    for part, counts in zip(rows.column("part").to_pylist(), rows.column("counts").to_pylist(), strict=True):
        waiting.setdefault(part, []).append(counts)
    return _rows({part: whole(counts, learner) for part, counts in waiting.items()})


def whole(counts: Iterable[bytes], learner: str) -> Any:
    """Return all counts together."""
    return LEARNERS[learner].merge(map(pickle.loads, counts))


def words(batches: Iterable[Any], missing: Missing, fields: Fields) -> Any:
    """Return the words of the lines that are looked for, as a batch of one row."""
    return _rows({0: find_missing(_documents(batches, fields), missing)})


def fill_in(counts: RepeatCounts, found: Iterable[bytes]) -> None:
    """Give lines the words that were found."""
    for texts in map(pickle.loads, found):
        for (site, key), text in texts.items():
            counts.sites[site].texts[key] = text


def _documents(batches: Iterable[Any], fields: Fields) -> Iterator[Document]:
    for batch in batches:
        yield from (document for document in documents_of(batch, **fields) if document is not None)


def _rows(parts: Mapping[int, Any]) -> Any:
    pa = arrow()
    columns = [pa.array(parts.keys(), pa.int32()), pa.array(map(pickle.dumps, parts.values()), pa.binary())]
    return pa.RecordBatch.from_arrays(columns, names=["part", "counts"])
