"""Where meetings are told to be by the words around their own clause."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace
from spacy.tokens import Doc, Token

from briefing.extract.dates.find import DateMention
from briefing.extract.events.attachment import is_ahead, is_day, root_of
from briefing.extract.grammar.syntax import (
    VERBAL,
    children,
    clause_head,
    climb,
    objects,
    sentence_starts,
    subjects,
)
from briefing.extract.grammar.tense import said_before
from briefing.extract.grammar.token_table import table
from briefing.extract.places.find import PlaceMention
from briefing.extract.talks.mention import Mention
from briefing.model import Place

_BACK = 2  # sentences before a meeting whose day it still has
_LEAD = 2  # sentences in which a report says on which day its news happened
_LOOKING_BACK = frozenset(
    "previously earlier ago once recently former last previous since years months weeks".split()
)
_AGREEING = frozenset("sign strike agree adopt reach approve seal settle pledge accept".split())
_HOUSES = frozenset("congress senate capitol pentagon parliament court courtroom".split())
_RECENT = 8  # days before publication on which what a report tells of can lie
_OTHER = frozenset({"parallel", "separate", "another", "unrelated", "other"})
_CASES = frozenset({"case", "trial", "lawsuit", "suit", "proceeding"})
_NEAR = 40  # tokens back to the city that "there" means, or the country
_LANDS = frozenset({"island", "country", "nation", "kingdom"})
_COURTS = frozenset({"court", "tribunal", "judge", "courthouse", "courtroom", "magistrate"})


class SentenceSetting(Struct, frozen=True):
    """Where and when the sentence before a meeting word plays."""

    place: PlaceMention
    date: DateMention


def seated(doc: Doc, mentions: list[Mention], places: Sequence[PlaceMention]) -> list[Mention]:
    """The mentions, with hearings without a place where the article says that their court sits."""
    seats = [place for place in places if _is_seat(doc, place)]
    if not seats:
        return mentions
    starts = [place.tokens[0] for place in seats]
    return [
        mention if _is_in_another_case(doc[mention.word]) else _seat(mention, seats, starts)
        for mention in mentions
    ]


def _is_in_another_case(word: Token) -> bool:
    """ "In a parallel civil case, a hearing is set": before another court, for all one knows."""
    return any(t.lower_ in _OTHER and t.head.lemma_ in _CASES for t in word.sent)


def _is_seat(doc: Doc, place: PlaceMention) -> bool:
    root = root_of(doc, place.tokens)
    if place.place.kind != "city" or root.dep_ != "pobj" or root.head.lower_ != "in":
        return False
    holder = root.head.head
    if holder.lemma_ == "sit":
        return any(t.lemma_.lower() in _COURTS for t in subjects(holder))
    return holder.lemma_.lower() in _COURTS


def _seat(mention: Mention, seats: list[PlaceMention], starts: list[int]) -> Mention:
    if mention.sort != "hearing" or mention.place or mention.remote:
        return mention
    seat = seats[max(0, bisect_left(starts, mention.word) - 1)]
    return replace(mention, place=seat.place.name, country=seat.place.country)


def settings_of(
    doc: Doc, dates: Sequence[DateMention], places: Sequence[PlaceMention]
) -> dict[int, SentenceSetting]:
    """By the number of a sentence, where and when it plays, if something was agreed in it."""
    t, numbers = table(doc), sentence_starts(doc)
    agreed = {numbers[i] for i, lemma in enumerate(t.lemma) if lemma in _AGREEING}
    first_place: dict[int, PlaceMention] = {}
    for place in places:
        if place.place.kind in {"city", "venue"} and place.sense == "location":
            first_place.setdefault(numbers[place.tokens[0]], place)
    settings: dict[int, SentenceSetting] = {}
    for mention in dates:
        number = numbers[mention.tokens[0]]
        past = mention.direction == "past" and mention.precision in {"day", "time"}
        if past and is_day(mention) and number in first_place and number in agreed:
            settings.setdefault(number, SentenceSetting(first_place[number], mention))
    return settings


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
        if verb is not None and not _is_label(root, verb):
            found.append(StatedDay(first, last, verb.i, numbers[mention.tokens[0]]))
    return found


def _is_label(root: Token, verb: Token) -> bool:
    """ "Monday's ruling", "a deal of last Friday": the day of a noun, not of the verb."""
    if root.dep_ in {"poss", "compound", "nmod", "amod"}:
        return True
    upper = root.head if root.dep_ == "pobj" else root
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
        if is_ahead(doc[word]):
            continue
        over = _verbs_over(doc[word])
        stated = (d for d in days if d.sentence == numbers[word] and d.verb in over)
        found = next(stated, None)
        if found is None and _is_news(doc, mention, word, numbers[word]):
            here = numbers[word] <= _LEAD or not _is_elsewhere(mention, places)
            lead = [d for d in days if here and d.sentence <= _LEAD]
            near = [d for d in days if numbers[word] - _BACK <= d.sentence < numbers[word]]
            found = next(iter(lead + near[::-1]), None)
        if found is not None:
            return replace(mention, start=found.first, end=found.last)
    return mention


def _is_elsewhere(mention: Mention, places: Sequence[PlaceMention]) -> bool:
    """ "They met in Munich" far down in a report from Geneva: at some other time, too."""
    filed = {p.place.country for p in places if p.sense == "dateline"}
    return mention.place is not None and bool(filed) and mention.country not in filed


def _is_news(doc: Doc, mention: Mention, word: int, sentence: int) -> bool:
    """Whether a clause tells of what its report is about, on the day of that: "spoke by phone".

    Not so where the sentence has a time of its own or looks back ("in 2014", "previously").
    """
    in_court = doc[word].lower_ == "appearance"  # before a court that needs no name
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
    if any(t.lower_ in _LOOKING_BACK for t in sentence_of_word) and sentence > _LEAD:
        return False
    return sentence <= _LEAD or not any(t.ent_type_ == "DATE" for t in sentence_of_word)


def _verbs_over(word: Token) -> set[int]:
    """The verbs that a meeting word hangs on, up to that of its sentence, none of them ahead."""
    return {node.i for node in climb(word) if node.pos_ in VERBAL}


def in_place_of_head(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """ "a summit in Lima, where she will meet ...": the inner meeting is at the same place."""
    found: list[Mention] = []
    for mention in mentions:
        word = doc[mention.word]
        last = found[-1] if found else None
        near = last is not None and last.sentence == mention.sentence and last.place is not None
        if last is not None and near and not last.modality.tentative and _is_where(word):
            mention = _placed(mention, last)
        found.append(mention)
    return found


def _placed(mention: Mention, other: Mention) -> Mention:
    if mention.place or mention.remote:
        return mention
    start, end = mention.start, mention.end
    if start is None and mention.modality.direction == other.modality.direction:
        start, end = other.start, other.end
    return replace(mention, place=other.place, country=other.country, start=start, end=end)


def _is_where(word: Token) -> bool:
    verb = clause_head(word)
    if verb is None:
        return False
    while verb.dep_ == "xcomp" and verb.head.i != verb.i:
        verb = verb.head
    return verb.dep_ in {"relcl", "advcl"} and any(c.lower_ == "where" for c in verb.lefts)


def there(doc: Doc, mentions: list[Mention], places: Sequence[PlaceMention]) -> list[Mention]:
    """ "Attention turns to Lima. The council will meet there": the city named last."""
    cities = [p for p in places if p.place.kind == "city" and p.sense != "dateline"]
    starts = [place.tokens[0] for place in cities]
    lands = [p for p in places if p.place.kind == "country" and p.sense != "dateline"]
    found: list[Mention] = []
    for mention in mentions:
        index = bisect_left(starts, mention.word) - 1
        near = index >= 0 and mention.word - starts[index] <= _NEAR
        if near and not mention.place and not mention.remote and _says_there(doc[mention.word]):
            place = cities[index].place
            mention = replace(mention, place=place.name, country=place.country)
        elif mention.sort == "visit" and not mention.place and _goes_to_land(doc[mention.word]):
            land = _land_before(mention, lands)
            if land is not None:
                mention = replace(mention, place=land.name, country=land.country)
        found.append(mention)
    return found


def _goes_to_land(word: Token) -> bool:
    """ "a visit to the Caribbean island", "toured the country"."""
    goals = objects(word, "to") + (children(word, "dobj") if word.pos_ == "VERB" else [])
    return any(
        t.lower_ in _LANDS and any(c.lower_ in {"the", "this"} for c in t.lefts) for t in goals
    )


def _land_before(visit: Mention, lands: Sequence[PlaceMention]) -> Place | None:
    """The country named last before a visit that is not that of the visitor."""
    own = {key for party in visit.parties for key in party.keys}
    before = [p.place for p in lands if 0 < visit.word - p.tokens[0] < _NEAR]
    return next((p for p in before[::-1] if p.name.casefold() not in own), None)


def opened_where_filed(
    doc: Doc, frame: Mention, places: Sequence[PlaceMention], day: date | None
) -> Mention:
    """ "SEOUL (NWP) - Tutors denied fraud at a court hearing on Monday": where it was filed.

    For a meeting of the first sentences on the day of the news, without a place of its own, at a
    house that has its seat there ("the Senate", "court"): a dateline alone says where the reporter
    was.
    """
    today = day is not None and frame.start is not None and 0 <= (day - frame.start).days <= 1
    datelines = [p.place for p in places if p.sense == "dateline"]
    filed = datelines[0] if len(datelines) == 1 else None
    sited = frame.place or frame.remote or frame.sort not in {"meeting", "hearing"}
    if filed is None or filed.kind != "city" or sited or frame.modality.direction != "past":
        return frame
    numbers = sentence_starts(doc)
    if not today or numbers[frame.words[0]] > _LEAD:
        return frame
    m = frame.modality
    house = any(t.lower_ in _HOUSES for w in frame.words for t in doc[w].sent)
    if not house or frame.pluperfect or m.cancelled or m.postponed:
        return frame
    return replace(frame, place=filed.name, country=filed.country)


def here(doc: Doc, mentions: list[Mention], places: Sequence[PlaceMention]) -> list[Mention]:
    """ "RIYADH (NWP) - Talks ended here": the place of the dateline, where the text says so."""
    filed = next((p.place for p in places if p.sense == "dateline"), None)
    if filed is None:
        return mentions
    return [
        replace(mention, place=filed.name, country=filed.country)
        if not mention.place and not mention.remote and _says_here(doc[mention.word])
        else mention
        for mention in mentions
    ]


def _says_here(word: Token) -> bool:
    verb = clause_head(word)
    near = [*word.children, *(verb.children if verb is not None else ())]
    return any(c.lower_ == "here" and c.dep_ == "advmod" for c in near)


def _says_there(word: Token) -> bool:
    verb = clause_head(word)
    if verb is None:
        return False
    near = [c for v in (word, verb) for c in v.children]
    if any(c.lower_ == "there" and c.dep_ == "advmod" for c in near):
        return True
    seats = objects(word, "in", "at") + objects(verb, "in", "at")
    return any(
        t.lower_ in {"city", "town"} and [c.lower_ for c in t.children] == ["the"] for t in seats
    )
