"""The manual page says what the commands say of themselves."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tui.cli.exit_codes import MEANINGS
from tui.cli.main import COMMANDS
from tui.cli.manual import manual

PAGE = Path(__file__).parents[3] / "docs" / "brief.1"


def test_the_page_in_docs_is_made_from_the_commands_of_now() -> None:
    assert PAGE.read_text("utf-8") == manual(), "run `make man`"


def test_every_command_and_exit_status_is_in_it() -> None:
    for command in COMMANDS:
        assert f"\n.SS {command}\n" in manual()
    for status, meaning in MEANINGS.items():
        assert f".B {status}\n{meaning}" in manual().replace("\\-", "-")


@pytest.mark.skipif(shutil.which("groff") is None, reason="needs groff")
def test_groff_sets_it_without_a_warning() -> None:
    command = ["groff", "-man", "-Tutf8", "-ww", "-z", str(PAGE)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
