"""The main text of whole pages: what is kept, what goes, and when the model leaves a text alone."""

from __future__ import annotations

import subprocess
import sys

import pytest

from cleantext import Document, Pipeline
from cleantext.cleaners import main_text
from cleantext.core import registry

np = pytest.importorskip("numpy")

from cleantext.cleaners.main_text import decide, features  # noqa: E402
from cleantext.cleaners.main_text.model import shipped_model  # noqa: E402

ARTICLE = (
    "Ferry returns to the northern islands after nine years",
    "The first ferry in nine years reached the northern islands on Tuesday morning, with forty passengers and a crate of "
    "oranges that the harbour master had ordered as a joke.",
    "People had waited on the pier since dawn. Some of the children had never seen a ship of that size, said the teacher "
    "of the only school, who had given them the day off.",
    "The line was closed when the old ship failed an inspection. The council bought a used one last spring and had it "
    "rebuilt in a yard on the mainland, at a cost that nobody on the pier wanted to name.",
    "It will sail three times a week until October. In winter, the captain said, the weather decides, as it always has.",
)
HEAD = (
    "Ferry returns to the northern islands after nine years | The Island Post", "Skip to content", "Menu", "Home", "News",
    "Sport", "Weather", "Tides", "Log in", "Subscribe", "Search",
)  # fmt: skip
TAIL = (
    "Share this:", "Facebook", "Twitter", "Email", "Related stories", "Council buys a used ship", "Storm closes the harbour",
    "School wins a prize", "Leave a comment", "Your name", "Your email", "Post comment", "Newsletter", "Sign up", "About us",
    "Contact", "Privacy policy", "Terms of use", "© The Island Post. All rights reserved.",
)  # fmt: skip
PAGE = "\n".join([*HEAD, "", "\n\n".join(ARTICLE), "", *TAIL])


def clean(text: str, **options: object) -> str:
    return registry.get("page-chrome").with_options(**options)(Document(text)).text


def test_the_article_is_kept_and_the_page_around_it_goes() -> None:
    kept = clean(PAGE)
    for paragraph in ARTICLE[1:]:
        assert paragraph in kept
    for line in ("Skip to content", "Council buys a used ship", "Privacy policy", "Log in"):
        assert line not in kept


def test_an_edit_tells_the_probability_and_can_be_undone() -> None:
    cleaned = registry.get("page-chrome")(Document(PAGE))
    assert cleaned.original == PAGE
    assert all(edit.why.startswith("main text with a probability of 0.") for edit in cleaned.trail[0].edits)


def test_opinions_are_the_same_on_every_machine() -> None:
    # To the last digit that an edit tells; new weights give new figures.
    chances = shipped_model().opinion(PAGE).chances.tolist()
    assert chances[8:20] == [0.007, 0.006, 0.011, 0.041, 0.733, 0.869, 0.943, 0.956, 0.033, 0.015, 0.012, 0.011]


def test_a_clean_article_comes_back_whole() -> None:
    article = "\n\n".join(ARTICLE)
    assert clean(article) == article
    longer = "\n\n".join([ARTICLE[0], "By Ada Example", "Tuesday, 3 March", *ARTICLE[1:], *ARTICLE[1:]])
    assert clean(longer) == longer


def test_cleaning_twice_is_cleaning_once() -> None:
    once = clean(PAGE)
    assert clean(once) == once


def test_a_page_without_main_text_is_flagged_and_not_emptied() -> None:
    menu = "\n".join([*HEAD[1:], *TAIL])
    cleaned = registry.get("page-chrome")(Document(menu))
    assert cleaned.text == menu
    assert [flag.reason for flag in cleaned.flags] == ["no main text found; left as it was"]


