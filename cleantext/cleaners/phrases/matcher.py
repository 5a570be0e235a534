"""One index for the phrases of all languages: the price of a line hardly depends on how many there are.

The lines of a text are folded at once and looked up by how they begin and end; nearly all prose ends there. What
passes meets dictionaries: whole lines, lines with numbers taken out, labels by their length; patterns with open words
only where their first (or last) three characters stand. Cues are found by one piece of theirs that stands in the text.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import compress, count, filterfalse
from pathlib import Path
from typing import Any, NamedTuple

from cleantext.cleaners.phrases import networks, tiles
from cleantext.cleaners.phrases.candidates import BEGINNINGS, ENDS, LONGEST_OPEN_LINE, NUMBER, START, Candidates
from cleantext.cleaners.phrases.cues import QUOTES, Cues
from cleantext.cleaners.phrases.folding import bare, core_of, fold, folded_at_once, place
from cleantext.cleaners.phrases.loader import OTHER_LETTER, BadPhrases, Phrase, all_phrases
from cleantext.cleaners.phrases.met import Met
from cleantext.cleaners.phrases.patterns import DIGIT, ends_of, is_bracketed, numbered_core, pattern_of, without_numbers
from cleantext.cleaners.phrases.prompts import Prompts
from cleantext.cleaners.phrases.steps import FAMILIES, is_step
from cleantext.cleaners.phrases.stock import Shelf, Stock, itself
from cleantext.cleaners.phrases.tiles import Tiles
from cleantext.core import substrings
from cleantext.core.alphabet import unusual_characters
from cleantext.core.document import Document
from cleantext.core.kept import kept
from cleantext.core.layout import layout

LONGEST_LINE = 400  # characters; longer lines hold no label

_COUNT = re.compile(r" ?[(\[]\{n\}[^\w()\[\]]?\w{0,3}[)\]] ?")  # "Show comments (12)"
# A name in quotation marks may stand in any prompt: "Sign up for our newsletter “Harbour at Noon”".
_QUOTED = re.compile(r""" ?(?:"[^"]{2,60}"|«[^»]{2,60}»|「[^」]{2,60}」|『[^』]{2,60}』|《[^》]{2,60}》) ?""")
_OTHER_QUOTE = re.compile("[«「『《]")
_PROMPTS = frozenset({"newsletter", "app", "follow", "donate", "paywall", "rights", "comments", "share"})
# "Photo - name" needs a blank beside the dash; "Read also » headline" and "写真=name" need none.
_SEPARATOR = re.compile(
    rf"[.?!+*_]{{0,4}} ?(?:(?:[:>=\])】〕、՝{tiles.SIGNS}]|(?<=[\u3400-\u9fff])/|-+(?= )|(?<= )-)"
    rf"[ *_>:{tiles.SIGNS}]{{0,6}})"
)
_STOP = re.compile(r"\. ?")
_SIZES = range(START, 0, -1)


class Hit(NamedTuple):
    """A line, or its beginning, that is one of the phrases."""

    phrase: Phrase
    start: int  # into the line: where the words after the label, or the open words of a pattern, begin ...
    end: int  # ... and end; the same as `start` if there are none


