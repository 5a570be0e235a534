"""HTML to main text: trafilatura, the better of it and our model, or the whole page."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import cleantext
from cleantext.cli.clean import clean
from cleantext.core.errors import BadInput, MissingExtra
from cleantext.formats import Failure, Record, from_html, read, source_at
from cleantext.formats.html import EXTRACT

np = pytest.importorskip("numpy")
pytest.importorskip("html_text")
pytest.importorskip("trafilatura")

from cleantext.extraction.choose import choose  # noqa: E402
from cleantext.extraction.evidence import COLUMNS, evidence, taken_lines  # noqa: E402
from cleantext.extraction.marks import FIGURES, marked_dump  # noqa: E402

ARTICLE = (
    "The first ferry in nine years reached the northern islands on Tuesday morning, with forty passengers and a crate of "
    "oranges that the harbour master had ordered as a joke.",
    "People had waited on the pier since dawn. Some of the children had never seen a ship of that size, said the teacher "
    "of the only school, who had given them the day off.",
    "The line was closed when the old ship failed an inspection. The council bought a used one last spring and had it "
    "rebuilt in a yard on the mainland, at a cost that nobody on the pier wanted to name.",
    "It will sail three times a week until October. In winter, the captain said, the weather decides, as it always has.",
)
MENU = ("Home", "News", "Sport", "Weather", "Tides", "Log in", "Subscribe", "Contact")
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Ferry returns to the northern islands | The Island Post</title><meta name="author" content="Ada Example">
<style>p {{ margin: 0 }}</style></head><body class="single-post">
<nav class="main-menu"><ul>{"".join(f'<li><a href="/{name}">{name}</a></li>' for name in MENU)}</ul></nav>
<article class="post"><h1>Ferry returns to the northern islands</h1>
<div class="entry-content">{"".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE)}</div></article>
<aside class="related"><h3>Related stories</h3><ul><li><a href="/a">Council buys a used ship</a></li>
<li><a href="/b">Storm closes the harbour</a></li></ul></aside>
<footer><p><a href="/p">Privacy policy</a> © The Island Post. All rights reserved.</p></footer></body></html>"""


def test_auto_finds_the_article_and_what_the_page_says_of_itself() -> None:
    document = from_html(PAGE, id="ferry", extract="auto")
    assert document.id == "ferry"
    assert document.metadata["byline"] == "Ada Example"
    assert all(paragraph in document.text for paragraph in ARTICLE)
    assert not any(line in document.text.split("\n") for line in (*MENU, "Related stories", "Storm closes the harbour"))


def test_page_gives_all_text_in_its_order() -> None:
    lines = from_html(PAGE, extract="page", url="https://island.example/ferry").text.split("\n")
    assert [line for line in lines if line in MENU] == list(MENU)
    assert [line for line in lines if line in ARTICLE] == list(ARTICLE)
    assert "Related stories" in lines
    assert not any("margin" in line for line in lines)


def test_the_model_helps_where_the_extractor_found_nothing_or_the_wrong_thing() -> None:
    for extracted in ("", "Related stories\nCouncil buys a used ship"):
        choice = choose(extracted, PAGE)
        assert not choice.extractor
        assert all(paragraph in choice.text for paragraph in ARTICLE)
        assert "Storm closes the harbour" not in choice.text


def test_an_extractor_that_is_right_is_taken_at_its_word() -> None:
    right = "\n".join(ARTICLE)
    assert choose(right, PAGE)[:2] == (right, True)
    assert choose(right, "<html></html>")[:2] == (right, True)


@pytest.mark.parametrize("extract", EXTRACT)
def test_a_page_without_text_is_refused(extract: str) -> None:
    with pytest.raises(BadInput, match=r"no (main )?text found"):
        from_html("<html><body><div id=app></div></body></html>", extract=extract)


def test_an_extractor_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no extractor named 'best'; there are: trafilatura, auto, page"):
        from_html(PAGE, extract="best")
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (failure,) = read(source_at(tmp_path / "a.html"), extract="best")
    assert isinstance(failure, Failure)


