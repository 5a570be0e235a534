"""Imports point one way: core <- cleaners, learning, formats, report <- adapters, cli."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import cleantext

PACKAGE = Path(cleantext.__file__).parent

# What each room may import besides itself.
MAY_IMPORT = {
    "core": set(),
    "presets": set(),
    "cleaners": {"core"},
    "learning": {"core"},
    "extraction": {"core", "cleaners"},
    "formats": {"core", "extraction"},
    "report": {"core"},
    "runner": {"core", "formats", "report"},
    "adapters": {"core", "cleaners", "learning", "formats", "report", "presets", "runner"},
    "cli": {"core", "cleaners", "learning", "formats", "report", "presets", "adapters", "runner"},
}


def imported(path: Path) -> set[str]:
    """Return the rooms of this package that a module imports, wherever the import stands."""
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            names = [node.module or ""]
            if node.module == "cleantext":
                names = [f"cleantext.{alias.name}" for alias in node.names]
        rooms |= {parts[1] for name in names if (parts := name.split("."))[0] == "cleantext" and len(parts) > 1}
    return rooms


MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.stem == "cli")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    allowed = MAY_IMPORT[room] | {room}
    faces = {"clean", "Cleaner", "CleantextError", "Document", "Edit", "Flag", "Pipeline", "Step", "__version__"}
    assert imported(path) - faces <= allowed


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_holds_one_idea(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 330, "past about 300 lines a module holds two ideas"


def test_the_command_line_needs_no_cleaner_to_explain_itself() -> None:
    code = "import sys, cleantext.cli; print([name for name in sys.modules if name.startswith('cleantext.cleaners')])"
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.strip() == "[]"
