"""Meeting words of one clause with what the clause says: place, days, parties, standing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from spacy.tokens import Doc, Token

from briefing.extract.attach import FAR, REPORTING, date_cost, is_day, place_cost, root_of
from briefing.extract.dates import DateMention
from briefing.extract.inventory import Sort, Trigger
from briefing.extract.modality import Modality, modality_of
from briefing.extract.parties import Names, parties_of
from briefing.extract.places import PlaceMention
from briefing.extract.syntax import clause_head, clause_range, climb, sentence_starts, trim
from briefing.extract.triggers import find_triggers
from briefing.extract.wording import (
    days_long,
    minutes_in,
    nth_day,
    outcome_of,
    round_of,
    what_of,
)
from briefing.model import Precision, Span

_NEAR = 80  # tokens between a meeting word and a date or place that can belong to it
_BACK = frozenset({"since", "after", "following", "before", "despite", "ahead"})
_COURTS = frozenset({"court", "tribunal", "judge", "courthouse", "courtroom", "magistrate"})
_UNTIL = frozenset({"until", "till", "til", "through"})
_RANK: dict[Sort, int] = {"talks": 0, "call": 1, "meeting": 2, "hearing": 2, "visit": 3}
_OTHER = frozenset(
    "another next previous earlier further first second third new follow-up last separate other "
    "similar subsequent final latest fresh preparatory parallel".split()
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What one clause tells of a meeting, before the mentions of an article are merged.

    ``tokens`` is the clause as a token range, ``sentence`` its number. ``until`` is a last day
    that the text gives without a first. ``distinct`` says that the words set the meeting apart
    from others ("the next round"), ``definite`` that they point back ("the talks").
    """

    what: str
    sort: Sort
    sentence: int
    tokens: tuple[int, int]
    span: Span
    word: int
    modality: Modality
    firm: bool
    remote: bool
    definite: bool
    distinct: bool
    anaphoric: bool
    recurring: bool
    elliptic: bool
    place: str | None = None
    country: str | None = None
    start: date | None = None
    end: date | None = None
    until: date | None = None
    precision: Precision = "day"
    parties: tuple[str, ...] = ()
    round: int | None = None
    minutes: int | None = None
    outcome: str | None = None
    mentions: tuple[Span, ...] = ()
    scene: Scene | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when the sentence before a meeting word plays."""

    place: PlaceMention
    date: DateMention


@dataclass(slots=True)
class Link:
    """A meeting word with the dates and places that fell to it, each with its cost."""

    trigger: Trigger
    dates: list[tuple[int, DateMention]] = field(default_factory=list)
    places: list[tuple[int, PlaceMention]] = field(default_factory=list)


def make_drafts(
    doc: Doc, dates: Sequence[DateMention], places: Sequence[PlaceMention], names: Names
) -> list[Draft]:
    """One draft for every clause of the article that tells of a meeting, in text order."""
    numbers = sentence_starts(doc)
    located = {i for p in places for i in range(*p.tokens)}
    links = [Link(t) for t in find_triggers(doc, located)]
    by_sentence: dict[int, list[Link]] = {}
    for link in links:
        by_sentence.setdefault(numbers[link.trigger.token], []).append(link)
    for mention in dates:
        if is_day(mention) or mention.timex.type == "SET":
            _give_date(doc, by_sentence.get(numbers[mention.tokens[0]], []), mention)
    for place in places:
        if place.sense != "dateline" and place.place.country is not None:
            _give_place(doc, by_sentence.get(numbers[place.tokens[0]], []), place)
    stops = {i for m in dates for i in range(*m.tokens)}
    drafts: list[Draft] = []
    for number, group in by_sentence.items():
        for cluster in _clusters(doc, group):
            drafts.append(_draft(doc, cluster, number, names, stops))
    drafts = _seated(doc, drafts, places)
    scenes = _scenes(numbers, dates, places)
    return [
        replace(d, scene=scenes.get(d.sentence - 1) or scenes.get(d.sentence - 2))
        for d in sorted(drafts, key=lambda d: d.word)
    ]


def _seated(doc: Doc, drafts: list[Draft], places: Sequence[PlaceMention]) -> list[Draft]:
    """A hearing without a place sits where the article says that its court does."""
    seats: list[PlaceMention] = []
    for place in places:
        root = root_of(doc, place.tokens)
        if place.place.kind == "city" and root.dep_ == "pobj" and root.head.lower_ == "in":
            if root.head.head.lemma_.lower() in _COURTS:
                seats.append(place)
    return [_seat(draft, seats) for draft in drafts]


def _seat(draft: Draft, seats: list[PlaceMention]) -> Draft:
    if draft.sort != "hearing" or draft.place or draft.remote:
        return draft
    before = [p for p in seats if p.tokens[0] < draft.word] or seats[:1]
    if not before:
        return draft
    return replace(draft, place=before[-1].place.name, country=before[-1].place.country)


def _scenes(
    numbers: list[int], dates: Sequence[DateMention], places: Sequence[PlaceMention]
) -> dict[int, Scene]:
    first_place: dict[int, PlaceMention] = {}
    for place in places:
        if place.place.kind in {"city", "venue"} and place.sense == "location":
            first_place.setdefault(numbers[place.tokens[0]], place)
    scenes: dict[int, Scene] = {}
    for mention in dates:
        number = numbers[mention.tokens[0]]
        past = mention.direction == "past" and mention.precision in {"day", "time"}
        if past and is_day(mention) and number in first_place:
            scenes.setdefault(number, Scene(first_place[number], mention))
    return scenes


def _give_date(doc: Doc, links: list[Link], mention: DateMention) -> None:
    costs: list[tuple[int, int, Link]] = []
    for link in _near(links, mention.tokens[0]):
        trigger = link.trigger
        cost = date_cost(doc[trigger.token], trigger.verbal, mention)
        if cost is not None and cost < FAR:
            costs.append((cost, abs(trigger.token - mention.tokens[0]), link))
    if not costs:
        return
    cost, _, link = min(costs, key=lambda c: c[:2])
    link.dates.append((cost, mention))
    head = doc[link.trigger.token].head.i
    if mention.tokens[0] <= head < mention.tokens[1]:
        # "will enter the talks on Thursday, when diplomats sit down in Vienna": both clauses' day
        for other_cost, _, other in costs:
            if other is not link and other_cost <= 3:
                other.dates.append((other_cost, mention))


def _give_place(doc: Doc, links: list[Link], place: PlaceMention) -> None:
    costs: list[tuple[int, int, Link]] = []
    for link in _near(links, place.tokens[0]):
        trigger = link.trigger
        word = doc[trigger.token]
        cost = place_cost(word, trigger.verbal, trigger.sort == "visit", place.tokens)
        if cost is not None and cost < FAR and _is_there(doc, word, place):
            costs.append((cost, abs(trigger.token - place.tokens[0]), link))
    if costs:
        cost, _, link = min(costs, key=lambda c: c[:2])
        link.places.append((cost, place))


def _is_there(doc: Doc, word: Token, place: PlaceMention) -> bool:
    """Whether a place is meant as one: "in Moscow", "the Vienna talks", not "Moscow said"."""
    first, stop = place.tokens
    if place.sense == "location":
        return True
    if place.sense == "name":
        return word.i in range(stop, stop + 3)
    before = doc[first - 1].lower_ if first else ""
    if doc[stop - 1].dep_ == "dobj" and doc[stop - 1].head.i == word.i:
        return True
    return place.place.kind == "city" and before in {"in", "at", "to", "into", "near", "for"}


def _near(links: list[Link], position: int) -> list[Link]:
    return [link for link in links if abs(link.trigger.token - position) <= _NEAR]


def _clusters(doc: Doc, links: list[Link]) -> list[list[Link]]:
    """Meeting words that tell of the same meeting: in one clause, without conflicting days."""
    clusters: list[list[Link]] = []
    for link in links:
        for cluster in clusters[-6:]:
            if _same_clause(doc, cluster, link) and not _conflict(cluster, link):
                cluster.append(link)
                break
        else:
            clusters.append([link])
    return clusters


def _same_clause(doc: Doc, cluster: list[Link], link: Link) -> bool:
    word = doc[link.trigger.token]
    own = clause_head(word)
    for other in cluster[-4:]:
        near = doc[other.trigger.token]
        head = clause_head(near)
        if own is not None and head is not None and own.i == head.i:
            return not (link.trigger.verbal and other.trigger.verbal)
        purpose = own is not None and own.dep_ in {"xcomp", "advcl"} and own.head.i == near.i
        if purpose and other.trigger.verbal and other.trigger.sort == "visit":
            return True
        if any(node.i == near.i for node in climb(word)) and not link.trigger.verbal:
            return own is None or own.dep_ == "acl"
    return False


def _conflict(cluster: list[Link], link: Link) -> bool:
    for other in cluster:
        days = {(m.first, m.last) for c, m in other.dates if c <= 1}
        mine = {(m.first, m.last) for c, m in link.dates if c <= 1}
        if days and mine and not days & mine:
            return True
        names = {p.place.name for c, p in other.places if c <= 1}
        if names and not names & ({p.place.name for c, p in link.places if c <= 1} or names):
            return True
    return False


def _draft(
    doc: Doc,
    cluster: list[Link],
    number: int,
    names: Names,
    stops: set[int],
) -> Draft:
    triggers = [link.trigger for link in cluster]
    main = min(triggers, key=lambda t: (not t.firm, _RANK[t.sort], not t.verbal, t.token))
    word = doc[main.token]
    chosen = sorted((pair for link in cluster for pair in link.dates), key=lambda p: p[0])
    halts = stops | {i for link in cluster for _, p in link.places for i in range(*p.tokens)}
    remote = any(t.remote for t in triggers)
    place = None if remote else _best_place(cluster, word.i)
    clause = _clause(doc, word, cluster)
    modality = _standing(doc, triggers, main)
    recurring = any(m.timex.type == "SET" for c, m in chosen if c <= 2)
    start, end, until, precision = _days(doc, [pair for pair in chosen if is_day(pair[1])])
    if modality.postponed and until is not None:
        start = end = until
        until = None
    length = max((days_long(doc, t, clause) or 0 for t in triggers), default=0)
    if length and start and start == end and precision in {"day", "time"}:
        start, end = _stretch(start, length, modality)
    ordinal = max((nth_day(doc, t) or 0 for t in triggers), default=0)
    if ordinal and start and start == end:
        start = _earlier(start, ordinal - 1)
    text = doc[clause[0] : clause[1]].text
    rounds = [r for t in triggers if (r := round_of(doc, t)) is not None]
    return Draft(
        what=what_of(doc, main, halts),
        sort=main.sort,
        sentence=number,
        tokens=clause,
        span=_span(doc, clause),
        word=word.i,
        modality=modality,
        firm=any(t.firm for t in triggers),
        remote=remote,
        definite=_definite(word),
        distinct=_distinct(doc, triggers),
        anaphoric=all(t.anaphoric for t in triggers),
        recurring=recurring,
        elliptic=main.anaphoric and not main.verbal,
        place=place.place.name if place else None,
        country=place.place.country if place else None,
        start=start,
        end=end,
        until=until,
        precision=precision,
        parties=parties_of(doc, triggers, names),
        round=rounds[0] if rounds else None,
        minutes=minutes_in(text),
        outcome=outcome_of(doc, triggers, stops),
        mentions=(_span(doc, clause),),
    )


def _standing(doc: Doc, triggers: list[Trigger], main: Trigger) -> Modality:
    return modality_of(doc[main.token])


def _definite(word: Token) -> bool:
    return any(c.lower_ in {"the", "these", "those", "this", "that"} for c in word.lefts)


def _distinct(doc: Doc, triggers: list[Trigger]) -> bool:
    for trigger in triggers:
        word = doc[trigger.token]
        if any(c.lower_ in _OTHER for c in word.lefts):
            return True
        if trigger.anaphoric and word.lower_ in _OTHER - {"last", "latest"}:
            return True
    return False


def _stretch(day: date, length: int, modality: Modality) -> tuple[date, date]:
    if modality.ended or (modality.direction == "past" and not modality.opened):
        return _earlier(day, length - 1), day
    return day, _earlier(day, 1 - length)


def _earlier(day: date, days: int) -> date:
    try:
        return day - timedelta(days=days)
    except OverflowError:
        return day


def _best_place(cluster: list[Link], position: int) -> PlaceMention | None:
    kinds = {"venue": 1, "city": 0, "other": 1, "region": 2, "country": 3}
    found = [pair for link in cluster for pair in link.places]
    if not found:
        return None
    best = min(cost for cost, _ in found)
    return min(
        (p for cost, p in found if cost <= best + 1),
        key=lambda p: (kinds[p.place.kind], abs(p.tokens[0] - position)),
    )


def _before(doc: Doc, mention: DateMention) -> str:
    if root_of(doc, mention.tokens).dep_ in {"poss", "compound", "nmod", "amod"}:
        return ""
    index = mention.tokens[0] - 1
    while index >= 0 and doc[index].lower_ in {"the", "this", "late", "early", "at", "least"}:
        index -= 1
    return doc[index].lower_ if index >= 0 else ""


def _days(
    doc: Doc, chosen: list[tuple[int, DateMention]]
) -> tuple[date | None, date | None, date | None, Precision]:
    until: date | None = None
    kept: list[tuple[int, DateMention]] = []
    for cost, mention in chosen:
        before = _before(doc, mention)
        if before in _UNTIL and mention.last:
            until = until or mention.last
        elif mention.precision == "year" and before == "in" and "year" in mention.timex.text:
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


def _is_limit(mention: DateMention, before: str) -> bool:
    if before in {"before", "by"}:
        return mention.direction == "future"
    return before == "after" and mention.timex.type == "TIME"


def _joined(doc: Doc, one: DateMention, other: DateMention) -> bool:
    """ "Sunday and Monday": days joined by no more than a conjunction."""
    first, second = sorted((one.tokens, other.tokens))
    between = doc[first[1] : second[0]]
    return len(between) <= 3 and all(
        t.lower_ in {"and", ",", "to", "through", "on", "-", "–", "&", "or"} for t in between
    )


def _clause(doc: Doc, word: Token, cluster: list[Link]) -> tuple[int, int]:
    verb = clause_head(word)
    if verb is None or (verb.lemma_ in REPORTING and word.dep_ not in {"nsubj", "dobj"}):
        first, stop = word.left_edge.i, word.right_edge.i + 1
    else:
        first, stop = clause_range(verb)
    needed = [link.trigger.token for link in cluster]
    for link in cluster:
        needed += [i for c, m in link.dates if c <= 4 for i in (m.tokens[0], m.tokens[1] - 1)]
        needed += [i for c, p in link.places if c <= 4 for i in (p.tokens[0], p.tokens[1] - 1)]
    return trim(doc, min(first, *needed), max(stop, *(n + 1 for n in needed)))


def _span(doc: Doc, tokens: tuple[int, int]) -> Span:
    last = doc[tokens[1] - 1]
    return Span(doc[tokens[0]].idx, last.idx + max(1, len(last)))
