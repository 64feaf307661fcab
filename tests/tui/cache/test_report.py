"""A report is kept for whoever asks for the same again, and never outlives what it rests on."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

import store.library
from bench.filling import TAKEN_AT, put_in
from briefing.desk import Desk
from briefing.errors import StoreCorrupt
from briefing.feed import Feed
from briefing.ports import Pause
from briefing.standing import PRUNED
from store.engine.files import stamp
from store.library import TinyLibrary, open_library
from tests.briefing.support import analysed_article
from tests.tui.support.drive import make_app, running, settle, until
from tests.tui.support.library import HandDesk, MemoryLibrary
from tests.tui.support.world import entries
from tui.cache import interpreter
from tui.cache.report import KEPT, Question, ReportCache
from tui.cli.main import main
from tui.cli.setup import Setup

QUESTION = Question(date(2022, 1, 13), "rules", "text", None, 14, None, False)
MAKER = "tui.cli.day_report:leave_report_beside"
STAMP = (("library.json", (1, 2, 3)),)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BRIEF_HOME", str(tmp_path))
    library = open_library(tmp_path / "data")
    put_in(library, [analysed_article(1), analysed_article(2, "Bo Berg", "2022-01-03")])
    library.close()
    return tmp_path


def printed(*arguments: str) -> str:
    done = CliRunner().invoke(main, ["print", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.output


@pytest.fixture
def shut(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Makes it an error to open the store from then on."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the store was opened")

    return lambda: monkeypatch.setattr(store.library, "open_library", refuse)


ASKED = [
    (),
    ("--format", "json"),
    ("--format", "md"),
    ("--as-of", "2022-01-05"),
    ("--days", "3"),
    ("--since", "2022-01-12"),
    ("--known", "--as-of", "2022-01-15"),
]


def test_each_question_is_answered_again_without_opening_the_store(
    home: Path, shut: Callable[[], None]
) -> None:
    first = [printed(*arguments) for arguments in ASKED]
    assert len(set(first)) == len(ASKED)
    shut()
    assert [printed(*arguments) for arguments in ASKED] == first


def test_analysis_leaves_the_report_for_who_asks_next(home: Path, shut: Callable[[], None]) -> None:
    assert CliRunner().invoke(main, ["analyse"]).exit_code == 0
    shut()
    assert "Ana Lind" in printed()
    asked_otherwise = CliRunner().invoke(main, ["print", "--days", "3"])
    assert asked_otherwise.exit_code == 1  # what was not left has to be made, and cannot be here
    assert "opened" in asked_otherwise.stderr


def test_nothing_is_left_of_a_library_without_articles(home: Path) -> None:
    library = open_library(home / "data")
    library.remove(["a1", "a2"])
    library.set_state("samples", "removed")
    library.close()
    assert CliRunner().invoke(main, ["analyse"]).exit_code == 0
    assert not list(home.glob("cache/printed-*"))


def put(library: TinyLibrary) -> None:
    put_in(library, [analysed_article(3, "Cleo Dahl")])


def put_again(library: TinyLibrary) -> None:
    put_in(library, [analysed_article(1, "Cleo Dahl")])


def remove(library: TinyLibrary) -> None:
    library.remove(["a1"])


def compact_and_put(library: TinyLibrary) -> None:
    library.compact()
    put(library)


@pytest.mark.parametrize("write", [put, put_again, remove, compact_and_put])
def test_a_write_by_anybody_shows_in_the_next_report(
    home: Path, write: Callable[[TinyLibrary], None]
) -> None:
    before = printed()
    library = open_library(home / "data")
    write(library)
    library.close()
    after = printed()
    assert after != before
    assert ("Cleo Dahl" in after) == (write is not remove)
    assert ("Ana Lind" in after) == (write in (put, compact_and_put))


@pytest.mark.parametrize(
    "write",
    [
        lambda library: put_in(library, [analysed_article(9)]),
        lambda library: library.remove(["a1"]),
        lambda library: library.set_state("last visit", "2022-01-13"),
        lambda library: library.add_feed(Feed("https://example.org/feed")),
        lambda library: library.compact(),
    ],
)
def test_the_stamp_of_a_store_differs_after_every_write(
    home: Path, write: Callable[[TinyLibrary], object]
) -> None:
    folder = home / "data"
    library = open_library(folder)
    before = stamp(folder)
    assert before
    list(library.entries())
    assert stamp(folder) == before
    write(library)
    assert stamp(folder) != before
    library.close()
    assert stamp(home / "nothing here") == ()


def test_settings_are_part_of_the_question(home: Path) -> None:
    both = printed()
    assert "Bo Berg" in both
    (home / "config.toml").write_text("[briefing]\ndays = 2\n")
    assert "Bo Berg" not in printed()
    (home / "config.toml").write_text("[briefing]\ndays = 0\n")
    assert "less than one" in printed()
    (home / "config.toml").unlink()
    assert printed() == both


def test_what_a_watch_finds_is_not_kept(home: Path) -> None:
    done = CliRunner().invoke(main, ["watch", "add", "ferries", "--speaker", "Ana Lind"])
    assert done.exit_code == 0
    status = [CliRunner().invoke(main, ["print", "--watch", "ferries"]).exit_code for _ in "ab"]
    assert status == [3, 0]
    assert not list(home.glob("cache/printed-*"))


def test_a_report_of_a_store_with_a_complaint_is_not_kept(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damage = StoreCorrupt("library.json", "fails its checksum")
    monkeypatch.setattr(TinyLibrary, "notices", property(lambda _: (str(damage),)))
    assert all("fails its checksum" in printed() for _ in range(2))
    assert not list(home.glob("cache/printed-*"))


@pytest.mark.parametrize(
    "other",
    [
        {"today": date(2022, 1, 14)},
        {"analyser": "rules 2"},
        {"form": "md"},
        {"as_of": date(2022, 1, 13)},
        {"days": 15},
        {"since": date(2022, 1, 13)},
        {"known": True},
    ],
)
def test_another_question_or_store_has_another_answer(
    tmp_path: Path, other: dict[str, object]
) -> None:
    ReportCache(tmp_path, QUESTION).keep("Nothing.\nAt “all”.", STAMP)
    assert ReportCache(tmp_path, QUESTION).read(STAMP) == "Nothing.\nAt “all”."
    assert ReportCache(tmp_path, replace(QUESTION, **other)).read(STAMP) is None
    assert ReportCache(tmp_path, QUESTION).read((("library.json", (1, 2, 4)),)) is None
    assert next(tmp_path.iterdir()).stat().st_mode & 0o777 == 0o600


def test_another_version_of_the_program_answers_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "wording.py"
    source.write_text("said = 1")
    module = ModuleType("tui.wording")
    module.__file__ = str(source)
    monkeypatch.setitem(sys.modules, "tui.wording", module)
    page = ReportCache(tmp_path / "cache", QUESTION)
    page.keep("as it was worded", STAMP)
    assert page.read(STAMP) == "as it was worded"
    source.write_text("said = 22")
    assert page.read(STAMP) is None
    source.unlink()
    assert page.read(STAMP) is None
    page.keep("as it is worded", STAMP)
    assert page.read(STAMP) == "as it is worded"
    monkeypatch.setattr(
        "tui.cache.code_states.__file__", str(tmp_path / "elsewhere" / "code_states.py")
    )
    assert page.read(STAMP) is None


def test_answers_to_old_questions_go(tmp_path: Path) -> None:
    for days in range(1, KEPT + 4):
        ReportCache(tmp_path, replace(QUESTION, days=days)).keep("words", STAMP)
    assert len(list(tmp_path.iterdir())) == KEPT
    assert ReportCache(tmp_path, replace(QUESTION, days=1)).read(STAMP) is None
    assert ReportCache(tmp_path, replace(QUESTION, days=KEPT + 3)).read(STAMP) == "words"


@pytest.mark.parametrize("data", [b"", b"{}\nwords", b"\n", b"[" * 9999, b"\xff\n\xff"])
def test_what_is_no_answer_is_none(tmp_path: Path, data: bytes) -> None:
    page = ReportCache(tmp_path, QUESTION)
    page.keep("words", STAMP)
    (kept,) = tmp_path.iterdir()
    ref = kept.read_bytes().partition(b"\n")[0]
    kept.write_bytes(data)
    assert page.read(STAMP) is None
    kept.write_bytes(ref + b"\n\xff")
    assert page.read(STAMP) is None


def test_what_cannot_be_kept_is_no_error(tmp_path: Path) -> None:
    ReportCache(tmp_path, QUESTION).keep("a lone \ud800 surrogate", STAMP)
    ReportCache(tmp_path, QUESTION).keep("words", ())
    (tmp_path / "file").write_text("")
    ReportCache(tmp_path / "file", QUESTION).keep("words", STAMP)
    assert ReportCache(tmp_path / "file", QUESTION).read(STAMP) is None
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def rename_feed(library: TinyLibrary) -> None:
    library.change_feed("https://example.org/feed", lambda feed: replace(feed, title="Harbour"))


def count_pruned(library: TinyLibrary) -> None:
    library.set_state(PRUNED, {"2022-01-12": {"2022-01-12": 1}})


def mark(library: TinyLibrary) -> None:
    library.set_state("bookmarks", {"a1": "2022-01-13"})


def fetch_without_news(library: TinyLibrary) -> None:
    library.change_feed("https://example.org/feed", lambda feed: replace(feed, etag='"2"'))


@pytest.fixture
def unmade(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Makes it an error to make a report from then on."""

    def refuse(*_: object) -> None:
        raise AssertionError("a report was made")

    return lambda: monkeypatch.setattr(Desk, "briefing", refuse)


