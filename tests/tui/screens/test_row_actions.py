"""Copying citations, following links, stepping through the days."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.tui.support.drive import bar, make_app, press, rows, running, text_of
from tests.tui.support.library import HandDesk, MemoryLibrary
from tests.tui.support.making import DAY, Report
from tui.screens.desk import DeskScreen
from tui.screens.link import LinkScreen
from tui.terminal import browser, clipboard


@pytest.mark.parametrize(
    ("keys", "start"),
    [
        ((), "“We will sign when the water flows,” – Okonjo. The Weir, Thu 14 March 2024. https"),
        (("enter",), "“We will sign when the water flows,” – Okonjo. The Weir, Thu 14 March"),
        (("enter", "enter"), "“We will sign when the water flows,” – Okonjo. The Weir, Thu 14"),
        (("2",), "“A meeting of both sides in Bergen, planned for today, was called off”. Harb"),
        (("2", "enter"), "“A meeting of both sides in Bergen, planned for today, was called off”"),
        (("3", "j", "enter"), "“until Friday noon to answer its demands”. Harbour Courier, Thu 14"),
        (("a",), "Ferry crews give the line until Friday. Harbour Courier, Thu 14 March 2024. ht"),
        (("a", "enter"), "Ferry crews give the line until Friday. Harbour Courier, Thu 14 March"),
    ],
)
async def test_y_copies_a_citation_and_says_where_to(keys: tuple[str, ...], start: str) -> None:
    async with running() as (app, pilot):
        await press(pilot, *keys, "y")
        assert app.clipboard.startswith(start)
        assert "https://example.org/" in app.clipboard
        assert "sent to the terminal's clipboard (OSC 52)" in bar(app, "status")


async def test_y_with_nothing_to_copy_says_so() -> None:
    async with running(make_app([])) as (app, pilot):
        await press(pilot, "y")
        assert "There is nothing here to copy" in bar(app, "status")
        await press(pilot, "o")
        assert "There is no link here" in bar(app, "status")


@pytest.mark.parametrize("keys", [(), ("2",), ("3", "enter"), ("a",)])
async def test_o_shows_the_whole_link_and_copies_it(keys: tuple[str, ...]) -> None:
    async with running() as (app, pilot):
        await press(pilot, *keys, "o")
        assert isinstance(app.screen, LinkScreen)
        link = text_of(app, "#link").strip()
        assert link.startswith("https://example.org/")
        assert app.clipboard == link
        assert app.screen.query_one("#link").link == link  # type: ignore[attr-defined]
        await press(pilot, "escape")
        assert not isinstance(app.screen, LinkScreen)


async def test_a_hostile_link_is_shown_and_not_made_one() -> None:
    report = Report("x", DAY, "Outlet", "Title", "Words said.").says("A", "Words")
    hostile = replace(report.article, url="javascript:alert(1)\x1b]8;;x")
    entry = replace(report.entry, article=hostile)
    async with running(make_app(desk=HandDesk(MemoryLibrary([entry])))) as (app, pilot):
        await press(pilot, "o")
        assert app.screen.query_one("#link").link is None  # type: ignore[attr-defined]
        assert "javascript:alert(1)␛]8;;x" in text_of(app, "#link")


async def test_o_opens_a_browser_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[tuple[str, str]] = []
    monkeypatch.setattr("tui.screens.row_actions.browser", lambda: "firefox")
    monkeypatch.setattr("tui.screens.row_actions.open_in", lambda p, url: opened.append((p, url)))
    async with running() as (app, pilot):
        await press(pilot, "o")
        assert opened == [("firefox", "https://example.org/porto-preview")]
        assert "Opened in the browser" in bar(app, "status")
        assert isinstance(app.screen, DeskScreen)


def _fail(program: str, url: str) -> None:
    raise OSError("no such program")


async def test_a_browser_that_does_not_start_leaves_the_link(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tui.screens.row_actions.browser", lambda: "firefox")
    monkeypatch.setattr("tui.screens.row_actions.open_in", _fail)
    async with running() as (app, pilot):
        await press(pilot, "o")
        assert isinstance(app.screen, LinkScreen)
        assert ("The browser does not start: no such program", "warn") in app.messages.kept


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/a?b=c#d", True),
        ("HTTP://example.org", True),
        ("file:///etc/passwd", False),
        ("https://example.org/\x1b", False),
        ("https://example.org/a b", False),
        ("https://exämple.org/", False),
        ("", False),
        (None, False),
    ],
)
def test_only_plain_web_addresses_are_links(url: str | None, safe: bool) -> None:
    assert browser.plain_link(url) == (url if safe else None)


def test_no_browser_is_started_over_ssh_or_without_a_desktop(tmp_path: Path) -> None:
    assert browser.browser({"DISPLAY": ":0", "SSH_CONNECTION": "x"}) is None
    if sys.platform != "darwin":
        assert browser.browser({}) is None


def test_a_browser_is_started_and_not_waited_for(tmp_path: Path) -> None:
    program = tmp_path / "browser"
    program.write_text('#!/bin/sh\nprintf %s "$1" > "$0.out"\n')
    program.chmod(0o755)
    browser.open_in(str(program), "https://example.org/;reboot")
    out = tmp_path / "browser.out"
    for _ in range(500):
        if out.exists() and out.read_text():
            break
        time.sleep(0.01)
    assert out.read_text() == "https://example.org/;reboot"


def _tmux(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = folder / "tmux"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_in_tmux_the_text_goes_to_its_buffer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _tmux(tmp_path, f'echo "$@" > {tmp_path}/args; cat > {tmp_path}/buffer', monkeypatch)
    sent: list[str] = []
    message = clipboard.copy("words – “x”", sent.append, {"TMUX": "x"})
    assert (tmp_path / "args").read_text() == "load-buffer -w -\n"
    assert (tmp_path / "buffer").read_text() == "words – “x”"
    assert "copied to tmux" in message
    assert sent == []


def test_when_tmux_fails_the_terminal_is_asked_and_both_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _tmux(tmp_path, 'echo "no server" >&2; exit 1', monkeypatch)
    sent: list[str] = []
    message = clipboard.copy("words", sent.append, {"TMUX": "x"})
    assert "no server" in message
    assert "OSC 52" in message
    assert sent == ["words"]


def test_without_the_tmux_program_the_terminal_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    sent: list[str] = []
    assert "not on the PATH" in clipboard.copy("words", sent.append, {"TMUX": "x"})
    assert sent == ["words"]


async def test_brackets_step_the_day_and_t_comes_back() -> None:
    async with running() as (app, pilot):
        await press(pilot, "left_square_bracket")
        assert bar(app, "header").startswith("brief  Wed 13 March 2024 · the day asked for")
        assert "2 articles" in bar(app, "header")
        await press(pilot, "left_square_bracket", "right_square_bracket", "right_square_bracket")
        assert "Thu 14 March 2024 · the day asked for" in bar(app, "header")
        await press(pilot, "right_square_bracket")
        assert app.session.day == date(2024, 3, 15)
        await press(pilot, "t")
        assert "Thu 14 March 2024 · today" in bar(app, "header")


async def test_the_cursor_stays_on_its_speaker_when_the_day_changes() -> None:
    async with running() as (app, pilot):
        await press(pilot, "j")
        assert rows(app).selected.name == "Ilse Marenko"
        await press(pilot, "left_square_bracket")
        assert rows(app).selected.name == "Ilse Marenko"


@pytest.mark.parametrize(
    ("day", "key"), [(date.max, "right_square_bracket"), (date.min, "left_square_bracket")]
)
async def test_the_calendar_has_ends(day: date, key: str) -> None:
    async with running(make_app(as_of=day)) as (app, pilot):
        await press(pilot, key)
        assert "The calendar ends here" in bar(app, "status")
