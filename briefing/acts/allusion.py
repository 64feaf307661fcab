"""What a sentence says in passing became of an act, in other words than it was announced in.

In one story a text goes on by other nouns ("the scheme", "the armour"), names who acts in the
sentence before, and tells of the promise itself or of its day. A reading rests on who has to act,
or on two words that tell the act from others, and on words of what became of it. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from briefing.acts.act import PARTICLES, PREPOSITIONS, is_number, tokens, up_to
from briefing.acts.act_topic import NO_OBJECT, OBJECTS, PLACING, ActTopic, is_copula
from briefing.acts.actors import names_of
from briefing.acts.allusion_words import (
    AHEAD_YET,
    GIVEN_UP,
    IN_TIME,
    KEPT_WORD,
    MET_DEMAND,
    MORE_TIME,
    NEVER_SAID,
    NONE_TO_BE,
    NOT_KEPT,
    PAST_TERM,
    PUT_OFF,
    TURNED_DOWN,
)
from briefing.acts.duties import Duty, Outcome
from briefing.acts.happening import is_habit, is_turned
from briefing.acts.lines import Line
from briefing.acts.naming import DutyNames
from briefing.acts.things import held_in
from briefing.acts.turns import STILL
from briefing.acts.verb_frames import VerbFrame
from briefing.acts.verbs import forms_of, verb_at
from briefing.extract.topics import weight_of
from briefing.names.words import EMPTY, NEGATIONS, stem
from briefing.patterns import LazyPattern

_NEAR = 5  # words before a verb in which a modal or a negation turns it
_LEADING = 8  # words that a sentence begins with, of which one that follows by "it" may be
_LEAST_WEIGHT = 2.0  # of a word's 0 to 8 by which it is rare: less tells one act from no other
# Of the weight of the words that tell an act from others, as much is held beside who acts, and
# where nobody is named: with less, ``python -m bench.ledger_news`` links wrongly in real news.
_SOME, _MUCH = 0.3, 0.5
_AROUND_DAY = 30  # days from its day on which a word of that day is still of it
_SOON_AFTER = 7  # days after its day on which it is still told of without a word of being late
_UNREAL = frozenset("until unless if would should could might may must to".split())
_PARTS = frozenset("all bulk each first last many most part rest remainder some whole".split())
_PLANS = frozenset("beginning date day deadline plan plans project scheme start work".split())
"""Nouns of what is put off when an act is."""
_ENDS = PLACING | PREPOSITIONS | {",", ";", "and", "but", "that", "which"}
_ABOUT = frozenset("about for of on over with".split())
_PARTICLES_ALONE = PARTICLES - PREPOSITIONS  # "off the roof", but not "on Friday"
_DENYING = NEGATIONS | frozenset("barely few hardly none nothing only still".split())


class _Told(Struct, frozen=True):
    """What of an act a sentence has: whether who has to act is named in it (``acting``), which of
    the telling words it has (``here``), the share of their weight, and of all those that it or the
    sentence before it has (``around``)."""

    acting: bool
    here: frozenset[str]
    share: float
    around: float

    @property
    def is_sure(self) -> bool:
        """Whether a sentence that names nobody is of the act by its own words."""
        return len(self.here) > 1 and self.share >= _MUCH

    @property
    def is_likely(self) -> bool:
        """Whether it is of the act by those words, or names who acts beside one of them."""
        return self.is_sure or (self.acting and self.around >= _SOME)


class AllusionReader:
    """A duty as the sentences of an article of its story, of a ``day`` after it, are asked.

    ``names`` tells whether they name who has to act, ``topic`` what the act is done to.
    """

    def __init__(self, duty: Duty, day: date, names: DutyNames, topic: ActTopic) -> None:
        self._duty = duty
        self._does = duty.does
        self._names = names
        self._topic = topic
        self._after = (day - duty.due).days if duty.due is not None else None
        self._actors = names_of(duty.acting)
        spoken = [word.casefold() for word in tokens(duty.words)]
        self._spoken = frozenset(form.verb for word in spoken for form in forms_of(word))
        self._telling = _telling_words(duty, spoken)
        self._whole = sum(map(weight_of, self._telling))

    def outcome(self, line: Line, before: Line | None, after: Line | None) -> Outcome | None:
        """What a sentence says became of the act, given those beside it; None for nothing."""
        told = self._told_in(line, before)
        if not told.is_likely:
            return self._by_day_alone(line, told)
        if self._after is not None or self._duty.has_term:
            turned = self._turned(line, told)
            if turned is not None:
                return turned
        if is_denied(line) or AHEAD_YET.search(line.text) is not None:
            return None
        if after is not None and STILL.search(after.text) is not None:
            return None
        if self._is_kept(line, told) or self._is_done(line, told):
            return "done"
        return self._by_day_alone(line, told)

    def _by_day_alone(self, line: Line, told: _Told) -> Outcome | None:
        """What a sentence says that names who acts, a verb of the act, and its day as a promise:
        "they had their money back weeks after the day that Ardal had promised"."""
        if not told.acting or self._after is None or abs(self._after) > _AROUND_DAY * 2:
            return None
        if is_denied(line) or AHEAD_YET.search(line.text) or not self._tells_of_deed(line):
            return None
        if self._after > 0 and PAST_TERM.search(line.text):
            return "late"
        return "done" if IN_TIME.search(line.text) else None

    def _told_in(self, line: Line, before: Line | None) -> _Told:
        here = held_in(self._telling, self._stems_in(line))
        around = here
        if before is not None:
            around |= held_in(self._telling, self._stems_in(before))
        acting = self._names.acts_in(line, before)
        return _Told(acting, here, self._share(here), self._share(around))

    def _stems_in(self, line: Line) -> frozenset[str]:
        """The stems of a sentence without the names of who acts: "Ardal Shipping" is no ship."""
        own = {
            stem(word)
            for at, word in enumerate(line.lower)
            if at and line.written[at][:1].isupper() and stem(line.lower[at - 1]) in self._actors
        }
        return line.stems - self._actors - own

    def _share(self, held: frozenset[str]) -> float:
        """How much of what tells the act from others is held, by weight: 0 to 1."""
        return sum(map(weight_of, held)) / self._whole if self._whole else 0.0

    def _turned(self, line: Line, told: _Told) -> Outcome | None:
        """An outcome other than that it was done."""
        if told.here and self._by_actor(line, NEVER_SAID):
            return "denied"
        if self._by_actor(line, GIVEN_UP) and not self._is_other_plan(line):
            return "called off"
        if told.acting and self._is_there_none(line):
            return "called off"
        if self._duty.is_asked:
            if told.acting and MORE_TIME.search(line.text):
                return "extended"
            if self._by_actor(line, TURNED_DOWN):
                return "refused"
        elif told.share >= _SOME and self._is_put_off(line):
            return "moved"
        if self._after is None or self._after <= 0 or not told.here or told.around < _MUCH:
            return None
        if PAST_TERM.search(line.text) and not is_denied(line) and self._tells_of_deed(line):
            return "late"
        return "missed" if self._by_actor(line, NOT_KEPT, or_thing=True) else None

    def _by_actor(self, line: Line, pattern: LazyPattern, *, or_thing: bool = False) -> bool:
        """Whether such words stand in a sentence, and who has to act is the subject of them;
        ``or_thing``: or what the act is done to."""
        for match in pattern.finditer(line.text):
            at = len(tokens(line.text[: match.start()]))
            if not _UNREAL.isdisjoint(line.lower[max(0, at - _NEAR) : at]):
                continue
            frame = VerbFrame.at(line, at)
            leads = frame.has_pronoun or not frame.agent
            if self._names.name_actor(frame.agent) or (
                leads and self._names.name_actor(line.written[:_LEADING])
            ):
                return True
            subject = frozenset(map(stem, VerbFrame.words_before(line, at)))
            if or_thing and self._share(held_in(self._telling, subject)) >= _MUCH:
                return True
        return False

    def _is_there_none(self, line: Line) -> bool:
        """Whether "there will be no" such thing as the act is on or makes: "no show"."""
        for match in NONE_TO_BE.finditer(line.text):
            at = len(tokens(line.text[: match.end()]))
            following = up_to(line.lower[at : at + _NEAR], _ENDS)
            if following and (
                stem(following[-1]) in self._telling or following[-1] in self._does.kind.nouns
            ):
                return True
        return False

    def _is_other_plan(self, line: Line) -> bool:
        """Whether what was given up is a plan of another act: "its plan to raise fares"."""
        for match in GIVEN_UP.finditer(line.text):
            at = len(tokens(line.text[: match.end()]))
            following = line.lower[at : at + _NEAR]
            if following[:1] == ("to",):
                return verb_at(line.lower, at + 1, self._does.kind.verbs) is None
            if following[:1] and following[0] in _ABOUT:
                return not held_in(self._telling, frozenset(map(stem, following)))
        return False

    def _is_put_off(self, line: Line) -> bool:
        """Whether it is the act, or what it is done to, that will be on another day."""
        for match in PUT_OFF.finditer(line.text):
            at = len(tokens(line.text[: match.start()]))
            frame = VerbFrame.at(line, at)
            of = object_of(frame) or VerbFrame.words_before(line, at)
            if self._is_called(of):
                return True
        return False

    def _is_called(self, lower: Sequence[str]) -> bool:
        """Whether a noun phrase is of the act, its day, or what it is done to."""
        if not lower:
            return False
        kind, head = self._does.kind, lower[-1]
        if head in _PLANS or head in kind.nouns or self._topic.goes_on_about_it(lower):
            return True
        return stem(head) in self._telling or any(
            form.verb in kind.verbs for form in forms_of(head)
        )

    def _is_kept(self, line: Line, told: _Told) -> bool:
        """Whether it was done by what the sentence says of the promise or of its day."""
        patterns = [KEPT_WORD]
        if self._after is not None and abs(self._after) <= _AROUND_DAY:
            patterns += [IN_TIME, MET_DEMAND] if self._duty.is_asked else [IN_TIME]
        elif told.around < _MUCH:
            return False
        if not told.here and told.around < _MUCH:
            return False
        deed = self._tells_of_deed(line)
        if not (deed or self._topic.is_about_it(line.lower)):
            patterns.remove(KEPT_WORD)
        if not deed and IN_TIME in patterns:  # "work is on schedule" has not ended it
            patterns.remove(IN_TIME)
        if told.is_sure:
            return any(pattern.search(line.text) for pattern in patterns)
        return any(self._by_actor(line, pattern) for pattern in patterns)

    def _tells_of_deed(self, line: Line) -> bool:
        """Whether a sentence has a verb of the act's class in the past, its noun or its state."""
        kind = self._does.kind
        forms = (verb_at(line.lower, at, kind.verbs) for at in range(len(line.lower)))
        return not (kind.nouns | kind.states).isdisjoint(line.lower) or any(
            form is not None and form.form == "past" for form in forms
        )

    def _is_done(self, line: Line, told: _Told) -> bool:
        """Whether who has to act did what a verb of the act's class tells of, to what it names."""
        if self._after is not None and self._after > _SOON_AFTER:
            return False
        for at in range(len(line.lower)):
            form = verb_at(line.lower, at, self._does.kind.verbs)
            near = line.lower[max(0, at - _NEAR) : at]
            if (
                form is None
                or form.form != "past"
                or is_turned(near)
                or is_habit(near, form.verb)
                or is_copula(form.verb, line.lower[at + 1 : at + 2])
            ):
                continue
            frame = VerbFrame.at(line, at, form.verb)
            if self._is_by(frame, told) and self._is_to(form.verb, frame, told):
                return not self._topic.has_head(line) or self._topic.is_done_to(frame)
        return False

    def _is_by(self, frame: VerbFrame, told: _Told) -> bool:
        if frame.is_passive and not frame.agent:
            return told.is_sure or (told.acting and told.share >= _SOME)
        agent = up_to(frame.agent, {","}) if frame.is_passive else frame.agent
        return self._names.name_actor(agent) or (frame.has_pronoun and told.acting)

    def _is_to(self, verb: str, frame: VerbFrame, told: _Told) -> bool:
        object_ = object_of(frame)
        if not object_:  # the very verb, as no other tells by itself of the act
            return verb in self._spoken and told.share >= _MUCH
        if not OBJECTS.isdisjoint(object_):
            return told.around >= _MUCH
        counted = any(map(is_number, object_))
        if counted and self._does.numbers and self._does.numbers.isdisjoint(object_):
            return False
        return stem(object_[-1]) in self._telling or self._topic.goes_on_about_it(object_)


