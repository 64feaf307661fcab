"""What is painted in parts, key by key, is what the whole screen painted anew would be."""

from __future__ import annotations

from typing import Any

import pyte
import pytest
from textual.geometry import Size

from tests.tui.support.drive import SMALL, WIDE, make_app, press, running, settle
from tests.tui.support.shots import SCREENS
from tui.app.app import BriefApp
from tui.screens.base import BriefScreen
from tui.terminal.cropped_updates import CroppedUpdate, CroppingCompositor
from tui.widgets.paint import Line, changed_cells

THEN = ("tab", "j", "pagedown", "slash", "r", "backspace", "escape", "home", "escape", "tab")


class Painted:
    """A terminal to which updates are sent; ``whole`` counts those of the whole screen."""

    def __init__(self, app: BriefApp, monkeypatch: pytest.MonkeyPatch) -> None:
        self._app = app
        self._size = app.size
        self._stream, self._screen = _terminal(app.size)
        self.whole = 0
        display, whole_update = app._display, CroppingCompositor.whole_update

        def painting_all(compositor: CroppingCompositor) -> CroppedUpdate:
            self.whole += 1
            return whole_update(compositor)

        def painting(screen: Any, update: Any) -> None:
            if update is not None and not app._batch_count:
                self._stream.feed(update.render_segments(app.console))
            display(screen, update)

        monkeypatch.setattr(app, "_display", painting)
        self._paint(self._stream)
        monkeypatch.setattr(CroppingCompositor, "whole_update", painting_all)

    def _paint(self, stream: pyte.Stream) -> None:
        before = self.whole
        for screen in self._app.screen_stack:
            if isinstance(screen, BriefScreen):
                screen.forget_terminal()
            for widget in screen.walk_children(with_self=True):
                widget._styles_cache.clear()  # what was not to be painted anew as well
        update = self._app.screen._compositor.render_update(
            full=True, screen_stack=self._app._background_screens
        )
        assert update is not None
        stream.feed(update.render_segments(self._app.console))  # type: ignore[attr-defined]
        self.whole = before

    def is_what_it_should_be(self) -> bool:
        stream, anew = _terminal(self._size)
        self._paint(stream)
        return all(
            _seen(anew.buffer[y][x]) == _seen(self._screen.buffer[y][x])
            for y in range(self._size.height)
            for x in range(self._size.width)
        )


def _seen(cell: pyte.screens.Char) -> pyte.screens.Char:
    """The cell; of a blank, the colour and weight of what would stand there is not seen."""
    if cell.data != " " or cell.reverse or cell.underscore or cell.strikethrough:
        return cell
    return cell._replace(fg="default", bold=False, italics=False)


def _terminal(size: Size) -> tuple[pyte.Stream, pyte.Screen]:
    screen = pyte.Screen(size.width, size.height)
    return pyte.Stream(screen), screen


@pytest.mark.parametrize("size", [WIDE, SMALL])
@pytest.mark.parametrize("name", SCREENS)
async def test_parts_come_to_the_whole(
    name: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(make_app(), size) as (app, pilot):
        painted = Painted(app, monkeypatch)
        for key in (*SCREENS[name], *THEN):
            await press(pilot, key)
            assert painted.is_what_it_should_be(), key


async def test_the_focus_goes_elsewhere_without_the_whole_screen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with running() as (app, pilot):
        painted = Painted(app, monkeypatch)
        await press(pilot, "tab", "tab", "slash", "r", "escape")
        assert painted.whole == 0
        app.refresh(layout=True)
        await settle(pilot)
        assert painted.whole == 1


OLD: Line = (("first   ", ""), ("Fri 17 Mar", "dim"), ("  the river is low this week", ""))


@pytest.mark.parametrize(
    ("new", "stretches"),
    [
        (OLD, []),
        ((("first   ", ""), ("Sat 18 Mar", "dim"), OLD[2]), [(8, 14)]),
        ((*OLD[:2], ("  the river", "")), [(30, 46)]),
        ((OLD[0], ("Fri 17 Mar", ""), OLD[2]), [(8, 18)]),
        ((("later   ", ""), *OLD[1:2], ("  the river is low this year", "")), [(0, 5), (42, 46)]),
        ((), [(0, 46)]),
    ],
)
def test_only_cells_that_differ_are_changed(new: Line, stretches: list[tuple[int, int]]) -> None:
    assert changed_cells(OLD, new) == stretches
    assert changed_cells(new, OLD) == stretches


@pytest.mark.parametrize(
    "text", ["河川 are low", "a flag \U0001f1eb\U0001f1ee", "cafe\u0301 talks", "نهر is low"]
)
def test_a_line_of_which_letters_join_or_are_wide_is_changed_from_its_beginning(text: str) -> None:
    ((first, last),) = changed_cells(((text, ""),), ((f"{text} now", ""),))
    assert first == 0
    assert last >= len(text)
