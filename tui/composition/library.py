"""The library of a folder, from the store in use.

Each function imports what it needs when it is called: most commands need little of the store, and
``brief --help`` none.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from briefing.sources import Sources
    from store.library import TinyLibrary

UserLibrary: TypeAlias = "TinyLibrary"

FIRST_SCREEN_MAKER = "tui.composition.library:make_first_screen"
"""What the process runs that makes the first screen beside the one that loads the interface."""


def open_library(folder: Path) -> UserLibrary:
    """The library in that folder, made if there is none. Raises ``StoreError``."""
    from store.library import open_library as opened

    return opened(folder)


def open_sources(folder: Path, quota_mib: int) -> Sources:
    """The sources beside the library in that folder, in so many MiB; 0: none are kept."""
    if not quota_mib:
        from briefing.sources import NO_SOURCES

        return NO_SOURCES
    from store.engine.sources import SourceArchive

    return SourceArchive(folder, quota_mib << 20)


def stamp(folder: Path) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """What differs once anything was written to the library of a folder; opens nothing."""
    from store.engine.files import stamp as read

    return read(folder)


def snapshot_identity(folder: Path) -> tuple[int, ...]:
    """What differs once the library of a folder was compacted or put back; opens nothing."""
    from store.engine.files import snapshot_identity as read

    return read(folder)


def size(folder: Path) -> int:
    """How many bytes the library of a folder takes; opens nothing."""
    from store.engine.files import size as read

    return read(folder)


def writer(folder: Path) -> str:
    """Who writes to the library of a folder now, in words; "" for nobody. Opens nothing else."""
    from contextlib import closing

    from store.engine.files import LOCK
    from store.engine.lock import Lock

    path = folder / LOCK
    if not path.exists():
        return ""
    with closing(Lock(path, timeout=0)) as lock:
        return lock.holder()


def make_first_screen(asked: str | None, days: int) -> None:
    """Write the first screen for that question, in the process started for it."""
    import os

    from briefing.desk import Desk
    from tui.cache.first_screen import FirstScreenCache
    from tui.settings.config import home

    folders = home()
    desk = Desk(lambda: open_library(folders.data))
    day = date.fromisoformat(asked) if asked else None
    front = FirstScreenCache(folders.cache, desk.today(), day, days).begun(desk)
    while front:
        front = front[os.write(1, front) :]
