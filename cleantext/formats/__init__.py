"""Files and streams to documents and back, a module per format.

`read` yields a `Record` for each document and a `Failure` for each place that holds none; `writer` takes records.
"""

from cleantext.formats.html import from_html
from cleantext.formats.reading import FORMATS, Failure, Record, Source, find_sources, read, source_at
from cleantext.formats.writing import Writer, writer

__all__ = [
    "FORMATS",
    "Failure",
    "Record",
    "Source",
    "Writer",
    "find_sources",
    "from_html",
    "read",
    "source_at",
    "writer",
]
