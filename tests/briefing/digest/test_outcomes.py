"""What became of what has passed: answered by a later sentence, or no news found."""

from __future__ import annotations

from datetime import timedelta

import pytest

from briefing.acts.duties import Answer
from briefing.acts.lines import lines_of
from briefing.article_refs import ArticleRef
from briefing.digest.answers import Question, answers_in_accounts
from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf, Briefing
from briefing.digest.outcomes import (
    Aftermath,
    Outcomes,
    Reading,
    later_accounts,
    later_articles,
    passed,
    read_since,
)
from briefing.feed import Feed
from briefing.model import Deadline, Entry, Span, Talk
from briefing.rows import DeadlineRow
from tests.briefing.support import DAY, article, day, deadline, entry, talk

BEFORE = DAY - timedelta(days=8)
VOTE = deadline(
    "council to vote on the harbour budget", "2022-01-10", kind="vote", who="Bergen council"
)
REPORT = deadline("hand in the safety report of the yard", "2022-01-10", who="Amber Line")
STRIKE = deadline("ferry crews' strike on the Ambra", "2022-01-10", kind="event")


def briefing(*entries: Entry) -> Briefing:
    return make_briefing(entries, AsOf(DAY, "asked for"))


def row_of(due: Deadline) -> DeadlineRow:
    (row,) = briefing(entry(article("plan", BEFORE), deadlines=(due,))).deadlines
    return row


def answer_in(row: DeadlineRow, text: str) -> Answer | None:
    return Question.of(row).answer(ArticleRef.of(article("report")), lines_of(text))


def outcome_of(due: Deadline, text: str) -> str | None:
    answer = answer_in(row_of(due), text)
    return answer.outcome if answer else None


@pytest.mark.parametrize(
    ("due", "sentence", "outcome"),
    [
        (VOTE, "The Bergen council passed the harbour budget after a long night.", "done"),
        (VOTE, "Bergen council rejected the harbour budget by two votes.", "done"),
        (VOTE, "The council in Bergen postponed the vote on the harbour budget.", "moved"),
        (REPORT, "Amber Line submitted its safety report on the yard two days late.", "late"),
        (REPORT, "Amber Line missed the day for the safety report on the yard.", "missed"),
        (REPORT, "Amber Line refused to hand in the safety report on the yard.", "refused"),
        (REPORT, "Amber Line got an extension for the safety report on the yard.", "extended"),
        (STRIKE, "The strike of the ferry crews on the Ambra was called off.", "called off"),
    ],
)
def test_a_later_sentence_answers(due: Deadline, sentence: str, outcome: str) -> None:
    assert outcome_of(due, f"It rained in Bergen. {sentence} More later.") == outcome


@pytest.mark.parametrize(
    ("due", "sentence"),
    [
        (VOTE, "The Bergen council will vote on the harbour budget next week."),
        (VOTE, "The Bergen council is expected to pass the harbour budget."),
        (VOTE, "The Molde council passed the bridge plan."),
        (VOTE, "The Bergen council passed a rule on dogs."),
        (VOTE, "Critics of the Bergen council dislike the harbour budget."),
        (REPORT, "Sudria Line handed in its safety report on the yard."),
        (REPORT, "The safety report is long."),
        (STRIKE, "The strike at the bakery was called off."),
    ],
)
def test_a_sentence_without_actor_act_or_object_is_no_answer(due: Deadline, sentence: str) -> None:
    assert outcome_of(due, sentence) is None


def talk_outcome(given: Talk, text: str) -> str | None:
    (row,) = briefing(entry(article("plan", BEFORE), talks=(given,))).talks
    answer = Question.of(row).answer(ArticleRef.of(article("report")), lines_of(text))
    return answer.outcome if answer else None


TALKS = talk("Oslo", "2022-01-10", what="harbour talks in Oslo", parties=("Ida Moen", "Ivo Grell"))


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("Ida Moen met Ivo Grell for two hours.", "done"),
        ("Moen, who had a cold, received Grell at the pier.", "done"),
        ("The harbour talks in Oslo began on Monday.", "done"),
        ("The harbour talks in Oslo were called off.", "called off"),
        ("The harbour talks in Oslo have been put off to May.", "moved"),
    ],
)
def test_a_later_sentence_says_what_became_of_a_meeting(sentence: str, outcome: str) -> None:
    assert talk_outcome(TALKS, f"It rained. {sentence}") == outcome


