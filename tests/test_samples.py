"""The samples come out as their clean forms say, and nothing of the words of an article is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleantext import Document, Pipeline
from cleantext.formats import Failure, Record, find_sources, read, source_at

SAMPLES = Path(__file__).parent.parent / "samples"


def documents(folder: str) -> dict[str, Document]:
    found = {}
    for source in find_sources([SAMPLES / folder]):
        for record in read(source):
            assert isinstance(record, Record), record
            found[record.document.id.replace(".html.txt", ".html")] = record.document
    return found


DIRTY, CLEAN = documents("dirty"), documents("clean")


def test_every_sample_has_its_clean_form() -> None:
    assert DIRTY.keys() == CLEAN.keys()
    assert len(DIRTY) >= 8


@pytest.mark.parametrize("name", DIRTY)
def test_a_sample_comes_out_clean(name: str) -> None:
    cleaned = Pipeline.preset("news")(DIRTY[name])
    assert cleaned.text == CLEAN[name].text
    assert cleaned.original == DIRTY[name].text


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_article_stays_as_it_is(name: str) -> None:
    assert Pipeline.preset("news")(CLEAN[name]).text == CLEAN[name].text


def test_the_facts_of_a_sample_are_kept() -> None:
    cleaned = Pipeline.preset("news")(DIRTY["harbour.txt"])
    assert cleaned.metadata["title"] == "Harbour of Port Ellery Reopens After Nine Days"
    assert cleaned.metadata["byline"] == "Miriam Oakes"
    assert cleaned.metadata["date"] == "March 14, 2023"
    assert "Miriam Oakes" in cleaned.metadata["credits"]
    glacier = Pipeline.preset("news")(DIRTY["glacier.md"])
    assert glacier.metadata["source_url"].startswith("https://example.org/2021/09/02/")
    assert glacier.metadata["credits"] == ["Tomas Reiner / Reuters"]
    library = Pipeline.preset("news")(DIRTY["library.html"])
    assert library.metadata["byline"] == "Jonah Field"
    assert library.metadata["site"] == "Ellery Courier"


def test_a_missing_sample_is_named() -> None:
    (failure,) = read(source_at(SAMPLES / "no-such-file.txt"))
    assert isinstance(failure, Failure)
    assert str(failure) == f"{SAMPLES / 'no-such-file.txt'}: No such file or directory"


SCRIPTS = ("arabic.txt", "chinese.txt", "hebrew.txt", "hindi.txt", "japanese.txt", "persian.txt", "thai.txt")


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_sentence_stays_in_scripts_without_capitals_or_full_stops(name: str) -> None:
    cleaned = Pipeline.preset("news")(DIRTY[name])
    dirty_lines = [line.strip(" \ufeff") for line in DIRTY[name].text.split("\n") if line.strip()]
    kept = [line for line in cleaned.text.split("\n") if line]
    assert len(kept) >= 4
    assert all(line in dirty_lines for line in kept), "a line was changed"
    gone = [line for line in dirty_lines if line not in kept]
    assert len(gone) >= 4, "a page has more debris than that"
    for joiner in "\u200c\u200d":
        assert cleaned.text.count(joiner) == sum(line.count(joiner) for line in dirty_lines if line in kept)


def test_the_persian_and_hindi_samples_hold_joiners() -> None:
    assert "\u200c" in CLEAN["persian.txt"].text
    assert "\u200d" in CLEAN["hindi.txt"].text
