"""For which party somebody speaks, and for which not."""

from __future__ import annotations

import pytest

from briefing.digest.party_voices import Parties
from tests.briefing.support import quote

PARTIES = Parties(["Norland", "Sudria", "France", "Niger", "European Union", "NATO", "Ada Brunn"])


@pytest.mark.parametrize(
    ("role", "party"),
    [
        ("foreign minister of Norland", "Norland"),
        ("Norland's foreign minister", "Norland"),
        ("Norland’s chief negotiator", "Norland"),
        ("the Norlandic prime minister", "Norland"),
        ("a senior Sudrian diplomat", "Sudria"),
        ("leader of Sudria's delegation", "Sudria"),
        ("head of the French delegation", "France"),
        ("French President", "France"),
        ("Norland's ambassador to Sudria", "Norland"),
        ("spokeswoman for NATO", "NATO"),
        ("NATO Secretary General", "NATO"),
        ("EU foreign policy chief", "European Union"),
        # Not those to whom somebody is sent, nor those of another country or of none.
        ("German ambassador to France", None),
        ("special envoy for Norland", None),
        ("ambassador to Norland", None),
        ("Nigerian president", None),
        ("foreign minister", None),
        ("professor of law", None),
        # Not those who do not speak for it, or no longer.
        ("former president of Norland", None),
        ("ex-president of Norland", None),
        ("Norland's opposition leader", None),
        ("Norland analyst", None),
        ("candidate for president of Norland", None),
        # Not one of two.
        ("spokesman for Norland and Sudria", None),
        ("minister of Norland, spokesman for Sudria", None),
        ("Norland", None),
    ],
)
def test_an_office_is_of_the_party_that_it_names_first(role: str, party: str | None) -> None:
    said = quote("Ilse Marenko", role=role)
    assert PARTIES.of_quote(said, "Ilse Marenko", None) == party


@pytest.mark.parametrize(
    ("speaker", "attribution", "party"),
    [
        ("Norland", "body", "Norland"),
        ("the EU", "body", "European Union"),
        ("Paris", "body", "France"),
        ("Niamey", "body", "Niger"),
        ("Germany", "body", None),
        ("Ada Brunn", "named", "Ada Brunn"),
        ("a NATO spokesman", "unnamed", "NATO"),
        ("French officials", "unnamed", "France"),
        ("two Norland diplomats", "unnamed", None),
        ("officials", "unnamed", None),
        ("residents of Norland", "unnamed", None),
        (None, None, None),
    ],
)
def test_a_party_speaks_by_its_names_and_through_who_is_of_it(
    speaker: str | None, attribution: str | None, party: str | None
) -> None:
    assert PARTIES.of_quote(quote(speaker, attribution), speaker, None) == party


def test_names_of_one_party_are_one() -> None:
    parties = Parties(["Moscow", "Russia", "the Kremlin", "OSCE", "Norland"])
    assert parties.names == ("Moscow", "OSCE", "Norland")
    assert parties.named("Russia") == "Moscow"


def test_the_role_of_the_words_goes_before_that_of_the_speaker() -> None:
    said = quote("Ilse Marenko", role="foreign minister of Norland")
    assert PARTIES.of_quote(said, "Ilse Marenko", "French president") == "Norland"
    assert PARTIES.of_quote(quote("Ilse Marenko"), "Ilse Marenko", "French president") == "France"


def test_who_sits_at_the_table_may_speak_for_another_party() -> None:
    assert PARTIES.of_person("Ada Brunn", "Sudrian prime minister") == "Sudria"
    assert PARTIES.of_person("Ada Brunn", None) is None
    assert PARTIES.of_person("Norland", "Norland's minister") is None
