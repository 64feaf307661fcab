"""``brief`` without arguments goes straight to its panes; errors end it as they end a command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_PROGRAM = """
import sys
from tui.cli import panes
panes.has_terminal = lambda: {terminal}
def open_panes(setup, *_):
    print("panes", "click" in sys.modules)
    {then}
panes.open_panes = open_panes
from tui.cli import day_report
def print_briefing(setup, asked):
    print("print", asked == day_report.ReportRequest(), "click" in sys.modules)
    {then}
day_report.print_briefing = print_briefing
from tui.cli.entry import run
run()
"""


def _brief(
    home: Path,
    *arguments: str,
    terminal: bool = True,
    then: str = "pass",
    **environment: str,
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _PROGRAM.format(terminal=terminal, then=then), *arguments],
        env={**os.environ, "BRIEF_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_arguments_the_panes_open_and_no_command_line_is_taken_apart(
    tmp_path: Path,
) -> None:
    done = _brief(tmp_path)
    assert (done.stdout, done.stderr, done.returncode) == ("panes False\n", "", 0)


@pytest.mark.parametrize("arguments", [("print",), ()], ids=["asked for", "no terminal"])
def test_the_usual_report_is_printed_and_no_command_line_is_taken_apart(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    done = _brief(tmp_path, *arguments, terminal=False)
    assert (done.stdout, done.stderr, done.returncode) == ("print True False\n", "", 0)


def test_options_of_the_panes_are_taken_apart(tmp_path: Path) -> None:
    assert _brief(tmp_path, "--as-of", "2024-03-13").stdout == "panes True\n"


def test_a_shell_that_asks_what_could_be_typed_is_answered(tmp_path: Path) -> None:
    asked = {"_BRIEF_COMPLETE": "bash_complete", "COMP_WORDS": "brief fe", "COMP_CWORD": "1"}
    assert "fetch" in _brief(tmp_path, **asked).stdout


def test_without_a_terminal_no_panes_open(tmp_path: Path) -> None:
    done = _brief(tmp_path, "--version", terminal=False)
    assert done.stdout.startswith("brief, version ")


@pytest.mark.parametrize(
    ("then", "status", "line"),
    [
        ("sys.exit(3)", 3, ""),
        (
            "from briefing.errors import BriefError; raise BriefError('a.toml', 'is no TOML')",
            1,
            "brief: a.toml: is no TOML\n",
        ),
        (
            "from briefing.errors import UsageError; raise UsageError('keys', 'has no such key')",
            2,
            "brief: keys: has no such key\n",
        ),
        ("raise KeyboardInterrupt", 130, ""),
    ],
    ids=["left", "cannot be read", "no such setting", "interrupted"],
)
def test_what_ends_the_panes_ends_brief(tmp_path: Path, then: str, status: int, line: str) -> None:
    done = _brief(tmp_path, then=then)
    assert (done.returncode, done.stderr) == (status, line)


def test_a_fault_is_one_line_and_its_details_are_kept(tmp_path: Path) -> None:
    done = _brief(tmp_path, then="raise RuntimeError('upside down')")
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    log = tmp_path / "cache" / "fault.log"
    assert "upside down" in line
    assert str(log) in line
    assert "RuntimeError: upside down" in log.read_text()


_LATE = """
import sys
import types
def print_briefing(setup, asked):
    import msgspec
    print("inspect" in sys.modules)
    import typing_extensions
    print(typing_extensions.Required is not None)
report = types.ModuleType("tui.cli.day_report")
report.print_briefing = print_briefing
report.ReportRequest = dict
sys.modules["tui.cli.day_report"] = report
"""


@pytest.mark.parametrize("before", ["", "import typing_extensions\n"], ids=["not there", "there"])
def test_backports_of_typing_are_loaded_by_who_asks_for_them(tmp_path: Path, before: str) -> None:
    program = f"{before}import tui.cli.entry as entry\n{_LATE}entry.run()"
    done = subprocess.run(
        [sys.executable, "-c", program, "print"],
        env={**os.environ, "BRIEF_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout == f"{bool(before)}\nTrue\n"
