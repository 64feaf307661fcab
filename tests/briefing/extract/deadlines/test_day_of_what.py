"""What a coming day is of: days of pictures kept, of yesterday and of the weather are of nothing,
and each of two days in a sentence has its own place, object and subject (Wednesday 2024-01-24)."""

from __future__ import annotations

import pytest

from tests.briefing.extract.reading import Parse, read


@pytest.mark.parametrize(
    "text",
    [
        # the year of the weekday is another one
        "A ferryman mends his nets at the pier in Molde on Tuesday, February 4.",
        "Visitors dance in the main square of Lima, Saturday March 5.",
        # over when it was told
        "Polls have closed in Molde, where both parties are holding primaries on Tuesday.",
        "Ahead of Tuesday's vote, officials had estimated that few would take part in it.",
        "Ida Moen pushed the town to mend the pier during her visit to the port on Tuesday.",
        "The council did pass a measure to repair the pier in February.",
        "Ida Moen was speaking just hours before the Easter weekend.",
        # how something is
        "That compares to forecasts of 25 percent for March.",
        "In one month, there are 30 ferries in 31 days.",
        "There is no chance that he can do so until March 7.",
        # the weather
        "The coast of Norway could get a late snow storm on Saturday night.",
        "A front will bring heavy rain to the coast starting Friday afternoon.",
        "Traffic would probably come to a halt on Friday.",
        # the day of what nobody plans
        "Berg is to be tried in the circuit court for the death of Arne Lind in April.",
        # what others look for
        "The crown fell on expectations the central bank will raise rates as soon as next month.",
        "The strike is a blow to the town's hopes of sending a team to the regatta in May.",
        "The figures support the outlook for a rate hike in March or May.",
        "He missed the cup, which would have seen him play Arne Lind in Lima on March 9.",
        # what is so, for whom and how
        "Here are five islands worth sailing to in May.",
        "Molde and Lima are two of the three ports at the fair in May.",
        "The traps are emptied June through October by the staff.",
        "The state has granted money to hire cooks and pay them this summer.",
        "The remarks come on the eve of the fish season in May.",
        # nobody could tell what
        "That will be followed by Orkla on Friday.",
        "The law needs approval, something the council hopes to do by March.",
        "Arne Lind aims to win a seat and then hope for a better March.",
    ],
)
def test_such_a_day_is_of_nothing_to_come(text: str, parse: Parse) -> None:
    assert read(parse, text)[1] == []


@pytest.mark.parametrize(
    ("text", "what", "who"),
    [
        # what the clause over a participle tells of
        (
            "Ida Moen expects to file lawsuits covering 25 more ferries next week.",
            "Ida Moen to file lawsuits covering 25 more ferries",
            "Ida Moen",
        ),
        # whom a pronoun under a verb of saying means
        (
            "The union spoke. The fish ministry has said it will hold off on a ban until May 18.",
            "fish ministry to hold off on a ban",
            "fish ministry",
        ),
        # what is handed on is what is done to
        (
            "Arne Lind sent the decree to the head of the council to be debated next week.",
            "decree to be debated",
            "decree",
        ),
        # a speech gives nobody a term
        (
            "Ida Moen plans to give a speech on Tuesday to win the skippers over.",
            "Ida Moen to give a speech to win the skippers over",
            "Ida Moen",
        ),
        # what is hoped is to be done
        (
            "By Sunday afternoon, the airlines hope to be back to a full schedule.",
            "be back to a full schedule",
            "airlines",
        ),
        # words that belong to no day stay, those that belong to one go
        (
            "Orkla will sell its 2025 Alpina estate later this year.",
            "Orkla to sell its 2025 Alpina estate",
            "Orkla",
        ),
        (
            "The firm plans to cut hours over its New Year holiday in February.",
            "firm to cut hours over its New Year holiday",
            "firm",
        ),
        (
            "The firm expects to stop the leak in late February or March.",
            "firm to stop the leak",
            "firm",
        ),
        (
            "The council urged skippers to stay in port starting on Friday.",
            "skippers stay in port",
            "skippers",
        ),
        (
            '"We will review our policy at our next session on March 3," Arne Lind said.',
            "Arne Lind to review policy at next session",
            "Arne Lind",
        ),
        # what stands behind a day is not joined to it
        (
            "Construction is set to begin in March and completion is expected later.",
            "Construction begins",
            None,
        ),
        # all who are given a term
        (
            "The agencies gave Molde and Lima until the end of March to sign a new pact.",
            "sign a new pact",
            "Molde and Lima",
        ),
        # whoever is bound for it
        (
            "Arne Lind is listed among the skippers bound for the games in Lima starting on May 5.",
            "games in Lima start",
            None,
        ),
        (
            "Ida Moen is campaigning for the first contest on May 1 in Molde.",
            "first contest in Molde",
            None,
        ),
        # nobody does there what is done now
        (
            "Markets are pricing in a rise of a quarter at the May gathering.",
            "gathering",
            None,
        ),
        # a participle behind its noun
        (
            "The country prepares for the congress, set for early February for the first time.",
            "congress for the first time",
            "congress",
        ),
        # what is held whoever does not speak at it
        (
            "Arne Lind will not resign in a speech to supporters scheduled for later on Wednesday.",
            "speech",
            None,
        ),
    ],
)
def test_a_day_is_of_what_its_clause_says(
    text: str, what: str, who: str | None, parse: Parse
) -> None:
    (due,) = read(parse, text)[1]

    assert due.what == what
    assert due.who is None if who is None else due.who and who in due.who


def test_each_day_has_its_own_place(parse: Parse) -> None:
    text = "The next contests will be on March 5 in Norway and on March 9 in Chile."

    shown = [(d.when.day, d.what) for d in read(parse, text)[1]]

    assert shown == [(5, "next contests are in Norway"), (9, "next contests are in Chile")]


def test_what_is_due_at_the_end_of_a_month_is_due(parse: Parse) -> None:
    (due,) = read(parse, "The yard has loans which are due at the end of the month.")[1]

    assert due.kind == "due"


def test_what_is_hoped_is_tentative_and_a_sale_that_closes_expires_not(parse: Parse) -> None:
    (hoped,) = read(parse, "Ida Moen hopes to win the seat next week.")[1]
    (sale,) = read(parse, "Orkla plans to close the sale in May.")[1]

    assert (hoped.tentative, sale.tentative) == (True, False)
    assert sale.kind == "event"
