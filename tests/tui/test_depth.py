"""Speaker and talk in depth: positions over time, rounds before and after, who differs."""

from __future__ import annotations

from datetime import date

from tests.tui.drive import bar, make_app, press, rows, running, text_of
from tests.tui.support import HandDesk, Made, MemoryLibrary


def _rounds() -> list[Made]:
    first = Made("r1", date(2024, 3, 4), "The Weir", "One", "They met in Lisbon.").talk(
        "They met in Lisbon", "water talks", "held", place="Lisbon",
        start=date(2024, 3, 4), parties=("Norland", "Sudria"), number=1,
    )  # fmt: skip
    second = Made("r2", date(2024, 3, 11), "The Weir", "Two", "They will meet in Porto.").talk(
        "They will meet in Porto", "water talks", "planned", place="Porto",
        start=date(2024, 3, 16), parties=("Norland", "Sudria"), number=2,
    )  # fmt: skip
    return [first, second]


async def test_rounds_stand_in_line_and_n_and_p_go_along_them() -> None:
    library = MemoryLibrary(m.entry for m in _rounds())
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        await press(pilot, "2", "enter")
        facts = text_of(app, "#facts")
        assert "Rounds   Lisbon Mon 4 (held) › Porto Sat 16 (planned)" in facts
        assert bar(app, "header").endswith("Porto, Sat 16")
        await press(pilot, "n")
        assert "There is no later round" in bar(app, "status")
        await press(pilot, "p")
        assert bar(app, "header").endswith("Lisbon, Mon 4")
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


async def test_a_talk_names_its_sources_and_what_they_differ_in() -> None:
    async with running() as (app, pilot):
        await press(pilot, "2", "j", "enter")
        facts = " ".join(text_of(app, "#facts").split())
        assert "Sources 3 outlets" in facts
        assert "Differ day: Sun 17 March 2024 (The Weir, Inland Gazette)" in facts
        assert "Sat 16 March 2024 (Harbour Courier)" in facts


async def test_a_change_of_position_is_put_side_by_side() -> None:
    said = [
        Made("a", date(2024, 3, 4), "O", "A", "Ada Pell said Norland would join the river pact.")
        .says("Ada Pell", "Norland would join the river pact", "indirect"),
        Made("b", date(2024, 3, 13), "O", "B", "Pell said Norland would not join the river pact.")
        .says("Ada Pell", "Norland would not join the river pact", "indirect"),
    ]  # fmt: skip
    library = MemoryLibrary(m.entry for m in said)
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        await press(pilot, "enter")
        facts = text_of(app, "#facts")
        assert "possible change on" in facts
        assert "first   Mon  4 Mar  Norland would join" in facts
        assert "latest  Wed 13 Mar  Norland would not join" in facts
        assert len(rows(app).rows) == 2


async def test_the_facts_take_as_many_lines_as_they_need_at_any_width() -> None:
    async with running() as (app, pilot):
        await press(pilot, "2", "j", "enter")
        facts = app.screen.query_one("#facts")
        for size in ((120, 40), (60, 40), (80, 24)):
            await pilot.resize_terminal(*size)
            await press(pilot, "j")
            assert facts.size.height == min(len(facts.lines), size[1] // 3)  # type: ignore[attr-defined]
