"""Window titles: the headline in other words, with the name of the site behind it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources

from cleantext.cleaners.heads import below_headline, core, head
from cleantext.cleaners.people import has_case
from cleantext.cleaners.titles import ADDRESS
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit
from cleantext.core.layout import Line, ends_sentence, moved, weight

_LONGEST = 160
_BAR = re.compile(r"\s+(?P<bar>\||»|::|[-–—])\s+")
_STRONG = frozenset({"|", "»", "::"})
_WORD = re.compile(r"[^\W\d_]+")
_STEM = 4  # letters: words that begin alike are the same word in another form
_SHORTEST = 4  # letters of a word that tells
_FEWEST_WORDS = 3  # of the headline in front of the bar
_SHARE = 0.5  # of its words that the headline above it or the first paragraphs have
_MOST_SITE_WORDS = 4
_MOST_PIECES = 3
_NEAR = 1200  # characters below the line


def _barred(document: Document) -> list[Line]:
    """Return the lines below the headline that have a bar or a dash between blanks."""
    lines = document.derived(below_headline)
    return [line for line in lines if len(line.text) <= _LONGEST and _BAR.search(line.text)]


@document_rule(effect="remove", sure=False, triggers=(" | ", " » ", " :: ", " - ", " – ", " — "), asks=_barred)
def window_titles(document: Document) -> Iterator[Edit]:
    r"""Remove the window title below the headline: the same in other words, with section and site behind it.

    Why: sites word the title for search engines anew, and crawlers print it into the text. A line is such a title if
    it shares words with the headline, most of its words come back in the text, and what stands behind a bar or the
    second dash is a short name, or behind a single dash one that has a word of newspapers' names. The name goes to
    `site`.
    Before: "Pier hit in fog\n\nFerry runs into pier | Local | Tideline\n\nA ferry ran into the old pier on Sunday."
    After: "Pier hit in fog\n\n\nA ferry ran into the old pier on Sunday."
    Keeps: "Ferry hits pier in fog\n\nFerry, pier and fog | What we know\n\nA ferry ran into the old pier on Sunday."
    Keeps: "Pier hit in fog\n\nFerry stays in harbour – Council meets\n\nA ferry ran into the old pier on Sunday."
    Loses: how the headline was worded for search engines.
    """
    top = document.derived(head)
    barred = document.derived(_barred)
    if len(barred) != 1:
        return  # more of them are a table or a menu
    line = barred[0]
    site = _site(line)
    if site and _is_reworded(document, top.lines[0], line.text[: site[0]], line.end):
        yield from moved(document.text, line, line.start + site[1], line.start + site[2], field="site")


def _site(line: Line) -> tuple[int, int, int] | None:
    """Return where the headline in a line ends, and the span of the name of a site behind it."""
    words = line.text[: core(line)[1] - line.start]
    if ends_sentence(words):
        return None
    bars = list(_BAR.finditer(words))
    if len(bars) >= _MOST_PIECES:
        return None
    first, last = bars[0], bars[-1]
    name = words[last.end() :]
    between = words[first.end() : last.start()] if len(bars) > 1 else ""
    if len(between.split()) > _MOST_SITE_WORDS or not _is_name(name):
        return None
    sure = len(bars) > 1 and first["bar"] == last["bar"] and _is_name(between)
    if last["bar"] in _STRONG or sure or _is_masthead(name):
        return first.start(), last.end(), len(words)
    return None


def _is_name(words: str) -> bool:
    """Say whether words are a few of which those that are not short are capitalised, or an address."""
    pieces = words.split()
    if not 0 < len(pieces) <= _MOST_SITE_WORDS or weight(words) > 40 or words[-1] in "?!…:":
        return False
    if ADDRESS.search(words):
        return True
    return (
        has_case(words)
        and not pieces[0][0].islower()
        and all(len(word) < _SHORTEST or not word[0].islower() or "'" in word or "’" in word for word in pieces)
    )


def _is_masthead(name: str) -> bool:
    words, endings = _mastheads()
    folded = name.casefold()
    return bool(ADDRESS.search(name)) or folded.endswith(endings) or not words.isdisjoint(_WORD.findall(folded))


@cache
def _mastheads() -> tuple[frozenset[str], tuple[str, ...]]:
    facts = tomllib.loads(resources.files(__package__).joinpath("mastheads.toml").read_text(encoding="utf-8"))
    return frozenset(facts["words"].split()), tuple(facts["endings"].split())


def _is_reworded(document: Document, headline: Line, words: str, below: int) -> bool:
    """Say whether words share one with the headline, and most of them with it and the first paragraphs."""
    if len(words.split()) < _FEWEST_WORDS:
        return False
    stems = _stems(words)
    titled = _stems(headline.text)
    told = titled | _stems(document.text[below : below + _NEAR])
    return bool(stems & titled) and len(stems & told) >= max(2, _SHARE * len(stems))


def _stems(words: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(words.casefold()) if len(word) >= _SHORTEST}
