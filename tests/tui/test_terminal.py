"""What is set before Textual is imported, and which face a terminal gets."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tui.terminal import LOCAL_FPS, REMOTE_FPS, Face, prepare

READ_BY_TEXTUAL = """
import json, sys
from tui import terminal
before = "textual" in sys.modules
terminal.prepare()
from textual import constants
print(json.dumps([before, constants.MAX_FPS, constants.TEXTUAL_ANIMATIONS,
                  constants.SMOOTH_SCROLL, round(constants.ESCAPE_DELAY * 1000)]))
"""


def read_by_textual(**environment: str) -> list[object]:
    bare = {k: v for k, v in os.environ.items() if not k.startswith(("TEXTUAL", "SSH", "ESCDELAY"))}
    done = subprocess.run(
        [sys.executable, "-c", READ_BY_TEXTUAL],
        env={**bare, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[object] = json.loads(done.stdout)
    return found


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


def test_a_theme_that_was_asked_for_is_taken() -> None:
    assert prepare({"NO_COLOR": "1"}, theme="contrast", encoding="UTF-8").theme == "contrast"


@pytest.mark.parametrize(
    ("encoding", "ascii_only"),
    [("UTF-8", False), ("utf8", False), ("ANSI_X3.4-1968", True), ("ISO-8859-1", True)],
)
def test_a_locale_without_utf8_gets_ascii(encoding: str, ascii_only: bool) -> None:
    assert prepare({}, encoding=encoding).ascii is ascii_only
    assert prepare({}, encoding=encoding, ascii_only=True).ascii
