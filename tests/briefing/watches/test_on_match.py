"""The command of a watch: once an item, as JSON, by no shell, in its time, again if it fails."""

from __future__ import annotations

import json
import os
import select
import sys
from pathlib import Path
from typing import Any

import pytest

from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf
from briefing.errors import UsageError
from briefing.watches import on_match
from briefing.watches.on_match import MOST_AT_ONCE, MOST_TRIES, CommandError, hand_over, run
from briefing.watches.watch import Match, Watch, matches
from tests.briefing.support import DAY, article, entry, quote
from tests.tui.support.library import MemoryLibrary

PYTHON = sys.executable
KEEP = "import pathlib, sys; pathlib.Path(sys.argv[1]).open('a').write(sys.stdin.read())"


def watching(*command: str) -> Watch:
    return Watch("fish", speakers=("Lind",), on_match=command)


def found(watch: Watch, number: int = 1) -> tuple[Match, ...]:
    quotes = [quote("Ana Lind", content=f"quota {n}") for n in range(number)]
    entries = [entry(article(f"a{n}"), quotes=(q,)) for n, q in enumerate(quotes)]
    return matches(watch, make_briefing(entries, AsOf(DAY, "asked for")))


def item(match: Match) -> dict[str, Any]:
    return {"line": match.finding.quote.content}  # type: ignore[union-attr]


def test_each_item_is_handed_over_once_as_json(tmp_path: Path) -> None:
    library, out = MemoryLibrary(), tmp_path / "$(out); rm"
    watch = watching(PYTHON, "-c", KEEP, str(out))
    assert hand_over(library, watch, found(watch, 2), item).done == 2
    assert hand_over(library, watch, found(watch, 3), item).done == 1
    records = [json.loads(line) for line in out.read_text().splitlines()]
    assert sorted(r["line"] for r in records) == ["quota 0", "quota 1", "quota 2"]
    assert records[0]["watch"] == "fish"
    assert records[0]["why"] == ["speaker Lind"]


def test_no_more_than_a_few_at_once(tmp_path: Path) -> None:
    library = MemoryLibrary()
    watch = watching("true")
    first = hand_over(library, watch, found(watch, MOST_AT_ONCE + 3), item)
    assert (first.done, first.waiting) == (MOST_AT_ONCE, 3)
    second = hand_over(library, watch, found(watch, MOST_AT_ONCE + 3), item)
    assert (second.done, second.waiting) == (3, 0)


def test_what_fails_is_run_again_and_given_up_in_the_end(tmp_path: Path) -> None:
    library = MemoryLibrary()
    fails = watching(PYTHON, "-c", "import sys; sys.exit('no\\nnetwork')")
    for number in range(MOST_TRIES):
        (error,) = hand_over(library, fails, found(fails), item).errors
        assert f"watch fish: {PYTHON}: ended with status 1 (no network)" in str(error)
        assert ("the last time" in str(error)) == (number == MOST_TRIES - 1)
    assert hand_over(library, fails, found(fails), item).errors == ()
    once = MemoryLibrary()
    assert hand_over(once, fails, found(fails), item).errors
    assert hand_over(once, watching("true"), found(fails), item).done == 1


def test_a_command_that_is_not_there_or_hangs_is_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match=r"no-such-command: cannot be run \(No such file"):
        run(watching("no-such-command"), {})
    with pytest.raises(CommandError, match="cannot be run"):
        run(watching("a\0b"), {})
    monkeypatch.setattr(on_match, "SECONDS", 0.2)
    with pytest.raises(CommandError, match=r"took more than 0\.2 seconds"):
        run(watching("sleep", "60"), {})


def test_what_a_command_leaves_running_ends_with_its_time(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(on_match, "SECONDS", 2.0)
    alive = tmp_path / "alive"
    os.mkfifo(alive)
    reader = os.open(alive, os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(CommandError, match="took more than 2 seconds"):
        run(watching("sh", "-c", 'sleep 60 > "$0" & exit 0', str(alive)), {})
    ready, _, _ = select.select([reader], [], [], 10)
    assert ready  # a pipe that nobody can write to any more is at its end
    assert os.read(reader, 1) == b""
    os.close(reader)


def test_a_command_need_not_read() -> None:
    run(watching("true"), {"words": "x" * 1_000_000})


def test_two_processes_hand_an_item_over_once() -> None:
    library, watch = MemoryLibrary(), watching("true")
    (match,) = found(watch)

    def other_one_comes_first(_: Match) -> dict[str, Any]:
        assert hand_over(library, watch, [match], item).done == 0
        return {}

    assert hand_over(library, watch, [match], other_one_comes_first).done == 1


def test_a_watch_needs_a_command_if_it_has_one() -> None:
    with pytest.raises(UsageError, match="without a command"):
        watching(" ", "x")
