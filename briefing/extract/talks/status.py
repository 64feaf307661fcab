"""Whether a meeting was held, is under way, is to come, was moved or called off; or is none."""

from __future__ import annotations

from datetime import date

from briefing.extract.places.countries import nation_of
from briefing.extract.talks.mention import Mention
from briefing.extract.talks.persons import Party
from briefing.extract.word_lists import word_lists
from briefing.model import TalkStatus

_SENT = word_lists("meeting_words")["sent"]
_STAGES = frozenset({"conference", "forum", "seminar", "symposium", "workshop", "congress"})
_STILL = 1  # days after which talks that began are still told of in their second day
LONG_AGO = 300
"""Days before publication: what a report of one year recalls of another."""
LONGEST = 45  # days; a longer stretch is a period in which talks fell, not their length


def is_void(mention: Mention, day: date | None) -> bool:
    """Denied, refused or merely wished for: nothing that took or takes place."""
    modality = mention.modality
    dated = mention.start is not None
    if mention.recurring:
        return True
    if modality.negated and not modality.cancelled:
        return True
    if modality.superseded and not (modality.cancelled or modality.postponed):
        return True
    if modality.wished and not (dated and modality.direction == "future"):
        return True
    if modality.tentative and (dated or mention.place) and status_of(mention, day) == "held":
        return True
    return modality.conditional and not dated


def is_bare(mention: Mention) -> bool:
    """ "before any talks happen": words that neither say anything nor point back."""
    says = mention.place or mention.start or mention.until or mention.parties or mention.round
    points = mention.definite or mention.anaphoric
    marked = mention.modality.cancelled or mention.modality.postponed or mention.outcome
    return not (says or points or marked or mention.minutes or mention.length)


def stands(mention: Mention, day: date | None) -> bool:
    """Whether there is positive evidence that somebody meets; ``day`` is that of publication."""
    modality, people = mention.modality, mention.parties
    dated = mention.start is not None or mention.until is not None
    vague = mention.precision == "year" and (mention.place is None or mention.sort == "visit")
    if vague and dated and status_of(mention, day) == "held":
        return False  # "who hosted him last year": what went before, not news
    if vague and dated and not people:
        return False  # "how far they can go in the negotiations next year"
    if _is_long_ago(mention, day) and status_of(mention, day) == "held":
        return False
    if _is_only_spoken_at(mention) and status_of(mention, day) == "held":
        return False
    if mention.sort == "visit":
        if mention.place is None or (modality.tentative and not dated):
            return False
        past = not dated and status_of(mention, day) == "held"
        if past and not (mention.verbal or modality.progressive or modality.cancelled):
            return False  # "the accord of his visit to Lima": what went before, on no day
        acting = [p for p in people if p.official and _can_travel(p)]
        if not dated and not any(p.person or p.name.split()[-1].islower() for p in acting):
            return False  # "Norland, whose migrants came to Chad", "the Rams are headed to Lima"
        named = any(p.person or nation_of(p.name) for p in acting)
        if not people:
            return dated and mention.official
        return bool(acting) and (dated or named or modality.direction == "past")
    if not dated and mention.place is None:
        timed = mention.verbal and mention.minutes is not None  # "met with them for half an hour"
        sure = modality.progressive or timed
        enough = len(people) > 1 or (sure and bool(people))
        named = sure or any(p.named for p in people)
        both = modality.direction == "past" and _are_two(mention)
        certain = (mention.firm or mention.verbal or both) and named
        doubtful = modality.conditional or modality.negated or modality.tentative
        return enough and certain and not doubtful
    bare = not dated and not people and not mention.round and not mention.verbal
    if bare and status_of(mention, day) in {"held", "under way"}:
        goes_on = modality.progressive or modality.opened
        return goes_on or mention.outcome is not None or mention.minutes is not None
    if mention.place is None and mention.start is None and not people:
        return False  # "talks until Jan. 31": the day is that of something else
    exact = mention.precision in {"day", "time"}
    exact = exact or (mention.sort == "hearing" and mention.precision == "week")
    return bool(people) or mention.place is not None or mention.firm or exact


def _are_two(mention: Mention) -> bool:
    """ "held a meeting with Governor Bo Vik": two by name, not who spoke "at a council meeting"."""
    sides = [p for p in mention.parties if p.person or nation_of(p.name) is not None]
    return len(sides) > 1 and mention.sort == "meeting" and not mention.gathering


def _is_only_spoken_at(mention: Mention) -> bool:
    """ "said at a technology conference on Monday": where somebody said it, and no more."""
    alone = len(mention.parties) == 1 and mention.attended and mention.parties[0].person
    return alone and mention.place is None and mention.noun in _STAGES


def _is_long_ago(mention: Mention, day: date | None) -> bool:
    """ "seen during a visit to Balmoral in September 1933": history, and no news.

    Not so the day on which two, by name, met, nor when somebody "last met".
    """
    last = mention.end
    apart = mention.distinct and mention.precision != "year"
    if apart or (mention.sort != "visit" and len(mention.parties) > 1):
        return False
    return day is not None and last is not None and (day - last).days > LONG_AGO


def _can_travel(party: Party) -> bool:
    """ "The Boeing was headed to Riga", "a manager arrived": no visits of anybody who acts."""
    words = party.name.split()
    if party.person or nation_of(party.name) is not None:
        return True
    if len(words) == 1 and not party.named:
        return words[0].lower().removesuffix("s") in _SENT
    return len(words) > 1 or party.name.isupper()


def status_of(mention: Mention, day: date | None) -> TalkStatus:
    """The standing of a meeting on the day of publication."""
    modality = mention.modality
    if modality.cancelled:
        return "cancelled"
    start, end = mention.start, mention.until or mention.end
    broken_off = modality.ended and day is not None and end is not None and end < day
    if modality.postponed and not broken_off and not mention.rescheduled:
        return "postponed"
    if day is not None and start is not None and end is not None and end >= start:
        if start > day:
            return "planned"
        if end < day:
            begun = modality.opened and not modality.ended and mention.precision == "day"
            recent = start == end and (day - end).days <= _STILL and mention.sort == "talks"
            return "under way" if begun and recent else "held"
        if start < day < end and (end - start).days <= LONGEST and mention.precision == "day":
            return "held" if modality.ended else "under way"
        if start < day == end and modality.direction == "past" and not modality.opened:
            return "held"
        if end > day and start == day and modality.direction != "future":
            announced = (
                modality.direction == "present" and modality.opened and not modality.progressive
            )
            return "planned" if announced else "under way"
    if modality.progressive and (start is None or (day is not None and start <= day)):
        return "under way"
    if modality.direction == "future":
        return "planned"
    if modality.opened and not modality.ended and not (mention.sort == "visit" and start == end):
        return "under way"
    if modality.direction == "present" and start is None and mention.sort == "visit":
        return "planned"
    if modality.direction == "present" and start is None:
        return "under way"
    return "held" if modality.direction == "past" else "planned"
