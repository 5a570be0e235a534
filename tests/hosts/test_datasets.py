from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cleantext import Pipeline
from cleantext.adapters.datasets import CleanBatch, clean_dataset
from tests.hosts.texts import DIRTY, FACTS, PLAIN, STORY

pytestmark = pytest.mark.engines

TEXTS = [PLAIN] * 5 + [DIRTY] * 3 + [None]
CLEAN = [PLAIN] * 5 + [STORY] * 3 + [None]


@pytest.fixture
def dataset(tmp_path: Path) -> Any:
    from datasets import ClassLabel, Dataset, Features, Value

    features = Features({"text": Value("string"), "id": Value("int32"), "label": ClassLabel(names=["a", "b"])})
    columns = {"text": TEXTS, "id": list(range(9)), "label": [0, 1] * 4 + [0]}
    Dataset.from_dict(columns, features=features).save_to_disk(tmp_path / "set")
    return Dataset.load_from_disk(str(tmp_path / "set"))


@pytest.mark.parametrize("options", [{}, {"batch_size": 4}, {"num_proc": 2}], ids=str)
def test_a_dataset_keeps_rows_columns_and_types(dataset: Any, options: dict[str, Any]) -> None:
    out = clean_dataset(dataset, "news", trail=True, **options)
    assert list(out["text"]) == CLEAN
    assert out.column_names == ["text", "id", "label", "metadata", "flags", "trail"]
    assert all(out.features[name] == feature for name, feature in dataset.features.items())
    assert json.loads(out[5]["metadata"]) == FACTS
    assert {step["cleaner"] for step in out[5]["trail"]} >= {"ad-placeholders", "comment-forms"}
    assert out[0]["flags"] == []
    assert clean_dataset(out, "news").column_names == out.column_names


@pytest.mark.parametrize("format", [None, "numpy", "pandas", "arrow"])
def test_a_format_of_any_kind(dataset: Any, format: str | None) -> None:
    assert list(clean_dataset(dataset.with_format(format))["text"]) == CLEAN
    assert list(dataset.with_format("arrow").map(CleanBatch(), batched=True).with_format(None)["text"]) == CLEAN
    if format != "pandas":
        out = dataset.with_format(format).map(CleanBatch(), batched=True, batch_size=4).with_format(None)
        assert list(out["text"]) == CLEAN
        assert json.loads(out[5]["metadata"]) == FACTS


def test_streams_and_dicts_of_datasets(dataset: Any) -> None:
    from datasets import DatasetDict, IterableDataset

    def rows() -> Iterator[dict[str, Any]]:
        yield {"text": PLAIN}
        yield {"text": DIRTY, "more": {"a": 1}}  # other columns, and no types known

    streams = [clean_dataset(dataset.to_iterable_dataset(), trail=True, batch_size=4)]
    streams.append(clean_dataset(IterableDataset.from_generator(rows), trail=True))
    for stream, texts in zip(streams, (CLEAN, [PLAIN, STORY]), strict=True):
        found = list(stream)
        assert [row["text"] for row in found] == texts
        dirty = next(row for row in found if row["text"] == STORY)
        assert json.loads(dirty["metadata"]) == FACTS
        assert dirty["trail"][0]["cleaner"] == "ad-placeholders"
        assert dirty["flags"] == []
    mapped = IterableDataset.from_generator(rows).map(CleanBatch(), batched=True)
    assert [row["text"] for row in mapped] == [PLAIN, STORY]
    both = clean_dataset(DatasetDict(train=dataset, test=dataset.select([5])))
    assert {name: list(part["text"]) for name, part in both.items()} == {"train": CLEAN, "test": [STORY]}


def test_the_cache_is_used_until_the_cleaning_changes(dataset: Any) -> None:
    def file(pipeline: Any) -> str:
        return str(clean_dataset(dataset, pipeline).cache_files[0]["filename"])

    first = file("news")
    made = os.stat(first).st_mtime_ns
    assert file(pickle.loads(pickle.dumps(Pipeline.preset("news")))) == first
    assert os.stat(first).st_mtime_ns == made
    assert file(Pipeline.preset("news").without("headline-lines")) != first
    assert file("web") != first


def test_a_fingerprint_is_the_same_in_every_process() -> None:
    code = (
        "from datasets.fingerprint import Hasher; from cleantext.adapters.datasets import CleanBatch; "
        "print(Hasher.hash(CleanBatch('news')), Hasher.hash(CleanBatch(CleanBatch('web').pipeline.then(str.strip))))"
    )
    hashes = {
        subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in "12"
    }
    assert len(hashes) == 1
