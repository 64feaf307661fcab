"""The article's table of people: who is named, what they are called, who they are."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from spacy.tokens import Doc

from briefing.extract.grammar.token_table import Tokens, table
from briefing.extract.people.candidates import SUFFIXES, Candidate, candidates
from briefing.extract.people.full_names import (
    Entry,
    full_names,
    sure_names,
    without_openers,
    words_of,
)
from briefing.extract.people.furniture import furniture
from briefing.extract.people.lists import (
    Gender,
    gender_of_name,
    gender_of_word,
    is_demonym,
    is_place,
    is_seat,
    lists,
)
from briefing.extract.people.person import People, Person, Role
from briefing.extract.people.roles import roles_of

_KEPT = "brief people"
_OF_TWO = frozenset(["elder", "younger", "older"])  # "the elder Lind"
_GENERATIONS = frozenset(["jr", "jr.", "sr", "sr."])
_PRONOUNS = frozenset("he she you it i we they me her".split())  # no "He" of somebody's name


def find_people(doc: Doc) -> People:
    """The people whom a parsed article names, found once and kept with it."""
    people: People | None = doc.user_data.get(_KEPT)
    if people is None:
        people = doc.user_data[_KEPT] = people_in(table(doc))
    return people


def people_in(tokens: Tokens) -> People:
    """The people whom a token table names."""
    outside = furniture(tokens)
    found = candidates(tokens, outside)
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
            as_role.setdefault(role.head, person)
    return People(tuple(persons), at, as_role, outside)


def _past_suffix(t: Tokens, stop: int) -> int:
    """One past a "Jr." or "III" right after a name, which is its head for the parser."""
    return stop + 1 if stop < len(t) and t.lower[stop] in SUFFIXES else stop


def _mentions(
    tokens: Tokens, found: list[Candidate], entries: dict[tuple[str, ...], Entry]
) -> list[tuple[Entry, list[Candidate]]]:
    """Each person with all mentions in text order; persons in the order of their first."""
    aliases = _aliases(entries)
    formal = _formal(found, aliases)
    mentions: dict[int, tuple[Entry, list[Candidate]]] = {}
    latest: dict[int, int] = {}
    first: dict[int, int] = {}
    titled: dict[int, Gender | None] = {}
    juniors: dict[tuple[int, str], Entry] = {}
    for candidate in found:
        entry = entries.get(tuple(w.lower for w in candidate.words))
        if entry is None and len(candidate.words) == 1:
            entry = _bearer(tokens, candidate, aliases, latest, first, formal, titled)
        if entry is None:
            continue
        younger = _generation(tokens, candidate.rows[1])
        if younger:
            words = (*entry.words, younger)
            entry = juniors.setdefault((id(entry), younger[:1]), Entry(words, relative=True))
        if candidate.formal:
            titled[id(entry)] = titled.get(id(entry)) or candidate.gender
        latest[id(entry)] = candidate.rows[0]
        first.setdefault(id(entry), candidate.rows[0])
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


def _aliases(entries: dict[tuple[str, ...], Entry]) -> dict[str, list[Entry]]:
    """Single words (in lower case) that stand for a person: surname, first name."""
    aliases: dict[str, list[Entry]] = defaultdict(list)
    for entry in dict.fromkeys(entries.values()):
        words = [w.lower() for w in entry.words]
        before_particle = [
            word
            for word, after in pairwise(words[1:])
            if after in lists().particles and word not in lists().particles
        ]
        for word in dict.fromkeys((entry.family, words[-1], words[0], *before_particle)):
            for form in (word, word.removeprefix("al-").removeprefix("el-")):
                if entry not in aliases[form] and form not in _PRONOUNS:
                    aliases[form].append(entry)
    return aliases


def _formal(found: list[Candidate], aliases: dict[str, list[Entry]]) -> set[tuple[str, Gender]]:
    """Surnames that stand with "Mr" or "Ms", and which of these."""
    return {
        (c.words[0].lower, c.gender)
        for c in found
        if c.formal and c.gender and len(c.words) == 1 and c.words[0].lower in aliases
    }


def _bearer(
    tokens: Tokens,
    candidate: Candidate,
    aliases: dict[str, list[Entry]],
    latest: dict[int, int],
    first: dict[int, int],
    formal: set[tuple[str, Gender]],
    titled: dict[int, Gender | None],
) -> Entry | None:
    """Who is meant by one word: by title, then the latest one before; new if it is nobody yet.

    Nobody where a namesake was named since the first of them: "Lind" after Ana and Bo Lind.
    """
    word = candidate.words[0].lower
    bearers = aliases.get(word)
    if not bearers:
        if not candidate.sure:
            return None
        entry = Entry(words_of(candidate))
        aliases[word].append(entry)
        return entry
    if not _may_be_person(tokens, candidate, bearers):
        return None
    family = [e for e in bearers if word in (e.family, e.words[-1].lower())] or bearers
    met = [e for e in bearers if id(e) in latest]
    if met and not candidate.formal and not any(e in family for e in met):
        family = met  # "Dar Noor ... Dar said", though a Bo Dar is brought in below
    fitting = [
        e
        for e in family
        if candidate.gender is None
        or (titled.get(id(e)) or gender_of_name(e.words[0])) in (None, candidate.gender)
    ]
    addressed = candidate.formal or candidate.title[0] < candidate.title[1]
    if not fitting and addressed and candidate.gender == "female":
        return None  # "Mrs Holm", where only Nils Holm is named
    fitting = fitting or family
    if not candidate.formal and len(fitting) > 1:
        # the one who is "Ms. Lind" throughout is not meant by a bare "Lind"
        bare = [e for e in fitting if (word, gender_of_name(e.words[0])) not in formal]
        fitting = bare or fitting
    if candidate.formal and sum(id(e) in titled for e in fitting) == 1:
        return next(e for e in fitting if id(e) in titled)  # "Adv. Lind", whose father is named
    if candidate.title[0] and tokens.lower[candidate.title[0] - 1] in _OF_TWO:
        relatives = [e for e in fitting if e.relative]
        return relatives[0] if len(relatives) == 1 == len(fitting) - 1 else None
    # a bare surname goes on meaning the one whose relative was brought in
    fitting = [e for e in fitting if not e.relative] or fitting
    known = [e for e in fitting if id(e) in latest]
    if len(known) < 2:
        return (known or fitting)[0]
    # of several who were named the one whom both the order and the last mention point to
    last = max(known, key=lambda e: latest[id(e)])
    return last if last is min(known, key=lambda e: first[id(e)]) else None


def _may_be_person(tokens: Tokens, c: Candidate, bearers: list[Entry]) -> bool:
    """Whether a word that is somebody's name is not a place, month or party here."""
    word, row = c.words[0], c.rows[0]
    if c.sure or c.formal or c.title[0] < c.title[1]:
        return True
    subject = tokens.dep[row] == "nsubj"
    if tokens.entity[row] == "NORP" and not is_demonym(word.text):
        return any(len(e.words) > 1 and word.lower == e.family for e in bearers)
    if tokens.entity[row] in ("DATE", "NORP"):
        return subject and tokens.entity[row] == "NORP"
    if word.lower in lists().no_person or is_seat(word.text):
        return subject and tokens.entity[row] not in ("GPE", "LOC")
    if is_place(word.text) and tokens.entity[row] in ("GPE", "LOC"):
        return subject or tokens.lower[row + 1 : row + 3] == [",", "who"]
    surname = any(
        word.lower in (e.family, last, last.removeprefix("al-").removeprefix("el-"))
        for e in bearers
        for last in [e.words[-1].lower()]
    )
    return surname or subject or tokens.entity[row] == "PERSON"


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
