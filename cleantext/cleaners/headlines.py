"""The headline above the text, once it is known: a fact about the article, not a part of its text."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from cleantext.cleaners.extracts import is_extract, is_solid_text, speaks_of_its_page
from cleantext.cleaners.heads import core, folded, shows_page
from cleantext.cleaners.phrases.debris import debris
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit
from cleantext.core.layout import dropped, is_prose, layout
from cleantext.core.pipeline import Pipeline

_WORD = regex.compile(r"[^\s\p{P}]+")  # with the vowel signs that \w leaves out
_GAP = regex.compile(r"[\s\p{P}]")
_DENSE = regex.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af]")
_STEM = 5  # letters: words that begin alike are the same word in another form
_SHORTEST = 4  # Latin letters, and one less of other scripts: shorter words stand in any text
_ADDRESS = regex.compile(r"(?:https?|www)\b", regex.IGNORECASE)
# A line that goes on below; a short sentence, but not one that ends with "U.S.". All in the last four characters.
_NO_END = regex.compile(r"[:：,，、;；…]$|\.\.$|\p{L}{3}\.$")
_SHARE = 0.5
_FEWEST = 2
_FEWEST_WORDS = 5  # of a line that nothing but its place calls a headline: a subheading is shorter
_LONGEST_CRY = 110  # characters of a headline that ends as a sentence does
_CALLS = ("?", "!")
_BEHIND = "*_ \t\r\u00a0"
_LONG_WORD = regex.compile(r"\p{L}{4,}")


def _first(document: Document) -> str:
    """Return the words of the first line if they may be a headline, or nothing."""
    plan = document.shared(layout)
    if len(plan.lines) < 2 or (not plan.first_prose and plan.lines[0].text.rstrip(_BEHIND)[-1:] not in _CALLS):
        return ""  # most texts without a headline begin with a sentence
    return _headline(document, 0)


@document_rule(effect="remove", asks=_first)
def headline_lines(document: Document, *, by_layout: bool = False) -> Iterator[Edit]:
    r"""Move the headline above the first paragraph to the metadata.

    Why: extractors leave it as the first line of some texts and not of others; kept apart, `title` and text are the
    same for all. It goes only if a paragraph follows at once, and the page's metadata or a copy knows it, or debris
    shows that the text comes from a page and the paragraphs speak of what it says. Extractors write long paragraphs
    without a blank line between them and without a date above them: in a report of the day, whose editors would have
    dated it, or with items that begin with a hyphen, or that says "in this post" or "click here", that shows as much;
    there the line goes above another short line, too, and if it is a question in capitals. `by_layout`: it shows so in
    any text. Turn that on where all texts are an extractor's; edited texts in that form would lose their titles to the
    metadata.
    `clean(text)` leaves the headline: a bare string has no metadata.
    Before: "Ferry hits pier in the fog\n\nA ferry ran into the old pier on Sunday, in thick fog.\n\nShare this:\nFacebook"
    After: "\nA ferry ran into the old pier on Sunday, in thick fog.\n\nShare this:\nFacebook"
    Keeps: "Ferry hits pier in the fog\n\nA ferry ran into the old pier on Sunday, in thick fog and without a pilot."
    Keeps: "‘Nobody slept’\n\nA ferry ran into the old pier on Sunday, in thick fog.\n\nShare this:\nFacebook"
    Keeps: "Ferry hits pier in the fog\n\nMorning\n\nA ferry hit the old pier in thick fog, she said.\n\nShare this:\nFacebook"
    """  # noqa: E501
    lines = document.shared(layout).lines
    words = document.derived(_first)
    if not words:
        return
    above_prose = is_prose(lines[1].text) and not _is_cry(lines[1].text.strip())
    plain = above_prose and not _is_cry(words)
    if plain and _is_known(document) and folded(str(document.metadata["title"])) == folded(words):
        yield dropped(document.text, lines[0], field="title", why="the page names it, or it stood there twice")
    elif (_is_of_a_page(document, by_layout) if plain else _may_stand_apart(document, words)) and (
        _is_told(words, document.text[lines[1].start :])
    ):
        # Whatever is called the title: the bare text is judged so.
        yield dropped(document.text, lines[0], field="title", why="the text below speaks of it")


def _headline(document: Document, index: int) -> str:
    """Return the words of a line that may be a headline, or nothing."""
    lines = document.shared(layout).lines
    if index >= len(lines):
        return ""
    start, end = core(lines[index])
    words = document.text[start:end]
    if is_prose(lines[index].text) and not _is_cry(words):
        return ""
    return "" if _NO_END.search(words[-4:]) or _ADDRESS.match(words) else words


def _may_stand_apart(document: Document, words: str) -> bool:
    """Say whether a line can be the headline of an extractor's text though no paragraph follows, or it is a question.

    Not if the second line would be taken for the headline once the first one is gone; nor if it is the question that
    the first part of the text answers, nor the row of a table.
    """
    if words.startswith("|") or (words.endswith(("?", "？", "؟")) and not _is_cry(words)):
        return False
    if not _is_of_a_web_page(document):
        return False
    second = _headline(document, 1)
    return not second or not _is_told(second, document.text[document.shared(layout).lines[1].end :])


def _is_cry(words: str) -> bool:
    """Say whether a question or a call has a capital on every long word, as no sentence has."""
    if words[-1:] not in _CALLS or len(words) > _LONGEST_CRY or words.isupper():
        return False
    long = _LONG_WORD.findall(words)
    small = [word for word in long if not word[:1].isupper()]
    return len(long) - len(small) >= 3 and all(len(word) < _STEM for word in small)  # "Over", "over"


def _is_of_a_page(document: Document, by_layout: bool) -> bool:
    """Say whether words of a page's frame stood in the text, or still stand there, or an extractor wrote its lines."""
    if shows_page(document) or document.derived(debris).marks:
        return True
    return _is_of_a_web_page(document) or (by_layout and is_solid_text(document))


