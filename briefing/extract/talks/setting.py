"""Where meetings are told to be by the words around their own clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace
from spacy.tokens import Doc, Token

from briefing.extract.dates.find import DateMention
from briefing.extract.events.attachment import is_day, root_of
from briefing.extract.grammar.syntax import (
    VERBAL,
    children,
    clause_head,
    climb,
    objects,
    sentence_starts,
    subjects,
)
from briefing.extract.grammar.token_table import table
from briefing.extract.places.countries import country_name
from briefing.extract.places.find import PlaceMention
from briefing.extract.talks.clusters import is_beside
from briefing.extract.talks.mention import Mention
from briefing.extract.talks.stated_days import LEAD
from briefing.model import Place

_AGREEING = frozenset("sign strike agree adopt reach approve seal settle pledge accept".split())
_AFTERWARDS = frozenset({"later", "then", "afterwards", "subsequently"})
_HOUSES = frozenset("congress senate capitol pentagon parliament court courtroom".split())
_OTHER = frozenset({"parallel", "separate", "another", "unrelated", "other"})
_OTHER_BENCHES = frozenset(
    "congressional senate house parliament parliamentary committee subcommittee justices".split()
)
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
    """ "In a parallel civil case, a hearing is set": before another court, for all one knows.

    So is what a parliament hears, or the justices of the highest court.
    """
    bench = [*children(word, "amod", "compound", "nmod"), *subjects(word)]
    bench += [c for o in objects(word, "of", "before", "by", "in") for c in o.subtree]
    if any(t.lower_ in _OTHER_BENCHES for t in bench):
        return True
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
    lemmas, numbers = table(doc).lemma, sentence_starts(doc)
    first_place: dict[int, PlaceMention] = {}
    for place in places:
        if place.place.kind in {"city", "venue"} and place.sense == "location":
            first_place.setdefault(numbers[place.tokens[0]], place)
    settings: dict[int, SentenceSetting] = {}
    for mention in dates:
        number = numbers[mention.tokens[0]]
        past = mention.direction == "past" and mention.precision in {"day", "time"}
        if not (past and is_day(mention) and number in first_place):
            continue
        sentence = lemmas[bisect_left(numbers, number) : bisect_right(numbers, number)]
        if not _AGREEING.isdisjoint(sentence):
            settings.setdefault(number, SentenceSetting(first_place[number], mention))
    return settings


def in_place_of_head(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """ "a summit in Lima, where she will meet ...": the inner meeting is at the same place."""
    found: list[Mention] = []
    for mention in mentions:
        word = doc[mention.word]
        last = found[-1] if found else None
        near = last is not None and last.sentence == mention.sentence and last.place is not None
        if last is not None and near and not last.modality.tentative and _is_where(word):
            mention = _placed(mention, last)
        elif last is not None and near and mention.start is None and _is_later(word, last):
            start, end = (last.start, last.end) if last.start == last.end else (None, None)
            mention = replace(_placed(mention, last), start=start, end=end, distinct=True)
        found.append(mention)
    return [_on_the_sidelines(doc, mention, mentions) for mention in found]


def _on_the_sidelines(doc: Doc, mention: Mention, mentions: list[Mention]) -> Mention:
    """ "On the sidelines of the summit in Lima on Monday, they met": there and then, both."""
    word = doc[mention.word]
    near = [other for other in mentions if other.sentence == mention.sentence]
    summit = next((other for other in near if is_beside(doc[other.word], word)), None)
    if summit is not None:
        return _placed(mention, summit)
    apart = next((other for other in near if is_beside(word, doc[other.word])), None)
    if apart is None:
        return mention
    mention = replace(mention, gathering=True)
    if mention.start is not None or apart.precision != "day":
        return mention
    return replace(mention, start=apart.start, end=apart.end)


def _is_later(word: Token, last: Mention) -> bool:
    """ "met the king in Oslo on Sunday and will later meet the premier"."""
    joined = word.pos_ in VERBAL and word.dep_ == "conj" and word.head.i == last.word
    return joined and any(c.lower_ in _AFTERWARDS for c in children(word, "advmod"))


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
    m = frame.modality
    if filed is None or filed.kind != "city" or frame.place or frame.remote or not today:
        return frame
    if m.direction != "past" or m.cancelled or m.postponed or frame.pluperfect:
        return frame
    if sentence_starts(doc)[frame.words[0]] > LEAD:
        return frame
    if not (_sits_in_a_house(doc, frame) or _is_hosted_there(doc, frame, filed)):
        return frame
    return replace(frame, place=filed.name, country=filed.country)


def _sits_in_a_house(doc: Doc, frame: Mention) -> bool:
    house = any(t.lower_ in _HOUSES for w in frame.words for t in doc[w].sent)
    return house and frame.sort in {"meeting", "hearing"}


def _is_hosted_there(doc: Doc, frame: Mention, filed: Place) -> bool:
    """ "GENEVA - The mediator opened talks on Monday", "BEIJING - said at talks with China"."""
    if frame.sort not in {"talks", "meeting"}:
        return False
    word = doc[frame.words[0]]
    verb = clause_head(word)
    if frame.modality.opened and verb is not None and verb.lemma_ == "open":
        return True
    host = country_name(filed.country) if filed.country else None
    during = any(node.lower_ in {"during", "at"} for node in climb(word) if node.dep_ == "prep")
    return during and host is not None and any(p.name == host for p in frame.parties)


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
    return any(c.text in {"here", "Here"} and c.dep_ == "advmod" for c in near)


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
