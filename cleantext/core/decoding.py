"""Reading again what was decoded wrongly. Nothing else knows that ftfy does it.

The steps are those of `ftfy.fix_encoding`, with its tables and to the same result. That function takes most of its
time to look at what is not damaged, and to read the same words again.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache

from ftfy import fixes
from ftfy.badness import BADNESS_RE
from ftfy.chardata import (
    ALTERED_UTF8_RE,
    C1_CONTROL_RE,
    CHARMAP_ENCODINGS,
    ENCODING_REGEXES,
    UTF8_DETECTOR_RE,
)

# No sign of a wrong decoding is longer than seven characters or all in ASCII: they are looked for near other characters
# only, each stretch of them with some more on both sides.
_REACH = 8
_NOT_ASCII = re.compile(rf"[^\x00-\x7f]++(?:[\x00-\x7f]{{1,{2 * _REACH}}}[^\x00-\x7f]++)*")
_ENCODINGS = [(encoding, ENCODING_REGEXES[encoding]) for encoding in CHARMAP_ENCODINGS]


def decoded_again(text: str, *, lossy: bool = False) -> str:
    """Return what `ftfy.fix_encoding` makes of a text; with `lossy`, sequences that lost a byte become U+FFFD."""
    while looks_wrong(text):
        decoded = _one_step(text, lossy)
        if decoded == text:
            break
        text = decoded
    return text


def looks_wrong(text: str) -> bool:
    """Do what `ftfy.badness.is_bad` does."""
    for match in _NOT_ASCII.finditer(text):
        if BADNESS_RE.search(text, max(match.start() - _REACH, 0), match.end() + _REACH):
            return True
    return False


def _one_step(text: str, lossy: bool) -> str:
    possible = [encoding for encoding, holds in _ENCODINGS if holds.match(text)]
    for encoding in possible:
        data = text.encode(encoding)
        if encoding != "macroman" and ALTERED_UTF8_RE.search(data):
            data = fixes.restore_byte_a0(data)
        if lossy and encoding.startswith("sloppy"):
            data = fixes.replace_lossy_sequences(data)
        try:
            return data.decode("utf-8-variants" if 0xED in data or 0xC0 in data else "utf-8")
        except UnicodeDecodeError:
            pass
    decoded = UTF8_DETECTOR_RE.sub(lambda match: _part(match[0]) if len(match[0]) < len(text) else match[0], text)
    if decoded != text:
        return decoded
    if "latin-1" in possible:
        with suppress(UnicodeDecodeError):
            decoded = text.encode("latin-1").decode("windows-1252")
        if decoded != text:
            return decoded
    return fixes.fix_c1_controls(text) if C1_CONTROL_RE.search(text) else text


@lru_cache(maxsize=4096)
def _part(stretch: str) -> str:
    """Return what is made of a part of a text of which not all can be read again: words, mostly."""
    return decoded_again(stretch, lossy=True)
