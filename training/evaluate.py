"""Calibration and figures, from opinions on pages of sites that the network has not seen."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import torch

from cleantext.cleaners.main_text.decide import best_lines
from training.dataset import DUMPERS, TYPES, Dump, Example
from training.measures import shingle_scores

# The dumps that are looked at, with words and without.
ASKED = (*((name, True) for name in DUMPERS), ("html-text", False), ("soup", False))

FOLD_WEIGHTS = ("fold", "html-fold")
KINDS = ("net", "html")  # what files of networks are called: those that know the text alone, those that know the HTML

Opinions = dict[tuple[str, str, bool], np.ndarray]


def opinions_of(folds: int, cache: Path, networks: int, epochs: int, *, marked: bool = False) -> Opinions:
    """Return the mean logits of all networks for each dump, each by networks that have not seen its site."""
    gathered: dict[tuple[str, str, bool], list[np.ndarray]] = defaultdict(list)
    for seed in range(networks):
        for fold in range(folds):
            kept = torch.load(cache / f"{KINDS[marked]}-{fold}-{seed}-{epochs}.pt", weights_only=False)
            for key, logits in kept["opinions"].items():
                gathered[key].append(logits)
    return {key: np.mean(logits, axis=0) for key, logits in gathered.items()}


def judged(examples: list[Example], opinions: Opinions) -> tuple[np.ndarray, dict[str, Any]]:
    """Return the calibration (slope and shift, with words and without) and the figures."""
    calibration = np.array([calibrated(examples, opinions, words) for words in (True, False)])
    figures: dict[str, Any] = {"calibration": calibration.round(3).tolist()}
    for name, words in ASKED:
        slope, shift = calibration[0 if words else 1]
        rows = defaultdict(list)
        for example in examples:
            if (example.id, name, words) in opinions:
                dump = example.dumps[name]
                chances = chances_of(opinions[example.id, name, words], slope, shift)
                kept = best_lines(chances, np.maximum(dump.lengths, 1.0))
                score = (*example.score(name, kept), shingle_score(dump.lines, kept, example.gold))
                rows[example.type].append(score)
                rows["all"].append(score)
        if rows:
            figures[f"{name}{'' if words else ', no words'}"] = {
                kind: [round(float(value), 4) for value in np.mean(rows[kind], axis=0)] for kind in ("all", *TYPES)
            }
    return calibration, figures


def shingle_score(lines: list[str], kept: np.ndarray, gold: str) -> float:
    """Return the F1 over runs of four words."""
    return shingle_scores("\n".join(line for line, stays in zip(lines, kept, strict=True) if stays), gold)[0]


def chances_of(logits: np.ndarray, slope: float, shift: float) -> np.ndarray:
    """Return calibrated probabilities."""
    return np.round(1 / (1 + np.exp(-np.clip(slope * logits + shift, -30, 30))), 3)


def calibrated(examples: list[Example], opinions: Opinions, words: bool) -> tuple[float, float]:
    """Return slope and shift that make the logits probabilities, each page counting the same (Newton's method)."""
    logits, labels, weights = [], [], []
    for example in examples:
        for name in ("html-text", "soup"):
            if (example.id, name, words) in opinions:
                dump: Dump = example.dumps[name]
                logits.append(opinions[example.id, name, words])
                labels.append(dump.labels)
                lengths = dump.lengths + 0.3
                weights.append(lengths / lengths.sum())
    x, y, w = (np.concatenate(parts).astype(float) for parts in (logits, labels, weights))
    theta = np.array([1.0, 0.0])
    design = np.stack([x, np.ones_like(x)], axis=1)
    for _ in range(12):
        chance = 1 / (1 + np.exp(-np.clip(design @ theta, -30, 30)))
        gradient = design.T @ (w * (chance - y))
        hessian = (design * (w * chance * (1 - chance))[:, None]).T @ design
        theta = theta - np.linalg.solve(hessian + 1e-6 * np.eye(2), gradient)
    return float(theta[0]), float(theta[1])
