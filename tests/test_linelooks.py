"""Looks at lines that rules share, and that what a rule is told by them is all that it can find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext import Document, Edit
from cleantext.cleaners.credit_words import credit_end, labelled_credit
from cleantext.cleaners.credits import _LABEL_SIGNS, closed_by_a_bracket, labelled_credits
from cleantext.core.layout import layout, weight
from cleantext.core.linelooks import (
    beginnings_text,
    in_any_case,
    line_at,
    lines_with,
    looked_for,
    pieces_there,
    small_ascii,
    small_beginnings,
    weighs_up_to,
)
from tests.strategies import awkward_text

PIECES = looked_for("...", "  ", "\n\n\n", "photo", "ignore", "ai:")

CREDITS = ["Photo: Ada Example", "Image courtesy of Ada Example", "© Ada Example", "/ ADA EXAMPLE", "Fot. Ada Example"]
TAILS = [
    *CREDITS, "PHOTO BY ADA EXAMPLE", "photo\u00a0by\tAda Example", "Pıctures vıa AP", "ILLUſTRATION BY ADA / AP",
    "Illustrations Courtesy of X: Y", "ΦΩΤ. Ада / AP", "Φωτ. Ada Example", "图：Ada", "Foto: AP.", "taken by night",
    "the point: none", "(AP)", "[AP]*", "）",
]  # fmt: skip


@given(text=awkward_text())
def test_a_text_in_small_ascii_is_as_long_and_finds_words_in_any_case(text: str) -> None:
    document = Document(text)
    small = document.derived(small_ascii)
    assert len(small) == len(text)
    for word in ("ferry", "key", "risk", "."):
        found = [match.start() for match in re.finditer(re.escape(word), small)]
        assert found == [match.start() for match in re.finditer(re.escape(word), text, re.IGNORECASE)]
    assert document.derived(pieces_there).issuperset(piece for piece in PIECES if piece in text)
    assert set(re.findall("[^a-z]", small)) <= {*filter(str.isascii, text), "?"}
    assert all(piece in small for piece in document.derived(pieces_there))


@given(text=awkward_text(), piece=st.sampled_from([":", "(", "e", "日", "...", "ſ"]))
def test_lines_that_hold_a_piece(text: str, piece: str) -> None:
    document = Document(text)
    lines = document.shared(layout).lines
    assert list(lines_with(document, piece)) == [index for index, line in enumerate(lines) if piece in line.text]
    for index, line in enumerate(lines):
        assert line_at(document, line.start) == line_at(document, line.end - 1) == index


@given(line=st.text(max_size=60), limit=st.integers(0, 100))
def test_a_weight_is_told_without_weighing(line: str, limit: int) -> None:
    assert weighs_up_to(line, limit) == (weight(line) <= limit)


def test_beginnings() -> None:
    document = Document("  Two boats\n\n- One\nÉ")
    assert document.derived(beginnings_text) == "\nTwo\n- O\nÉ"
    assert document.derived(small_beginnings) == {"two", "- o", "é"}
    assert Document("").derived(beginnings_text) == ""


@given(
    lines=st.lists(
        st.tuples(st.sampled_from(["The pier.", "He said so", "A quay 1921.", "日本語。"]), st.sampled_from(TAILS)),
        min_size=1,
        max_size=4,
    ),
    gap=st.sampled_from(["\n", "\n\n", "\n \n"]),
)
def test_every_line_that_ends_with_a_credit_is_found(lines: list[tuple[str, str]], gap: str) -> None:
    document = Document(gap.join(" ".join(line) for line in lines))
    expected = {}
    for index, line in enumerate(document.shared(layout).lines):
        if any(sign in credit_end(line.text) for sign in _LABEL_SIGNS) and (credit := labelled_credit(line.text)):
            expected[index] = credit
    assert document.derived(labelled_credits) == expected
    assert document.derived(closed_by_a_bracket) == {
        index
        for index, line in enumerate(document.shared(layout).lines)
        if line.text.rstrip("*_ \t\r")[-1:] in (")", "]", "）", "］")
    }


@pytest.mark.parametrize("tail", CREDITS)
def test_these_are_credits(tail: str) -> None:
    assert Document(f"The pier fell on Sunday. {tail}").derived(labelled_credits)


@given(text=awkward_text(), word=st.sampled_from(["photo", "ski", "résu", "фото", "a.s"]))
def test_words_in_any_case_are_those_of_ignorecase(text: str, word: str) -> None:
    text += word.upper() + "ſKı" + word
    found = [match.span() for match in re.finditer(in_any_case(word), text)]
    assert found == [match.span() for match in re.finditer(re.escape(word), text, re.IGNORECASE)]


@given(text=awkward_text(), data=st.data())
def test_after_edits_no_piece_that_stands_in_the_text_is_missing(text: str, data: st.DataObject) -> None:
    document = Document(text)
    document.derived(pieces_there)
    for number in range(2):
        places = data.draw(st.lists(st.integers(0, len(document.text)), max_size=6).map(sorted))
        edits = [
            Edit(start, document.text[start:end], data.draw(st.sampled_from(["", "", ".", "\n", "Photo", " "])))
            for start, end in zip(places[::2], places[1::2], strict=False)
        ]
        document = document.edited(f"step-{number}", edits)
        assert document.derived(pieces_there) >= Document(document.text).derived(pieces_there)
