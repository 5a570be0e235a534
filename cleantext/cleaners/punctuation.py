"""Marks and blanks that machine translation, rewriting tools and lost tags leave behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_lowercase

from cleantext.core.cleaner import document_rule
from cleantext.core.code import code_lines
from cleantext.core.document import Document, Edit, Flag
from cleantext.core.linelooks import looked_for, pieces_there


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Each begins with a literal, so that it is searched for at the speed of one; what stands before is looked at after.
_SECONDS = (
    (re.compile(r" \.(?= |$)(?! ?[.\d])", re.MULTILINE), re.compile(r"[^\W_][^\s.…]\.[\"'”’»)\]]?$")),
    (re.compile(r" ,(?= [^\W_]|$)", re.MULTILINE), re.compile(r"[^\W\d_],$")),
    (re.compile(r",(?<=,,)(?= [^\W_]|$)", re.MULTILINE), re.compile(r"[^\W\d_],$")),
    (re.compile("，(?<=，，)(?=\\w)"), re.compile("[\u3041-\u30ff\u3400-\u9fff]，$")),
    (re.compile("、(?<=、、)(?=\\w)"), re.compile("[\u3041-\u30ff\u3400-\u9fff]、$")),
)


@document_rule(effect="repair", triggers=(" .", " ,", ",,", "，，", "、、"))
def doubled_marks(document: Document) -> Iterator[Edit]:
    r"""Remove the second of two full stops or commas that stand for one.

    Why: rewriting tools and removed links leave a mark of their own beside the author's.
    Before: "She was co-chair of the harbour board. ."
    After: "She was co-chair of the harbour board."
    Before: "The ferry,, which was late, sailed."
    After: "The ferry, which was late, sailed."
    Keeps: "Wait . . . there is more ... he said ,,so''."
    Keeps: "Chapter 1 . . . . . . 12"
    Keeps: "a,,b and ¿Qué?! and ../ and 1..9"
    """
    text = document.text
    found = [
        match
        for second, first in _SECONDS
        for match in second.finditer(text)
        if first.search(text[max(match.start() - 5, 0) : match.start()])
    ]
    for match in sorted(found, key=lambda match: match.start()):
        yield Edit(match.start(), match[0], "")


_SAID = "said|added|told|asked|replied|wrote|stated|explained|noted|warned|insisted|claimed|admitted|argued|continued"
_WHO = "he|she|they|it|we"
_ATTRIBUTION = re.compile(
    rf"\. (?:{_WHO}) (?:has |have |had )?(?:also )?(?:{_SAID})"
    r"(?=[.!?]|,? (?:(?:on|in|at|to|by|during|after|late|early|yesterday|today|reporters)\b[^.!?,;:\n]{0,40})[.!?])"
)
_WORD_BEFORE = re.compile(r"([a-z]{3,}|\d)[”\"’']?$")
_SENTENCE = re.compile(r"(?:^|[.!?…][”\"’')\]]? )(?P<first>[“\"‘'(\[]?[A-Z0-9][^.!?…]*)$")
# A full stop after these may be no end: "at 5 p.m. he said", "the firm Storm Inc. he said he owned".
_ABBREVIATIONS = _words(
    """
    inc corp ltd llc etc jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun dept gov
    sen rep gen col capt approx bros ave est fig vol max min mrs rev hon prof cent tel misc
    """
)


_BEGINNINGS = frozenset(looked_for(*(f". {who} " for who in _WHO.split("|"))))


def _may_be_attributions(document: Document) -> bool:
    """Say whether there is one: most that begin like it begin with a capital."""
    there = not _BEGINNINGS.isdisjoint(document.derived(pieces_there))
    return there and _ATTRIBUTION.search(document.text) is not None


@document_rule(effect="repair", asks=_may_be_attributions)
def detached_attributions(document: Document) -> Iterator[Edit]:
    r"""Put a comma for the full stop before a lower-case "he said".

    Why: machine translation ends the quoted sentence, and leaves its speaker as a torso after it.
    Before: "More than forty boats were lost that night. he said."
    After: "More than forty boats were lost that night, he said."
    Keeps: "He left. She stayed. He said nothing."
    Keeps: "At 5 p.m. he said he would sail. Was it late? he asked."
    Loses: that the sentence ended before its speaker was named.
    """
    text = document.text
    for match in _ATTRIBUTION.finditer(text):
        place = match.start()
        before = text[max(text.rfind("\n", 0, place) + 1, place - 600) : place]
        sentence = _SENTENCE.search(before)
        word = _WORD_BEFORE.search(before[-30:])
        if word and sentence and len(sentence["first"].split()) >= 4 and word[1] not in _ABBREVIATIONS:
            yield Edit(place, ".", ",", why="a full stop before a lower-case attribution")


# Words that open sentences and are seldom the second half of a name with a dot in it.
_OPENERS = _words(
    """
    The This That These Those There They She But And When While After Before However According Meanwhile
    Although Because Since With From Some Many His Her Their Our You Its For What Who Where Why How If In It He
    We As At On By An Der Die Das Ein Eine Und Aber Sie Wir Nach Bei Mit Auch El La Los Las Un Una Pero Según
    Por Para Con En Desde Esta Este Le Les Une Des Mais Selon Dans Pour Avec Elle Ils Cette Il Gli Ma Ha Nel
    Dopo Secondo Os As Um Uma Mas De Em Segundo No Na Ele Ela O A
    """
)
_CAPITAL = "[A-ZÀ-ÖØ-ÞŠŽŁŚĆČĐÅ]"
# A pattern a mark, each beginning with that mark: so they are searched for at the speed of a literal.
_GATES = [(mark, re.compile(rf"\{mark}[”\"»]?{_CAPITAL}")) for mark in ".!?"]
_GLUED = re.compile(
    r"[“\"«(‘'’-]*(?P<left>[^\W\d_]{4,})(?P<stop>(?P<before>[”\"»]?)[.!?](?P<after>[”\"»]?))"
    rf"(?P<right>{_CAPITAL}[^\W\d_]*)(?P<end>[,;:…”\"»]?)(?=\s+[^\W\d_])"
)
# What glued sentences hold in small ASCII letters, where "?" stands for what is not ASCII: "s.the", "s.”the", "s.été".
_GLUED_SIGNS = frozenset(
    looked_for(
        *(f"{mark}{closer}{letter}" for mark in ".!" for closer in ("", '"', "?") for letter in ascii_lowercase),
        *(f"{mark}{closer}?" for mark in ".!" for closer in '"?'),
    )
)
_ENDINGS = _words("""Com Org Net Html Pdf Exe Js Io Ai Tv Co Uk Eu Info Md Py""")


def _stops_before_capitals(document: Document) -> list[int]:
    """Return the places of the stops that may stand between glued sentences."""
    text = document.text
    if "?" not in text and _GLUED_SIGNS.isdisjoint(document.derived(pieces_there)):
        return []
    return sorted([match.start() for mark, gate in _GATES if mark in text for match in gate.finditer(text)])


@document_rule(effect="repair", asks=_stops_before_capitals)
def glued_sentences(document: Document) -> Iterator[Edit | Flag]:
    r"""Put the space back between two sentences, where the second begins as sentences do; flag other cases.

    Why: inline tags and line breaks were taken out with the space they stood for.
    Before: "El puerto es una realidad\".El alcalde lo dijo ayer."
    After: "El puerto es una realidad\". El alcalde lo dijo ayer."
    Before: "The ferry sank within minutes.The crew were saved."
    After: "The ferry sank within minutes. The crew were saved."
    Keeps: "Node.js, U.S.Army, e.V., www.a.de, readme.Md, System.Out, asp.Net and discord.Client run here."
    """
    text = document.text
    for place in document.derived(_stops_before_capitals):
        begin = max(text.rfind(" ", 0, place), text.rfind("\n", 0, place)) + 1
        match = _GLUED.match(text, begin, place + 100) if place - begin < 60 else None
        if not match or not match.start("stop") <= place < match.end("stop"):
            continue
        left, right = match["left"], match["right"]
        follows = text[match.end() : match.end() + 20].lstrip()[:1]
        if not (left.islower() and follows.islower() and (right[1:].islower() or len(right) == 1)):
            continue  # System.Out, and what stands in no sentence
        if right in _ENDINGS or begin in document.shared(code_lines):
            continue
        if right in _OPENERS or ((match["before"] or match["after"]) and len(right) > 1):
            yield Edit(match.end("stop"), "", " ", why=f"{right!r} begins a sentence")
        elif len(right) > 2:
            proposal = f"{left}{match['stop']} {right}"
            yield Flag(match.start("left"), match.end("right"), "a space may be missing", proposal=proposal)
