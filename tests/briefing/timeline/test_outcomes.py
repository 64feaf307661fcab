"""What became of things, looked up in the articles of a briefing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import cast

import pytest

from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf, Briefing
from briefing.digest.dated import DatedRow
from briefing.digest.outcomes import Outcomes
from briefing.model import Article, Entry, Span
from briefing.ports import Library
from briefing.timeline.outcomes import OutcomeSearch
from tests.briefing.support import DAY, article, day, deadline, entry, talk

VOTE = deadline(
    "council to vote on the harbour budget", "2022-01-10", kind="vote", who="Bergen council"
)
STRIKE = deadline("ferry crews' strike on the Ambra", "2022-01-20", kind="event")
PLAN = article("plan", day("2022-01-08"))


class _NoFeeds:
    def feeds(self) -> tuple[()]:
        return ()


def outcomes(
    briefing: Briefing,
    articles: Collection[Article],
    apart: bool = False,
    among: Collection[DatedRow] | None = None,
) -> Outcomes:
    """What is found where all articles are of one event, or each is of its own."""
    by_id = {each.id: each for each in articles}

    def near(article_id: str, among: Collection[str]) -> frozenset[str]:
        return frozenset(i for i in among if not apart or i == article_id)

    library = cast("Library", _NoFeeds())
    return OutcomeSearch(lambda: library, lambda i, _: by_id.get(i), near).of(briefing, among)


def briefing_of(*entries: Entry) -> Briefing:
    return make_briefing(entries, AsOf(DAY, "asked for"))


def answers(*later: Article, apart: bool = False) -> list[tuple[str, str | None, str | None]]:
    """What each thing is, what became of it and which article says so."""
    briefing = briefing_of(entry(PLAN, deadlines=(VOTE, STRIKE)), *map(Entry, later))
    outcomes_now = outcomes(briefing, [PLAN, *later], apart).aftermaths
    return [
        (each.row.what, each.answer.outcome, each.answer.article.id)
        if each.answer
        else (each.row.what, None, None)
        for each in outcomes_now
    ]


def test_a_later_article_on_the_event_answers() -> None:
    text = "The Bergen council passed the harbour budget."
    report = article("report", day("2022-01-11"), text=text)
    assert answers(report) == [(VOTE.what, "done", "report")]
    assert answers(report, apart=True) == [(VOTE.what, None, None)]


def test_every_later_article_that_tells_of_it_is_kept() -> None:
    texts = ("The Bergen council passed the harbour budget.", "It rained in Bergen all week.")
    later = [article(f"{n}", day(f"2022-01-{11 + n}"), text=texts[n % 2]) for n in range(3)]
    briefing = briefing_of(entry(PLAN, deadlines=(VOTE,)), *map(Entry, later))
    (aftermath,) = outcomes(briefing, [PLAN, *later]).aftermaths
    assert [each.article.id for each in aftermath.answers] == ["0", "2"]


def test_an_article_on_another_event_answers_if_its_title_names_who_acts() -> None:
    text = "It came a day after Bergen council's rejection on Monday of the harbour budget."
    on = day("2022-01-11")
    vote = article("vote", on, text=text, title="Bergen council goes on holiday")
    assert answers(vote, apart=True) == [(VOTE.what, "done", "vote")]
    unnamed = article("vote", on, text=text, title="Where the holidays begin")
    assert answers(unnamed, apart=True) == [(VOTE.what, None, None)]
    vague = text.replace("the harbour budget", "it")
    vague_vote = article("vote", on, text=vague, title="Bergen council goes on holiday")
    assert answers(vague_vote, apart=True) == [(VOTE.what, None, None)]


def test_an_article_from_before_the_day_answers_nothing() -> None:
    text = "The Bergen council passed the harbour budget."
    assert answers(article("early", day("2022-01-09"), text=text)) == [(VOTE.what, None, None)]


def test_what_lies_ahead_is_called_off_by_a_later_article_and_not_done() -> None:
    off = article("off", DAY, text="The ferry crews' strike on the Ambra was called off.")
    assert answers(off) == [(VOTE.what, None, None), (STRIKE.what, "called off", "off")]
    done = article("done", DAY, text="The ferry crews' strike on the Ambra began.")
    assert answers(done) == [(VOTE.what, None, None)]


def test_an_account_that_is_newer_than_the_news_keeps_a_thing_ahead() -> None:
    off = article("off", DAY - timedelta(days=1), text="The strike on the Ambra was called off.")
    again = article("again", DAY)
    briefing = briefing_of(entry(PLAN), Entry(off), entry(again, deadlines=(STRIKE,)))
    assert outcomes(briefing, [PLAN, off, again]).aftermaths == ()


def test_what_passed_since_a_day_and_what_turned_since_is_news() -> None:
    off = article("off", DAY, text="The ferry crews' strike on the Ambra was called off.")
    briefing = briefing_of(entry(PLAN, deadlines=(VOTE, STRIKE)), Entry(off))
    outcomes_now = outcomes(briefing, [PLAN, off])
    assert [each.row.what for each in outcomes_now.since(DAY)] == [STRIKE.what]
    assert len(outcomes_now.since(day("2022-01-10"))) == 2


def test_what_became_of_talks_became_of_the_deadline_that_they_are() -> None:
    words = Span(0, 40)
    meeting = talk(
        "Oslo",
        "2022-01-20",
        what="ferry talks",
        status="planned",
        parties=("Norway", "Chile"),
        span=words,
    )
    due = deadline("meet in Oslo", "2022-01-20", kind="event", span=words)
    quota = deadline("quota on cod ends", "2022-01-20", kind="expiry", span=words)
    off = article("off", DAY, text="The ferry talks of Norway and Chile in Oslo were called off.")
    briefing = briefing_of(entry(PLAN, talks=(meeting,), deadlines=(due, quota)), Entry(off))
    called_off = [("ferry talks", "called off"), ("meet in Oslo", "called off")]
    aftermaths = outcomes(briefing, [PLAN, off]).aftermaths
    assert [(e.row.what, e.answer and e.answer.outcome) for e in aftermaths] == called_off
    # The talks answer for the deadline also where only that is asked about.
    asked = [row for row in briefing.deadlines if row.what == "meet in Oslo"]
    aftermaths = outcomes(briefing, [PLAN, off], among=asked).aftermaths
    assert [(e.row.what, e.answer and e.answer.outcome) for e in aftermaths] == called_off


def test_rows_that_are_not_asked_about_are_left_out() -> None:
    report = article("report", DAY, text="The Bergen council passed the harbour budget.")
    fund = deadline("rescue fund expires", "2022-01-09", kind="expiry")
    briefing = briefing_of(entry(PLAN, deadlines=(VOTE, fund)), Entry(report))
    vote = [row for row in briefing.deadlines if row.what == VOTE.what]
    of_one = outcomes(briefing, [PLAN, report], among=vote).aftermaths
    assert [each.row for each in of_one] == vote
    of_all = outcomes(briefing, [PLAN, report]).aftermaths
    assert len(of_all) == 2
    assert of_one[0] in of_all


class _GivenUpError(Exception):
    pass


def test_looking_up_can_be_given_up_at_each_pause_and_begun_again() -> None:
    report = article("report", day("2022-01-11"), text="The Bergen council passed the budget.")
    briefing = briefing_of(entry(PLAN, deadlines=(VOTE, STRIKE)), Entry(report))
    library, by_id = cast("Library", _NoFeeds()), {each.id: each for each in (PLAN, report)}

    def search() -> OutcomeSearch:
        return OutcomeSearch(lambda: library, lambda i, _: by_id.get(i), lambda _, n: frozenset(n))

    whole, pauses = search().of(briefing), 0

    def count() -> None:
        nonlocal pauses
        pauses += 1

    search().of(briefing, pause=count)
    assert pauses == 4  # for two things and two articles
    for last in range(pauses):
        left = iter(range(last))
        again = search()

        def give_up(left: Iterator[int] = left) -> None:
            if next(left, None) is None:
                raise _GivenUpError

        with pytest.raises(_GivenUpError):
            again.of(briefing, pause=give_up)
        assert again.of(briefing) == whole
