"""Whether a sentence tells of something as having happened on the very day that it was to. Pure.

In an article on the same event a day, an act and two more words that agree say which thing is told
of, in whatever other words: "lost the vote in the lower house on Sunday".
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from briefing.acts.act import Act, act_of_phrase, tokens
from briefing.acts.due_phrases import phrase_of
from briefing.acts.happening import AHEAD, is_habit, is_turned
from briefing.acts.lines import Line
from briefing.acts.turns import UNSURE
from briefing.acts.verb_frames import VerbFrame
from briefing.acts.verbs import VerbClass, class_of_noun, is_ambiguous, verb_at
from briefing.model import Deadline
from briefing.names.common_nouns import is_common
from briefing.names.words import EMPTY, stem, stems
from briefing.timing import MONTHS, WEEKDAYS

_LAST_WEEKDAY = 6  # days, in which a bare weekday comes round
_NEARER = 3  # days; of a weekday as long ago as this the next one is farther off
_REACH = 10  # words between the word for an act and its day
_NEAR = 5  # words before such a word in which a modal or a negation turns it
_BEFORE_DAY = 4  # words before a day among which stands what makes it the next one
_FEWEST = 2  # words that have to agree beside the act and the day
_SHARE = 3  # of its words at least one in so many has to agree
_POLLS = frozenset("primary primaries caucus caucuses election elections referendum ballot".split())
_POLL = VerbClass(
    frozenset("win lose carry".split()),
    _POLLS | frozenset("contest contests win wins victory victories defeat vote".split()),
)
_VOTED = VerbClass(nouns=frozenset("adoption approval defeat passage rejection".split()))
"""What may become of what a vote is on, by nouns."""
_NEXT = frozenset(
    """next coming this until till by before ahead advance upcoming from for since""".split()
)
_SAID = frozenset("said says told added wrote tweeted announced reported".split())
_BREAKS = frozenset(
    """; : ( ) “ ” " – — that which who whose whom after before because while when if unless
    although though until""".split()
)


class OwnDay(Struct, frozen=True):
    """What is to happen on one day: the day, the kind of act, and the stems that tell it apart.

    ``actor`` are those of the proper name of who acts, and ``head`` its last word in lower case;
    empty where that has none.
    """

    on: date
    kind: VerbClass
    telling: frozenset[str]
    actor: frozenset[str]
    head: str = ""

    @classmethod
    def of(cls, due: Deadline) -> OwnDay | None:
        """That of a dated thing; None where its words have no act, or its day is not given."""
        kind = _kind_of(due) if due.when == due.end else VerbClass()
        own = {stem(word) for word in (*kind.nouns, *kind.verbs)}
        telling = stems(f"{due.what} {due.who or ''}") - own - EMPTY
        if len(telling) < _FEWEST or not (kind.verbs or kind.nouns):
            return None
        who = due.who if due.who and not is_common(due.who) else ""
        return cls(due.when, kind, telling, stems(who), who.casefold().rpartition(" ")[2])

    def may_be_in(self, among: frozenset[str]) -> bool:
        """Whether a text with words of those stems may tell of it."""
        shared = len(self.telling & among)
        return shared >= _FEWEST and _SHARE * shared >= len(self.telling)

    def is_recent(self, day: date) -> bool:
        """Whether an article of that day may call the day by its weekday."""
        return 0 <= (day - self.on).days <= _LAST_WEEKDAY

    def is_named_in(self, title: str) -> bool:
        """Whether a title names who acts."""
        return self.head in title.casefold() and stem(self.head) in stems(title)

    def is_in(self, line: Line, day: date, *, one_event: bool = True) -> bool:
        """Whether a sentence of an article of that day tells that it happened.

        In an article on another event who acts is named, and two words more agree.
        """
        if day < self.on or not self.may_be_in(line.stems) or UNSURE.search(line.text) is not None:
            return False
        if not one_event:
            beside = (self.telling - self.actor) & line.stems
            if len(beside) < _FEWEST or stem(self.head) not in line.stems:
                return False
        places = [at for at in range(len(line.lower)) if self._is_day(line.lower, at, day)]
        return any(
            self._has_happened(line, at, place, day)
            for place in places
            for at in range(max(0, place - _REACH), min(len(line.lower), place + _REACH))
            if _is_one_clause(line.lower, at, place)
        )

    def _is_day(self, lower: Sequence[str], at: int, day: date) -> bool:
        """Whether the word at a place is the day, and not the next of its name, nor when something
        was said."""
        before = lower[max(0, at - _BEFORE_DAY) : at]
        if not _NEXT.isdisjoint(before) or not _SAID.isdisjoint(before[-2:]):
            return False
        word = lower[at].removesuffix("'s").removesuffix("’s")
        ago = (day - self.on).days
        if word == WEEKDAYS[self.on.weekday()].casefold():
            return ago <= _LAST_WEEKDAY
        if word == "yesterday":
            return ago == 1
        if word != str(self.on.day):
            return False
        month = MONTHS[self.on.month - 1].casefold()
        beside = (*lower[max(0, at - 1) : at], *lower[at + 1 : at + 2])
        return any(len(each) >= len("jan") and month.startswith(each) for each in beside)

    def _has_happened(self, line: Line, at: int, place: int, day: date) -> bool:
        """Whether the word at a place tells of the act in the past."""
        near = line.lower[max(0, at - _NEAR) : at]
        if is_turned(near):
            return False
        form = verb_at(line.lower, at, self.kind.verbs)
        if form is not None and form.form == "past" and not is_ambiguous(line.lower[at]):
            return not is_habit(near, form.verb) and self._may_act(VerbFrame.at(line, at).agent)
        if line.lower[at] not in self.kind.nouns or not 0 < (day - self.on).days <= _NEARER:
            return False
        between = line.lower[min(at, place) : max(at, place)]
        named = not self.actor or not self.actor.isdisjoint(line.stems)
        return named and AHEAD.isdisjoint(between) and _NEXT.isdisjoint(near)

    def _may_act(self, agent: Sequence[str]) -> bool:
        """Whether words for who acts name who was to, or nobody by name."""
        named = {stem(word) for word in agent[1:] if word[:1].isupper()}
        named |= {stem(word) for word in agent[:1] if word[:1].isupper() and not is_common(word)}
        return not named or not named.isdisjoint(self.actor or self.telling)


def _kind_of(due: Deadline) -> VerbClass:
    words = [word.casefold() for word in tokens(due.what)]
    if not _POLLS.isdisjoint(words):
        return _POLL
    phrase, subject = phrase_of(due)
    does: Act | None = act_of_phrase(phrase, subject) if phrase else None
    if does is not None and "vote" in does.kind.verbs:
        return does.kind | _VOTED
    if does is not None:
        return VerbClass() if does.negated else does.kind
    kind = VerbClass()
    for word in words:
        kind |= class_of_noun(word) or VerbClass()
    return kind


def _is_one_clause(lower: Sequence[str], at: int, place: int) -> bool:
    return at != place and _BREAKS.isdisjoint(lower[min(at, place) + 1 : max(at, place)])
