"""Deadlines: one phenomenon a test, in an article published on Wednesday 2024-01-24."""

from __future__ import annotations

from datetime import date

import pytest

from tests.briefing.extract.reading import Parse, brief_deadline, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The firm has until Friday to pay.", ("01-26", "01-26", "due")),
        ("The permit expires on Jan. 31.", ("01-31", "01-31", "expiry")),
        ("The contract runs out on Feb. 3.", ("02-03", "02-03", "expiry")),
        ("The lease lapses at the end of March.", ("03-31", "03-31", "expiry")),
        ("The court gave the firm 30 days to comply.", ("02-23", "02-23", "due")),
        ("The regulator ordered the plant to report within 10 days.", ("02-03", "02-03", "due")),
        ("The ministry must publish the figures by Feb. 12.", ("02-12", "02-12", "due")),
        ("Applications are due by March 1.", ("03-01", "03-01", "due")),
        ("Lawmakers face a Friday deadline to fund the government.", ("01-26", "01-26", "due")),
        ("The new tax takes effect on Feb. 1.", ("02-01", "02-01", "start")),
        ("The law will come into force on April 1.", ("04-01", "04-01", "start")),
        ("Nurses will walk out on Monday.", ("01-29", "01-29", "start")),
        ("Parliament will vote on the budget on Thursday.", ("01-25", "01-25", "vote")),
        ("The country goes to the polls on Feb. 4.", ("02-04", "02-04", "vote")),
        ("Elections are due in March.", ("03-01", "03-31", "vote")),
        ("A hearing is set for Monday.", ("01-29", "01-29", "event")),
        ("The verdict will be delivered on Feb. 9.", ("02-09", "02-09", "event")),
        ("The two ministers will meet in Oslo on Friday.", ("01-26", "01-26", "event")),
        ("The pilots will strike from Feb. 7 to 10.", ("02-07", "02-10", "start")),
        ("Unless employers pay by Friday, drivers will stop work.", ("01-26", "01-26", "due")),
        ("Objections can be lodged until Feb. 2.", ("02-02", "02-02", "due")),
        ("The talks ended before the Feb. 15 deadline for bids.", ("02-15", "02-15", "due")),
    ],
)
def test_what_is_to_come(text: str, expected: tuple[str, str, str], parse: Parse) -> None:
    _, deadlines = read(parse, text)
    assert [brief_deadline(d) for d in deadlines] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Markets are closed until Friday.",
        "The former minister was jailed until 2030.",
        "The museum remains closed until the end of the month.",
        "Clinics open every Thursday.",
        "The council met on Monday.",
        "By Friday, 300 people had died.",
        "The team missed Monday's deadline.",
        "The permit expired in December.",
        "The rules were introduced in 2019.",
        "The firm said on Wednesday that sales had fallen.",
        "He has been in office since 2020.",
        "The vote was 12-10 and Resolution 2334 passed.",
        "The president is visiting Bangkok until Friday.",
        "February's wages were late.",
        "The plan would cut emissions by 2040.",
        "Companies would have 18 months to comply.",
        "He will not seek a second term on Feb. 4.",
        "They agreed to keep the crossing open this week, a monitor said.",
        "Officials have one more date to keep this week.",
        "Whatever is agreed this week is not binding.",
        "Chile holds the chair of the club in 2024.",
    ],
)
def test_what_is_past_a_state_or_recurs_is_none(text: str, parse: Parse) -> None:
    assert read(parse, text)[1] == []


