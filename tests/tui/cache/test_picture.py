"""The picture of the first screen: whose it is, and when it is none of what would be shown."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from bench.filling import put_in
from store.library import open_library
from tests.briefing.support import analysed_article
from tests.tui.support.making import DAY
from tui.cache.first_screen import NAME as FRONT
from tui.cache.picture import NAME, PictureCache, Surface, surface_at_hand
from tui.cli.main import main

SURFACE = Surface(120, 40, {"TERM": "xterm-256color"})
DRAWN = b"\x1b[1;1Hrows\nand more"


@pytest.fixture
def pictures(tmp_path: Path) -> PictureCache:
    (tmp_path / "front.json").write_text("the first screen")
    made = PictureCache(tmp_path / "cache", tmp_path / "front.json", tmp_path / "config.toml")
    made.keep(DRAWN, made.scene(SURFACE, DAY))
    return made


def test_it_is_there_for_its_owner_where_nothing_has_changed(
    tmp_path: Path, pictures: PictureCache
) -> None:
    assert pictures.read(SURFACE, DAY) == DRAWN
    assert pictures.surface() == SURFACE
    assert (tmp_path / "cache" / NAME).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("surface", "day"),
    [
        (replace(SURFACE, columns=80), DAY),
        (replace(SURFACE, lines=24), DAY),
        (replace(SURFACE, variables={"TERM": "xterm-256color", "NO_COLOR": "1"}), DAY),
        (SURFACE, DAY + timedelta(days=1)),
    ],
    ids=["narrower", "lower", "without colours", "the day after"],
)
def test_another_terminal_or_day_has_none(
    pictures: PictureCache, surface: Surface, day: date
) -> None:
    assert pictures.read(surface, day) is None
    assert pictures.surface() == SURFACE


@pytest.mark.parametrize("name", ["front.json", "config.toml"])
def test_it_shows_neither_another_first_screen_nor_other_settings(
    tmp_path: Path, pictures: PictureCache, name: str
) -> None:
    before = (tmp_path / name).read_text() if (tmp_path / name).exists() else None
    (tmp_path / name).write_text("another")
    assert pictures.read(SURFACE, DAY) is None
    if before is None:
        (tmp_path / name).unlink()
    else:
        (tmp_path / name).write_text(before)
    assert pictures.read(SURFACE, DAY) == DRAWN


def test_another_brief_draws_its_own(
    pictures: PictureCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = os.stat

    def touched(name: str) -> os.stat_result:
        found = there(name)
        if str(name).endswith("picture.py"):
            found = os.stat_result((*found[:6], found.st_size + 1, *found[7:]))
        return found

    monkeypatch.setattr("tui.cache.code_states.os.stat", touched)
    assert pictures.read(SURFACE, DAY) is None


@pytest.mark.parametrize("damaged", [b"", b"{}", b"{}\nrows", b"[1]\n\x00", b"\xff" * 40])
def test_what_is_no_picture_is_none(tmp_path: Path, pictures: PictureCache, damaged: bytes) -> None:
    (tmp_path / "cache" / NAME).write_bytes(damaged)
    assert pictures.read(SURFACE, DAY) is None
    assert pictures.surface() is None


def test_a_size_that_somebody_has_given_is_not_that_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda: os.terminal_size((90, 30)))
    given = {"TERM": "vt100", "NO_COLOR": "1", "EDITOR": "ed"}
    assert surface_at_hand(given) == Surface(90, 30, {"TERM": "vt100", "NO_COLOR": "1"})
    assert surface_at_hand({**given, "COLUMNS": "70"}) is None
    assert surface_at_hand({**given, "LINES": "20"}) is None


def test_without_a_terminal_nothing_is_drawn_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_terminal() -> os.terminal_size:
        raise OSError

    monkeypatch.setattr(os, "get_terminal_size", no_terminal)
    assert surface_at_hand({"TERM": "vt100"}) is None


@pytest.mark.slow
def test_timers_leave_one_for_the_terminal_that_was_used_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEF_HOME", str(tmp_path))
    (tmp_path / "config.toml").write_text('[tui]\nstart = "desk"\n')
    with closing(open_library(tmp_path / "data")) as library:
        put_in(library, [analysed_article(1)])
    cache = tmp_path / "cache"
    kept = PictureCache(cache, cache / FRONT, tmp_path / "config.toml")
    assert CliRunner().invoke(main, ["analyse"]).exit_code == 0
    assert kept.surface() is None  # nobody has had the panes open
    kept.keep(b"an older one", kept.scene(SURFACE, date(2022, 1, 1)))
    assert CliRunner().invoke(main, ["analyse"]).exit_code == 0
    drawn = kept.read(SURFACE, date.today())
    assert drawn is not None
    assert b"Ana Lind" in drawn
