"""The quick ways to the lines that may be phrases lead to the same lines as the plain ones."""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from copy import copy
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleantext import Document
from cleantext.cleaners.phrases import candidates, debris, marks, met, tiles
from cleantext.cleaners.phrases.candidates import INSERTS, Candidates
from cleantext.cleaners.phrases.cues import QUOTES
from cleantext.cleaners.phrases.folding import COMPOSES, MAY_CHANGE, MAY_COMPOSE, core_of, fold
from cleantext.cleaners.phrases.loader import all_phrases
from cleantext.cleaners.phrases.matcher import index
from cleantext.cleaners.phrases.patterns import DIGIT, without_numbers
from cleantext.cleaners.phrases.tongues import languages, spoken
from cleantext.core.document import Edit
from tests.strategies import awkward_text

WORDS = sorted(
    {
        piece
        for phrase in tuple(all_phrases())[::53]
        for words in phrase.words
        for whole in [words.strip("^$").replace("{n}", "12").replace("{words}", "Ada")]
        for piece in (whole, whole.split()[0], whole[:7], whole[-5:])
    }
)
SIGNS = [
    "",
    "",
    " ",
    "  ",
    ".",
    ",",
    ":",
    "'",
    '"',
    "(",
    ")",
    "•",
    "- ",
    "1",
    "é",
    "ん",
    "?",
    "! ",
    " | ",
    "...",
    "\u0301",
]
LINES = st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(SIGNS)), max_size=6).map("".join)


BULLETED = st.tuples(st.sampled_from(["", "", "- ", "• ", "1. ", "12) ", "("]), LINES).map("".join)


@given(lines=st.lists(st.one_of(BULLETED, awkward_text()), max_size=6))
@example(lines=['12) Phát"'])
def test_what_is_known_of_words_lets_the_same_lines_through_as_a_look_at_each_line(lines: list[str]) -> None:
    likely = index().candidates
    plain = copy(likely)
    plain.firsts = plain.lasts = defaultdict(lambda: ("",))  # nothing is known: any line may go on in any way
    lines = [line for line in lines if fold(line)[:1] not in QUOTES]  # what is said by somebody stays
    folded = list(map(fold, lines))
    assert likely.among(folded, lines) == plain.among(folded, lines)


PROSE = " went down to the old pier and told whoever was there that the ferry would not sail before the spring tide"
PUT_IN = st.sampled_from(
    ["", " (12)", ' "Noon"', " [1]", " « Noon »", " \u0663", " ﬁ", ": Ada", " 5 min", " | Share", " Share"]
)


@given(
    line=st.tuples(
        st.one_of(st.sampled_from(WORDS), BULLETED), PUT_IN, st.sampled_from(["", PROSE, PROSE * 2]), PUT_IN, LINES
    )
)
@example(line=("Best", "", PROSE * 2, ' "Noon"', ""))
@example(line=("- Best", "", "ﬃ" * 50, "", " gönderiyi gördü, min"))
def test_prose_that_begins_like_a_phrase_holds_none(line: tuple[str, ...]) -> None:
    document = Document("".join(line).replace("\n", " "))
    with (
        patch.object(Candidates, "_is_prose_behind", lambda *_: False),
        patch.object(candidates, "_holds_inserts", lambda line, _: not INSERTS.isdisjoint(line)),
    ):
        hits = index().hits(Document(document.text))
    index()._met.clear()
    assert index().hits(document) == hits


@given(line=LINES, prose=st.sampled_from(["", PROSE]))
def test_a_line_with_numbers_is_found_by_what_stands_before_them(line: str, prose: str) -> None:
    core = core_of(line + prose)
    assert index()._counted(core) == (index()._lines.get(without_numbers(core)) if DIGIT.search(core) else ())