def _telling_words(duty: Duty, spoken: Sequence[str]) -> frozenset[str]:
    """The stems that tell an act from others: of its words, without who acts and the verb."""
    does = duty.does
    stems = {stem(word) for word in spoken if word not in EMPTY and not is_number(word)}
    stems |= does.beside | does.names | {does.done_to}
    verbs = set(map(stem, does.kind.verbs))
    return frozenset(
        each
        for each in stems - names_of(duty.acting) - verbs
        if each and weight_of(each) >= _LEAST_WEIGHT
    )


def object_of(frame: VerbFrame) -> tuple[str, ...]:
    """The words of the noun phrase that a verb acts on: of "the last of its trays" the trays."""
    words: Sequence[str] = frame.acted_on
    if frame.is_passive:
        return tuple(up_to(words, PREPOSITIONS))
    if words[:1] and words[0] in _PARTICLES_ALONE:
        words = words[1:]
    elif not words or words[0] in NO_OBJECT or words[0] in PLACING:
        return ()
    first = up_to(words, _ENDS)
    if first and first[-1] in _PARTS and words[len(first) : len(first) + 1] == ("of",):
        first = up_to(words[len(first) + 1 :], _ENDS)
    return tuple(first)


def is_denied(line: Line) -> bool:
    """Whether a sentence has a word by which something in it is not so."""
    return not _DENYING.isdisjoint(line.lower)
