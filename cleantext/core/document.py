"""A document and the record of what was done to it.

The text changes in one place only, `Document.edited`, so that text and trail cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from cleantext.core.errors import BrokenEdit
from cleantext.core.moves import Moves

T = TypeVar("T")

# How what a look found in a text is brought up to date after edits, where that is cheaper than another look.
_FOLLOWED: dict[Callable[..., Any], Callable[[Any, str, Sequence[Edit]], Any]] = {}

# Fields that a document has at most one of: the first value stands, later ones stay in the trail alone.
SINGLE_FIELDS = frozenset({"title", "byline", "date", "site", "source", "source_url", "language"})


class Edit(NamedTuple):
    """One replacement, readable on its own and possible to undo.

    With a field and `before == after` it notes a fact that stays where it is.
    """

    start: int  # code points into the text this cleaner was given; not bytes
    before: str  # "" if the edit only inserts
    after: str  # "" if the edit only removes
    field: str = ""  # the metadata field that keeps the `before` words, if any
    why: str = ""  # the evidence, where the cleaner's name does not say it all


class Flag(NamedTuple):
    """A doubt that a cleaner reports without touching the text."""

    start: int  # code points into the document's text as it stands; moved along by later edits
    end: int
    reason: str
    cleaner: str = ""  # filled in by the cleaner that raised it
    proposal: str = ""  # what the text might be instead, if anything


class Fact(NamedTuple):
    """What a cleaner learnt about the document that its words do not say themselves."""

    field: str  # of the metadata
    value: str


class Step(NamedTuple):
    """All that one cleaner did in one pass."""

    cleaner: str
    edits: tuple[Edit, ...]  # in order, never overlapping
    failure: str = ""  # why the cleaner left this document alone


class Change(NamedTuple):
    """An edit in its place: who made it, in which text, and which span of the original it goes back to."""

    cleaner: str
    edit: Edit
    given: str  # the whole text that the cleaner was given
    start: int  # code points into the original
    end: int


@dataclass(frozen=True)
class Document:
    """A text with its id, its metadata, the doubts about it, and the trail of all changes to it."""

    text: str
    id: str = ""
    metadata: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    flags: tuple[Flag, ...] = ()
    trail: tuple[Step, ...] = ()

    def edited(
        self,
        cleaner: str,
        edits: Iterable[Edit] = (),
        *,
        flags: Iterable[Flag] = (),
        facts: Iterable[Fact] = (),
        failure: str = "",
    ) -> Document:
        """Return this document with `edits` made, the step added to its trail, and `flags` and `facts` added.

        Shape: edits in order of `start`, none overlapping another.
        Errors: `BrokenEdit` if an edit's `before` does not stand at its `start`, or edits overlap.
        """
        real = [
            edit
            for edit in edits
            if edit.before != edit.after or (edit.field and not self._knows(edit.field, edit.before))
        ]
        step = Step(cleaner, tuple(real), failure)
        raised = [flag._replace(cleaner=flag.cleaner or cleaner) for flag in flags]
        raised = [flag for flag in raised if flag not in self.flags]
        learnt = [fact for fact in facts if not self._knows(fact.field, fact.value)]
        if not (real or raised or learnt) and (not failure or step in self.trail):
            return self
        text = _apply(self.text, real, cleaner)
        if text == self.text:
            text = self.text  # only facts were noted: whoever asks sees at once that nothing changed
        kept_flags = _carry(self.flags + tuple(raised), real) if real else self.flags + tuple(raised)
        document = Document(
            text=text,
            id=self.id,
            metadata=_filled(self.metadata, [*((edit.field, edit.before) for edit in real), *learnt]),
            flags=tuple(dict.fromkeys(kept_flags)),
            trail=(*self.trail, step) if real or failure else self.trail,
        )
        if shared := self.__dict__.get("_shared"):
            if text is not self.text:
                shared = {
                    look: follow(shared[look], text, real) for look, follow in _FOLLOWED.items() if look in shared
                }
            document.__dict__["_shared"] = shared  # what was worked out about this text still holds
        if "_lines" in self.__dict__:
            document.__dict__["_lines"] = self.__dict__["_lines"]
        return document

    @property
    def original(self) -> str:
        """The text before the first step, restored from the trail alone."""
        text = self.text
        for step in reversed(self.trail):
            text = _undo(text, step.edits)
        return text

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of `original` that the span `start:end` of `text` came from.

        Units: code points. A span that touches replaced text covers the whole of what was replaced.
        Errors: `ValueError` if the span does not lie inside the text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"span {start}:{end} is not inside a text of {len(self.text)} code points")
        for step in reversed(self.trail):
            start, end = Moves.backward(step.edits).span(start, end)
        return start, end

    def history(self) -> Iterator[Change]:
        """Yield every edit of the trail in order, with where it stood in the original and what stood around it."""
        text = self.original
        past: list[Moves] = []
        for step in self.trail:
            for edit in step.edits:
                start, end = edit.start, edit.start + len(edit.before)
                for moves in reversed(past):
                    start, end = moves.span(start, end)
                yield Change(step.cleaner, edit, text, start, end)
            text = _apply(text, step.edits, step.cleaner)
            past.append(Moves.backward(step.edits))

    @cached_property
    def _shared(self) -> dict[Callable[..., Any], Any]:
        """What was worked out about the text, by what worked it out."""
        return {}

    def shared(self, compute: Callable[[str], T]) -> T:
        """Return `compute(self.text)`, worked out once for all cleaners that ask about this text."""
        known = self._shared
        if compute in known:
            return known[compute]  # type: ignore[no-any-return]
        value = known[compute] = compute(self.text)
        return value

    def derived(self, compute: Callable[[Document], T]) -> T:
        """Return `compute(self)`, worked out once as in `shared`: for what is made from other shared results.

        `compute` may look at the text and at what `shared` and `derived` return, at nothing else of the document.
        """
        known = self._shared
        if compute in known:
            return known[compute]  # type: ignore[no-any-return]
        value = known[compute] = compute(self)
        return value

    def lines_known(self, to: object) -> dict[str, Any]:
        """Return what `to` has worked out about single lines, for it to add to: it is kept when the text changes.

        Most lines of a text stay as they are when some are removed.
        """
        known: dict[object, dict[str, Any]] = self.__dict__.setdefault("_lines", {})
        return known.setdefault(to, {})

    def forget(self) -> Document:
        """Drop what was worked out about the text, and return this document: a corpus of results need not hold it."""
        self.__dict__.pop("_shared", None)
        self.__dict__.pop("_lines", None)
        return self

    def __getstate__(self) -> dict[str, Any]:
        state = {name: value for name, value in self.__dict__.items() if name not in ("_shared", "_lines")}
        state["metadata"] = dict(self.metadata)  # a mapping proxy does not pickle
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)

    def _knows(self, field: str, words: str) -> bool:
        known = self.metadata.get(field)
        value = words.strip()
        if field in SINGLE_FIELDS:
            return bool(known) or not value
        return not value or value in (known if isinstance(known, list | tuple) else (known,))


def followed(look: Callable[..., T], by: Callable[[T, str, Sequence[Edit]], T]) -> None:
    """Have what a look found carried over to the text after edits, for `shared` or `derived` to return.

    `by`: is given what was found, the new text and the edits (offsets into the old text, in order), and returns what
    the look itself would find, or what does as well for those that ask.
    """
    _FOLLOWED[look] = by


def _apply(text: str, edits: Sequence[Edit], cleaner: str) -> str:
    pieces = []
    done = 0
    for edit in edits:
        if edit.start < done:
            raise BrokenEdit(f"{cleaner}: the edit at {edit.start} overlaps the one before it, or is out of order")
        if not text.startswith(edit.before, edit.start) or edit.start > len(text):
            raise BrokenEdit(f"{cleaner}: {edit.before[:40]!r} does not stand at {edit.start}")
        pieces.append(text[done : edit.start])
        pieces.append(edit.after)
        done = edit.start + len(edit.before)
    if not pieces:
        return text
    pieces.append(text[done:])
    return "".join(pieces)


def _undo(text: str, edits: Sequence[Edit]) -> str:
    pieces = []
    done = 0
    shift = 0
    for edit in edits:
        start = edit.start + shift
        pieces.append(text[done:start])
        pieces.append(edit.before)
        done = start + len(edit.after)
        shift += len(edit.after) - len(edit.before)
    pieces.append(text[done:])
    return "".join(pieces)


def _filled(metadata: Mapping[str, Any], facts: Iterable[tuple[str, str]]) -> Mapping[str, Any]:
    """Return the metadata with the words of every fact that names a field."""
    filled = dict(metadata)
    for name, words in facts:
        value = words.strip()
        if not name or not value:
            continue
        if name in SINGLE_FIELDS:
            filled[name] = filled.get(name) or value
        else:
            known = filled.get(name) or []
            known = list(known) if isinstance(known, list | tuple) else [known]
            filled[name] = known if value in known else [*known, value]
    return MappingProxyType(filled)


def _carry(flags: Sequence[Flag], edits: Sequence[Edit]) -> Iterator[Flag]:
    """Move flags along with the text; a flag whose whole span was removed goes with it."""
    if not flags:
        return
    moves = Moves.forward(edits)
    for flag in flags:
        start, end = moves.span(flag.start, flag.end)
        if start < end or flag.start == flag.end:
            yield flag._replace(start=start, end=end)
