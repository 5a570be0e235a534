"""Reading the documents of a source one after the other, in this process."""

from __future__ import annotations

from collections.abc import Iterator

from cleantext.core.errors import BadInput, MissingExtra
from cleantext.formats.all import format_named
from cleantext.formats.base import cut, parsed
from cleantext.formats.records import Failure, Options, Record
from cleantext.formats.sources import Source


def read(
    source: Source,
    *,
    encoding: str = "",
    text_field: str = "text",
    id_field: str = "id",
    site_field: str = "",
    extract: str = "trafilatura",
) -> Iterator[Record | Failure]:
    """Yield the documents of one source, and a failure for each place that should hold one and does not.

    `extract`: how HTML is read, see `from_html`.
    Rows keep their other fields; a row without an id gets the source's id and the number of its line or row.
    """
    options = Options(text_field, id_field, site_field, encoding, extract=extract)
    format = format_named(source.format)
    try:
        format.check(options)
    except (BadInput, MissingExtra) as error:
        yield Failure(source.name, str(error))
        return
    for chunk in cut(format, source, options):
        for _, record in parsed(format, chunk, options):
            yield record
