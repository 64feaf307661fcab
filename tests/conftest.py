"""Fixtures that all tests share; the model is loaded once a test process."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Threads of OpenBLAS wait for each other by turning around: a sentence took twenty times the
# processor time where other processes kept the cores busy. It is read when numpy is imported.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

# Whoever starts tests in the background of a shell has interrupts ignored in all their processes.
signal.signal(signal.SIGINT, signal.default_int_handler)

# How fast the machine is, and how busy, says nothing about the program.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")


_LONGEST_ID = 80  # characters: a line of a terminal


def pytest_make_parametrize_id(val: object) -> str | None:
    """Names of tests tell long texts by their beginnings, and do not hold them whole."""
    if not isinstance(val, str | bytes) or len(val) <= _LONGEST_ID:
        return None
    beginning = val[:40] if isinstance(val, str) else ascii(val[:20])
    return f"{beginning}, {len(val):,} characters"


@pytest.fixture(scope="session")
def parse() -> Callable[[str], Doc]:
    """Parse one text with the bundled model, as the product does."""
    from briefing.extract import pipeline
    from briefing.nlp_model import BUNDLED_MODEL

    def parse_one(text: str) -> Doc:
        # Asked for each time: what other tests have had unloaded is not kept beside the next.
        return next(iter(pipeline.parse(pipeline.load(BUNDLED_MODEL), [text])))

    return parse_one


@pytest.fixture
def shared_processes(monkeypatch: pytest.MonkeyPatch, _processes: None) -> None:
    """Parsers and analysers take processes that others have started; see ``tests.processes``."""
    from tests import processes

    processes.share(monkeypatch)


@pytest.fixture(scope="session")
def _processes() -> Iterator[None]:
    from tests import processes

    yield
    processes.end()
