"""Days in a sentence on which nobody has anything to meet (Wednesday 2024-01-24)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.briefing.extract.reading import Parse, read


@pytest.mark.parametrize(
    "text",
    [
        # habits, advice, how it is nowadays
        "Barley in the valley is typically sown in mid-March.",
        "Always try to book the ferry on a Tuesday or Thursday, said Holm.",
        "The loss of the boat is a blow that still leaves her angry today.",
        "Try the herring at the harbour market this weekend.",
        "Firms should start preparing for floods today, the analysts wrote.",
        "The tea is said to keep sleepers awake and reduce hunger throughout the day.",
        "Today, tenants must prove three times that they looked for work.",
        "Readers can also sign up for the paper by the month.",
        "The harbour guards remain on light duty Wednesday, officials said.",
        "She has little faith in the power of today's reading, Holm said.",
        # how often, each year, a case that is supposed, instructions
        "Managers are already in five days a week, while clerks will follow later.",
        "Of course, as is the case each and every year on Easter, people tend to like deals.",
        "These drivers do the same tasks, except they work on the weekend and receive lower pay.",
        "If one analyst catches the pilot so much as sneezing tomorrow, I would stay away.",
        "“You have 19 seconds to stop the truck,” the driver said.",
        "Lind would leave before him, but always stop by his office to exchange notes for the day.",
        "In a new case study out Wednesday, they detail how the man fell ill.",
        "A second goal capped a comeback to lift the Islanders over the Mill Tuesday night.",
        "Prosecutors decided to reopen the case in May after he was hauled out of the embassy.",
        # weather
        "Storms will be more widespread over the fjords on Saturday.",
        "The brunt of the storm will occur on Friday.",
        "The low will bring snow into the town by Friday.",
        # denied or doubted
        "The firm is not expected to unveil a plan on Friday.",
        "Such clarity appears unlikely on Friday.",
        # what has been, whatever the calendar says
        "Holm pleaded guilty to threatening to kill the mayor in March, prosecutors said.",
        "Holm was due to be released from the jail in September after serving her term.",
        "The council canceled a rise in ferry tariffs planned for Oct. 15.",
        "The mayor, who said he chose the town today because it votes, looked tired.",
        "Guards of both ports took part in a rescue exercise off Molde on Wednesday.",
        "He was ready to free her as part of this month's prisoner swap with Tonga.",
        # days that nobody names, words that only sound like days
        "The regatta is less than two months away.",
        "Fewer than 90 days are left before the vote.",
        "At the end of the day somebody has to win the race.",
        "This chatter may not predict what will happen at the polls today.",
        "The warning was widened northward Wednesday afternoon to Molde.",
        "Holm is under fire for failing to deliver on his vow that Norland would leave on Oct. 31.",
        "Now consider what we know about Lind's visit to Oslo on Monday. It was unscheduled.",
        # nobody and nothing in particular
        "She predicted that things would change next week.",
        "The pill had a strong effect within two days, Holm wrote.",
    ],
)
def test_nothing_of_these_is_ahead(text: str, parse: Parse) -> None:
    assert read(parse, text)[1] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The exit from the fish pact will not become official until March 1.", "2024-03-01"),
        ("Sign the petition by Friday.", "2024-01-26"),
        ("She met her rival in the Nov. 5 election, who spoke for an hour.", "2024-11-05"),
        ("The firm will stop drilling new wells by the end of March.", "2024-03-31"),
        ("The board last month set a January 24 deadline for the mill to report.", "2024-01-24"),
        ("Holm predicted that the council would sign the lease on Friday.", "2024-01-26"),
        ("The ultimatum runs out at 6 p.m. on Wednesday.", "2024-01-24"),  # the same day
    ],
)
def test_these_stay_ahead(text: str, expected: str, parse: Parse) -> None:
    assert [d.when.isoformat() for d in read(parse, text)[1]] == [expected]


def test_until_a_day_at_the_earliest_is_no_day(parse: Parse) -> None:
    text = "The mill will not reopen until March at the earliest."
    assert read(parse, text)[1] == []


def test_a_year_that_begins_is_no_day_of_its_own(parse: Parse) -> None:
    text = "The state will begin fiscal year 2025 on Monday with a budget in place."
    found = read(parse, text, date(2024, 6, 27))[1]
    assert [(d.when, d.what) for d in found] == [
        (date(2024, 7, 1), "state to begin fiscal year 2025 with a budget in place")
    ]
