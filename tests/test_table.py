"""The table of spellings: what is written is read again, and what is wrong is said plainly."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext.core.errors import BadTable
from cleantext.core.table import Name, Pair, Table

TEXT = st.text(min_size=1, max_size=12).filter(
    lambda text: text.strip() and text.encode("utf-8", "replace").decode() == text
)
PAIRS = st.builds(
    Pair,
    TEXT,
    TEXT,
    st.sampled_from(["auto", "review", "reject"]),
    score=st.floats(0, 1),
    counts=st.just((1, 2)),
    evidence=st.just("") | TEXT,
    snippets=st.lists(TEXT, max_size=2).map(tuple),
)
NAMES = st.builds(
    Name, TEXT, TEXT, variants=st.lists(TEXT, max_size=2).map(tuple), context=st.lists(TEXT, max_size=2).map(tuple)
)


@given(names=st.lists(NAMES, max_size=3, unique=True), pairs=st.lists(PAIRS, max_size=3, unique=True))
def test_what_is_written_is_read_again_and_written_the_same(names: list[Name], pairs: list[Pair]) -> None:
    text = Table(tuple(names), tuple(pairs)).dump()
    again = Table.parsed(text, "again")
    assert set(again.names) == set(names)
    assert set(again.pairs) == set(pairs)
    assert again.dump() == text
    assert Table(tuple(reversed(names)), tuple(reversed(pairs))).dump() == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[pair", "t.table: not TOML"),
        ("[[pears]]\n", "unknown heading 'pears'"),
        ("pair = 3", "write entries as [[pair]]"),
        ("[[pair]]\nwrong = 'a'", "t.table, pair 1: no 'right'"),
        ("[[name]]\ncanonical = ' '", "t.table, name 1: no 'canonical'"),
        ("[[pair]]\nwrong = 'a'\nright = 'b'\ndecison = 'auto'", "unknown key 'decison'. Did you mean 'decision'?"),
        (
            "[[pair]]\nwrong = 'a'\nright = 'b'\ndecision = 'rejected'",
            "none of auto, review, reject. Did you mean 'reject'?",
        ),
        ("[[pair]]\nwrong = 'a'\nright = 'b'\nscore = 'high'", "score is a number"),
        ("[[name]]\ncanonical = 'a'\nvariants = 'b'", "variants is a list of texts"),
        ("[[name]]\ncanonical = 3", "canonical is a text in quotes"),
    ],
)
def test_what_is_wrong_is_said(text: str, said: str) -> None:
    with pytest.raises(BadTable) as raised:
        Table.parsed(text, "t.table")
    assert said in str(raised.value)


def test_a_file_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match="No such file"):
        Table.load(tmp_path / "none.table")
    (tmp_path / "b.table").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadTable, match="not UTF-8"):
        Table.load(tmp_path / "b.table")
