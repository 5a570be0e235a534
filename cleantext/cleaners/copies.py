"""Paragraphs that stand twice, in full, in part, or nearly."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from cleantext.core.alphabet import unusual_characters
from cleantext.core.cleaner import Change, document_rule
from cleantext.core.document import Document, Edit, Flag
from cleantext.core.layout import Line, dropped, ends_sentence, is_prose, layout, weight
from cleantext.core.linelooks import looked_for, pieces_there

# Tables, list items, questions, and data under a label come back for their own reasons.
_STRUCTURE = re.compile(r"\||\t|\s{3}|^[-*•·◦▪–—]\s|^\(?\w{1,3}[.)]\s|[?？؟]$|^[^.,;]{2,30}[:：]\s")
_CUT = re.compile(r"\s*[\[(]?(?:…|\.\.\.)[\])]?\s*$")
(_DOTS,) = looked_for("...")
_SHORTEST = 20
_LONG_WORD = 6
_LEAST_SHARED = 0.3  # of a paragraph's long words: below this another paragraph is not compared with it
_CANDIDATES = 2
_WORD = 6  # Latin letters and a space: what a word of a script without spaces counts as
_LONGEST_VERSE = 70
_TEASER_REACH = 4  # lines below a teaser in which its paragraph is looked for


def _holds_copies(document: Document) -> bool:
    """Say whether two lines that are not very short are the same, blanks around them aside."""
    lines = list(map(str.strip, document.shared(layout).texts))
    if len(set(lines)) == len(lines):
        return False  # most texts
    longer = [line for line in lines if len(line) > _SHORTEST]
    return len(set(longer)) < len(longer)


@document_rule(effect="remove", asks=_holds_copies)
def repeated_paragraphs(document: Document, *, min_words: int = 8) -> Iterator[Edit]:
    r"""Remove the second copy of a paragraph.

    Why: pages hold texts twice, as teaser and in full, or for two kinds of screen. The first copy stays. A paragraph
    that comes back more than once is a refrain or a formula, and short lines without a blank line between them may be
    verse: they stay, as tables do.
    Before: "A ferry ran into the old pier on Sunday.\n\nIt rained.\n\nA ferry ran into the old pier on Sunday."
    After: "A ferry ran into the old pier on Sunday.\n\nIt rained.\n\n"
    Keeps: "The sea gives, the sea takes\n\nWe rowed all night\n\nThe sea gives, the sea takes"
    Keeps: "O lord of the wide sea, we ask you to hear.\nFor nets.\nO lord of the wide sea, we ask you to hear."
    Loses: a paragraph that the author wrote twice.
    """
    text = document.text
    lines = document.shared(layout).lines
    keys = [line.text.strip() for line in lines]
    counts = Counter(key for key in keys if len(key) > _SHORTEST)
    first: dict[str, int] = {}
    copies = []
    for index, key in enumerate(keys):
        if key in first and counts[key] == 2 and _words(key) >= min_words and _is_paragraph(text, lines[index]):
            copies.append(index)
        first.setdefault(key, index)
    for index in _with_lines_between(copies, keys, first):
        yield dropped(text, lines[index], why="stands further up")


def _is_paragraph(text: str, line: Line) -> bool:
    """Say whether a line is prose that nothing but a slip repeats: no table, list, question, code or verse."""
    key = line.text.strip()
    if not is_prose(key) or not ends_sentence(key) or line.text.startswith(("    ", "\t")):
        return False
    return not _STRUCTURE.search(key) and not _is_verse(text, line)


def _with_lines_between(copies: list[int], keys: list[str], first: dict[str, int]) -> list[int]:
    """Return the copies, and the short lines between two of them that the first run of the text has there too."""
    whole = set(copies)
    for one, other in pairwise(copies):
        between = range(one + 1, other)
        start = first[keys[one]]
        if first[keys[other]] - start == other - one and all(keys[at] == keys[start + at - one] for at in between):
            whole.update(between)
    return sorted(whole)


def _holds_dots(document: Document) -> bool:
    return "…" in document.shared(unusual_characters) or _DOTS in document.derived(pieces_there)


@document_rule(effect="remove", asks=_holds_dots)
def teaser_copies(document: Document, *, min_words: int = 5) -> Iterator[Edit]:
    r"""Remove a teaser: the beginning of the paragraph that follows, cut short with dots.

    Why: a page prints it above the full text, or in place of it on lists.
    Before: "The ferry ran into the old pier…\n\nThe ferry ran into the old pier on Sunday. Nobody was hurt."
    After: "\nThe ferry ran into the old pier on Sunday. Nobody was hurt."
    Keeps: "The ferry ran into the old pier…\n\nNobody was hurt when it happened on Sunday."
    """
    lines = document.shared(layout).lines
    for index, line in enumerate(lines):
        tail = line.text.rstrip()[-4:]
        if "…" not in tail and "..." not in tail:
            continue
        words = line.text.strip()
        cut = _CUT.search(words, max(0, len(words) - 8))
        if cut is None:
            continue
        stub = words[: cut.start()].rstrip(" ,;:-–—")
        if _words(stub) < min_words:
            continue
        for below in lines[index + 1 : index + 1 + _TEASER_REACH]:
            full = below.text.strip()
            if full.startswith(stub) and len(full) > len(words):
                yield dropped(document.text, line, why="the paragraph below begins with it")
                break


@document_rule(effect="normalise")
def near_copies(document: Document, *, min_words: int = 12, alike: float = 0.6) -> Iterator[Change]:
    r"""Flag a paragraph that says nearly the same words as one further up; the text stays.

    Why: rewriters and pages with pull quotes repeat themselves with small changes; which copy is the right one is for a
    person to say. `alike` is the share of the shorter paragraph's word triples that the other has too.
    Before: "The ferry ran into the old pier."
    After: "The ferry ran into the old pier."
    Keeps: "In fog a ferry ran into the pier; it sank.\n\nIn fog a ferry ran into the pier, and it sank."
    """
    holders: dict[str, int] = {}  # each long word -> the paragraph that has it first
    lines = document.shared(layout).lines
    triples: dict[int, frozenset[tuple[str, ...]]] = {}
    for index, line in enumerate(lines):
        words = line.text.casefold().split()
        if len(words) < min_words:
            continue
        long = {word for word in words if len(word) >= _LONG_WORD}
        first = Counter([holder for word in long if (holder := holders.get(word)) is not None])
        for word in long:
            holders.setdefault(word, index)
        for other, count in sorted(first.items(), key=lambda item: (-item[1], item[0]))[:_CANDIDATES]:
            if count < _LEAST_SHARED * len(long):
                break
            for number in (index, other):
                if number not in triples:
                    triples[number] = _triples(lines[number].text)
            shared = len(triples[index] & triples[other])
            if shared >= alike * min(len(triples[index]), len(triples[other])):
                yield Flag(line.start, line.end, f"nearly the same words as the paragraph at {lines[other].start}")
                break


def _triples(line: str) -> frozenset[tuple[str, ...]]:
    words = line.casefold().split()
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _is_verse(text: str, line: Line) -> bool:
    """Say whether a line is a short one right under another short one."""
    above = text[max(0, line.start - _LONGEST_VERSE - 2) : max(0, line.start - 1)]
    verse = above[above.rfind("\n") + 1 :]
    return len(line.text) <= _LONGEST_VERSE and 0 < len(verse.strip()) <= _LONGEST_VERSE


def _words(line: str) -> int:
    """Return the number of words; a script without spaces counts by its length."""
    spaced = len(line.split())
    return spaced if line.isascii() else max(spaced, weight(line) // _WORD if spaced < len(line) // 12 else 0)
