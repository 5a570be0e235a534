"""Steps of instructions, which read like the calls of a page: "Turn on notifications in the settings"."""

from __future__ import annotations

import re

from cleantext.cleaners.phrases.folding import fold

# Pages that call for their app, their channel, their notifications do not speak of the settings of a device.
FAMILIES = frozenset({"app", "follow"})
_SETTINGS = """
settings ajustes configuración configuracion ajustos configuració impostazioni definições configurações ajustes réglages
paramètres axustes einstellungen instellingen inställningar inställningarna indstillinger indstillingerne
innstillinger innstillingene asetukset asetuksissa asetuksista seaded seadetes nustatymai nustatymuose iestatījumi
iestatījumos ustawienia ustawieniach nastavení nastavenia nastaveniach nastavitve nastavitvah postavke postavkama
podešavanja podešavanjima beállítások beállításokban setări setările ρυθμίσεις настройки настройках настройките
налаштування налаштуваннях подешавањима поставке ayarlar ayarlardan ayarlarda ayarlarından tənzimləmələr parametrlər
الإعدادات إعدادات تنظیمات הגדרות בהגדרות ترتیبات सेटिंग्स सेटिंग সেটিংস setelan pengaturan tetapan
"""
_DENSE_SETTINGS = ("设置", "設置", "设定", "設定", "설정", "การตั้งค่า", "phần cài đặt")
_WORDS = frozenset(map(fold, _SETTINGS.split()))
_WORD = re.compile(r"[^\W\d_][^\s.,;:!?()]*")


def is_step(line: str) -> bool:
    """Say whether a folded line speaks of settings."""
    return not _WORDS.isdisjoint(_WORD.findall(line)) or any(map(line.__contains__, _DENSE_SETTINGS))
