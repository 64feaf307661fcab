"""Dated things that lie ahead of an article: due dates, votes, expiries, events to come."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace
from spacy.tokens import Doc

from briefing.extract.dates.find import DateMention
from briefing.extract.deadlines.candidate import Candidate
from briefing.extract.deadlines.candidates import read_candidate
from briefing.extract.deadlines.countdowns import read_countdown
from briefing.extract.deadlines.delays import delay_in, put_off
from briefing.extract.deadlines.from_talks import of_talk
from briefing.extract.deadlines.labels import Labels, tokens_of_days
from briefing.extract.events.labels import content_words
from briefing.extract.events.questions import is_asked
from briefing.extract.grammar.syntax import readable, sentence_starts
from briefing.model import Deadline, Talk

_NEAR = 6  # expressions to either side that can be joined to one, or replace it
_MOST_EXACT = 60  # rows with a day that the vaguer ones of an article are compared with
_LONGEST_TALK = 92  # days, those of a quarter; a meeting "in 2020" has no day as yet
_RECENT = 20  # deadlines on one day that a new one is compared with


def find_deadlines(
    doc: Doc, dates: Sequence[DateMention], talks: Sequence[Talk], day: date | None
) -> list[Deadline]:
    """What lies ahead of a parsed article published on ``day``, in text order.

    Without a day of publication nothing can be said to lie ahead, so that there is none.
    """
    if day is None:
        return []
    around_mention = _talks_around(dates, talks)
    own: dict[int, list[DateMention]] = {}
    for index, around in around_mention.items():
        for number in around:
            own.setdefault(number, []).append(dates[index])
    labels = Labels(doc, tokens_of_days(doc, dates))
    found = [
        deadline
        for number, talk in enumerate(talks)
        if (deadline := of_talk(doc, talk, own.get(number, []), day, labels)) is not None
    ]
    holding = {
        index: [talks[number] for number in numbers] for index, numbers in around_mention.items()
    }
    found += _of_days(doc, dates, holding, day, labels)
    return sorted(_without_vaguer(_merged(found)), key=lambda d: (d.span, d.when))


def _talks_around(dates: Sequence[DateMention], talks: Sequence[Talk]) -> dict[int, list[int]]:
    """For every time expression (by its index) the talks (by theirs) whose mentions hold it."""
    starts = [mention.timex.span.start for mention in dates]
    found: dict[int, list[int]] = {}
    for number, talk in enumerate(talks):
        for span in talk.mentions:
            index = bisect_left(starts, span.start)
            while index < len(dates) and dates[index].timex.span.end <= span.end:
                found.setdefault(index, []).append(number)
                index += 1
    return found


def _of_days(
    doc: Doc,
    dates: Sequence[DateMention],
    talks: dict[int, list[Talk]],
    day: date,
    labels: Labels,
) -> list[Deadline]:
    numbers, legible = sentence_starts(doc), readable(doc)
    deadlines: list[Deadline] = []
    by_day: dict[date, list[Deadline]] = {}
    places: dict[int, list[int]] = {}
    delays: list[tuple[int, int]] = []
    told: dict[tuple[int, str], int] = {}
    dropped: tuple[int, Candidate] | None = None
    for index, mention in enumerate(dates):
        near = dates[max(0, index - _NEAR) : index + _NEAR + 1]
        if not legible[mention.tokens[0]] or is_asked(doc, mention.tokens[0]):
            continue
        sentence = numbers[mention.tokens[0]]
        delay = delay_in(doc, mention)
        if delay is not None:
            delays.append((sentence, delay))
            continue
        candidate = read_candidate(doc, mention, near, day, labels)
        if candidate is None:
            candidate = read_countdown(doc, mention, dates, day, labels)
        if candidate is None:
            continue
        if candidate.superseded:
            dropped = (sentence, candidate)
            continue
        if any(_is_of(talk, candidate) for talk in talks.get(index, [])):
            continue
        if dropped and candidate.again and 0 <= sentence - dropped[0] <= 1:
            candidate = _moved(candidate, dropped[1])
        before = told.get((sentence, candidate.what))
        told[sentence, candidate.what] = mention.tokens[1]
        if before is not None and _names_others(doc, before, mention.tokens[0], labels):
            continue
        known = by_day.setdefault(candidate.when, [])
        if not _is_repetition(candidate, known[-_RECENT:]):
            known.append(_deadline(candidate))
            places.setdefault(sentence, []).append(len(deadlines))
            deadlines.append(known[-1])
    return put_off(deadlines, places, delays)


def _names_others(doc: Doc, start: int, stop: int, labels: Labels) -> bool:
    """ "will be followed by Harbour on Monday, Molde on Tuesday": another's day is told of."""
    between = [t for t in doc[start:stop] if t.i not in labels.date_tokens]
    listed = bool(between) and between[0].text == ","
    return listed and any(t.pos_ == "PROPN" for t in between)


