"""The first screen of the last visit, kept in a file of its own: rows before the store is open."""

from __future__ import annotations

import contextlib
import os
from datetime import date
from pathlib import Path

from briefing.digest import Briefing
from briefing.front import Front, decode, encode, front_of
from briefing.model import Counts

NAME = "front.json"


class FrontPage:
    """The file in ``folder`` and the question that it has to answer: which day, how many days.

    It is a convenience: whatever goes wrong with it, the briefing comes from the store.
    """

    def __init__(self, folder: Path, today: date, asked: date | None, days: int) -> None:
        self._path = folder / NAME
        self._question = (today, asked, days)
        self._kept: Briefing | None = None

    def read(self) -> Front | None:
        """The front of the last visit, if it answers this question."""
        try:
            front = decode(self._path.read_bytes())
        except OSError:
            return None
        return front if front is not None and front.answers(*self._question) else None

    def keep(self, briefing: Briefing, counts: Counts, asked: date | None, days: int) -> None:
        """Write the front of a briefing for the next visit, if it answers the same question."""
        if (asked, days) != self._question[1:] or briefing is self._kept:
            return
        self._kept = briefing
        with contextlib.suppress(OSError, ValueError):
            data = encode(front_of(briefing, counts, *self._question))
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh = self._path.with_suffix(f".{os.getpid()}")
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with open(descriptor, "wb") as file:  # noqa: PTH123  (a descriptor, for its mode)
                file.write(data)
            fresh.replace(self._path)
