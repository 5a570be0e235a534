"""Characters that should not be there, or should be others."""

from __future__ import annotations

from cleantext.core.cleaner import line_rule


@line_rule(effect="repair", triggers=("\u00ad",))
def soft_hyphens(line: str) -> str:
    r"""Remove soft hyphens (U+00AD).

    Why: layouts put them inside words, where they hide the word from search and counting.
    Before: "inter\u00adnational"
    After: "international"
    Keeps: "well-known"
    Loses: where the page allowed a line break.
    Source: Unicode Standard Annex 14, on the soft hyphen.
    """
    return line.replace("\u00ad", "")
