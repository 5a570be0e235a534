"""What each line of a text is by its words alone: the phrase it holds, wherever it stands.

Ask `document.derived(marks)`. Whether a line may go is for `debris` to say, which knows where it stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from cleantext.cleaners.phrases import networks
from cleantext.cleaners.phrases.folding import DENSE
from cleantext.cleaners.phrases.loader import Kind, Needs, Phrase
from cleantext.cleaners.phrases.matcher import Hit, Index, index_for
from cleantext.cleaners.phrases.met import Met
from cleantext.cleaners.phrases.tongues import languages, told_by_words
from cleantext.core.alphabet import begins_small
from cleantext.core.document import Document
from cleantext.core.layout import CLOSERS, END_MARKS, Line, layout

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
_LONGEST_NOTICE = 300  # characters
_COPYRIGHT = re.compile(
    r"\s*(?P<sign>(?P<word>copyright[ :]*)?©)\s*(?P<again>copyright[ :]*)?"
    r"(?P<year>(?:19|20)\d\d(?:\s?[-–—/]\s?\d{2,4})?)?[\s,.]*(?P<owner>[^\s.|,;:–—][^.|,;:–—\n]{1,60})(?:[.|,;:–—]|\s*$)",
    re.IGNORECASE,
)
_HASHTAGS = re.compile(r"[#＃][^\s#＃,]+[#＃]?(?:[\s,]+[#＃][^\s#＃,]+[#＃]?){2,}[\s,.]*")


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


class _Choice(NamedTuple):
    """A hit that may count for a line."""

    hit: Hit
    words: str  # the phrase, to be shown
    language: str  # that the text must be in for the words to be no coincidence; "" if they are none anywhere
    only: bool  # all phrases of its family that the line holds are of one language


_chosen: defaultdict[Index, Met[list[_Choice]]] = defaultdict(Met)


def marks(document: Document) -> dict[int, Mark]:
    """Return the marked lines of a text by their places in the layout."""
    text, page = document.text, document.shared(layout)
    phrases = index_for(document)
    found = phrases.hits(document)
    if "#" in text or "＃" in text:
        found.update(_hashtag_lines(page.texts, found))
    if "©" in text:
        found.update(_copyright_lines(page.texts, found))
    if not found:
        return {}
    known = _chosen[phrases]
    marked = {}
    for index in sorted(found):
        line = page.lines[index]
        choices = known.get(line.text)
        if choices is None:
            choices = known.keep(line.text, _choices(line.text, found[index]))
        if choices:
            marked[index] = _mark(document, line, choices)
    return marked


def _choices(line: str, hits: list[Hit]) -> list[_Choice]:
    """Return the hits that count for a line, those that are debris wherever they stand before the others."""
    hits = [hit for hit in hits if not _reads_on(line, hit)]
    hits.sort(key=lambda hit: bool(hit.phrase.needs))
    spoken: dict[str, set[str]] = {}
    for hit in hits:
        spoken.setdefault(hit.phrase.family, set()).add(hit.phrase.language)
    return [
        _Choice(hit, _shown(hit.phrase), _everyday(hit.phrase), len(spoken[hit.phrase.family]) == 1) for hit in hits
    ]


def _mark(document: Document, line: Line, choices: list[_Choice]) -> Mark:
    """Return the mark of a line by the first of its hits that is of the text's own language, if there is one."""
    choice = choices[0]
    foreign = False
    if choice.language and (home := document.derived(languages)):
        choice = next((own for own in choices if not own.language or own.language in home), choice)
        foreign = bool(choice.language) and choice.language not in home
    start, (phrase, first, last) = line.start, choice.hit
    language = phrase.language if choice.only else ""
    fact = (start + first, start + last)
    return Mark(line.number, phrase.family, choice.words, phrase.kind, phrase.needs, language, foreign, fact)


def _shown(phrase: Phrase) -> str:
    return " + ".join(phrase.words) if phrase.kind != "prompts" else phrase.words[0].strip("^$")


def _everyday(phrase: Phrase) -> str:
    """Return the language of a phrase that is but a word or so; several words together are no coincidence."""
    everyday = phrase.kind in ("lines", "labels") and (phrase.needs or len(phrase.words[0].split()) == 1)
    return phrase.language if everyday and phrase.language != "en" and told_by_words(phrase.language) else ""


def _reads_on(line: str, hit: Hit) -> bool:
    """Say whether a label is the beginning of a sentence: "Related: that was how the clerk marked every cousin."."""
    phrase = hit.phrase
    if phrase.kind != "labels" or hit.start == hit.end:
        return False
    fact = line[hit.start : hit.end]
    words = fact.split()
    most = _MOST_WORDS.get(phrase.family, _MOST_FACT_WORDS)
    if len(words) > most or (DENSE.search(fact) and len(fact) > 3 * most):
        return True
    if phrase.family in _BEFORE_HEADLINES and fact.count("|") > 1:
        return True  # the row of a table: "| Watch | Price | Battery |"
    if phrase.family == "tags" and any(tag.count(" ") >= _MOST_TAG_WORDS for tag in TAG_SEPARATOR.split(fact)):
        return True
    if phrase.needs == "separator" and phrase.family not in _BEFORE_HEADLINES and _after_dash(line, hit.start):
        return len(words) > 6 or any(map(str.isdigit, fact)) or not _are_names(words)
    last = fact.rstrip(CLOSERS + " \t\r")[-1:]
    lower = begins_small(fact)
    if phrase.needs == "separator" and phrase.family in _BEFORE_HEADLINES and (lower or len(fact) < 12):
        return True
    if last not in END_MARKS:
        return False
    if last in "?!？！…؟" or fact.endswith(("...", "[…]", "[...]")):
        return lower or phrase.family not in _BEFORE_HEADLINES
    return not _are_names(words)


def _after_dash(line: str, place: int) -> bool:
    return line[max(place - 4, 0) : place].rstrip(" *_")[-1:] in "-–—"


def _are_names(words: list[str]) -> bool:
    """Say whether the words before a full stop may be a name or two: "J. Example for the Agency."."""
    return len(words) <= 8 and all(len(word) < 4 or not word[0].isalpha() or word[0].isupper() for word in words)


def _hashtag_lines(lines: Sequence[str], found: dict[int, list[Hit]]) -> dict[int, list[Hit]]:
    run = {}
    for index, line in enumerate(lines):
        begun = "#" in line[:4] or "＃" in line[:4]
        if begun and index not in found and len(line) < 600 and _HASHTAGS.fullmatch(line.strip()):
            stripped = line.rstrip()
            run[index] = [Hit(networks.HASHTAGS, len(line) - len(line.lstrip()), len(stripped))]
    return run


def _copyright_lines(lines: Sequence[str], found: dict[int, list[Hit]]) -> dict[int, list[Hit]]:
    """Return the lines that begin with the sign of copyright, a year or the word, and an owner."""
    run = {}
    for index, line in enumerate(lines):
        if index in found or len(line) > _LONGEST_NOTICE or "©" not in line[:24]:
            continue
        notice = _COPYRIGHT.match(line)
        if notice and (notice["year"] or notice["word"] or notice["again"]) and not notice["owner"][:1].islower():
            run[index] = [Hit(networks.COPYRIGHT, notice.start("sign"), len(line.rstrip()))]
    return run


__all__ = ["Mark", "Phrase", "marks"]
