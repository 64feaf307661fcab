"""A part of a briefing by what was asked for: a watch, kinds of findings."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.digest.briefing import Briefing
    from briefing.digest.remarks import Finding
    from briefing.watches.watch import Watch

DUE_KINDS = ("due", "event", "vote", "expiry", "start")
KINDS = ("quotes", "talks", "deadlines", *DUE_KINDS)
"""What can be asked for; the last are kinds of deadlines."""


def chosen(briefing: Briefing, watch: Watch | None, kinds: Collection[str]) -> Briefing:
    """What of a briefing the watch finds, of those kinds; without either, the briefing itself."""
    if watch is None and not kinds:
        return briefing
    from briefing.digest.remarks import narrowed
    from briefing.watches.watch import matches

    rows: set[Finding] = {s for row in briefing.speakers for s in row.statements}
    rows |= {*briefing.talks, *briefing.deadlines, *briefing.others}
    if watch is not None:
        rows &= {match.finding for match in matches(watch, briefing)}
    if kinds:
        rows = {row for row in rows if kinds_of(row) & {*kinds}}
    return narrowed(briefing, rows)


def kinds_of(finding: Finding) -> set[str]:
    """The words for the kind of a finding, of ``KINDS``."""
    from briefing.kinds import kind_of
    from briefing.rows import FindingMention, Statement, TalkRow

    if isinstance(finding, Statement):
        return {"quotes"}
    if isinstance(finding, FindingMention):
        return {kind_of(finding.finding).plural}
    return {"talks"} if isinstance(finding, TalkRow) else {"deadlines", finding.kind}
