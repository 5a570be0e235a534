"""The headline: its copies, and the note of what it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from cleantext.cleaners.bylines import is_byline
from cleantext.cleaners.datewords import read_date_line
from cleantext.cleaners.heads import below, below_headline, concerned, core, folded, head
from cleantext.cleaners.people import has_case
from cleantext.core.alphabet import begins_small
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit
from cleantext.core.layout import Line, dropped, ends_sentence, is_prose, layout, moved, weight
from cleantext.core.linelooks import weighs_up_to

_LONGEST_TITLE = 220  # Latin letters
_SHORTEST_COPY = 12  # Latin letters: shorter lines come back for many reasons
_MOST_WORDS = 25
_DEEPEST_TITLE = 4  # lines: a line that first stands below these is no headline
_LONGEST_SITE = 5  # words ...
_WIDEST_SITE = 60  # ... and Latin letters
_LONGEST_KICKER = 1
_FEWEST_COPIES = 2

_SITE = re.compile(r"\s+(?:[|»·•/<—–-]{1,2}|::?)\s+|[_｜：]")
ADDRESS = re.compile(r"\w\.\w{2,}$")
_CRUMB = re.compile(r"\s*[|»›>＞:/•·]\s*|\s+[—–-]\s+")
_CUT = re.compile(r"\s*(?:\[?(?:…|\.\.\.)\]?)\s*$")
_GROWS = "\u0338"  # the one mark that folding joins to a sign that stands between the parts of a line: ">"
_DOTS = 8  # characters at the end of a line in which dots say that it is cut short
_STUB = 5  # characters: the shortest that a headline cut short can be, with its three words
_BULLET = re.compile(r"^[#*_>•◦▪●·\s-]")


class _Copy(NamedTuple):
    line: Line
    rank: tuple[bool, bool, bool, int]  # the smallest is the plainest copy
    site: tuple[int, int] | None  # span of the site's name behind the headline, in text offsets


@below
def _may_have_copies(document: Document) -> bool:
    """Say whether a line of the head that can be the headline, whatever the metadata says, may have a copy."""
    lines, keys = document.derived(head).lines, document.derived(_keys)
    titles = [key for line, key in zip(lines, keys, strict=True) if _can_be_title(line, key)]
    among = "\n".join(["", *keys, ""])
    cut = any("…" in line.text[-_DOTS:] or "..." in line.text[-_DOTS:] for line in lines)
    for title in titles:
        if among.count("\n" + title) >= _FEWEST_COPIES or among.count(title + "\n") >= _FEWEST_COPIES:
            return True
        if (cut or _GROWS in title) and among.count("\n" + title[:_STUB]) >= _FEWEST_COPIES:
            return True
    closing = document.derived(_closing) if titles else ""
    return bool(closing) and any(all(map(closing.__contains__, title.split())) for title in titles)


def _closing(document: Document) -> str:
    """Return the lines below head and prose, folded but for their blanks and the marks at their ends."""
    plan = document.shared(layout)
    first = max(plan.last_prose + 1, len(document.derived(head).lines))
    tail = "\n".join([line.text for line in plan.lines[first:]])
    return (tail if tail.isascii() else unicodedata.normalize("NFKC", tail)).casefold()


def _keys(document: Document) -> list[str]:
    """Return the head's lines folded, nothing for those that are too long for a headline: ask `document.derived`."""
    lines = document.derived(head).lines
    return [folded(line.text) if weighs_up_to(line.text, _LONGEST_TITLE * 2) else "" for line in lines]


def _can_be_title(line: Line, key: str) -> bool:
    """Say whether a line of the head, which folds to `key`, has the form of a headline with copies."""
    return (
        weighs_up_to(key, _LONGEST_TITLE)
        and (len(key) >= _SHORTEST_COPY or weight(key) >= _SHORTEST_COPY)
        and len(key.split()) <= _MOST_WORDS
        and not (key.count(" ") < 2 and key.isascii())
        and line.text.rstrip()[-1] not in ":：,"
        and (not ends_sentence(line.text) or line.text.rstrip()[-1] in "?!？！؟")
    )


