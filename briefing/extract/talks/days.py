"""The days of a meeting from the time expressions of its clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec.structs import replace
from spacy.tokens import Doc, Token

from briefing.extract.dates.find import DateMention
from briefing.extract.events.attachment import root_of
from briefing.extract.events.modality import Modality, governor_name
from briefing.extract.grammar.syntax import children, clause_head
from briefing.model import Precision

_BACK = frozenset({"since", "after", "following", "before", "despite", "ahead"})
_TO = frozenset({"to", "until", "till"})
_WEEK = timedelta(days=7)
WEEKDAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_JOINING = frozenset("and , to through on - – & or for another then again".split())
_CLOCK = re.compile(r"T(\d\d:\d\d)")
_ZONE = re.compile(
    r"\b(?:GMT|UTC|BST|CES?T|EES?T|WES?T|MSK|[ECMP][SD]?T|AE[SD]T|JST|IST|SGT|HKT)\b"
)
_LOCAL = re.compile(r"\s*\(?local(?:\s+time)?\b", re.IGNORECASE)
_MONTH_DAY = re.compile(r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})\b(?!.*\d{4})")
_DASHES = frozenset({"-", "–"})
_UNTIL = frozenset({"until", "till", "til", "through"})


def days_of(
    doc: Doc, chosen: list[tuple[int, DateMention]], postponed: bool
) -> tuple[date | None, date | None, date | None, Precision]:
    """First and last day of a meeting, a last day given by itself ("until Friday"), precision.

    ``chosen`` are the time expressions of its clause, each with its cost, the least first. Of a
    ``postponed`` meeting the new day is given.
    """
    until: date | None = None
    kept: list[tuple[int, DateMention]] = []
    moved = next((m for _, m in chosen if postponed and _is_goal(doc, m)), None)
    if moved is not None:
        return moved.last, moved.last, None, moved.precision
    aside = [m.tokens[1] for _, m in chosen if _is_loose(m, _before(doc, m))]
    for cost, mention in chosen:
        before = _before(doc, mention)
        if before in _DASHES and any(0 < mention.tokens[0] - stop <= 1 for stop in aside):
            continue  # "a budget for 2021-27"
        if before in _UNTIL and mention.last:
            until = until or mention.last
        elif _is_loose(mention, before):
            continue
        elif before not in _BACK or _is_limit(mention, before):
            kept.append((cost, mention))
    if not kept:
        return None, None, until, "day"
    least = kept[0][0]
    near = [m for cost, m in kept if cost <= least + 1]
    fine = [m for m in near if m.precision in {"day", "time"}] or near
    first = fine[0]
    together = [first, *(m for m in fine[1:] if _joined(doc, first, m))]
    if _is_limit(first, _before(doc, first)) and first.mod == "END":
        return first.last, first.last, until, "day"
    starts = [m.run[0] if m.run else m.first for m in together]
    ends = [m.run[1] if m.run else m.last for m in together]
    return (
        min(d for d in starts if d is not None),
        max((d for d in ends if d is not None), default=first.first),
        until,
        first.precision,
    )


def in_nearest_years(
    doc: Doc, mentions: Sequence[DateMention], day: date | None
) -> list[DateMention]:
    """Days before a noun ("the March 15-16 meeting") in the year that brings them nearest.

    What governs the noun says nothing of whether the meeting lies ahead, so that the verb's
    direction does not choose its year; ``day`` is that of publication.
    """
    date_mentions: list[DateMention] = []
    previous: tuple[int, timedelta | None] = (0, None)  # where the last one ended, how it moved
    for mention in mentions:
        goes_on = mention.timex.text.isdecimal() and 0 <= mention.tokens[0] - previous[0] <= 2
        move = previous[1] if goes_on else _to_nearest(doc, mention, day)
        previous = (mention.tokens[1], move)
        if move and mention.first is not None and mention.last is not None:
            run = (mention.run[0] + move, mention.run[1] + move) if mention.run else None
            mention = replace(
                mention, first=mention.first + move, last=mention.last + move, run=run
            )
        date_mentions.append(mention)
    return date_mentions


def _to_nearest(doc: Doc, mention: DateMention, day: date | None) -> timedelta | None:
    attributive = root_of(doc, mention.tokens).dep_ in {"compound", "nmod", "amod", "nummod"}
    first = mention.first
    if day is None or first is None or mention.precision != "day":
        return None
    if _is_of_what_is_off(root_of(doc, mention.tokens)):
        return _WEEK if first < day - _WEEK / 2 and mention.first == mention.last else None
    if not attributive:
        return None
    if not _MONTH_DAY.match(mention.timex.text):
        return None
    years = [d for step in (-1, 0, 1) if (d := _in_year(first, day.year + step)) is not None]
    if _is_told_of(root_of(doc, mention.tokens).head):
        years = [d for d in years if d <= day] or years
    return min(years, key=lambda d: abs((d - day).days)) - first


def _is_of_what_is_off(date: Token) -> bool:
    """ "Friday's meeting has been called off": the Friday that is nearer, past or to come."""
    noun = date.head.head if date.dep_ == "pobj" and date.head.lower_ == "on" else date.head
    if date.text not in WEEKDAYS or noun.dep_ not in {"nsubjpass", "dobj"}:
        return False
    return bool(governor_name(noun.head) & {"cancelled", "postponed"})


def _is_told_of(noun: Token) -> bool:
    """ "a March 21 call he made to her office": one of the past, by what its clause says."""
    verb = noun.head
    was = verb.tag_ == "VBD" and noun.dep_ == "nsubj" and not children(verb, "acomp", "xcomp")
    return was or any(c.tag_ == "VBD" for c in children(noun, "relcl"))


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None  # 29 February, or a year beyond the calendar


def _is_loose(mention: DateMention, before: str) -> bool:
    """ "this year's conference", "the first summit in three years": no day of the meeting."""
    text = mention.timex.text.lower()
    return mention.precision == "year" and (
        text.startswith("this ") or before == "for" or (before == "in" and "year" in text)
    )


def _before(doc: Doc, mention: DateMention) -> str:
    if root_of(doc, mention.tokens).dep_ in {"poss", "compound", "nmod", "amod"}:
        return ""
    index = mention.tokens[0] - 1
    while index >= 0 and doc[index].lower_ in {"the", "this", "late", "early", "at", "least"}:
        index -= 1
    return doc[index].lower_ if index >= 0 else ""


def _is_limit(mention: DateMention, before: str) -> bool:
    if before in {"before", "by"}:
        return mention.direction == "future"
    return before == "after" and mention.timex.type == "TIME"


def _joined(doc: Doc, one: DateMention, other: DateMention) -> bool:
    """ "Sunday and Monday": days joined by no more than a conjunction."""
    first, second = sorted((one.tokens, other.tokens))
    between = doc[first[1] : second[0]]
    return len(between) <= 7 and all(
        t.lower_ in _JOINING or t.like_num or t.lemma_ in {"hour", "minute"} for t in between
    )


def stretched(day: date, length: int, modality: Modality) -> tuple[date, date]:
    """The days of a meeting ``length`` days long of which the text dates one end."""
    if modality.ended or (modality.direction == "past" and not modality.opened):
        return earlier(day, length - 1), day
    return day, earlier(day, 1 - length)


def earlier(day: date, days: int) -> date:
    """The day that many days before, or the same at the ends of the calendar."""
    try:
        return day - timedelta(days=days)
    except OverflowError:
        return day


def is_rescheduled(doc: Doc, chosen: list[tuple[int, DateMention]]) -> bool:
    """Whether one of the days of a meeting that was moved is the new one ("until Friday")."""
    return any(_is_goal(doc, m) for _, m in chosen)


def _is_goal(doc: Doc, mention: DateMention) -> bool:
    """Whether a day is that to which something is moved: "to Friday", "rescheduled for Friday"."""
    before = _before(doc, mention)
    verb = clause_head(root_of(doc, mention.tokens))
    again = verb is not None and verb.lemma_ == "reschedule"
    return before in _TO or (again and before == "for")


def former_day(doc: Doc, chosen: list[tuple[int, DateMention]]) -> date | None:
    """The day from which a meeting was moved: "from Tuesday to Friday", "due on Monday but ..."."""
    goals = [m for _, m in chosen if _is_goal(doc, m)]
    former = [m for _, m in chosen if m not in goals and m.precision in {"day", "time"}]
    sources = [m for m in former if _before(doc, m) == "from"] or former
    return sources[0].first if goals and sources else None


def time_of(
    doc: Doc, mentions: Sequence[DateMention], clause: tuple[int, int]
) -> tuple[str | None, str | None]:
    """The time of day at which a meeting begins and the zone that the text gives for it.

    ``clause`` is the range of tokens that tells of the meeting.
    """
    for mention in mentions:
        if not clause[0] <= mention.tokens[0] < clause[1]:
            continue
        if mention.timex.type != "TIME" or mention.precision != "time":
            continue
        found = _CLOCK.search(mention.timex.value or "")
        if found is None:
            continue
        after = doc[mention.tokens[1] : mention.tokens[1] + 3].text
        text = mention.timex.text
        zone = _ZONE.search(text) or _ZONE.match(after)
        local = _LOCAL.match(after) or _LOCAL.search(text)
        return found[1], zone[0] if zone else "local" if local else None
    return None, None
