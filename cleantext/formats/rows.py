"""A document as a JSON object, and back: id, text, metadata, flags and, if asked for, the trail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from cleantext.core.document import Document, Edit, Flag, Step
from cleantext.core.errors import BadInput
from cleantext.formats.records import Record

Row = dict[str, Any]
OURS = ("metadata", "flags", "trail")  # what cleaning adds to a row, and restoring takes away again
T = TypeVar("T", Edit, Flag, Step)

_NOTHING = object()


class ExactRow(Row):
    """A row that only the standard library's JSON reads and writes without loss (NaN, very large numbers)."""


def record_from_row(
    row: object, *, default_id: str, text_field: str = "text", id_field: str = "id", site_field: str = ""
) -> Record:
    """Return the document that a row holds; flags and trail that we wrote are taken up again.

    Errors: `BadInput` if the row is no object, or has no text.
    """
    if not isinstance(row, Mapping):
        raise BadInput(f"a row is a JSON object, not {_json_type(row)}")
    text = at(row, text_field)
    if text is _NOTHING:
        raise BadInput(_no_field(row, text_field))
    if not isinstance(text, str):
        raise BadInput(f'"{text_field}" is {_json_type(text)}, not a string')
    id = at(row, id_field)
    if id is _NOTHING:
        id = None
    metadata = row.get("metadata")
    site = at(row, site_field) if site_field else None
    if isinstance(site, str) and site:
        metadata = {**(metadata if isinstance(metadata, Mapping) else {}), "site": site}
    flags = [_tuple_from(Flag, value) for value in _list_at(row, "flags")]
    steps = [_step_from(value) for value in _list_at(row, "trail")]
    document = Document(
        text,
        id=default_id if id is None else str(id),
        metadata=metadata if isinstance(metadata, Mapping) else {},
        flags=tuple(flag for flag in flags if flag is not None and flag.end <= len(text)),
        trail=tuple(step for step in steps if step is not None) if None not in steps else (),
    )
    return Record(document, row)


def row_of(record: Record, *, trail: bool = False, text_field: str = "text", id_field: str = "id") -> Row:
    """Return a record as a row: its own fields, with id, text, metadata and flags as they are now.

    `trail`: the row holds the trail; one that came with a trail keeps it up to date in any case.
    """
    document = record.document
    given = record.rest.get("flags")
    given = given if isinstance(given, list) else [] if given in (None, "") else [given]
    foreign = [value for value in given if _tuple_from(Flag, value) is None]
    row = type(record.rest)() if isinstance(record.rest, ExactRow) else {}
    for field, value in (
        (id_field, document.id),
        (text_field, document.text),
    ):  # these first, where the row has neither
        if field in record.rest or at(record.rest, field) is _NOTHING:
            row[field] = value
    row |= {"metadata": {}, **record.rest}
    if str(at(row, id_field)) != document.id:
        put(row, id_field, document.id)
    put(row, text_field, document.text)
    if document.metadata:
        row["metadata"] = dict(document.metadata)
    row["flags"] = foreign + [flag._asdict() for flag in document.flags]
    if trail or "trail" in record.rest:
        row["trail"] = trail_rows(document)
    return row


def at(row: Mapping[str, Any], field: str) -> Any:
    """Return the value of a field; of one inside objects by its dotted name, unless a field has that very name."""
    if field in row:
        return row[field]
    value: Any = row
    for part in field.split("."):
        if not isinstance(value, Mapping) or part not in value:
            return _NOTHING
        value = value[part]
    return value


def put(row: Row, field: str, value: Any) -> None:
    """Set a field, by the same names as `at`; objects on the way are copied, as others may hold them too."""
    parts = field.split(".")
    if field in row or at(row, field) is _NOTHING:
        row[field] = value
        return
    inner = row
    for part in parts[:-1]:
        inner[part] = dict(inner[part])
        inner = inner[part]
    inner[parts[-1]] = value


def trail_rows(document: Document) -> list[Row]:
    """Return a document's trail as JSON values."""
    return [step._asdict() | {"edits": [edit._asdict() for edit in step.edits]} for step in document.trail]


def _list_at(row: Any, field: str) -> list[Any]:
    value = row.get(field)
    return value if isinstance(value, list) else []


def _step_from(value: object) -> Step | None:
    step = _tuple_from(Step, value)
    if step is None or not isinstance(step.edits, list):
        return None
    edits = [_tuple_from(Edit, edit) for edit in step.edits]
    return None if None in edits else step._replace(edits=tuple(edit for edit in edits if edit is not None))


def _tuple_from(kind: type[T], value: object) -> T | None:
    """Return the row's value as one of our tuples, or None if somebody else wrote it."""
    hints = {"start": int, "end": int, "edits": list}
    if not isinstance(value, dict) or set(value) != set(kind._fields):
        return None
    return kind(**value) if all(isinstance(value[name], hints.get(name, str)) for name in kind._fields) else None


def _no_field(row: Mapping[str, Any], text_field: str) -> str:
    strings = {name: value for name, value in row.items() if isinstance(value, str)}
    if not strings:
        return f'no "{text_field}" field, and no other that holds a string'
    longest = max(strings, key=lambda name: len(strings[name]))
    others = " and ".join(f'"{name}"' for name in list(strings)[:4])
    return f'no "{text_field}" field, but {others}. Name it with --text-field {longest}'


def _json_type(value: object) -> str:
    names = {
        dict: "an object",
        ExactRow: "an object",
        list: "a list",
        str: "a string",
        bool: "true or false",
        type(None): "null",
    }
    return names.get(type(value), "a number")
