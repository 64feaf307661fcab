"""Opening a folder as a TinyDB database: salvage what is damaged, refuse or migrate its schema."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from briefing.errors import StoreCorrupt, StoreError
from store.adapter.storage import JournalStorage
from store.adapter.table import JournalDB
from store.documents.columns import COLUMNS
from store.engine.contents import Contents, Listener
from store.engine.lock import LOCK_SECONDS
from store.engine.writer import Writer
from store.recovery import migrations

if TYPE_CHECKING:
    from store.recovery.salvage import Salvaged


class Opened(NamedTuple):
    """An open database, its storage, and what the user should be told about the opening."""

    database: JournalDB
    storage: JournalStorage
    notices: list[str]


def open_database(
    folder: Path,
    *,
    listener: Listener | None = None,
    read_only: bool = False,
    lock_timeout: float = LOCK_SECONDS,
    after_commit: Callable[[Contents], None] | None = None,
) -> Opened:
    """Open the folder, which need not exist yet, and put right what is damaged in it.

    Raises StoreError if it cannot be read, StoreTooNew, and with ``read_only`` also StoreCorrupt.
    """

    def attempt() -> Opened:
        database = JournalDB(
            folder,
            read_only=read_only,
            columns=COLUMNS,
            listener=listener,
            seed=migrations.seed(),
            lock_timeout=lock_timeout,
            after_commit=after_commit,
        )
        return _brought_up_to_date(database)

    try:
        opened = attempt()
    except StoreCorrupt:
        if read_only:
            raise
        salvaged = repair(folder, lock_timeout)
    else:
        if read_only or not opened.storage.is_damaged():
            return opened
        try:
            salvaged = repair(folder, lock_timeout)
        except StoreError as error:
            # Whoever holds the lock, or the full disk, must not keep what is whole from a reader.
            opened.notices.append(f"The store is damaged, and not put right yet: {error}")
            return opened
        opened.database.close()
    opened = attempt()
    opened.notices.extend([str(salvaged)] if salvaged else [])
    return opened


def _brought_up_to_date(database: JournalDB) -> Opened:
    """The database with the schema of now; it is closed if that cannot be."""
    storage = cast("JournalStorage", database.storage)
    try:
        backup = migrations.migrate(database, storage)
    except BaseException:
        database.close()
        raise
    updated = "The store was brought up to date. Its older state is kept as "
    return Opened(database, storage, [updated + backup.name] if backup else [])


def repair(folder: Path, lock_timeout: float = LOCK_SECONDS) -> Salvaged | None:
    """Check every byte of the store and put right what is damaged; None if nothing is.

    Raises StoreBusy, and StoreError if the disk refuses.
    """
    if not folder.is_dir():
        return None
    # Every start of brief imports this module, and few of them find damage.
    from store.recovery.salvage import salvage

    writer = bare_writer(folder, lock_timeout)
    try:
        return salvage(writer)
    finally:
        writer.close()


def bare_writer(folder: Path, lock_timeout: float = LOCK_SECONDS) -> Writer:
    """A writer for a folder that need not be readable as a store. To be closed by the caller."""
    return Writer(Contents(folder), COLUMNS, migrations.seed(), lock_timeout)
