"""The panes, opened from a command line: with the first screen of the last visit, if there is one.

Every start of brief goes through here: nothing is imported that the first rows do not need.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from briefing.errors import StoreBusy
from tui.cli.setup import Setup

if TYPE_CHECKING:
    from briefing.digest.first_screen import FirstScreen
    from briefing.ports import Pause
    from tui.app.app import BriefApp
    from tui.cache.first_screen import FirstScreenCache
    from tui.terminal.early_screen import EarlyScreen


def has_terminal() -> bool:
    """Whether there is a terminal that panes can be drawn on."""
    # Textual draws on standard error, so that has to be the terminal too.
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(s.isatty() for s in streams) and os.environ.get("TERM") != "dumb"


def _front_from_another_process(
    page: FirstScreenCache, as_of: date | None, days: int
) -> Callable[[], FirstScreen | None] | None:
    from briefing.analysis.cores import usable_cores
    from tui.cache import first_screen_process
    from tui.composition.library import FIRST_SCREEN_MAKER

    if usable_cores() == 1:
        return None
    try:
        return first_screen_process.begin(page, FIRST_SCREEN_MAKER, as_of, days)
    except OSError:
        return None


_REPORT_MAKER = "tui.cli.day_report:leave_report_beside"


def _leave_report(setup: Setup, pause: Pause) -> None:
    """Have the report left for ``brief print``, where it has been asked for before."""
    from tui.cache import interpreter
    from tui.cache.report import has_answers

    if has_answers(setup.home.cache):
        interpreter.leave(_REPORT_MAKER, pause)


def open_panes(
    setup: Setup,
    as_of: date | None = None,
    days: int | None = None,
    known: bool = False,
    mouse: bool = False,
) -> None:
    """Open the panes and stay until the user leaves them; exits with their status.

    ``as_of`` and ``days`` None leave the day to the desk and the length to the settings; ``known``
    leaves out what came in later. Raises BriefError for settings or a store that cannot be read.
    """
    # Here, because every command comes by this file.
    from tui.cache.picture import surface_at_hand
    from tui.cli.picture import leave_picture, picture_shown
    from tui.terminal.early_screen import EarlyScreen

    settings = setup.config
    is_usual = as_of is None and days is None and not known
    asked = _Asked(as_of, days or settings.briefing.days, known, mouse or settings.tui.mouse)
    page = setup.front_page(date.today(), as_of, asked.days)
    early = picture_shown(setup, page) if is_usual else EarlyScreen()
    keep_picture = partial(leave_picture, setup, page, surface_at_hand) if is_usual else None
    try:
        app = _run(setup, asked, page, early, keep_picture)
    finally:
        early.take_back()
    if app.fault is not None:
        raise app.fault
    sys.exit(app.return_code or 0)


_Front: TypeAlias = "FirstScreen | Callable[[], FirstScreen | None] | None"


class _Asked(NamedTuple):
    as_of: date | None
    days: int
    known: bool
    mouse: bool


def _run(
    setup: Setup,
    asked: _Asked,
    page: FirstScreenCache,
    early: EarlyScreen,
    keep_picture: Callable[[], None] | None,
) -> BriefApp:
    as_of, days, known, mouse = asked
    settings = setup.config
    # The front is of all articles.
    front: _Front = None if known else page.read()
    first_launch = samples_due = front is None and as_of is None and setup.is_new()
    if first_launch:
        from briefing.samples import sample_first_screen

        front = sample_first_screen(date.today(), days)
    # What has a front, or is large, holds something, and is opened after the first paint.
    maybe_new = front is None and setup.may_be_new()
    if front is None and not maybe_new and not known:
        front = _front_from_another_process(page, as_of, days)
    from tui.terminal import capabilities

    face = capabilities.prepare(theme=settings.tui.theme, ascii_only=settings.tui.ascii)
    trouble = ""
    with setup.desk() as desk:
        if maybe_new:
            try:
                if desk.samples.are_welcome():
                    setup.say_who_writes()
                first_launch = desk.samples.welcome()
            except StoreBusy as busy:
                # The panes say who holds the lock, and have the samples once it is free.
                samples_due, trouble = True, str(busy)
            if not first_launch and not known:
                front = _front_from_another_process(page, as_of, days)
        from tui.app.app import BriefApp
        from tui.cli.outcomes import look_up_beside

        app = BriefApp(
            desk,
            as_of=as_of,
            days=days,
            known=known,
            first_launch=first_launch,
            samples_due=samples_due,
            trouble=trouble,
            face=face,
            config=settings,
            config_file=setup.home.config_file,
            front=front,
            keep_front=page.keep,
            keep_picture=keep_picture,
            keep_report=partial(_leave_report, setup),
            look_up_outcomes=partial(look_up_beside, setup, desk),
            early_screen=early,
        )
        app.run(mouse=mouse)
    return app
