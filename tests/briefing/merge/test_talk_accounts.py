"""What holds of merging whatever the articles say, and how little it compares."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.article_refs import ArticleRef
from briefing.merge import (
    deadline_accounts,
    deadlines_across_days,
    deadlines_of_a_day,
    talk_accounts,
    talk_groups,
)
from briefing.merge.deadlines import merge_deadlines
from briefing.merge.talks import merge_talks
from briefing.model import Deadline, Span, Talk
from tests.briefing.support import DAY, article, deadline, talk

PARTIES = ("Norway", "Iceland", "Chile", "Peru", "OSCE")
HEADS = [
    ArticleRef.of(article(f"a{n}", DAY - timedelta(days=n % 5), source=f"s{n}")) for n in range(8)
]

some_days = st.integers(0, 6).map(lambda n: (DAY + timedelta(days=n)).isoformat())
some_talks = st.builds(
    lambda place, start, length, parties, status, what, count: talk(
        place,
        start,
        start and (date.fromisoformat(start) + timedelta(days=length)).isoformat(),
        parties=tuple(sorted(parties)),
        status=status,
        what=what,
        round=count,
    ),
    place=st.sampled_from([None, "Oslo", "Lima", "Genf"]),
    start=st.none() | some_days,
    length=st.sampled_from([0, 0, 1, 30]),
    parties=st.sets(st.sampled_from(PARTIES), max_size=3),
    status=st.sampled_from(["planned", "held", "postponed", "cancelled"]),
    what=st.sampled_from(["talks", "herring talks", "court hearing"]),
    count=st.sampled_from([None, None, 1, 2]),
)
some_deadlines = st.builds(
    lambda what, when, who, cancelled: deadline(
        what, when, who=who, cancelled=cancelled, moved_from=None
    ),
    what=st.sampled_from(["budget vote", "vote on the harbour budget", "strike", "talks"]),
    when=some_days,
    who=st.sampled_from([None, "City Council", "Parliament"]),
    cancelled=st.booleans(),
)


F = TypeVar("F", Talk, Deadline)


def _apart(given: list[tuple[ArticleRef, F]]) -> list[tuple[ArticleRef, F]]:
    """Each account in a place of its own in its article."""
    return [(ref, replace(of, span=Span(n, n + 1))) for n, (ref, of) in enumerate(given)]


def mentions_of(kind: st.SearchStrategy[F]) -> st.SearchStrategy[list[tuple[ArticleRef, F]]]:
    return st.lists(st.tuples(st.sampled_from(HEADS), kind), max_size=14).map(_apart)


@given(mentions_of(some_talks), st.randoms())
def test_every_account_of_a_talk_is_in_one_row_whatever_their_order(
    given_talks: list[tuple[ArticleRef, Talk]], dice: Random
) -> None:
    rows = merge_talks(given_talks, DAY)
    assert sorted((m.article.id, repr(m.talk)) for r in rows for m in r.mentions) == sorted(
        (ref.id, repr(t)) for ref, t in given_talks
    )
    shuffled = dice.sample(given_talks, len(given_talks))
    assert [set(r.mentions) for r in merge_talks(shuffled, DAY)] == [set(r.mentions) for r in rows]


@given(mentions_of(some_talks))
def test_rounds_of_different_numbers_are_never_one_meeting(
    given_talks: list[tuple[ArticleRef, Talk]],
) -> None:
    for row in merge_talks(given_talks, DAY):
        pairs = {m.talk.round for m in row.mentions if m.talk.round and m.talk.start}
        assert len(pairs) <= 2


@given(mentions_of(some_deadlines), st.randoms())
def test_every_account_of_a_deadline_is_in_one_row_whatever_their_order(
    given_deadlines: list[tuple[ArticleRef, Deadline]], dice: Random
) -> None:
    rows = merge_deadlines(given_deadlines, DAY)
    assert sorted((m.article.id, repr(m.deadline)) for r in rows for m in r.mentions) == sorted(
        (ref.id, repr(d)) for ref, d in given_deadlines
    )
    shuffled = dice.sample(given_deadlines, len(given_deadlines))
    assert [set(r.mentions) for r in merge_deadlines(shuffled, DAY)] == [
        set(r.mentions) for r in rows
    ]


@pytest.fixture
def comparisons(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Its length is how many pairs have been compared."""
    made: list[int] = []

    def counted(compare):  # type: ignore[no-untyped-def]
        def run(*given):  # type: ignore[no-untyped-def]
            made.append(1)
            return compare(*given)

        return run

    monkeypatch.setattr(talk_groups, "same_meeting", counted(talk_accounts.same_meeting))
    monkeypatch.setattr(deadlines_of_a_day, "are_alike", counted(deadline_accounts.are_alike))
    monkeypatch.setattr(deadlines_across_days, "same_words", counted(deadline_accounts.same_words))
    return made


def test_what_is_compared_grows_with_the_accounts_and_not_with_their_pairs(
    comparisons: list[int],
) -> None:
    def work(count: int) -> int:
        comparisons.clear()
        refs = [ArticleRef.of(article(f"a{n}")) for n in range(count)]
        days = [(DAY + timedelta(days=n % 14)).isoformat() for n in range(count)]
        merge_talks(
            [
                (h, talk(f"Town {n // 4}", days[n // 4], parties=(f"A{n // 4}", f"B{n // 4}")))
                for n, h in enumerate(refs)
            ],
            DAY,
        )
        merge_deadlines(
            [(h, deadline(f"vote on case{n // 4}", days[n // 4])) for n, h in enumerate(refs)], DAY
        )
        return len(comparisons)

    assert work(4_000) <= 5 * max(1, work(1_000))
