"""A table that people edit: a TOML file of entries under a few headings, each entry a dataclass of plain values."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, Self

from cleantext.core.errors import BadTable, did_you_mean

Row = Mapping[str, Any]


class EntryFile:
    """How such a table is found by an option, read and written; what its entries are is for the subclass to say."""

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
        raise NotImplementedError

    def dump(self) -> str:
        """Return the table as the text of its file, its entries in a fixed order."""
        raise NotImplementedError

    def save(self, path: str | Path) -> None:
        """Write the table to a file."""
        Path(path).write_text(self.dump(), encoding="utf-8", newline="\n")


def rows_under(headings: Collection[str], text: str, source: str) -> dict[str, list[tuple[str, Row]]]:
    """Return what stands under each heading: the rows, each with its place, for messages.

    Errors: `BadTable` for what is not TOML, another heading, or one that is not written as [[heading]].
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadTable(f"{source}: not TOML: {error}.") from error
    for key in data:
        if key not in headings:
            known = ", ".join(f"[[{heading}]]" for heading in headings)
            raise BadTable(f"{source}: unknown heading {key!r}; known: {known}.{did_you_mean(key, headings)}")
    found = {}
    for heading in headings:
        rows = data.get(heading, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise BadTable(f"{source}: write entries as [[{heading}]], one heading for each.")
        found[heading] = [(f"{source}, {heading} {number}", row) for number, row in enumerate(rows, start=1)]
    return found


def values_of(kind: Any, row: Row, where: str, choices: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """Return the values of a row for a dataclass, which must know their names and types.

    `choices`: what a field may be whose annotation has that name.
    Errors: `BadTable`.
    """
    wanted = {field.name: str(field.type) for field in fields(kind)}
    for key in row:
        if key not in wanted:
            raise BadTable(f"{where}: unknown key {key!r}.{did_you_mean(key, wanted)}")
    return {key: _value(key, value, wanted[key], where, choices) for key, value in row.items()}


def _value(key: str, value: Any, wanted: str, where: str, choices: Mapping[str, tuple[str, ...]]) -> Any:
    if wanted in choices:
        if value not in choices[wanted]:
            hint = did_you_mean(str(value), choices[wanted])
            raise BadTable(f"{where}: {key} {value!r} is none of {', '.join(choices[wanted])}.{hint}")
    elif wanted.startswith("tuple"):
        item = int if "int" in wanted else str
        if not isinstance(value, list) or not all(type(part) is item for part in value):
            raise BadTable(f"{where}: {key} is a list of {'numbers' if item is int else 'texts'}, got {value!r}.")
        return tuple(value)
    elif wanted == "float":
        if type(value) not in (int, float):
            raise BadTable(f"{where}: {key} is a number, got {value!r}.")
    elif not isinstance(value, str):
        raise BadTable(f"{where}: {key} is a text in quotes, got {value!r}.")
    return value


def block(heading: str, entry: Any, *always: str) -> str:
    """Return an entry as it stands in the file: the values that are not the default, and those `always` told."""
    lines = [f"[[{heading}]]"]
    for field in fields(entry):
        value = getattr(entry, field.name)
        if value != field.default or field.name in always:
            lines.append(f"{field.name} = {_toml(value)}")
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, str):  # JSON's escapes are TOML's, but for DEL; half a surrogate pair is no text in either
        sound = value.encode("utf-8", "replace").decode()
        return json.dumps(sound, ensure_ascii=False).replace("\x7f", "\\u007F")
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return repr(value)
