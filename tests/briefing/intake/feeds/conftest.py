"""What tests of feeds are run with: a library of their own, and a server on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from briefing.ports import Library
from store.library import open_library
from tests.briefing.intake.server import Server, running


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path / "library")
    yield opened
    opened.close()


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with running() as one:
        yield one
