"""Nouns of what is due or happens, by parses that a parser may give, right or wrong."""

from __future__ import annotations

import pytest

from briefing.extract.deadlines.clauses import noun_over
from briefing.extract.deadlines.occasions import is_event
from tests.briefing.extract.reading import parsed

_A_VOTE_ON = (
    "A/DET:DT/det/1 vote/NOUN:NN/ROOT/1 on/ADP:IN/prep/1 selling/VERB:VBG/pcomp/2 "
    "and/CCONJ:CC/cc/3 "
)


@pytest.mark.parametrize(
    ("last", "over"),
    [
        # "selling and closing": the vote is on both.
        ("closing/VERB:VBG/conj/3", "vote"),
        # "... and close by May": nothing says that this is voted on.
        ("close/VERB:VB/conj/3", None),
    ],
)
def test_what_is_due_is_the_noun_over_its_gerunds(last: str, over: str | None) -> None:
    noun = noun_over(parsed(_A_VOTE_ON + last)[5])
    assert (noun.text if noun is not None else None) == over


@pytest.mark.parametrize(
    ("word", "happens"),
    [
        ("Congress/PROPN/ROOT/0/B-ORG", False),
        ("congress/NOUN/ROOT/0", True),
        ("Summit/PROPN/ROOT/0/B-ORG", True),
    ],
)
def test_congress_is_a_body_and_a_congress_happens(word: str, happens: bool) -> None:
    assert is_event(parsed(word)[0]) is happens
