"""From two versions of a short text to the replacements between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

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
    for kind, i, j, k, m in SequenceMatcher(None, old_tokens, new_tokens, autojunk=False).get_opcodes():
        if kind != "equal":
            yield starts[i], "".join(old_tokens[i:j]), "".join(new_tokens[k:m])


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
