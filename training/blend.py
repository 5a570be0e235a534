"""Learn how much an extractor's word on a line counts beside the model's: `python -m training.blend --cache ...`.

Uses what the benchmark kept of trafilatura's results and the opinions of cross-validation; prints the weights for
`cleantext/cleaners/main_text/choose.py`, with F1 by cross-validation over the same folds.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

import numpy as np

from cleantext.cleaners.main_text.choose import evidence, taken_lines
from cleantext.cleaners.main_text.decide import best_lines, expected_f1
from training import dataset, evaluate
from training.measures import word_scores

FOLDS = 5


def main() -> None:
    """Print weights and figures."""
    parser = argparse.ArgumentParser(prog="python -m training.blend", description=__doc__)
    parser.add_argument("--cache", type=Path, default=Path("out/model_cache"))
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--networks", type=int, default=1)
    options = parser.parse_args()
    examples = dataset.load(options.cache / "dumps.jsonl", options.cache)
    folds = dataset.folds_of(examples, FOLDS)
    with (options.cache / "rivals.jsonl").open(encoding="utf-8") as lines:
        texts = {key: row["trafilatura"][0] for key, row in map(json.loads, lines)}
    opinions = evaluate.opinions_of(FOLDS, options)
    slope, shift = evaluate.calibrated(examples, opinions, True)
    figures, missing = {}, {}
    for example in examples:
        dump = example.dumps["html-text"]
        chances = evaluate.chances_of(opinions[example.id, "html-text", True], slope, shift)
        taken, missing[example.id] = taken_lines(dump.lines, texts[example.id])
        figures[example.id] = evidence(chances, taken, np.maximum(dump.lengths, 1.0))
    weights = [
        fitted([e for e, own in zip(examples, folds, strict=True) if own != fold], figures) for fold in range(FOLDS)
    ]
    print("weights", fitted(examples, figures).round(2).tolist())
    scores: dict[str, list[float]] = defaultdict(list)
    for example, fold in zip(examples, folds, strict=True):
        dump = example.dumps["html-text"]
        lengths = np.maximum(dump.lengths, 1.0)
        rows = figures[example.id]
        both = 1 / (1 + np.exp(-rows @ weights[fold]))
        kept = best_lines(both, lengths)
        ours = example.score("html-text", kept)[0]
        theirs = word_scores(texts[example.id], example.gold)[0]
        alone = example.score("html-text", best_lines(1 / (1 + np.exp(-rows[:, 0])), lengths))[0]
        gap = expected_f1(both, lengths, kept) - expected_f1(
            np.append(both, 0.5), np.append(lengths, missing[example.id]), np.append(rows[:, 1], 1.0)
        )
        found = {"model": alone, "trafilatura": theirs, "blend": ours, "better of both": max(alone, theirs)}
        for close in (0.0, 0.01, 0.02, 0.05):
            found[f"choice, close {close}"] = theirs if gap <= close and texts[example.id].strip() else ours
        for name, value in found.items():
            scores[name].append(value)
            if example.type == "article":
                scores[f"{name}, articles"].append(value)
    for name, values in scores.items():
        print(f"{name}: {np.mean(values):.4f}")


def fitted(examples: list[dataset.Example], figures: dict[str, np.ndarray]) -> np.ndarray:
    """Return the weights of a logistic regression, each page counting the same."""
    rows, labels, weights = [], [], []
    for example in examples:
        dump = example.dumps["html-text"]
        lengths = dump.lengths + 0.3
        rows.append(figures[example.id])
        labels.append(dump.labels)
        weights.append(lengths / lengths.sum())
    x, y, w = np.concatenate(rows), np.concatenate(labels), np.concatenate(weights)
    theta = np.array([1.0, *np.zeros(x.shape[1] - 1)])
    for _ in range(15):
        chance = 1 / (1 + np.exp(-np.clip(x @ theta, -30, 30)))
        hessian = (x * (w * chance * (1 - chance))[:, None]).T @ x
        theta = theta - np.linalg.solve(hessian + 1e-4 * np.eye(len(theta)), x.T @ (w * (chance - y)))
    return theta


if __name__ == "__main__":
    main()
