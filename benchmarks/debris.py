"""What the cleaners do to real articles: word precision and recall before and after, and per cleaner.

    python -m benchmarks.debris --data DIR [--input trafilatura|dump] [--preset news] [--worst 10]

Reads `pages.jsonl.zst` in DIR: rows with html, main_content (the article as a person marked it), type, and the
snippets with / without. Each page of type "article" is extracted, cleaned and held against the marked text.
Figures are means over pages; words are counted as a multiset, so order does not matter.
"""

from __future__ import annotations

import argparse
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from cleantext import Document, Pipeline

WORD = re.compile(r"\w+")


class Score(NamedTuple):
    precision: float
    recall: float
    f1: float
    exact: float  # 1 if the words are the article's words in the article's order
    without_left: float  # share of the snippets that must go and are still there
    with_lost: float  # share of the snippets that must stay and are gone


class Loss(NamedTuple):
    cleaner: str
    page: str
    removed: int  # words
    gold: int  # of these, words that the article then lacks
    text: str


def pages(path: Path, most: int) -> Iterator[dict[str, Any]]:
    import zstandard

    with open(path, "rb") as file, zstandard.ZstdDecompressor().stream_reader(file) as stream:
        number = 0
        for line in io.TextIOWrapper(stream, encoding="utf-8"):
            page = json.loads(line)
            if page["type"] == "article" and page["main_content"]:
                yield page
                number += 1
                if number == most:
                    return


def with_trafilatura(html: str) -> str:
    import trafilatura

    return trafilatura.extract(html, include_comments=False) or ""


def dumped(html: str) -> str:
    import html_text

    return str(html_text.extract_text(html))


EXTRACTORS: dict[str, Callable[[str], str]] = {"trafilatura": with_trafilatura, "dump": dumped}


def words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def score(text: str, page: dict[str, Any]) -> Score:
    got, gold = words(text), words(page["main_content"])
    shared = sum((Counter(got) & Counter(gold)).values())
    precision = shared / len(got) if got else 0.0
    recall = shared / len(gold) if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if shared else 0.0
    flat = " ".join(text.split())
    here = [" ".join(snippet.split()) in flat for snippet in page["without"] or []]
    gone = [" ".join(snippet.split()) not in flat for snippet in page["with"] or []]
    return Score(precision, recall, f1, float(got == gold), mean(here), mean(gone))


def mean(values: list[Any]) -> float:
    return sum(values) / len(values) if values else 0.0


def losses(document: Document, page: dict[str, Any]) -> list[Loss]:
    """Return what each edit removed, and how many of its words the article lacks for it."""
    gold = Counter(words(page["main_content"]))
    lacking = (gold - Counter(words(document.text))) - (gold - Counter(words(document.original)))
    found = []
    for change in document.history():
        removed = Counter(words(change.edit.before)) - Counter(words(change.edit.after))
        if removed:
            lost = removed & lacking
            lacking -= lost
            size = sum(removed.values())
            found.append(Loss(change.cleaner, page["url"], size, sum(lost.values()), change.edit.before))
    return found


def measured(page: dict[str, Any], extractor: str, preset: str) -> tuple[Score, Score, list[Loss]]:
    text = EXTRACTORS[extractor](page["html"])
    document = Pipeline.preset(preset)(Document(text))
    return score(text, page), score(document.text, page), losses(document, page)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with pages.jsonl.zst")
    parser.add_argument("--input", choices=EXTRACTORS, action="append", help="default: both")
    parser.add_argument("--preset", default="news")
    parser.add_argument("--most", type=int, default=0, help="pages to measure; 0: all")
    parser.add_argument("--worst", type=int, default=0, help="print the edits that cost the most words of the article")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    for extractor in arguments.input or EXTRACTORS:
        measure = partial(measured, extractor=extractor, preset=arguments.preset)
        with ProcessPoolExecutor(arguments.jobs) as pool:
            rows = list(pool.map(measure, pages(arguments.data / "pages.jsonl.zst", arguments.most), chunksize=8))
        report(extractor, rows, arguments.worst)


def report(extractor: str, rows: list[tuple[Score, Score, list[Loss]]], worst: int) -> None:
    print(f"\n{len(rows)} articles, read by {extractor}")
    print(f"{'':10}" + "".join(f"{name:>14}" for name in Score._fields))
    for name, column in (("before", 0), ("after", 1)):
        means = [mean([row[column][i] for row in rows]) for i in range(len(Score._fields))]
        print(f"{name:10}" + "".join(f"{value:14.4f}" for value in means))
    every = [loss for row in rows for loss in row[2]]
    print(f"\n{'cleaner':32}{'edits':>8}{'words':>9}{'gold':>7}{'share':>8}")
    for cleaner in sorted({loss.cleaner for loss in every}):
        mine = [loss for loss in every if loss.cleaner == cleaner]
        removed, gold = sum(loss.removed for loss in mine), sum(loss.gold for loss in mine)
        print(f"{cleaner:32}{len(mine):8}{removed:9}{gold:7}{gold / removed:8.3f}")
    for loss in sorted(every, key=lambda loss: -loss.gold)[:worst]:
        print(f"\n{loss.cleaner}: {loss.gold} of {loss.removed} words, {loss.page}\n  {loss.text.strip()[:300]!r}")


if __name__ == "__main__":
    main()
