"""Pictures of screens: which there are, by the keys that lead there, and how one is compared."""

from __future__ import annotations

from collections.abc import Callable

from textual.pilot import Pilot

from tests.tui.support.drive import press, settle
from tui.app.app import BriefApp

Compare = Callable[..., bool]


SCREENS: dict[str, tuple[str, ...]] = {
    "desk": (),
    "talks": ("2",),
    "deadlines": ("3", "j", "j", "j"),
    "speaker": ("j", "enter"),
    "talk": ("2", "j", "enter"),
    "said-there": ("2", "home", "enter", "j", "j"),
    "to-whom": ("j", "enter", "g", "w"),
    "deadline": ("3", "j", "j", "j", "enter"),
    "article": ("2", "j", "enter", "enter"),
    "articles": ("a", "j"),
    "help": ("question_mark",),
    "search": ("S", *"sluices"),
    "calendar": ("c",),
    "month": ("c", "v"),
    "new": ("N",),
    "watches": ("w", "W"),
    "link": ("o",),
    "unread": ("a", "m", "j", "enter", "escape", "U"),
    "marked": ("j", "enter", "m", "escape", "3", "m", "M"),
    "correct": ("j", "enter", "x"),
    "corrections": (*"jjj", "x", "n", "X"),
}


def shot(compare: Compare, app: BriefApp, keys: tuple[str, ...], size: tuple[int, int]) -> bool:
    async def before(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await press(pilot, *keys)

    return compare(app, run_before=before, terminal_size=size)
