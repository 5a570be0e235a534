"""Distances, skeletons and what a form of a word is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext.core.spelling import is_derived, is_near, is_other_style, one_deleted, osa, plain, skeleton

WORDS = st.text(alphabet="abcdE é", max_size=8)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [("", "", 0), ("abc", "", 3), ("karbakh", "karabakh", 1), ("klistchko", "klitschko", 1), ("abcd", "wxyz", 4)],
)
def test_distance(one: str, other: str, distance: int) -> None:
    assert osa(one, other) == distance
    assert osa("anna", "a completely different word") == 4, "anything above the limit is limit + 1"


@given(one=WORDS, other=WORDS)
def test_distance_is_the_same_both_ways_and_nought_for_the_same_word(one: str, other: str) -> None:
    assert osa(one, other) == osa(other, one)
    assert (osa(one, other) == 0) == (one == other)


@given(word=st.text(max_size=12))
def test_skeleton_and_plain_take_any_text(word: str) -> None:
    assert skeleton(word) == skeleton(word)
    assert plain(plain(word)) == plain(word) or not word.isascii()
    assert len(one_deleted(word)) <= len(word) + 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kerabakh", "Karabakh"), ("Stepanecart", "Stepanakert"), ("Nicole", "Nikol"), ("Emanuel", "Emmanuel")],
)
def test_near(one: str, other: str) -> None:
    assert is_near(one, other)
    assert not is_near(one, other[::-1].title())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Armenia", "Armenian"),
        ("Turk", "Turks"),
        ("Paul", "Paula"),
        ("Maria", "Marie"),
        ("Iraq", "Iraqi"),
        ("Kansas", "Kansans"),
    ],
)
def test_derived(one: str, other: str) -> None:
    assert is_derived(one, other)
    assert is_derived(other, one)
    assert not is_derived("Karbakh", "Karabakh")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Centre", "Center"),
        ("Advisers", "Advisors"),
        ("Colour", "Color"),
        ("Organise", "Organize"),
        ("Traveller", "Traveler"),
    ],
)
def test_house_styles(one: str, other: str) -> None:
    assert is_other_style(one, other)
    assert not is_other_style("Karbakh", "Karabakh")
    assert not is_other_style("Philladelphia", "Philadelphia")
