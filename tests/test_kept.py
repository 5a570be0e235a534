"""What takes long to build is built once, and anew as soon as anything it depends on changes."""

from __future__ import annotations

import gc
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
        assert len(path.read_bytes()) == len(whole)
    assert build.built == 5
    assert kept("thing", [source], build) == [5]


def test_a_single_wrong_byte_is_noticed(folder: Path, source: Path) -> None:
    build = Builder()
    kept("thing", [source], build)
    (path,) = folder.iterdir()
    whole = bytearray(path.read_bytes())
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert kept("thing", [source], build) == [place + 2]


def test_what_the_sources_hold_counts_and_not_their_times(folder: Path, source: Path) -> None:
    build = Builder()
    kept("thing", [source], build)
    before = source.stat()
    source.write_text("two")
    os.utime(source, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert kept("thing", [source], build) == [2]
    source.write_text("one")
    assert kept("thing", [source], build) == [1]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_a_file_that_others_can_write_is_not_read(folder: Path, source: Path) -> None:
    build = Builder()
    kept("thing", [source], build)
    (path,) = folder.iterdir()
    assert path.stat().st_mode & 0o077 == folder.stat().st_mode & 0o077 == 0
    path.chmod(0o622)
    assert [kept("thing", [source], build) for _ in range(2)] == [[2], [2]], "it was replaced"


def test_garbage_is_looked_for_again(folder: Path, source: Path) -> None:
    def build() -> bool:
        return gc.isenabled()

    assert kept("thing", [source], build) is False
    assert gc.isenabled()


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
