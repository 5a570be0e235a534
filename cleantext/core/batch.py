"""One Arrow batch in, one out: all of cleantext that Ray, Spark and their like need to see."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from cleantext.core.document import Document
from cleantext.core.errors import MissingColumn, MissingExtra

if TYPE_CHECKING:
    import pyarrow as pa

    from cleantext.core.pipeline import Pipeline

Batch = TypeVar("Batch", "pa.RecordBatch", "pa.Table")


def clean_batch(
    batch: Batch,
    pipeline: Pipeline,
    *,
    text_field: str = "text",
    id_field: str = "id",
    site_field: str = "",
) -> Batch:
    """Clean the `text` column of one Arrow batch, or of a table.

    Shape: n rows in, the same n rows out, in order; `text` replaced, `metadata` (JSON), `flags` and `trail` added, the
    rest untouched. A text that is null stays null. A dictionary of texts comes back as the texts.
    Units: offsets are code points, int32.
    Errors: `MissingColumn` if there is no `text`. A cleaner that fails on one row leaves that row's text alone, and is
    noted in its trail, under `failure`; the row stays.
    """
    pa = arrow()
    found = documents_of(batch, text_field=text_field, id_field=id_field, site_field=site_field)
    documents = [None if document is None else pipeline(document) for document in found]
    return with_documents(batch, documents, text_field=text_field, trail=True, pa=pa)


def documents_of(
    batch: pa.RecordBatch | pa.Table, *, text_field: str = "text", id_field: str = "id", site_field: str = ""
) -> list[Document | None]:
    """Return the document of each row of a batch; None where the text is null.

    Errors: `MissingColumn` if there is no `text`.
    """
    names = batch.schema.names
    if text_field not in names:
        raise MissingColumn(f'no "{text_field}" column, but: {", ".join(names) or "none"}')
    texts = batch.column(text_field).to_pylist()
    ids = batch.column(id_field).to_pylist() if id_field in names else [None] * len(texts)
    sites = batch.column(site_field).to_pylist() if site_field in names else [None] * len(texts)
    known = [_mapping(value) for value in batch.column("metadata").to_pylist()] if "metadata" in names else []
    documents: list[Document | None] = []
    for index, text in enumerate(texts):
        if not isinstance(text, str | None):
            raise MissingColumn(f'"{text_field}" is a column of {batch.schema.field(text_field).type}, not of text')
        metadata = {**(known[index] if known else {}), **({"site": str(sites[index])} if sites[index] else {})}
        id = "" if ids[index] is None else str(ids[index])
        documents.append(None if text is None else Document(text, id=id, metadata=metadata))
    return documents


def with_documents(
    batch: Batch,
    documents: Iterable[Document | None],
    *,
    text_field: str = "text",
    trail: bool = False,
    pa: Any = None,
) -> Batch:
    """Return a batch with its rows' documents in it, as `clean_batch` says."""
    pa = pa or arrow()
    documents = list(documents)
    if text_field in batch.schema.names:
        batch = with_column(batch, text_field, _texts(documents, batch.schema.field(text_field).type, pa))
    name = own_name(batch.schema, "metadata", pa)
    given = batch.column(name).to_pylist() if name in batch.schema.names else [None] * len(documents)
    metadata = [
        json.dumps(dict(document.metadata), ensure_ascii=True, default=str) if document and document.metadata else old
        for document, old in zip(documents, given, strict=True)
    ]
    batch = with_column(batch, name, pa.array(metadata, pa.string()))
    flags = [[flag._asdict() for flag in document.flags] if document else [] for document in documents]
    batch = with_column(batch, own_name(batch.schema, "flags", pa), pa.array(flags, flags_type(pa)))
    if trail:
        steps = [trail_value(document) if document else [] for document in documents]
        batch = with_column(batch, own_name(batch.schema, "trail", pa), pa.array(steps, trail_type(pa)))
    return batch


def with_column(batch: Batch, name: str, values: Any) -> Batch:
    """Return a batch with one column replaced, or added at the end."""
    import pyarrow as pa

    index = batch.schema.get_field_index(name)
    fields, columns = list(batch.schema), list(batch.columns)
    if index >= 0:
        fields[index], columns[index] = pa.field(name, values.type, metadata=fields[index].metadata), values
    else:
        fields.append(pa.field(name, values.type))
        columns.append(values)
    return type(batch).from_arrays(columns, schema=pa.schema(fields, metadata=batch.schema.metadata))


def own_name(schema: pa.Schema, name: str, pa: Any = None) -> str:
    """Return the name of our column: another, if somebody else's has the name and another type."""
    pa = pa or arrow()
    if name in schema.names and schema.field(name).type not in _own_types(name, pa):
        return f"cleantext_{name}"
    return name


def flags_type(pa: Any) -> Any:
    """Return the Arrow type of a row's flags."""
    text = pa.string()
    fields = [("start", pa.int32()), ("end", pa.int32()), ("reason", text), ("cleaner", text), ("proposal", text)]
    return _list_of(pa.struct(fields), pa)


def trail_type(pa: Any) -> Any:
    """Return the Arrow type of a row's trail."""
    text = pa.string()
    edit = pa.struct([("start", pa.int32()), ("before", text), ("after", text), ("field", text), ("why", text)])
    return _list_of(pa.struct([("cleaner", text), ("edits", _list_of(edit, pa)), ("failure", text)]), pa)


def _list_of(type: Any, pa: Any) -> Any:
    return pa.list_(pa.field("element", type))  # the name that Parquet gives it, too


def trail_value(document: Document) -> list[dict[str, Any]]:
    """Return a trail as plain values."""
    return [step._asdict() | {"edits": [edit._asdict() for edit in step.edits]} for step in document.trail]


def arrow() -> Any:
    """Return pyarrow. Errors: `MissingExtra` if it is not installed."""
    try:
        import pyarrow
    except ImportError as error:
        raise MissingExtra("Arrow and Parquet need pyarrow: pip install 'cleantext-toolkit[parquet]'") from error
    return pyarrow


def _own_types(name: str, pa: Any) -> tuple[Any, ...]:
    if name == "metadata":
        return (pa.string(), pa.large_string())
    return (flags_type(pa),) if name == "flags" else (trail_type(pa),)


def _mapping(value: object) -> Mapping[str, Any]:
    if isinstance(value, str) and value.startswith("{"):
        try:
            value = json.loads(value)
        except ValueError:
            return {}
    return value if isinstance(value, dict) else {}


def _texts(documents: Iterable[Document | None], type: Any, pa: Any) -> Any:
    texts = [None if document is None else sound(document.text) for document in documents]
    kept = pa.types.is_large_string(type) or pa.types.is_string_view(type)
    return pa.array(texts, type if kept else pa.string())


def sound(text: str) -> str:
    """Return a text that UTF-8 can hold: a lone surrogate, which JSON can spell, becomes U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text
