"""Bytes to text. Nothing is guessed: what is not UTF-8 is either named by the caller or marked and flagged."""

from __future__ import annotations

import codecs

from cleantext.core.document import Flag
from cleantext.core.errors import BadInput

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# First bytes of files that are no text although they may hold long runs of it.
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\x28\xb5\x2f\xfd",
    b"\xd0\xcf\x11\xe0",
)
_SAMPLE = 8192


def decode(data: bytes, encoding: str = "") -> tuple[str, tuple[Flag, ...]]:
    """Return the text of a file, with a flag if some of its bytes are not text in its encoding.

    `encoding` overrides what the byte order mark says; without either, UTF-8 is expected.
    Errors: `BadInput` if the bytes are no text at all, or there is no such encoding.
    """
    marked = next((name for mark, name in _BOMS if data.startswith(mark)), "")
    if not encoding and not marked and _is_binary(data):
        raise BadInput("a binary file, not text")
    name = encoding or marked or "utf-8"
    try:
        return data.decode(name), ()
    except UnicodeDecodeError as error:
        text = data.decode(name, errors="replace")
        place = text.find("\ufffd")
        reason = (
            f"byte {error.start} is the first that is not {name}; such bytes are read as U+FFFD. "
            "If the file has another encoding, name it (--encoding)"
        )
        return text, (Flag(place, place + 1, reason, cleaner="reader"),)
    except LookupError as error:
        raise BadInput(f"there is no encoding named {encoding!r}") from error


def _is_binary(data: bytes) -> bool:
    return data.startswith(_MAGIC) or b"\x00" in data[:_SAMPLE]
