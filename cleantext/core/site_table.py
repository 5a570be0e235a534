"""A table of lines that sites repeat: what learning found and what people decided, in a TOML file made to be edited."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, Self, get_args

from cleantext.core.errors import BadTable, did_you_mean

Decision = Literal["auto", "review", "reject"]
Where = Literal["head", "tail", "around", "anywhere"]

EVERY_SITE = "*"

_HEADER = """\
# Lines that sites repeat. Yours to edit: change a decision, add entries; the next `learn --with` this file keeps both.
#
# [[repeat]]  line       a line, without the spaces around it; a block is several lines that follow one another
#             site       the `site` of the documents it is for; left out: those that name none; "*": all
#             decision   auto    the cleaner site-repeats removes it
#                        review  it is only flagged
#                        reject  it is left alone, and stays so when the table is learned again
#             where      head (before all prose), tail (after it), around (either), anywhere
#             documents  how many of the site's documents hold it, and how many documents the site has
"""


@dataclass(frozen=True)
class Repeat:
    """A line, or a block of lines, that a site repeats."""

    line: str
    site: str = ""
    decision: Decision = "auto"
    where: Where = "anywhere"
    documents: tuple[int, ...] = ()  # those that hold it, all of the site; empty: written by hand
    why: str = ""
    note: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the block; of a single line, that line."""
        return tuple(self.line.split("\n"))


@dataclass(frozen=True, eq=False, repr=False)
class SiteTable:
    """Repeats by site; equal only to itself, so that what is made of it can be kept with it."""

    repeats: tuple[Repeat, ...] = ()
    source: str = ""  # where it came from, for messages and for the evidence of an edit

    def __repr__(self) -> str:
        return f"<site table {self.source or 'of nothing'}: {len(self.repeats)} lines>"

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
            if key != "repeat":
                raise BadTable(f"{source}: unknown heading {key!r}; known: [[repeat]].{did_you_mean(key, ['repeat'])}")
        rows = data.get("repeat", [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise BadTable(f"{source}: write entries as [[repeat]], one heading for each.")
        entries = [_entry(row, f"{source}, repeat {number}") for number, row in enumerate(rows, start=1)]
        return cls(tuple(entries), source)

    def dump(self) -> str:
        """Return the table as the text of its file, by site and line."""
        entries = sorted(self.repeats, key=lambda repeat: (repeat.site, repeat.line.casefold(), repeat.line))
        return "\n".join([_HEADER, *map(_block, entries)])

    def save(self, path: str | Path) -> None:
        """Write the table to a file."""
        Path(path).write_text(self.dump(), encoding="utf-8", newline="\n")


def _entry(row: dict[str, Any], where: str) -> Repeat:
    known = [field.name for field in fields(Repeat)]
    values: dict[str, Any] = {}
    for key, value in row.items():
        if key not in known:
            raise BadTable(f"{where}: unknown key {key!r}.{did_you_mean(key, known)}")
        values[key] = _value(key, value, where)
    lines = [line.strip() for line in values.get("line", "").split("\n")]
    values["line"] = "\n".join(line for line in lines if line)
    if not values["line"]:
        raise BadTable(f"{where}: no 'line'.")
    return Repeat(**values)


def _value(key: str, value: object, where: str) -> Any:
    choices = {"decision": get_args(Decision), "where": get_args(Where)}.get(key)
    if choices is not None and value not in choices:
        raise BadTable(f"{where}: {key} {value!r} is none of {', '.join(choices)}.{did_you_mean(str(value), choices)}")
    if key == "documents":
        if not isinstance(value, list) or not all(type(number) is int for number in value):
            raise BadTable(f"{where}: documents is a list of numbers, got {value!r}.")
        return tuple(value)
    if not isinstance(value, str):
        raise BadTable(f"{where}: {key} is a text in quotes, got {value!r}.")
    return value


def _block(repeat: Repeat) -> str:
    lines = ["[[repeat]]"]
    for field in fields(repeat):
        value = getattr(repeat, field.name)
        if value != field.default or field.name in ("decision", "where"):
            lines.append(f"{field.name} = {_toml(value)}")
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, str):  # JSON's escapes are TOML's, but for DEL; half a surrogate pair is no text in either
        sound = value.encode("utf-8", "replace").decode()
        return json.dumps(sound, ensure_ascii=False).replace("\x7f", "\\u007F")
    return str(list(value)) if isinstance(value, tuple) else repr(value)