def write_to(home: Path, write: Callable[[TinyLibrary], object]) -> None:
    library = open_library(home / "data")
    write(library)
    library.close()


@pytest.mark.parametrize("write", [mark, fetch_without_news])
def test_a_write_of_what_no_report_rests_on_leaves_the_answers(
    home: Path,
    write: Callable[[TinyLibrary], None],
    unmade: Callable[[], None],
    shut: Callable[[], None],
) -> None:
    write_to(home, lambda library: library.add_feed(Feed("https://example.org/feed")))
    first = [printed(*arguments) for arguments in ASKED]
    write_to(home, write)
    unmade()
    assert [printed(*arguments) for arguments in ASKED] == first
    shut()
    assert [printed(*arguments) for arguments in ASKED] == first


@pytest.mark.parametrize("write", [put, put_again, remove, rename_feed, count_pruned])
def test_a_write_of_what_a_report_rests_on_has_it_made_anew(
    home: Path, write: Callable[[TinyLibrary], None], unmade: Callable[[], None]
) -> None:
    write_to(home, lambda library: library.add_feed(Feed("https://example.org/feed")))
    printed()
    write_to(home, mark)
    write_to(home, write)
    write_to(home, mark)
    unmade()
    assert "a report was made" in printed()


def put_back(data: Path, aside: Path) -> None:
    """The files of ``aside`` as a backup restores them, with their times."""
    shutil.rmtree(data)
    shutil.copytree(aside, data)


