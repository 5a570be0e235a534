"""Text that was decoded wrongly, or escaped once too often."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from html.entities import html5, name2codepoint

from cleantext.core.alphabet import unusual_characters
from cleantext.core.cleaner import document_rule
from cleantext.core.code import code_lines
from cleantext.core.diff import replacements
from cleantext.core.document import Document, Edit, Flag
from cleantext.core.layout import numbered_lines
from cleantext.core.linelooks import small_ascii

# What the bytes 80-BF, which continue a UTF-8 character, look like when read as Latin-1 or Windows-1252.
_CONTINUES = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_LEADS = frozenset(map(chr, range(0xC2, 0xF5)))
_CONTINUATIONS = frozenset([*map(chr, range(0x80, 0xC0)), *"€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"])
_SUSPECT = re.compile(
    rf"[Â-ß][{_CONTINUES}]|[à-ï][{_CONTINUES}]{{2}}|[ð-ô][{_CONTINUES}]{{3}}|Ã(?= )"
    # Read as Windows-1251: in Russian text a run of such pairs does not occur.
    "|(?:[РС][\u0402-\u040f\u0452-\u045f‚„…†‡€‰‹‘’“”•–—™›\u00a0-\u00bbЁёІіҐґЄєЇїЎўЈјЅѕ№]){3}|вЂ[^ ]"
    # Read as MacRoman, code page 437, Windows-1250 or Windows-1253.
    "|‚Ä|√[\u00a0-\u00ffƒ∞±≤≥¥µ∂∑∏π∫ªºΩ≈∆…†°™]|ΓÇ|├[\u00a0-\u00ffƒ⌐¬]|Ă[\u00a0-\u00bf]|Ĺ[^\\w ]|[βΓ][€©]"
)
# How all these begin. A set of characters first: so it is searched for ten times faster than the alternatives are.
_PAIR = re.compile(
    rf"[Â-ôРСв‚√Γ├ĂĹβ][ {_CONTINUES}\u0402-\u040f\u0452-\u045f№ЁёІіҐґЄєЇїЎўЈјЅѕÄÇƒ∞±≤≥∂∑∏π∫Ω≈∆⌐\u00c0-\u00ff]"
)
_OTHER_LEADS = frozenset("РСЂ‚√Γ├ĂĹβ")
_NONE: frozenset[str] = frozenset()
# Windows-1252 read as Latin-1: its quotes, dashes and ellipsis sit among the C1 controls.
_WINDOWS_MARKS = frozenset("\x84\x91\x92\x93\x94\x96\x97\x80\x99\x82\x8a\x8c\x8e\x9a\x9c\x9e")
_BEFORE_ASCII = frozenset("ÃĹ")  # behind any other lead stands a character that is not ASCII
_SIDE_BY_SIDE = small_ascii(Document("éé"))  # how two such characters look there


def _may_be_damaged(document: Document) -> bool:
    text, unusual = document.text, document.shared(unusual_characters)
    if not unusual.isdisjoint(_WINDOWS_MARKS):
        return True
    latin = "Ã" in unusual or not (unusual.isdisjoint(_LEADS) or unusual.isdisjoint(_CONTINUATIONS))
    if not latin and unusual.isdisjoint(_OTHER_LEADS):
        return False
    if unusual.isdisjoint(_BEFORE_ASCII) and _SIDE_BY_SIDE not in document.derived(small_ascii):
        return False  # accents, quotes and dashes, but no two of them side by side
    # "в" is in any Russian text, but the two that begin so are rare; from lead to lead is faster than through the text.
    leads = unusual & (_LEADS | _OTHER_LEADS | ({"в"} if "Ђ" in unusual else _NONE))
    return any(_SUSPECT.match(text, place) for lead in leads for place in _places(text, lead))


@document_rule(effect="repair", triggers=_LEADS | _OTHER_LEADS | _WINDOWS_MARKS, asks=_may_be_damaged)
def mojibake(document: Document) -> Iterator[Edit]:
    r"""Read again what was UTF-8 and was decoded as something else.

    Why: one wrong decoding turns each accent, quote and dash into two or three other letters.
    Before: "The cafÃ© wasnâ€™t open."
    After: "The café wasn’t open."
    Before: "She said â€œnoâ€\x9d to the harbour board."
    After: "She said “no” to the harbour board."
    Keeps: "He wrote “Brontë…” and MANHÃ DE SOL."
    Source: the heuristics of ftfy, called on the damaged lines alone, for decoding alone.
    """
    known = document.lines_known(mojibake)
    for start, line in numbered_lines(document.text):
        if not line.isascii() and (_is_suspect(line) or not _WINDOWS_MARKS.isdisjoint(line)):
            if line not in known:
                decoded = _decoded_again(line)
                known[line] = list(_changed_words(line, decoded))
                known.setdefault(decoded, [])  # ftfy goes on until nothing changes, and would look at it all again
            for offset, before, after in known[line]:
                yield Edit(start + offset, before, after)


def _places(text: str, character: str) -> Iterator[int]:
    place = text.find(character)
    while place >= 0:
        yield place
        place = text.find(character, place + 1)


def _is_suspect(text: str) -> bool:
    return any(_SUSPECT.match(text, match.start()) for match in _PAIR.finditer(text))


def _decoded_again(line: str) -> str:
    from cleantext.core.decoding import decoded_again  # slow to import, and most texts never need it

    decoded = decoded_again(line)
    # A guess may not make line breaks or new replacement characters.
    if "\n" in decoded or decoded.count("\ufffd") > line.count("\ufffd"):
        return line
    return decoded


def _changed_words(line: str, decoded: str) -> Iterator[tuple[int, str, str]]:
    """Yield (start, removed, inserted), word by word where decoding left the blanks as they were."""
    words, others = line.split(" "), decoded.split(" ")
    if len(words) != len(others):
        yield from replacements(line, decoded)
        return
    start = 0
    for before, after in zip(words, others, strict=True):
        if before != after:
            yield start, before, after
        start += len(before) + 1


# "&amp;" may stand between the "&" and the rest as often as the text was escaped again. A carriage return takes the
# line feed after it along.
_ENTITY = re.compile(
    r"&(?P<again>(?:amp;)*)(?P<name>(?:#13|#[xX]0?[dD]);(?:&#10;|&#[xX]0?[aA];)?|#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z]\w{1,11};)",
    re.ASCII,
)
# The names of HTML 4, and the later names of letters; not the hundreds of later names of mathematical signs.
_NAMES = (
    frozenset(name + ";" for name in name2codepoint)
    | frozenset(
        name
        for name, value in html5.items()
        if name[-1:] == ";" and len(value) == 1 and value.isalpha() and len(name) > 4
    )
    | {
        "apos;",
        "period;",
        "comma;",
        "colon;",
        "semi;",
        "excl;",
        "quest;",
        "lpar;",
        "rpar;",
        "num;",
        "dollar;",
        "percnt;",
    }
)
# English words that are names as well: "search&replace;and" is no conjunction sign.
_WORDS = {"and;", "or;", "not;", "int;", "part;", "sub;", "sup;", "sum;", "real;", "image;", "cap;", "cup;", "empty;"}
_ABOUT_MARKUP = re.compile(r"\b(?:HTML|XML|entit(?:y|ies)|SGML)\b")
_TAG = re.compile(r"</?[A-Za-z!?]")


@document_rule(effect="repair", triggers=("&",))
def entities(document: Document) -> Iterator[Edit]:
    r"""Decode HTML entities that reached the text, however often they were escaped.

    Why: a page that was escaped twice shows "&amp;amp;" and "&#8217;" where its author wrote a sign.
    Before: "Salt&nbsp;&amp;amp; vinegar, the cook&#8217;s caf&eacute;"
    After: "Salt\u00a0& vinegar, the cook’s café"
    Keeps: "AT&T, R&D; and https://example.org/?a=1&copy=2"
    Keeps: "    if (a &lt; b) { return a &amp; b; }"
    Keeps: "Write &amp;amp; in HTML to show an entity."
    Keeps: "&lt;b&gt;bold&lt;/b&gt;"
    Loses: nothing; an escaped tag stays escaped, so that no later cleaner takes it for markup.
    """
    text = document.text
    if not _ENTITY.search(text):
        return
    code = document.shared(code_lines)
    for start, line in numbered_lines(text):
        if "&" not in line or start in code or _ABOUT_MARKUP.search(line) or _TAG.search(line):
            continue
        edits = list(_decoded(line))
        if _TAG.search(_apply(line, edits)):
            edits = [(place, before, after) for place, before, after in edits if after not in "<>"]
        for place, before, after in edits:
            yield Edit(start + place, before, after)


def _decoded(line: str) -> Iterator[tuple[int, str, str]]:
    in_code = "`" in line
    for match in _ENTITY.finditer(line):
        start = match.start()
        if in_code and line.count("`", 0, start) % 2 and line.count("`", match.end()):
            continue
        glued = line[max(start - 1, 0) : start].isalnum() and not match["again"]
        after = None if glued and match["name"] in _WORDS else _meaning(match["name"])
        if after is not None:
            yield start, match[0], after
        elif match["again"]:  # "R&amp;D;" is "R&D;"
            yield start, "&" + match["again"], "&"


def _meaning(name: str) -> str | None:
    """Return what "&" and the name stand for; None if that is nothing, or no character for a text."""
    if name[0] != "#" and name not in _NAMES:
        return None
    if name[0] == "#" and html.unescape("&" + name)[:1] == "\r":
        return "\n"
    after = html.unescape("&" + name)
    if len(after) != 1 or after == "\ufffd":
        return None
    return after if after in "\t\n" or unicodedata.category(after) not in ("Cc", "Cs", "Cn", "Co") else None


def _apply(line: str, edits: list[tuple[int, str, str]]) -> str:
    pieces, done = [], 0
    for place, before, after in edits:
        pieces += [line[done:place], after]
        done = place + len(before)
    return "".join([*pieces, line[done:]])


_ESCAPE = re.compile(r"""\\(?:u[0-9a-fA-F]{4}|["'/\\ntr])|\\""")
_PLAIN_ESCAPES = {"n": "\n", "t": "\t", "r": "", '"': '"', "'": "'", "/": "/", "\\": "\\"}
_BEFORE_BREAKS = (".", "!", "?", '"', "”", "。", "\\n")
_PATH = re.compile(r"[A-Za-z]:\\|\\\\\w")


@document_rule(effect="repair", triggers=("\\",))
def literal_escapes(document: Document) -> Iterator[Edit]:
    r"""Decode the escapes of a JSON dump: a text that shows its line breaks and quotes with backslashes.

    Why: a field cut out of JSON without a parser keeps its escapes.
    Before: "The ferry sank.\\nNobody drowned.\\n\\n\\u201cA miracle,\\u201d he said."
    After: "The ferry sank.\nNobody drowned.\n\n“A miracle,” he said."
    Before: "She said \\\"no\\\" and left."
    After: "She said \"no\" and left."
    Keeps: "Open C:\\new\\table and then C:\\note."
    Keeps: "The pattern \\d+\\n matches a number and a break.\nSo does \\w+\\n."
    """
    text = document.text
    found = list(_ESCAPE.finditer(text))
    if any(len(match[0]) == 1 for match in found) or _PATH.search(text):
        return  # one backslash that is no escape: then none is
    breaks = [match.end() for match in found if match[0] == "\\n"]
    after_sentence = [end for end in breaks if text[max(end - 4, 0) : end - 2].endswith(_BEFORE_BREAKS)]
    quotes = text.count('\\"')
    dump = len(breaks) >= 2 and "\n" not in text.strip() and 2 * len(after_sentence) >= len(breaks)
    quoted = quotes >= 2 and quotes == text.count('"') and not breaks
    if not (dump or quoted):
        return
    for match in _paired(text):
        after = _unescaped(match[0])
        if after is not None and (dump or match[0] == '\\"'):
            yield Edit(match.start(), match[0], after)


def _paired(text: str) -> Iterator[re.Match[str]]:
    return re.finditer(
        r"""(?:\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[0-9a-fA-F]{4}|\\["'/\\ntr]""", text
    )


def _unescaped(escape: str) -> str | None:
    if escape[1] != "u":
        return _PLAIN_ESCAPES[escape[1]]
    units = [int(unit, 16) for unit in escape.split("\\u")[1:]]
    after = b"".join(unit.to_bytes(2, "big") for unit in units).decode("utf-16-be", "replace")
    return None if "\ufffd" in after or unicodedata.category(after) in ("Cc", "Cn") else after


@document_rule(effect="repair", triggers=("\ufffd",))
def lost_characters(document: Document) -> Iterator[Flag]:
    r"""Flag replacement characters (U+FFFD), each of which stands for a character that was lost.

    Why: what stood there can be guessed, but not known.
    Before: "The ca\ufffd closed."
    After: "The ca\ufffd closed."
    Keeps: "The café closed."
    """
    for match in re.finditer("\ufffd+", document.text):
        yield Flag(match.start(), match.end(), "a character was lost before this text came here")
