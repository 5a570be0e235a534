"""The adapters as far as they go without their hosts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cleantext import Document, Pipeline
from cleantext.adapters.datasets import CleanBatch
from cleantext.adapters.hosts import FLAGS, TRAIL, fingerprint, metadata_of, pipeline_of, written
from cleantext.core.errors import BadPipeline, MissingColumn, UnknownPreset
from tests.hosts.texts import DIRTY, FACTS, PLAIN, STORY, TITLE

HOSTS = {
    "datatrove": ("datatrove", "datatrove"),
    "haystack": ("haystack", "haystack-ai"),
    "langchain": ("langchain_core", "langchain-core"),
    "llama_index": ("llama_index", "llama-index-core"),
    "scrapy": ("scrapy", "scrapy"),
}


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("adapter", HOSTS)
def test_a_missing_host_is_told_in_one_line(adapter: str) -> None:
    module, package = HOSTS[adapter]
    extra = adapter.replace("_", "-")
    told = run(
        f"import sys; sys.modules[{module!r}] = None\n"
        f"from cleantext.core.errors import MissingExtra\n"
        f"try:\n    import cleantext.adapters.{adapter}\nexcept MissingExtra as error:\n    print(error)"
    )
    assert told == f"this adapter needs {package}: pip install 'cleantext-toolkit[{extra}]'\n"


def test_no_host_is_imported_before_its_adapter() -> None:
    hosts = [module for module, _ in HOSTS.values()] + ["datasets", "pyarrow", "ray", "pyspark"]
    code = "import sys, cleantext, cleantext.adapters, cleantext.adapters.hosts, cleantext.adapters.datasets\n"
    assert run(code + f"print([name for name in {hosts} if name in sys.modules])").strip() == "[]"


def test_a_pipeline_is_named_in_four_ways(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('title = "Mine"\nsteps = ["blanks", { use = "near-copies", alike = 0.7 }]\n')
    mine = Pipeline.from_file(file)
    assert pipeline_of("web") == Pipeline.preset("web")
    assert pipeline_of(str(file)) == mine
    assert pipeline_of(mine) is mine
    written_down = json.loads(json.dumps(written(mine)))
    assert pipeline_of(written_down) == mine
    assert written(written_down) == written(mine)
    assert written("web") == "web"
    with pytest.raises(UnknownPreset):
        pipeline_of("newz")
    for wrong in ({"title": "x"}, {"steps": [], "stepz": []}, 3):
        with pytest.raises(BadPipeline, match="a pipeline is"):
            pipeline_of(wrong)  # type: ignore[arg-type]


def test_what_only_this_process_knows_is_not_written_down() -> None:
    with pytest.raises(BadPipeline, match=r"'strip' cannot be written down.*entry point"):
        written(Pipeline(["blanks", str.strip]))


def test_a_fingerprint_is_of_steps_and_tables(tmp_path: Path) -> None:
    table = tmp_path / "names.table"
    table.write_text('[[pair]]\nwrong = "Hartlpool"\nright = "Hartlepool"\n')
    pipeline = Pipeline([{"use": "name-variants", "table": str(table)}])
    before = fingerprint(pipeline)
    assert fingerprint(Pipeline(pipeline.steps)) == before
    assert fingerprint(Pipeline([*pipeline.steps, "blanks"])) != before
    table.write_text('[[pair]]\nwrong = "Hartlpol"\nright = "Hartlepool"\n')
    assert fingerprint(pipeline) != before


def test_metadata_of_a_host_stays_and_gets_what_was_asked_for() -> None:
    given = {"page": 3, "title": "As the host has it"}
    pipeline = Pipeline.preset("news")
    cleaned = pipeline(Document(DIRTY, metadata=given))
    assert metadata_of(cleaned, given, facts=False, trail=False) == given
    assert metadata_of(cleaned, given, facts=True, trail=False) == {**FACTS, **given}
    found = metadata_of(pipeline(Document(DIRTY)), {}, facts=True, trail=True)
    assert found["title"] == TITLE
    assert {step["cleaner"] for step in found[TRAIL]} >= {"ad-placeholders", "comment-forms"}
    assert found[FLAGS] == []
    again = pipeline(Document(STORY, metadata=found))
    assert metadata_of(again, found, facts=True, trail=True) == found, "nothing new: the earlier record stays"
    json.dumps(found)


def test_a_dict_batch_gets_columns_that_have_a_type() -> None:
    batch = {"text": [DIRTY, None, PLAIN], "id": [1, 2, 3], "metadata": [{"page": 1}, None, None], "flags": [[], [], 1]}
    out = CleanBatch("news", trail=True)(batch)
    assert out["text"] == [STORY, None, PLAIN]
    assert [json.loads(value) for value in out["cleantext_metadata"]] == [{"page": 1, **FACTS}, {}, {}]
    assert out["cleantext_flags"] == ["[]", "[]", "[]"]
    assert json.loads(out["trail"][0])[0]["cleaner"] == "ad-placeholders"
    assert set(out) == {"text", "cleantext_metadata", "cleantext_flags", "trail"}
    lists = CleanBatch("news", as_json=False)({"body": [PLAIN], "text": ["x"]})
    assert lists == {"text": ["x"], "metadata": ["{}"], "flags": [[]]}
    assert CleanBatch()({"text": ["half a pair: \ud800"]})["text"] == ["half a pair: \ufffd"]
    with pytest.raises(MissingColumn, match='no "body" column, but: text'):
        CleanBatch(text_field="body")({"text": []})
    with pytest.raises(MissingColumn, match="not of text"):
        CleanBatch()({"text": [3]})


def test_a_table_gives_what_its_rows_give() -> None:
    pa = pytest.importorskip("pyarrow")
    table = pa.table({"text": [DIRTY, None, PLAIN], "label": [1, 2, 3], "site": ["a", "b", None]})
    chunked = pa.concat_tables([table.slice(0, 1), table.slice(1)])
    for out in (CleanBatch(site_field="site")(table), CleanBatch(site_field="site")(chunked)):
        assert out.column_names == ["text", "label", "site", "metadata", "flags"]
        assert out["text"].to_pylist() == [STORY, None, PLAIN]
        assert out["label"].type == table["label"].type
        assert json.loads(out["metadata"][0].as_py()) == {"site": "a", **FACTS}
    assert "trail" in CleanBatch(trail=True)(table.slice(0, 0)).column_names
