"""What keys cost on the front page: the panes of a story, and the day before.

    python -m bench.tui_stories [--size 2000] [--times 9]

The real app without a terminal, at 120x40, over a store of so many analysed articles of the 14 days
of one briefing. A key counts as answered when its screen has the rows that it is to bring and they
are painted. Each is pressed when nothing is done in threads any more, as if somebody had read the
screen for a while; the second of two days back at once after the first.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from tui.terminal import capabilities

capabilities.prepare()

from msgspec.structs import replace  # noqa: E402
from textual import events  # noqa: E402
from textual.pilot import Pilot  # noqa: E402

from bench.filling import put_in  # noqa: E402
from bench.measure import HEADER, Row, machine  # noqa: E402
from bench.synthetic import entries  # noqa: E402
from bench.tui import LINES  # noqa: E402
from bench.tui_apps import COLUMNS, LAST_DAY  # noqa: E402
from briefing.analysis.analyser import Analyser  # noqa: E402
from briefing.desk import Desk  # noqa: E402
from store.library import open_library  # noqa: E402
from tui.app.app import BriefApp  # noqa: E402
from tui.screens.stories import StoriesScreen  # noqa: E402
from tui.screens.story import StoryScreen  # noqa: E402
from tui.settings.config import Config, TuiConfig  # noqa: E402
from tui.widgets.row_list import RowList  # noqa: E402
from tui.widgets.story_cards import Headline  # noqa: E402

DAYS = 14
BUDGET = 0.150  # seconds, the median
IN_A_ROW = "[ at once after ["

_PATIENCE = 120.0
_NEVER = 3600.0
_A_DAY = timedelta(days=1)


def fill(folder: Path, size: int) -> None:
    """A store of so many articles, none of which has to be analysed anew."""
    library = open_library(folder)
    name = Analyser().name
    made = (
        replace(entry, findings=entry.findings and replace(entry.findings, analyser=name))
        for entry in entries(size, LAST_DAY, DAYS)
    )
    put_in(library, made)
    library.close()


async def seconds_until(pilot: Pilot[None], key: str, is_there: Callable[[], bool]) -> float:
    """Seconds from a key until that is so and has been painted; TimeoutError after two minutes."""
    began = time.perf_counter()
    pilot.app.post_message(events.Key(key, None))
    while not is_there():
        if time.perf_counter() - began > _PATIENCE:
            raise TimeoutError(f"{key} brought nothing")
        await asyncio.sleep(0.001)
    painted = asyncio.Event()
    pilot.app.screen.call_after_refresh(painted.set)
    await painted.wait()
    return time.perf_counter() - began


async def at_rest(app: BriefApp) -> None:
    """Wait until nothing is done in threads: as if somebody had read the screen for a while."""
    while any(worker.is_running for worker in app.workers):
        await asyncio.sleep(0.05)


async def measure(folder: Path, times: int) -> dict[str, list[float]]:
    """Seconds of each kind of key, pressed so many times."""
    desk = Desk(open_library(folder))
    config = Config(tui=TuiConfig(start="stories"))
    app = BriefApp(desk, as_of=LAST_DAY, config=config, poll_seconds=_NEVER)
    costs: dict[str, list[float]] = {"Enter on a story": [], "[ on the stories": [], IN_A_ROW: []}

    def has_rows(screen: type) -> bool:
        lists = app.screen.query(RowList) if isinstance(app.screen, screen) else ()
        return any(rows.count for rows in lists)

    async with app.run_test(size=(COLUMNS, LINES)) as pilot:
        if not isinstance(app.screen, StoriesScreen):
            await pilot.press("b")
        cards = app.screen.query_one(RowList)
        while not any(isinstance(row, Headline) for row in cards.rows):
            await pilot.pause(0.01)  # until stories are gathered, articles stand there

        def shows(day: date, before: Sequence[object]) -> bool:
            return app.session.day == day and cards.rows is not before

        async def step(key: str, day: date) -> float:
            return await seconds_until(pilot, key, partial(shows, day, cards.rows))

        for _ in range(times):
            await at_rest(app)
            cost = await seconds_until(pilot, "enter", lambda: has_rows(StoryScreen))
            costs["Enter on a story"].append(cost)
            await seconds_until(pilot, "escape", lambda: has_rows(StoriesScreen))
            await at_rest(app)
            day = app.session.day
            costs["[ on the stories"].append(await step("left_square_bracket", day - _A_DAY))
            costs[IN_A_ROW].append(await step("left_square_bracket", day - 2 * _A_DAY))
            await step("right_square_bracket", day - _A_DAY)
    desk.close()
    return costs


def rows(costs: dict[str, list[float]], size: int) -> Iterator[Row]:
    """The medians against the budget."""
    for kind, seconds in costs.items():
        median, worst = statistics.median(seconds), max(seconds)
        ours = f"{median * 1000:.0f} ms, worst {worst * 1000:.0f} ms"
        what = f"{kind}, {size:,} articles (budget)"
        yield Row(what, ours, f"{BUDGET * 1000:.0f} ms", median / BUDGET, "1")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=2000)
    parser.add_argument("--times", type=int, default=9)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        fill(Path(name), options.size)
        costs = asyncio.run(measure(Path(name), options.times))
    print(f"{machine()}; {COLUMNS}x{LINES}\n")
    print(HEADER)
    for row in rows(costs, options.size):
        print(row)


if __name__ == "__main__":
    main()
