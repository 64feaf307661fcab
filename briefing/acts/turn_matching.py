"""Whether a sentence tells that an act was turned: declined, given up, put off. Pure.

Who turns it is told by where they stand beside the verb (``verb_frames``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, pairwise
from typing import TypeAlias

from briefing.acts.act import PARTICLES, Act, tokens, up_to
from briefing.acts.act_topic import NO_OBJECT, ActTopic
from briefing.acts.lines import Line
from briefing.acts.turns import NOT_TO, REFUSED
from briefing.acts.verb_frames import VerbFrame
from briefing.acts.verbs import class_of, forms_of, is_listed, verb_at
from briefing.names.words import stem
from briefing.patterns import LazyPattern

_TURN = 14  # words from a verb on among which stands what is called off or put off
_OBJECT_OF_TURN = 6  # words from such a verb on among which its object stands
_LEADING = 8  # words that a sentence begins with, of which one that follows by "it" may be
_CLOSE = 4  # words from a word that declines on among which stands what is declined
_ASKS = re.compile(r"(?:ask|beg|call|forc|order|press|tell|told|urg|want|warn)(?:e?[ds]?|ing|ed)?")
_BEFORE_VERB = frozenset("declined declines declining refused refuses refusing".split()) | {
    "no longer"
}
_CARRYING_OUT = frozenset("accept agree carry do go have make put take".split())
_COMPLYING = frozenset("accept bow comply heed obey yield".split())
_OLDER = frozenset("earlier former previous".split())
"""Before what was turned at another time, and is not the act: "a previous attempt"."""
_AND = frozenset("and but".split())
_OTHER_CLAUSE = frozenset("saying which who".split())
_NOT_TO_BE = frozenset("not never no".split())
_MODALS = frozenset("will would shall won't wouldn't".split())
_LEAVES_OPEN = frozenset(
    """alone anytime before entirely first fully if immediately just now once only simply soon today
    tomorrow unless until without yet""".split()
)
"""Words by which an act that "will not" be done is put off, or is done in part."""


NamesActor: TypeAlias = Callable[[Sequence[str]], bool]
"""Whether words, as they are written, name who has to act."""


class TurnMatcher:
    """An act as the sentences of an article are asked whether it was turned.

    ``topic`` is what it is done to, ``duty`` finds a word for the undertaking or the demand itself.
    """

    def __init__(self, does: Act, topic: ActTopic, duty: LazyPattern) -> None:
        self._does = does
        self._topic = topic
        self._duty = duty

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
            if frame.is_passive and self._topic.holds_head(frozenset(map(stem, frame.acted_on))):
                return True
            is_its = not frame.is_passive and self._topic.is_done_to(frame)
            if is_its and _is_agent(line, frame, at, names_actor):
                return True
        return False

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
        if _is_asked_for(line.lower, at):
            return False
        frame, rest = VerbFrame.at(line, at), _clause_from(line.lower[at : at + _TURN])
        if not _OLDER.isdisjoint(rest[:_OBJECT_OF_TURN]):
            return False
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
        if line.lower[place : place + 1] == ("on",) and line.lower[place + 2 : place + 3] == (
            "to",
        ):
            place += 2  # "declined on Friday to say"
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
        if (
            self._does.done_to
            and self._topic.holds_head(stems)
            and not (as_subject and is_somebody)
        ):
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
            and self._may_be_done_to(VerbFrame.at(line, at))
            and _is_agent(line, VerbFrame.at(line, at), at, names_actor)
            for at in range(len(line.lower))
        )

    def _may_be_done_to(self, frame: VerbFrame) -> bool:
        """Whether a verb has no object, or what the act is to be done to."""
        has_none = not frame.acted_on or frame.acted_on[0] in NO_OBJECT
        return has_none or self._topic.is_done_to(frame)


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


def _clause_from(lower: Sequence[str]) -> Sequence[str]:
    """Words up to where another clause begins: of "left it saying why" the first two."""
    own = (*lower[:1], *up_to(lower[1:], _OTHER_CLAUSE))
    joined = (at for at in range(1, len(own) - 1) if own[at] in _AND and _is_past(own[at + 1]))
    return own[: next(joined, len(own))]


def _is_past(word: str) -> bool:
    return any(form.form == "past" and is_listed(form.verb) for form in forms_of(word))


def _last_phrase(lower: Sequence[str]) -> Sequence[str]:
    """The words after the last comma."""
    return lower[max((at + 1 for at, word in enumerate(lower) if word == ","), default=0) :]


def _is_not_to_be(near: Sequence[str]) -> bool:
    """Whether the words before a verb end with "will not", "would never be"."""
    modal = next((at for at, word in enumerate(near) if word in _MODALS), None)
    if modal is None:
        return False
    return near[modal].endswith("n't") or not _NOT_TO_BE.isdisjoint(near[modal:])
