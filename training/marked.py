"""What the HTML of the training pages, and trafilatura, say of the lines of html-text's dumps."""

from __future__ import annotations

import json
import pickle
import sys
import zlib
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

from cleantext.cleaners.main_text.features import read_page
from cleantext.extraction import evidence, marks
from training.dataset import Example, Marked


def attach(examples: list[Example], pages: Path, cache: Path, results: Callable[[], dict[str, str]]) -> None:
    """Add to each example's html-text dump what is known of its lines; `results`: page id -> trafilatura's text."""
    sources = [Path(module.__file__ or "") for module in (evidence, marks)]
    stamp = cache / f"marked-{zlib.crc32(b''.join(s.read_bytes() for s in sources)):08x}.pickle"
    if not stamp.exists():
        texts = results()
        with pages.open(encoding="utf-8") as lines, ProcessPoolExecutor(2) as pool:
            rows = ((page["id"], page["html"], texts[page["id"]]) for page in map(json.loads, lines))
            found = dict(pool.map(_marked, rows, chunksize=20))
        stamp.write_bytes(pickle.dumps(found, protocol=5))
    known = pickle.loads(stamp.read_bytes())
    for example in examples:
        dump = example.dumps["html-text"]
        marked, lines = known[example.id]
        if lines == len(dump.lines):
            dump.marked = marked
        else:
            print(f"{example.id}: the dump differs, {lines} lines for {len(dump.lines)}", file=sys.stderr)


def _marked(row: tuple[str, str, str]) -> tuple[str, tuple[Marked, int]]:
    id, html, extracted = row
    text, found = marks.marked_dump(html)
    read = read_page(text)
    found = found and found.of_pieces(read.rows)
    lines = [text[start:end] for start, end in zip(read.starts, read.ends, strict=True)]
    taken, missing = evidence.taken_lines(lines, extracted)
    known = evidence.evidence(found, taken, missing, read.weights).astype(np.float32)
    none = np.zeros(0, np.int64)
    names, name_lines = (none, none) if found is None else (found.names, found.name_lines)
    return id, (Marked(known, names.astype(np.uint32), name_lines.astype(np.int32)), len(lines))
