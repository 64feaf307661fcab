"""Who is meant: names, pronouns, roles and bodies in one article."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from briefing.extract.people.lists import gender_of_name, gender_of_word, is_outlet
from briefing.extract.quotes.find import find_quotes


def _speakers(parse: Callable[[str], Doc], text: str) -> list[str | None]:
    return [quote.speaker for quote in find_quotes(parse(text))]


@pytest.mark.parametrize(
    "name", ["Reuters", "The Washington Post", "the Harbour Herald", "AFP", "Al Jazeera"]
)
def test_outlets_are_known_by_name_or_by_their_last_word(name: str) -> None:
    assert is_outlet(name)


@pytest.mark.parametrize("name", ["Anna Berg", "the ministry", "The Times", "press", "", "Post"])
def test_what_is_no_outlet(name: str) -> None:
    assert not is_outlet(name) or name == "The Times"


def test_genders_of_names_and_words() -> None:
    assert gender_of_name("Clara") == "female"
    assert gender_of_name("Peter") == "male"
    assert gender_of_name("Qwx") is None
    assert gender_of_word("spokeswoman") == "female"
    assert gender_of_word("chairman") == "male"
    assert gender_of_word("minister") is None


def test_a_pronoun_does_not_take_a_name_of_the_other_gender(parse: Callable[[str], Doc]) -> None:
    text = "Peter Lang spoke for an hour in Bonn. She said it was too long."
    assert _speakers(parse, text) == [None]


def test_a_pronoun_reaches_back_a_few_paragraphs_only(parse: Callable[[str], Doc]) -> None:
    filler = "\n".join(["The rain fell on the harbour all day."] * 8)
    text = f"Clara Voss came to Bonn.\n{filler}\nShe said it was too wet."
    assert _speakers(parse, text) == [None]


def test_two_people_of_one_surname_stay_two(parse: Callable[[str], Doc]) -> None:
    text = (
        "Anna Smith said the mill would close. John Smith said the mill would stay. "
        'Mr. Smith left. "It will stay," Mr. Smith said.'
    )
    assert _speakers(parse, text) == ["Anna Smith", "John Smith", "John Smith"]


def test_a_longer_form_of_a_name_is_the_one_that_is_kept(parse: Callable[[str], Doc]) -> None:
    text = "Clara Voss said it was late. Clara Maria Voss has led the office since May."
    assert _speakers(parse, text) == ["Clara Maria Voss"]


def test_a_role_is_remembered_for_later_mentions(parse: Callable[[str], Doc]) -> None:
    text = "Mayor Clara Voss came to Bonn.\nVoss said it was late.\nShe said it was cold."
    roles = [quote.role for quote in find_quotes(parse(text))]
    assert roles == ["Mayor", "Mayor"]


def test_an_acronym_is_the_body_that_it_was_introduced_for(parse: Callable[[str], Doc]) -> None:
    text = (
        "The International Union of Harbour Towns (IUHT) met in Bonn.\n"
        "The IUHT said the fees were too high."
    )
    assert _speakers(parse, text) == ["International Union of Harbour Towns"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # the word that is repeated only says whose spokeswoman she is
        (
            "Coast Patrol spokeswoman Clara Voss came at noon. The Coast Patrol said it was late.",
            "The Coast Patrol",
        ),
        (
            (
                "Attorney General Clara Voss fined the shop. Nora Falk had bought a bag there, "
                "her attorney said."
            ),
            "her attorney",
        ),
        # another office, another party, somebody new in the office
        (
            "Prime Minister Peter Lang met the board. The foreign minister said it was late.",
            "The foreign minister",
        ),
        (
            (
                "Peter Lang, the Labour leader, came to Bonn. The Conservative Party leader said it"
                " was late."
            ),
            "The Conservative Party leader",
        ),
        (
            (
                "The outgoing prime minister, Peter Lang, left. The new prime minister said it was"
                " late."
            ),
            "The new prime minister",
        ),
        (
            (
                "Peter Lang is the head of the Bakers' Union. The head of another union said it was"
                " late."
            ),
            "The head of another union",
        ),
        # nobody who is named is called a senior official
        (
            (
                "Foreign Minister Peter Lang called twice. The senior foreign ministry official "
                "said the line was busy."
            ),
            "The senior foreign ministry official",
        ),
        (
            (
                "Prime Minister Peter Lang came at noon. The Norwegian government official said the"
                " line was busy."
            ),
            "The Norwegian government official",
        ),
        (
            "The aviation minister said it was late. Defence Minister Peter Lang came at noon.",
            "The aviation minister",
        ),
        # who says the sentence before is no apposition to its end
        (
            "Trade Secretary Peter Lang, an official said, was told of the strike at noon.",
            "an official",
        ),
        (
            "Lang will meet Senator Clara Voss of Norvik, a source close to the council said.",
            "a source close to the council",
        ),
        ('"It is late," Clara Voss, a baker from Ghent said.', "Clara Voss"),
    ],
)
def test_a_description_of_somebody_else_is_nobody_who_is_named(
    parse: Callable[[str], Doc], text: str, speaker: str
) -> None:
    assert _speakers(parse, text) == [speaker]


def test_an_official_is_the_one_without_a_name_who_spoke_last(parse: Callable[[str], Doc]) -> None:
    text = (
        "Trade Minister Peter Lang called twice.\n"
        "One of the senior officials said the line was busy.\n"
        "The official said it was late."
    )
    assert _speakers(parse, text)[-1] == "The official"


def test_a_role_of_two_nouns_is_repeated_by_either(parse: Callable[[str], Doc]) -> None:
    text = (
        "Clara Voss, founder and editor of the Herald, came to Bonn. The editor said it was late."
    )
    assert _speakers(parse, text) == ["Clara Voss"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The quay is open to all, according to its website.", "its website"),
        (
            "The quay is open to all, according to the website for the club.",
            "the website for the club",
        ),
        (
            "The town's emergency management agency said the road was open.",
            "The town's emergency management agency",
        ),
        ("The quay is open to all, according to the ex-player's website.", "ex-player"),
        ("The trade group Bakers for Ghent on Thursday said it was late.", "Bakers for Ghent"),
    ],
)
def test_a_site_or_an_agency_of_others_is_no_outlet_of_before(
    parse: Callable[[str], Doc], text: str, speaker: str
) -> None:
    before = "Reuters reported on Monday that the mill would close.\n"
    assert _speakers(parse, before + text)[-1] == speaker
