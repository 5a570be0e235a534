"""One class for each thing a caller may want to catch; each message says where, what, and the way out."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class CleantextError(Exception):
    """Anything that cleantext refuses to do; its text is fit to be shown to a user."""


class UnknownCleaner(CleantextError):
    """A name that no cleaner is registered under."""


class UnknownPreset(CleantextError):
    """A name that no shipped pipeline has."""


class BadOption(CleantextError):
    """An option that a cleaner does not have, or whose value is of the wrong type."""


class BadPipeline(CleantextError):
    """A pipeline file that cannot be read as one."""


class BadTable(CleantextError):
    """A table of spellings that cannot be read as one."""


class BrokenEdit(CleantextError):
    """An edit that does not fit the text it is meant for; always the cleaner's fault."""


class BadInput(CleantextError):
    """Input that holds no document, or not the document that was asked for."""


class MissingColumn(CleantextError):
    """A table without the column that was asked for."""


class MissingExtra(CleantextError):
    """An optional package that the asked-for feature needs."""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return " Did you mean 'x'?" for the closest known name, or an empty string."""
    close = get_close_matches(name, list(known), n=1)
    return f" Did you mean {close[0]!r}?" if close else ""
