"""From counts to a table: which spellings are replaced, which a person should look at, which are left alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from cleantext.core.spelling import is_other_style
from cleantext.core.table import Decision, Pair, Table
from cleantext.learning.names.block import pairs
from cleantext.learning.names.compare import Evidence, Zipf, compare, is_capital
from cleantext.learning.names.count import NameCounts
from cleantext.learning.names.score import COMMON, DOUBTFUL, FORM, KNOWN, doubt, in_words, score, veto

AUTO = 0.90  # from here on a pair is applied
REVIEW = 0.60  # from here on it is shown to a person
RIVAL = 20  # times less likely at least must any other right form be, or the pair is ambiguous
AMBIGUOUS = 0.8  # what is left of its score then
PHRASE_DOCUMENTS = 3  # that must hold the right phrase before a known name in the wrong one is called wrong
PHRASE_SCORE = 0.94


def decide(
    counts: NameCounts, *, old: Table | None = None, auto: float | None = None, zipf: Zipf | str = "if installed"
) -> Table:
    """Return the table that the counts support.

    `old`: an earlier table, whose names and handwritten pairs are kept and whose decisions stand.
    `auto`: the score from which a pair is applied without a person's look.
    `zipf`: how common a word is in English; left alone, wordfreq is asked if it is installed.
    """
    known = english() if isinstance(zipf, str) else zipf
    threshold = AUTO if auto is None else auto
    compared = [compare(wrong, right, counts, known) for wrong, right in pairs(counts)]
    found = {pair.wrong: pair for pair in _consensus(counts, compared, threshold)}
    for pair in _phrases(counts, compared, known, threshold):
        found.setdefault(pair.wrong, pair)
    return Table(old.names if old else (), tuple(_with_old(found, old)), source="learned")


def english() -> Zipf:
    """Return how common words are in English by wordfreq, or None if it is not installed."""
    try:
        from wordfreq import zipf_frequency
    except ImportError:
        return None
    return cache(lambda word: zipf_frequency(word, "en"))


def _consensus(counts: NameCounts, compared: list[Evidence], auto: float) -> Iterator[Pair]:
    """Yield one pair for each wrong form that enough speaks against."""
    rivals: defaultdict[str, list[tuple[float, Evidence]]] = defaultdict(list)
    vetoed = set()
    for evidence in compared:
        reason = veto(evidence)
        if not reason or reason == FORM:  # what may be a form of another name is no slip for it, but may be meant
            rivals[evidence.wrong].append((score(evidence), evidence))
            if reason:
                vetoed.add((evidence.wrong, evidence.right))
    best = {}
    for wrong, scored in rivals.items():
        eligible = [one for one in scored if (wrong, one[1].right) not in vetoed]
        if not eligible:
            continue
        top, evidence = max(eligible, key=lambda one: (one[0], one[1].right))
        others = [one for one in scored if one[1].right != evidence.right]
        near = [one for likely, one in others if _odds(likely) * RIVAL > _odds(top)]
        if not all(_same_target(evidence.right, one.right, rivals) for one in near):
            top *= AMBIGUOUS
        if doubt(evidence):
            top = min(top, DOUBTFUL)
        if top >= REVIEW:
            best[wrong] = (top, evidence)
    for top, evidence in best.values():
        if evidence.right not in best:  # a right form that is wrong itself: its own right form is a rival already
            decision: Decision = "auto" if top >= auto else "review"
            yield _pair(evidence, decision, "word", "consensus", top, counts)


def _odds(likely: float) -> float:
    return likely / max(1e-9, 1 - likely)


def _same_target(right: str, rival: str, rivals: dict[str, list[tuple[float, Evidence]]]) -> bool:
    """Say whether the runner-up is itself only a misspelling of the best."""
    return any(evidence.right == right and likely >= REVIEW for likely, evidence in rivals.get(rival, ()))


def _phrases(counts: NameCounts, compared: list[Evidence], zipf: Zipf, auto: float) -> Iterator[Pair]:
    """Yield pairs of two-word names whose one word agrees, where the other is wrong only beside it."""
    if zipf is None:
        return
    for evidence in compared:
        wrong, right = evidence.wrong, evidence.right
        known = (evidence.zipf or (0.0,))[0] >= KNOWN
        if (
            not known
            or evidence.derived
            or is_other_style(wrong, right)
            or evidence.both_often
            or evidence.distance > 2
        ):
            continue
        for neighbour in evidence.neighbours:
            if zipf(neighbour.lower()) > COMMON or not is_capital(neighbour, counts):
                continue
            one, other = counts.names[wrong], counts.names[right]
            for side in ("before", "after"):
                times = (getattr(one, side)[neighbour], getattr(other, side)[neighbour])
                if not times[0] or times[1] < PHRASE_DOCUMENTS * times[0]:
                    continue
                likely = PHRASE_SCORE if evidence.same_sounds or evidence.together else (auto + REVIEW) / 2
                phrases = [_joined(neighbour, word, side) for word in (wrong, right)]
                pair = _pair(evidence, "auto" if likely >= auto else "review", "phrase", "phrase", likely, counts)
                said = f"{phrases[0]} {times[0]} × against {phrases[1]} {times[1]} ×; {pair.evidence}"
                yield replace(pair, wrong=phrases[0], right=phrases[1], counts=times, evidence=said)


def _joined(neighbour: str, word: str, side: str) -> str:
    return f"{neighbour} {word}" if side == "before" else f"{word} {neighbour}"


def _pair(e: Evidence, decision: Decision, scope: str, stage: str, likely: float, counts: NameCounts) -> Pair:
    snippets = [snippet for word in (e.wrong, e.right) for _, snippet in counts.names[word].snippets[:1]]
    return Pair(
        e.wrong, e.right, decision, scope, stage, round(likely, 2), e.counts, e.documents, in_words(e), tuple(snippets)
    )  # fmt: skip


def _with_old(found: dict[str, Pair], old: Table | None) -> Iterable[Pair]:
    """Yield the found pairs with the decisions that a person took, and those pairs that are a person's own."""
    kept = {(pair.wrong, pair.right): pair for pair in old.pairs} if old else {}
    never = {word for name in (old.names if old else ()) for word in (name.canonical, *name.never)}
    for pair in found.values():
        if pair.wrong in never:
            continue
        before = kept.pop((pair.wrong, pair.right), None)
        if before is None:
            yield pair
        elif before.stage == "hand":
            yield before
        else:
            yield replace(pair, decision=before.decision, note=before.note)
    yield from (pair for pair in kept.values() if pair.stage == "hand" or pair.decision == "reject")
