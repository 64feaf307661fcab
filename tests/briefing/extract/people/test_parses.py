"""Roles by parses that a parser may give, right or wrong: each word with what it is to whom."""

from __future__ import annotations

import pytest

from briefing.extract.people.find import find_people
from tests.briefing.extract.reading import parsed

_TITLE_AS_HEAD = (
    "To/ADP/prep/7 the/DET/det/2 pilot/NOUN/pobj/0 ,/PUNCT/punct/2 Mayor/PROPN/nsubj/7 "
    "Clara/PROPN/compound/6/B-PERSON Voss/PROPN/appos/4/I-PERSON waved/VERB/ROOT/7 "
    "./PUNCT/punct/7"
)
_NAME_AS_HEAD = (
    "The/DET/det/1 director/NOUN/nsubj/8 of/ADP/prep/1 trade/NOUN/compound/7 and/CCONJ/cc/5 "
    "transport/NOUN/compound/7 Ana/PROPN/compound/7/B-PERSON Voss/PROPN/pobj/2/I-PERSON "
    "came/VERB/ROOT/8 ./PUNCT/punct/8"
)
_ONE_BODY = (
    "Ann/PROPN/compound/1/B-PERSON Baker/PROPN/nsubj/2/I-PERSON came/VERB/ROOT/2 ./PUNCT/punct/2 "
    "Then/ADV/advmod/10 Baker/PROPN/nmod/8/B-ORG and/CCONJ/cc/5/I-ORG Berg/PROPN/conj/5/I-ORG "
    "chief/NOUN/compound/9 Voss/PROPN/nsubj/10/B-PERSON left/VERB/ROOT/10 ./PUNCT/punct/10"
)


@pytest.mark.parametrize(
    ("words", "name", "roles"),
    [
        # She waved to the pilot, and is none.
        (_TITLE_AS_HEAD, "Clara Voss", ["Mayor"]),
        # What the office is for hangs on the name.
        (_NAME_AS_HEAD, "Ana Voss", ["director of trade and transport"]),
        # Baker is somebody, so that the chief may be of Berg alone.
        (_ONE_BODY, "Voss", ["Berg chief"]),
    ],
    ids=["a title as a head", "a name as a head", "one body"],
)
def test_roles_where_the_parser_may_err(words: str, name: str, roles: list[str]) -> None:
    persons = {person.name: person for person in find_people(parsed(words)).persons}
    assert [role.text for role in persons[name].roles] == roles


_KWENTU = "Brzol/PROPN/compound/4 K./PROPN/compound/4 Kwentu/PROPN/dobj/1"
_SEEN = f"They/PRON/nsubj/1 saw/VERB/ROOT/1 {_KWENTU}"


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (_SEEN, False),
        (f"They/PRON/nsubj/1 judge/VERB/ROOT/1 {_KWENTU}", False),
        (f"Our/PRON/poss/1 judge/NOUN/ROOT/1 {_KWENTU}", True),
        (f"{_SEEN} ,/PUNCT/punct/4 a/DET/det/7 baker/NOUN/appos/4", True),
        (f"{_SEEN} ,/PUNCT/punct/4 a/DET/det/7 bridge/NOUN/appos/4", False),
    ],
)
def test_a_role_speaks_for_a_person_and_a_verb_does_not(words: str, named: bool) -> None:
    names = [person.name for person in find_people(parsed(words)).persons]
    assert names == (["Brzol K. Kwentu"] if named else [])


def test_an_apposition_to_a_role_is_a_person() -> None:
    words = (
        "Our/PRON/poss/1 pilot/NOUN/ROOT/1 (/PUNCT/punct/1 Brzol/PROPN/compound/4 "
        "Kwentu/PROPN/appos/1 )/PUNCT/punct/1"
    )
    assert [person.name for person in find_people(parsed(words)).persons] == ["Brzol Kwentu"]
