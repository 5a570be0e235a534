"""What takes long to build is built once, and anew as soon as anything it depends on changes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cleantext.core.kept import cache_folder, kept


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLEANTEXT_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


class Builder:
    def __init__(self) -> None:
        self.built = 0

    def __call__(self) -> list[int]:
        self.built += 1
        return [self.built]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "phrases.toml"
    path.write_text("one")
    return path


def test_a_value_is_built_once(folder: Path, source: Path) -> None:
    build = Builder()
    assert kept("thing", [source], build) == kept("thing", [source], build) == [1]
    assert [path.suffix for path in folder.iterdir()] == [".pickle"]


def test_a_changed_source_is_noticed(folder: Path, source: Path) -> None:
    build = Builder()
    kept("thing", [source], build)
    source.write_text("another")
    assert kept("thing", [source], build) == [2]


def test_a_broken_file_is_replaced(folder: Path, source: Path) -> None:
    build = Builder()
    kept("thing", [source], build)
    (path,) = folder.iterdir()
    whole = path.read_bytes()
    for broken in (b"", whole[:40], whole[:-1], b"x" * 80):
        path.write_bytes(broken)
        kept("thing", [source], build)
        assert path.read_bytes()[:32] == whole[:32]
    assert build.built == 5
    assert kept("thing", [source], build) == [5]


def test_where_nothing_can_be_written_it_is_built_anew(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLEANTEXT_CACHE", str(source / "no-folder"))
    build = Builder()
    assert [kept("thing", [source], build) for _ in range(2)] == [[1], [2]]


def test_an_empty_setting_turns_it_off(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLEANTEXT_CACHE", "")
    assert cache_folder() is None
    build = Builder()
    assert [kept("thing", [source], build) for _ in range(2)] == [[1], [2]]


def test_the_oldest_versions_are_cleared_away(folder: Path, source: Path) -> None:
    build = Builder()
    for number in range(9):
        source.write_text("x" * number)
        kept("thing", [source], build)
        for age, path in enumerate(sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)):
            os.utime(path, (1e9 - age, 1e9 - age))
    assert len(list(folder.iterdir())) == 4
    assert kept("thing", [source], build) == [9]
