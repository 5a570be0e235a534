"""Turn scraped text into the text its author wrote, with every change on record.

from cleantext import clean, Document, Pipeline

clean(text)                                            # str -> str, the default preset
document = Pipeline.preset("news")(Document(text, id="a17"))
document.text, document.metadata, document.flags, document.trail, document.original
"""

from __future__ import annotations

from functools import cache

from cleantext.core import registry
from cleantext.core.cleaner import Cleaner, document_rule, line_rule
from cleantext.core.document import Document, Edit, Flag, Step
from cleantext.core.errors import CleantextError
from cleantext.core.pipeline import Pipeline

__version__ = "0.1.0"

__all__ = [
    "Cleaner",
    "CleantextError",
    "Document",
    "Edit",
    "Flag",
    "Pipeline",
    "Step",
    "clean",
    "document_rule",
    "line_rule",
]

registry.add_source("cleantext.cleaners")


def clean(text: str, preset: str = "news") -> str:
    """Return the text with a preset's cleaners applied; its headline stays, for a string has no metadata to keep it.

    Errors: `UnknownPreset` if no preset has that name.
    """
    return _for_strings(preset)(Document(text)).text


@cache
def _for_strings(preset: str) -> Pipeline:
    from cleantext.cleaners.headlines import for_bare_text

    return for_bare_text(Pipeline.preset(preset))