@pytest.mark.parametrize(
    ("text", "what", "who"),
    [
        ("The plant has until Feb. 2 to hand over its records.", "hand over its records", "plant"),
        ("The court gave the firm until Feb. 2 to pay.", "pay", "firm"),
        ("The temporary quotas expire on Feb. 2.", "temporary quotas expire", None),
        ("The panel will decide on the merger on Feb. 2.", "decide on the merger", "panel"),
        ("Ministers set a deadline of Feb. 2 for an answer.", "answer", "Ministers"),
        ("Chile, for its part, set a deadline of Feb. 2 for an answer.", "answer", "Chile"),
        ("The panel asked the firm for a reply by Feb. 2.", "reply", "firm"),
        ("The union demanded new radios by Feb. 2.", "new radios", "union"),
        ("The court ordered the firm to pay by Feb. 2.", "payment", "firm"),
        ("The council will vote on the plan on Feb. 2.", "vote on the plan", "council"),
        ("Farmers will hold a vigil in Oban on Feb. 2.", "vigil", "Farmers"),
        (
            "The governor has until Feb. 2 to sign or veto the bill.",
            "sign or veto the bill",
            "governor",
        ),
        ("Banks were given a deadline of Feb. 2 to file a plan.", "file a plan", "Banks"),
        ("The court is to rule on Feb. 2.", "ruling", "court"),
        ("The firm said it would deliver the trains on Feb. 2.", "deliver the trains", "firm"),
        ("The board gave the owner 72 hours to pay a ransom.", "pay a ransom", "owner"),
        ("If the strike goes ahead it will begin on Feb. 2.", "strike begins", None),
        ("A permit, agreed on to buy time, lapses on Feb. 2.", "permit lapses", None),
        (
            "A motion of no confidence, which will be debated on Feb. 2, was tabled.",
            "motion of no confidence debated",
            None,
        ),
        ("Fees will be cut by a third on Feb. 2.", "Fees cut by a third", None),
    ],
)
def test_what_and_who(text: str, what: str, who: str | None, parse: Parse) -> None:
    (deadline,) = read(parse, text)[1]
    assert (deadline.what, deadline.who) == (what, who)


@pytest.mark.parametrize(
    ("text", "tentative"),
    [
        ("The court could rule on Friday.", True),
        ("The court is expected to rule on Friday.", True),
        ("The court is likely to rule on Friday.", True),
        ("The court will rule on Friday.", False),
    ],
)
def test_tentative_where_the_text_says_so(text: str, tentative: bool, parse: Parse) -> None:
    (deadline,) = read(parse, text)[1]
    assert deadline.tentative is tentative


@pytest.mark.parametrize(
    ("text", "tentative"),
    [
        ("Peru and Chile could hold talks in Lima on Friday.", True),
        ("Peru and Chile will hold talks in Lima on Friday.", False),
    ],
)
def test_a_talk_is_as_tentative_as_its_clause(text: str, tentative: bool, parse: Parse) -> None:
    (deadline,) = read(parse, text)[1]
    assert deadline.tentative is tentative


def test_a_short_name_of_a_talk_says_where(parse: Parse) -> None:
    (deadline,) = read(parse, "Peru and Chile will hold talks in Lima on Friday.")[1]
    assert deadline.what == "talks in Lima"
    (deadline,) = read(parse, "The premier has cancelled a visit to Oslo planned for Friday.")[1]
    assert deadline.what == "visit to Oslo"


def test_a_cancelled_talk_counts_only_while_it_lies_ahead(parse: Parse) -> None:
    text = "A second session of the talks in Lima, scheduled for Jan. {}, was scrapped."
    assert [d.cancelled for d in read(parse, text.format(30))[1]] == [True]
    assert read(parse, text.format(12))[1] == []


@pytest.mark.parametrize(
    "text",
    [
        "The government pushed back a vote on pensions from Feb. 1 to Feb. 14.",
        "The vote on pensions, planned for Feb. 1, has been postponed until Feb. 14.",
        "The vote on pensions had been expected on Feb. 1. It will now take place on Feb. 14.",
    ],
)
def test_of_a_moved_deadline_the_new_day_stands(text: str, parse: Parse) -> None:
    (deadline,) = read(parse, text)[1]
    assert (deadline.when, deadline.moved_from) == (date(2024, 2, 14), date(2024, 2, 1))
    assert "vote" in deadline.what


def test_a_cancelled_meeting_is_marked(parse: Parse) -> None:
    (deadline,) = read(parse, "The premier has cancelled a visit to Oslo planned for Friday.")[1]
    assert deadline.cancelled
    assert deadline.when == date(2024, 1, 26)


