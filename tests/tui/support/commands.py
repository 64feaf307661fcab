"""What tests of commands share: the type of their fixture ``brief``, analysers at rest and slow."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from click.testing import Result

from briefing.analysis.analyser import Analyser
from briefing.model import Article, Findings

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


class SlowAnalyser:
    """Finds nothing, and takes its time for it."""

    name = "slow"
    SECONDS = 0.005  # that reading an article takes

    def analyse(self, articles: Iterable[Article], total: int | None = None) -> Iterator[Findings]:
        read = list(articles)  # as processes do, which read ahead of what they give back
        for article in read:
            time.sleep(self.SECONDS)
            yield Findings(article.id, self.name)

    def stop(self) -> None:
        pass

    def close(self) -> None:
        pass


class QuickAnalyser:
    """Finds nothing, at once."""

    name = "nothing"

    def analyse(self, articles: Iterable[Article], total: int | None = None) -> Iterator[Findings]:
        return (Findings(a.id, self.name) for a in articles)

    def stop(self) -> None:
        pass

    def close(self) -> None:
        pass
