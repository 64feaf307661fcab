from __future__ import annotations

import pytest

from briefing.names.common_nouns import is_common
from briefing.names.people import fold, initials, spelling_of, with_title


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


@pytest.mark.parametrize(
    "speaker", ["police", "Police", "The company", "his deputies", "officials"]
)
def test_common_nouns_are_nobodys_names(speaker: str) -> None:
    assert is_common(speaker)


@pytest.mark.parametrize("speaker", ["Orlando police", "The FBI", "Lind", "the Coast Guard", "Oi"])
def test_names_are_no_common_nouns(speaker: str) -> None:
    assert not is_common(speaker)


@pytest.mark.parametrize(
    ("one", "other"),
    [("sergei", "sergey"), ("ahmed", "ahmad"), ("mohammed", "muhamad"), ("stephen", "stefan")],
)
def test_a_first_name_is_spelled_in_several_ways(one: str, other: str) -> None:
    assert spelling_of(one) == spelling_of(other) is not None


@pytest.mark.parametrize(
    ("one", "other"), [("martin", "martina"), ("carla", "carlo"), ("daniel", "danielle")]
)
def test_last_vowels_tell_first_names_apart(one: str, other: str) -> None:
    assert spelling_of(one) != spelling_of(other)


def test_a_short_first_name_has_no_other_spellings() -> None:
    assert spelling_of("jean") is spelling_of("juan") is None


@pytest.mark.parametrize(
    ("name", "role", "shown"),
    [
        ("Anselm", "Pope", ("Pope Anselm", "")),
        ("Oddvar II", "Norland's King", ("Norland's King Oddvar II", "")),
        ("Oddvar", "Prince", ("Prince Oddvar", "")),
        ("Anselm", "the pope", ("Anselm", "the pope")),
        ("Ana King", "King", ("Ana King", "King")),
        ("Moen", "Prime Minister", ("Moen", "Prime Minister")),
        ("the palace", "King", ("the palace", "King")),
        ("Ana Lind", None, ("Ana Lind", "")),
    ],
)
def test_who_has_one_name_is_written_with_its_title(
    name: str, role: str | None, shown: tuple[str, str]
) -> None:
    assert with_title(name, role) == shown
