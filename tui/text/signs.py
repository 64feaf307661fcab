"""The signs of what falls on days and at places: one set for map, time line and help.

Each has a twin in ASCII, and none of them means anything by its colour alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal, TypeAlias

from briefing.model import TALK_STATUSES, TalkStatus

Sign: TypeAlias = TalkStatus | Literal["due", "words", "moved from", "several"]

_SIGNS: Mapping[Sign, tuple[str, str]] = {
    "planned": ("○", "o"),
    "under way": ("◉", "@"),
    "held": ("●", "*"),
    "postponed": ("◇", "?"),
    "cancelled": ("×", "x"),
    "due": ("▲", "^"),
    "words": ("·", "."),
    "moved from": ("◌", "="),
    "several": ("◆", "&"),
}

MEANINGS: Mapping[Sign, str] = {
    **{status: f"on the map and the time line: talks {status}" for status in TALK_STATUSES},
    "cancelled": "on the map and the time line: talks or a deadline called off",
    "due": "on the time line: a deadline or an event",
    "words": "on the time line: a day on which somebody was quoted",
    "moved from": "on the time line: the day on which it was to be, with a line to the new one",
    "several": "on the time line: several talks or deadlines on one day",
}
"""What each sign says, at length."""


def sign(name: Sign, ascii_only: bool) -> str:
    """The sign itself."""
    return _SIGNS[name][ascii_only]


def role_of(name: Sign) -> str:
    """The role in which it is painted."""
    if name == "words":
        return "dim"
    return "warn" if name in ("postponed", "cancelled", "moved from") else "accent"


def legend(names: Collection[Sign], ascii_only: bool) -> str:
    """``○ planned  ● held …``: what those signs mean, always in one order."""
    return "  ".join(f"{sign(name, ascii_only)} {name}" for name in _SIGNS if name in names)
