"""Exact words in one pass: every engine finds the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext.core.literals import AnyOf, Found, Literals
from tests.strategies import awkward_text

WORDS = st.lists(st.sampled_from(["ab", "abc", "ab cd", "c", "éa", "A-b", "Share this", "İ", "x" * 9]), max_size=6)


@given(words=WORDS, text=st.one_of(awkward_text(), st.text(alphabet="abcd é-A ", max_size=30)))
def test_every_engine_finds_the_same(words: list[str], text: str) -> None:
    found = Literals(words).find(text)
    assert Literals(words, engine="tokens").find(text) == found
    pytest.importorskip("ahocorasick_rs")
    assert Literals(words, engine="automaton").find(text) == found


def test_the_longest_at_the_leftmost_place_wins_and_only_wholes_count() -> None:
    literals = Literals(["Maron", "Maron Crowe", "Crowe call"])
    assert literals.find("Maron Crowe call Maronite Maron.") == [Found(0, "Maron Crowe"), Found(26, "Maron")]


def test_many_words_are_found_as_few_are() -> None:
    words = [f"Name{number}" for number in range(100)]
    assert [found.text for found in Literals(words).find("Name7, Name70 and Name700")] == ["Name7", "Name70"]


@given(words=WORDS, text=st.one_of(awkward_text(), st.text(alphabet="abcd é-A ", max_size=30)))
def test_any_of_the_pieces_is_found_inside_words_too(words: list[str], text: str) -> None:
    assert AnyOf(words).stands_in(text) == any(word in text for word in words)
    assert not AnyOf(words).stands_in("\ud800") or "" in words
