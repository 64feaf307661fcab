"""A speaker in depth: topics, positions over time, to whom something was said."""

from __future__ import annotations

from datetime import date

from tests.tui.support.drive import (
    app_over,
    bar,
    labels,
    make_app,
    press,
    resize,
    rows,
    running,
    text_of,
)
from tests.tui.support.library import HandDesk, MemoryLibrary
from tests.tui.support.making import Report
from tui.app.app import BriefApp


def _speaks() -> list[Report]:
    """Ada Pell, thrice on the river pact, once on the tunnel fund."""
    reports = [
        ("a", 4, "The Weir", "the river pact helps every mill", "reporters"),
        ("b", 6, "The Quay", "the tunnel fund is empty", None),
        ("c", 8, "The Weir", "the river pact stands", "Reporters"),
        ("d", 13, "The Quay", "the river pact is all Norland has", "the assembly"),
    ]
    return [
        Report(
            name, date(2024, 3, day), outlet, name, f"Ada Pell told {to or 'all'} that {words}."
        ).says("Ada Pell", words, "indirect", cue="told", to=to)
        for name, day, outlet, words, to in reports
    ]


def _contents(app: BriefApp) -> list[str]:
    return [statement.newest.quote.content for statement in rows(app).shown]


async def test_a_change_of_position_is_put_side_by_side() -> None:
    statements = [
        Report("a", date(2024, 3, 4), "O", "A", "Ada Pell said Norland would join the river pact.")
        .says("Ada Pell", "Norland would join the river pact", "indirect"),
        Report("b", date(2024, 3, 13), "O", "B", "Pell said Norland would not join the river pact.")
        .says("Ada Pell", "Norland would not join the river pact", "indirect"),
    ]  # fmt: skip
    library = MemoryLibrary(m.entry for m in statements)
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        await press(pilot, "enter")
        facts = text_of(app, "#facts")
        assert "possible change on" in facts
        assert "first   Mon  4 Mar  Norland would join" in facts
        assert "latest  Wed 13 Mar  Norland would not join" in facts
        assert len(rows(app).rows) == 2


async def test_statements_group_by_topic_newest_first_and_others_last() -> None:
    async with running(app_over(_speaks())) as (app, pilot):
        await press(pilot, "enter", "G", "g", "t")
        assert bar(app, "status").startswith("Grouped by topic")
        assert labels(app) == ["river pact (3)", "Other (1)"]
        assert _contents(app) == [
            "the river pact is all Norland has",
            "the river pact stands",
            "the river pact helps every mill",
            "the tunnel fund is empty",
        ]
        assert rows(app).selected.newest.quote.content == "the river pact helps every mill"
        await press(pilot, "g", "n")
        assert labels(app) == []


async def test_statements_group_by_to_whom() -> None:
    async with running(app_over(_speaks())) as (app, pilot):
        await press(pilot, "enter", "g", "w")
        assert bar(app, "status").startswith("Grouped by to whom")
        assert labels(app) == ["the assembly (1)", "Reporters (2)", "To whom is not said (1)"]
        assert "told, in the article's words, to the assembly" in text_of(app, "#evidence")
        await press(pilot, "slash", *"reporters", "enter")
        assert labels(app) == ["Reporters (2)"]


async def test_first_and_latest_are_those_of_the_topic_of_the_selected_row() -> None:
    more = Report("e", date(2024, 3, 2), "The Quay", "e", "Ada Pell said the tunnel fund is full.")
    statements = [*_speaks(), more.says("Ada Pell", "the tunnel fund is full", "indirect")]
    async with running(app_over(statements)) as (app, pilot):
        await press(pilot, "enter")
        facts = text_of(app, "#facts")
        assert "on river pact (3 statements)" in facts
        assert "first   Mon  4 Mar  the river pact helps" in facts
        assert "latest  Wed 13 Mar  the river pact is all" in facts
        await press(pilot, "j", "j")
        facts = text_of(app, "#facts")
        assert "on tunnel fund (2 statements)" in facts
        assert "first   Sat  2 Mar  the tunnel fund is full" in facts
        assert "latest  Wed  6 Mar  the tunnel fund is empty" in facts


async def test_a_row_on_no_topic_says_so_beside_the_topic_that_matters_most() -> None:
    async with running(app_over(_speaks())) as (app, pilot):
        await press(pilot, "enter", "j", "j")
        assert "on river pact (3 statements), which this row is not on" in text_of(app, "#facts")


async def test_the_topic_says_whether_the_row_is_on_it_also_where_a_position_changed() -> None:
    statements = [
        Report("a", date(2024, 3, 4), "O", "A", "Ada Pell said Norland would join the river pact.")
        .says("Ada Pell", "Norland would join the river pact", "indirect"),
        Report("b", date(2024, 3, 6), "O", "B", "Pell said the tunnel is wet.")
        .says("Ada Pell", "the tunnel is wet", "indirect"),
        Report("c", date(2024, 3, 13), "O", "C", "Pell said Norland would not join the river pact.")
        .says("Ada Pell", "Norland would not join the river pact", "indirect"),
    ]  # fmt: skip
    async with running(app_over(statements)) as (app, pilot):
        await press(pilot, "enter")
        for key, on in (("k", True), ("j", False), ("j", True)):
            await press(pilot, key)
            assert ("which this row is not on" not in text_of(app, "#facts")) is on


async def test_first_and_latest_stand_side_by_side_where_there_is_room() -> None:
    async with running(app_over(_speaks())) as (app, pilot):
        await press(pilot, "enter")
        (line,) = (li for li in text_of(app, "#facts").splitlines() if "first" in li)
        assert "latest" in line
        await resize(pilot, 80, 24)
        await press(pilot, "j")
        first, latest = text_of(app, "#facts").splitlines()[-2:]
        assert first.strip().startswith("first")
        assert latest.strip().startswith("latest")


def said_by_pell(name: str, day: int, words: str) -> Report:
    report = Report(name, date(2024, 3, day), "The Quay", name, f"Pell said {words}.")
    return report.says("Ada Pell", words, "indirect")


async def test_all_statements_get_their_topics_however_many_there_are() -> None:
    statements = [
        said_by_pell(f"n{number}", 1 + number % 14, f"sluice {number} leaks")
        for number in range(410)
    ]
    statements += [
        said_by_pell(f"old{number}", 1, f"canals {number} are late") for number in (1, 2)
    ]
    async with running(app_over(statements)) as (app, pilot):
        await press(pilot, "enter", "g", "t")
        assert labels(app) == ["sluice (410)", "canals (2)"]
