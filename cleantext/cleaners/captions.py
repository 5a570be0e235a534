"""Captions: what stood under a picture, in the flow of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cleantext.cleaners.credit_words import Credit, bracket_credit, is_labelled_bracket, is_press_credit, names_a_house
from cleantext.cleaners.credits import closed_by_a_bracket, labelled_credits
from cleantext.cleaners.extracts import is_extract
from cleantext.cleaners.heads import folded, shows_page
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit
from cleantext.core.layout import Line, layout, moved, weight
from cleantext.core.linelooks import in_any_case, lines_begun

_LONGEST = 400  # Latin letters: a longer line with a credit at its end is a paragraph
_MOST_WORDS = 50
_MOST_SENTENCES = 2
_SHORT = 80  # with who took the picture behind it; a longer line may be a paragraph with a credit glued on
_SHORTEST = 24
_MOST_CAPTIONS = 0.34  # of the lines: above this the captions are the text, as in a photo essay

_FEWEST_CREDITED = 3  # lines that say "credit": the pictures of a magazine
_CREDITED = re.compile(r"\bcredit", re.IGNORECASE)

_SENTENCE = re.compile(r"[^\W\d_]{3}[.!?…][”\"’']?\s|[。！？।۔]")
_LABEL = re.compile(
    r"(?:(?:image |photo |media |video )?caption|bildunterschrift|légende|pie de foto|didascalia|legenda|подпись к фото"
    r"|altyazı|تعليق على الصورة|इमेज कैप्शन|ছবির ক্যাপশন|keterangan gambar|图像加注文字|圖像加註文字|画像説明|사진 설명)"
    r"\s*[:,，：、]\s*",
    re.IGNORECASE,
)
_FIRST_LETTERS = in_any_case(
    *["ima", "pho", "med", "vid", "cap", "bil", "lég", "pie", "did", "leg", "под", "alt", "تعل", "इमे", "ছবি", "ket"],
    *["图像加", "圖像加", "画像説", "사진 "],
)
_BEGINNING = re.compile("\n" + _FIRST_LETTERS)
_FEWEST_WORDS = 8  # characters behind a label


def _may_be_captions(document: Document) -> bool:
    """Say whether a line begins with a label, or ends with one and a name, or with a bracket."""
    return bool(
        document.derived(_begun_with_a_label)
        or document.derived(labelled_credits)
        or document.derived(closed_by_a_bracket)
    )


@document_rule(effect="remove", sure=False, asks=_may_be_captions)
def captions(document: Document) -> Iterator[Edit]:
    r"""Move captions that give themselves away by a label or a credit to the metadata.

    Why: a caption interrupts the text with a picture that is not there. It goes to `captions`, its credit to
    `credits`. Where captions are a third of all lines they are the text and stay. One with a credit alone goes only
    if that names who took the picture, without a full stop, or a house beside it, or one that sells pictures, if it
    stands twice, if three lines say "credit", or something else shows that the text comes from a page, or an extractor
    set its lines.
    Before: "The pier. Photo: Ada Example\n\nA ferry came.\n\nDivers.\n\nIt rained."
    After: "\nA ferry came.\n\nDivers.\n\nIt rained."
    Keeps: "The pier from space. Photo: NASA.\n\nA ferry came.\n\nDivers.\n\nIt rained."
    Keeps: "Photo after photo showed the pier. Nobody spoke.\n\nA ferry ran into it on Sunday."
    Keeps: "First stop. Photo: Ada Example\n\nSecond stop. Photo: Ada Example\n\nLast stop. Photo: Ada Example"
    Loses: the place of a caption between the paragraphs.
    """
    text = document.text
    lines = document.shared(layout).lines
    labelled = document.derived(labelled_credits)
    found: dict[int, Credit | None] = {}
    begun = document.derived(_begun_with_a_label)
    for index in sorted({*begun, *labelled}):
        line = lines[index]
        if index in begun:
            found[index] = None
        elif len(line.text) <= _LONGEST and _is_short(line.text):
            found[index] = labelled[index]
    if found and not (shows_page(document) or document.derived(is_extract)):
        found = _copied_or_labelled(lines, found)
    found.update(_bracketed_copies(document, found))
    if not found:
        return
    distinct = {folded(lines[index].text) for index in found}
    if len(distinct) > max(1, _MOST_CAPTIONS * len(lines)):
        return
    copies = {folded(lines[index].text[: credit.cut]) for index, credit in found.items() if credit}
    for index, line in enumerate(lines):
        credit = found.get(index)
        if index in found and credit is None:
            label = _LABEL.match(line.text)
            start = line.start + (label.end() if label else 0)
            yield from moved(text, line, start, line.start + len(line.text.rstrip()), field="captions")
        elif credit:
            yield from _with_credit(text, line, credit)
        elif copies and len(line.text) <= _LONGEST and folded(line.text) in copies:
            yield from moved(text, line, line.start, line.end, field="captions")


def _copied_or_labelled(lines: tuple[Line, ...], found: dict[int, Credit | None]) -> dict[int, Credit | None]:
    """Return the captions that have a label, a press credit or stand twice; prose may give a picture's source once."""
    credited = (credit and _CREDITED.search(lines[index].text, credit.cut) for index, credit in found.items())
    if sum(map(bool, credited)) >= _FEWEST_CREDITED:
        return found
    seen = Counter(folded(line.text) for line in lines if len(line.text) <= _LONGEST)
    seen.update({folded(lines[index].text[: credit.cut]) for index, credit in found.items() if credit})
    return {
        index: credit
        for index, credit in found.items()
        if credit is None
        or _is_the_press(lines[index].text, credit)
        or seen[folded(lines[index].text)] > 1
        or seen[folded(lines[index].text[: credit.cut])] > 1
    }


