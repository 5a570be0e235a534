"""Exact words are found as wholes, by whatever way they are looked for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleantext.core.alphabet import unusual_characters
from cleantext.core.literals import AnyOf, Found, Literals
from cleantext.core.words import behind_apostrophes, is_whole, tallied
from tests.strategies import awkward_text

WORDS = st.lists(
    st.sampled_from(["ab", "abc", "ab cd", "c", "éa", "A-b", "A's b", "Éa", "Share this", "İ", "x" * 9, "'A", " A"]),
    max_size=6,
)
TEXTS = st.one_of(awkward_text(), st.text(alphabet="abcd é-A'’ÉxİſЖ«", max_size=30))


@given(words=WORDS, text=TEXTS)
def test_what_stands_as_a_whole_is_found(words: list[str], text: str) -> None:
    expected: list[Found] = []
    for start in range(len(text)):
        for word in sorted(words, key=len, reverse=True):
            free = not expected or start >= expected[-1].end
            if free and text.startswith(word, start) and is_whole(text, start, start + len(word)):
                expected.append(Found(start, word))
    assert Literals(words).find(text) == expected


@given(words=WORDS, text=TEXTS)
def test_the_capitalised_words_of_a_text_tell_what_to_look_for(words: list[str], text: str) -> None:
    capitals = tallied(text, unusual_characters(text))
    known = [*capitals, *behind_apostrophes(text)]
    assert Literals(words).find(text, known) == Literals(words).find(text)


def test_the_longest_at_the_leftmost_place_wins_and_only_wholes_count() -> None:
    literals = Literals(["Maron", "Maron Crowe", "Crowe call"])
    assert literals.find("Maron Crowe call Maronite Maron.") == [Found(0, "Maron Crowe"), Found(26, "Maron")]


def test_many_words_are_found_as_few_are() -> None:
    words = [f"Name{number}" for number in range(100)]
    assert [found.text for found in Literals(words).find("Name7, Name70 and Name700")] == ["Name7", "Name70"]


@given(words=WORDS, text=TEXTS)
def test_any_of_the_pieces_is_found_inside_words_too(words: list[str], text: str) -> None:
    assert AnyOf(words).stands_in(text) == any(word in text for word in words)
    assert not AnyOf(words).stands_in("\ud800") or "" in words
