"""What every screen looks like, at 80x24 and 120x40; accepted by eye, kept by comparison."""

from __future__ import annotations

import pytest

from tests.tui.support.drive import SMALL, WIDE, make_app
from tests.tui.support.reported import reports
from tests.tui.support.shots import SCREENS, Compare, shot
from tests.tui.support.world import entries
from tui.terminal.capabilities import Face


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["120x40", "80x24"])
@pytest.mark.parametrize("name", SCREENS)
def test_screen(snap_compare: Compare, name: str, size: tuple[int, int]) -> None:
    assert shot(snap_compare, make_app(), SCREENS[name], size)


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["120x40", "80x24"])
@pytest.mark.parametrize(
    "name", ["desk", "talks", "deadlines", "articles", "marked", "corrections"]
)
def test_empty(snap_compare: Compare, name: str, size: tuple[int, int]) -> None:
    assert shot(snap_compare, make_app([]), SCREENS[name], size)


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["120x40", "80x24"])
@pytest.mark.parametrize("keys", [("enter", "j"), ("enter", "j", "enter")], ids=["row", "list"])
def test_reports(snap_compare: Compare, keys: tuple[str, ...], size: tuple[int, int]) -> None:
    assert shot(snap_compare, make_app([made.entry for made in reports()]), keys, size)


def test_first_launch(snap_compare: Compare) -> None:
    app = make_app(entries(sample=True), first_launch=True)
    assert shot(snap_compare, app, (), SMALL)


@pytest.mark.parametrize("theme", ["light", "ansi", "contrast"])
def test_theme(snap_compare: Compare, theme: str) -> None:
    assert shot(snap_compare, make_app(face=Face(theme)), (), WIDE)


def test_ascii(snap_compare: Compare) -> None:
    assert shot(snap_compare, make_app(face=Face("ansi", ascii=True)), ("2",), WIDE)


def test_tiny(snap_compare: Compare) -> None:
    assert shot(snap_compare, make_app(), (), (40, 12))


def test_huge(snap_compare: Compare) -> None:
    assert shot(snap_compare, make_app(), (), (200, 60))
