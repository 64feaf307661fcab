"""What an outlet rewrites on its pages is found from the command and from the panes alike."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from click.testing import CliRunner
from textual.pilot import Pilot

from briefing.analysis.analyser import Analyser
from briefing.clock import system_clock
from briefing.desk import Desk
from briefing.feed import Feed
from briefing.intake.feeds.rechecks import CHECKS
from briefing.intake.feeds.subscriptions import rechecks_key
from store.library import open_library
from tests.briefing.intake.feeds.served import NOW, SOFTENED, serve, show
from tests.briefing.intake.server import Server
from tests.tui.support.commands import SlowAnalyser
from tests.tui.support.drive import running as shown
from tests.tui.support.drive import settle
from tui.app.app import BriefApp
from tui.cli.main import Setup, main
from tui.settings.config import Config, FeedsConfig

DAY = CHECKS[0]


@pytest.mark.parametrize("recheck", [True, False])
def test_from_the_command(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, recheck: bool
) -> None:
    settings = tmp_path / "config.toml"
    feeds = '[feeds]\nallow_hosts = ["127.0.0.1"]\n'
    settings.write_text(f"[briefing]\ndays = 99999\n\n{feeds}")
    monkeypatch.setattr(Setup, "analyser", lambda self, *cluster: SlowAnalyser())
    url = serve(server, 1)
    show(server)

    def brief(*arguments: str) -> str:
        answer = CliRunner().invoke(main, list(arguments), env={"BRIEF_HOME": str(tmp_path)})
        assert answer.exit_code == 0, answer.output
        return answer.stdout

    def a_day_earlier(kept: Any) -> Any:
        came = (system_clock() - DAY - timedelta(minutes=1)).isoformat()
        return {article_id: [came, *rest] for article_id, (_, *rest) in kept.items()}

    brief("feeds", "add", url)
    assert "read again" not in brief("fetch")
    with closing(open_library(tmp_path / "data")) as library:
        library.update_state(rechecks_key(url), a_day_earlier)
    show(server, SOFTENED, '"2"')
    if not recheck:
        brief("config", "set", "feeds.recheck", "false")
    printed = brief("fetch")
    assert ("1 of 1 page read again has changed" in printed) == recheck
    with closing(open_library(tmp_path / "data")) as library:
        (entry,) = library.entries()
    assert ("might not rise" in entry.article.text) == recheck
    assert entry.findings is not None
    assert entry.findings.version == entry.article.version
    assert "read again" not in brief("fetch")


async def until_idle(app: BriefApp, pilot: Pilot[None]) -> None:
    while app.tasks.work is not None:
        await pilot.pause(0.01)
    await settle(pilot)


async def test_from_the_panes(server: Server, tmp_path: Path) -> None:
    library = open_library(tmp_path / "library")
    url = serve(server, 1)
    show(server)
    library.add_feed(Feed(url))
    now = [NOW]
    desk = Desk(library, cast("Callable[[], Analyser]", SlowAnalyser), clock=lambda: now[0])
    config = Config(feeds=FeedsConfig(allow_hosts=("127.0.0.1",)))
    app = BriefApp(desk, poll_seconds=3600.0, clock=lambda: now[0], config=config)
    async with shown(app) as (_, pilot):
        app.action_fetch()
        await until_idle(app, pilot)
        show(server, SOFTENED, '"2"')
        now[0] = NOW + DAY
        app.action_fetch()
        await until_idle(app, pilot)
        (entry,) = library.entries()
        assert "might not rise" in entry.article.text
        assert any(
            "1 of 1 page read again has changed" in message for message, _ in app.messages.kept
        )
        asked = len(server.requests)
        app.feeds.use(FeedsConfig(allow_hosts=("127.0.0.1",), recheck=False))
        now[0] = NOW + 7 * DAY
        app.action_fetch()
        await until_idle(app, pilot)
        assert [request.path for request in server.requests[asked:]] == ["/feed"]
    library.close()
