"""Who wrote it: bylines at the head of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleantext.cleaners.datewords import read_date_line
from cleantext.cleaners.heads import core, folded, has_case, head, is_name
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit
from cleantext.core.layout import END_MARKS, Line, dropped, ends_sentence, moved

_LONGEST = 160

# A label that is an everyday word counts only where the text is in its language: one of the small words stands in it.
_EVERYDAY = {
    "by": "the and of to",
    "von": "und der die das",
    "par": "et les des une",
    "por": "que los las para uma não",
    "di": "che il del della yang dan",
    "door": "het een van",
    "av": "och og som",
    "af": "og til som",
    "od": "i se je na",
    "oleh": "yang dan",
    "da": "che il del",
    "de": "et les des une",
    "szerző": "",
}
# Labels that say what they are. The field other than `byline` is for those who did not write the text.
_PLAIN = (
    "written by", "posted by", "words by", "story by", "text by", "article by", "published by", "submitted by",
    "created by", "author", "authors", "reporter", "geschrieben von", "verfasst von", "autor", "autorin",
    "écrit par", "publié par", "rédigé par", "auteur", "escrito por", "publicado por", "redacción", "scritto da",
    "autore", "a cura di", "geschreven door", "skrevet av", "skriven av", "tekst", "kirjoittaja", "autor:",
    "napisał", "napisała", "автор", "авторы", "текст", "автор:", "συντάκτης", "yazar", "yazan", "haber", "hazırlayan",
    "الكاتب", "كتب", "بقلم", "نویسنده", "מאת", "लेखक", "लेखिका", "লেখক", "তথ্যসূত্র", "penulis", "tác giả",
    "ผู้เขียน", "mwandishi", "作者", "记者", "記者", "文", "撰文", "撰稿", "著者", "執筆", "글", "기자",
)  # fmt: skip
_OTHERS = (
    "edited by", "reviewed by", "medically reviewed by", "fact checked by", "fact-checked by", "curated by",
    "compiled by", "updated by", "photos by", "translated by", "editor", "penyunting", "редактор", "编辑", "責任編集",
    "责任编辑", "責任編輯",
)  # fmt: skip

_SEPARATOR = r"(?:\s*[:：/／丨|]\s*|\s+[-–—]\s+)"


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


# "By" and "Written by" need no colon; a noun ("Author") does.
_VERBAL = tuple(
    word for word in (*_PLAIN, *_OTHERS) if word.endswith((" by", " von", " par", " por", " da", " door", " av", " di"))
)
_LABEL = re.compile(
    rf"(?P<verbal>{_alternatives(_VERBAL)})(?:{_SEPARATOR}|\s+)"
    rf"|(?P<noun>{_alternatives(_PLAIN + _OTHERS)}){_SEPARATOR}"
    rf"|(?P<everyday>{_alternatives(tuple(word.rstrip(':') for word in _EVERYDAY))})(?:{_SEPARATOR}|\s+)",
    re.IGNORECASE,
)
_INNER_LABEL = re.compile(
    r"(?:\s*[|·•,]\s*|\s+[-–—]\s+|\s+)(?=(?:written by|posted by|by|von|par|por|автор)\b)", re.IGNORECASE
)
_LINK = re.compile(r"\[(?P<words>[^\[\]]+)\]\([^()\s]*\)")
_KOREAN = re.compile(r"(?P<name>[가-힣]{2,4})\s?(?:기자|특파원|선임기자)(?:\s*\(?[\w.+-]{1,40}@[\w.-]{3,60}\)?)?")
_JOINTS = re.compile(r"\s*[,|;/·•]\s*|\s+[-–—&]\s+|\s+(?:and|und|et|y|e|en|og|och|i|и|&)\s+")
_TAIL = re.compile(r"\s+(?:for|in|from|at|of|in)\s+(?:the\s+)?(?=[A-Z])")
_BREAKS = re.compile(
    r"\s*[|·•]\s*|\s+[-–—]\s+|,\s+|\s+(?=(?:published|updated|posted|on|last|\d)\b)|\s*\(|\s{2,}", re.IGNORECASE
)
_ROLES = re.compile(
    r"(?:(?:senior|staff|chief|managing|deputy|associate|assistant|contributing|special|political|sports|business|news|"
    r"science|health|foreign|guest|freelance|digital|multimedia|investigative|web)\s+){0,3}"
    r"(?:staff|staff writers?|writers?|editors?|reporters?|correspondents?|journalists?|contributors?|columnists?|"
    r"producers?|web ?desk|news ?desk|desk|agencies|agency|bureau|team|editor[- ]in[- ]chief|redaktion|redazione|"
    r"rédaction|redacción|redação|redaktionen|редакция|editorial (?:team|board|staff))",
    re.IGNORECASE,
)


class _Byline(NamedTuple):
    start: int  # span of the name, in text offsets
    end: int
    cut: tuple[int, int] | None  # the part of the line that goes; None: the whole line
    field: str


@document_rule(effect="remove")
def bylines(document: Document) -> Iterator[Edit]:
    r"""Move the lines that name the author, at the head of the page, to the metadata.

    Why: "By X" is printed between headline and text. The name goes to the field `byline`, without its label; editors,
    reviewers and translators go to `contributors`.
    Before: "Ferry hits pier\n\nBy Ada Example | October 3, 2021\n\nA ferry ran into the old pier on Sunday."
    After: "Ferry hits pier\n\nOctober 3, 2021\n\nA ferry ran into the old pier on Sunday."
    Keeps: "Ferry hits pier\n\nBy 2030 every ferry must be electric\n\nA ferry ran into the old pier on Sunday."
    Keeps: "By Night\n\nA ferry ran into the old pier on Sunday."
    Keeps: "Von der Leyen\n\nDie Fähre lief am Sonntag auf den alten Pier, und das Hafenamt sperrte ihn."
    """
    top = document.shared(head)
    if not top.in_prose:
        return
    text = document.text
    known = folded(str(document.metadata.get("byline") or ""))
    for position, line in enumerate(top.lines):
        if len(line.text) > _LONGEST or ends_sentence(line.text):
            continue
        if known and folded(line.text) == known and position:
            yield dropped(text, line)
            continue
        byline = _read_byline(text, line)
        if byline is None or not _belongs(document, line, position):
            continue
        if byline.field == "byline":
            known = known or folded(text[byline.start : byline.end])
        if byline.cut is None:
            yield from moved(text, line, byline.start, byline.end, field=byline.field)
        else:
            start, end = byline.cut
            if start < byline.start:
                yield Edit(start, text[start : byline.start], "")
            yield Edit(byline.start, text[byline.start : byline.end], "", byline.field)
            if byline.end < end:
                yield Edit(byline.end, text[byline.end : end], "")


def _belongs(document: Document, line: Line, position: int) -> bool:
    """Say whether a byline can stand here: below a headline, or first of all if a date or the text follows at once."""
    if position:
        return True
    top = document.shared(head)
    below = top.lines[1].text if len(top.lines) > 1 else ""
    return bool(read_date_line(below)) or bool(read_date_line(line.text[-40:])) or len(line.text.split()) >= 3


def _read_byline(text: str, line: Line) -> _Byline | None:
    start, end = core(line)
    words = text[start:end]
    korean = _KOREAN.fullmatch(words)
    if korean:
        return _Byline(start + korean.start("name"), start + korean.end("name"), None, "byline")
    label = _LABEL.match(words)
    if label:
        return _after_label(text, label, start, end)
    for inner in _INNER_LABEL.finditer(words):
        if inner.start() == 0:
            continue
        label = _LABEL.match(words, inner.end())
        if label and read_date_line(words[: inner.start()]):
            found = _after_label(text, label, start, end)
            if found and found.cut is None:
                return found._replace(cut=(start + inner.start(), line.end))
    return None


def _after_label(text: str, label: re.Match[str], offset: int, end: int) -> _Byline | None:
    """Read what follows a label that matched in text from `offset` on."""
    kind = (label["verbal"] or label["noun"] or label["everyday"] or "").casefold()
    start = offset + label.end()
    words = text[start:end]
    if label["everyday"] and not _in_its_language(text, kind):
        return None
    field = "contributors" if kind in _OTHERS else "byline"
    link = _LINK.fullmatch(words)
    if link:
        return (
            _Byline(start + link.start("words"), start + link.end("words"), None, field)
            if _is_people(link["words"], bare=bool(label["everyday"]))
            else None
        )
    if _is_people(words, bare=bool(label["everyday"])):
        return _Byline(start, end, None, field)
    for gap in _BREAKS.finditer(words):
        name, rest = words[: gap.start()], words[gap.end() :]
        if read_date_line(rest) and _is_people(name, bare=False):
            return _Byline(start, start + len(name), (offset + label.start(), start + gap.end()), field)
    return None


def _in_its_language(text: str, label: str) -> bool:
    witnesses = _EVERYDAY.get(label, "").split()
    sample = f" {text[:4000].casefold()} "
    return not witnesses or any(f" {witness} " in sample for witness in witnesses)


def _is_people(words: str, *, bare: bool) -> bool:
    """Say whether words are one or more names, with roles and papers; `bare`: they follow a mere "By"."""
    words = words.strip()
    if not words or len(words) > 120 or any(map(str.isdigit, words)) or words[-1] in END_MARKS - {"."}:
        return False
    if not has_case(words):
        return not bare and len(words) <= 40 and len(words.split()) <= 5
    tail = _TAIL.search(words)
    if tail:
        if not is_name(words[tail.end() :], longest=6):
            return False
        words = words[: tail.start()]
    pieces = [piece for piece in _JOINTS.split(words) if piece]
    if not pieces:
        return False
    if bare and len(pieces[0].split()) == 1 and not (len(pieces) > 1 or _ROLES.fullmatch(pieces[0])):
        return False
    return all(_ROLES.fullmatch(piece) or is_name(piece) for piece in pieces)


def is_byline(text: str, line: Line) -> bool:
    """Say whether a line names its author."""
    return len(line.text) <= _LONGEST and not ends_sentence(line.text) and _read_byline(text, line) is not None
