"""What a document says about its own names: a rare form beside a frequent one, a name that was split in two."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from cleantext.cleaners.names.like_known import Text, house_style
from cleantext.cleaners.names.proposals import Proposal
from cleantext.core.spelling import is_derived, one_deleted, osa, plain, skeleton

_SHORTEST = 6  # letters
_LONG = 8  # letters, below which two like names (Dowson, Dawson) may be two people's
_OFTEN = 3  # times the right form must be seen before a form seen once is taken for a slip
_TELLING = 4  # letters of a neighbour that says something
_SHORTEST_SKELETON = 3
_REACH = 60  # code points to each side whose words are the context of a name
_SHARED_CONTEXT = 2
_SMALL = frozenset(
    {"with", "that", "this", "from", "have", "been", "were", "will", "would", "their", "they", "them", "said", "says"}
    | {"also", "which", "what", "when", "about"}
)
_WORDS = re.compile(r"[^\W\d_]{4,}")


def inside(text: Text, is_right: Callable[[str], bool]) -> Iterator[Proposal]:
    """Yield proposals on the evidence of the document alone, but for words that are known to be right."""
    often = [word for word, times in text.times.items() if times >= _OFTEN and len(word) >= _SHORTEST]
    often = [word for word in often if not word.isupper()]
    if not often:
        return
    once = [word for word, times in text.times.items() if times == 1 and len(word) >= _SHORTEST]
    sounds = set(map(skeleton, often))
    for wrong in once:
        if skeleton(wrong) in sounds and len(skeleton(wrong)) >= _SHORTEST_SKELETON:
            alike = [word for word in often if skeleton(word) == skeleton(wrong)]
            right = max(alike, key=lambda form: (text.times[form], form))
            yield from _rare_beside_frequent(text, wrong, right, is_right)
    torn = [(part, word) for word in often for part in _parts_when_torn(word) if text.times.get(part) == 1]
    if torn:
        yield from _split(text, torn, is_right)


def _rare_beside_frequent(text: Text, wrong: str, right: str, is_right: Callable[[str], bool]) -> Iterator[Proposal]:
    if wrong.isupper() or is_right(wrong) or not _could_slip(wrong, right):
        return
    index = text.places[wrong][0]
    word = text.words[index]
    if not _is_inside_sentence(text, index) or {wrong.lower(), right.lower()} & text.lower_words:
        return
    beside = {text.before(index), text.after(index)} - {""}
    if right in beside:
        return  # both in one name: they are two
    befores = {text.before(other) for other in text.places[right]}
    afters = {text.after(other) for other in text.places[right]}
    why = f"{wrong} once, {right} {text.times[right]} times, with the same consonants"
    shared = sorted(name for name in beside & (befores | afters) if len(name) >= _TELLING)
    if shared:
        why += f"; the same neighbour {shared[0]}"
    agree = bool(shared) or not beside
    context = _context(text, word.start, word.end)
    common = set() if shared else _shared_context(text, context, right) - {plain(wrong), plain(right)}
    if common:
        why += f"; also beside {', '.join(sorted(common)[:3])}"
    one_slip = agree and len(right) >= _LONG and osa(plain(wrong), plain(right)) == 1
    longer = right.startswith(wrong) or wrong.startswith(right)
    told = bool(shared) or len(common) >= _SHARED_CONTEXT
    sure = one_slip and told and not longer and house_style(wrong) != house_style(right)
    yield Proposal(word.start, wrong, right, why, sure)


def _could_slip(wrong: str, right: str) -> bool:
    one, other = plain(wrong), plain(right)
    if one == other or one[0] != other[0] or one[-1] != other[-1] or is_derived(wrong, right):
        return False
    return osa(one, other) <= 2 and wrong[1:].islower() == right[1:].islower()


def _is_inside_sentence(text: Text, index: int) -> bool:
    """Say whether a word does not begin a sentence: a word in lower case or one of its name stands before it."""
    if text.before(index):
        return True
    before = text.text[: text.words[index].start].rstrip(" \u00a0-")[-1:]
    return before.islower() or before == ","


def _split(text: Text, torn: Iterable[tuple[str, str]], is_right: Callable[[str], bool]) -> Iterator[Proposal]:
    """Yield two-word names that are one name torn apart: "Maron Crowe" where the text speaks of Macron.

    `torn`: words that stand once, each with a frequent name whose first part it may be.
    """
    shortened: defaultdict[str, list[str]] = defaultdict(list)
    for part, word in torn:
        shortened[part].append(word)
    for part in sorted(shortened):
        index = text.places[part][0]
        if not text.adjacent(index) or text.before(index):
            continue
        first, second = text.words[index], text.words[index + 1]
        alone = not text.adjacent(index + 1) and text.text[second.end : second.end + 1] != "-"
        if text.times[second.text] > 1 or len(second.text) < _TELLING or not second.text[1:].islower() or not alone:
            continue
        if text.text[first.end] == "-" or is_right(part) or is_right(second.text):
            continue
        for right in shortened[part]:
            if plain(second.text)[:2] not in plain(right):
                continue
            near = _context(text, first.start, second.end)
            shared = _shared_context(text, near, right) - {plain(first.text), plain(second.text), plain(right)}
            if len(shared) >= _SHARED_CONTEXT and any(word.capitalize() in text.times for word in shared):
                whole = text.text[first.start : second.end]
                why = f"split in two: {right} {text.times[right]} times, also beside {', '.join(sorted(shared)[:3])}"
                yield Proposal(first.start, whole, right, why)
                break


@lru_cache(maxsize=1 << 14)
def _parts_when_torn(name: str) -> tuple[str, ...]:
    """Return what a name is less one letter inside: what the first part of it may be. Texts share frequent names."""
    whole = plain(name)
    if not name[1:].islower():
        return ()
    return tuple(
        part
        for part in one_deleted(name)
        if len(one := plain(part)) == len(whole) - 1 and one[0] == whole[0] and one[-1] == whole[-1]
    )


def _shared_context(text: Text, near: set[str], name: str) -> set[str]:
    """Return which of some words stand near a name too, wherever it stands."""
    shared: set[str] = set()
    for index in text.places[name]:
        shared |= near & _context(text, text.words[index].start, text.words[index].end)
    return shared


def _context(text: Text, start: int, end: int) -> set[str]:
    """Return the longer words near a span on its line, without the endings of verbs and plurals."""
    top = max(text.text.rfind("\n", 0, start) + 1, start - _REACH)
    stop = text.text.find("\n", end)
    bottom = min(len(text.text) if stop < 0 else stop, end + _REACH)
    near = text.text[top:start] + " " + text.text[end:bottom]
    return {re.sub("(ed|ing|s)$", "", word.lower()) for word in _WORDS.findall(near)} - _SMALL
