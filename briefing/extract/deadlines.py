"""Dated things that lie ahead of an article: due dates, votes, expiries, events to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc

from briefing.extract.dates import DateMention
from briefing.extract.duties import Duty, read_duty
from briefing.extract.syntax import sentence_starts
from briefing.extract.wording import content_words
from briefing.model import Deadline, Precision, Span, Talk

_FINE: tuple[Precision, ...] = ("time", "day")


def find_deadlines(
    doc: Doc, dates: Sequence[DateMention], talks: Sequence[Talk], day: date | None
) -> list[Deadline]:
    """What lies ahead of a parsed article published on ``day``, in text order.

    Without a day of publication nothing can be said to lie ahead, so that there is none.
    """
    if day is None:
        return []
    found = [d for talk in talks if (d := _of_talk(talk, dates, day)) is not None]
    numbers = sentence_starts(doc)
    dropped: tuple[int, Duty] | None = None
    taken = {i for m in dates for i in range(*m.tokens)}
    for mention in dates:
        duty = read_duty(doc, mention, dates, day, taken)
        if duty is None:
            continue
        sentence = numbers[mention.tokens[0]]
        if duty.superseded:
            dropped = (sentence, duty)
            continue
        if _covered(mention, duty, talks):
            continue
        if dropped and duty.again and 0 <= sentence - dropped[0] <= 1:
            duty = _moved(duty, dropped[1])
        if duty.conditional and any(_is_same_term(d, duty) for d in found):
            continue
        if duty.what == "deadline" and any(d.when == duty.when for d in found):
            continue
        found.append(_deadline(duty))
    return sorted(_merged(found), key=lambda d: (d.span, d.when))


def _of_talk(talk: Talk, dates: Sequence[DateMention], day: date) -> Deadline | None:
    if talk.start is None or talk.end is None or talk.end < day:
        return None
    if talk.status not in {"planned", "postponed", "cancelled"}:
        return None
    own = [
        m
        for m in dates
        if m.first == talk.start and any(s.contains(m.timex.span) for s in talk.mentions)
    ]
    return Deadline(
        what=talk.what,
        span=talk.span,
        when=talk.start,
        end=talk.end,
        kind="event",
        precision=own[0].precision if own else "day",
        who=" and ".join(talk.parties[:3]) or None,
        tentative=False,
        cancelled=talk.status == "cancelled",
    )


def _covered(mention: DateMention, duty: Duty, talks: Sequence[Talk]) -> bool:
    """Whether a coming day is that of a meeting which stands as a talk already."""
    for talk in talks:
        if talk.start is None or talk.end is None:
            continue
        if not (talk.start <= duty.end and duty.when <= talk.end):
            continue
        if any(s.contains(mention.timex.span) for s in talk.mentions):
            if duty.kind in {"event", "start"} or duty.is_talk:
                return True
            if talk.end == duty.end and talk.start < duty.end:
                return True
    return False


def _moved(duty: Duty, old: Duty) -> Duty:
    """ "The vote had been expected on Tuesday. It will now take place on Friday"."""
    what = old.what if old.what and duty.who is None else duty.what
    return replace(duty, what=what, moved_from=duty.moved_from or old.when)


def _is_same_term(known: Deadline, duty: Duty) -> bool:
    """ "gave them five days ... If they do not pay by Monday": one term, told twice."""
    return known.when == duty.when and known.kind == "due"


def _deadline(duty: Duty) -> Deadline:
    return Deadline(
        what=duty.what,
        span=duty.span,
        when=duty.when,
        end=duty.end,
        kind=duty.kind,
        precision=duty.precision,
        who=duty.who,
        tentative=duty.tentative,
        cancelled=duty.cancelled,
        moved_from=duty.moved_from,
    )


def _merged(found: list[Deadline]) -> list[Deadline]:
    """The same thing on the same days once."""
    kept: list[Deadline] = []
    by_days: dict[tuple[date, date], list[int]] = {}
    for each in found:
        same = by_days.setdefault((each.when, each.end), [])
        for index in same[:20]:
            if _same_thing(kept[index], each):
                kept[index] = _joined(kept[index], each)
                break
        else:
            same.append(len(kept))
            kept.append(each)
    return kept


def _same_thing(one: Deadline, other: Deadline) -> bool:
    if one.span.overlaps(other.span) and one.kind == other.kind:
        return True
    return bool(content_words(one.what) & content_words(other.what))


def _joined(one: Deadline, other: Deadline) -> Deadline:
    return replace(
        one,
        who=one.who or other.who,
        tentative=one.tentative and other.tentative,
        cancelled=one.cancelled or other.cancelled,
        moved_from=one.moved_from or other.moved_from,
    )


def span_of(doc: Doc, tokens: tuple[int, int]) -> Span:
    """The characters of a token range."""
    last = doc[tokens[1] - 1]
    return Span(doc[tokens[0]].idx, last.idx + max(1, len(last)))
