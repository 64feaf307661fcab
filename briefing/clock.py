"""The present moment, handed in wherever it matters: nothing pure looks at a clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeAlias

Clock: TypeAlias = Callable[[], datetime]
"""Gives the present moment with its zone."""


def system_clock() -> datetime:
    """Now, in the machine's own time zone."""
    return datetime.now(UTC).astimezone()