def test_what_is_left_of_a_page_without_its_scripts_is_flagged() -> None:
    for shell in ("The Island Post", "\n".join(HEAD[1:8]), "Loading...\nMenu\nLog in\nHelp\nSearch"):
        cleaned = registry.get("page-chrome")(Document(shell))
        assert cleaned.text == shell
        assert [flag.reason for flag in cleaned.flags] == ["no main text found; left as it was"]
    assert not registry.get("page-chrome")(Document("\n\n".join(ARTICLE[:3]))).flags
    assert not registry.get("page-chrome")(Document("")).flags


def test_more_is_kept_for_recall_than_for_precision() -> None:
    kept = {way: set(clean(PAGE, keep=way).split("\n")) for way in ("precision", "balanced", "recall")}
    assert kept["precision"] <= kept["balanced"] <= kept["recall"]


def test_readers_comments_are_kept_if_asked_for() -> None:
    comments = [
        "2 Comments", "Mara Example", "I was on that pier as a girl when the last one left, and I cried like everybody else.",
        "Reply", "Tom Example", "Let us see how long the new one lasts. The old one did forty years, and nobody thanked it.",
    ]  # fmt: skip
    page = "\n".join([*HEAD, "", "\n\n".join(ARTICLE), "", *comments, *TAIL])
    assert comments[2] in clean(page, comments=True)
    assert comments[5] in clean(page, comments=True)
    assert "Privacy policy" not in clean(page, comments=True)


def test_a_pipeline_keeps_to_the_model_beyond_its_budget() -> None:
    page = "\n".join([*HEAD, *HEAD, *HEAD, "", "\n\n".join(ARTICLE), "", *TAIL, *TAIL, *TAIL, *TAIL])
    cleaned = Pipeline(["page-chrome"], budget=0.1)(Document(page))
    assert "Privacy policy" not in cleaned.text
    assert ARTICLE[2] in cleaned.text


PAGES_OF_OTHER_LANGUAGES = {
    "de": (
        ["Startseite", "Nachrichten", "Sport", "Wetter", "Suche", "Anmelden", "Abonnieren", "Kontakt"],
        [
            "Nach neun Jahren hat am Dienstag wieder eine Fähre die nördlichen Inseln erreicht, mit vierzig Fahrgästen an Bord.",
            "Schon vor Sonnenaufgang standen die Leute auf der Mole. Manche Kinder hatten noch nie ein so großes Schiff gesehen.",
            "Die Linie war eingestellt worden, als das alte Schiff durch die Prüfung fiel. Die Gemeinde kaufte dann ein gebrauchtes.",
        ],
        ["Teilen", "Mehr zum Thema", "Sturm schließt den Hafen", "Impressum", "Datenschutz", "Alle Rechte vorbehalten"],
    ),
    "ru": (
        ["Главная", "Новости", "Спорт", "Погода", "Поиск", "Войти", "Подписаться", "Контакты"],
        [
            "После девяти лет перерыва паром во вторник утром снова пришёл на северные острова с сорока пассажирами на борту.",
            "Люди ждали на пирсе с рассвета. Некоторые дети никогда не видели такого большого корабля, сказала учительница.",
            "Линию закрыли, когда старое судно не прошло проверку. Прошлой весной совет купил другое и отправил его на верфь.",
        ],
        ["Поделиться", "Читайте также", "Шторм закрыл гавань", "О нас", "Реклама", "Все права защищены"],
    ),
    "zh": (
        ["首页", "新闻", "体育", "天气", "搜索", "登录", "订阅", "联系我们"],
        [
            "时隔九年，渡轮星期二早晨再次抵达北部岛屿，船上有四十名乘客，还有港务长开玩笑订购的一箱橙子。",
            "人们从黎明起就在码头上等候。岛上唯一一所学校的老师说，有些孩子从来没有见过这么大的船。",
            "旧船没有通过检查之后，这条航线就停了。去年春天，议会买下一艘二手船，并送到大陆的船厂改造。",
        ],
        ["分享", "相关阅读", "风暴关闭港口", "关于我们", "隐私政策", "版权所有"],
    ),
    "ar": (
        ["الرئيسية", "أخبار", "رياضة", "الطقس", "بحث", "تسجيل الدخول", "اشترك", "اتصل بنا"],
        [
            "وصلت العبارة إلى الجزر الشمالية صباح الثلاثاء لأول مرة منذ تسع سنوات، وعلى متنها أربعون راكبا وصندوق من البرتقال.",
            "كان الناس ينتظرون على الرصيف منذ الفجر. وقالت المعلمة إن بعض الأطفال لم يروا سفينة بهذا الحجم من قبل.",
            "توقف الخط عندما لم تجتز السفينة القديمة الفحص، ثم اشترى المجلس سفينة مستعملة وأعاد بناءها في حوض على البر.",
        ],
        ["شارك", "اقرأ أيضا", "العاصفة تغلق الميناء", "من نحن", "سياسة الخصوصية", "جميع الحقوق محفوظة"],
    ),
    "hi": (
        ["होम", "समाचार", "खेल", "मौसम", "खोज", "लॉगिन", "सब्सक्राइब", "संपर्क"],
        [
            "नौ साल बाद मंगलवार की सुबह एक नौका फिर उत्तरी द्वीपों पर पहुँची, जिसमें चालीस यात्री और संतरों की एक पेटी थी।",
            "लोग भोर से ही घाट पर इंतज़ार कर रहे थे। शिक्षिका ने कहा कि कुछ बच्चों ने इतना बड़ा जहाज़ कभी नहीं देखा था।",
            "पुराना जहाज़ जाँच में असफल हुआ तो यह सेवा बंद हो गई। पिछले वसंत में परिषद ने एक पुराना जहाज़ खरीदकर ठीक करवाया।",
        ],
        ["साझा करें", "यह भी पढ़ें", "तूफ़ान से बंदरगाह बंद", "हमारे बारे में", "गोपनीयता नीति", "सर्वाधिकार सुरक्षित"],
    ),
}


