from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.hosts.texts import DIRTY, PLAIN, STORY, TITLE

pytestmark = pytest.mark.engines


@dataclass
class Page:
    text: str
    url: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)


@dataclass
class Bare:
    body: Any


@dataclass(frozen=True)
class Frozen:
    text: str


def pipeline(**settings: Any) -> Any:
    from scrapy.settings import Settings
    from scrapy.statscollectors import StatsCollector

    from cleantext.adapters.scrapy import CleantextPipeline

    crawler = SimpleNamespace(settings=Settings({f"CLEANTEXT_{name}": value for name, value in settings.items()}))
    crawler.stats = StatsCollector(crawler)
    return CleantextPipeline.from_crawler(crawler)


def test_items_of_every_kind() -> None:
    import scrapy

    class Item(scrapy.Item):
        text = scrapy.Field()
        metadata = scrapy.Field()

    cleaner = pipeline(PIPELINE="news", TRAIL=True)
    for item in ({"text": DIRTY, "url": "u"}, Item(text=DIRTY)):
        assert cleaner.process_item(item) is item
        assert item["text"] == STORY
        assert item["metadata"]["title"] == TITLE
        assert item["metadata"]["cleantext_trail"]
    page = cleaner.process_item(Page(DIRTY, "u", {"depth": 2}))
    assert (page.text, page.url, page.metadata["depth"], page.metadata["title"]) == (STORY, "u", 2, TITLE)
    other = {"price": 3}
    assert cleaner.process_item(other) == {"price": 3}
    record = {"cleantext_flags": [], "cleantext_trail": []}
    assert cleaner.process_item({"text": PLAIN}) == {"text": PLAIN, "metadata": record}
    stats = cleaner.stats.get_stats()
    assert (stats["cleantext/cleaned"], stats["cleantext/changed"], stats["cleantext/skipped"]) == (4, 3, 1)
    assert stats["cleantext/characters_removed"] == 3 * (len(DIRTY) - len(STORY))


def test_facts_that_an_item_cannot_hold_are_told_once(caplog: pytest.LogCaptureFixture) -> None:
    cleaner = pipeline(TEXT_FIELD="body")
    for _ in range(2):
        assert cleaner.process_item(Bare(DIRTY)).body == STORY
    assert len([record for record in caplog.records if "Bare are dropped" in record.getMessage()]) == 1
    assert pipeline(METADATA_FIELD="").process_item({"text": DIRTY}) == {"text": STORY}


def test_an_item_that_cannot_be_cleaned(caplog: pytest.LogCaptureFixture) -> None:
    from scrapy.exceptions import DropItem

    from cleantext.core.errors import BadOption

    keeps, drops = pipeline(), pipeline(ON_FAILURE="drop")
    for item in ({"text": ["a list"]}, Frozen(DIRTY)):
        assert keeps.process_item(item) == item
        with pytest.raises(DropItem, match="cleantext: "):
            drops.process_item(item)
    assert keeps.stats.get_value("cleantext/failed") == drops.stats.get_value("cleantext/failed") == 2
    assert "left as it was" in caplog.text
    with pytest.raises(BadOption, match="'keep' or 'drop'"):
        pipeline(ON_FAILURE="ignore")


def test_in_a_crawl(tmp_path: Path) -> None:
    code = f"""
import scrapy
from scrapy.crawler import CrawlerProcess

class Spider(scrapy.Spider):
    name = "harbour"

    async def start(self):
        yield {{"text": {DIRTY!r}, "url": "u"}}
        yield {{"text": {PLAIN!r}, "url": "v"}}

process = CrawlerProcess({{
    "ITEM_PIPELINES": {{"cleantext.adapters.scrapy.CleantextPipeline": 300}},
    "FEEDS": {{{str(tmp_path / "out.jsonl")!r}: {{"format": "jsonlines"}}}},
    "TELNETCONSOLE_ENABLED": False,
}})
process.crawl(Spider)
process.start()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    rows = (tmp_path / "out.jsonl").read_text().splitlines()
    assert len(rows) == 2
    assert TITLE in rows[0]
    assert "[ad_1]" not in rows[0]
    assert "'cleantext/cleaned': 2" in done.stderr
    assert "Deprecat" not in done.stderr
