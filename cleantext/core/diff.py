"""From two versions of a short text to the replacements between them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

# Above this many tokens on either side the middle is one replacement: matching is quadratic in the worst case.
_MOST_TOKENS = 200
_TOKEN = re.compile(r"\w+|[^\w\s]+|\s+")


def replacements(before: str, after: str) -> Iterator[tuple[int, str, str]]:
    """Yield (start, removed, inserted) in order, together turning `before` into `after`.

    Linear in length: what both ends share is left out, and a long changed middle is one replacement.
    """
    if before == after:
        return
    head = _shared_prefix(before, after)
    tail = _shared_prefix(before[head:][::-1], after[head:][::-1])
    old = before[head : len(before) - tail]
    new = after[head : len(after) - tail]
    old_tokens, new_tokens = _TOKEN.findall(old), _TOKEN.findall(new)
    if not (1 < len(old_tokens) <= _MOST_TOKENS and 1 < len(new_tokens) <= _MOST_TOKENS):
        yield head, old, new
        return
    starts = [head]
    for token in old_tokens:
        starts.append(starts[-1] + len(token))
    i = k = 0
    for start, other, size in [*_blocks(old_tokens, new_tokens), (len(old_tokens), len(new_tokens), 0)]:
        if i < start or k < other:
            yield starts[i], "".join(old_tokens[i:start]), "".join(new_tokens[k:other])
        i, k = start + size, other + size


def _blocks(old_tokens: list[str], new_tokens: list[str]) -> list[tuple[int, int, int]]:
    """Return what `difflib` finds to be the same on both sides, in order: where in the old, where in the new, how much.

    The longest stretch that is there on both sides, then the longest before and after it, and so on.
    """
    signs: dict[str, str] = {}  # a character for each token: so stretches of tokens are found at C speed
    old, new = (
        "".join([signs.setdefault(token, chr(len(signs))) for token in tokens]) for tokens in (old_tokens, new_tokens)
    )
    shared = [i for i, sign in enumerate(old) if sign in new]
    blocks = []
    waiting = [(0, len(old), 0, len(new), len(old))]
    while waiting:
        first, last, low, high, most = waiting.pop()
        size = place = 0
        for i in shared[bisect_left(shared, first) : bisect_left(shared, last)]:
            while i + size < last and new.find(old[i : i + size + 1], low, high) >= 0:
                size, place = size + 1, i
            if size == most:  # no stretch inside another is longer than the longest in that one
                break
        if size:
            other = new.find(old[place : place + size], low, high)
            blocks.append((place, other, size))
            waiting.append((first, place, low, other, size))
            waiting.append((place + size, last, other + size, high, size))
    return sorted(blocks)


def _shared_prefix(a: str, b: str) -> int:
    """Return the length of the longest common prefix, by halving: slices compare at C speed."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
