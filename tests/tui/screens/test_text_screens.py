"""Help, messages and the bars: what they say, and the way out."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from tests.tui.support.drive import (
    SMALL,
    bar,
    make_app,
    press,
    resize,
    running,
    screen_text,
    text_of,
)
from tests.tui.support.making import DAY
from tests.tui.support.world import entries
from tui.app import messages
from tui.screens.desk import DeskScreen
from tui.screens.help import HelpScreen
from tui.screens.messages import MessagesScreen


async def test_help_lists_the_keys_of_the_screen_it_was_asked_on() -> None:
    async with running() as (app, pilot):
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpScreen)
        text = text_of(app, "#help")
        assert bar(app, "header").split()[-3:] == ["Keys", "of", "Desk"]
        assert text.splitlines()[0].split() == ["Desk"]  # not what stands above it already
        assert "Tab                     The next pane  [desk.next_pane]" in text
        assert "j Down                  One row down  [list.down]" in text
        assert "article.next" not in text
        await press(pilot, "question_mark", "escape")
        assert isinstance(app.screen, DeskScreen)
        await press(pilot, "a", "enter", "question_mark")
        assert "To the next finding  [article.next]" in text_of(app, "#help")


async def test_help_is_grouped_by_what_keys_are_for() -> None:
    async with running() as (app, pilot):
        await press(pilot, "a", "question_mark")
        lines = [line.strip() for line in text_of(app, "#help").splitlines()]
        headings = [
            line
            for before, line in pairwise(["", *lines])
            if not before and line and "[" not in line
        ]
        assert headings[:6] == [
            "Articles",
            "Rows",
            "What is selected",
            "Other screens",
            "Days",
            "brief",
        ]
        assert headings[6] == "Signs and words"
        assert (
            lines.index("Articles")
            < lines.index(
                "U                       Only unread articles, or all of them  [articles.unread]"
            )
            < lines.index("Rows")
        )


async def test_help_is_searched_and_its_letters_run_nothing() -> None:
    async with running() as (app, pilot):
        await press(pilot, "question_mark", *"xewomuySaNcI")
        assert isinstance(app.screen, HelpScreen)
        assert len(app.screen_stack) == 2
        assert not app.messages.kept
        await press(pilot, "slash", *"day before")
        text = text_of(app, "#help")
        assert "The day before  [app.day_before]" in text
        assert "One row down" not in text
        assert "Signs and words" not in text
        await press(pilot, *"zzz")
        assert "No key has these words; Esc shows all again." in text_of(app, "#help")
        await press(pilot, "enter", "escape")
        assert "One row down" in text_of(app, "#help")
        await press(pilot, "q")
        assert isinstance(app.screen, DeskScreen)
        assert not app.tasks.leaving


async def test_messages_and_errors_leave_the_status_line_and_stay_in_the_list(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(messages, "SAID_SECONDS", 0.01)
    monkeypatch.setattr(messages, "ERROR_SECONDS", 0.02)
    async with running() as (app, pilot):
        for role in ("", "warn"):
            app.messages.say(f"it was said {role}", role)
            while app.tasks.status != ("", ""):
                await pilot.pause(0.01)
            assert bar(app, "status") == "1/8"
        assert [text for text, _ in app.messages.kept] == ["it was said ", "it was said warn"]


async def test_the_header_of_the_desk_fits_80_columns() -> None:
    app = make_app(entries(sample=True), as_of=DAY)
    async with running(app, SMALL) as (app, pilot):
        assert "Thu 14 Mar 2024 · samples" in bar(app, "header")
        await press(pilot, "I")
        shown = screen_text(app).splitlines()[0]
        assert "· known then · samples" in shown
        assert "ahead" in shown
        assert "  · " not in shown  # no dot that parts nothing
        await resize(pilot, 160, 40)
        assert "Thu 14 March 2024 · the day asked for · as known then · sample articles" in bar(
            app, "header"
        )


async def test_the_keys_at_the_bottom_are_those_of_the_screen() -> None:
    async with running() as (app, pilot):
        assert bar(app, "keys").split() == (
            "Enter open Tab pane / filter s sort g group ? help q quit".split()
        )
        await press(pilot, "enter")
        assert "Esc back" in bar(app, "keys")
        await press(pilot, "enter")
        assert "n next finding" in bar(app, "keys")


async def test_messages_can_be_read_again() -> None:
    async with running() as (app, pilot):
        await press(pilot, "exclamation_mark")
        assert isinstance(app.screen, MessagesScreen)
        assert "No messages yet." in text_of(app, "#messages")
        await press(pilot, "escape")
        app.messages.say("first")
        app.messages.say("it broke. Do this", "warn")
        await press(pilot, "exclamation_mark", "exclamation_mark")
        lines = text_of(app, "#messages").splitlines()
        assert [line.strip() for line in lines[2:]] == ["Error: it broke. Do this", "first"]
        await press(pilot, "escape")
        assert isinstance(app.screen, DeskScreen)


async def test_q_quits_from_everywhere() -> None:
    for keys in ((), ("enter",), ("enter", "enter"), ("a",), ("exclamation_mark",)):
        async with running() as (app, pilot):
            await press(pilot, *keys)
            await pilot.press("q")
        assert app.return_code == 0


async def test_help_has_two_columns_where_they_have_room() -> None:
    async with running(size=(200, 60)) as (app, pilot):
        await press(pilot, "question_mark")
        lines = text_of(app, "#help").splitlines()
        assert any(len(re.findall(r"\[\w+\.\w+\]", line)) > 1 for line in lines)
        assert len(lines) < app.size.height
        one_below_the_other = {word for line in lines for word in line.split()}
        await resize(pilot, *SMALL)
        lines = text_of(app, "#help").splitlines()
        assert not any(len(re.findall(r"\[\w+\.\w+\]", line)) > 1 for line in lines)
        assert {word for line in lines for word in line.split()} == one_below_the_other
