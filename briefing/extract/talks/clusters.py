"""Which meeting words of a sentence tell of one meeting, and where one word tells of several."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from msgspec import Struct, field
from spacy.tokens import Doc, Token

from briefing.extract.dates.find import DateMention
from briefing.extract.events.attachment import is_day
from briefing.extract.events.inventory import TRAVEL, Trigger, inventory
from briefing.extract.grammar.syntax import children, clause_head, climb, coordinated, objects
from briefing.extract.grammar.token_table import table
from briefing.extract.places.find import PlaceMention

_DAY_AFTER_PLACE = 8  # tokens; "in Moscow for an hour on Tuesday"
_IN_TURN = frozenset({"before", "after", "ahead", "following"})
_MEETING = frozenset({"meet", "speak", "convene", "reconvene", "gather"})
_ASIDE = frozenset({"sidelines", "margins", "fringes"})
_LONGEST_NAME = 14  # tokens between "sidelines" and the noun of a meeting that has a long name
_IN_NAMES = frozenset("NOUN PROPN ADJ ADP DET NUM PART PUNCT".split())
_OPENING = frozenset({"open", "hold", "begin", "start", "attend", "conduct", "resume"})


class Link(Struct):
    """A meeting word with the dates and places that fell to it, each with its cost.

    ``apart`` are tokens of names that belong to another meeting under the same word.
    """

    trigger: Trigger
    dates: list[tuple[int, DateMention]] = field(default_factory=list)
    places: list[tuple[int, PlaceMention]] = field(default_factory=list)
    apart: frozenset[int] = frozenset()


def clusters_of(doc: Doc, links: list[Link]) -> list[list[Link]]:
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
            if is_beside(word, near) or is_beside(near, word):
                return False
            if _is_in_a_row(word, near) or _is_in_a_row(near, word):
                return False
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


def is_beside(noun: Token, word: Token) -> bool:
    """ "met on the sidelines of the summit": a meeting at the place of another."""
    if noun.i == word.i or noun.pos_ == "VERB":
        return False
    own = clause_head(noun)
    if noun.dep_ == "pobj" and word.pos_ == "VERB" and own is not None and own.i == word.i:
        between = takewhile(lambda node: node.i != word.i, climb(noun))
        if any(n.lower_ in _ASIDE for n in between):
            return True
    aside = _aside_before(noun)
    over, near = (clause_head(aside), clause_head(word)) if aside is not None else (None, None)
    return over is not None and near is not None and over.i == near.i


def _aside_before(noun: Token) -> Token | None:
    """The "sidelines" of which a noun is the last word, whatever the parser makes of its name."""
    t, own = table(noun.doc), noun.i
    for row in range(own - 1, max(own - _LONGEST_NAME, 0), -1):
        if t.sentence[row - 1] != t.sentence[own]:
            return None
        if t.lower[row] in _ASIDE:
            return noun.doc[row]
        if t.pos[row] not in _IN_NAMES or t.word[row] == ",":
            return None
    return None


def _is_in_a_row(noun: Token, verb: Token) -> bool:
    """ "met Mendez ahead of the talks": the one before or after the other."""
    if noun.dep_ != "pobj" or verb.pos_ != "VERB" or verb.lemma_ not in _MEETING | TRAVEL:
        return False
    between = takewhile(lambda node: node.i != verb.i, climb(noun))
    return any(node.lower_ in _IN_TURN for node in between)


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


def stops_of(doc: Doc, cluster: list[Link]) -> list[list[Link]]:
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
    """Who is where: "for talks with Mendez in Lima and Klein in Quito", "met A in X and B in Y"."""
    if len(places) < 2:
        return {}
    words = [doc[link.trigger.token] for link in cluster]
    met = [o for w in words if w.lemma_ == "meet" for o in children(w, "dobj")]
    met += [o for w in words if w.lemma_ == "meet" for o in objects(w, "on", "in")]
    names = {
        t.i
        for t in [o for w in words for o in objects(w, "with")]
        + [c for m in met for c in coordinated(m)]
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
    seats = sorted(set(partners.values()))
    after = next((place[0] for place in seats if place > seat), seat[1] + _DAY_AFTER_PLACE)
    return [
        Link(
            link.trigger,
            _days_at(link.dates, seat[1], after) or link.dates,
            [(c, p) for c, p in link.places if p.tokens == seat],
            others,
        )
        for link in cluster
    ]


def _days_at(
    days: list[tuple[int, DateMention]], first: int, stop: int
) -> list[tuple[int, DateMention]]:
    """Of several days those that stand behind one of the places and before the next."""
    here = [(cost, m) for cost, m in days if first <= m.tokens[0] < stop]
    return here if len(days) > 1 else []


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
