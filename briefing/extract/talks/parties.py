"""Who meets, named as a reader would: "Sergey Lavrov", "Norway", "OPEC", "Syrian opposition"."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from spacy.tokens import Doc, Token

from briefing.extract.events.inventory import (
    Trigger,
    is_office,
)
from briefing.extract.grammar.syntax import in_dateline
from briefing.extract.grammar.token_table import table
from briefing.extract.places.countries import nation_of
from briefing.extract.places.gazetteer import fold, gazetteer
from briefing.extract.talks.antecedents import MANY, PRONOUNS, antecedents
from briefing.extract.talks.arguments import arguments_of
from briefing.extract.talks.names import Names
from briefing.extract.talks.party_nouns import of_noun
from briefing.extract.talks.persons import (
    Party,
    entry_party,
    person_of,
    state_party,
)
from briefing.extract.word_lists import word_lists

_WORDS = word_lists("meeting_words")
_SENT = _WORDS["sent"]
_NATIONS = frozenset({"country", "nation", "government", "state", "power", "neighbour", "neighbor"})
_PAIRED = frozenset(
    "man woman leader president premier minister chancellor politician senator candidate rival "
    "negotiator diplomat envoy".split()
)
_SENTENCES_BACK = 3  # with its own, in which those who are "the two men" are named
_PREFIXES = frozenset({"Vice", "Deputy", "Former"})  # of titles that the parser takes apart
_PLURALS = frozenset({"NNS", "NNPS"})
_BASED = 5  # tokens behind a town in which a firm is said to be "based" there
_MOST = 8  # parties of one sentence: those of a table; more are a list of guests


def parties_of(
    doc: Doc, triggers: Iterable[Trigger], names: Names, grounds: Collection[int]
) -> tuple[Party, ...]:
    """The parties that stand around the meeting words of one clause, each once, in text order.

    ``grounds`` are the tokens of the places where they meet.
    """
    own = {trigger.token for trigger in triggers}
    for index in list(own):  # "the Green Growth Summit" is no party of itself
        if index in names.entity:
            own |= set(range(*names.entity[index][:2]))
    tokens = {
        t.i: t
        for trigger in triggers
        for t in arguments_of(doc[trigger.token], trigger, grounds)
        if t.i not in own and not in_dateline(t)
    }
    parties: list[Party] = []
    for index in sorted(tokens):
        for party in _parties(tokens[index], names):
            if not any(_is_same(party, other) for other in parties):
                parties.append(party)
    return tuple(_without_states(parties)[:_MOST])


def _is_same(one: Party, other: Party) -> bool:
    return one.name == other.name


def _without_states(parties: list[Party]) -> list[Party]:
    """The parties without a state for which one of the persons among them stands."""
    acting = {key for p in parties if p.person for key in p.keys}
    return [p for p in parties if p.person or p.name.casefold() not in acting]


def _parties(token: Token, names: Names) -> list[Party]:
    if token.like_num or token.text in _PREFIXES or _is_seat_of(token):
        return []
    if token.text.endswith(".") and fold(token.text) in gazetteer().states:
        return []  # "Flint, Mich."
    if token.text == "Koreas":
        return [state_party("North Korea"), state_party("South Korea")]
    if token.lower_ in PRONOUNS:
        meant = [p for t in antecedents(token, names.people.at) for p in of_noun(t, names)]
        one = token.lower_ in MANY and len(meant) == 1 and meant[0].person
        return [] if one else meant
    if token.lemma_ in _NATIONS and token.dep_ == "pobj" and token.head.lower_ in {"of", "from"}:
        sent = token.head.head  # "the leaders of 50 nations who met"
        token = sent if sent.lemma_ in _SENT and sent.tag_ == "NNS" else token
    if token.lower_ == "state" and token.dep_ == "pobj" and token.head.head.lower_ == "secretary":
        token = token.head.head  # "the former secretary of state": no state
    return (
        _titled(token, names)
        or _both_nations(token)
        or _both_persons(token, names)
        or of_noun(token, names)
    )


def _titled(title: Token, names: Names) -> list[Party]:
    """ "Presidents Ana Lind and Bo Vik": the persons, whatever the parser makes of their title."""
    if title.tag_ not in _PLURALS or not is_office(title):
        return []
    found: list[Party] = []
    doc, row = title.doc, title.i + 1
    while row < len(doc) and (span := names.entity.get(row)) is not None and span[2] == "PERSON":
        person = person_of(doc[span[1] - 1], names)
        found += [person] if person is not None else []
        row = span[1]
        while row < len(doc) and doc[row].lower_ in {",", "and"}:
            row += 1
    return found if len(found) > 1 else []


def _both_persons(token: Token, names: Names) -> list[Party]:
    """ "The two men", "both leaders": the two persons named last, where nobody else is beside."""
    counted = any(c.lower_ in {"two", "both"} for c in token.lefts)
    lemma = token.lemma_.lower()
    if not counted or token.tag_ != "NNS" or lemma not in _PAIRED:
        return []
    if any(
        c.dep_ in {"amod", "compound", "poss", "appos", "prep", "relcl"} for c in token.children
    ):
        return []
    sentence = token.sent
    for _ in range(_SENTENCES_BACK):
        rows = range(sentence.start, min(sentence.end, token.i))
        named = {id(p): p for i in rows if (p := names.people.at.get(i)) is not None}
        if len(named) > 1:
            return [entry_party(p, names) for p in named.values()] if len(named) == 2 else []
        if sentence.start == 0:
            return []
        sentence = token.doc[sentence.start - 1].sent
    return []


def _is_seat_of(town: Token) -> bool:
    """ "the Glendale, California-based studio": where it sits, which is nobody."""
    behind = table(town.doc).lower[town.i + 1 : town.i + 1 + _BASED]
    return "based" in behind and town.ent_type_ == "GPE"


def _both_nations(token: Token) -> list[Party]:
    """ "the two countries", "both governments": those that the text has just named, if two."""
    counted = any(c.lower_ in {"two", "both"} for c in token.lefts)
    if token.lemma_.lower() not in _NATIONS or not counted:
        return []
    first = token.sent.start
    for start in (first, token.doc[max(0, first - 1)].sent.start):
        words = token.doc[start : token.i]
        named = list(dict.fromkeys(n for t in words if (n := _nation_at(t)) is not None))
        if named:
            return [state_party(n) for n in named] if len(named) == 2 else []
    return []


def _nation_at(token: Token) -> str | None:
    return None if in_dateline(token) else nation_of(token.text)
