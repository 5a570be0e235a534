"""Who else had a hand in it: sign-offs and notes on the author at the end of the text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from cleantext.cleaners.credit_words import AGENCIES, WIRES
from cleantext.cleaners.heads import core, folded
from cleantext.cleaners.people import has_case, is_people, may_be_house
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit
from cleantext.core.layout import Line, dropped, layout, moved
from cleantext.core.linelooks import in_any_case

_NEAR_THE_END = 4  # lines
_LONGEST = 300
_LONGEST_SIGNATURE = 40
_LONGEST_PIECE = 12  # characters of the sign of a desk or a person

_DUTY = (
    r"(?:reporting|writing|editing|additional reporting|further reporting|graphics|production|research|compiled|edited)"
)
_CLAUSE = re.compile(rf"{_DUTY}(?:,? (?:and|&) {_DUTY})? by (?P<people>.+)", re.IGNORECASE)
_INPUTS = re.compile(r"(?:with )?(?:additional |agency )?inputs? from (?P<people>.+)|with agency inputs", re.IGNORECASE)
_DENSE = re.compile(
    r"(?:责任编辑|責任編輯|责编|編輯|编辑|校对|記者|记者|実習記者|编审|審校)[:：]?\s*[\u3400-\u9fff、 ]{2,16}"
    r"|[가-힣]{2,4}\s?기자(?:\s*[=(]?\s*[\w.+-]{1,40}@[\w.-]{3,60}\)?)"
)
_BLANKS = r"\t\r\x0b\x0c\x1c-\x1f \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"  # all but "\n"
_OPENERS = "(（【[〔"
_CLOSERS = ")）】]〕"
# How those begin, marks before them aside; addresses have an "@".
_BEFORE = rf"[{_BLANKS}.;#*_>•◦▪●■‣·✍🖊🕒📅{re.escape(_OPENERS)}]*"
_FIRST_LETTERS = in_any_case("rep", "wri", "edi", "add", "fur", "gra", "pro", "res", "com", "wit", "age", "inp")
_BEGINNING = re.compile(rf"{_BEFORE}(?:{_FIRST_LETTERS}|[责責编編校记記実审審가-힣])")
_BEGINNING_OF_A_LINE = re.compile("\n" + _BEGINNING.pattern)  # found faster than one line after the other is asked
_MARKS_BEFORE = re.compile(_BEFORE)
# How a desk signs a story that is an agency's: "(abc/dpa)", "A. E. avec AFP", "red./PAP".
_SIGNED = re.compile(r"[/+]|(?:\s+|^)(?:avec|mit|con|com|met|med|with|cu|ile|na podst\.|za|из|по)\s+", re.IGNORECASE)
_INITIALS = re.compile(r"[^\W\d_]{2,4}\.?|(?:[^\W\d_a-z]\.[ -]?){1,3}[^\W\d_a-z]?\.?")
_WIRED = re.compile(r"\((?P<wire>[^()]{2,20})\)(?: ?[^\W\d_]{2,4}/){1,4}")  # "(EPA) abc/ def/"
# "E-mail: ada@example.org", "Twitter: @ada": below the text, and with a label, it is the writer's card.
_CONTACT = re.compile(
    r"(?:e-?mails?|mail|contact|twitter|instagram|x|threads|mastodon|correo|courriel|poczta|почта"
    r"|эл\. почта|メール|邮箱|電郵|이메일|البريد|ایمیل|ईमेल|อีเมล)\s?[:：]\s?(?:[\w.+-]{1,60}@[\w.-]{3,80}|@\w{2,40})",
    re.IGNORECASE,
)
# How a wire says that the story is over, or goes on.
_SLUG = re.compile(
    r"#{3,5}|_{3,12}|///|[-–—] ?30 ?[-–—]|[-–—] ?ends? ?[-–—]|\(?(?:ends|segue|mtf|eom)\)|ends|mtf", re.IGNORECASE
)
_LONGEST_SLUG = 20
# Present tense, third person: how notes on authors go on after the name.
_IS = re.compile(
    r"(?: |, [^.,]{3,60}, )"
    r"(?:is|covers|writes|works|reports|has (?:been|covered|written|worked)|ist|est|es|è|é|är|jest)\s"
)


# "Ada Example is a freelance writer based in ... She has covered ...": who is so described, and nowhere else, wrote it.
_NOTE = re.compile(
    r"(?P<name>[A-Z][\w'’-]{1,20}(?: [A-Z]\.)?(?: [A-Z][\w'’-]{1,20}){1,2})(?:,| is| has been| covers| writes) "
)
_TRADE = re.compile(
    r"\b(?:writer|journalist|reporter|editor|author|columnist|contributor|correspondent|blogger|freelancer?|copywriter"
    r"|director|professor)\b",
    re.IGNORECASE,
)
_LIFE = re.compile(
    r"[.,] (?:and )?(?:she|he|they|her|his|their)\b.{0,80}?"
    r"\b(?:cover(?:s|ed|ing)|writ(?:es|ten|ing)|work(?:s|ed)|lives?|holds|enjoys|loves|appeared|specializ\w+|specialis\w+|experience"
    r"|degree|graduated|studied)\b",
    re.IGNORECASE,
)
_LONGEST_NOTE = 900
# The same in a single sentence: "Ada Example is a columnist at ...", "Ada Example is the Gazette's harbour reporter".
_SHORT_NOTE = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w'’-]{1,20}(?: [A-ZÀ-Þ]\.)?(?: [A-ZÀ-Þ][\w'’-]{1,20}){1,2}) (?:"
    r"is (?:an?|the|(?:the )?[A-Z][\w ]{1,30}['’]s?) (?:[\w-]+ ){0,4}?"
    r"(?:writer|journalist|reporter|editor|columnist|contributor|correspondent|blogger|producer|freelancer)"
    r"(?= (?:at|for|with|from|in|on|of|based|and|covering|living|who (?:covers|writes|lives|reports))\b|[.,]|$)"
    r"|ist (?:eine? )?(?:freier? )?(?:Redakteur|Journalist|Autor|Korrespondent|Reporter)(?:in)?\b"
    r"|est (?:une? )?(?:journaliste|rédact\w+|correspondante?|chroniqueu\w+|éditorialiste)\b"
    r"|es (?:una? )?(?:periodista|redactora?|corresponsal|columnista|reporter[oa])\b"
    r"|è (?:una? )?(?:giornalista|redat\w+|corrispondente|inviat[oa])\b"
    r"|é (?:uma? )?(?:jornalista|repórter|colunista|correspondente|redatora?)\b"
    r"|is (?:een )?(?:redacteur|redactrice|verslagge\w+|columniste?)\b)"
)
_LONGEST_SHORT_NOTE = 200
_MOST_NOTES = 3
_NAMED = re.compile(r"\(?[A-ZÀ-Þ][\w'’-]{1,20} [A-ZÀ-Þ]")
# "Ada Example is the director of the Harbour Institute": guests of the opinion pages.
_POST = re.compile(
    r"\(?(?P<name>[A-ZÀ-Þ][\w'’-]{1,20}(?: [A-Z]\.)?(?: [A-ZÀ-Þ][\w'’-]{1,20}){1,2})(?:, [A-Z][\w.]{1,5}){0,2},? is "
    r"(?:(?:an?|the|currently) ){0,2}(?:[\w’'-]+ ){0,4}?"
    r"(?:C[ETFIOP]O|founder|co-founder|[Pp]resident|[Dd]irector|partner|fellow|analyst|consultant|researcher|lecturer|[Pp]rofessor"
    r"|faculty|[Aa]ttorney|lawyer|physician|economist|historian|executive|manager|head|chair(?:man|woman)?|strategist"
    r"|secretary|scholar|scientist|teacher)"
    r"\b[^.]{0,80}? (?:at|of|for|with|in) (?:the )?[A-ZÀ-Þ]"
)


def _may_be_signed(document: Document) -> bool:
    """Say whether one of the last lines may be a sign-off, or the very last one a signature."""
    lines = document.shared(layout).lines
    if not lines:
        return False
    tail = document.text[lines[max(0, len(lines) - _NEAR_THE_END)].start :]
    if "@" in tail or _BEGINNING_OF_A_LINE.search("\n" + tail):
        return True
    return _may_be_signature(lines[-1].text)


@document_rule(effect="remove", asks=_may_be_signed)
def sign_offs(document: Document) -> Iterator[Edit]:
    r"""Move the lines that say who reported, wrote and edited, at the end of the text, to the metadata.

    Why: agencies and desks sign that way below the last paragraph. The line goes to `contributors`.
    Before: "The pier is open again.\n\n(abc/dpa)"
    After: "The pier is open again.\n\n"
    Before: "The pier is open again.\n\n(Reporting by Ada Example; Editing by Bob Sample)"
    After: "The pier is open again.\n\n"
    Keeps: "Reporting by night was hard, she said."
    Keeps: "Editing by hand takes longer."
    Keeps: "What the sign over the pier said was short.\n\n(sic)"
    """
    text = document.text
    lines = document.shared(layout).lines
    for line in lines[-_NEAR_THE_END:]:
        if len(line.text) > _LONGEST or (line is not lines[-1] and not _may_be_sign_off(line.text)):
            continue
        start, end = core(line)
        bracketed = text[start:end][:1] in _OPENERS and text[start:end][-1:] in _CLOSERS
        if bracketed:
            start, end = start + 1, end - 1
        words = text[start:end].strip()
        signed = line is lines[-1] and len(lines) > 1 and _is_signature(words, bracketed)
        if start < end and (signed or _is_sign_off(words)):
            yield from moved(text, line, start, end, field="contributors")


def _ends_with_a_slug(document: Document) -> bool:
    lines = document.shared(layout).lines
    return bool(lines) and len(lines[-1].text) <= _LONGEST_SLUG and bool(_SLUG.fullmatch(lines[-1].text.strip()))


@document_rule(effect="remove", asks=_ends_with_a_slug)
def wire_slugs(document: Document) -> Iterator[Edit]:
    r"""Remove the signs with which agencies and press offices end a text.

    Why: they tell the desk that no more will come. Only the last line of a text in prose is taken for one.
    Before: "The ferry lay on its side in the mud until the spring of that year.\n\n-30-"
    After: "The ferry lay on its side in the mud until the spring of that year.\n\n"
    Before: "The ferry lay on its side in the mud until the spring of that year.\n###\n"
    After: "The ferry lay on its side in the mud until the spring of that year.\n"
    Keeps: "The ferry lay on its side in the mud until the spring of that year.\n\n* * *\n\nThe end"
    Keeps: "How a child counts\n\n28\n29\n30"
    """
    page = document.shared(layout)
    if page.last_prose >= 0 and _ends_with_a_slug(document):
        yield dropped(document.text, page.lines[-1])


@document_rule(effect="remove", sure=False)
def author_boxes(document: Document) -> Iterable[Edit]:
    r"""Move the note on the author, at the end of the text, to the metadata.

    Why: it is the page's word about its writer, not part of the text. Only a last paragraph that opens with the name
    in the field `byline`, and goes on in the present tense, is taken for one; or with a name that the text has nowhere
    else, but for a line of its own under the headline, and a trade of writers: in one short sentence, or, in English,
    with more of their lives in a second one. It goes to `author_notes`.
    Before: "The pier is open again.\n\nAda Example is a freelance writer in the harbour. She has covered ferries for ten years and lives on a boat."
    After: "The pier is open again.\n\n"
    Before: "The pier is open again.\n\nAda Example is a columnist at the Gazette."
    After: "The pier is open again.\n\n"
    Before: "Ada Example is a reporter in the harbour."
    After: "Ada Example is a reporter in the harbour."
    Keeps: "Example said so.\n\nAda Example is a columnist at the Gazette."
    Keeps: "The pier is open again.\n\nAda Example is a diver at the harbour."
    Keeps: "Ada Example was born on the pier. She never left it."
    Keeps: "Example said so.\n\nAda Example is a reporter at the harbour. She has covered ferries for years and lives on a boat."
    """  # noqa: E501
    lines = document.shared(layout).lines
    byline = str(document.metadata.get("byline") or "").strip()
    if len(lines) > _NEAR_THE_END and len(byline.split()) >= 2:
        for line in lines[-_NEAR_THE_END + 1 :]:
            start, _ = core(line)
            if document.text.startswith(byline, start) and _IS.match(document.text, start + len(byline), line.end):
                return [dropped(document.text, line, field="author_notes", why="opens with the byline")]
    if len(lines) < 2 or not _NAMED.match(lines[-1].text):
        return ()  # most texts
    return _closing_notes(document.text, lines)


def _closing_notes(text: str, lines: tuple[Line, ...]) -> Iterator[Edit]:
    """Yield the edits that move the notes which the text ends with, on people of whom it does not speak."""
    named: dict[int, str] = {}
    for index in range(len(lines) - 1, 0, -1):
        if not _NAMED.match(lines[index].text):
            break
        signed = {folded(line.text) for line in lines[: min(_NEAR_THE_END, index)]}
        name = _subject_of_note(lines[index].text, signed)
        if not name or len(named) == _MOST_NOTES:
            break
        named[index] = name
    if not named or any(_subject_of_note(line.text, ()) for line in lines[: min(named)]):
        return  # a list of people is no note on any of them
    own = {
        number: line
        for number, line in enumerate(lines[:_NEAR_THE_END])
        if folded(line.text) in map(folded, named.values())
    }
    body = "\n".join(line.text for number, line in enumerate(lines) if number not in own and number not in named)
    if any(
        re.search(rf"\b{re.escape(part)}\b", body) for name in named.values() for part in name.split() if len(part) > 2
    ):
        return
    for line in own.values():
        yield dropped(text, line, field="byline", why="the note at the end is on them")
    for index in sorted(named):
        yield dropped(text, lines[index], field="author_notes", why="a writer whom the text does not speak of")


def _subject_of_note(line: str, signed: Collection[str]) -> str:
    """Return the name that a note on a writer opens with, or nothing if the line is no such note.

    `signed`: lines near the top, folded; who is named on one of them wrote the text.
    """
    if len(line) > _LONGEST_NOTE:
        return ""
    long = _NOTE.match(line)
    if long and _TRADE.search(line, long.end(), long.end() + 120) and _LIFE.search(line, long.end()):
        return long["name"]
    short = _SHORT_NOTE.match(line)
    if short and (len(line) <= _LONGEST_SHORT_NOTE or folded(short["name"]) in signed):
        return short["name"]
    post = _POST.match(line)
    return post["name"] if post else ""


def _is_signature(words: str, bracketed: bool) -> bool:
    """Say whether the last line is initials and an agency, or in brackets one of them or initials with a slash."""
    if len(words) > _LONGEST_SIGNATURE:
        return False
    wired = _WIRED.fullmatch(words)
    if wired and wired["wire"].casefold() in AGENCIES | WIRES:
        return True
    pieces = [piece.strip(" /") for piece in _SIGNED.split(words)]
    pieces = [piece for piece in pieces if piece]
    wires = [piece for piece in pieces if piece.casefold().rstrip(".") in AGENCIES | WIRES]
    if bracketed and "/" in words and wires and all(map(may_be_house, pieces)):
        return True  # "(Harbour News / Beta)"
    if not bracketed and not has_case(words) and " " not in words and words.count("/") > 1:
        return all(2 <= len(piece) <= _LONGEST_PIECE for piece in pieces)  # a desk and two signs
    if len(wires) < len(pieces) and not all(piece in wires or _INITIALS.fullmatch(piece) for piece in pieces):
        return False
    if wires and (bracketed or words[0] == "/" or len(pieces) > 1):
        return True
    if wires and words != wires[0]:  # "avec AFP", but not "met Sita"
        return wires[0].isupper() or wires[0].casefold() in AGENCIES
    return bracketed and len(pieces) > 1 and words.islower()


def _may_be_signature(line: str) -> bool:
    """Say whether a last line is short, marks around it aside, and has brackets or what joins a name to an agency."""
    if len(line) > _LONGEST_SIGNATURE and line[0].isalpha() and line[-1] == ".":
        return False  # most texts: nothing stands around the words
    before = _MARKS_BEFORE.match(line)
    words = line[before.end() if before else 0 :].rstrip("*_ \t\r\u00a0").rstrip(_CLOSERS).rstrip()
    if len(words) > _LONGEST_SIGNATURE:
        return False
    return any(map(line.__contains__, _OPENERS)) or bool(_SIGNED.search(words))


def _may_be_sign_off(line: str) -> bool:
    """Say whether a line begins like a sign-off, whatever marks stand before it, or holds an address; most do not."""
    return "@" in line or _BEGINNING.match(line) is not None


def _is_sign_off(words: str) -> bool:
    if not _may_be_sign_off(words):
        return False
    if _DENSE.fullmatch(words) or _CONTACT.fullmatch(words):
        return True
    inputs = _INPUTS.fullmatch(words)
    if inputs:
        people = inputs["people"]
        return (
            people is None or people.casefold().strip(". ") in AGENCIES | {"agencies"} or is_people(people, bare=True)
        )
    clauses = [clause.strip(" .") for clause in words.split(";")]
    found = [_CLAUSE.fullmatch(clause) for clause in clauses if clause]
    return bool(found) and all(clause is not None and is_people(clause["people"], bare=True) for clause in found)
