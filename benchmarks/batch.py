"""Batch runs: documents per second by the number of workers, peak memory, and what kills change.

    python -m benchmarks.batch FOLDER [--documents 200000] [--preset repair] [--kills]

makes a corpus of about 3 KB a document in FOLDER (JSONL.zst, the text is nonsense of our own), and cleans it to Parquet
with one worker and with two. Memory is the sum of the private and shared pages (PSS) of the parent and all workers.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from cleantext import Pipeline
from cleantext.runner import Run, run

_WORDS = """harbour storm ferry council budget river bridge school teacher winter market price station engineer report
village mayor museum garden letter morning evening railway signal island forest bakery window summer ticket"""
_ENTITY = re.compile(r"&(amp|lt|gt|quot|nbsp|#\d+);")


def corpus(path: Path, documents: int) -> None:
    """Write a corpus."""
    import zstandard

    chance = random.Random(3)
    words = _WORDS.split()

    def sentence() -> str:
        chosen = " ".join(chance.choice(words) for _ in range(chance.randint(8, 18)))
        return f"{chosen.capitalize()} in {chance.randint(1900, 2024)}."

    pool = [sentence() for _ in range(20_000)]
    with open(path, "wb") as file, zstandard.ZstdCompressor(level=3).stream_writer(file) as stream:
        for number in range(documents):
            text = ""
            while len(text) < 3000:
                paragraph = " ".join(chance.choice(pool) for _ in range(chance.randint(2, 5)))
                text += ("Inter\u00adnational “news”: " if chance.random() < 0.1 else "") + paragraph + "\n\n"
            row = {"id": f"d{number}", "url": f"https://example.org/{number}", "n": number, "tags": ["a"], "text": text}
            stream.write((json.dumps(row, ensure_ascii=False) + "\n").encode())


def plain_work(text: str) -> str:
    """Do what a few ordinary cleaners cost, and change hardly anything."""
    for _ in range(4):
        _ENTITY.search(text)
        "\n".join(line.rstrip() for line in text.split("\n"))
    return text.replace("\u00a0", " ")


def pss(pid: int) -> int:
    """Return the memory of a process and its children, in bytes."""
    total = 0
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1]) << 10
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            total += pss(int(child))
    except OSError:
        pass
    return total


def start(source: Path, target: Path, jobs: int, preset: str) -> subprocess.Popen[bytes]:
    """Start a run in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.batch", str(source.parent), "--one-run", str(target), str(jobs)]
    return subprocess.Popen([*command, "--preset", preset])


def measured(source: Path, target: Path, jobs: int, preset: str) -> tuple[float, int, float]:
    """Run to the end, and return seconds, peak memory and CPU seconds."""
    began, before = time.monotonic(), os.times()
    process = start(source, target, jobs, preset)
    peak = 0
    while process.poll() is None:
        peak = max(peak, pss(process.pid))
        time.sleep(1.0)
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return time.monotonic() - began, peak, cpu


def digest(path: Path) -> str:
    """Return a digest of a file."""
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "blake2b").hexdigest()[:16]


def kills(source: Path, folder: Path, preset: str, seconds: float, wanted: str) -> None:
    """Kill parents and workers, and compare what comes out."""
    chance = random.Random(7)
    target = folder / "killed.parquet"
    for number in range(5):
        process = start(source, target, 2, preset)
        time.sleep(chance.uniform(0.1, 0.9) * seconds)
        process.kill()
        process.wait()
        print(f"parent killed, {number + 1} of 5; left: {sorted(p.name for p in folder.glob('*killed*'))}", flush=True)
    process = start(source, target, 2, preset)
    for _ in range(5):
        time.sleep(chance.uniform(0.05, 0.15) * seconds)
        workers = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        workers = [pid for pid in workers if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]
        os.kill(int(chance.choice(workers)), signal.SIGKILL)
        print("worker killed", flush=True)
    process.wait()
    left = [path.name for path in folder.rglob("*.part")]
    print(f"after kills: same bytes {digest(target) == wanted}, exit {process.returncode}, temporary files {left}")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=200_000)
    parser.add_argument("--preset", default="repair")
    parser.add_argument("--kills", action="store_true")
    parser.add_argument("--one-run", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    source = given.folder / "corpus.jsonl.zst"
    if given.one_run:
        target, jobs = given.one_run
        pipeline = Pipeline([*Pipeline.preset(given.preset).cleaners, plain_work])
        summary = run(Run((str(source),), target, pipeline, jobs=int(jobs)))
        times = os.times()
        print(f"parent {times.user + times.system:.1f} s CPU, workers replaced {summary.replaced_workers}", flush=True)
        return
    given.folder.mkdir(parents=True, exist_ok=True)
    if not source.exists():
        corpus(source, given.documents)
    seconds = 0.0
    for jobs in (1, 2):
        target = given.folder / f"jobs{jobs}.parquet"
        target.unlink(missing_ok=True)
        target.with_name(target.name + ".manifest").unlink(missing_ok=True)
        seconds, peak, cpu = measured(source, target, jobs, given.preset)
        print(f"{jobs} jobs: {given.documents / seconds:,.0f} documents/s, {peak / 1e6:.0f} MB, CPU {cpu:.1f} s")
    one, two = digest(given.folder / "jobs1.parquet"), digest(given.folder / "jobs2.parquet")
    print(f"same bytes with one job and with two: {one == two}")
    if given.kills:
        kills(source, given.folder, given.preset, seconds, two)


if __name__ == "__main__":
    main()