def _is_the_press(line: str, credit: Credit) -> bool:
    """Say whether a credit behind a caption is one of the press, or behind a short one names who took the picture."""
    named = line[credit.start : credit.end]
    return "ⓒ" in line[credit.cut : credit.start] or (
        is_press_credit(named) and (weight(line[: credit.cut]) <= _SHORT or names_a_house(named))
    )


def _is_short(line: str) -> bool:
    """Say whether a line is short enough for a caption: no list item, a sentence or two."""
    if not _SHORTEST <= weight(line) <= _LONGEST or len(line.split()) > _MOST_WORDS:
        return False
    return line[0] not in "-*•" and len(_SENTENCE.findall(line)) <= _MOST_SENTENCES


def _begun_with_a_label(document: Document) -> list[int]:
    """Return the places of the lines that begin with a label and go on, but not for longer than a caption."""
    lines = document.shared(layout).lines
    return [
        index
        for index in lines_begun(document, _BEGINNING)
        if len(line := lines[index].text) <= _LONGEST
        and (label := _LABEL.match(line))
        and len(line) - label.end() >= _FEWEST_WORDS
    ]


def _bracketed_copies(document: Document, found: dict[int, Credit | None]) -> dict[int, Credit | None]:
    """Return the lines that end with a credit in brackets and stand twice; one alone may be a paragraph."""
    lines = document.shared(layout).lines
    ends = {
        index: credit
        for index in sorted(document.derived(closed_by_a_bracket))
        if index not in found
        and lines[index].text.rstrip()[-1:] in ")]）］"
        and len(lines[index].text) <= _LONGEST
        and (credit := bracket_credit(lines[index].text))
    }
    if not ends:
        return {}
    seen = Counter(folded(lines[index].text[: credit.cut]) for index, credit in ends.items())
    bare = {folded(line.text) for line in lines if len(line.text) <= _LONGEST} if ends else set()
    return {
        index: credit
        for index, credit in ends.items()
        if seen[key := folded(lines[index].text[: credit.cut])] > 1
        or (key in bare and weight(key) >= _SHORTEST)
        or _is_press_caption(lines[index].text, credit)
    }


def _is_press_caption(line: str, credit: Credit) -> bool:
    named = line[credit.start : credit.end]
    return is_labelled_bracket(line, credit) and is_press_credit(named) and _is_short(line[: credit.cut])


def _with_credit(text: str, line: Line, credit: Credit) -> Iterator[Edit]:
    """Yield the edits that move a caption and the credit behind it, without the label between them."""
    lead = len(line.text) - len(line.text.lstrip())
    if lead:
        yield Edit(line.start, line.text[:lead], "")
    yield Edit(line.start + lead, line.text[lead : credit.cut], "", "captions")
    yield Edit(line.start + credit.cut, line.text[credit.cut : credit.start], "")
    yield Edit(line.start + credit.start, line.text[credit.start : credit.end], "", "credits")
    stop = line.end + text.startswith("\n", line.end)
    if line.start + credit.end < stop:
        yield Edit(line.start + credit.end, text[line.start + credit.end : stop], "")
