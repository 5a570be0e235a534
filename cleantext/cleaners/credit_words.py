"""How credits read: labels, agencies, and who may have made a picture. Holds no cleaner."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import NamedTuple

from cleantext.cleaners.people import has_case, is_full_name, is_name, may_be_house
from cleantext.core.alphabet import begins_small
from cleantext.core.layout import END_MARKS, weight
from cleantext.core.linelooks import MARKS, in_any_case

_FACTS = tomllib.loads(resources.files(__package__).joinpath("pictures.toml").read_text(encoding="utf-8"))
AGENCIES = frozenset(_FACTS["agencies"])
WIRES = frozenset(_FACTS["wires"])
_NAMELESS = frozenset(_FACTS["nameless"])
_LABELS = frozenset(_FACTS["labels"])
LONGEST_LABEL = 30
# "Credit" alone may head a column of accounts: it counts only at the end of a line, before two words or an agency.
_CREDIT = frozenset({"credit", "credits"})
_DEBIT = re.compile(r"\bdebit", re.IGNORECASE)
# They sell pictures; edited texts may name a news agency alone, but not them.
_STOCKS = frozenset(_FACTS["stocks"])
_AT_THE_END = _LABELS | _CREDIT
_LABEL_ENDINGS = frozenset(label[-2:] for label in _AT_THE_END)
_ENDING_LABELS = tuple(_AT_THE_END)
_ENDINGS_IN_ANY_CASE = frozenset(
    case(label[-2]) + other_case(label[-1])
    for label in _AT_THE_END
    for case in (str.lower, str.upper)
    for other_case in (str.lower, str.upper)
    if len(label) > 1
)
SEPARATORS = ":：=／/|՝"
_SEPARATOR = re.compile(rf"[{SEPARATORS}]\s*")
_LABEL_WORD = re.compile(r"[^\s.!?…。！？()（）\[\]|:：,，“”\"»]+")
_BY = re.compile(
    r"\b(?:(?:photo(?:s|graphs?|graphy)?|pictures?|images?|illustrations?)"
    r"\s(?:by|courtesy of|courtesy|via)|fot\.|φωτ\.)\s",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|ⓒ)\s*", re.IGNORECASE)
_UNLABELLED = re.compile(
    r"(?<=[.!?…”\"»] )(?:© ?|/ (?=[^\W\d_]))|ⓒ ?|(?<=\S )© ?(?=[^/]{2,40}/)"
)  # "The old pier. © X", "The old pier. / X"
_BRACKET = re.compile(r"\s*[(\[（［](?P<inside>[^()\[\]（）［］\n]{2,90})[)\]）］]\s*")
_JOINTS = re.compile(r"\s*[/|;]\s*|\s*,\s+|\s+(?:via|for|/|-|–|—|and|und|y|et)\s+", re.IGNORECASE)
_BEFORE_CREDIT = END_MARKS | frozenset("”\"'’»)|")
_LONGEST_DOTTED = 60  # letters of a label and a credit that ends with a full stop
_ASIDE = re.compile(r"\s\([^()\d]{3,25}\)\s*$")  # "(archive picture)"
_BARE_LABEL = re.compile(r"(?P<label>[^\s-]{2,12})(?:\s?-)?\s")
_BY_JAPANESE = "撮影"
_TAKEN_BY = (_BY_JAPANESE, "摄", "攝")
_SIGNATURE = re.compile(r"[a-zà-ÿ]{2,4}")
# "古い桟橋＝三日月村で2024年6月12日、見本あや撮影": what is seen, where and when, and who took the picture.
_TAKEN = re.compile(rf"＝[^＝\n]{{2,60}}[、，](?P<maker>[^、，＝\s]{{2,12}}{_BY_JAPANESE})\s*$")
# "图为旧码头。港口晚报记者 艾达 摄"
_TAKEN_CHINESE = re.compile(
    r"(?<=[。！？\s）])(?P<maker>[^。，、！？\s]{2,12}(?:[ \u3000][^。，、！？\s]{2,4})?[ \u3000]?(?<!拍)[摄攝])\s*$"
)
_BEFORE_HOUSE = (". ", "! ", "? ", "… ", "” ", "» ")
_NO_CREDIT_ENDS = END_MARKS - {"."}
LONGEST = 100
_MOST_WORDS = 9
# How a line begins that is a credit with a label or mark, or in brackets; "ﬁ" is one letter of "file".
_CASELESS = sorted(label for label in _LABELS if label.upper() == label)
_BEGINNINGS = sorted({label[:3] for label in _LABELS.difference(_CASELESS)} | {"pho", "pic", "ima", "ill", "φωτ", "ﬁl"})
CREDIT_BEGINNING = re.compile(
    rf"{MARKS}(?:[(\[（［©ⓒⒸ]|{in_any_case(*_BEGINNINGS)}|{in_any_case(*_CASELESS)}(?![^\W_]))"
)
CREDIT_BEGINNING_OF_A_LINE = re.compile("\n" + CREDIT_BEGINNING.pattern)
# How an agency ends that may stand alone, and the last characters of a line that ends so, marks behind it aside.
_AGENCY_ENDINGS = frozenset(agency[-3:] for agency in AGENCIES if " " in agency)
_LAST_LETTERS = frozenset("".join(ending[-1] + ending[-1].upper() for ending in _AGENCY_ENDINGS) + "*_.ſ\u212aßẞŉﬁﬂﬃﬄ")


class Credit(NamedTuple):
    """A credit in a line: the words that are the fact, and all that goes with them."""

    start: int  # span of the fact, in the line
    end: int
    cut: int  # where the credit, its label or bracket begins; it reaches to the end of the line


def whole_credit(words: str) -> tuple[int, int] | None:
    """Return the span of the fact if the words are nothing but a credit."""
    if not words or words[-1] in _NO_CREDIT_ENDS or words.isalnum():
        return None
    bracket = _BRACKET.fullmatch(words)
    if bracket:
        inner = _inside(bracket["inside"])
        return (bracket.start("inside") + inner[0], bracket.start("inside") + inner[1]) if inner else None
    label = _label(words)
    if label:
        return (label, len(words)) if is_maker(words[label:]) else None
    mark = _COPYRIGHT.match(words)
    if mark and mark.end() < len(words):
        named = words[mark.end() :]
        label = _label(named)  # "© Photo: X"
        if label and is_maker(named[label:]):
            return mark.end() + label, len(words)
        return (mark.end(), len(words)) if is_maker(named) and not any(map(str.isdigit, named)) else None
    agency = _agency_after_label(words)
    if agency:
        return agency, len(words)
    return (0, len(words)) if _is_agency_line(words, alone=False) else None


def is_joined(words: str) -> bool:
    """Say whether words may be names with a joint between them that only credits have."""
    return "/" in words or "|" in words or "via" in words


def may_be_an_agency(line: str) -> bool:
    """Say whether a line is as short as a label and ends like an agency of several words."""
    if len(line) > LONGEST_LABEL or not (line[-1:] in _LAST_LETTERS or line[-1:].isspace()):
        return False
    return " ".join(line.casefold().split()).rstrip("*_ .")[-3:] in _AGENCY_ENDINGS


def ends_with_a_label(words: str) -> bool:
    """Say whether what stands before a separator ends with the letters of a label."""
    last = words[-2:]
    if last not in _ENDINGS_IN_ANY_CASE and last.isascii() and last.isalnum():
        return False  # most words
    return words.rstrip(" .").casefold().endswith(_ENDING_LABELS)


def bracket_credit(line: str) -> Credit | None:
    """Return the credit in brackets that a line ends with, if it does and other words stand before it."""
    opening = max(line.rfind(mark) for mark in "([（［")
    if opening < 8:
        return None
    found = _BRACKET.fullmatch(line.rstrip("*_"), opening)
    inner = _inside(found["inside"], square=line[opening] in "[［") if found else None
    if not found or not inner:
        return None
    cut = opening
    while cut and line[cut - 1] in " \t\u00a0":
        cut -= 1
    return Credit(found.start("inside") + inner[0], found.start("inside") + inner[1], cut)


def credit_end(line: str) -> str:
    """Return the end of a line in which a credit with a label may stand: nothing of most lines."""
    tail = line[-LONGEST:]
    last = tail.rstrip()[-1:]
    if last in _NO_CREDIT_ENDS:
        return ""
    return tail[-_LONGEST_DOTTED:] if last == "." else tail


def labelled_credit(line: str) -> Credit | None:
    """Return the credit with a label that a line ends with, behind a caption: "A pier. Photo: X"."""
    tail = line[-LONGEST:]
    offset = len(line) - len(tail)
    for first, past in _labels(tail):
        start = offset + first
        before = line[:start].rstrip(" \t\u00a0(|/©–—-")
        named = _ASIDE.sub("", line[offset + past :]).rstrip(" )\t\r*_")
        glued = before[-1:] not in _BEFORE_CREDIT and before == line[:start].rstrip()
        if not before or (glued and line[start] != "ⓒ" and not (line[start] == "©" and "/" in named)):
            continue
        plain = line[start : offset + past].rstrip(" :：").casefold() in _CREDIT
        if plain and (_DEBIT.search(line) or (" " not in named and named.casefold() not in AGENCIES)):
            continue
        if is_maker(named):
            return Credit(offset + past, offset + past + len(named), len(before))
    taken = "＝" in line and _TAKEN.search(line)
    if not taken and ("摄" in line or "攝" in line):
        taken = _TAKEN_CHINESE.search(line)
    if taken:
        return Credit(taken.start("maker"), taken.end("maker"), taken.start())
    gap = max(tail.rfind(mark) for mark in _BEFORE_HOUSE)
    named = tail[gap + 2 :].rstrip(" \t\r*_")
    if gap > 0 and "/" in named and _is_agency_line(named, alone=False):  # "The old pier. EPA/Ada Example"
        start = offset + gap + 2
        return Credit(start, start + len(named), offset + gap + 1)
    return None


def names_a_house(words: str) -> bool:
    """Say whether a credit names a photographer and a house as the press does, or one that sells pictures.

    Edited texts name an agency alone.
    """
    joined = ("/" in words or "|" in words) and len(_pieces(words)) > 1
    return joined or words.endswith(_TAKEN_BY) or words.casefold().strip(" .*_") in _STOCKS


def is_press_credit(words: str) -> bool:
    """Say whether a credit names a house beside the maker, or the maker without the full stop of edited texts."""
    if names_a_house(words):
        return True
    maker = _pieces(words)[0] if words.strip() else ""
    least = 2 if has_case(maker) else 1
    named = least <= len(maker.split()) <= 4 and is_name(maker) and maker.casefold() not in AGENCIES
    return words[-1:] != "." and (named or words.casefold() in _NAMELESS)


def is_labelled_bracket(line: str, credit: Credit) -> bool:
    """Say whether the credit in brackets at the end of a line stands behind a label: "(Photo: Ada Example/AP)"."""
    words = line[credit.cut : credit.end].strip(" \t([（［")
    return bool(_label(words) or _bare_label(words))


def _label(words: str) -> int:
    """Return where the label that the words begin with ends, its separator included; 0 if there is none."""
    found = _SEPARATOR.search(words, 0, LONGEST_LABEL)
    if found and words[: found.start()].strip(" .*_").casefold() in _LABELS:
        return found.end()
    by = _BY.match(words)
    return by.end() if by else 0


def _bare_label(words: str) -> int:
    """Return where a label without a colon ends, as in "(foto Ada Example)" or "(फोटो- X)"; 0 if there is none."""
    found = _BARE_LABEL.match(words)
    return found.end() if found and found["label"].casefold() in _LABELS else 0


def _labels(words: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the labels that stand among the words, their separators included."""
    for found in _SEPARATOR.finditer(words):
        first = max(0, found.start() - LONGEST_LABEL)
        if words[first : found.start()].rstrip(" .").casefold()[-2:] not in _LABEL_ENDINGS:
            continue
        near = list(_LABEL_WORD.finditer(words, first, found.start()))[-3:]
        for word in near:
            label = words[word.start() : found.start()].strip(" .").casefold()
            if label in _AT_THE_END:
                yield word.start(), found.end()
                break
    small = words.lower()
    if not words.isascii() or any(map(small.__contains__, ("by", "via", "courtesy", "fot."))):
        for by in _BY.finditer(words):
            yield by.start(), by.end()
    for bare in _UNLABELLED.finditer(words) if any(map(words.__contains__, ("/ ", "©", "ⓒ"))) else ():
        named = words[bare.end() :].rstrip(" *_\r\t")
        shouted = named.isupper() and is_full_name(named)
        if (bare.group()[0] in "©ⓒ" or shouted) and not any(map(str.isdigit, named)):
            yield bare.start(), bare.end()


