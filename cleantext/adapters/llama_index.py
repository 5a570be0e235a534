"""LlamaIndex: a transformation for ingestion pipelines.

from cleantext.adapters.llama_index import CleantextTransform

IngestionPipeline(transformations=[CleantextTransform("news"), SentenceSplitter(), ...])
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from cleantext.adapters.hosts import FLAGS, TRAIL, PipelineLike, fingerprint, metadata_of, missing, pipeline_of, written
from cleantext.core.document import Document

try:
    from llama_index.core.bridge.pydantic import PrivateAttr
    from llama_index.core.schema import BaseNode, MetadataMode, TransformComponent
except ImportError as error:
    raise missing("llama-index-core", "llama-index") from error


class CleantextTransform(TransformComponent):
    """Clean nodes: the same number, in order, with their ids and relations; put it before the splitter."""

    pipeline: str | dict[str, Any] = "news"
    facts: bool = True
    trail: bool = False
    fingerprint: str = ""  # ours to fill in; the host's cache goes by what `to_dict` returns

    _pipeline: Any = PrivateAttr()

    def __init__(self, pipeline: PipelineLike = "news", *, facts: bool = True, trail: bool = False, **_: Any) -> None:
        """Take a preset's name, a `.toml` file or a pipeline.

        `facts`: title, byline, credits and the like go to `metadata`, where it does not hold them yet. Some are lists;
        say False for a vector store that takes flat values only.
        `trail`: `metadata` gets `cleantext_flags` and `cleantext_trail`, which no model is shown.
        Errors: `BadPipeline` for a pipeline that cannot be written down.
        """
        cleaning = pipeline_of(pipeline)
        super().__init__(pipeline=written(pipeline), facts=facts, trail=trail, fingerprint=fingerprint(cleaning))
        self._pipeline = cleaning

    @classmethod
    def class_name(cls) -> str:
        """Return the name that the host writes down."""
        return "CleantextTransform"

    def __call__(self, nodes: Sequence[BaseNode], **kwargs: Any) -> Sequence[BaseNode]:
        """Return clean copies of the nodes; a node without text comes back as it is."""
        return [self._cleaned(node) for node in nodes]

    async def acall(self, nodes: Sequence[BaseNode], **kwargs: Any) -> Sequence[BaseNode]:
        """Do the same in a thread."""
        return await asyncio.to_thread(self, nodes, **kwargs)

    def _cleaned(self, given: BaseNode) -> BaseNode:
        text = given.get_content(MetadataMode.NONE)
        if not text:
            return given
        cleaned = self._pipeline(Document(text, id=given.node_id, metadata=given.metadata))
        node = given.model_copy()
        node.metadata = metadata_of(cleaned, given.metadata, facts=self.facts, trail=self.trail)
        if self.trail:
            for name in ("excluded_embed_metadata_keys", "excluded_llm_metadata_keys"):
                setattr(node, name, list(dict.fromkeys([*getattr(given, name), FLAGS, TRAIL])))
        if cleaned.text != text:
            node.set_content(cleaned.text)
            node.embedding = None  # it was that of another text
        return node
