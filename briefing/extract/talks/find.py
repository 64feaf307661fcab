"""Meetings of parties: where and when they happen, who sits there, and what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc

from briefing.extract.dates.find import DateMention
from briefing.extract.events.questions import is_asked
from briefing.extract.grammar.syntax import children, clause_head
from briefing.extract.grammar.token_table import table
from briefing.extract.places.find import PlaceMention
from briefing.extract.talks.background import is_recalled
from briefing.extract.talks.days import in_nearest_years
from briefing.extract.talks.frames import (
    merge,
    united,
    with_offered_day,
    with_the_accused,
    with_visits,
)
from briefing.extract.talks.grounds import on_their_grounds
from briefing.extract.talks.labels import label_of
from briefing.extract.talks.mention import Mention
from briefing.extract.talks.mentions import mentions_of
from briefing.extract.talks.names import government_tokens, names_in
from briefing.extract.talks.pairs import named_before
from briefing.extract.talks.persons import accused_in
from briefing.extract.talks.setting import (
    here,
    in_place_of_head,
    opened_where_filed,
    seated,
    settings_of,
    there,
)
from briefing.extract.talks.stated_days import on_its_day, stated_days
from briefing.extract.talks.status import is_bare, is_void, stands, status_of
from briefing.model import Talk


def find_talks(
    doc: Doc, dates: Sequence[DateMention], places: Sequence[PlaceMention], day: date | None
) -> list[Talk]:
    """The talks that a parsed article tells of, each once, in the order of their first mention."""
    dates = in_nearest_years(doc, dates, day)
    capitals = [(p.tokens, p.place.country or "") for p in places if p.sense == "government"]
    names = names_in(doc, government_tokens(capitals))
    stated = [m for m in mentions_of(doc, dates, places, names) if not is_asked(doc, m.word)]
    mentions = in_place_of_head(doc, stated)
    mentions = on_their_grounds(doc, mentions, places)
    mentions = seated(doc, here(doc, there(doc, mentions, places), places), places)
    settings = settings_of(doc, dates, places)
    frames: list[Mention] = []
    unmet: list[Mention] = []
    for mention in mentions:
        if is_void(mention, day):
            unmet.append(mention)
        elif not is_bare(mention) and not is_recalled(doc, mention, dates, day):
            merge(frames, named_before(frames, mention), settings, day)
    frames = [with_offered_day(frame, unmet) for frame in frames]
    days = stated_days(doc, dates, day)
    frames = [on_its_day(doc, frame, days, places) for frame in frames]
    frames = with_visits([opened_where_filed(doc, f, places, day) for f in frames], day)
    frames = with_the_accused(united(frames), accused_in(doc, names))
    talks = [_talk(doc, frame, day) for frame in frames if stands(frame, day)]
    return sorted(talks, key=lambda t: t.mentions[0])


def _clause_of(doc: Doc, frame: Mention) -> str:
    """The words of a meeting, without a verb behind it that is another subject's: "bets on the
    policy meeting (rose)"."""
    text, noun = table(doc).text, doc[frame.word]
    start, end = frame.span.start, frame.span.end
    over = clause_head(noun) if noun.dep_ == "pobj" else None
    if over is not None and over.i > noun.i and start <= over.idx < end:
        first = min((c.i for c in children(over, "aux", "auxpass", "neg")), default=over.i)
        end = doc[first].idx if first > noun.i else over.idx
    return text[start:end].rstrip()


def _talk(doc: Doc, frame: Mention, day: date | None) -> Talk:
    start, end = frame.start, frame.end
    if start is not None and frame.until is not None and frame.until >= start:
        end = frame.until
    return Talk(
        what=label_of(frame, _clause_of(doc, frame)),
        span=frame.span,
        status=status_of(frame, day),
        place=frame.place,
        country=frame.country,
        start=start,
        end=end,
        parties=tuple(p.name for p in frame.parties),
        round=frame.round,
        outcome=frame.outcome,
        minutes=frame.minutes,
        mentions=frame.mentions,
        time=frame.time,
        zone=frame.zone,
        moved_from=frame.moved_from,
    )
