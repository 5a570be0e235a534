"""Window titles: the headline in other words with a site's name behind it."""

from __future__ import annotations

import pytest

from cleantext import Document
from cleantext.core.registry import get

TITLE = "Ferry hits old pier in thick fog"
LEAD = "A ferry ran into the old pier of the town on Sunday, and the harbour office closed it."


def cleaned(line: str, title: str = TITLE, lead: str = LEAD) -> Document:
    return get("window-titles")(Document(f"{title}\n\n{line}\n\n{lead}"))


@pytest.mark.parametrize(
    ("line", "site"),
    [
        ("Ferry runs into pier | Harbour Weekly", "Harbour Weekly"),
        ("Ferry runs into pier | Local | Tideline", "Tideline"),
        ("Ferry runs into pier - Local - Tideline", "Tideline"),
        ("Ferry runs into pier - The Tideline Gazette", "The Tideline Gazette"),
        ("Ferry runs into pier - La Gazzetta dell'Approdo", "La Gazzetta dell'Approdo"),
        ("Ferry runs into pier – tideline.example", "tideline.example"),
    ],
)
def test_the_line_goes_and_the_site_is_a_fact(line: str, site: str) -> None:
    document = cleaned(line)
    assert line not in document.text
    assert TITLE in document.text
    assert LEAD in document.text
    assert document.metadata["site"] == site


@pytest.mark.parametrize(
    ("title", "line", "lead", "site"),
    [
        (
            "Fähre rammt alten Pier – im Nebel",
            "Fähre fährt gegen Pier - Hafenstadt - Küstenbote",
            "Die Fähre lief am Sonntag auf den alten Pier, und das Hafenamt sperrte ihn.",
            "Küstenbote",
        ),
        (
            "Lautta törmäsi vanhaan laituriin sumussa",
            "Lautta osui laituriin | Kotimaa | Satamasanomat",
            "Lautta ajoi sunnuntaina kaupungin vanhaan laituriin, ja satamatoimisto sulki sen.",
            "Satamasanomat",
        ),
    ],
)
def test_other_languages(title: str, line: str, lead: str, site: str) -> None:
    assert cleaned(line, title, lead).metadata["site"] == site


@pytest.mark.parametrize(
    "line",
    [
        "Ferry, pier and fog | What we know",
        "Ferry stays in harbour – Council meets",
        "Ferry traffic stops - Passengers wait",
        "The ferry, the pier, the fog – and Captain Sample",
        "Ferry | Pier | Fog | Harbour",
        "Old pier | Ferry Courier",  # two words are a list
        "Nine boats and a storm | Harbour Weekly",  # something else
        "The ferry ran into the pier - it was the Gazette that told of it first.",
        "“The ferry came out of the fog” | Ada Example, who sold tickets there",
    ],
)
def test_other_lines_with_bars_stay(line: str) -> None:
    assert cleaned(line).text == f"{TITLE}\n\n{line}\n\n{LEAD}"


def test_the_first_line_and_tables_stay() -> None:
    line = "Ferry hits pier | Harbour Weekly"
    for text in (f"{line}\n\n{LEAD}", f"{TITLE}\n\n{line}\n\nFerry hits buoy | Harbour Daily\n\n{LEAD}"):
        assert get("window-titles")(Document(text)).text == text
