"""Open panes let go of what others have compacted away, however often that is."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.corpora.store_samples import START, entry
from bench.filling import put_in
from briefing.desk import Desk
from store.library import open_library
from tests.store.test_steady import held
from tests.tui.support.drive import NEVER, config_with, press, running, settle
from tui.app.app import BriefApp

pytestmark = pytest.mark.slow


def children() -> list[str]:
    """The processes that this one has started and that have not been waited for."""
    return [
        child
        for task in Path("/proc/self/task").iterdir()
        for child in (task / "children").read_text().split()
    ]


async def test_after_fifty_compactions_panes_hold_what_they_held_after_the_first(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "data"
    library = open_library(folder)
    put_in(library, [entry(0, days=0)])
    day = START.date()
    app = BriefApp(
        Desk(library),
        as_of=day,
        poll_seconds=NEVER,
        clock=lambda: START,
        config=config_with("desk"),
    )
    async with running(app) as (_, pilot):

        async def compacted(number: int) -> object:
            other = open_library(folder)
            put_in(other, [entry(number, days=0)])
            other.compact()
            other.close()
            app.reload()
            await settle(pilot)
            assert app.session.briefing is not None
            assert len(app.session.briefing.articles) == number + 1
            await press(pilot, "1", "j")
            return *held(folder), children()

        # Look-ups that only panes ask for are made with the first.
        first = [await compacted(number) for number in (1, 2)][-1]
        for number in range(3, 52):
            last = await compacted(number)
    assert last == first
    library.close()
