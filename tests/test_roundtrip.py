"""Every format both ways: other fields come back equal, ids stay, broken places are named."""

from __future__ import annotations

import bz2
import gzip
import json
import tempfile
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleantext import Document, Edit, Flag, Pipeline
from cleantext.core.batch import clean_batch
from cleantext.core.errors import BadInput, MissingColumn, MissingExtra
from cleantext.formats import Failure, Options, Record, find_sources, read, source_at, writer
from cleantext.formats.rows import OURS
from cleantext.runner import Run, run

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

CLEAN = Pipeline(["soft-hyphens"])

numbers = st.integers() | st.floats(allow_nan=False) | st.integers(min_value=2**62, max_value=2**65)
scalars = st.none() | st.booleans() | numbers | st.text(max_size=6) | st.just("lone \ud800")
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)
names = st.sampled_from(["n", "url", "tags", "rest", "a.b", "é", "x y"]) | st.text(max_size=3)
json_rows = st.lists(
    st.fixed_dictionaries(
        {"text": st.text(max_size=20)}, optional={"id": st.text(min_size=1, max_size=4) | st.integers()}
    ).flatmap(lambda base: st.dictionaries(names, values, max_size=4).map(lambda more: {**more, **base})),
    min_size=1,
    max_size=5,
)


def documents(path: Path, **fields: str) -> list[Record]:
    records = list(read(source_at(path), **fields))
    assert all(isinstance(record, Record) for record in records), records
    return [record for record in records if isinstance(record, Record)]


def others(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in OURS and name not in ("id", "text")}


def typed(value: Any) -> Any:
    """Return a value that is equal to another only if their types are equal, too."""
    if isinstance(value, Mapping):
        return {name: typed(inner) for name, inner in value.items()}
    return [typed(inner) for inner in value] if isinstance(value, list) else (type(value), value)


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".jsonl.bz2", ".jsonl.zst", ".parquet"])
@given(rows=json_rows)
@settings(max_examples=25)
def test_rows_come_back_equal(suffix: str, rows: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, second, third = (Path(folder) / name for name in ("a.jsonl", f"b{suffix}", "c.jsonl"))
        first.write_bytes(b"".join(json.dumps(row).encode() + b"\n" for row in rows))
        run(Run((str(first),), str(second), Pipeline([])))
        given_documents, through = documents(first), documents(second)
        run(Run((str(second),), str(third), Pipeline([])))
        again = documents(third)
        for row, a, b, c in zip(rows, given_documents, through, again, strict=True):
            assert a.document.id == b.document.id == c.document.id
            assert a.document.text == c.document.text
            assert typed(others(row)) == typed(others(b.rest)) == typed(others(c.rest))


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".csv.zst"])
@given(
    header=st.lists(st.text(min_size=1, max_size=4), max_size=3, unique=True),
    rows=st.lists(st.lists(st.text(max_size=8), min_size=4, max_size=4), max_size=4),
)
@settings(max_examples=25)
def test_cells_come_back_equal(suffix: str, header: list[str], rows: list[list[str]]) -> None:
    header = [name for name in header if name not in ("text", "id", *OURS) and name.encode(errors="ignore")]
    fields = [
        Record(Document(row[0], id=f"i{n}"), dict(zip(header, row[1:], strict=False))) for n, row in enumerate(rows)
    ]
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / f"a{suffix}", Path(folder) / f"b{suffix}"
        with writer(first) as out:
            for record in fields:
                out.write(record)
        if not fields:
            return
        run(Run((str(first),), str(second), Pipeline([])))
        for wanted, found in zip(fields, documents(second), strict=True):
            assert (found.document.id, found.document.text) == (wanted.document.id, wanted.document.text)
            assert {name: found.rest[name] for name in wanted.rest} == wanted.rest
        assert first.read_bytes() == second.read_bytes()