def _inside(words: str, *, square: bool = False) -> tuple[int, int] | None:
    """Return the span of the fact in what stands between brackets."""
    label = _label(words)
    if label:
        return (label, len(words)) if is_maker(words[label:]) else None
    mark = _COPYRIGHT.match(words)
    if mark and is_maker(words[mark.end() :]) and not any(map(str.isdigit, words)):
        return mark.end(), len(words)
    agency = _agency_after_label(words)
    if agency:
        return agency, len(words)
    bare = _bare_label(words)
    if bare and is_press_credit(words[bare:]) and is_maker(words[bare:]):
        return bare, len(words)
    return (0, len(words)) if _is_agency_line(words, alone=square) else None


def _agency_after_label(words: str) -> int:
    """Return where the agency begins in "Photo AFP"; 0 if that is not what the words are."""
    first, _, rest = words.partition(" ")
    known = first.casefold() in _LABELS and _is_agency_line(rest.lstrip(), alone=True)
    return len(words) - len(rest.lstrip()) if known and rest[:1].isupper() else 0


def _is_agency_line(words: str, *, alone: bool) -> bool:
    """Say whether the words are names with a joint between them and an agency among them.

    `alone`: a single agency will do.
    """
    joined = is_joined(words)
    if not joined and len(words) > LONGEST_LABEL:
        return False
    folded = " ".join(words.casefold().split()).strip("*_ .")
    if folded in AGENCIES:
        return " " in folded or alone
    if not joined:
        return False
    pieces = [piece.strip("*_ ") for piece in _pieces(words)]
    if len(pieces) < 2 or len(words.split()) > _MOST_WORDS + 3:
        return False
    if not any(piece.casefold() in AGENCIES for piece in pieces):
        return False
    return all(piece.casefold() in AGENCIES or is_name(piece) for piece in pieces)


