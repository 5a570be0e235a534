"""What of the engines needs no engine."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from cleantext import Document, Pipeline
from cleantext.adapters import counting, ray_tasks, spark
from cleantext.cli.main import cli
from cleantext.core.errors import BadInput, MissingExtra
from cleantext.formats import places
from cleantext.learning import names, repeats
from cleantext.learning.parts import LEARNERS, find_missing, missing_texts
from cleantext.runner import Run, run
from cleantext.runner.shards import News, Shard, write_shard
from cleantext.runner.work import Inline, Job
from tests.corpus import documents
from tests.strategies import awkward_text


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the engines away."""
    for name in ("ray", "ray.data", "ray.exceptions", "pyspark"):
        monkeypatch.setitem(sys.modules, name, None)


@pytest.mark.usefixtures("nothing_installed")
def test_a_missing_engine_is_one_line_that_names_the_extra(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "a"}\n')
    with pytest.raises(MissingExtra, match=r"pip install 'cleantext-toolkit\[ray\]'"):
        ray_tasks.run(Run((str(tmp_path / "a.jsonl"),), str(tmp_path / "out"), Pipeline(["blanks"])))
    with pytest.raises(MissingExtra, match=r"pip install 'cleantext-toolkit\[spark\]'"):
        spark.clean_dataframe(object(), Pipeline(["blanks"]))
    done = CliRunner().invoke(
        cli, ["clean", str(tmp_path / "a.jsonl"), "--to", str(tmp_path / "out"), "--engine", "ray"]
    )
    assert isinstance(done.exception, MissingExtra)
    assert not (tmp_path / "out").exists()


def test_options_that_do_not_go_together_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "a"}\n')

    def said(*options: str) -> str:
        done = CliRunner().invoke(cli, ["clean", str(tmp_path / "a.jsonl"), *options])
        assert done.exit_code == 2
        return done.output

    assert "--address names a cluster; it needs --engine ray." in said("--to", "x", "--address", "auto")
    assert "--engine ray writes to a folder or a file; name it with --to." in said("--engine", "ray")
    assert "'flink' is not one of 'local', 'ray'" in said("--engine", "flink")


def test_standard_input_is_not_on_a_cluster(tmp_path: Path) -> None:
    pytest.importorskip("ray")
    with pytest.raises(BadInput, match="no standard input"):
        ray_tasks.run(Run(("-",), str(tmp_path / "out"), Pipeline(["blanks"])))


@pytest.mark.parametrize("learner", ["names", "repeats"])
@given(texts=st.lists(st.tuples(awkward_text(), st.sampled_from(["", "a", "b"])), max_size=6), parts=st.integers(1, 4))
def test_parts_of_counts_add_up_to_the_counts(learner: str, texts: list[tuple[str, str]], parts: int) -> None:
    corpus = [
        Document(text, id=str(number), metadata={"site": site} if site else {})
        for number, (text, site) in enumerate(texts)
    ]
    count, cut, merge = LEARNERS[learner]
    whole = count(iter(corpus))
    assert merge(cut(whole, parts).values()) == whole


def test_batches_counted_apart_and_added_up_by_part_give_the_counts_of_the_whole() -> None:
    pa = pytest.importorskip("pyarrow")
    corpus = documents()
    batches = [
        pa.RecordBatch.from_pylist([{"id": d.id, "text": d.text, "site": d.metadata["site"]} for d in corpus[n::7]])
        for n in range(7)
    ]
    fields = counting.fields_of("text", "id", "site")
    expected: dict[str, Any] = {"names": names.count(corpus), "repeats": repeats.count(corpus)}
    for learner, counts in expected.items():
        rows = pa.Table.from_batches([counting.counted([batch], learner, fields) for batch in batches])
        added = counting.added_up(rows, learner)
        assert added.num_rows == len(set(rows.column("part").to_pylist()))
        assert counting.whole(added.column("counts").to_pylist(), learner) == counts


def test_words_of_lines_that_no_part_saw_twice_are_found() -> None:
    corpus = documents()
    whole = repeats.count(corpus)
    counts = repeats.merge(repeats.count([document]) for document in corpus)
    missing = missing_texts(counts)
    assert missing
    assert repeats.decide(counts).repeats != repeats.decide(whole).repeats
    for (site, key), text in find_missing(iter(corpus), missing).items():
        counts.sites[site].texts[key] = text
    assert not missing_texts(counts)
    assert repeats.decide(counts).repeats == repeats.decide(whole).repeats


class Backwards:
    """An engine whose last shards are finished first, and which loses one try of each."""

    def __init__(self, config: Run, stop_after: int = 99) -> None:
        self.config, self.lost, self.stop_after = config, 0, stop_after

    def results(self, shards: Iterable[Shard]) -> Iterator[News]:
        """Do what an engine does."""
        work = Inline(Job(self.config.pipeline, self.config.options))
        for count, shard in enumerate(reversed(list(shards))):
            if count == self.stop_after:
                raise KeyboardInterrupt
            mark = places.attempt.set("0-lost")
            places.temporary(shard.output.place).write_bytes(b"half of it")
            places.attempt.reset(mark)
            self.lost += 1
            done = list(write_shard(shard._replace(replaceable=True), work, self.config.options))
            yield News(shard.number, done)
            yield News(shard.number, lost=True)
            yield News(shard.number, done)
            yield News(shard.number, complete=True)


def tree(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder but the manifest, whose lines stand in the order in which shards were finished."""
    return {p.name: p.read_bytes() for p in folder.iterdir() if not p.name.endswith(".manifest")}


def test_shards_may_be_lost_and_be_finished_in_any_order(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in "abcd":
        (tmp_path / "in" / f"{name}.jsonl").write_text('{"text": "a\\u00add"}\nno\n{"text": "b"}\nno\n')
    (tmp_path / "in" / "e.txt").write_text("e")
    here = Run((str(tmp_path / "in"),), str(tmp_path / "here"), Pipeline(["soft-hyphens"]))
    expected = run(here)
    there = replace(here, target=str(tmp_path / "there"))
    done = run(there, engine=Backwards(there))
    assert (done.replaced_workers, done.failures, done.written) == (5, 8, expected.written)
    assert done.figures.as_dict() == expected.figures.as_dict()
    assert tree(tmp_path / "there") == tree(tmp_path / "here")
    assert [json.loads(line)["output"][0] for line in (tmp_path / "there" / "failed.jsonl").open()] == [*"aabbccdd"]
    assert run(here, engine=Backwards(there)).complete_already, "an engine goes on where one machine ended"

    other = replace(here, target=str(tmp_path / "other"))
    with pytest.raises(KeyboardInterrupt):
        run(other, engine=Backwards(other, stop_after=2))
    assert not list((tmp_path / "other").glob(".*")), "what was half written is gone"
    assert run(other).kept == 2
    assert tree(tmp_path / "other") == tree(tmp_path / "here")
    with pytest.raises(BadInput, match="other settings"):
        changed = replace(other, pipeline=Pipeline(["blanks"]))
        run(changed, engine=Backwards(changed))
