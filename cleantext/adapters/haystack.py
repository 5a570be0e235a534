"""Haystack: a component for indexing pipelines.

from cleantext.adapters.haystack import CleantextCleaner

pipeline.add_component("cleaner", CleantextCleaner("news"))

To load a saved pipeline, name us: `Pipeline.load(file, allowed_modules=["cleantext.*"])`.
"""

# Annotations are not put off here: the host reads those of `run` as they are.
from dataclasses import replace
from typing import Any, Self

from cleantext.adapters.hosts import PipelineLike, metadata_of, missing, pipeline_of, written
from cleantext.core.document import Document

try:
    from haystack import Document as HostDocument
    from haystack import component, default_from_dict, default_to_dict
except ImportError as error:
    raise missing("haystack-ai", "haystack") from error


@component
class CleantextCleaner:
    """Clean documents: the same number, in order; what has no text comes back as it is."""

    def __init__(
        self, pipeline: PipelineLike = "news", facts: bool = True, trail: bool = False, keep_id: bool = False
    ) -> None:
        """Take a preset's name, a `.toml` file or a pipeline.

        `facts`: title, byline, credits and the like go to `meta`, where it does not hold them yet.
        `trail`: `meta` gets `cleantext_flags` and `cleantext_trail`.
        `keep_id`: a changed document keeps its id; otherwise the host makes one of its new content.
        """
        self.pipeline = pipeline_of(pipeline)
        self.facts = facts
        self.trail = trail
        self.keep_id = keep_id
        self._given = pipeline

    @component.output_types(documents=list[HostDocument])
    def run(self, documents: list[HostDocument]) -> dict[str, list[HostDocument]]:
        """Return clean copies of the documents."""
        return {"documents": [self._cleaned(document) for document in documents]}

    def to_dict(self) -> dict[str, Any]:
        """Return what the host's files hold of this component.

        Errors: `BadPipeline` for a pipeline that cannot be written down.
        """
        options = {"facts": self.facts, "trail": self.trail, "keep_id": self.keep_id}
        parameters: dict[str, Any] = default_to_dict(self, pipeline=written(self._given), **options)
        return parameters

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Return the component that the host's files describe."""
        made: Self = default_from_dict(cls, data)
        return made

    def _cleaned(self, given: HostDocument) -> HostDocument:
        if given.content is None:
            return given
        cleaned = self.pipeline(Document(given.content, id=given.id, metadata=given.meta))
        meta = metadata_of(cleaned, given.meta, facts=self.facts, trail=self.trail)
        changes: dict[str, Any] = {"content": cleaned.text, "meta": meta}
        if cleaned.text != given.content:
            changes |= {"embedding": None, "sparse_embedding": None}  # they were those of another text
        same = cleaned.text == given.content and meta == given.meta
        return replace(given, **changes, id=given.id if self.keep_id or same else "")
