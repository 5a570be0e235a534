"""Phrases are read quickly and kept small, and are the same phrases."""

from __future__ import annotations

import pickle
import tomllib
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext import Document
from cleantext.cleaners.phrases import quick_toml
from cleantext.cleaners.phrases.loader import FAMILIES, OTHER_LETTER, Phrase, all_phrases
from cleantext.cleaners.phrases.matcher import Index
from cleantext.cleaners.phrases.stock import Shelf, Stock, itself

FILES = [file for file in resources.files("cleantext.cleaners.phrases").iterdir() if file.name.endswith(".toml")]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_files_read_quickly_hold_what_a_parser_of_all_of_toml_finds(file: object) -> None:
    source = file.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert list(quick_toml.loads(source).items()) == list(tomllib.loads(source).items())


@pytest.mark.parametrize(
    "source",
    [
        "",
        'name = "Test"',
        'a = "x"\n[b]\nlines = [\n  "one, ]", "[c]", "d = 1", # two\n]\n',
        '[a]\nlines = ["\\"", "\\\\", "\\u00e9 \\t", "# no comment", "{ x = 1 }", ",]"]\nlabels = []',
        '[a]\nlines = [{ text = "x", needs = "tail" }, { text = "y", }]',
        "[a]\nlines = ['one', \"two\"]",
        '[a]\nlines = ["""one\n# two\nthree = ["""]',
        '[a.b]\n"c d" = 1\ne.f = 2',
        '[[a]]\nb = "c"\n[[a]]\nb = "d"',
        '# name = "x"\n  # [a]\nname = "y" # z\n',
    ],
)
def test_other_forms_of_toml_are_read_as_well(source: str) -> None:
    try:
        wanted = tomllib.loads(source)
    except tomllib.TOMLDecodeError:
        with pytest.raises(tomllib.TOMLDecodeError):
            quick_toml.loads(source)
    else:
        assert quick_toml.loads(source) == wanted


@pytest.mark.parametrize(
    "source",
    ['a = "x"\na = "y"', '[a]\nb = ["x"]\n[a]\nc = ["x"]', '[a]\nb = ["x"]\nb = ["x"]', '[a]\nb = ["x"', "a = b"],
)
def test_mistakes_are_noticed(source: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        quick_toml.loads(source)


def test_what_is_written_in_latin_letters_is_told_by_the_beginning_of_a_file() -> None:
    def is_latin(source: str) -> bool:
        return len(OTHER_LETTER.findall(source)) * 10 < len(source)

    wanted = {
        quick_toml.loads(source)["code"] for file in FILES if is_latin(source := file.read_text(encoding="utf-8"))
    }
    assert {phrase.language for phrase in all_phrases(latin_only=True)} == wanted


words = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1)
phrases = st.builds(
    Phrase,
    words=st.lists(words, min_size=1, max_size=4).map(tuple),
    family=st.sampled_from(FAMILIES),
    kind=st.sampled_from(["lines", "labels", "cues", "prompts"]),
    needs=st.sampled_from(["", "tail"]),
    language=st.sampled_from(["en", "el"]),
)


@given(given=st.lists(st.tuples(st.sampled_from("abc"), phrases)))
def test_a_stock_gives_back_what_it_was_given(given: list[tuple[str, Phrase]]) -> None:
    stock = Stock()
    shelf = Shelf(stock, itself)
    for key, phrase in given:
        shelf.add(key, stock.add(phrase))
    stock.made_ready()
    for one in (shelf, pickle.loads(pickle.dumps(shelf))):
        for _ in range(2):
            found = {key: list(one.get(key)) for key in sorted(one.keys())}
            assert found == {key: [phrase for other, phrase in given if other == key] for key in sorted(found)}
            assert set(found) == {key for key, _ in given}
        assert "d" not in one
        assert not one.get("d")


def test_an_index_is_the_same_for_another_process() -> None:
    index = Index(phrase for phrase in all_phrases() if phrase.language in ("en", "ja"))
    other = pickle.loads(pickle.dumps(index))
    text = "Read also: Storm\nShare on Facebook\n関連記事\nSign up to our newsletter\nPhoto: Ada\n写真=Ada"
    assert other.hits(Document(text)) == index.hits(Document(text))
    assert len(other.hits(Document(text))) == 6
