"""How a text lies on the page: its lines, which of them are prose, and where head, body and tail are.

Computed at most once for a text: ask `document.shared(layout)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, partial
from itertools import accumulate, chain, compress, count, pairwise
from operator import add, itemgetter
from typing import Literal, NamedTuple

from cleantext.core.document import Document, Edit

Zone = Literal["head", "body", "tail"]

# Sentence-final marks of the scripts that have them (Unicode property Sentence_Terminal, and the ellipsis).
END_MARKS = frozenset(".!?…‼⁇⁈⁉。！？｡．։।॥۔؟܀܁܂။።፧፨᠃᠉។៕")
CLOSERS = "\"'”’»›)]）］】」』〉》*_"
_BEHIND_END_MARKS = CLOSERS + " \t\r\u00a0\u3000"

# Thai, Lao, Khmer, Burmese, Tibetan: running text without spaces between words, mostly without end marks.
_NO_END_MARK = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u0f00-\u0fff]")
# Han, kana, Hangul: a character carries about as much as two or three Latin letters.
_DENSE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+")

SHORTEST_SENTENCE = 40  # Latin letters: below this a line with an end mark may be a label, a heading, a button
LONGEST_LABEL = 160  # Latin letters: above this a line is prose even without an end mark


class Line(NamedTuple):  # a tuple: a text has one of these for every line, and a dataclass takes three times as long
    """One line of a text, without the "\\n" that ends it."""

    number: int  # 0-based
    start: int  # code points into the text
    text: str

    @property
    def end(self) -> int:
        """The offset just past the line's last character; the "\\n", if any, stands here."""
        return self.start + len(self.text)


_beginning = itemgetter(slice(3))
_new_line = partial(tuple.__new__, Line)  # a third of the time of `Line(...)`


class Layout:
    """The lines of a text that hold something, and where its prose begins and ends: each worked out when asked for.

    Whoever needs no place in the text goes by `texts` alone. No loop here that most texts need is one of Python's own.
    """

    def __init__(self, text: str) -> None:
        self._all = text.split("\n")
        self.texts = list(filter(str.strip, self._all))  # of `lines`
        self.count = len(self._all)  # of all lines, the blank ones and the one after the last "\n" among them

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Those that are not blank, in order."""
        starts = map(add, accumulate(chain((0,), map(len, self._all))), count())  # with the "\n" of the lines above
        rows = zip(count(), starts, self._all)  # the first two have no end
        return tuple(map(_new_line, compress(rows, map(str.strip, self._all))))

    @property
    def solid_breaks(self) -> int:
        """The number of line breaks with no empty line before or after them."""
        return sum([1 for above, below in pairwise(self._all) if above and below])

    @property
    def first_prose(self) -> int:
        """Index into `lines`; len(lines) if nothing is prose."""
        return self._prose[0]

    @property
    def last_prose(self) -> int:
        """Index into `lines`; -1 if nothing is prose."""
        return self._prose[1]

    def zone(self, index: int) -> Zone:
        """Return where the line stands: before all prose (head), after all prose (tail), or between (body)."""
        first, last = self._prose
        if index < first:
            return "head"
        return "tail" if index > last else "body"

    @cached_property
    def _prose(self) -> tuple[int, int]:
        texts = self.texts
        # Most texts begin and end with prose: hardly any line between is looked at.
        first = next((index for index, line in enumerate(texts) if is_prose(line)), len(texts))
        return first, next((index for index in range(len(texts) - 1, first - 1, -1) if is_prose(texts[index])), -1)


def layout(text: str) -> Layout:
    """Return the layout of a text."""
    return Layout(text)


SHORT = 120  # characters, blanks at the ends aside: no label, button or heading of a page's frame is longer


def short_lines(document: Document) -> tuple[tuple[int, Line], ...]:
    """Return the short lines with their places in the layout: ask `document.derived(short_lines)`.

    What is no prose is short, and in most texts prose is not: a rule for short lines meets hardly any line here.
    """
    return tuple(compress(enumerate(document.shared(layout).lines), document.derived(_are_short)))


def short_texts(document: Document) -> list[str]:
    """Return the texts of the short lines: ask `document.derived(short_texts)`."""
    return list(compress(document.shared(layout).texts, document.derived(_are_short)))


def _are_short(document: Document) -> list[bool]:
    return list(map(SHORT.__ge__, map(len, map(str.strip, document.shared(layout).texts))))


def short_text(document: Document) -> str:
    """Return the short lines in one string, to search them all at once: ask `document.derived(short_text)`."""
    return "\n".join(document.derived(short_texts))


def line_beginnings(document: Document) -> tuple[str, ...]:
    """Return the first three characters of each line of the layout, blanks before them aside.

    Ask `document.derived(line_beginnings)`: a rule that knows how its lines begin knows by them that there are none.
    """
    return tuple(map(_beginning, map(str.lstrip, document.shared(layout).texts)))


def small_letters(text: str) -> bytes:
    """Return the text in UTF-8 with its ASCII capitals as small letters: to search it for ASCII words in any case."""
    return text.encode("utf-8", "surrogatepass").lower()


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line's offset and its words without the "\\n"; nothing but "\\n" ends a line."""
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def weight(line: str) -> int:
    """Return a line's length in Latin letters: a character of an unspaced dense script counts as three."""
    return len(line) if line.isascii() else len(line) + 2 * sum(map(len, _DENSE.findall(line)))


