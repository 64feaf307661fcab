from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from briefing.article_refs import ArticleRef
from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf
from briefing.extract.topics import topic_of
from briefing.merge.deadline_accounts import DeadlineAccount, deadline_account, same_deadline
from briefing.merge.deadlines import merge_deadline_accounts, merge_deadlines
from briefing.merge.events import Events
from briefing.merge.talks import merge_talks
from briefing.model import Article, Deadline, Span
from briefing.rows import DeadlineRow, subject
from tests.briefing.support import DAY, article, day, deadline, entry, talk

NEW = ArticleRef.of(article("new"))
OLD = ArticleRef.of(article("old", DAY - timedelta(days=1)))
VOTE = deadline("vote on the Molde harbour budget", "2022-01-20", kind="vote")


def rows(*mentions: tuple[ArticleRef, Deadline]) -> tuple[DeadlineRow, ...]:
    return merge_deadlines(mentions, DAY)


def test_the_same_deadline_in_two_articles_is_one_row() -> None:
    a = deadline(
        "vote on the Molde budget", "2022-01-20", who="Parliament", kind="vote", tentative=True
    )
    b = deadline("Molde budget vote", "2022-01-20", kind="vote")
    (row,) = rows((OLD, a), (NEW, b))
    assert row.who == "Parliament"
    assert row.tentative is False
    assert len(row.mentions) == 2


def test_what_is_vague_hides_nothing_that_is_due_before_it_must_be() -> None:
    of_the_month = deadline("a new minister", "2022-01-14", "2022-01-31", precision="month")
    of_the_week = deadline("hearings", "2022-01-17", "2022-01-23", precision="week")
    of_some_days = deadline("the fair", "2022-01-20", "2022-01-25", precision="day")
    last = deadline("the ferry strike", "2022-01-30")
    given = rows(*((NEW, d) for d in (of_the_month, last, of_some_days, of_the_week, VOTE)))
    assert [row.sure_by.day for row in given] == [20, 20, 23, 30, 31]
    assert [row.what for row in given][2:] == ["hearings", "the ferry strike", "a new minister"]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            deadline("vote on the budget", "2022-01-20"),
            deadline("ferry strike begins", "2022-01-20"),
        ),
        (
            deadline("votes on the budget", "2022-01-20", who="Lower House"),
            deadline("votes on the ceasefire", "2022-01-20", who="City Assembly"),
        ),
        (
            deadline("vote on the budget", "2022-01-20", who="Parliament"),
            deadline("vote on pension reform", "2022-01-20", who="Parliament"),
        ),
        (deadline("budget vote", "2022-01-20"), deadline("strike vote", "2022-01-20")),
        (deadline("budget vote", "2022-01-20"), deadline("budget vote", "2022-01-21")),
        (deadline("talks", "2022-01-20"), deadline("ferry strike", "2022-01-20")),
    ],
)
def test_different_things_stay_apart(a: Deadline, b: Deadline) -> None:
    assert not same_deadline(a, b)
    assert len(rows((NEW, a), (OLD, b))) == 2


def test_a_word_for_its_kind_joins_nothing_across_events() -> None:
    bare = deadline("vote", "2022-01-20", kind="vote")
    assert len(rows((OLD, VOTE), (NEW, bare))) == 2
    assert len(rows((OLD, bare), (NEW, bare))) == 2
    court = deadline("appear in court", "2022-01-20", kind="event")
    judge = deadline("appear before an examining judge", "2022-01-20", kind="event")
    assert len(rows((OLD, court), (NEW, judge))) == 2
    election = deadline("election", "2022-01-20", kind="vote")
    presidential = deadline("presidential election", "2022-01-20", kind="vote")
    assert len(rows((OLD, election), (NEW, presidential))) == 1


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            deadline("gale advisories expire", "2022-01-20", kind="expiry"),
            deadline(
                "payments network to issue an advisory to banks",
                "2022-01-20",
                who="payments network",
            ),
        ),
        (deadline("results of the vote to be released", "2022-01-20"),) * 2,
        (deadline("deal closes", "2022-01-20", kind="expiry"),) * 2,
        (
            deadline("company to publish its accounts", "2022-01-20", who="company"),
            deadline("company to open its accounts", "2022-01-20", who="company"),
        ),
    ],
)
def test_a_word_or_two_join_nothing_across_events(a: Deadline, b: Deadline) -> None:
    assert len(rows((NEW, a), (OLD, b))) == 2
    strike = article("new", title="Ferry strike in Molde", text="Crews in Molde walk out.")
    walkout = article("old", title="Molde ferry crews strike", text="Crews of Molde walk out.")
    accounts = account_of(strike, a), account_of(walkout, b)
    assert len(merge_deadline_accounts(accounts, DAY, events=knowing(strike, walkout))) == 1


