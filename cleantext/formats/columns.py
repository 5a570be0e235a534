"""Rows of any shape as columns of scalars: what fits no column goes, as JSON, into one named `rest`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from cleantext.formats.jsonl import line_of, plain
from cleantext.formats.rows import OURS, ExactRow, at

REST = "rest"
_KINDS = {bool: "bool", int: "int64", float: "float64", str: "string"}


def kind_of(value: Any) -> str:
    """Return the kind of column that holds exactly this value, or ""."""
    kind = _KINDS.get(type(value), "")
    if kind == "int64" and not -(1 << 63) <= value < 1 << 63:
        return ""
    if kind == "string" and not is_sound(value):
        return ""
    return kind


def is_sound(text: str) -> bool:
    """Say whether a text can be written as UTF-8: not if it holds a lone surrogate."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def scalar_columns(rows: Iterable[Mapping[str, Any]], without: Iterable[str]) -> dict[str, str]:
    """Return the fields that hold scalars of one kind in all the rows that have them, in order, with their kinds."""
    kinds: dict[str, str] = {}
    for row in rows:
        for name, value in row.items():
            if value is not None:
                kind = kind_of(value)
                kinds[name] = kind if kinds.get(name, kind) == kind else ""
    left_out = {*without, *OURS, REST}
    return {name: kind for name, kind in kinds.items() if kind and name not in left_out and is_sound(name)}


def divided(row: Mapping[str, Any], columns: Mapping[str, str], text_field: str) -> tuple[dict[str, Any], str | None]:
    """Return the values of a row that fit the columns, and the JSON of what does not."""
    fitting: dict[str, Any] = {}
    rest = ExactRow()
    for name, value in row.items():
        if columns.get(name) and kind_of(value) == columns[name]:
            fitting[name] = value
        else:
            rest[name] = value
    if text_field not in row and isinstance(at(row, text_field), str):
        rest = ExactRow(without(rest, text_field.split(".")))
    return fitting, json_text(rest) if rest else None


def without(row: Mapping[str, Any], path: list[str]) -> dict[str, Any]:
    """Return a row less the value at a path, which stands in a column of its own."""
    if len(path) == 1:
        return {name: value for name, value in row.items() if name != path[0]}
    return {name: without(value, path[1:]) if name == path[0] else value for name, value in row.items()}


def json_text(value: Any) -> str:
    """Return a value as JSON that UTF-8 can hold."""
    if isinstance(value, dict):
        return line_of(value).decode().rstrip("\n")
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=plain)
    return text if is_sound(text) else json.dumps(value, separators=(",", ":"), default=plain)


def json_value(text: Any) -> Any:
    """Return what a JSON text means, or the text itself if it is none."""
    if isinstance(text, str) and text[:1] in ("{", "["):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return text
    return text
