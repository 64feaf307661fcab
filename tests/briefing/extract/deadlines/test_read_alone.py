"""Labels that can be read without their article: no strange verb, no wrong doer (2024-01-24)."""

from __future__ import annotations

import pytest

from tests.briefing.extract.reading import Parse, read


@pytest.mark.parametrize(
    ("text", "what", "who"),
    [
        # "it" is one thing, and the subject before rather than the last noun
        (
            (
                "The ferry bill bars the port from contracts with firms that sell tickets. It is "
                "set to take effect on March 23."
            ),
            "ferry bill takes effect",
            None,
        ),
        # "he" is no campaign
        (
            "Bo Lind's campaign announced he would skip the annual fair in Molde on Friday.",
            "Bo Lind to skip the annual fair in Molde",
            "Bo Lind",
        ),
        # of the verbs over a quoted "we" the one that is somebody else's
        (
            '"I insisted that we publish the report on Friday," Ana Lind wrote.',
            "Ana Lind to publish the report",
            "Ana Lind",
        ),
        # the verb of another subject
        (
            "Bets on a rate rise at the March 26-27 policy meeting edged up to 60 percent.",
            "policy meeting",
            None,
        ),
        # what is done to the noun
        (
            (
                "Bo Vik, who is drafting the port committee's proposals for cheaper ferries to be "
                "published next week, said he was busy."
            ),
            "port committee's proposals for cheaper ferries to be published",
            "port committee",
        ),
        # of the nouns before "which" the one that can do it
        (
            (
                "A poll of fishermen in Norway, which holds a vote on quotas on Saturday, showed a "
                "wide lead."
            ),
            "Norway holds a vote on quotas",
            "Norway",
        ),
        # who says that "it" hopes is who hopes
        (
            "Nordvik Corp has a plant. The company said it hopes to be profitable by October.",
            "company to be profitable",
            "company",
        ),
        # a night that is what is spent
        (
            "The group said that 40 people would spend Saturday night at a camp on the tracks.",
            "40 people spend Saturday night at a camp on the tracks",
            "40 people",
        ),
    ],
)
def test_a_label_is_read_alone(parse: Parse, text: str, what: str, who: str | None) -> None:
    rows = read(parse, text)[1]
    assert [(d.what, d.who) for d in rows] == [(what, who)]


@pytest.mark.parametrize(
    "text",
    [
        # time that somebody gains, which binds nobody
        "The truce begins on Friday, giving the rebels three weeks to take the port.",
        "Norway believes that will only give the rebels three weeks to take the port.",
        # a day of last month after "could"
        "Starting on Dec. 20, you could listen to the story of the sailor.",
        # what was expected of a month that has just passed
        "In November, the museum said it planned to open in December.",
    ],
)
def test_nobody_is_bound(parse: Parse, text: str) -> None:
    rows = read(parse, text)[1]
    assert [d for d in rows if d.kind != "start" or "truce" not in d.what] == []


def test_a_court_binds(parse: Parse) -> None:
    text = "The ruling gives the Molde lab three weeks to appeal."
    assert [d.who for d in read(parse, text)[1]] == ["Molde lab"]


@pytest.mark.parametrize(
    ("text", "what", "kind", "days"),
    [
        ("The town imposed a night curfew through Friday.", "night curfew ends", "expiry", "26-26"),
        (
            "The ministry issued a travel warning until Sunday.",
            "travel warning ends",
            "expiry",
            "28-28",
        ),
        (
            "County officials issued a storm warning from Sunday to Tuesday.",
            "storm warning",
            "event",
            "28-30",
        ),
        # a vote begins, and no proposals do
        (
            "The board is expected to vote on proposals starting next week.",
            "board to vote on proposals",
            "vote",
            "29-04",
        ),
    ],
)
def test_what_holds_or_begins(parse: Parse, text: str, what: str, kind: str, days: str) -> None:
    rows = read(parse, text)[1]
    assert [(d.what, d.kind, f"{d.when:%d}-{d.end:%d}") for d in rows] == [(what, kind, days)]


@pytest.mark.parametrize(
    "text",
    [
        "The town had imposed a night curfew until last Friday.",
        "The town did not impose a curfew until Friday.",
        "The town issued a warning on Friday.",
    ],
)
def test_no_measure_is_in_force(parse: Parse, text: str) -> None:
    assert [d for d in read(parse, text)[1] if "curfew" in d.what or "warning" in d.what] == []
