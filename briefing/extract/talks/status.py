"""Whether a meeting was held, is under way, is to come, was moved or called off; or is none."""

from __future__ import annotations

from datetime import date

from briefing.extract.places.countries import nation_of
from briefing.extract.talks.mention import Mention
from briefing.model import TalkStatus

LONGEST = 45  # days; a longer stretch is a period in which talks fell, not their length


def is_void(mention: Mention, day: date | None) -> bool:
    """Denied, refused or merely wished for: nothing that took or takes place."""
    m = mention.modality
    dated = mention.start is not None
    if mention.recurring:
        return True
    if m.negated and not m.cancelled:
        return True
    if m.superseded and not (m.cancelled or m.postponed):
        return True
    if m.wished and not (dated and m.direction == "future"):
        return True
    if m.tentative and (dated or mention.place) and status_of(mention, day) == "held":
        return True
    return m.conditional and not dated


def is_bare(mention: Mention) -> bool:
    """ "before any talks happen": words that neither say anything nor point back."""
    says = mention.place or mention.start or mention.until or mention.parties or mention.round
    points = mention.definite or mention.anaphoric
    marked = mention.modality.cancelled or mention.modality.postponed or mention.outcome
    return not (says or points or marked or mention.minutes or mention.length)


def stands(mention: Mention, day: date | None) -> bool:
    """Whether there is positive evidence that somebody meets; ``day`` is that of publication."""
    m, people = mention.modality, mention.parties
    dated = mention.start is not None or mention.until is not None
    if mention.sort == "visit":
        if mention.place is None or (m.tentative and not dated):
            return False
        acting = [p for p in people if p.official]
        named = any(p.person or nation_of(p.name) for p in acting)
        if not people:
            return dated and mention.official
        return bool(acting) and (dated or named or m.direction == "past")
    if not dated and mention.place is None:
        enough = len(people) > 1 or (m.progressive and bool(people))
        named = m.progressive or any(p.named for p in people)
        certain = (mention.firm or mention.verbal) and named
        return enough and certain and not m.conditional and not m.negated
    bare = not dated and not people and not mention.round and not mention.verbal
    if bare and status_of(mention, day) in {"held", "under way"}:
        goes_on = m.progressive or m.opened
        return goes_on or mention.outcome is not None or mention.minutes is not None
    if mention.place is None and mention.start is None and not people:
        return False  # "talks until Jan. 31": the day is that of something else
    exact = mention.precision in {"day", "time"}
    exact = exact or (mention.sort == "hearing" and mention.precision == "week")
    if mention.place is None and mention.precision == "year" and status_of(mention, day) == "held":
        return False
    return bool(people) or mention.place is not None or mention.firm or exact


def status_of(mention: Mention, day: date | None) -> TalkStatus:
    """The standing of a meeting on the day of publication."""
    m = mention.modality
    if m.cancelled:
        return "cancelled"
    start, end = mention.start, mention.until or mention.end
    broken_off = m.ended and day is not None and end is not None and end < day
    if m.postponed and not broken_off and not mention.rescheduled:
        return "postponed"
    if day is not None and start is not None and end is not None and end >= start:
        if start > day:
            return "planned"
        if end < day:
            return "held"
        if start < day < end and (end - start).days <= LONGEST and mention.precision == "day":
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
    if m.opened and not m.ended and not (mention.sort == "visit" and start == end):
        return "under way"
    if m.direction == "present" and start is None and mention.sort == "visit":
        return "planned"
    if m.direction == "present" and start is None:
        return "under way"
    return "held" if m.direction == "past" else "planned"
