"""Leftovers of posts and players from other sites. The words of a post are the author's to quote, and stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleantext.cleaners.spans import Gap, taken_out
from cleantext.core.cleaner import document_rule, line_rule
from cleantext.core.document import Document, Edit
from cleantext.core.layout import layout

_SHORT_LINK = re.compile(
    r"(?:(?<![\w/.])(?:https?://)?t\.co|(?<!/)pic\.(?:twitter|x)\.com|https?://pic\.(?:twitter|x)\.com)/\w{4,20}(?:…|\.\.\.)?(?!\w|/)"
)


@document_rule(effect="remove", triggers=("pic.twitter.com/", "pic.x.com/", "t.co/"))
def post_links(document: Document) -> Iterator[Edit]:
    r"""Remove the short links to a post's picture or page: inside a post they stand for what was embedded.

    Why: `t.co` addresses lead through one network's counter and tell a reader nothing.
    Before: "The ferry is back. https://t.co/a1B2c3D4e5 pic.twitter.com/f6G7h8"
    After: "The ferry is back."
    Keeps: "The short form t.co/about stands for a page, he wrote."
    Loses: the address.
    """
    text = document.text
    gaps = []
    for match in _SHORT_LINK.finditer(text):
        if match[0].startswith(("pic.", "http")) or any(map(str.isdigit, match[0])):
            gaps.append(Gap(*match.span()))
    yield from taken_out(text, gaps)


_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_HANDLE = r"\(@\w{1,20}\)"
_SIGNATURE = re.compile(
    rf"[—–-]{{1,3}} ?[^()\n—]{{0,80}}{_HANDLE} (?:(?:{_MONTHS}) \d{{1,2}}, \d{{4}}|"
    rf"\d{{1,2}}\.? (?:de )?[^\W\d]{{3,12}}\.?,? (?:de )?\d{{4}}|"
    r"\d{4}年\d{1,2}月\d{1,2}日)"
)


@document_rule(effect="remove", triggers=("(@",))
def post_signatures(document: Document) -> Iterator[Edit]:
    r"""Move the line that signs an embedded post, with name, handle and date, out of the text.

    Why: the network's own embed code ends every post with it.
    Before: "The ferry is back. — Ada Example (@ada_example) October 3, 2021"
    After: "The ferry is back."
    Before: "The ferry is back.\n\n— Ada Example (@ada_example) 3 octobre 2021\n\nIt sails at noon."
    After: "The ferry is back.\n\n\nIt sails at noon."
    Keeps: "The captain — Ada Example (@ada_example) on the network — wrote it on October 3, 2021."
    """
    text = document.text
    gaps = []
    for line in document.shared(layout).lines:
        place = line.text.find("(@")
        while place >= 0:
            # The dash is looked for backwards: a name is short, a line may not be.
            dash = max(line.text.rfind("—", max(0, place - 82), place), line.text.rfind("–", max(0, place - 82), place))
            match = _SIGNATURE.match(line.text, dash) if dash >= 0 else None
            if match and (match.end() == len(line.text.rstrip()) or line.text[match.end()] == " "):
                gaps.append(Gap(line.start + dash, line.start + match.end(), "embeds"))
            place = line.text.find("(@", place + 2)
    yield from taken_out(text, gaps)


_EMBED_MARK = re.compile(
    r"\s*(?:\[embedded content\]|\[embed(?:ded)? (?:video|tweet|post|media|player)\]|"
    r"<blockquote class=\"twitter-tweet\"[^<>]{0,300}+>|"
    r"(?:https?://)?(?:www\.)?(?:youtube\.com/embed|player\.vimeo\.com/video|w\.soundcloud\.com/player|"
    r"platform\.twitter\.com)/?\S{0,500}|"
    r"//(?:www\.)?(?:youtube\.com/embed|embedr\.flickr\.com|www\.instagram\.com/embed\.js|"
    r"platform\.instagram\.com)\S{0,300})\s*"
)


@line_rule(
    effect="remove",
    triggers=(
        "[embed",
        "<blockquote",
        "/embed",
        "player.vimeo.com/",
        "soundcloud.com/player",
        "platform.twitter.com",
        "//platform.instagram",
    ),
)
def embed_marks(line: str) -> str | None:
    r"""Drop lines that mark where something of another site was shown.

    Why: “[embedded content]” and the address of a player stand for a film that is not there.
    Before: "[embedded content]\nThe ferry is back."
    After: "The ferry is back."
    Before: "https://www.youtube.com/embed/a1B2c3\nThe ferry is back."
    After: "The ferry is back."
    Keeps: "The stone was [embedded] in the quay."
    """
    return None if _EMBED_MARK.fullmatch(line) else line


_PLAYER = re.compile(
    r"\s*(?:\d{1,3} seconds of (?:\d{1,3} (?:hours?|minutes?|seconds?),? ?){1,3}(?:Volume ?\d{1,3}%)?|Volume ?\d{1,3}%|"
    r"\d{1,2}:\d{2} ?/ ?-?\d{1,2}:\d{2}|(?:Current Time|Duration|Remaining Time) ?-?\d{1,2}:\d{2}|"
    r"Loaded ?: ?\d{1,3}(?:\.\d{1,2})?%|Progress ?: ?\d{1,3}(?:\.\d{1,2})?%|Stream Type LIVE)\s*"
)


@line_rule(
    effect="remove",
    triggers=("seconds of", "Volume", "/", "nt Time", "Duration", "ng Time", "Loaded", "Progress", "Stream"),
    longest=120,
)
def player_readings(line: str) -> str | None:
    r"""Drop lines that are the readings of a film or sound player.

    Why: players write their clock and their volume into the page.
    Before: "0 seconds of 1 minute, 15 secondsVolume 90%\nThe ferry is back."
    After: "The ferry is back."
    Before: "0:00 / 3:12"
    After: ""
    Keeps: "He needed 40 seconds of silence."
    Keeps: "14:30"
    """
    return None if _PLAYER.fullmatch(line) else line
