"""Build the model from the development pages: `python -m training --pages pages.jsonl --cache out/model_cache`.

Dumps the pages, works out features and labels, trains by cross-validation grouped by site, calibrates, trains the
networks that ship on all pages, and writes them with their figures. What is done already is taken from the cache.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from training import dataset, dumps, evaluate, export
from training.dataset import Example
from training.network import Network
from training.train import Reader, Vocabulary, predict, train

ROOT = Path(__file__).parent.parent
WEIGHTS = ROOT / "cleantext/cleaners/main_text/weights.npz"
FIGURES = ROOT / "training/figures.json"
FOLDS = 5


def main() -> None:
    """Run all steps."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--pages", type=Path, required=True, help="the development pages, JSON lines")
    parser.add_argument("--cache", type=Path, default=Path("out/model_cache"))
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--networks", type=int, default=1, help="how many networks are averaged")
    options = parser.parse_args()
    options.cache.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)  # the same sums in the same order on every run
    dumped = options.cache / "dumps.jsonl"
    if not dumped.exists():
        dumps.write_dumps(options.pages, dumped)
    examples = dataset.load(dumped, options.cache)
    folds = dataset.folds_of(examples, FOLDS)
    for seed in range(options.networks):
        for fold in (-1, *range(FOLDS)):
            learned(examples, folds, fold, seed, options.epochs, options.cache)
    calibration, figures = evaluate.judged(examples, FOLDS, options)
    for fold in (*range(FOLDS), -1):
        seeds = range(options.networks)
        pairs = [learned(examples, folds, fold, seed, options.epochs, options.cache) for seed in seeds]
        target = WEIGHTS if fold < 0 else options.cache / f"fold-{fold}.npz"
        figures["weights_bytes"] = export.write(target, *zip(*pairs, strict=True), calibration)
    FIGURES.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=2))


def learned(
    examples: list[Example], folds: np.ndarray, fold: int, seed: int, epochs: int, cache: Path
) -> tuple[Network, Reader]:
    """Return the network trained on all folds but one (-1: on all), from the cache if it is there.

    The opinions on the fold left out are kept beside it.
    """
    place = cache / f"net-{fold}-{seed}-{epochs}.pt"
    if place.exists():
        kept = torch.load(place, weights_only=False)
        network = Network(len(kept["mean"]), len(kept["hashes"]) + 1, kept["width"])
        network.load_state_dict(kept["state"])
        network.eval()
        return network, Reader(Vocabulary(kept["hashes"]), kept["mean"], kept["scale"])
    print(f"fold {fold}, seed {seed}", flush=True)
    taught = [example for example, own in zip(examples, folds, strict=True) if own != fold]
    asked = [example for example, own in zip(examples, folds, strict=True) if own == fold]
    network, reader = train(taught, epochs=epochs, seed=seed + 1, watch=asked)
    opinions = {
        (example.id, name, words): predict(network, reader, dump, words)
        for example in asked
        for name, words in evaluate.ASKED
        if (dump := example.dumps.get(name)) is not None
    }
    torch.save(
        {
            "state": network.state_dict(), "hashes": reader.vocabulary.hashes, "mean": reader.mean,
            "scale": reader.scale, "width": network.enter.out_features, "opinions": opinions,
        },
        place,
    )  # fmt: skip
    return network, reader


if __name__ == "__main__":
    main()