def _is_of_a_web_page(document: Document) -> bool:
    return document.derived(is_extract) or (is_solid_text(document) and speaks_of_its_page(document))


def _is_known(document: Document) -> bool:
    """Say whether more than the place of the line speaks for the title: the page's own metadata, or copies."""
    witnesses = {step.cleaner for step in document.trail for edit in step.edits if edit.field == "title"}
    return bool(document.metadata.get("title")) and witnesses.isdisjoint({"headlines", headline_lines.name})


def _is_told(headline: str, text: str) -> bool:
    """Say whether at least half of a headline's words, or pairs of characters, come back in the text."""
    if _DENSE.search(headline):
        bare = "".join(_WORD.findall(headline))
        pairs = {bare[place : place + 2] for place in range(len(bare) - 1)}
        return bool(pairs) and sum(pair in text for pair in pairs) >= _SHARE * len(pairs)
    words = _WORD.findall(headline.casefold())
    if len(words) < _FEWEST_WORDS:
        return False
    stems = {word[:_STEM] for word in words if len(word) >= _SHORTEST - (not word.isascii())}
    text = text.casefold()
    return sum(_stands_in(text, stem) for stem in stems) >= max(_FEWEST, _SHARE * len(stems))


def _stands_in(text: str, stem: str) -> bool:
    """Say whether a word of the text is this one, or begins with it if it is as long as a stem."""
    place = text.find(stem)
    while place >= 0:
        end = place + len(stem)
        if (not place or _GAP.match(text, place - 1)) and (
            len(stem) == _STEM or end == len(text) or _GAP.match(text, end)
        ):
            return True
        place = text.find(stem, place + 1)
    return False


def for_bare_text(pipeline: Pipeline) -> Pipeline:
    """Return the pipeline for output that is a bare string: it has no metadata to keep the headline in."""
    return Pipeline(
        (cleaner for cleaner in pipeline.cleaners if cleaner.name != headline_lines.name),
        title=pipeline.title,
        budget=pipeline.budget,
    )
