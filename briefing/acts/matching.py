"""Whether a sentence tells of an act, and that it happened, or did not. Pure.

The verb is one of the act's class; who acts and what is acted on are told by where they stand
beside it (``verb_frames``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefing.acts.act import BREAKS, PREPOSITIONS, Act, is_number, tokens, up_to
from briefing.acts.act_topic import COUNTED, NO_OBJECT, PLACING, ActTopic, is_copula
from briefing.acts.happening import (
    AHEAD,
    ALL,
    IS,
    came_about,
    is_done_beside,
    is_habit,
    is_of_count,
    is_particle,
    is_turned,
)
from briefing.acts.lines import Line
from briefing.acts.turn_matching import NamesActor, TurnMatcher
from briefing.acts.turns import AGAIN, ASKED, BEGUN, DUTY, IN_PART, STILL
from briefing.acts.verb_frames import VerbFrame
from briefing.acts.verbs import forms_of, is_ambiguous, verb_at
from briefing.names.words import stem
from briefing.patterns import LazyPattern

_NEAR = 5  # words before a verb in which a modal or a negation turns it
_COUNT_REACH = 6  # words before the noun that an act is on, among which others of it are counted
_OF_ALL = frozenset(
    "all both each every her his its my our that the their these this those".split()
)
_CLOSE = 4  # words before a verb that say that it was not done
_FAILED = frozenset("not no failed fails fail failure missed without never".split())
_CONVERSE = frozenset("receive get have hear see collect obtain regain".split())
"""Verbs of which those are the subject to whom something is done: "pensioners received"."""
_OWN = frozenset("its their".split())
_COMPLETED = frozenset(
    """end ends ended complete completed finish finished conclude concluded carried made took held
    after following since put gave given issued paid staged tendered submitted lodged filed launched
    mounted underwent conducted performed signed""".split()
)
"""Words before a noun of an act by which it happened: "ended its recall", "after the signing"."""
_FOLLOWING = frozenset("after following since signed".split())
"""Those of them that no other noun than that of the act follows at some distance."""
_WENT_ON = ("went", "on")
_BY_ITSELF = frozenset(
    """arrive begin close come_back come_home end go go_back land leave open reach reopen restart
    resume return start""".split()
)
"""Verbs of what a thing does to which something is done: "the guns left" when they were moved."""
_STATE_REACH = 8  # words between "is" and a state: "declared the beach at the bay clean"
_PARTS = re.compile(r"; | [—–-] |,? (?:although|before|but|though|whereas|while|who) ")
_NONE = frozenset("no nothing none neither nobody".split())
_AUXILIARIES = frozenset(
    "all also finally has have had is never not now only then was were will would yet".split()
)


class ActMatcher:
    """An act as the sentences of an article are asked about it.

    ``words`` are those in which it was announced. ``is_asked`` says whether somebody else asked for
    it, ``is_owed`` whether it is known who must act, ``one_story`` whether the article is of one
    event with that in which it is announced, ``actors`` are stems of the names of who must act.
    ``topic`` is what it is done to, ``turns`` asks whether it was turned.
    """

    def __init__(
        self,
        does: Act,
        words: str,
        *,
        is_asked: bool,
        is_owed: bool,
        one_story: bool,
        actors: frozenset[str] = frozenset(),
    ) -> None:
        self._does = does
        spoken = [word.casefold() for word in tokens(words)]
        self._counted_before = does.numbers | frozenset(filter(is_number, spoken))
        self._spoken = frozenset(spoken)
        self._is_of_some = _is_of_some(spoken, does.done_to)
        self._duty = ASKED if is_asked else DUTY
        self._is_owed = is_owed
        self.topic = ActTopic(does, is_owed=is_owed, one_story=one_story, actors=actors)
        self.turns = TurnMatcher(does, self.topic, self._duty)

    def has_duty(self, line: Line) -> bool:
        """Whether a sentence has a word for the undertaking or the demand itself."""
        return self._duty.search(line.text) is not None

    def is_told_in(self, lower: Sequence[str]) -> bool:
        """Whether words have what the act is done to, or its verb if it is done to nothing."""
        if self._does.done_to:
            return self.topic.holds_head(frozenset(map(stem, lower)))
        return any(verb_at(lower, at, self._does.kind.verbs) for at in range(len(lower)))

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

    def is_whole(self, line: Line, after: Line | None) -> bool:
        """Whether a sentence tells of all of the act: no first step, nothing said once more.

        Of what is to be done to all, so many of them are but a part.
        """
        if not self._is_of_some:
            counted = self.topic.counted(line) and not self._does.numbers
            if (counted and ALL.isdisjoint(line.lower)) or self._counts_others(line):
                return False
        own = self._clause_of(line)
        if self._has_other(AGAIN, own) or self._has_other(IN_PART, own):
            return False
        if BEGUN.search(line.text) and not (self._does.begins or "ended" in line.lower):
            return False
        return after is None or STILL.search(after.text) is None

    def _has_other(self, pattern: LazyPattern, text: str) -> bool:
        """Whether such words stand in a text, and not as they did in the announcement itself."""
        return any(
            not self._spoken.issuperset(match[0].casefold().split())
            for match in pattern.finditer(text)
        )

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

        "Six tanks of the army left" tells of no more than six tanks. What follows the noun that the
        act is on, as in "formed a panel of two judges", is not what is counted.
        """
        lower = [word.casefold() for word in tokens(self._clause_of(line))]
        heads = [at for at, word in enumerate(lower) if stem(word) == self._does.done_to]
        return any(
            is_number(word)
            and word not in self._counted_before
            and is_of_count(lower, at)
            and (not heads or any(0 < head - at <= _COUNT_REACH for head in heads))
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
                    _is_completed(near)
                    or any(pair == _WENT_ON for pair in pairwise(near[-COUNTED:]))
                    or came_about(line, at)
                )
                yield completed and not is_turned(near) and self._is_theirs(line, at, names_actor)
            form = verb_at(line.lower, at, kind.verbs)
            if form is not None and (
                (form.form == "past" and (self._does.done_to or not is_ambiguous(word)))
                or (form.form == "ing" and self._does.begins and _is_begun(near))
                or (form.form == "ing" and bool(self._does.done_to) and is_done_beside(line, at))
            ):
                if is_habit(near, form.verb) or is_copula(form.verb, line.lower[at + 1 : at + 2]):
                    continue
                done = not is_turned(near) and _NONE.isdisjoint(line.lower[at + 1 : at + 3])
                frame = VerbFrame.at(line, at, form.verb)
                is_its = self.topic.is_done_to(frame) and self._is_by(
                    form.verb, frame, line, names_actor
                )
                yield done and (is_its or self._is_of_itself(frame, form.verb))

    def _may_be_to_it(self, line: Line, at: int, verb: str) -> bool:
        """Whether a verb has no object, or that which the act is to be done to."""
        frame = VerbFrame.at(line, at, verb)
        return self.topic.is_done_to(frame) or self._is_of_itself(frame, verb)

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
        # "The library opened its doors": what is its own is no object.
        has_object = bool(frame.acted_on) and frame.acted_on[0] not in NO_OBJECT | _OWN
        if not self._does.undergone:
            # "The audit, published on Friday": of what is done to a thing right beside it.
            does_so = verb in _CONVERSE or verb in _BY_ITSELF or not has_object
            return does_so and _head_of(frame.agent) == self._does.done_to != ""
        return not has_object and self.topic.holds_head(frozenset(map(stem, frame.agent)))

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


