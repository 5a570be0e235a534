"""Paragraphs that a page break, a banner or a picture cut in two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleantext.core.cleaner import document_rule
from cleantext.core.code import code_lines
from cleantext.core.document import Document, Edit
from cleantext.core.layout import END_MARKS, Line, ends_sentence, layout, line_beginnings
from cleantext.core.linelooks import beginnings_text


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Words after which a sentence cannot be over, nor a headline: what they govern has to follow.
_GOVERNS = _words(
    # English; German; French; Spanish, Portuguese and Italian; Dutch, Swedish, Polish and Russian
    """
    a an the and or of to from with into onto upon between among during than because although unless whereas their
    its our my your every nearing approaching exceeding totalling totaling topping surpassing nearly about around
    approximately roughly some over under at by for in on as more less fewer least most only just almost
    der die das den dem des ein eine einen einem einer eines und oder mit von vom zum zur für gegen ohne durch über
    unter zwischen rund etwa mehr als
    le la les un une des du de et ou avec pour par sans sous chez entre vers dans environ plus
    el los las unos unas y con sin para por según hasta desde entre del al o os as um uma uns umas e com sem em no
    na nos nas do da dos das pelo pela il lo gli uno di con su tra fra dal dalla nel nella sul sulla delle degli più
    het een en van met voor naar och att med för från av i z w na do od dla oraz и в на с по для от из к за о у
    """
)
# These also end sentences and headlines ("the road they came in"): no evidence before a number.
_MAY_END = _words(
    """
    over under in on by about around as more less some only just most plus mehr durch das der die i no
    """
)
# Family names and Arabic articles that open a sentence in lower case.
_PARTICLES = _words(
    """
    al el bin ibn abu de van von der den da di du dos del della le la d l ad as an at ul
    """
)

# Anything but an ASCII capital or a mark: those begin a paragraph of their own.
_GOES_ON = re.compile(r"[^\WA-Z_]|[$€£]")
_GOING_ON = re.compile(r"\n(?:[^\WA-Z_]|[$€£])")
_GAP = re.compile(r"\n[^\S\n]{0,80}(?:\n[^\S\n]{0,80}){0,2}")  # at most two empty lines
_NOT_RUNNING = re.compile(
    r"\s*(?:[#>|=]|[-*+•◦▪●■►▶→·–—]\s|\[?\d{1,3}\]?[.):]|\(?[a-zA-Z\d]{1,3}[.)]\s|https?:|www\.|[\w.+-]+@|@\w|\*\*|__|\{|<|\\)"
)
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_NUMBER = re.compile(r"(?:[$€£¥]\s?)?\d{1,3}(?:[.,\u00a0 ]\d{3})*(?:[.,]\d+)?(?:%|\s?percent)?\s+[^\W\d_]")
_TWO_WORDS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*,?[”\"»]? [^\s\w]?\w[^.!?]*[ .]")
_WORDS = re.compile(r"\w+")
_CAPITALISED = re.compile(r"\b[^\W\d_a-z][^\W\d_]+")
_COMMAS = "，、،,"
_CUT_BY_COMMA = re.compile(f"[{_COMMAS}]$")
_CASED = re.compile("[a-zA-Z\u00c0-\u024f\u0370-\u052f]")
_EAST_ASIAN = re.compile("[\u3041-\u30ff\u3400-\u9fff]")

_FEWEST_WORDS = 8  # in the left half: shorter lines without an end mark are headings, labels and verse
_SHORTEST = 45  # characters, likewise
_COMMA = "the line before ends with a comma"
_MOST_CUTS = 0.15  # of the lines of a text: a text that has more is verse, a list, or writes no capitals


def _maybe_cut(document: Document) -> list[tuple[Line, Line]]:
    """Return the pairs of neighbouring lines the first of which may go on in the second: few, in most texts."""
    if not _GOING_ON.search(document.derived(beginnings_text)):
        return []
    page = document.shared(layout)
    return [
        (page.lines[index - 1], page.lines[index])
        for index, first in enumerate(document.derived(line_beginnings))
        if index and _may_be_cut(page.texts[index - 1], first) and ends_sentence(page.texts[index].rstrip())
    ]


def _may_be_cut(above: str, first: str) -> bool:
    """Say whether a line may go on in one that begins so: a writer of capitals in lower case or with a number."""
    if above[-1] in END_MARKS or not _GOES_ON.match(first):
        return False
    return first[0].islower() or first[0].isdigit() or first[0] in "$€£" or above.rstrip()[-1] in _COMMAS


@document_rule(effect="repair", asks=_maybe_cut)
def cut_paragraphs(document: Document) -> Iterator[Edit]:
    r"""Join a paragraph that was cut within a sentence.

    Why: page breaks, pictures and banners split sentences, and no later reader can tell that they belong together.
    Before: "The harbour board said on Monday that storm damage had reached losses nearing\n\n2,000 crowns for every boat that was moored there."
    After: "The harbour board said on Monday that storm damage had reached losses nearing 2,000 crowns for every boat that was moored there."
    Before: "The keeper of the lighthouse wrote that the ferry was late and the harbour\n\nsays it has had no news of her since the morning."
    After: "The keeper of the lighthouse wrote that the ferry was late and the harbour says it has had no news of her since the morning."
    Keeps: "Storm closes harbour of the small island town for nine days\n\n12 boats were lost when the storm came in on Monday night."
    Keeps: "The treaty was signed by France, Norway and the U.S.\n\nthe harbour reopened on the same day, a clerk wrote below."
    Keeps: "Visitors to the island in winter should pack and carry\n\na warm coat\n\na lamp\n\na good book."
    Loses: a paragraph break that the author set within a sentence.
    """  # noqa: E501
    text = document.text
    for above, line in document.derived(_maybe_cut):
        gap = _GAP.match(text, above.end, line.end)
        if not gap or text[gap.end()].isspace():
            continue
        start = above.start
        left = above.text.rstrip()
        right = text[gap.end() : line.end].rstrip()
        why = _evidence(left, right)
        if why == _COMMA and document.shared(_clauses) > 1:
            continue  # a preamble, a list of clauses: no accident happens twice at the same mark
        if why and not document.shared(_writes_no_capitals) and not _is_listed(document, start, gap.end()):
            place = start + len(left)
            glue = "" if _EAST_ASIAN.match(right) else " "
            yield Edit(place, text[place : gap.end()], glue, "", why)


def _writes_no_capitals(text: str) -> bool:
    """Say whether lines begin in lower case too often for it to be damage."""
    begins = [line[0] for line in map(str.strip, text.split("\n")) if line]
    return sum(map(str.islower, begins)) > max(2, _MOST_CUTS * len(begins))


def _clauses(text: str) -> int:
    """Return the number of long lines without capitals that end with a comma."""
    lines = (line.rstrip() for line in text.split("\n"))
    return sum(1 for line in lines if _CUT_BY_COMMA.search(line) and not _CASED.match(line.lstrip()) and _is_long(line))


def _is_listed(document: Document, left: int, right: int) -> bool:
    """Say whether the lines that begin there are of a list, verse or code, by what stands around them."""
    text, code = document.text, document.shared(code_lines)
    if left in code or right in code:
        return True
    end = text.find("\n", right)
    after = text[end : end + 200].lstrip() if end >= 0 else ""
    before = text[max(left - 200, 0) : left].rstrip().rpartition("\n")[2]
    return after[:1].islower() or (before[:1].islower() and not ends_sentence(before) and len(before) < _SHORTEST)


def _evidence(left: str, right: str) -> str:
    """Return what shows that the right line goes on with the sentence of the left one; "" if nothing does."""
    first = right[:1]
    if len(left) < _SHORTEST // 2 or ends_sentence(left) or not ends_sentence(right):
        return ""
    if not _CASED.match(first) and not first.isdigit() and first not in "$€£":
        return _unicased_evidence(left, right)
    last = _LAST_WORD.search(left, left.rfind(" ") + 1)
    comma = left.endswith(",")
    if not (last or comma) or _NOT_RUNNING.match(right) or _NOT_RUNNING.match(left) or not _reads_on(left):
        return ""
    word = last[0] if last else ","
    governs = word.lower() in _GOVERNS and word.islower()
    if first.islower():
        opening = _FIRST_WORD.match(right)
        begins = opening[0] if opening else ""
        rest = right[len(begins) :]
        if not begins or not begins.islower() or (begins in _PARTICLES and not governs and rest[1:2].isupper()):
            return ""
        if left[:1].islower() or not _TWO_WORDS.match(right):
            return ""
        return f"no end mark after {word!r}, and {begins!r} goes on in lower case"
    number = _NUMBER.match(right)
    if number and governs and word not in _MAY_END:
        return f"{word!r} cannot end a sentence, and {number[0][:-1].strip()!r} follows"
    return ""


def _reads_on(left: str) -> bool:
    """Say whether the left half is the beginning of a sentence, not a heading, a name or a row of names."""
    words = _WORDS.findall(left)
    if len(words) < _FEWEST_WORDS or len(left) < _SHORTEST:
        return False
    capitals = len(_CAPITALISED.findall(left))
    return 2 * capitals < len(words) and ": " not in left[:20] and "|" not in left and "://" not in left


def _unicased_evidence(left: str, right: str) -> str:
    """Without capitals only a comma at the very end of a long line tells that a sentence goes on."""
    if not _CUT_BY_COMMA.search(left) or not right[:1].isalpha() or _CASED.search(right[:1]):
        return ""
    return _COMMA if _is_long(left) and (len(right) >= 8 or not _EAST_ASIAN.search(left)) else ""


def _is_long(line: str) -> bool:
    return len(line) >= 25 if _EAST_ASIAN.search(line) else len(line.split()) >= 12
