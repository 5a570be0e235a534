"""Reading TOML of the plain form in which phrases are written, several times as fast as a parser of all of TOML.

But for bare keys, last commas and lines of comment it is JSON, for which Python's parser is written in C.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

_SECTION = re.compile(r"^\[([\w-]+)\]$", re.MULTILINE)
_COMMENT = re.compile(r"^[ ]*#.*$", re.MULTILINE)
_STRING = re.compile(r'("(?:[^"\\\n]|\\.)*")')
_LINE_KEY = re.compile(r"^([\w-]+) =", re.MULTILINE)
_KEY = re.compile(r"([\w-]+) =")
_LAST_COMMA = re.compile(r",(?=\s*\])")


class _Json(dict[str, str]):
    """What stands between two strings, as JSON: mostly a comma and a blank or a line break."""

    def __missing__(self, between: str) -> str:
        json = _KEY.sub(r'"\1":', _LINE_KEY.sub(r',"\1":', _LAST_COMMA.sub("", between)))
        self[between] = json
        return json


def loads(source: str) -> dict[str, Any]:
    """Return the table that a file holds.

    Errors: `tomllib.TOMLDecodeError`.
    """
    top, *rest = _SECTION.split(_COMMENT.sub("", source))
    as_json = _Json()
    try:
        table = _entries(top, as_json)
        for name, entries in zip(rest[::2], rest[1::2], strict=True):
            if name in table:
                raise ValueError(name)
            table[name] = _entries(entries, as_json)
    except ValueError:  # TOML of another form, or with mistakes
        return tomllib.loads(source)
    return table


def _entries(lines: str, as_json: _Json) -> dict[str, Any]:
    pieces = _STRING.split(lines)
    pieces[::2] = map(as_json.__getitem__, pieces[::2])
    entries: dict[str, Any] = json.loads(
        "{" + "".join(pieces).strip().removeprefix(",") + "}", object_pairs_hook=_unique
    )
    return entries


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        raise ValueError(pairs)
    return table