def _is_of_some(spoken: Sequence[str], done_to: str) -> bool:
    """Whether words announce something to be done to any of a kind: "meet editors", not "its"."""
    at = next((n for n, word in enumerate(spoken) if done_to and stem(word) == done_to), None)
    if at is None or not spoken[at].endswith("s"):
        return False
    return _OF_ALL.isdisjoint(spoken[max(0, at - _NEAR) : at])


def _is_completed(near: Sequence[str]) -> bool:
    """Whether the phrase of the noun after those words is what was held, made or ended."""
    for back, word in enumerate(reversed(near), 1):
        if word in _COMPLETED:
            return back <= COUNTED or word in _FOLLOWING
        if word in PREPOSITIONS or word in BREAKS or any(f.form == "past" for f in forms_of(word)):
            return False
    return False


def _head_of(written: Sequence[str]) -> str:
    """The stem of the noun that a subject is of: of "the heavy guns of Gorland" the guns."""
    first = up_to([word.casefold() for word in written], PLACING | {"of", ","})
    nouns = [word for word in first if word not in _AUXILIARIES]
    return stem(nouns[-1]) if nouns else ""


def _up_to(line: Line, at: int) -> Sequence[str]:
    """The words of a clause up to a place, as they are written."""
    return line.written[at - len(VerbFrame.words_before(line, at)) : at]


def _is_begun(near: Sequence[str]) -> bool:
    return any(BEGUN.fullmatch(word) for word in near)