@pytest.mark.parametrize(
    ("extract", "module", "message"),
    [
        ("trafilatura", "trafilatura", r"reading HTML needs trafilatura: pip install 'cleantext-toolkit\[html\]'"),
        ("auto", "trafilatura", r'extract "auto" needs trafilatura: pip install .cleantext-toolkit\[html\]'),
        ("auto", "numpy", r'extract "auto" needs numpy: pip install .cleantext-toolkit\[page\]'),
        ("auto", "html_text", r'extract "auto" needs html-text: pip install .cleantext-toolkit\[page\]'),
        ("page", "html_text", r'extract "page" needs html-text: pip install .cleantext-toolkit\[page\]'),
    ],
)
def test_what_is_missing_is_named_with_its_extra(
    extract: str, module: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setattr("cleantext.formats.html.find_spec", lambda name: None if name == module else "there")
    with pytest.raises(MissingExtra, match=message):
        from_html(PAGE, extract=extract)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("extract", ["auto", "page"])
def test_bytes_are_read_in_the_encoding_they_name(encoding: str, extract: str) -> None:
    page = PAGE.replace("a crate of oranges", "a crate of “clémentines”")
    page = page.replace('charset="utf-8"', f'charset="{"iso-8859-1" if encoding == "cp1252" else "utf-8"}"')
    assert "“clémentines”" in from_html(page.encode(encoding), extract=extract).text


def test_the_command_reads_pages_each_way(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ferry.html").write_text(PAGE, encoding="utf-8")
    for extract, preset in (("auto", "news"), ("page", "page"), ("trafilatura", "news")):
        command = [str(tmp_path / "ferry.html"), "--extract", extract, "--preset", preset, "-q"]
        assert clean.main(command, standalone_mode=False) == 0
        text = capfd.readouterr().out
        assert all(paragraph in text for paragraph in ARTICLE), extract
        assert "Storm closes" not in text, extract
    command = [str(tmp_path / "ferry.html"), "--extract", "page", "--steps", "blanks", "-q"]
    assert clean.main(command, standalone_mode=False) == 0
    assert "Storm closes the harbour" in capfd.readouterr().out


def test_opinions_are_the_same_on_every_machine() -> None:
    # New weights give new figures.
    assert [round(choose(text, PAGE).expected, 6) for text in ("", "\n".join(ARTICLE))] == [0.971014, 0.960081]


def test_the_models_are_small() -> None:
    weights = list(Path(cleantext.__file__).parent.rglob("*.npz"))
    assert len(weights) == 2
    assert sum(path.stat().st_size for path in weights) < 5_000_000


def test_marks_follow_the_lines_of_the_dump() -> None:
    dump, marks = marked_dump(PAGE)
    assert marks is not None
    lines = [line for line in dump.split("\n") if line.strip()]
    assert marks.dense.shape == (len(lines), FIGURES)
    linked = dict(zip(lines, marks.dense[:, 0], strict=True))
    assert linked["Weather"] == 1
    assert linked[ARTICLE[0]] == 0
    assert 0 < linked["Privacy policy © The Island Post. All rights reserved."] < 1
    assert len(set(marks.name_lines.tolist())) == len(lines)


AWKWARD = ["", "just text", "<p>", "<a><b>\x85</b></a>", "<div>" * 300 + "deep", "<p>\U000f0001</p>"]


@pytest.mark.parametrize("html", AWKWARD)
def test_awkward_pages_have_a_dump(html: str) -> None:
    dump, marks = marked_dump(html)
    lines = [line for line in dump.split("\n") if line.strip()]
    assert marks is None or len(marks.dense) == len(lines)


def test_lone_surrogates_are_no_trouble() -> None:
    assert "x" in from_html("<p>\ud800 x</p>", extract="page").text
    assert ARTICLE[1] in from_html(PAGE + "\ud800", extract="auto").text


def test_what_is_known_of_lines_without_marks_or_extractor_is_nothing() -> None:
    assert not evidence(None, np.zeros(3), 0.0, np.ones(3)).any()
    assert evidence(None, np.array([0.0, 1.0, 0.0]), 0.0, np.ones(3)).shape == (3, COLUMNS)


def test_the_lines_that_an_extractor_took_are_found_again() -> None:
    shares, missing = taken_lines([ARTICLE[1], "Menu", "Home"], ARTICLE[1] + "\n\nHome\n\nand some more words")
    assert shares.tolist() == [1.0, 0.0, 1.0]
    assert missing == 4


def test_warc_pages_are_read_the_same_way(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: https://island.example/f\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    (tmp_path / "a.warc").write_bytes(head.encode() + body + b"\r\n\r\n")
    for extract in EXTRACT:
        (record,) = read(source_at(tmp_path / "a.warc"), extract=extract)
        assert isinstance(record, Record)
        assert record.document.metadata["source_url"] == "https://island.example/f"
        assert ("Storm closes the harbour" in record.document.text) == (extract == "page")
        assert ARTICLE[2] in record.document.text
