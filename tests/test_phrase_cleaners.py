"""What the cleaners that go by phrases take, and above all what they leave."""

from __future__ import annotations

import pytest

from cleantext import Document, Pipeline
from cleantext.cleaners import controls, forms, notices, promos, tails
from cleantext.core.registry import all_cleaners

MODULES = tuple(module.__name__ for module in (tails, forms, promos, notices, controls))
CLEANERS = [cleaner for cleaner in all_cleaners() if cleaner.function.__module__ in MODULES]

FIRST = "The ferry lay on its side in the mud until the spring of that year."
LAST = "Nobody on the pier had seen a tide like it, and nobody has since then."
PROSE = "The ferry lay on its side in the mud until the spring of that year."
MORE = "Nobody in the town could say who had opened the lock that night, or why."

TOUGH = [
    "Read more slowly, the teacher said, and all of them did.",
    "Related: so she wrote on every envelope, and put it away.",
    "See also the scar above his eye, he told the doctor.",
    "Also read aloud that day was a letter from the prisoner.",
    "Leave a comment out of the minutes and it comes back to you.",
    "Two comments from the clerk changed the verdict.",
    "Name, rank and number were all that he gave them.",
    "Email was unknown on the island, and so were stamps.",
    "Share of the harvest: one sack in three, and the straw.",
    "Shares of the salt works fell by a third.",
    "Tweet, went the bird, and the cat looked up.",
    "Facebook and Twitter went dark that week, users said.",
    "Telegram boys rode through the town on borrowed bicycles.",
    "Print was the family trade for two hundred years.",
    "Photo: this was painted on the door of the shop, in red.",
    "Pictures: he had hundreds of them, and all were of water.",
    "Image after image showed the same empty pier.",
    "By Monday the water stood at the second step.",
    "Updated rules let the boats stay out for one more night.",
    "Published in 1911, the map left out the whole valley.",
    "Advertisement was a word his father hated.",
    "Sponsored by no one, the race was run every year.",
    "Cookies and tea stood on the table in the court.",
    "Subscribe to that view and you will sink with it, she said.",
    "Join us for supper, the fishermen shouted from the shore.",
    "Members only came when there was soup.",
    "Tags: three of wood, one of tin, all of them blank.",
    "Source: the river begins under a stone, say the old people.",
    "Copyright was the last thing on his mind, he told the judge.",
    "All rights to the well were sold with the house.",
    "Home, school, home: that was all she saw of the war.",
    "Menu in hand, the minister asked about the fish.",
    "Search parties went up the hill with torches.",
    "Next came the mayor, on foot.",
    "Loading the boats took them all night.",
    "Play stopped when the siren went.",
    "Page 4 was missing from every copy.",
    "5 minutes later the bridge was gone.",
    "1,200 views were painted from that one window.",
    "“Share this,” he said, and broke the bread.",
    "As an AI model of the old school, the robot bowed, the boy wrote.",
    "Certainly! Here is where he fell, said the guide.",
    "Die Anzeige liegt seit Montag beim Gericht.",
    "Kommentar wollte der Fischer keinen geben.",
    "Foto di famiglia coprivano tutta la parete.",
    "Leggi antiche vietavano la pesca in quel lago.",
    "Comparte casa con tres hermanos y un perro.",
    "Compartir el pan era la regla del barco.",
    "Partager le pain fut leur seule loi.",
    "Yorum yapmadan kapıyı kapattı.",
    "Источник высох ещё до войны.",
    "Реклама висела на стене сорок лет.",
    "إعلان الحرب وصل متأخرا إلى الجزيرة.",
    "शेयर गिरने से पूरा गाँव डूब गया।",
    "来源不明的船停在港口。",
    "広告の塔は三年前に倒れた。",
    "사진 속의 남자는 웃고 있었다.",
    "Ảnh cũ treo kín bức tường.",
]
DEBRIS_ABOVE = "Skip to content\nShare this:\nFacebook\nTwitter\n\n"
DEBRIS_BELOW = "\n\nShare this:\nFacebook\nLeave a Reply\nYour email address will not be published.\nTags: ferry, mud"


