"""The two texts side by side: nothing of either is lost, whatever edits lie over each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleantext import Document, Edit, Pipeline
from cleantext.report.parts import By, Part, kept, parts_of


@st.composite
def edited_documents(draw: st.DrawFn) -> tuple[Document, Document]:
    before = after = Document(draw(st.text("abc \n", max_size=30)))
    for step in range(draw(st.integers(0, 5))):
        edits, place = [], 0
        while place <= len(after.text) and draw(st.booleans()):
            start = draw(st.integers(place, len(after.text)))
            end = draw(st.integers(start, min(len(after.text), start + 8)))
            field = draw(st.sampled_from(["", "", "notes"]))
            edits.append(Edit(start, after.text[start:end], draw(st.text("abxy\n", max_size=4)), field))
            place = end + 1
        after = after.edited(f"step{step}", edits)
    return before, after


@given(edited_documents())
def test_the_parts_are_the_two_texts(pair: tuple[Document, Document]) -> None:
    before, after = pair
    parts = parts_of(before, after)
    assert "".join(part.before for part in parts) == before.text
    assert "".join(part.after for part in parts) == after.text
    assert all(part.before == part.after for part in parts if not part.by)
    assert all(part.before or part.after for part in parts)


def test_edits_over_edits_name_all_who_had_a_hand_in_it() -> None:
    before = Document("one twoo three\nshare this")
    after = before.edited("typos", [Edit(4, "twoo", "two")]).edited("share", [Edit(13, "\nshare this", "")])
    assert parts_of(before, after.edited("caps", [Edit(4, "two", "TWO")])) == [
        kept("one "),
        Part("twoo", "TWO", (By("typos"), By("caps"))),
        kept(" three"),
        Part("\nshare this", "", (By("share"),)),
    ]


def test_what_was_inserted_and_taken_away_again_is_not_shown() -> None:
    before = Document("ab")
    assert parts_of(before, before.edited("a", [Edit(1, "", "x")]).edited("b", [Edit(1, "x", "")])) == [kept("ab")]


def test_only_what_a_later_run_did_is_shown() -> None:
    before = Document("a\u00adb c").edited("earlier", [Edit(4, "c", "d")])
    parts = parts_of(before, Pipeline(["soft-hyphens"])(before))
    assert parts == [kept("a"), Part("\u00ad", "", (By("soft-hyphens"),)), kept("b d")]


def test_an_edit_is_marked_by_whole_words_without_what_it_left() -> None:
    before = Document("He saw the Karbakh hills")
    after = before.edited("names", [Edit(3, "saw the Karbakh", "saw the Karabakh")])
    assert parts_of(before, after)[1] == Part("Karbakh", "Karabakh", (By("names"),))
