"""What ``brief print`` last answered, kept until something that the answer rests on has changed.

Of a large library a report takes a second and more, and the same one is asked for again and again:
by login messages, status bars and mails.
"""

from __future__ import annotations

import contextlib
import zlib
from datetime import date
from pathlib import Path
from typing import TypeAlias

import msgspec
from msgspec import Struct

from tui.cache.code_states import CodeStates, is_unchanged, loaded_code

Stamp: TypeAlias = tuple[tuple[str, tuple[int, ...]], ...]
"""How the files of the store stand: differs once any process has written to it."""

KEPT = 8  # answers: what is asked for again and again is never that much


class Question(Struct, frozen=True):
    """All that a report depends on, except the store and brief's own code.

    ``today`` is the present day, ``analyser`` the name of the rules and the model in use.
    """

    today: date
    analyser: str
    form: str
    as_of: date | None
    days: int
    since: date | None
    known: bool
    top: int = 0
    ledger: bool = False


class _Head(Struct, frozen=True):
    """The first line of a kept answer; ``code`` is what made it."""

    question: Question
    stamp: Stamp
    code: CodeStates


class ReportCache:
    """The kept answer to a question, in a file of its own in ``folder``.

    It is a convenience: whatever goes wrong with it, the report is made anew.
    """

    def __init__(self, folder: Path, question: Question) -> None:
        self._folder = folder
        self._question = question
        number = zlib.crc32(msgspec.json.encode(question))
        self._path = folder / f"printed-{number:08x}.txt"

    def read(self, stamp: Stamp) -> str | None:
        """The answer, if the store still has that stamp and brief is the same."""
        try:
            line, _, text = self._path.read_bytes().partition(b"\n")
            head = msgspec.json.decode(line, type=_Head)
            if (head.question, head.stamp) != (self._question, stamp):
                return None
            # Another brief on the same machine may word it in another way.
            return text.decode() if is_unchanged(head.code) else None
        except (OSError, ValueError):
            return None

    def keep(self, text: str, stamp: Stamp) -> None:
        """Keep the answer that was made while the store had that stamp, if it had one."""
        if not stamp:
            return
        # With what few processes need, as most only read what is kept.
        from briefing.files import write_private

        with contextlib.suppress(OSError, ValueError):
            head = msgspec.json.encode(_Head(self._question, stamp, loaded_code()))
            write_private(self._path, b"%s\n%s" % (head, text.encode()))
            kept = sorted(self._folder.glob("printed-*.txt"), key=lambda p: p.stat().st_mtime_ns)
            for path in kept[:-KEPT]:
                path.unlink()
