"""What each line of a text is by its words alone: the phrase it holds, wherever it stands.

Ask `document.derived(marks)`. Whether a line may go is for `debris` to say, which knows where it stands.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from cleantext.cleaners.phrases import networks
from cleantext.cleaners.phrases.folding import DENSE
from cleantext.cleaners.phrases.loader import Kind, Needs, Phrase
from cleantext.cleaners.phrases.matcher import Hit, index_for
from cleantext.cleaners.phrases.tongues import spoken, told_by_words
from cleantext.core.document import Document
from cleantext.core.layout import CLOSERS, END_MARKS

# Families whose labels lead to a headline, which may end in a question mark or dots.
_BEFORE_HEADLINES = frozenset({"read-also", "related", "continue-reading", "player", "newsletter", "advertisement"})
_MOST_WORDS = {
    "tags": 60,
    "read-also": 32,
    "related": 32,
    "caption": 40,
    "source": 14,
    "rights": 30,
    "photo": 14,
    "byline": 12,
}
_MOST_FACT_WORDS = 20
_MOST_TAG_WORDS = 8  # of one tag; a label with more behind it and nothing between them heads something else

TAG_SEPARATOR = re.compile(r"\s*[,;|/、，；·•]+\s*|\s+(?=#)")
_HASHTAGS = re.compile(r"#[^\s#,]+(?:[\s,]+#[^\s#,]+){2,}[\s,.]*")


class Mark(NamedTuple):
    """A line that looks like debris."""

    line: int  # its number, as in `layout`
    family: str
    phrase: str  # as written in its file; the pieces of a cue with " + " between them
    kind: Kind
    needs: Needs
    language: str  # "" if other languages have the same words
    foreign: bool  # of a language that the text is not in, nor English, which pages mix into all others
    fact: tuple[int, int]  # what stands after a label, as offsets into the text; empty if nothing does


def marks(document: Document) -> dict[int, Mark]:
    """Return the marked lines of a text by number."""
    text = document.text
    found = index_for(document).hits(document)
    if "#" in text:
        found.update(_hashtag_lines(text, found))
    if not found:
        return {}
    starts = _line_starts(text, found)
    home = spoken(text) if any(_is_latin(hit.phrase.language) for hits in found.values() for hit in hits) else None
    marked = {}
    for number, hits in sorted(found.items()):
        start = starts[number]
        hits = [hit for hit in hits if not _reads_on(text, start, hit)]
        chosen = _chosen(hits, home)
        if chosen:
            hit, foreign = chosen
            phrase = hit.phrase
            marked[number] = Mark(
                line=number,
                family=phrase.family,
                phrase=" + ".join(phrase.words) if phrase.kind != "prompts" else phrase.words[0].strip("^$"),
                kind=phrase.kind,
                needs=phrase.needs,
                language=phrase.language if _is_unmistakable(hits, hit) else "",
                foreign=foreign,
                fact=(start + hit.start, start + hit.end),
            )
    return marked


def _chosen(hits: list[Hit], home: frozenset[str] | None) -> tuple[Hit, bool] | None:
    """Return the hit that counts for a line: one of the text's own language if it can, a certain one if it can."""
    ranked = [(_is_foreign(hit.phrase, home), bool(hit.phrase.needs), hit) for hit in hits]
    if not ranked:
        return None
    foreign, _, hit = min(ranked, key=lambda entry: entry[:2])
    return hit, foreign


def _is_unmistakable(hits: list[Hit], chosen: Hit) -> bool:
    """Say whether all phrases of the chosen one's family that the line holds are of one language."""
    return {hit.phrase.language for hit in hits if hit.phrase.family == chosen.phrase.family} == {
        chosen.phrase.language
    }


def _is_foreign(phrase: Phrase, home: frozenset[str] | None) -> bool:
    """Say whether a word is of a language that the text is not in; several words together are no coincidence."""
    everyday = phrase.kind in ("lines", "labels") and (phrase.needs or len(phrase.words[0].split()) == 1)
    return bool(everyday and home) and _is_latin(phrase.language) and phrase.language not in (home or ())


def _is_latin(code: str) -> bool:
    return code != "en" and told_by_words(code)


def _reads_on(text: str, start: int, hit: Hit) -> bool:
    """Say whether a label is the beginning of a sentence: "Related: that was how the clerk marked every cousin."."""
    phrase = hit.phrase
    if phrase.kind != "labels" or hit.start == hit.end:
        return False
    fact = text[start + hit.start : start + hit.end]
    words = fact.split()
    most = _MOST_WORDS.get(phrase.family, _MOST_FACT_WORDS)
    if len(words) > most or (DENSE.search(fact) and len(fact) > 3 * most):
        return True
    if phrase.family in _BEFORE_HEADLINES and fact.count("|") > 1:
        return True  # the row of a table: "| Watch | Price | Battery |"
    if phrase.family == "tags" and any(tag.count(" ") >= _MOST_TAG_WORDS for tag in TAG_SEPARATOR.split(fact)):
        return True
    if phrase.needs == "separator" and phrase.family not in _BEFORE_HEADLINES and _after_dash(text, start + hit.start):
        return len(words) > 6 or any(map(str.isdigit, fact)) or not _are_names(words)
    last = fact.rstrip(CLOSERS + " \t\r")[-1:]
    lower = fact[:1].islower()
    if phrase.needs == "separator" and phrase.family in _BEFORE_HEADLINES and (lower or len(fact) < 12):
        return True
    if last not in END_MARKS:
        return False
    if last in "?!？！…؟" or fact.endswith(("...", "[…]", "[...]")):
        return lower or phrase.family not in _BEFORE_HEADLINES
    return not _are_names(words)


def _after_dash(text: str, place: int) -> bool:
    return text[max(place - 4, 0) : place].rstrip(" *_")[-1:] in "-–—"


def _are_names(words: list[str]) -> bool:
    """Say whether the words before a full stop may be a name or two: "J. Example for the Agency."."""
    return len(words) <= 8 and all(len(word) < 4 or not word[0].isalpha() or word[0].isupper() for word in words)


def _hashtag_lines(text: str, found: dict[int, list[Hit]]) -> dict[int, list[Hit]]:
    run = {}
    for number, line in enumerate(text.split("\n")):
        if "#" in line[:4] and number not in found and len(line) < 600 and _HASHTAGS.fullmatch(line.strip()):
            stripped = line.rstrip()
            run[number] = [Hit(networks.HASHTAGS, len(line) - len(line.lstrip()), len(stripped))]
    return run


def _line_starts(text: str, wanted: dict[int, list[Hit]]) -> dict[int, int]:
    starts = {}
    last = max(wanted)
    start = 0
    for number in range(last + 1):
        if number in wanted:
            starts[number] = start
        start = text.find("\n", start) + 1
    return starts


__all__ = ["Mark", "Phrase", "marks"]