def test_a_proper_name_says_across_events_that_two_are_one() -> None:
    named = deadline("primary in Molde", "2022-01-20")
    assert len(rows((OLD, named), (NEW, deadline("Molde primary", "2022-01-20")))) == 1
    bare = deadline("holds its primary", "2022-01-20")
    rally = article("rally", title="Berg opens her race in Molde", text="Berg spoke to farmers.")
    twins = article("twins", title="Storm in Bergen", text="Waves broke over the quay in Bergen.")
    for other, count in ((rally, 1), (twins, 2)):
        events = knowing(
            other, article("new", title="Hansen leads", text="Hansen spoke in Tromsø.")
        )
        accounts = [deadline_account(NEW, named), account_of(other, bare)]
        assert len(merge_deadline_accounts(accounts, DAY, events=events)) == count


def test_what_one_body_does_that_day_is_one_thing_however_short_it_is_told() -> None:
    bare = deadline("vote", "2022-01-20", kind="vote", who="Molde Council")
    assert len(rows((OLD, replace(VOTE, who="Molde Council")), (NEW, bare))) == 1
    assert len(rows((OLD, replace(VOTE, who="Tromsø Court")), (NEW, bare))) == 2


def test_a_week_is_the_vaguer_account_of_the_day_on_which_the_same_body_acts() -> None:
    week = deadline(
        "Molde Council votes on the harbour budget",
        "2022-01-17",
        end="2022-01-23",
        kind="vote",
        precision="week",
        who="Molde Council",
    )
    exact = replace(VOTE, who="Molde Council")
    (row,) = rows((OLD, week), (NEW, exact))
    assert (row.when, row.precision, len(row.mentions)) == (exact.when, "day", 2)
    (row,) = rows((NEW, week), (OLD, exact))
    assert (row.when, row.precision, row.disagreements) == (exact.when, "day", ())
    second = deadline(
        "second vote on the harbour budget", "2022-01-21", kind="vote", who="Molde Council"
    )
    assert len(rows((OLD, week), (NEW, exact), (NEW, second))) == 3
    assert len(rows((OLD, week), (NEW, replace(VOTE, who="Tromsø Assembly")))) == 2


def test_who_travels_in_a_month_may_meet_somebody_else_on_one_of_its_days() -> None:
    month = deadline(
        "Ana Berg to visit Lisbon",
        "2022-01-01",
        "2022-01-31",
        kind="event",
        precision="month",
        who="Ana Berg",
    )
    exact = deadline("Ana Berg to meet Bo Lind", "2022-01-20", kind="event", who="Ana Berg")
    assert len(rows((OLD, month), (NEW, exact))) == 2
    assert len(rows((OLD, month), (NEW, replace(exact, what="Ana Berg to go to Lisbon")))) == 1


def test_the_newest_article_says_whether_it_still_stands() -> None:
    off = deadline("Molde harbour budget vote", "2022-01-20", kind="vote", cancelled=True)
    (row,) = rows((OLD, VOTE), (NEW, off))
    assert row.cancelled
    assert row.disagreements == ()
    (row,) = rows((NEW, VOTE), (OLD, off))
    assert not row.cancelled
    assert row.disagreements == ("status",)


def knowing(*articles: Article) -> Events:
    events = Events()
    events.know((given.id, topic_of(given)) for given in articles)
    return events


def account_of(given: Article, due: Deadline) -> DeadlineAccount:
    return deadline_account(ArticleRef.of(given), due)


