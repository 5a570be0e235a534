"""The network that says of each line how likely it is main text, on numpy alone.

It was trained by `training/`; its card is MODEL.md. All sums are in double precision and the results are rounded, so
that they are the same on every machine.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import numpy as np

from cleantext.cleaners.main_text.features import Page, read_page
from cleantext.cleaners.main_text.shape import Array
from cleantext.cleaners.main_text.words import Numbers

TYPES = ("article", "service", "product", "collection", "forum", "listing", "documentation")
WEIGHTS = "weights.npz"
DIGITS = 3  # probabilities are rounded to so many


class Opinion(NamedTuple):
    """What the model thinks of a page."""

    page: Page
    chances: Array  # the probability that a line is main text, a line each
    types: dict[str, float]  # the probability of each kind of page


class Known(NamedTuple):
    """What is known of the lines besides their text, for a model that has learned to use it."""

    figures: Array  # lines x figures
    names: Array  # hashes of names, all lines in a row
    name_lines: Array  # the line of each of them


class Model:
    """Networks whose opinions are averaged."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        self._hashes = Numbers(arrays["hashes"])
        self._mean, self._scale = arrays["mean"].astype(float), arrays["scale"].astype(float)
        self._calibration = arrays["calibration"].astype(float)
        self._enough_known = float(arrays["enough_known"])
        self._names = Numbers(arrays["names"]) if "names" in arrays else None
        count = 1 + max(int(name.split(".")[0]) for name in arrays if name[0].isdigit())
        self._networks = [
            _Network({name.split(".", 1)[1]: array for name, array in arrays.items() if name.startswith(f"{number}.")})
            for number in range(count)
        ]

    def opinion(self, text: str) -> Opinion:
        """Return what the model thinks of each line of a text."""
        return self.judged(read_page(text))

    def judged(self, page: Page, known: Known | None = None) -> Opinion:
        """Return what the model thinks of each line of a page."""
        if not page.starts:
            return Opinion(page, np.zeros(0), dict.fromkeys(TYPES, 0.0))
        figures = page.dense if known is None else np.concatenate([page.dense, known.figures], axis=1)
        dense = np.clip((figures - self._mean) / self._scale, -8, 8)
        words, phrases = self._hashes.of(page.words), self._hashes.of(page.phrases)
        share = float((words > 0).mean()) if len(words) else 0.0
        on = share >= self._enough_known
        names = None
        if known is not None and self._names is not None:
            names = self._names.of(known.names), known.name_lines
        outcomes = [net.run(dense, on, words, page.word_lines, phrases, names) for net in self._networks]
        logits = np.mean([logits for logits, _ in outcomes], axis=0)
        kinds = np.mean([kinds for _, kinds in outcomes], axis=0)
        slope, shift = self._calibration[0 if on else 1]
        chances = 1 / (1 + np.exp(-np.clip(slope * logits + shift, -30, 30)))
        kinds = np.exp(kinds - kinds.max())
        shares = np.round(kinds / kinds.sum(), DIGITS).tolist()
        return Opinion(page, np.round(chances, DIGITS), dict(zip(TYPES, shares, strict=True)))


