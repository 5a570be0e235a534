"""Cleaners in a row, from a preset, a file, or a list; itself a cleaner."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import Any

from cleantext.core import registry
from cleantext.core.cleaner import MOST_ROUNDS, RESTLESS, Cleaner, LineRule, PlainFunction, name_of
from cleantext.core.document import Document, Flag
from cleantext.core.errors import BadOption, BadPipeline, UnknownCleaner, UnknownPreset, did_you_mean
from cleantext.core.gates import Literals
from cleantext.core.linelooks import number_looked_for, pieces_there
from cleantext.core.linescan import LineScan
from cleantext.core.plans import Plans

StepLike = str | Mapping[str, Any] | Cleaner | Callable[[str], str]

# The share of a document that removals resting on a guess may take together.
DEFAULT_BUDGET = 0.4

_PRESETS = "cleantext.presets"


class Pipeline:
    """Cleaners that run one after the other until the text stands still.

    A result depends on the document and the steps alone, so any order and any sharding gives the same.
    """

    def __init__(
        self, steps: Iterable[StepLike | Pipeline], *, title: str = "", budget: float = DEFAULT_BUDGET
    ) -> None:
        """Build a pipeline from cleaner names, `{"use": name, option: value}`, cleaners, pipelines or functions.

        Errors: `UnknownCleaner`, `BadOption`, and `BadPipeline` for a step that is none of these.
        """
        if not 0 <= budget <= 1:
            raise BadPipeline(f"budget: expected a share between 0 and 1, got {budget!r}.")
        self.title = title
        self.budget = budget
        self.cleaners = tuple(cleaner for step in steps for cleaner in _cleaners_of(step))
        self._unsure = frozenset(c.name for c in self.cleaners if c.effect == "remove" and not c.sure)
        self._parts = _grouped(self.cleaners)
        self._plans = Plans(self._parts)
        self._looked_for = number_looked_for()

    @classmethod
    def preset(cls, name: str = "news") -> Pipeline:
        """Return a shipped pipeline.

        Errors: `UnknownPreset`, with the names there are.
        """
        if name not in preset_names():
            raise UnknownPreset(
                f"there is no preset named {name!r}; there are: {', '.join(preset_names())}."
                f"{did_you_mean(name, preset_names())}"
            )
        return cls._parsed((resources.files(_PRESETS) / f"{name}.toml").read_text(encoding="utf-8"), f"{name}.toml")

    @classmethod
    def from_file(cls, path: str | Path) -> Pipeline:
        """Return the pipeline that a TOML file describes.

        Errors: `BadPipeline` if the file cannot be read or is not one; what is wrong with a step names file and step.
        """
        try:
            source = Path(path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise BadPipeline(f"{path}: {getattr(error, 'strerror', None) or error}.") from error
        return cls._parsed(source, Path(path).name)

    @classmethod
    def _parsed(cls, source: str, where: str) -> Pipeline:
        try:
            table = tomllib.loads(source)
        except tomllib.TOMLDecodeError as error:
            raise BadPipeline(f"{where}: not TOML: {error}.") from error
        known = ("title", "budget", "steps")
        for key in table:
            if key not in known:
                raise BadPipeline(f"{where}: unknown key {key!r}; known: {', '.join(known)}.{did_you_mean(key, known)}")
        steps = table.get("steps")
        if not isinstance(steps, list):
            raise BadPipeline(f'{where}: no steps. Write, for example: steps = ["blank-lines"].')
        cleaners: list[Cleaner] = []
        for number, step in enumerate(steps, start=1):
            try:
                cleaners.extend(_cleaners_of(step))
            except (UnknownCleaner, BadOption, BadPipeline) as error:
                raise type(error)(f"{where}, step {number}: {error}") from error
        budget = table.get("budget", DEFAULT_BUDGET)
        if not isinstance(budget, int | float):
            raise BadPipeline(f"{where}: budget: expected a share between 0 and 1, got {budget!r}.")
        return cls(cleaners, title=str(table.get("title", "")), budget=budget)

    def __call__(self, document: Document) -> Document:
        """Clean a document."""
        cleaned = self._cleaned(document)
        document.forget()
        return cleaned.forget()

    def _cleaned(self, document: Document) -> Document:
        cleaned, still = self._settled(document)
        if not still:
            return self._without_the_restless(document, cleaned)
        if len(cleaned.text) >= len(document.text):
            return cleaned
        if has_words(document.text) and not has_words(cleaned.text):
            return self._without_removals(document)
        return self._within_budget(document, cleaned)

    def once(self, document: Document) -> Document:
        """Run each cleaner once over the document, without a look at the budget."""
        return self._round(document, len(self._parts))[0]

    def _settled(self, document: Document) -> tuple[Document, bool]:
        """Do what `settled(self.once, document)` does.

        Each part that comes after the last one to change the document in a round has left that very document alone:
        if the next round comes to it with the same document, it need not be asked again.
        """
        upto = len(self._parts)
        for _ in range(MOST_ROUNDS):
            cleaned, upto = self._round(document, upto)
            if cleaned.text == document.text:
                return cleaned, True
            document = cleaned
        return document, False

    def _round(self, document: Document, upto: int) -> tuple[Document, int]:
        """Run each part once, or the first `upto` ones, as long as they leave the document as it is.

        Return the document and the number of parts up to the last one that changed it.
        """
        given, done = document, 0
        if document.derived(number_looked_for) < self._looked_for:
            document.forget()  # what was found in it before this pipeline was made does not tell all
        while True:
            stop = upto if document is given else len(self._parts)
            derived, there = document.derived, document.derived(pieces_there)
            holds = derived(Literals).__getitem__
            for pieces, literals, look, runs in self._plans.plan(document).between(done, stop):
                if pieces is not None and pieces.isdisjoint(there):
                    continue
                if literals is not None and not any(map(holds, literals)):
                    continue
                met: frozenset[str] | None = None  # the families of phrases that the look has met, if it knows any
                if look is not None:
                    shown = derived(look)
                    if not shown:
                        continue
                    met = getattr(shown, "families", None)
                for index, run, families in runs:
                    if not done <= index < stop or (met is not None and families and families.isdisjoint(met)):
                        continue
                    changed = run(document)
                    if changed is not document:
                        break
                else:
                    continue
                document, done = changed, index + 1
                break  # other words, other parts that may have something to do
            else:
                return document, done

    def without(self, *names: str) -> Pipeline:
        """Return this pipeline less the cleaners of these names.

        Errors: `UnknownCleaner` if it has none of that name.
        """
        mine = [cleaner.name for cleaner in self.cleaners]
        for name in names:
            if name not in mine:
                raise UnknownCleaner(f"the pipeline has no cleaner named {name!r}.{did_you_mean(name, mine)}")
        return self._copy(cleaner for cleaner in self.cleaners if cleaner.name not in names)

    def then(self, *steps: StepLike | Pipeline) -> Pipeline:
        """Return this pipeline with more steps at its end."""
        return self._copy([*self.cleaners, *steps])

    def with_options(self, name: str, **options: Any) -> Pipeline:
        """Return this pipeline with other options for one of its cleaners.

        Errors: `UnknownCleaner` if it has none of that name, `BadOption` as the cleaner says.
        """
        self.without(name)
        return self._copy(c.with_options(**options) if c.name == name else c for c in self.cleaners)

    @property
    def steps(self) -> list[str | dict[str, Any]]:
        """The pipeline as a file would write it down."""
        return [cleaner.step for cleaner in self.cleaners]

    def _copy(self, steps: Iterable[StepLike | Pipeline]) -> Pipeline:
        return Pipeline(steps, title=self.title, budget=self.budget)

    def _without_the_restless(self, document: Document, cleaned: Document) -> Document:
        """Return the document cleaned by all but the cleaners that were still at it in the last round."""
        last = self.once(cleaned).trail[len(cleaned.trail) :]
        restless = {step.cleaner for step in last if step.edits}
        if not restless:  # it settled just now
            return self(cleaned)
        document = self._copy(cleaner for cleaner in self.cleaners if cleaner.name not in restless)(document)
        for name in sorted(restless):
            document = document.edited(name, failure=RESTLESS)
        return document

    def _within_budget(self, document: Document, cleaned: Document) -> Document:
        """Return the cleaned document, or, if guesses took too much of it, what the certain cleaners make of it."""
        taken = 0
        guessers = set()
        for step in cleaned.trail[len(document.trail) :]:
            if step.cleaner in self._unsure and step.edits:
                taken += sum(len(edit.before) - len(edit.after) for edit in step.edits)
                guessers.add(step.cleaner)
        if taken <= self.budget * len(document.text):
            return cleaned
        certain = self._copy(cleaner for cleaner in self.cleaners if cleaner.name not in self._unsure)(document)
        names = ", ".join(sorted(guessers))
        reason = f"over budget: {names} would have removed {taken} of {len(document.text)} characters; left as it was"
        return certain.edited("pipeline", flags=[Flag(0, len(certain.text), reason)])

    def _without_removals(self, document: Document) -> Document:
        """Return the document with nothing removed: one that is debris from end to end is for a person to judge."""
        gentle = self._copy(cleaner for cleaner in self.cleaners if cleaner.effect != "remove")
        kept = gentle(document) if len(gentle.cleaners) < len(self.cleaners) else document
        return kept.edited("pipeline", flags=[Flag(0, len(kept.text), "nothing would stay; left as it was")])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Pipeline):
            return NotImplemented
        return (self.cleaners, self.title, self.budget) == (other.cleaners, other.title, other.budget)

    def __hash__(self) -> int:
        return hash((self.cleaners, self.title, self.budget))

    def __repr__(self) -> str:
        return f"<pipeline {self.title or 'untitled'}: {', '.join(cleaner.name for cleaner in self.cleaners)}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuilt, (self.cleaners, self.title, self.budget))


def preset_names() -> list[str]:
    """Return the names of the shipped pipelines."""
    files = resources.files(_PRESETS).iterdir()
    return sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml"))


def has_words(text: str) -> bool:
    """Say whether there is a letter or a digit in the text."""
    return any(map(str.isalnum, text))


def _rebuilt(cleaners: tuple[Cleaner, ...], title: str, budget: float) -> Pipeline:
    return Pipeline(cleaners, title=title, budget=budget)


def _cleaners_of(step: object) -> tuple[Cleaner, ...]:
    if isinstance(step, Pipeline):
        return step.cleaners
    if isinstance(step, Cleaner):
        return (step,)
    if isinstance(step, str):
        return (registry.get(step),)
    if isinstance(step, Mapping):
        options = dict(step)
        name = options.pop("use", None)
        if not isinstance(name, str):
            raise BadPipeline(f'a step with options names its cleaner under "use", got {dict(step)!r}.')
        return (registry.get(name).with_options(**options),)
    if callable(step):
        return (PlainFunction(step, name=name_of(step), effect="repair"),)
    raise BadPipeline(f"a step is a name, a table, a cleaner or a function, got {step!r}.")


def _grouped(cleaners: Iterable[Cleaner]) -> list[Cleaner | LineScan]:
    """Return the cleaners with each run of neighbouring line rules as one scan; rules for short lines need none."""
    parts: list[Cleaner | LineScan] = []
    for scanned, run in groupby(cleaners, key=lambda cleaner: type(cleaner) is LineRule and cleaner.longest is None):
        rules = list(run)
        if scanned and len(rules) > 1:
            parts.append(LineScan([rule for rule in rules if isinstance(rule, LineRule)]))
        else:
            parts.extend(rules)
    return parts
