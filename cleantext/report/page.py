"""One HTML page that needs nothing else: what cleaning did to a corpus, for a person to judge.

The text of the corpus is in the page as JSON alone, and the page's script makes text nodes of it, never markup. The
page's policy lets no other script run and nothing be loaded.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

from cleantext.core.pipeline import Pipeline
from cleantext.report.figures import COLUMNS, Figures
from cleantext.report.showcase import DOCUMENTS, NAMING, Showcase

# What could end the JSON early, begin markup, or not be written as UTF-8; inside of strings each has an escape.
_TELLING = re.compile("[<>&\u2028\u2029\ufeff\ud800-\udfff]")

_FROM_TABLE = re.compile(r"(?P<table>[^:,]+), (?P<stage>[\w-]+), (?P<score>[01]\.\d\d): (?P<evidence>.*)", re.DOTALL)
_BY_HAND = re.compile(r"(?P<table>[^:,]+): .+ is .+", re.DOTALL)


@dataclass(frozen=True)
class About:
    """What was run on what."""

    sources: Sequence[str]
    target: str
    pipeline: Pipeline
    version: str = ""
    notes: Sequence[str] = ()  # what a reader must know first


def page(figures: Figures, showcase: Showcase, about: About, *, left_alone: int = 0) -> str:
    """Return the report of a run.

    `left_alone`: documents that a cleaner failed on.
    """
    failures = figures.failures + left_alone
    lost = figures.characters_in - figures.characters_out
    documents, lists = _documents(figures, showcase)
    data = {
        "title": "What cleaning did",
        "about": f"{', '.join(about.sources)} → {about.target}",
        "numbers": [
            ["documents", figures.documents, ""],
            ["changed", figures.changed, _share(figures.changed, figures.documents)],
            ["characters", figures.characters_in, f"{figures.characters_out:,} after"],
            ["removed" if lost >= 0 else "added", abs(lost), _share(abs(lost), figures.characters_in)],
            ["edits", figures.edits, ""],
            ["flags", figures.flags, "doubts, left as they are"],
            ["failures", failures, ""],
        ],
        "notes": list(about.notes),
        "legend": [
            ["del", "", "removed"],
            ["ins", "", "put in"],
            ["del", "moved", "moved to the facts about the document"],
        ],
        "left": "As it came",
        "right": "Clean",
        "columns": [[name, name] for name in COLUMNS],
        "weight": "lost",
        "weight_label": "Characters removed",
        "cleaners": _cleaners(figures, showcase, about.pipeline),
        "cleaners_text": "Those that did something, by the characters they took. Choose one to see examples.",
        "shares": figures.shares,
        "documents": documents,
        "few": len(lists) == 1,
        "lists": lists,
        "naming": NAMING,
        "names": names(showcase.values("names")),
        "names_text": "" if showcase.is_whole("names") else "A sample of the different repairs.",
        "flags": _flags(figures, showcase),
        "flags_text": "What a cleaner doubts and leaves to you."
        + ("" if _all_flags(figures, showcase) else " A sample of each kind."),
        "failures": [[*value] for _, value in showcase.values("failures")],
        "failures_text": "Places that gave no document, and documents that a cleaner failed on and left as they were.",
        "footer": [f"cleantext {about.version}".strip(), f"Steps: {', '.join(map(str, about.pipeline.cleaners))}"],
    }
    return rendered(data, data["title"])


def rendered(data: Mapping[str, Any], title: object) -> str:
    """Return the page that shows some data."""
    style, script = _asset("page.css"), _asset("page.js")
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header class="top"></header>
<nav class="tools" aria-label="Filters"></nav>
<main></main>
<noscript>This page shows its data by a script of its own.</noscript>
<script type="application/json" id="data">{as_json(data)}</script>
<script>{script}</script>
</body>
</html>
"""


