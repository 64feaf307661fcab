"""What was merged for the last briefing, so that the next merges anew only what has changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Merged(Generic[T]):
    """Results by key, each with what it was made of: made again where that is another.

    Holds what the last two briefings used.
    """

    def __init__(self) -> None:
        self._used: dict[Hashable, tuple[object, T]] = {}
        self._before: dict[Hashable, tuple[object, T]] = {}

    def of(self, key: Hashable, made_of: object, make: Callable[[], T]) -> T:
        """What ``make`` gives, which is to follow from nothing but ``made_of`` and events."""
        kept = self._kept(key)
        if kept is None or kept[0] != made_of:
            kept = made_of, make()
        self._used[key] = kept
        return kept[1]

    def earlier(self, key: Hashable) -> T | None:
        """The last result by that key, whatever it was made of, from which ``make`` may start."""
        kept = self._kept(key)
        return kept[1] if kept is not None else None

    def _kept(self, key: Hashable) -> tuple[object, T] | None:
        return self._used.get(key) or self._before.get(key)

    def turn(self) -> None:
        """A briefing begins: let go of what the last one did not use."""
        self._before, self._used = self._used, {}

    def clear(self) -> None:
        """Let go of everything."""
        self._before, self._used = {}, {}
