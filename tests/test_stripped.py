"""Quotes and dashes of which "â" is left."""

from __future__ import annotations

import pytest

from cleantext import Document
from cleantext.core.registry import get

BODY = "The pier wasnât open, and that is all that the office has to say of it. Itâs the fog. "


def repaired(line: str) -> str:
    text = get("stripped-marks")(Document(BODY + "\n" + line)).text
    return text.split("\n", 1)[1]


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("âThe pier is shut,â she said.", "“The pier is shut,” she said."),
        ("He calls it âthe oldâ pier.", "He calls it “the old” pier."),
        ("The sistersâ house is small.", "The sisters’ house is small."),
        ("Two boats â and a raft â came in.", "Two boats – and a raft – came in."),
        ("Two boatsâone of them smallâcame in.", "Two boats—one of them small—came in."),
        ("Open 9â17 in the 1990âs.", "Open 9–17 in the 1990’s."),
        ("And soâ¦ it cost â¬40.", "And so… it cost €40."),
        ("ReadÂ this, HarbourÂ® it says.", "Read\u00a0this, Harbour® it says."),
        ("ReadÂ this.", "Read this."),
    ],
)
def test_what_stands_beside_it_tells_what_it_was(line: str, meant: str) -> None:
    assert repaired(line).replace("\u00a0", " ") == meant.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "text",
    [
        "The château had one âge and no more, and that was all that the sign at the gate had to say.",
        "Ora e atât de târziu, încât nu mai e nimeni pe ponton, și cât de rău a fost nu știe nimeni.",
        "Le mât et le bât, les dégâts, le château d’If et tout ce qui s’ensuit.",
    ],
)
def test_letters_that_are_meant_stay(text: str) -> None:
    assert get("stripped-marks")(Document(text)).text == text


def test_where_other_accents_are_whole_a_letter_is_a_letter() -> None:
    assert repaired("The pâté at the café, she said, wasnât bad.") == "The pâté at the café, she said, wasn’t bad."
