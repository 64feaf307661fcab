"""A talk in depth: its rounds, what sources differ in, what was said there."""

from __future__ import annotations

from datetime import date

from tests.tui.support.drive import (
    app_over,
    bar,
    labels,
    make_app,
    press,
    rows,
    running,
    screen_text,
    text_of,
)
from tests.tui.support.library import HandDesk, MemoryLibrary
from tests.tui.support.making import Report
from tui.screens.article import ArticleScreen


def _rounds() -> list[Report]:
    first = Report("r1", date(2024, 3, 4), "The Weir", "One", "They met in Lisbon.").talk(
        "They met in Lisbon", "water talks", "held", place="Lisbon",
        start=date(2024, 3, 4), parties=("Norland", "Sudria"), number=1,
    )  # fmt: skip
    second = Report("r2", date(2024, 3, 11), "The Weir", "Two", "They will meet in Porto.").talk(
        "They will meet in Porto", "water talks", "planned", place="Porto",
        start=date(2024, 3, 16), parties=("Norland", "Sudria"), number=2,
    )  # fmt: skip
    return [first, second]


async def test_rounds_stand_in_line_and_n_and_p_go_along_them() -> None:
    library = MemoryLibrary(m.entry for m in _rounds())
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        await press(pilot, "2", "enter")
        facts = text_of(app, "#facts")
        assert "Rounds     Mon  4  Lisbon  held\n           › Sat 16  Porto   planned" in facts
        assert bar(app, "header").endswith("Porto, Sat 16")
        await press(pilot, "n")
        assert "There is no later round" in bar(app, "status")
        await press(pilot, "p")
        assert bar(app, "header").endswith("Lisbon, Mon 4")
        assert "Rounds   › Mon  4  Lisbon  held\n             Sat 16" in text_of(app, "#facts")
        assert "They met in Lisbon" in text_of(app, "#evidence")
        await press(pilot, "p")
        assert "There is no earlier round" in bar(app, "status")


async def test_a_talk_without_rounds_has_no_keys_for_them() -> None:
    library = MemoryLibrary([_rounds()[0].entry])
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        await press(pilot, "2", "enter")
        assert "Rounds" not in text_of(app, "#facts")
        assert "round" not in bar(app, "keys")
        await press(pilot, "n", "p")
        assert bar(app, "status") == "1/1"


def _two_places() -> list[Report]:
    """One meeting, of which two outlets on one day give another place each."""
    return [
        Report(name, date(2024, 3, 14), outlet, f"Talks in {place}", f"They will meet in {place}.")
        .talk(f"meet in {place}", "water talks", "planned", place=place,
              start=date(2024, 3, 17), parties=("Norland", "Sudria"))
        for name, outlet, place in (("a", "The Weir", "Porto"), ("b", "The Quay", "Lisbon"))
    ]  # fmt: skip


async def test_a_talk_names_its_sources_and_what_they_differ_in() -> None:
    async with running(app_over(_two_places())) as (app, pilot):
        await press(pilot, "2")
        assert "Porto: Norland, Sudria (planned) !" in screen_text(app)
        await press(pilot, "enter")
        facts = " ".join(text_of(app, "#facts").split())
        assert "Sources 2 outlets" in facts
        assert "Differ place: Porto (The Weir); Lisbon (The Quay)" in facts


async def test_what_was_said_at_a_talk_stands_under_its_mentions() -> None:
    async with running() as (app, pilot):
        await press(pilot, "2", "home", "enter")
        assert labels(app) == ["Mentions (2)", "Said there (2)"]
        await press(pilot, "j", "j")
        assert bar(app, "status") == "3/4"
        assert "Ilse Marenko, foreign minister of Norland" in text_of(app, "#evidence")
        assert "said, direct quote" in text_of(app, "#evidence")
        assert "“Nobody here wants a dry summer,” said" in text_of(app, "#evidence")
        await press(pilot, "enter")
        assert isinstance(app.screen, ArticleScreen)
        assert "Q quote: Ilse Marenko" in bar(app, "status")
        await press(pilot, "escape")
        assert rows(app).position == (3, 4)
        await press(pilot, "slash", *"sluices", "enter")
        assert labels(app) == ["Said there (1)"]


async def test_a_talk_at_which_nothing_was_said_has_no_such_section() -> None:
    async with running() as (app, pilot):
        await press(pilot, "2", "j", "enter")
        assert labels(app) == []


async def test_the_statements_are_those_of_the_round_that_is_shown() -> None:
    said = _rounds()
    spoken = Report(
        "r1", date(2024, 3, 4), "The Weir", "One", "They met in Lisbon. Norland said it was over."
    )
    spoken.talks += said[0].talks
    spoken.says("Norland", "it was over", "indirect", how="body")
    library = MemoryLibrary(m.entry for m in (spoken, said[1]))
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        await press(pilot, "2", "enter")
        assert labels(app) == []
        await press(pilot, "p")
        assert labels(app) == ["Mentions (1)", "Said there (1)"]
        await press(pilot, "n")
        assert labels(app) == []


async def test_the_facts_take_as_many_lines_as_they_need_at_any_width() -> None:
    async with running() as (app, pilot):
        await press(pilot, "2", "j", "enter")
        facts = app.screen.query_one("#facts")
        for size in ((120, 40), (60, 40), (80, 24)):
            await pilot.resize_terminal(*size)
            await press(pilot, "j")
            assert facts.size.height == min(len(facts.lines), size[1] // 3)  # type: ignore[attr-defined]
