"""What ``brief print`` last answered, kept until something that the answer rests on has changed;
and other answers that take as long, by the same questions.

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

PRINTED = "printed"
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
    """The first line of a kept answer; ``code`` is what made it, ``basis`` what it rests on."""

    question: Question
    stamp: Stamp
    basis: str
    code: CodeStates


def has_answers(folder: Path) -> bool:
    """Whether any answer is kept in a folder: whether reports are asked for at all."""
    return any(folder.glob(f"{PRINTED}-*.txt"))


class ReportCache:
    """The kept answer to a question, in a file of its own in ``folder``.

    It is a convenience: whatever goes wrong with it, the report is made anew. ``kind`` tells what
    is asked for, and what is kept beside it.
    """

    def __init__(self, folder: Path, question: Question, kind: str = PRINTED) -> None:
        self._folder = folder
        self._names = f"{kind}-*.txt"
        self._question = question
        number = zlib.crc32(msgspec.json.encode(question))
        self._path = folder / f"{kind}-{number:08x}.txt"

    def read(self, stamp: Stamp) -> str | None:
        """The answer, if the store still has that stamp and brief is the same."""
        head, text = self._kept()
        return text if head is not None and head.stamp == stamp else None

    def read_over(self, basis: str, stamp: Stamp) -> str | None:
        """The answer, if it rests on ``basis`` and brief is the same; None with an empty one.

        What was written since is nothing that it rests on: from now on it is kept for ``stamp``,
        which the store had before it was asked for its basis.
        """
        head, text = self._kept()
        if head is None or not basis or head.basis != basis:
            return None
        self._write(_Head(head.question, stamp, basis, head.code), text)
        return text

    def latest(self) -> str | None:
        """The answer that was kept last, whatever was written since."""
        return self._kept()[1] or None

    def forget(self) -> None:
        """Keep no answer to the question any longer."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    def keep(self, text: str, stamp: Stamp, basis: str = "") -> None:
        """Keep the answer that was made while the store had that stamp, if it had one.

        ``basis`` is what of the store it rests on.
        """
        if stamp:
            self._write(_Head(self._question, stamp, basis, loaded_code()), text)

    def _kept(self) -> tuple[_Head | None, str]:
        """What is kept of this question, made by the brief that is running."""
        try:
            line, _, text = self._path.read_bytes().partition(b"\n")
            head = msgspec.json.decode(line, type=_Head)
            # Another brief on the same machine may word it in another way.
            if head.question == self._question and is_unchanged(head.code):
                return head, text.decode()
        except (OSError, ValueError):
            pass
        return None, ""

    def _write(self, head: _Head, text: str) -> None:
        # With what few processes need, as most only read what is kept.
        from briefing.files import write_private

        with contextlib.suppress(OSError, ValueError):
            write_private(self._path, b"%s\n%s" % (msgspec.json.encode(head), text.encode()))
            kept = sorted(self._folder.glob(self._names), key=lambda p: p.stat().st_mtime_ns)
            for path in kept[:-KEPT]:
                path.unlink()
