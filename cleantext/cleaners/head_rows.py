"""Rows of facts under the headline: who wrote the text, when it appeared and was changed, how often it was read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from cleantext.cleaners.bylines import byline_in
from cleantext.cleaners.credit_words import AGENCIES, whole_credit
from cleantext.cleaners.datewords import any_plays, may_hold_date, read_date_line
from cleantext.cleaners.heads import below, below_headline, concerned, core
from cleantext.cleaners.people import has_case, is_full_name, is_name, is_writer
from cleantext.cleaners.phrases.matcher import Index, index_for
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit
from cleantext.core.layout import Line, all_moved, is_prose
from cleantext.core.literals import AnyOf

_LONGEST = 200
_MOST_WORDS = 34
_LONGEST_FACT = 9  # words: a date with its label
_MOST_TRIES = 120  # places at which a row is taken apart: a sentence is given up soon
_BARS = re.compile(r"\s*(?:[|•·●丨]|\s[-–—/]\s|\u3000)\s*|\s{2,}")
_BAR = re.compile(r"[|•·●丨\u3000]|\s[-–—/]\s|\s\s")  # stands wherever one of the bars does
_BLANK = re.compile(r"[\s,;(（]+")
_CLOSING = " \t\u00a0,;()（）"
_DIGIT = re.compile(r"\d")
_COUNT = re.compile(r"[^\w\s]{1,3}\s?\d[\d.,]{0,6}\s?[kKmM]?")  # an icon and how many: "👁 1,9K"
# A year, a date in figures, a time of day, or two labels.
_MAY_BE_ROW = re.compile(  # set out so that it is tried at digits and colons alone
    r"[\d:：＝=](?:(?<=(?<!\d)\d)\d{3}(?!\d)|(?<=\d)(?:[./-]\d{1,2}[./-]\d\d|\s?[:hH時时点시]\s?\d\d)"
    r"|(?<=[:：＝=]).{3,60}[:：＝=])"
)
_MINUTES = re.compile(r"(?<!\d)\d{1,2}\s?[:.hH時时点시]\s?(\d\d)(?![\d.])")
_ROUND = frozenset({"00", "15", "30", "45"})  # at which things that are announced begin
# What a credit has, if it does not name an agency.
_CREDIT_SIGN = re.compile(r"[:：=／/|՝©ⓒ(\[（［]|photo|picture|image|illustration|fot\.|φωτ\.", re.IGNORECASE)
_AGENCY = AnyOf(AGENCIES)
# What a phrase without a fact is, by its family: a desk, or words of the page.
_WHOLE = {"byline": "byline"} | dict.fromkeys(
    ("counters", "reading-time", "share", "comments", "controls", "updated", "paywall", "player"), ""
)


class _Fact(NamedTuple):
    kind: str  # "byline", "contributors", "credits", "source", "date", "name", or "" for what no field keeps
    start: int  # into the line
    end: int
    tells: bool = False  # only a page says so: it has a label, or is a count


class _Reader:
    """Takes a row apart."""

    def __init__(self, document: Document, line: Line, phrases: Index) -> None:
        self._document, self._line, self._phrases = document, line, phrases
        self._tries = 0

    def facts(self, start: int, end: int) -> list[_Fact] | None:
        """Return the facts of a part of the line, or None if it is anything else."""
        text = self._line.text
        while start < end and text[start] in _CLOSING:
            start += 1
        while end > start and text[end - 1] in _CLOSING:
            end -= 1
        if start == end:
            return []
        return self._fact(start, end) or self._parted(start, end)

    def _fact(self, start: int, end: int) -> list[_Fact] | None:
        self._tries += 1
        if self._tries > _MOST_TRIES:
            return None
        words = self._line.text[start:end]
        if read := read_date_line(words):
            return [_Fact("date", start + read.start, start + read.end, read.labelled)]
        byline = byline_in(self._document.text, self._line.start + start, self._line.start + end)
        if byline and not _names_day(self._document.text[byline.start : byline.end]):
            shift = self._line.start
            return [_Fact(byline.field, byline.start - shift, byline.end - shift, tells=True)]
        if span := whole_credit(words):
            return [_Fact("credits", start + span[0], start + span[1], tells=True)]
        for hit in self._phrases.of(words):
            if " + " in hit.phrase.words[0]:
                continue  # a row by itself: its parts tell more
            family, named = hit.phrase.family, words[hit.start : hit.end]
            if family in _WHOLE and not named and (hit.phrase.kind == "lines" or words[-1] not in ":："):
                return [_Fact(_WHOLE[family], start, end, tells=True)]
            if family == "counters" and _DIGIT.search(named):
                return [_Fact("", start, end, tells=True)]
            if family in ("byline", "source") and is_name(named) and not _names_day(named):
                return [_Fact(family, start + hit.start, start + hit.end, tells=True)]
        if _COUNT.fullmatch(words) and not words[0].isascii():
            return [_Fact("", start, end, tells=True)]
        if is_writer(words):
            return [_Fact("byline", start, end, tells=True)]
        return [_Fact("name", start, end)] if _may_be_person(words) else None

    def _parted(self, start: int, end: int) -> list[_Fact] | None:
        """Return the facts on both sides of a bar, or else of a blank, if both sides are facts."""
        text = self._line.text
        for gap in _BARS.finditer(text, start, end):
            left = self.facts(start, gap.start())
            if left and (found := self._both(left, gap.end(), end)):
                return found
        blanks = list(islice(_BLANK.finditer(text, start, end), _LONGEST_FACT))
        for blank in reversed(blanks):
            left = self._fact(start, blank.start())
            if left and (found := self._both(left, blank.end(), end)):
                return found
        return None

    def _both(self, left: list[_Fact], start: int, end: int) -> list[_Fact] | None:
        right = self.facts(start, end)
        return None if right is None else left + right


def _may_be_person(words: str) -> bool:
    return has_case(words) and is_full_name(words) and not any_plays(words, "labels", "weekdays", "months")


def _names_day(words: str) -> bool:
    """Say whether a weekday or a month is among words of a script without capitals, which has no Mrs May."""
    return not has_case(words) and any_plays(words, "weekdays", "months")


@below
def _may_be_rows(document: Document) -> list[Line]:
    """Return the lines below the headline that may be rows: in most texts none."""
    lines = document.derived(below_headline)
    return [line for line in lines if len(line.text) <= _LONGEST and _may_be_row(line.text)]


def _may_be_row(line: str) -> bool:
    """Say whether a line may be a row of facts: one has gaps, and a date or a credit as one of its parts."""
    return (
        _MAY_BE_ROW.search(line) is not None
        and line.count(" ") <= _MOST_WORDS
        and (not is_prose(line) or _BAR.search(line) is not None)
        and (may_hold_date(line) or _may_hold_credit(line))
    )


def _may_hold_credit(line: str) -> bool:
    """Say whether a part of a line can be a credit: exact where it says no."""
    if _CREDIT_SIGN.search(line):
        return True
    return _AGENCY.stands_in(" ".join(line.casefold().split()))


@document_rule(effect="remove", asks=concerned)
def head_rows(document: Document) -> Iterator[Edit]:
    r"""Move a row of facts under the headline to the metadata: author, date, last change, views.

    Why: pages print them in one line between headline and text. A line is such a row if every part of it is a date,
    an author, a label of the page's frame or a count: one a date, one something else, and one such that only a page
    has it, such as "Updated", or a name beside a date to the minute; or if it is an author and a photographer, each
    with a label. The author goes to `byline`, the first date to `date`.
    Before: "Pier hit\n\nBy Ada Example | 3 May 2021, 09:12 | 84 views\n\nA ferry ran into the old pier on Sunday."
    After: "Pier hit\n\n\nA ferry ran into the old pier on Sunday."
    Keeps: "Ferry hits pier\n\nAda Example, 3 October 2021\n\nA ferry ran into the old pier on Sunday."
    Keeps: "Concert on the pier\n\nHarbour Hall, 3 October 2021, 19:30\n\nThe band of the port plays, and all may come."
    Keeps: "Ferry hits pier\n\nUpdated rules for the pier from October 2021\n\nA ferry ran into the old pier on Sunday."
    Loses: all dates but the first, times of reading and counts, which no field keeps.
    """
    found = {line: facts for line in document.derived(_may_be_rows) if (facts := _row(document, line))}
    if not found or len(found) > 2:
        return
    dated = bool(document.metadata.get("date"))
    named = bool(document.metadata.get("byline"))
    for line, facts in found.items():
        kept = []
        for fact in facts:
            if fact.kind in ("contributors", "credits", "source"):
                kept.append(fact)
            elif fact.kind == "date" and not dated and fact.start < fact.end:
                dated = True
                kept.append(fact)
            elif fact.kind in ("byline", "name") and not named:
                named = True
                kept.append(fact._replace(kind="byline"))
        spans = [(line.start + fact.start, line.start + fact.end, fact.kind) for fact in kept]
        yield from all_moved(document.text, line, spans)


def _row(document: Document, line: Line) -> list[_Fact]:
    """Return the facts of a line if it is a row of them for certain."""
    start, end = core(line)
    facts = _Reader(document, line, index_for(document)).facts(start - line.start, end - line.start) or []
    kinds = [fact.kind for fact in facts]
    if kinds in (["byline", "credits"], ["credits", "byline"]):  # "Text: Ada Example Photo: Bob Sample"
        return facts
    if "date" not in kinds or len(set(kinds)) == 1 or kinds.count("name") > 1:
        return []
    if any(fact.tells for fact in facts):
        return facts
    minutes = _MINUTES.findall(line.text)
    to_the_minute = bool(minutes) and _ROUND.isdisjoint(minutes) and "," not in line.text[: facts[1].start]
    return facts if to_the_minute and kinds == ["name", "date"] else []
