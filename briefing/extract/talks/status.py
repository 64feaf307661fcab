"""Whether a meeting was held, is under way, is to come, was moved or called off; or is none."""

from __future__ import annotations

from datetime import date

from briefing.extract.talks.drafts import Draft
from briefing.model import TalkStatus

LONGEST = 45  # days; a longer stretch is a period in which talks fell, not their length


def is_void(draft: Draft, day: date | None) -> bool:
    """Denied, refused or merely wished for: nothing that took or takes place."""
    m = draft.modality
    dated = draft.start is not None
    if draft.recurring:
        return True
    if m.negated and not m.cancelled:
        return True
    if m.superseded and not (m.cancelled or m.postponed):
        return True
    if m.wished and not (dated and m.direction == "future"):
        return True
    if m.tentative and (dated or draft.place) and status_of(draft, day) == "held":
        return True
    return m.conditional and not dated


def stands(draft: Draft, day: date | None) -> bool:
    """Whether enough is known of a meeting to tell of it; ``day`` is that of publication."""
    if draft.place is None and draft.start is None:
        return False
    if draft.place is None and draft.sort == "visit":
        return False
    if draft.place is None and draft.precision == "year" and status_of(draft, day) == "held":
        return False
    return draft.firm or draft.place is not None or draft.start is not None


def status_of(draft: Draft, day: date | None) -> TalkStatus:
    """The standing of a meeting on the day of publication."""
    m = draft.modality
    if m.cancelled:
        return "cancelled"
    start, end = draft.start, draft.until or draft.end
    broken_off = m.ended and day is not None and end is not None and end < day
    if m.postponed and not broken_off:
        return "postponed"
    if day is not None and start is not None and end is not None and end >= start:
        if start > day:
            return "planned"
        if end < day:
            return "held"
        if start < day < end and (end - start).days <= LONGEST and draft.precision == "day":
            return "held" if m.ended else "under way"
        if start < day == end and m.direction == "past" and not m.opened:
            return "held"
        if end > day and start == day and m.direction != "future":
            announced = m.direction == "present" and m.opened and not m.progressive
            return "planned" if announced else "under way"
    if m.progressive and (start is None or (day is not None and start <= day)):
        return "under way"
    if m.direction == "future":
        return "planned"
    if m.opened and not m.ended and not (draft.sort == "visit" and start == end):
        return "under way"
    if m.direction == "present" and start is None and draft.sort == "visit":
        return "planned"
    if m.direction == "present" and start is None:
        return "under way"
    return "held" if m.direction == "past" else "planned"
