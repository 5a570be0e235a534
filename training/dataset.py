"""Dumps, features and labels of all training pages, kept on disk between runs."""

from __future__ import annotations

import json
import pickle
import random
import zlib
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from tld import get_fld

from cleantext.cleaners.main_text import features
from training.labels import line_labels, words_of

TYPES = ("article", "service", "product", "collection", "forum", "listing", "documentation")
DUMPERS = ("html-text", "inscriptis", "resiliparse", "soup", "text-content", "spaced", "html2txt")


@dataclass
class Marked:
    """What is known of a dump's lines where the HTML is there."""

    known: np.ndarray  # lines x figures of `cleantext.extraction.evidence`
    names: np.ndarray
    name_lines: np.ndarray


@dataclass
class Dump:
    """One tool's dump of a page, as figures."""

    dense: np.ndarray
    words: np.ndarray
    word_lines: np.ndarray
    phrases: np.ndarray
    labels: np.ndarray  # share of the line's words that are main text
    tokens: np.ndarray  # number of each word in the gold text's list, -1 for words it does not hold
    token_lines: np.ndarray
    lines: list[str]
    marked: Marked | None = None  # what the HTML and an extractor say of the lines, for dumps by html-text

    @property
    def lengths(self) -> np.ndarray:
        """The number of words of each line."""
        return np.bincount(self.token_lines, minlength=len(self.lines)).astype(float)


@dataclass
class Example:
    """A page with the figures of its dumps."""

    id: str
    site: str
    type: str
    gold: str
    gold_counts: np.ndarray
    dumps: dict[str, Dump]

    def score(self, dumper: str, keep: np.ndarray) -> tuple[float, float, float]:
        """Return word F1, precision and recall of the kept lines of a dump."""
        dump = self.dumps[dumper]
        chosen = dump.tokens[keep[dump.token_lines]]
        total, wanted = len(chosen), self.gold_counts.sum()
        if not total and not wanted:
            return 1.0, 1.0, 1.0
        counts = np.bincount(chosen[chosen >= 0], minlength=len(self.gold_counts))
        common = np.minimum(counts, self.gold_counts).sum()
        return float(2 * common / (total + wanted)), common / max(total, 1), common / max(wanted, 1)


def example_of(row: dict) -> Example:
    """Return the figures of one page with its dumps."""
    gold = row["main_content"] or ""
    counts = Counter(words_of(gold))
    number = {word: k for k, word in enumerate(counts)}
    site = site_of(row)
    dumps = {name: dump_of(text, gold, number) for name, text in row["dumps"].items() if text.strip()}
    return Example(row["id"], site, row["type"], gold, np.array([*counts.values(), 0], int)[: len(counts)], dumps)


def dump_of(text: str, gold: str, number: dict[str, int], labels: np.ndarray | None = None) -> Dump:
    """Return the figures of one dump."""
    page = features.read_page(text)
    lines = [text[s:e] for s, e in zip(page.starts, page.ends, strict=True)]
    rows = [words_of(line) for line in lines]
    if labels is None or len(labels) != len(lines):  # without some of its lines, a text may fall into other pieces
        labels = line_labels(lines, gold)
    return Dump(
        dense=page.dense.astype(np.float32, order="C"),
        words=page.words.astype(np.uint32),
        word_lines=page.word_lines.astype(np.int32),
        phrases=page.phrases.astype(np.uint32),
        labels=labels.astype(np.float32),
        tokens=np.array([number.get(word, -1) for row in rows for word in row], np.int32),
        token_lines=np.repeat(np.arange(len(rows)), [len(row) for row in rows]),
        lines=lines,
    )


def with_variants(example: Example, title: str) -> Example:
    """Return the example with two more pages made of its lines.

    `whole`: a page that is clean already, all of whose lines are to stay: the main lines of a dump, or the gold text.
    `partial`: a dump that has lost some of its other lines, as rules before us or another tool may have left it.
    """
    chance = random.Random(example.id)
    number = {word: k for k, word in enumerate(Counter(words_of(example.gold)))}
    names = sorted(example.dumps)
    if not names or not example.gold.strip():
        return example
    kind = chance.random()
    if kind < 0.5:
        dump = example.dumps[chance.choice(names)]
        text = "".join(_with_gap(dump, k) for k in range(len(dump.lines)) if dump.labels[k] >= 0.5)
    else:
        text = example.gold if kind < 0.75 else f"{title}\n\n{example.gold}"
        if chance.random() < 0.3:
            text = " ".join(text.split())
    dumps = dict(example.dumps)
    if text.strip():
        dumps["whole"] = dump_of(text, example.gold, number)
        dumps["whole"].labels[:] = 1.0
    dump = example.dumps[chance.choice(names)]
    rate, run, dropping = chance.random(), chance.choice((1, 5, 40)), False
    kept = []
    for k in range(len(dump.lines)):
        if k == 0 or chance.random() < 1 / run:
            dropping = chance.random() < rate
        if dump.labels[k] >= 0.2 or not dropping:
            kept.append(k)
    text = "".join(_with_gap(dump, k) for k in kept)
    if text.strip():
        dumps["partial"] = dump_of(text, example.gold, number, dump.labels[kept])
    return replace(example, dumps=dumps)


def _with_gap(dump: Dump, line: int) -> str:
    gap = dump.dense[line, features.NAMES.index("gap_after")]
    return dump.lines[line] + ("\n" * (1 + round(float(np.expm1(gap)))) if gap >= 0 else "")


def load(dumps: Path, cache: Path) -> list[Example]:
    """Return all examples, from the cache if it was made with the same features."""
    sources = (
        Path(features.__file__).with_name(n)
        for n in ("features.py", "long_lines.py", "pieces.py", "shape.py", "words.py", "cues.toml")
    )
    seen = b"".join(source.read_bytes() for source in sources)
    stamp = cache / f"examples-{zlib.crc32(seen):08x}.pickle"
    if stamp.exists():
        with stamp.open("rb") as file:
            return pickle.load(file)
    with dumps.open(encoding="utf-8") as lines, ProcessPoolExecutor(2) as pool:
        examples = list(pool.map(_example, lines, chunksize=20))
    with stamp.open("wb") as file:
        pickle.dump(examples, file, protocol=5)
    return examples


def _example(line: str) -> Example:
    row = json.loads(line)
    return with_variants(example_of(row), row["title"] or "")


def site_of(row: dict) -> str:
    """Return the registered domain of a page."""
    url = row["url"] or row["id"]
    return get_fld(url, fail_silently=True, fix_protocol=True) or url


def fold_of(site: str, count: int) -> int:
    """Return the fold of a site: all its pages are in the same one, whatever the order of the pages."""
    return zlib.crc32(site.encode()) % count


def folds_of(examples: list[Example], count: int = 5) -> np.ndarray:
    """Return each example's fold."""
    return np.array([fold_of(example.site, count) for example in examples])
