"""The lock of a target: one holder at a time, and nothing left over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cleantext import Pipeline
from cleantext.core.errors import BadInput
from cleantext.runner import Run, run
from cleantext.runner.lock import locked

ROOT = Path(__file__).parent.parent
HOLD = "import sys, time; from pathlib import Path; from cleantext.runner.lock import locked\n"
COUNT = """
target, log = Path(sys.argv[1]), Path(sys.argv[2])
done = 0
while done < 40:
    try:
        with locked(target):
            assert not log.exists()
            log.touch()
            log.unlink()
            done += 1
    except Exception as error:
        assert "another run" in str(error), error
"""


def start(code: str, *arguments: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", HOLD + code, *map(str, arguments)], cwd=ROOT)


def test_a_second_run_is_refused_and_the_file_goes_with_the_first(tmp_path: Path) -> None:
    target = tmp_path / "out" / "x.manifest"
    with locked(target):
        assert os.listdir(target.parent) == [".x.manifest.lock"]
        with pytest.raises(BadInput, match="another run"), locked(target):
            pass
        assert os.listdir(target.parent) == [".x.manifest.lock"]
    assert os.listdir(tmp_path) == [], "nor is a folder left that was made for it"


def test_what_a_killed_run_left_behind_is_taken_over(tmp_path: Path) -> None:
    target = tmp_path / "x.manifest"
    holder = start("with locked(Path(sys.argv[1])): time.sleep(60)", target)
    while not os.listdir(tmp_path):
        time.sleep(0.02)
    time.sleep(0.2)
    with pytest.raises(BadInput, match="another run"), locked(target):
        pass
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert os.listdir(tmp_path) == [".x.manifest.lock"]
    with locked(target):
        pass
    assert os.listdir(tmp_path) == []


def test_of_several_that_come_and_go_only_one_holds_it(tmp_path: Path) -> None:
    holders = [start(COUNT, tmp_path / "x.manifest", tmp_path / "log") for _ in range(3)]
    assert [holder.wait(timeout=60) for holder in holders] == [0, 0, 0]
    assert os.listdir(tmp_path) == []


def test_a_run_leaves_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    (tmp_path / "in.jsonl").write_text('{"text": "a"}\n')
    run(Run((str(tmp_path / "in.jsonl"),), str(tmp_path / "out" / "x.jsonl"), Pipeline(["soft-hyphens"])))
    assert sorted(os.listdir(tmp_path / "out")) == ["x.jsonl", "x.jsonl.manifest"]
    with pytest.raises(BadInput, match="no such file"):
        run(Run((str(tmp_path / "none"),), str(tmp_path / "new" / "x.jsonl"), Pipeline(["soft-hyphens"])))
    assert sorted(os.listdir(tmp_path)) == ["in.jsonl", "out"]
