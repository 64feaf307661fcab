"""Mentions of one meeting within an article become one."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from briefing.extract.events.modality import Modality
from briefing.extract.places.countries import nation_of
from briefing.extract.talks.days import stretched
from briefing.extract.talks.drafts import Draft, Scene
from briefing.extract.talks.status import LONGEST, status_of

_REACH = 12  # earlier meetings of the article that a mention can still point back to


def merge(known: list[Draft], draft: Draft, scenes: dict[int, Scene], day: date | None) -> None:
    """Add what a mention tells to the meetings ``known`` so far, as part of one or as another."""
    if draft.anaphoric:
        _take_up(known, draft)
        return
    recent = range(max(0, len(known) - _REACH), len(known))
    same = [index for index in recent if _same(known[index], draft, day)]
    if not same:
        known.append(_in_scene(draft, scenes))
        return

    # Words without a day or a place ("the session") point to the latest meeting first.
    def nearness(index: int) -> tuple[bool, date, int]:
        old = known[index]
        return (old.sentence == draft.sentence, _told_on(old, draft), index)

    best = max(same, key=nearness)
    if _began(known[best], draft):
        draft = replace(draft, modality=replace(draft.modality, opened=False))
    known[best] = _joined(known[best], draft)


def _told_on(old: Draft, draft: Draft) -> date:
    return (draft.place is None and draft.start is None and old.start) or date.min


def _take_up(known: list[Draft], draft: Draft) -> None:
    """ "It resumes on Monday": another sitting, or more about the one just told of."""
    if not known or draft.sentence - known[-1].sentence > 2:
        return
    old = known[-1]
    draft = replace(draft, sort=old.sort, firm=old.firm)
    elsewhere = bool(draft.place and old.place and draft.place != old.place)
    apart = draft.start is not None and old.start is not None and not _days_agree(old, draft)
    if draft.start is None and draft.until is None and draft.place is None:
        known[-1] = _joined(old, draft)
    elif elsewhere or apart or (draft.elliptic and draft.distinct):
        known.append(_resumed(old, draft))
    else:
        known[-1] = _joined(old, draft)


def _resumed(old: Draft, draft: Draft) -> Draft:
    place = draft.place or (None if draft.elliptic else old.place)
    country = draft.country if draft.place else old.country if place else None
    if draft.elliptic and draft.place:
        noun = {"talks": "round", "hearing": "hearing"}.get(old.sort, "meeting")
        return replace(draft, what=f"{draft.what} {noun}")
    parties = old.parties or draft.parties
    return replace(draft, what=old.what, parties=parties, place=place, country=country)


def _in_scene(draft: Draft, scenes: dict[int, Scene]) -> Draft:
    """ "The pact was signed in Tirana on Friday. The nine-hour session ended at dawn"."""
    scene = scenes.get(draft.sentence - 1) or scenes.get(draft.sentence - 2)
    told = draft.definite and draft.modality.direction == "past" and not draft.distinct
    if scene is None or not told or draft.place or draft.start or draft.remote:
        return draft
    return replace(
        draft,
        place=scene.place.place.name,
        country=scene.place.place.country,
        start=scene.date.first,
        end=scene.date.last,
    )


def _same(old: Draft, new: Draft, day: date | None) -> bool:
    if (old.sort == "call") != (new.sort == "call"):
        return False
    if old.round and new.round and old.round != new.round:
        return False
    if old.place and new.place and old.place != new.place:
        return False
    if _nested(old, new):
        return True
    if old.start and new.start:
        return _days_agree(old, new) and _parties_agree(old, new) and _sorts_agree(old, new)
    timeless = new.start is None and new.modality.direction in {"present", None}
    if new.until is None and not timeless and not _statuses_agree(old, new, day):
        return False
    if not _parties_agree(old, new):
        return False
    if new.start is None and new.place is None:
        near = new.definite or new.sentence - old.sentence <= 1
        return (near and not new.distinct) or (old.start is None and old.place is None)
    if new.distinct:
        return False
    if old.place and new.place:
        return new.definite or old.start is None or new.sort == old.sort
    return (
        new.definite
        and not old.distinct
        and old.sort != "visit"
        and new.sentence - old.sentence <= 3
    )


def _nested(old: Draft, new: Draft) -> bool:
    """Two clauses of one sentence that share their day, one within the other."""
    overlap = old.span.contains(new.span) or new.span.contains(old.span)
    return overlap and old.start is not None and (old.start, old.end) == (new.start, new.end)


def _days_agree(old: Draft, new: Draft) -> bool:
    if old.start is None or new.start is None or old.end is None or new.end is None:
        return True
    if _began(old, new) or _runs_on(old, new):
        return True
    if old.precision != new.precision and not new.definite and new.place != old.place:
        return bool(set(old.parties) & set(new.parties)) and old.start <= new.end <= old.end
    return old.start <= new.end and new.start <= old.end


def _began(old: Draft, new: Draft) -> bool:
    """ "The court sat on Monday ... The hearing, which began last Tuesday": one, from then on."""
    if old.start is None or new.start is None or "day" not in {old.precision, new.precision}:
        return False
    same = old.sort == new.sort and old.place == new.place and new.definite
    span = (old.start - new.start).days
    return same and new.modality.opened and 0 < span <= LONGEST


def _runs_on(old: Draft, new: Draft) -> bool:
    """Meetings of the same parties at one place on one day and on the next: one meeting."""
    if old.start is None or new.start is None or old.end is None or new.end is None:
        return False
    if old.place is None or old.place != new.place or {old.precision, new.precision} != {"day"}:
        return False
    if "visit" in {old.sort, new.sort} or not (new.definite or set(old.parties) & set(new.parties)):
        return False
    return 1 in {(new.start - old.end).days, (old.start - new.end).days}


def _parties_agree(old: Draft, new: Draft) -> bool:
    if not old.parties or not new.parties:
        return True
    if set(old.parties) & set(new.parties) or old.place == new.place is not None:
        return True
    if new.distinct and not new.definite:
        return False
    return not (_nations(old) and _nations(new))


def _nations(draft: Draft) -> bool:
    return any(nation_of(party) for party in draft.parties)


def _sorts_agree(old: Draft, new: Draft) -> bool:
    if old.sort == new.sort or "talks" in {old.sort, new.sort}:
        return True
    return bool(old.place and new.place) or new.definite


def _statuses_agree(old: Draft, new: Draft, day: date | None) -> bool:
    one, other = status_of(old, day), status_of(new, day)
    ahead = {"planned", "postponed", "cancelled"}
    return (one in ahead) == (other in ahead)


def _joined(old: Draft, new: Draft) -> Draft:
    """Two mentions of one meeting as one; the fuller mention gives its words."""
    fuller = old if _weight(old) >= _weight(new) else new
    finer = old if old.start else new
    length = old.length or new.length
    if old.start and new.start and old.precision not in {"day", "time"}:
        finer = new
    start, end = finer.start, finer.end
    if old.start and new.start and old.end and new.end and old.precision == new.precision == "day":
        start, end = min(old.start, new.start), max(old.end, new.end)
    elif start is not None and start == end and length and finer.precision == "day":
        start, end = stretched(start, length, finer.modality)
    return replace(
        fuller,
        place=old.place or new.place,
        country=old.country if old.place else new.country,
        start=start,
        end=end,
        until=old.until or new.until,
        precision=finer.precision,
        parties=tuple(dict.fromkeys((*old.parties, *new.parties)))[:8],
        round=old.round or new.round,
        minutes=old.minutes or new.minutes,
        length=length,
        outcome=old.outcome or new.outcome,
        firm=old.firm or new.firm,
        modality=_stronger(old, new),
        mentions=tuple(sorted({*old.mentions, *new.mentions})),
        sentence=new.sentence,
    )


def _weight(draft: Draft) -> float:
    known = (draft.place, draft.start, draft.round, draft.minutes, draft.outcome)
    return sum(bool(fact) for fact in known) + 0.1 * len(draft.parties) + 0.5 * draft.firm


def _stronger(old: Draft, new: Draft) -> Modality:
    a, b = old.modality, new.modality
    return replace(
        a,
        direction=a.direction or b.direction,
        cancelled=a.cancelled or b.cancelled,
        postponed=a.postponed or b.postponed,
        opened=a.opened or b.opened,
        ended=a.ended or b.ended,
        tentative=a.tentative and b.tentative,
    )
