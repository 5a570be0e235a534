"""Cleaners: a named function from text to edits, with the options it was given.

A line rule sees one line, a document rule a whole document; both come out as a `Cleaner`, which is called with a
document and returns one with at most a few more steps in its trail.
"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from cleantext.core import registry
from cleantext.core.diff import replacements
from cleantext.core.document import Document, Edit, Fact, Flag
from cleantext.core.errors import BadOption, MissingExtra, did_you_mean
from cleantext.core.gates import Gate
from cleantext.core.layout import SHORT, numbered_lines, short_lines, short_text
from cleantext.core.literals import AnyOf
from cleantext.core.options import converted

Effect = Literal["repair", "normalise", "remove"]
Change = Edit | Flag | Fact

# A cleaner that still changes its own output after so many rounds is left out, and says so.
MOST_ROUNDS = 12
RESTLESS = f"did not settle in {MOST_ROUNDS} rounds"


class Cleaner:
    """A named change to documents. Calling it again on its own result changes nothing."""

    kind = "cleaner"

    def __init__(
        self,
        function: Callable[..., Any],
        *,
        name: str,
        effect: Effect,
        triggers: Collection[str] = (),
        sure: bool = True,
        families: Sequence[str] = (),
        asks: Callable[[Document], object] | None = None,
        options: Mapping[str, Any] | None = None,
    ) -> None:
        self.function = function
        self.name = name
        self.effect = effect
        # One of them must be in what the rule is given; none: it is always called.
        self.triggers = tuple(triggers) if isinstance(triggers, Sequence) else tuple(sorted(triggers))
        self.gate = Gate(self.triggers)
        self.asks = asks  # a look at the document that others share: if it shows nothing, the rule has nothing to do
        self.sure = sure  # False: the removals count against a pipeline's budget
        self.families = tuple(families)  # of the phrases it goes by, if it does
        self.options = dict(options or {})  # as given, so that they can be written down again
        self._loaded = {key: self._load(key, value) for key, value in self.options.items()}

    def __call__(self, document: Document) -> Document:
        """Clean a document until this cleaner has nothing more to change in it."""
        cleaned, still = settled(self.once, document)
        return cleaned if still else document.edited(self.name, failure=RESTLESS)

    def once(self, document: Document) -> Document:
        """Clean a document in a single pass, leaving it alone, with the reason in its trail, if the rule fails."""
        if not self.gate.opens(document) or (self.asks and not document.derived(self.asks)):
            return document
        return self.run(document)

    def run(self, document: Document) -> Document:
        """Do what `once` does to a document whose text is known to hold a trigger."""
        try:
            changes = list(self.changes(document))
            if not changes:
                return document
            edits = [change for change in changes if isinstance(change, Edit)]
            flags = [change for change in changes if isinstance(change, Flag)]
            facts = [change for change in changes if isinstance(change, Fact)]
            return document.edited(self.name, edits, flags=flags, facts=facts)
        except (MissingExtra, MemoryError):
            # The first is the same for every document, and for the user to put right; with the second, what else is in
            # hand is in danger, too, and the caller decides.
            raise
        except Exception as error:  # one bad document must not stop a corpus; the trail says what happened
            return document.edited(self.name, failure=f"{type(error).__name__}: {error}")

    def changes(self, document: Document) -> Iterable[Change]:
        """Yield what one pass would change in a document that holds a trigger."""
        raise NotImplementedError

    def with_options(self, **options: Any) -> Cleaner:
        """Return this cleaner with other options.

        Errors: `BadOption` for an option the cleaner does not have, or a value of the wrong type.
        """
        changed = type(self).__new__(type(self))
        changed.__dict__.update(self.__dict__)
        changed.options = {**self.options, **options}
        changed._loaded = {**self._loaded, **{key: self._load(key, value) for key, value in options.items()}}
        return changed

    @property
    def option_defaults(self) -> dict[str, Any]:
        """The options the cleaner takes, each with its default."""
        parameters = inspect.signature(self.function).parameters.values()
        return {p.name: p.default for p in parameters if p.kind is p.KEYWORD_ONLY}

    @property
    def page(self) -> str:
        """The cleaner's docstring: its page in the catalogue."""
        return inspect.getdoc(self.function) or ""

    @property
    def step(self) -> str | dict[str, Any]:
        """How a pipeline file writes this cleaner down."""
        return {"use": self.name, **self.options} if self.options else self.name

    def _load(self, key: str, value: Any) -> Any:
        known = self.option_defaults
        if key not in known:
            listed = ", ".join(sorted(known)) or "none"
            raise BadOption(f"{self.name} has no option {key!r}; it takes: {listed}.{did_you_mean(key, known)}")
        wanted = typing.get_type_hints(self.function).get(key, Any)
        return converted(value, wanted, f"{self.name}, option {key!r}")

    def __repr__(self) -> str:
        options = "".join(f", {key}={value!r}" for key, value in self.options.items())
        return f"<{self.kind} {self.name}{options}>"

    def __str__(self) -> str:
        return self.name

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Cleaner):
            return NotImplemented
        return (self.name, self.function, self.options) == (other.name, other.function, other.options)

    def __hash__(self) -> int:
        return hash((self.name, self.function))

    def __reduce__(self) -> tuple[Any, ...]:
        # By name: the receiving process then runs its own copy, with tables loaded and patterns compiled there.
        if registry.is_registered(self):
            return (_rebuilt, (self.name, self.options))
        return super().__reduce__()  # type: ignore[return-value]


