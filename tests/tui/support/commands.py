"""What the fixture ``brief`` of the command tests is: it runs a command with those arguments."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from click.testing import Result

Brief: TypeAlias = Callable[..., Result]
