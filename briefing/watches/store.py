"""Keeps watches, and what they have shown, in the state of a library."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from briefing.digest.briefing import Briefing
from briefing.errors import UsageError
from briefing.ports import Json, Library
from briefing.watches.hits import WatchHits, watch_hits
from briefing.watches.watch import (
    REMEMBERED,
    Match,
    Watch,
    matches,
    remember,
    unseen,
    watch_from_json,
    watch_to_json,
)

if TYPE_CHECKING:
    from briefing.digest.changes import ArticleEdit

WATCHES = "watches"
SEEN = "watch seen: "


class Watches:
    """The watches in ``library``, and those that the settings fix, by name. Keeps what was shown.

    All methods may raise ``StoreError``.
    """

    def __init__(self, library: Library, fixed: Mapping[str, Watch] = MappingProxyType({})) -> None:
        self._library = library
        self._fixed = fixed

    def own(self) -> tuple[Watch, ...]:
        """The watches of the library, in the order in which they were added."""
        records = cast("list[dict[str, Json]]", self._library.state(WATCHES) or [])
        return tuple(watch_from_json(record) for record in records)

    def all(self) -> tuple[Watch, ...]:
        """The watches that the settings fix, and those of the library under other names."""
        return (*self._fixed.values(), *(w for w in self.own() if w.name not in self._fixed))

    def is_fixed(self, name: str) -> bool:
        """Whether the settings fix a watch of that name."""
        return name in self._fixed

    def check_free(self, name: str) -> None:
        """Raise ``UsageError`` if a watch of that name is fixed by the settings."""
        if self.is_fixed(name):
            raise UsageError(
                f"watch {name!r}", "is set in config.toml", "Change it there: `brief config edit`"
            )

    def find(self, name: str) -> Watch:
        """The watch of that name. Raises ``UsageError``."""
        watches = self.all()
        for watch in watches:
            if watch.name == name:
                return watch
        names = ", ".join(watch.name for watch in watches)
        raise UsageError(
            f"watch {name!r}",
            "is unknown",
            f"Known are: {names}" if names else "`brief watch add NAME --speaker TEXT` makes one",
        )

    def put(self, watch: Watch) -> None:
        """Add or replace a watch by its name; what it looks out for is new again.

        Raises ``UsageError`` if the settings fix one of that name.
        """
        self.check_free(watch.name)

        def put() -> None:
            watches = self.own()
            if any(w.name == watch.name for w in watches):
                watches = tuple(watch if w.name == watch.name else w for w in watches)
                self._library.set_state(f"{SEEN}{watch.name}", None)
            else:
                watches = (*watches, watch)
            self._save(watches)

        self._library.atomically(put)

    def remove(self, name: str) -> None:
        """Forget a watch and what it has shown. An unknown name is no error.

        Raises ``UsageError`` if the settings fix it.
        """
        self.check_free(name)

        def remove() -> None:
            self._save(tuple(w for w in self.own() if w.name != name))
            self._library.set_state(f"{SEEN}{name}", None)

        self._library.atomically(remove)

    def _save(self, watches: tuple[Watch, ...]) -> None:
        self._library.set_state(WATCHES, [watch_to_json(w) for w in watches] or None)

    def hits(self, briefing: Briefing) -> WatchHits:
        """What all watches see in a briefing; what is new stays so."""
        watches = self.all()
        return watch_hits(watches, briefing, {w.name: self._seen(w) for w in watches})

    def peek(self, watch: Watch, briefing: Briefing) -> tuple[tuple[Match, ...], tuple[Match, ...]]:
        """All matches in a briefing, and those not shown before, which stay so."""
        all_matches = matches(watch, briefing)
        return all_matches, unseen(all_matches, self._seen(watch))

    def look_out(
        self, watch: Watch, briefing: Briefing
    ) -> tuple[tuple[Match, ...], tuple[Match, ...]]:
        """All matches in a briefing, and those not shown before, which now count as shown."""
        all_matches, unseen_yet = self.peek(watch, briefing)

        def show() -> tuple[Match, ...]:
            seen = self._seen(watch)
            new = unseen(all_matches, seen)
            if new:
                self._library.set_state(f"{SEEN}{watch.name}", list(remember(all_matches, seen)))
            return new

        # Looked at before, so that a library that cannot be written can be watched all the same.
        return all_matches, self._library.atomically(show) if unseen_yet else ()

    def show_edits(self, watch: Watch, edits: Iterable[ArticleEdit], peek: bool = False) -> bool:
        """Whether any of these edits has not been shown before; all count as shown from now on,
        unless this is only a ``peek``.
        """
        keys = tuple(dict.fromkeys(map(_key_of, edits)))

        def show() -> bool:
            seen = self._seen(watch)
            if set(keys) <= set(seen):
                return False
            every = tuple(dict.fromkeys((*keys, *seen)))[:REMEMBERED]
            self._library.set_state(f"{SEEN}{watch.name}", list(every))
            return True

        new = not set(keys) <= set(self._seen(watch))
        return new if peek or not new else self._library.atomically(show)

    def _seen(self, watch: Watch) -> list[str]:
        return cast("list[str]", self._library.state(f"{SEEN}{watch.name}") or [])


def _key_of(edit: ArticleEdit) -> str:
    """What tells an edit from all others."""
    changed = edit.edit
    at = changed.span.start if changed.span else ""
    return f"{edit.article.id} {changed.field or changed.turn} {changed.until.isoformat()} {at}"
