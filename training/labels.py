"""Which lines of a dump are main text: the dump's words aligned with the gold text's."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
from rapidfuzz.distance import LCSseq

WORD = re.compile(r"\w+")
_MOST_CELLS = 400_000_000  # words of dump x words of gold that are aligned at once
_SHINGLE = 4


def words_of(text: str) -> list[str]:
    """Return the words of a text, without case."""
    return WORD.findall(text.casefold())


def line_labels(lines: list[str], gold: str) -> np.ndarray:
    """Return the share of each line's words that stand in the gold text, between 0 and 1.

    Words are aligned in order, so that a word of a menu is not taken for the same word of the article; what is out of
    order counts where four words in a row, or a whole line, stand in a part of the gold text that found no line yet.
    """
    rows = [words_of(line) for line in lines]
    dump = [word for row in rows for word in row]
    owner = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    wanted = words_of(gold)
    share = np.zeros(len(lines))
    if not dump or not wanted:
        return share
    matched = bytearray(len(dump))  # bytes: looking at a few at a time is much faster than on an array
    found = bytearray(len(wanted))
    if len(dump) * len(wanted) <= _MOST_CELLS:
        # Only words in runs count: first where short runs of both texts agree.
        shingles = Counter(zip(*(wanted[k:] for k in range(3)), strict=False))
        known = bytearray(len(dump))
        for place, run in enumerate(zip(*(dump[k:] for k in range(3)), strict=False)):
            if run in shingles:
                known[place : place + 3] = b"\1\1\1"
        gold_lines = {" ".join(words_of(line)) for line in gold.split("\n")}
        for row_number, place in zip(range(len(rows)), np.searchsorted(owner, np.arange(len(rows))), strict=True):
            if rows[row_number] and " ".join(rows[row_number]) in gold_lines:
                known[place : place + len(rows[row_number])] = b"\1" * len(rows[row_number])
        kept = np.flatnonzero(np.frombuffer(known, np.uint8))
        for block in LCSseq.opcodes([dump[k] for k in kept], wanted):
            if block.tag == "equal":
                for offset in range(block.src_end - block.src_start):
                    matched[kept[block.src_start + offset]] = 1
                    found[block.dest_start + offset] = 1
    _match_out_of_order(dump, wanted, matched, found)
    _match_lines(rows, owner, gold, wanted, matched, found)
    lengths = np.maximum([len(row) for row in rows], 1)
    share = np.bincount(owner, np.frombuffer(matched, np.uint8), minlength=len(rows)) / lengths
    for number, row in enumerate(rows):
        if not row:  # a line of signs alone goes with its neighbours
            near = [share[k] for k in (number - 1, number + 1) if 0 <= k < len(rows) and rows[k]]
            share[number] = min(near) if near else 0.0
    return share


def _match_out_of_order(dump: list[str], wanted: list[str], matched: bytearray, found: bytearray) -> None:
    places: dict[tuple[str, ...], list[int]] = {}
    for place in range(len(wanted) - _SHINGLE + 1):
        if 1 not in found[place : place + _SHINGLE]:
            places.setdefault(tuple(wanted[place : place + _SHINGLE]), []).append(place)
    for place in range(len(dump) - _SHINGLE + 1):
        if 1 in matched[place : place + _SHINGLE]:
            continue
        spots = places.get(tuple(dump[place : place + _SHINGLE]), [])
        spot = next((s for s in spots if 1 not in found[s : s + _SHINGLE]), None)
        if spot is None:
            continue
        length = _SHINGLE
        while (
            place + length < len(dump)
            and spot + length < len(wanted)
            and dump[place + length] == wanted[spot + length]
            and not found[spot + length]
            and not matched[place + length]
        ):
            length += 1
        matched[place : place + length] = b"\1" * length
        found[spot : spot + length] = b"\1" * length


def _match_lines(
    rows: list[list[str]], owner: np.ndarray, gold: str, wanted: list[str], matched: bytearray, found: bytearray
) -> None:
    """Match short lines that are out of order and of which the gold text holds an unmatched copy."""
    open_lines: Counter[str] = Counter()
    place = 0
    for line in gold.split("\n"):
        row = words_of(line)
        if row and 1 not in found[place : place + len(row)]:
            open_lines[" ".join(row)] += 1
        place += len(row)
    starts = np.searchsorted(owner, np.arange(len(rows)))
    for number, row in enumerate(rows):
        key = " ".join(row)
        start = starts[number]
        if row and open_lines[key] > 0 and 1 not in matched[start : start + len(row)]:
            matched[start : start + len(row)] = b"\1" * len(row)
            open_lines[key] -= 1
