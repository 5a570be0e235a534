"""The runner: what is killed goes on, what hangs or crashes is set aside, and the bytes are the same in any case."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cleantext import Pipeline
from cleantext.core.errors import BadInput, CleantextError
from cleantext.formats import Options
from cleantext.runner import Run, Watcher, run
from tests.salted import slow, trouble

ROOT = Path(__file__).parent.parent
QUIET = Pipeline(["soft-hyphens"])


def rows(path: Path, count: int, salt: dict[int, str] | None = None, length: int = 1500) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8") as stream:
        for index in range(count):
            text = f"A dirty window, number {index}. {(salt or {}).get(index, '')} " + "The glass is old. " * (
                length // 18
            )
            stream.write(json.dumps({"id": f"{path.stem}-{index}", "text": text, "n": index}) + "\n")
    return path


def tree(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder but the manifest, whose order of lines tells of kills."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(p.relative_to(folder)): p.read_bytes() for p in files if not p.name.endswith(".manifest")}


def start(source: Path, target: Path, jobs: int, *cleaners: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.salted", str(source), str(target), str(jobs), *cleaners]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def children(pid: int) -> list[int]:
    """Return the worker processes of a run."""
    found = []
    for line in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        command = Path(f"/proc/{line}/cmdline").read_bytes()
        if b"spawn_main" in command:
            found.append(int(line))
    return found


@pytest.mark.parametrize("jobs", [1, 2])
def test_documents_that_crash_hang_or_bloat_are_set_aside(tmp_path: Path, jobs: int) -> None:
    salt = {3: "CRASH", 40: "HANG", 41: "BLOAT", 700: "TANGLE", 799: "CRASH"}
    source = rows(tmp_path / "in.jsonl", 800, salt)
    done = start(source, tmp_path / "out" / "x.jsonl", jobs)
    _, stderr = done.communicate(timeout=120)
    assert done.returncode == 1, stderr
    failed = [json.loads(line) for line in (tmp_path / "out" / "x.jsonl.failed.jsonl").read_text().splitlines()]
    assert [(row["row"], row["reason"]) for row in failed] == [
        (4, "crashed the worker (SIGSEGV)"),
        (41, "took longer than 3 s"),
        (42, "ran out of memory"),
        (701, "took longer than 3 s"),
        (800, "crashed the worker (SIGSEGV)"),
    ]
    assert failed[2]["id"] == "in-41"
    assert failed[0]["source"] == str(source)
    written = [json.loads(line) for line in (tmp_path / "out" / "x.jsonl").read_text().splitlines()]
    assert [row["n"] for row in written] == [n for n in range(800) if n not in salt]
    assert all(row["text"].startswith("A clean window") for row in written)


def test_a_cleaner_that_fails_is_said_and_the_document_written(tmp_path: Path) -> None:
    source = rows(tmp_path / "in.jsonl", 3, {1: "RAISE"})
    summary = run(Run((str(source),), str(tmp_path / "x.jsonl"), Pipeline([trouble])))
    assert (summary.failures, summary.figures.failures, summary.left_alone) == (1, 0, 1)
    assert len((tmp_path / "x.jsonl").read_text().splitlines()) == 3
    again = run(Run((str(source),), str(tmp_path / "x.jsonl"), Pipeline([trouble])))
    assert again.complete_already
    assert again.failures == 1


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return shards of rows, one of them with bad lines, and files of text."""
    folder = tmp_path_factory.mktemp("corpus") / "in"
    for name in "abcd":
        rows(folder / f"{name}.jsonl", 700)
    with open(folder / "b.jsonl", "a") as stream:
        stream.write("{no json\n[1]\n")
    for index in range(150):
        path = folder / "texts" / f"{index % 7}" / f"{index}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"A dirty floor, number {index}.\n")
    (folder / "texts" / "empty.txt").write_text("")
    return folder


