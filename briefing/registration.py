"""A table of entries to which more can be registered, each under names of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Entries in order: those that are always there, then those registered.

    ``names`` gives the names of an entry, no two entries share one; ``what`` is what errors call
    them ("a kind of finding").
    """

    def __init__(
        self, own: tuple[T, ...], names: Callable[[T], tuple[str, ...]], what: str
    ) -> None:
        self._own = own
        self._names = names
        self._what = what
        self._registered: tuple[T, ...] = ()

    @property
    def all(self) -> tuple[T, ...]:
        """Every entry."""
        return self._own + self._registered if self._registered else self._own

    @property
    def registered(self) -> tuple[T, ...]:
        """The entries that are not always there, in the order of registration."""
        return self._registered

    def register(self, entry: T) -> None:
        """Add an entry. Raises ValueError if one of its names is taken."""
        taken = {name for other in self.all for name in self._names(other)}
        if taken.intersection(self._names(entry)):
            called = " or ".join(map(repr, self._names(entry)))
            raise ValueError(f"{self._what} is called {called} already")
        self._registered += (entry,)

    @contextmanager
    def during(self, entry: T) -> Iterator[T]:
        """``register`` for as long as the context lasts."""
        self.register(entry)
        try:
            yield entry
        finally:
            self._registered = tuple(other for other in self._registered if other is not entry)
