"""Misspelt common words: what share of the repairs is right, what share of the misspellings is found; and symspellpy.

    python -m benchmarks.typos --data DIR [--show 20]

Reads three files in DIR: `typos.jsonl.zst` (rows with text, and gold, the same sentence with its marked misspellings
corrected), `clean_prose.jsonl.zst` (rows with text: any edit is a fault until shown otherwise) and `events.jsonl.zst`
(rows with documents, each with text: news reports, so any edit is worth a look).
"precision" and "recall" count edits of words: an edit is right if the gold has the same words in its place. The gold
leaves many misspellings unmarked, and all missing apostrophes; "denied" counts the edits where it has other words, and
"beside" is the precision in the sentences where it has marked something, which are those that were looked at closely.
"non-words" is the recall over marked misspellings of one word that is not itself a common English word, which is all
that a look at single words can find. symspellpy (edit distance 1 and 2, its own English dictionary) may change
lower-case words of four letters and more.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from cleantext import Document
from cleantext.core.registry import get

TOKEN = re.compile(r"\w+(?:['’]\w+)*|\s+|[^\w\s]")
WORD = re.compile(r"\w+(?:['’]\w+)*")
LOWER = re.compile(r"(?<![\w'’@#/.-])[a-z]{4,}(?![\w'’@/-])")


class Replaced(NamedTuple):
    start: int
    before: str
    after: str


Speller = Callable[[str], list[Replaced]]


class Score(NamedTuple):
    right: int
    wrong: int
    denied: int
    wrong_beside: int  # in sentences with a marked misspelling
    marked: int
    non_words: int
    non_words_found: int
    misses: Counter[str]
    faults: Counter[str]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    import zstandard

    with open(path, "rb") as file, zstandard.ZstdDecompressor().stream_reader(file) as stream:
        for line in io.TextIOWrapper(stream, encoding="utf-8"):
            yield json.loads(line)


def ours(**options: Any) -> Speller:
    cleaner = get("typos").with_options(**options)

    def repaired(text: str) -> list[Replaced]:
        cleaned = cleaner(Document(text))
        return [Replaced(change.start, change.edit.before, change.edit.after) for change in cleaned.history()]

    return repaired


def symspell(distance: int) -> Speller:
    from symspellpy import SymSpell, Verbosity

    engine = SymSpell(max_dictionary_edit_distance=distance)
    engine.load_dictionary(str(resources.files("symspellpy") / "frequency_dictionary_en_82_765.txt"), 0, 1)

    def repaired(text: str) -> list[Replaced]:
        edits = []
        for match in LOWER.finditer(text):
            best = engine.lookup(match[0], Verbosity.TOP, max_edit_distance=distance)
            if best and best[0].term != match[0]:
                edits.append(Replaced(match.start(), match[0], best[0].term))
        return edits

    return repaired


def marked(text: str, gold: str) -> list[Replaced]:
    """Return the differences of a sentence and its corrected form, token by token."""
    old, new = TOKEN.findall(text), TOKEN.findall(gold)
    places = [0]
    for token in old:
        places.append(places[-1] + len(token))
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [Replaced(places[i], "".join(old[i:j]), "".join(new[k:m])) for op, i, j, k, m in opcodes if op != "equal"]


def is_known(word: str) -> bool:
    from wordfreq import zipf_frequency

    return zipf_frequency(word, "en") >= 3.0


def score(speller: Speller, sentences: Iterable[tuple[str, list[Replaced]]]) -> Score:
    right = wrong = denied = beside = total = odd = odd_found = 0
    misses: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    for text, gold in sentences:
        wanted = {(change.start, change.before): change.after for change in gold}
        found = set()
        for edit in speller(text):
            if wanted.get((edit.start, edit.before), "").lower() == edit.after.lower():
                right += 1
                found.add((edit.start, edit.before))
            else:
                wrong += 1
                beside += bool(gold)
                denied += (edit.start, edit.before) in wanted
                faults[f"{edit.before} > {edit.after}"] += 1
        for change in gold:
            total += 1
            if WORD.fullmatch(change.before) and not is_known(change.before):
                odd += 1
                if (change.start, change.before) in found:
                    odd_found += 1
                else:
                    misses[f"{change.before} > {change.after}"] += 1
    return Score(right, wrong, denied, beside, total, odd, odd_found, misses, faults)


def edits_in(speller: Speller, texts: Iterable[str]) -> tuple[int, Counter[str], float]:
    words = 0
    faults: Counter[str] = Counter()
    started = time.perf_counter()
    for text in texts:
        words += len(WORD.findall(text))
        faults.update(f"{edit.before} > {edit.after}" for edit in speller(text))
    return words, faults, time.perf_counter() - started


def most(counter: Counter[str], number: int) -> str:
    return "; ".join(f"{what} x{times}" if times > 1 else what for what, times in counter.most_common(number))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with the three files")
    parser.add_argument("--show", type=int, default=0, help="how many of the faults and misses to name")
    arguments = parser.parse_args()
    sentences = [(row["text"], marked(row["text"], row["gold"])) for row in rows(arguments.data / "typos.jsonl.zst")]
    prose = [row["text"] for row in rows(arguments.data / "clean_prose.jsonl.zst")]
    news = [document["text"] for row in rows(arguments.data / "events.jsonl.zst") for document in row["documents"]]
    spellers = {
        "typos": ours(),
        "typos, wordfreq": ours(wordlist="wordfreq"),
        "typos, informal": ours(informal=True),
        "symspellpy 1": symspell(1),
        "symspellpy 2": symspell(2),
    }
    print("                                                                    | edits per 100,000 words |")
    print("speller           right wrong denied precision beside recall non-words |       prose        news | kwords/s")
    for name, speller in spellers.items():
        result = score(speller, sentences)
        prose_words, prose_edits, prose_time = edits_in(speller, prose)
        news_words, news_edits, news_time = edits_in(speller, news)
        precision = result.right / max(1, result.right + result.wrong)
        beside = result.right / max(1, result.right + result.wrong_beside)
        print(
            f"{name:17} {result.right:5} {result.wrong:5} {result.denied:6} {precision:9.3f} {beside:6.3f} "
            f"{result.right / result.marked:6.3f} {result.non_words_found / result.non_words:9.3f} | "
            f"{prose_edits.total() * 1e5 / prose_words:11.2f} {news_edits.total() * 1e5 / news_words:11.2f} | "
            f"{(prose_words + news_words) / (prose_time + news_time) / 1e3:8.0f}"
        )
        if arguments.show:
            print("  not in the gold:", most(result.faults, arguments.show))
            print("  missed:", most(result.misses, arguments.show))
            print("  in prose:", most(prose_edits, arguments.show))
            print("  in news:", most(news_edits, arguments.show))


if __name__ == "__main__":
    main()
