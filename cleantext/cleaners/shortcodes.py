"""Shortcodes: the bracketed placeholders that a content system should have filled in and did not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleantext.cleaners.spans import Gap, code_spans, inside, taken_out
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit
from cleantext.core.layout import END_MARKS

# Markdown dumps escape brackets and underscores, so a backslash may stand before each.
_AD_NAMES = (
    r"ads?|adsense|ad\\?_\d{1,2}|ad-\d{1,2}|adinserter|ad\\?_?inserter|the\\?_ad(?:\\?_(?:group|placement))?|"
    r"adrotate|quads|"
    r"wpads|wp\\?_ad\\?_camp\\?_\d|bsa\\?_pro\\?_ad\\?_space|dfp\\?_ad|google\\?_ads?|amp-ad"
)
_AD = re.compile(rf"(?:\\\[(?<![\w\]]..)|\[(?<![\w\]].))(?:{_AD_NAMES})(?P<options> [^\[\]\n]*+)?\\?\](?!\()")


@document_rule(effect="remove", triggers=("[ad", "[the", "[quads", "[wp", "[bsa", "[dfp", "[google", "[amp-ad"))
def ad_placeholders(document: Document) -> Iterator[Edit]:
    r"""Remove the placeholders where a plugin was to put an advertisement.

    Why: rewritten and copied posts carry `[ad_1]` before and `[ad_2]` after the text.
    Before: "[ad_1]\n\nThe ferry is back.\n\n[ad_2]"
    After: "\nThe ferry is back.\n\n"
    Before: "[ad_1] The ferry is back."
    After: "The ferry is back."
    Before: "The ferry is back.[the_ad id=\"3\"] It sails at noon."
    After: "The ferry is back. It sails at noon."
    Keeps: "The witness, [AD_1], lives near the harbour."
    Keeps: "slots = banners[ad_1]"
    Keeps: "Write [ad_1] where the banner should stand."
    """
    text = document.text
    code = document.shared(code_spans)
    runs: list[list[re.Match[str]]] = []
    for match in _AD.finditer(text):
        if inside(code, match.start()):
            continue
        if runs and not text[runs[-1][-1].end() : match.start()].strip(" \t"):
            runs[-1].append(match)
        else:
            runs.append([match])
    for run in runs:
        framing = _frames_the_line(text, run[0].start(), run[-1].end())
        yield from taken_out(text, (Gap(*match.span()) for match in run if match["options"] or framing))


def _frames_the_line(text: str, start: int, end: int) -> bool:
    """Say whether a bare placeholder begins a line, or ends one after a whole sentence."""
    before = text[max(0, start - 40) : start].rpartition("\n")[2].rstrip()
    after = text[end : end + 40].partition("\n")[0].lstrip()
    if not before:
        return not after or text[end : end + 1].isspace()
    return not after and (before[-1] in END_MARKS or before[-1] in ']”"»')


# Page builders and plugins: no such word with its underscore stands in brackets in a text people wrote.
_FAMILIES = re.compile(
    r"(?:vc|et_pb|fusion|su|av|mk|cs|x|tdb|td_block|tdc|wpb|elementor|ultimate|dt|nectar|sc|fl|siteorigin|porto|kc|ux|"
    r"wpforms?|mc4wp|mailpoet|woocommerce|rev|ninja|tablepress|wp|penci|jnews|eltdf|qode|bdp|ess)[_-][a-z]"
)
# These go with a lower-case name alone on their line; in a sentence only with options or a closing tag.
_BARE_NAMES = (
    "audio video gallery embed playlist caption wp_caption contact-form contact-form-7 gravityform wpforms toc "
    "dropcap pullquote one_half one_half_last one_third two_third two_thirds one_fourth three_fourth row column "
    "columns tabs tab accordion toggle spacer divider hr clear button sharethis social addtoany newsletter "
    "slideshow slider rev_slider youtube vimeo soundcloud twitter instagram facebook googlemaps table tablepress "
    "products product_category layerslider metaslider ngg_images nggallery nextpage more raw raw_html highlight "
    "intense mybooktable tweet jwplayer related_posts relatedposts supsystic-tables popup maxbutton "
    "wpvideo videopress visual-link-preview lightbox cincopa convertkit mailerlite hubspot formidable forminator "
    "ninja_form optin-monster"
)
_BARE = frozenset(_BARE_NAMES.split())
# What these hold is an address or a code, never a text.
_HOLDS_AN_ADDRESS = re.compile(r"\s*(?:https?://\S{1,2000}|[\w-]{1,40})\s*|[A-Za-z0-9+/=%\s]{60,}")
_HOLDERS = re.compile(
    r"embed|audio|video|youtube|vimeo|soundcloud|playlist|gallery|tweet|vc_raw_(?:html|js)|googlemaps"
)
# Brackets of forums are another cleaner's, and what stands in [code] is shown on purpose.
_NOT_OURS_NAMES = "b i u s url img quote code size color font list center left right email spoiler sup sub"
_NOT_OURS = frozenset(_NOT_OURS_NAMES.split())

_TAG = re.compile(
    r"\\?\[(?P<slash>/?)(?P<name>[a-z][a-z0-9]*+(?:\\?[_-][a-z0-9]++)*+)(?P<options>\s[^\[\]\n]*+)?(?<!\\)/?\\?\](?!\()"
)
# An editor's remark may hold an equals sign ("[where x=1]"), but no quoted value right after its first word.
_OPTION = re.compile(r"\s[\w\\-]+=(?P<quote>[\"'“”″‘’]|)")
_IMAGE = re.compile(
    r"\s*(?:<a\b[^<>]*>)?\s*(?:<img\b[^<>]*>|!\[[^\[\]\n]*\]\([^()\s]*(?:\s\"[^\"\n]*\")?\))?\s*(?:</a>)?\s*"
)


class _Tag(NamedTuple):
    start: int
    end: int
    name: str
    closing: bool
    optioned: bool


@document_rule(effect="remove", triggers=("]",))
def shortcodes(document: Document) -> Iterator[Edit]:
    r"""Remove shortcodes of content systems; what a pair of them encloses stays, a caption becomes a fact.

    Why: a plugin that is switched off leaves its brackets in every old post.
    Before: "[vc_row][vc_column_text]Rain fell for nine days.[/vc_column_text][/vc_row]"
    After: "Rain fell for nine days."
    Before: "[dropcap]T[/dropcap]he rain stopped."
    After: "The rain stopped."
    Before: "[caption id=\"attachment_9\"]<img src=\"a.jpg\" /> The quay at dawn[/caption]\nThe rain stopped."
    After: "The rain stopped."
    Before: "[gallery ids=\"3,4,5\"]\nThe rain stopped."
    After: "The rain stopped."
    Before: "[embed]https://example.org/watch[/embed]\nThe rain stopped."
    After: "The rain stopped."
    Keeps: "“[They] told [us] to run,” read the transcript [sic]. [applause] […] [see p. 9] [12]"
    Keeps: "[2019] EWCA Civ 12 held that x lies in [0,1]."
    Before: "[harbour_slider id=2]\nThe rain stopped."
    After: "The rain stopped."
    Keeps: "The link says [video], the page has none."
    Keeps: "[harbour_slider]\nspeed = 2"
    Keeps: "[where x=1]\nThe sum is then zero."
    """
    text = document.text
    code = document.shared(code_spans)
    tags = [
        _Tag(*match.span(), match["name"].replace("\\", ""), bool(match["slash"]), _has_options(match))
        for match in _TAG.finditer(text)
        if match["name"].lower() not in _NOT_OURS and not inside(code, match.start())
    ]
    if tags:
        yield from taken_out(text, _gaps(text, tags), glued=True)


def _has_options(tag: re.Match[str]) -> bool:
    option = _OPTION.match(tag["options"] or "")
    return bool(option and (option["quote"] or tag["name"].replace("\\", "") in _BARE))


def _gaps(text: str, tags: list[_Tag]) -> Iterator[Gap]:
    partner = _pairs(tags)
    index = 0
    while index < len(tags):
        tag = tags[index]
        other = partner.get(index)
        built = bool(_FAMILIES.match(tag.name))
        if other is not None and other > index:
            if tag.name in ("caption", "wp_caption"):
                yield from _caption(text, tag, tags[other])
                index = other + 1
                continue
            if _HOLDERS.match(tag.name) and _HOLDS_AN_ADDRESS.fullmatch(text, tag.end, tags[other].start):
                yield Gap(tag.start, tag.end)
                yield Gap(
                    tag.end, tags[other].start, "embeds" if text.find("://", tag.end, tags[other].start) > 0 else ""
                )
                yield Gap(tags[other].start, tags[other].end)
                index = other + 1
                continue
        if built or other is not None or (tag.optioned and not tag.closing) or _alone(text, tag):
            yield Gap(tag.start, tag.end, between="\n\n" if built and _ends_paragraph(text, tag.start) else "")
        index += 1


def _ends_paragraph(text: str, place: int) -> bool:
    """Say whether a sentence ends right before a builder's tag: what follows the tag is then another block."""
    return text[place - 1 : place] in END_MARKS


