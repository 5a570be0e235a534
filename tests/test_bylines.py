"""Bylines, sign-offs and author notes."""

from __future__ import annotations

import pytest

from cleantext import Document
from cleantext.core.registry import get

TITLE = "Ferry runs into old pier"
LEAD = "A ferry ran into the old pier of the town on Sunday, and the harbour office closed it."
LEADS = {
    "de": "Die Fähre lief am Sonntag auf den alten Pier und das Hafenamt sperrte ihn noch am Abend.",
    "fr": "Le bac a heurté dimanche la vieille jetée et les services du port ont fermé une des rampes.",
    "ru": "Паром врезался в воскресенье в старый причал, и управление порта закрыло его.",
}


def cleaned(line: str, lead: str = LEAD, name: str = "bylines") -> Document:
    return get(name)(Document(f"{TITLE}\n{line}\n{lead}"))


@pytest.mark.parametrize(
    ("line", "byline", "lead"),
    [
        ("By Ada Example", "Ada Example", LEAD),
        ("By [Ada Example for HNA](#)", "Ada Example for HNA", LEAD),
        ("By Ada Example for HNA", "Ada Example for HNA", LEAD),
        ("BY ADA EXAMPLE", "ADA EXAMPLE", LEAD),
        (
            "By Ada Example and Bob van der Sample, Staff Writers",
            "Ada Example and Bob van der Sample, Staff Writers",
            LEAD,
        ),
        ("By Ada Example, Ph.D.", "Ada Example, Ph.D.", LEAD),
        ("By Ada Example (with agencies)", "Ada Example", LEAD),
        ("By Ada Example, with AFP", "Ada Example", LEAD),
        ("By Ada Example, ada@example.org", "Ada Example", LEAD),
        ("ByAda Example", "Ada Example", LEAD),
        ("By\nAda Example", "Ada Example", LEAD),
        ("Written by:\nAda Example", "Ada Example", LEAD),
        ("By Staff Writers", "Staff Writers", LEAD),
        ("Von Ada Beispiel", "Ada Beispiel", LEADS["de"]),
        ("Par Ada Exemple", "Ada Exemple", LEADS["fr"]),
        ("Автор: Ада Пример", "Ада Пример", LEADS["ru"]),
        ("लेखक: अदा उदाहरण", "अदा उदाहरण", LEAD),
        ("文/艾达", "艾达", LEAD),
        ("Автор: ადა მაგალითი", "ადა მაგალითი", LEAD),
        ("김예시 기자 ada@example.org", "김예시", LEAD),
    ],
)
def test_bylines_go_to_the_metadata(line: str, byline: str, lead: str) -> None:
    document = cleaned(line, lead)
    assert document.metadata["byline"] == byline
    assert document.text == f"{TITLE}\n{lead}"


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("By Ada Example | October 3, 2021", "October 3, 2021"),
        ("By Ada Example, October 3, 2021", "October 3, 2021"),
        ("Posted on October 3, 2021 by Ada Example", "Posted on October 3, 2021"),
        ("October 3, 2021 | By Ada Example", "October 3, 2021"),
    ],
)
def test_the_date_on_the_same_line_stays_for_its_own_cleaner(line: str, rest: str) -> None:
    document = cleaned(line)
    assert document.metadata["byline"] == "Ada Example"
    assert document.text == f"{TITLE}\n{rest}\n{LEAD}"


@pytest.mark.parametrize(
    "line",
    [
        "By 2030 every ferry must be electric",
        "By Night",
        "By then the pier was gone",
        "By the Sea",
        "Von der Leyen",
        "Von Anfang bis Ende",
        "Door County Fair",  # "door" is a label in Dutch alone
        "Par Avion",
        "Di Maio",
        "The author: a portrait of the pier",
    ],
)
def test_near_misses_stay(line: str) -> None:
    document = cleaned(line)
    assert line in document.text
    assert "byline" not in document.metadata


def test_a_list_of_books_keeps_its_authors() -> None:
    text = "The Pier\nby Ada Example\nThe Quay\nby Bob Sample\nThe Mole\nby Cem Muster\n" + LEAD
    assert get("bylines")(Document(text)).text == text


def test_a_name_that_stands_twice_goes_twice() -> None:
    assert cleaned("By Ada Example\nAda Example").text == f"{TITLE}\n{LEAD}"


def test_editors_are_no_authors() -> None:
    document = cleaned("Edited by Ada Example")
    assert document.metadata.get("byline") is None
    assert document.metadata["contributors"] == ["Ada Example"]


@pytest.mark.parametrize(
    "lines", ["Ada Example\nOctober 3, 2021", "Ada Example · October 3, 2021", "3 October 2021\nAda Example"]
)
def test_a_bare_name_at_the_date_is_the_author(lines: str) -> None:
    assert cleaned(lines, name="bare-bylines").metadata["byline"] == "Ada Example"


