"""Reading and writing: decoding, HTML, and rows that come back as they were."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext import Document, Edit, Flag
from cleantext.core.errors import BadInput
from cleantext.formats import Failure, Record, find_sources, from_html, read, source_at, writer
from cleantext.formats.decoding import decode
from cleantext.formats.jsonl import has_long_number
from cleantext.formats.rows import record_from_row, row_of

PAGE = """<html lang="en"><head><title>Owls return to the mill | Mill News</title>
<meta name="author" content="Lena Birch"><meta property="og:title" content="Owls return to the mill">
<meta property="og:site_name" content="Mill News"></head><body><nav><a href="/">Home</a></nav><article>
<h1>Owls return to the mill</h1>
<p>A pair of barn owls has moved back into the old mill, two years after its roof had to be replaced.</p>
<p>The carpenters had left an opening under the gable, as the bird society had asked them to do.</p>
<ul><li>The first egg was seen in April, on a camera that the school had put up.</li>
<li>Visitors may come on Sundays, as long as they stay on the path by the stream.</li></ul>
</article></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_byte_order_mark_names_the_encoding(encoding: str) -> None:
    assert decode("naïve — 日本".encode(encoding)) == ("naïve — 日本", ())


def test_bytes_that_are_not_text_in_their_encoding_are_flagged_where_they_stand() -> None:
    text, (flag,) = decode(b"caf\xe9 noir")
    assert text == "caf\ufffd noir"
    assert text[flag.start : flag.end] == "\ufffd"


@pytest.mark.parametrize("data", [b"%PDF-1.7 text", b"ab\x00cd", b"PK\x03\x04zip"])
def test_binary_files_are_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match="binary"):
        decode(data)


def test_a_page_gives_its_text_and_what_it_says_of_itself() -> None:
    document = from_html(PAGE, id="owls")
    assert document.id == "owls"
    assert {k: document.metadata[k] for k in ("title", "byline", "site")} == {
        "title": "Owls return to the mill",
        "byline": "Lena Birch",
        "site": "Mill News",
    }
    paragraphs = document.text.split("\n\n")
    assert "Home" not in document.text
    assert any(paragraph.startswith("A pair of barn owls") for paragraph in paragraphs)
    assert any(paragraph.count("\n- ") == 1 for paragraph in paragraphs), "a list stays together"


def test_a_page_in_another_encoding_names_it_itself(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-1">').replace("barn owls", "chouettes effrayées")
    path.write_bytes(page.encode("iso-8859-1"))
    (record,) = read(source_at(path))
    assert isinstance(record, Record)
    assert "chouettes effrayées" in record.document.text


def test_sources_of_a_folder_come_in_the_order_of_their_ids(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/y.HTML", "c.png", "a.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = find_sources([tmp_path])
    assert [(s.id, s.format) for s in found] == [
        ("a.jsonl", "jsonl"),
        ("a/y.HTML", "html"),
        ("a/z.md", "text"),
        ("b.txt", "text"),
    ]
    assert [s.id for s in find_sources([tmp_path], glob="*.png")] == ["c.png"]


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(
    rest=st.dictionaries(st.text(max_size=5), values, max_size=4),
    text=st.text(max_size=20),
    id=st.integers() | st.text(max_size=3),
)
def test_a_row_comes_back_with_its_other_fields_equal(rest: dict[str, object], text: str, id: object) -> None:
    row = {**rest, "text": text, "id": id}
    again = row_of(record_from_row(row, default_id="x:1"))
    for name, value in row.items():
        if name not in ("flags", "trail"):
            assert again[name] == value, name
    assert again == row_of(record_from_row(again, default_id="x:1"))


def test_trail_and_flags_survive_a_row() -> None:
    document = Document("a\u00adb", id="1").edited("x", [Edit(1, "\u00ad", "")], flags=[Flag(0, 1, "odd")])
    row = json.loads(json.dumps(row_of(Record(document), trail=True)))
    again = record_from_row(row, default_id="-").document
    assert again == document
    assert again.original == "a\u00adb"


def test_a_trail_that_is_not_ours_is_left_alone() -> None:
    row = {"text": "a", "trail": ["somewhere"], "flags": 3}
    record = record_from_row(row, default_id="-")
    assert record.document.trail == record.document.flags == ()


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), writer(tmp_path / "x.jsonl") as out:
        out.write(Record(Document("a")))
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_two_documents_of_one_id_are_not_written_over_each_other(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="same id"), writer(tmp_path / "out", force=True) as out:
        out.write(Record(Document("a", id="x")))
        out.write(Record(Document("b", id="x")))
    assert (tmp_path / "out" / "x.txt").read_text(encoding="utf-8") == "a\n"


def test_a_lone_surrogate_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"text": "a\\ud800"}', encoding="utf-8")
    (record,) = read(source_at(tmp_path / "x.jsonl"))
    assert isinstance(record, Record)
    with writer(tmp_path / "y.jsonl") as out:
        out.write(record)
    assert json.loads((tmp_path / "y.jsonl").read_text(encoding="utf-8"))["text"] == "a\ud800"


def test_an_unreadable_file_is_a_failure(tmp_path: Path) -> None:
    (failure,) = read(source_at(tmp_path))
    assert isinstance(failure, Failure)
    assert str(failure).startswith(f"{tmp_path}: ")


@given(
    st.lists(
        st.sampled_from([b"7", b"12345678", b"1" * 17, b"9" * 18, b"0" * 19, b"a", b'"text": "', b" "]), max_size=9
    )
)
def test_numbers_too_long_for_64_bits_are_found_by_a_few_bytes(pieces: list[bytes]) -> None:
    line = b"".join(pieces)
    assert has_long_number(line) == bool(re.search(rb"[0-9]{19}", line))
