"""The formats by name, and what a target's name says of the one it is to have."""

from __future__ import annotations

from functools import cache

from cleantext.core.errors import BadInput
from cleantext.formats.base import Format
from cleantext.formats.sources import FORMATS
from cleantext.formats.streams import COMPRESSIONS, compression_of

# What a shard becomes in a folder target unless --as says otherwise.
_WRITTEN_AS = {"html": "text", "warc": "jsonl"}
WRITABLE = ("text", "jsonl", "csv", "tsv", "parquet")
_COMPRESSIBLE = ("jsonl", "csv", "tsv")


@cache
def format_named(name: str) -> Format:
    """Return the format of that name."""
    # Imported here, so that cleaning a text file does not load what a Parquet file needs.
    if name in ("text", "html"):
        from cleantext.formats import text

        return text.TextFormat() if name == "text" else text.HtmlFormat()
    if name == "bare":
        from cleantext.formats.text import BareText

        return BareText()
    if name == "jsonl":
        from cleantext.formats.jsonl import JsonLines

        return JsonLines()
    if name in ("csv", "tsv"):
        from cleantext.formats import table

        return table.Csv() if name == "csv" else table.Tsv()
    if name == "parquet":
        from cleantext.formats.parquet import Parquet

        return Parquet()
    if name == "warc":
        from cleantext.formats.warc import Warc

        return Warc()
    raise BadInput(f"there is no format named {name!r}; there are: {', '.join(FORMATS)}")


def split_format(written: str) -> tuple[str, str]:
    """Return format and compression of "parquet", "jsonl.zst" or ".csv.gz".

    Errors: `BadInput` if that is not a format we write.
    """
    compression = compression_of(written)
    name = written.lower().removesuffix(compression).lstrip(".")
    name = {"txt": "text", "md": "text", "ndjson": "jsonl"}.get(name, name)
    if name not in WRITABLE or (compression and name not in _COMPRESSIBLE):
        raise BadInput(
            f"{written}: not a format we write; those are: {', '.join(WRITABLE)}, and jsonl.zst and the like"
        )
    return name, compression


def target_format(target: str) -> tuple[str, str]:
    """Return format and compression of a target that is one file of rows, or two empty strings for a folder."""
    compression = compression_of(target)
    stem = target.lower().removesuffix(compression)
    for name in ("jsonl", "csv", "tsv", "parquet"):
        if stem.endswith(FORMATS[name]):
            if compression and name not in _COMPRESSIBLE:
                break
            return name, compression
    return "", ""


def shard_name(id: str, format: str, wanted: str = "") -> tuple[str, str, str]:
    """Return the name of a shard's output below the target, its format, and its compression."""
    compression = compression_of(id)
    if wanted:
        name, squeeze = split_format(wanted)
    else:
        name, squeeze = _WRITTEN_AS.get(format, format), compression if format != "parquet" else ""
        squeeze = squeeze if squeeze in COMPRESSIONS else ""
    if name == format and squeeze == compression:
        return id, name, squeeze
    stem = id[: len(id) - len(compression)] if compression else id
    for suffix in FORMATS.get(format, ()):
        if stem.lower().endswith(suffix):
            stem = stem[: -len(suffix)]
            break
    return f"{stem}.{name}{squeeze}", name, squeeze
