"""What commands print cannot steer a terminal, and nothing ends in a traceback."""

from __future__ import annotations

import ast
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from store.library import open_library
from tests.tui.support.world import entries
from tui.cli.main import Setup, main
from tui.cli.output import visible

_CLI = Path(__file__).parents[3] / "tui" / "cli"
_PROGRAM = "from tui.cli.main import main; main()"
_EVIL = "\x1b]0;owned\x07\x1b[31mred\u202e\x9b2J"


def brief(home: Path, *arguments: str, **streams: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-c", _PROGRAM, *arguments],
        env={**os.environ, "BRIEF_HOME": str(home)},
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        **{"stdout": subprocess.PIPE, "stdin": subprocess.DEVNULL, **streams},
    )


def test_commands_print_through_the_gate_alone() -> None:
    for path in _CLI.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and path.name != "output.py":
                called = ast.unparse(node.func)
                assert called not in ("print", "click.echo", "click.secho", "echo_via_pager"), path


def test_what_is_not_seen_is_shown_as_such() -> None:
    assert visible(_EVIL) == "?]0;owned??[31mred??2J"
    assert visible("two\tcolumns\nZürich – “ok”") == "two\tcolumns\nZürich – “ok”"


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", _EVIL),
        ("add", f"{_EVIL}.pdf"),
        ("extract", _EVIL),
        (_EVIL,),
        ("print", f"--{_EVIL}"),
        ("print", "--as-of", _EVIL),
        ("config", "set", _EVIL, "1"),
        ("config", "set", "tui.theme", _EVIL),
        ("feeds", "remove", _EVIL),
        ("feeds", "import", _EVIL),
        ("remove", _EVIL),
        ("restore", _EVIL),
        ("backup", f"/{_EVIL}/x"),
        ("verify", _EVIL),
        ("watch", "remove", _EVIL),
        ("read", _EVIL),
        ("analyse", "--jsonl", f"{_EVIL}://", "--into", _EVIL),
        ("export", "--json", f"/proc/{_EVIL}/x"),
    ],
)
def test_words_of_the_user_reach_the_terminal_without_escapes(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("briefing.desk.Desk.refresh", lambda self, progress: 0)
    done = CliRunner().invoke(main, arguments, env={"BRIEF_HOME": str(tmp_path)})
    assert done.exit_code in (1, 2)
    assert isinstance(done.exception, SystemExit)
    assert "a fault in brief" not in done.output
    assert not {c for c in done.output if c < " " and c not in "\n\t"} | (
        set("\x9b\u202e") & set(done.output)
    )


@pytest.mark.parametrize(
    "arguments",
    [("--help",), ("print",), ("feeds", "list"), ("config",), ("doctor",), ("samples",)],
)
def test_a_full_disk_behind_standard_output_is_one_line(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    with Path("/dev/full").open("w") as full:
        done = brief(tmp_path, *arguments, stdout=full)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1:] == ["brief: standard output: No space left on device"], (
        done.stderr
    )
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("samples", "--remove"),
        ("prune", "--keep-days", "1"),
        ("config", "set", "tui.theme", "light"),
        ("backup", "FILE"),
        ("export", "--markdown", "FILE"),
        ("export", "--bundle", "FILE"),
        ("watch", "add", "boats", "--speaker", "Ilse Marenko"),
    ],
    ids=" ".join,
)
def test_a_disk_that_takes_nothing_is_one_line(arguments: tuple[str, ...], home: Path) -> None:
    def without_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    out = home / "out"
    given = [str(out) if word == "FILE" else word for word in arguments]
    done = brief(home, *given, preexec_fn=without_room)
    if done.returncode:
        (line,) = done.stderr.splitlines()
        assert line.startswith("brief: ")
        assert "File too large" in line
    assert "Traceback" not in done.stderr
    assert not out.exists()
    library = open_library(home / "data", read_only=True)
    assert library.counts().articles == len(entries())
    library.close()


def test_nobody_is_told_where_nobody_can_be(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-c", _PROGRAM, "samples"]
        done = subprocess.run(
            command, env={**os.environ, "BRIEF_HOME": str(tmp_path)}, stdout=full, stderr=full
        )
    assert done.returncode == 1


@pytest.mark.parametrize("url", ["foo://x", "gcs://bucket/x", "memory://none"])
def test_archives_that_nobody_can_open_are_one_line(url: str, tmp_path: Path) -> None:
    done = brief(tmp_path, "analyse", "--jsonl", url, "--into", str(tmp_path / "out"))
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"brief: {url}: ")


def test_a_fault_is_one_line_and_its_details_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(self: Setup) -> None:
        raise ZeroDivisionError(_EVIL)

    monkeypatch.setattr(Setup, "desk", fails)
    done = CliRunner().invoke(main, ["samples"], env={"BRIEF_HOME": str(tmp_path)})
    assert done.exit_code == 1
    path = tmp_path / "cache" / "fault.log"
    what = f"ZeroDivisionError: {visible(_EVIL)}"
    complaint = f"brief: a fault in brief ({what}). Its details are in {path}"
    assert done.output == f"{complaint}; please report it with them\n"
    assert "Traceback" in path.read_text(encoding="utf-8")
