"""The article's table of people: who is named, what they are called, who they are."""

from __future__ import annotations

from spacy.tokens import Doc

from briefing.extract.grammar.token_table import Tokens, table
from briefing.extract.people.bearers import Bearers
from briefing.extract.people.candidates import SUFFIXES, Candidate, candidates
from briefing.extract.people.full_names import (
    Entry,
    full_names,
    sure_names,
    without_openers,
)
from briefing.extract.people.furniture import furniture
from briefing.extract.people.lists import (
    gender_of_name,
    gender_of_word,
)
from briefing.extract.people.person import People, Person, Role
from briefing.extract.people.roles import roles_of
from briefing.extract.people.title_names import without_title_words

_KEPT = "brief people"
_BEHIND = frozenset(["executive", "general"])  # "the chief executive of Norvik, Ana Lind, said"
_GENERATIONS = frozenset(["jr", "jr.", "sr", "sr."])


def find_people(doc: Doc) -> People:
    """The people whom a parsed article names, found once and kept with it."""
    people: People | None = doc.user_data.get(_KEPT)
    if people is None:
        people = doc.user_data[_KEPT] = people_in(table(doc))
    return people


def people_in(tokens: Tokens) -> People:
    """The people whom a token table names."""
    outside = furniture(tokens)
    found = without_title_words(tokens, candidates(tokens, outside))
    sure = sure_names(found)
    found = without_openers(found, sure)
    entries = full_names(tokens, found, sure)
    mentions = _mentions(tokens, found, entries)
    named: dict[int, object] = {
        i: entry for entry, cs in mentions for c in cs for i in range(*c.rows)
    }
    persons: list[Person] = []
    at: dict[int, Person] = {}
    as_role: dict[int, Person] = {}
    for entry, cs in mentions:
        person = _person(tokens, entry, cs, named, outside)
        persons.append(person)
        for c in cs:
            at.update(dict.fromkeys(range(c.rows[0], _past_suffix(tokens, c.rows[1])), person))
        for role in person.roles:
            for row in _heads(tokens, role):
                as_role.setdefault(row, person)
    return People(tuple(persons), at, as_role, outside)


def _heads(tokens: Tokens, role: Role) -> range:
    """The row of the noun of a role, and of the word behind it that the parser takes for one."""
    behind = tokens.lower[role.head + 1 : role.head + 2]
    inside = tokens.start[role.head] < role.span.end - len(tokens.word[role.head])
    return range(role.head, role.head + (2 if inside and behind and behind[0] in _BEHIND else 1))


def _past_suffix(t: Tokens, stop: int) -> int:
    """One past a "Jr." or "III" right after a name, which is its head for the parser."""
    return stop + 1 if stop < len(t) and t.lower[stop] in SUFFIXES else stop


def _mentions(
    tokens: Tokens, found: list[Candidate], entries: dict[tuple[str, ...], Entry]
) -> list[tuple[Entry, list[Candidate]]]:
    """Each person with all mentions in text order; persons in the order of their first."""
    bearers = Bearers(tokens, found, entries)
    mentions: dict[int, tuple[Entry, list[Candidate]]] = {}
    juniors: dict[tuple[int, str], Entry] = {}
    for candidate in found:
        entry = entries.get(tuple(w.lower for w in candidate.words))
        if entry is None and len(candidate.words) == 1:
            entry = bearers.meant_by(candidate)
        if entry is None:
            continue
        younger = _generation(tokens, candidate.rows[1])
        if younger:
            words = (*entry.words, younger)
            entry = juniors.setdefault((id(entry), younger[:1]), Entry(words, relative=True))
        bearers.mention(entry, candidate)
        mentions.setdefault(id(entry), (entry, []))[1].append(candidate)
    for (base, _), junior in juniors.items():
        bare = mentions.get(base)
        if bare is not None and all(len(c.words) == 1 for c in bare[1]):
            del mentions[base]  # "Bo Lind Jr." is whom "Lind" means where no other is named
            mentions[id(junior)][1].extend(bare[1])
            mentions[id(junior)][1].sort(key=lambda c: c.rows)
    return list(mentions.values())


def _generation(t: Tokens, stop: int) -> str:
    """The "Jr." or "Sr." right after a name: who bears it is not who bears the name alone."""
    if stop >= len(t) or t.lower[stop] not in _GENERATIONS:
        return ""
    dotted = t.word[stop + 1 : stop + 2] == ["."] and t.end[stop] == t.start[stop + 1]
    return t.word[stop] + ("." if dotted else "")


def _person(
    tokens: Tokens, entry: Entry, cs: list[Candidate], named: dict[int, object], outside: bytearray
) -> Person:
    roles: list[Role] = []
    for c in cs:
        roles.extend(roles_of(tokens, c.rows, named, outside))
    gender = next((c.gender for c in cs if c.gender), None)
    for role in roles:
        gender = gender or gender_of_word(tokens.lower[role.head])
    gender = gender or gender_of_name(entry.words[0])
    bare = [c for c in cs if len(c.words) == 1]
    formal = bool(bare) and all(c.formal for c in bare)
    mentions = tuple(c.rows for c in cs)
    return Person(" ".join(entry.words), entry.words, gender, tuple(roles), mentions, formal)
