"""How the cost of cleaning grows: with the document, the number of rules, the size of a table, the share of debris."""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.corpus import corpus, sample_texts
from benchmarks.speed import seconds, table_of
from cleantext import Document, Pipeline
from cleantext.cleaners.phrases.loader import Phrase
from cleantext.cleaners.phrases.matcher import Index
from cleantext.core.cleaner import LineRule
from cleantext.core.linescan import LineScan

_WORDS = ("harbour", "ferry", "pier", "council", "storm", "market", "winter", "ticket", "island", "letter", "engine")


_SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)  # characters


def growth() -> None:
    """Measure and print; each block in ratios to its first row, or to the row that says 1.00."""
    texts = corpus(2, dirty=0, mojibake=0)
    _length("\n".join(corpus(13, dirty=0, mojibake=0)))
    _block("Line rules", texts, {f"{n:,} rules": LineScan(_rules(n)).once for n in (50, 500, 5000)})
    _block("Phrases", texts, {f"{n:,} phrases": _phrases(n) for n in (50, 500, 5000)})
    news = Pipeline.preset("news")
    tables = {f"table of {n:,}": news.with_options("name-variants", table=table_of(n)) for n in (10, 1000, 100_000)}
    _block("news with a table of names", texts, dict(tables))
    _dirty(news)


def _length(text: str) -> None:
    news = Pipeline.preset("news")
    news(Document(text[:10_000]))
    costs = {}
    for size in _SIZES:
        pieces = [text[at : at + size] for at in range(0, min(len(text), max(2_000_000, size)) - size + 1, size)]
        costs[size] = seconds(lambda p=pieces: [news(Document(piece)) for piece in p]) / (size * len(pieces))  # type: ignore[misc]
    print("\nnews, cost a character by the length of a document")
    for size, cost in costs.items():
        print(f"{size:>12,} characters{cost / costs[10_000]:9.2f}")


def _block(title: str, texts: list[str], ways: dict[str, Callable[[Document], object]]) -> None:
    print(f"\n{title}")
    first = 0.0
    for name, run in ways.items():
        for text in texts[: len(texts) // 4]:  # words and tables are met with
            run(Document(text))
        took = min(seconds(lambda r=run: [r(Document(text)) for text in texts]) for _ in range(2))  # type: ignore[misc]
        first = first or took
        print(f"{name:40}{took / first:9.2f}")


def _labels(count: int) -> list[str]:
    """Return as many different lines of three words and a number."""
    chance = random.Random(count)
    return [" ".join(chance.choices(_WORDS, k=3)) + f" no {number}" for number in range(count)]


def _rules(count: int) -> list[LineRule]:
    def rule(label: str, number: int) -> LineRule:
        def drops(line: str) -> str | None:
            return None if line == label else line

        return LineRule(drops, name=f"rule-{number}", effect="remove", triggers=(label,))

    return [rule(label, number) for number, label in enumerate(_labels(count))]


def _phrases(count: int) -> Callable[[Document], object]:
    index = Index(Phrase((label,), "related", "lines", "", "en") for label in _labels(count))
    return lambda document: list(index.hits(document))


def _dirty(news: Pipeline) -> None:
    """Print the cost by the share of the lines that are debris."""
    debris = [line for text in sample_texts("dirty") for line in text.split("\n") if 0 < len(line) < 60]
    clean = corpus(1, dirty=0, mojibake=0)
    ways: dict[str, list[str]] = {}
    for share in (0.0, 0.1, 0.25, 0.5):
        chance = random.Random(7)
        ways[f"{share:.0%} of the lines"] = [_mixed(text, debris, share, chance) for text in clean]
    print("\nnews, cost a character by the share of dirty lines")
    first = 0.0
    for name, texts in ways.items():
        took = seconds(lambda t=texts: [news(Document(text)) for text in t]) / sum(map(len, texts))  # type: ignore[misc]
        first = first or took
        print(f"{name:40}{took / first:9.2f}")


def _mixed(text: str, debris: list[str], share: float, chance: random.Random) -> str:
    lines = []
    for line in text.split("\n\n"):
        lines.append(line)
        while chance.random() < share:
            lines.append(chance.choice(debris))
    return "\n\n".join(lines)
