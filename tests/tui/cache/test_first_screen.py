"""The first screen is kept for the next start: by whom, for what, and how it is shown."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from textual import events
from textual.screen import Screen

from bench.filling import put_in
from briefing.desk import Desk
from briefing.digest.briefing import Briefing
from briefing.digest.first_screen import FirstScreen, first_screen_of
from briefing.digest.importance import ranked
from briefing.digest.newest import FEWEST, Newest
from briefing.model import Entry
from briefing.ports import Counts
from store.library import open_library
from tests.briefing.support import analysed_article
from tests.tui.support.drive import bar, make_app, rows, running, screen_text, settle, until
from tests.tui.support.library import HandDesk, MemoryLibrary
from tests.tui.support.making import DAY
from tests.tui.support.world import entries, strike
from tui.app.app import BriefApp
from tui.cache import first_screen_process
from tui.cache.first_screen import NAME, FirstScreenCache
from tui.cli.main import main
from tui.composition.library import FIRST_SCREEN_MAKER
from tui.screens.desk import DeskScreen


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BRIEF_HOME", str(tmp_path))
    return tmp_path


def stored(home: Path, *given: Entry) -> None:
    library = open_library(home / "data")
    put_in(library, given)
    library.close()


def front(home: Path, days: int = 14, asked: date | None = None) -> FirstScreen | None:
    return FirstScreenCache(home / "cache", date.today(), asked, days).read()


def speakers(first_screen: FirstScreen | None) -> list[str | None]:
    assert first_screen is not None
    return [row.name for row in first_screen.briefing.speakers]


def test_a_page_is_for_one_question_and_its_owner(tmp_path: Path) -> None:
    desk = HandDesk(MemoryLibrary(entries()))
    page = FirstScreenCache(tmp_path / "cache", DAY, None, 14)
    assert page.read() is None
    page.make(desk)
    made = page.read()
    assert made is not None
    assert made.briefing.speakers == ranked(desk.briefing()).speakers
    assert made.counts == desk.counts()
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [NAME]
    assert (tmp_path / "cache" / NAME).stat().st_mode & 0o777 == 0o600
    assert FirstScreenCache(tmp_path / "cache", DAY, DAY, 14).read() is None
    assert FirstScreenCache(tmp_path / "cache", DAY, None, 7).read() is None
    page.keep(Desk(MemoryLibrary()).briefing(DAY), Counts(), DAY, 14)
    assert page.read() == made


def test_an_empty_library_has_no_front(tmp_path: Path) -> None:
    page = FirstScreenCache(tmp_path, DAY, None, 14)
    page.make(HandDesk(MemoryLibrary()))
    assert page.read() is None


def test_analysis_leaves_a_front_when_it_changed_something(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(home, analysed_article(1))
    assert CliRunner().invoke(main, ["analyse"]).output == "0 articles analysed\n"
    assert speakers(front(home)) == ["Ana Lind"]
    stored(home, analysed_article(2, "Bo Berg"))
    assert CliRunner().invoke(main, ["analyse"]).output == "0 articles analysed\n"
    assert speakers(front(home)) == ["Ana Lind"]
    monkeypatch.setattr(Desk, "refresh", lambda *_: 1)
    assert CliRunner().invoke(main, ["analyse"]).output == "1 articles analysed\n"
    assert sorted(map(str, speakers(front(home)))) == ["Ana Lind", "Bo Berg"]
    (home / "config.toml").write_text("[briefing]\ndays = 5\n")
    assert CliRunner().invoke(main, ["analyse"]).exit_code == 0
    assert front(home) is None
    assert speakers(front(home, days=5)) == ["Ana Lind", "Bo Berg"]


def test_adding_leaves_a_front(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Desk, "refresh", lambda *_: 0)
    seed = home / "ferry.txt"
    seed.write_text("Ferry talks\n20220113\n\nAna Lind said the ferry will run.\n")
    assert CliRunner().invoke(main, ["add", str(seed)]).exit_code == 0
    made = front(home)
    assert made is not None
    assert [ref.title for ref in made.briefing.articles] == ["Ferry talks"]


def begun(home: Path, asked: date | None = None) -> Callable[[], FirstScreen | None]:
    page = FirstScreenCache(home / "cache", date.today(), asked, 14)
    return first_screen_process.begin(page, FIRST_SCREEN_MAKER, asked, 14)


@pytest.mark.parametrize("asked", [None, date(2022, 1, 5)])
def test_another_process_makes_the_front_meanwhile(home: Path, asked: date | None) -> None:
    stored(home, analysed_article(1), analysed_article(2, "Bo Berg", "2022-01-03"))
    made = begun(home, asked)()
    assert made is not None
    assert speakers(made) == (["Bo Berg"] if asked else ["Ana Lind", "Bo Berg"])
    assert made.newest is None
    assert front(home, asked=asked) is None  # which is left by those who have read all of it


def many(days: int, each: int) -> list[Entry]:
    first = date(2022, 1, 13)
    return [
        analysed_article(n, published=str(first - timedelta(days=n // each)))
        for n in range(days * each)
    ]


def test_of_many_articles_the_other_process_reads_the_newest_alone(home: Path) -> None:
    stored(home, *many(days=10, each=FEWEST))
    both = [begun(home), begun(home)]  # two people begin at once
    for made in (wait() for wait in both):
        assert made is not None
        assert made.newest == Newest(FEWEST, 10 * FEWEST)
        assert {ref.day for ref in made.briefing.articles} == {date(2022, 1, 13)}
        assert made.counts.articles == 10 * FEWEST
        assert speakers(made) == ["Ana Lind"]
    whole = begun(home, asked=date(2022, 1, 13))()  # as articles stood then: that is asked of all
    assert whole is not None
    assert whole.newest is None


def test_an_article_that_is_damaged_is_not_counted_among_the_newest(home: Path) -> None:
    stored(home, *many(days=3, each=FEWEST))
    with closing(open_library(home / "data")) as library:
        library.compact()
    file = home / "data" / "library.json"
    file.write_bytes(file.read_bytes().replace(b"run at 3.", b"run at 4.", 1))
    made = begun(home)()
    assert made is not None
    assert made.newest == Newest(FEWEST - 1, 3 * FEWEST)
    assert "a3" not in {ref.id for ref in made.briefing.articles}


def test_a_front_that_cannot_be_made_is_none(home: Path) -> None:
    (home / "data").mkdir()
    (home / "data" / "library.json").write_text("no store at all")
    (home / "data").chmod(0o500)
    page = FirstScreenCache(home / "cache", date.today(), None, 14)
    assert first_screen_process.begin(page, FIRST_SCREEN_MAKER, None, 14)() is None
    (home / "data").chmod(0o700)


class _GatedDesk(HandDesk):
    """Gives its briefing once the gate is open."""

    gate = threading.Event()

    def briefing(self, asked: date | None = None, days: int = 14, known: bool = False) -> Briefing:
        assert self.gate.wait(120)
        return super().briefing(asked, days, known)


async def test_a_front_that_is_waited_for_is_shown_before_the_library_is_read() -> None:
    small = HandDesk(MemoryLibrary([strike().entry]))
    desk = _GatedDesk(MemoryLibrary(entries()))
    desk.gate.clear()
    made = first_screen_of(small.briefing(), small.counts(), DAY, None, 14)
    names = [str(row.name) for row in small.briefing().speakers]
    app = make_app(desk=desk, front=lambda: made)
    try:
        async with app.run_test(size=(120, 40)) as pilot:
            await until(pilot, lambda: app.session.briefing is not None)
            assert app.session.briefing == made.briefing
            await until(pilot, lambda: all(name in screen_text(app) for name in names))
            # The first rows only are there: how many there are is not known yet.
            assert bar(app, "header").endswith("reading the library")
            assert "Who said what (" not in screen_text(app)
            assert "statement" not in screen_text(app)
            assert "mention" not in screen_text(app)
            desk.gate.set()
            await settle(pilot)
            assert app.session.briefing == desk.briefing()
            assert bar(app, "header").endswith("ahead")
            assert f"Who said what ({len(desk.briefing().speakers)})" in screen_text(app)
    finally:
        desk.gate.set()


async def test_the_library_is_opened_after_the_first_rows_are_painted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = HandDesk(MemoryLibrary(entries()))
    app = make_app(desk=desk, front=first_screen_of(desk.briefing(), desk.counts(), DAY, None, 14))
    steps: list[str] = []
    display, in_background = app._display, app.tasks.in_background

    def painting(screen: Screen[Any], renderable: Any) -> None:
        if isinstance(screen, DeskScreen) and screen.pane("speakers").rows:
            steps.append("rows")
        display(screen, renderable)

    def reading(work: Callable[[], None], group: str, *caller: Any) -> None:
        steps.append(group)
        in_background(work, group, *caller)

    monkeypatch.setattr(app, "_display", painting)
    monkeypatch.setattr(app.tasks, "in_background", reading)
    async with running(app):
        assert {"evidence", "briefing"} <= set(steps)
        assert steps.index("rows") < min(steps.index("evidence"), steps.index("briefing"))


async def test_without_the_front_that_was_waited_for_the_library_is_read() -> None:
    kept: list[Briefing] = []
    app = make_app(front=lambda: None, keep_front=lambda briefing, *_: kept.append(briefing))
    async with running(app):
        assert app.session.briefing == app.session.desk.briefing()
        assert kept == [app.session.briefing]
        assert kept[0].articles


@pytest.mark.parametrize("start", ["desk", "stories"])
async def test_keys_typed_before_the_first_rows_wait_for_them(
    start: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = HandDesk(MemoryLibrary(entries()))
    made = first_screen_of(desk.briefing(), desk.counts(), DAY, None, 14, desk.stories())
    app = make_app(desk=desk, start=start, front=made)
    mounted = BriefApp.on_mount

    def typed_at_once(self: BriefApp) -> None:
        for key in "jkjj":
            self.post_message(events.Key(key, key))
        mounted(self)

    monkeypatch.setattr(BriefApp, "on_mount", typed_at_once)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert rows(app).position[0] == 3
