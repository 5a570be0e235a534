"""Honest prose that looks like debris comes through the shipped presets untouched, wherever it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleantext import Document, Pipeline

LINES = (Path(__file__).parent / "cases" / "tough_lines.txt").read_text(encoding="utf-8").splitlines()

ARTICLE = (
    "The ferry between the two islands will run again from Monday, the harbour office announced.",
    "It had been out of service since a storm damaged the slipway at the beginning of the month.",
    "Repairs took longer than planned, because the parts had to be brought over from the mainland.",
)
PLACES = {"head": 0, "middle": 2, "tail": 3}


@pytest.mark.parametrize("preset", ["news", "web", "repair"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("line", LINES, ids=lambda line: line[:24])
def test_a_line_that_looks_like_debris_stays(line: str, place: str, preset: str) -> None:
    paragraphs = [*ARTICLE]
    paragraphs.insert(PLACES[place], line)
    text = "\n\n".join(paragraphs) + "\n"
    assert Pipeline.preset(preset)(Document(text)).text == text


EDITED = (Path(__file__).parent / "cases" / "edited_prose.txt").read_text(encoding="utf-8").split("=====\n")


@pytest.mark.parametrize("preset", ["news", "web"])
@pytest.mark.parametrize("text", EDITED, ids=lambda text: text.split("\n")[0])
def test_letters_minutes_recipes_and_verse_stay_as_they_are(text: str, preset: str) -> None:
    closed = "\n".join(line for line in text.split("\n") if line) + "\n"
    for form in (text, closed):
        assert Pipeline.preset(preset)(Document(form)).text == form