def _pairs(tags: list[_Tag]) -> dict[int, int]:
    """Return which tag closes which, both ways; a closing tag takes the nearest open one of its name."""
    waiting: dict[str, list[int]] = {}
    partner: dict[int, int] = {}
    for index, tag in enumerate(tags):
        if not tag.closing:
            waiting.setdefault(tag.name, []).append(index)
        elif waiting.get(tag.name):
            opened = waiting[tag.name].pop()
            partner[opened], partner[index] = index, opened
    return partner


def _caption(text: str, opening: _Tag, closing: _Tag) -> Iterator[Gap]:
    """Yield the gaps for one caption: its tags and its picture go, its words go to the captions."""
    picture = _IMAGE.match(text, opening.end, closing.start)
    words = picture.end() if picture else opening.end
    yield Gap(opening.start, words)
    if text[words : closing.start].strip():
        yield Gap(words, closing.start, "captions")
    yield Gap(closing.start, closing.end)


def _alone(text: str, tag: _Tag) -> bool:
    """Say whether a known name, or one that only a program would give, stands alone on its line, other tags aside."""
    if tag.name not in _BARE and not _is_a_programs(text, tag):
        return False
    before = text[max(0, tag.start - 200) : tag.start].rpartition("\n")[2].strip()
    after = text[tag.end : tag.end + 200].partition("\n")[0].strip()
    return (not before or before[-1] == "]") and (not after or after[0] in "[\\")


