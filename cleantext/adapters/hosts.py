"""What the adapters share: how a pipeline is named and written down, and what a host's metadata gets of a document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from cleantext import __version__
from cleantext.core import registry
from cleantext.core.batch import trail_value
from cleantext.core.document import Document
from cleantext.core.errors import BadPipeline, MissingExtra
from cleantext.core.pipeline import Pipeline
from cleantext.formats.records import Options
from cleantext.runner.manifest import settings_of

PipelineLike = Pipeline | str | Mapping[str, Any]
Written = str | dict[str, Any]

# Where a host's metadata keeps the record; not a name that somebody else might use.
FLAGS, TRAIL = "cleantext_flags", "cleantext_trail"


def missing(package: str, extra: str) -> MissingExtra:
    """Return the error that says what to install."""
    return MissingExtra(f"this adapter needs {package}: pip install 'cleantext-toolkit[{extra}]'")


def pipeline_of(given: PipelineLike) -> Pipeline:
    """Return a pipeline, or the one that a preset's name, the path of a `.toml` file, or such a file's content names.

    Errors: `UnknownPreset`, `BadPipeline`, and what is wrong with a step.
    """
    if isinstance(given, Pipeline):
        return given
    if isinstance(given, str):
        return Pipeline.from_file(given) if given.endswith(".toml") else Pipeline.preset(given)
    if not isinstance(given, Mapping) or "steps" not in given or set(given) - {"title", "budget", "steps"}:
        raise BadPipeline(f"a pipeline is a preset's name, a .toml file, or {{'steps': [...]}}, got {given!r}.")
    return Pipeline(**{str(key): value for key, value in given.items()})


def written(given: PipelineLike) -> Written:
    """Return a pipeline as a host's own files can hold it: what `pipeline_of` takes, in plain values.

    Errors: `BadPipeline` for a step that only this process knows: a plain function, or a table that is no file.
    """
    if isinstance(given, str):
        return given
    pipeline = pipeline_of(given)
    for cleaner in pipeline.cleaners:
        if not registry.is_registered(cleaner):
            raise BadPipeline(
                f"{cleaner.name!r} cannot be written down: it is a function that no other process finds by its name. "
                f"Offer it under the entry point group {registry.ENTRY_POINTS!r}."
            )
        try:
            json.dumps(cleaner.options)
        except TypeError as error:
            raise BadPipeline(f"{cleaner.name!r} cannot be written down ({error}); give paths, not objects.") from error
    return {"title": pipeline.title, "budget": pipeline.budget, "steps": pipeline.steps}


def fingerprint(pipeline: Pipeline) -> str:
    """Return a digest of all that a result depends on besides the document: steps, tables, our version."""
    settings = settings_of(pipeline, Options(), "", __version__)
    return blake2b(json.dumps(settings, sort_keys=True).encode(), digest_size=16).hexdigest()


def metadata_of(document: Document, given: Mapping[Any, Any], *, facts: bool, trail: bool) -> dict[Any, Any]:
    """Return a host's metadata with what cleaning found.

    `facts`: with title, byline, credits and the like, where the host did not know them.
    `trail`: with flags and trail as plain values; where nothing was changed, those of an earlier cleaning stay.
    """
    metadata = dict(document.metadata) if facts else dict(given)
    if trail and (document.trail or document.flags or TRAIL not in given):
        metadata[FLAGS] = [flag._asdict() for flag in document.flags]
        metadata[TRAIL] = trail_value(document)
    return metadata
