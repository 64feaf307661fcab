from __future__ import annotations

import pytest

from briefing.model import Quote
from briefing.names.people import SpeakerIndex, fold, initials
from tests.briefing.support import quote


def groups(*quotes: Quote) -> list[set[str | None]]:
    index = SpeakerIndex(quotes)
    found: dict[tuple[str, str], set[str | None]] = {}
    for q in quotes:
        found.setdefault(index.key(q), set()).add(q.speaker)
    return list(found.values())


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("the European Union", "european union"),
        ("Mr. Smith", "smith"),
        ("José Álvarez’s", "jose alvarez"),
        ("Jean-Luc Moreau", "jean-luc moreau"),
        ("Governor Lind", "lind"),
        ("the Mayor Ana Lind", "ana lind"),
        ("Minister of Trade", "minister of trade"),
        ("General Assembly", "general assembly"),
        ("The", "the"),
        ("", ""),
    ],
)
def test_names_agree_whatever_their_dress(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_initials_leave_small_words_out() -> None:
    assert initials("Organization for Security and Co-operation in Europe") == "osce"


def test_a_surname_joins_the_one_full_name_that_bears_it() -> None:
    assert groups(quote("Lind"), quote("Ana Lind"), quote("Mrs Lind")) == [
        {"Lind", "Ana Lind", "Mrs Lind"}
    ]
    assert groups(quote("Governor Lind"), quote("Ana Lind")) == [{"Governor Lind", "Ana Lind"}]


def test_two_people_of_one_surname_stay_apart_and_the_bare_surname_too() -> None:
    assert groups(quote("John Smith"), quote("Jane Smith"), quote("Smith")) == [
        {"John Smith"},
        {"Jane Smith"},
        {"Smith"},
    ]


def test_a_middle_name_does_not_make_a_second_person() -> None:
    assert len(groups(quote("Lind"), quote("Ana Lind"), quote("Ana Maria Lind"))) <= 2


def test_an_acronym_joins_the_body_whose_initials_it_is() -> None:
    long = quote("Northern Trade Council", "body")
    assert groups(quote("NTC", "body"), long) == [{"NTC", "Northern Trade Council"}]


def test_a_person_and_a_body_of_one_name_are_two() -> None:
    assert len(groups(quote("Lind", "named"), quote("Lind", "body"))) == 2


def test_the_longest_form_and_the_commonest_role_are_shown() -> None:
    said = (
        quote("Lind", role="minister"),
        quote("Ana Lind", role="trade minister"),
        quote("Lind", role="trade minister"),
    )
    index = SpeakerIndex(said)
    key = index.key(said[0])
    assert index.name(key) == "Ana Lind"
    assert index.role(key) == "trade minister"


def test_no_speaker_is_one_nameless_group() -> None:
    index = SpeakerIndex([quote(None)])
    assert index.key(quote(None)) == ("none", "")
    assert index.name(("none", "")) is None
    assert index.role(("none", "")) is None
