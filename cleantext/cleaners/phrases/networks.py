"""Lines that are names of social networks and nothing else, or a run of hashtags: known by shape, in any language."""

from __future__ import annotations

import re

from cleantext.cleaners.phrases.loader import Phrase

HASHTAGS = Phrase(("#...",), "tags", "labels", "", "en")
ROW = Phrase(("networks in a row",), "share", "lines", "", "en")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Everyday words that stand between them: a row needs two others.
_FILLERS = _words(
    """
    x pin line ok mail print band mix more like save copy link share email e-mail messenger pocket threads buffer
    truth gab google rss sms tweet
    """
)
_SURE = _words(
    """
    facebook fb twitter linkedin pinterest reddit tumblr whatsapp telegram viber skype vk vkontakte вконтакте
    одноклассники odnoklassniki youtube instagram tiktok snapchat bluesky mastodon flipboard gmail wechat weibo qq
    kakaotalk kakao naver hatena 微信 微博 豆瓣 xing stumbleupon digg delicious google+ googleplus flickr vimeo parler
    livejournal myspace evernote instapaper yummly zalo imo फेसबुक ट्विटर ফেসবুক টুইটার
    """
)
NAMES = _FILLERS | _SURE
_SPLIT = re.compile(r"[\s,|/·•+&]+")


def is_row(core: str) -> bool:
    """Say whether a folded line names at least two networks, with or without counts, and nothing else."""
    return are_names(core, at_least=2)


def are_names(core: str, *, at_least: int = 1) -> bool:
    """Say whether folded words are names of networks, with or without counts, and nothing else."""
    if len(core) > 200:
        return False
    words = [word for word in _SPLIT.split(core) if word and not word[0].isdigit()]
    return bool(words) and NAMES.issuperset(words) and len(_SURE.intersection(words)) >= at_least
