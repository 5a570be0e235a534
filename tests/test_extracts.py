"""Which texts an extractor wrote, and what that vouches for."""

from __future__ import annotations

import pytest

from cleantext import Document
from cleantext.cleaners.extracts import is_extract
from cleantext.core.registry import get

TITLE = "Ferry hits the old pier in thick fog"
TOLD = (
    "The ferry ran into the old pier on Sunday with forty people aboard, the harbour office said in a short statement."
)
SOURCE = (
    "Nobody was hurt, a pilot told the board, and the boat came off the mud by herself with the next tide that night."
)
PLAIN = (
    "The old pier had stood for ninety years, and the fog that lay on the town had been there since the week before."
)
REPORT = "\n".join([TITLE, TOLD, PLAIN, SOURCE, PLAIN + " So it went.", TOLD + " It did so again."])


def test_an_undated_report_without_blank_lines_is_a_page() -> None:
    assert is_extract(Document(REPORT))
    cleaned = get("headline-lines")(Document(REPORT))
    assert cleaned.metadata["title"] == TITLE
    assert not cleaned.text.startswith(TITLE)


@pytest.mark.parametrize(
    "text",
    [
        REPORT.replace("\n", "\n\n"),  # set apart, as people do
        REPORT.replace("\n", "\nSunday, 3 May 2020\n", 1),  # filed
        REPORT.replace("said", "wrote").replace("told", "wrote to"),
        REPORT.replace("on Sunday", "once"),  # a story
        "\n".join([TITLE, PLAIN, PLAIN, PLAIN]),
        "",
    ],
)
def test_other_texts_are_not(text: str) -> None:
    assert not is_extract(Document(text))
    assert get("headline-lines")(Document(text)).text == text


def test_figures_do_for_a_day() -> None:
    text = REPORT.replace("on Sunday", "with 40 cars").replace(PLAIN, PLAIN + " It cost 300 crowns, the board said.")
    assert is_extract(Document(text))


def test_items_with_hyphens_right_below_long_paragraphs_are_an_extractors() -> None:
    long = PLAIN + " " + PLAIN
    items = "\n".join(["- a lamp", "- a rope", "- two oars"])
    assert is_extract(Document("\n".join([TITLE, long, long, items, long, long])))
    assert not is_extract(Document("\n".join([TITLE, long, long, items.replace("- ", "• "), long, long])))


@pytest.mark.parametrize(
    "opening", ["What the ferry hit, and what hit the ferry:", "https://example.org/ferry-hits-the-pier-in-fog"]
)
def test_what_leads_on_or_is_an_address_is_no_headline(opening: str) -> None:
    text = REPORT.replace(TITLE, opening)
    assert get("headline-lines")(Document(text)).text == text


def test_a_caption_of_such_a_text_goes_with_its_credit() -> None:
    caption = "The ferry at the old pier on the morning after. Photo: NASA"
    text = REPORT.replace(PLAIN + " So", f"{caption}\n{PLAIN} So")
    assert get("captions")(Document(text)).metadata["credits"] == ["NASA"]
    apart = text.replace("\n", "\n\n")
    assert get("captions")(Document(apart)).text == apart


def test_a_house_named_behind_two_makers_is_known() -> None:
    house = "Harbour Magazine"
    text = f"{PLAIN}\nAda Example/{house}\n{TOLD}\nBob Sample/{house}\n{SOURCE}\nCy Doe for {house}"
    cleaned = get("photo-credits")(Document(text))
    assert cleaned.text == f"{PLAIN}\n{TOLD}\n{SOURCE}\n"
    for kept in (
        f"{PLAIN}\nAda Example/Harbour Magazine\n{TOLD}",
        f"{PLAIN}\nTax Advice for Small Boats\n{TOLD}\nLegal Advice for Small Boats\n{SOURCE}",
    ):
        assert get("photo-credits")(Document(kept)).text == kept


WEB = "\n".join([PLAIN + " " + PLAIN] * 3 + [PLAIN + " More of it stands in this post, and in the one before it."] * 2)


def test_a_text_that_speaks_of_itself_as_a_post_is_a_page() -> None:
    title = "Ninety Years of the Old Pier in the Town"
    longer = WEB.replace(PLAIN, PLAIN + " Nobody had counted the planks since then, and so nobody knew.")
    cleaned = get("headline-lines")(Document(f"{title}\n{longer}"))
    assert cleaned.metadata["title"] == title
    for kept in (f"{title}\n{longer}".replace("this post", "this book"), f"{title}\n\n{longer}".replace("\n", "\n\n")):
        assert get("headline-lines")(Document(kept)).text == kept


def test_a_headline_of_an_extract_goes_above_a_short_line_too() -> None:
    text = REPORT.replace("\n", "\nKey facts\n", 1)
    cleaned = get("headline-lines")(Document(text))
    assert cleaned.metadata["title"] == TITLE
    assert cleaned.text.startswith("Key facts\n")


@pytest.mark.parametrize(
    "text",
    [
        REPORT.replace("\n", "\nWhy the ferry hit the old pier in the fog\n", 1),  # which of them, a reader must say
        REPORT.replace(TITLE, "| Ferry | Pier | Office | Fog | People |").replace("\n", "\nKey facts\n", 1),
        REPORT.replace(TITLE, "What did the ferry hit in the fog?").replace("\n", "\nKey facts\n", 1),
    ],
)
def test_two_headlines_tables_and_questions_stay(text: str) -> None:
    assert get("headline-lines")(Document(text)).text == text


def test_a_question_in_capitals_is_a_headline() -> None:
    title = "Why Did the Ferry Run into the Old Pier on Sunday?"
    text = REPORT.replace(TITLE, title)
    assert get("headline-lines")(Document(text)).metadata["title"] == title
    asked = REPORT.replace(TITLE, title.lower().capitalize())
    assert get("headline-lines")(Document(asked)).text == asked