_OPTIONS = re.compile(r"(?:\s+[\w\\-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'\[\]]+))+\s*")
_SETTING = re.compile(r"\s*[\w.-]+\s*[=:]")  # below "[my_section]" in a file of settings


def _is_a_programs(text: str, tag: _Tag) -> bool:
    """Say whether a tag is of no writer: two words joined by an underscore, or two options at least.

    A text about shortcodes shows them on lines of their own.
    """
    joined = "_" in tag.name
    options = _OPTIONS.fullmatch(text, tag.start + 1 + len(tag.name), tag.end - 1)
    if tag.closing or not (options or (joined and tag.end - tag.start == len(tag.name) + 2)):
        return False
    if not joined and (not options or options.group().count("=") < 2):
        return False
    return not _SETTING.match(text, tag.end) and "shortcode" not in text.casefold()


_BB_TAG = re.compile(
    r"\[(?P<slash>/?)(?P<name>b|i|u|s|url|img|quote|size|color|font|center|left|right|email|spoiler|sup|sub)"
    r"(?:[= ][^\[\]\n]*+)?\]",
    re.IGNORECASE | re.ASCII,
)


@document_rule(effect="remove", triggers=("[/",))
def forum_tags(document: Document) -> Iterator[Edit]:
    r"""Remove BBCode tags that open and close; the words between them stay.

    Why: forum posts and old comment systems print `[b]` and `[quote]` where another page shows bold and a quotation.
    Before: "[b]Boats[/b] are [url=https://example.org]for sale[/url]."
    After: "Boats are for sale."
    Before: "[quote=\"Ada\"]The ferry is late.[/quote]\nAgain."
    After: "The ferry is late.\nAgain."
    Before: "Our boat:[img]https://example.org/boat.png[/img]"
    After: "Our boat:"
    Keeps: "a[i] = b[i] + 1, and the vitamin [b] is twelve."
    Loses: the address of a link, the size and the colour of words.
    """
    text = document.text
    code = document.shared(code_spans)
    tags = [
        _Tag(*match.span(), match["name"].lower(), bool(match["slash"]), False)
        for match in _BB_TAG.finditer(text)
        if not inside(code, match.start())
    ]
    partner = _pairs(tags)

    def gaps() -> Iterator[Gap]:
        pictured = 0
        for index, tag in enumerate(tags):
            if index in partner and tag.start >= pictured:
                end = tag.end
                if tag.name == "img" and not tag.closing:
                    end = pictured = tags[partner[index]].end
                yield Gap(tag.start, end)

    yield from taken_out(text, gaps(), glued=True)
