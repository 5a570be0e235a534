"""Hugging Face datasets: a function for `map`, and a call of it.

from cleantext.adapters.datasets import CleanBatch, clean_dataset

clean_dataset(dataset, "news", num_proc=2)              # of any kind, streaming ones too, by Arrow batches
dataset.map(CleanBatch("news"), batched=True)           # the same, where you call `map` yourself
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cleantext.adapters.hosts import PipelineLike, fingerprint, pipeline_of
from cleantext.core.batch import arrow, documents_of, sound, trail_value, with_documents
from cleantext.core.document import Document
from cleantext.core.errors import MissingColumn


class CleanBatch:
    """Batch -> batch, for `map(..., batched=True)`: an Arrow table if the dataset is in that format, else a dict.

    It pickles, and datasets' cache sees any change of the pipeline, its tables or our version.
    """

    def __init__(
        self,
        pipeline: PipelineLike = "news",
        *,
        text_field: str = "text",
        id_field: str = "id",
        site_field: str = "",
        trail: bool = False,
        as_json: bool = True,
    ) -> None:
        """Take a preset's name, a `.toml` file or a pipeline, and the names of columns.

        `trail`: add that column, too.
        `as_json`: in dicts, flags and trail are JSON texts. The host takes a column's type from the first batch, and
        lists that happen to be empty there have none; in a stream, which has no types, they may be lists.
        """
        self.pipeline = pipeline_of(pipeline)
        self.text_field, self.id_field, self.site_field = text_field, id_field, site_field
        self.trail = trail
        self.as_json = as_json
        self.fingerprint = fingerprint(self.pipeline)  # for the host, which hashes what this object pickles as

    def __call__(self, batch: Any) -> Any:
        """Return a table with what `clean_batch` makes of it, or a dict of the columns that it would change or add.

        Errors: `MissingColumn` if there is no text.
        """
        return self._columns(batch) if isinstance(batch, Mapping) else self._table(batch)

    def _table(self, table: Any) -> Any:
        return with_documents(table, self._cleaned(table), text_field=self.text_field, trail=self.trail)

    def _columns(self, batch: Mapping[str, Any]) -> dict[str, list[Any]]:
        if self.text_field not in batch:
            raise MissingColumn(f'no "{self.text_field}" column, but: {", ".join(batch) or "none"}')
        pa = arrow()
        given = {name: list(batch[name]) for name in (self.text_field, self.id_field, self.site_field) if name in batch}
        given[self.text_field] = [sound(text) if isinstance(text, str) else text for text in given[self.text_field]]
        if "metadata" in batch:  # objects, perhaps each with fields and types of its own
            given["metadata"] = [_json_text(value) for value in batch["metadata"]]
        documents = self._cleaned(pa.table(given))
        metadata = [dict(document.metadata) if document else {} for document in documents]
        flags = [[flag._asdict() for flag in document.flags] if document else [] for document in documents]
        columns: dict[str, list[Any]] = {
            self.text_field: [document and document.text for document in documents],
            _own_name("metadata", batch): [json.dumps(facts, default=str) for facts in metadata],
            _own_name("flags", batch): self._written(flags),
        }
        if self.trail:
            trails = [trail_value(document) if document else [] for document in documents]
            columns[_own_name("trail", batch)] = self._written(trails)
        return columns

    def _cleaned(self, table: Any) -> list[Document | None]:
        found = documents_of(table, text_field=self.text_field, id_field=self.id_field, site_field=self.site_field)
        return [document and self.pipeline(document) for document in found]

    def _written(self, values: list[Any]) -> list[Any]:
        return [json.dumps(value) for value in values] if self.as_json else values


def clean_dataset(
    dataset: Any,
    pipeline: PipelineLike = "news",
    *,
    text_field: str = "text",
    id_field: str = "id",
    site_field: str = "",
    trail: bool = False,
    **options: Any,
) -> Any:
    """Return a clean `Dataset`, `IterableDataset`, or dict of these.

    Shape: the same rows in order; `text` replaced, `metadata` (JSON) and `flags` added, `trail` if asked for, the rest
    untouched. It comes back in the format of plain Python values.
    `options`: what the dataset's `map` takes besides: `num_proc`, `batch_size`, `load_from_cache_file`, ...
    Errors: `MissingColumn` if there is no text.
    """
    names = {"text_field": text_field, "id_field": id_field, "site_field": site_field}
    if isinstance(dataset, dict):
        parts = {key: clean_dataset(part, pipeline, **names, trail=trail, **options) for key, part in dataset.items()}
        return type(dataset)(parts)
    # A stream whose columns are not known may have other ones in each row, which no Arrow table can.
    typed = dataset.features is not None
    function = CleanBatch(pipeline, **names, trail=trail, as_json=False)
    cleaned = dataset.with_format("arrow" if typed else None).map(function, batched=True, **options)
    return cleaned.with_format(None)


def _own_name(name: str, batch: Mapping[str, Any]) -> str:
    """Return the name of our column: another, if somebody else's has the name; ours hold texts."""
    theirs = name in batch and not all(isinstance(value, str | None) for value in batch[name])
    return f"cleantext_{name}" if theirs else name


def _json_text(value: object) -> str | None:
    return json.dumps(value, default=str) if isinstance(value, dict) else value if isinstance(value, str) else None
