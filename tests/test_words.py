"""Words of a text, and what must not be touched in it."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given

from cleantext.core.alphabet import unusual_characters
from cleantext.core.words import (
    capitalised,
    in_shape_of,
    is_english,
    is_untouchable,
    is_whole,
    numbered,
    sentences_around,
    tallied,
)
from tests.strategies import awkward_text


def test_capitalised_words_stand_where_they_say_without_their_possessive() -> None:
    text = "Ada’s friend met Nagorno-Karabakh's James' aunt in Élan, O'Hara said; and МОСКВА."
    words = capitalised(text)
    assert [word.text for word in words] == ["Ada", "Nagorno", "Karabakh", "James", "Élan", "O'Hara", "МОСКВА"]
    assert all(text[word.start : word.end] == word.text for word in words)


@given(text=awkward_text())
def test_any_text_can_be_asked(text: str) -> None:
    for word in capitalised(text):
        assert text[word.start : word.end] == word.text
        is_untouchable(text, word.start, word.end)
        sentences_around(text, word.start, word.end)
    assert tallied(text, unusual_characters(text)) == Counter(word.text for word in capitalised(text))
    assert isinstance(is_english(text), bool)


@given(text=awkward_text())
def test_pieces_make_up_the_text(text: str) -> None:
    pieces = list(numbered(text, 7))
    assert "".join(piece for _, piece in pieces) == text
    assert all(text.startswith(piece, start) for start, piece in pieces)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("The ship left the harbour in the morning, and it was seen by a boy on the pier.", True),
        ("Das Schiff hat den Hafen am Morgen verlassen und ein Junge sah es vom Steg aus.", False),
        ("Судно вышло из гавани утром, и его увидел мальчик, который стоял на причале у моря.", False),
        ("Harbour reopens", True),
    ],
)
def test_english_is_told_by_its_small_words(text: str, english: bool) -> None:
    assert is_english(text) is english


def test_wholes_and_shapes() -> None:
    assert is_whole("in Oslo.", 3, 7)
    assert not is_whole("in Oslos", 3, 7)
    assert not is_whole("in Oslo\u0301", 3, 7)
    assert in_shape_of("OSLO", "Bergen") == "BERGEN"
    assert in_shape_of("Oslo", "Bergen") == "Bergen"
