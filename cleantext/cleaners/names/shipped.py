"""The names that ship with us, from the TOML files beside this module."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from cleantext.core.table import Name, Table

_FAMILIES = "families.toml"
_DERIVED = re.compile(r"(?:an|ese|ish)s?$")


@dataclass(frozen=True)
class Families:
    """Words of a closed class (countries, their people and capitals) in families that occur together."""

    context: dict[str, frozenset[str]]  # word -> its family, one of which must stand in the text
    derived: frozenset[str]  # those that are made from a country's name: words of the dictionary, as "Chilean" is
    never: frozenset[str]  # words like one of these that are right
    names: frozenset[str]  # common names that other common names are like
    words: frozenset[str]  # English words, capitalised, that are like a part of a person's name


@cache
def shipped_table() -> Table:
    """Return the shipped names, from all files in order."""
    names: list[Name] = []
    for file in sorted(resources.files(__package__).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml") and file.name != _FAMILIES:
            names.extend(Table.parsed(file.read_text(encoding="utf-8"), file.name).names)
    return Table(tuple(names), source="shipped table")


@cache
def shipped_families() -> Families:
    """Return the closed classes."""
    data = tomllib.loads((resources.files(__package__) / _FAMILIES).read_text(encoding="utf-8"))
    context: dict[str, frozenset[str]] = {}
    derived: set[str] = set()
    for country, words in data["countries"].items():
        family = frozenset(part for word in (country, *words) for part in word.split())
        for word in family:
            context[word] = context.get(word, frozenset()) | family
        derived.update(word for word in words if _DERIVED.search(word) and word[:3] == country[:3] != word)
    words = frozenset(word.capitalize() for word in data["words"].split())
    return Families(context, frozenset(derived), frozenset(data["never"]), frozenset(data["names"]), words)
