"""What a command line needs to look after a store, each by its folder alone."""

from __future__ import annotations

from pathlib import Path

from store.engine import files
from store.engine.contents import Contents
from store.engine.lock import LOCK_SECONDS
from store.recovery import backup_archive
from store.recovery.backup import Backup, Restored
from store.recovery.migrations import SCHEMA
from store.recovery.opening import bare_writer, open_database, repair
from store.recovery.salvage import Salvaged
from store.upkeep.file_health import Complaint
from store.upkeep.health import Health, examine
from store.upkeep.retention import Pruned, prune

__all__ = [
    "Backup",
    "Complaint",
    "Health",
    "Pruned",
    "Restored",
    "Salvaged",
    "examine",
    "prune",
    "repair",
    "restore_backup",
    "save_backup",
]


def save_backup(folder: Path, to: Path) -> Backup:
    """Write the store to one file, in place of one of that name; takes no lock.

    A link is followed to what it leads to, and a file that is replaced leaves its permissions; what
    is no regular file (a pipe, a device, standard output) is written to as it is.
    Raises StoreError if there is no room or no right to write, StoreCorrupt if the store is
    damaged, BrokenPipeError when nobody reads the standard output any more.
    """
    contents = Contents(folder)
    try:
        with files.explained(folder):
            contents.refresh()
        return backup_archive.save(contents, to)
    finally:
        contents.close()


def restore_backup(folder: Path, source: Path, *, lock_timeout: float = LOCK_SECONDS) -> Restored:
    """Let the store hold exactly what that backup holds; what it held before is kept beside it.

    Raises StoreCorrupt, StoreTooNew or StoreError about the backup before anything is touched,
    StoreBusy if another process keeps the lock.
    """
    writer = bare_writer(folder, lock_timeout)
    try:
        restored = backup_archive.restore(writer, source, SCHEMA)
    finally:
        writer.close()
        writer.contents.close()
    # An older schema is brought up to date here, and not by whoever happens to read first.
    open_database(folder, lock_timeout=lock_timeout).database.close()
    return restored
