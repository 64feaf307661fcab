"""What is set before Textual is imported, and which face a terminal gets."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tui.terminal.capabilities import LOCAL_FPS, REMOTE_FPS, Face, prepare

READ_BY_TEXTUAL = """
import json, sys
from tui.terminal import capabilities as terminal
before = "textual" in sys.modules
terminal.prepare()
from textual import constants
print(json.dumps([before, constants.MAX_FPS, constants.TEXTUAL_ANIMATIONS,
                  constants.SMOOTH_SCROLL, round(constants.ESCAPE_DELAY * 1000)]))
"""


def bare() -> dict[str, str]:
    """The environment without what the terminal is judged by."""
    describing = ("TEXTUAL", "SSH", "ESCDELAY", "LC_", "LANG", "NO_COLOR", "TERM", "COLORTERM")
    return {k: v for k, v in os.environ.items() if not k.startswith(describing)}


def read_by_textual(**environment: str) -> list[object]:
    done = subprocess.run(
        [sys.executable, "-c", READ_BY_TEXTUAL],
        env={**bare(), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    answers: list[object] = json.loads(done.stdout)
    return answers


def test_textual_is_calm_and_slow_lines_get_fewer_frames() -> None:
    assert read_by_textual() == [False, int(LOCAL_FPS), "none", False, 25]
    remote = read_by_textual(SSH_CONNECTION="10.0.0.1 22 10.0.0.2 22")
    assert remote == [False, int(REMOTE_FPS), "none", False, 100]
    assert int(REMOTE_FPS) < int(LOCAL_FPS)


def test_what_the_user_has_set_stays() -> None:
    chosen = read_by_textual(
        TEXTUAL_FPS="5", TEXTUAL_ANIMATIONS="full", TEXTUAL_SMOOTH_SCROLL="1", ESCDELAY="60"
    )
    assert chosen == [False, 5, "full", True, 60]


@pytest.mark.parametrize(
    ("environment", "theme"),
    [
        ({"TERM": "xterm-256color"}, "dark"),
        ({"TERM": "tmux-256color"}, "dark"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "dark"),
        ({"TERM": "xterm-direct"}, "dark"),
        ({"TERM": "xterm"}, "ansi"),
        ({"TERM": "linux"}, "ansi"),
        ({"TERM": "screen"}, "ansi"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "ansi"),
    ],
)
def test_few_or_unwanted_colours_get_the_terminals_own(
    environment: dict[str, str], theme: str
) -> None:
    assert prepare(dict(environment), encoding="utf-8") == Face(theme, False)


def test_an_empty_no_color_says_nothing() -> None:
    assert prepare({"TERM": "xterm-256color", "NO_COLOR": ""}, encoding="utf-8").theme == "dark"


def test_a_theme_that_was_asked_for_is_taken() -> None:
    assert prepare({"NO_COLOR": "1"}, theme="contrast", encoding="UTF-8").theme == "contrast"


@pytest.mark.parametrize(
    ("encoding", "ascii_only"),
    [("UTF-8", False), ("utf8", False), ("ANSI_X3.4-1968", True), ("ISO-8859-1", True)],
)
def test_a_locale_without_utf8_gets_ascii(encoding: str, ascii_only: bool) -> None:
    assert prepare({}, encoding=encoding).ascii is ascii_only
    assert prepare({}, encoding=encoding, ascii_only=True).ascii


@pytest.mark.parametrize(
    ("environment", "ascii_only"),
    [
        ({"LC_ALL": "C"}, True),
        ({"LC_ALL": "POSIX", "LANG": "en_US.UTF-8"}, True),
        ({"LC_CTYPE": "C", "LANG": "en_US.UTF-8"}, True),
        ({"LANG": "C"}, True),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, True),  # as Python sets it for itself
        ({"LANG": "C", "LC_CTYPE": "en_US.UTF-8"}, False),
        ({"LC_ALL": "C.UTF-8", "LANG": "C"}, False),
        ({"LC_CTYPE": "C.UTF-8"}, False),
        ({"LANG": "en_US.UTF-8"}, False),
        ({}, False),
    ],
)
def test_the_locale_c_means_ascii_whatever_python_speaks(
    environment: dict[str, str], ascii_only: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("locale.getpreferredencoding", lambda _: "UTF-8")
    assert prepare(environment).ascii is ascii_only


OPENED = """
import sys
from tui.cli import main as cli
from tui.terminal import capabilities as terminal

set_up = terminal.prepare

def prepare(*arguments, **options):
    early = "textual" in sys.modules
    face = set_up(*arguments, **options)
    from textual import constants
    from tui.app.app import BriefApp

    def run(app, *, mouse):
        print(early, constants.MAX_FPS, constants.TEXTUAL_ANIMATIONS)
        print(app.theme, app.look.ascii, mouse)

    BriefApp.run = run
    return face

terminal.prepare = prepare
cli.has_terminal = lambda: True
cli.main()
"""


def opened(home: Path, *arguments: str, **environment: str) -> list[str]:
    """What the panes are opened with by the command."""
    done = subprocess.run(
        [sys.executable, "-c", OPENED, *arguments],
        env={**bare(), "LANG": "C.UTF-8", "BRIEF_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


def test_the_command_sets_all_that_before_it_imports_textual(tmp_path: Path) -> None:
    here = {"TERM": "xterm-256color"}
    assert opened(tmp_path, **here) == ["False", LOCAL_FPS, "none", "dark", "False", "False"]
    there = opened(tmp_path, "--mouse", **here, SSH_CONNECTION="a", NO_COLOR="1", LC_ALL="C")
    assert there == ["False", REMOTE_FPS, "none", "ansi", "True", "True"]


@pytest.mark.parametrize("theme", ["dark", "light", "ansi", "contrast"])
def test_the_command_puts_on_the_theme_of_the_settings(tmp_path: Path, theme: str) -> None:
    (tmp_path / "config.toml").write_text(f'[tui]\ntheme = "{theme}"\nmouse = true\n')
    assert opened(tmp_path, NO_COLOR="1")[3:] == [theme, "False", "True"]
