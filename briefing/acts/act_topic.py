"""Whether a sentence is about what an act is done to. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from briefing.acts.act import BREAKS, PARTICLES, PREPOSITIONS, Act, is_number, up_to
from briefing.acts.happening import is_of_date
from briefing.acts.lines import Line
from briefing.acts.things import held_in, same_things
from briefing.acts.verb_frames import VerbFrame
from briefing.acts.verbs import verb_at
from briefing.extract.topics import weight_of
from briefing.names.likeness import alike
from briefing.names.words import EMPTY, stem

OBJECTS = frozenset("it them him her".split())
"""Pronouns by which goes what a verb is done to."""
PLACING = frozenset(
    """about against at between by for from in into near on over through toward towards under
    with""".split()
)
"""Words by which a phrase says where, to what or by whom, after the object of a verb."""
NO_OBJECT = BREAKS | frozenset(
    """on in at for from with to into out off up down of over again today yesterday monday tuesday
    wednesday thursday friday saturday sunday last this late early after before""".split()
)
"""What follows a verb that has no object."""
_TELLING = 2  # words of what an act is done to by which it is told from others in one story
_LONG = 6  # letters of a noun that a longer word may begin with: "president", "presidential"
_ENDING = 3  # letters by which it is longer, "al", "ial": more are a word of their own
_BEFORE_THING = 4  # words before a noun among which its article stands: "the last 40 tents"
_DEFINITE = frozenset("all both every her his its last that the their these this those".split())
COUNTED = 3  # words before a noun among which its number stands
# Of the weight of the words that say more of what an act is done to, as much an answer holds: with
# 0.3, 0.4 and 0.5 ``python -m bench.ledger promises`` links 44, 43 and 41 of the even pairs, with
# 0.3 one of them wrongly; in another story more, where 0.4 links a pair of odd number wrongly.
_SHARE, _SHARE_ELSEWHERE = 0.4, 0.6


class ActTopic:
    """What an act is done to, as the sentences of an article are asked about it.

    ``is_owed`` says whether it is known who must act, ``one_story`` whether the article is of one
    event with that in which the act is announced, ``actors`` are stems of the names of who must
    act: "Ardal Shipping" is no ship.
    """

    def __init__(
        self, does: Act, *, is_owed: bool, one_story: bool, actors: frozenset[str] = frozenset()
    ) -> None:
        self._actors = actors
        self._does = does
        self._is_owed = is_owed
        self._one_story = one_story

    @property
    def words(self) -> frozenset[str]:
        """The stems of all words of what the act is done to."""
        return self._does.beside | self._does.names | {self._does.done_to}

    def is_unmistakable(self, line: Line) -> bool:
        """Whether what the act is done to has proper names, and all of them are there."""
        does = self._does
        wanted = does.names | {does.done_to}
        return does.undergone and bool(does.names) and len(wanted) > 1 and wanted <= line.stems

    def is_on_it(self, line: Line, before: Line | None, *, in_own_words: bool = False) -> bool:
        """Whether a sentence is about what the act is done to.

        ``in_own_words``: what tells it from others of its kind stands there as it was announced.
        """
        does = self._does
        if not does.done_to:
            if not self._one_story and not (does.names and does.names <= line.stems):
                return False
            return self.has_verb(line) or not does.kind.states.isdisjoint(line.lower)
        is_there = self.holds_head(line.stems) or self._has_it(line, before)
        if not is_there and (in_own_words or not self.goes_on_about_it(line.lower)):
            return False
        around = line.stems
        least = _SHARE if self._one_story else _SHARE_ELSEWHERE
        if self._one_story and before is not None:
            around |= before.stems
        loosely = self._one_story and not in_own_words
        told = does.beside & around
        if loosely:  # by other words in the sentence itself
            told |= held_in(does.beside, line.stems)
        if _weight(told) < least * _weight(does.beside):
            return False
        if not self._one_story and not (does.names and does.names <= around):
            return False
        if does.names and not does.names & around and not self._is_owed:
            return False
        return self._numbers_agree(line) and not self._is_of_another(line, around)

    def _is_of_another(self, line: Line, around: Collection[str]) -> bool:
        """Whether a thing of that noun is of something else: "the roof of the station", where the
        act is done to a school's, and nothing but a name of what is beside it is there."""
        does = self._does
        plain = does.beside - does.names
        if not plain or not plain.isdisjoint(around):
            return False
        for at, word in enumerate(line.lower[:-1]):
            if stem(word) == does.done_to and line.lower[at + 1] == "of":
                of = up_to(line.lower[at + 2 :], BREAKS | PREPOSITIONS)
                telling = {stem(each) for each in of if each not in EMPTY and not is_number(each)}
                if telling and telling.isdisjoint(self.words):
                    return True
        return False

    def _has_it(self, line: Line, before: Line | None) -> bool:
        """Whether it goes by "it" after the verb, and was named in the sentence before."""
        if before is None or self._does.done_to not in before.stems:
            return False
        verbs = self._does.kind.verbs
        return any(
            not OBJECTS.isdisjoint(line.lower[at + 1 : at + 3]) and verb_at(line.lower, at, verbs)
            for at in range(len(line.lower))
        )

    def is_told_apart(self, line: Line, before: Line | None) -> bool:
        """Whether in one story a sentence has what the act is done to, and a word that tells it
        from others of its kind or as many: then it need not name who acts."""
        does = self._does
        if not self._one_story or not does.done_to:
            return False
        if not self.is_on_it(line, before, in_own_words=True):
            return False
        shared = (does.beside | does.names | {does.done_to}) & line.stems
        return len(shared) + len(does.numbers & self.counted(line)) >= _TELLING

    def is_told_by_more(self, line: Line) -> bool:
        """Whether nothing tells the act from others but its object, or the sentence has of it."""
        telling = self._does.beside | self._does.names
        return bool(self._does.done_to) and not telling.isdisjoint(line.stems)

    def is_told_in_full(self, line: Line) -> bool:
        """Whether a sentence has all words of what the act is done to, more than one."""
        wanted = (self._does.beside | self._does.names | {self._does.done_to}) - {""}
        return len(wanted) >= _TELLING and wanted <= line.stems

    def has_head(self, line: Line) -> bool:
        """Whether a sentence has the very noun that the act is on."""
        return bool(self._does.done_to) and self._does.done_to in line.stems

    def holds_head(self, stems: Collection[str]) -> bool:
        """Whether among stems is that of the noun that the act is on."""
        head = self._does.done_to
        if head in stems or (len(head) >= _LONG and any(_is_made_of(s, head) for s in stems)):
            return True
        return self._one_story and bool(head) and bool((alike(head) - self._actors) & set(stems))

    def is_about_it(self, lower: Sequence[str]) -> bool:
        """Whether words have what the act is done to, be it by another noun."""
        return self.holds_head(frozenset(map(stem, lower))) or self.goes_on_about_it(lower)

    def goes_on_about_it(self, lower: Sequence[str]) -> bool:
        """Whether words have it by another noun, as what has been told of: "the armour".

        Not where another word says which: "the rebels' armour", "a new depot".
        """
        head = self._does.done_to
        if not self._one_story or not head or head in self._does.names:
            return False
        things = same_things(head) - self._actors
        for at, word in enumerate(lower):
            if stem(word) not in things or not at:
                continue
            before = [w for w in lower[max(0, at - _BEFORE_THING) : at] if not is_number(w)]
            while before and stem(before[-1]) in self.words:
                before = before[:-1]
            known = before and (before[-1] in _DEFINITE or stem(before[-1]) in self._actors)
            if known and lower[at + 1 : at + 2] != ("of",):
                return True
        return False

    def is_done_to(self, frame: VerbFrame) -> bool:
        """Whether the verb is done to what the act is to be done to; to nothing if to nothing."""
        if not self._does.done_to:
            return frame.is_passive or not frame.acted_on or frame.acted_on[0] in NO_OBJECT
        acted_on = frame.acted_on if frame.is_passive else self._object_in(frame.acted_on)
        if not OBJECTS.isdisjoint(frame.acted_on[:2]) or self.goes_on_about_it(acted_on):
            return True
        return self.holds_head(frozenset(map(stem, acted_on)))

    def _object_in(self, lower: Sequence[str]) -> Sequence[str]:
        """Of the words after a verb its object, with what goes to whom; all after a preposition.

        "Won | the endorsement | of the governor of Vik" is not done to Vik.
        """
        if lower[:1] and (lower[0] in PLACING or lower[0] in PARTICLES or lower[0] in NO_OBJECT):
            return lower
        ends = PLACING | {"of"} if self._does.done_to in self._does.names else PLACING
        return up_to(lower, ends)

    def _numbers_agree(self, line: Line) -> bool:
        """Whether as many are told of, where both say how many."""
        counted = self.counted(line)
        return not self._does.numbers or not counted or not counted.isdisjoint(self._does.numbers)

    def has_verb(self, line: Line) -> bool:
        wanted = self._does.kind.verbs
        nouns = self._does.kind.nouns
        return not nouns.isdisjoint(line.lower) or any(
            verb_at(line.lower, at, wanted) for at in range(len(line.lower))
        )

    def shares(self, line: Line) -> bool:
        """Whether a sentence has a word of what the act is done to, or else its verb."""
        does = self._does
        if not does.done_to:
            return self.has_verb(line)
        return not line.stems.isdisjoint(does.beside | does.names | {does.done_to})

    def is_like_it(self, line: Line) -> bool:
        """Whether a sentence has what the act is done to, or else enough of what tells it apart."""
        does = self._does
        if not does.done_to or self.holds_head(line.stems):
            return True
        shared = does.beside & line.stems
        is_most = bool(shared) and _weight(shared) >= _SHARE * _weight(does.beside)
        return is_most or not line.stems.isdisjoint(does.names)

    def counted(self, line: Line) -> set[str]:
        """The numbers right before what the act is done to."""
        return {
            number
            for at, word in enumerate(line.lower)
            if stem(word) == self._does.done_to
            for place in range(max(0, at - COUNTED), at)
            if is_number(number := line.lower[place]) and not is_of_date(line.lower, place)
        }


def _is_made_of(longer: str, head: str) -> bool:
    """Whether a word is a noun with an ending: "presidential", but not "groundsman"."""
    return longer.startswith(head) and len(longer) - len(head) <= _ENDING


def _weight(words: Collection[str]) -> float:
    """How much stems of words tell: the rarer in general news, the more."""
    return sum(map(weight_of, words))


def is_copula(verb: str, following: Sequence[str]) -> bool:
    """Whether a verb says how somebody seems: "appeared eager", but not "appeared at court"."""
    return verb == "appear" and bool(following) and following[0] not in PLACING | NO_OBJECT
