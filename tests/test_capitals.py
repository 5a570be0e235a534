"""The capitalised words of a text are found fast, and are those that a plain search finds."""

from __future__ import annotations

import re

from hypothesis import given

from cleantext.core.words import bare_name, capitalised
from tests.strategies import awkward_text

PLAIN = re.compile(r"(?<![\w'’])[^\W\d_a-z]\w*(?:['’]\w+)*")
PLAIN_ASCII = re.compile(r"\b(?<!')[A-Z]\w*(?:'\w+)*")


@given(text=awkward_text())
def test_capitalised_words_are_those_of_a_plain_search(text: str) -> None:
    pattern = PLAIN_ASCII if text.isascii() else PLAIN
    expected = [(m.start(), bare_name(m[0])) for m in pattern.finditer(text) if m[0][0].isupper()]
    assert [(word.start, word.text) for word in capitalised(text)] == expected


def test_words_inside_others_and_after_marks() -> None:
    assert [word.text for word in capitalised("iPhone McNab “Éva” l'Oise _Ada 9Lives «Ōta»'s")] == [
        "McNab",
        "Éva",
        "Ōta",
    ]
