"""Documents: edits are checked, facts are kept, flags move along, spans lead back."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext import Document, Edit, Flag
from cleantext.core.alphabet import unusual_characters
from cleantext.core.document import Fact
from cleantext.core.errors import BrokenEdit


@st.composite
def documents_in_steps(draw: st.DrawFn) -> Document:
    """A document after a few steps of arbitrary edits."""
    document = Document(draw(st.text(max_size=30)))
    for number in range(draw(st.integers(0, 4))):
        places = draw(st.lists(st.integers(0, len(document.text)), max_size=6).map(sorted))
        edits = [
            Edit(start, document.text[start:end], draw(st.text(max_size=3)))
            for start, end in zip(places[::2], places[1::2], strict=False)
        ]
        document = document.edited(f"step-{number}", edits)
    return document


@given(documents_in_steps(), st.text(max_size=5))
def test_the_original_is_restored_from_the_trail(document: Document, word: str) -> None:
    longer = document.edited("append", [Edit(len(document.text), "", word)])
    assert longer.original == document.original
    assert pickle.loads(pickle.dumps(document)) == document


@given(st.data())
def test_what_looks_found_is_brought_up_to_date_by_edits(data: st.DataObject) -> None:
    piece = st.sampled_from(
        ["a", "é", "日本", "\n", "\n", " \n ", "\r", ".", "The ferry sailed on Monday, and came back.\n"]
    )
    pieces = st.lists(piece, max_size=12).map("".join)
    document = Document(data.draw(pieces))
    document.shared(unusual_characters)
    for _ in range(3):
        text = document.text
        places = data.draw(st.lists(st.integers(0, len(text)), max_size=6).map(sorted))
        spans = zip(places[::2], places[1::2], strict=False)
        edits = [Edit(start, text[start:end], data.draw(pieces)) for start, end in spans]
        document = document.edited("step", edits)
        assert document.shared(unusual_characters) == unusual_characters(document.text)


@given(documents_in_steps())
def test_what_no_edit_touched_leads_back_to_itself(document: Document) -> None:
    for place, character in enumerate(document.text):
        start, end = document.original_span(place, place + 1)
        assert 0 <= start <= end <= len(document.original)
        touched = any(
            edit.before != edit.after and (edit.after or edit.before) for step in document.trail for edit in step.edits
        )
        if not touched:
            assert document.original[start:end] == character


@given(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20))
def test_spans_around_a_removal_do_not_cover_it(left: str, gone: str, right: str) -> None:
    document = Document(left + gone + right).edited("x", [Edit(len(left), gone, "")])
    assert document.original_span(0, len(left)) == (0, len(left))
    assert document.original_span(len(left), len(document.text)) == (len(left + gone), len(left + gone + right))
    assert document.original_span(0, len(document.text)) == (0, len(left + gone + right))


def test_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="not inside"):
        Document("abc").original_span(0, 4)


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(0, "x", "y")],
        [Edit(5, "", "y")],
        [Edit(1, "bc", ""), Edit(2, "c", "")],
        [Edit(2, "c", ""), Edit(0, "a", "")],
    ],
)
def test_an_edit_that_does_not_fit_is_refused(edits: list[Edit]) -> None:
    with pytest.raises(BrokenEdit, match="wrong: "):
        Document("abc").edited("wrong", edits)


def test_no_edit_is_no_step() -> None:
    document = Document("abc")
    assert document.edited("idle", [Edit(1, "b", "b")]) is document


def test_removed_facts_go_to_their_fields_and_the_first_title_stands() -> None:
    document = Document("T\nBy A\nBy B\n")
    document = document.edited(
        "x", [Edit(0, "T", "T", "title"), Edit(5, "A\n", "", "credits"), Edit(10, "B", "", "credits")]
    )
    document = document.edited("x", [Edit(0, "T\n", "", "title"), Edit(2, "By", "", "title")])
    assert document.metadata == {"title": "T", "credits": ["A", "B"]}
    assert document.original == "T\nBy A\nBy B\n"


def test_noting_a_known_fact_again_is_no_step() -> None:
    once = Document("T\n").edited("x", [Edit(0, "T", "T", "title")])
    assert once.text == once.original
    assert once.edited("x", [Edit(0, "T", "T", "title")]) is once


def test_flags_move_with_the_text_and_go_with_their_words() -> None:
    document = Document("one two three").edited("x", flags=[Flag(4, 7, "odd"), Flag(8, 13, "odd")])
    document = document.edited("y", [Edit(0, "one ", ""), Edit(8, "three", "")])
    assert document.flags == (Flag(0, 3, "odd", cleaner="x"),)


def test_history_tells_where_an_edit_stood_in_the_original() -> None:
    document = Document("aXbYc").edited("first", [Edit(1, "X", "")]).edited("second", [Edit(2, "Y", "!")])
    assert [(c.cleaner, c.given, c.start, c.end) for c in document.history()] == [
        ("first", "aXbYc", 1, 2),
        ("second", "abYc", 3, 4),
    ]


def test_shared_work_is_done_once_for_a_text() -> None:
    calls = []

    def count(text: str) -> int:
        calls.append(text)
        return len(text)

    document = Document("abc")
    assert document.shared(count) == document.shared(count) == 3
    assert document.edited("x", [Edit(0, "a", "")]).shared(count) == 2
    assert calls == ["abc", "bc"]


def test_a_fact_that_the_words_do_not_say_goes_to_the_metadata_alone() -> None:
    document = Document("Condividi")
    noted = document.edited("notes", facts=[Fact("phrase_languages", "it"), Fact("language", "it")])
    assert noted.metadata == {"phrase_languages": ["it"], "language": "it"}
    assert (noted.text, noted.trail) == (document.text, ())
    assert noted.edited("notes", facts=[Fact("phrase_languages", "it"), Fact("language", "fr")]) is noted
