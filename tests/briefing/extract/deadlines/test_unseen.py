"""Kinds of coming days that news nobody had tuned on got wrong (Wednesday 2024-01-24)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.briefing.extract.reading import Parse, brief_deadline, read


@pytest.mark.parametrize(
    "text",
    [
        "The virus is spreading in the region, and WHO officials on Tuesday expressed concern.",
        "A ferry is seen near Oslo on Monday.",
        "Workers are pictured outside the mill on Friday.",
        "The league said in February it would split the rights for its Thursday night games.",
        "The app has more users than the town, and raised its price over the weekend.",
        "The news, confirming a Harbour Post report on Tuesday, comes after a week of talk.",
        "The islands are also voting on Tuesday, but the towns are not.",
        "A man in handcuffs is led away from the town hall on Friday.",
        "The losses come on top of five on Friday when a trawler sank off the coast.",
        (
            "The board appointed Elin Holm, a pilot who was one of Berg's deputies to succeed him "
            "on Wednesday, after confirming his death."
        ),
        (
            "She chided the delay of a rise in the fish tax to 10 percent from 8 percent planned "
            "for next April."
        ),
        'She spoke after her appearance on the "Today" show.',
        "The storm moved on after turning roads to mud in a wild night on Sunday and Monday.",
        "The new goal is less bold than the limit by the end of 2025 which the board had named.",
        "The firm said its net debt would fall below two billion kroner by the end of 2025.",
        "Sales will rise from next month, analysts in Oslo forecast.",
        "By year's end, health officials estimate, thousands of people will have been infected.",
        "Tomorrow is expected to be a hotter day.",
        "Villagers were asked to boil their water on Wednesday after the floods.",
        "There are differences between filming a drama in five weeks and filming one at leisure.",
        'The singer released a new single, "Tide Be Told," on Sunday.',
        "A horn sent marchers running near the end of a rally to protest cuts this week.",
        "The governor will have 10 days to sign the bill if it passes next week.",
        "The barges were reported to have collided just before midnight, a harbour guard said.",
        "If you happen to be at the fish market next week, try the herring.",
        "Regulators will write the rules within six months, the minister said last month.",
        "She will decide whether the mill is viable in the business year beginning in late March.",
        "According to a row of posts by the singer on Friday, things are more tangled.",
        "Browse the full Odd Creature of the Week archive here.",
        "The curbs go further than any rules on fishing in two decades.",
        "The ferry firms agreed to halt their trade in Bergen on Tuesday.",
        "Elin Holm, of Molde, guided by an aunt, look for shells at the beach Saturday afternoon.",
        "It could make it difficult for the bank to raise rates this month.",
        "Maybe in The Day After Tomorrow, maybe in another film.",
        "In seven months or so, I'll be on the job market.",
        "Something is going to happen on Monday.",
        "Newspapers predicted that Lind would win Sunday's Molde caucus.",
        "The bank sees core earnings returning to growth from 2025.",
        "The six-month sentence handed down in the case goes on to rankle far beyond the town.",
        "It is plain after Thursday's vote that the port is going to have to change.",
        "Maybe in ten years, we would go back and laugh.",
        "The island vowed it would never yield, calling Monday's drills a “stern warning” to it.",
        "The party spoke following Monday crisis talks in Molde.",
        "Guards said they chose to tighten checks following Friday's attack.",
        "The party won the seat in the December election.",
        "Tonga was among the first countries to ring in the New Year on Wednesday.",
    ],
)
def test_nothing_of_these_is_ahead(text: str, parse: Parse) -> None:
    assert read(parse, text)[1] == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "Prosecutors could hope for a turn in the March 6 trial of the pilot Ole Berg.",
            "trial of",
        ),
        (
            (
                "The plan has the delay of a rise in the town's fish tax to 10 percent from "
                "8 percent planned for next April."
            ),
            "rise in the town's fish tax",
        ),
        (
            "He spoke in Bergen, which is among six towns holding council elections on March 7.",
            "six towns to hold council elections",
        ),
        (
            "The fee was fast-tracked to head off a harbour ballot initiative in November.",
            "harbour ballot initiative",
        ),
        (
            (
                "If the rules are upheld by the appeals court, whose decision is expected in June, "
                "the mills will close."
            ),
            "decision of appeals court",
        ),
        (
            "The group hopes to have the papers by the end of March and to finish in April.",
            "papers",
        ),
        (
            "The site that serves the lock is shutting down next month.",
            "site that|site to shut down",
        ),
        ("The lamp will be available in early March.", "lamp is available"),
        (
            (
                "The council will decide by March 8 instead of March 1 whether to clear the "
                "20 million euro ($22 million) deal."
            ),
            "clear the 20 million euro deal",
        ),
        (
            "His main hurdle to winning the Bergen primary on April 19 will be money.",
            "Bergen primary",
        ),
        (
            "Some try to stop her becoming the nominee at the party's convention in July.",
            "convention",
        ),
        (
            "Traders will watch the release later in the day of the bank's survey.",
            "survey",
        ),
        ('The firm will present the boldly named "Fjord Edition" of its lamp on Friday.', "Fjord"),
        ("Friday is the deadline for bids.", "bids"),
        ("The deadline to announce directors is coming up next month.", "announce directors"),
        ("The firm will halt operations from Thursday.", "halt operations"),
        ("Her scheduled release date is March 2, three months early.", "release date"),
        ("Delegates will choose the nominee at the July convention.", "choose the nominee"),
        ("Holm will hold Tuesday's rally in Molde.", "hold rally in Molde"),
        ("Polls show Lind leading in Bergen and Molde, which vote on Tuesday.", "Bergen and Molde"),
        (
            "The house will vote next week on a law on fish labels, set to take effect on Friday.",
            "law",
        ),
    ],
)
def test_a_label_says_what_it_is(text: str, what: str, parse: Parse) -> None:
    shown = [d.what for d in read(parse, text)[1]]
    assert any(w in each for w in what.split("|") for each in shown), shown


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "They came at the suggestion of Elin Holm, who is scheduled to sign the lease Friday.",
            "Elin Holm",
        ),
        ("Elin Holm runs the mill. Holm must hand in the plan by Friday.", "Elin Holm"),
        ("Elin Holm spoke to Per Lind. She will open the mill on Friday.", "Elin Holm"),
        (
            "From March, anyone who wants to sell fish will need a permit.",
            "anyone who wants to sell fish",
        ),
        ("The bank owes a fee if the sale does not close by March 18.", "bank"),
        (
            "A meeting has been called for April for officials from a dozen ports to confer.",
            "officials",
        ),
    ],
)
def test_who_must_act_is_named_in_full(text: str, who: str, parse: Parse) -> None:
    named = [d.who for d in read(parse, text)[1]]
    assert any(n is not None and n.startswith(who) for n in named), named


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The debate is on Friday, just 10 days before voting begins.", ["02-05", "01-26"]),
        ("Gunmen struck on Wednesday. It came a day before talks to be held in Oslo.", ["01-25"]),
        ("Gunmen struck on Monday. It came a day before a meeting in Oslo.", []),
        ("The notice triggered a 30-day window in which lawmakers can object.", ["02-23"]),
        ("Polls close at 8 p.m. Oslo time (0000 GMT Thursday) on Wednesday.", ["01-24"]),
    ],
)
def test_counted_days_add_up_or_are_none(text: str, days: list[str], parse: Parse) -> None:
    read_days = {brief_deadline(d)[0] for d in read(parse, text)[1]}
    assert read_days == set(days)


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        (
            "She takes office after the Nov. 8 presidential election.",
            date(2016, 2, 1),
            "2016-11-08",
        ),
        ("He will speak of the Nov. 5 election.", date(2024, 1, 24), "2024-11-05"),
    ],
)
def test_a_poll_is_in_the_year_that_has_its_weekday(
    text: str, day: date, expected: str, parse: Parse
) -> None:
    assert expected in {d.when.isoformat() for d in read(parse, text, day)[1]}


def test_a_ruling_is_nobody_who_must_act(parse: Parse) -> None:
    text = "The court ruling is expected to dominate a meeting at the end of March in Oslo."
    assert [d.who for d in read(parse, text)[1]] == [None]


def test_a_meeting_that_was_to_have_been_is_on_the_day_it_would_have_been(parse: Parse) -> None:
    text = "A working group, which was to have met in Bergen on Friday, has been called off."
    assert [t.start for t in read(parse, text)[0]] == [date(2024, 1, 26)]


def test_a_vote_is_nobodys_task(parse: Parse) -> None:
    text = "The front-runner was in Molde ahead of its March 7 primary."
    assert [(d.kind, d.who) for d in read(parse, text)[1]] == [("vote", None)]


def test_minutes_of_a_meeting_do_not_move_it_into_next_year(parse: Parse) -> None:
    text = "The bank is split, minutes from its board's March 15-16 policy meeting suggest."
    assert read(parse, text, date(2024, 4, 6))[1] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rules apply from Monday.", ("01-29", "01-29", "start")),
        ("Holm will run for mayor in March.", ("03-01", "03-31", "event")),
        ("An appeal is slated to be heard in March.", ("03-01", "03-31", "event")),
        ("The guards are due to issue a statement at 2 p.m.", ("01-24", "01-24", "event")),
        ("Statements are due at 5.30 p.m. CET (4.30 p.m. GMT).", ("01-24", "01-24", "event")),
        (
            "The firm has made Elin Holm its head of sales, effective Feb. 6, 2024.",
            ("02-06", "02-06", "start"),
        ),
        ("A round will be held in Oslo in the second half of March.", ("03-16", "03-31", "event")),
        ("June 10, 2024 is the payment date for the dividend.", ("06-10", "06-10", "event")),
        (
            "Work must end before the winter timetable begins on 26 March.",
            ("03-26", "03-26", "start"),
        ),
    ],
)
def test_kinds_of_these(text: str, expected: tuple[str, str, str], parse: Parse) -> None:
    assert [brief_deadline(d) for d in read(parse, text)[1]] == [expected]


def test_a_poll_that_has_been_is_not_ahead(parse: Parse) -> None:
    assert read(parse, "The Nov. 8 vote shook the party.", date(2017, 1, 10))[1] == []


def test_a_thing_that_moves_to_a_place_has_moved_from_no_day(parse: Parse) -> None:
    text = "The race moves on Friday to Molde, where Lind hopes to lead ahead of a final in July."
    assert all(d.moved_from is None for d in read(parse, text)[1])
