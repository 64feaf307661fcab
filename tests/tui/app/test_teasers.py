"""No teaser is left of a feed whose pages could be fetched, however slow they and analysis are."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from click.testing import CliRunner

from briefing.analysis.analyser import Analyser
from briefing.desk import Desk
from briefing.feed import Feed
from store.library import TinyLibrary, open_library
from tests.briefing.intake.feeds.served import NOW, page, serve
from tests.briefing.intake.server import Server
from tests.tui.support.commands import SlowAnalyser
from tests.tui.support.drive import running as shown
from tests.tui.support.drive import settle
from tui.app.app import BriefApp
from tui.cli.main import Setup, main
from tui.settings.config import Config, FeedsConfig

# How many items, and after how many seconds each page answers. What matters is which articles the
# analysis has read when their pages come in; it takes READING seconds for each.
# Pages of one host are fetched one after the other, so that the slow ones need be few.
PACES = [(1, 0.0), (1, 0.4), (1, 1.0), (20, 0.0), (20, 0.03), (20, 0.1), (40, 0.0), (40, 0.03)]


def slowed(seconds: float, number: int) -> Callable[[asyncio.StreamWriter], object]:
    async def answer(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(seconds)
        writer.write(page(number))

    return answer


def served(server: Server, count: int, seconds: float) -> str:
    url = serve(server, count)
    for n in range(count):
        server.routes[f"/page/{n}"] = slowed(seconds, n)  # type: ignore[assignment]
    return url


def left(library: TinyLibrary) -> tuple[int, int]:
    """How many teasers there are, and how many articles are not analysed."""
    entries = list(library.entries())
    current = [e for e in entries if e.findings and e.findings.version == e.article.version]
    return sum(e.article.teaser for e in entries), len(entries) - len(current)


@pytest.mark.parametrize(("count", "seconds"), PACES)
def test_from_the_command(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, seconds: float
) -> None:
    (tmp_path / "config.toml").write_text('[feeds]\nallow_hosts = ["127.0.0.1"]\n')
    monkeypatch.setattr(Setup, "analyser", lambda self, *cluster: SlowAnalyser())
    url = served(server, count, seconds)

    def brief(*arguments: str) -> str:
        answer = CliRunner().invoke(main, list(arguments), env={"BRIEF_HOME": str(tmp_path)})
        assert answer.exit_code == 0, answer.output
        return answer.stdout

    brief("feeds", "add", url)
    first = brief("fetch")
    assert f"the full text of {min(count, 30)} of {min(count, 30)} teasers" in first
    assert ("10 pages left for the next fetch" in first) == (count == 40)
    if count == 40:
        assert "the full text of 10 of 10 teasers" in brief("fetch")
    library = open_library(tmp_path / "data")
    assert library.counts().articles == count
    assert left(library) == (0, 0)
    library.close()


@pytest.mark.parametrize(("count", "seconds"), PACES)
async def test_from_the_panes(server: Server, tmp_path: Path, count: int, seconds: float) -> None:
    library = open_library(tmp_path / "library")
    library.add_feed(Feed(served(server, count, seconds)))
    desk = Desk(library, cast("Callable[[], Analyser]", SlowAnalyser), clock=lambda: NOW)
    config = Config(feeds=FeedsConfig(allow_hosts=("127.0.0.1",)))
    app = BriefApp(desk, poll_seconds=3600.0, clock=lambda: NOW, config=config)
    async with shown(app) as (_, pilot):
        for _ in range(1 + (count > 30)):
            app.action_fetch()
            while app.tasks.work is not None:
                await pilot.pause(0.01)
        assert library.counts().articles == count
        assert left(library) == (0, 0)
        await settle(pilot)  # what the last round has stored is being shown
    library.close()
