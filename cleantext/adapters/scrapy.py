"""Scrapy: an item pipeline, for whatever `itemadapter` knows as an item.

ITEM_PIPELINES = {"cleantext.adapters.scrapy.CleantextPipeline": 300}

CLEANTEXT_PIPELINE = "news"             a preset's name, a .toml file, or a pipeline
CLEANTEXT_TEXT_FIELD = "text"           the field to clean; an item that has none goes on as it is
CLEANTEXT_ID_FIELD = "id"
CLEANTEXT_METADATA_FIELD = "metadata"   gets title, byline, credits and the like, as a dict; "": they are dropped
CLEANTEXT_TRAIL = False                 True: metadata gets cleantext_flags and cleantext_trail, too
CLEANTEXT_ON_FAILURE = "keep"           an item that cannot be cleaned goes on as it is; "drop": it does not
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any, Self

from cleantext.adapters.hosts import PipelineLike, metadata_of, missing, pipeline_of
from cleantext.core.document import Document
from cleantext.core.errors import BadOption, MissingExtra

try:
    from itemadapter import ItemAdapter
    from scrapy.exceptions import DropItem
except ImportError as error:
    raise missing("scrapy", "scrapy") from error

logger = logging.getLogger(__name__)


class CleantextPipeline:
    """Clean one text field of each item; counts go to the crawler's statistics as `cleantext/...`."""

    def __init__(
        self,
        pipeline: PipelineLike = "news",
        *,
        text_field: str = "text",
        id_field: str = "id",
        metadata_field: str = "metadata",
        trail: bool = False,
        on_failure: str = "keep",
        stats: Any = None,
    ) -> None:
        """Take what the settings say; `stats`: the crawler's, if there is one."""
        if on_failure not in ("keep", "drop"):
            raise BadOption(f"CLEANTEXT_ON_FAILURE is 'keep' or 'drop', got {on_failure!r}.")
        self.pipeline = pipeline_of(pipeline)
        self.text_field = text_field
        self.id_field = id_field
        self.metadata_field = metadata_field
        self.trail = trail
        self.on_failure = on_failure
        self.stats = stats
        self._warned: set[type] = set()

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        """Return the pipeline that the crawler's settings describe."""
        settings = crawler.settings
        return cls(
            settings.get("CLEANTEXT_PIPELINE", "news"),
            text_field=settings.get("CLEANTEXT_TEXT_FIELD", "text"),
            id_field=settings.get("CLEANTEXT_ID_FIELD", "id"),
            metadata_field=settings.get("CLEANTEXT_METADATA_FIELD", "metadata"),
            trail=settings.getbool("CLEANTEXT_TRAIL"),
            on_failure=settings.get("CLEANTEXT_ON_FAILURE", "keep"),
            stats=crawler.stats,
        )

    def process_item(self, item: Any, spider: Any = None) -> Any:
        """Return the item with its text cleaned.

        Errors: `DropItem` for one that cannot be cleaned, if the settings say so.
        """
        fields = ItemAdapter(item)
        if fields.get(self.text_field) is None:
            self._count("skipped")
            return item
        try:
            self._clean(fields)
        except (MissingExtra, MemoryError):  # not the item's fault
            raise
        except Exception as error:
            self._count("failed")
            if self.on_failure == "drop":
                raise DropItem(f"cleantext: {error}") from error
            logger.error("left as it was: %s: %s", type(error).__name__, error, extra={"spider": spider})
        return item

    def _clean(self, fields: ItemAdapter) -> None:
        text = fields[self.text_field]
        if not isinstance(text, str):
            raise TypeError(f"{self.text_field!r} is of type {type(text).__name__}, not a text")
        given = fields.get(self.metadata_field) if self.metadata_field else None
        given = given if isinstance(given, Mapping) else {}
        id = fields.get(self.id_field)
        cleaned = self.pipeline(Document(text, id="" if id is None else str(id), metadata=given))
        metadata = metadata_of(cleaned, given, facts=True, trail=self.trail)
        if metadata != given and self._takes_metadata(fields):
            fields[self.metadata_field] = metadata
        fields[self.text_field] = cleaned.text
        self._count("cleaned")
        self._count("changed", cleaned.text != text)
        self._count("characters_removed", len(text) - len(cleaned.text))
        for step in cleaned.trail:
            self._count(f"failures/{step.cleaner}", bool(step.failure))

    def _takes_metadata(self, fields: ItemAdapter) -> bool:
        kind = type(fields.item)
        if not self.metadata_field:
            return False
        known = fields.get(self.metadata_field)
        if known is not None and not isinstance(known, Mapping):
            self._warn(kind, f"its {self.metadata_field!r} is no mapping")
            return False
        if kind is dict or self.metadata_field in fields.field_names():
            return True
        self._warn(kind, f"it has no field {self.metadata_field!r}")
        return False

    def _warn(self, kind: type, reason: str) -> None:
        if kind not in self._warned:
            self._warned.add(kind)
            logger.warning("the facts found in %s are dropped: %s (CLEANTEXT_METADATA_FIELD)", kind.__name__, reason)

    def _count(self, name: str, number: int = 1) -> None:
        if self.stats is not None and number:
            self.stats.inc_value(f"cleantext/{name}", number)
