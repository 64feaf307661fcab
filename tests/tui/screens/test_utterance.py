"""What several articles report is one row, which leads to all of their reports."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from bench.filling import put_in
from briefing.annotations.reader_state import VISIT, ReaderState
from tests.tui.support.drive import (
    SMALL,
    bar,
    make_app,
    press,
    rows,
    rows_text,
    running,
    screen_text,
    text_of,
)
from tests.tui.support.library import HandDesk, MemoryLibrary
from tests.tui.support.making import NOW, Report, taken_in
from tests.tui.support.reported import EARLY, LATE, report, reports
from tui.app.app import BriefApp
from tui.screens.article import ArticleScreen
from tui.screens.speaker import SpeakerScreen
from tui.screens.utterance import UtteranceScreen
from tui.widgets.arrangement import Divider


def _app(made: list[Report] | None = None) -> BriefApp:
    given = reports() if made is None else made
    return make_app(desk=HandDesk(MemoryLibrary(m.entry for m in given)))


async def test_reports_of_one_utterance_are_one_row_with_its_sources() -> None:
    async with running(_app()) as (app, pilot):
        await press(pilot, "enter")
        assert "Statements, 2 in 5 reports" in screen_text(app)
        assert rows(app).position == (1, 2)
        assert "outlets" not in text_of(app, "#evidence")
        await press(pilot, "j")
        shown = text_of(app, "#evidence")
        assert "4 reports, 3 outlets, 2 independent: The Tide, The Gull, The Beacon" in " ".join(
            shown.split()
        )
        assert f"Quoted differently: “{LATE}”; “{EARLY}”" in " ".join(shown.split())
        assert "(3 outlets) !" in rows_text(app)


async def test_where_there_is_room_the_row_says_how_many_are_independent() -> None:
    async with running(_app(), (180, 40)) as (app, pilot):
        await press(pilot, "enter")
        assert "(3 outlets, 2 independent) !" in rows_text(app)


async def test_enter_lists_the_reports_under_the_words_that_they_give() -> None:
    async with running(_app()) as (app, pilot):
        await press(pilot, "enter", "j", "enter")
        assert isinstance(app.screen, UtteranceScreen)
        assert "Ines Varga, lock master" in text_of(app, "#facts")
        assert [i.label if isinstance(i, Divider) else i.article.id for i in rows(app).items] == [
            f"“{LATE}” (2)", "c", "d", f"“{EARLY}” (2)", "a", "b",
        ]  # fmt: skip
        await press(pilot, "j", "j", "enter")
        assert isinstance(app.screen, ArticleScreen)
        assert "Q quote" in bar(app, "status")
        assert bar(app, "header").endswith("Lock in a")
        await press(pilot, "escape")
        assert rows(app).selected.article.id == "a"
        await press(pilot, "escape")
        assert isinstance(app.screen, SpeakerScreen)
        assert rows(app).position == (2, 2)


async def test_enter_on_what_one_article_reports_opens_it() -> None:
    async with running(_app()) as (app, pilot):
        await press(pilot, "enter", "enter")
        assert isinstance(app.screen, ArticleScreen)
        assert bar(app, "header").endswith("Lock in e")


async def test_an_article_that_repeats_itself_is_no_other_wording() -> None:
    made = Report(
        "f", date(2024, 3, 14), "The Gull", "Twice", f"“{EARLY},” she said. “{LATE},” so."
    )
    made.says("Ines Varga", f"{EARLY},").says("Ines Varga", f"{LATE},")
    async with running(_app([made])) as (app, pilot):
        await press(pilot, "enter")
        assert "(2 reports)" in rows_text(app)
        assert "Quoted differently" not in screen_text(app)


async def test_a_filter_looks_in_every_report_and_several_outlets_are_a_group() -> None:
    async with running(_app()) as (app, pilot):
        await press(pilot, "enter", "slash", *"beacon", "enter")
        assert [len(statement.statements) for statement in rows(app).shown] == [4]
        await press(pilot, "escape", "g", "o")
        assert [i.label for i in rows(app).items if isinstance(i, Divider)] == [
            "The Gull (1)",
            "Several outlets (1)",
        ]
        await press(pilot, "g", "n", "s", "s", "s")
        assert "most told of first" in bar(app, "status")
        assert [len(statement.statements) for statement in rows(app).shown] == [4, 1]


async def test_m_marks_every_report_and_u_is_about_all_their_articles() -> None:
    library = MemoryLibrary(m.entry for m in reports())
    async with running(make_app(desk=HandDesk(library)), SMALL) as (app, pilot):
        await press(pilot, "enter", "j")
        assert "▌•Wed 13 Mar" in screen_text(app)
        await press(pilot, "m")
        marked = {mark.article_id for mark in ReaderState(library).bookmarks()}
        assert marked == {"a", "b", "c", "d"}
        assert all(mark.kind == "quote" for mark in ReaderState(library).bookmarks())
        assert "▌*Wed 13 Mar" in screen_text(app)
        await press(pilot, "m", "u")
        assert "Read: 4 articles" in bar(app, "status")
        assert "▌•Wed 13 Mar" not in screen_text(app)
        assert len(ReaderState(library).bookmarks()) == 0


async def test_y_copies_the_newest_report_and_w_watches_the_speaker() -> None:
    async with running(_app()) as (app, pilot):
        await press(pilot, "enter", "j", "y")
        assert app.clipboard.startswith(f"“{LATE},” – Ines Varga")
        await press(pilot, "w")
        assert "Watched for: Ines Varga" in bar(app, "status")
        assert "speaker Ines Varga" in text_of(app, "#evidence")


async def test_one_report_is_corrected_not_the_row_of_all() -> None:
    async with running(_app()) as (app, pilot):
        await press(pilot, "enter", "j", "x")
        assert "open it, and correct one of them" in bar(app, "status")
        await press(pilot, "enter", "G", "x", "n")
        assert [s.article.id for s in rows(app).shown] == ["c", "d", "a"]
        assert "3 reports, 2 outlets" in text_of(app, "#facts")
        await press(pilot, "escape")
        assert "Statements, 2 in 4 reports" in screen_text(app)


async def test_when_no_report_is_left_the_screen_says_so() -> None:
    twice = [report("a", 12, "The Gull", EARLY), report("b", 12, "The Beacon", EARLY)]
    async with running(_app(twice)) as (app, pilot):
        await press(pilot, "enter", "enter", "x", "n", "x", "n")
        assert isinstance(app.screen, UtteranceScreen)
        assert "No article reports this any more." in screen_text(app)
        await press(pilot, "y", "enter", "x", "escape")
        assert isinstance(app.screen, SpeakerScreen)


@pytest.mark.parametrize("keys", [("enter", "j"), ("enter", "j", "enter")])
async def test_the_export_holds_every_report_shown(
    keys: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with running(_app()) as (_, pilot):
        await press(pilot, *keys, "slash", *"lower", "enter", "e", "c")
        (table,) = tmp_path.glob("**/*quotes*.csv")
        with table.open(encoding="utf-8") as lines:
            contents = [row["content"].rstrip(",") for row in csv.DictReader(lines)]
        assert sorted(contents) == [EARLY, EARLY, LATE, LATE]


async def test_rows_beyond_the_newest_are_joined_as_well() -> None:
    first = date(2024, 3, 14) - timedelta(days=1)
    made = [
        Report(
            f"n{n}", first, "The Gull", f"N{n}", f"“Gate {n} of weir {n} is shut,” she said."
        ).says("Ines Varga", f"Gate {n} of weir {n} is shut,")
        for n in range(400)
    ]
    old = [report(name, 11, f"Paper {name}", EARLY) for name in "abc"]
    async with running(_app([*made, *old])) as (app, pilot):
        await press(pilot, "enter", "G")
        assert len(rows(app).rows[-1].statements) == 3


async def test_a_new_report_joins_its_row_and_leaves_the_cursor_on_it() -> None:
    given = reports()
    library = MemoryLibrary(m.entry for m in given)
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        await press(pilot, "enter", "j")
        put_in(library, [report("f", 14, "The Weir", LATE).entry])
        app.reload()
        await press(pilot, "n")
        assert rows(app).selected.newest.article.id == "f"
        assert len(rows(app).selected.statements) == 5


def _disputed() -> list[Report]:
    """Words that two outlets give to Varga, and one to Reyes."""
    mine = [report("a", 12, "The Gull", EARLY), report("b", 13, "The Beacon", EARLY)]
    return [*mine, report("c", 13, "The Mole", EARLY, "Paul Reyes")]


async def test_words_given_to_another_speaker_stand_beside_them() -> None:
    async with running(_app(_disputed())) as (app, pilot):
        await press(pilot, "slash", *"varga", "enter", "enter")
        assert "(2 outlets) !" in rows_text(app)
        shown = " ".join(text_of(app, "#evidence").split())
        assert "Others give these words to Paul Reyes (The Mole)" in shown
        assert shown.index("Lock in b") < shown.index("Lock in c") < shown.index("Lock in a")
        await press(pilot, "enter")
        assert isinstance(app.screen, UtteranceScreen)
        assert [i.label if isinstance(i, Divider) else i.article.id for i in rows(app).items] == [
            "Ines Varga (2)", "b", "a", "Given to others (1)", "c",
        ]  # fmt: skip
        assert "Paul Reyes: “the lower" in screen_text(app)
        await press(pilot, "G", "enter")
        assert bar(app, "header").endswith("Lock in c")


async def test_one_report_of_words_given_to_another_leads_to_the_list() -> None:
    async with running(_app(_disputed())) as (app, pilot):
        await press(pilot, "slash", *"reyes", "enter", "enter")
        assert isinstance(app.screen, SpeakerScreen)
        await press(pilot, "m")
        assert "Marked; M lists it" in bar(app, "status")
        await press(pilot, "enter")
        assert isinstance(app.screen, UtteranceScreen)
        assert "Others give these words to Ines Varga (The Beacon, The Gull)" in " ".join(
            text_of(app, "#facts").split()
        )


async def test_what_is_said_at_a_talk_is_a_row_an_utterance() -> None:
    def reporting(name: str, outlet: str) -> Report:
        text = f"They met in Porto. “{EARLY},” Varga said there."
        made = Report(name, date(2024, 3, 13), outlet, f"Met {name}", text)
        made.says("Ines Varga", f"{EARLY},")
        return made.talk("They met in Porto", "lock talks", "held", place="Porto",
                         start=date(2024, 3, 13), parties=("Norland",))  # fmt: skip

    async with running(_app([reporting("a", "The Gull"), reporting("b", "The Tide")])) as (
        app,
        pilot,
    ):
        await press(pilot, "2", "enter", "G")
        assert "Said there (1)" in screen_text(app)
        assert "2 reports, 2 outlets: The Gull, The Tide" in text_of(app, "#evidence")
        await press(pilot, "enter")
        assert isinstance(app.screen, UtteranceScreen)
        assert len(rows(app).rows) == 2


async def test_what_is_new_is_a_row_an_utterance() -> None:
    kept = MemoryLibrary(taken_in(made, 1) for made in reports())
    kept.set_state(VISIT, NOW.isoformat())
    async with running(make_app(desk=HandDesk(kept))) as (app, pilot):
        await press(pilot, "N")
        assert "New statements (2)" in screen_text(app)
        await press(pilot, "G")
        assert "3 outlets, 2 independent" in text_of(app, "#evidence")
        await press(pilot, "enter")
        assert isinstance(app.screen, UtteranceScreen)


async def test_what_a_watch_finds_is_a_row_an_utterance() -> None:
    async with running(_app()) as (app, pilot):
        await press(pilot, "w", "W", "enter")
        assert "5 findings, 5 new" in text_of(app, "#facts")
        assert "Statements (2)" in screen_text(app)
        assert "New statements" not in screen_text(app)
        await press(pilot, "G", "enter")
        assert isinstance(app.screen, UtteranceScreen)
