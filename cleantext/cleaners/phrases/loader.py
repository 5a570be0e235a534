"""Phrases from their files: a TOML file a language, checked word for word when they are first asked for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, Literal, NamedTuple, get_args

from cleantext.cleaners.phrases import quick_toml
from cleantext.cleaners.phrases.folding import core_of
from cleantext.core.errors import CleantextError, did_you_mean

FAMILIES = (
    "read-also", "related", "continue-reading", "advertisement", "affiliate", "photo", "caption", "byline", "sign-off",
    "updated", "reading-time", "counters", "navigation", "controls", "player", "embeds", "comment-form", "comments",
    "share", "follow", "newsletter", "app", "donate", "paywall", "cookies", "tags", "rights", "source", "browser",
    "assistant",
)  # fmt: skip

# Greek, Cyrillic and all that follows them, but for punctuation, symbols and more Latin letters.
OTHER_LETTER = re.compile(
    "[\u0370-\u1dff\u2c00-\u2dff\u2e80-\u2fff\u3040-\ua71f\ua800-\uab2f\uab70-\ufaff\ufb13-\ufdff]"
)

Kind = Literal["lines", "labels", "cues", "prompts"]
Needs = Literal["", "separator", "head", "tail", "edge", "witness"]


_SAMPLE = 5000  # characters of a file that tell its script
_KINDS, _NEEDS = get_args(Kind), get_args(Needs)


class BadPhrases(CleantextError):
    """A file of phrases that cannot be used as it is."""


class Phrase(NamedTuple):
    """Words that mark a line as debris of one family."""

    # As written in the file. A cue has several pieces; a prompt has its call, with "^" before it if it begins a line
    # and "$" behind it if it ends one, and all that it may be about; lines and labels have one.
    words: tuple[str, ...]
    family: str
    kind: Kind
    needs: Needs  # "": certain wherever the line stands
    language: str


def all_phrases(*, latin_only: bool = False) -> Iterator[Phrase]:
    """Yield the phrases of every language that ships, or of those alone that are written in Latin letters.

    Errors: `BadPhrases`, with file, family and phrase.
    """
    for where, source in _files():
        if not latin_only or len(OTHER_LETTER.findall(source, 0, _SAMPLE)) * 10 < min(len(source), _SAMPLE):
            yield from parsed(source, where)


def _files() -> Iterator[tuple[str, str]]:
    """Yield the name of each file and what it holds."""
    folder = resources.files("cleantext.cleaners.phrases")
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            yield file.name, file.read_text(encoding="utf-8")


def parsed(source: str, where: str) -> Iterator[Phrase]:
    """Yield the phrases of one file.

    Errors: `BadPhrases` for an unknown family, kind or need, a phrase that is empty or stands twice, a broken cue.
    """
    try:
        table = quick_toml.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise BadPhrases(f"{where}: not TOML: {error}.") from error
    for key in ("name", "code"):
        if not isinstance(table.get(key), str) or not table[key]:
            raise BadPhrases(f'{where}: no {key}. Write, for example: name = "German" and code = "de".')
    for family, kinds in table.items():
        if family in ("name", "code"):
            continue
        if family not in FAMILIES:
            raise BadPhrases(
                f"{where}: unknown family {family!r}.{did_you_mean(family, FAMILIES)} Known: {', '.join(FAMILIES)}."
            )
        if not isinstance(kinds, Mapping):
            raise BadPhrases(f"{where}, {family}: expected a section [{family}] with lines, labels or cues.")
        for kind, items in kinds.items():
            if kind not in _KINDS or not isinstance(items, list):
                raise BadPhrases(f"{where}, {family}: {kind!r} is not one of the lists lines, labels, cues, prompts.")
            if kind == "prompts":
                yield from _prompts(items, family, table["code"], f"{where}, {family}")
                continue
            place = f"{where}, {family}, {kind}"
            seen: set[tuple[str, ...]] = set()
            for item in items:
                phrase = _phrase(item, family, kind, table["code"], place)
                folded = tuple(sorted(map(str.lower, phrase.words)))
                if folded in seen:
                    raise BadPhrases(f"{place}: {' + '.join(phrase.words)!r} stands there twice.")
                seen.add(folded)
                yield phrase


def _prompts(items: list[Any], family: str, language: str, where: str) -> Iterator[Phrase]:
    """Yield each way to begin (or to end) a line, with the words of which one must be on it."""
    for item in items:
        lists = item if isinstance(item, Mapping) else {}
        sound = all(
            isinstance(words, list) and all(isinstance(word, str) for word in words) for words in lists.values()
        )
        if not sound or not lists.get("with") or not set(lists) <= {"begin", "end", "with"} or len(lists) < 2:
            raise BadPhrases(
                f"{where}: a prompt is a table of begin or end, and with, each a list of words; got {item!r}."
            )
        for word in (word for words in lists.values() for word in words):
            if not core_of(word) or "{" in word:
                raise BadPhrases(f"{where}: {word!r} holds no words, or a placeholder.")
        calls = [*(f"^{call}" for call in lists.get("begin", ())), *(f"{call}$" for call in lists.get("end", ()))]
        for call in calls:
            yield Phrase((call, *lists["with"]), family, "prompts", "", language)


def _phrase(item: Any, family: str, kind: Kind, language: str, where: str) -> Phrase:
    if isinstance(item, str) and "{" not in item and kind != "cues" and core_of(item):  # as most are
        return Phrase((item,), family, kind, "", language)
    needs: Any = ""
    if isinstance(item, dict):
        unknown = sorted(set(item) - {"text", "pieces", "needs"})
        if unknown:
            raise BadPhrases(f"{where}: unknown key {unknown[0]!r} in {item!r}; known: text, pieces, needs.")
        needs = item.get("needs", "")
        item = item.get("pieces" if kind == "cues" else "text", "")
    if needs not in _NEEDS or (needs == "separator" and kind != "labels"):
        known = [need for need in _NEEDS if need and (need != "separator" or kind == "labels")]
        raise BadPhrases(f"{where}: {item!r} needs {needs!r}, which is none of: {', '.join(known)}.")
    if kind == "labels" and isinstance(item, str) and "{" in item:
        kind = "lines"  # what follows the label is in the pattern already
    pieces = item if kind == "cues" else [item]
    if not isinstance(pieces, list) or not all(map(_is_text, pieces)):
        raise BadPhrases(f"{where}: expected {'a list of words' if kind == 'cues' else 'words'}, got {item!r}.")
    if kind == "cues" and not 2 <= len(pieces) <= 4:
        raise BadPhrases(f"{where}: a cue has two to four pieces, got {item!r}.")
    for piece in pieces:
        _check(piece, kind, where)
    return Phrase(tuple(pieces), family, kind, needs, language)


def _check(piece: str, kind: Kind, where: str) -> None:
    if "{" not in piece:
        if not core_of(piece):
            raise BadPhrases(f"{where}: {piece!r} holds no words.")
        return
    if piece.strip() in ("{n}", "{words}") or not core_of(piece.replace("{n}", "0").replace("{words}", "")):
        raise BadPhrases(f"{where}: {piece!r} holds no words.")
    if "{" in piece.replace("{n}", "").replace("{words}", "") or kind == "cues":
        raise BadPhrases(f"{where}: {piece!r}: cues take no placeholders, and others only {{n}} and {{words}}.")


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def languages_of(families: Iterable[str]) -> list[str]:
    """Return the codes of the languages that have phrases of one of the families, in order."""
    return sorted(code for code, spoken in _families_by_language().items() if not spoken.isdisjoint(families))


@cache
def _families_by_language() -> dict[str, frozenset[str]]:
    tables = [quick_toml.loads(source) for _, source in _files()]
    return {
        table["code"]: frozenset(name for name in FAMILIES if any(table.get(name, {}).values())) for table in tables
    }
