"""Persons and states as parties of a meeting, under the names that the article gives them."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from spacy.tokens import Doc, Token

from briefing.extract.events.inventory import inventory, is_official
from briefing.extract.grammar.syntax import children, coordinated, objects
from briefing.extract.grammar.token_table import table
from briefing.extract.people.lists import lists
from briefing.extract.people.person import Person
from briefing.extract.places.countries import nation_of
from briefing.extract.talks.names import Names, bare_name, states_in_title, surname_of
from briefing.names.bodies import has_legal_form

_ACCUSING = frozenset("charge accuse indict arrest convict sentence acquit prosecute".split())
_CASES = frozenset("case charge trial lawsuit suit prosecution indictment verdict".split())
_RUNNING = frozenset({"candidate", "nominee"})  # for an office
POSTS = frozenset({"envoy", "ambassador", "representative", "emissary"})
_TO = frozenset({"to", "for", "on"})
_SMALL = frozenset({"the", "of"})
_LONGEST_POST = 6  # tokens behind "envoy" that name where to and who
_FEWEST_NAMES = 2  # words of a person's name that the article's table of people lacks
_DEFENCE = frozenset("lawyer attorney defense defence counsel trial team".split())


class Party(Struct, frozen=True):
    """Somebody who meets. ``keys`` are words by which the article may name them elsewhere.

    ``named`` ones have a name of their own, unlike "potential new members"; ``official`` persons
    act for a state, a body or a side by what the article says of them.
    """

    name: str
    keys: frozenset[str]
    person: bool = False
    named: bool = True
    official: bool = True

    @property
    def surname(self) -> str:
        """The last word of the name, for persons."""
        return surname_of(self.name)


def state_party(name: str) -> Party:
    return Party(name, frozenset({name.casefold()}))


def person_of(token: Token, names: Names) -> Party | None:
    """The person whom a name means, by the fullest name that the article gives."""
    entry = names.people.at.get(token.i)
    if entry is None and not any(c.i in names.people.at for c in children(token, "poss")):
        entry = names.people.as_role.get(token.i)
    if entry is None and token.pos_ == "PROPN" and _stands_alone(token, names):
        entry = names.bearers.get(token.text.casefold())
    if entry is not None and not (len(entry.words) == 1 and nation_of(entry.name)):
        return entry_party(entry, names, nations_around(token, names))
    return _person_by_shape(token, names)


def _stands_alone(token: Token, names: Names) -> bool:
    first, stop, label = names.entity.get(token.i, (token.i, token.i + 1, ""))
    return stop - first == 1 and label != "GPE"


def entry_party(entry: Person, names: Names, nations: Iterable[str] = ()) -> Party:
    surname = surname_of(entry.name)
    states = {*names.states.get(surname, ()), *(s.casefold() for s in nations)}
    in_office = bool(entry.role_words & (inventory().officials | lists().titles | _RUNNING))
    official = in_office or bool(states)
    return Party(entry.name, frozenset({surname, *states}), True, official=official)


def _person_by_shape(token: Token, names: Names) -> Party | None:
    """A person whom the table of people lacks: by the model, or a name of two or three words."""
    span = names.entity.get(token.i)
    if span is not None and span[2] == "PERSON":
        name = bare_name(token.doc[span[0] : span[1]].text)
        start = span[0]
    elif span is None and (first := _first_of_name(token)) < token.i:
        name, start = token.doc[first : token.i + 1].text, first
    else:
        return None
    if not name or not name[0].isupper() or has_legal_form(name):
        return None  # "Value LP" is a firm, whatever the model takes it for
    nation = nation_of(name)
    if nation is not None:
        return state_party(nation)
    if name.isupper() and len(name) < 6:
        return Party(name, frozenset({name.casefold()}))
    states = nations_around(token, names) or states_in_title(token.doc, start)
    return Party(name, frozenset({surname_of(name), *(s.casefold() for s in states)}), True)


def _first_of_name(token: Token) -> int:
    """Where a name of two or three words begins that the parser does not know as a name."""
    first = token.i
    while token.pos_ == "PROPN" and first > max(0, token.i - 2):
        before = token.doc[first - 1]
        if before.pos_ != "PROPN" or before.head.i != token.i or not before.is_title:
            break
        first -= 1
    if not token.is_title:
        return token.i
    whole = [token.doc[row] for row in range(first, token.i + 1)]
    return token.i if any(t.ent_type_ or is_official(t) for t in whole) else first


def posted_person(token: Token, names: Names) -> Party | None:
    """ "the union's envoy to Chad Ana Lind": the parser may join the land and the name."""
    doc, after = token.doc, token.i + 1
    if token.lemma_.lower() not in POSTS or after >= len(doc) or doc[after].lower_ not in _TO:
        return None
    states = nations_around(token, names)
    words: list[Token] = []
    for row in range(after + 1, min(after + _LONGEST_POST, len(doc))):
        if (entry := names.people.at.get(row)) is not None:
            return entry_party(entry, names, states)
        if not (doc[row].pos_ == "PROPN" or doc[row].lower_ in _SMALL):
            break
        words.append(doc[row])
    land = next((n for n, t in enumerate(words) if nation_of(t.text) is not None), None)
    name = words[land + 1 :] if land is not None else []
    if len(name) < _FEWEST_NAMES:
        return None
    text = " ".join(t.text for t in name)
    return Party(text, frozenset({name[-1].lower_, *map(str.casefold, states)}), person=True)


def nations_around(token: Token, names: Names) -> list[str]:
    """ "Russian diplomats", "Ukraine's minister", "envoys from Chad and Sudan"."""
    found: list[str] = []
    near: list[Token] = [
        *children(token, "amod", "poss", "compound", "nmod"),
        *objects(token, "from", "of"),
        *([] if token.lemma_.lower() in POSTS else objects(token, "for")),
        *(g for c in children(token, "appos") for g in children(c, "amod", "poss", "compound")),
        *(g for c in children(token, "compound") for g in children(c, "amod", "poss", "compound")),
    ]
    for each in near:
        for word in _in_a_row(each) if each.dep_ != "pobj" else [each]:
            nation = nation_of(word.text)
            if not nation and word.i in names.entity:
                first, stop, _ = names.entity[word.i]
                nation = nation_of(table(word.doc).of(first, stop))
            if nation and nation not in found:
                found.append(nation)
    return found


def _in_a_row(first: Token) -> list[Token]:
    """ "Chadian, Omani, Togolese and Malian ministers": the parser may hang one on the next."""
    found = coordinated(first)
    inner = [c for t in found for c in children(t, "amod") if c.ent_type_ == "NORP"]
    return sorted({*found, *inner}, key=lambda t: t.i)


def accused_in(doc: Doc, names: Names) -> Party | None:
    """The one person of an article who is said to stand accused, or None if it is nobody or two.

    "was charged with", "pleaded guilty", "the case against her", "Moyo's lawyers".
    """
    found = {
        id(person): person
        for i, person in names.people.at.items()
        if _is_accused(doc[i]) and i + 1 not in names.people.at
    }
    return entry_party(next(iter(found.values())), names) if len(found) == 1 else None


def _is_accused(name: Token) -> bool:
    head, role = name.head, name.dep_
    if role == "nsubjpass" or (role == "nsubj" and head.lemma_ == "plead"):
        return head.lemma_ in _ACCUSING | {"plead"}
    if role == "pobj" and head.lower_ == "against":
        return head.head.lemma_.lower() in _CASES
    return role == "poss" and head.lemma_.lower() in _DEFENCE