@document_rule(effect="remove", asks=concerned)
def headline_copies(document: Document) -> Iterator[Edit]:
    r"""Remove copies of the headline at the head of the page, all but the plainest, and note the headline.

    Why: a page prints its headline as heading, breadcrumb, picture text and window title. A copy has the same words,
    or they stand between section and site names, or they are cut short with dots. The headline goes to the field
    `title` and stays in the text; a site name behind a copy goes to `site`.
    Before: "Ferry hits pier\n\n  • Ferry hits pier\nFerry hits pier | HNA\n\nA ferry ran into the old pier on Sunday."
    After: "Ferry hits pier\n\n\nA ferry ran into the old pier on Sunday."
    Keeps: "Ferry hits old pier\n\nA ferry hits a pier: that is what was heard on Sunday."
    Keeps: "Calm and fair waters\n\nA ferry ran into the old pier on Sunday.\n\n\"We need calm and fair waters.\""
    """
    if not document.derived(below_headline) or not document.derived(_may_have_copies):
        return
    top = document.derived(head)
    text = document.text
    title = _repeated_title(document, top.lines)
    if title is None:
        return
    keys = document.derived(_keys)
    copies = [copy for index, line in enumerate(top.lines) if (copy := _as_copy(line, keys[index], title, index))]
    copies += [
        copy
        for index, line in _at_the_end(document, title)
        if line.start > top.lines[-1].start and (copy := _as_copy(line, title, title, len(top.lines) + index))
    ]
    if len(copies) < _FEWEST_COPIES:
        return
    plainest = min(copies, key=lambda copy: copy.rank)
    if plainest.line.text.lstrip().startswith(("- ", "* ")):
        return  # a menu, not a headline
    for copy in copies:
        if copy is plainest:
            start, end = core(copy.line)
            yield Edit(start, text[start:end], text[start:end], "title")
        elif copy.site is None:
            yield dropped(text, copy.line)
        else:
            yield from moved(text, copy.line, *copy.site, field="site")


@document_rule(effect="normalise", asks=below_headline)
def headlines(document: Document) -> Iterator[Edit]:
    r"""Note the headline in the metadata; the text keeps it.

    Why: a first line without an end mark, set off from the paragraphs below it, is the headline, unless it is
    a greeting, a date or a list item. A text that opens with a sentence has none.
    Before: "Ferry hits pier in the fog\n\nA ferry ran into the old pier on Sunday."
    After: "Ferry hits pier in the fog\n\nA ferry ran into the old pier on Sunday."
    Keeps: "A ferry ran into the old pier on Sunday.\n\nNobody was hurt, the harbour office said on Monday morning."
    """
    if document.metadata.get("title") or not document.derived(below_headline):
        return
    top = document.derived(head)
    text = document.text
    for position, line in enumerate(top.lines[:-1]):
        if read_date_line(line.text) or is_byline(text, line):
            continue  # a line that is not known to belong to the page's frame stays, but is no headline
        start, end = core(line)
        if position == 0 and len(line.text.split()) <= _LONGEST_KICKER and len(top.lines) > 2 and has_case(line.text):
            continue  # the section's name above the headline
        if _reads_as_headline(text[start:end]) and _stands_apart(document, line, position):
            yield Edit(start, text[start:end], text[start:end], "title")
        return


def _reads_as_headline(words: str) -> bool:
    if not _SHORTEST_COPY <= weight(words) <= _LONGEST_TITLE:
        return False
    if has_case(words) and not 1 < len(words.split()) <= _MOST_WORDS:
        return False
    if words[-1] in ":：,，;；、" or "://" in words or words[0] in "([{<":
        return False
    return not ends_sentence(words) or words[-1] in "?!？！؟"


def _stands_apart(document: Document, line: Line, position: int) -> bool:
    """Say whether a blank line, or a paragraph, follows."""
    below = document.derived(head).lines[position + 1]
    return below.number > line.number + 1 or is_prose(below.text)


