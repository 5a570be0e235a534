"""How well misspelt names are found and repaired, and how fast.

    python -m benchmarks.names --data DIR        DIR: the folder with events.jsonl.zst and the others

Misspells one name mention in sixty (fixed seeds), learns from the batch, repairs it, and prints at several thresholds:
precision (repairs that restore the original; repairs of natural misspellings are listed apart, for a person to judge),
recall (of what the batch still spells right somewhere), wrong edits per 100,000 words. Then aliases, pairs that must
stay apart, clean prose, web pages (what is learned from two million words that nobody misspelt on purpose, for a person
to judge), and the speed of learning and applying beside symspellpy.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.misspell import Misspelt, misspell
from cleantext import Document, Edit
from cleantext.cleaners.names import name_variants
from cleantext.core.literals import Literals
from cleantext.core.table import Pair, Table
from cleantext.learning.names import count, decide
from cleantext.learning.names.decide import english

SEEDS = (101, 102, 103)
THRESHOLDS = (0.80, 0.90, 0.95)
_SENTENCE = "Officials in the city met {} and asked him about the plan."
_WORD = re.compile(r"[^\W\d_]+")


def main(folder: Path) -> None:
    """Run everything and print it."""
    print("word frequencies:", "wordfreq" if english() else "none (wordfreq is not installed)")
    documents = list(events(folder))
    repair(documents)
    alike(folder)
    prose(folder)
    pages(folder)
    speed([document for document, _ in documents])


def rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of one data file."""
    import zstandard

    with (folder / f"{name}.jsonl.zst").open("rb") as packed:
        for line in io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(packed), encoding="utf-8"):
            yield json.loads(line)


def events(folder: Path) -> Iterator[tuple[Document, frozenset[str]]]:
    """Yield each report with the words of the names that its event is annotated with."""
    for row in rows(folder, "events"):
        words = {word for forms in row["names"].values() for form in forms for word in _WORD.findall(form)}
        names = frozenset(word for word in words if word[0].isupper() and len(word) > 3 and not word.isupper())
        for document in row["documents"]:
            yield Document(document["text"], id=f"{row['id']}/{document['id']}"), names


def repair(documents: list[tuple[Document, frozenset[str]]]) -> None:
    """Misspell, learn, repair; print what came of it at each threshold."""
    words = sum(len(document.text.split()) for document, _ in documents)
    natural: Counter[tuple[str, str]] = Counter()
    print(f"\n{len(documents)} reports, {words} words, seeds {SEEDS}")
    print(f"{'':>22} {'slips':>6} {'right':>6} {'wrong':>6} {'natural':>8} {'P':>7} {'R':>7} {'wrong/100kw':>12}")
    batches = [list(misspell(documents, seed)) for seed in SEEDS]
    tables = [decide(count(row.document for row in batch), auto=min(THRESHOLDS)) for batch in batches]
    untouched = {edit.before for document, _ in documents for edit in edits_of(document, None)}
    for threshold in (None, *THRESHOLDS):
        slips = right = wrong = other = 0
        for batch, table in zip(batches, tables, strict=True):
            spelt = {word for row in batch for word in _WORD.findall(row.document.text)}
            slips += sum(right_form in spelt for row in batch for _, right_form in row.slips.values())
            at = at_threshold(table, threshold) if threshold else None
            for row in batch:
                for edit in edits_of(row.document, at):
                    if restores(row, edit):
                        right += 1
                    elif touches(row, edit):
                        wrong += 1
                    elif edit.before in untouched or at is not None:
                        other += 1
                        natural[edit.before, edit.after] += 1
        tag = f"threshold {threshold:.2f}" if threshold else "without learning"
        precision = right / max(1, right + wrong)
        print(
            f"{tag:>22} {slips:>6} {right:>6} {wrong:>6} {other:>8} {precision:>7.4f} {right / slips:>7.3f} "
            f"{wrong / words / len(SEEDS) * 1e5:>12.2f}"
        )
    print("edits outside the misspelt places (natural misspellings, or faults):")
    for (before, after), times in sorted(natural.items(), key=lambda item: -item[1]):
        print(f"  {times:>4} {before} -> {after}")


def at_threshold(table: Table, threshold: float) -> Table:
    """Return the table with another threshold for what is applied."""
    pairs = [replace(pair, decision="auto" if pair.score >= threshold else "review") for pair in table.pairs]
    return Table(table.names, tuple(pairs), table.source)


def edits_of(document: Document, table: Table | None) -> list[Edit]:
    """Return the edits of the first pass, with offsets into the document as it is given."""
    cleaner = name_variants.with_options(table=table) if table else name_variants
    cleaned = cleaner.once(document)
    assert not any(step.failure for step in cleaned.trail), cleaned.trail
    return [edit for step in cleaned.trail for edit in step.edits]


def restores(row: Misspelt, edit: Edit) -> bool:
    """Say whether the edit, of a word or a phrase, restores the misspelt words in its span and changes no others."""
    stop = edit.start + len(edit.before)
    inside = {start: slip for start, slip in row.slips.items() if edit.start <= start < stop}
    restored = edit.before
    for start, (wrong, right) in sorted(inside.items(), reverse=True):
        offset = start - edit.start
        restored = restored[:offset] + right + restored[offset + len(wrong) :]
    return bool(inside) and restored == edit.after


