"""Parquet: read and written in small batches; other columns keep their types.

Rows that come from elsewhere (JSONL) get a column for each field that held scalars of one kind in the first rows; all
else of a row is kept as JSON in the column `rest`, from where reading takes it up again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from cleantext.core import batch as batches
from cleantext.core.errors import BadInput
from cleantext.formats.base import CHUNK_BYTES, Chunk, Format, Payload, Sample, id_of
from cleantext.formats.columns import REST, divided, json_text, json_value, scalar_columns
from cleantext.formats.jsonl import row_for
from cleantext.formats.places import temporary
from cleantext.formats.records import Options, Record
from cleantext.formats.rows import OURS, put, record_from_row
from cleantext.formats.sinks import discard, finish, naming, open_for_writing
from cleantext.formats.sources import FORMATS, Source
from cleantext.formats.streams import reading

_ROW_GROUP_BYTES = 1 << 24
_MARK = {b"cleantext": b"rest"}  # the file's note that its column `rest` is ours


class Parquet(Format):
    """A document a row."""

    name = "parquet"
    suffixes = FORMATS["parquet"]

    def check(self, options: Options) -> None:
        """Errors: `MissingExtra` without pyarrow."""
        batches.arrow()

    def chunks(self, source: Source, options: Options) -> Iterator[Chunk]:
        """Cut the file into batches of rows, reading no more than a page of a column ahead."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        if source.place == "-":
            raise BadInput("Parquet is read from its end; name a file instead of standard input")
        stream, raw = reading(source.place)
        with stream, raw:
            try:
                file = pq.ParquetFile(raw, buffer_size=1 << 20, pre_buffer=False)
                groups = [file.metadata.row_group(index) for index in range(file.metadata.num_row_groups)]
                size = sum(group.total_byte_size for group in groups)
                rows = max(1, file.metadata.num_rows)
                on_disk = raw.seek(0, 2)
                first = 1
                batch_size = max(1, min(10_000, CHUNK_BYTES * rows // max(1, size)))
                for batch in file.iter_batches(batch_size=batch_size):
                    count = batch.num_rows
                    yield Chunk(source, first, packed(batch), size * count // rows, on_disk * count // rows)
                    first += count
                if first == 1:
                    yield Chunk(source, 1, packed(pa.RecordBatch.from_pylist([], schema=file.schema_arrow)))
            except (pa.ArrowException, pa.ArrowInvalid) as error:
                raise BadInput(f"not Parquet that can be read: {str(error).strip()}") from error

    def items(self, chunk: Chunk) -> Sequence[Any]:
        """Return the rows, each a view of the batch."""
        batch = unpacked(chunk.data)
        return [ArrowRow(batch, index) for index in range(batch.num_rows)]

    def record(self, chunk: Chunk, index: int, item: Any, options: Options) -> Record | None:
        """Take up one row."""
        return record_from_row(
            item,
            default_id=f"{chunk.source.id}:{chunk.first + index}",
            text_field=options.text_field,
            id_field=options.id_field,
            site_field=options.site_field,
        )

    def known_id(self, chunk: Chunk, index: int, item: Any, options: Options) -> str:
        """Return the id that the row gives."""
        return id_of(self, chunk, index, item, options)

    def sample(self, chunk: Chunk, options: Options) -> Sample:
        """Return the schema."""
        batch = unpacked(chunk.data)
        return Sample([ArrowRow(batch, index) for index in range(batch.num_rows)], batch.schema)

    def layout(self, sample: Sample, options: Options) -> bytes:
        """Return the schema of the output, as bytes."""
        import pyarrow as pa

        if sample.schema is not None:
            empty = pa.RecordBatch.from_pylist([], schema=sample.schema)
            schema = _filled(empty, [], options).schema
        else:
            ours = (options.id_field, options.text_field)
            kinds = {
                name: pa.bool_() if kind == "bool" else getattr(pa, kind)()
                for name, kind in scalar_columns(sample.rows, without=ours).items()
            }
            fields = dict.fromkeys(ours, pa.string()) | kinds
            fields |= {"metadata": pa.string(), "flags": batches.flags_type(pa)}
            fields |= {"trail": batches.trail_type(pa)} if options.trail else {}
            schema = pa.schema(list({**fields, REST: pa.string()}.items()), metadata=_MARK)
        serialised: bytes = schema.serialize().to_pybytes()
        return serialised

    def encode(self, records: Sequence[Record], options: Options, layout: Any, compression: str = "") -> Payload:
        """Return the records as one Arrow batch, as bytes."""
        import pyarrow as pa

        schema = pa.ipc.read_schema(pa.py_buffer(layout))
        rests = [record.rest for record in records]
        if rests and all(isinstance(rest, ArrowRow) for rest in rests):
            given = rests[0].batch  # type: ignore[attr-defined]
            taken = given.take(pa.array([rest.index for rest in rests]))  # type: ignore[attr-defined]
            batch = _filled(taken, records, options)
            if batch.schema.equals(schema):
                return packed(batch)
        return packed(_from_rows(records, schema, options))

    def sink(self, place: str, options: Options, layout: Any) -> ParquetSink:
        """Open a file."""
        if place == "-":
            raise BadInput("Parquet does not go to standard output; name a file with --to")
        return ParquetSink(place, layout)


class ArrowRow(Mapping[str, Any]):
    """One row of a batch: a value is looked at only when somebody asks for it."""

    def __init__(self, batch: Any, index: int) -> None:
        self.batch, self.index = batch, index
        self._names = {name: position for position, name in enumerate(batch.schema.names)}
        self._more: dict[str, Any] = {}
        if _has_rest(batch.schema):
            position = self._names.pop(REST)
            self._names = {n: p for n, p in self._names.items() if n in OURS or batch.column(p)[index].is_valid}
            rest = json_value(batch.column(position)[index].as_py())
            self._more = rest if isinstance(rest, dict) else {}

    def __getitem__(self, name: str) -> Any:
        if name in self._more:
            return self._more[name]
        own = f"cleantext_{name}"
        position = self._names[own if name in OURS and own in self._names else name]
        value = self.batch.column(position)[self.index].as_py()
        return json_value(value) if name == "metadata" else value

    def __contains__(self, name: object) -> bool:  # without a look at the value, which may be a long text
        own = name in OURS and f"cleantext_{name}" in self._names
        return own or name in self._names or name in self._more

    def __iter__(self) -> Iterator[str]:
        return iter({**self._names, **self._more})

    def __len__(self) -> int:
        return len({**self._names, **self._more})


class ParquetSink:
    """One Parquet file, in row groups of some size whatever the size of the batches."""

    def __init__(self, place: str, layout: bytes) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        self._place, self._temporary = place, temporary(place)
        self._schema = pa.ipc.read_schema(pa.py_buffer(layout))
        self._waiting: list[Any] = []
        self._bytes = 0
        self._stream = open_for_writing(self._temporary)
        # Texts and JSON hardly repeat: a dictionary of them, or the least and greatest one, costs and gives nothing.
        plain = [f.name for f in self._schema if not pa.types.is_nested(f.type) and not _is_text(f.type, pa)]
        self._writer = pq.ParquetWriter(
            self._stream,
            self._schema,
            compression="zstd",
            compression_level=3,
            use_dictionary=plain,
            write_statistics=plain,
        )

    def append(self, payload: Payload) -> None:
        """Add a batch."""
        assert isinstance(payload, bytes)
        batch = unpacked(payload)
        self._waiting.append(batch)
        self._bytes += batch.nbytes
        if self._bytes >= _ROW_GROUP_BYTES:
            self._write()

    def _write(self) -> None:
        import pyarrow as pa

        if self._waiting:
            with naming(self._place):
                table = pa.Table.from_batches(self._waiting, self._schema)
                self._writer.write_table(table, row_group_size=max(1, table.num_rows))
            self._waiting, self._bytes = [], 0

    def complete(self) -> None:
        """Write the file's end, flush it to the disk and rename it."""
        self._write()
        with naming(self._place):
            self._writer.close()
            finish(self._stream, self._temporary, self._place)

    def withdraw(self) -> None:
        """Remove what was written."""
        self._waiting = []
        with suppress(Exception):  # it writes the file's end, which may be what failed
            self._writer.close()
        discard(self._stream, self._temporary)


def packed(batch: Any) -> bytes:
    """Return a batch as bytes."""
    import pyarrow as pa

    out = pa.BufferOutputStream()
    with pa.ipc.new_stream(out, batch.schema) as writer:
        writer.write_batch(batch)
    data: bytes = out.getvalue().to_pybytes()
    return data


def unpacked(data: bytes) -> Any:
    """Return the batch in the bytes."""
    import pyarrow as pa

    with pa.ipc.open_stream(pa.py_buffer(data)) as reader:
        return reader.read_next_batch()


def _filled(batch: Any, records: Sequence[Record], options: Options) -> Any:
    """Return a batch with the documents in it; all columns that are not ours as they were."""
    import pyarrow as pa

    field = options.text_field
    if field not in batch.schema.names:  # inside a struct
        top = field.split(".")[0]
        if top not in batch.schema.names:
            raise BadInput(f'no "{field}" column, but: {", ".join(batch.schema.names)}')
        rows = [{top: value} for value in batch.column(top).to_pylist()]
        for row, record in zip(rows, records, strict=True):
            put(row, field, batches.sound(record.document.text))
        column = pa.array([row[top] for row in rows], batch.schema.field(top).type)
        batch = batches.with_column(batch, top, column)
    ids = [record.document.id for record in records]
    if "." not in (id_field := options.id_field):
        there = batch.column(id_field) if id_field in batch.schema.names else None
        if there is None or (there.null_count and pa.types.is_string(there.type)):
            batch = batches.with_column(batch, id_field, pa.array(ids, pa.string()))
    trail = options.trail or batches.own_name(batch.schema, "trail", pa) in batch.schema.names
    documents = [record.document for record in records]
    return batches.with_documents(batch, documents, text_field=field, trail=trail, pa=pa)


def _from_rows(records: Sequence[Record], schema: Any, options: Options) -> Any:
    """Return rows of any shape as a batch of this schema."""
    import pyarrow as pa

    has_rest = _has_rest(schema)
    ours = {options.id_field, options.text_field, *OURS, *([REST] if has_rest else [])}
    kinds = {f.name: str(f.type).replace("double", "float64") for f in schema if f.name not in ours}
    columns: dict[str, list[Any]] = {name: [] for name in schema.names}
    for record in records:
        document, row = record.document, row_for(record, options)
        values: dict[str, Any] = {options.id_field: document.id, options.text_field: batches.sound(document.text)}
        metadata = row.pop("metadata")
        values["metadata"] = json_text(metadata) if metadata else None
        values["flags"] = _sound([flag._asdict() for flag in document.flags])
        values["trail"] = _sound(batches.trail_value(document)) if "trail" in schema.names else None
        # What the columns of ours cannot hold exactly: a number as an id, flags of others.
        kept = {name: row.pop(name) for name in ("flags", "trail") if name in row}
        if len(kept["flags"]) > len(document.flags):
            row["flags"] = kept["flags"]
        if isinstance(row.get(options.id_field), str):
            row.pop(options.id_field)
        if values[options.text_field] == row.get(options.text_field):
            row.pop(options.text_field)
        fitting, rest = divided(row, kinds, options.text_field)
        if rest and not has_rest:
            raise BadInput(f"its rows do not fit the columns of the output's first rows: {rest[:80]}")
        values |= fitting | ({REST: rest} if has_rest else {})
        for name, column in columns.items():
            column.append(values.get(name))
    arrays = [pa.array(columns[field.name], field.type) for field in schema]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _has_rest(schema: Any) -> bool:
    """Say whether the schema has a column `rest` that is ours."""
    return REST in schema.names and (schema.metadata or {}).get(b"cleantext") == b"rest"


def _sound(value: Any) -> Any:
    if isinstance(value, str):
        return batches.sound(value)
    if isinstance(value, list):
        return [_sound(item) for item in value]
    return {name: _sound(item) for name, item in value.items()} if isinstance(value, dict) else value


def _is_text(type: Any, pa: Any) -> bool:
    return bool(pa.types.is_string(type) or pa.types.is_large_string(type))
