"""`cleantext preview`: what it tells, on which documents, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleantext.core.table import Pair, Table
from cleantext.formats import Failure, Options, each_source
from cleantext.formats.sampling import draw
from tests.test_report_page import cleantext, report

MINE = 'steps = ["soft-hyphens", "blanks"]\n'


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    rows = [
        {"id": f"r{n}", "text": f"A har\u00adbour,  number {n}." if n % 2 else f"A hill, number {n}."}
        for n in range(40)
    ]
    (folder / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows) + "\n", encoding="utf-8")
    (folder / "b.txt").write_text("A qu\u00aday.\n", encoding="utf-8")
    (folder / "c.csv").write_text("id,text\nx,A ro\u00adad.\n", encoding="utf-8")
    (tmp_path / "mine.toml").write_text(MINE)
    (tmp_path / "less.toml").write_text('steps = ["blanks"]\n')
    return folder


def test_two_pipeline_files(tmp_path: Path, corpus: Path) -> None:
    page = tmp_path / "report.html"
    done = cleantext(
        "preview", corpus, "--preset", tmp_path / "mine.toml", "--against", tmp_path / "less.toml", "--report", page
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "left:  mine.toml",
        "right: less.toml",
        "cleaner       places  documents  edits left  right  flags left  right",
        "soft-hyphens      22         22          22      0           0      0",
        "22 of 42 documents differ (52.4 %), in 22 places",
        "785 characters left, 807 right, of 827",
    ]
    data = report(page)
    assert [len(data["documents"]), data["cleaners"][0]["name"]] == [22, "soft-hyphens"]
    assert data["documents"][0]["parts"][1][2] == [["soft-hyphens", "", "left"]]
    again = cleantext("preview", corpus, "--preset", tmp_path / "mine.toml", "--against-steps", "soft-hyphens,blanks")
    assert (again.returncode, "Both sides are the same" in again.stderr) == (2, True)


def test_the_sample_is_always_the_same(tmp_path: Path, corpus: Path) -> None:
    options = ["preview", corpus, "--steps", "soft-hyphens", "--against-steps", "blanks", "--sample", 10]
    first, second = cleantext(*options), cleantext(*options)
    assert first.stdout == second.stdout
    assert "of 10 documents of 42 differ" in first.stdout


def test_no_difference_and_nothing_there(tmp_path: Path, corpus: Path) -> None:
    done = cleantext("preview", corpus, "--steps", "soft-hyphens", "--against-steps", "soft-hyphens,share-bars")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "no difference in 42 documents")
    (tmp_path / "empty").mkdir()
    done = cleantext("preview", tmp_path / "empty", "--against", "web")
    assert (done.returncode, done.stderr) == (2, f"cleantext: {tmp_path / 'empty'}: no file of a known suffix\n")
    (tmp_path / "none.jsonl").write_text("")
    page = tmp_path / "report.html"
    done = cleantext("preview", tmp_path / "none.jsonl", "--against", "web", "--report", page)
    assert (done.returncode, done.stdout) == (1, "no document to compare\n")
    assert "empty, nothing to clean" in done.stderr
    assert report(page)["documents"] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Name what to compare with"),
        (["--against", "web", "--recorded"], "Name what to compare with"),
        (["--against", "wep"], "there is no preset named 'wep'"),
        (["--against", "news"], "Both sides are the same: news and news."),
        (["--against", "web", "--sample", "0"], "0 is not in the range"),
        (["--steps", "blanks", "--against-table", "no.table"], "has no cleaner named 'name-variants'"),
    ],
)
def test_what_is_refused(corpus: Path, arguments: list[str], message: str) -> None:
    done = cleantext("preview", corpus, *arguments)
    assert done.returncode == 2
    assert message in done.stderr


def test_two_versions_of_a_table(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Mr Hollway spoke to Mr Ferriss."}\n')
    for name, wrong in (("old", "Hollway"), ("new", "Ferriss")):
        Table((), (Pair(wrong, {"Hollway": "Holloway", "Ferriss": "Ferris"}[wrong]),)).save(tmp_path / f"{name}.table")
    options = ["preview", tmp_path / "a.jsonl", "--steps", "name-variants", "--table", tmp_path / "old.table"]
    done = cleantext(*options, "--against-table", tmp_path / "new.table")
    assert done.returncode == 0, done.stderr
    assert "1 of 1 documents differ (100.0 %), in 2 places" in done.stdout
    assert "in 1 places" in cleantext(*options, "--against-table", "").stdout


def test_what_an_earlier_version_recorded(tmp_path: Path, corpus: Path) -> None:
    target = tmp_path / "clean.jsonl"
    assert cleantext("clean", corpus / "a.jsonl", "--to", target, "--steps", "soft-hyphens", "--trail").returncode == 0
    done = cleantext("preview", target, "--steps", "soft-hyphens", "--recorded")
    assert done.stdout.splitlines()[1:] == ["right: steps soft-hyphens", "no difference in 40 documents"]
    done = cleantext("preview", target, "--steps", "blanks", "--recorded")
    assert done.stdout.splitlines()[-2] == "20 of 40 documents differ (50.0 %), in 40 places"
    done = cleantext("preview", corpus, "--recorded")
    assert (done.returncode, "no row of the sample has a trail" in done.stderr) == (2, True)


def test_only_what_is_drawn_is_parsed_and_bad_rows_are_named(tmp_path: Path) -> None:
    rows = [json.dumps({"text": f"text {n}"}) for n in range(500)]
    rows[100:200] = ["no json"] * 100
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    (tmp_path / "b.parquet").write_text("no parquet")
    drawn = draw(each_source([str(tmp_path)]), 50, Options())
    assert drawn.passed == 500
    assert len(drawn.documents) == 51
    failures = [found for found in drawn.documents if isinstance(found, Failure)]
    assert 1 < len(failures) < 25
    places = [found.row for found in failures if found.row]
    assert places == sorted(places)
    assert draw(each_source([str(tmp_path)]), 50, Options()).documents[0] == drawn.documents[0]
