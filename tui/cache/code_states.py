"""Which code of brief has made what is kept: another brief may make it otherwise."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from typing import TypeAlias

CodeStates: TypeAlias = dict[str, tuple[int, int] | None]
"""Each file of brief that had a part in it: size and time of the last change, in nanoseconds;
None for one that is gone."""

_OWN = ("briefing", "store", "tui")


def loaded_code() -> CodeStates:
    """The files of brief that this process has loaded, as they stand now."""
    files = (
        module.__file__
        for name, module in sys.modules.items()
        if name.partition(".")[0] in _OWN and module.__file__
    )
    return _states(files)


def is_unchanged(code: Mapping[str, tuple[int, int] | None]) -> bool:
    """Whether those files still stand so, and are those of this brief."""
    return __file__ in code and code == _states(code)


def _states(files: Iterable[str]) -> CodeStates:
    return {name: _state(name) for name in files}


def _state(name: str) -> tuple[int, int] | None:
    try:
        found = os.stat(name)  # noqa: PTH116  (a path object for each would cost more than this)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
