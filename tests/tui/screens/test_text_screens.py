"""Help, messages and the bars: what they say, and the way out."""

from __future__ import annotations

from tests.tui.support.drive import bar, press, running, text_of
from tui.screens.desk import DeskScreen
from tui.screens.help import HelpScreen
from tui.screens.messages import MessagesScreen


async def test_help_lists_the_keys_of_the_screen_it_was_asked_on() -> None:
    async with running() as (app, pilot):
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpScreen)
        text = text_of(app, "#help")
        assert "Keys of Desk" in text
        assert "Tab                     The next pane  [desk.next_pane]" in text
        assert "j Down                  One row down  [list.down]" in text
        assert "article.next" not in text
        await press(pilot, "question_mark", "escape")
        assert isinstance(app.screen, DeskScreen)
        await press(pilot, "a", "enter", "question_mark")
        assert "To the next finding  [article.next]" in text_of(app, "#help")


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
        assert "Nothing has been said yet." in text_of(app, "#messages")
        await press(pilot, "escape")
        app.messages.say("first")
        app.messages.say("it broke. Do this", "warn")
        await press(pilot, "exclamation_mark", "exclamation_mark")
        lines = text_of(app, "#messages").splitlines()
        assert [line.strip() for line in lines[2:]] == ["Error: it broke. Do this", "first"]
        await press(pilot, "escape")
        assert isinstance(app.screen, DeskScreen)


async def test_q_quits_from_everywhere() -> None:
    for keys in ((), ("enter",), ("enter", "enter"), ("a",), ("question_mark",)):
        async with running() as (app, pilot):
            await press(pilot, *keys)
            await pilot.press("q")
        assert app.return_code == 0
