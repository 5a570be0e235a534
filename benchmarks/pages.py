"""How well main text is found: our model on a dump of the whole page's text against tools that read the HTML.

`python -m benchmarks.pages --pages pages.jsonl --cache out/model_cache`, after `python -m training` with that cache:
each page is read with the weights of the fold that did not learn from its site. What the other tools return is kept in
the cache, with the time it took. Figures are means over pages of F1, precision and recall over bags of words.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from cleantext.cleaners.main_text.chrome import chosen, is_clean
from cleantext.cleaners.main_text.model import Model, read_model
from cleantext.core.cleaner import settled
from cleantext.core.document import Document
from cleantext.extraction.choose import chosen as chosen_text
from cleantext.extraction.marks import marked_dump
from training import dataset
from training.measures import shingle_scores, word_scores

FOLDS = 5
KINDS = ("all", *dataset.TYPES)


def rivals() -> dict[str, Callable[[str], str]]:
    """Return the tools that read HTML, by name."""
    import html_text
    import justext
    import trafilatura
    from lxml import html as lxml_html
    from readability import Document as Readable
    from resiliparse.extract.html2text import extract_plain_text

    words = justext.get_stoplist("English")

    def readability(html: str) -> str:
        return str(lxml_html.fromstring(Readable(html).summary()).text_content())

    def just(html: str) -> str:
        return "\n".join(p.text for p in justext.justext(html.encode(), words) if not p.is_boilerplate)

    return {
        "trafilatura": lambda html: trafilatura.extract(html, include_comments=False) or "",
        "readability-lxml": readability,
        "justext": just,
        "resiliparse": lambda html: extract_plain_text(html, main_content=True),
        "raw dump": html_text.extract_text,
    }


def rival_results(pages: Path, cache: Path) -> dict[str, dict[str, tuple[str, float]]]:
    """Return page id -> tool -> its text and the seconds it took, from the cache if they are there."""
    place = cache / "rivals.jsonl"
    if not place.exists():
        tools = rivals()
        with pages.open(encoding="utf-8") as lines, place.with_suffix(".partial").open("w", encoding="utf-8") as out:
            for page in map(json.loads, lines):
                row: dict[str, tuple[str, float]] = {}
                for name, tool in tools.items():
                    began = time.process_time()
                    try:
                        text = tool(page["html"])
                    except Exception:  # a page that a tool cannot read counts as empty
                        text = ""
                    row[name] = (text, time.process_time() - began)
                out.write(json.dumps([page["id"], row], ensure_ascii=False) + "\n")
        place.with_suffix(".partial").rename(place)
    with place.open(encoding="utf-8") as lines:
        return {key: {name: tuple(value) for name, value in row.items()} for key, row in map(json.loads, lines)}


def extracted(pages: Path, cache: Path) -> dict[str, str]:
    """Return page id -> what trafilatura finds in it."""
    return {id: found["trafilatura"][0] for id, found in rival_results(pages, cache).items()}


def cleaned(text: str, model: Model) -> str:
    """Return what the cleaner makes of a dump with another model than the one that ships."""

    def once(document: Document) -> Document:
        if is_clean(document):
            return document
        return document.edited("page-chrome", *_split(chosen(document.text, model.opinion(document.text))))

    return settled(once, Document(text))[0].text


def _split(changes: Any) -> tuple[list[Any]]:
    return ([change for change in changes if hasattr(change, "before")],)


def main() -> None:
    """Print the table, and write it beside this file."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--pages", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path("out/model_cache"))
    parser.add_argument("--every", type=int, default=1, help="look at every n-th page only")
    options = parser.parse_args()
    results = rival_results(options.pages, options.cache)
    models = [read_model(options.cache / f"fold-{fold}.npz") for fold in range(FOLDS)]
    choosers = [read_model(options.cache / f"html-fold-{fold}.npz") for fold in range(FOLDS)]
    scores: dict[str, dict[str, list[tuple[float, ...]]]] = defaultdict(lambda: defaultdict(list))
    seconds: dict[str, list[float]] = defaultdict(list)
    with options.pages.open(encoding="utf-8") as lines:
        for number, row in enumerate(map(json.loads, lines)):
            if number % options.every:
                continue
            gold, kind = row["main_content"] or "", row["type"]
            fold = dataset.fold_of(dataset.site_of(row), FOLDS)
            texts = dict(results[row["id"]])
            dump, taken = texts["raw dump"]
            began = time.process_time()
            texts["page-chrome"] = (cleaned(dump, models[fold]), taken + time.process_time() - began)
            seconds["page-chrome, from the dump"].append(time.process_time() - began)
            began = time.process_time()
            both = chosen_text(texts["trafilatura"][0], *marked_dump(row["html"]), choosers[fold]).text
            texts["extract auto"] = (both, texts["trafilatura"][1] + time.process_time() - began)
            for name, (text, duration) in texts.items():
                seconds[name].append(duration)
                score = (*word_scores(text, gold), shingle_scores(text, gold)[0])
                scores[name][kind].append(score)
                scores[name]["all"].append(score)
    table = table_of(scores, seconds)
    print(table)
    Path(__file__).with_name("pages.md").write_text(table, encoding="utf-8")


def table_of(scores: dict[str, dict[str, list[tuple[float, ...]]]], seconds: dict[str, list[float]]) -> str:
    """Return the figures as a Markdown table."""
    heads = [f"{kind} ({len(scores['raw dump'][kind])})" for kind in KINDS]
    rows = [
        " | ".join(["| ", *heads, "precision", "recall", "4-word F1", "pages/s |"]),
        "|---" * (len(KINDS) + 5) + "|",
    ]
    for name in sorted(scores, key=lambda name: -np.mean([s[0] for s in scores[name]["all"]])):
        f1 = [f"{np.mean([s[0] for s in scores[name][kind]]):.3f}" if scores[name][kind] else "" for kind in KINDS]
        rest = [f"{np.mean([s[k] for s in scores[name]['all']]):.3f}" for k in (1, 2, 3)]
        rows.append(f"| {name} | " + " | ".join([*f1, *rest, f"{1 / np.mean(seconds[name]):.0f}"]) + " |")
    rows.append("")
    alone = 1 / np.mean(seconds["page-chrome, from the dump"])
    rows.append(f"The model alone, on a dump that is there already: {alone:.0f} pages/s.")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    main()
