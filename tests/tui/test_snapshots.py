"""What every screen looks like, at 80x24 and 120x40; accepted by eye, kept by comparison."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from tests.tui.drive import SMALL, WIDE, make_app, press, settle
from tests.tui.test_reports import reports
from tests.tui.world import entries
from tui.app.app import BriefApp
from tui.terminal.capabilities import Face

Compare = Callable[..., bool]

SCREENS: dict[str, tuple[str, ...]] = {
    "desk": (),
    "talks": ("2",),
    "deadlines": ("3", "j", "j", "j"),
    "speaker": ("j", "j", "j", "enter"),
    "talk": ("2", "j", "enter"),
    "said-there": ("2", "home", "enter", "j", "j"),
    "to-whom": ("j", "j", "j", "enter", "g", "w"),
    "deadline": ("3", "j", "j", "j", "enter"),
    "article": ("2", "j", "enter", "enter"),
    "articles": ("a", "j"),
    "help": ("question_mark",),
    "search": ("S", *"sluices"),
    "calendar": ("c",),
    "month": ("c", "v"),
    "new": ("N",),
    "watches": ("w", "W"),
    "link": ("o",),
    "unread": ("a", "m", "j", "enter", "escape", "U"),
    "marked": (*"jjj", "enter", "m", "escape", "3", "m", "M"),
    "correct": (*"jjj", "enter", "x"),
    "corrections": (*"jj", "x", "n", "X"),
}


def _shot(compare: Compare, app: BriefApp, keys: tuple[str, ...], size: tuple[int, int]) -> bool:
    async def before(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await press(pilot, *keys)

    return compare(app, run_before=before, terminal_size=size)


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["120x40", "80x24"])
@pytest.mark.parametrize("name", SCREENS)
def test_screen(snap_compare: Compare, name: str, size: tuple[int, int]) -> None:
    assert _shot(snap_compare, make_app(), SCREENS[name], size)


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["120x40", "80x24"])
@pytest.mark.parametrize(
    "name", ["desk", "talks", "deadlines", "articles", "marked", "corrections"]
)
def test_empty(snap_compare: Compare, name: str, size: tuple[int, int]) -> None:
    assert _shot(snap_compare, make_app([]), SCREENS[name], size)


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["120x40", "80x24"])
@pytest.mark.parametrize("keys", [("enter", "j"), ("enter", "j", "enter")], ids=["row", "list"])
def test_reports(snap_compare: Compare, keys: tuple[str, ...], size: tuple[int, int]) -> None:
    assert _shot(snap_compare, make_app([made.entry for made in reports()]), keys, size)


def test_first_launch(snap_compare: Compare) -> None:
    app = make_app(entries(sample=True), first_launch=True)
    assert _shot(snap_compare, app, (), SMALL)


@pytest.mark.parametrize("theme", ["light", "ansi", "contrast"])
def test_theme(snap_compare: Compare, theme: str) -> None:
    assert _shot(snap_compare, make_app(face=Face(theme)), (), WIDE)


def test_ascii(snap_compare: Compare) -> None:
    assert _shot(snap_compare, make_app(face=Face("ansi", ascii=True)), ("2",), WIDE)


def test_tiny(snap_compare: Compare) -> None:
    assert _shot(snap_compare, make_app(), (), (40, 12))


def test_huge(snap_compare: Compare) -> None:
    assert _shot(snap_compare, make_app(), (), (200, 60))
