"""Files and streams to documents and back, a module per format.

`read` yields a `Record` for each document and a `Failure` for each place that holds none; `writer` takes records.
Both work in this process; `cleantext.runner` does the same with workers, and survives them.
"""

from cleantext.formats.html import from_html
from cleantext.formats.reading import read
from cleantext.formats.records import Failure, Options, Record
from cleantext.formats.sources import FORMATS, Source, each_source, find_sources, source_at
from cleantext.formats.writing import Writer, writer

__all__ = [
    "FORMATS",
    "Failure",
    "Options",
    "Record",
    "Source",
    "Writer",
    "each_source",
    "find_sources",
    "from_html",
    "read",
    "source_at",
    "writer",
]
