"""What was known on a day: by publication always, by intake where asked for."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from bench.filling import put_in
from briefing.digest.briefing import Briefing
from briefing.digest.outcome_codec import encoded
from tests.briefing.support import article, entry
from tests.tui.support.drive import SMALL, bar, make_app, press, rows, running
from tests.tui.support.library import HandDesk, MemoryLibrary
from tests.tui.support.making import DAY, NOW
from tests.tui.support.world import entries
from tui.context.session import OutcomeLookup, Session


def library() -> MemoryLibrary:
    """The strike and the preview, published on the 14th, came in two days later."""
    late = NOW + timedelta(days=2)
    return MemoryLibrary(
        replace(e, article=replace(e.article, fetched=late if e.article.day == DAY else NOW))
        for e in entries()
    )


def titles(briefing: Briefing | None) -> int:
    return len(briefing.articles) if briefing else 0


async def test_a_key_leaves_out_what_had_not_come_in_by_the_day_shown() -> None:
    async with running(make_app(desk=HandDesk(library()), as_of=DAY)) as (app, pilot):
        assert titles(app.session.briefing) == 4
        assert "as known then" not in bar(app, "header")
        await press(pilot, "I")
        assert titles(app.session.briefing) == 2
        assert "as known then" in bar(app, "header")
        assert "Renske Dallow" not in [row.name for row in rows(app).rows]
        await press(pilot, "right_square_bracket", "right_square_bracket")
        assert titles(app.session.briefing) == 4
        await press(pilot, "left_square_bracket")
        assert titles(app.session.briefing) == 2
        await press(pilot, "I")
        assert titles(app.session.briefing) == 4
        assert "as known then" not in bar(app, "header")


async def test_a_narrow_header_says_so_too() -> None:
    app = make_app(desk=HandDesk(library()), as_of=DAY, known=True)
    async with running(app, SMALL):
        assert "known then" in bar(app, "header")


async def test_what_was_known_then_is_no_front_for_the_next_visit() -> None:
    kept: list[Any] = []

    def keep(briefing: Briefing, *rest: Any) -> None:
        kept.append(titles(briefing))

    app = make_app(desk=HandDesk(library()), as_of=DAY, known=True, keep_front=keep)
    async with running(app) as (_, pilot):
        assert kept == []
        await press(pilot, "I")
        assert kept == [4]


@pytest.mark.parametrize(("known", "count"), [(False, 2), (True, 1)])
def test_the_command_line_asks_for_it_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: bool, count: int
) -> None:
    from click.testing import CliRunner

    from briefing.model import Article, Entry
    from tui.cli.main import main
    from tui.cli.setup import Setup

    monkeypatch.setenv("BRIEF_HOME", str(tmp_path))
    setup = Setup()
    with setup.desk() as desk:
        put_in(
            desk.library,
            [
                Entry(Article(n, f"Title {n}", "", published=NOW, fetched=came, language="xx"))
                for n, came in (("a", NOW), ("b", NOW + timedelta(days=1)))
            ],
        )
    options = ["--print", "--as-of", DAY.isoformat(), *(["--known"] if known else [])]
    result = CliRunner().invoke(main, options)
    assert result.exit_code == 0
    assert f"{count} article" in result.output


def large_library() -> MemoryLibrary:
    """More articles than are looked through before another process has begun to."""
    others = (entry(article(f"n{n}", DAY - timedelta(days=1))) for n in range(520))
    return MemoryLibrary((*entries(), *others))


def beside(told: bytes | None, asked: list[object]) -> OutcomeLookup:
    def ask(*question: object) -> bytes | None:
        asked.append(question[:3])
        return told

    return ask


def test_another_process_looks_up_what_became_of_much() -> None:
    day, desk = DAY + timedelta(days=30), HandDesk(large_library())
    briefing = desk.briefing(day, 60)
    wanted = HandDesk(large_library()).outcomes(briefing)
    asked: list[object] = []
    session = Session(desk, day, 60, look_up_outcomes=beside(encoded(wanted, briefing), asked))
    found = session.load_outcomes(briefing)
    assert found is not None
    assert found.aftermaths == wanted.aftermaths != ()
    assert desk.outcomes(briefing) is found
    assert asked == [(day, 60, False)]


@pytest.mark.parametrize("told", [None, b"", b'[[0,"another",[],{}]]'])
def test_this_process_looks_it_up_where_no_other_can_tell(told: bytes | None) -> None:
    day, desk = DAY + timedelta(days=30), HandDesk(large_library())
    briefing = desk.briefing(day, 60)
    session = Session(desk, day, 60, look_up_outcomes=beside(told, []))
    found = session.load_outcomes(briefing)
    assert found is not None
    assert found.aftermaths == HandDesk(large_library()).outcomes(briefing).aftermaths


def test_what_became_of_little_is_looked_up_here() -> None:
    day, asked, desk = DAY + timedelta(days=30), list[object](), HandDesk(library())
    briefing = desk.briefing(day, 60)
    assert Session(desk, day, 60, look_up_outcomes=beside(None, asked)).load_outcomes(briefing)
    assert not asked
