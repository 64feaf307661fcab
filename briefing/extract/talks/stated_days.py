"""The days that an article states for what it tells, and which meetings fall on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace
from spacy.tokens import Doc, Token

from briefing.extract.dates.find import DateMention
from briefing.extract.events.attachment import is_ahead, is_day, is_on_record, root_of
from briefing.extract.events.inventory import inventory, is_party
from briefing.extract.grammar.syntax import (
    VERBAL,
    children,
    clause_head,
    climb,
    objects,
    sentence_starts,
)
from briefing.extract.grammar.tense import said_before
from briefing.extract.grammar.tense_words import SAYING
from briefing.extract.grammar.token_table import table
from briefing.extract.people.lists import is_outlet
from briefing.extract.places.find import PlaceMention
from briefing.extract.talks.days import earlier
from briefing.extract.talks.mention import Mention

LEAD = 2
"""Sentences in which a report says on which day, and where, its news happened."""

_BACK = 2  # sentences before a meeting whose day it still has
_LOOKING_BACK = frozenset(
    "previously earlier ago once recently former last previous since years months weeks".split()
)
_RECENT = 8  # days before publication on which what a report tells of can lie
_COUNTED = frozenset({"after", "since", "before"})
# A meeting behind these is what something is about, not the occasion on which it happened.
_JOURNEYS = frozenset({"visit", "trip", "tour"})  # "said on a visit to Oslo": there
_ABOUT = frozenset({"about", "over", "regarding", "concerning"})
_TOWARDS = frozenset({"on", "to", "for", "into", "toward", "towards"})
_WHILE = frozenset({"during", "at"})
_COURTS = frozenset({"court", "tribunal"})
_UNITS = frozenset("day week month year decade".split())


class StatedDay(Struct, frozen=True):
    """A day of the past that a verb of the text gives for what it tells."""

    first: date
    last: date
    verb: int
    sentence: int


def stated_days(doc: Doc, dates: Sequence[DateMention], day: date | None) -> list[StatedDay]:
    """The days that verbs of the text give for what they tell, not long before publication."""
    numbers = sentence_starts(doc)
    found: list[StatedDay] = []
    for mention in dates:
        first, last = mention.first, mention.last
        if first is None or last is None or mention.precision not in {"day", "time"}:
            continue
        recent = day is None or 0 <= (day - last).days <= _RECENT
        if not recent or not is_day(mention) or mention.direction == "future":
            continue
        root = root_of(doc, mention.tokens)
        verb = said_before(doc, mention.tokens[0]) or clause_head(root)
        if verb is not None and not _is_label(root, verb) and not is_report(verb):
            found.append(StatedDay(first, last, verb.i, numbers[mention.tokens[0]]))
    return found


def is_report(verb: Token) -> bool:
    """ "a news agency reported on Saturday": a day on which what it reports need not have been."""
    if verb.lemma_ == "report":
        return True
    who = children(verb, "nsubj") if verb.lemma_ in SAYING else []
    names = (table(t.doc).of(t.left_edge.i, t.i + 1) for t in who)
    return any(map(is_outlet, names))


def _is_label(root: Token, verb: Token) -> bool:
    """ "Monday's ruling", "a deal of last Friday": the day of a noun, not of the verb."""
    if root.dep_ in {"poss", "compound", "nmod", "amod"}:
        return True
    upper = root.head if root.dep_ == "pobj" else root
    noun = upper.head
    if noun.dep_ == "pobj" and noun.head.lower_ in _WHILE and noun.head.head.i == verb.i:
        return False  # "said during a visit to Lima on Sunday"
    if is_party(upper.head):
        return False  # "to ease tensions with the government on Monday": no one is of a day
    return upper.head.i != verb.i and upper.head.pos_ in {"NOUN", "PROPN"}


def on_its_day(
    doc: Doc, mention: Mention, days: list[StatedDay], places: Sequence[PlaceMention]
) -> Mention:
    """A past meeting without a day on that of the sentence that tells of it.

    "Zarif said on Friday after he met Kerry". Meetings of the pluperfect ("had spoken") may lie
    anywhere before.
    """
    modality = mention.modality
    fixed = mention.start is not None or mention.until is not None or mention.recurring
    if fixed or modality.direction != "past" or mention.pluperfect or mention.anaphoric:
        return mention
    if (
        modality.progressive
        or modality.cancelled
        or modality.postponed
        or modality.wished
        or modality.negated
        or modality.tentative
        or modality.superseded
    ):
        return mention
    numbers = sentence_starts(doc)
    for word in mention.words:
        if is_ahead(doc[word]) or is_on_record(doc[word]) or _is_counted_from(doc[word]):
            continue
        if _is_topic(doc[word]) or _is_of_former_office(doc[word]):
            continue
        over = _verbs_over(doc[word])
        stated = (d for d in days if d.sentence == numbers[word] and d.verb in over)
        found = next(stated, None)
        if found is None and _is_news(doc, mention, word, numbers[word]):
            here = numbers[word] <= LEAD or not _is_elsewhere(mention, places)
            lead = [d for d in days if here and d.sentence <= LEAD]
            near = [d for d in days if numbers[word] - _BACK <= d.sentence < numbers[word]]
            found = next(iter(lead + near[::-1]), None)
        if found is not None:
            lasted = (mention.length or 1) if found.first == found.last else 1
            first = earlier(found.first, lasted - 1)  # "following a two-day meeting"
            return replace(mention, start=first, end=found.last)
    return mention


def _is_topic(word: Token) -> bool:
    """ "dealing a setback to the talks", "briefed on the talks": spoken of, whenever held."""
    if word.pos_ in VERBAL:
        return False
    spoken_of = word.dep_ in {"dobj", "nsubj"} and word.head.lemma_ in inventory().aloof
    if spoken_of and word.head.lemma_ != "tell":
        return True  # "on Thursday called the meeting a mistake"
    if word.dep_ == "nsubj" and word.head.dep_ == "ccomp" and word.head.head.lemma_ in SAYING:
        return True  # "said on Saturday that the talks were useful"
    if word.dep_ == "pobj" and word.head.lower_ == "on" and word.lemma_ not in _JOURNEYS:
        return True
    for node in climb(word):
        if node.pos_ in VERBAL:
            return False
        if node.dep_ == "prep" and node.lower_ in _ABOUT:
            return True
        if node.dep_ in {"prep", "dative"} and node.lower_ in _TOWARDS:
            holder = node.head
            if holder.pos_ == "NOUN" or (node.lower_ == "to" and children(holder, "dobj")):
                return True
    return False


def _is_of_former_office(word: Token) -> bool:
    """ "met then-Governor Lind": on some other day than that of the news."""
    behind = word.doc[word.i : word.sent.end]
    return any(
        t.lower_.startswith("then-") or (t.lower_ == "then" and t.nbor().text == "-")
        for t in behind[:-1]
    )


def _is_elsewhere(mention: Mention, places: Sequence[PlaceMention]) -> bool:
    """ "They met in Munich" far down in a report from Geneva: at some other time, too."""
    filed = {p.place.country for p in places if p.sense == "dateline"}
    return mention.place is not None and bool(filed) and mention.country not in filed


def _is_news(doc: Doc, mention: Mention, word: int, sentence: int) -> bool:
    """Whether a clause tells of what its report is about, on the day of that: "spoke by phone".

    Not so where the sentence has a time of its own or looks back ("in 2014", "previously").
    """
    in_court = doc[word].lower_ == "appearance" or _is_in_court(doc[word])
    if (
        mention.distinct
        or mention.sort == "visit"
        or len(mention.parties) + bool(mention.place) + in_court < 2
    ):
        return False
    verb = clause_head(doc[word])
    if verb is None or (verb.tag_ != "VBD" and verb.dep_ not in {"acl", "advcl", "pcomp"}):
        return False
    sentence_of_word = doc[word].sent
    if any(t.lower_ in _LOOKING_BACK for t in sentence_of_word) and sentence > LEAD:
        return False
    return sentence <= LEAD or not any(t.ent_type_ == "DATE" for t in sentence_of_word)


def _is_in_court(hearing: Token) -> bool:
    """ "during a hearing in county court": before one that needs no place."""
    return any(t.lower_ in _COURTS for t in objects(hearing, "in", "before"))


def _is_counted_from(word: Token) -> bool:
    """ "came two months after the two began talks": some time before the day of its sentence."""
    for node in climb(word):
        marks = [c for c in node.lefts if c.dep_ == "mark" and c.lower_ in _COUNTED]
        marks += [node] if node.dep_ == "prep" and node.lower_ in _COUNTED else []
        if any(m.i and m.nbor(-1).lemma_.lower() in _UNITS for m in marks):
            return True
    return False


def _verbs_over(word: Token) -> set[int]:
    """The verbs that a meeting word hangs on, up to that of its sentence, none of them ahead."""
    return {node.i for node in climb(word) if node.pos_ in VERBAL}