def test_the_month_of_an_election_is_that_of_its_day_where_both_tell_of_one_person() -> None:
    rally = article("rally", title="Berg opens her race in Molde", text="Berg spoke to farmers.")
    twins = article("twins", title="Berg has twins", text="Berg was at a clinic in Oslo.")
    ferry = article("ferry", title="Ferry sinks off Paros", text="Divers went down off Paros.")
    exact = deadline("presidential election", "2022-01-20", kind="vote")
    month = deadline(
        "presidential election", "2022-01-01", "2022-01-31", kind="vote", precision="month"
    )
    events = knowing(rally, twins, ferry)
    (row,) = merge_deadline_accounts(
        [account_of(twins, month), account_of(rally, exact)], DAY, events=events
    )
    assert (row.when, len(row.mentions)) == (exact.when, 2)
    apart = merge_deadline_accounts(
        [account_of(ferry, month), account_of(rally, exact)], DAY, events=events
    )
    assert len(apart) == 2


def test_an_election_of_that_month_may_be_another_than_the_presidential_one() -> None:
    text = "Berg opened her race for president in Molde."
    rally = article("rally", title="Berg opens her race in Molde", text=text)
    again = article("again", title="Berg's race in Molde", text=text)
    exact = deadline("presidential election", "2022-01-20", kind="vote")
    month = replace(exact, when=day("2022-01-01"), end=day("2022-01-31"), precision="month")
    events = knowing(rally, again)

    def count(vaguer: Deadline) -> int:
        accounts = [account_of(again, vaguer), account_of(rally, exact)]
        return len(merge_deadline_accounts(accounts, DAY, events=events))

    assert count(month) == 1
    assert count(replace(month, what="election")) == 2


def test_what_starts_is_one_where_articles_on_the_event_tell_of_no_other_start() -> None:
    text = "Norland set export curbs on Tarn, a maker of radios."
    first = article("first", title="Norland to curb exports to Tarn", text=text)
    later = article("later", title="Curbs on Tarn start", text=text)
    ferry = article("ferry", title="Ferry sinks off Paros", text="Divers went down off Paros.")
    events = knowing(first, later, ferry)
    curbs = deadline("curbs take effect", "2022-01-20", kind="start")
    bare = deadline("take effect", "2022-01-20", kind="start", who="Ministry")

    def count(*accounts: DeadlineAccount) -> int:
        return len(merge_deadline_accounts(accounts, DAY, events=events))

    assert count(account_of(later, bare), account_of(first, curbs)) == 1
    assert count(account_of(ferry, bare), account_of(first, curbs)) == 2
    tax = deadline("tax on radios starts", "2022-01-20", kind="start")
    assert count(account_of(later, tax), account_of(first, curbs)) == 2
    board = replace(curbs, who="Board")
    assert count(account_of(later, bare), account_of(first, board)) == 2


@pytest.mark.parametrize(("apart", "moved_from"), [(3, day("2022-01-20")), (0, None)])
def test_talks_that_have_slipped_are_one_deadline(apart: int, moved_from: date | None) -> None:
    older = article("older", DAY - timedelta(days=apart), source="Gull")
    newer = article("newer", source="Tern")
    early = deadline("talks in Oslo", "2022-01-20", span=Span(0, 30), kind="event")
    late = deadline("talks in Oslo", "2022-01-27", span=Span(0, 30), kind="event")
    meeting = talk("Oslo", "2022-01-20", span=Span(0, 30), parties=("Norway", "Chile"))
    planned = replace(meeting, status="planned")
    off = replace(meeting, status="postponed", start=late.when, end=late.end)
    meetings = merge_talks([(ArticleRef.of(older), planned), (ArticleRef.of(newer), off)], DAY)
    assert len(meetings) == 1
    due_rows = merge_deadline_accounts(
        [account_of(newer, late), account_of(older, early)], DAY, meetings
    )
    first = due_rows[0]
    assert (len(due_rows), first.moved_from) == ((1, moved_from) if apart else (2, None))


def test_articles_that_give_other_days_for_it_point_to_each_other() -> None:
    vote = replace(VOTE, who="Molde Council")
    later = replace(vote, when=day("2022-01-21"), end=day("2022-01-21"))
    first, second = rows((OLD, vote), (NEW, later))
    assert [m.article.id for m in first.rivals] == ["new"]
    assert [m.article.id for m in second.rivals] == ["old"]
    assert first.disagreements == second.disagreements == ("day",)


def test_nothing_says_that_two_votes_of_two_events_are_rivals() -> None:
    vote = replace(VOTE, what="vote on the harbour budget")
    later = replace(vote, when=day("2022-01-21"), end=day("2022-01-21"))
    assert all(row.rivals == () for row in rows((OLD, vote), (NEW, later)))
    named = replace(VOTE, what="vote on the Bergen harbour budget")
    later = replace(named, when=day("2022-01-21"), end=day("2022-01-21"))
    assert all(row.rivals for row in rows((OLD, named), (NEW, later)))


