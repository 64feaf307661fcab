"""Parts of a briefing, with a word on why they are shown: watched for, new, moved, overdue."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TypeAlias

from msgspec.structs import replace

from briefing.digest.briefing import Briefing
from briefing.digest.changes import Changes, DatedRow
from briefing.rows import DeadlineRow, Statement, TalkRow

Finding: TypeAlias = "Statement | TalkRow | DeadlineRow"
Remarks: TypeAlias = Mapping[Finding, tuple[str, ...]]
"""What is to be said about findings, in a few words each."""


def narrowed(briefing: Briefing, kept: Collection[Finding]) -> Briefing:
    """The briefing less all findings that are not among those kept; its articles stay."""
    speakers = (
        replace(row, statements=said)
        for row in briefing.speakers
        if (said := tuple(s for s in row.statements if s in kept))
    )
    return replace(
        briefing,
        speakers=tuple(speakers),
        talks=tuple(row for row in briefing.talks if row in kept),
        deadlines=tuple(row for row in briefing.deadlines if row in kept),
    )


def on_changes(changes: Changes, overdue: Iterable[DatedRow] = ()) -> Remarks:
    """A word on everything that is new, has taken a turn or has passed without news."""
    said: dict[Finding, tuple[str, ...]] = {}
    new: tuple[Finding, ...] = (*changes.statements, *changes.talks, *changes.deadlines)
    said.update((finding, ("new",)) for finding in new)
    for turn in changes.turns:
        words = f"moved from {turn.before}" if turn.turn == "moved" else turn.turn
        said[turn.row] = (*said.get(turn.row, ()), words)
    for row in overdue:
        said[row] = (*said.get(row, ()), "overdue: no article since says what happened")
    return said


def both(one: Remarks, other: Remarks) -> Remarks:
    """The findings that are in both, with the remarks of both."""
    return {finding: one[finding] + other[finding] for finding in one if finding in other}
