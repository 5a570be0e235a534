"""The figures in the models' card, between marks that only the training command writes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from training.dataset import TYPES

CARD = Path(__file__).parent.parent / "cleantext/cleaners/main_text/MODEL.md"
BEGIN, END = "<!-- figures: written by the training command -->", "<!-- end of figures -->"


def table(figures: dict[str, Any]) -> str:
    """Return the figures of training as a Markdown table."""
    rows = [f"| dump | all | {' | '.join(TYPES)} | precision | recall | 4-word F1 |", "|---" * (len(TYPES) + 5) + "|"]
    for kind, label in (("net", ""), ("html", " with its HTML and trafilatura's result")):
        for name, found in figures[kind].items():
            if isinstance(found, dict):
                f1 = [f"{found[type][0]:.3f}" for type in ("all", *TYPES)]
                rest = [f"{value:.3f}" for value in found["all"][1:]]
                rows.append(f"| {name}{label} | {' | '.join([*f1, *rest])} |")
    sizes = ", ".join(f"{figures[kind]['weights_bytes'] / 1e6:.2f} MB" for kind in ("net", "html"))
    return "\n".join([*rows, "", f"Weights: {sizes} (the text alone; with the HTML)."])


def update(figures: dict[str, Any]) -> None:
    """Write the figures into the card."""
    text = CARD.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    CARD.write_text(f"{before}{BEGIN}\n{table(figures)}\n{END}{after}", encoding="utf-8")
