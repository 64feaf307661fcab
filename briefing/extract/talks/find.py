"""Meetings of parties: where and when they happen, who sits there, and what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc

from briefing.extract.dates.find import DateMention
from briefing.extract.grammar.syntax import sentence_starts
from briefing.extract.places.find import PlaceMention
from briefing.extract.talks.drafts import Draft, make_drafts
from briefing.extract.talks.location import here, in_place_of_head, scenes_of, seated, there
from briefing.extract.talks.merging import merge
from briefing.extract.talks.parties import government_tokens, names_in
from briefing.extract.talks.status import is_void, stands, status_of
from briefing.model import Talk


def find_talks(
    doc: Doc, dates: Sequence[DateMention], places: Sequence[PlaceMention], day: date | None
) -> list[Talk]:
    """The talks that a parsed article tells of, each once, in the order of their first mention."""
    capitals = [(p.tokens, p.place.country or "") for p in places if p.sense == "government"]
    names = names_in(doc, government_tokens(capitals))
    drafts = in_place_of_head(doc, make_drafts(doc, dates, places, names))
    scenes = scenes_of(sentence_starts(doc), dates, places)
    known: list[Draft] = []
    for draft in seated(doc, here(doc, there(doc, drafts, places), places), places):
        if is_void(draft, day):
            continue
        merge(known, draft, scenes, day)
    talks = [_talk(draft, day) for draft in known if stands(draft, day)]
    return sorted(talks, key=lambda t: t.mentions[0])


def _talk(draft: Draft, day: date | None) -> Talk:
    start, end = draft.start, draft.end
    if start is not None and draft.until is not None and draft.until >= start:
        end = draft.until
    return Talk(
        what=draft.what,
        span=draft.span,
        status=status_of(draft, day),
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
