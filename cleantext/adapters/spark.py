"""Spark: `clean_batch` by `mapInArrow`, and the counting of `learn` by a group-by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from cleantext.adapters.counting import added_up, counted, fields_of, fill_in, whole, words
from cleantext.adapters.hosts import PipelineLike, pipeline_of
from cleantext.core.batch import arrow, clean_batch
from cleantext.core.errors import MissingColumn, MissingExtra
from cleantext.core.pipeline import Pipeline
from cleantext.learning.names import NameCounts
from cleantext.learning.parts import Missing, missing_texts
from cleantext.learning.repeats import RepeatCounts

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_ROWS = "part int, counts binary"


def clean_dataframe(
    dataframe: DataFrame,
    pipeline: PipelineLike,
    *,
    text_field: str = "text",
    id_field: str = "id",
    site_field: str = "",
) -> DataFrame:
    """Return the data frame with its texts cleaned, when it is run: what `clean_batch` makes of each batch.

    `pipeline`: a preset's name, a `.toml` file, or a pipeline.
    A row stays where a cleaner fails; `exists(trail, step -> step.failure != '')` finds it. cleantext must be installed
    where the executors run.
    Errors: `MissingColumn` if there is no such column of text, at once.
    """
    _extra()
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

    clean = partial(_cleaned, pipeline=pipeline_of(pipeline), fields=fields_of(text_field, id_field, site_field))
    # What the columns will be is what they are for no rows.
    [nothing] = clean([arrow().RecordBatch.from_pylist([], schema=to_arrow_schema(dataframe.schema))])
    return dataframe.mapInArrow(clean, from_arrow_schema(nothing.schema))


def count_names(
    dataframe: DataFrame, *, text_field: str = "text", id_field: str = "id", site_field: str = ""
) -> NameCounts:
    """Return what `learning.names.count` gives for the documents of a data frame."""
    counts: NameCounts = _counts(dataframe, "names", fields_of(text_field, id_field, site_field))
    return counts


def count_repeats(
    dataframe: DataFrame, *, text_field: str = "text", id_field: str = "id", site_field: str = ""
) -> RepeatCounts:
    """Return what `learning.repeats.count` gives for the documents of a data frame, which is read twice."""
    fields = fields_of(text_field, id_field, site_field)
    counts: RepeatCounts = _counts(dataframe, "repeats", fields)
    missing = missing_texts(counts)
    if missing:
        found = _needed(dataframe, fields).mapInArrow(partial(_words, missing=missing, fields=fields), _ROWS)
        fill_in(counts, (bytes(row.counts) for row in found.toLocalIterator()))
    return counts


def _cleaned(batches: Iterable[Any], pipeline: Pipeline, fields: dict[str, str]) -> Iterator[Any]:
    for batch in batches:
        yield clean_batch(batch, pipeline, **fields)


def _counts(dataframe: Any, learner: str, fields: dict[str, str]) -> Any:
    _extra()
    parts = _needed(dataframe, fields).mapInArrow(partial(_counted, learner=learner, fields=fields), _ROWS)
    # A lambda, because Spark cannot read the type hints of a partial.
    added = parts.groupBy("part").applyInArrow(lambda table: _added_up(table, learner), _ROWS)
    return whole((bytes(row.counts) for row in added.toLocalIterator()), learner)


def _needed(dataframe: Any, fields: dict[str, str]) -> Any:
    """Return the data frame less the columns that counting does not look at.

    Errors: `MissingColumn` if there is none of text.
    """
    names = dataframe.columns
    if fields["text_field"] not in names:
        raise MissingColumn(f'no "{fields["text_field"]}" column, but: {", ".join(names)}')
    return dataframe.select([f"`{name}`" for name in names if name in {*fields.values(), "metadata"}])


def _counted(batches: Iterable[Any], learner: str, fields: dict[str, str]) -> Iterator[Any]:
    yield counted(batches, learner, fields)


def _added_up(table: Any, learner: str) -> Any:
    return arrow().table(added_up(table, learner))


def _words(batches: Iterable[Any], missing: Missing, fields: dict[str, str]) -> Iterator[Any]:
    yield words(batches, missing, fields)


def _extra() -> None:
    try:
        import pyspark  # noqa: F401
    except ImportError as error:
        raise MissingExtra("Spark is not installed: pip install 'cleantext-toolkit[spark]'") from error