@pytest.fixture(scope="module")
def undisturbed(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return what a run gives that nobody kills."""
    target = tmp_path_factory.mktemp("undisturbed") / "out"
    process = start(corpus, target, 2, "slow")
    assert process.wait(timeout=120) == 1
    files = tree(target)
    assert len(files) == 4 + 150 + 1
    assert files["failed.jsonl"].count(b"\n") == 3
    return files


def test_a_killed_run_goes_on_and_gives_the_same_bytes(
    corpus: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    chance = random.Random(5)
    target = tmp_path / "out"
    killed = 0
    for _ in range(5):
        process = start(corpus, target, 2, "slow")
        workers: list[int] = []
        deadline = time.monotonic() + chance.uniform(0.6, 2.2)
        while time.monotonic() < deadline and process.poll() is None:
            time.sleep(0.05)
        if process.poll() is None:
            workers = children(process.pid)
            process.kill()
            killed += 1
        process.wait()
        deadline = time.monotonic() + 20
        while not all(map(is_gone, workers)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert all(map(is_gone, workers)), "workers end with their parent"
    last = start(corpus, target, 2, "slow")
    last.communicate(timeout=120)
    assert last.returncode == 1
    assert killed >= 2
    assert tree(target) == undisturbed
    assert not list(target.rglob(".*"))


def is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_killed_workers_cost_time_and_no_documents(corpus: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    chance = random.Random(6)
    process = start(corpus, tmp_path / "out", 2, "slow")
    killed = 0
    while process.poll() is None and killed < 5:
        time.sleep(chance.uniform(0.2, 0.5))
        for pid in children(process.pid)[:1]:
            os.kill(pid, signal.SIGKILL)
            killed += 1
    stdout, _ = process.communicate(timeout=120)
    assert process.returncode == 1
    assert killed >= 3
    assert json.loads(stdout)[1] >= 1
    assert tree(tmp_path / "out") == undisturbed


@pytest.mark.parametrize("jobs", [0, 1])
def test_the_number_of_workers_changes_nothing(
    corpus: Path, undisturbed: dict[str, bytes], tmp_path: Path, jobs: int
) -> None:
    run(Run((str(corpus),), str(tmp_path / "out"), Pipeline([slow]), jobs=jobs))
    assert tree(tmp_path / "out") == undisturbed


class Notes(Watcher):
    """Remembers the notes."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def note(self, message: str) -> None:
        self.notes.append(message)


def test_only_what_has_changed_is_done_anew_and_that_is_said(tmp_path: Path) -> None:
    for name in "abc":
        rows(tmp_path / "in" / f"{name}.jsonl", 5)
    config = Run((str(tmp_path / "in"),), str(tmp_path / "out"), QUIET)
    assert run(config).written == 3
    assert run(config).complete_already
    before = (tmp_path / "out" / "a.jsonl").stat().st_mtime_ns
    rows(tmp_path / "in" / "b.jsonl", 6)
    (tmp_path / "out" / "c.jsonl").unlink()
    notes = Notes()
    summary = run(config, notes)
    assert (summary.kept, summary.written, summary.figures.documents) == (1, 2, 16)
    assert notes.notes == [
        "b.jsonl: its input has changed; done anew",
        "c.jsonl: its output is not there any more; done anew",
    ]
    assert (tmp_path / "out" / "a.jsonl").stat().st_mtime_ns == before
    rows(tmp_path / "in" / "d.jsonl", 1)
    assert run(config).written == 1


def test_other_settings_are_never_mixed(tmp_path: Path) -> None:
    rows(tmp_path / "in" / "a.jsonl", 5)
    paths, target = (str(tmp_path / "in"),), str(tmp_path / "out")
    run(Run(paths, target, QUIET))
    with pytest.raises(BadInput, match="other steps: without soft-hyphens; with trouble"):
        run(Run(paths, target, Pipeline([trouble])))
    with pytest.raises(BadInput, match="trail True instead of False"):
        run(Run(paths, target, QUIET, options=Options(trail=True)))
    with pytest.raises(BadInput, match="version '2' instead of ''"):
        run(Run(paths, target, QUIET, version="2"))
    assert run(Run(paths, target, Pipeline([trouble]), force=True)).written == 1


def test_an_input_of_the_same_name_from_elsewhere_replaces_nothing(tmp_path: Path) -> None:
    rows(tmp_path / "in" / "a.jsonl", 5)
    rows(tmp_path / "other" / "a.jsonl", 2)
    (tmp_path / "in" / "a.txt").write_text("one")
    (tmp_path / "other" / "a.txt").write_text("two")
    run(Run((str(tmp_path / "in"),), str(tmp_path / "out"), QUIET))
    for glob in ("*.jsonl", "*.txt"):
        with pytest.raises(BadInput, match="exists already"):
            run(Run((str(tmp_path / "other"),), str(tmp_path / "out"), QUIET, glob=glob))
    both = (str(tmp_path / "in" / "a.txt"), str(tmp_path / "other" / "a.txt"))
    with pytest.raises(BadInput, match="the same id"):
        run(Run(both, str(tmp_path / "out2"), QUIET))


def test_a_target_within_the_source_is_no_input(tmp_path: Path) -> None:
    rows(tmp_path / "a.jsonl", 5)
    config = Run((str(tmp_path),), str(tmp_path / "out"), QUIET)
    assert run(config).figures.documents == 5
    assert run(config).complete_already
    assert sorted(os.listdir(tmp_path / "out")) == ["a.jsonl", "cleantext.manifest"]


def test_what_failed_is_no_input_of_the_next_step(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_text('{"text": "a"}\nno\n')
    assert run(Run((str(tmp_path / "in"),), str(tmp_path / "one"), QUIET)).failures == 1
    assert (tmp_path / "one" / "failed.jsonl").exists()
    second = run(Run((str(tmp_path / "one"),), str(tmp_path / "two"), QUIET))
    assert (second.failures, second.figures.documents) == (0, 1)


def test_two_runs_do_not_write_to_one_target(tmp_path: Path) -> None:
    source = rows(tmp_path / "in.jsonl", 3000)
    process = start(source, tmp_path / "x.jsonl", 1, "slow")
    while not (tmp_path / "x.jsonl.manifest").exists():
        time.sleep(0.05)
    with pytest.raises(BadInput, match="another run"):
        run(Run((str(source),), str(tmp_path / "x.jsonl"), QUIET))
    process.kill()
    process.communicate()


@pytest.mark.parametrize("suffix", [".jsonl", ".parquet", ".jsonl.zst"])
def test_a_disk_that_is_full_leaves_a_clean_state(tmp_path: Path, suffix: str) -> None:
    source = rows(tmp_path / "in.jsonl", 300, {n: os.urandom(800).hex() for n in range(300)})
    command = [sys.executable, "-c", "from cleantext.cli import main; main()", "clean", str(source), "-j", "1"]
    target = tmp_path / "out" / f"x{suffix}"

    def small_files() -> None:  # as good as a full disk: a write fails half-way
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    done = subprocess.run([*command, "--to", str(target)], capture_output=True, preexec_fn=small_files, cwd=ROOT)
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [f"cleantext: {target}: File too large"]
    assert os.listdir(target.parent) == [f"x{suffix}.manifest"]
    assert subprocess.run([*command, "--to", str(target)], capture_output=True, cwd=ROOT).returncode == 0


def test_a_pipeline_that_cannot_be_sent_to_workers_is_refused_and_works_without(tmp_path: Path) -> None:
    source = rows(tmp_path / "in.jsonl", 2)
    pipeline = Pipeline([lambda text: text.upper()])
    with pytest.raises(CleantextError, match="cannot be sent to worker processes"):
        run(Run((str(source),), str(tmp_path / "x.jsonl"), pipeline, jobs=1))
    assert run(Run((str(source),), str(tmp_path / "x.jsonl"), pipeline)).written == 1


def test_a_manifest_whose_last_line_was_cut_short_is_read(tmp_path: Path) -> None:
    source = rows(tmp_path / "in.jsonl", 2)
    config = Run((str(source),), str(tmp_path / "x.jsonl"), QUIET)
    run(config)
    manifest = tmp_path / "x.jsonl.manifest"
    whole = manifest.read_bytes()
    manifest.write_bytes(whole[:-20])
    assert run(config).written == 1
    assert run(config).complete_already
