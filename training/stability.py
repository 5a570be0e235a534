"""Does cleaning hold still, and does clean text come back whole?

`python -m training.stability --cache ... --prose ...`. Each page is read with the weights of the fold that has not
seen its site.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np

from cleantext import Document
from cleantext.cleaners.main_text.chrome import chosen, is_clean
from cleantext.cleaners.main_text.model import Model, read_model, shipped_model
from cleantext.core.document import Edit
from training import dataset
from training.measures import word_scores

FOLDS = 5


def once(text: str, model: Model) -> str:
    """Return the text after one pass."""
    document = Document(text)
    if is_clean(document):
        return text
    changes = chosen(text, model.opinion(text))
    return document.edited("page-chrome", [change for change in changes if isinstance(change, Edit)]).text


def lost_lines(text: str, kept: str) -> list[str]:
    """Return the beginnings of the first lines that are gone."""
    left = set(kept.split("\n"))
    return [line[:60] for line in text.split("\n") if line.strip() and line not in left][:5]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m training.stability", description=__doc__)
    parser.add_argument("--cache", type=Path, default=Path("out/model_cache"))
    parser.add_argument("--prose", type=Path, help="JSON lines of clean texts, read with the weights that ship")
    parser.add_argument("--every", type=int, default=5)
    options = parser.parse_args()
    models = [read_model(options.cache / f"fold-{fold}.npz") for fold in range(FOLDS)]
    passes: list[list[float]] = []
    rounds: Counter[int] = Counter()
    gold_lost: Counter[str] = Counter()
    gold_pages: Counter[str] = Counter()
    with (options.cache / "dumps.jsonl").open(encoding="utf-8") as lines:
        for number, row in enumerate(map(json.loads, lines)):
            if number % options.every:
                continue
            model = models[dataset.fold_of(dataset.site_of(row), FOLDS)]
            gold = row["main_content"] or ""
            text, scores = row["dumps"]["html-text"], []
            for _ in range(8):
                new = once(text, model)
                scores.append(word_scores(new, gold)[0])
                if new == text:
                    break
                text = new
            rounds[len(scores) - 1] += 1
            passes.append([scores[0], scores[min(1, len(scores) - 1)], scores[-1]])
            kept = once(gold, model)
            gold_pages[row["type"]] += 1
            gold_lost[row["type"]] += kept != gold
            if kept != gold and row["type"] == "article":
                print("lost from gold text", row["id"], lost_lines(gold, kept))
    print("F1 after one pass, two, all:", np.mean(passes, axis=0).round(4).tolist())
    print("rounds:", dict(sorted(rounds.items())))
    print("gold texts that lose a line:", {kind: f"{gold_lost[kind]} of {count}" for kind, count in gold_pages.items()})
    if options.prose:
        with options.prose.open(encoding="utf-8") as lines:
            texts = [json.loads(line)["text"] for line in lines]
        lost = 0
        for text in texts:
            kept = once(text, shipped_model())
            lost += kept != text
            if kept != text:
                print("lost from prose", lost_lines(text, kept))
        print(f"clean texts that lose a line: {lost} of {len(texts)}")


if __name__ == "__main__":
    main()
