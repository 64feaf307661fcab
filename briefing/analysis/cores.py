"""How much of the machine brief may use; in a module of its own, for what is in a hurry."""

from __future__ import annotations

import os


def usable_cores() -> int:
    """How many cores this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1