@given(
    text=st.lists(st.sampled_from(["|", "/", ">", "\\", "→", "•", "😀", " ", "a", "{n}", "ж", ".", "("])).map("".join)
)
def test_a_line_without_signs_holds_none(text: str) -> None:
    if not tiles.may_hold_signs(text):
        assert not tiles._SIGN.search(text)
        assert not tiles._CRUMB_SIGN.search(text)
        assert not tiles._ARROW.search(text)
    if not tiles._MAY_BAR.search(text):
        assert tiles._BAR.split(text) == [text]


@given(lines=st.lists(st.one_of(LINES, awkward_text()), max_size=6), new=LINES, place=st.integers(0, 99))
def test_after_an_edit_the_marks_are_those_of_a_new_text(lines: list[str], new: str, place: int) -> None:
    document = Document("\n".join(lines))
    document.derived(debris)
    place = min(place, len(document.text))
    edited = document.edited("test", [Edit(place, document.text[place : place + 9], new)])
    fresh = Document(edited.text)
    assert edited.derived(marks) == fresh.derived(marks)
    found, afresh = edited.derived(debris), fresh.derived(debris)
    assert (found.marks, found.doubtful) == (afresh.marks, afresh.doubtful)
    assert (found.first_prose, found.last_prose) == (afresh.first_prose, afresh.last_prose)


@given(lines=st.lists(st.one_of(LINES, awkward_text().map(lambda text: text.replace("\n", " "))), max_size=6))
def test_a_line_holds_the_same_phrases_in_every_text(lines: list[str]) -> None:
    index()._met.clear()
    together = index().hits(Document("\n".join(lines)))
    solid = [line for line in lines if line.strip()]
    for place, line in enumerate(solid):
        index()._met.clear()
        alone = index().hits(Document(line))
        assert alone.get(0, []) == together.get(place, [])
        assert index().hits(Document(f"Another line\n{line}")).get(1, []) == alone.get(0, [])


def test_signs_folded_one_by_one_compose_with_nothing_before_them() -> None:
    every = list(map(chr, range(sys.maxunicode + 1)))
    apart = [sign for sign in every if not MAY_COMPOSE.match(sign)]
    parts = [unicodedata.decomposition(sign).split() for sign in every]
    second = {chr(int(pair[1], 16)) for pair in parts if len(pair) == 2 and not pair[0].startswith("<")}
    jamo = set(map(chr, range(0x1161, 0x11FF)))  # vowels and last consonants, which compose by arithmetic
    for sign in apart:
        first = unicodedata.normalize("NFC", sign.casefold())[0]
        assert not unicodedata.combining(first)
        assert first not in second | jamo
        assert MAY_CHANGE.match(sign) or sign.isascii() or fold(sign) == sign


def test_signs_that_compose_with_what_stands_before_them_are_known() -> None:
    stay = [sign for sign in map(chr, range(sys.maxunicode + 1)) if unicodedata.normalize("NFC", sign) == sign]
    pairs = [unicodedata.decomposition(sign).split() for sign in stay]
    second = {chr(int(pair[1], 16)) for pair in pairs if len(pair) == 2 and not pair[0].startswith("<")}
    assert all(map(COMPOSES.match, [*second, *map(chr, range(0x1161, 0x1176)), *map(chr, range(0x11A8, 0x11C3))]))


@given(
    lines=st.lists(
        st.sampled_from(["Das Boot lag nicht auf der Mole.", "the end of the pier", "ΑΣ\u2028de", "", "İ la"])
    )
)
def test_languages_told_line_by_line_are_those_of_the_text(lines: list[str]) -> None:
    document = Document("\n".join(lines))
    assert document.derived(languages) == spoken(document.text)
    edited = document.edited("test", [Edit(0, "", "Et le bateau est dans le port, et la mer.\n")])
    assert edited.derived(languages) == spoken(edited.text)


def test_what_is_known_of_lines_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(met, "_MOST", 3)
    lines = met.Met[int]()
    for number in range(10):
        assert lines.keep(f"line {number}", number) == number
        assert len(lines) <= 3
    assert lines.keep("x" * 500, 1) == 1
    assert "x" * 500 not in lines
    assert lines.known_of({"line 9": None, "line 0": None}) == {"line 9": 9}