@pytest.mark.parametrize(
    "lines", ["Harbour Town\nOctober 3, 2021", "Ada Example", "No Comments\nOctober 3, 2021", "Sport\n3 May 2021"]
)
def test_other_lines_at_the_date_are_not(lines: str) -> None:
    document = cleaned(lines, LEAD + " The harbour of the town is old.", name="bare-bylines")
    assert "byline" not in document.metadata


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Ada Example in Harbour; Editing by Bob Sample)",
        "Reporting by Ada Example and Bob Sample; writing by Cem Muster",
        "With inputs from agencies",
        "(责任编辑:艾达)",
        "김예시 기자 ada@example.org",
    ],
)
def test_sign_offs_go_to_the_metadata(line: str) -> None:
    document = get("sign-offs")(Document(f"{LEAD}\n\n{line}"))
    assert document.text == f"{LEAD}\n\n"
    assert document.metadata["contributors"]


@pytest.mark.parametrize(
    "line", ["Reporting by night was hard, she said.", "Editing by hand takes longer.", "Inputs from farms fell."]
)
def test_sentences_like_sign_offs_stay(line: str) -> None:
    text = f"{LEAD}\n\n{line}"
    assert get("sign-offs")(Document(text)).text == text


def test_a_note_on_the_author_goes_if_the_byline_is_known() -> None:
    text = "\n".join([LEAD, LEAD + " Yes.", LEAD + " No.", LEAD + " So.", "Ada Example covers ferries for the desk."])
    known = Document(text, metadata={"byline": "Ada Example"})
    assert get("author-boxes")(known).metadata["author_notes"] == ["Ada Example covers ferries for the desk."]
    assert get("author-boxes")(Document(text)).text == text


def test_a_name_under_the_headline_goes_with_the_note_on_it() -> None:
    note = "Ada Example is a freelance writer in the north."
    cleaned = get("author-boxes")(Document("\n".join(["Ferry hits pier", "Ada Example", LEAD, note])))
    assert cleaned.text == f"Ferry hits pier\n{LEAD}\n"
    assert cleaned.metadata["byline"] == "Ada Example"
    spoken_of = "\n".join(["Ferry hits pier", "Ada Example", LEAD + " Example said so.", note])
    assert get("author-boxes")(Document(spoken_of)).text == spoken_of


@pytest.mark.parametrize(
    "line", ["Ada Example, Staff Writer", "Ada Exemple, journaliste", "Ada Example | Senior Reporter | Harbour Gazette"]
)
def test_a_name_with_a_trade_of_papers_is_a_byline(line: str) -> None:
    cleaned = get("bare-bylines")(Document(f"Ferry hits pier\n\n{line}\n\n{LEAD}"))
    assert cleaned.metadata["byline"] == line
    assert line not in cleaned.text


@pytest.mark.parametrize(
    "lines",
    [
        "Ada Example, Pilot",
        "Ada Example, Editor\nBob Sample, Reporter",  # who works there, or takes part
        "Harbour, Editor",
    ],
)
def test_other_names_with_a_trade_stay(lines: str) -> None:
    text = f"Ferry hits pier\n\n{lines}\n\n{LEAD}"
    assert get("bare-bylines")(Document(text)).text == text


def test_a_list_of_writer_and_day_under_the_headline_goes() -> None:
    cleaned = get("bare-bylines")(Document(f"Ferry hits pier\n- Ada Example\n- Jan 23\n{LEAD}"))
    assert cleaned.text == f"Ferry hits pier\n{LEAD}"
    assert cleaned.metadata["byline"] == "Ada Example"
    assert cleaned.metadata["date"] == "Jan 23"


@pytest.mark.parametrize(
    "items", ["- Ada Example\n- Bob Sample", "- Two boats\n- Jan 23", "- Jan 23", "- A\n- B\n- Jan 23"]
)
def test_other_lists_under_the_headline_stay(items: str) -> None:
    text = f"Ferry hits pier\n{items}\n{LEAD}"
    assert get("bare-bylines")(Document(text)).text == text


@pytest.mark.parametrize(
    "line",
    [
        "Ada Example, Harbour Correspondent",
        "Ada Example, Harbour Correspondent | @adaexample",
        "Ada Exempel Journalist",
        "Ada Ejemplo | Corresponsal en Puertoviejo",
        "Ada Example, ada@example.org",
    ],
)
def test_a_name_with_a_trade_or_an_account_is_a_writer(line: str) -> None:
    assert cleaned(line, name="bare-bylines").metadata["byline"] == line


@pytest.mark.parametrize(
    "line",
    [
        "Ada Example, Pilot",
        "Ada Example, a harbour correspondent",
        "Wanted: Journalist",
        "The Last Great Harbour Town Reporter",
        "Ada Example met a journalist",
        "Harbour, ada@example.org",
    ],
)
def test_a_name_with_anything_else_stays(line: str) -> None:
    assert line in cleaned(line, name="bare-bylines").text


def test_a_line_of_commas_is_no_writer() -> None:
    text = "The harbour of the small town reopened on Monday after a storm had closed it for nine days.\n,"
    assert not get("bare-bylines")(Document(text)).trail
