"""The command line: what it prints, what it writes, and what it says when something is wrong."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cleantext.cli.watch import progress_line
from cleantext.core.registry import all_cleaners
from cleantext.report.figures import Figures
from cleantext.runner import Summary

ARTICLE = "Sand is brought to the beach\n\nInter\u00adnational dredgers brought 9,000 tonnes of sand to the beach.\n"
COMMAND = [sys.executable, "-c", "from cleantext.cli import main; main()"]
LIGHT = ("--steps", "soft-hyphens")  # where it does not matter what is cleaned: quick to load


def run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    finished = subprocess.run([*COMMAND, *map(str, arguments)], input=stdin, capture_output=True, timeout=60)
    return subprocess.CompletedProcess(
        finished.args, finished.returncode, finished.stdout.decode(), finished.stderr.decode()
    )


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_one_file_goes_to_standard_output_as_text(page: Path) -> None:
    done = run("clean", page)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == ARTICLE.replace("\u00ad", "")


def test_standard_input_is_cleaned_too() -> None:
    assert run("clean", "-", stdin=ARTICLE.encode()).stdout == ARTICLE.replace("\u00ad", "")
    row = json.dumps({"id": 7, "text": "a\u00adb", "lang": "en"}).encode()
    done = run("clean", "-", "--from", "jsonl", stdin=row)
    assert json.loads(done.stdout) == {"id": 7, "text": "ab\n".strip(), "lang": "en", "metadata": {}, "flags": []}


def test_a_folder_becomes_rows_and_the_trail_restores_it(tmp_path: Path, page: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    page.rename(tmp_path / "in" / "deep" / "page.txt")
    (tmp_path / "in" / "other.md").write_text("# Head\n\nOther words.\n", encoding="utf-8")
    target = tmp_path / "out" / "rows.jsonl"
    done = run("clean", tmp_path / "in", "--to", target, "--trail")
    assert done.returncode == 0
    assert "2 documents" in done.stderr
    rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows] == ["deep/page.txt", "other.md"]
    assert rows[0]["trail"][0]["edits"][0]["before"] == "\u00ad"
    again = run("restore", target)
    restored = json.loads(again.stdout.splitlines()[0])
    assert (restored["id"], restored["text"]) == ("deep/page.txt", ARTICLE)


def test_a_row_without_a_trail_cannot_be_restored(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"text": "a"}\n', encoding="utf-8")
    done = run("restore", tmp_path / "x.jsonl")
    assert done.returncode == 1
    assert "clean with --trail" in done.stderr


def test_a_folder_target_gets_a_file_of_the_same_name_for_each_input(tmp_path: Path, page: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": "a", "text": "a b c"}\n{"text": "second"}\n', encoding="utf-8")
    out = tmp_path / "out"
    done = run("clean", *LIGHT, page, rows, "--to", out, "--trail")
    assert done.returncode == 0, done.stderr
    names = sorted(path.relative_to(out).as_posix() for path in out.rglob("*"))
    assert names == ["cleantext.manifest", "page.txt", "page.txt.json", "rows.jsonl"]
    assert run("clean", *LIGHT, page, rows, "--to", tmp_path / "out2", "--as", "parquet").returncode == 0
    assert sorted(os.listdir(tmp_path / "out2")) == ["cleantext.manifest", "page.parquet", "rows.parquet"]


def test_rows_become_files_of_text_if_asked_for(tmp_path: Path, page: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": "../../evil", "text": "a b c"}\n{"text": "second"}\n', encoding="utf-8")
    out = tmp_path / "out"
    done = run("clean", page, rows, "--to", out, "--steps", "soft-hyphens", "--trail", "--as", "text")
    assert done.returncode == 0, done.stderr
    names = sorted(path.relative_to(out).as_posix() for path in out.rglob("*"))
    assert names == [
        "cleantext.manifest",
        "evil.txt",
        "evil.txt.json",
        "page.txt",
        "page.txt.json",
        "rows.jsonl:2.txt",
        "rows.jsonl:2.txt.json",
    ]
    assert json.loads((out / "page.txt.json").read_text(encoding="utf-8"))["trail"][0]["cleaner"] == "soft-hyphens"


def test_diff_shows_each_edit_and_its_cleaner_and_writes_nothing(page: Path) -> None:
    done = run("clean", page, "--diff")
    assert done.returncode == 0
    assert "     3  soft-hyphens" in done.stdout
    assert "Inter[-\\xad-]national" in done.stdout
    assert run("clean", page, "--diff", "--to", "x.jsonl").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["clean", "none.txt"], 2, "none.txt: no such file or folder"),
        (["clean", ".", "--glob", "*.zip"], 2, ".: no file matches '*.zip'"),
        (["clean", "page.txt", "--preset", "newz"], 2, "there is no preset named 'newz'"),
        (["clean", "page.txt", "--preset", "bad.toml"], 2, "bad.toml, step 1: soft-hyphens has no option 'x'"),
        (["clean", "page.txt", "--preset", "none.toml"], 2, "none.toml: No such file"),
        (["clean", "page.txt", "--steps", "soft-hyphen"], 2, "Did you mean 'soft-hyphens'?"),
        (["clean", "page.txt", "--without", "soft-hyphen"], 2, "the pipeline has no cleaner named 'soft-hyphen'"),
        (["clean", "page.txt", "--to", "x.zip"], 2, "x.zip: a target is a folder or a .jsonl, .csv, .tsv or .parquet"),
        (["clean", "page.txt", "--to", "out", "--as", "warc"], 2, "warc: not a format we write"),
        (["clean", "page.txt", "--to", "out", "--memory-limit", "lots"], 2, "'lots' is not a size"),
        (["clean", "page.txt", "--to", "taken.jsonl"], 2, "taken.jsonl: exists already; --force replaces it"),
        (["clean", "page.txt", "--to", "/dev/full"], 1, "/dev/full"),
        (["clean", "photo.txt"], 1, "photo.txt: a binary file, not text"),
        (["clean", "empty.txt"], 1, "empty.txt: empty, nothing to clean"),
        (["clean", "page.txt", "--encoding", "utf-99"], 1, "page.txt: there is no encoding named 'utf-99'"),
        (["clean", "shell.html"], 1, "shell.html: no main text found in the page"),
        (["clean"], 2, "Missing argument"),
        (["show", "soft-hyphen"], 2, "Did you mean 'soft-hyphens'?"),
    ],
)
def test_a_mistake_gets_one_clear_line(
    tmp_path: Path, page: Path, arguments: list[str], status: int, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent))
    (tmp_path / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (tmp_path / "empty.txt").write_bytes(b"\n\n")
    (tmp_path / "bad.toml").write_text('steps = [{use = "soft-hyphens", x = 1}]', encoding="utf-8")
    (tmp_path / "taken.jsonl").write_text("", encoding="utf-8")
    (tmp_path / "shell.html").write_text("<html><body><div id=app></div></body></html>", encoding="utf-8")
    done = run(*arguments)
    assert done.returncode == status, done
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "taken.jsonl").read_text(encoding="utf-8") == ""


def test_bad_rows_are_named_by_their_line_and_the_others_cleaned(tmp_path: Path) -> None:
    rows = ['{"text": "a\u00adb", "n": 1}', "{not json", '{"body": "long words", "url": "u"}', "[1]", '{"text": null}']
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join([*rows, "", '{"text": "last", "id": "z"}']), encoding="utf-8")
    done = run("clean", path)
    assert done.returncode == 1
    assert [json.loads(line)["text"] for line in done.stdout.splitlines()] == ["ab", "last"]
    assert [line.partition(str(path))[2] for line in done.stderr.splitlines()] == [
        ", line 2: not JSON: Expecting property name enclosed in double quotes at column 2",
        ', line 3: no "text" field, but "body" and "url". Name it with --text-field body',
        ", line 4: a row is a JSON object, not a list",
        ', line 5: "text" is null, not a string',
    ]


def test_broken_utf8_is_read_with_a_flag(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes("The café opened on Monday, and the baker’s shop too.".encode("cp1252"))
    done = run("clean", path, "--to", tmp_path / "x.jsonl")
    assert done.returncode == 0
    row = json.loads((tmp_path / "x.jsonl").read_text(encoding="utf-8"))
    assert row["flags"][0]["cleaner"] == "reader"
    assert "byte 7 is the first that is not utf-8" in row["flags"][0]["reason"]
    assert run("clean", path, "--encoding", "cp1252").stdout.startswith("The café opened")


def test_other_fields_pass_through_and_ours_are_taken_up_again(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    row = {"id": 3, "body": "a\u00adb", "flags": ["theirs"], "nested": {"x": [1]}, "metadata": {"site": "s"}}
    path.write_text(json.dumps(row), encoding="utf-8")
    once = json.loads(run("clean", path, "--text-field", "body", "--trail").stdout)
    assert {**once, "trail": None} == {**row, "body": "ab", "trail": None}
    path.write_text(json.dumps(once), encoding="utf-8")
    twice = json.loads(run("clean", path, "--text-field", "body").stdout)
    assert twice == once


def test_existing_output_is_replaced_only_by_force(tmp_path: Path, page: Path) -> None:
    target = tmp_path / "x.jsonl"
    assert run("clean", *LIGHT, page, "--to", target).returncode == 0
    again = run("clean", *LIGHT, page, "--to", target)
    assert again.returncode == 0
    assert "complete already" in again.stderr
    other = run("clean", *LIGHT, page, "--to", target, "--trail")
    assert other.returncode == 2
    assert "written with other settings (trail True instead of False); --force begins anew" in other.stderr
    assert run("clean", *LIGHT, page, "--to", target, "--trail", "--force").returncode == 0
    assert "trail" in json.loads(target.read_text(encoding="utf-8"))
    second = tmp_path / "second.txt"
    second.write_text("Other words.\n", encoding="utf-8")
    assert "exists already" in run("clean", *LIGHT, second, "--to", target, "--trail").stderr
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "page.txt").write_text("mine", encoding="utf-8")
    taken = run("clean", *LIGHT, page, "--to", tmp_path / "out")
    assert taken.returncode == 2
    assert "exists already" in taken.stderr
    assert (tmp_path / "out" / "page.txt").read_text(encoding="utf-8") == "mine"
    assert run("clean", *LIGHT, page, "--to", tmp_path / "out", "--force").returncode == 0
    assert run("clean", *LIGHT, second, "--to", tmp_path / "out").returncode == 0
    assert sorted(os.listdir(tmp_path / "out")) == ["cleantext.manifest", "page.txt", "second.txt"]
    assert sorted(os.listdir(tmp_path)) == ["out", "page.txt", "second.txt", "x.jsonl", "x.jsonl.manifest"]


def test_an_interrupt_leaves_no_half_file(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"text": "some words in a row"}\n' * 400_000, encoding="utf-8")
    target = tmp_path / "out" / "x.jsonl"
    process = subprocess.Popen(
        [*COMMAND, "clean", *LIGHT, str(rows), "--to", str(target)],
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a job in the background ignores it
    )
    deadline = time.monotonic() + 30
    while not any(target.parent.glob(".x.jsonl.part")) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"interrupted" in stderr
    assert [path.name for path in target.parent.iterdir()] == ["x.jsonl.manifest"]


def test_a_reader_that_goes_away_is_met_with_silence(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"text": "some words in a row"}\n' * 20_000, encoding="utf-8")
    process = subprocess.Popen([*COMMAND, "clean", *LIGHT, str(rows)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline()
    process.stdout.close()
    process.wait(timeout=60)
    assert process.stderr is not None
    assert process.stderr.read() == b""


def test_the_package_runs_as_a_module(page: Path) -> None:
    module = [sys.executable, "-m", "cleantext", "clean", str(page)]
    assert subprocess.run(module, capture_output=True, timeout=60).stdout.decode() == run("clean", page).stdout


def test_figures_and_events_for_programs(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"text": "a\\u00adb"}\n{"text": "c"}\nno\n', encoding="utf-8")
    target, stats = tmp_path / "x.parquet", tmp_path / "stats.json"
    done = run("clean", rows, "--to", target, "--steps", "soft-hyphens", "--stats", stats, "--log-json")
    assert done.returncode == 1
    events = list(map(json.loads, done.stderr.splitlines()))
    failure, summary = (event for event in events if event["event"] != "progress")  # which a slow machine has time for
    assert (failure["event"], failure["row"], failure["source"]) == ("failure", 3, str(rows))
    assert (summary["event"], summary["documents"], summary["edits"], summary["failures"]) == ("summary", 2, 1, 1)
    figures = json.loads(stats.read_text(encoding="utf-8"))
    counts = {"documents": 1, "edits": 1, "removed": 1, "added": 0, "flags": 0, "failures": 0}
    assert figures["cleaners"] == {"soft-hyphens": counts}
    assert (figures["documents"], figures["changed"], figures["failures"]) == (2, 1, 1)
    again = run("clean", rows, "--to", target, "--steps", "soft-hyphens", "--stats", tmp_path / "again.json", "--quiet")
    assert (again.returncode, again.stderr) == (1, "")
    assert (tmp_path / "again.json").read_bytes() == stats.read_bytes()


def test_a_profile_says_what_each_cleaner_took(tmp_path: Path, page: Path) -> None:
    plain, profiled = run("clean", page), run("clean", page, "--profile", "--quiet")
    assert (profiled.returncode, profiled.stdout) == (0, plain.stdout)
    assert profiled.stderr.splitlines()[0].split() == ["cleaner", "ms", "share", "runs", "edits"]
    assert "--profile works in one process" in run("clean", page, "--profile", "--jobs", "2").stderr


def test_a_table_says_what_was_done(tmp_path: Path, page: Path) -> None:
    done = run("clean", page, "--to", tmp_path / "out", "--steps", "soft-hyphens")
    assert done.stderr.splitlines() == [
        "cleaner       documents  edits  removed  added  flags",
        "soft-hyphens          1      1        1      0      0",
        f"1 documents, 1 edits, 0 flags, 0 failures -> {tmp_path / 'out'}",
    ]
    assert run("clean", *LIGHT, page, "--to", tmp_path / "quiet", "--quiet").stderr == ""


def test_the_progress_line_tells_how_far_and_how_long() -> None:
    summary = Summary(Figures({"documents": 1200}), left_alone=2, read=25, size=30_000_000, total=100)
    assert progress_line(summary, 10.0) == " 25%  1,200 documents  3.0 MB/s  0:30 left  2 failures"
    assert progress_line(Summary(), 0.0) == "  0%  0 documents  0.0 MB/s"


def test_workers_serve_standard_output_if_asked_for(tmp_path: Path) -> None:
    rows = "".join(json.dumps({"text": f"a\u00ad{n}"}) + "\n" for n in range(3000)).encode()
    done = run("clean", *LIGHT, "-", "--from", "jsonl", "-j", "2", stdin=rows)
    assert [json.loads(line)["text"] for line in done.stdout.splitlines()] == [f"a{n}" for n in range(3000)]


def test_the_catalogue_lists_and_shows_every_cleaner() -> None:
    listed = run("list")
    assert listed.returncode == 0
    for cleaner in all_cleaners():
        assert f"  {cleaner.name} " in listed.stdout
    shown = run("show", "soft-hyphens").stdout
    for part in ("Remove soft hyphens", "Kind: line rule", "Effect: repair", "Triggers: '\\xad'", "Presets: news"):
        assert part in shown


def test_help_helps() -> None:
    for arguments in ([], ["clean"], ["restore"], ["list"], ["show"]):
        done = run(*arguments, "--help")
        assert done.returncode == 0
        assert "Usage" in done.stdout