def test_parquet_columns_keep_their_types_and_values(tmp_path: Path) -> None:
    schema = pa.schema(
        [
            ("id", pa.int64()),
            ("when", pa.timestamp("us", "UTC")),
            ("price", pa.decimal128(9, 2)),
            ("tags", pa.list_(pa.string())),
            ("text", pa.large_string()),
            ("kind", pa.dictionary(pa.int8(), pa.string())),
            ("flags", pa.int8()),
            ("metadata", pa.struct([("site", pa.string())])),
            pa.field("blob", pa.binary(), metadata={b"k": b"v"}),
        ],
        metadata={b"theirs": b"kept"},
    )
    rows = [
        {
            "id": n,
            "when": datetime(2024, 1, n + 1),
            "price": Decimal("1.50"),
            "tags": ["a", None],
            "text": None if n == 2 else f"Inter\u00adnational {n}",
            "kind": "x",
            "flags": n,
            "metadata": {"site": "example.org"},
            "blob": b"\xff",
        }
        for n in range(4)
    ]
    pq.write_table(pa.Table.from_pylist(rows, schema), tmp_path / "in.parquet", row_group_size=2)
    summary = run(Run((str(tmp_path / "in.parquet"),), str(tmp_path / "out.parquet"), CLEAN, Options(trail=True)))
    assert summary.failures == 1
    failed = json.loads((tmp_path / "out.parquet.failed.jsonl").read_text())
    assert (failed["row"], failed["reason"]) == (3, '"text" is null, not a string')
    table = pq.read_table(tmp_path / "out.parquet")
    kept = table.select(schema.names)
    assert kept.schema.equals(pq.read_schema(tmp_path / "in.parquet"), check_metadata=True)
    wanted = pa.Table.from_pylist([row for row in rows if row["text"]], schema).to_pylist()
    assert kept.to_pylist() == [{**row, "text": row["text"].replace("\u00ad", "")} for row in wanted]
    assert table.schema.names[len(schema) :] == ["cleantext_metadata", "cleantext_flags", "trail"]
    assert table.column("trail")[0].as_py()[0]["edits"][0]["before"] == "\u00ad"
    record = documents(tmp_path / "out.parquet")[0]
    assert record.document.original == "Inter\u00adnational 0"
    assert record.document.metadata == {"site": "example.org"}


def test_a_text_inside_an_object_is_named_by_its_path(tmp_path: Path) -> None:
    row = {"page": {"body": "a\u00adb", "n": 1}, "key": {"uid": 7}, "host": "example.org"}
    (tmp_path / "in.jsonl").write_text(json.dumps(row) + "\n")
    options = Options("page.body", "key.uid", "host")
    run(Run((str(tmp_path / "in.jsonl"),), str(tmp_path / "out.jsonl"), CLEAN, options))
    written = json.loads((tmp_path / "out.jsonl").read_text())
    assert written == {**row, "page": {"body": "ab", "n": 1}, "metadata": {"site": "example.org"}, "flags": []}
    pq.write_table(pa.Table.from_pylist([row]), tmp_path / "in.parquet")
    run(Run((str(tmp_path / "in.parquet"),), str(tmp_path / "out.parquet"), CLEAN, options))
    (through,) = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert (through["page"], through["key"]) == ({"body": "ab", "n": 1}, {"uid": 7})
    assert documents(tmp_path / "out.parquet", text_field="page.body", id_field="key.uid")[0].document.id == "7"


def test_many_shards_into_one_file(tmp_path: Path) -> None:
    for name in "ab":
        table = pa.table({"text": [f"{name}\u00ad1", f"{name}2"], "n": [1, 2]})
        pq.write_table(table, tmp_path / f"{name}.parquet")
    (tmp_path / "c.jsonl").write_text('{"text": "c1", "n": 3}\n')
    run(Run((str(tmp_path),), str(tmp_path / "all.parquet"), CLEAN))
    rows = pq.read_table(tmp_path / "all.parquet").to_pylist()
    assert [(row["id"], row["text"], row["n"]) for row in rows] == [
        ("a.parquet:1", "a1", 1),
        ("a.parquet:2", "a2", 2),
        ("b.parquet:1", "b1", 1),
        ("b.parquet:2", "b2", 2),
        ("c.jsonl:1", "c1", 3),
    ]


