"""The article's table of people: who is named, what they are called, who they are."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from msgspec.structs import replace
from spacy.tokens import Doc

from briefing.extract.grammar.token_table import Tokens, table
from briefing.extract.people.candidates import SUFFIXES, Candidate, candidates
from briefing.extract.people.furniture import furniture
from briefing.extract.people.lists import (
    Gender,
    gender_of_name,
    gender_of_word,
    is_given_name,
    is_place,
    is_role,
    is_seat,
    lists,
)
from briefing.extract.people.person import People, Person, Role
from briefing.extract.people.roles import roles_of

_KEPT = "brief people"
_WHOSE = frozenset("his her their my our 's ’s".split())
_WHOSE_REACH = 3  # rows from "his" to "son" in "his late eldest son"
_OF_TWO = frozenset(["elder", "younger", "older"])  # "the elder Lind"
_PRONOUNS = frozenset("he she you it i we they me her".split())  # no "He" of somebody's name
_NAMESAKES = 20  # people of one surname in one article; beyond that nothing is resolved


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
    sure = _sure_names(found)
    found = _without_openers(found, sure)
    entries = _full_names(tokens, found, sure)
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


class _Entry:
    """A person in the making: the longest form of the name."""

    def __init__(self, words: tuple[str, ...], relative: bool = False) -> None:
        self.words = words
        self.relative = relative  # introduced as somebody's: "his son Nils Holm"

    @property
    def family(self) -> str:
        first = self.words[0].lower()
        family_first = first in lists().family_first and len(self.words) <= 3
        return first if family_first and not is_given_name(first) else self.words[-1].lower()


def _is_relative(tokens: Tokens, candidate: Candidate) -> bool:
    """Whether a name is introduced by kinship with somebody: "his son Nils", "her wife, Ana"."""
    row = candidate.title[0] - 1
    while candidate.title[1] > row + 1 and tokens.lower[row + 1] in lists().kin:
        row += 1
    while row > 0 and is_role(tokens.lower[row]) and tokens.lower[row] not in lists().kin:
        row -= 1  # "his wife, novelist Ana Lind"
    row -= row > 0 and tokens.word[row] == ","
    if (
        row < 1
        or tokens.lower[row] not in lists().kin
        or tokens.line[row] != tokens.line[candidate.rows[0]]
    ):
        return False
    return any(tokens.lower[i] in _WHOSE for i in range(max(0, row - _WHOSE_REACH), row))


def _speaks(t: Tokens, c: Candidate) -> bool:
    """Whether it is the subject of a plain verb of saying."""
    row = c.rows[1] - 1
    return t.dep[row] == "nsubj" and t.lemma[t.head[row]] in ("say", "tell", "add", "write")


def _words(c: Candidate) -> tuple[str, ...]:
    return tuple(w.text for w in c.words)


def _full_names(
    tokens: Tokens, found: list[Candidate], sure: set[tuple[str, ...]]
) -> dict[tuple[str, ...], _Entry]:
    """Every form of a name of several words (in lower case) -> whose it is."""
    entries: dict[tuple[str, ...], _Entry] = {}
    by_family: dict[str, list[_Entry]] = defaultdict(list)
    for candidate in found:
        key = tuple(w.lower for w in candidate.words)
        if key not in sure or key in entries:
            continue
        words = _words(candidate)
        relative = _is_relative(tokens, candidate)
        entry = _Entry(words, relative and not _speaks(tokens, candidate))
        namesakes = by_family[entry.family]
        same = next((e for e in namesakes if _compatible(e.words, words)), None)
        if same is not None and relative and same.words[0].lower() != key[0]:
            same = None  # "Elin Holm", whose daughter Elina Holm is somebody else
        if same is None and len(namesakes) < _NAMESAKES:
            namesakes.append(entry)
        if same is not None:
            if len(words) > len(same.words):
                same.words = words
            entry = same
        entries[key] = entry
    for key in list(entries):
        longer = [k for k in entries if len(k) > len(key) > 1 and k[-len(key) :] == key]
        if longer:
            entries[key] = entries[longer[0]]
    for candidate in found:  # "Abu Jaafar" for Mohammed Abu Jaafar, whatever else speaks for it
        key = tuple(w.lower for w in candidate.words)
        if len(key) > 1 and key not in entries:
            longer = [k for k in entries if len(k) > len(key) and k[-len(key) :] == key]
            if len(longer) == 1:
                entries[key] = entries[longer[0]]
    return entries


def _without_openers(found: list[Candidate], sure: set[tuple[str, ...]]) -> list[Candidate]:
    """The candidates without a first word that only sentences begin with ("Brave Ana Lind")."""
    inside = {tuple(w.lower for w in c.words) for c in found if not c.opens}
    alone = {c.words[0].lower for c in found if len(c.words) == 1}

    def opened(c: Candidate) -> bool:
        if not c.opens or len(c.words) < 3:
            return False
        form = tuple(w.lower for w in c.words)
        named = form[1:] in sure and not is_given_name(form[0])
        return named and form[-1] in alone and form not in inside

    return [replace(c, words=c.words[1:]) if opened(c) else c for c in found]


def _sure_names(found: list[Candidate]) -> set[tuple[str, ...]]:
    """Forms of several words that are names of people wherever they stand.

    One sure mention is enough where the name begins with a given name or follows a title; else
    the mentions together must not speak against it ("Boko Haram").
    """
    by_form: dict[tuple[str, ...], list[Candidate]] = defaultdict(list)
    for c in found:
        if len(c.words) > 1:
            by_form[tuple(w.lower for w in c.words)].append(c)
    return {
        form
        for form, cs in by_form.items()
        if any(c.sure for c in cs)
        and (
            is_given_name(form[0])
            or any(c.title[0] < c.title[1] for c in cs)
            or sum(c.evidence for c in cs) >= len(cs)
        )
    }


def _compatible(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Same surname: one person unless both have first names and they differ."""
    first, second = one[0].lower().rstrip("."), other[0].lower().rstrip(".")
    if first == second or len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    short, long = sorted((one, other), key=len)
    inner = {w.lower() for w in long}
    return first[:3] == second[:3] or {w.lower() for w in short} <= inner