def test_an_older_account_and_one_of_the_same_outlet_are_no_rivals() -> None:
    vote = replace(VOTE, who="Molde Council")
    later = replace(vote, when=day("2022-01-21"), end=day("2022-01-21"))
    older = ArticleRef.of(article("older", DAY - timedelta(days=3)))
    assert all(row.rivals == () for row in rows((older, vote), (NEW, later)))
    gull, again = (ArticleRef.of(article(name, source="Gull")) for name in ("one", "two"))
    assert all(row.rivals == () for row in rows((gull, vote), (again, later)))


def test_news_of_talks_is_news_of_the_deadline_that_they_are() -> None:
    meeting = talk(
        "Oslo", "2022-01-20", span=Span(0, 30), parties=("Norway", "Chile"), status="planned"
    )
    due = deadline("talks in Oslo", "2022-01-20", span=Span(0, 30), kind="event")
    off = replace(meeting, status="cancelled")
    (row,) = make_briefing(
        [
            entry(article("a", DAY - timedelta(days=1)), talks=(meeting,), deadlines=(due,)),
            entry(article("b"), talks=(off,)),
        ],
        AsOf(DAY, "today"),
    ).deadlines
    assert row.cancelled


def test_a_speech_in_the_sentence_that_tells_of_talks_is_another_thing() -> None:
    talks = talk("Lisbon", "2022-01-20", status="planned", parties=("Berg", "envoys"))
    speech = deadline("Berg to give a speech", "2022-01-20", who="Berg", kind="event")
    meeting = deadline("Berg to meet envoys", "2022-01-20", who="Berg", kind="event")
    meetings = merge_talks([(NEW, talks)], DAY)
    for due, place in ((speech, None), (meeting, "Lisbon")):
        (row,) = merge_deadline_accounts([deadline_account(NEW, due)], DAY, meetings)
        assert row.place == place


def test_talks_that_an_article_moves_move_the_deadline_that_they_are() -> None:
    words = Span(0, 30)
    meeting = talk("Oslo", "2022-01-20", span=words, parties=("Norway", "Chile"), status="planned")
    due = deadline("talks in Oslo", "2022-01-20", span=words, kind="event")
    later = replace(
        meeting, start=day("2022-01-25"), end=day("2022-01-25"), moved_from=day("2022-01-20")
    )
    first = entry(article("a", DAY - timedelta(days=1)), talks=(meeting,), deadlines=(due,))
    (row,) = make_briefing(
        [first, entry(article("b"), talks=(later,))], AsOf(DAY, "today")
    ).deadlines
    assert (row.when, row.moved_from) == (later.start, due.when)
    off = replace(meeting, status="postponed")
    (row,) = make_briefing([first, entry(article("b"), talks=(off,))], AsOf(DAY, "today")).deadlines
    assert (row.when, row.cancelled) == (due.when, True)


@pytest.mark.parametrize(
    "other",
    [
        deadline("vote on the school budget", "2022-01-21", kind="vote"),
        deadline("vote on the harbour budget", "2022-03-21", kind="vote"),
        deadline("vote on the harbour budget", "2022-01-21", kind="expiry"),
        deadline(
            "vote on the harbour budget", "2022-01-17", "2022-01-23", kind="vote", precision="week"
        ),
    ],
)
def test_other_things_and_vaguer_days_are_no_rivals(other: Deadline) -> None:
    assert all(row.rivals == () for row in rows((OLD, VOTE), (NEW, other)))


def test_two_days_in_one_article_are_two_things() -> None:
    again = deadline("vote on the harbour budget", "2022-01-21", kind="vote")
    assert all(row.rivals == () for row in rows((NEW, VOTE), (NEW, again)))


def test_a_moved_day_takes_nothing_along_that_its_article_has_still_on_that_day() -> None:
    moved = deadline("harbour vote", "2022-01-27", kind="vote", moved_from=day("2022-01-20"))
    stays = deadline("harbour vote on herring", "2022-01-20", kind="vote")
    assert len(rows((NEW, moved), (NEW, stays))) == 2
    assert len(rows((NEW, moved), (OLD, stays))) == 1