def test_broken_rows_are_named_by_file_and_row(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('id,text\n1,"two\nlines"\n2,x,y\n,last\n')
    records = list(read(source_at(tmp_path / "a.csv")))
    assert [r.document.id if isinstance(r, Record) else str(r) for r in records] == [
        "1",
        f"{tmp_path / 'a.csv'}, row 2: 3 cells where the header names 2 columns",
        "a.csv:3",
    ]
    (tmp_path / "b.parquet").write_bytes(b"PAR1 no")
    (failure,) = read(source_at(tmp_path / "b.parquet"))
    assert str(failure).startswith(f"{tmp_path / 'b.parquet'}: not Parquet that can be read")
    (tmp_path / "c.csv").write_text("a,a\n1,2\n")
    assert "two columns are named 'a'" in str(next(iter(read(source_at(tmp_path / "c.csv")))))


def test_bytes_that_are_no_text_pass_through_the_cells_that_are_not_cleaned(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"id,text,other\n1,caf\xe9,th\xe9\n")
    run(Run((str(tmp_path / "a.csv"),), str(tmp_path / "b.csv"), CLEAN))
    written = (tmp_path / "b.csv").read_bytes()
    assert b"th\xe9" in written
    assert "caf\ufffd".encode() in written
    assert b"no text" in written


@pytest.mark.parametrize(("suffix", "squeeze"), [(".gz", gzip.compress), (".bz2", bz2.compress)])
def test_a_compressed_file_of_several_members_is_read_and_one_cut_short_is_said(
    tmp_path: Path, suffix: str, squeeze: Any
) -> None:
    rows = b"".join(b'{"text": "%d some words"}\n' % n for n in range(2000))
    path = tmp_path / f"a.jsonl{suffix}"
    path.write_bytes(squeeze(rows) + squeeze(b'{"text": "last"}\n'))
    assert len(documents(path)) == 2001
    path.write_bytes(path.read_bytes()[:-30])
    failure = list(read(source_at(path)))[-1]
    assert isinstance(failure, Failure)


def test_zstandard_of_several_frames_is_read_and_written_in_one(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    row = b'{"text": "words and words"}\n'
    path = tmp_path / "a.jsonl.zst"
    path.write_bytes(zstandard.compress(row) + zstandard.compress(row) * 2)
    assert len(documents(path)) == 3
    path.write_bytes(path.read_bytes()[:-5])
    *_, failure = read(source_at(path))
    assert "the compressed data ends early" in str(failure)
    (tmp_path / "b.jsonl").write_bytes(row * 60_000)
    run(Run((str(tmp_path / "b.jsonl"),), str(tmp_path / "c.jsonl.zst"), CLEAN))
    whole = zstandard.ZstdDecompressor().decompressobj()
    assert whole.decompress((tmp_path / "c.jsonl.zst").read_bytes()).count(b"\n") == 60_000
    assert whole.unused_data == b""


PAGE = """<html lang="en"><head><title>Owls return to the mill</title></head><body><article><h1>Owls return</h1>
<p>A pair of barn owls has moved back into the old mill, two years after its roof had to be replaced.</p>
<p>The carpenters had left an opening under the gable, as the bird society had asked them to do.</p>
</article></body></html>"""


def warc_record(kind: str, url: str, body: bytes) -> bytes:
    """Return one record of a web archive."""
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{url[-1] * 4}>\r\nWARC-Target-URI: {url}\r\n"
    head += f"WARC-Date: 2024-05-01T00:00:00Z\r\nContent-Length: {len(body)}\r\n"
    head += "Content-Type: application/http; msgtype=response\r\n" if kind == "response" else ""
    return head.encode() + b"\r\n" + body + b"\r\n\r\n"


def response(kind: str, body: bytes, status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


@pytest.mark.parametrize("suffix", ["", ".gz"])
def test_pages_of_a_web_archive(tmp_path: Path, suffix: str) -> None:
    pytest.importorskip("fastwarc")
    page = PAGE.encode()
    parts = [
        warc_record("warcinfo", "https://example.org/0", b"software: none\r\n"),
        warc_record("response", "https://example.org/1", response("text/html; charset=utf-8", page)),
        warc_record("response", "https://example.org/2", response("image/png", b"\x89PNG")),
        warc_record("response", "https://example.org/3", response("text/html", page, "404 Not Found")),
        warc_record("response", "https://example.org/4", response("text/html", b"<html><body></body></html>")),
        warc_record("conversion", "https://example.org/5", b"Words of a page that is text."),
    ]
    path = tmp_path / f"crawl.warc{suffix}"
    path.write_bytes(b"".join(gzip.compress(part) if suffix else part for part in parts))
    summary = run(Run((str(tmp_path),), str(tmp_path / "out"), CLEAN))
    assert (summary.figures.documents, summary.failures) == (2, 1)
    failed = json.loads((tmp_path / "out" / "failed.jsonl").read_text())
    assert (failed["id"], failed["row"], failed["reason"]) == (
        "crawl.warc" + suffix + ":5",
        5,
        "no main text found in the page",
    )
    first, second = documents(tmp_path / "out" / f"crawl.jsonl{suffix}")
    assert (first.document.id, first.document.metadata["source_url"]) == ("1111", "https://example.org/1")
    assert first.rest["crawled"] == "2024-05-01T00:00:00Z"
    assert first.document.text.count("owls") == 1
    assert second.document.text.startswith("Words of a page")


def test_remote_places_are_read_and_written(tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    memory.store.clear()
    memory.pipe("/bucket/in/a.jsonl", b'{"text": "a\\u00adb"}\n' * 3)
    memory.pipe("/bucket/in/deep/b.jsonl.gz", gzip.compress(b'{"text": "c"}\nno\n'))
    memory.pipe("/bucket/in/page.txt", b"Plain words.\n")
    config = Run(("memory://bucket/in",), "memory://bucket/out", CLEAN)
    summary = run(config)
    assert (summary.figures.documents, summary.failures) == (5, 1)
    assert sorted(memory.find("/bucket/out")) == [
        "/bucket/out/a.jsonl",
        "/bucket/out/cleantext.manifest",
        "/bucket/out/deep/b.jsonl.gz",
        "/bucket/out/failed.jsonl",
        "/bucket/out/page.txt",
    ]
    assert json.loads(memory.cat("/bucket/out/a.jsonl").splitlines()[0])["text"] == "ab"
    assert run(config).complete_already
    with pytest.raises(BadInput, match="other settings"):
        run(Run(("memory://bucket/in",), "memory://bucket/out", CLEAN, Options(trail=True)))
    assert [source.id for source in find_sources(["memory://bucket/in/a.jsonl"])] == ["a.jsonl"]


def test_a_missing_package_names_the_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for package, place, extra in (
        ("zstandard", "a.jsonl.zst", "io"),
        ("pyarrow", "a.parquet", "parquet"),
        ("fsspec", "s3://bucket/a.jsonl", "remote"),
    ):
        monkeypatch.setitem(__import__("sys").modules, package, None)
        path = place if "://" in place else str(tmp_path / place)
        if "://" not in place:
            Path(path).write_bytes(b"x")
        with pytest.raises(MissingExtra, match=rf"pip install 'cleantext-toolkit\[{extra}\]'"):
            run(Run((path,), str(tmp_path / "out.jsonl"), CLEAN, force=True))


def test_a_batch_gives_what_its_rows_give() -> None:
    texts = ["Inter\u00adnational", None, "clean"]
    schema = pa.schema([("id", pa.int32()), ("text", pa.string()), ("n", pa.float32())], metadata={b"a": b"b"})
    batch = pa.RecordBatch.from_pylist([{"id": i, "text": t, "n": 0.5} for i, t in enumerate(texts)], schema)

    def noisy(text: str) -> str:
        if text == "clean":
            raise ValueError("no")
        return text

    pipeline = Pipeline(["soft-hyphens", noisy])
    out = clean_batch(batch, pipeline)
    assert out.schema.names == ["id", "text", "n", "metadata", "flags", "trail"]
    assert out.schema.metadata == {b"a": b"b"}
    assert out.column("text").to_pylist() == ["International", None, "clean"]
    assert out.select(["id", "n"]).equals(batch.select(["id", "n"]), check_metadata=True)
    assert out.schema.field("trail").type.value_type.field("edits").type.value_type.field("start").type == pa.int32()
    trails = out.column("trail").to_pylist()
    for index, text in enumerate(texts):
        if text is not None:
            document = pipeline(Document(text, id=str(index)))
            assert [step["cleaner"] for step in trails[index]] == [step.cleaner for step in document.trail]
    assert trails[2][0]["failure"] == "ValueError: no"
    again = clean_batch(out, pipeline)
    assert again.schema.names == out.schema.names
    assert again.slice(0, 0).schema == clean_batch(batch.slice(0, 0), pipeline).schema
    with pytest.raises(MissingColumn, match='no "body" column, but: id, text, n'):
        clean_batch(batch, pipeline, text_field="body")


@pytest.mark.parametrize("form", ["batch", "sliced", "table", "chunked", "without rows"])
@pytest.mark.parametrize("kind", ["string", "large_string", "string_view", "dictionary", "null"])
def test_a_batch_may_hold_its_texts_in_any_way_that_arrow_knows(kind: str, form: str) -> None:
    texts = pa.array(["Inter\u00adnational", None, "clean", "clean"])
    if kind == "null":
        texts = pa.nulls(4)
    else:
        texts = texts.dictionary_encode() if kind == "dictionary" else texts.cast(getattr(pa, kind)())
    batch: pa.RecordBatch | pa.Table = pa.table({"text": texts})
    if form in ("batch", "sliced"):
        batch = pa.RecordBatch.from_arrays([texts], ["text"]).slice(1 if form == "sliced" else 0)
    elif form == "chunked":
        batch = pa.table({"text": pa.chunked_array([texts.slice(0, 1), texts.slice(1, 0), texts.slice(1)])})
    elif form == "without rows":
        batch = pa.table({"text": pa.chunked_array([], type=texts.type)})
    out = clean_batch(batch, Pipeline(["soft-hyphens"]))
    assert type(out) is type(batch)
    expected = [text and text.replace("\u00ad", "") for text in batch.column("text").to_pylist()]
    assert out.column("text").to_pylist() == expected
    assert str(out.schema.field("text").type) == (kind if kind in ("large_string", "string_view") else "string")
    assert out.schema.names == ["text", "metadata", "flags", "trail"]


def test_flags_and_trail_survive_parquet(tmp_path: Path) -> None:
    document = Document("a\u00adb", id="1").edited("x", [Edit(1, "\u00ad", "")], flags=[Flag(0, 1, "odd")])
    with writer(tmp_path / "x.parquet", trail=True) as out:
        out.write(Record(document))
    assert documents(tmp_path / "x.parquet")[0].document == document