def ends_sentence(line: str) -> bool:
    """Say whether a line ends with a sentence mark of any script, closing quotes and brackets aside."""
    last = line[-1:]
    if last in END_MARKS or last.isalnum():  # nearly all lines
        return last in END_MARKS
    return line.rstrip(_BEHIND_END_MARKS)[-1:] in END_MARKS


def is_prose(line: str) -> bool:
    """Say whether a line reads as running text by its length and its end; words are not looked at."""
    bare = line.strip()
    size = len(bare)
    if size > LONGEST_LABEL:
        return True
    if 3 * size < SHORTEST_SENTENCE:
        return False
    long = size >= SHORTEST_SENTENCE
    if long and ends_sentence(bare):
        return True
    if bare.isascii():
        return False
    weighs = weight(bare) if not long or 3 * size > LONGEST_LABEL else size  # what tells enough
    if weighs < SHORTEST_SENTENCE:
        return False
    return weighs > LONGEST_LABEL or (not long and ends_sentence(bare)) or bool(_NO_END_MARK.search(bare))


def dropped(text: str, line: Line, *, field: str = "", why: str = "") -> Edit:
    """Return the edit that removes a whole line with its line break, to `field` if it is a fact."""
    return removed(text, line.start, line.end, field=field, why=why)


def removed(text: str, start: int, end: int, *, field: str = "", why: str = "") -> Edit:
    """Return the edit that removes whole lines from `start` to `end`, with the line break after them."""
    stop = end + 1 if text.startswith("\n", end) else end
    return Edit(start, text[start:stop], "", field, why)


def moved(text: str, line: Line, start: int, end: int, *, field: str, why: str = "") -> Iterator[Edit]:
    """Yield the edits that remove a line and keep only the part `start:end` of it (text offsets) in `field`.

    The label before the fact ("Photo: ") and what follows it are removed without a field.
    """
    return all_moved(text, line, [(start, end, field)], why=why)


def all_moved(text: str, line: Line, facts: Iterable[tuple[int, int, str]], *, why: str = "") -> Iterator[Edit]:
    """Do what `moved` does for several facts of a line: start, end and field of each, in their order."""
    place = line.start
    for start, end, field in facts:
        if place < start:
            yield Edit(place, text[place:start], "", "", why)
        yield Edit(start, text[start:end], "", field, why)
        place = end
    stop = line.end + 1 if text.startswith("\n", line.end) else line.end
    if place < stop:
        yield Edit(place, text[place:stop], "", "", why)
