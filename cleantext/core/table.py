"""A table of spellings: what learning found and what people wrote down, in a TOML file made to be read and edited."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, Self, TypeVar, get_args

from cleantext.core.errors import BadTable, did_you_mean

T = TypeVar("T", "Name", "Pair")

Decision = Literal["auto", "review", "reject"]

_HEADER = """\
# Spellings of names. Yours to edit: change a decision, add entries; the next `learn --with` this file keeps both.
#
# [[pair]]  one spelling and what it should be; decision is one of
#             auto    the cleaner name-variants replaces it
#             review  it is only flagged, with the proposal
#             reject  it is left alone, and stays so when the table is learned again
# [[name]]  a name by hand: canonical, and if you like type, variants (always replaced), context (one of these words
#           must stand in a text before a mere likeness to the name is repaired), never (not this name, however like),
#           note. Variants with a space count only as a whole.
"""


@dataclass(frozen=True, order=True)
class Name:
    """A name as it should be written."""

    canonical: str
    type: str = ""  # person, place, people (a demonym), date, group; for readers and for the cleaner's choice of rules
    variants: tuple[str, ...] = ()  # misspellings that nothing else is
    context: tuple[str, ...] = ()  # words that make it likely that a text speaks of this name
    never: tuple[str, ...] = ()  # spellings that are right as they are
    note: str = ""


@dataclass(frozen=True, order=True)
class Pair:
    """A spelling and what it should be, with the evidence."""

    wrong: str
    right: str
    decision: Decision = "auto"
    scope: str = "word"  # word, or phrase: wrong and right are neighbours of which only one differs
    stage: str = "hand"  # the way it was found
    score: float = 1.0
    counts: tuple[int, ...] = ()  # times seen: the wrong one, the right one
    documents: tuple[int, ...] = ()  # documents that hold it, the same way
    evidence: str = ""
    snippets: tuple[str, ...] = ()  # the wrong one where it stands, the right one where it stands
    note: str = ""


@dataclass(frozen=True, eq=False, repr=False)
class Table:
    """Names and pairs; equal only to itself, so that what is made of it can be kept with it."""

    names: tuple[Name, ...] = ()
    pairs: tuple[Pair, ...] = ()
    source: str = ""  # where it came from, for messages and for the evidence of an edit

    def __repr__(self) -> str:
        return f"<table {self.source or 'of nothing'}: {len(self.names)} names, {len(self.pairs)} pairs>"

    @classmethod
    def from_option(cls, value: object) -> Self:
        """Return the table that an option names by its path."""
        if not isinstance(value, str | Path):
            raise ValueError(f"expected the path of a table, got {value!r}")
        return cls.load(value)

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Return the table in a file.

        Errors: `BadTable` if it cannot be read or is not one; what is wrong with an entry names file and entry.
        """
        try:
            return cls.parsed(Path(path).read_text(encoding="utf-8-sig"), Path(path).name)
        except OSError as error:
            raise BadTable(f"{path}: {error.strerror or error}.") from error
        except UnicodeDecodeError as error:
            raise BadTable(f"{path}: not UTF-8: {error}.") from error

    @classmethod
    def parsed(cls, text: str, source: str) -> Self:
        """Return the table that a text describes.

        Errors: `BadTable`, as `load`.
        """
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise BadTable(f"{source}: not TOML: {error}.") from error
        for key in data:
            if key not in ("name", "pair"):
                raise BadTable(f"{source}: unknown heading {key!r}; known: [[name]], [[pair]].")
        names = [_entry(Name, row, f"{source}, name {number}") for number, row in _rows(data, "name", source)]
        pairs = [_entry(Pair, row, f"{source}, pair {number}") for number, row in _rows(data, "pair", source)]
        return cls(tuple(names), tuple(pairs), source)

    def dump(self) -> str:
        """Return the table as the text of its file: names first, pairs by the right form, each in fixed order."""
        names = sorted(self.names, key=lambda name: (name.canonical.casefold(), name))
        pairs = sorted(
            self.pairs, key=lambda pair: (pair.right.casefold(), pair.wrong.casefold(), pair.right, pair.wrong)
        )
        blocks = [_block("name", name) for name in names] + [_block("pair", pair) for pair in pairs]
        return "\n".join([_HEADER, *blocks])

    def save(self, path: str | Path) -> None:
        """Write the table to a file."""
        Path(path).write_text(self.dump(), encoding="utf-8", newline="\n")


def _rows(data: Mapping[str, Any], key: str, source: str) -> Iterable[tuple[int, Mapping[str, Any]]]:
    rows = data.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadTable(f"{source}: write entries as [[{key}]], one heading for each.")
    return enumerate(rows, start=1)


def _entry(kind: type[T], row: Mapping[str, Any], where: str) -> T:
    wanted = {field.name: field for field in fields(kind)}
    values: dict[str, Any] = {}
    for key, value in row.items():
        if key not in wanted:
            raise BadTable(f"{where}: unknown key {key!r}.{did_you_mean(key, wanted)}")
        values[key] = _value(key, value, str(wanted[key].type), where)
    for key in ("canonical",) if kind is Name else ("wrong", "right"):
        if not values.get(key, "").strip():
            raise BadTable(f"{where}: no {key!r}.")
    return kind(**values)


def _value(key: str, value: object, wanted: str, where: str) -> Any:
    if wanted == "Decision":
        if value not in get_args(Decision):
            choices = get_args(Decision)
            hint = did_you_mean(str(value), choices)
            raise BadTable(f"{where}: decision {value!r} is none of {', '.join(choices)}.{hint}")
        return value
    if wanted.startswith("tuple"):
        item = int if "int" in wanted else str
        if not isinstance(value, list) or not all(type(part) is item for part in value):
            raise BadTable(f"{where}: {key} is a list of {'numbers' if item is int else 'texts'}, got {value!r}.")
        return tuple(value)
    if wanted == "float":
        if type(value) not in (int, float):
            raise BadTable(f"{where}: {key} is a number, got {value!r}.")
        return value
    if not isinstance(value, str):
        raise BadTable(f"{where}: {key} is a text in quotes, got {value!r}.")
    return value


def _block(heading: str, entry: Name | Pair) -> str:
    lines = [f"[[{heading}]]"]
    shown = {"decision"} if not isinstance(entry, Pair) or entry.stage == "hand" else {"decision", "scope", "score"}
    for field in fields(entry):
        value = getattr(entry, field.name)
        if value != field.default or field.name in shown:
            lines.append(f"{field.name} = {_toml(value)}")
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, str):  # JSON's escapes are TOML's, but for DEL; half a surrogate pair is no text in either
        sound = value.encode("utf-8", "replace").decode()
        return json.dumps(sound, ensure_ascii=False).replace("\x7f", "\\u007F")
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return repr(value)
