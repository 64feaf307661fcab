"""Meeting words of one clause with what the clause says: place, days, parties, standing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace
from spacy.tokens import Doc, Token

from briefing.extract.dates.find import DateMention
from briefing.extract.events.attachment import REPORTING, is_day, root_of
from briefing.extract.events.inventory import Sort, Trigger, inventory, is_official
from briefing.extract.events.labels import what_of
from briefing.extract.events.modality import Modality, is_taken_for_granted, modality_of
from briefing.extract.grammar.syntax import (
    children,
    clause_head,
    clause_range,
    objects,
    sentence_starts,
    subjects,
    trim,
)
from briefing.extract.grammar.token_table import table
from briefing.extract.places.find import PlaceMention
from briefing.extract.talks.arguments import arguments_of, is_of_parties, was_held
from briefing.extract.talks.background import is_told_amid
from briefing.extract.talks.clusters import Link, best_place
from briefing.extract.talks.days import (
    days_of,
    earlier,
    former_day,
    is_rescheduled,
    stretched,
    time_of,
)
from briefing.extract.talks.details import (
    days_long,
    minutes_in,
    nth_day,
    number_of,
    outcome_of,
    round_of,
)
from briefing.extract.talks.links import link_up
from briefing.extract.talks.mention import Mention
from briefing.extract.talks.names import Names
from briefing.extract.talks.parties import parties_of
from briefing.extract.word_lists import word_lists
from briefing.model import Precision, Span

_RANK: dict[Sort, int] = {"talks": 0, "call": 1, "meeting": 2, "hearing": 2, "visit": 3}
_ARRIVING = frozenset({"gather", "convene", "assemble", "arrive", "travel", "fly", "land"})
_MOVING = frozenset({"move", "shift", "relocate", "transfer", "switch"})
_BOTH = frozenset("two side pair minister delegation negotiator envoy".split())
_AIMS = word_lists("meeting_words")["aims"]
_LONGEST_AIM = 12  # tokens
_LOOSE_ENDS = frozenset("on in at of for the a an and or with to from by , over about".split())
_GATHERINGS = frozenset(
    "summit conference forum assembly congress symposium dialogue seminar workshop".split()
)
_OWN = frozenset({"his", "her", "its", "their"})
_LONG_MEASURES = frozenset({"years", "decades"})
_HOLDING = frozenset({"hold", "have", "attend", "host"})
_MEASURES = _LONG_MEASURES | {"months", "weeks"}
_MANY = frozenset("many several numerous countless multiple repeated various regular".split())
_POINTING = frozenset({"the", "these", "those", "this", "that", "their"})
_OTHER = frozenset(
    "another next previous earlier further first second third new follow-up last separate other "
    "similar subsequent final latest fresh preparatory parallel".split()
)


def mentions_of(
    doc: Doc, dates: Sequence[DateMention], places: Sequence[PlaceMention], names: Names
) -> list[Mention]:
    """One mention for every clause of the article that tells of a meeting, in text order."""
    stops = {i for m in dates for i in range(*m.tokens)}
    numbers = sentence_starts(doc)
    clusters = link_up(doc, numbers, dates, places)
    sites = {p.tokens[1] - 1: p for p in places}
    clocks: dict[int, list[DateMention]] = {}
    for m in dates:
        if m.timex.type == "TIME":
            clocks.setdefault(numbers[m.tokens[0]], []).append(m)
    mentions = [
        _mention(doc, cluster, number, names, stops, sites, clocks.get(number, []))
        for number, cluster in clusters
    ]
    return sorted(mentions, key=lambda d: d.word)


def _mention(
    doc: Doc,
    cluster: list[Link],
    number: int,
    names: Names,
    stops: set[int],
    sites: dict[int, PlaceMention],
    clocks: Sequence[DateMention],
) -> Mention:
    triggers = [link.trigger for link in cluster]
    main = min(triggers, key=lambda t: (not t.firm, _RANK[t.sort], not t.verbal, t.token))
    word = doc[main.token]
    chosen = sorted((pair for link in cluster for pair in link.dates), key=lambda p: p[0])
    chosen = [(cost, m) for cost, m in chosen if not _is_of_series(word, m)]
    grounds = {i for link in cluster for _, p in link.places for i in range(*p.tokens)}
    remote = any(t.remote for t in triggers)
    clause = _clause(doc, word, cluster)
    modality = modality_of(word)
    place = (
        None
        if remote
        else _new_place(word, sites) or _place_where(word, sites, best_place(cluster, word.i))
    )
    arrives = any(doc[t.token].lemma_ in _ARRIVING for t in triggers)
    length = max((days_long(doc, t, clause) or 0 for t in triggers), default=0)
    if arrives and length:
        modality = replace(modality, opened=True)
    if modality.progressive:  # "Now, two years later, she is in talks": not in those years
        chosen = [(cost, m) for cost, m in chosen if m.precision != "year"]
    if is_taken_for_granted(word):  # "to wrap up talks by May": the day is that of the end
        chosen = []
    days = [pair for pair in chosen if is_day(pair[1])]
    if modality.direction == "present" and was_held(word):
        modality = replace(modality, direction="past")
    if not days and is_told_amid(word):
        modality = replace(modality, progressive=True)
    recurring = (len(days) < len(chosen) and not days) or _is_every(word)
    recurring = recurring or (not days and _are_many(word))
    start, end, until, precision = _when(doc, triggers, days, length, modality)
    moves = modality.postponed or modality.moved
    time, zone = time_of(doc, clocks, clause)
    apart = {i for link in cluster for i in link.apart}
    text = table(doc).of(*clause)
    minutes, outcome = minutes_in(text), outcome_of(doc, triggers, stops)
    if modality.direction == "past" and (minutes or outcome):
        modality = replace(modality, ended=True)
    parties = parties_of(doc, triggers, names, grounds | apart)
    rounds = [r for t in triggers if (r := round_of(doc, t)) is not None]
    return Mention(
        what=what_of(doc, main, stops | grounds),
        noun=main.noun,
        sort=main.sort,
        sentence=number,
        tokens=clause,
        span=_span(doc, clause),
        word=word.i,
        modality=modality,
        firm=any(t.firm for t in triggers),
        verbal=main.verbal,
        remote=remote,
        definite=_definite(word) or (main.verbal and _same_people(word)),
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
        gathering=any(doc[t.token].lemma_.lower() in _GATHERINGS for t in triggers),
        pluperfect=_is_pluperfect(word),
        time=time,
        zone=zone,
        moved_from=former_day(doc, days) if moves else None,
        rescheduled=moves and is_rescheduled(doc, days),
        parties=parties,
        nearby=place is not None and table(doc).lower[place.tokens[0] - 1] in {"near", "outside"},
        attended=bool(parties) and not main.verbal and not is_of_parties(word, main),
        official=not parties and _has_official(doc, triggers, grounds),
        round=rounds[0] if rounds else None,
        minutes=minutes,
        length=length or None,
        outcome=outcome,
        purpose=_purpose(doc, triggers, stops | grounds),
        mentions=(_span(doc, clause),),
        words=(word.i,),
    )


def _is_of_series(word: Token, mention: DateMention) -> bool:
    """ "at the bank's annual meeting in Oslo": one of them, unlike "at annual meetings"."""
    if mention.timex.type != "SET" or word.tag_ not in {"NN", "NNP"}:
        return False
    if word.dep_ != "pobj" or word.head.lower_ not in {"at", "during"}:
        return False
    return any(c.i == mention.tokens[1] - 1 for c in children(word, "amod")) and _definite(word)


def _place_where(
    word: Token, sites: dict[int, PlaceMention], place: PlaceMention | None
) -> PlaceMention | None:
    """ "Those in Oslo were mirrored in Lima, where officials held three": in Lima, not in Oslo."""
    verb = clause_head(word)
    seat = sites.get(verb.head.i) if verb is not None and verb.dep_ == "relcl" else None
    if seat is None or verb is None or not any(c.lower_ == "where" for c in verb.lefts):
        return place
    own = word.i == verb.i or (word.head.i == verb.i and verb.lemma_ in _HOLDING)
    elsewhere = place is not None and place.tokens[0] < seat.tokens[0]
    return seat if elsewhere or (place is None and own) else place


def _new_place(word: Token, sites: dict[int, PlaceMention]) -> PlaceMention | None:
    """ "has been postponed until July and moved to Tallinn"."""
    verb = clause_head(word)
    if verb is None or word.dep_ not in {"nsubj", "nsubjpass", "dobj"}:
        return None
    moves = [v for v in (verb, *list(verb.conjuncts)[:4]) if v.lemma_ in _MOVING]
    goals = [t.i for v in moves for t in objects(v, "to")]
    return next((sites[i] for i in goals if i in sites), None)


def _when(
    doc: Doc,
    triggers: list[Trigger],
    days: list[tuple[int, DateMention]],
    length: int,
    modality: Modality,
) -> tuple[date | None, date | None, date | None, Precision]:
    start, end, until, precision = days_of(doc, days, modality.postponed or modality.moved)
    closing = [m.last for _, m in days if _closes(doc, m) and m.last is not None]
    if start is not None and closing and max(closing) > start:
        return start, max(closing), None, precision
    if start is not None and start in closing and modality.direction == "future":
        return None, None, start, precision
    if start is None or start != end or precision not in {"day", "time"}:
        return start, end, until, precision
    ordinal = max((nth_day(doc, t) or 0 for t in triggers), default=0)
    if length:
        start, end = stretched(start, length, modality)
    elif ordinal:
        start = earlier(start, ordinal - 1)
    return start, end, until, precision


def _closes(doc: Doc, mention: DateMention) -> bool:
    """Whether a day is that on which the meeting ended ("began on Saturday, ended on Tuesday")."""
    verb = clause_head(root_of(doc, mention.tokens))
    return verb is not None and verb.lemma_ in inventory().governors["ended"]


def _aim(doc: Doc, verb: Token, stops: set[int]) -> str:
    """ "to discuss financial and economic issues": a verb of purpose with its object."""
    objects_of = children(verb, "dobj", "prep")[:1]
    end = min(objects_of[0].right_edge.i + 1 if objects_of else verb.i + 1, verb.i + _LONGEST_AIM)
    text: list[str] = []
    for token in doc[verb.i : end]:
        if token.i in stops or token.dep_ in {"relcl", "mark"} or token.is_space:
            break
        text.append(token.text_with_ws)
    while text and text[-1].strip().lower() in _LOOSE_ENDS:
        text.pop()
    return "to " + " ".join("".join(text).split())


def _purpose(doc: Doc, triggers: list[Trigger], stops: set[int]) -> str | None:
    """ "met to discuss fishing rights": what a meeting is said to be for."""
    for trigger in triggers:
        word = doc[trigger.token]
        verb = word if trigger.verbal else clause_head(word)
        clauses = children(word, "xcomp", "advcl", "acl", "relcl")
        if verb is not None and verb.i != word.i and word.dep_ in {"dobj", "nsubjpass", "pobj"}:
            clauses += children(verb, "xcomp", "advcl")
        for clause in clauses:
            aim = clause.lemma_ in _AIMS and clause.tag_ == "VB" and clause.i > word.i
            if aim and any(c.lower_ == "to" for c in clause.lefts):
                return _aim(doc, clause, stops)
    return None


def _has_official(doc: Doc, triggers: list[Trigger], grounds: set[int]) -> bool:
    """Whether somebody without a name in the article takes part: "the premier"."""
    return any(is_official(a) for t in triggers for a in arguments_of(doc[t.token], t, grounds))


def _is_every(word: Token) -> bool:
    """ "at every meeting", "years of talks": none of them in particular."""
    if _measure_of(word) in _LONG_MEASURES:
        return True
    return any(c.lower_ in {"every", "each"} for c in children(word, "det"))


def _are_many(word: Token) -> bool:
    """ "have held many rounds of talks", "several calls between them in recent weeks"."""
    upper = word.head.head if word.dep_ == "pobj" and word.head.lower_ == "of" else word
    times = [c for c in word.children if c.lower_ == "times" and c.dep_ in {"npadvmod", "dobj"}]
    if times:
        return True
    nouns = [t for t in (word, upper) if t.tag_ == "NNS" and t.lower_ != "talks"]
    return any(c.lower_ in _MANY for noun in nouns for c in noun.lefts)


def _measure_of(word: Token) -> str:
    """ "months" of "months of talks", else ""."""
    if word.dep_ == "pobj" and word.head.lower_ == "of" and word.head.i != word.i - 1:
        return word.head.head.lower_
    beside = word.i > 1 and word.nbor(-1).lower_ == "of"  # where the parser joins it to another
    return word.nbor(-2).lower_ if beside else ""


def _is_pluperfect(word: Token) -> bool:
    """ "Kerry said he had spoken to Lavrov", "after weeks of talks": before what is news."""
    if _measure_of(word) in _MEASURES:
        return True
    verb = clause_head(word)
    if verb is not None and verb.dep_ == "pcomp" and verb.tag_ == "VBG":
        verb = clause_head(verb.head) or verb  # "had spent the night there after addressing it"
        word = verb
    if verb is None or (word.i != verb.i and word.dep_ not in {"dobj", "nsubj", "nsubjpass"}):
        return False
    return any(c.lower_ in {"had", "'d"} for c in children(verb, "aux"))


def _definite(word: Token) -> bool:
    """ "the talks", "their talks", "Saturday's meeting": those that the reader knows of."""
    if word.pos_ == "VERB":
        return False
    dated = any(c.ent_type_ == "DATE" and c.dep_ == "poss" for c in word.lefts)
    return dated or any(c.lower_ in _POINTING for c in word.lefts)


def _same_people(verb: Token) -> bool:
    """ "They met for four hours", "The two sides had talked": those told of before."""
    return any(
        t.lower_ == "they"
        or (t.lemma_ in _BOTH and t.tag_ != "NN" and any(c.lower_ == "the" for c in t.lefts))
        for t in subjects(verb)
    )


def _distinct(doc: Doc, triggers: list[Trigger]) -> bool:
    for trigger in triggers:
        word = doc[trigger.token]
        before = {c.lower_ for c in word.lefts}
        if any(_is_many_sided(c) for c in children(word, "amod", "compound", "nmod")):
            return True
        pointing = {"latest"} if "the" in before else {"first"} if before & _OWN else set()
        if before & (_OTHER - pointing):
            return True
        if trigger.anaphoric and word.lower_ in _OTHER - {"last", "latest"}:
            return True
    return False


def _is_many_sided(word: Token) -> bool:
    """ "six-party talks", "three-way talks": known by who sits there."""
    number = word.nbor(-2).lower_ if word.i > 1 and word.nbor(-1).text == "-" else ""
    return word.lower_ in {"party", "way"} and number_of(number) is not None


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
