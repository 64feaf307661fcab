"""Meeting words with the dates and places that fall to them, clustered by clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import Struct, field
from spacy.tokens import Doc, Token

from briefing.extract.dates.find import DateMention
from briefing.extract.events.attachment import (
    FAR,
    date_cost,
    is_day,
    place_cost,
    root_of,
)
from briefing.extract.events.inventory import Trigger, inventory
from briefing.extract.grammar.syntax import clause_head, climb, in_dateline, objects
from briefing.extract.places.find import PlaceMention
from briefing.extract.talks.triggers import find_triggers

_NEAR = 80  # tokens between a meeting word and a date or place that can belong to it
_VISITS = frozenset({"visit", "trip", "tour"})
_SEEING = frozenset({"visit", "tour"})  # "will visit Riga on Thursday and Vilnius on Friday"
_BESIDE = 5  # cost of what merely stands behind a meeting word
_BESIDE_REACH = 30  # tokens; "talks with ... on ... in Geneva on Friday"
_PLANNING = frozenset("begin start open convene hold set schedule plan be resume expect".split())
_OPENING = frozenset({"open", "hold", "begin", "start", "attend", "conduct", "resume"})
_PURPOSES = frozenset({"discuss", "seek", "review", "talk", "address", "consider", "prepare"})
_NOT_OF_MEETING = frozenset({"since", "before", "after", "by", "until", "than", "from", "of"})
_HOSTED = 5  # cost of the host as a place, beside which any named place wins


class Link(Struct):
    """A meeting word with the dates and places that fell to it, each with its cost.

    ``apart`` are tokens of names that belong to another meeting under the same word.
    """

    trigger: Trigger
    dates: list[tuple[int, DateMention]] = field(default_factory=list)
    places: list[tuple[int, PlaceMention]] = field(default_factory=list)
    apart: frozenset[int] = frozenset()


def link_up(
    doc: Doc,
    numbers: Sequence[int],
    dates: Sequence[DateMention],
    places: Sequence[PlaceMention],
) -> list[tuple[int, list[Link]]]:
    """Clusters of meeting words with their dates and places, each with its sentence's number.

    ``numbers`` gives the sentence of every token.
    """
    located = {i for p in places for i in range(*p.tokens)}
    by_sentence: dict[int, list[Link]] = {}
    for trigger in find_triggers(doc, located):
        by_sentence.setdefault(numbers[trigger.token], []).append(Link(trigger))
    for mention in dates:
        if in_dateline(doc[mention.tokens[0]]):
            continue
        if is_day(mention) or mention.timex.type == "SET":
            _give_date(doc, by_sentence.get(numbers[mention.tokens[0]], []), mention)
    for place in places:
        if place.sense != "dateline" and place.place.country is not None:
            _give_place(doc, by_sentence.get(numbers[place.tokens[0]], []), place)
    return [
        (number, stop)
        for number, links in by_sentence.items()
        for cluster in _clusters(doc, links)
        for stop in _stops(doc, cluster)
    ]


def _stops(doc: Doc, cluster: list[Link]) -> list[list[Link]]:
    """ "met in Geneva on Sunday, in Brussels on Wednesday": one cluster for every place."""
    places = {p.tokens: (c, p) for link in cluster for c, p in link.places}
    days = {m.tokens: (c, m) for link in cluster for c, m in link.dates if is_day(m)}
    partners = _partners(doc, cluster, sorted(places))
    if partners:
        return [_with_partner(cluster, partners, seat) for seat in sorted(places)]
    order = sorted([*places, *days])
    if len(places) < 2 and len(days) == 2 and _apart(doc, [m for _, m in days.values()]):
        return [_stop(cluster, {*places, tokens}) for tokens in days]
    if len(places) < 2 or len(days) < 2:
        return [cluster]
    groups: list[list[tuple[int, int]]] = []
    place_first = order[0] in places
    for tokens in order:
        starts = (tokens in places) == place_first and (
            not groups or (groups[-1][-1] in places) != place_first
        )
        if starts:
            groups.append([])
        groups[-1].append(tokens)
    if not all(set(g) & set(places) and set(g) & set(days) for g in groups) or len(groups) < 2:
        return [cluster]
    return [_stop(cluster, set(group)) for group in groups]


def _partners(
    doc: Doc, cluster: list[Link], places: list[tuple[int, int]]
) -> dict[int, tuple[int, int]]:
    """ "for talks with Netanyahu in Jerusalem and Abbas in the West Bank": who is where."""
    if len(places) < 2:
        return {}
    names = {
        t.i
        for link in cluster
        for t in objects(doc[link.trigger.token], "with")
        if t.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}
    }
    seats = {
        name: next((p for p in places if name < p[0]), None)
        for name in sorted(names)
        if not any(p[0] <= name < p[1] for p in places)
    }
    taken = [seat for seat in seats.values() if seat is not None]
    if len(taken) < 2 or len(set(taken)) != len(places) or None in seats.values():
        return {}
    return {name: seat for name, seat in seats.items() if seat is not None}


def _with_partner(
    cluster: list[Link], partners: dict[int, tuple[int, int]], seat: tuple[int, int]
) -> list[Link]:
    others = frozenset(name for name, place in partners.items() if place != seat)
    return [
        Link(link.trigger, link.dates, [(c, p) for c, p in link.places if p.tokens == seat], others)
        for link in cluster
    ]


def _apart(doc: Doc, days: list[DateMention]) -> bool:
    """ "on Saturday and on Tuesday": two sittings, unlike "on Sunday and Monday"."""
    one, other = sorted(days, key=lambda m: m.tokens)
    between = doc[one.tokens[1] : other.tokens[0]].text.split()
    if between not in (["and"], ["and", "on"]) or {one.precision, other.precision} != {"day"}:
        return False
    if one.last is None or other.first is None:
        return False
    return abs((other.first - one.last).days) > 1


def _stop(cluster: list[Link], group: set[tuple[int, int]]) -> list[Link]:
    return [
        Link(
            link.trigger,
            [(c, m) for c, m in link.dates if m.tokens in group],
            [(c, p) for c, p in link.places if p.tokens in group],
        )
        for link in cluster
    ]


def _give_date(doc: Doc, links: list[Link], mention: DateMention) -> None:
    costs: list[tuple[int, int, Link]] = []
    for link in _near(links, mention.tokens[0]):
        trigger = link.trigger
        cost = date_cost(doc[trigger.token], trigger.verbal, mention)
        if cost is not None and cost < FAR:
            costs.append((cost, abs(trigger.token - mention.tokens[0]), link))
    if not costs:
        beside = _right_before(doc, links, mention.tokens[0])
        if beside is not None and _may_be_dated(doc, mention):
            beside.dates.append((_BESIDE, mention))
        return
    cost, _, link = min(costs, key=lambda c: c[:2])
    link.dates.append((cost, mention))
    word = doc[link.trigger.token]
    for other_cost, _, other in costs:
        # "takes its seat in the talks today, when the council meets": both clauses' day
        own = doc[other.trigger.token]
        timed = own.dep_ == "advcl" and any(c.lower_ == "when" for c in own.lefts)
        if timed and other is not link and other.trigger.verbal and other_cost <= 2:
            other.dates.append((other_cost, mention))
    head = word.head.i
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
        if word.pos_ == "VERB" and not trigger.verbal:
            continue  # a noun that the parser takes for a verb: what hangs on it is not its own
        cost = place_cost(word, trigger.verbal, trigger.sort == "visit", place.tokens)
        if cost is None and root_of(doc, place.tokens).head.i == _host(word):
            cost = _HOSTED
        if cost is not None and cost < FAR and _is_there(doc, word, place):
            costs.append((cost, abs(trigger.token - place.tokens[0]), link))
    if costs:
        cost, _, link = min(costs, key=lambda c: c[:2])
        link.places.append((cost, place))
        return
    beside = _right_before(doc, links, place.tokens[0])
    if beside is not None and place.sense == "location" and _is_seat(doc, place):
        beside.places.append((_BESIDE, place))


def _right_before(doc: Doc, links: list[Link], position: int) -> Link | None:
    """The meeting word before a place or day that nothing but its own plan lies between.

    For sentences that the parser takes apart wrongly: "peace talks due to begin in Geneva on
    Friday, derailing the first attempt".
    """
    before = [link for link in links if link.trigger.token < position]
    if not before:
        return None
    word = before[-1].trigger.token
    if position - word > _BESIDE_REACH:
        return None
    for token in doc[word + 1 : position]:
        other = token.pos_ == "VERB" and token.lemma_ not in _PLANNING | _PURPOSES
        if other or token.dep_ in {"nsubj", "nsubjpass", "mark"} or token.text in {";", ":", "("}:
            return None
    return before[-1]


def _may_be_dated(doc: Doc, mention: DateMention) -> bool:
    """ "on Tuesday", "next week": not "since Tuesday" or "Tuesday's"."""
    root = root_of(doc, mention.tokens)
    if root.dep_ in {"poss", "compound", "nmod", "amod"}:
        return False
    before = doc[mention.tokens[0] - 1].lower_ if mention.tokens[0] else ""
    exact = mention.precision in {"day", "time", "week", "month"} and is_day(mention)
    return exact and before not in _NOT_OF_MEETING


def _is_seat(doc: Doc, place: PlaceMention) -> bool:
    first = place.tokens[0]
    return place.place.kind in {"city", "venue"} and first > 0 and doc[first - 1].lower_ == "in"


def _host(word: Token) -> int | None:
    """The verb whose subject or object says where.

    "France will host a second meeting", "left Havana after two days of talks".
    """
    if word.head.lemma_ == "host" and word.dep_ == "dobj":
        return word.head.i
    verb = clause_head(word)
    if verb is None or verb.i == word.i or verb.lemma_ not in {"leave", "reach", "visit"}:
        return None
    return verb.i


def _is_there(doc: Doc, word: Token, place: PlaceMention) -> bool:
    """Whether a place is meant as one: "in Moscow", "the Vienna talks", not "Moscow said"."""
    first, stop = place.tokens
    if first and _is_longer_name(doc[first - 1], doc[stop - 1]):
        return False
    if place.sense == "location":
        return True
    if doc[stop - 1].head.i == word.i and word.lemma_ in _VISITS:
        return True  # "the president's Cuba visit"
    if place.sense == "name":
        in_court = any(t.lower_ == "court" for t in doc[stop : stop + 3])
        return word.i in range(stop, stop + 3) or in_court
    before = doc[first - 1].lower_ if first else ""
    if before == "and" and word.lemma_ in _SEEING and place.place.kind == "city":
        return True
    if doc[stop - 1].dep_ == "dobj" and doc[stop - 1].head.i == word.i:
        return True
    if doc[stop - 1].head.i == _host(word):
        return True
    return place.place.kind == "city" and before in {"in", "at", "to", "into", "near", "for"}


def _is_longer_name(before: Token, last: Token) -> bool:
    """ "the African Union": the last word of a name that is no place."""
    within = before.head.i == last.i and before.dep_ in {"amod", "compound", "nmod"}
    return within and before.is_title and before.ent_type_ == last.ent_type_ != ""


def _near(links: list[Link], position: int) -> list[Link]:
    first = bisect_left(links, position - _NEAR, key=lambda link: link.trigger.token)
    stop = bisect_right(links, position + _NEAR, key=lambda link: link.trigger.token)
    return links[first:stop]


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
    if not link.trigger.verbal and any(c.lower_ in {"another", "further"} for c in word.lefts):
        return word.head.i in {other.trigger.token for other in cluster} and word.dep_ == "dobj"
    for other in cluster[-4:]:
        near = doc[other.trigger.token]
        head = clause_head(near)
        if _is_topic(word) or _is_topic(near):
            continue
        if own is not None and head is not None and own.i == head.i:
            if _is_side_event(link.trigger, other.trigger):
                continue
            return not (link.trigger.verbal and other.trigger.verbal)
        purpose = own is not None and own.dep_ in {"xcomp", "advcl"} and own.head.i == near.i
        for_talks = own is not None and own.lemma_ in _OPENING
        if purpose and other.trigger.verbal and (other.trigger.sort == "visit" or for_talks):
            return True
        if any(node.i == near.i for node in climb(word)) and not link.trigger.verbal:
            return own is None or (own.dep_ == "acl" and own.head.i == near.i)
    return False


def _is_side_event(one: Trigger, other: Trigger) -> bool:
    """ "cancelled a meeting with him just before a visit to Israel": two nouns, two events."""
    sorts = {one.sort, other.sort}
    return "visit" in sorts and len(sorts) > 1 and not (one.verbal or other.verbal)


def _is_topic(word: Token) -> bool:
    """ "discussed the talks in a phone call": what is spoken of is another meeting."""
    words = inventory()
    return word.dep_ == "dobj" and word.head.lemma_ in (words.aloof | {"discuss"})


def _conflict(cluster: list[Link], link: Link) -> bool:
    for other in cluster:
        days = {(m.first, m.last) for c, m in other.dates if c <= 1}
        mine = {(m.first, m.last) for c, m in link.dates if c <= 1}
        if days and mine and not days & mine:
            return True
        names = {p.place.name for c, p in other.places if c <= 1}
        theirs = {p.place.name for c, p in link.places if c <= 1}
        if names and theirs and not names & theirs:
            return True
    return False


def best_place(cluster: Sequence[Link], position: int) -> PlaceMention | None:
    """The place of a cluster of meeting words, the most exact of the nearest ones."""
    kinds = {"venue": 1, "city": 0, "other": 1, "region": 2, "country": 3}
    found = [pair for link in cluster for pair in link.places]
    if not found:
        return None
    best = min(cost for cost, _ in found)
    return min(
        (p for cost, p in found if cost <= best + 1),
        key=lambda p: (kinds[p.place.kind], abs(p.tokens[0] - position)),
    )
