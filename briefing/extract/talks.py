"""Meetings of parties: where and when they happen, who sits there, and what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc

from briefing.extract.dates import DateMention
from briefing.extract.drafts import Draft, Scene, make_drafts
from briefing.extract.modality import Modality
from briefing.extract.nations import nation_of
from briefing.extract.parties import government_tokens, names_in
from briefing.extract.places import PlaceMention
from briefing.extract.syntax import sentence_starts
from briefing.extract.whereabouts import in_place_of_head, scenes_of, seated, there
from briefing.model import Talk, TalkStatus

_REACH = 12  # earlier meetings of the article that a mention can still point back to
_LONG = 45  # days; a longer stretch is a period in which talks fell, not their length


def find_talks(
    doc: Doc, dates: Sequence[DateMention], places: Sequence[PlaceMention], day: date | None
) -> list[Talk]:
    """The talks that a parsed article tells of, each once, in the order of their first mention."""
    capitals = [(p.tokens, p.place.country or "") for p in places if p.sense == "government"]
    names = names_in(doc, government_tokens(capitals))
    drafts = in_place_of_head(doc, make_drafts(doc, dates, places, names))
    scenes = scenes_of(sentence_starts(doc), dates, places)
    known: list[Draft] = []
    for draft in seated(doc, there(doc, drafts, places), places):
        if _is_void(draft, day):
            continue
        _merge(known, draft, scenes, day)
    talks = [_talk(draft, day) for draft in known if _stands(draft, day)]
    return sorted(talks, key=lambda t: t.mentions[0])


def _is_void(draft: Draft, day: date | None) -> bool:
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
    if m.tentative and (dated or draft.place) and _status(draft, day) == "held":
        return True
    return m.conditional and not dated


def _stands(draft: Draft, day: date | None) -> bool:
    if draft.place is None and draft.start is None:
        return False
    if draft.place is None and draft.sort == "visit":
        return False
    if draft.place is None and draft.precision == "year" and _status(draft, day) == "held":
        return False
    return draft.firm or draft.place is not None or draft.start is not None


def _merge(known: list[Draft], draft: Draft, scenes: dict[int, Scene], day: date | None) -> None:
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
    draft = replace(draft, sort=old.sort, firm=old.firm, parties=old.parties or draft.parties)
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
    return replace(draft, what=old.what, place=place, country=country)


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
    if _began(old, new):
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
    return same and new.modality.opened and 0 < span <= _LONG


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
    one, other = _status(old, day), _status(new, day)
    ahead = {"planned", "postponed", "cancelled"}
    return (one in ahead) == (other in ahead)


def _joined(old: Draft, new: Draft) -> Draft:
    """Two mentions of one meeting as one; the fuller mention gives its words."""
    fuller = old if _weight(old) >= _weight(new) else new
    finer = old if old.start else new
    if old.start and new.start and old.precision not in {"day", "time"}:
        finer = new
    start, end = finer.start, finer.end
    if old.start and new.start and old.end and new.end and old.precision == new.precision == "day":
        start, end = min(old.start, new.start), max(old.end, new.end)
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


def _status(draft: Draft, day: date | None) -> TalkStatus:
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
        if start < day < end and (end - start).days <= _LONG and draft.precision == "day":
            return "held" if m.ended else "under way"
        if start < day == end and m.direction == "past" and not m.opened:
            return "held"
        if end > day and start == day and m.direction != "future":
            return "under way"
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


def _talk(draft: Draft, day: date | None) -> Talk:
    start, end = draft.start, draft.end
    if start is not None and draft.until is not None and draft.until >= start:
        end = draft.until
    return Talk(
        what=draft.what,
        span=draft.span,
        status=_status(draft, day),
        place=draft.place,
        country=draft.country,
        start=start,
        end=end,
        parties=draft.parties,
        round=draft.round,
        outcome=draft.outcome,
        minutes=draft.minutes,
        mentions=draft.mentions,
    )
