from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.hosts.texts import DIRTY, FACTS, PLAIN, STORY, TITLE

pytestmark = pytest.mark.engines


def rows(folder: Path) -> list[dict[str, Any]]:
    files = sorted(folder.glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def test_two_tasks_with_the_hosts_readers_writers_and_statistics(tmp_path: Path) -> None:
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    from cleantext.adapters.datatrove import CleantextFormatter

    source = tmp_path / "in"
    source.mkdir()
    for part in range(2):
        lines = [json.dumps({"text": text, "id": f"{part}-{n}", "page": n}) for n, text in enumerate((DIRTY, PLAIN))]
        (source / f"{part}.jsonl").write_text("\n".join(lines) + "\n")
    executor = LocalPipelineExecutor(
        pipeline=[
            JsonlReader(str(source)),
            CleantextFormatter("news", trail=True),
            JsonlWriter(str(tmp_path / "out"), compression=None),
        ],
        tasks=2,
        workers=2,
        logging_dir=str(tmp_path / "logs"),
    )
    executor.run()
    out = rows(tmp_path / "out")
    assert [row["text"] for row in out] == [STORY, PLAIN] * 2
    assert [row["id"] for row in out] == ["0-0", "0-1", "1-0", "1-1"]
    assert out[0]["metadata"]["page"] == 0
    assert out[0]["metadata"]["title"] == TITLE
    assert out[0]["metadata"]["cleantext_trail"]
    steps = json.loads((tmp_path / "logs" / "stats.json").read_text())
    (ours,) = [step for step in steps if "cleantext" in step["name"]]
    stats = ours["stats"]
    assert (stats["total"], stats["forwarded"], stats["changed"]) == (4, 4, 2)
    assert stats["edits_ad-placeholders"] == 2
    assert stats["chars_removed"]["total"] == 2 * (len(DIRTY) - len(STORY))


def test_parquet_keeps_facts_that_the_first_document_lacks(tmp_path: Path) -> None:
    import pyarrow.parquet as pq
    from datatrove.data import Document
    from datatrove.pipeline.writers import ParquetWriter

    from cleantext.adapters.datatrove import CleantextFormatter

    step = CleantextFormatter("news", as_json=True, trail=True)
    documents = [Document(PLAIN, "a", metadata={"page": 1}), Document(DIRTY, "b", metadata={"page": 2})]
    writer = ParquetWriter(str(tmp_path), expand_metadata=True)
    for _ in writer.run(step.run(iter(documents))):
        pass
    out = pq.read_table(next(tmp_path.glob("*.parquet"))).to_pylist()
    assert [row["page"] for row in out] == [1, 2]
    assert [json.loads(row["cleantext_facts"]) for row in out] == [{}, FACTS]
    assert json.loads(out[1]["cleantext_trail"])
    assert step.format(DIRTY) == STORY