def _repeated_title(document: Document, lines: tuple[Line, ...]) -> str | None:
    """Return the folded headline if a line among the head's first ones has a copy, or the metadata knows it."""
    known = folded(str(document.metadata.get("title") or ""))
    keys = document.derived(_keys)
    candidates = [known] if known else []
    candidates += [key for key in keys[:_DEEPEST_TITLE] if key not in candidates]
    for candidate in candidates:
        own = [line for line, key in zip(lines, keys, strict=True) if key == candidate]
        if not own or not all(_can_be_title(line, candidate) for line in own):
            continue
        alike = zip(lines, keys, strict=True)
        if sum(_as_copy(line, key, candidate, 0) is not None for line, key in alike) >= _FEWEST_COPIES:
            return candidate
        if any(len(line.text) <= _LONGEST_TITLE for _, line in _at_the_end(document, candidate)):
            return candidate
    return None


def _folded_tail(document: Document) -> tuple[str, ...]:
    """Return the lines below the prose, folded but for the marks at their ends: all at once, in a few passes."""
    plan = document.shared(layout)
    tail = "\n".join([line.text for line in plan.lines[plan.last_prose + 1 :]])
    lines = unicodedata.normalize("NFKC", tail).casefold().split("\n")
    return tuple([" ".join(line.split()) for line in lines]) if tail else ()


def _at_the_end(document: Document, words: str) -> Iterator[tuple[int, Line]]:
    """Yield the lines below the prose that fold to these words, with their places there."""
    plan = document.shared(layout)
    for index, line in enumerate(document.derived(_folded_tail), start=plan.last_prose + 1):
        if words in line and folded(plan.lines[index].text) == words:
            yield index - plan.last_prose - 1, plan.lines[index]


def _may_be_copy(key: str, title: str) -> bool:
    """Say whether a folded line has what `_as_copy` cannot do without; most have not."""
    return key[:_STUB] == title[:_STUB] or key.endswith(title) or key.startswith(title)


def _as_copy(line: Line, key: str, title: str, index: int) -> _Copy | None:
    """Return the line, which folds to `key`, as a copy of the folded headline, or None if it is none."""
    if not _may_be_copy(key, title):
        return None
    words = line.text
    before, behind, cut = key.startswith(title), key.endswith(title) or _GROWS in title, _CUT.search(words[-_DOTS:])
    if not (before or behind or cut):  # most lines that begin alike
        return None
    if not weighs_up_to(words, 2 * _LONGEST_TITLE) or (
        is_prose(words) and ends_sentence(words) and words.rstrip()[-1] not in "?!？！؟…."
    ):
        return None
    marked = bool(_BULLET.match(words))
    shouted = words.isupper()
    if key == title:
        return None if words.rstrip().endswith(".") else _Copy(line, (False, marked, shouted, index), None)
    gaps = list(_SITE.finditer(words))[:8] if before else []
    for gap in reversed(gaps):
        if folded(words[: gap.start()]) == title and (site := _site_behind(words, gap.end(), gaps[-1].end())):
            return _Copy(line, (True, marked, shouted, index), (line.start + site[0], line.start + site[1]))
    for gap in list(_CRUMB.finditer(words))[:12] if behind else []:
        if gap.start() and folded(words[gap.end() :]) == title and len(words[: gap.start()].split()) <= 8:
            return _Copy(line, (True, True, shouted, index), None)
    if cut:
        stub = folded(words[: len(words[:-_DOTS]) + cut.start()])
        if stub.count(" ") >= 2 and title.startswith(stub) and stub != title:
            return _Copy(line, (True, True, shouted, index), None)
    return None


def _site_behind(words: str, start: int, last: int) -> tuple[int, int] | None:
    """Return the span of a site's name, the last of the short pieces behind a headline; `last`: where it begins."""
    site = words[last:].rstrip()
    short = weight(site) <= _WIDEST_SITE and all(
        len(piece.split()) <= _LONGEST_SITE for piece in _SITE.split(words[start:])
    )
    named = site.strip() and (not begins_small(site.lstrip()) or ADDRESS.search(site))
    return (last, last + len(site)) if short and named else None
