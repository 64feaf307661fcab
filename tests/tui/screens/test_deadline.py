"""A deadline in depth: the days and the states on which sources differ."""

from __future__ import annotations

from datetime import date

import pytest

from tests.tui.support.drive import (
    SMALL,
    WIDE,
    app_over,
    bar,
    labels,
    press,
    rows,
    rows_text,
    running,
    screen_text,
    text_of,
)
from tests.tui.support.making import Report
from tui.screens.article import ArticleScreen
from tui.screens.deadline import DeadlineScreen
from tui.widgets.arrangement import Divider


def _votes() -> list[Report]:
    """A vote on Friday in two articles, on Saturday in a third; and one that may be off."""
    reports = [("a", 12, "The Weir", "Friday", 22), ("b", 13, "The Quay", "Friday", 22)]
    reports.append(("c", 13, "The Mole", "Saturday", 23))
    votes = [
        Report(key, date(2024, 3, day), outlet, f"Vote {key}", f"Tunnel vote is on {name}.")
        .due(f"on {name}", "vote on the tunnel fund", date(2024, 3, due), "vote")
        for key, day, outlet, name, due in reports
    ]  # fmt: skip
    for key, day, off in (("d", 12, True), ("e", 13, False)):
        fair = Report(
            key,
            date(2024, 3, day),
            f"Paper {key}",
            f"Fair {key}",
            "The boat fair is on 30 March.",
        )
        votes.append(fair.due("30 March", "the boat fair", date(2024, 3, 30), cancelled=off))
    return votes


async def test_days_that_sources_differ_on_stand_beside_each_other() -> None:
    async with running(app_over(_votes())) as (app, pilot):
        await press(pilot, "3")
        assert "vote on the tunnel fund !" in screen_text(app)
        shown = text_of(app, "#evidence")
        assert "Others give another day: Sat 23 Mar (The Mole)" in shown
        assert shown.index("Vote b") < shown.index("Vote c") < shown.index("Vote a")
        await press(pilot, "enter")
        assert isinstance(app.screen, DeadlineScreen)
        assert "2 mentions, 2 outlets" in text_of(app, "#facts")
        assert "Others give another day: Sat 23 Mar (The Mole)" in text_of(app, "#facts")
        assert [i.label if isinstance(i, Divider) else i.article.id for i in rows(app).items] == [
            "This day (2)", "b", "a", "Another day (1)", "c",
        ]  # fmt: skip
        assert "Sat 23 Mar" in screen_text(app)
        await press(pilot, "G", "enter")
        assert isinstance(app.screen, ArticleScreen)
        assert bar(app, "header").endswith("Vote c")


async def test_a_day_that_others_dispute_opens_the_list_even_of_one_mention() -> None:
    async with running(app_over(_votes())) as (app, pilot):
        await press(pilot, "3", "j", "enter")
        assert isinstance(app.screen, DeadlineScreen)
        assert "mention" not in text_of(app, "#facts")
        assert labels(app) == ["This day (1)", "Another day (2)"]
        await press(pilot, "slash", *"weir", "enter")
        assert labels(app) == ["Another day (1)"]


async def test_sources_that_differ_on_whether_it_stands_are_named() -> None:
    async with running(app_over(_votes())) as (app, pilot):
        await press(pilot, "3", "G")
        evidence = " ".join(text_of(app, "#evidence").split())
        assert "Sources differ on status: cancelled (Paper d); goes ahead (Paper e)" in evidence
        await press(pilot, "enter")
        assert "cancelled, Sat 30 Mar" in screen_text(app)


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_titles_of_few_mentions_are_not_cut(size: tuple[int, int]) -> None:
    title = "Tunnel fund goes to a vote that nobody in the harbour had expected before summer"
    made = [
        Report(key, date(2024, 3, 12), outlet, f"{title}, {key}", "Tunnel vote is on Friday.").due(
            "on Friday", "vote on the tunnel fund", date(2024, 3, 22), "vote"
        )
        for key, outlet in (("one", "The Weir"), ("two", "The Quay"))
    ]
    async with running(app_over(made), size) as (app, pilot):
        await press(pilot, "3", "enter")
        shown = rows_text(app)
        assert shown.count("Fri 22 Mar") == 2
        whole = " ".join(shown.replace("Fri 22 Mar", " ").split())
        assert f"{title}, one" in whole
        assert f"{title}, two" in whole
