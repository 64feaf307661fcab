"""Tests of intake share the processes that parse for them."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _shared(shared_processes: None) -> None:
    """For every test."""
