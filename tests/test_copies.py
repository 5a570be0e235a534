"""Copies inside a document: the second one goes where nothing but a slip can have made it."""

from __future__ import annotations

import pytest

from cleantext import Document
from cleantext.core.registry import get

ONE = "A ferry ran into the old pier of the town on Sunday, and the harbour office closed it."
TWO = "Nobody was hurt, but the crew of the ferry had to stay on board until the evening."


def test_the_second_copy_goes() -> None:
    assert get("repeated-paragraphs")(Document(f"{ONE}\n\n{TWO}\n\n{ONE}\n")).text == f"{ONE}\n\n{TWO}\n\n"


def test_a_body_that_stands_twice_goes_with_its_headings() -> None:
    body = f"{ONE}\nWhat we know\n- one pier\n{TWO}"
    assert get("repeated-paragraphs")(Document(f"{body}\n{body}")).text.rstrip() == body


@pytest.mark.parametrize(
    "text",
    [
        "The sea gives, the sea takes.\n\nWe rowed all night.\n\nThe sea gives, the sea takes.",  # short
        f"{ONE}\n\n{TWO}\n\n{ONE}\n\nSo it went.\n\n{ONE}",  # a refrain
        "O sea, you give and you take as you please.\nWe row.\nO sea, you give and you take as you please.",  # verse
        f"- {ONE}\n- two\n- {ONE}",  # a list
        "Who closed the old pier of the town on that Sunday?\nx\nWho closed the old pier of the town on that Sunday?",
        f"| {ONE} | 1 |\n| {TWO} | 2 |\n| {ONE} | 1 |",  # a table
        f"Order: {ONE}\n\n{TWO}\n\nOrder: {ONE}",  # data under a label
    ],
)
def test_repetition_with_a_reason_stays(text: str) -> None:
    assert get("repeated-paragraphs")(Document(text)).text == text


def test_a_teaser_goes() -> None:
    text = f"A ferry ran into the old pier of the town…\n\n{ONE}"
    assert get("teaser-copies")(Document(text)).text == f"\n{ONE}"


@pytest.mark.parametrize(
    "first", ["A ferry…", "The ferry ran into the old pier of the town…", "And then there was nothing but fog..."]
)
def test_other_lines_with_dots_stay(first: str) -> None:
    text = f"{first}\n\n{ONE}"
    assert get("teaser-copies")(Document(text)).text == text


def test_near_copies_are_flagged_and_stay() -> None:
    text = f"{ONE}\n\n{TWO}\n\n{ONE.replace('Sunday', 'Monday')}"
    document = get("near-copies")(Document(text))
    assert document.text == text
    assert [text[flag.start : flag.end] for flag in document.flags] == [ONE.replace("Sunday", "Monday")]


def test_different_paragraphs_are_not_flagged() -> None:
    assert get("near-copies")(Document(f"{ONE}\n\n{TWO}")).flags == ()
