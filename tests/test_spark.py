"""Spark: the same rows and the same counts as on one machine, also when a task dies once."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from cleantext import Pipeline
from cleantext.adapters import spark as adapter
from cleantext.core.batch import clean_batch
from cleantext.core.errors import MissingColumn
from cleantext.learning import names, repeats
from tests.corpus import articles, documents
from tests.salted import DyingOnce, trouble

pytestmark = pytest.mark.engines

COLUMNS = "id string, text string, site string, n int"


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return a session of two cores, in which a task may fail three times."""
    sql = pytest.importorskip("pyspark.sql", reason="Spark is not installed")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, which is not installed")
    folder = tmp_path_factory.mktemp("spark")
    os.environ |= {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.warehouse.dir": str(folder),
        "spark.local.dir": str(folder),
        "spark.executorEnv.PYTHONPATH": str(Path(__file__).parent.parent),
    }
    builder = sql.SparkSession.builder.master("local[2,4]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def frame(session: Any) -> Any:
    """Return the articles in four partitions."""
    rows = [(row["id"], row["text"], row["site"], row["n"]) for row in articles()]
    return session.createDataFrame(rows, COLUMNS).repartition(4)


def local() -> dict[str, Any]:
    """Return the articles as one machine cleans them, by their ids."""
    batch = pa.RecordBatch.from_pylist(articles())
    return {row["id"]: row for row in clean_batch(batch, Pipeline.preset("news"), site_field="site").to_pylist()}


def as_values(row: Any) -> dict[str, Any]:
    return row.asDict(recursive=True)


def test_rows_are_those_of_one_machine(frame: Any) -> None:
    cleaned = adapter.clean_dataframe(frame, Pipeline.preset("news"), site_field="site")
    assert cleaned.columns == ["id", "text", "site", "n", "metadata", "flags", "trail"]
    rows = {row["id"]: as_values(row) for row in cleaned.collect()}
    assert rows == local()
    assert any(row["trail"] for row in rows.values())


def test_a_task_that_dies_once_costs_time_and_no_rows(frame: Any, tmp_path: Path) -> None:
    pipeline = Pipeline([DyingOnce(tmp_path / "died")])
    rows = adapter.clean_dataframe(frame, pipeline).collect()
    assert (tmp_path / "died").exists()
    assert sorted(row["id"] for row in rows) == sorted(row["id"] for row in articles())


def test_a_row_that_a_cleaner_fails_on_stays_and_can_be_found(session: Any) -> None:
    frame = session.createDataFrame([("1", "a dirty RAISE"), ("2", "dirty"), ("3", None)], "id string, text string")
    cleaned = adapter.clean_dataframe(frame, Pipeline([trouble]))
    assert {row["id"]: row["text"] for row in cleaned.collect()} == {"1": "a dirty RAISE", "2": "clean", "3": None}
    failed = cleaned.where("exists(trail, step -> step.failure != '')").collect()
    assert [(row["id"], row["trail"][0]["failure"]) for row in failed] == [("1", "ValueError: cannot")]


def test_columns_of_others_stay_and_a_missing_one_is_named(session: Any) -> None:
    frame = session.createDataFrame([("1", "a", {"k": "v"})], "id string, body string, metadata map<string,string>")
    row = adapter.clean_dataframe(frame, Pipeline(["blanks"]), text_field="body").collect()[0]
    assert row["metadata"] == {"k": "v"}
    assert "cleantext_metadata" in row
    with pytest.raises(MissingColumn, match='no "text" column, but: id, body, metadata'):
        adapter.clean_dataframe(frame, Pipeline(["blanks"]))
    with pytest.raises(MissingColumn, match='no "text" column'):
        adapter.count_names(frame)


def test_names_are_counted_as_on_one_machine(frame: Any, tmp_path: Path) -> None:
    counts = adapter.count_names(frame, site_field="site")
    expected = names.count(documents())
    assert counts == expected
    names.decide(counts).save(tmp_path / "spark.table")
    names.decide(expected).save(tmp_path / "local.table")
    assert (tmp_path / "spark.table").read_bytes() == (tmp_path / "local.table").read_bytes()
    assert names.decide(counts).pairs


def test_repeats_are_counted_as_on_one_machine(frame: Any, tmp_path: Path) -> None:
    counts = adapter.count_repeats(frame, site_field="site")
    expected = repeats.count(documents())
    assert counts == expected
    repeats.decide(counts).save(tmp_path / "spark.table")
    repeats.decide(expected).save(tmp_path / "local.table")
    assert (tmp_path / "spark.table").read_bytes() == (tmp_path / "local.table").read_bytes()
    assert repeats.decide(counts).repeats