class _Network:
    """One network: lines enter, meet their neighbours, hear of the lines far away and of the whole page."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        self._words = arrays["words"].astype(float) * arrays["words_scale"].astype(float)
        self._phrases = arrays["phrases"].astype(float) * arrays["phrases_scale"].astype(float)
        self._phrases[0] = 0.0  # no phrase, no word
        self._names = arrays["names"].astype(float) * arrays["names_scale"].astype(float) if "names" in arrays else None
        self._dilations = arrays["dilations"].tolist()
        self._runs_after = arrays["runs_after"].tolist()
        small = ("words", "phrases", "names", "words_scale", "phrases_scale", "names_scale", "dilations", "runs_after")
        self._arrays = {name: array.astype(float) for name, array in arrays.items() if name not in small}
        self._blocks = [self._block_of(number) for number in range(len(self._dilations))]

    def _block_of(self, number: int) -> tuple[Array, Array, Array]:
        """Return what a block multiplies the line before, a line, and the line after with, and adds for each of them.

        Last comes what it adds for all three. The norm takes the mean off, which a matrix can do, and divides by the
        spread, which is left to the block.
        """
        take = np.stack(np.split(self._arrays.pop(f"blocks.{number}.near.weight"), 3))
        weight, bias = (self._arrays.pop(f"blocks.{number}.norm.{part}") for part in ("weight", "bias"))
        width = len(weight)
        added = bias @ take
        total = added.sum(axis=0) + self._arrays.pop(f"blocks.{number}.near.bias")
        return (np.eye(width) - 1 / width) @ (weight[:, None] * take), added, total

    def run(
        self,
        dense: Array,
        on: bool,
        words: Array,
        word_lines: Array,
        phrases: Array,
        names: tuple[Array, Array] | None = None,
    ) -> tuple[Array, Array]:
        """Return a logit a line and one a kind of page."""
        count = len(dense)
        size = self._words.shape[1]
        vectors = np.zeros((count, 2 * size))
        if on:
            vectors[:, :size] = _bags(self._words, words, word_lines, count)
            vectors[:, size:] = self._phrases[phrases].sum(axis=1)
        parts = [dense, np.full((count, 1), float(on)), vectors]
        if self._names is not None and names is not None:
            parts.append(_bags(self._names, *names, count))
        lines = np.concatenate(parts, axis=1)
        lines = self._linear("enter", lines)
        np.maximum(lines, 0, out=lines)
        kinds = np.zeros(len(TYPES))
        runs = iter(range(len(self._runs_after)))
        for number in range(len(self._dilations)):
            lines += self._block(number, lines)
            if number in self._runs_after:
                lines += self._run(next(runs), lines)
            if number == len(self._dilations) // 2:
                page = np.concatenate([lines.mean(axis=0), lines.max(axis=0)])
                page = np.maximum(self._linear("page", page), 0)
                lines += self._linear("back", page)
                kinds = self._linear("kind", page)
        return self._linear("leave", np.maximum(self._norm("norm", lines), 0))[:, 0], kinds

    def _run(self, number: int, lines: Array) -> Array:
        signals = np.ascontiguousarray(self._linear(f"runs.{number}.ask", lines).T)
        np.maximum(signals, 0, out=signals)
        size, count = signals.shape
        heard = np.empty((2 * size, count))
        np.maximum.accumulate(signals, axis=1, out=heard[:size])
        np.maximum.accumulate(signals[:, ::-1], axis=1, out=heard[size:, ::-1])
        result: Array = heard.T @ self._arrays[f"runs.{number}.mix.weight"]
        result += self._arrays[f"runs.{number}.mix.bias"]
        return result

    def _block(self, number: int, lines: Array) -> Array:
        takes, added, total = self._blocks[number]
        step = self._dilations[number]
        normed = lines * _shrinking(lines)[:, None]
        near: Array = normed @ takes[1]
        near += total
        near[step:] += normed[:-step] @ takes[0]
        near[:step] -= added[0]  # these have no line before them
        near[:-step] += normed[step:] @ takes[2]
        near[-step:] -= added[2]
        return self._linear(f"blocks.{number}.mix", np.maximum(near, 0, out=near))

    def _linear(self, name: str, values: Array) -> Array:
        result: Array = values @ self._arrays[f"{name}.weight"]
        result += self._arrays[f"{name}.bias"]
        return result

    def _norm(self, name: str, values: Array) -> Array:
        normed: Array = values - _means(values)[:, None]
        normed *= _shrinking(values)[:, None]
        normed *= self._arrays[f"{name}.weight"]
        normed += self._arrays[f"{name}.bias"]
        return normed


def _shrinking(values: Array) -> Array:
    """Return what a norm multiplies each line with."""
    mean = _means(values)
    squares = np.einsum("ij,ij->i", values, values) / values.shape[1]
    shrinking: Array = 1 / np.sqrt(np.maximum(squares - mean * mean, 0.0) + 1e-5)
    return shrinking


def _means(values: Array) -> Array:
    width = values.shape[1]
    means: Array = values @ np.full(width, 1 / width)
    return means


def _bags(table: Array, numbers: Array, owners: Array, count: int) -> Array:
    """Return for each line the sum of the vectors of what it holds, over the root of how many there are."""
    vectors = np.zeros((count, table.shape[1]))
    known = numbers > 0
    owners = owners[known]
    counts = np.bincount(owners, minlength=count)
    filled = np.flatnonzero(counts)
    if len(filled):
        starts = np.concatenate([[0], np.cumsum(counts[filled])[:-1]])
        sums = np.add.reduceat(table[numbers[known]], starts, axis=0)
        vectors[filled] = sums / np.sqrt(counts[filled])[:, None]
    return vectors


def read_model(path: Any) -> Model:
    """Return the model that a weights file holds."""
    with np.load(path, allow_pickle=False) as file:
        return Model({name: file[name] for name in file.files})


@cache
def shipped_model() -> Model:
    """Return the model that ships with the package, read once."""
    with resources.as_file(resources.files(__package__) / WEIGHTS) as path:
        return read_model(path)
