"""Regular expressions that are compiled when they are first looked for.

A table of them takes longer to compile than all else that its module does when it is imported, and
a run looks for few of them: of the words that tell what became of an undertaking, for half.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property


class LazyPattern:
    """Stands for ``re.compile(pattern)``; a pattern that is wrong raises ``re.error`` when used."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    @property
    def is_compiled(self) -> bool:
        """Whether it was looked for yet."""
        return "_compiled" in self.__dict__

    def search(self, text: str) -> re.Match[str] | None:
        """The first place where it stands."""
        return self._compiled.search(text)

    def match(self, text: str) -> re.Match[str] | None:
        """It, where the text begins with it."""
        return self._compiled.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """It, where it is the whole text."""
        return self._compiled.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All places where it stands, in order."""
        return self._compiled.finditer(text)

    def made(self, match: re.Match[str]) -> bool:
        """Whether a match is one of this pattern."""
        return match.re.pattern == self.pattern