def test_a_strike_that_was_called_off_is_marked(parse: Parse) -> None:
    (deadline,) = read(parse, "Nurses called off a strike planned for Thursday.")[1]
    assert (deadline.what, deadline.who, deadline.cancelled) == ("strike", "Nurses", True)


def test_what_it_means_stands_in_the_sentence_before(parse: Parse) -> None:
    text = "Lawmakers approved the tax. It takes effect on Feb. 1."
    (deadline,) = read(parse, text)[1]
    assert deadline.what == "tax takes effect"


def test_a_day_before_after_belongs_to_the_clause_before(parse: Parse) -> None:
    text = "The bureau will begin a review on Friday after eleven deaths were linked to the drug."
    (deadline,) = read(parse, text)[1]
    assert deadline.what.startswith("begin a review")


def test_the_day_of_publication_counts_while_it_is_to_come(parse: Parse) -> None:
    assert len(read(parse, "The senate will vote on Wednesday.")[1]) == 1
    assert read(parse, "The senate voted on Wednesday.")[1] == []


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("The council will vote on Friday.", "day"),
        ("The council will vote next week.", "week"),
        ("The council will vote in March.", "month"),
    ],
)
def test_precision_is_that_of_the_wording(text: str, precision: str, parse: Parse) -> None:
    (deadline,) = read(parse, text)[1]
    assert deadline.precision == precision


def test_one_thing_told_twice_is_one_deadline(parse: Parse) -> None:
    text = (
        "The quotas expire on Feb. 2. Fishermen fear the worst.\n"
        "If no deal is reached, the quotas will expire on Feb. 2."
    )
    assert len(read(parse, text)[1]) == 1


def test_two_things_on_one_day_are_two(parse: Parse) -> None:
    text = "The offer expires on Friday. The result of the referendum will be announced on Friday."
    assert len(read(parse, text)[1]) == 2


def test_a_term_and_its_last_day_are_one(parse: Parse) -> None:
    text = (
        "Peru gave Chile five days to release the crew. "
        "If they are not free by Monday, it will act."
    )
    assert [brief_deadline(d) for d in read(parse, text)[1]] == [("01-29", "01-29", "due")]


def test_a_planned_talk_is_a_deadline_with_the_same_evidence(parse: Parse) -> None:
    talks, deadlines = read(parse, "Peru and Chile will hold talks in Lima on Friday.")
    assert [d.span for d in deadlines] == [t.span for t in talks]
    assert deadlines[0].who == "Peru and Chile"


def test_a_dateline_is_no_deadline(parse: Parse) -> None:
    text = "BANGKOK, Jan 25 (NWP) - The court will rule on Friday."
    assert [brief_deadline(d)[0] for d in read(parse, text)[1]] == ["01-26"]


@pytest.mark.parametrize(
    "text",
    [
        "The fines were to start on Thursday. The government postponed them by 48 hours.",
        "The union postponed by 48 hours a walkout that is due to start on Thursday.",
    ],
)
def test_a_delay_by_a_length(text: str, parse: Parse) -> None:
    (deadline,) = read(parse, text)[1]
    assert (deadline.when, deadline.moved_from) == (date(2024, 1, 27), date(2024, 1, 25))


def test_a_delay_that_may_come_moves_nothing(parse: Parse) -> None:
    text = "The fines will start on Thursday. The government could postpone them by 48 hours."
    assert [d.when for d in read(parse, text)[1]] == [date(2024, 1, 25)]


def test_the_month_of_a_figure_is_a_label(parse: Parse) -> None:
    text = "Inflation figures for January are due out on Feb. 16."
    assert [d.when for d in read(parse, text)[1]] == [date(2024, 2, 16)]


def test_what_is_to_be_done_within_a_term(parse: Parse) -> None:
    text = "The evacuation of the camp is to be completed within a week, the governor said."
    assert [brief_deadline(d) for d in read(parse, text)[1]] == [("01-31", "01-31", "due")]


@pytest.mark.xfail(reason="a plan in the past perfect counts as dropped", strict=True)
def test_a_strike_that_had_been_planned_and_still_may_come(parse: Parse) -> None:
    text = "The union, which had planned to strike from Monday, says the network broke its word."
    assert len(read(parse, text)[1]) == 1
