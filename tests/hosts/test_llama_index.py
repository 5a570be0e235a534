from __future__ import annotations

import asyncio
import pickle
from typing import Any

import pytest

from cleantext import Pipeline
from cleantext.core.errors import BadPipeline
from tests.hosts.texts import DIRTY, PLAIN, STORY, TITLE

pytestmark = pytest.mark.engines


def adapter(*arguments: Any, **options: Any) -> Any:
    from cleantext.adapters.llama_index import CleantextTransform

    return CleantextTransform(*arguments, **options)


def test_nodes_of_every_kind() -> None:
    from llama_index.core.schema import Document, MetadataMode, NodeRelationship, RelatedNodeInfo, TextNode

    document = Document(text=DIRTY, doc_id="a", metadata={"page": 3})
    node = TextNode(
        text=DIRTY,
        id_="b",
        embedding=[0.5],
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id="a")},
    )
    plain = TextNode(text=PLAIN, embedding=[0.5])
    empty = Document(metadata={"page": 4})
    out = adapter("news", trail=True)([document, node, plain, empty])
    assert [each.get_content() for each in out] == [STORY, STORY, PLAIN, ""]
    assert [each.node_id for each in out[:2]] == ["a", "b"]
    assert out[0].metadata["page"] == 3
    assert out[0].metadata["title"] == TITLE
    assert out[1].source_node.node_id == "a"
    assert (out[1].embedding, out[2].embedding) == (None, [0.5])
    shown = out[0].get_content(MetadataMode.LLM) + out[0].get_content(MetadataMode.EMBED)
    assert "cleantext_trail" not in shown
    assert TITLE in shown
    assert document.get_content() == DIRTY, "the caller's nodes stay"
    assert document.metadata == {"page": 3}
    assert asyncio.run(adapter("news").acall([document]))[0].get_content() == STORY


def test_in_an_ingestion_pipeline_whose_cache_sees_the_cleaning_change() -> None:
    from llama_index.core.ingestion import IngestionCache, IngestionPipeline
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.core.schema import Document

    cache = IngestionCache()

    def run(*arguments: Any) -> list[str]:
        splitter = SentenceSplitter(chunk_size=100, chunk_overlap=0)
        pipeline = IngestionPipeline(transformations=[adapter(*arguments), splitter], cache=cache)
        return [node.get_content() for node in pipeline.run(documents=[Document(text=DIRTY, doc_id="a")])]

    assert run("news") == [STORY.strip()]
    assert run("news") == [STORY.strip()]
    assert TITLE in run(Pipeline.preset("news").without("headline-lines"))[0]


def test_it_is_written_down_and_pickled() -> None:
    from llama_index.core.schema import Document

    from cleantext.adapters.llama_index import CleantextTransform

    pipeline = Pipeline.preset("news").without("headline-lines")
    made = adapter(pipeline, facts=False)
    for again in (CleantextTransform.from_json(made.to_json()), pickle.loads(pickle.dumps(made))):
        assert again.to_dict() == made.to_dict()
        assert again([Document(text=DIRTY)])[0].get_content() == made([Document(text=DIRTY)])[0].get_content()
    with pytest.raises(BadPipeline, match="cannot be written down"):
        adapter(pipeline.then(str.strip))
