"""How fast the presets are, as ratios to reading and writing the same records and to other tools, in one run.

    python -m benchmarks.speed [--megabytes 100] [--rivals FOLDER] [--growth]

The corpus is made from `samples/` with a fixed seed: mostly clean articles, some dirty, some mojibake, in several
scripts. Every figure is CPU time of one process over the same documents, in MB of UTF-8 a second; machines are noisy,
so trust the ratios. `--rivals` names a folder for the environments of other tools, which are installed there if they
are missing; `--growth` shows how cost grows with documents, rules, tables and debris.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import resource
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks.corpus import corpus
from cleantext import Document, Pipeline
from cleantext.core.table import Pair, Table

Change = Callable[[str], str]


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU time that the work takes in this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def warm(pipeline: Pipeline, texts: list[str]) -> None:
    """Clean a few documents of every kind: tables, phrases and patterns load when they are first needed."""
    for text in texts[:60]:
        pipeline(Document(text))


def table_of(entries: int) -> Table:
    """Return a table of spellings that no sample holds."""
    return Table(pairs=tuple(Pair(f"Wrongname{number}x", f"Rightname{number}x") for number in range(entries)))


def pipelines() -> dict[str, Pipeline]:
    """Return what is measured, by name."""
    news = Pipeline.preset("news")
    return {
        "repair": Pipeline.preset("repair"),
        "web": Pipeline.preset("web"),
        "news": news,
        "news, table of 1,000": news.with_options("name-variants", table=table_of(1000)),
    }


def jsonl(texts: Iterable[str]) -> bytes:
    """Return the texts as rows of JSON."""
    return b"".join(json.dumps({"text": text}, ensure_ascii=False).encode() + b"\n" for text in texts)


def copied_jsonl(data: bytes, change: Change | None = None) -> bytes:
    """Read rows of JSON and write them again, with `change` applied to their texts."""
    out = io.BytesIO()
    for row in data.splitlines():
        record = json.loads(row)
        if change:
            record["text"] = change(record["text"])
        out.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
    return out.getvalue()


def copied_zst(data: bytes, change: Change | None = None) -> bytes:
    """Do the same with rows that are compressed with Zstandard."""
    import zstandard

    rows = zstandard.ZstdDecompressor().stream_reader(data).read()
    return zstandard.ZstdCompressor(level=3).compress(copied_jsonl(rows, change))


def copied_parquet(data: bytes, change: Change | None = None) -> bytes:
    """Do the same with a Parquet file, a batch at a time."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    source = pq.ParquetFile(io.BytesIO(data))
    with pq.ParquetWriter(out, source.schema_arrow, compression="zstd") as writer:
        for batch in source.iter_batches(1000):
            texts = batch.column("text").to_pylist()
            writer.write_table(pa.table({"text": [change(text) for text in texts] if change else texts}))
    return out.getvalue()


def parquet(texts: list[str]) -> bytes:
    """Return the texts as a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.table({"text": texts}), out, compression="zstd", row_group_size=1000)
    return out.getvalue()


class Report:
    """Prints figures, each beside its ratio to the one that the block begins with."""

    def __init__(self, texts: list[str]) -> None:
        self.count = len(texts)
        self.size = sum(len(text.encode()) for text in texts) / 1e6
        self._first = 0.0

    def block(self, title: str) -> None:
        """Begin a block."""
        print(f"\n{title}\n{'':40}{'MB/s':>9}{'us a document':>15}{'ratio':>9}", flush=True)
        self._first = 0.0

    def row(self, name: str, took: float, share: float = 1.0) -> None:
        """Print what it took to do a share of the corpus."""
        speed = self.size * share / max(took, 1e-9)
        self._first = self._first or speed
        each = 1e6 * took / max(self.count * share, 1)
        print(f"{name:40}{speed:9.2f}{each:15,.0f}{speed / self._first:9.4f}", flush=True)


def in_memory(report: Report, texts: list[str], chosen: dict[str, Pipeline]) -> None:
    """Print how fast the pipelines are without any reading and writing."""
    report.block("In memory, one process")
    for name, pipeline in chosen.items():
        warm(pipeline, texts)

        def work(pipeline: Pipeline = pipeline) -> None:
            for text in texts:
                pipeline(Document(text))

        report.row(name, seconds(work))


def end_to_end(report: Report, texts: list[str], chosen: dict[str, Pipeline]) -> None:
    """Print how fast the pipelines are from file to file, against a copy of the file in the same way."""
    ways: list[tuple[str, Callable[[], bytes], Callable[[bytes, Change | None], bytes]]] = [
        ("JSONL", lambda: jsonl(texts), copied_jsonl),
        ("JSONL.zst", lambda: copied_zst_from(texts), copied_zst),
        ("Parquet", lambda: parquet(texts), copied_parquet),
    ]
    for name, source, copy in ways:
        try:
            data = source()
        except ImportError as error:
            print(f"\n{name}: not measured: {error}")
            continue
        report.block(f"{name} to {name}, one process; ratios to the copy: .30 is the aim for news")
        report.row("read and written, nothing done", seconds(lambda d=data, c=copy: c(d, None)))  # type: ignore[misc]
        for title, pipeline in chosen.items():

            def change(text: str, pipeline: Pipeline = pipeline) -> str:
                return pipeline(Document(text)).text

            report.row(title, seconds(lambda d=data, c=copy, f=change: c(d, f)))  # type: ignore[misc]


def copied_zst_from(texts: list[str]) -> bytes:
    """Return the texts as compressed rows of JSON."""
    import zstandard

    return zstandard.ZstdCompressor(level=3).compress(jsonl(texts))


def _clean_all(texts: list[str]) -> float:
    pipeline = Pipeline.preset("news")
    warm(pipeline, texts)
    start = time.perf_counter()
    for text in texts:
        pipeline(Document(text))
    return time.perf_counter() - start


def with_workers(report: Report, texts: list[str]) -> None:
    """Print how much faster two processes are than one, by the clock."""
    print(f"\nnews in processes, by the clock ({os.cpu_count()} processors)")
    with ProcessPoolExecutor(1) as pool:
        one = pool.submit(_clean_all, texts).result()
    with ProcessPoolExecutor(2) as pool:
        two = max(pool.map(_clean_all, [texts[::2], texts[1::2]]))
    print(f"{'one':40}{report.size / one:9.2f} MB/s\n{'two':40}{report.size / two:9.2f} MB/s{one / two:9.2f} times one")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=100)
    parser.add_argument("--rivals", type=Path, metavar="FOLDER", help="measure other tools, installed in FOLDER")
    parser.add_argument("--growth", action="store_true", help="measure how cost grows")
    arguments = parser.parse_args()
    texts = corpus(arguments.megabytes)
    chosen = pipelines()
    report = Report(texts)
    print(f"{report.count:,} documents, {report.size:.1f} MB")
    in_memory(report, texts, chosen)
    end_to_end(report, texts, chosen)
    with_workers(report, texts)
    if arguments.rivals:
        from benchmarks.rivals import compare

        compare(report, texts, chosen["news"], arguments.rivals)
    if arguments.growth:
        from benchmarks.growth import growth

        growth()
    print(f"\npeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB, with the corpus in it")


if __name__ == "__main__":
    main()
