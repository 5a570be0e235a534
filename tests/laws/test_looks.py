"""Laws of the looks that are carried over edits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleantext.cleaners  # noqa: F401  # the looks are declared there
from cleantext import Document, Edit
from cleantext.core.document import _BY_LINES, _drops_whole_lines
from tests.strategies import awkward_text


@given(data=st.data())
def test_edits_that_drop_whole_lines_leave_the_other_lines_as_they_are(data: st.DataObject) -> None:
    text = data.draw(st.text("ab\n", max_size=12))
    places = data.draw(st.lists(st.integers(0, len(text)), max_size=8).map(sorted))
    spans = zip(places[::2], places[1::2], strict=False)
    edits = [Edit(start, text[start:end], data.draw(st.sampled_from(["", "", "", "a"]))) for start, end in spans]
    if _drops_whole_lines(text, edits):
        left = iter(text.split("\n"))
        assert all(line in left for line in Document(text).edited("test", edits).text.split("\n") if line)


def test_lines_are_dropped_in_one_piece_or_in_several() -> None:
    text = "one\nPhoto: two\nthree"
    moved = [Edit(4, "Photo: ", ""), Edit(11, "two", "", "credits"), Edit(14, "\n", "")]
    assert _drops_whole_lines(text, moved)
    assert _drops_whole_lines(text, [Edit(0, "one\n", ""), Edit(15, "three", "")])
    assert _drops_whole_lines(text, [Edit(0, "one", "one", "title"), Edit(15, "three", "")])
    assert not _drops_whole_lines(text, moved[:2])
    assert not _drops_whole_lines(text, [moved[0], moved[2]])
    assert not _drops_whole_lines(text, [Edit(3, "\n", "")])
    assert not _drops_whole_lines(text, [Edit(0, "one\n", "two\n")])


@pytest.mark.parametrize("look", sorted(_BY_LINES, key=lambda look: look.__name__), ids=lambda look: look.__name__)
@given(lines=st.lists(awkward_text(), max_size=6), data=st.data())
def test_what_showed_nothing_shows_nothing_in_fewer_lines(look, lines: list[str], data: st.DataObject) -> None:  # type: ignore[no-untyped-def]
    lines = "\n".join(lines).split("\n")
    fewer = [line for line in lines if data.draw(st.booleans())]
    if not Document("\n".join(lines)).derived(look):
        assert not Document("\n".join(fewer)).derived(look)
