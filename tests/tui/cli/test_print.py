"""``brief print``: how much of a briefing it prints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.filling import put_in
from store.library import open_library
from tests.tui.support.commands import Brief, IdleAnalyser
from tests.tui.support.making import BY, DAY, Report
from tui.cli import main
from tui.cli.day_report import MAIL_ROWS
from tui.cli.exit_codes import USAGE

SPEAKERS = MAIL_ROWS + 8


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(main.Setup, "analyser", lambda *_: IdleAnalyser(BY))
    report = Report(
        "a", DAY, "The Weir", "Locks", *(f"Speaker{n:02} said so." for n in range(SPEAKERS))
    )
    for number in range(SPEAKERS):
        report.says(f"Speaker{number:02}", f"Speaker{number:02} said so", "indirect")
    library = open_library(tmp_path / "data")
    put_in(library, [report.entry])
    library.close()
    return tmp_path


def speakers_in(text: str) -> int:
    part = text.partition("WHO SAID WHAT")[2] or text.partition("## Who said what")[2]
    lines = (line.strip(" #") for line in part.splitlines())
    return sum(line.startswith("Speaker") for line in lines)


@pytest.mark.parametrize(
    ("arguments", "number"),
    [
        ((), MAIL_ROWS),
        (("--top", "3"), 3),
        (("--top", "0"), SPEAKERS),
        (("--format", "md"), SPEAKERS),
        (("--format", "md", "--top", "3"), 3),
    ],
)
def test_a_section_has_as_many_rows_as_fit_a_mail_or_are_asked_for(
    brief: Brief, arguments: tuple[str, ...], number: int
) -> None:
    for _ in "made, kept":
        printed = brief("print", "--as-of", DAY.isoformat(), *arguments)
        assert printed.exit_code == 0, printed.output
        assert speakers_in(printed.output) == number
        assert (f"and {SPEAKERS - number} more" in printed.output) == (number < SPEAKERS)


def test_json_is_whole(brief: Brief) -> None:
    printed = brief("print", "--as-of", DAY.isoformat(), "--format", "json")
    assert len(json.loads(printed.stdout)["speakers"]) == SPEAKERS


@pytest.mark.parametrize("arguments", [("--format", "json"), ("--watch", "locks")])
def test_what_is_for_programs_or_noted_as_shown_is_not_cut(
    brief: Brief, arguments: tuple[str, ...]
) -> None:
    refused = brief("print", "--top", "3", *arguments)
    assert refused.exit_code == USAGE
    assert "--top" in refused.output


def test_the_map_and_the_time_line_are_printed_with_their_lists(brief: Brief) -> None:
    day = ("--as-of", DAY.isoformat())
    assert "No talks are told of." in brief("print", "--map", *day).output
    assert "The Weir" not in brief("print", "--timeline", *day).output
    assert "No words of parties" in brief("print", "--table", *day).output
    for flag in ("--map", "--timeline", "--table"):
        refused = brief("print", flag, "--top", "3", *day)
        assert refused.exit_code == USAGE
        assert "--top is not for" in refused.output
