"""What the names of people and desks look like; what they mean is not looked at. Holds no cleaner."""

from __future__ import annotations

import re

from cleantext.core.alphabet import begins_small
from cleantext.core.layout import END_MARKS

# Words inside names that are not capitalised.
_PARTICLES = frozenset(
    {"de", "del", "della", "dello", "dei", "degli", "di", "da", "das", "dos", "do", "van", "von", "der", "den", "ter"}
    | {"te", "zu", "zum", "zur", "af", "av", "al", "el", "bin", "ibn", "ben", "la", "le", "du", "des", "y", "e", "und"}
)
_GEORGIAN = re.compile("[\u10d0-\u10ff]")  # its capitals stand in inscriptions only
_INITIAL = re.compile(r"(?:[A-Z]\.?){1,3}|(?:[JSD]r|Ph\.?D|M\.?D|M[rs]s?|St|Prof|Do[ck])\.?")
_NAME_CHARACTER = re.compile(r"^[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u0dff\u0e00-\u0eff.'’‘`-])*$")


_JOINTS = re.compile(
    r"\s*,\s+(?:and|und|et|y|e|en|og|och)\s+|\s*[,|;/·•—]\s*|\s+[-–—&]\s+|\s+(?:and|und|et|y|e|en|og|och|i|и|&)\s+"
)
_TAIL = re.compile(r"\s+(?:for|in|from|at|of)\s+(?:the\s+)?(?=[A-Z])")
_ROLES = re.compile(
    r"(?:(?:senior|staff|chief|managing|deputy|associate|assistant|contributing|special|political|sports|business|news|"
    r"science|health|foreign|guest|freelance|digital|multimedia|investigative|web)\s+){0,3}"
    r"(?:staff|staff writers?|writers?|editors?|reporters?|correspondents?|journalists?|contributors?|columnists?|"
    r"producers?|web ?desk|news ?desk|desk|agencies|agency|bureau|team|editor[- ]in[- ]chief|redaktion|redazione|"
    r"rédaction|redacción|redação|redaktionen|редакция|editorial (?:team|board|staff)|redakteur(?:in)?|"
    r"korrespondent(?:in)?|journaliste|journalist(?:in)?|periodista|jornalista|giornalista|redacteur|redaktør|"
    r"dziennikarka?|журналист(?:ка)?)",
    re.IGNORECASE,
)
# What a name may be followed by without a comma, and what may say which one it is.
_TRADE = re.compile(
    r"(?:reporter(?:in)?|journalist(?:in)?|correspondent|korrespondent(?:in)?|redakteur(?:in)?|redaktør|journaliste|corresponsal|correspondente|corrispondente"
    r"|periodista|jornalista|giornalista|dziennikarka?|toimittaja|журналист(?:ка)?|корреспондент)",
    re.IGNORECASE,
)
_POST_AT = re.compile(r"\s+(?:in|en|à|em|da|w|i|v|din)\s+(?=[A-ZÀ-Ž]).*$")  # "Correspondent in Harbourtown"
_ACCOUNT = re.compile(r"@\w{2,30}|[\w.+-]{1,40}@[\w-]{2,40}(?:\.[\w-]{2,20}){1,3}")
# "The Example editors", "Example Team"
_COLLECTIVE = re.compile(r"(?:the )?(?P<name>.+) (?:editors|team|staff|desk|reporters|writers)", re.IGNORECASE)


def is_name(words: str, *, longest: int = 5) -> bool:
    """Say whether words have the shape of one name: capitalised words with particles, or a few of a script
    without case. What they mean is not looked at."""
    parts = words.split()
    if not 1 <= len(parts) <= longest or len(words) > 60:
        return False
    cased = 0
    for position, part in enumerate(parts):
        bare = part.strip(".,()“”\"'’®™")
        if bare.lower() in _PARTICLES and 0 < position < len(parts) - 1:
            continue
        if _INITIAL.fullmatch(bare):
            cased += bare[:1].isupper()
            continue
        if not _NAME_CHARACTER.match(bare) or part[-1] in END_MARKS:
            return False
        first = bare[0]
        if begins_small(first):
            return bool(re.match(r"^(?:al|el|d|o|ter)[-'’]\w", bare)) and len(parts) > 1
        cased += 1
    return cased > 0


def is_full_name(words: str) -> bool:
    """Say whether words have the shape of a name of two to four parts."""
    return 2 <= len(words.split()) <= 4 and is_name(words)


def may_be_house(words: str) -> bool:
    """Say whether words may be a house that pictures or stories come from: up to three, the first as in a name."""
    parts = words.split()
    return len(parts) <= 3 and is_name(parts[0])


def has_case(words: str) -> bool:
    """Say whether the words are of a script that tells capitals from small letters."""
    return words.upper() != words.lower() and not _GEORGIAN.search(words)


def is_people(words: str, *, bare: bool) -> bool:
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
    return all(_ROLES.fullmatch(piece) or is_name(piece) or _is_collective(piece) for piece in pieces)


def is_writer(words: str) -> bool:
    """Say whether words are one name and what its bearer does at a paper: "Ada Example, Staff Writer"."""
    name, *roles = [piece for piece in re.split(r"\s*[,|]\s*", words.strip(), maxsplit=2) if piece] or [""]
    first, _, last = name.rpartition(" ")
    if _TRADE.fullmatch(last) and not last.islower():  # "Ada Example Reporter"
        name, roles = first, [last, *roles]
    return (
        bool(roles)
        and has_case(name)
        and is_full_name(name)
        and (_is_role(roles[0]) or _ACCOUNT.fullmatch(roles[0]) is not None)
        and all(is_name(other, longest=6) or _ACCOUNT.fullmatch(other) for other in roles[1:])
    )


def _is_role(words: str) -> bool:
    """Say whether words are what people at papers do, or a field and a trade: "Harbour Correspondent"."""
    words = _POST_AT.sub("", words)
    field, _, trade = words.rpartition(" ")
    return _ROLES.fullmatch(words) is not None or (
        _TRADE.fullmatch(trade) is not None and (not field or is_name(field, longest=3))
    )


def _is_collective(words: str) -> bool:
    found = _COLLECTIVE.fullmatch(words)
    return found is not None and is_name(found["name"])
