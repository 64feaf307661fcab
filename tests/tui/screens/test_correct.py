"""Correcting findings from the panes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.tui.support.drive import bar, make_app, press, rows, running, screen_text, text_of
from tests.tui.support.library import HandDesk, MemoryLibrary
from tests.tui.support.world import entries
from tui.app.app import BriefApp
from tui.screens.article import ArticleScreen
from tui.screens.corrections import CorrectionsScreen
from tui.widgets.article_view import ArticleView
from tui.widgets.deadlines import marks_of

OKONJO = ("enter",)
CLEAR = tuple(["end"] + ["backspace"] * 40)


def _app() -> BriefApp:
    return make_app(desk=HandDesk(MemoryLibrary(entries())))


async def test_a_wrong_speaker_is_set_right_and_the_statement_goes_to_the_right_one() -> None:
    async with running(_app()) as (app, pilot):
        await press(pilot, *OKONJO, "x", "s", *CLEAR, *"Adela Brunn", "enter")
        line = bar(app, "status")
        assert line.startswith("Corrected: speaker Adela Brunn (was Okonjo) (X lists corrections)")
        await press(pilot, "escape")
        names = [row.name for row in rows(app).rows]
        assert "Adela Brunn" in names
        assert "Tomas Okonjo" in names
        brunn = next(row for row in rows(app).rows if row.name == "Adela Brunn")
        assert brunn.statements[0].quote.corrected


async def test_what_is_no_quote_is_gone_until_it_is_taken_back() -> None:
    async with running(_app()) as (app, pilot):
        await press(pilot, "j", "j", "j", "x", "n")
        assert "Renske Dallow" not in [row.name for row in rows(app).rows]
        await press(pilot, "X")
        assert isinstance(app.screen, CorrectionsScreen)
        assert "no quote  We have waited long enough," in screen_text(app)
        assert "1 correction" in text_of(app, "#facts")
        await press(pilot, "d")
        assert "Taken back" in bar(app, "status")
        assert "Nothing has been corrected." in screen_text(app)
        await press(pilot, "d", "escape")
        assert "Renske Dallow" in [row.name for row in rows(app).rows]


async def test_a_row_of_several_findings_is_opened_first() -> None:
    async with running(_app()) as (app, pilot):
        await press(pilot, "x")
        assert "Correct this row; open it to correct one account" in screen_text(app)
        await press(pilot, "escape", "2", "j", "x")
        assert "Correct this row; open it to correct one account" in screen_text(app)
        await press(pilot, "escape", "a", "x")
        assert "There is no quote, talk or deadline here" in bar(app, "status")


async def test_the_day_of_a_talk_moves_it_in_both_panes() -> None:
    async with running(_app()) as (app, pilot):
        await press(pilot, "2")
        assert rows(app).selected.place == "Bergen"
        await press(pilot, "x", "d", *CLEAR, *"2024-03-20", "enter")
        assert "day 2024-03-20 (was 2024-03-14); also the deadline" in bar(app, "status")
        moved = next(row for row in rows(app).rows if row.place == "Bergen")
        assert moved.start == date(2024, 3, 20)
        await press(pilot, "3")
        due = next(row for row in rows(app).rows if "Bergen" in row.what)
        assert due.when == date(2024, 3, 20)
        assert "corrected" in marks_of(due)


async def test_status_and_place_of_talks_and_who_of_deadlines() -> None:
    async with running(_app()) as (app, pilot):
        await press(pilot, "2", "x", "t", "c")
        assert "It is as it was found" in bar(app, "status")
        await press(pilot, "x", "t", "h")
        assert "status held (was cancelled)" in bar(app, "status")
        await press(pilot, "x", "p", *CLEAR, *"Oslo", "enter")
        assert rows(app).selected.place == "Oslo"
        assert "corrected" in text_of(app, "#evidence")
        await press(pilot, "x", "u")
        assert "Taken back" in bar(app, "status")
        assert "Bergen" in [row.place for row in rows(app).rows]
        await press(pilot, "3", "x", "w", *CLEAR, *"Blue Line", "enter")
        assert rows(app).selected.who == "Blue Line"


async def test_a_name_that_was_begun_is_completed_by_a_key() -> None:
    async with running(_app()) as (app, pilot):
        await press(pilot, *OKONJO, "x", "s", *CLEAR, *"dal")
        assert "Tab: Renske Dallow" in bar(app, "question")
        await press(pilot, "tab", "enter")
        assert "Corrected: speaker Renske Dallow (was Okonjo)" in bar(app, "status")


async def test_parties_and_labels_are_set_right_and_taken_back() -> None:
    async with running(_app()) as (app, pilot):
        await press(pilot, "2", "x", "m", *CLEAR, *"Norland; sud", "tab", "enter")
        assert rows(app).selected.parties == ("Norland", "Sudria")
        await press(pilot, "x", "l", *CLEAR, *"wage talks", "enter")
        assert rows(app).selected.what == "wage talks"
        await press(pilot, "x", "l", *CLEAR, "enter")
        assert "what: is missing" in bar(app, "status")
        await press(pilot, "x", "u")
        assert rows(app).selected.what != "wage talks"
        await press(pilot, "3", "x", "l", *CLEAR, *"crews meet", "enter")
        assert rows(app).selected.what == "crews meet"


async def test_a_value_that_cannot_be_is_refused_and_nothing_changes() -> None:
    async with running(_app()) as (app, pilot):
        await press(pilot, "2", "x", "d", *CLEAR, *"soon", "enter")
        assert "day 'soon': is no day of the calendar" in bar(app, "status")
        await press(pilot, "X")
        assert "Nothing has been corrected." in screen_text(app)


@pytest.mark.parametrize("keys", [("escape",), ("s", "escape"), ("s", "enter"), ("q",)])
async def test_a_correction_can_be_left_without_a_change(keys: tuple[str, ...]) -> None:
    async with running(_app()) as (app, pilot):
        await press(pilot, *OKONJO, "x", *keys, "X")
        assert "Nothing has been corrected." in screen_text(app)


async def test_an_article_is_corrected_at_its_finding_and_stays_where_it_is() -> None:
    async with running(_app(), (80, 12)) as (app, pilot):
        await press(pilot, "a", "j", "enter", "x")
        assert "Go to a finding first" in bar(app, "status")
        await press(pilot, *"nnnn")
        view = app.screen.query_one(ArticleView)
        chosen, top = view.selected, view.top
        assert chosen is not None
        await press(pilot, "x", "r", *CLEAR, *"envoy", "enter")
        now = view.selected
        assert now is not None
        assert (now.spans, view.top) == (chosen.spans, top)
        assert now.label.endswith("envoy (corrected)")


async def test_a_correction_leads_to_its_words() -> None:
    async with running(_app()) as (app, pilot):
        await press(pilot, *OKONJO, "x", "r", *"envoy", "enter", "X", "enter")
        assert isinstance(app.screen, ArticleScreen)
        assert "Q quote: Okonjo, envoy (corrected)" in bar(app, "status")


async def test_corrections_of_an_article_that_is_gone_say_so() -> None:
    library = MemoryLibrary(entries())
    async with running(make_app(desk=HandDesk(library))) as (app, pilot):
        await press(pilot, "j", "j", "j", "x", "n")
        library.remove(["ferry-strike"])
        await press(pilot, "X")
        assert "The article is no longer in the library." in text_of(app, "#evidence")
        await press(pilot, "enter")
        assert "no longer in the library" in bar(app, "status")
        await press(pilot, "m", "u", "x", "w")
        assert isinstance(app.screen, CorrectionsScreen)


async def test_corrections_are_exported_as_test_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with running(_app()) as (app, pilot):
        await press(pilot, "X", "e")
        assert "nothing to export" in bar(app, "status")
        await press(
            pilot,
            "escape",
            "j",
            "j",
            "j",
            "x",
            "n",
            "home",
            "j",
            "j",
            "x",
            "s",
            *CLEAR,
            *"Crew",
            "enter",
        )
        await press(pilot, "X", "e")
        assert "Written: " in bar(app, "status")
    (line,) = (tmp_path / "brief-corrections.jsonl").read_text().splitlines()
    made = json.loads(line)
    assert made["id"] == "ferry-strike"
    assert [q["content"] for q in made["wrong"]["quotes"]] == ["We have waited long enough,"]
    assert [q["speaker"] for q in made["expected"]["quotes"]] == ["Crew"]


async def test_two_rows_are_joined_and_parted_again() -> None:
    async with running(_app()) as (app, pilot):
        await press(pilot, "2")
        before = len(rows(app).rows)
        await press(pilot, "x", "j")
        assert "Now press x and j on the row that is one with this one" in bar(app, "status")
        await press(pilot, "j", "x", "j")
        assert "one with the talk in another account" in bar(app, "status")
        assert len(rows(app).rows) == before - 1
        await press(pilot, "X", "d")
        assert "Taken back" in bar(app, "status")
        await press(pilot, "escape")
        assert len(rows(app).rows) == before


async def test_an_account_is_split_off_its_row() -> None:
    async with running(_app()) as (app, pilot):
        await press(pilot, "2")
        before = len(rows(app).rows)
        joined = next(n for n, row in enumerate(rows(app).rows) if len(row.mentions) > 1)
        await press(pilot, "g" if joined == 0 else "G", *["k"] * (before - 1 - joined), "enter")
        await press(pilot, "x", "a")
        assert "not one with the talk in another account" in bar(app, "status")
        await press(pilot, "escape")
        assert len(rows(app).rows) == before + 1


async def test_a_row_joined_with_itself_stays_as_it_is() -> None:
    async with running(_app()) as (app, pilot):
        await press(pilot, "2", "x", "j", "x", "j")
        assert "nothing is joined" in bar(app, "status")
