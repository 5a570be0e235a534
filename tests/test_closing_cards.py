"""Cards below the text: authors and press contacts."""

from __future__ import annotations

import pytest

from cleantext import Document
from cleantext.core.registry import get

BODY = [
    "The ferry lay on its side in the mud until the spring of that year, and nobody moved it.",
    "The council will meet on Tuesday to decide who is to pay for the lanterns on the pier.",
    "Nobody on the pier had seen a tide like it, and nobody has since then, the keeper wrote.",
]
NOTE = "Ada Example has written about ferries for ten years, and lives on a boat with two dogs and a cook."
author = get("author-cards")
press = get("press-contacts")


def text(*lines: str) -> str:
    return "\n".join([*BODY, *lines])


@pytest.mark.parametrize(
    "card",
    [
        ["About the author", NOTE],
        ["About the Author:", "Ada Example", "Harbour editor", NOTE, "She rows."],
        ["Über die Autorin", "Ada Example rudert jeden Morgen über den Hafen und schreibt danach darüber."],
        ["关于作者", "示例，作家，住在港口边。"],
        ["Ada Example", NOTE],
        [
            "Ada Example",
            "Senior Harbour Editor",
            "Ada writes about ferries, and has done so for ten years at the Gazette.",
        ],
        ["Ada Example", "Harbour editor at the Gazette, who has covered ferries since the storm of that year."],
        ["Ada Example", "Executive Director"],
        ["Ada Example", NOTE, "She holds a degree in tides, and has crossed the harbour ten thousand times."],
    ],
)
def test_cards_go(card: list[str]) -> None:
    cleaned = author(Document(text(*card)))
    assert cleaned.text == text() + "\n"
    assert cleaned.metadata["author_notes"]
    assert author(Document(cleaned.text)).text == cleaned.text


def test_the_name_under_the_headline_goes_with_the_card() -> None:
    cleaned = author(Document("Nine days of rain\nAda Example\n" + text("Ada Example", NOTE)))
    assert cleaned.text == "Nine days of rain\n" + text() + "\n"
    assert cleaned.metadata["byline"] == "Ada Example"


@pytest.mark.parametrize(
    "lines",
    [
        ["Example told them so.", "Ada Example", NOTE],  # the text speaks of her
        ["Ada Example", "The harbour was quiet that night, and the keeper put out the lanterns one by one."],
        ["Ada Example", NOTE, "The keeper put out the lanterns one by one, and the harbour was quiet that night."],
        ["Ada Example", "She was the first to cross the harbour on foot, and the last one to come back."],
        ["FINAL WORDS", "Final words are seldom the last ones, the keeper wrote, and put out the lanterns."],
        ["Bob Sample", "Ada Example"],
        ["Ada Example", "Bob Sample", NOTE],
        ["About the author", *BODY, *BODY],  # a chapter
        ["About the harbour", NOTE],
        ["Final Thoughts", "Nobody will ever know why the ferry came so late that night, nor who rang the bell."],
    ],
)
def test_other_endings_stay(lines: list[str]) -> None:
    assert author(Document(text(*lines))).text == text(*lines)


def test_a_card_alone_is_the_text() -> None:
    alone = f"Ada Example\n{NOTE}"
    assert author(Document(alone)).text == alone


@pytest.mark.parametrize(
    "lines",
    [
        ["Media Contact", "Ada Example, ada@example.org"],
        ["Media contacts:", "Ada Example", "Harbour office", "+49 30 1234567"],
        ["Pressekontakt", "Ada Beispiel", "presse@example.org"],
    ],
)
def test_press_contacts_go(lines: list[str]) -> None:
    cleaned = press(Document(text(*lines)))
    assert cleaned.text == text() + "\n"
    assert lines[-1] in cleaned.metadata["contacts"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Media contact", "She had never met a reporter before that night."],
        ["Media contact", "Ada Example, ada@example.org", "It rained. " * 20],
        ["Media contact was broken off, and ada@example.org was dead."],
        ["Media contact", "ada@example.org", *BODY, *BODY],
    ],
)
def test_what_only_speaks_of_the_press_stays(lines: list[str]) -> None:
    assert press(Document(text(*lines))).text == text(*lines)
