"""An act is its verb's class, what it is done to, and the words that tell that from others."""

from __future__ import annotations

import pytest

from briefing.acts.act import act_of_noun, act_of_phrase


@pytest.mark.parametrize(
    ("phrase", "subject", "verb", "done_to", "beside"),
    [
        ("publish the audit of the Vik tram contract", "", "release", "audit", "vik tram contract"),
        ("free the 12 dam workers it seized in Kembe", "", "release", "worker", "dam"),
        ("pull its patrols back from the ridge", "", "withdraw", "patrol", "ridg"),
        ("fly to Belmora for the first time", "", "travel", "belmora", ""),
        ("be rebuilt", "The Eskdale bridge", "restore", "bridg", "eskdal"),
        ("is ready", "swimming stadium", "finish", "stadium", "swim"),
        ("have left the town of Ghor", "", "withdraw", "town", "ghor"),
        ("hold a march on the ministry", "", "demonstrate", "ministri", ""),
        ("strike", "", "walk_out", "", ""),
        ("hand over former general Mirko Stanov", "", "extradite", "stanov", ""),
    ],
)
def test_a_phrase_tells_the_act(
    phrase: str, subject: str, verb: str, done_to: str, beside: str
) -> None:
    act = act_of_phrase(phrase, subject)
    assert act is not None
    assert verb in act.kind.verbs
    assert (act.done_to, act.beside) == (done_to, frozenset(beside.split()))
    assert act.undergone is bool(subject)


def test_numbers_and_names_are_kept() -> None:
    act = act_of_phrase("recall 40,000 Delfin cars")
    assert act is not None
    assert act.numbers == {"40,000"}
    assert act.names == {"delfin"}


def test_what_begins_with_no_verb_is_no_act() -> None:
    assert act_of_phrase("harbour of Vik") is None
    assert act_of_phrase("") is None


def test_a_beginning_is_known() -> None:
    resumed, paid = act_of_phrase("resume the search"), act_of_phrase("pay the wages")
    assert resumed is not None
    assert paid is not None
    assert (resumed.begins, paid.begins) == (True, False)


def test_a_noun_tells_an_act() -> None:
    march, law = act_of_noun("a march on the commission"), act_of_noun("a draft law on wages")
    assert march is not None
    assert law is not None
    assert "rally" in march.kind.verbs
    assert "present" in law.kind.verbs
    assert law.done_to == "law"


@pytest.mark.parametrize(
    ("phrase", "verb", "done_to"),
    [
        ("file a lawsuit against Ardal", "sue", "ardal"),
        ("cast their votes in a referendum", "vote", ""),
        ("impose a ban on exports", "ban", "export"),
        ("hand down its ruling on the merger", "hand_down", "rule"),
        ("file a report", "file", "report"),
    ],
)
def test_a_verb_may_leave_it_to_its_object_to_say_what_is_done(
    phrase: str, verb: str, done_to: str
) -> None:
    act = act_of_phrase(phrase)
    assert act is not None
    assert verb in act.kind.verbs
    assert act.done_to == done_to