def touches(row: Misspelt, edit: Edit) -> bool:
    """Say whether the edit touches a misspelt word."""
    stop = edit.start + len(edit.before)
    return any(start < stop and edit.start < start + len(wrong) for start, (wrong, _) in row.slips.items())


def alike(folder: Path) -> None:
    """Print how many other spellings of one name, and how many names of two persons, would be merged."""
    for name in ("names_alias", "names_apart"):
        total = merged = flagged = 0
        for row in rows(folder, name):
            one, other = row.get("names") or (row["variant"], row["name"])
            for rare, frequent in ((one, other), (other, one))[: 2 if name == "names_apart" else 1]:
                total += 1
                outcome = _merged(rare, frequent)
                merged += outcome == "merged"
                flagged += outcome == "flagged"
                if outcome == "merged" and name == "names_apart":
                    print(f"  MERGED: {rare} -> {frequent}")
        print(f"\n{name}: {total} pairs, {merged} merged, {flagged} flagged (one seen once, the other in six reports)")


def _merged(rare: str, frequent: str) -> str:
    batch = [Document(_SENTENCE.format(frequent), id=str(number)) for number in range(6)]
    last = Document(_SENTENCE.format(rare), id="last")
    cleaned = name_variants.with_options(table=decide(count([*batch, last])))(last)
    if cleaned.text != last.text:
        return "merged" if frequent in cleaned.text else "changed"
    return "flagged" if cleaned.flags else "apart"


def prose(folder: Path) -> None:
    """Print what is changed in prose that needs no change, with a table learned from it."""
    documents = [Document(row["text"], id=str(number)) for number, row in enumerate(rows(folder, "clean_prose"))]
    words = sum(len(document.text.split()) for document in documents)
    table = decide(count(documents))
    edits = [(edit, document) for document in documents for edit in edits_of(document, table)]
    print(f"\nclean prose: {words} words, {len(edits)} edits, to be judged:")
    for edit, _ in edits:
        print(f"  {edit.before} -> {edit.after}: {edit.why}")


def pages(folder: Path) -> None:
    """Print what is learned from the gold text of web pages, and what is changed there without it."""
    if not (folder / "pages.jsonl.zst").exists():
        return
    documents = [Document(row["main_content"] or "", id=str(row["id"])) for row in rows(folder, "pages")]
    words = sum(len(document.text.split()) for document in documents)
    learned = [pair for pair in decide(count(documents)).pairs if pair.decision == "auto"]
    print(f"\nweb pages: {words} words, {len(learned)} pairs to replace, to be judged:")
    for pair in learned:
        print(f"  {pair.wrong} -> {pair.right}, {sum(pair.counts[:1])} times: {pair.evidence}")
    print("without a learned table:")
    for document in documents:
        for edit in edits_of(document, None):
            print(f"  {edit.before} -> {edit.after}: {edit.why}")


def speed(documents: list[Document]) -> None:
    """Print words a second: learning, applying a table of 1,000 entries, and symspellpy on the same words."""
    text = "\n".join(document.text for document in documents)
    words = len(text.split())
    counts = count(documents)
    print(f"\nspeed on {words} words, best of 3, in seconds of one core")
    print(f"  count             {words / best(lambda: count(documents)) / 1e3:>9.0f} thousand words/s")
    print(f"  count and decide  {words / best(lambda: decide(count(documents))) / 1e3:>9.0f} thousand words/s")
    names = sorted(counts.names, key=lambda word: -counts.names[word].count)
    pairs = tuple(Pair(f"{word[:2]}x{word[2:]}", word) for word in names if len(word) > 4)[:1000]
    table = Table((), pairs, "benchmark")
    literals = Literals([pair.wrong for pair in pairs])
    taken = best(lambda: literals.find(text))
    print(f"  apply 1,000 entries                {words / taken / 1e6:>6.1f} million words/s")
    cleaner = name_variants.with_options(table=table)
    taken = best(lambda: [cleaner(document) for document in documents])
    print(f"  the whole cleaner, with that table {words / taken / 1e6:>6.2f} million words/s")
    try:
        from symspellpy import SymSpell, Verbosity
    except ImportError:
        print("  symspellpy is not installed")
        return
    speller = SymSpell(max_dictionary_edit_distance=2)
    for word, name in counts.names.items():
        speller.create_dictionary_entry(word.lower(), name.count)
    tokens = _WORD.findall(text)[:20000]
    taken = best(lambda: [speller.lookup(token.lower(), Verbosity.TOP, 2) for token in tokens])
    print(f"  symspellpy, one look-up a word     {len(tokens) / taken / 1e6:>6.2f} million words/s")


def best(run: Callable[[], object], times: int = 3) -> float:
    """Return the seconds that the fastest of some runs takes."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        run()
        taken.append(time.process_time() - start)
    return min(taken)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    main(parser.parse_args().data)
