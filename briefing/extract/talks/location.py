"""Where meetings are told to be by the words around their own clause."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from msgspec.structs import replace
from spacy.tokens import Doc, Token

from briefing.extract.dates.find import DateMention
from briefing.extract.events.attachment import is_day, root_of
from briefing.extract.grammar.syntax import clause_head, objects, subjects
from briefing.extract.places.find import PlaceMention
from briefing.extract.talks.drafts import Draft, Scene

_NEAR = 40  # tokens back to the city that "there" means
_COURTS = frozenset({"court", "tribunal", "judge", "courthouse", "courtroom", "magistrate"})


def seated(doc: Doc, drafts: list[Draft], places: Sequence[PlaceMention]) -> list[Draft]:
    """The drafts, with hearings without a place where the article says that their court sits."""
    seats = [place for place in places if _is_seat(doc, place)]
    starts = [place.tokens[0] for place in seats]
    return [_seat(draft, seats, starts) for draft in drafts]


def _is_seat(doc: Doc, place: PlaceMention) -> bool:
    root = root_of(doc, place.tokens)
    if place.place.kind != "city" or root.dep_ != "pobj" or root.head.lower_ != "in":
        return False
    holder = root.head.head
    if holder.lemma_ == "sit":
        return any(t.lemma_.lower() in _COURTS for t in subjects(holder))
    return holder.lemma_.lower() in _COURTS


def _seat(draft: Draft, seats: list[PlaceMention], starts: list[int]) -> Draft:
    if draft.sort != "hearing" or draft.place or draft.remote or not seats:
        return draft
    seat = seats[max(0, bisect_left(starts, draft.word) - 1)]
    return replace(draft, place=seat.place.name, country=seat.place.country)


def scenes_of(
    numbers: list[int], dates: Sequence[DateMention], places: Sequence[PlaceMention]
) -> dict[int, Scene]:
    """By the number of a sentence, where and when it plays, if it tells of something past."""
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


def in_place_of_head(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """ "a summit in Lima, where she will meet ...": the inner meeting is at the same place."""
    found: list[Draft] = []
    for draft in drafts:
        word = doc[draft.word]
        last = found[-1] if found else None
        near = last is not None and last.sentence == draft.sentence and last.place is not None
        if last is not None and near and not last.modality.tentative and _is_where(word):
            draft = _placed(draft, last)
        found.append(draft)
    return found


def _placed(draft: Draft, other: Draft) -> Draft:
    if draft.place or draft.remote:
        return draft
    start, end = draft.start, draft.end
    if start is None and draft.modality.direction == other.modality.direction:
        start, end = other.start, other.end
    return replace(draft, place=other.place, country=other.country, start=start, end=end)


def _is_where(word: Token) -> bool:
    verb = clause_head(word)
    if verb is None:
        return False
    while verb.dep_ == "xcomp" and verb.head.i != verb.i:
        verb = verb.head
    return verb.dep_ in {"relcl", "advcl"} and any(c.lower_ == "where" for c in verb.lefts)


def there(doc: Doc, drafts: list[Draft], places: Sequence[PlaceMention]) -> list[Draft]:
    """ "Attention turns to Lima. The council will meet there": the city named last."""
    cities = [p for p in places if p.place.kind == "city" and p.sense != "dateline"]
    starts = [place.tokens[0] for place in cities]
    found: list[Draft] = []
    for draft in drafts:
        index = bisect_left(starts, draft.word) - 1
        near = index >= 0 and draft.word - starts[index] <= _NEAR
        if near and not draft.place and not draft.remote and _says_there(doc[draft.word]):
            place = cities[index].place
            draft = replace(draft, place=place.name, country=place.country)
        found.append(draft)
    return found


def here(doc: Doc, drafts: list[Draft], places: Sequence[PlaceMention]) -> list[Draft]:
    """ "RIYADH (NWP) - Talks ended here": the place of the dateline, where the text says so."""
    filed = next((p.place for p in places if p.sense == "dateline"), None)
    if filed is None:
        return drafts
    return [
        replace(draft, place=filed.name, country=filed.country)
        if not draft.place and not draft.remote and _says_here(doc[draft.word])
        else draft
        for draft in drafts
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