def is_maker(words: str) -> bool:
    """Say whether words behind a label can be who a picture is by: a few capitalised words, or "collected"."""
    words = words.strip(" \t\r*_")
    if not words or len(words.split()) > _MOST_WORDS or weight(words) > 90 or words[-1] in END_MARKS - {"."}:
        return False
    folded = words.casefold().strip(".")
    if folded in _NAMELESS or folded in AGENCIES or folded.split()[0] in {"courtesy", "via", "from"}:
        return True
    if words[0] == "@":
        return len(words.split()) == 1
    if not has_case(words):
        return len(words) <= 24 and words[-1] != "."
    pieces = _pieces(words)
    housed = "/" in words and pieces[-1].casefold() in AGENCIES  # "press service of the harbour / AFP"
    small = begins_small(words) and not housed and pieces[0].casefold() not in AGENCIES
    if small or (words[-1] == "." and len(words.split()) > 4):
        return False
    if len(pieces) > 1 and _is_house(pieces[0], pieces[-1], words):
        pieces = pieces[:-1]
    return housed or all(piece.casefold().strip(" .") in AGENCIES or is_name(piece) for piece in pieces)


def _is_house(maker: str, last: str, words: str) -> bool:
    """Say whether the last part of a credit is a house although it looks like no name: "dta", "Harbour gazette"."""
    if "/" in words and _SIGNATURE.fullmatch(last):
        return True
    return is_full_name(maker) and may_be_house(last)


def _pieces(words: str) -> list[str]:
    return [piece for piece in _JOINTS.split(words) if piece.strip()]
