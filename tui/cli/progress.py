"""One line on standard error that tells how far long work has come."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from briefing.ports import Progress, no_progress
from tui.cli.output import Volume, volume

_SHOWN = 40  # columns of what was just finished
_EVERY = 0.2  # seconds between two repaints: calm on a slow line


@contextmanager
def progress_line(verb: str) -> Iterator[Progress]:
    """A progress reporter for the terminal on standard error; no_progress where there is none."""
    if not sys.stderr.isatty() or volume() is Volume.QUIET:
        yield no_progress
        return
    from briefing.intake.text import clean

    shown_at = 0.0
    width = 0

    def show(done: int, total: int | None, what: str) -> None:
        nonlocal shown_at, width
        now = time.monotonic()
        if now - shown_at < _EVERY and done != total:
            return
        shown_at = now
        of = f" of {total}" if total else ""
        line = f"{verb} {done}{of}  {clean(what)[:_SHOWN]}"
        sys.stderr.write(f"\r{line.ljust(width)}")
        sys.stderr.flush()
        width = len(line)

    try:
        yield show
    finally:
        if width:
            sys.stderr.write(f"\r{' ' * width}\r")
            sys.stderr.flush()
