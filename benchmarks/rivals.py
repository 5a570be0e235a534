"""Other tools, each in an environment of its own: one has our import name, and their needs contradict each other."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path
from typing import NamedTuple

from benchmarks.speed import Report, seconds, warm
from cleantext import Document, Pipeline

# Reads texts as JSON rows, works on them, prints the CPU seconds. `work` is what a rival defines.
_MEASURE = """
import json, sys, time
texts = [json.loads(row) for row in sys.stdin]
{setup}
work(texts[0])
start = time.process_time()
for text in texts:
    work(text)
print("seconds", time.process_time() - start)
"""

_DATATROVE = """
from datatrove.data import Document
def on(step, method):
    return lambda text: getattr(step, method)(Document(text=text, id="a"))
"""


class Rival(NamedTuple):
    """A tool and the share of the corpus that it is given: some are a thousand times slower."""

    name: str
    packages: tuple[str, ...]
    setup: str  # Python that defines `work(text)`
    share: float


RIVALS = (
    Rival("ftfy.fix_text", ("ftfy",), "from ftfy import fix_text as work", 0.05),
    Rival("clean-text, clean()", ("clean-text", "Unidecode"), "from cleantext import clean as work", 0.02),
    Rival(
        "datatrove, FTFYFormatter",
        ("datatrove", "ftfy", "regex"),
        "from datatrove.pipeline.formatters import FTFYFormatter\nwork = FTFYFormatter().format",
        0.05,
    ),
    Rival(
        "datatrove, C4 lines, no tokenizer",
        ("datatrove", "ftfy", "regex", "nltk"),
        _DATATROVE + "from datatrove.pipeline.filters import C4QualityFilter\n"
        "work = on(C4QualityFilter(split_paragraph=True, min_num_sentences=-1), 'filter')",
        0.1,
    ),
    Rival(
        "datatrove, C4 lines, tokenizer",
        ("datatrove", "ftfy", "regex", "nltk", "spacy"),
        _DATATROVE + "from datatrove.pipeline.filters import C4QualityFilter\n"
        "work = on(C4QualityFilter(split_paragraph=True), 'filter')",
        0.01,
    ),
    Rival(
        "symspellpy, lookup_compound",
        ("symspellpy",),
        "from importlib.resources import files\nfrom symspellpy import SymSpell\nspell = SymSpell()\n"
        "spell.load_dictionary(str(files('symspellpy') / 'frequency_dictionary_en_82_765.txt'), 0, 1)\n"
        "work = lambda text: spell.lookup_compound(text[:1000], 2)",
        0.002,
    ),
)


def compare(report: Report, texts: list[str], news: Pipeline, folder: Path) -> None:
    """Print the speed of each tool beside that of the preset `news` on the same documents."""
    report.block("Other tools, each on a slice; ratios to news")
    part = texts[: max(1, len(texts) // 10)]
    warm(news, texts)
    report.row("news", seconds(lambda: [news(Document(text)) for text in part]), _share(part, texts))
    for rival in RIVALS:
        part = texts[: max(2, int(len(texts) * rival.share))]
        took = _seconds(rival, part, folder)
        if isinstance(took, str):
            print(f"{rival.name:40} not measured: {took}")
        else:
            share = _share(part, texts)
            if "[:1000]" in rival.setup:
                share = sum(len(text[:1000]) for text in part) / sum(map(len, texts))
            report.row(rival.name, took, share)


def _share(part: list[str], whole: list[str]) -> float:
    return sum(map(len, part)) / sum(map(len, whole))


def _seconds(rival: Rival, texts: list[str], folder: Path) -> float | str:
    """Return the CPU seconds the tool takes, or why it could not be measured."""
    try:
        python = _environment(rival.packages, folder)
        rows = "".join(json.dumps(text) + "\n" for text in texts)
        done = subprocess.run(
            [python, "-I", "-c", _MEASURE.format(setup=rival.setup)],
            input=rows,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=1800,
            check=True,
            cwd=folder,
        )
    except subprocess.CalledProcessError as error:
        return (str(error.stderr).strip().splitlines() or ["it failed"])[-1][:100]
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)[:100]
    return float(done.stdout.split("seconds")[-1])


def _environment(packages: tuple[str, ...], folder: Path) -> str:
    """Return the Python of the environment that has these packages, made now if there is none yet."""
    home = (folder / "-".join(packages)).resolve()
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not (home / "complete").exists():
        venv.create(home, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *packages], check=True, capture_output=True)
        (home / "complete").touch()
    return str(python)