@pytest.mark.parametrize("language", PAGES_OF_OTHER_LANGUAGES)
def test_other_languages_keep_their_text_and_lose_their_menus(language: str) -> None:
    head, (one, two, three), tail = PAGES_OF_OTHER_LANGUAGES[language]
    article = [one, two, three, two[: len(two) // 2] + three, f"{one} {two}", f"{three} {one}"]
    kept = clean("\n".join([*head, "", "\n\n".join(article), "", *tail])).split("\n")
    assert all(paragraph in kept for paragraph in article)
    assert sum(line in kept for line in [*head, *tail]) <= 2


def test_features_are_finite_whatever_the_text() -> None:
    for text in ("a", "\n\n", "\ud800", "…", "日本\n", "\x00\n\r", "a\n" * 50, " \n|\n\u2028"):
        page = features.read_page(text)
        assert np.isfinite(page.dense).all()
        assert page.dense.shape == (len(page.starts), len(features.NAMES))
        chances = shipped_model().opinion(text).chances
        assert ((chances >= 0) & (chances <= 1)).all()


def test_the_best_lines_have_the_highest_expected_f1() -> None:
    chances, weights = np.array([0.9, 0.1, 0.6, 0.4]), np.array([10.0, 10.0, 5.0, 1.0])
    kept = decide.best_lines(chances, weights)
    ours = decide.expected_f1(chances, weights, kept)
    for number in range(16):
        other = np.array([bool(number >> k & 1) for k in range(4)])
        assert decide.expected_f1(chances, weights, other) <= ours + 1e-9


def test_numpy_is_not_imported_before_it_is_needed() -> None:
    code = "import sys, cleantext; from cleantext.core.registry import get; get('page-chrome'); print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_without_numpy_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("cleantext.cleaners.main_text.")]:
        if not name.endswith("chrome"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(main_text.MissingExtra, match=r"pip install 'cleantext-toolkit\[page\]'"):
        clean(PAGE)
