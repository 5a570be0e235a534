"""Pieces of text on their lines in one pass: every engine finds the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext.core.substrings import Substrings
from tests.strategies import awkward_text

PIECES = ["a", "ab", "sign up for", "up", "newsletter", "é", "の購読", "follow us", "\ud800", "reserved all rights"]
TEXT = st.lists(st.sampled_from([*PIECES, " ", "\n", "sign", "letters", "."]), max_size=9).map("".join)


@given(pieces=st.lists(st.sampled_from(PIECES[:-2] + PIECES[-1:]), max_size=6), text=st.one_of(awkward_text(), TEXT))
def test_every_engine_finds_what_is_there(pieces: list[str], text: str) -> None:
    lines = text.split("\n")
    plain = sorted({(number, piece) for number, line in enumerate(lines) for piece in pieces if piece in line})
    assert Substrings(pieces, engine="words").find(lines) == plain
    pytest.importorskip("ahocorasick_rs")
    assert Substrings(pieces, engine="automaton").find(lines) == plain
