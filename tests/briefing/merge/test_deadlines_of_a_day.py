"""Accounts that are worded just alike are of what they would be of, each compared by itself."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.article_refs import ArticleRef
from briefing.merge.deadline_accounts import DeadlineAccount, deadline_account
from briefing.merge.deadlines_of_a_day import DeadlinesOfADay
from briefing.merge.events import Events
from briefing.model import Deadline, Span, Topic
from tests.briefing.support import article

WHEN = date(2022, 1, 20)
WHAT = (
    "vote on ferry fares",
    "vote on Orva ferry fares",
    "Orva ferry fares vote",
    "harbour bridge tender closes",
    "ferry fares rise",
    "election",
    "Molde primary",
    "vote",
)


@st.composite
def accounts(draw: st.DrawFn) -> tuple[DeadlineAccount, int | None]:
    due = Deadline(
        draw(st.sampled_from(WHAT)),
        Span(0, 3),
        WHEN,
        WHEN,
        draw(st.sampled_from(("event", "vote", "start"))),
        "day",
        who=draw(st.sampled_from((None, "Assembly", "the council", "Molde"))),
    )
    ref = ArticleRef.of(article(f"a{draw(st.integers(0, 5))}"))
    return deadline_account(ref, due), draw(st.sampled_from((None, None, None, 0, 1)))


class OneByOne(DeadlinesOfADay):
    """Compares each account with those before it, whatever their words."""

    def _is_sure(self, *_: object) -> bool:
        return False


@pytest.fixture(scope="module")
def events() -> Events:
    alike = Events()
    about = ({"ferri": 7_000, "orva": 7_000}, {"fire": 7_000, "bridg": 7_000})
    alike.know(
        (f"a{n}", Topic(WHEN.toordinal(), about[n % 2], frozenset({"orva"} if n % 2 else ())))
        for n in range(5)
    )
    return alike


@settings(max_examples=300)
@given(st.lists(accounts(), max_size=30), st.integers(0, 30))
def test_what_is_worded_alike_is_joined_as_if_compared(
    events: Events, told: list[tuple[DeadlineAccount, int | None]], copied_after: int
) -> None:
    kept, compared = DeadlinesOfADay(events), OneByOne(events)
    left = kept
    for number, each in enumerate(told):
        if number == copied_after:
            left, kept = kept, kept.copy()
        kept.add(*each)
        compared.add(*each)
    assert kept.groups == compared.groups
    if copied_after < len(told):
        assert left.given == told[:copied_after]
        assert sum(map(len, left.groups)) == copied_after
