"""The picture of the first screen is what the interface draws, for a terminal alone."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyte
import pytest

from briefing.digest.first_screen import FirstScreen, first_screen_of
from briefing.model import Entry
from tests.tui.support.drive import START, config_with
from tests.tui.support.hostile import FORBIDDEN, hostile_entries
from tests.tui.support.library import HandDesk, MemoryLibrary
from tests.tui.support.making import DAY
from tests.tui.support.world import entries
from tui.app.painter import draw
from tui.terminal.capabilities import Face

_CONTROLS = re.compile(r"\x1b\[\d+;\d+H|\x1b\[[\d;]*m")
SIZES = [(120, 40), (80, 24), (40, 12)]


def front(given: Iterable[Entry]) -> FirstScreen:
    desk = HandDesk(MemoryLibrary(list(given)))
    briefing, stories = desk.briefing(), desk.stories()
    return first_screen_of(briefing, desk.counts(), DAY, None, 14, stories)


def seen(drawn: bytes, size: tuple[int, int]) -> list[str]:
    columns, lines = size
    screen = pyte.Screen(columns, lines)
    pyte.ByteStream(screen).feed(drawn)
    return list(screen.display)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("start", ["stories", "desk"])
def test_it_shows_rows_and_keys_on_a_terminal_of_that_size(
    start: str, size: tuple[int, int]
) -> None:
    drawn = draw(front(entries()), config_with(start), Face(), size)
    shown = seen(drawn, size)
    rows = {"desk": "Tomas Okonjo", "stories": "What the river states want"}[start]
    assert any(rows in line for line in shown)
    assert "q quit" in shown[-1]
    assert not _CONTROLS.sub("", drawn.decode()).strip("\n").count("\x1b")


def test_it_is_the_same_whenever_it_is_drawn() -> None:
    first, again = (draw(front(entries()), config_with(START), Face(), (120, 40)) for _ in range(2))
    assert first == again


def test_words_from_outside_tell_the_terminal_nothing() -> None:
    for start in ("stories", "desk"):
        drawn = draw(front(hostile_entries()), config_with(start), Face(), (120, 40)).decode()
        assert not FORBIDDEN.search(_CONTROLS.sub("", drawn).replace("\n", ""))


def test_in_ascii_and_without_colours_it_is_so_too() -> None:
    drawn = draw(front(entries()), config_with(START), Face("ansi", ascii=True), (80, 24))
    assert drawn.isascii()
    assert not re.search(rb"\x1b\[[\d;]*[34]8;", drawn)
