"""Cards below the text: who wrote it, in a box of several lines, and whom the press may call."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleantext.cleaners.heads import core, folded
from cleantext.cleaners.people import has_case, is_name
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit
from cleantext.core.layout import Line, dropped, is_prose, layout

_LONGEST_CARD = 6  # lines, the heading or the name included
_LONGEST_NOTE = 1200  # characters of one of them
_LONGEST_HEADING = 40
_FEWEST_ABOVE = 3  # lines
_LONGEST_CONTACT = 160

_ABOUT = frozenset({
    "about the author", "about the authors", "about the writer", "about the reviewer", "about the expert",
    "about the contributor", "meet the author", "author bio", "author biography", "who curated this article?",
    "who curated this article", "who wrote this", "über den autor", "über die autorin", "über die autoren",
    "zum autor", "zur autorin", "à propos de l'auteur", "à propos de l'autrice", "à propos des auteurs",
    "sobre el autor", "sobre la autora", "acerca del autor", "sobre o autor", "sobre a autora", "sull'autore",
    "sull'autrice", "informazioni sull'autore", "over de auteur", "om författaren", "om forfatteren", "o autorze",
    "o autorce", "o autorovi", "a szerzőről", "despre autor", "об авторе", "про автора", "за автора", "yazar hakkında",
    "عن الكاتب", "نبذة عن الكاتب", "درباره نویسنده", "על הכותב", "על הכותבת", "लेखक के बारे में", "লেখক পরিচিতি",
    "tentang penulis", "về tác giả", "关于作者", "作者简介", "關於作者", "作者簡介", "著者について", "저자 소개",
    "글쓴이 소개",
})  # fmt: skip
_PRESS = frozenset({
    "media contact", "media contacts", "press contact", "press contacts", "media inquiries", "media enquiries",
    "press inquiries", "press enquiries", "media relations", "contact for media", "for media inquiries",
    "for media enquiries", "pressekontakt", "pressekontakte", "medienkontakt", "contact presse", "contacts presse",
    "contact média", "contacto de prensa", "contacto para medios", "contacto prensa", "contato de imprensa",
    "contato para imprensa", "contatti stampa", "contatto stampa", "perscontact", "presskontakt", "kontakt dla mediów",
    "kontakt pro média", "sajtókapcsolat", "контакты для прессы", "контакты для сми", "контакти для преси",
    "basın iletişim", "媒体联系", "媒體聯絡", "報道関係者のお問い合わせ先", "언론 문의",
})  # fmt: skip

_TRADE = (
    r"(?:editor|writer|reporter|journalist|author|columnist|contributor|correspondent|blogger|producer|freelancer"
    r"|executive|founder|co-founder|c[etfmo]o|director|manager|president|professor|consultant|expert|analyst|specialist"
    r"|strategist|attorney|engineer|officer|researcher|marketer|redakteur(?:in)?|autor(?:in|a)?|journaliste|periodista"
    r"|giornalista|jornalista|redactora?|rédact(?:eur|rice))"
)
_ROLE = re.compile(rf"(?:[\w&.,’'/-]+ ){{0,6}}?{_TRADE}\b(?:(?:,| of| at| for| and| &)? [\w&.,’'/-]+){{0,6}}", re.I)
_SINCE = re.compile(rf"(?:[\w&-]+ ){{0,3}}?{_TRADE} (?:at|for|of|with|in|und|bei|chez|de|en)\b", re.I)
_GOES_ON = re.compile(
    r"(?:,| is| was| has| covers| covered| writes| works| holds| brings| joined| ist| est| es| è)\b", re.I
)
_SHE = re.compile(r"(?:she|he|they|her|his|when (?:she|he|they)|when not) ", re.I)
_PHONE = re.compile(r"\+?\d[\d ().-]{6,}\d")


def _may_be_headings(document: Document) -> list[Line]:
    """Return the lines above the last one that are as short as what heads a card."""
    lines = document.shared(layout).lines
    return [line for line in lines[_first_heading(lines) : -1] if len(line.text) <= _LONGEST_HEADING]


def _first_heading(lines: Sequence[Line]) -> int:
    return max(_FEWEST_ABOVE, len(lines) - _LONGEST_CARD)


@document_rule(effect="remove", sure=False, asks=_may_be_headings)
def author_cards(document: Document) -> Iterator[Edit]:
    r"""Move the card about the author, below the text, to the metadata.

    Why: sites print a box with name, post and life. A heading "About the author" among the last lines opens one; so
    does a name alone on its line, of which the text does not speak, if what follows to the end is a post or a note
    that opens with the name or a post. The lines go to `author_notes`, the name to `byline`.
    Before: "It rained.\n\nNobody came.\n\nThe pier is open again.\n\nAbout the author\n\nAda Example rows. She lives on a boat."
    After: "It rained.\n\nNobody came.\n\nThe pier is open again.\n\n\n"
    Before: "It rained.\n\nNobody came.\n\nThe pier is open again.\n\nAda Example\nHarbour editor\nAda has written about ferries for years."
    After: "It rained.\n\nNobody came.\n\nThe pier is open again.\n\n"
    Keeps: "It rained.\n\nNobody came.\n\nExample said so.\n\nAda Example\nHarbour editor\nAda has written about ferries for years."
    Keeps: "It rained.\n\nNobody came.\n\nThe pier is open again.\n\nAda Example\n\nShe was the first to cross."
    Loses: a list of people that has one entry.
    """  # noqa: E501
    lines = document.shared(layout).lines
    for index in range(_first_heading(lines), len(lines) - 1):
        line = lines[index]
        if len(line.text) > _LONGEST_HEADING:
            continue
        rest = lines[index + 1 :]
        if _is_label(line.text, _ABOUT) and all(len(other.text) <= _LONGEST_NOTE for other in rest):
            yield dropped(document.text, line)
            for other in rest:
                yield dropped(document.text, other, field="author_notes", why="below its heading")
            return
        name = _name(document, line)
        if name and _is_card(name, rest) and (copies := _copies(document, lines[:index], name)) is not None:
            for copy in copies:
                yield dropped(document.text, copy, field="byline", why="the card at the end is on them")
            yield dropped(document.text, line, field="byline", why="heads a card")
            for other in rest:
                yield dropped(document.text, other, field="author_notes", why="a card on a writer")
            return


@document_rule(effect="remove", sure=False, asks=_may_be_headings)
def press_contacts(document: Document) -> Iterator[Edit]:
    r"""Move the press contact below a release to the metadata.

    Why: it is for newsrooms, and was never part of the story. A heading such as "Media contact" among the last lines,
    with an address or a number below it, goes with all that follows, to `contacts`.
    Before: "It rained.\n\nNobody came.\n\nThe pier is open again.\n\nMedia Contact\n\nAda Example, ada@example.org"
    After: "It rained.\n\nNobody came.\n\nThe pier is open again.\n\n\n"
    Keeps: "It rained.\n\nNobody came.\n\nThe pier is open again.\n\nMedia contact\n\nShe had never met a reporter."
    """
    lines = document.shared(layout).lines
    for index in range(_first_heading(lines), len(lines) - 1):
        line = lines[index]
        if len(line.text) > _LONGEST_HEADING or not _is_label(line.text, _PRESS):
            continue
        rest = lines[index + 1 :]
        reached = any("@" in other.text or "[email" in other.text or _PHONE.search(other.text) for other in rest)
        if reached and all(len(other.text) <= _LONGEST_CONTACT for other in rest):
            yield dropped(document.text, line)
            for other in rest:
                yield dropped(document.text, other, field="contacts", why="below its heading")
            return


def _is_label(line: str, labels: frozenset[str]) -> bool:
    words = folded(line).replace("’", "'")
    return words in labels or words.rstrip(":： ") in labels


def _name(document: Document, line: Line) -> str:
    """Return the words of a line that are one name of two or three parts, or nothing."""
    start, end = core(line)
    words = document.text[start:end]
    if not 2 <= len(words.split()) <= 3 or not has_case(words) or words.isupper() or not is_name(words):
        return ""
    return words


def _is_card(name: str, rest: Sequence[Line]) -> bool:
    """Say whether the lines below a name are posts and notes, each of which opens with a part of it or a pronoun."""
    first, *_, last = name.split()
    told = False
    for number, line in enumerate(rest):
        words = line.text.strip()
        if len(words) > _LONGEST_NOTE:
            return False
        opens = next((part for part in (name, first, last) if words.startswith(part)), "")
        if (opens and _GOES_ON.match(words, len(opens))) or (number == 0 and _SINCE.match(words)):
            told = True
        elif not is_prose(words) and number == 0 and _ROLE.fullmatch(words):
            told = told or len(rest) == 1
        elif not (told and (_SHE.match(words) or opens or not is_prose(words))):
            return False
    return told


def _copies(document: Document, above: Sequence[Line], name: str) -> list[Line] | None:
    """Return the lines above that are the name alone, or None if others hold a part of it, too."""
    own = [line for line in above if folded(line.text) == folded(name)]
    parts = re.compile("|".join(rf"\b{re.escape(part)}\b" for part in name.split() if len(part) > 2))
    if any(parts.search(line.text) for line in above if line not in own):
        return None
    return own
