"""Which unusual characters a text holds: the one look at all its characters that every cleaner can share.

Ask `document.shared(unusual_characters)`; most cleaners then know at once that they have nothing to do.
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence

from cleantext.core.document import Edit, followed

# Letters, digits and the marks that most texts have: that a text holds these says nothing.
_USUAL_CHARACTERS = string.ascii_letters + string.digits + " \n.,:'\"!?()-"
_USUAL = _USUAL_CHARACTERS.encode()
_USUAL_BUT_BLANKS = _USUAL.translate(None, b" \n")
_BREAKS_AS_SPACES = bytes.maketrans(b"\n", b" ")


def begins_small(words: str) -> bool:
    """Say whether words begin with a small letter of a script that has capitals; Georgian sets whole words in them."""
    return words[:1].islower() and not "\u10d0" <= words[:1] <= "\u10ff"


def unusual_characters(text: str) -> frozenset[str]:
    """Return the characters of the text other than ASCII letters, digits, plain blanks and the commonest marks.

    Deleting the usual bytes first is ten times faster than a set of all characters.
    """
    data = text.encode("utf-8", "surrogatepass")
    rest = data.translate(None, _USUAL)
    if not rest:
        return _NONE
    if len(rest) > len(text):  # in another script, where most words stand more than once
        rest = b"".join(frozenset(data.translate(_BREAKS_AS_SPACES, _USUAL_BUT_BLANKS).split(b" ")))
    return frozenset(rest.decode("utf-8", "surrogatepass"))


_NONE: frozenset[str] = frozenset()


def _after_edits(found: frozenset[str], text: str, edits: Sequence[Edit]) -> frozenset[str]:
    """Bring the unusual characters up to date: only those of words that were edited can have come or gone."""
    taken = unusual_characters("".join([edit.before for edit in edits]))
    added = unusual_characters("".join([edit.after for edit in edits]))
    return found.union(added).difference([character for character in taken - added if character not in text])


followed(unusual_characters, _after_edits)


def unusual_in(literal: str) -> frozenset[str]:
    """Return the unusual characters of a literal: a text that lacks one of them does not hold the literal."""
    return frozenset(literal).difference(_USUAL_CHARACTERS)


def one_of(characters: str | frozenset[str]) -> str:
    """Return the regular expression for any one of the characters."""
    return "[" + "".join(re.escape(character) for character in sorted(characters)) + "]"
