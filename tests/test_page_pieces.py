"""Pages whose blocks a tool has joined in one line: where they are cut, and what is left of their lines."""

from __future__ import annotations

import pytest

from cleantext import Document
from cleantext.core import registry

np = pytest.importorskip("numpy")

from cleantext.cleaners.main_text import decide  # noqa: E402
from cleantext.cleaners.main_text.features import read_page  # noqa: E402
from cleantext.cleaners.main_text.long_lines import joins_blocks  # noqa: E402

ARTICLE = (
    "The first ferry in nine years reached the northern islands on Tuesday morning, with forty passengers and a "
    "crate of oranges that the harbour master had ordered as a joke.",
    "People had waited on the pier since dawn. Some of the children had never seen a ship of that size, said the "
    "teacher of the only school, who had given them the day off.",
    "The line was closed when the old ship failed an inspection. The council bought a used one last spring and had "
    "it rebuilt in a yard on the mainland, at a cost that nobody on the pier wanted to name.",
    "It will sail three times a week until October. In winter, the captain said, the weather decides, as it always "
    "has.",
    "The captain grew up on the smallest of the islands and left it on the last ship. His mother kept the ticket, "
    "and on Tuesday she wore it on her coat. Nobody asked her to show it.",
    "A second ship is planned, if the first one fills. The council will count heads until spring and then decide. "
    "There were voices against it, but they were few, and most of them belong to owners of small boats.",
    "Until then the mail comes by ferry and the doctor by plane. The baker has ordered flour for three weeks at "
    "once, which she had not dared to do in nine years of storms and promises.",
    "Not everyone is glad. The man who kept the only motor boat for hire has painted it and put it up for sale, and "
    "he says that he will not come to the pier to watch. His neighbours think that he will.",
    "On the way back the ferry carried nine passengers, two dogs and the empty crate. The harbour master had kept "
    "it for last, and he handed it over with a bow that made the children laugh.",
)
HEAD = ("The Island Post", "Home", "News", "Sport", "Weather", "Tides", "Log in", "Subscribe", "Search")
TAIL = (
    "Share this", "Facebook", "Twitter", "Related stories", "Council buys a used ship", "Storm closes the harbour",
    "School wins a prize", "Leave a comment", "Newsletter", "Sign up", "About us", "Contact", "Privacy policy",
    "Terms of use", "All rights reserved",
)  # fmt: skip
BLOCKS = [*HEAD, *ARTICLE, *TAIL]


def pieces(text: str) -> list[str]:
    page = read_page(text)
    return [text[start:end] for start, end in zip(page.starts, page.ends, strict=True)]


def clean(text: str) -> str:
    cleaned = registry.get("page-chrome")(Document(text))
    assert cleaned.original == text
    assert registry.get("page-chrome")(Document(cleaned.text)).text == cleaned.text
    return cleaned.text


def test_blocks_joined_without_a_space_are_cut_at_their_capitals() -> None:
    found = pieces("".join(BLOCKS))
    assert "".join(found) == "".join(BLOCKS)
    assert {"Home", "Sport", "Log in", "Council buys a used ship"} <= set(found)


def test_a_page_in_one_line_is_cut_after_its_sentences() -> None:
    found = [piece.strip() for piece in pieces(" ".join(BLOCKS))]
    assert "There were voices against it, but they were few, and most of them belong to owners of small boats." in found


def test_lines_of_a_page_with_lines_stay_whole() -> None:
    names = "McGregor and MacDonald sold their iPhones on eBay and bought JavaScript books from O'Reilly. " * 3
    for page in ("\n".join(BLOCKS), "\n".join([*HEAD, names, " ".join(ARTICLE), *ARTICLE, *ARTICLE, *TAIL])):
        assert pieces(page) == [line for line in page.split("\n") if line.strip()]


def test_most_of_a_page_must_stand_in_endless_lines() -> None:
    assert joins_blocks([4000, 30, 900])
    assert not joins_blocks([2000, 900, 900])
    assert not joins_blocks([1400, 1400])
    assert not joins_blocks([])


def test_the_article_of_a_joined_page_is_kept_and_the_rest_goes() -> None:
    kept = clean("".join(BLOCKS))
    for paragraph in ARTICLE[1:-1]:
        assert paragraph in kept
    assert "Privacy policy" not in kept
    assert "Storm closes the harbour" not in kept


def test_the_article_of_a_page_in_one_line_is_kept() -> None:
    kept = clean(" ".join(BLOCKS))
    for paragraph in ARTICLE[1:-1]:
        assert paragraph in kept


def test_an_article_in_one_line_comes_back_whole() -> None:
    article = " ".join(ARTICLE)
    assert clean(article) == article
    assert clean(article + article) == article + article


def test_the_break_of_a_line_stays_as_long_as_a_piece_of_it() -> None:
    text = " ".join([*ARTICLE, *ARTICLE]) + "\nContact\n\nImprint"
    page = read_page(text)
    assert page.rows.tolist()[-3:] == [0, 1, 2]
    keep = np.ones(len(page.starts), bool)
    keep[len(keep) - 3] = False
    ((_, start, stop),) = decide.removals(page, keep, len(text))
    assert text[:start] + text[stop:] == text.replace(text[start:stop] + "\n", "\n")
    keep[:] = False
    keep[0] = True
    spans = list(decide.removals(page, keep, len(text)))
    assert [number for number, _, _ in spans] == list(range(1, len(keep)))
    for _, start, stop in reversed(spans):
        text = text[:start] + text[stop:]
    assert (
        text
        == "The first ferry in nine years reached the northern islands on Tuesday morning, with forty passengers"
        + (" and a crate of oranges that the harbour master had ordered as a joke. \n")
    )
