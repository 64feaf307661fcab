"""Keeps watches, and what they have shown, in the state of a library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from briefing.digest.briefing import Briefing
from briefing.errors import UsageError
from briefing.ports import Json, Library
from briefing.watches.hits import WatchHits, watch_hits
from briefing.watches.watch import (
    Match,
    Watch,
    matches,
    remember,
    unseen,
    watch_from_json,
    watch_to_json,
)

WATCHES = "watches"
SEEN = "watch seen: "


def load_watches(library: Library) -> tuple[Watch, ...]:
    """All watches, in the order in which they were added."""
    records = cast("list[dict[str, Json]]", library.state(WATCHES) or [])
    return tuple(watch_from_json(record) for record in records)


def all_watches(library: Library, fixed: Mapping[str, Watch]) -> tuple[Watch, ...]:
    """The watches that the settings fix, and those of the library under other names."""
    return (*fixed.values(), *(w for w in load_watches(library) if w.name not in fixed))


def check_free(fixed: Mapping[str, Watch], name: str) -> None:
    """Raise ``UsageError`` if a watch of that name is fixed by the settings."""
    if name in fixed:
        raise UsageError(
            f"watch {name!r}", "is set in config.toml", "Change it there: `brief config edit`"
        )


def find_watch(library: Library, name: str, fixed: Mapping[str, Watch]) -> Watch:
    """The watch of that name. Raises ``UsageError``."""
    watches = all_watches(library, fixed)
    for watch in watches:
        if watch.name == name:
            return watch
    names = ", ".join(watch.name for watch in watches)
    raise UsageError(
        f"watch {name!r}",
        "is unknown",
        f"Known are: {names}" if names else "`brief watch add NAME --speaker TEXT` makes one",
    )


def put_watch(library: Library, watch: Watch) -> None:
    """Add or replace a watch by its name; what it looks out for is new again."""
    watches = load_watches(library)
    if any(w.name == watch.name for w in watches):
        watches = tuple(watch if w.name == watch.name else w for w in watches)
        library.set_state(f"{SEEN}{watch.name}", None)
    else:
        watches = (*watches, watch)
    _save(library, watches)


def remove_watch(library: Library, name: str) -> None:
    """Forget a watch and what it has shown. An unknown name is no error."""
    _save(library, tuple(w for w in load_watches(library) if w.name != name))
    library.set_state(f"{SEEN}{name}", None)


def _save(library: Library, watches: tuple[Watch, ...]) -> None:
    library.set_state(WATCHES, [watch_to_json(w) for w in watches] or None)


def sight(library: Library, fixed: Mapping[str, Watch], briefing: Briefing) -> WatchHits:
    """What all watches see in a briefing; what is new stays so."""
    watches = all_watches(library, fixed)
    return watch_hits(watches, briefing, {w.name: _seen(library, w) for w in watches})


def _seen(library: Library, watch: Watch) -> list[str]:
    return cast("list[str]", library.state(f"{SEEN}{watch.name}") or [])


def peek(
    library: Library, watch: Watch, briefing: Briefing
) -> tuple[tuple[Match, ...], tuple[Match, ...]]:
    """All matches in a briefing, and those not shown before, which stay so."""
    found = matches(watch, briefing)
    return found, unseen(found, _seen(library, watch))


def look_out(
    library: Library, watch: Watch, briefing: Briefing
) -> tuple[tuple[Match, ...], tuple[Match, ...]]:
    """All matches in a briefing, and those not shown before, which count as shown from now on."""
    found = matches(watch, briefing)
    seen = _seen(library, watch)
    new = unseen(found, seen)
    if new:
        library.set_state(f"{SEEN}{watch.name}", list(remember(found, seen)))
    return found, new