def put_back_in_place(data: Path, aside: Path) -> None:
    """The same where the restored files get the numbers of those that they replace."""
    kept = {path.name for path in aside.iterdir()}
    for path in data.iterdir():
        if path.name not in kept:
            path.unlink()
    for path in aside.iterdir():
        (data / path.name).write_bytes(path.read_bytes())
        shutil.copystat(path, data / path.name)


@pytest.mark.parametrize("back", [put_back, put_back_in_place])
def test_older_files_put_back_have_it_made_anew(
    home: Path, back: Callable[[Path, Path], None], unmade: Callable[[], None]
) -> None:
    shutil.copytree(home / "data", home / "aside")
    write_to(home, put)
    printed()
    back(home / "data", home / "aside")
    write_to(home, remove)  # as many writes as before
    unmade()
    assert "a report was made" in printed()


def test_an_answer_is_not_taken_over_from_another_brief(
    home: Path, monkeypatch: pytest.MonkeyPatch, unmade: Callable[[], None]
) -> None:
    printed()
    write_to(home, mark)
    monkeypatch.setattr("tui.cache.report.is_unchanged", lambda _: False)
    unmade()
    assert "a report was made" in printed()


def test_an_article_that_comes_while_it_is_looked_up_is_not_passed_over(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed()
    write_to(home, mark)
    whole = Setup.basis

    def with_a_write(setup: Setup, desk: Desk) -> str:
        basis = whole(setup, desk)
        write_to(home, put)  # by another process, just when nothing had changed
        return basis

    monkeypatch.setattr(Setup, "basis", with_a_write)
    printed()
    monkeypatch.undo()
    monkeypatch.setenv("BRIEF_HOME", str(home))
    assert "Cleo Dahl" in printed()


@pytest.mark.parametrize("asked", [True, False])
def test_who_changes_articles_leaves_the_report_where_reports_are_asked_for(
    home: Path, asked: bool, shut: Callable[[], None]
) -> None:
    if asked:
        assert "Ana Lind" in printed()
    done = CliRunner().invoke(main, ["remove", "a1"])
    assert done.exit_code == 0
    assert bool(list(home.glob("cache/printed-*"))) == asked
    if asked:
        shut()
        assert "Ana Lind" not in printed()


def test_what_one_open_library_says_of_its_articles_others_say_too(home: Path) -> None:
    with closing(open_library(home / "data")) as library:
        before = library.articles_revision()
        mark(library)
        assert library.articles_revision() == before
        with closing(open_library(home / "data")) as other:
            assert other.articles_revision() == before
            put(other)
            mark(other)
            after = other.articles_revision()
        assert library.articles_revision() == after != before
    with closing(open_library(home / "data")) as again:
        assert again.articles_revision() == after


def answer_made_anew(home: Path, aside: Path) -> str:
    """What ``brief print`` says of a copy of the store for which nothing is kept."""
    shutil.copytree(home / "data", aside / "data")
    done = CliRunner().invoke(main, ["print"], env={"BRIEF_HOME": str(aside)})
    assert done.exit_code == 0, done.output
    return done.output


def run(*arguments: str) -> None:
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output


LAST = [
    ("prune", "--keep-days", "1", "--yes"),
    ("restore", "backup.zip"),
    ("samples", "--load"),
    ("samples", "--remove", "--yes"),
    ("analyse",),
    ("remove", "a1", "--yes"),
]


@pytest.mark.parametrize("last", LAST, ids=[each[0] + each[-1] for each in LAST])
def test_the_answer_is_there_whichever_command_wrote_last(
    home: Path,
    last: tuple[str, ...],
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    shut: Callable[[], None],
) -> None:
    monkeypatch.chdir(home)
    if last[0] == "samples":
        run("samples", "--load")
    run("backup", "backup.zip")
    printed()
    write_to(home, put_today)
    run(*last)
    anew = answer_made_anew(home, tmp_path_factory.mktemp("anew"))
    shut()
    assert printed() == anew


def put_today(library: TinyLibrary) -> None:
    put_in(library, [analysed_article(3, "Cleo Dahl", date.today().isoformat())])


def test_none_is_left_where_none_was_asked_for(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)
    run("backup", "backup.zip")
    for last in LAST[:5]:
        if last[0] != "analyse":
            run(*last)
    assert not list(home.glob("cache/printed-*"))


def test_none_is_left_of_what_is_not_analysed_yet(home: Path) -> None:
    printed()
    write_to(home, lambda library: library.take_in([analysed_article(3).article], TAKEN_AT))
    run("remove", "a2", "--yes")
    left = Setup()
    question = replace(QUESTION, today=date.today(), analyser=left.analyser_name(), top=12)
    assert ReportCache(home / "cache", question).read(stamp(home / "data")) is None


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\n\xff", b'{"question":1}\nwords'])
def test_a_damaged_answer_is_made_anew_by_who_writes_next(
    home: Path, damage: bytes, shut: Callable[[], None]
) -> None:
    printed()
    for path in home.glob("cache/printed-*"):
        path.write_bytes(damage)
    run("remove", "a1", "--yes")
    shut()
    assert "Bo Berg" in printed()


def test_a_command_does_well_where_its_report_cannot_be_kept(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed()
    with monkeypatch.context() as failing:
        failing.setattr("briefing.files.write_private", full_disk)
        run("prune", "--keep-days", "1", "--yes")
        run("samples", "--load")
    with monkeypatch.context() as failing:
        failing.setattr(Desk, "briefing", damaged)
        run("samples", "--remove", "--yes")
    assert "Ana Lind" not in printed()


def full_disk(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


def damaged(*_: object, **__: object) -> None:
    raise StoreCorrupt("library.json", "fails its checksum", "repair")


def test_another_process_leaves_the_report_that_panes_have_asked_for(
    home: Path, tmp_path_factory: pytest.TempPathFactory, shut: Callable[[], None]
) -> None:
    printed()
    write_to(home, put)
    run("analyse")
    for path in home.glob("cache/printed-*"):
        path.write_bytes(b"{")
    interpreter.leave(MAKER, lambda: None)
    anew = answer_made_anew(home, tmp_path_factory.mktemp("anew"))
    shut()
    assert printed() == anew


class Typed(Exception):  # noqa: N818  (no error: somebody types)
    pass


def test_a_key_ends_the_process_that_makes_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []
    start = interpreter.start

    def noted(maker: str, given: list[object]) -> int:
        started.append(start("time:sleep", [60]))
        return started[-1]

    def type_a_key() -> None:
        raise Typed

    monkeypatch.setattr(interpreter, "start", noted)
    with pytest.raises(Typed):
        interpreter.leave(MAKER, type_a_key)
    with pytest.raises(ProcessLookupError):
        os.kill(started[0], 0)


def test_no_process_no_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interpreter, "start", full_disk)
    interpreter.leave(MAKER, lambda: None)


async def test_panes_have_it_left_once_they_have_brought_articles_in() -> None:
    library = MemoryLibrary(entries()[:3])
    left: list[int] = []

    def keep_report(pause: Pause) -> None:
        pause()
        left.append(library.counts().articles)

    app = make_app(desk=HandDesk(library), poll_seconds=0.02, keep_report=keep_report)
    async with running(app) as (_, pilot):
        await settle(pilot)
        assert not left
        put_in(library, entries()[3:])
        await until(pilot, lambda: bool(left))
        await settle(pilot)
        assert left == [4]
