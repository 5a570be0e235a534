"""Ray for real, a cluster of two nodes in this machine: the bytes of one machine, whatever is killed."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from cleantext import Pipeline
from cleantext.adapters import ray as adapter
from cleantext.adapters import ray_tasks
from cleantext.core.batch import clean_batch
from cleantext.core.errors import BadInput
from cleantext.learning import names, repeats
from cleantext.runner import Run, Watcher, run
from tests.corpus import articles, documents
from tests.salted import DyingOnce, slow, trouble

pytestmark = pytest.mark.engines

NEWS = Pipeline.preset("news")


class Nodes:
    """A head that does no work, and two nodes of one core."""

    def __init__(self, folder: str) -> None:
        from ray.cluster_utils import Cluster

        head = {"num_cpus": 0, "include_dashboard": False, "object_store_memory": 10**8, "temp_dir": folder}
        self.cluster = Cluster(initialize_head=True, head_node_args=head)
        self.address: str = self.cluster.address
        self.nodes: list[Any] = []
        self.fill()

    def fill(self) -> None:
        """Start the nodes that are missing."""
        while len(self.nodes) < 2:
            self.nodes.append(self.cluster.add_node(num_cpus=1, object_store_memory=10**8))
        self.cluster.wait_for_nodes()

    def kill_a_writer(self, folder: Path, within: float = 60) -> None:
        """Kill a node that is writing a file in a folder, all of it, as a machine goes that loses its power."""
        end = time.monotonic() + within
        while time.monotonic() < end:
            parents = {parent_of(pid) for pid in writers(folder)}
            for node in self.nodes:
                if node.all_processes["raylet"][0].process.pid in parents:
                    self.nodes.remove(node)
                    self.cluster.remove_node(node, allow_graceful=False)
                    return
            time.sleep(0.02)


def writers(folder: Path) -> list[int]:
    """Return the processes that have an unfinished file of a folder open."""
    found = []
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        with contextlib.suppress(OSError):
            place = os.readlink(link)
            if place.startswith(f"{folder}/") and place.endswith(".part"):
                found.append(int(link.parts[2]))
    return found


def parent_of(pid: int) -> int:
    """Return the parent of a process, 0 if it is gone."""
    with contextlib.suppress(OSError):
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    return 0


@pytest.fixture(scope="module")
def nodes() -> Iterator[Nodes]:
    """Return a cluster, and connect to it."""
    ray = pytest.importorskip("ray", reason="Ray is not installed")
    root = str(Path(__file__).parent.parent)
    os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "RAY_DATA_DISABLE_PROGRESS_BARS": "1", "PYTHONPATH": root}
    folder = tempfile.mkdtemp(prefix="ray-", dir="/tmp")  # a short path: sockets are made in it
    cluster = Nodes(folder)
    ray.init(cluster.address, log_to_driver=False, logging_level="ERROR")
    yield cluster
    ray.shutdown()
    cluster.cluster.shutdown()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def whole(nodes: Nodes) -> Nodes:
    """Return the cluster with both of its nodes."""
    nodes.fill()
    return nodes


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return shards with bad lines, one in a folder below, and some files of text."""
    folder = tmp_path_factory.mktemp("corpus")
    rows = articles()
    for number in range(6):
        path = folder / f"{number}.jsonl" if number else folder / "deep" / "0.jsonl"
        path.parent.mkdir(exist_ok=True)
        lines = [json.dumps(row) for row in rows[number::6]] + ["no json"] * (number % 2)
        path.write_text("\n".join(lines) + "\n")
    for row in rows[:10]:
        (folder / f"page-{row['n']}.txt").write_text(row["text"])
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder but the manifest, whose lines stand in the order in which shards were finished."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(p.relative_to(folder)): p.read_bytes() for p in files if not p.name.endswith(".manifest")}


def manifest(folder: Path) -> dict[str, Any]:
    """Return what a manifest says, whatever its order."""
    lines = [json.loads(line) for line in (folder / "cleantext.manifest").read_text().splitlines()]
    for line in lines:
        line.pop("showcase", None)  # a sample, of which a shard has what the shards before it left room for
    return {"settings": lines[0], **{line["done"]: line for line in lines if "done" in line}}


class Notes(Watcher):
    """Remembers what it is told."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.shares: list[float] = []

    def note(self, message: str) -> None:
        self.notes.append(message)

    def progress(self, summary: Any) -> None:
        self.shares.append(summary.read / summary.total)


@pytest.mark.parametrize("write_as", ["", "parquet", "text"])
def test_the_bytes_are_those_of_one_machine(whole: Nodes, corpus: Path, tmp_path: Path, write_as: str) -> None:
    here = Run((str(corpus),), str(tmp_path / "here"), NEWS, write_as=write_as, jobs=2, showcase=True)
    there = replace(here, target=str(tmp_path / "there"), jobs=0)
    expected, notes = run(here), Notes()
    done = ray_tasks.run(there, notes)
    assert tree(tmp_path / "there") == tree(tmp_path / "here")
    assert manifest(tmp_path / "there") == manifest(tmp_path / "here")
    assert done.figures.as_dict() == expected.figures.as_dict()
    assert done.showcase is not None
    assert expected.showcase is not None
    assert done.showcase.as_dict() == expected.showcase.as_dict()
    assert (done.failures, done.written, done.read) == (3, expected.written, expected.total)
    assert notes.shares == sorted(notes.shares)
    assert notes.shares[-1] == 1
    assert ray_tasks.run(there).complete_already
    assert run(there).complete_already, "one machine goes on where a cluster ended"
    with pytest.raises(BadInput, match="other steps: without soft-hyphens"):
        ray_tasks.run(replace(there, pipeline=NEWS.without("soft-hyphens")))


def test_local_ray_data_and_rows_are_the_same(whole: Nodes, corpus: Path, tmp_path: Path) -> None:
    import ray.data

    rows = articles()
    expected = clean_batch(pa.Table.from_pylist(rows), NEWS, site_field="site").to_pylist()
    dataset = ray.data.from_items(rows, override_num_blocks=4)
    cleaned = adapter.clean_dataset(dataset, NEWS, site_field="site", batch_size=50)
    found = sorted(cleaned.take_all(), key=lambda row: row["n"])
    assert [row.keys() for row in found] == [row.keys() for row in expected]
    for name in ("id", "text", "site", "n", "metadata", "trail"):
        assert [plain(row[name]) for row in found] == [row[name] for row in expected], name
    run(Run((str(corpus),), str(tmp_path / "out"), NEWS, glob="*.jsonl", jobs=1))
    files = (tmp_path / "out").rglob("[0-9].jsonl")
    written = {row["id"]: row["text"] for path in files for row in map(json.loads, path.open())}
    assert written == {row["id"]: row["text"] for row in expected}


def plain(value: Any) -> Any:
    """Return a value with lists for arrays."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list):
        return [plain(item) for item in value]
    return {name: plain(item) for name, item in value.items()} if isinstance(value, dict) else value


