"""Whether a sentence tells of an act, and that it happened, or was turned. Pure.

The verb is one of the act's class; who acts and what is acted on are told by where they stand
beside it (``verb_frames``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, pairwise
from typing import TypeAlias

from briefing.acts.act import BREAKS, PARTICLES, Act, is_number, tokens, up_to
from briefing.acts.act_topic import COUNTED, OBJECTS, ActTopic
from briefing.acts.happening import (
    AHEAD,
    ALL,
    IS,
    came_about,
    is_habit,
    is_of_count,
    is_particle,
    is_turned,
)
from briefing.acts.lines import Line
from briefing.acts.turns import AGAIN, ASKED, BEGUN, DUTY, IN_PART, NOT_TO, REFUSED, STILL
from briefing.acts.verb_frames import VerbFrame
from briefing.acts.verbs import class_of, forms_of, is_ambiguous, is_listed, verb_at
from briefing.names.words import stem
from briefing.patterns import LazyPattern

_NEAR = 5  # words before a verb in which a modal or a negation turns it
_TURN = 14  # words from a verb on among which stands what is called off or put off
_OBJECT_OF_TURN = 6  # words from such a verb on among which its object stands
_LEADING = 8  # words that a sentence begins with, of which one that follows by "it" may be
_CLOSE = 4  # words before a verb that say that it was not done
_FAILED = frozenset("not no failed fails fail failure missed without never".split())
_CONVERSE = frozenset("receive get have hear see collect obtain regain".split())
"""Verbs of which those are the subject to whom something is done: "pensioners received"."""
_NO_OBJECT = BREAKS | frozenset(
    """on in at for from with to into out off up down of over again today yesterday monday tuesday
    wednesday thursday friday saturday sunday last this late early after before""".split()
)
"""What follows a verb that has no object."""
_OWN = frozenset("its their".split())
_COMPLETED = frozenset(
    """end ends ended complete completed finish finished conclude concluded carried made took held
    after following since put gave given issued paid staged tendered submitted lodged filed launched
    mounted underwent conducted performed""".split()
)
"""Words before a noun of an act by which it happened: "ended its recall", "after the signing"."""
_WENT_ON = ("went", "on")
_BY_ITSELF = frozenset(
    """arrive begin close come_back come_home end go go_back land leave open reach reopen restart
    resume return start""".split()
)
"""Verbs of what a thing does to which something is done: "the guns left" when they were moved."""
_STATE_REACH = 8  # words between "is" and a state: "declared the beach at the bay clean"
_ASKS = re.compile(r"(?:ask|beg|call|order|press|tell|told|urg|want|warn)(?:e?[ds]|ing|ed)?")
_PARTS = re.compile(r"; | [—–-] |,? (?:although|before|but|though|whereas|while|who) ")
_BEFORE_VERB = frozenset("declined declines declining refused refuses refusing".split()) | {
    "no longer"
}
_CARRYING_OUT = frozenset("accept agree carry do go have make put take".split())
_COMPLYING = frozenset("accept bow comply heed obey yield".split())
_PLACING = frozenset(
    """about against at between by for from in into near on over through toward towards under
    with""".split()
)
_OTHER_CLAUSE = frozenset("saying which who".split())
_NONE = frozenset("no nothing none neither nobody".split())
_AUXILIARIES = frozenset(
    "all also finally has have had is never not now only then was were will would yet".split()
)
_NOT_TO_BE = frozenset("not never no".split())
_MODALS = frozenset("will would shall won't wouldn't".split())
_LEAVES_OPEN = frozenset(
    """alone anytime before entirely first fully if immediately just now once only simply soon today
    tomorrow unless until without yet""".split()
)
"""Words by which an act that "will not" be done is put off, or is done in part."""


NamesActor: TypeAlias = Callable[[Sequence[str]], bool]
"""Whether words, as they are written, name who has to act."""


class ActMatcher:
    """An act as the sentences of an article are asked about it.

    ``words`` are those in which it was announced. ``is_asked`` says whether somebody else asked for
    it, ``is_owed`` whether it is known who must act, ``one_story`` whether the article is of one
    event with that in which it is announced. ``topic`` is what it is done to.
    """

    def __init__(
        self, does: Act, words: str, *, is_asked: bool, is_owed: bool, one_story: bool
    ) -> None:
        self._does = does
        self._counted_before = does.numbers | {w.casefold() for w in tokens(words) if is_number(w)}
        self._duty = ASKED if is_asked else DUTY
        self._is_owed = is_owed
        self.topic = ActTopic(does, is_owed=is_owed, one_story=one_story)

    def has_duty(self, line: Line) -> bool:
        """Whether a sentence has a word for the undertaking or the demand itself."""
        return self._duty.search(line.text) is not None

    def declined(self, line: Line, names_actor: NamesActor) -> Iterator[bool]:
        """Whether who has to act declines the act by its verb: "refusing to withdraw"."""
        verbs = self._does.kind.verbs
        for refusal in chain(REFUSED.finditer(line.text), NOT_TO.finditer(line.text)):
            at = len(tokens(line.text[: refusal.start()]))
            reach = _CLOSE if REFUSED.made(refusal) else 1
            end = at + len(tokens(refusal[0])) + reach
            is_of_act = any(verb_at(line.lower, n, verbs) for n in range(at, len(line.lower[:end])))
            yield is_of_act and _is_agent(line, VerbFrame.at(line, at), at, names_actor)

    def is_given_up(self, line: Line, names_actor: NamesActor) -> bool:
        """Whether who has to act will not: "Ardal will not build it", "it will not be built"."""
        verbs = self._does.kind.verbs
        for at in range(len(line.lower)):
            form = verb_at(line.lower, at, verbs)
            near = line.lower[max(0, at - _CLOSE) : at]
            if form is None or form.form not in ("base", "past") or not _is_not_to_be(near):
                continue
            if not _LEAVES_OPEN.isdisjoint((*line.lower[at:], *near)):
                continue
            frame = VerbFrame.at(line, at)
            if frame.is_passive and self.topic.holds_head(frozenset(map(stem, frame.acted_on))):
                return True
            is_its = not frame.is_passive and self._is_to_it(frame)
            if is_its and _is_agent(line, frame, at, names_actor):
                return True
        return False

    def failed(self, line: Line) -> Iterator[bool]:
        """Whether the act is told of as not done, at each place of its verb or noun."""
        kind = self._does.kind
        for at, word in enumerate(line.lower):
            near = line.lower[max(0, at - _CLOSE) : at]
            failed = not _FAILED.isdisjoint(near) and AHEAD.isdisjoint(near)
            if word in kind.nouns:
                yield failed
            elif (form := verb_at(line.lower, at, kind.verbs)) is not None:
                yield failed and self._may_be_to_it(line, at, form.verb)
            elif word in kind.states:
                yield failed and not IS.isdisjoint(near)

    def is_turned(
        self,
        line: Line,
        pattern: LazyPattern,
        names_actor: NamesActor,
        *,
        at_demand: bool = False,
    ) -> bool:
        """Whether such words are said of the act: by who has to act of it, or of itself.

        "Ardal dropped its plan to repair the ferry"; "the repair of the ferry was put off".
        ``at_demand`` says that who demanded the act is named: then a word for the demand will do.
        """
        return any(
            self._is_turned_at(line, match, names_actor, at_demand)
            for match in pattern.finditer(line.text)
            if not self._is_the_act(match[0])
        )

    def _is_the_act(self, words: str) -> bool:
        """Whether words by which an act is turned are the act itself: "will cancel all flights"."""
        lower = words.casefold().split()
        return verb_at(lower, 0, self._does.kind.verbs) is not None

    def _is_turned_at(
        self, line: Line, match: re.Match[str], names_actor: NamesActor, at_demand: bool
    ) -> bool:
        at = len(tokens(line.text[: match.start()]))
        frame, rest = VerbFrame.at(line, at), _clause_from(line.lower[at : at + _TURN])
        subject = _last_phrase(VerbFrame.words_before(line, at))
        if match[0].casefold() in _BEFORE_VERB and self._is_of_other_act(
            line, match, at, at_demand
        ):
            return False
        says_so = not REFUSED.made(match) or names_actor(line.written[:_LEADING])
        if says_so and self._is_called(subject, as_subject=True):
            return True
        of_act = self._is_called(rest) or (
            at_demand and self._duty.search(" ".join(rest)) is not None
        )
        its_noun = any(
            word in self._does.kind.nouns and before != "to"
            for before, word in pairwise(rest[:_OBJECT_OF_TURN])
        )
        if rest[:1] == ("there",):  # "there will be no show"
            return not {self._does.done_to, *self._does.beside}.isdisjoint(map(stem, rest))
        if frame.is_passive:
            return False
        is_theirs = _is_agent(line, frame, at, names_actor)
        return (of_act and its_noun and (is_theirs or not frame.agent)) or (
            (of_act or its_noun) and is_theirs
        )

    def _is_of_other_act(self, line: Line, match: re.Match[str], at: int, at_demand: bool) -> bool:
        """Whether the verb after words that turn it is another one: "declined to pay"."""
        place = at + len(tokens(match[0]))
        following = line.lower[place : place + 2]
        verb = following[1:] if following[:1] == ("to",) else following[:1]
        is_verb = any(
            f.form in ("base", "third") and is_listed(f.verb) for w in verb for f in forms_of(w)
        )
        if not is_verb or verb[0] in _CARRYING_OUT or (at_demand and verb[0] in _COMPLYING):
            return False
        place += following[:1] == ("to",)
        return verb_at(line.lower, place, self._does.kind.verbs) is None

    def _is_called(self, lower: Sequence[str], *, as_subject: bool = False) -> bool:
        """Whether words have the act: what it is done to, its noun or verb, or a word for it.

        ``as_subject``: who is visited, and puts something off, does not put off the visit.
        """
        kind, stems = self._does.kind, frozenset(map(stem, lower))
        is_somebody = self._does.done_to in self._does.names
        if self._does.done_to and self.topic.holds_head(stems) and not (as_subject and is_somebody):
            return True
        of_it = not self._does.done_to or not stems.isdisjoint(
            self._does.beside | self._does.names | {self._does.done_to}
        )
        return of_it and (
            self._duty.search(" ".join(lower)) is not None
            or not kind.nouns.isdisjoint(lower)
            or any(verb_at(lower, at, kind.verbs) for at in range(len(lower)))
        )

    def opposite(self, line: Line, names_actor: NamesActor) -> bool:
        """Whether who has to act does the opposite: "keep" of what is to be returned."""
        opposites = self._does.kind.opposites
        return any(
            verb_at(line.lower, at, opposites)
            and not _is_other_verb(line.lower, at, opposites)
            and not _is_asked_for(line.lower, at)
            and _is_agent(line, VerbFrame.at(line, at), at, names_actor)
            for at in range(len(line.lower))
        )

    def is_whole(self, line: Line, after: Line | None) -> bool:
        """Whether a sentence tells of all of the act: no first step, nothing said once more.

        Of what is to be done to all, so many of them are but a part.
        """
        if self.topic.counted(line) and not self._does.numbers and ALL.isdisjoint(line.lower):
            return False
        if self._counts_others(line):
            return False
        own = self._clause_of(line)
        if AGAIN.search(own) or IN_PART.search(own):
            return False
        if BEGUN.search(line.text) and not (self._does.begins or "ended" in line.lower):
            return False
        return after is None or STILL.search(after.text) is None

    def _clause_of(self, line: Line) -> str:
        """Of a sentence with a semicolon or a dash the part that tells of the act."""
        parts = _PARTS.split(line.text)
        kind = self._does.kind
        for part in parts if len(parts) > 1 else ():
            lower = [word.casefold() for word in tokens(part)]
            if not kind.nouns.isdisjoint(lower) or any(
                verb_at(lower, at, kind.verbs) for at in range(len(lower))
            ):
                return part
        return line.text

    def _counts_others(self, line: Line) -> bool:
        """Whether a sentence counts what nobody had counted when the act was announced.

        "Six tanks of the army left" tells of no more than six tanks.
        """
        lower = [word.casefold() for word in tokens(self._clause_of(line))]
        return any(
            is_number(word) and word not in self._counted_before and is_of_count(lower, at)
            for at, word in enumerate(lower)
        )

    def happened(self, line: Line, names_actor: NamesActor) -> Iterator[bool]:
        """Whether a sentence tells of the act as done, at each place of a word for it."""
        kind = self._does.kind
        for at, word in enumerate(line.lower):
            near = line.lower[max(0, at - _NEAR) : at]
            if word in kind.states and not is_particle(line.lower, at):
                far = line.lower[max(0, at - _STATE_REACH) : at]
                is_so = not IS.isdisjoint(far) and not is_turned(near)
                yield is_so and (bool(self._does.done_to) or names_actor(_up_to(line, at)))
            if word in kind.nouns:
                completed = (
                    not _COMPLETED.isdisjoint(near[-COUNTED:])
                    or any(pair == _WENT_ON for pair in pairwise(near[-COUNTED:]))
                    or came_about(line, at)
                )
                yield completed and not is_turned(near) and self._is_theirs(line, at, names_actor)
            form = verb_at(line.lower, at, kind.verbs)
            if form is not None and (
                (form.form == "past" and (self._does.done_to or not is_ambiguous(word)))
                or (form.form == "ing" and self._does.begins and _is_begun(near))
            ):
                if is_habit(near, form.verb) or _is_copula(form.verb, line.lower[at + 1 : at + 2]):
                    continue
                done = not is_turned(near) and _NONE.isdisjoint(line.lower[at + 1 : at + 3])
                frame = VerbFrame.at(line, at)
                is_its = self._is_to_it(frame) and self._is_by(form.verb, frame, line, names_actor)
                yield done and (is_its or self._is_of_itself(frame, form.verb))

    def _may_be_to_it(self, line: Line, at: int, verb: str) -> bool:
        """Whether a verb has no object, or that which the act is to be done to."""
        frame = VerbFrame.at(line, at)
        return self._is_to_it(frame) or self._is_of_itself(frame, verb)

    def is_past(self, line: Line) -> bool:
        """Whether a verb of the act stands in the past, whoever acts, and nothing turns it."""
        kind = self._does.kind
        forms = ((at, verb_at(line.lower, at, kind.verbs)) for at in range(len(line.lower)))
        return any(
            form is not None
            and form.form == "past"
            and not is_turned(line.lower[max(0, at - _NEAR) : at])
            for at, form in forms
        )

    def _is_of_itself(self, frame: VerbFrame, verb: str) -> bool:
        """Whether what something is to happen to does it by itself: "the bridge reopened"."""
        if frame.is_passive:
            return False
        if not self._does.undergone:
            does_so = verb in _CONVERSE or verb in _BY_ITSELF
            return does_so and _head_of(frame.agent) == self._does.done_to != ""
        # "The library opened its doors": what is its own is no object.
        has_object = bool(frame.acted_on) and frame.acted_on[0] not in _NO_OBJECT | _OWN
        return not has_object and self.topic.holds_head(frozenset(map(stem, frame.agent)))

    def _is_to_it(self, frame: VerbFrame) -> bool:
        """Whether the verb is done to what the act is to be done to; to nothing if to nothing."""
        if not self._does.done_to:
            return frame.is_passive or not frame.acted_on or frame.acted_on[0] in _NO_OBJECT
        acted_on = frame.acted_on if frame.is_passive else self._object_in(frame.acted_on)
        return self.topic.holds_head(frozenset(map(stem, acted_on))) or not OBJECTS.isdisjoint(
            frame.acted_on[:2]
        )

    def _object_in(self, lower: Sequence[str]) -> Sequence[str]:
        """Of the words after a verb its object, with what goes to whom; all after a preposition.

        "Won | the endorsement | of the governor of Vik" is not done to Vik.
        """
        if lower[:1] and (lower[0] in _PLACING or lower[0] in PARTICLES or lower[0] in _NO_OBJECT):
            return lower
        ends = _PLACING | {"of"} if self._does.done_to in self._does.names else _PLACING
        return up_to(lower, ends)

    def _is_theirs(self, line: Line, at: int, names_actor: NamesActor) -> bool:
        """Whether who has to act is named before a noun of the act, or in its clause."""
        if not self._is_owed or self.topic.is_unmistakable(line):
            return True
        if self.topic.is_told_apart(line, None):
            return True
        following = range(at + 1, len(line.lower))
        end = next((n for n in following if line.lower[n] in BREAKS - {"by"}), None)
        before = line.lower[:end]
        is_to_it = not self._does.done_to or self.topic.holds_head(frozenset(map(stem, before)))
        return is_to_it and names_actor(line.written[:end])

    def _is_by(self, verb: str, frame: VerbFrame, line: Line, names_actor: NamesActor) -> bool:
        """Whether who has to act is who does it; nobody else who is said to."""
        if frame.is_passive and not self._is_owed:
            return True
        if frame.agent and verb not in _CONVERSE and not names_actor(frame.agent):
            by_pronoun = frame.has_pronoun and not frame.is_passive
            if not by_pronoun and not self.topic.is_unmistakable(line):
                return False
        return True


def _head_of(written: Sequence[str]) -> str:
    """The stem of the noun that a subject is of: of "the heavy guns of Gorland" the guns."""
    first = up_to([word.casefold() for word in written], _PLACING | {"of", ","})
    nouns = [word for word in first if word not in _AUXILIARIES]
    return stem(nouns[-1]) if nouns else ""


def _is_agent(line: Line, frame: VerbFrame, at: int, names_actor: NamesActor) -> bool:
    """Whether who has to act is who acts at a verb; by a pronoun or a participle if they lead."""
    before, word = line.lower[max(0, at - 1) : at], line.lower[at : at + 1]
    is_participle = before == (",",) and any(each.endswith("ing") for each in word)
    if frame.has_pronoun or not frame.agent or is_participle:
        return names_actor(line.written[: at if is_participle else _LEADING]) or names_actor(
            frame.agent
        )
    return names_actor(frame.agent)


def _is_other_verb(lower: Sequence[str], at: int, wanted: frozenset[str]) -> bool:
    """Whether the particle after a verb makes another verb of it: "stay away" is not to stay."""
    particles = [word for word in lower[at + 1 : at + 2] if word in PARTICLES]
    return any(
        f"{form.verb}_{particle}" not in wanted
        and len(class_of(f"{form.verb}_{particle}").verbs) > 1
        for particle in particles
        for form in forms_of(lower[at])
    )


def _is_asked_for(lower: Sequence[str], at: int) -> bool:
    """Whether somebody is asked for what a verb tells of: "urged people to stay"."""
    return lower[max(0, at - 1) : at] == ("to",) and any(
        _ASKS.fullmatch(word) for word in lower[max(0, at - _TURN) : at]
    )


def _up_to(line: Line, at: int) -> Sequence[str]:
    """The words of a clause up to a place, as they are written."""
    return line.written[at - len(VerbFrame.words_before(line, at)) : at]


def _clause_from(lower: Sequence[str]) -> Sequence[str]:
    """Words up to where another clause begins: of "left it saying why" the first two."""
    return (*lower[:1], *up_to(lower[1:], _OTHER_CLAUSE))


def _is_copula(verb: str, following: Sequence[str]) -> bool:
    """Whether a verb says how somebody seems: "appeared eager", but not "appeared at court"."""
    return verb == "appear" and bool(following) and following[0] not in _PLACING | _NO_OBJECT


def _last_phrase(lower: Sequence[str]) -> Sequence[str]:
    """The words after the last comma."""
    return lower[max((at + 1 for at, word in enumerate(lower) if word == ","), default=0) :]


def _is_not_to_be(near: Sequence[str]) -> bool:
    """Whether the words before a verb end with "will not", "would never be"."""
    modal = next((at for at, word in enumerate(near) if word in _MODALS), None)
    if modal is None:
        return False
    return near[modal].endswith("n't") or not _NOT_TO_BE.isdisjoint(near[modal:])


def _is_begun(near: Sequence[str]) -> bool:
    return any(BEGUN.fullmatch(word) for word in near)
