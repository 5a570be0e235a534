"""Build the models from the development pages: `python -m training --pages pages.jsonl --cache out/model_cache`.

Dumps the pages, works out features and labels, trains by cross-validation grouped by site, calibrates, trains the
networks that ship on all pages, and writes them with their figures: the model for `--extract auto`, which knows the
HTML and trafilatura's result, and the one that knows the text alone, which has learned from networks of the first kind
as well. What is done already is taken from the cache.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch

from benchmarks import pages
from training import card, dataset, dumps, evaluate, export, marked, teachers
from training.dataset import Example
from training.network import Network
from training.train import Reader, Vocabulary, predict, train

ROOT = Path(__file__).parent.parent
WEIGHTS = (ROOT / "cleantext/cleaners/main_text/weights.npz", ROOT / "cleantext/extraction/weights.npz")
FIGURES = ROOT / "training/figures.json"
FOLDS = 5
VIEWS = 2  # dumps of each page an epoch, for the network that knows the text alone


def main() -> None:
    """Run all steps."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--pages", type=Path, required=True, help="the development pages, JSON lines")
    parser.add_argument("--cache", type=Path, default=Path("out/model_cache"))
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--marked-epochs", type=int, default=4, help="epochs of the networks that know the HTML")
    parser.add_argument("--networks", type=int, default=1, help="how many networks are averaged")
    options = parser.parse_args()
    options.cache.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)  # the same sums in the same order on every run
    dumped = options.cache / "dumps.jsonl"
    if not dumped.exists():
        dumps.write_dumps(options.pages, dumped)
    examples = dataset.load(dumped, options.cache)
    folds = dataset.folds_of(examples, FOLDS)
    marked.attach(examples, options.pages, options.cache, lambda: pages.extracted(options.pages, options.cache))
    figures: dict[str, Any] = {}
    for kind, epochs in ((1, options.marked_epochs), (0, options.epochs)):  # the second learns from the first
        networks: dict[int, list[tuple[Network, Reader]]] = {
            fold: [
                learned(examples, folds, fold, seed, epochs, options.cache, options.marked_epochs, marked=bool(kind))
                for seed in range(options.networks)
            ]
            for fold in (*range(FOLDS), -1)
        }
        opinions = evaluate.opinions_of(FOLDS, options.cache, options.networks, epochs, marked=bool(kind))
        calibration, found = evaluate.judged(examples, opinions)
        for fold, pairs in networks.items():
            target = WEIGHTS[kind] if fold < 0 else options.cache / f"{evaluate.FOLD_WEIGHTS[kind]}-{fold}.npz"
            found["weights_bytes"] = export.write(target, *zip(*pairs, strict=True), calibration)
        figures[evaluate.KINDS[kind]] = found
    figures = {kind: figures[kind] for kind in evaluate.KINDS}
    FIGURES.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    card.update(figures)
    print(json.dumps(figures, indent=2))


def learned(
    examples: list[Example],
    folds: np.ndarray,
    fold: int,
    seed: int,
    epochs: int,
    cache: Path,
    teachers_epochs: int,
    *,
    marked: bool = False,
) -> tuple[Network, Reader]:
    """Return the network trained on all folds but one (-1: on all), from the cache if it is there.

    The opinions on the fold left out are kept beside it. `marked`: the network that knows the HTML; the other learns
    from networks of that kind, too.
    """
    place = cache / f"{evaluate.KINDS[marked]}-{fold}-{seed}-{epochs}.pt"
    if place.exists():
        kept = torch.load(place, weights_only=False)
        names = kept.get("names")
        vocabulary = None if names is None else Vocabulary(names)
        entries = 0 if names is None else len(names) + 1
        network = Network(len(kept["mean"]), len(kept["hashes"]) + 1, kept["width"], names=entries)
        network.load_state_dict(kept["state"])
        network.eval()
        return network, Reader(Vocabulary(kept["hashes"]), kept["mean"], kept["scale"], vocabulary)
    print(f"fold {fold}, seed {seed}", flush=True)
    taught = [example for example, own in zip(examples, folds, strict=True) if own != fold]
    asked = [example for example, own in zip(examples, folds, strict=True) if own == fold]
    softs = None if marked else teachers.softs_for(examples, folds, fold, cache, teachers_epochs)
    views = 1 if marked else VIEWS
    network, reader = train(taught, epochs=epochs, seed=seed + 1, views=views, softs=softs, watch=asked, marked=marked)
    opinions = {
        (example.id, name, words): predict(network, reader, dump, words)
        for example in asked
        for name, words in evaluate.ASKED
        if not marked or name == "html-text"
        if (dump := example.dumps.get(name)) is not None
    }
    torch.save(
        {
            "state": network.state_dict(), "hashes": reader.vocabulary.hashes, "mean": reader.mean,
            "scale": reader.scale, "width": network.enter.out_features, "opinions": opinions,
            "names": None if reader.names is None else reader.names.hashes,
        },
        place,
    )  # fmt: skip
    return network, reader


if __name__ == "__main__":
    main()
