"""LangChain: a document transformer.

from cleantext.adapters.langchain import CleantextTransformer

documents = CleantextTransformer("news").transform_documents(loader.load())
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cleantext.adapters.hosts import PipelineLike, metadata_of, missing, pipeline_of
from cleantext.core.document import Document

try:
    from langchain_core.documents import BaseDocumentTransformer
    from langchain_core.documents import Document as HostDocument
except ImportError as error:
    raise missing("langchain-core", "langchain") from error


class CleantextTransformer(BaseDocumentTransformer):
    """Clean documents: the same number, in order, with their ids; `atransform_documents` does it in a thread."""

    def __init__(self, pipeline: PipelineLike = "news", *, facts: bool = True, trail: bool = False) -> None:
        """Take a preset's name, a `.toml` file or a pipeline.

        `facts`: title, byline, credits and the like go to `metadata`, where it does not hold them yet. Some are lists;
        say False for a vector store that takes flat values only.
        `trail`: `metadata` gets `cleantext_flags` and `cleantext_trail`.
        """
        self.pipeline = pipeline_of(pipeline)
        self.facts = facts
        self.trail = trail

    def transform_documents(self, documents: Sequence[HostDocument], **kwargs: Any) -> Sequence[HostDocument]:
        """Return clean copies of the documents."""
        return [self._cleaned(document) for document in documents]

    def _cleaned(self, given: HostDocument) -> HostDocument:
        cleaned = self.pipeline(Document(given.page_content, id=given.id or "", metadata=given.metadata))
        metadata = metadata_of(cleaned, given.metadata, facts=self.facts, trail=self.trail)
        return given.model_copy(update={"page_content": cleaned.text, "metadata": metadata})
