"""``brief feeds …`` and ``brief fetch`` as a user types them, against a real server."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import store.library
from store.library import open_library
from tests.briefing.intake.aggregator_servers import PASSWORD, USER, Entry, FreshRss
from tests.briefing.intake.aggregator_servers import running as running_aggregator
from tests.briefing.intake.server import Server, reply, running_in_thread
from tests.corpus.feeds.odd import CASES, item, rss
from tests.tui.support.commands import QuickAnalyser
from tui.cache.first_screen import FirstScreenCache
from tui.cli.main import main
from tui.cli.setup import Setup

Brief = Callable[..., Result]
FEED = rss(
    item("Talks open", "<description>Envoys met.</description>"), item("Vote held", link=None)
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "config.toml").write_text(
        '[feeds]\nallow_hosts = ["127.0.0.1"]\nfull_text = "never"\n'
    )
    return folder


@pytest.fixture
def brief(home: Path, monkeypatch: pytest.MonkeyPatch) -> Brief:
    monkeypatch.setattr(Setup, "analyser", lambda self, *cluster: QuickAnalyser())

    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(main, list(map(str, arguments)), env={"BRIEF_HOME": str(home)})

    return run


@pytest.fixture
def server() -> Iterator[Server]:
    with running_in_thread() as one:
        one.routes["/feed"] = reply(200, FEED.encode(), b'ETag: "1"')
        yield one


def rows(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_add_fetch_and_list(brief: Brief, server: Server, home: Path) -> None:
    added = brief("feeds", "add", server.url + "/feed", "--folder", "World/Europe", "--tag", "x")
    assert added.stdout == f"Subscribed to Herald ({server.url}/feed)\n"
    assert "Already there" in brief("feeds", "add", server.url + "/feed").stdout
    fetched = brief("fetch")
    assert fetched.exit_code == 0, fetched.output
    assert fetched.stdout.splitlines() == [
        f"Herald ({server.url}/feed): 2 new",
        "1 feed: 2 new articles",
    ]
    front = FirstScreenCache(home / "cache", date.today(), None, 14).read()
    assert front is not None
    assert len(front.briefing.articles) == 2
    server.not_modified["/feed"] = b'"1"'
    asked = len(server.requests)
    due = brief("fetch")
    assert due.exit_code == 0
    assert due.stdout.startswith(f"No feed is due yet; the next is Herald ({server.url}/feed), at ")
    assert due.stdout.endswith("`brief fetch --all` asks all.\n")
    assert len(server.requests) == asked
    assert "nothing new" in brief("fetch", "--all").stdout
    (row,) = rows(brief("feeds", "list", "--json"))
    assert (row["folder"], row["tags"], row["new_articles"]) == ("World/Europe", ["x"], 2)
    listed = brief("feeds", "list").stdout
    assert listed.startswith("[World/Europe]\nHerald  #x\n")
    assert "2 new, next 20" in listed
    library = open_library(home / "data")
    assert library.counts().analysed == 2
    library.close()


def test_a_failing_feed_is_one_line_and_waits(brief: Brief, server: Server) -> None:
    brief("feeds", "add", "--unchecked", server.url + "/none", server.url + "/feed")
    fetched = brief("fetch")
    assert fetched.exit_code == 1
    assert fetched.stderr == (
        f"brief: {server.url}/none: is not there (HTTP 404). "
        "Look for its new address with `brief feeds add SITE`\n"
    )
    assert "2 feeds: 2 new articles; 1 failed" in fetched.stdout
    assert "error: is not there (HTTP 404)" in brief("feeds", "list").stdout
    again = brief("fetch")
    assert again.exit_code == 0
    assert again.stdout.startswith("No feed is due yet; the next is ")
    assert brief("fetch", "--feed", "/none").exit_code == 1


def test_feeds_that_are_not_due_are_said_while_others_are_asked(
    brief: Brief, server: Server
) -> None:
    brief("feeds", "add", "--unchecked", server.url + "/none")
    brief("fetch")
    brief("feeds", "add", server.url + "/feed")
    fetched = brief("fetch")
    assert "1 feed: 2 new articles" in fetched.stdout
    assert fetched.stderr.startswith(f"1 feed not due yet; the next is {server.url}/none, at ")


def test_pause_rename_set_remove(brief: Brief, server: Server) -> None:
    brief("feeds", "add", server.url + "/feed")
    assert brief("feeds", "rename", "herald", "My \x1b[31mpaper").stdout.startswith("Renamed to My")
    brief("feeds", "pause", "My paper")
    assert brief("fetch").stdout.startswith("All feeds are paused")
    brief("feeds", "resume", "my paper")
    brief("feeds", "set", "my paper", "--full-text", "always", "--folder", "A")
    (row,) = rows(brief("feeds", "list", "--json"))
    assert (row["title"], row["full_text"], row["folder"]) == ("My paper", "always", "A")
    assert "articles stay" in brief("feeds", "remove", "my paper").stdout
    assert "no feeds yet" in brief("feeds", "list").stdout
    unknown = brief("feeds", "remove", "nobody")
    assert unknown.exit_code == 2
    assert "is not subscribed to" in unknown.stderr


def test_a_name_that_fits_two_feeds_is_asked_back(brief: Brief) -> None:
    brief("feeds", "add", "--unchecked", "https://a.example/1", "https://a.example/2")
    assert "could be any of" in brief("feeds", "pause", "a.example").stderr


def test_subscriptions_go_out_and_come_in(brief: Brief, tmp_path: Path) -> None:
    imported = brief("feeds", "import", "--starter")
    assert imported.stdout == "The starter list: 12 subscribed, 0 already there\n"
    file = tmp_path / "out.opml"
    brief("feeds", "export", file)
    before = rows(brief("feeds", "list", "--json"))
    for row in before:
        brief("feeds", "remove", str(row["url"]))
    assert "12 subscribed" in brief("feeds", "import", file).stdout
    assert rows(brief("feeds", "list", "--json")) == before
    assert brief("feeds", "export").stdout.startswith("<?xml")


def test_urls_of_newsboat_come_in_with_titles_and_tags(brief: Brief, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    file = tmp_path / "urls"
    file.write_text(
        'https://herald.example/feed world "~The Herald"\n'
        f'"exec:touch {ran}" noise\n"query:Unread:unread = \\"yes\\""\n'
    )
    imported = brief("feeds", "import", file)
    assert imported.stdout == f"{file}: 1 subscribed, 0 already there\n"
    assert imported.exit_code == 1
    assert [line.split(" is ")[1][:9] for line in imported.stderr.splitlines()] == [
        "a program",
        "a search ",
    ]
    assert not ran.exists()
    (row,) = rows(brief("feeds", "list", "--json"))
    assert (row["title"], row["tags"]) == ("The Herald", ["world"])


def test_an_aggregator_is_a_subscription_like_others(brief: Brief, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(f"{USER}\n{PASSWORD}\n")
    with running_aggregator(FreshRss) as freshrss:
        freshrss.entries = [Entry(1, "Talks open", "https://herald.example/1", crawled=1 << 31)]
        add = ("feeds", "add", freshrss.url, "--credentials", secret)
        refused = brief(*add)
        assert refused.exit_code == 1
        assert refused.stderr == (
            f"brief: credentials: {secret} is open to others than you. "
            f"Close it: chmod 600 {secret}\n"
        )
        secret.chmod(0o600)
        assert brief(*add).stdout == f"Subscribed to 127.0.0.1 ({freshrss.url})\n"
        assert brief("fetch").stdout.splitlines() == [
            f"127.0.0.1 ({freshrss.url}): 1 new",
            "1 feed: 1 new article",
        ]
        freshrss.switched_off = True
        failed = brief("fetch", "--all")
        assert failed.exit_code == 1
        assert failed.stderr.startswith("brief: 127.0.0.1: is not available, or its API is switch")
    assert f"  logs in with {secret}\n" in brief("feeds", "list").stdout
    (row,) = rows(brief("feeds", "list", "--json"))
    assert (row["credentials"], row["failures"]) == (str(secret), 1)
    exported = brief("feeds", "export", "--quiet")
    assert freshrss.url not in exported.stdout
    assert "which is no feed" in brief("feeds", "export").stderr
    assert PASSWORD not in refused.output + failed.output + exported.output


def test_import_of_what_is_no_opml(brief: Brief, tmp_path: Path) -> None:
    file = tmp_path / "bad.opml"
    file.write_text('<opml><body><outline text="x" xmlUrl="file:///etc/passwd"/></body></opml>')
    bad = brief("feeds", "import", file, tmp_path / "none.opml")
    assert bad.exit_code == 1
    assert "not an http(s) address" in bad.stderr
    assert "No such file" in bad.stderr
    assert brief("feeds", "import").exit_code == 2


def test_addresses_that_are_no_feeds(brief: Brief, server: Server) -> None:
    bad = brief("feeds", "add", "file:///etc/passwd", "--unchecked")
    assert bad.exit_code == 1
    assert "not an http(s) address" in bad.stderr
    assert "HTTP 404" in brief("feeds", "add", server.url + "/none").stderr


@pytest.mark.parametrize("status", [401, 403, 404, 408, 410, 418, 429, 500, 503])
def test_what_was_not_added_is_promised_nothing(brief: Brief, server: Server, status: int) -> None:
    server.routes["/no"] = reply(status, b"")
    for done in (brief("feeds", "add", server.url + "/no"), brief("add", server.url + "/no")):
        assert done.exit_code == 1
        for promise in ("will be tried", "was paused", "pause it", "remove it", "feeds add SITE"):
            assert promise not in done.stderr
        assert f"(HTTP {status}). " in done.stderr


def test_check_prints_one_object_an_article_and_never_fails(brief: Brief, tmp_path: Path) -> None:
    files = []
    for n, odd in enumerate(CASES.values()):
        files.append(tmp_path / f"{n}\x1b[31m.xml")
        files[-1].write_bytes(odd.document)
    checked = brief("feeds", "check", *files, tmp_path / "none.xml", tmp_path)
    assert checked.exit_code == 0, checked.output
    lines = checked.stdout.splitlines()
    assert all(line.isprintable() for line in lines)
    objects = [json.loads(line) for line in lines]
    assert len({o["file"] for o in objects}) == len(files) + 2
    for odd, file in zip(CASES.values(), files, strict=True):
        name = str(file).replace("\x1b[31m", "")
        mine = [o for o in objects if o["file"] == name]
        if odd.refused is not None:
            assert [odd.refused in o["problem"] for o in mine] == [True]
        else:
            assert len(mine) == max(1, len(set(odd.titles)))


def test_fetching_leaves_the_report_for_who_asks_next(
    brief: Brief, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    brief("feeds", "add", f"{server.url}/feed")
    assert brief("fetch").exit_code == 0
    monkeypatch.setattr(store.library, "open_library", lambda *_: pytest.fail("was opened"))
    printed = brief("print")
    assert printed.exit_code == 0
    assert "Nothing." in printed.output


def test_nothing_to_fetch_says_how_to_begin(brief: Brief) -> None:
    assert "brief feeds add URL" in brief("fetch").stdout


def test_an_interrupt_keeps_what_came_in(brief: Brief, server: Server, home: Path) -> None:
    async def never(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(60)

    server.routes["/stuck"] = never
    brief("feeds", "add", "--unchecked", server.url + "/feed", server.url + "/stuck")
    fetching = subprocess.Popen(
        [sys.executable, "-c", "from tui.cli.main import main; main(prog_name='brief')", "fetch"],
        env={**os.environ, "BRIEF_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert fetching.stdout is not None
    assert "2 new" in fetching.stdout.readline()
    fetching.send_signal(signal.SIGINT)
    _, errors = fetching.communicate(timeout=60)
    assert (fetching.returncode, errors) == (130, "Stopped; what came in is kept.\n")
    library = open_library(home / "data")
    assert library.counts().articles == 2
    library.close()


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//port board//EN
X-WR-CALNAME:Port board
BEGIN:VEVENT
UID:board@port.example
DTSTAMP:20240124T080000Z
DTSTART:20240104T093000Z
RRULE:FREQ=WEEKLY;COUNT=5
SUMMARY:Board meets the ferry lines
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar_is_a_feed(brief: Brief, server: Server, home: Path) -> None:
    server.routes["/port.ics"] = reply(200, CALENDAR.encode(), b"Content-Type: text/calendar")
    added = brief("feeds", "add", server.url + "/port.ics")
    assert added.exit_code == 0, added.output
    assert "Port board" in added.stdout
    fetched = brief("fetch")
    assert fetched.exit_code == 0, fetched.output
    assert "1 new" in fetched.stdout
    library = open_library(home / "data")
    (article,) = [entry.article for entry in library.entries()]
    library.close()
    assert article.form == "agenda"
    assert article.text.count("Board meets the ferry lines") == 5
    assert "Thursday, 1 February 2024\n" in article.text
