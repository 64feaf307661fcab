"""Commands, run in this process on the library of ``home``."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.tui.support.commands import Brief
from tui.cli.main import main


@pytest.fixture
def brief(home: Path) -> Brief:
    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, arguments, env={"BRIEF_HOME": str(home)})

    return run