class LineRule(Cleaner):
    """A function `str -> str`, or `None` to drop the line; it never sees another line."""

    kind = "line rule"

    def __init__(self, function: Callable[..., str | None], *, longest: int | None = None, **facts: Any) -> None:
        """Take what `Cleaner` takes, and the length above which a line is never changed, if there is one.

        A rule with such a length does not meet blank lines either.
        """
        super().__init__(function, **facts)
        if longest is not None and longest > SHORT:
            raise ValueError(f"{self.name}: a short line has {SHORT} characters at most, not {longest}")
        self.longest = longest
        if longest is not None and self.triggers:
            self.asks = _OnShortLines(self)

    def changes(self, document: Document) -> Iterator[Edit]:
        """Yield the edits of all lines that hold a trigger."""
        text = document.text
        lines = numbered_lines(text)
        if self.longest is not None:
            lines = ((line.start, line.text) for _, line in document.derived(short_lines))
        for start, line in lines:
            if self.might_change(line):
                yield from line_edits(start, line, self.rewritten(line), start + len(line) < len(text))

    def might_change(self, line: str) -> bool:
        """Say whether the line is not too long and holds one of the rule's triggers."""
        if self.triggers and not any(map(line.__contains__, self.triggers)):
            return False
        return self.longest is None or 0 < len(line.strip()) <= self.longest

    def rewritten(self, line: str) -> str | None:
        """Return what the rule makes of the line.

        Errors: `ValueError` if that is more than one line.
        """
        new: str | None = self.function(line, **self._loaded)
        if new is not None and "\n" in new:
            raise ValueError("a line rule returned more than one line")
        return new


class _OnShortLines:
    """The look whether one of a rule's triggers stands on a short line of the document."""

    def __init__(self, rule: LineRule) -> None:
        self.__name__ = f"short lines for {rule.name}"
        self._some = AnyOf(rule.triggers)

    def __call__(self, document: Document) -> bool:
        return self._some.stands_in(document.derived(short_text))


class DocumentRule(Cleaner):
    """A function `Document -> edits and flags`, for what needs more than one line."""

    kind = "document rule"

    def changes(self, document: Document) -> Iterable[Change]:
        """Yield the rule's edits and flags."""
        changes: Iterable[Change] = self.function(document, **self._loaded)
        return changes


class PlainFunction(Cleaner):
    """Anybody's `str -> str` function; the edits are worked out from what it returns."""

    kind = "function"

    def changes(self, document: Document) -> Iterator[Edit]:
        """Yield the differences between the text and what the function returns."""
        new = self.function(document.text)
        if not isinstance(new, str):
            raise TypeError(f"returned {type(new).__name__}, not str")
        for start, before, after in replacements(document.text, new):
            yield Edit(start, before, after)


def line_edits(start: int, line: str, new: str | None, broken: bool) -> Iterator[Edit]:
    """Yield the edits that turn the line at `start` into `new`; `broken` says that a line break follows it."""
    if new is None:
        yield Edit(start, line + "\n" * broken, "")
    else:
        for offset, before, after in replacements(line, new):
            yield Edit(start + offset, before, after)


def line_rule(
    *, effect: Effect, triggers: Collection[str] = (), longest: int | None = None
) -> Callable[[Callable[..., str | None]], LineRule]:
    """Register a function `str -> str | None` as a cleaner.

    `triggers`: literals, one of which must be on a line before the function is called with it; none: always called.
    `longest`: characters, blanks at the ends aside, above which a line is left alone; 120 at most. A rule that says so
    meets hardly any line of a text in paragraphs.
    """

    def register(function: Callable[..., str | None]) -> LineRule:
        rule = LineRule(function, name=name_of(function), effect=effect, triggers=triggers, longest=longest)
        return registry.add(rule)

    return register


def document_rule(
    *,
    effect: Effect,
    triggers: Collection[str] = (),
    sure: bool = True,
    families: Sequence[str] = (),
    asks: Callable[[Document], object] | None = None,
) -> Callable[[Callable[..., Iterable[Change]]], DocumentRule]:
    """Register a function `Document -> edits and flags` as a cleaner.

    `triggers`: literals, one of which must be in the text before the function is called; none: always called.
    `sure`: False if its removals rest on a guess, so that a pipeline's budget bounds them.
    `families`: the families of phrases that the function goes by, all of them: the catalogue names their languages, and
    a pipeline does not call it where what it asks for has `families` and none of these is among them.
    `asks`: what the function asks `document.derived` for and can do nothing without: it is not called where that is
    empty, so many rules that go by one look at the text cost a clean text one look.
    """

    def register(function: Callable[..., Iterable[Change]]) -> DocumentRule:
        return registry.add(
            DocumentRule(
                function,
                name=name_of(function),
                effect=effect,
                triggers=triggers,
                sure=sure,
                families=families,
                asks=asks,
            )
        )

    return register


def name_of(function: Callable[..., Any]) -> str:
    """Return the name a function has as a cleaner: `share_prompts` is `share-prompts`."""
    name: str = getattr(function, "__name__", type(function).__name__)
    return name.replace("_", "-").strip("-<>")


def settled(once: Callable[[Document], Document], document: Document) -> tuple[Document, bool]:
    """Return the document after as many rounds of `once` as it takes until the text stands still, and whether it does.

    So cleaning a cleaned text changes nothing, whatever the rules do to each other's output.
    """
    for _ in range(MOST_ROUNDS):
        cleaned = once(document)
        if cleaned.text == document.text:
            return cleaned, True
        document = cleaned
    return document, False


def _rebuilt(name: str, options: dict[str, Any]) -> Cleaner:
    return registry.get(name).with_options(**options)
