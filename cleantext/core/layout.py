"""How a text lies on the page: its lines, which of them are prose, and where head, body and tail are.

Computed at most once for a text: ask `document.shared(layout)`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter, itemgetter
from typing import Literal, NamedTuple

from cleantext.core.document import Document, Edit, followed

Zone = Literal["head", "body", "tail"]

# Sentence-final marks of the scripts that have them (Unicode property Sentence_Terminal, and the ellipsis).
END_MARKS = frozenset(".!?…‼⁇⁈⁉。！？｡．։।॥۔؟܀܁܂။።፧፨᠃᠉។៕")
CLOSERS = "\"'”’»›)]）］】」』〉》*_"
_BEHIND_END_MARKS = CLOSERS + " \t\r\u00a0\u3000"

# Thai, Lao, Khmer, Burmese, Tibetan: running text without spaces between words, mostly without end marks.
_NO_END_MARK = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u0f00-\u0fff]")
# Han, kana, Hangul: a character carries about as much as two or three Latin letters.
_DENSE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+")

_SHORTEST_SENTENCE = 40  # Latin letters: below this a line with an end mark may be a label, a heading, a button
_LONGEST_LABEL = 160  # Latin letters: above this a line is prose even without an end mark


class Line(NamedTuple):  # a tuple: a text has one of these for every line, and a dataclass takes three times as long
    """One line of a text, without the "\\n" that ends it."""

    number: int  # 0-based
    start: int  # code points into the text
    text: str

    @property
    def end(self) -> int:
        """The offset just past the line's last character; the "\\n", if any, stands here."""
        return self.start + len(self.text)


_new_line: Callable[[tuple[int, int, str]], Line] = partial(tuple.__new__, Line)  # a third of the time of `Line(...)`


_start_of, _end_of = itemgetter(1), attrgetter("end")


@dataclass(frozen=True)
class Layout:
    """The lines of a text that hold something, and where its prose begins and ends."""

    lines: tuple[Line, ...]  # those that are not blank, in order
    first_prose: int  # index into `lines`; len(lines) if nothing is prose
    last_prose: int  # index into `lines`; -1 if nothing is prose

    def zone(self, index: int) -> Zone:
        """Return where the line stands: before all prose (head), after all prose (tail), or between (body)."""
        if index < self.first_prose:
            return "head"
        return "tail" if index > self.last_prose else "body"


def layout(text: str) -> Layout:
    """Work out the layout of a text."""
    lines = _nonblank_lines(text, 0, 0)
    # Only the outermost prose lines are wanted, and most texts begin and end with prose.
    first = next((index for index, line in enumerate(lines) if is_prose(line.text)), len(lines))
    last = next((index for index in range(len(lines) - 1, first - 1, -1) if is_prose(lines[index].text)), -1)
    return Layout(tuple(lines), first, last)


def _nonblank_lines(text: str, number: int, start: int) -> list[Line]:
    """Return the lines that hold something of a text that begins with this line of the whole, at this offset."""
    lines: list[Line] = []
    add, size, blank = lines.append, len, str.isspace
    for line in text.split("\n"):
        if line:
            if not blank(line):
                add(_new_line((number, start, line)))
            start += size(line)
        start += 1
        number += 1
    return lines


def _after_edits(found: Layout, text: str, edits: Sequence[Edit]) -> Layout:
    """Bring the layout up to date: the lines that no edit touched stay, further up or down."""
    old = found.lines
    if len(edits) > len(old):
        return layout(text)
    lines: list[Line] = []
    above, done = -1, 0  # untouched lines before the first edit; lines dealt with
    shift = down = 0  # characters and line breaks that the text has grown by so far
    waiting = list(reversed(edits))
    while waiting:
        bottom = waiting[-1].start + shift
        stop = bisect_left(old, waiting[-1].start, lo=done, key=_end_of)
        lines += _moved_lines(old[done:stop], shift, down)
        above = stop if above < 0 else above
        top = text.rfind("\n", 0, bottom) + 1
        number = lines[-1].number + text.count("\n", lines[-1].end, top) if lines else text.count("\n", 0, top)
        while waiting and waiting[-1].start + shift <= bottom:  # it touches the lines that are to be read again
            start, before, after = waiting.pop()[:3]
            bottom = text.find("\n", start + shift + len(after))
            bottom = len(text) if bottom < 0 else bottom
            shift += len(after) - len(before)
            down += after.count("\n") - before.count("\n")
        lines += _nonblank_lines(text[top:bottom], number, top)
        done = bisect_right(old, bottom - shift, lo=stop, key=_start_of)
    lines += _moved_lines(old[done:], shift, down)
    first, last = found.first_prose, found.last_prose + len(lines) - len(old)
    if first >= above:
        first = next((index for index in range(above, len(lines)) if is_prose(lines[index].text)), len(lines))
    if found.last_prose < done:
        below = len(lines) - len(old) + done - 1
        last = next((index for index in range(below, first - 1, -1) if is_prose(lines[index].text)), -1)
    return Layout(tuple(lines), first, last)


def _moved_lines(lines: tuple[Line, ...], shift: int, down: int) -> Sequence[Line]:
    if not (shift or down):
        return lines
    return [_new_line((number + down, start + shift, text)) for number, start, text in lines]


followed(layout, _after_edits)


SHORT = 120  # characters, blanks at the ends aside: no label, button or heading of a page's frame is longer


def short_lines(document: Document) -> tuple[tuple[int, Line], ...]:
    """Return the short lines with their places in the layout: ask `document.derived(short_lines)`.

    What is no prose is short, and in most texts prose is not: a rule for short lines meets hardly any line here.
    """
    lines = enumerate(document.shared(layout).lines)
    return tuple(item for item in lines if len(item[1].text) <= SHORT or len(item[1].text.strip()) <= SHORT)


def short_text(document: Document) -> str:
    """Return the short lines in one string, to search them all at once: ask `document.derived(short_text)`."""
    return "\n".join([line.text for _, line in document.derived(short_lines)])


def line_beginnings(document: Document) -> tuple[str, ...]:
    """Return the first three characters of each line of the layout, blanks before them aside.

    Ask `document.derived(line_beginnings)`: a rule that knows how its lines begin knows by them that there are none.
    """
    return tuple([line.text.lstrip()[:3] for line in document.shared(layout).lines])


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
    if len(bare) > _LONGEST_LABEL:
        return True
    if 3 * len(bare) < _SHORTEST_SENTENCE:
        return False
    long = len(bare) >= _SHORTEST_SENTENCE  # most prose, and no need to weigh it
    if long and ends_sentence(bare):
        return True
    if not long and weight(bare) < _SHORTEST_SENTENCE:
        return False
    if 3 * len(bare) > _LONGEST_LABEL and weight(bare) > _LONGEST_LABEL:
        return True
    return (not long and ends_sentence(bare)) or bool(_NO_END_MARK.search(bare))


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
