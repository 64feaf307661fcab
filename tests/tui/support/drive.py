"""Runs the app headless and waits until nothing is going on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Any

from msgspec.structs import replace
from rich.cells import cell_len
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen

from briefing.model import Entry
from tests.tui.support.library import HandDesk, MemoryLibrary
from tests.tui.support.making import NOW, Report
from tests.tui.support.world import entries
from tui.app.app import BriefApp
from tui.settings.config import Config
from tui.widgets.arrangement import Divider
from tui.widgets.bars import Bar
from tui.widgets.row_list import RowList
from tui.widgets.text_view import TextView

WIDE = (120, 40)
SMALL = (80, 24)
NEVER = 3600.0
ROUNDS = 2  # the layout, and its paint
TURNS = 2  # of the event loop: in the second it sees what came from threads
MOST_ROUNDS = 30_000  # a worker may take half a minute on a busy machine
MOST_TURNS = 100_000


START = "desk"
"""What most tests begin on: the panes over all articles."""


def config_with(start: str, config: Config = Config()) -> Config:  # noqa: B008  (frozen)
    """Those settings, with that screen as the one to start with."""
    return replace(config, tui=replace(config.tui, start=start))


def make_app(
    given: Iterable[Entry] | None = None,
    *,
    desk: HandDesk | None = None,
    start: str = START,
    **options: Any,
) -> BriefApp:
    """The app over the invented world, or over ``given`` entries; it does not poll by itself.

    It begins with the screen named ``start``.
    """
    desk = desk or HandDesk(MemoryLibrary(entries() if given is None else given))
    options["config"] = config_with(start, options.get("config", Config()))
    usual = {"poll_seconds": NEVER, "idle_seconds": 0.0, "clock": lambda: NOW}
    return BriefApp(desk, **{**usual, **options})


def app_over(made: Iterable[Report], **options: Any) -> BriefApp:
    """The app over those articles."""
    return make_app([each.entry for each in made], **options)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until no thread works and all messages, and those that they cause, are handled."""
    quiet = 0
    for _ in range(MOST_ROUNDS):
        await nothing_to_do()
        if any(worker.is_running for worker in pilot.app.workers) or threads_work():
            await asyncio.sleep(0.001)
            quiet = 0
            continue
        await pilot.pause(0)  # for handlers that wait themselves; then all is laid out and painted
        quiet = 0 if is_busy(pilot) else quiet + 1
        if quiet == ROUNDS:
            return
    raise AssertionError("the app does not come to rest")


async def nothing_to_do() -> None:
    """Wait until every task waits for something else than its turn."""
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
    idle = 0
    for _ in range(MOST_TURNS):
        await asyncio.sleep(0)
        idle = 0 if ready else idle + 1
        if idle == TURNS:
            return
    raise AssertionError("there is no end of what is to be done")


def threads_work() -> bool:
    """Whether any thread of the loop works: also one whose worker was cancelled, which goes on."""
    threads = asyncio.get_running_loop()._default_executor  # type: ignore[attr-defined]
    if threads is None:
        return False
    at_rest = threads._idle_semaphore._value
    return threads._work_queue.qsize() > 0 or at_rest < len(threads._threads)


def is_busy(pilot: Pilot[None]) -> bool:
    """Whether anything waits for its turn, anywhere on the screens."""
    app = pilot.app
    widgets = (node for screen in app.screen_stack for node in screen.walk_children(with_self=True))
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
    return bool(ready) or any(pump.message_queue_size for pump in (app, *widgets))


async def until(pilot: Pilot[None], seen: Callable[[], bool]) -> None:
    """Let the app work until that is so, for as long as a busy machine may need."""
    for _ in range(6_000):
        if seen():
            return
        await pilot.pause(0.01)
    raise AssertionError("has not come about")


async def resize(pilot: Pilot[None], width: int, height: int) -> None:
    """Give the terminal another size; Textual waits a moment in case there is yet another.

    A screen that shows behind one that asks takes it after that one.
    """
    await pilot.resize_terminal(width, height)
    seen: list[Screen[Any]] = [pilot.app.screen]
    for screen in reversed(pilot.app.screen_stack[:-1]):
        if not isinstance(seen[-1], ModalScreen):
            break
        seen.append(screen)
    for _ in range(MOST_ROUNDS):
        if all(screen.outer_size == (width, height) for screen in seen):
            break
        await asyncio.sleep(0.001)
    await settle(pilot)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after the other, each time waiting for all that follows from it."""
    for key in keys:
        name = _character_to_key(key) if len(key) == 1 else key
        typed = " " if key == "space" else key
        event = events.Key(name, typed if len(typed) == 1 else None)
        pilot.app.post_message(event)
        await settle(pilot)


@asynccontextmanager
async def running(
    app: BriefApp | None = None, size: tuple[int, int] = WIDE
) -> AsyncIterator[tuple[BriefApp, Pilot[None]]]:
    """The app with its briefing on the screen."""
    app = app or make_app()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield app, pilot


def rows(app: BriefApp) -> RowList[Any]:
    """The row list in focus."""
    assert isinstance(app.focused, RowList)
    return app.focused


def labels(app: BriefApp) -> list[str]:
    """The dividers of the row list in focus."""
    return [item.label for item in rows(app).items if isinstance(item, Divider)]


def forget_texts(app: BriefApp) -> None:
    """Have texts read from the library again that were read for the rows seen so far."""
    session = app.session
    assert session.briefing is not None
    session.accept(session.briefing, session.counts, session.kept)


def rows_text(app: BriefApp) -> str:
    """What the rows in focus say, their lines one after the other, without the cursor's mark."""
    shown = rows(app)
    lines = (shown.render_line(y).text for y in range(shown.size.height))
    return " ".join(" ".join(lines).replace("▌", " ").split())


def text_of(app: BriefApp, selector: str) -> str:
    """All lines of a text view, top to bottom."""
    view = app.screen.query_one(selector, TextView)
    return "\n".join("".join(text for text, _ in line).rstrip() for line in view.lines)


def bar(app: BriefApp, name: str) -> str:
    """What a bar says."""
    return app.screen.query_one(f"#{name}", Bar).plain


def screen_text(app: BriefApp) -> str:
    """The whole screen as characters, a line a row."""
    width, height = app.size
    lines = app.screen._compositor.render_strips()
    assert len(lines) == height, (app.screen, app.screen.outer_size, len(lines), height)
    text = ["".join(segment.text for segment in strip) for strip in lines]
    assert all(cell_len(line) <= width for line in text)
    return "\n".join(text)
