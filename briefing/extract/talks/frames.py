"""Mentions of one meeting within an article become one."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from briefing.extract.events.modality import Modality
from briefing.extract.places.countries import country_name, nation_of
from briefing.extract.talks.coreference import (
    days_agree,
    is_begun_before,
    is_country_of,
    is_one_sitting,
    is_put_in_names,
    is_same_meeting,
    is_same_party,
    shared_parties,
)
from briefing.extract.talks.days import stretched
from briefing.extract.talks.mention import Mention
from briefing.extract.talks.persons import Party
from briefing.extract.talks.setting import SentenceSetting

_PARLIAMENTS = frozenset("congressional senate house parliamentary committee".split())
_MOST_PARTIES = 8  # of one meeting, as of one of its sentences (``parties``)
# What a mention tells, beside its facts of one each: all parties together weigh less than a fact.
_PARTY = 0.1
_FINENESS = ("day", "week", "month", "season", "quarter", "year", "vague")
_FIRM = 0.5
_TELLING = 3  # words of a noun phrase that says which meeting it is
_WAY = 2  # sentences between a visit and the meeting that it is made for
_WAY_OF_ARRIVED = 8  # the same, where somebody is said to have come already
_REACH = 12  # earlier meetings of the article that a mention can still point back to


def merge(
    frames: list[Mention], mention: Mention, settings: dict[int, SentenceSetting], day: date | None
) -> None:
    """Add what a mention tells to the meetings ``frames`` so far, as part of one or as another."""
    if mention.anaphoric:
        _take_up(frames, mention)
        return
    recent = range(max(0, len(frames) - _REACH), len(frames))
    same = [index for index in recent if is_same_meeting(frames[index], mention, day)]
    if not same:
        frames.append(_in_setting(mention, settings))
        return

    # Words without a day or a place ("the session") point to the latest meeting first.
    # What was called off is first that of which the article has said so.
    def nearness(index: int) -> tuple[bool, bool, date, int]:
        old = frames[index]
        off = old.modality.cancelled and mention.modality.cancelled
        return (off, old.sentence == mention.sentence, _day_of_earlier(old, mention), index)

    best = max(same, key=nearness)
    if is_begun_before(frames[best], mention):
        mention = replace(mention, modality=replace(mention.modality, opened=False))
    frames[best] = _joined(frames[best], mention)


def _day_of_earlier(old: Mention, mention: Mention) -> date:
    return (mention.place is None and mention.start is None and old.start) or date.min


def _take_up(frames: list[Mention], mention: Mention) -> None:
    """ "It resumes on Monday": another sitting, or more about the one just told of."""
    if not frames or mention.sentence - frames[-1].sentence > 2:
        return
    old = frames[-1]
    mention = replace(mention, sort=old.sort, firm=old.firm)
    elsewhere = bool(mention.place and old.place and mention.place != old.place)
    apart = mention.start is not None and old.start is not None and not days_agree(old, mention)
    if mention.start is None and mention.until is None and mention.place is None:
        frames[-1] = _joined(old, mention)
    elif elsewhere or apart or (mention.elliptic and mention.distinct):
        frames.append(_resumed(old, mention))
    else:
        frames[-1] = _joined(old, mention)


def _resumed(old: Mention, mention: Mention) -> Mention:
    place = mention.place or (None if mention.elliptic else old.place)
    country = mention.country if mention.place else old.country if place else None
    if mention.elliptic and mention.place:
        noun = {"talks": "round", "hearing": "hearing"}.get(old.sort, "meeting")
        return replace(mention, what=f"{mention.what} {noun}")
    parties = old.parties or mention.parties
    return replace(mention, what=old.what, parties=parties, place=place, country=country)


def _in_setting(mention: Mention, settings: dict[int, SentenceSetting]) -> Mention:
    """ "The pact was signed in Tirana on Friday. The nine-hour session ended at dawn"."""
    setting = settings.get(mention.sentence - 1) or settings.get(mention.sentence - 2)
    past = mention.definite and mention.modality.direction == "past" and not mention.distinct
    if setting is None or not past or mention.modality.progressive:
        return mention  # "the ongoing hearings" are not what was agreed on in March
    if mention.place or mention.start or mention.remote:
        return mention
    return replace(
        mention,
        place=setting.place.place.name,
        country=setting.place.place.country,
        start=setting.date.first,
        end=setting.date.last,
    )


def _joined(old: Mention, new: Mention) -> Mention:
    """Two mentions of one meeting as one; the fuller mention gives its words."""
    fuller = old if _weight(old) >= _weight(new) else new
    if (old.sort == "visit") != (new.sort == "visit"):
        talks = new if old.sort == "visit" else old  # "flew to Oslo, where she met ..."
        fuller = replace(
            fuller, sort=talks.sort, noun=talks.noun, what=talks.what, verbal=talks.verbal
        )
    if (old.sort == "call") != (new.sort == "call"):
        met = new if old.sort == "call" else old
        fuller = replace(fuller, sort=met.sort, noun=met.noun, what=met.what, remote=False)
    placed = old if old.place and not _is_finer(new, old) else new
    finer = old if old.start else new
    length = old.length or new.length
    exact = old.precision == new.precision == "day"
    if old.start and new.start:
        finer = min((new, old), key=_coarseness) if _coarseness(old) else old
    start, end = finer.start, finer.end
    if old.rescheduled or new.rescheduled:
        finer = new if new.rescheduled else old
        start, end = finer.start, finer.end
        fuller = replace(fuller, rescheduled=True)
    elif old.start and new.start and old.end and new.end and exact:
        start, end = min(old.start, new.start), max(old.end, new.end)
    elif start is not None and start == end and length and finer.precision == "day":
        start, end = stretched(start, length, finer.modality)
    return replace(
        fuller,
        place=placed.place,
        country=placed.country,
        start=start,
        end=end,
        until=old.until or new.until,
        precision=finer.precision,
        parties=new.parties
        if is_put_in_names(old, new)
        else _all_parties(_beside(old, new), _beside(new, old)),
        time=old.time or new.time,
        zone=old.zone or new.zone,
        moved_from=old.moved_from or new.moved_from or _former(old, new),
        round=old.round or new.round,
        purpose=old.purpose or new.purpose,
        minutes=old.minutes or new.minutes,
        length=length,
        outcome=old.outcome or new.outcome,
        firm=old.firm or new.firm,
        title=_title(old, new),
        official=old.official or new.official,
        modality=_stronger(old, new),
        mentions=tuple(sorted({*old.mentions, *new.mentions})),
        words=(*old.words, *new.words),
        sentence=new.sentence,
    )


def _coarseness(mention: Mention) -> int:
    """How loosely a mention dates its meeting: 0 for a day or an hour of it."""
    return _FINENESS.index(mention.precision) if mention.precision in _FINENESS else 0


def _is_finer(new: Mention, old: Mention) -> bool:
    """ "in Germany", "in Munich": the city, where the other is its country."""
    within = new.place is not None and new.country == old.country
    finer = within and new.place != old.place == country_name(old.country)
    return finer and not new.nearby


def _title(old: Mention, new: Mention) -> str | None:
    """ "The talks" that another sentence calls "U.S.-China trade talks" are called so."""
    titles = [m.title or ("" if m.verbal or m.anaphoric else m.what) for m in (old, new)]
    return next((t for t in titles if len(t.split()) >= _TELLING), None)


def _beside(mention: Mention, other: Mention) -> tuple[Party, ...]:
    """The parties of a mention, without groups that only come to what others are said to hold."""
    if not mention.attended or other.attended or not other.parties:
        return mention.parties
    return tuple(p for p in mention.parties if p.person or nation_of(p.name) is not None)


def _all_parties(some: tuple[Party, ...], others: tuple[Party, ...]) -> tuple[Party, ...]:
    """The parties of two mentions, each once, with persons in place of their states."""
    found = list(some)
    for party in others:
        same = next((i for i, p in enumerate(found) if is_same_party(p, party)), None)
        if same is None:
            found.append(party)
        elif party.person and not found[same].person:
            found[same] = party
        elif party.person and party.name != found[same].name:
            found.append(party)
    return tuple(dict.fromkeys(found))[:_MOST_PARTIES]


def _former(old: Mention, new: Mention) -> date | None:
    """The day that stood before a meeting was put off to another."""
    put_off = new.rescheduled and old.start and new.start and new.start != old.start
    return old.start if put_off else None


def _weight(mention: Mention) -> float:
    facts = (mention.place, mention.start, mention.round, mention.minutes, mention.outcome)
    return sum(map(bool, facts)) + _PARTY * len(mention.parties) + _FIRM * mention.firm


def _stronger(old: Mention, new: Mention) -> Modality:
    one, other = old.modality, new.modality
    return replace(
        one,
        direction=one.direction or other.direction,
        cancelled=one.cancelled or other.cancelled,
        postponed=one.postponed or other.postponed,
        opened=one.opened or other.opened,
        ended=one.ended or other.ended,
        tentative=one.tentative and other.tentative,
    )


def with_offered_day(frame: Mention, unmet: list[Mention]) -> Mention:
    """A meeting that was called off, on the day for which it had been offered to its parties."""
    if frame.start is not None or not frame.modality.cancelled:
        return frame
    for offer in unmet:
        if offer.start and shared_parties(offer.parties, frame.parties) > 1:
            return replace(frame, start=offer.start, end=offer.end, precision=offer.precision)
    return frame


def united(frames: list[Mention]) -> list[Mention]:
    """Frames that turn out to be of one day, place and table become one."""
    mentions: list[Mention] = []
    for frame in frames:
        twin = next((i for i, f in enumerate(mentions) if is_one_sitting(f, frame)), None)
        if twin is None:
            mentions.append(frame)
        else:
            mentions[twin] = _joined(mentions[twin], frame)
    return mentions


def with_visits(frames: list[Mention], day: date | None) -> list[Mention]:
    """Visits told as the way to a meeting become part of it: "flew to Oslo, where he met ...".

    ``day`` is that of publication: who has arrived meets there now, not at some other time.
    """
    kept: list[Mention] = []
    meetings = [f for f in frames if f.sort in {"meeting", "talks"} and f.parties]
    absorbed: dict[tuple[int, str | None], Mention] = {}
    for frame in frames:
        host = next(
            (m for m in meetings if frame.sort == "visit" and _is_way_to(frame, m, day)), None
        )
        if host is None:
            kept.append(frame)
        else:
            seat = (host.word, host.place)  # one word may tell of meetings at two places
            absorbed[seat] = _with_visit(absorbed.get(seat, host), frame)
    return [absorbed.get((f.word, f.place), f) if f.sort != "visit" else f for f in kept]


def _is_way_to(visit: Mention, meeting: Mention, day: date | None) -> bool:
    if not visit.place or not shared_parties(_travellers(visit), meeting.parties):
        return False
    elsewhere = meeting.place not in (None, visit.place) and not is_country_of(visit, meeting)
    if elsewhere or meeting.remote:
        return False
    arrived = visit.verbal and visit.modality.direction == "past"
    close = abs(visit.sentence - meeting.sentence) <= (_WAY_OF_ARRIVED if arrived else _WAY)
    if visit.start and meeting.start:
        one_day = visit.start == visit.end
        near = abs((visit.start - meeting.start).days) <= one_day
        return near and (meeting.place is not None or close)
    if visit.start and meeting.start is None and visit.start == visit.end:
        today = day is not None and abs((visit.start - day).days) <= 1
        ahead = visit.modality.direction == meeting.modality.direction == "future"
        return close and ((arrived and today and not meeting.pluperfect) or ahead)
    if arrived and meeting.start is None and meeting.modality.direction == "future":
        close = abs(visit.sentence - meeting.sentence) <= 1
        return close and visit.start is None
    now = meeting.start is None or (day is not None and abs((meeting.start - day).days) <= 1)
    same = visit.modality.direction == meeting.modality.direction or (arrived and now)
    return visit.start is None and same and (meeting.place is not None or close)


def _travellers(visit: Mention) -> tuple[Party, ...]:
    """Of the parties of a visit the persons, where it names any."""
    return tuple(p for p in visit.parties if p.person) or visit.parties


def _with_visit(meeting: Mention, visit: Mention) -> Mention:
    place = meeting.place or visit.place
    start, end = meeting.start, meeting.end
    if start is None and meeting.until is None:
        start, end = visit.start, visit.end
    return replace(
        meeting,
        start=start,
        end=end,
        place=place,
        country=meeting.country if meeting.place else visit.country,
        mentions=tuple(sorted({*meeting.mentions, *visit.mentions})),
    )


def with_the_accused(frames: list[Mention], accused: Party | None) -> list[Mention]:
    """ "The judge set March 3 for the next hearing": of those who came to the first one.

    Else of the one person whom the article says to be accused of something.
    """
    mentions: list[Mention] = []
    for frame in frames:
        before = [f for f in mentions if f.sort == "hearing" and f.parties]
        before = [f for f in before if _PARLIAMENTS.isdisjoint(f.what.casefold().split())]
        if frame.sort == "hearing" and not frame.parties:
            absent = (accused,) if accused is not None else ()
            frame = replace(frame, parties=before[-1].parties if before else absent)
        mentions.append(frame)
    return mentions