def as_json(data: object) -> str:
    """Return data as JSON that may stand in a script element, whatever is in it."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _TELLING.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def known_cleaners(pipeline: Pipeline) -> dict[str, tuple[str, str]]:
    """Return effect and first line of the page of each cleaner of a pipeline."""
    return {c.name: (c.effect, c.page.partition("\n")[0]) for c in pipeline.cleaners}


def names(values: Iterable[tuple[int, Any]]) -> list[dict[str, Any]]:
    """Return repaired names with their evidence, the most frequent first."""
    found = []
    for times, (left, before, after, right, _, why, id) in values:
        stage, evidence = source_of(why)
        found.append(
            {"before": before, "after": after, "times": times, "stage": stage, "evidence": evidence, "id": id}
            | {"left": left, "right": right}
        )
    return sorted(found, key=lambda name: (-name["times"], name["before"], name["after"]))


def source_of(why: str) -> tuple[str, str]:
    """Return which table and stage a name's repair comes from, and the evidence, out of the edit's reason."""
    match = _FROM_TABLE.fullmatch(why)
    if match:
        return f"{match['table']}, stage {match['stage']}, score {match['score']}", match["evidence"]
    match = _BY_HAND.fullmatch(why)
    if match:
        return f"{match['table']}, listed there", why.partition(": ")[2]
    if why.startswith(("near the known name", "one slip from")):
        return "shipped names, by likeness", why
    return "the document itself", why


def _documents(figures: Figures, showcase: Showcase) -> tuple[list[Any], list[dict[str, Any]]]:
    """Return the documents to be shown, and the lists that name them by their places."""
    chosen = sorted((value for _, value in showcase.values("documents")), key=lambda value: str(value["id"]))
    if showcase.is_whole("documents"):
        whole = figures.documents
        title = f"{len(chosen)} of {whole:,} documents" if len(chosen) < whole else f"All {whole} documents"
        title = "The document" if whole == 1 else title
        return chosen, [_list("documents", title, "", range(len(chosen)))] if chosen else []
    losers = [value for _, value in showcase.values("losers")]
    places = {json.dumps(value): index for index, value in enumerate(chosen)}
    for value in losers:
        if places.setdefault(json.dumps(value), len(chosen)) == len(chosen):
            chosen.append(value)
    text = "The largest share of their characters; those that lost only a few characters come last."
    sampled = f"{DOCUMENTS} of {figures.documents:,}, drawn by a fixed rule, changed ones first."
    return chosen, [
        _list("lost", "Documents that lost most", text, [places[json.dumps(value)] for value in losers]),
        _list("documents", "A sample of documents", sampled, range(DOCUMENTS)),
    ]


def _list(id: str, title: str, text: str, documents: Iterable[int]) -> dict[str, Any]:
    return {"id": id, "title": title, "text": text, "documents": list(documents)}


def _cleaners(figures: Figures, showcase: Showcase, pipeline: Pipeline) -> list[dict[str, Any]]:
    known = known_cleaners(pipeline)
    rows = []
    for name, counts in figures.worked():
        effect, line = known.get(name, ("", ""))
        kind = f"example {name}"
        lost = counts["removed"] - counts["added"]
        examples = [[times, value] for times, value in showcase.values(kind)]
        more = not showcase.is_whole(kind)
        rows.append(
            {"name": name, "effect": effect, "about": line, **counts, "lost": lost, "examples": examples, "more": more}
        )
    return rows


def _flags(figures: Figures, showcase: Showcase) -> list[list[Any]]:
    return [[times, value] for name in sorted(figures.cleaners) for times, value in showcase.values(f"flag {name}")]


def _all_flags(figures: Figures, showcase: Showcase) -> bool:
    return all(showcase.is_whole(f"flag {name}") for name in figures.cleaners)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}".replace("%", " %") if whole else ""


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def _asset(name: str) -> str:
    return (resources.files(__package__) / name).read_text(encoding="utf-8").strip()
