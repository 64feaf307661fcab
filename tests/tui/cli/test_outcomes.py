"""What became of things, looked up beside the panes: by another process, or as it was kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from bench.filling import put_in
from briefing.desk import Desk
from briefing.digest.outcomes import Outcomes
from briefing.ports import no_pause
from store.library import open_library
from tests.tui.support.world import entries
from tui.cache import interpreter
from tui.cache.report import has_answers
from tui.cli.outcomes import look_up_beside
from tui.cli.setup import Setup

AS_OF = date(2024, 4, 20)
DAYS = 60


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BRIEF_HOME", str(tmp_path))
    library = open_library(tmp_path / "data")
    put_in(library, entries())
    library.close()
    return tmp_path


@pytest.fixture
def desk(home: Path) -> Iterator[Desk]:
    with Setup().desk() as opened:
        yield opened


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What other processes were started for."""
    calls: list[str] = []
    start = interpreter.start

    def noted(called: str, *given: object) -> int:
        calls.append(called)
        return start(called, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(interpreter, "start", noted)
    return calls


def asked(desk: Desk, known: bool = False) -> bytes | None:
    return look_up_beside(Setup(), desk, AS_OF, DAYS, known, no_pause)


def taken(desk: Desk, told: bytes | None) -> Outcomes | None:
    """That as the panes take it."""
    assert told is not None
    return desk.take_outcomes(desk.briefing(AS_OF, DAYS), told)


def looked_up_here(home: Path) -> Outcomes:
    with Setup().desk() as other:
        return other.outcomes(other.briefing(AS_OF, DAYS))


def test_another_process_finds_what_this_one_would(
    home: Path, desk: Desk, started: list[str]
) -> None:
    found = taken(desk, asked(desk))
    assert found is not None
    assert found.aftermaths == looked_up_here(home).aftermaths != ()
    assert desk.outcomes(desk.briefing(AS_OF, DAYS)) is found
    assert len(started) == 1
    assert not has_answers(home / "cache")


def mark(home: Path) -> None:
    library = open_library(home / "data")
    library.set_state("read", 1)
    library.close()


def take_out(home: Path) -> None:
    library = open_library(home / "data")
    library.remove(["lisbon-opens"])
    library.close()


@pytest.mark.parametrize(("write", "processes"), [(lambda _: None, 1), (mark, 1), (take_out, 2)])
def test_it_is_kept_until_something_that_it_rests_on_is_written(
    home: Path, desk: Desk, started: list[str], write: Callable[[Path], None], processes: int
) -> None:
    asked(desk)
    write(home)
    found = taken(desk, asked(desk))
    assert found is not None
    assert found.aftermaths == looked_up_here(home).aftermaths
    assert len(started) == processes


def test_each_question_has_an_answer_of_its_own(desk: Desk, started: list[str]) -> None:
    assert asked(desk) is not None
    assert asked(desk, known=True) is not None
    assert len(started) == 2


def test_without_another_process_nothing_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(interpreter, "start", refuse)
    assert asked(desk) is None


def test_an_answer_of_before_is_none_where_no_other_process_can_be_started(
    home: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(11, "Resource temporarily unavailable")

    assert asked(desk) is not None
    monkeypatch.setattr(interpreter, "start", refuse)
    assert asked(desk) is not None
    take_out(home)
    assert asked(desk) is None


@pytest.mark.parametrize("kept", [b"", b"{", b'{"question":1}\n[]'])
def test_a_damaged_file_is_made_anew(
    home: Path, desk: Desk, started: list[str], kept: bytes
) -> None:
    asked(desk)
    for path in home.glob("cache/outcomes-*"):
        path.write_bytes(kept)
    assert taken(desk, asked(desk)) is not None
    assert len(started) == 2