class Index:
    """Finds the phrases that a line is made of."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        stock = Stock()
        self._lines = Shelf(stock, itself)
        self._labels = Shelf(stock, itself)
        self._lengths: dict[str, tuple[int, ...]] = {}  # of the labels, longest first, by their beginnings
        self._open = Shelf(stock, pattern_of)  # patterns with open words, by beginnings
        self._open_start = Shelf(stock, pattern_of)  # those that begin so, by ends
        self._tiles = Tiles(stock, self._lines, self._labels)
        self._cues = Cues(stock)
        self._prompts = Prompts(stock)
        self.candidates = Candidates(self._prompts)
        for phrase in phrases:
            self._add(phrase, stock.add(phrase))
        for name in networks.NAMES:
            self.candidates.add(name)
        # What stands before the first number of a line that has one.
        whole = self._lines.keys()
        self._before_number = {core.partition("{n}")[0] for core in whole if "{n}" in core}
        self._most_before_number = max(map(len, self._before_number), default=0)
        stock.made_ready()
        self._tiles.made_ready()
        self._cues.made_ready()
        self._met = Met[list[Hit]]()
        self._open_keys, self._open_ends = frozenset(self._open.keys()), frozenset(self._open_start.keys())
        self.candidates.made_ready(self._open_keys, self._open_ends, self._tiles.last_words)

    def hits(self, document: Document) -> dict[int, list[Hit]]:
        """Return the place in the layout of each line that holds phrases, and those phrases, in order."""
        texts = document.shared(layout).texts
        known = document.lines_known(self)
        new: dict[str, Any] = dict.fromkeys(filterfalse(known.__contains__, texts), ())
        if new:
            known.update(new)
            again = self._met.known_of(new)
            known.update(again)
            short = list(compress(new, map(LONGEST_LINE.__ge__, map(len, new))))
            if again:
                short = list(filterfalse(again.__contains__, short))
            if short:
                for text, found in self._found(short, document.shared(unusual_characters)):
                    known[text] = self._met.keep(text, found)
        if not any(known.values()):  # as for most texts
            return {}
        holding = compress(count(), map(known.__getitem__, texts))
        return {index: known[texts[index]] for index in holding}

    def _found(self, lines: list[str], signs: frozenset[str]) -> Iterator[tuple[str, list[Hit]]]:
        """Yield the lines that may hold phrases, with those that they hold."""
        folded, whole = folded_at_once("\n".join(lines), signs)
        cued = self._cues.lines(folded, whole)
        likely = self.candidates.among(folded, lines)
        likely += self._prompts.after_marks(folded, whole)
        for number in sorted({*cued, *likely}):
            line = folded[number]
            left, core = bare(line)
            if line[:1] in QUOTES:
                row = self._row(core) if line[0] == "«" else None  # "« Previous | Next »" says nobody
                yield lines[number], [Hit(row, 0, 0)] if row else []
                continue
            found = self._of(lines[number], line, left, core) if core else []
            found += [Hit(phrase, 0, 0) for phrase in cued.get(number, ())]
            found += [Hit(phrase, 0, 0) for phrase in self._prompts.of(line, left, core)]
            if any(map(_may_be_step, found)) and is_step(line):
                found = [hit for hit in found if not _may_be_step(hit)]
            yield lines[number], found

    def _row(self, core: str) -> Phrase | None:
        """Return the row of buttons that a folded line is, if it has two at least."""
        row = self._tiles.phrase(without_numbers(core), self._part)
        return row if row and " + " in row.words[0] else None

    def of(self, line: str) -> list[Hit]:
        """Return the lines and labels that a line is, certain or not; cues and prompts are not looked for."""
        if len(line) > LONGEST_LINE:
            return []
        folded = fold(line)
        left, core = bare(folded)
        return self._of(line, folded, left, core) if core else []

    def _of(self, line: str, folded: str, left: str, core: str) -> list[Hit]:
        whole = self._lines.get(core) or self._counted(core)
        found = [Hit(phrase, 0, 0) for phrase in whole]
        found += [Hit(phrase, 0, 0) for phrase in self._labels.get(core) if phrase.needs != "separator"]
        if found:  # "(AP)" is a signature, "AP" may be anything
            return [hit for hit in found if is_bracketed(folded) or not is_bracketed(hit.phrase.words[0])]
        shift = len(folded) - len(left)
        for length in [length for size in _SIZES for length in self._lengths.get(left[:size], ())]:
            labels = self._labels.get(left[:length])
            separator = labels and (_SEPARATOR.match(left, length) or _abbreviated(labels[0], left, length))
            if labels and separator and bare(left[separator.end() :])[1]:
                if len(core) <= tiles.LONGEST:
                    row = self._tiles.phrase(without_numbers(core), self._part)
                    if row and not row.needs:
                        return [Hit(row, 0, 0)]  # "Listen · 5 min" is no label with something behind it
                start = place(line, shift + separator.end() + 1) - 1
                start += len(line[start:]) - len(line[start:].lstrip(" \t\u00a0*_"))
                return [Hit(phrase, start, len(line.rstrip(" \t\r\u00a0*_"))) for phrase in labels]
        if core.split(" ", 1)[0] in networks.NAMES and networks.is_row(core):
            return [Hit(networks.ROW, 0, 0)]
        if len(line) > LONGEST_OPEN_LINE:
            return []
        numbered = without_numbers(core)
        composed = self._composed(left, core, numbered)
        found = [Hit(phrase, 0, 0) for phrase in composed]
        if any(phrase.needs != "witness" for phrase in composed):
            return found
        for phrase, match in self._opened(left, core, numbered, bracketed=is_bracketed(folded)):
            span = match.span(1)
            found.append(Hit(phrase, place(line, shift + span[0] + 1) - 1, place(line, shift + span[1])))
        return found

    def _counted(self, core: str) -> Sequence[Phrase]:
        """Return the lines with numbers in them that a folded line is."""
        digit = DIGIT.search(core) if "{n}" in core else DIGIT.search(core, 0, self._most_before_number + 1)
        if not digit or (core[: digit.start()] not in self._before_number and "{n}" not in core):
            return ()
        return self._lines.get(without_numbers(core))

    def _opened(
        self, left: str, core: str, numbered: str, *, bracketed: bool
    ) -> Iterator[tuple[Phrase, re.Match[str]]]:
        """Yield the patterns with open words that a folded line matches."""
        keys = [key for size in BEGINNINGS if (key := numbered[:size]) in self._open_keys]
        patterns = [entry for key in keys for entry in self._open.get(key)]
        keys = [key for size in ENDS if (key := core[-size:]) in self._open_ends]
        patterns += [entry for key in keys for entry in self._open_start.get(key)]
        if not patterns:
            return
        blanks = core.count(" ")
        for begin, end, pattern, most_blanks, phrase in patterns:
            if blanks > most_blanks or not (core.startswith(begin) and core.endswith(end)):
                continue
            if is_bracketed(phrase.words[0]) and not bracketed:
                continue
            match = _compiled(pattern).fullmatch(core)
            if match and not (phrase.words[0].endswith("{words}") and left.endswith((".", "。", "।", "۔"))):
                yield phrase, match

    def _part(self, part: str) -> list[Phrase]:
        """Return what a part of a folded line is that stands between two signs, if it is something for certain."""
        opened = self._opened(part, part, part, bracketed=False)
        found = [*self._prompts.of(part, *bare(part)), *(phrase for phrase, _ in opened)]
        return [phrase for phrase in found if not phrase.needs]

    def _composed(self, left: str, core: str, numbered: str) -> list[Phrase]:
        """Return what a line is if it is more than one phrase, or a phrase with a count or a name put into it."""
        if "{n}" in numbered and ("(" in core or "[" in core):
            without = bare(_COUNT.sub(" ", NUMBER.sub("{n}", left)).strip())[1]
            for words in (without, without.replace(" ", "")):
                if lines := self._lines.get(words):
                    return list(lines)
        if '"' in core or (not core.isascii() and _OTHER_QUOTE.search(core)):
            for gap in (" ", ""):
                without = bare(_QUOTED.sub(gap, left).strip())[1]
                found = [*self._lines.get(without), *self._labels.get(without)]
                if found := [phrase for phrase in found if phrase.family in _PROMPTS and phrase.needs != "separator"]:
                    return found
        if len(core) > tiles.LONGEST:
            return []
        phrase = self._tiles.row(core, numbered, self._part)
        return [phrase] if phrase else []

    def _add(self, phrase: Phrase, number: int) -> None:
        match phrase.kind:
            case "lines":
                self._add_line(phrase, number)
            case "labels":
                core = core_of(phrase.words[0])
                self._labels.add(core, number)
                key = sys.intern(core[:START])
                lengths = {*self._lengths.get(key, ()), len(core)}
                self._lengths[key] = tuple(sorted(lengths, reverse=True))
                self.candidates.add(core)
            case "cues":
                self._cues.add(phrase, number)
            case "prompts":
                first, call = self._prompts.add(phrase, number)
                if first:
                    self.candidates.add_call(first, call)

    def _add_line(self, phrase: Phrase, number: int) -> None:
        core = numbered_core(phrase)
        if "{words}" not in core:
            self._lines.add(core, number)
            self.candidates.add(core)
            return
        self._tiles.add_open(core, phrase, number)
        begin, end = ends_of(core)
        if begin:
            size = next(size for size in BEGINNINGS if len(begin) >= size)
            self._open.add(sys.intern(core[:size]), number)
            self.candidates.add(core)
        elif len(end) >= 2:
            size = next(size for size in ENDS if len(end) >= size)
            self._open_start.add(sys.intern(core[-size:]), number)
        else:
            raise BadPhrases(f"{phrase.language}, {phrase.family}: {phrase.words[0]!r} begins and ends with {{words}}.")


def _may_be_step(hit: Hit) -> bool:
    return hit.phrase.family in FAMILIES and hit.phrase.kind in ("cues", "prompts")


def _abbreviated(label: Phrase, line: str, end: int) -> re.Match[str] | None:
    """Return the full stop that is a separator after a label such as "Fot."."""
    return _STOP.match(line, end) if label.words[0].endswith(".") else None


def index_for(document: Document) -> Index:
    """Return the index of the phrases that a text may hold: of all of them only if it has other letters than Latin."""
    return index() if OTHER_LETTER.search("".join(document.shared(unusual_characters))) else _latin_index()


@cache
def index() -> Index:
    """Return the index of all phrases that ship, built once."""
    return _kept("all", lambda: Index(all_phrases()))


@cache
def _latin_index() -> Index:
    return _kept("latin", lambda: Index(all_phrases(latin_only=True)))


def _kept(name: str, build: Callable[[], Index]) -> Index:
    folder = resources.files(__package__)
    if not isinstance(folder, Path):  # in an archive
        return build()
    sources = [file for file in folder.iterdir() if file.suffix in (".py", ".toml")]
    return kept(f"phrases-{name}", [*sources, Path(substrings.__file__)], build)


_compiled = cache(re.compile)  # as they are needed: most patterns never are
