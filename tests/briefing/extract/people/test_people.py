"""The table of people: full names, what they are called, roles, and who is nobody."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc

from briefing.extract.grammar.token_table import table
from briefing.extract.people.find import find_people
from briefing.extract.people.furniture import furniture
from briefing.extract.people.lists import is_outlet, is_role, lists

_TOKENIZER = English()
_CORPUS = Path(__file__).parents[3] / "corpus" / "people" / "people.toml"


def _cases() -> list[Any]:
    cases = tomllib.loads(_CORPUS.read_text(encoding="utf-8"))["case"]
    return [
        pytest.param(
            case,
            marks=[pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else [],
        )
        for case in cases
    ]


@pytest.mark.parametrize("case", _cases())
def test_passage(case: dict[str, Any], parse: Callable[[str], Doc]) -> None:
    doc = parse(case["text"].strip("\n"))
    wanted = case["people"]
    seen = [
        {
            key: value
            for key, value in {
                "name": person.name,
                "role": person.role,
                "gender": person.gender,
                "mentions": len(person.mentions),
            }.items()
            if n >= len(wanted) or key in wanted[n]
        }
        for n, person in enumerate(find_people(doc).persons)
    ]
    assert seen == wanted


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("told Brzol K. Kwentu to wait", []),
        ("told Brzol K. Kwentu, 45, to wait", ["Brzol K. Kwentu"]),
        ("told Brzol K. Kwentu, 451, to wait", []),
        ("told Brzol K. Kwentu, at sea, to wait", []),
        ("told Mayor Brzol K. Kwentu to wait", ["Brzol K. Kwentu"]),
        ("told Datuk Brzol K. Kwentu to wait", []),
        ("told Brzol K. Kwentu to wait. Mr. Kwentu left", ["Brzol K. Kwentu"]),
        ("told Brzol Kwentu, 45, to wait", []),
        ("told Brzol, 11, to wait", ["Brzol"]),
        ("told Brzol, 111, to wait", []),
        ("told Tan, 45, to wait", ["Tan"]),
    ],
)
def test_signs_of_a_person_add_up_where_no_model_has_read(text: str, names: list[str]) -> None:
    assert [person.name for person in find_people(_TOKENIZER(text)).persons] == names


def test_every_mention_and_every_role_is_in_the_text(parse: Callable[[str], Doc]) -> None:
    text = "Mayor Clara Voss came. Voss, a former judge, met the port's pilot, Peter Lang."
    doc = parse(text)
    people = find_people(doc)
    t = table(doc)
    for person in people.persons:
        for first, stop in person.mentions:
            assert set(t.of(first, stop).split()) <= set(person.name.split())
        for role in person.roles:
            assert role.text == role.span.of(text)
    assert [p.name for p in people.persons] == ["Clara Voss", "Peter Lang"]
    assert [r.text for r in people.persons[0].roles] == ["Mayor", "former judge"]


def test_the_words_of_a_role_are_all_but_its_marks(parse: Callable[[str], Doc]) -> None:
    (person,) = find_people(parse("U.S. vice-president Clara Voss came.")).persons
    (role,) = person.roles
    assert role.words == {"u.s.", "vice", "president"}


def test_people_are_found_once_and_kept(parse: Callable[[str], Doc]) -> None:
    doc = parse("Clara Voss came to Bonn.")
    assert find_people(doc) is find_people(doc)


@pytest.mark.parametrize(
    ("text", "outside"),
    [
        ("HANOI, Vietnam (AP) — Rain fell.", "HANOI, Vietnam (AP) —"),
        ("GENEVA (Reuters) - Rain fell.", "GENEVA (Reuters) -"),
        (
            "BEIRUT/THE HAGUE, March 7 (Reuters) - Rain fell.",
            "BEIRUT/THE HAGUE, March 7 (Reuters) -",
        ),
        ("ASPEN, Colo. (Reuters) - Rain fell.", "ASPEN, Colo. (Reuters) -"),
        ("Washington (CNN) — Rain fell.", "Washington (CNN) —"),
        ("NEW DELHI: Rain fell.", "NEW DELHI:"),
        ("CARACAS Rain fell.", "CARACAS"),
        ("NATO Rain fell.", ""),
        ("Harbour Inc [HRBR.UL] fell.", "[HRBR.UL]"),
        ("MORE NEWS", "MORE NEWS"),
        ("By Clara Voss and Peter Lang", "By Clara Voss and Peter Lang"),
        ("Rain - and hail - fell.", ""),
        ("VOSS: Rain fell on the harbour.", ""),
        ("Voss — who is 40 — left.", ""),
    ],
)
def test_what_stands_outside_the_prose(
    text: str, outside: str, parse: Callable[[str], Doc]
) -> None:
    t = table(parse(text))
    marked = [i for i, mark in enumerate(furniture(t)) if mark]
    assert (t.of(marked[0], marked[-1] + 1) if marked else "") == outside


@pytest.mark.parametrize("word", ["envoy", "vice-president", "secretary-general", "co-founder"])
def test_nouns_that_are_roles(word: str) -> None:
    assert is_role(word)


@pytest.mark.parametrize("word", ["vice", "night", "counterpart", "newspaper", "ministry", ""])
def test_nouns_that_are_none(word: str) -> None:
    assert not is_role(word)


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("Harbour Post", True),
        ("the Tarn Evening Post's", True),
        ("harbour post", False),
        ("Post", False),
        ("Harbour Board", False),
    ],
)
def test_an_outlet_is_known_by_its_last_word(name: str, outlet: bool) -> None:
    assert is_outlet(name) is outlet


def test_words_that_may_stand_for_a_role_are_roles() -> None:
    assert [word for word in lists().same_role if not is_role(word)] == []


@settings(deadline=None)  # the first of all reads the word lists
@given(st.text(alphabet="AbZ.,-'\"()’ \nvondeal", max_size=60))
def test_no_text_breaks_the_table(text: str) -> None:
    doc = _TOKENIZER(text)
    people = find_people(doc)
    assert all(0 <= row < len(doc) for row in people.at)
