"""Soft labels: what networks that know the HTML, and have not seen a page's site, think of its lines.

The network that knows the text alone learns from the labels and from these. They tell it less of the gold text's whims:
what not even a network that sees more could guess, it need not learn by heart. For a fold that is left out, each other
fold is judged by a network that has seen neither, so that the figures stay honest.
"""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np

from training import evaluate
from training.dataset import Example
from training.train import Softs, predict, train

SLOPE = 0.9  # makes the logits of these networks probabilities, about
SEED = 100

Logits = dict[tuple[str, str, bool], np.ndarray]


def softs_for(examples: list[Example], folds: np.ndarray, fold: int, cache: Path, epochs: int) -> Softs:
    """Return the soft labels of all pages but those of a fold (-1: of all pages), with words and without.

    For -1, the networks of the cross-validation have to be in the cache.
    """
    count = int(folds.max()) + 1
    logits: Logits = {}
    if fold < 0:
        logits = evaluate.opinions_of(count, cache, 1, epochs, marked=True)
    for other in range(count) if fold >= 0 else ():
        if other != fold:
            found = _without(examples, folds, (min(fold, other), max(fold, other)), cache, epochs)
            own = {example.id for example, number in zip(examples, folds, strict=True) if number == other}
            logits.update({key: value for key, value in found.items() if key[0] in own})
    softs: Softs = {}
    for example in examples:
        if (example.id, "html-text", True) in logits:
            told, silent = (SLOPE * logits[example.id, "html-text", words] for words in (True, False))
            for name in example.dumps:
                if name != "whole":  # that one is clean, whatever they think of it
                    softs[example.id, name] = (_moved(example, name, told), _moved(example, name, silent))
    return softs


def _without(examples: list[Example], folds: np.ndarray, pair: tuple[int, int], cache: Path, epochs: int) -> Logits:
    """Return the opinions on two folds of a network trained on the others, from the cache if they are there."""
    place = cache / f"teacher-{pair[0]}-{pair[1]}-{epochs}.pickle"
    if not place.exists():
        print(f"teacher without folds {pair[0]} and {pair[1]}", flush=True)
        taught = [example for example, own in zip(examples, folds, strict=True) if own not in pair]
        network, reader = train(taught, epochs=epochs, seed=SEED, marked=True)
        found: Logits = {
            (example.id, "html-text", words): predict(network, reader, dump, words).astype(np.float32)
            for example, own in zip(examples, folds, strict=True)
            if own in pair and (dump := example.dumps.get("html-text")) is not None and dump.marked is not None
            for words in (True, False)
        }
        place.write_bytes(pickle.dumps(found, protocol=5))
    known: Logits = pickle.loads(place.read_bytes())
    return known


def _moved(example: Example, name: str, logits: np.ndarray) -> np.ndarray:
    """Return for each line of a dump how likely the like lines of html-text's were thought to be, or its label."""
    dump = example.dumps[name]
    if name == "html-text":
        return _chances(logits)
    moved = dump.labels.copy()
    places: dict[str, list[int]] = {}
    for place, line in enumerate(example.dumps["html-text"].lines):
        places.setdefault(line.strip(), []).append(place)
    for number, line in enumerate(dump.lines):
        like = places.get(line.strip())
        if like:
            moved[number] = _chances(np.float64(logits[like].mean()))
    return moved


def _chances(logits: np.ndarray) -> np.ndarray:
    return (1 / (1 + np.exp(-np.clip(logits, -30, 30)))).astype(np.float32)
