"""Misspelt common words: what is repaired, what is flagged, and above all what stays."""

from __future__ import annotations

import pytest

from cleantext import Document
from cleantext.cleaners.typos.guesses import WordList, best_guess
from cleantext.cleaners.typos.table import foreign_words, misspellings, suspects
from cleantext.core.registry import get

TYPOS = get("typos")
KNOWN = """
the of and to harbour keeper opened his window when bells rang over town children station remember believe carriage
wonderful morning tomorrow happened friend light house
"""
WORDS = WordList(dict.fromkeys(KNOWN.split(), 1e-5))


def cleaned(text: str, **options: object) -> str:
    document = TYPOS.with_options(**options)(Document(text)) if options else TYPOS(Document(text))
    assert not any(step.failure for step in document.trail)
    return document.text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The keeper recieved a letter untill noon.", "The keeper received a letter until noon."),
        ("RECIEVED: the letter of the harbour master.", "RECEIVED: the letter of the harbour master."),
        ("Definately the best soup of the year.", "Definitely the best soup of the year."),
        ("It was a (rather wierd) day, and wich one was it?", "It was a (rather weird) day, and which one was it?"),
        ("They met in febuary, and Febuary was short.", "They met in February, and February was short."),
        ("Highly recomended.", "Highly recommended."),
        ("The goverment's plan was a sucess-story.", "The government's plan was a success-story."),
        ("The Goverment said that this was the end.", "The Government said that this was the end."),
    ],
)  # fmt: skip
def test_what_is_repaired(before: str, after: str) -> None:
    assert cleaned(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "See https://example.org/recieve-mail and www.example.org/definately for the rest of it.",
        "Mail recieve@example.org, follow @recieve, or look for #definately and the file recieve.txt.",
        "Call `recieve()` before the loop, and then you can leave.",
        "```\nrecieve = 1\n```\nThat was the code of the day.",
        "x = recieve(1);",
        'The sign said "we recieve [sic] guests", and the guests came.',
        "You spell it receive, not recieve, said the teacher to the class.",
        'The word "recieve" was on the board for the whole week.',
        "Many people misspell the word seperate, and it is one of the hardest.",
        "“Ye wuz definately there, thou knave,” said the old man to the boy.",
        "The TEH and WICH codes are what the station uses for the two lines.",
        "The class RecieveMail is what you want, and recieve_mail is not.",
        "Teh Hong met the mayor of the town on Monday.",
        "Das ist die Adresse, und der adress ist falsch, weil wir nicht da sind.",
        "Le profesor habla con el excelent senor de la casa y no dice nada mas.",
        "Minum teh hangat di pagi hari itu enak sekali dan bagus.",
        "colour color organise organize travelled traveled judgement judgment centre center despatch useable",
        "glamourous accidently mosquitoes momento restauranteur fulfil fulfill ageing aging",
        "The cliff juts out, he lets go, and the cant of thieves is what they spoke.",
        "re\u00adcieve and reciev\u00e9 are what the page has, and that is that.",
        "Recieve Records signed the band in the year of the flood.",
    ],
)
def test_what_stays(text: str) -> None:
    assert cleaned(text) == text


def test_informal_writing_stays_unless_asked_for() -> None:
    text = "I dont mind alot, he said, and i cant see why."
    assert cleaned(text) == text
    assert cleaned(text, informal=True) == "I don't mind a lot, he said, and i can't see why."


def test_an_author_who_never_writes_the_mark_is_left_alone() -> None:
    text = "He didnt go. She couldnt see it. They wouldnt say what the matter was."
    assert cleaned(text, informal=True) == text
    assert cleaned(text + " It doesn't end.", informal=True).startswith("He didn't go.")


def test_doubt_is_flagged_with_a_proposal() -> None:
    [flag] = TYPOS(Document("They bought it from Beleive Records in the spring of the year.")).flags
    assert flag.proposal == "Believe"
    [flag] = TYPOS(Document("The realtion ship of the two towns was never the best of all.")).flags
    assert flag.proposal == "relation"
    flags = TYPOS(Document("He wrote: “I recieved teh letter, and it was wierd to read.” The town laughed.")).flags
    assert {flag.proposal for flag in flags} == {"received", "the", "weird"}


def test_the_table_is_sound() -> None:
    meant = misspellings()
    assert len(meant) > 1500
    for wrong, right in meant.items():
        assert wrong.isascii(), wrong
        assert wrong.isalpha(), wrong
        assert wrong.islower(), wrong
        assert right.lower() not in meant, f"{wrong} > {right} > ..."
        assert all(part not in meant for part in right.lower().split())
    assert foreign_words() <= meant.keys()
    # variants of British and American English, and real words, that a list of misspellings easily takes in
    right_as_they_are = """
        judgement fulfil enrol skilful travelled traveled travelling traveling programme program licence license
        practise practice defence defense centre center grey gray tyre tire kerb cheque storey draught plough plow
        mould mold aluminium aluminum sulphur organise organize analyse analyze catalogue catalog dialogue jewellery
        jewelry manoeuvre maneuver foetus fetus ageing aging acknowledgement acknowledgment useable usable despatch
        dispatch dependant dependent enquiry inquiry artefact artifact sceptic skeptic moustache mustache yoghurt
        yogurt pyjamas focussed benefitted cancelled canceled counsellor counselor marvellous marvelous woollen
        instalment wilful learnt burnt spelt dreamt whilst amongst towards orientated loosing lets juts thru tho
        nite gonna wanna themself preventative corespondent corespondents calender causal trial form angel lead
        desert complement stationary
    """
    assert not meant.keys() & set(right_as_they_are.split())


def test_the_gate_finds_words_across_its_pieces() -> None:
    text = "harbour " * 20_000 + "recieve" + " harbour" * 20_000
    assert suspects(text) == {"recieve"}
    assert suspects("a" * 200_000 + " recieve") == {"recieve"}
    assert suspects("Recieve, WIERD; \u201cuntill\u201d") == {"recieve", "wierd", "untill"}


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("harbuor", "harbour"),
        ("wonderfful", "wonderful"),
        ("stationes", None),
        ("remembering", None),
        ("lighthouse", None),
    ],
)
def test_a_guess_is_one_slip_from_a_common_word_and_no_formation(word: str, right: str | None) -> None:
    guess = best_guess(word, WORDS)
    assert (guess and guess.right) == right


def test_the_word_list_repairs_what_the_table_lacks() -> None:
    pytest.importorskip("wordfreq")
    text = "The keeper of the lighthouse was respomsible for the lamp, and he lit it every evening of the year."
    assert cleaned(text, wordlist="wordfreq") == text.replace("respomsible", "responsible")
    both = "The deisgn of the lamp was new, and the keeper recieved it with the letter of the office."
    assert cleaned(both, wordlist="wordfreq") == both.replace("deisgn", "design").replace("recieved", "received")
    many = "Thar wuz respomsible keepirs uv tha lampe, an thay lit hit evrie evenin uv thar yeres."
    assert cleaned(many, wordlist="wordfreq") == many


def test_an_unknown_word_list_is_refused() -> None:
    from cleantext.core.errors import BadOption

    with pytest.raises(BadOption, match="wordfreq"):
        TYPOS.with_options(wordlist="words")