@pytest.mark.parametrize("line", TOUGH)
def test_prose_stays_wherever_it_stands(line: str) -> None:
    for body in (f"{line}\n\n{PROSE}\n\n{MORE}", f"{PROSE}\n\n{line}\n\n{MORE}", f"{PROSE}\n\n{MORE}\n\n{line}", line):
        for text in (body, DEBRIS_ABOVE + body + DEBRIS_BELOW):
            document = Document(text)
            for cleaner in CLEANERS:
                assert line in cleaner(document).text, cleaner
            for cleaner in CLEANERS:
                document = cleaner(document)
            assert line in document.text


@pytest.mark.parametrize(
    "text",
    [
        f"{PROSE}\n\nLeave a Reply\n\nYour email address will not be published. Required fields are marked *\n",
        f"{PROSE}\n\nSchreibe einen Kommentar\n\nDeine E-Mail-Adresse wird nicht veröffentlicht.\n\nName *\nWebsite",
        f"{PROSE}\n\nShare this:\nClick to share on Facebook (Opens in new window)\nLike Loading...\nRelated",
        f"{PROSE}\n\nTags: ferry, mud\nAll rights reserved\nFollow us on Facebook",
        f"{PROSE}\n\nNo comments yet\nBe the first to comment\nPost a Comment",
        f"{PROSE}\n\n分享到：微信 微博 QQ\n相关阅读\n责任编辑：张三",
        f"Skip to content\nMenu\nSearch\nHome\n\n{PROSE}",
    ],
)
def test_debris_at_the_edges_goes(text: str) -> None:
    document = Document(text)
    for cleaner in CLEANERS:
        document = cleaner(document)
    assert PROSE in document.text
    left = [line for line in document.text.split("\n") if line.strip() and line != PROSE]
    assert left in ([], ["Related"], ["责任编辑：张三"])
    assert document.original == text


def test_a_form_in_the_middle_of_the_page_takes_no_paragraph() -> None:
    text = f"{PROSE}\n\nLeave a Reply\nName *\nEmail *\nPost Comment\n\nNet mending\n\n{MORE}"
    cleaned = forms.comment_forms(Document(text)).text
    assert "Leave a Reply" not in cleaned
    assert "Net mending" in cleaned
    assert MORE in cleaned


def test_comments_go_with_their_reply_links() -> None:
    talk = "\n".join(f"Ada{n}\nI remember that night, and I was on the boat too.\nReply" for n in range(3))
    text = f"{PROSE}\n\n{MORE}\n\n3 comments\n{talk}"
    assert forms.comment_sections(Document(text)).text == f"{PROSE}\n\n{MORE}\n\n"
    assert forms.comment_sections(Document(f"{PROSE}\n\n{MORE}\n\n3 comments\n{MORE}")).text.endswith(MORE)


def test_facts_go_to_the_metadata() -> None:
    text = (
        f"{PROSE}\n\nTags: ferry, mud; old boats\n#ferry #mud #boats\n© 2021 Harbour Gazette\nSource: Harbour Gazette\n"
        "With inputs from agencies"
    )
    document = tails.tail_lines(Document(text))
    assert document.metadata["tags"] == ["ferry", "mud", "old boats", "#ferry", "#mud", "#boats"]
    assert document.metadata["rights"] == ["© 2021 Harbour Gazette"]
    assert document.metadata["source"] == "Harbour Gazette"
    assert document.text == f"{PROSE}\n\n"


def test_an_address_below_its_label_is_left_to_others() -> None:
    text = f"{PROSE}\n\nOriginal url:\n\nhttps://example.org/a"
    for cleaner in CLEANERS:
        assert cleaner(Document(text)).text == text


@pytest.mark.parametrize(
    "line", ["Subscribe to continue reading", "Read the full story", "This content is for members only"]
)
def test_a_text_that_ends_at_a_wall_is_flagged(line: str) -> None:
    document = Document(f"{PROSE}\n\n{line}")
    for cleaner in CLEANERS:
        document = cleaner(document)
    assert [flag.reason for flag in document.flags] == ["text cut short"]
    assert document.text.strip() == PROSE


def test_a_list_under_a_weak_heading_stays() -> None:
    text = f"{PROSE}\n\nRelated\nBoats\nNets\nTwo dogs"
    for cleaner in CLEANERS:
        assert cleaner(Document(text)).text == text


