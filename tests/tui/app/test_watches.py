"""Rows that are watched for carry a sign, say why, and are counted in the header."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import pytest

from bench.filling import put_in
from briefing.model import Entry
from briefing.watches.store import Watches
from briefing.watches.watch import Watch
from tests.tui.support.drive import SMALL, bar, make_app, press, rows, running, screen_text, text_of
from tests.tui.support.library import HandDesk, MemoryLibrary
from tests.tui.support.world import entries, preview
from tui.app.app import BriefApp
from tui.settings.config import Config
from tui.widgets.row_signs import WATCHED, WATCHED_NEW, watch_sign

NORLAND = Watch("norland", parties=("Norland",))
OKONJO = Watch("okonjo", speakers=("Okonjo",))


def library(*watches: Watch, given: list[Entry] | None = None) -> MemoryLibrary:
    made = MemoryLibrary(entries() if given is None else given)
    for watch in watches:
        Watches(made).put(watch)
    return made


def signs(app: BriefApp) -> str:
    """The signs of all rows of the list in focus, ``.`` for none."""
    shown = rows(app)
    lines = [
        watch_sign(shown, shown.finding_of(row)) if shown.WATCHED else None for row in shown.shown
    ]
    return "".join(sign[0][0].replace(" ", ".") if sign else "-" for sign in lines)


async def test_without_watches_there_is_neither_column_nor_count() -> None:
    async with running() as (app, _):
        assert set(signs(app)) == {"-"}
        assert "watched" not in bar(app, "header")
        assert "watched" not in screen_text(app)


async def test_the_header_counts_what_is_watched_for_and_what_of_it_is_new() -> None:
    made = library(NORLAND, OKONJO)
    watches = Watches(made)
    async with running(make_app(desk=HandDesk(made))) as (app, _):
        briefing = app.session.briefing
        assert briefing is not None
        total = app.session.watch_hits.total
        assert bar(app, "header").endswith(f"ahead · {total} watched ({total} new)")
    watches.look_out(watches.find("norland"), briefing)
    async with running(make_app(desk=HandDesk(made))) as (app, _):
        assert bar(app, "header").endswith(f"ahead · {total} watched (2 new)")
    watches.look_out(watches.find("okonjo"), briefing)
    async with running(make_app(desk=HandDesk(made))) as (app, _):
        assert bar(app, "header").endswith(f"ahead · {total} watched")


async def test_rows_of_all_panes_carry_a_sign_and_say_why() -> None:
    async with running(make_app(desk=HandDesk(library(NORLAND, OKONJO)))) as (app, pilot):
        names = [row.name for row in rows(app).rows]
        assert signs(app).index(WATCHED_NEW) == names.index("Tomas Okonjo")
        assert signs(app).count(WATCHED_NEW) == 1
        assert "watched: speaker Okonjo" in text_of(app, "#evidence")
        assert f"{WATCHED_NEW} Tomas Okonjo" in screen_text(app)
        await press(pilot, "j")
        assert "watched:" not in text_of(app, "#evidence")
        await press(pilot, "2")
        watched = [row for row in rows(app).rows if "Norland" in row.parties]
        assert signs(app).count(WATCHED_NEW) == len(watched) > 0
        await press(pilot, "3")
        assert signs(app).count(WATCHED_NEW) == 1


async def test_lists_below_the_panes_carry_the_sign_too() -> None:
    async with running(make_app(desk=HandDesk(library(NORLAND, OKONJO)))) as (app, pilot):
        await press(pilot, "enter")
        assert signs(app) == "WW"
        assert "watched: speaker Okonjo" in text_of(app, "#facts")
        await press(pilot, "escape", "2", "j", "enter")
        assert "watched: party Norland" in text_of(app, "#facts")
        await press(pilot, "escape", "S", *"okonjo", "enter")
        assert signs(app).startswith("WW")
        await press(pilot, "escape", "c")
        assert WATCHED_NEW in signs(app)
        await press(pilot, "escape", "a")
        assert set(signs(app)) == {"-"}


async def test_what_was_looked_at_keeps_its_sign_but_is_not_new() -> None:
    async with running(make_app(desk=HandDesk(library(OKONJO)))) as (app, pilot):
        assert "2 watched (2 new)" in bar(app, "header")
        await press(pilot, "W", "enter")
        assert "2 findings, 2 new" in text_of(app, "#facts")
        await press(pilot, "escape", "escape")
        assert bar(app, "header").endswith("2 watched")
        assert signs(app).count(WATCHED) == 1
        assert WATCHED_NEW not in signs(app)


async def test_setting_and_ending_a_watch_shows_at_once() -> None:
    async with running() as (app, pilot):
        await press(pilot, "w")
        assert "2 watched (2 new)" in bar(app, "header")
        assert WATCHED_NEW in signs(app)
        await press(pilot, "w")
        assert "watched" not in bar(app, "header")
        assert set(signs(app)) == {"-"}
        await press(pilot, "w", "W", "d", "escape")
        assert "watched" not in bar(app, "header")


async def test_a_new_article_is_looked_through_when_it_comes_in() -> None:
    late = preview().entry
    given = [e for e in entries() if e.article.id != late.article.id]
    made = library(OKONJO, given=given)
    async with running(make_app(desk=HandDesk(made))) as (app, pilot):
        assert "1 watched (1 new)" in bar(app, "header")
        put_in(made, [late])
        app.reload()
        await press(pilot, "j")
        assert "2 watched (2 new)" in bar(app, "header")


async def test_a_hit_is_marked_and_the_search_itself_can_be_watched() -> None:
    made = library()
    async with running(make_app(desk=HandDesk(made))) as (app, pilot):
        await press(pilot, "S", *"speaker:okonjo", "enter", "w", "1")
        assert "Watched for: speaker:okonjo" in bar(app, "status")
        assert Watches(made).own()[0].searches == ("speaker:okonjo",)
        assert set(signs(app)) == {WATCHED_NEW}


@pytest.mark.parametrize("size", [SMALL, (60, 20)])
async def test_the_sign_takes_no_more_than_its_column(size: tuple[int, int]) -> None:
    async with running(make_app(desk=HandDesk(library(OKONJO))), size) as (app, pilot):
        await press(pilot, "3")
        assert all(len(line) <= size[0] for line in screen_text(app).splitlines())
        assert bar(app, "header").endswith("2 watched (2 new)")


async def test_help_tells_what_the_sign_means() -> None:
    async with running() as (app, pilot):
        await press(pilot, "question_mark", "G")
        assert "you watch for it" in text_of(app, "#help")


async def test_news_of_a_round_is_handed_to_the_commands_of_watches(tmp_path: Path) -> None:
    out = tmp_path / "out"
    keep = "import sys; open(sys.argv[1], 'a').write(sys.stdin.read())"
    made = MemoryLibrary(entries())
    config = Config(
        watches={
            "okonjo": Watch(
                "okonjo", speakers=("Okonjo",), on_match=(sys.executable, "-c", keep, str(out))
            ),
            "norland": Watch("norland", parties=("Norland",), on_match=("false",)),
        }
    )
    async with running(make_app(desk=HandDesk(made), config=config)) as (app, pilot):
        for _ in range(2):
            await asyncio.to_thread(app.watches.hand_over)
        await pilot.pause()
        messages = [text for text, *_ in app.messages.kept]
    items = [json.loads(line) for line in out.read_text().splitlines()]
    assert {each["watch"] for each in items} == {"okonjo"}
    lines = [each["line"] for each in items]
    assert len(set(lines)) == len(lines) > 0
    assert all("Okonjo: " in line for line in lines)
    assert any("watch norland: false: ended with status 1. It is run again" in s for s in messages)
