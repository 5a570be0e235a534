"""Prompts: a call to the reader at one end of the line, and what it is about elsewhere on it."""

from __future__ import annotations

import pytest

from cleantext import Document
from cleantext.cleaners.phrases import debris, marks

PROSE = "The ferry lay on its side in the mud until the spring of that year."


@pytest.mark.parametrize(
    ("line", "family"),
    [
        ("Follow the Harbour Gazette on Google News and never miss a story", "follow"),
        ("Got a story? Email our newsdesk at desk@example.org", "follow"),
        ("📲 Download our app for the latest tides", "app"),
        ("Sign up today and get the Harbour at Noon newsletter", "newsletter"),
        ("Wir verwenden Cookies, um Ihnen den Hafen zu zeigen. Alle akzeptieren", "cookies"),
        ("Téléchargez l'application Le Courrier du Port", "app"),
        ("Pobierz aplikację Kuriera Portowego", "app"),
        ("Подписывайтесь на наш канал «Порт»", "follow"),
        ("हमारे WhatsApp चैनल से जुड़ने के लिए यहाँ क्लिक करें", "follow"),
        ("Hafen-Liveticker per Mail? Jetzt Newsletter abonnieren", "newsletter"),
        ("下载“港口在线”客户端", "app"),
        ("メールマガジンの登録はこちら", "newsletter"),
        ("این سایت برای بهبود خدمات از کوکی استفاده می‌کند", "cookies"),
        ("Limanın bültenine abone olun, haberleri kaçırmayın", ""),
    ],
)
def test_what_a_prompt_is_about(line: str, family: str) -> None:
    assert [mark.family for mark in marks(Document(line)).values()] == ([family] if family else [])


@pytest.mark.parametrize(
    "line",
    [
        "Follow the river for a mile and you reach our channel where the seals sleep at low tide.",
        "Follow us on Facebook, they called from the pier, and went on.",
        "Turn on notifications in the settings.",
        "Activa las notificaciones en los ajustes",
        "1. Activez les notifications dans les réglages.",
        "Descarga la aplicación del fabricante y abre la cuenta.",
        "Włącz powiadomienia w ustawieniach",
        "Увімкніть сповіщення в налаштуваннях",
        "सेटिंग्स में जाकर नोटिफिकेशन चालू करें।",
        "설정에서 알림을 켜 주세요",
        "“Download our app”, said the sign on the empty ticket office",
        "Join the choir, the poster said, and find us on Facebook on Sundays.",
        "Download speeds on the island are slow.",
        "Subscribers of the newsletter met on the pier",
        "Cookies were handed out on our site.",
        "下载我们的客户端之后，他发现自己被骗了。",
        "Theo dõi trên Facebook, công an phát hiện con tàu mất tích.",
        "Supporters of our newsroom met by the harbour.",
    ],
)
def test_sentences_are_no_prompts(line: str) -> None:
    assert not marks(Document(line))


def test_the_first_line_may_be_a_headline() -> None:
    line = "Install our app before the tide comes in"
    assert not debris(Document(f"{line}\n\n{PROSE}")).marks
    assert debris(Document(f"Tides\n{line}\n\n{PROSE}")).marks


@pytest.mark.parametrize("line", ["Follow " * 30, "Got a " + "? " * 100, "Get" + "!a" * 100, "करें " * 40])
def test_long_lines_take_no_time(line: str) -> None:
    assert len(marks(Document("\n".join([line] * 300)))) in (0, 300)
