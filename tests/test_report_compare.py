"""Two ways of cleaning beside each other: the differences, all of them and no others."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from cleantext import Document, Edit, Flag, Pipeline
from cleantext.report.compare import Comparison, differing
from cleantext.report.parts import By, Part, kept, parts_of
from cleantext.report.preview import page
from cleantext.report.showcase import EXAMPLES, LOSERS

TEXT = "The sea is wide.\nShare this page\nThe hill is old.\n"


@st.composite
def cleaned(draw: st.DrawFn, text: str) -> Document:
    document = Document(text)
    for step in range(draw(st.integers(0, 3))):
        edits, place = [], 0
        while place <= len(document.text) and draw(st.booleans()):
            start = draw(st.integers(place, len(document.text)))
            end = draw(st.integers(start, min(len(document.text), start + 6)))
            edits.append(Edit(start, document.text[start:end], draw(st.sampled_from(["", "x", "\n", "a b"]))))
            place = end + 1
        document = document.edited(f"step{step}", edits)
    return document


@given(st.data(), st.text("abc \n", max_size=25))
def test_the_parts_are_the_two_results(data: st.DataObject, text: str) -> None:
    left, right = data.draw(cleaned(text)), data.draw(cleaned(text))
    original = Document(text)
    parts = differing(text, parts_of(original, left), parts_of(original, right))
    assert "".join(part.before for part in parts) == left.text
    assert "".join(part.after for part in parts) == right.text
    assert all(part.before == part.after for part in parts if not part.by)
    same = differing(text, parts_of(original, left), parts_of(original, left))
    assert not any(part.by for part in same)


def test_what_both_sides_do_is_no_difference_whoever_does_it() -> None:
    original = Document(TEXT)
    left = original.edited("prompts", [Edit(17, "Share this page\n", "")]).edited(
        "sea", [Edit(4, "sea", "lake", why="w")]
    )
    right = original.edited("lines", [Edit(17, "Share this page", "")]).edited("blanks", [Edit(17, "\n", "")])
    assert differing(TEXT, parts_of(original, left), parts_of(original, right)) == [
        kept("The "),
        Part("lake", "sea", (By("sea", "", "left: w"),)),
        kept(" is wide.\nThe hill is old.\n"),
    ]


def test_figures_name_the_cleaners_that_make_the_difference() -> None:
    comparison = Comparison()
    left, right = Pipeline(["soft-hyphens", "blanks"]), Pipeline(["blanks"])
    for text in ("wi\u00adde  sea", "an old  hill", "ro\u00adads and ro\u00adads"):
        document = Document(text, id=text)
        comparison.add(document, left(document), right(document))
    assert (comparison.documents, comparison.places, comparison.otherwise) == (2, 3, 0)
    rows = {row["name"]: row for row in comparison.rows()}
    assert rows["soft-hyphens"] == {
        "name": "soft-hyphens",
        "edits_left": 3,
        "flags_left": 0,
        "edits_right": 0,
        "flags_right": 0,
        "places": 3,
        "documents": 2,
    }


def test_facts_and_doubts_that_differ_are_told_apart_from_words_that_do() -> None:
    original = Document(TEXT)
    comparison = Comparison()
    comparison.add(original, original.edited("heads", [Edit(0, "The sea", "The sea", field="title")]), original)
    comparison.add(original, original, original.edited("doubts", flags=[Flag(0, 3, "odd")]))
    assert (comparison.documents, comparison.otherwise) == (0, 2)


def test_the_page_is_bounded() -> None:
    comparison = Comparison()
    for number in range(80):
        text = f"{number} <script> " * 150
        original = Document(text, id=str(number))
        edits = [Edit(place, text[place], "") for place in range(0, len(text), 3)]
        comparison.add(original, original, original.edited(f"c{number % 3}", edits))
    written = page(comparison, ("a", "b"), (Pipeline([]), Pipeline([])), ("in",), 80, "1")
    assert len(written) < 12_000_000
    data = json.loads(written.split('id="data">')[1].split("</script>")[0])
    assert [len(listed["documents"]) for listed in data["lists"]] == [LOSERS, 50]
    assert all(len(cleaner["examples"]) == EXAMPLES for cleaner in data["cleaners"])