def test_a_moved_day_takes_along_the_accounts_of_the_day_before() -> None:
    moved = deadline("harbour budget vote", "2022-01-27", kind="vote", moved_from=day("2022-01-20"))
    (row,) = rows((OLD, VOTE), (NEW, moved))
    assert (row.when, row.moved_from) == (day("2022-01-27"), day("2022-01-20"))
    assert [m.article.id for m in row.mentions] == ["new", "old"]


def test_a_newer_account_of_the_day_before_is_not_taken_along() -> None:
    moved = deadline("harbour budget vote", "2022-01-27", kind="vote", moved_from=day("2022-01-20"))
    assert len(rows((NEW, VOTE), (OLD, moved))) == 2


def test_talks_to_come_are_called_by_their_place_and_parties() -> None:
    of = article("a", text="x" * 80)
    meeting = talk("Oslo", "2022-01-20", span=Span(0, 30), parties=("Norway", "Iceland"))
    due = deadline("talks in Oslo", "2022-01-20", span=Span(0, 30), kind="event", who="Norway")
    expiry = deadline("quota expires", "2022-01-20", span=Span(0, 30), kind="expiry", who="Iceland")
    whole = make_briefing(
        [entry(of, talks=(meeting,), deadlines=(due, expiry))], AsOf(DAY, "today")
    ).deadlines
    named = {row.kind: subject(row) for row in whole}
    assert named == {"event": "Oslo: talks (Norway, Iceland)", "expiry": "Iceland: quota expires"}


@pytest.mark.parametrize(
    ("place", "parties", "what", "expected"),
    [
        ("Oslo", (), "talks in Oslo", "Oslo: talks"),
        ("Oslo", ("A", "B", "C", "D"), "visit to Oslo", "Oslo: visit (A, B, C)"),
        ("Oslo", ("OSCE",), "session of the OSCE", "Oslo: session of the OSCE"),
        (None, ("Norway",), "call", "call (Norway)"),
        (None, (), "call", "Bo Berg: call"),
    ],
)
def test_nobody_and_no_place_is_named_twice(
    place: str | None, parties: tuple[str, ...], what: str, expected: str
) -> None:
    (row,) = merge_deadlines(
        [(ArticleRef.of(article("a")), deadline(what, "2022-01-20", kind="event", who="Bo Berg"))],
        DAY,
    )
    assert subject(replace(row, place=place, parties=parties)) == expected


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        (("Molde holds the first contest in the race", "Molde"), ("Molde primary", None), 1),
        (("Molde holds its primary", "Molde"), ("Molde holds the contest", "Molde"), 1),
        (("Molde holds its primary", "Molde"), ("Bergen holds its primary", "Bergen"), 2),
        (("council holds a primary", "council"), ("council election", "council"), 2),
        (("Parliament to vote on fish", "Parliament"), ("Parliament votes on taxes", None), 2),
    ],
)
def test_a_place_has_one_poll_on_a_day(
    one: tuple[str, str | None], other: tuple[str, str | None], count: int
) -> None:
    polls = [deadline(what, "2022-01-20", who=who, kind="vote") for what, who in (one, other)]

    assert len(rows((OLD, polls[0]), (NEW, polls[1]))) == count


def test_a_poll_of_next_week_is_that_of_its_place_on_a_day() -> None:
    vague = replace(
        deadline("Molde primary", "2022-01-17", kind="vote", precision="week"),
        end=day("2022-01-23"),
    )
    exact = deadline("Molde holds its primary", "2022-01-20", who="Molde", kind="vote")

    (row,) = rows((OLD, vague), (NEW, exact))

    assert row.when == day("2022-01-20")


def test_a_story_has_one_referendum_on_a_day() -> None:
    text = "Norway votes on herring quotas in a referendum. The herring fleets of Bergen wait."
    one, other = (article(f"r{n}", title="Herring referendum", text=text) for n in range(2))
    events = Events()
    events.know((each.id, topic_of(each)) for each in (one, other))
    given = (
        (
            one,
            deadline("referendum on new herring quotas", "2022-02-03", kind="vote", who="Norway"),
        ),
        (other, deadline("referendum on whether fleets stay", "2022-02-03", kind="vote")),
    )
    accounts = [account_of(*each) for each in given]
    assert len(merge_deadline_accounts(accounts, DAY, events=events)) == 1
    assert len(merge_deadline_accounts(accounts, DAY)) == 2
