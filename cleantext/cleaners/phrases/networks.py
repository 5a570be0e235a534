"""Lines that are names of social networks and nothing else, or a run of hashtags: known by shape, in any language."""

from __future__ import annotations

import re

from cleantext.cleaners.phrases.folding import fold
from cleantext.cleaners.phrases.loader import Phrase

HASHTAGS = Phrase(("#...",), "tags", "labels", "", "")  # of no language
COPYRIGHT = Phrase(("© year owner",), "rights", "lines", "tail", "")  # of no language
ROW = Phrase(("networks in a row",), "share", "lines", "", "")  # of no language


def _words(text: str) -> frozenset[str]:
    return frozenset(map(fold, text.split()))


# Everyday words that stand between them: a row needs two others.
_FILLERS = _words(
    """
    x pin line ok mail print band mix more like save copy link share email e-mail messenger pocket threads buffer
    truth gab google rss sms tweet 空间 밴드 вк viber threads x(twitter) мессенджер بله سروش mail.ru e-posta e-post
    """
)
SURE = _words(
    """
    facebook fb twitter linkedin pinterest reddit tumblr whatsapp telegram viber skype vk vkontakte вконтакте
    одноклассники odnoklassniki youtube instagram tiktok snapchat bluesky mastodon flipboard gmail wechat weibo qq
    kakaotalk kakao naver hatena 微信 微博 豆瓣 xing stumbleupon digg delicious google+ googleplus flickr vimeo parler
    livejournal myspace evernote instapaper yummly zalo imo feedly wykop qq空间 qq好友 微信好友 微信朋友圈 朋友圈
    新浪微博 腾讯微博 lineで送る はてなブックマーク はてブ 카카오톡 카카오스토리 페이스북 트위터 네이버밴드 네이버블로그
    фейсбук твиттер телеграм вайбер вотсап дзен فيسبوك تويتر واتساب تلغرام تلجرام تليجرام لينكدإن انستغرام
    تلگرام واتس‌اپ واتساپ توییتر فیسبوک اینستاگرام ایتا טוויטר פייסבוק ווטסאפ טלגרם וואטסאפ
    व्हाट्सऐप व्हाट्सएप वॉट्सऐप टेलीग्राम इंस्टाग्राम হোয়াটসঅ্যাপ টেলিগ্রাম ইনস্টাগ্রাম เฟซบุ๊ก ทวิตเตอร์ ไลน์
    """
)
NAMES = _FILLERS | SURE
# Where a site's podcast and its app are to be had; several words each.
PLATFORMS = frozenset(
    map(
        fold,
        """
        spotify|apple podcasts|apple podcast|google podcasts|deezer|acast|castbox|overcast|pocket casts|soundcloud
        |stitcher|podbean|tunein|podimo|audible|amazon music|youtube music|apple music|player fm|castro|podme|podplay
        |podcast addict|rss|itunes|яндекс музыка|яндекс.музыка|кастбокс|साउंडक्लाउड|स्पॉटिफाई
        |app store|appstore|apple store|google play|google play store|play store|playstore|android|ios|ipad|iphone
        |huawei appgallery|appgallery|rustore|galaxy store|앱스토어|구글플레이|구글 플레이|앱 스토어|プレイストア
        |প্লে স্টোর|অ্যাপ স্টোর|গুগল প্লে|प्ले स्टोर|ऐप स्टोर|गूगल प्ले|اینڈرائیڈ|آئی او ایس|غوغل بلاي|آب ستور
        |جوجل بلاي|اندروید|اپ استور|گوگل پلی|اندرويد|ايفون|آيفون|אנדרואיד|אייפון|แอนดรอยด์|ไอโอเอส|安卓|苹果|应用商店
        """.replace("\n", " ").split("|"),
    )
)
_SPLIT = re.compile(r"[\s,|/·•+&]+")


def is_row(core: str) -> bool:
    """Say whether a folded line names at least two networks, with or without counts, and nothing else."""
    return are_names(core, at_least=2)


def are_names(core: str, *, at_least: int = 1) -> bool:
    """Say whether folded words are names of networks, with or without counts, and nothing else."""
    if len(core) > 200:
        return False
    words = [word for word in _SPLIT.split(core) if word and not word[0].isdigit()]
    return bool(words) and NAMES.issuperset(words) and len(SURE.intersection(words)) >= at_least
