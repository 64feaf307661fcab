"""What the command tests share: the type of their fixture ``brief``, an analyser at rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from click.testing import Result

from briefing.analysis.analyser import Analyser
from briefing.model import Findings

Brief: TypeAlias = Callable[..., Result]
"""Runs a command with those arguments."""


class IdleAnalyser(Analyser):
    """An analyser by whose name all that a test stores has been analysed."""

    def __init__(self, name: str) -> None:
        self.name = name

    def analyse(self, articles: object, total: int | None = None) -> Iterator[Findings]:
        raise AssertionError("everything is analysed already")

    def stop(self) -> None:
        """Nothing is under way."""

    def close(self) -> None:
        """Nothing was started."""
