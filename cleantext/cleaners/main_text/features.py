"""What the model sees of each line of a page: shape, place, company and repetition, and its words as numbers.

All figures but the words hold for any language. They are worked out for a whole page at once, on an array of its code
points, so that a page costs a few milliseconds.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np

from cleantext.cleaners.main_text.pieces import cuts_of
from cleantext.cleaners.main_text.shape import DIGIT, SEPARATOR, Array, Shape, shape_columns
from cleantext.cleaners.main_text.words import CUES, Words, cue_columns, hashes_of, pattern_columns, topic_columns


class Page(NamedTuple):
    """The lines of a page that hold something, or the pieces of long ones, as the model sees them."""

    starts: list[int]  # where each line starts in the text; code points
    ends: list[int]  # where it ends, before its line break
    rows: Array  # the number of the line that each is a piece of, among those that hold something
    weights: Array  # words of each line, those of unspaced scripts by their length
    dense: Array  # lines x figures
    words: Array  # hashes of words, all lines in a row
    word_lines: Array  # the line of each of them
    phrases: Array  # hashes of the whole line, its first two words and its last two: lines x 3


def read_page(text: str) -> Page:
    """Work out what the model needs to know of each line of a text."""
    starts, ends, numbers, indents, bare = _lines_of(text)
    if not bare:
        none = np.zeros(0, np.int64)
        return Page([], [], none, np.zeros(0), np.zeros((0, len(NAMES))), none, none, np.zeros((0, 3), np.int64))
    shape = Shape(bare)
    rows = np.arange(len(bare))
    cuts = cuts_of(shape)
    if cuts:
        starts, ends, indents, bare, rows = _cut(cuts, text, starts, ends, indents)
        numbers = np.array(numbers)[rows].tolist()
        shape = Shape(bare)
    words = Words(shape)
    figure = _figure(shape)
    columns = {
        **shape_columns(shape, bare),
        **_layout_columns(np.array(numbers), np.array(indents, float), shape),
        **_company_columns(shape),
        **_repetition_columns(words, figure),
        **topic_columns(bare, words, shape),
        **pattern_columns(words, figure),
        **cue_columns(words),
    }
    hashes, word_lines, phrases = hashes_of(words)
    dense = np.empty((len(NAMES), len(bare)))
    for place, name in enumerate(NAMES):
        dense[place] = columns[name]
    return Page(starts, ends, rows, np.maximum(shape.words, 1.0), dense.T, hashes, word_lines, phrases)


def _lines_of(text: str) -> tuple[list[int], list[int], list[int], list[int], list[str]]:
    """Return start, end, number, indent and bare text of each line that holds something."""
    lines = text.split("\n")
    stripped = list(map(str.strip, lines))
    numbers = [number for number, line in enumerate(stripped) if line]
    sizes = list(map(len, lines))
    begins = list(accumulate(sizes, initial=0))
    starts = [begins[number] + number for number in numbers]
    ends = [begins[number + 1] + number for number in numbers]
    indents = [sizes[number] - len(lines[number].lstrip()) for number in numbers]
    return starts, ends, numbers, indents, list(filter(None, stripped))


def _cut(
    cuts: dict[int, list[int]], text: str, starts: list[int], ends: list[int], indents: list[int]
) -> tuple[list[int], list[int], list[int], list[str], Array]:
    """Return start, end, indent, bare text and line of each piece."""
    pieces: list[tuple[int, int, int, str, int]] = []
    for row in range(len(starts)):
        first, begin = starts[row] + indents[row], starts[row]
        for stop in (*cuts.get(row, ()), None):
            end = ends[row] if stop is None else first + stop
            pieces.append((begin, end, indents[row], text[begin:end].strip(), row))
            begin = end
    new_starts, new_ends, new_indents, new_bare, rows = (list(column) for column in zip(*pieces, strict=True))
    return new_starts, new_ends, new_indents, new_bare, np.array(rows)


def _layout_columns(numbers: Array, indents: Array, shape: Shape) -> dict[str, Any]:
    count = len(numbers)
    place = np.arange(count)
    gaps = numbers[1:] - numbers[:-1] - 1.0
    typical = float(np.median(gaps)) if count > 1 else 0.0
    gaps = np.minimum(np.maximum(gaps, -0.5), 8.0)  # below zero between pieces of one line
    size = np.cumsum(shape.size)
    prose_size = np.cumsum(shape.size * shape.prose)
    steps = np.zeros(count)
    steps[1:] = np.minimum(np.maximum(indents[1:] - indents[:-1], -8.0), 8.0)
    return {
        "gap_before": np.log1p(np.concatenate([[8.0], gaps])),
        "gap_after": np.log1p(np.concatenate([gaps, [8.0]])),
        "gap_typical": np.log1p(min(max(typical, -0.5), 8.0)),
        "indent": np.log1p(np.minimum(indents, 60.0)),
        "indent_step": steps / 4.0,
        "place": place / max(count - 1, 1),
        "log_place": np.log1p(place),
        "log_rest": np.log1p(count - 1 - place),
        "size_before": (size - shape.size) / size[-1],
        "prose_before": (prose_size - shape.size * shape.prose) / max(prose_size[-1], 1.0),
        "page_lines": np.log1p(count),
        "page_size": np.log1p(size[-1]),
        "page_prose": np.log1p(prose_size[-1]),
        "page_prose_share": prose_size[-1] / size[-1],
        "page_prose_lines": shape.prose.mean(),
        "page_mean": np.log1p(size[-1] / count),
    }


def _company_columns(shape: Shape) -> dict[str, Any]:
    """Return what stands around each line: prose and lengths in windows, and the way to the nearest prose."""
    count = len(shape.length)
    place = np.arange(count)
    columns: dict[str, Any] = {}
    prose_sum = np.concatenate([[0.0], np.cumsum(shape.size * shape.prose)])
    size_sum = np.concatenate([[0.0], np.cumsum(shape.size)])
    sentence_sum = np.concatenate([[0.0], np.cumsum(shape.sentence)])
    for reach in (2, 6, 16, 40):
        left, right = np.maximum(place - reach, 0), np.minimum(place + reach + 1, count)
        columns[f"prose_left_{reach}"] = np.log1p(prose_sum[place] - prose_sum[left])
        columns[f"prose_right_{reach}"] = np.log1p(prose_sum[right] - prose_sum[place + 1])
        columns[f"mean_{reach}"] = np.log1p((size_sum[right] - size_sum[left]) / (right - left))
        columns[f"sentences_{reach}"] = (sentence_sum[right] - sentence_sum[left]) / (right - left)
    last = np.maximum.accumulate(np.where(shape.prose, place, -1000))
    following = np.minimum.accumulate(np.where(shape.prose, place, count + 1000)[::-1])[::-1]
    columns["since_prose"] = np.log1p(np.minimum(place - last, 1000))
    columns["until_prose"] = np.log1p(np.minimum(following - place, 1000))
    return columns


def _figure(shape: Shape) -> Array:
    """Return a number for what each line looks like."""
    figure: Array = (
        shape.first * 4096
        + shape.last * 128
        + np.minimum(shape.words, 7).astype(int) * 16
        + (shape.counts[:, DIGIT] > 0) * 4
        + (shape.counts[:, SEPARATOR] > 0) * 2
        + (shape.capitals >= shape.spaced)
    )
    return figure


def _repetition_columns(words: Words, figure: Array) -> dict[str, Any]:
    count = words.count
    _, inverse, sizes = np.unique(figure, return_inverse=True, return_counts=True)
    alike = sizes[inverse.reshape(-1)]
    return {
        "copies": np.log(np.bincount(words.line_ids))[words.line_ids],
        "again": words.again,
        "alike": np.log(alike),
        "alike_share": alike / count,
        "alike_next": np.concatenate([figure[1:] == figure[:-1], [False]]),
        "alike_second": np.concatenate([figure[2:] == figure[:-2], [False] * min(2, count)]),
        "alike_third": np.concatenate([figure[3:] == figure[:-3], [False] * min(3, count)]),
    }


NAMES = (
    "log_size", "log_words", "word_length", "letters", "upper", "uncased", "capitals", "digits", "spaces", "end_marks",
    "end_share", "commas", "comma_share", "colons", "quotes", "brackets", "separators", "separator_share", "dashes", "money",
    "symbols", "odd", "sentence", "prose", "ends_colon", "ends_letter", "ends_digit", "ends_bracket", "ends_other", "ends_dots",
    "ends_question", "starts_upper", "starts_lower", "starts_digit", "starts_quote", "starts_symbol", "bullet", "address",
    "date", "time", "rights",
    "gap_before", "gap_after", "gap_typical", "indent", "indent_step", "place", "log_place", "log_rest", "size_before",
    "prose_before", "page_lines", "page_size", "page_prose", "page_prose_share", "page_prose_lines", "page_mean",
    "prose_left_2", "prose_right_2", "mean_2", "sentences_2", "prose_left_6", "prose_right_6", "mean_6", "sentences_6",
    "prose_left_16", "prose_right_16", "mean_16", "sentences_16", "prose_left_40", "prose_right_40", "mean_40", "sentences_40",
    "since_prose", "until_prose",
    "copies", "again", "alike", "alike_share", "alike_next", "alike_second", "alike_third",
    "topical", "titled", "title_share", "heading", "has_heading", "after_heading", "since_heading",
    "shared_before", "shared_after", "shared_prose", "shared_deeply", "shared",
    *(f"{key}_{figure}" for key in ("head", "tail", "figure") for figure in ("copies", "back", "forward")),
    *(f"cue_{name}" for name in CUES),
)  # fmt: skip
