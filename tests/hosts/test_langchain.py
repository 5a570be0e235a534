from __future__ import annotations

import asyncio

import pytest

from cleantext import Pipeline
from tests.hosts.texts import DIRTY, FACTS, PLAIN, STORY

pytestmark = pytest.mark.engines


def test_documents_keep_id_metadata_and_order() -> None:
    from langchain_core.documents import BaseDocumentTransformer, Document

    from cleantext.adapters.langchain import CleantextTransformer

    given = [
        Document(DIRTY, id="a", metadata={"source": "https://example.org/a", "page": 3}),
        Document(PLAIN, metadata={"source": "b.txt"}),
    ]
    before = [document.model_copy(deep=True) for document in given]
    transformer = CleantextTransformer("news", trail=True)
    assert isinstance(transformer, BaseDocumentTransformer)
    first, second = transformer.transform_documents(given)
    assert (first.page_content, first.id) == (STORY, "a")
    assert first.metadata.pop("cleantext_trail")
    assert first.metadata == {**before[0].metadata, **FACTS, "cleantext_flags": []}
    assert second.page_content == PLAIN
    assert given == before, "the caller's documents stay"
    assert [out.page_content for out in asyncio.run(transformer.atransform_documents(given))] == [STORY, PLAIN]


def test_without_facts_metadata_stays_as_it_is() -> None:
    from langchain_core.documents import Document

    from cleantext.adapters.langchain import CleantextTransformer

    (out,) = CleantextTransformer(Pipeline.preset("web"), facts=False).transform_documents([Document(DIRTY)])
    assert out.metadata == {}
    assert "[ad_1]" not in out.page_content
