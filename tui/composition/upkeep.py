"""Looking after the store in use, each by its folder alone."""

from __future__ import annotations

from store.upkeep.facade import (
    Complaint,
    Health,
    Pruned,
    examine,
    prune,
    repair,
    restore_backup,
    save_backup,
)

__all__ = [
    "Complaint",
    "Health",
    "Pruned",
    "examine",
    "prune",
    "repair",
    "restore_backup",
    "save_backup",
]