def _is_repetition(candidate: Candidate, deadlines: list[Deadline]) -> bool:
    """ "gave them five days ... If they do not pay by Monday": one term, named twice."""
    if candidate.conditional and any(d.kind == "due" for d in deadlines):
        return True
    return candidate.what == "deadline" and bool(deadlines)


def _is_of(talk: Talk, candidate: Candidate) -> bool:
    """Whether a coming day is that of a meeting which stands as a talk already."""
    if talk.start is None or talk.end is None:
        return False
    if not (talk.start <= candidate.end and candidate.when <= talk.end):
        return False
    vague = (talk.end - talk.start).days > _LONGEST_TALK
    if vague and candidate.precision in {"day", "time", "week", "month"}:
        return False  # "their 2020 session that starts in early January"
    if candidate.kind in {"event", "start"} or candidate.is_talk:
        return True
    return talk.end == candidate.end and talk.start < candidate.end


def _moved(candidate: Candidate, old: Candidate) -> Candidate:
    """ "The vote had been expected on Tuesday. It will now take place on Friday"."""
    what = old.what if old.what and candidate.who is None else candidate.what
    return replace(candidate, what=what, moved_from=candidate.moved_from or old.when)


def _deadline(candidate: Candidate) -> Deadline:
    return Deadline(
        what=candidate.what,
        span=candidate.span,
        when=candidate.when,
        end=candidate.end,
        kind=candidate.kind,
        precision=candidate.precision,
        who=candidate.who,
        tentative=candidate.tentative,
        cancelled=candidate.cancelled,
        moved_from=candidate.moved_from,
        time=candidate.time,
        zone=candidate.zone,
    )


def _merged(deadlines: list[Deadline]) -> list[Deadline]:
    """The same matter on the same days once."""
    kept: list[Deadline] = []
    by_days: dict[tuple[date, date], list[int]] = {}
    for each in deadlines:
        same = by_days.setdefault((each.when, each.end), [])
        for index in same[-_RECENT:]:
            if _is_same_matter(kept[index], each):
                kept[index] = _joined(kept[index], each)
                break
        else:
            same.append(len(kept))
            kept.append(each)
    return kept


def _without_vaguer(deadlines: list[Deadline]) -> list[Deadline]:
    """ "a summit next week" goes where the article names the day of that summit, too."""
    exact = [d for d in deadlines if d.precision in {"day", "time"}][:_MOST_EXACT]
    return [
        each
        for each in deadlines
        if each.precision in {"day", "time"}
        or not any(each.when <= d.when <= each.end and _is_same_matter(each, d) for d in exact)
    ]


def _is_same_matter(one: Deadline, other: Deadline) -> bool:
    if one.span.overlaps(other.span) and one.kind == other.kind:
        return True
    mine, theirs = _matter(one), _matter(other)
    if one.span.overlaps(other.span) and "meeting" in mine & theirs:
        return True  # "Lind is due to meet Vik", a deadline of hers, is that meeting
    shared = len(mine & theirs)
    return shared > 0 and 2 * shared >= min(len(mine), len(theirs))


def _matter(deadline: Deadline) -> set[str]:
    """The words of what is to happen, without those of who does it; all meetings are one word."""
    found = content_words(deadline.what)
    own = found - content_words(deadline.who or "")
    return {"meeting" if w in _MEETINGS else w for w in own or found}


_MEETINGS = frozenset({"talks", "meet", "meeti", "negot", "discu", "sessi", "round", "summi"})


def _joined(one: Deadline, other: Deadline) -> Deadline:
    return replace(
        one,
        who=one.who or other.who,
        tentative=one.tentative and other.tentative,
        cancelled=one.cancelled or other.cancelled,
        moved_from=one.moved_from or other.moved_from,
        time=one.time or other.time,
        zone=one.zone or other.zone,
    )