def test_documents_that_crash_hang_or_bloat_are_set_aside(whole: Nodes, tmp_path: Path) -> None:
    salt = {3: "CRASH", 20: "HANG", 21: "BLOAT", 39: "RAISE"}
    (tmp_path / "in").mkdir()
    for name in "ab":
        with (tmp_path / "in" / f"{name}.jsonl").open("w") as stream:
            for n in range(40):
                stream.write(json.dumps({"id": f"{name}{n}", "text": f"A dirty pane {salt.get(n, '')}"}) + "\n")
    config = Run(
        (str(tmp_path / "in"),), str(tmp_path / "out"), Pipeline([trouble]), time_limit=3, memory_limit=1 << 30
    )
    done = ray_tasks.run(config)
    failed = [json.loads(line) for line in (tmp_path / "out" / "failed.jsonl").open()]
    assert [(row["id"], row["reason"]) for row in failed] == [
        (f"{name}{n}", reason)
        for name in "ab"
        for n, reason in (
            (3, "crashed the worker (SIGSEGV)"),
            (20, "took longer than 3 s"),
            (21, "ran out of memory"),
        )
    ]
    assert (done.left_alone, done.figures.documents) == (2, 74)


def test_a_node_killed_in_flight_costs_time_and_no_documents(whole: Nodes, tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for number in range(4):  # of several chunks, so that a file is being written for a while
        texts = [f"A dirty door {n}. " + "It is old. " * 100 for n in range(2500)]
        lines = [json.dumps({"id": f"{number}-{n}", "text": text}) + "\n" for n, text in enumerate(texts)]
        (source / f"{number}.jsonl").write_text("".join(lines) + "no json\n")
    config = Run((str(source),), str(tmp_path / "here"), Pipeline([slow]), jobs=2)
    run(config)
    target = tmp_path / "there"

    thread = threading.Thread(target=whole.kill_a_writer, args=(target,), daemon=True)
    thread.start()
    notes = Notes()
    done = ray_tasks.run(replace(config, target=str(target), jobs=0), notes)
    thread.join()
    assert done.replaced_workers >= 1
    assert notes.notes[0].endswith("done again")
    assert tree(target) == tree(tmp_path / "here"), "and no temporary file"
    assert manifest(target) == manifest(tmp_path / "here")


def test_a_worker_killed_in_flight_costs_time_and_no_documents(whole: Nodes, corpus: Path, tmp_path: Path) -> None:
    config = Run((str(corpus),), str(tmp_path / "out"), Pipeline([KillsItsParentOnce(tmp_path / "died")]))
    done = ray_tasks.run(config)
    assert done.replaced_workers == 1
    assert (done.failures, done.figures.documents) == (3, 250)
    assert not list((tmp_path / "out").rglob(".*"))


class KillsItsParentOnce(DyingOnce):
    """A cleaner that takes along the process that reads and writes."""

    def __call__(self, text: str) -> str:
        """Kill, or return the text."""
        with contextlib.suppress(FileExistsError):
            os.close(os.open(self.path, os.O_CREAT | os.O_EXCL))
            os.kill(os.getppid(), signal.SIGKILL)
            time.sleep(60)
        return text


def test_ray_data_survives_a_task_that_dies(whole: Nodes, tmp_path: Path) -> None:
    import ray.data

    dataset = ray.data.from_items(articles(), override_num_blocks=4)
    cleaned = adapter.clean_dataset(dataset, Pipeline([DyingOnce(tmp_path / "died")]))
    assert sorted(row["n"] for row in cleaned.take_all()) == list(range(240))
    assert (tmp_path / "died").exists()


def test_counts_are_those_of_one_machine(whole: Nodes, tmp_path: Path) -> None:
    import ray.data

    dataset = ray.data.from_items(articles(), override_num_blocks=4)
    found_names = adapter.count_names(dataset, site_field="site")
    assert found_names == names.count(documents())
    found_repeats = adapter.count_repeats(dataset, site_field="site")
    assert found_repeats == repeats.count(documents())
    for learner, found in ((names, found_names), (repeats, found_repeats)):
        learner.decide(found).save(tmp_path / "ray.table")  # type: ignore[attr-defined]
        learner.decide(learner.count(documents())).save(tmp_path / "local.table")  # type: ignore[attr-defined]
        table = (tmp_path / "ray.table").read_bytes()
        assert table == (tmp_path / "local.table").read_bytes()
        assert b"auto" in table