def test_a_list_of_headlines_goes() -> None:
    text = f"{PROSE}\n\nRelated\nFerry sinks in the old harbour\nNew mayor for the town\nWhy the lighthouse went dark"
    assert promos.related_lists(Document(text)).text == f"{PROSE}\n\n"


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("Read also: Ferry sinks in the old harbour", True),
        ("ALSO READ | Ferry sinks in the old harbour", True),
        ("Lesen Sie auch: Fähre sinkt im alten Hafen", True),
        ("Читайте также: Паром затонул в старой гавани", True),
        ("यह भी पढ़ें: पुराने बंदरगाह में नाव डूबी", True),
        ("相关阅读：渡船在旧港沉没", True),
        ("Read also: Who sank the ferry?", True),
        ("Read also: he wrote it on the wall, and nobody did.", False),
        ("Related: boats", False),
    ],
)
def test_promos_between_paragraphs(line: str, goes: bool) -> None:
    cleaned = promos.read_also_promos(Document(f"{PROSE}\n{line}\n{MORE}")).text
    assert (line not in cleaned) == goes
    assert PROSE in cleaned
    assert MORE in cleaned


@pytest.mark.parametrize("title", ["Written by the Victors", "What do you think?", "Tagged for Life", "Stay in touch"])
def test_a_title_is_no_debris(title: str) -> None:
    for text in (f"{title}\n\n{PROSE}", f"{title}\nAda Example\n\n{PROSE}"):
        for cleaner in CLEANERS:
            assert cleaner(Document(text)).text == text


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("(abc/dpa)", True),
        ("A. E. avec AFP", True),
        ("(MTI)", True),
        ("/PAP/", True),
        ("(sic)", False),
        ("AP", False),
        ("Met Sita", False),
        ("With Ada", False),
    ],
)
def test_signatures_below_the_text(line: str, goes: bool) -> None:
    text = f"{FIRST}\n\n{LAST}\n\n{line}\n"
    cleaned = Pipeline.preset("news")(Document(text))
    assert (line not in cleaned.text) == goes
    assert bool(cleaned.metadata.get("contributors")) == goes


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("(Photo AFP)", "AFP"),
        ("© Photo: Ada Example", "Ada Example"),
        ("The pier lay in ruins on Sunday. © Ada Example", "Ada Example"),
        ("The pier lay in ruins on Sunday. / ADA EXAMPLE", "ADA EXAMPLE"),
        ("The pier lay in ruins on Sunday. / NEWS", None),
        ("(Photo album)", None),
    ],
)
def test_credits_without_a_label(line: str, credit: str | None) -> None:
    text = "\n\n".join([FIRST, line, LAST, FIRST[:-1] + " again.", LAST[:-1] + " either.", "All rights reserved."])
    cleaned = Pipeline.preset("news")(Document(text))
    assert cleaned.metadata.get("credits") == ([credit] if credit else None)
    assert (line in cleaned.text) == (credit is None)


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("16 October 2023, 09:15 | Views: 1 284", {"date": "16 October 2023, 09:15"}),
        ("2023-10-14 16:20 Source: Harbour Gazette", {"date": "2023-10-14 16:20", "source": "Harbour Gazette"}),
        ("Actualizado a las 18:40 h.", {}),
    ],
)
def test_dates_among_other_facts(line: str, facts: dict[str, str]) -> None:
    cleaned = Pipeline.preset("news")(Document(f"Harbour reopens\n{line}\n\n{FIRST}\n\n{LAST}\n"))
    assert line not in cleaned.text
    assert facts.items() <= cleaned.metadata.items()
    live = f"Harbour reopens\nUpdate 18:40:\n\n{FIRST}\n\n{LAST}\n"
    assert "Update 18:40:" in Pipeline.preset("news")(Document(live)).text


@pytest.mark.parametrize(
    ("line", "languages"),
    [
        ("Riproduzione riservata", ["it"]),
        ("Lesen Sie auch: Der Hafen öffnet nach neun Tagen", ["de"]),
        ("Facebook | Twitter | WhatsApp", None),  # of no language
        ("Nobody shared the bread that was left in the boat", None),
    ],
)
def test_the_language_of_a_phrase_is_kept(line: str, languages: list[str] | None) -> None:
    cleaned = Pipeline.preset("news")(Document(f"{FIRST}\n\n{line}\n\n{LAST}\n\n{line}\n"))
    assert cleaned.metadata.get("phrase_languages") == languages
