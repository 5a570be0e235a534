"""Cleaners that other packages offer, from a distribution that is laid out on the import path as pip lays it out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_MODULE = '''
from cleantext import line_rule

@line_rule(effect="remove", triggers=("tide",))
def tide_tables(line, *, mark: str = "~"):
    """Drop lines of tide tables."""
    return None if line.startswith(mark) else line

def harbour_names(text):
    return text.replace("Pt Ellery", "Port Ellery")

not_a_function = 3
'''
_POINTS = """
[cleantext.cleaners]
tide-tables = harbour_rules:tide_tables
harbour-names = harbour_rules:harbour_names
blank-lines = harbour_rules:harbour_names
broken = harbour_rules:gone
number = harbour_rules:not_a_function
"""
_COMMAND = ("-c", "from cleantext.cli import main; main()")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "harbour_rules.py").write_text(_MODULE)
    info = tmp_path / "harbour_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: harbour-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(_POINTS)
    return tmp_path


def run(package: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(package), *sys.path])
    environment = {**os.environ, "PYTHONPATH": path}
    return subprocess.run(
        [sys.executable, *arguments], env=environment, input=given, capture_output=True, text=True, check=True
    )


def test_they_go_by_name_in_pipelines_and_in_other_processes(package: Path) -> None:
    code = """
import pickle, subprocess, sys
from cleantext import Document, Pipeline
pipeline = Pipeline(["harbour-names", {"use": "tide-tables", "mark": "#"}, "blank-lines"])
pickled = pickle.dumps(pipeline)
assert pickle.loads(pickled) == pipeline
again = "import pickle; from cleantext import Document; pipeline = pickle.loads(%r); " % pickled
again += "print(pipeline(Document('Pt Ellery\\\\n# tide 3.1\\\\n~ tide')).text)"
sys.stdout.write(subprocess.run([sys.executable, "-c", again], capture_output=True, text=True, check=True).stdout)
"""
    assert run(package, "-c", code).stdout == "Port Ellery\n~ tide\n"


def test_the_command_line_knows_them(package: Path) -> None:
    steps = "harbour-names,tide-tables"
    done = run(package, *_COMMAND, "clean", "-", "--steps", steps, given="Pt Ellery\n~ tide")
    assert done.stdout.rstrip("\n") == "Port Ellery"
    listed = run(package, *_COMMAND, "list")
    assert "tide-tables" in listed.stdout
    assert "harbour-names" in listed.stdout


def test_what_cannot_be_loaded_is_told_and_takes_nothing_else_down(package: Path) -> None:
    code = """
import warnings
from cleantext.core import registry
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    names = [cleaner.name for cleaner in registry.all_cleaners()]
print(*sorted(str(warning.message) for warning in told), sep="\\n")
assert "tide-tables" in names and "broken" not in names and "number" not in names
assert registry.get("blank-lines").function.__module__.startswith("cleantext."), "ours keep their names"
"""
    broken, number = run(package, "-c", code).stdout.splitlines()
    assert broken.startswith("harbour-rules: its cleaner 'broken' is left out: AttributeError: ")
    assert (
        number
        == "harbour-rules: its cleaner 'number' is left out: TypeError: harbour_rules:not_a_function is no function"
    )
