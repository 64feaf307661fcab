"""Meeting words with the dates and places that fall to them, clustered by clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from briefing.extract.dates.find import DateMention
from briefing.extract.events.attachment import (
    FAR,
    date_cost,
    is_ahead,
    is_day,
    is_on_record,
    place_cost,
    root_of,
)
from briefing.extract.events.verb_marks import TAKES_PLACE
from briefing.extract.grammar.syntax import (
    below,
    clause_head,
    climb,
    in_dateline,
    objects,
)
from briefing.extract.places.find import PlaceMention
from briefing.extract.talks.clusters import Link, clusters_of, stops_of
from briefing.extract.talks.stated_days import is_report
from briefing.extract.talks.triggers import find_triggers

_NEAR = 80  # tokens between a meeting word and a date or place that can belong to it
_VISITS = frozenset({"visit", "trip", "tour"})
_TOPICAL = frozenset({"on", "about", "over"})
_SEEING = frozenset({"visit", "tour"})  # "will visit Riga on Thursday and Vilnius on Friday"
_BESIDE = 5  # cost of what merely stands behind a meeting word
_BESIDE_REACH = 30  # tokens; "talks with ... on ... in Geneva on Friday"
_PLANNING = frozenset("begin start open convene hold set schedule plan be resume expect".split())
_PURPOSES = frozenset({"discuss", "seek", "review", "talk", "address", "consider", "prepare"})
_NOT_OF_MEETING = frozenset({"since", "before", "after", "by", "until", "than", "from", "of"})
_BEFOREHAND = frozenset({"after", "since"})
_THERE = 1  # cost of the place where somebody is said to be for a meeting
_HOSTED = 5  # cost of the host as a place, beside which any named place wins


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
        for cluster in clusters_of(doc, links)
        for stop in stops_of(doc, cluster)
    ]


def _give_date(doc: Doc, links: list[Link], mention: DateMention) -> None:
    costs: list[tuple[int, int, Link]] = []
    for link in _near(links, mention.tokens[0]):
        trigger = link.trigger
        word = doc[trigger.token]
        cost = date_cost(word, trigger.verbal, mention)
        root = root_of(doc, mention.tokens)
        if _is_of_occasion(word, root) or _is_of_report(word, root):
            cost = None
        if cost is not None and cost < FAR:
            costs.append((cost, abs(trigger.token - mention.tokens[0]), link))
    if not costs:
        beside = _right_before(doc, links, mention.tokens[0])
        spoken_of = beside is not None and is_on_record(doc[beside.trigger.token])
        if beside is not None and not spoken_of and _may_be_dated(doc, mention):
            beside.dates.append((_BESIDE, mention))
        return
    cost, _, link = min(costs, key=lambda c: c[:2])
    link = _to_come_between(doc, links, link, mention.tokens[0]) or link
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


def _to_come_between(doc: Doc, links: list[Link], link: Link, position: int) -> Link | None:
    """ "is heading to Oslo ahead of talks next week in Geneva": there and then the talks."""
    first = link.trigger.token
    between = [o for o in links if first < o.trigger.token < position]
    ahead = [o for o in between if not o.trigger.verbal and is_ahead(doc[o.trigger.token])]
    return ahead[-1] if link.trigger.verbal and ahead else None


def _is_of_occasion(word: Token, date: Token) -> bool:
    """ "The trial began after police found the letters in March": the day of the finding."""
    clause = clause_head(date)
    if clause is None or clause.dep_ != "advcl" or date.i < clause.i < word.i:
        return False
    if word.head.lemma_ in TAKES_PLACE and word.dep_ == "nsubj" and clause.head.i == word.head.i:
        return False  # "took place after she landed on Monday": then, too
    after = any(c.dep_ == "mark" and c.lower_ in _BEFOREHAND for c in clause.lefts)
    return after and date.i > clause.i and not any(n.i == clause.i for n in (word, *climb(word)))


def _is_of_report(word: Token, date: Token) -> bool:
    """ "The talks broke down, a news agency reported on Saturday": the day of the report."""
    clause, own = clause_head(date), clause_head(word)
    if clause is None or own is None or clause.i <= word.i or below(clause, word):
        return False
    return is_report(clause) and own.i != clause.i


def _give_place(doc: Doc, links: list[Link], place: PlaceMention) -> None:
    costs: list[tuple[int, int, Link]] = []
    for link in _near(links, place.tokens[0]):
        trigger = link.trigger
        word = doc[trigger.token]
        if word.pos_ == "VERB" and not trigger.verbal:
            continue  # a noun that the parser takes for a verb: what hangs on it is not its own
        cost = place_cost(word, trigger.verbal, trigger.sort == "visit", place.tokens)
        if place.place.kind == "country" and _is_of_topic(root_of(doc, place.tokens)):
            continue
        if cost is None and root_of(doc, place.tokens).head.i == _host(word):
            cost = _HOSTED
        if cost is None and _is_there_to(word, root_of(doc, place.tokens)):
            cost = _THERE
        if cost is not None and cost < FAR and _is_there(doc, word, place):
            costs.append((cost, abs(trigger.token - place.tokens[0]), link))
    if costs:
        cost, _, link = min(costs, key=lambda c: c[:2])
        link = _to_come_between(doc, links, link, place.tokens[0]) or link
        link.places.append((cost, place))
        return
    beside = _right_before(doc, links, place.tokens[0])
    if beside is not None and place.sense == "location" and _is_seat(doc, place):
        beside.places.append((_BESIDE, place))


def _is_of_topic(place: Token) -> bool:
    """ "talks on political reform in Chad": where the reform would be."""
    holder = place.head.head if place.dep_ == "pobj" else place
    over = holder.head
    return holder.i != place.i and holder.dep_ == "pobj" and over.lower_ in _TOPICAL


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
    first, stop = place.tokens
    owner = stop < len(doc) and doc[stop].tag_ == "POS"
    sited = first > 0 and doc[first - 1].lower_ == "in" and not owner
    return sited and place.place.kind in {"city", "venue"}


def _host(word: Token) -> int | None:
    """The verb whose subject or object says where.

    "France will host a second meeting", "left Havana after two days of talks".
    """
    upper = word
    while upper.dep_ in {"pobj", "prep"} and upper.lower_ in {word.lower_, "of"}:
        upper = upper.head  # "will host the Group of 20 summit"
    if upper.head.lemma_ == "host" and upper.dep_ == "dobj":
        return upper.head.i
    verb = clause_head(word)
    if verb is None or verb.i == word.i or verb.lemma_ not in {"leave", "reach", "visit"}:
        return None
    return verb.i


def _is_there_to(word: Token, place: Token) -> bool:
    """ "The envoy is in Osaka to meet executives of the bank"."""
    if word.dep_ == "pobj" and word.head.lower_ == "for" and word.head.i == place.i + 1:
        return place.dep_ == "pobj" and place.head.lower_ == "in"  # "Lind, in Oslo for a summit"
    stays = word.head.lemma_ == "be" and word.dep_ in {"advcl", "xcomp"} and word.tag_ == "VB"
    return stays and any(t.i == place.i for t in objects(word.head, "in"))


def _is_there(doc: Doc, word: Token, place: PlaceMention) -> bool:
    """Whether a place is meant as one: "in Moscow", "the Vienna talks", not "Moscow said"."""
    first, stop = place.tokens
    if word.text == "Dialogue" and doc[stop - 1].head.i == word.i:
        return False  # "the Shangri-La Dialogue", called so after a hotel
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
