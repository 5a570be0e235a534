"""Ray Data: `clean_batch` by `map_batches`, and the counting of `learn` by a group-by.

Ray without its datasets, as `cleantext clean --engine ray` uses it, is in `ray_tasks`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleantext.adapters.counting import added_up, counted, fields_of, fill_in, whole, words
from cleantext.adapters.hosts import PipelineLike, pipeline_of
from cleantext.core.batch import arrow, clean_batch
from cleantext.learning.names import NameCounts
from cleantext.learning.parts import Missing, missing_texts
from cleantext.learning.repeats import RepeatCounts

if TYPE_CHECKING:
    import ray.data


def clean_dataset(
    dataset: ray.data.Dataset,
    pipeline: PipelineLike,
    *,
    text_field: str = "text",
    id_field: str = "id",
    site_field: str = "",
    **options: Any,
) -> ray.data.Dataset:
    """Return the dataset with its texts cleaned, when it is run: what `clean_batch` makes of each block.

    `pipeline`: a preset's name, a `.toml` file, or a pipeline.
    `options`: as for `map_batches`: batch_size, num_cpus, concurrency, ...
    """
    fields = fields_of(text_field, id_field, site_field)
    return dataset.map_batches(
        clean_batch,
        batch_format="pyarrow",
        zero_copy_batch=True,
        fn_kwargs={"pipeline": pipeline_of(pipeline), **fields},
        **options,
    )


def count_names(
    dataset: ray.data.Dataset, *, text_field: str = "text", id_field: str = "id", site_field: str = ""
) -> NameCounts:
    """Return what `learning.names.count` gives for the documents of a dataset."""
    counts: NameCounts = _counts(dataset, "names", fields_of(text_field, id_field, site_field))
    return counts


def count_repeats(
    dataset: ray.data.Dataset, *, text_field: str = "text", id_field: str = "id", site_field: str = ""
) -> RepeatCounts:
    """Return what `learning.repeats.count` gives for the documents of a dataset, which is read twice."""
    fields = fields_of(text_field, id_field, site_field)
    counts: RepeatCounts = _counts(dataset, "repeats", fields)
    missing = missing_texts(counts)
    if missing:
        found = _mapped(dataset, _words, {"missing": missing, "fields": fields})
        fill_in(counts, (row["counts"] for row in found.iter_rows()))
    return counts


def _counts(dataset: Any, learner: str, fields: dict[str, str]) -> Any:
    parts = _mapped(dataset, _counted, {"learner": learner, "fields": fields}).groupby("part")
    added = parts.map_groups(_added_up, batch_format="pyarrow", fn_kwargs={"learner": learner})
    return whole((row["counts"] for row in added.iter_rows()), learner)


def _mapped(dataset: Any, function: Any, options: dict[str, Any]) -> Any:
    return dataset.map_batches(
        function, batch_format="pyarrow", zero_copy_batch=True, batch_size=None, fn_kwargs=options
    )


# Ray Data takes and gives tables.
def _counted(table: Any, learner: str, fields: dict[str, str]) -> Any:
    return arrow().table(counted([table], learner, fields))


def _added_up(table: Any, learner: str) -> Any:
    return arrow().table(added_up(table, learner))


def _words(table: Any, missing: Missing, fields: dict[str, str]) -> Any:
    return arrow().table(words([table], missing, fields))
