"""A row move costs what it changes: no layout, two rows painted, and few bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from textual import messages
from textual.screen import Screen

from tests.tui.support.drive import press, rows, running
from tui.app.app import BriefApp
from tui.terminal.lean_output import lean
from tui.widgets.row_list import RowList
from tui.widgets.text_view import TextView

LINES_A_ROW = 3


@contextmanager
def counted(app: BriefApp, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """How often what costs is done, and how many bytes the updates have."""
    done: Counter[str] = Counter()

    def count(cls: type[Any], name: str, label: str) -> None:
        original = getattr(cls, name)

        def counting(*args: Any, **options: Any) -> Any:
            done[label] += 1
            return original(*args, **options)

        patch.setattr(cls, name, counting)

    display = app._display

    def displaying(screen: Any, update: Any) -> None:
        done["bytes"] += len(lean(update.render_segments(app.console)).encode()) if update else 0
        display(screen, update)

    with monkeypatch.context() as patch:
        count(Screen, "_refresh_layout", "layouts")
        count(RowList, "render_line", "row lines")
        count(TextView, "render_line", "text lines")
        count(messages.Update, "__init__", "messages")
        patch.setattr(app, "_display", displaying)
        yield done


@pytest.mark.parametrize(
    ("way", "most"), [((), 1_400), (("3",), 1_200), (("j", "enter"), 1_200)], ids=repr
)
async def test_a_move_paints_what_it_changes(
    way: tuple[str, ...], most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``most`` bytes: the facts, the evidence and two rows, and little besides."""
    async with running() as (app, pilot):
        await press(pilot, *way, "home")
        here = rows(app)
        with counted(app, monkeypatch) as done:
            await press(pilot, "j")
        assert here.position[0] == 2
        assert done["layouts"] == 0
        assert 2 <= done["row lines"] <= 2 * LINES_A_ROW
        assert done["messages"] == 0
        assert 0 < done["bytes"] <= most


async def test_a_row_painted_before_is_painted_from_what_was_kept() -> None:
    async with running() as (app, pilot):
        await press(pilot, "3", "home", "j", "k")
        here = rows(app)
        before = dict(here.kept_strips)
        await press(pilot, "j", "k")
        assert before
        assert here.kept_strips == before
        assert all(here.kept_strips[painting] is strip for painting, strip in before.items())
        here.refresh()
        assert not here.kept_strips


async def test_words_that_stay_are_not_painted_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running() as (app, pilot):
        await press(pilot, "j")
        view = app.screen.query_one("#evidence", TextView)
        with counted(app, monkeypatch) as done:
            view.show(tuple(view.blocks))
            await press(pilot, "f24")  # which does nothing
        assert done["text lines"] == 0
        assert done["bytes"] == 0
