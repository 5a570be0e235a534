"""Which spellings are near enough to be looked at: a candidate pair shares a word-less-a-letter or its consonants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cleantext.core.spelling import one_deleted, osa, plain, skeleton
from cleantext.learning.names.count import Name, NameCounts

SHORTEST = 4  # letters; below, one letter makes another word too often
INSIDE = 3  # times inside sentences that make a name of a common word: the Court, the Police
MOST_IN_BLOCK = 200  # names of one skeleton, above which the skeleton says nothing


def pairs(counts: NameCounts) -> Iterator[tuple[str, str]]:
    """Yield (wrong, right) candidates in order: spellings near each other, the right one seen at least as often."""
    names = {word: name for word, name in counts.names.items() if is_name(word, name, counts)}
    blocks: defaultdict[str, list[str]] = defaultdict(list)
    for word in names:
        bare = plain(word)
        for key in one_deleted(bare):
            blocks[key].append(word)
        if len(skeleton(word)) >= 3:
            blocks["=" + skeleton(word)].append(word)
    for wrong in sorted(names):
        bare = plain(wrong)
        near: set[str] = set()
        for key in one_deleted(bare):
            near.update(blocks.get(key, ()))
        same_sounds = blocks.get("=" + skeleton(wrong), ())
        if len(same_sounds) <= MOST_IN_BLOCK:
            near.update(same_sounds)
        for right in sorted(near):
            if right != wrong and names[right].count >= names[wrong].count and _may_be(wrong, right):
                yield wrong, right


def is_name(word: str, name: Name, counts: NameCounts) -> bool:
    """Say whether a capitalised word is one even inside sentences, rather than a word that begins them."""
    if len(word) < SHORTEST or not word.isalpha():
        return False
    lower = counts.lower.get(word.lower(), 0)
    return name.count > lower or (name.inside >= INSIDE and 10 * name.inside >= lower)


def _may_be(wrong: str, right: str) -> bool:
    one, other = plain(wrong), plain(right)
    if one == other or one[0] != other[0] or _capitals(wrong) != _capitals(right):
        return False
    return osa(one, other) <= min(3, max(1, len(other) // 3))


def _capitals(word: str) -> int:
    """Count the capitals: brands and abbreviations such as ArtX and CHROs differ from words on purpose."""
    return sum(map(str.isupper, word))
