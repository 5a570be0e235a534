"""The page that shows where two ways of cleaning differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cleantext.core.pipeline import Pipeline
from cleantext.report.compare import Comparison
from cleantext.report.page import known_cleaners, rendered
from cleantext.report.showcase import NAMING, Lowest

_COLUMNS = {
    "places": "places",
    "documents": "documents",
    "edits_left": "edits left",
    "edits_right": "right",
    "flags_left": "flags left",
    "flags_right": "right",
}


def page(
    comparison: Comparison,
    names: Sequence[str],
    pipelines: tuple[Pipeline, Pipeline],
    sources: Sequence[str],
    passed: int,
    version: str,
) -> str:
    """Return the page.

    `names`: what the left and the right side are called. `passed`: the documents that the sample was drawn from.
    """
    documents = comparison.left.documents
    known = known_cleaners(pipelines[1]) | known_cleaners(pipelines[0])
    shown, lists = _documents(comparison)
    left, right = comparison.left.characters_out, comparison.right.characters_out
    data = {
        "title": "Where two ways of cleaning differ",
        "about": f"{', '.join(sources)}: {names[0]} (left) against {names[1]} (right)",
        "numbers": [
            ["documents compared", documents, f"of {passed:,}" if passed > documents else ""],
            [
                "differ",
                comparison.documents,
                f"{comparison.documents / documents:.1%}".replace("%", " %") if documents else "",
            ],
            ["in places", comparison.places, ""],
            ["facts or flags alone", comparison.otherwise, "more documents"],
            ["characters left", left, f"of {comparison.left.characters_in:,}"],
            ["characters right", right, f"{right - left:+,}"],
        ],
        "notes": [] if shown else ["The two sides do the same to these documents."],
        "legend": [["del", "", "only on the left"], ["ins", "", "only on the right"]],
        "left": f"Left: {names[0]}",
        "right": f"Right: {names[1]}",
        "columns": list(_COLUMNS.items()),
        "weight": "places",
        "weight_label": "Places that differ",
        "cleaners": [_cleaner(comparison, row, known) for row in comparison.rows()],
        "cleaners_text": "Those that make a difference, by the places where they do. Choose one to see examples.",
        "shares": None,
        "documents": shown,
        "few": len(lists) == 1,
        "lists": lists,
        "naming": NAMING,
        "names": [],
        "flags": [],
        "failures": [],
        "footer": [f"cleantext {version}".strip()],
    }
    return rendered(data, data["title"])


def _documents(comparison: Comparison) -> tuple[list[Any], list[dict[str, Any]]]:
    chosen = _values(comparison.shown)
    differing = comparison.documents + comparison.otherwise
    if not chosen:
        return [], []
    if len(chosen) == differing:
        return chosen, [_list("documents", "The documents that differ", "", 0, len(chosen))]
    most = _values(comparison.most)
    return most + chosen, [
        _list("most", "Documents that differ most", "", 0, len(most)),
        _list("documents", "A sample of what differs", f"{len(chosen)} of {differing:,}.", len(most), len(chosen)),
    ]


def _list(id: str, title: str, text: str, start: int, count: int) -> dict[str, Any]:
    return {"id": id, "title": title, "text": text, "documents": list(range(start, start + count))}


def _values(lowest: Lowest) -> list[Any]:
    return [value for _, _, value in lowest.settled().values()]


def _cleaner(comparison: Comparison, row: dict[str, Any], known: dict[str, tuple[str, str]]) -> dict[str, Any]:
    effect, line = known.get(row["name"], ("", ""))
    items = comparison.examples[row["name"]] if row["name"] in comparison.examples else Lowest(1)
    examples = [[times, value] for times, _, value in items.settled().values()]
    return {**row, "effect": effect, "about": line, "examples": examples, "more": bool(items.bar)}