def _mentions(
    tokens: Tokens, found: list[Candidate], entries: dict[tuple[str, ...], _Entry]
) -> list[tuple[_Entry, list[Candidate]]]:
    """Each person with all mentions in text order; persons in the order of their first."""
    aliases = _aliases(entries)
    formal = _formal(found, aliases)
    mentions: dict[int, tuple[_Entry, list[Candidate]]] = {}
    latest: dict[int, int] = {}
    first: dict[int, int] = {}
    for candidate in found:
        entry = entries.get(tuple(w.lower for w in candidate.words))
        if entry is None and len(candidate.words) == 1:
            entry = _bearer(tokens, candidate, aliases, latest, first, formal)
        if entry is None:
            continue
        latest[id(entry)] = candidate.rows[0]
        first.setdefault(id(entry), candidate.rows[0])
        mentions.setdefault(id(entry), (entry, []))[1].append(candidate)
    return list(mentions.values())


def _aliases(entries: dict[tuple[str, ...], _Entry]) -> dict[str, list[_Entry]]:
    """Single words (in lower case) that stand for a person: surname, first name."""
    aliases: dict[str, list[_Entry]] = defaultdict(list)
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


def _formal(found: list[Candidate], aliases: dict[str, list[_Entry]]) -> set[tuple[str, Gender]]:
    """Surnames that stand with "Mr" or "Ms", and which of these."""
    return {
        (c.words[0].lower, c.gender)
        for c in found
        if c.formal and c.gender and len(c.words) == 1 and c.words[0].lower in aliases
    }


def _bearer(
    tokens: Tokens,
    candidate: Candidate,
    aliases: dict[str, list[_Entry]],
    latest: dict[int, int],
    first: dict[int, int],
    formal: set[tuple[str, Gender]],
) -> _Entry | None:
    """Who is meant by one word: by title, then the latest one before; new if it is nobody yet.

    Nobody where a namesake was named since the first of them: "Lind" after Ana and Bo Lind.
    """
    word = candidate.words[0].lower
    row = candidate.rows[0]
    bearers = aliases.get(word)
    if not bearers:
        if not candidate.sure:
            return None
        entry = _Entry(_words(candidate))
        aliases[word].append(entry)
        return entry
    if not _may_be_person(tokens, candidate, bearers):
        return None
    family = [e for e in bearers if word in (e.family, e.words[-1].lower())] or bearers
    fitting = [
        e
        for e in family
        if candidate.gender is None or gender_of_name(e.words[0]) in (None, candidate.gender)
    ] or family
    if not candidate.formal and len(fitting) > 1:
        # the one who is "Ms. Lind" throughout is not meant by a bare "Lind"
        bare = [e for e in fitting if (word, gender_of_name(e.words[0])) not in formal]
        fitting = bare or fitting
    if candidate.title[0] and tokens.lower[candidate.title[0] - 1] in _OF_TWO:
        relatives = [e for e in fitting if e.relative]
        return relatives[0] if len(relatives) == 1 == len(fitting) - 1 else None
    # a bare surname goes on meaning the one whose relative was brought in
    fitting = [e for e in fitting if not e.relative] or fitting
    known = [e for e in fitting if id(e) in latest]
    if len(known) < 2:
        return max(known or fitting, key=lambda e: latest.get(id(e), -row))
    # of several who were named the one whom both the order and the last mention point to
    last = max(known, key=lambda e: latest[id(e)])
    return last if last is min(known, key=lambda e: first[id(e)]) else None


def _may_be_person(tokens: Tokens, c: Candidate, bearers: list[_Entry]) -> bool:
    """Whether a word that is somebody's name is not a place, month or party here."""
    word, row = c.words[0], c.rows[0]
    if c.sure or c.formal or c.title[0] < c.title[1]:
        return True
    subject = tokens.dep[row] == "nsubj"
    if tokens.entity[row] in ("DATE", "NORP"):
        return subject and tokens.entity[row] == "NORP"
    if word.lower in lists().no_person or is_seat(word.text):
        return subject and tokens.entity[row] not in ("GPE", "LOC")
    if is_place(word.text) and tokens.entity[row] in ("GPE", "LOC"):
        return subject
    surname = any(
        word.lower in (e.family, last, last.removeprefix("al-").removeprefix("el-"))
        for e in bearers
        for last in [e.words[-1].lower()]
    )
    return surname or subject or tokens.entity[row] == "PERSON"


def _person(
    tokens: Tokens, entry: _Entry, cs: list[Candidate], named: dict[int, object], outside: bytearray
) -> Person:
    roles: list[Role] = []
    for c in cs:
        roles.extend(roles_of(tokens, c.rows, named, outside))
    gender = next((c.gender for c in cs if c.gender), None)
    for role in roles:
        gender = gender or gender_of_word(tokens.lower[role.head])
    first = entry.words[0]
    if gender is None and not (len(entry.words) == 1 and entry.family == first.lower()):
        gender = gender_of_name(first)
    if gender is None and entry.family == first.lower() and len(entry.words) == 1:
        gender = gender_of_name(first) if is_given_name(first) else None
    bare = [c for c in cs if len(c.words) == 1]
    formal = bool(bare) and all(c.formal for c in bare)
    mentions = tuple(c.rows for c in cs)
    return Person(" ".join(entry.words), entry.words, gender, tuple(roles), mentions, formal)
