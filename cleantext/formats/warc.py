"""WARC, the files of web crawls: each HTML response, or text of a .wet file, is a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from typing import Any

from cleantext.core.document import Document
from cleantext.core.errors import BadInput, MissingExtra
from cleantext.formats.base import CHUNK_BYTES, Chunk, Format, Sample
from cleantext.formats.decoding import decode
from cleantext.formats.html import check_html, from_html
from cleantext.formats.records import Options, Record
from cleantext.formats.sources import FORMATS, Source
from cleantext.formats.streams import reading

_PAGES = ("text/html", "application/xhtml+xml")
_LARGEST = 1 << 26


class Warc(Format):
    """A document for each page that was answered; images, redirects and the like are passed over."""

    name = "warc"
    suffixes = FORMATS["warc"]
    unit = "record"

    def check(self, options: Options) -> None:
        """Errors: `MissingExtra` without fastwarc, or what reads the pages."""
        if find_spec("fastwarc") is None:
            raise MissingExtra("reading WARC needs fastwarc: pip install 'cleantext-toolkit[warc]'")
        check_html(options.extract)

    def chunks(self, source: Source, options: Options) -> Iterator[Chunk]:
        """Cut the file at records."""
        from fastwarc.warc import ArchiveIterator, WarcRecordType

        wanted = WarcRecordType.response | WarcRecordType.conversion
        stream, raw = reading(source.place)
        rows: list[tuple[int, str, str, str, str, bytes]] = []
        first, size, read = 1, 0, 0
        with stream, raw:
            records = ArchiveIterator(stream, parse_http=True, auto_decode="all", stream_detect=False)
            for number, record in enumerate(records, start=1):
                kind = _kind(record, wanted)
                if not kind:
                    continue
                body = record.reader.read(_LARGEST)
                headers = record.headers
                id = (headers.get("WARC-Record-ID") or f"{source.id}:{number}").strip("<>").removeprefix("urn:uuid:")
                about = (headers.get("WARC-Target-URI") or "", headers.get("WARC-Date") or "")
                rows.append((number, kind, id, *about, body))
                size += len(body)
                if size >= CHUNK_BYTES:
                    here = raw.tell() if source.place != "-" else 0
                    yield Chunk(source, first, rows, size, here - read)
                    first, rows, size, read = number + 1, [], 0, here
        yield Chunk(source, first, rows, size)

    def items(self, chunk: Chunk) -> Sequence[Any]:
        """Return the records."""
        rows: Sequence[Any] = chunk.data
        return rows

    def place(self, chunk: Chunk, index: int, item: Any) -> tuple[Source, int]:
        """Return the source and the record's number in the file."""
        return chunk.source, item[0]

    def known_id(self, chunk: Chunk, index: int, item: Any, options: Options) -> str:
        """Return the id that the archive gives the record."""
        id: str = item[2]
        return id

    def record(self, chunk: Chunk, index: int, item: Any, options: Options) -> Record | None:
        """Return the main text of a page, or the text as it is."""
        _, kind, id, url, date, body = item
        rest = {options.id_field: id, options.text_field: "", "url": url, "crawled": date}
        if kind == "text":
            text, flags = decode(body)
            if not text.strip():
                raise BadInput("empty, nothing to clean")
            return Record(Document(text, id=id, metadata={"source_url": url} if url else {}, flags=flags), rest)
        document = from_html(body, id, url=url, extract=options.extract)
        metadata = {**document.metadata, **({"source_url": url} if url else {})}
        return Record(Document(document.text, id=id, metadata=metadata), rest)

    def sample(self, chunk: Chunk, options: Options) -> Sample:
        """Return the fields that every row has; no page is read for it."""
        names = (options.id_field, options.text_field, "url", "crawled")
        return Sample([dict.fromkeys(names, "x"), dict.fromkeys(names, "x")])


def _kind(record: Any, wanted: Any) -> str:
    """Return "page", "text", or "" for a record that is no document."""
    from fastwarc.warc import WarcRecordType

    if record.record_type == WarcRecordType.conversion:
        return "text"
    if record.record_type != WarcRecordType.response or record.http_headers is None:
        return ""
    code = record.http_headers.status_code
    if code is not None and not 200 <= code < 300:
        return ""
    return "page" if (record.http_content_type or "").lower() in _PAGES else ""
