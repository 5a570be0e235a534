"""The quick ways to the lines that may be phrases lead to the same lines as the plain ones."""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from copy import copy

from hypothesis import example, given
from hypothesis import strategies as st

from cleantext import Document
from cleantext.cleaners.phrases import debris, marks
from cleantext.cleaners.phrases.cues import QUOTES
from cleantext.cleaners.phrases.folding import MAY_CHANGE, MAY_COMPOSE, fold
from cleantext.cleaners.phrases.loader import all_phrases
from cleantext.cleaners.phrases.matcher import index
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
    folded = [line for line in map(fold, lines) if line[:1] not in QUOTES]  # what is said by somebody stays
    assert likely.among(folded) == plain.among(folded)


@given(lines=st.lists(st.one_of(LINES, awkward_text()), max_size=6), new=LINES, place=st.integers(0, 99))
def test_after_an_edit_the_marks_are_those_of_a_new_text(lines: list[str], new: str, place: int) -> None:
    document = Document("\n".join(lines))
    document.derived(debris)
    place = min(place, len(document.text))
    edited = document.edited("test", [Edit(place, document.text[place : place + 9], new)])
    fresh = Document(edited.text)
    assert edited.derived(marks) == fresh.derived(marks)
    assert edited.derived(debris) == fresh.derived(debris)


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
