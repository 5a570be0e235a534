from __future__ import annotations

from typing import Any

import pytest

from cleantext import Pipeline
from tests.hosts.texts import DIRTY, PLAIN, STORY, TITLE

pytestmark = pytest.mark.engines


def adapter(*arguments: Any, **options: Any) -> Any:
    from cleantext.adapters.haystack import CleantextCleaner

    return CleantextCleaner(*arguments, **options)


def test_documents_in_documents_out() -> None:
    from haystack import Document

    given = [
        Document(content=DIRTY, meta={"page": 3}, embedding=[0.5], score=0.3),
        Document(content=PLAIN, embedding=[0.5]),
        Document(content=None, meta={"picture": 1}),
    ]
    ids = [document.id for document in given]
    first, second, third = adapter("news", trail=True).run(documents=given)["documents"]
    assert first.content == STORY
    assert (first.meta["page"], first.meta["title"]) == (3, TITLE)
    assert first.meta["cleantext_trail"]
    assert (first.embedding, first.score) == (None, 0.3)
    assert first.id != ids[0]
    assert (second.content, second.embedding) == (PLAIN, [0.5])
    assert third is given[2]
    assert given[0].content == DIRTY, "the caller's documents stay"
    kept = adapter("news", keep_id=True).run(documents=given)["documents"]
    assert [document.id for document in kept] == ids
    plain = adapter("news").run(documents=[given[1]])["documents"][0]
    assert plain == given[1], "nothing to do, nothing changed"


def test_a_pipeline_that_holds_it_is_saved_and_loaded() -> None:
    from haystack import Document
    from haystack import Pipeline as HostPipeline

    mine = Pipeline.preset("news").without("headline-lines")
    pipeline = HostPipeline()
    pipeline.add_component("cleaner", adapter(mine, facts=False))
    pipeline.add_component("again", adapter("repair"))
    pipeline.connect("cleaner.documents", "again.documents")
    again = HostPipeline.loads(pipeline.dumps(), allowed_modules=["cleantext.*"])
    assert again.to_dict() == pipeline.to_dict()
    out = again.run({"cleaner": {"documents": [Document(content=DIRTY)]}})["again"]["documents"][0]
    assert out.content.startswith(TITLE)
    assert "[ad_1]" not in out.content
    assert out.meta == {}
