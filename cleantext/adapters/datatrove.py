"""datatrove: a formatter step.

from cleantext.adapters.datatrove import CleantextFormatter

LocalPipelineExecutor(pipeline=[JsonlReader("in"), CleantextFormatter("news"), JsonlWriter("out")]).run()
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from cleantext.adapters.hosts import FLAGS, TRAIL, PipelineLike, metadata_of, missing, pipeline_of
from cleantext.core.document import Document

try:
    from datatrove.data import Document as HostDocument
    from datatrove.pipeline.formatters.base import BaseFormatter
    from datatrove.utils.typeshelper import StatHints
except ImportError as error:
    raise missing("datatrove", "datatrove") from error

FACTS = "cleantext_facts"


class CleantextFormatter(BaseFormatter):
    """Clean the text of each document; the host's statistics count documents, characters, flags and edits."""

    name = "🧽 cleantext"

    def __init__(
        self, pipeline: PipelineLike = "news", *, facts: bool = True, trail: bool = False, as_json: bool = False
    ) -> None:
        """Take a preset's name, a `.toml` file or a pipeline.

        `facts`: title, byline, credits and the like go to `metadata`, where it does not hold them yet.
        `trail`: `metadata` gets `cleantext_flags` and `cleantext_trail`.
        `as_json`: new facts, flags and trail are one JSON string each, `cleantext_facts` the first, in every document:
        `ParquetWriter` takes its columns from the first document and loses what only later ones have.
        """
        super().__init__()
        self.pipeline = pipeline_of(pipeline)
        self.facts = facts
        self.trail = trail
        self.as_json = as_json

    def format(self, text: str) -> str:
        """Return the clean text."""
        return self.pipeline(Document(text)).text

    def run(self, data: Iterable[HostDocument], rank: int = 0, world_size: int = 1) -> Iterator[HostDocument]:
        """Yield the documents, cleaned."""
        for document in data:
            self.stat_update(StatHints.total)
            with self.track_time():
                cleaned = self.pipeline(Document(document.text, id=str(document.id), metadata=document.metadata))
                self._count(document.text, cleaned)
                document.metadata = self._metadata(cleaned, document.metadata)
                document.text = cleaned.text
            self.stat_update(StatHints.forwarded)
            self.update_doc_stats(document)
            yield document

    def _metadata(self, cleaned: Document, given: dict[str, object]) -> dict[str, object]:
        metadata = metadata_of(cleaned, given, facts=self.facts, trail=self.trail)
        if not self.as_json:
            return metadata
        facts = {name: value for name, value in metadata.items() if name not in (FLAGS, TRAIL)}
        found = {name: value for name, value in facts.items() if name not in given or given[name] != value}
        record = {name: metadata[name] for name in (FLAGS, TRAIL) if name in metadata}
        columns = ({FACTS: found} if self.facts else {}) | record
        texts = {name: value if isinstance(value, str) else json.dumps(value) for name, value in columns.items()}
        return given | texts

    def _count(self, text: str, cleaned: Document) -> None:
        if cleaned.text != text:
            self.stat_update("changed")
            self.stat_update("chars_removed", value=len(text) - len(cleaned.text), unit="doc")
        if cleaned.flags:
            self.stat_update("flags", value=len(cleaned.flags), unit="doc")
        for step in cleaned.trail:
            if step.edits:
                self.stat_update(f"edits_{step.cleaner}", value=len(step.edits), unit="doc")
            if step.failure:
                self.stat_update(f"failed_{step.cleaner}")
