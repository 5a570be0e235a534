"""The report: one page that holds what was done, the same however the work was dealt out, and safe to open."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from contextlib import redirect_stderr, redirect_stdout
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext import Document, Edit, Pipeline
from cleantext.cli import main
from cleantext.core.table import Name, Pair, Table
from cleantext.report.figures import Figures
from cleantext.report.page import About, as_json, names, page
from cleantext.report.showcase import NAMING, Showcase
from cleantext.runner import Run, run

COMMAND = [sys.executable, "-c", "from cleantext.cli import main; main()"]
STEPS = "soft-hyphens,blank-lines"
PIPELINE = Pipeline(["soft-hyphens", "blank-lines"])


def cleantext(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command in this process, which is quicker than in one of its own."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    line = ["cleantext", *map(str, arguments)]
    with patch.object(sys, "argv", line), redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as end:
        main()
    code = end.value.code
    texts = (stream.buffer.getvalue().decode() for stream in (out, err))  # type: ignore[attr-defined]
    return subprocess.CompletedProcess(line, code if isinstance(code, int) else 0, *texts)


def data_of(written: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(written.split('id="data">')[1].split("</script>")[0])
    return data


def report(path: Path) -> dict[str, Any]:
    return data_of(path.read_text(encoding="utf-8"))


def shards(folder: Path, counts: dict[str, int]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, count in counts.items():
        rows = [
            {"id": f"{name}-{n}", "text": f"Line {n % 50} of the har\u00adbour.\n\n\n{'The quay is old. ' * 8}\n{n}"}
            for n in range(count)
        ]
        text = "".join(json.dumps(row) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return folder


def built(before: Document, after: Document) -> str:
    figures, showcase = Figures(), Showcase()
    figures.add(before, after)
    showcase.add(before, after)
    return page(figures, showcase, About(["in"], "out", PIPELINE, "1.0"))


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_data_in_the_page_can_neither_end_nor_begin_anything(data: object) -> None:
    written = as_json(data)
    assert not re.search("[<>&\u2028\u2029]", written)
    assert json.loads(written) == data
    written.encode()


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!-- <script>", "]]>", "\u2028\u2029", "\udc80", "&lt;b&gt;", "\0"]
)
def test_hostile_text_stays_text(text: str) -> None:
    before = Document(f"{text} wi\u00adde", id=text, metadata={})
    after = PIPELINE(before).edited("x", [Edit(0, text, text, field="notes", why=text)])
    written = built(before, after)
    assert written.count("<script") == 2
    assert written.count("</script") == 2
    assert "<!--" not in written
    document = data_of(written)["documents"][0]
    assert document["id"] == text
    assert "".join(part if isinstance(part, str) else part[0] for part in document["parts"]) == before.text


def test_the_page_needs_nothing_else_and_runs_only_its_own_script() -> None:
    written = built(Document("a\u00adb"), PIPELINE(Document("a\u00adb")))
    assert not re.search(r"(src|href)\s*=\s*[\"']?\s*(https?:)?//", written)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', written)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; ")
    for tag in ("script", "style"):
        inner = re.findall(rf"<{tag}>(.*?)</{tag}>", written, re.DOTALL)
        assert len(inner) == 1
        assert f"{tag}-src 'sha256-{b64encode(sha256(inner[0].encode()).digest()).decode()}'" in policy[1]


def test_names_come_with_table_and_stage(tmp_path: Path) -> None:
    table = tmp_path / "mine.table"
    pairs = (Pair("Hollway", "Holloway", stage="company", score=0.97, evidence="beside Ferris in both"),)
    Table((Name("Brannick", variants=("Brannik",)),), pairs).save(table)
    pipeline = Pipeline([{"use": NAMING, "table": str(table), "shipped": False}])
    showcase = Showcase()
    for text in ("Mr Hollway said no.", "Mr Hollway said yes.", "Mrs Brannik left."):
        showcase.add(Document(text), pipeline(Document(text)))
    found = [(name["before"], name["after"], name["times"], name["stage"]) for name in names(showcase.values("names"))]
    assert found == [
        ("Hollway", "Holloway", 2, "mine.table, stage company, score 0.97"),
        ("Brannik", "Brannick", 1, "mine.table, listed there"),
    ]
    assert names(showcase.values("names"))[0]["evidence"] == "beside Ferris in both"


def test_the_command_writes_the_figures_of_stats(tmp_path: Path) -> None:
    corpus = shards(tmp_path / "in", {"a": 60, "b": 5})
    with open(corpus / "b.jsonl", "a") as stream:
        stream.write("no json\n")
    stats = tmp_path / "stats.json"
    page = tmp_path / "new" / "report.html"
    done = cleantext(
        "clean", corpus, "--to", tmp_path / "out", "--steps", STEPS, "-j", 1, "--report", page, "--stats", stats
    )
    assert done.returncode == 1
    assert f"{page} shows what was done" in done.stderr
    data, figures = report(page), json.loads(stats.read_text())
    assert [number[:2] for number in data["numbers"]][:2] == [["documents", 65], ["changed", 65]]
    assert data["shares"] == figures["shares"]
    assert sum(data["shares"]) == 65
    for cleaner in data["cleaners"]:
        assert figures["cleaners"][cleaner["name"]].items() <= cleaner.items()
    assert data["failures"] == [["b.jsonl:6", f"{corpus / 'b.jsonl'}, line 6", "not JSON: Expecting value at column 1"]]
    assert [len(listed["documents"]) for listed in data["lists"]] == [20, 50]


def test_one_text_standard_input_and_a_report_among_the_sources(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    text = tmp_path / "page.txt"
    text.write_text("A har\u00adbour.\n", encoding="utf-8")
    assert cleantext("clean", text, "--steps", STEPS, "--report", page).stdout == "A harbour.\n"
    assert [document["parts"][0] for document in report(page)["documents"]] == ["A har"]
    command = [*COMMAND, "clean", "-", "--steps", STEPS, "--report", str(page)]
    assert subprocess.run(command, input=b"A qu\xc2\xaday.\n", capture_output=True).stdout == b"A quay.\n"
    assert [document["parts"][0] for document in report(page)["documents"]] == ["A qu"]
    for _ in range(2):
        done = cleantext("clean", tmp_path, "--to", tmp_path / "out", "--steps", STEPS, "--report", page)
        assert done.returncode == 0, done.stderr
        assert [document["id"] for document in report(page)["documents"]] == ["page.txt"]


def test_a_report_beside_the_output_is_no_input_of_the_next_step(tmp_path: Path) -> None:
    corpus = shards(tmp_path / "in", {"a": 3})
    out = tmp_path / "out"
    assert cleantext("clean", corpus, "--to", out, "--steps", STEPS, "--report", out / "report.html").returncode == 0
    done = cleantext("clean", out, "--to", tmp_path / "next", "--steps", STEPS)
    assert (done.returncode, sorted(os.listdir(tmp_path / "next"))) == (0, ["a.jsonl", "cleantext.manifest"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--report", "."], "is a folder; name a file, such as"),
        (["--report", "report.txt"], "the report is a page; name it .html"),
        (["--report", "r.html", "--diff"], "leave out --to and --report"),
    ],
)
def test_what_cannot_be_is_said_before_the_work_begins(arguments: list[str], message: str) -> None:
    done = cleantext("clean", "README.md", *arguments)
    assert done.returncode == 2
    assert message in done.stderr


def built_by_run(corpus: Path, target: Path, jobs: int = 0, showcase: bool = True) -> tuple[str, int]:
    summary = run(Run((str(corpus),), str(target), PIPELINE, jobs=jobs, showcase=showcase))
    if summary.showcase is None:
        return "", 0
    return page(summary.figures, summary.showcase, About(["in"], "out", PIPELINE)), summary.without_showcase


def test_the_report_is_the_same_with_any_number_of_workers_and_after_a_resumed_run(tmp_path: Path) -> None:
    corpus = shards(tmp_path / "in", {"a": 300, "b": 200, "c": 3000})
    (corpus / "b.txt").write_text("A har\u00adbour in a text.\n", encoding="utf-8")
    whole = built_by_run(corpus, tmp_path / "one")
    assert built_by_run(corpus, tmp_path / "two", jobs=2) == whole
    os.unlink(tmp_path / "two" / "b.jsonl")
    assert built_by_run(corpus, tmp_path / "two", jobs=1) == whole, "what was kept brings its examples with it"
    assert built_by_run(corpus, tmp_path / "two") == whole
    manifest = (tmp_path / "two" / "cleantext.manifest").stat().st_size
    assert manifest < 3_000_000


def test_a_report_says_what_it_cannot_show(tmp_path: Path) -> None:
    corpus = shards(tmp_path / "in", {"a": 30, "b": 20})
    options = ["clean", corpus, "--to", tmp_path / "out", "--steps", STEPS, "-j", 1]
    assert cleantext(*options).returncode == 0
    os.unlink(tmp_path / "out" / "b.jsonl")
    assert cleantext(*options, "--report", tmp_path / "r.html").returncode == 0
    data = report(tmp_path / "r.html")
    assert data["numbers"][0][1] == 50
    assert {document["id"][0] for document in data["documents"]} == {"b"}
    assert data["notes"][0].startswith("1 of 2 outputs were complete already, by an earlier run without --report.")


def test_the_size_is_bounded() -> None:
    figures, showcase = Figures(), Showcase()
    for number in range(150):
        before = Document(f"<{number}> &\u2028 a\u00adb" * 1500, id="<" * 999)
        after = PIPELINE(before).edited(f"cleaner-{number % 60}", [Edit(0, "<", "x" * 9999, why="<" * 9999)])
        figures.add(before, after)
        showcase.add(before, after)
    assert len(page(figures, showcase, About(["in"], "out", PIPELINE))) < 12_000_000