@pytest.mark.parametrize(
    "sentence",
    [
        "Ida Moen spoke to reporters after a meeting with the mayor, and Grell was away.",
        "The mayor, who is to meet Ida Moen, received Ivo Grell.",
        "She hoped that the move would help the harbour talks in Oslo.",
        "After talks in March had failed, Ida Moen left for Vik.",
        "Ida Moen did not expect anything to come of the talks.",
        "Ida Moen watched Meet the Press with Grell.",
        "Talks on wages began in Vik.",
    ],
)
def test_what_only_mentions_a_meeting_is_no_answer(sentence: str) -> None:
    assert talk_outcome(TALKS, sentence) is None


@pytest.mark.parametrize(
    ("due", "sentence"),
    [
        (deadline("11 states vote", "2022-01-10"), "The state has not voted for Moen."),
        (
            deadline("visit of Moen to Vik", "2022-01-10", who="Ida Moen"),
            "Moen does not expect anything to come of the talks in Vik.",
        ),
        (deadline("Ida Moen to get back", "2022-01-10", who="Ida Moen"), "Moen got a prize."),
    ],
)
def test_half_an_act_is_not_asked_about(due: Deadline, sentence: str) -> None:
    assert outcome_of(due, sentence) is None


def test_an_answer_rests_on_its_sentence() -> None:
    text = "It rained.\nThe Bergen council passed the harbour budget.\nMore later."
    answer = answer_in(row_of(VOTE), text)
    assert answer is not None
    assert answer.span.of(text) == "The Bergen council passed the harbour budget."


@pytest.mark.parametrize(
    ("status", "outcome"),
    [("held", "done"), ("cancelled", "called off"), ("postponed", "moved"), ("planned", None)],
)
def test_the_accounts_of_talks_say_what_became_of_them(status: str, outcome: str | None) -> None:
    given: Talk = talk("Oslo", "2022-01-10", parties=("Norway", "Iceland"), status=status)
    (row,) = briefing(entry(article("plan", BEFORE), talks=(given,))).talks
    answers = answers_in_accounts(row)
    assert [answer.outcome for answer in answers] == ([outcome] if outcome else [])


def test_what_lies_ahead_has_not_passed() -> None:
    ahead = deadline("ferry strike", "2022-01-14")
    whole = briefing(entry(article("plan", BEFORE), deadlines=(VOTE, ahead), talks=(talk(),)))
    assert [row.what for row in passed([*whole.talks, *whole.deadlines])] == [VOTE.what]


def test_what_was_read_since_is_counted() -> None:
    feed = Feed("https://gull.example/feed", "The Gull")
    heard = Feed("https://tide.example/feed", "The Tide")
    old = article("plan", BEFORE, source="The Gull", feed=feed.url)
    new = article("new", day("2022-01-12"), source="The Tide", feed=heard.url)
    whole = briefing(entry(old, deadlines=(VOTE,)), entry(new))
    (row,) = whole.deadlines
    assert [ref.id for ref in later_articles(row, whole)] == ["new"]
    read = read_since(row, whole, [feed, heard])
    assert (read.articles, read.outlets) == (1, 1)
    assert (read.silent, read.silent_since) == (("The Gull",), BEFORE)


def test_outcomes_are_looked_up_by_row() -> None:
    whole = briefing(entry(article("plan", BEFORE), deadlines=(VOTE,)))
    (row,) = whole.deadlines
    assert Outcomes().of(row) is None


def test_a_deadline_has_the_accounts_that_tell_of_it_afterwards_as_well() -> None:
    row = row_of(VOTE)
    night, morning = (
        ArticleRef.of(article(name, day(f"2022-01-{on}"))) for name, on in (("n", 10), ("m", 11))
    )
    told = Aftermath(
        row,
        Answer("done", night, Span(0, 9)),
        Reading(),
        (Answer("done", morning, Span(4, 9)),),
    )
    later = later_accounts(row, told)
    assert [(each.mention.article.id, each.outcome) for each in later] == [
        ("m", "done"),
        ("n", "done"),
    ]
    assert {each.mention.deadline.when for each in later} == {row.when}
    assert [each.mention.deadline.span for each in later] == [Span(4, 9), Span(0, 9)]
    assert later_accounts(row, None) == ()


def test_an_account_that_answers_itself_is_none_told_afterwards() -> None:
    row = row_of(VOTE)
    (own,) = row.mentions
    itself = Answer("called off", own.article, own.deadline.span)
    assert later_accounts(row, Aftermath(row, itself, Reading())) == ()
