"""The cleaner that repairs misspelt common words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from cleantext.cleaners.typos.guesses import NO_WORDS, WordList, guessed
from cleantext.cleaners.typos.places import (
    begins_sentence,
    code_fences,
    is_in_english,
    is_meant,
    is_small_word,
    is_untouchable,
    quotation,
)
from cleantext.cleaners.typos.table import IN_CONTEXT, misspellings, suspects
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit, Flag

_WORD = re.compile(r"[A-Za-z]+")

# Beside these the four words in context are contractions: "cant" is talk, "wont" a habit, "im" and "ive" no English.
_CONTRACTIONS = re.compile(
    r"(?<=\b[Ii] )(?:cant|wont)\b|(?<=\b(?:it|he|we) )(?:cant|wont)\b|(?<=\b(?:you|she) )(?:cant|wont)\b"
    r"|(?<=\bthey )(?:cant|wont)\b|(?<=\bjust )cant\b"
    r"|\b[Ii]m(?= (?:not|so|sure|going|gonna|just|very|really|still|trying|glad|happy|sorry|looking|afraid|thinking"
    r"|having|getting|doing)\b)"
    r"|\b[Ii]ve(?= (?:been|had|seen|got|never|always|ever|tried|heard|done|found|used|gone|made|lived|already)\b)"
)
_CONTEXT_MEANT = {"cant": "can't", "wont": "won't", "im": "I'm", "ive": "I've"}

# Behind a misspelling the rest of a word that was cut in two: "realtion ship".
_CUT_OFF = re.compile(r" (?:ship|ships|ment|ments|ness|less|ful|full|ly|able|ing|ally|ity|hood)\b")

_SHORT = 4  # letters, up to which a word in capitals may be an acronym
_NAME = 5  # letters, up to which a capitalised word may be somebody's name
_MANY = 8  # wrong forms, from which on it is faster to look at every word than for each of them
_STYLE = 3  # contractions without their mark, and none with it, are the author's way of writing
_WITH_MARK = re.compile(r"[A-Za-z](?:n['’]t|['’](?:re|ve|ll|m))\b")


@document_rule(effect="repair")
def typos(document: Document, *, informal: bool = False, wordlist: WordList = NO_WORDS) -> Iterator[Edit | Flag]:
    r"""Repair misspelt common words: a table of misspellings that nothing else can be meant by.

    Why: "recieve" and "definately" hide words from search and counting, and every rule that looks for a word misses it.
    The case stays; British and American spellings are both right. Addresses, handles, file names, code, acronyms, what
    is marked [sic], talk about spelling and quotations in dialect or older English stay as they are, and so do
    sentences in other languages. What is likely but not certain is flagged with the proposal.
    `informal` also repairs what many write so on purpose: contractions without their mark (dont, theyre) and words run
    together (alot, atleast).
    `wordlist = "wordfreq"` (extra `names`) also looks for unknown words one slip away from a common one: some more are
    repaired, and more again are flagged.
    Before: "We were definately suprised to recieve the accomodation for free."
    After: "We were definitely surprised to receive the accommodation for free."
    Before: "Goverment sources said it would not happen untill Monday."
    After: "Government sources said it would not happen until Monday."
    Keeps: "The colour of the jewellery, the color of the jewelry: both are right, whilst travelling or traveling."
    Keeps: "Write to recieve@example.org, or see https://example.org/recieve for the form."
    Keeps: "\"I recieve [sic] nothing,\" the note said."
    Keeps: "She wrote \"recieve\" on the board and asked what was wrong with it."
    Keeps: "I dont mind alot."
    """
    found = document.shared(suspects)
    if not informal:
        found -= _informal()
    changes = list(_from_table(document.text, found)) if found else []
    if wordlist is not NO_WORDS:
        changes.extend(guessed(document.text, wordlist))
    yield from sorted(changes, key=lambda change: change.start)


def _from_table(text: str, found: frozenset[str]) -> Iterator[Edit | Flag]:
    meant = misspellings()
    hits = [(start, wrong, meant[wrong.lower()]) for start, wrong in _places(text, found - IN_CONTEXT)]
    if found & IN_CONTEXT:
        hits.extend((m.start(), m[0], _CONTEXT_MEANT[m[0].lower()]) for m in _CONTRACTIONS.finditer(text))
        hits.sort()
    contractions = [hit for hit in hits if "'" in hit[2]]
    if len(contractions) >= _STYLE and not _WITH_MARK.search(text):
        hits = [hit for hit in hits if "'" not in hit[2]]
    hits = [hit for hit in hits if _stands_free(text, hit[0], hit[0] + len(hit[1]))]
    quoted = Counter(quotation(text, start, start + len(wrong)) for start, wrong, _ in hits)
    fences = code_fences(text)
    for start, wrong, right in hits:
        end = start + len(wrong)
        right = in_shape_of(wrong, right)
        if not right or is_untouchable(text, start, end, fences) or is_meant(text, start, end, right):
            continue
        if not is_in_english(text, start, end):
            continue
        quote = quotation(text, start, end)
        if quote and quoted[quote] > 1:  # put down letter by letter, it seems
            yield Flag(start, end, "a misspelling in a quotation with several", proposal=right)
        elif _CUT_OFF.match(text, end):
            yield Flag(start, end, "a misspelling, or the first part of a word cut in two", proposal=right)
        elif wrong.istitle() and right.lower() == meant.get(wrong.lower()) and _may_be_name(text, start, end):
            yield Flag(start, end, "a misspelling, or a name", proposal=right)
        else:
            yield Edit(start, wrong, right, why="a misspelling of nothing else")


@cache
def _informal() -> frozenset[str]:
    """Return the wrong forms that many write on purpose."""
    return IN_CONTEXT.union(wrong for wrong, right in misspellings().items() if "'" in right or " " in right)


def _places(text: str, wanted: frozenset[str]) -> list[tuple[int, str]]:
    """Return where the wrong forms stand, as they are written there."""
    lowered = text.lower()
    if len(lowered) != len(text) or len(wanted) > _MANY:  # "İ" becomes two characters
        return [(match.start(), match[0]) for match in _WORD.finditer(text) if match[0].lower() in wanted]
    places = []
    for wrong in wanted:
        start = lowered.find(wrong)
        while start >= 0:
            places.append((start, text[start : start + len(wrong)]))
            start = lowered.find(wrong, start + 1)
    return sorted(place for place in places if place[1].isascii())


def _stands_free(text: str, start: int, end: int) -> bool:
    """Say whether a run of ASCII letters is a whole word: no letter or digit beside it, nor an apostrophe and one."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() or after.isalnum() or (before and not before.isascii() and not before.isprintable()):
        return False
    if after in ("'", "’") and text[end + 1 : end + 2].isalpha() and text[end + 1 : end + 3].rstrip() not in ("s", "S"):
        return False
    marks = ("\u00ad", "\u200b", "\u200c", "\u200d", "\u2060")
    if after and (after in marks or "\u0300" <= after <= "\u036f"):
        return False
    return not (before in ("'", "’", "-") and text[start - 2 : start - 1].isalpha() and before != "-")


def _may_be_name(text: str, start: int, end: int) -> bool:
    """Say whether a capitalised word may be a name, not the start of a sentence or a noun somebody made grand."""
    if re.match(r"[ -][A-Z]", text[end : end + 2]):
        return True
    if begins_sentence(text, start):
        return False
    leader = re.search(r"\b([A-Z][\w'’]*)[ -]$", text[max(0, start - 30) : start])
    return end - start <= _NAME or (leader is not None and not is_small_word(leader[1]))


def in_shape_of(wrong: str, right: str) -> str:
    """Return the right word with the capitals of the wrong one; nothing if those are no usual shape."""
    if wrong.islower():
        return right
    if wrong.isupper():
        return right.upper() if len(wrong) > _SHORT else ""
    if wrong[1:].islower():
        return right[0].upper() + right[1:]
    return ""
