"""Whom "he", "she", "they" and "it" may stand for: those who spoke or acted before, in reach.

Never a possessor ("Lind's lawyer"), an object or somebody inside a noun phrase while there is a
subject; of two who are left, neither.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from msgspec import Struct

from briefing.extract.people.lists import Gender, lists
from briefing.extract.people.person import People, Person
from briefing.extract.quotes.context import Context, Rows

SPOKE, SUBJECT, ACTED, MENTIONED = 4, 3, 2, 1  # ranks, of which the highest is meant
PRONOUNS: dict[str, Gender] = {"he": "male", "she": "female"}
OBJECTS: dict[str, Gender] = {"him": "male", "her": "female"}
_SENTENCES = 7  # that "he" looks back over, its own included
_LINES = 4  # counted with blank ones
_OFTEN = 2  # pronouns that agree on a gender which nothing else tells
_FEW_SENTENCES = 3  # that "they" and "it" look back over
_FEW_LINES = 2  # that they look back over, counted with blank ones
_NESTED = 4  # appositions and the like between a name and the noun whose function it has
_THROUGH = frozenset(["appos", "compound", "nmod", "flat", "conj"])
_SUBJECTS = frozenset(["nsubj", "nsubjpass", "attr"])
_MAIN = frozenset(["ROOT", "conj", "parataxis", "ccomp"])
_BODIES = frozenset(["ORG", "GPE", "NORP"])


class Antecedent(Struct, frozen=True, eq=False):
    """Somebody at a row: a person, or a speaker without a name whose phrase has its head there.

    ``rank`` says whether they spoke, are the subject of a main clause, or are only mentioned.
    """

    row: int
    rank: int
    person: Person | None = None
    gender: Gender | None = None
    plural: bool = False
    body: bool = False
    row_of: int | None = None

    @property
    def origin(self) -> int:
        """The row of the phrase itself, where a pronoun at ``row`` stands for it."""
        return self.row if self.row_of is None else self.row_of

    @property
    def key(self) -> int:
        """What is equal for one person wherever they stand."""
        return id(self.person) if self.person is not None else -1 - self.origin


class Antecedents:
    """All antecedents of an article by sentence; those that only reading on shows are added."""

    def __init__(
        self, s: Context, people: People, spoke: Iterable[int], reported: bytearray
    ) -> None:
        self._context = s
        self._reported = reported
        self._called: dict[int, Counter[Gender]] = defaultdict(Counter)
        self._by_sentence: dict[int, list[Antecedent]] = defaultdict(list)
        self._owners: list[Antecedent] = []
        speaking = frozenset(spoke)
        for person in people.persons:
            for rows in person.mentions:
                rank = self._rank_of(rows, speaking)
                if rank:
                    self.add(Antecedent(rows[1] - 1, rank, person, person.gender))
                    self._add_pair(rows, rank)
                elif not self._hidden(rows[0]):
                    self._owners.append(Antecedent(rows[1] - 1, rank, person, person.gender))
        for row, person in people.as_role.items():
            if row in speaking and not reported[row]:
                self.add(Antecedent(row, SPOKE, person, person.gender))
        self._add_subjects(people)

    def add(self, one: Antecedent) -> None:
        """Take somebody in, wherever in the text they stand."""
        self._by_sentence[bisect_right(self._context.bounds, one.row)].append(one)

    def _add_pair(self, rows: Rows, rank: int) -> None:
        """ "Lind and her colleagues", "Lind and Berg": several, whom "they" may mean."""
        t = self._context.tokens
        for i in range(*rows):
            joined = any(t.dep[k] == "conj" and k >= rows[1] for k in t.kids[i])
            if joined and rank >= SUBJECT and t.dep[i] != "conj":
                self.add(Antecedent(i, rank, plural=True))

    def _add_subjects(self, people: People) -> None:
        tokens = self._context.tokens
        groups = lists().groups
        for row, dep in enumerate(tokens.dep):
            if dep not in ("nsubj", "nsubjpass") or row in people.at or self._hidden(row):
                continue
            if people.furniture[row]:
                continue
            if (
                tokens.pos[row] == "PROPN"
                and tokens.entity[row] == "PERSON"
                and tokens.dep[tokens.head[row]] in _MAIN
            ):
                self.add(Antecedent(row, SUBJECT))  # of several namesakes nobody knows which
                continue
            of_party = tokens.tag[row] == "NNPS" and tokens.entity[row] == "NORP"
            plural = tokens.tag[row] == "NNS" or of_party
            body = tokens.entity[row] in _BODIES or tokens.lower[row] in lists().bodies
            body = body or (tokens.word[row].isupper() and len(tokens.word[row]) > 1)
            if (plural or body) and tokens.dep[tokens.head[row]] in _MAIN:
                rank = SUBJECT if body or of_party or tokens.lower[row] in groups else ACTED
                self.add(Antecedent(row, rank, plural=plural, body=body and not plural))

    def _hidden(self, row: int) -> bool:
        return self._context.inside[row] >= 0 or bool(self._reported[row])

    def _rank_of(self, rows: Rows, speaking: frozenset[int]) -> int:
        """The prominence of a mention; 0 for a possessor."""
        tokens = self._context.tokens
        first, stop = rows
        if (
            stop < len(tokens)
            and tokens.lower[stop] in ("'s", "’s", "'", "’")
            and tokens.tag[stop] == "POS"
        ):
            return 0
        if self._hidden(first):
            return MENTIONED if self._context.inside[first] < 0 else 0
        if any(i in speaking for i in range(first, stop)):
            return SPOKE
        row = next((i for i in range(first, stop) if not first <= tokens.head[i] < stop), stop - 1)
        for _ in range(_NESTED):
            if tokens.dep[row] not in _THROUGH or tokens.head[row] == row:
                break
            row = tokens.head[row]
        if tokens.dep[row] == "poss":
            return 0
        if tokens.dep[row] == "ROOT":
            return MENTIONED if self._is_line(rows) else SUBJECT
        if tokens.dep[row] not in _SUBJECTS:
            return MENTIONED
        clause = tokens.dep[tokens.head[row]]
        return SUBJECT if clause in _MAIN else ACTED if clause == "advcl" else MENTIONED

    def _is_line(self, rows: Rows) -> bool:
        """Whether a name is all of its line, as in a heading or below a picture."""
        line, (first, stop) = self._context.tokens.line, rows
        opens = first > 0 and line[first - 1] != line[first]
        words = self._context.tokens.word[stop : stop + 1]
        return opens and any("\n" in word for word in words)

    # --- looking back ---------------------------------------------------------------------------

    def learn(self, person: Person, gender: Gender) -> None:
        """A pronoun that was taken for this person says something about their gender."""
        self._called[id(person)][gender] += 1

    def _gender(self, a: Antecedent) -> Gender | None:
        """What name, title or role say; else what several pronouns say, and none against them."""
        if a.gender is not None or a.person is None:
            return a.gender
        called = self._called.get(id(a.person))
        if called and len(called) == 1:
            gender, times = next(iter(called.items()))
            return gender if times >= _OFTEN else None
        return None

    def single(self, row: int, gender: Gender) -> Antecedent | None:
        """Whom "he" or "she" at a row stands for."""
        one = self._single(row, gender)
        if one is None or not self._reported[row]:
            return one
        here = bisect_right(self._context.bounds, row)
        told_of = [
            a
            for a in self._before(here, row, _LINES)
            if a.person is not None and self._acts_there(a.row) and self._fits(a, gender)
        ]
        return one if all(a.key == one.key for a in told_of) else None

    def _acts_there(self, row: int) -> bool:
        """Whether somebody is the subject of a clause within what is reported."""
        return bool(self._reported[row]) and self._context.tokens.dep[row] in _SUBJECTS

    def _single(self, row: int, gender: Gender) -> Antecedent | None:
        reserve: Antecedent | None = None
        here = bisect_right(self._context.bounds, row)
        for place in range(here, max(here - _SENTENCES, -1), -1):
            fits = [a for a in self._before(place, row, _LINES) if self._fits(a, gender)]
            strong = [a for a in fits if a.rank >= SUBJECT]
            if not strong and place >= here - 1:
                strong = [a for a in fits if a.rank == ACTED and place < here]
            if strong and reserve is not None and all(self._gender(a) is None for a in strong):
                return None if self._outspoken(reserve, strong, here, row) else reserve
            if strong and place < here - 1 and self._may_be_who_spoke(strong, place, row, gender):
                return None
            if strong:
                one = self._only(strong, gender)
                return None if one is not None and self._is_owned(one, row, gender) else one
            if reserve is None and place >= here - 1:
                sure = [a for a in fits if self._gender(a) == gender]
                reserve = sure[0] if len({a.key for a in sure}) == 1 else None
        return reserve

    def _outspoken(
        self, reserve: Antecedent, strong: list[Antecedent], here: int, row: int
    ) -> bool:
        """Whether one of these spoke before, unlike who is only mentioned after them.

        "Lind said ... Lind sought a ship. It was meant for Berg. He said": not Berg for certain.
        """
        spoke = {
            a.key
            for k in range(max(here - _SENTENCES, 0), here)
            for a in self._before(k, row, 2 * _LINES)
            if a.rank == SPOKE
        }
        earlier = bisect_right(self._context.bounds, reserve.row) < here
        named = any(a.person is not None and a.key in spoke for a in strong)
        return earlier and reserve.key not in spoke and named

    def _may_be_who_spoke(
        self, strong: list[Antecedent], place: int, row: int, gender: Gender
    ) -> bool:
        """Whether one who is known to be a "she", and spoke, may as well be meant as these.

        "Lind said ... Wu is due in Oslo. The talks are long, Berg said. It is late, she said."
        """
        if any(a.rank == SPOKE or self._gender(a) is not None for a in strong):
            return False
        here = bisect_right(self._context.bounds, row)
        spoke_since = any(
            a.rank == SPOKE for k in range(place + 1, here) for a in self._before(k, row, _LINES)
        )
        earlier = [
            a
            for k in range(max(place - _SENTENCES, 0), place)
            for a in self._before(k, row, 2 * _LINES)
            if a.rank == SPOKE and self._fits(a, gender)
        ]
        one_of_them = {a.key for a in strong} & {a.key for a in earlier}
        return spoke_since and not one_of_them and any(self._gender(a) for a in earlier)

    def _is_owned(self, one: Antecedent, row: int, gender: Gender) -> bool:
        """Whether a paragraph tells of another's: "Lind's speech was long. She said ..."."""
        line = self._context.tokens.line
        return line[one.row] < line[row] and any(
            a.row < row and line[a.row] == line[row] and a.key != one.key and self._fits(a, gender)
            for a in self._owners
        )

    def several(self, row: int) -> Antecedent | None:
        """Whom "they" at a row stands for: several people, else a body."""
        return self._near(row, lambda a: a.plural or (a.body and a.rank == SPOKE))

    def thing(self, row: int, before: int | None = None) -> Antecedent | None:
        """Which body "it" at a row stands for, named before another row if that is given."""
        return self._near(row, lambda a: a.body, before)

    def _near(
        self, row: int, wanted: Callable[[Antecedent], bool], before: int | None = None
    ) -> Antecedent | None:
        here = bisect_right(self._context.bounds, row)
        limit = row if before is None else before
        for k in range(here, max(here - _FEW_SENTENCES, -1), -1):
            least = SUBJECT if k < here else ACTED
            near = [a for a in self._before(k, row, _FEW_LINES) if a.row < limit]
            fits = [a for a in near if wanted(a) and a.rank >= least]
            if fits:
                spoke = [a for a in fits if a.rank == SPOKE]
                several = [a for a in spoke or fits if a.plural]
                left = several or spoke or fits
                return left[-1] if len({a.key for a in left}) == 1 else None
        return None

    def _before(self, sentence: int, row: int, lines: int) -> list[Antecedent]:
        line = self._context.tokens.line
        return [
            a
            for a in self._by_sentence.get(sentence, ())
            if a.row < row and line[row] - line[a.row] <= lines
        ]

    def _fits(self, a: Antecedent, gender: Gender) -> bool:
        return not a.plural and not a.body and self._gender(a) in (None, gender)

    def _only(self, fits: list[Antecedent], gender: Gender) -> Antecedent | None:
        """The one who is left, of those who spoke and are of known gender before the others."""
        spoke = [a for a in fits if a.rank == SPOKE]
        sure = [a for a in fits if self._gender(a) == gender]
        both = [a for a in spoke if self._gender(a) == gender]
        for group in (fits, spoke, sure, both):
            if group and len({a.key for a in group}) == 1:
                return group[-1]
        return None
