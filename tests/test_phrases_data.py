"""The phrase files are well formed: families, needs, spelling, and nothing said twice."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import cleantext
from cleantext.cleaners.phrases import languages_of
from cleantext.cli.catalogue import facts
from cleantext.core.registry import all_cleaners

FOLDER = Path(cleantext.__file__).parent / "cleaners" / "phrases"
FILES = sorted(FOLDER.glob("*.toml"))

# fmt: off
FAMILIES = {
    "read-also", "related", "continue-reading", "advertisement", "affiliate", "photo", "caption", "byline", "sign-off",
    "updated", "reading-time", "counters", "navigation", "controls", "player", "embeds", "comment-form", "comments",
    "share", "follow", "newsletter", "app", "donate", "paywall", "cookies", "tags", "rights", "source", "browser",
    "assistant",
}
# fmt: on
NEEDS = {"lines": {"witness", "edge", "head", "tail"}, "labels": {"separator", "witness", "edge", "head", "tail"}}

Entry = tuple[str, str, str, str | None]  # family, kind, text, need


def load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def entries(data: dict[str, Any]) -> Iterator[Entry]:
    """Lines and labels, however they are written."""
    for family, body in data.items():
        if isinstance(body, dict):
            for kind in ("labels", "lines"):
                for entry in body.get(kind, ()):
                    text, need = (entry, None) if isinstance(entry, str) else (entry["text"], entry["needs"])
                    yield family, kind, text, need


def folded(text: str) -> str:
    """The text in lower case, Turkish dots aside."""
    return unicodedata.normalize("NFC", text.replace("İ", "i").casefold().replace("ı", "i"))


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    assert isinstance(request.param, Path)
    return request.param


def test_there_are_languages() -> None:
    assert FILES


def test_file_says_which_language_it_is(path: Path) -> None:
    data = load(path)
    assert data["code"] == path.stem
    assert data["name"].strip()


def test_only_known_families_and_kinds(path: Path) -> None:
    for key, body in load(path).items():
        if key in {"name", "code"}:
            continue
        assert key in FAMILIES, key
        assert body, f"{key} is empty"
        assert set(body) <= {"labels", "lines", "cues", "prompts"}, key
        for kind, items in body.items():
            assert isinstance(items, list), f"{key}.{kind}"
            assert items, f"{key}.{kind} is empty"


def test_only_known_needs(path: Path) -> None:
    for family, body in load(path).items():
        if not isinstance(body, dict):
            continue
        for kind in ("labels", "lines"):
            for entry in body.get(kind, ()):
                if isinstance(entry, dict):
                    assert set(entry) == {"text", "needs"}, (family, entry)
                    assert entry["needs"] in NEEDS[kind], (family, entry)
                else:
                    assert isinstance(entry, str), (family, entry)


def pieces(cue: Any) -> list[str]:
    """Return the pieces of a cue, which may say in a table what it needs."""
    if isinstance(cue, dict):
        assert set(cue) == {"pieces", "needs"}
        assert cue["needs"] in NEEDS["lines"]
        return list(cue["pieces"])
    return list(cue)


def test_strings_are_trimmed_and_composed(path: Path) -> None:
    data = load(path)
    texts = [text for _, _, text, _ in entries(data)]
    bodies = [body for body in data.values() if isinstance(body, dict)]
    texts += [piece for body in bodies for cue in body.get("cues", ()) for piece in pieces(cue)]
    for text in texts:
        assert text, "an empty string"
        assert text == " ".join(text.split()), repr(text)
        assert text == unicodedata.normalize("NFC", text), repr(text)
        assert set(re.findall(r"\{[^}]*\}?|\}", text)) <= {"{n}", "{words}"}, repr(text)


def test_a_pattern_holds_words_of_its_own(path: Path) -> None:
    """`{n}` or `{words}` alone would match anything."""
    for family, kind, text, _ in entries(load(path)):
        assert kind == "lines" or "{" not in text, (family, text)
        assert re.sub(r"\{\w+\}", "", text).strip(), (family, text)
        assert text.count("{words}") <= 2, (family, text)


def test_cues_are_two_to_four_plain_pieces(path: Path) -> None:
    for family, body in load(path).items():
        if not isinstance(body, dict):
            continue
        cues = [pieces(cue) for cue in body.get("cues", [])]
        for cue in cues:
            assert 2 <= len(cue) <= 4, (family, cue)
            assert len({piece.casefold() for piece in cue}) == len(cue), (family, cue)
            assert not any("{" in piece for piece in cue), (family, cue)
        as_sets = [frozenset(piece.casefold() for piece in cue) for cue in cues]
        assert len(set(as_sets)) == len(as_sets), family


def test_nothing_is_said_twice(path: Path) -> None:
    """Once among the lines and once among the labels of a family."""
    seen: set[tuple[str, str, str]] = set()
    for family, kind, text, _ in entries(load(path)):
        key = (family, kind, folded(text))
        assert key not in seen, key
        seen.add(key)


def test_a_certain_phrase_is_not_uncertain_elsewhere(path: Path) -> None:
    """The same words cannot be debris anywhere in one family and only in some places in another."""
    needs: dict[tuple[str, str], str | None] = {}
    for family, kind, text, need in entries(load(path)):
        before = needs.setdefault((kind, folded(text)), need)
        assert (before is None) == (need is None), (family, kind, text, before, need)


def test_every_family_of_phrases_is_gone_by_and_the_catalogue_names_its_languages() -> None:
    by_phrases = {family for cleaner in all_cleaners() for family in cleaner.families}
    assert by_phrases == set(FAMILIES)
    for cleaner in all_cleaners():
        if cleaner.families:
            assert len(languages_of(cleaner.families)) >= 10, cleaner
            assert "en" in facts(cleaner)["Languages"]
