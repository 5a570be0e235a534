"""Cleaners that misbehave, and a command that runs them: `python -m tests.salted SOURCE TARGET JOBS [CLEANER...]`."""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import time
from pathlib import Path

from cleantext import CleantextError, Pipeline
from cleantext.runner import Run, run

_hoard: list[bytearray] = []


def trouble(text: str) -> str:
    """Do what the text asks for."""
    if "CRASH" in text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "HANG" in text:
        time.sleep(600)
    if "TANGLE" in text:  # the interpreter's lock is held all the while
        re.match(r"(a+)+$", "a" * 60 + "b")
    if "BLOAT" in text:
        while True:  # past the limit at once, before the pages are touched, which takes long on a busy machine
            _hoard.append(bytearray(1 << 31))
    if "RAISE" in text:
        raise ValueError("cannot")
    return text.replace("dirty", "clean")


class DyingOnce:
    """A cleaner that takes its process with it: the first one to create a file."""

    __name__ = "dying-once"

    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self, text: str) -> str:
        """Die, or return the text."""
        try:
            os.close(os.open(self.path, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return text
        os.kill(os.getpid(), signal.SIGKILL)
        return text


def slow(text: str) -> str:
    """Take a little while."""
    time.sleep(0.001)
    return text.replace("dirty", "clean")


def salted(source: Path, target: Path, jobs: int, *cleaners: str, **more: object) -> int:
    """Run the named cleaners over a corpus, and print the number of failures and of dead workers."""
    functions = [{"trouble": trouble, "slow": slow}[name] for name in cleaners or ("trouble",)]
    config = Run((str(source),), str(target), Pipeline(functions), jobs=jobs, time_limit=3, memory_limit=1 << 30)
    summary = run(config)
    print(json.dumps([summary.figures.failures, summary.replaced_workers, summary.kept]))
    return 1 if summary.failures else 0


if __name__ == "__main__":
    try:
        sys.exit(salted(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:]))
    except CleantextError as problem:
        sys.exit(str(problem))
