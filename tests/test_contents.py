"""Tables of contents, and labels without one."""

from __future__ import annotations

import pytest

from cleantext import Document
from cleantext.core.registry import get

FIRST = "The ferry lay on its side in the mud until the spring of that year, and nobody moved it."
SECOND = "The council will meet on Tuesday to decide who is to pay for the lanterns on the pier."
PARTS = ["Why the fog came", "What the pilot said", "Who pays for the pier"]
clean = get("contents-lists")


def page(*lines: str) -> Document:
    """Return a text from which words of a page have been removed already."""
    return get("share-bars")(Document("\n\n".join([*lines, FIRST, "Share this:", "Facebook | Twitter"])))


@pytest.mark.parametrize(
    "label", ["Table of Contents", "TABLE OF CONTENTS:", "Inhaltsverzeichnis", "目次", "Spis treści"]
)
def test_a_label_without_its_list_goes(label: str) -> None:
    text = f"Nine days of rain\n\n{label}\n\n{FIRST}\n\n{SECOND}"
    assert clean(Document(text)).text == f"Nine days of rain\n\n\n{FIRST}\n\n{SECOND}"
    headed = f"Nine days of rain\n\n{label}\n\nThe spring\n\n{FIRST}\n\n{SECOND}"
    assert label not in clean(Document(headed)).text


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(["Table of Contents", *PARTS, FIRST, SECOND]),  # a list, and no headings
        "\n\n".join(
            ["Table of Contents", *PARTS, FIRST, PARTS[0], FIRST, PARTS[1], SECOND, PARTS[2], SECOND]
        ),  # a book
        f"Table of Contents\n- Fog\n- Pier\n{FIRST}",
        f"Contents\n\n{FIRST}\n\n{SECOND}",
        f"In this article\n\n{FIRST}",
        f"{FIRST}\n\nTable of Contents",
        f"The table of contents was missing.\n\n{FIRST}",
    ],
)
def test_what_may_be_the_texts_own_stays(text: str) -> None:
    assert clean(Document(text)).text == text


def test_in_a_page_the_list_goes_with_its_label_if_its_entries_come_back() -> None:
    body = [FIRST, PARTS[0], SECOND, PARTS[1], FIRST + " So it went.", PARTS[2], SECOND + " Nobody came."]
    shown = page("Nine days of rain", "In this article", f"1. {PARTS[0]}", f"2. {PARTS[1]}", PARTS[2], *body)
    cleaned = clean(shown).text
    assert "In this article" not in cleaned
    assert all(cleaned.count(part) == 1 for part in PARTS)
    assert cleaned.index(PARTS[0]) > cleaned.index(FIRST)


def test_in_a_page_two_entries_are_no_list_and_a_bare_label_goes() -> None:
    assert "Contents" not in clean(page("Nine days of rain", "Contents")).text
    kept = page("Nine days of rain", "Contents", *PARTS)
    assert clean(kept).text == kept.text
