"""Who is meant by one word of a name: a surname, a first name, what stands before a particle."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from msgspec.structs import replace

from briefing.extract.grammar.token_table import Tokens
from briefing.extract.people.candidates import Candidate
from briefing.extract.people.full_names import Entry, words_of
from briefing.extract.people.lists import (
    Gender,
    gender_of_name,
    gender_of_word,
    is_demonym,
    is_month_too,
    is_place,
    is_seat,
    lists,
)

_BEFORE_MONTHS = frozenset(
    "in since until till through by before from to early late mid last next this of each".split()
)
_OF_TWO = frozenset(["elder", "younger", "older"])  # "the elder Lind"
_SPEAKING = frozenset("say tell add write argue warn declare".split())
_PRONOUNS = frozenset("he she you it i we they me her".split())  # no "He" of somebody's name


class Bearers:
    """The people by the words that stand for them, as an article is read from its beginning.

    ``found`` are all candidates of the article, ``entries`` the full names in it.
    """

    def __init__(
        self, tokens: Tokens, found: list[Candidate], entries: dict[tuple[str, ...], Entry]
    ) -> None:
        self._tokens = tokens
        self._aliases = _aliases(entries)
        self._formal = _formal(found, self._aliases)
        # Of who was mentioned so far, by the id of the entry.
        self._first: dict[int, int] = {}
        self._latest: dict[int, int] = {}
        self._titled: dict[int, Gender | None] = {}

    def mention(self, entry: Entry, candidate: Candidate) -> None:
        """Note that the candidate means that person."""
        if candidate.formal:
            self._titled[id(entry)] = self._titled.get(id(entry)) or candidate.gender
        self._latest[id(entry)] = candidate.rows[0]
        self._first.setdefault(id(entry), candidate.rows[0])

    def meant_by(self, candidate: Candidate) -> Entry | None:
        """Whom a candidate of one word means: by title, then the latest one before; a new person
        if it is nobody yet.

        Nobody where a namesake was named since the first of them: "Lind" after Ana and Bo Lind.
        """
        word = candidate.words[0].lower
        bearers = self._aliases.get(word)
        if not bearers:
            return self._new(candidate) if candidate.sure else None
        if not _may_be_person(self._tokens, candidate, bearers):
            return None
        if candidate.gender is None and len(bearers) > 1:
            candidate = replace(candidate, gender=_gender_of_own(self._tokens, candidate.rows[0]))
        fitting = self._fitting(candidate, self._of_family(candidate, bearers))
        if not fitting:
            return None
        if candidate.formal and sum(id(e) in self._titled for e in fitting) == 1:
            # "Adv. Lind", whose father is named
            return next(e for e in fitting if id(e) in self._titled)
        if candidate.title[0] and self._tokens.lower[candidate.title[0] - 1] in _OF_TWO:
            relatives = [e for e in fitting if e.relative]
            return relatives[0] if len(relatives) == 1 == len(fitting) - 1 else None
        # a bare surname goes on meaning the one whose relative was brought in
        return self._last_met([e for e in fitting if not e.relative] or fitting)

    def _new(self, candidate: Candidate) -> Entry:
        entry = Entry(words_of(candidate))
        self._aliases[candidate.words[0].lower].append(entry)
        return entry

    def _of_family(self, candidate: Candidate, bearers: list[Entry]) -> list[Entry]:
        """Those whose surname the word is, if it is the surname of any who may be meant."""
        word = candidate.words[0].lower
        family = [e for e in bearers if word in (e.family, e.words[-1].lower())] or bearers
        met = [e for e in bearers if id(e) in self._latest]
        if met and not candidate.formal and not any(e in family for e in met):
            return met  # "Dar Noor ... Dar said", though a Bo Dar is brought in below
        return family

    def _fitting(self, candidate: Candidate, family: list[Entry]) -> list[Entry]:
        """Those whom gender and form of address fit; all where they fit none; none for a woman
        who is addressed where only men are named.
        """
        fitting = [
            e
            for e in family
            if candidate.gender is None
            or (self._titled.get(id(e)) or gender_of_name(e.words[0])) in (None, candidate.gender)
        ]
        addressed = candidate.formal or candidate.title[0] < candidate.title[1]
        if not fitting and addressed and candidate.gender == "female":
            return []  # "Mrs Holm", where only Nils Holm is named
        fitting = fitting or family
        if candidate.formal or len(fitting) == 1:
            return fitting
        # the one who is "Ms. Lind" throughout is not meant by a bare "Lind"
        word = candidate.words[0].lower
        bare = [e for e in fitting if (word, gender_of_name(e.words[0])) not in self._formal]
        return bare or fitting

    def _last_met(self, fitting: list[Entry]) -> Entry | None:
        """Of several who were named the one whom both the order and the last mention point to."""
        met = [e for e in fitting if id(e) in self._latest]
        if len(met) < 2:
            return (met or fitting)[0]
        last = max(met, key=lambda e: self._latest[id(e)])
        return last if last is min(met, key=lambda e: self._first[id(e)]) else None


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


def _may_be_person(tokens: Tokens, c: Candidate, bearers: list[Entry]) -> bool:
    """Whether a word that is somebody's name is not a place, month or party here."""
    word, row = c.words[0], c.rows[0]
    if c.sure or c.formal or c.title[0] < c.title[1]:
        return True
    subject = tokens.dep[row] == "nsubj"
    if is_month_too(word.lower) and any(word.lower == e.family for e in bearers):
        return not _is_month(tokens, row)
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


def _gender_of_own(t: Tokens, row: int) -> Gender | None:
    """What "his" tells of the Lind of "Lind said in his speech": the words are the speaker's."""
    verb = t.head[row]
    if t.dep[row] != "nsubj" or t.lemma[verb] not in _SPEAKING:
        return None
    for preposition in t.kids[verb]:
        if preposition < verb or t.lower[preposition] not in ("in", "during"):
            continue
        for noun in t.kids[preposition]:
            owner = next((k for k in t.kids[noun] if t.dep[k] == "poss"), None)
            if owner is not None and t.lower[owner] in ("his", "her"):
                return gender_of_word(t.lower[owner])
    return None


def _is_month(t: Tokens, row: int) -> bool:
    """ "In May", "May 5", "last May", unlike "May said": the month rather than who is called so."""
    before = t.lower[row - 1] if row and t.line[row - 1] == t.line[row] else ""
    before = t.lower[row - 2] if before in ("-", "–") else before
    after = t.word[row + 1] if row + 1 < len(t) else ""
    return after[:1].isdigit() or before[:1].isdigit() or before in _BEFORE_MONTHS
