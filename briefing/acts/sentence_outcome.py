"""What one sentence says became of an act that somebody is to do. Pure.

A sentence is an answer only if it names who acts (or who asked), the same act by a verb of its
class or a word for the undertaking itself, and what the act is done to. Claims of third parties,
promises made again, first steps and questions are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct

from briefing.acts.act import is_number, tokens, up_to
from briefing.acts.actors import names_of
from briefing.acts.allusion import AllusionReader
from briefing.acts.duties import Duty, Outcome
from briefing.acts.lines import Line
from briefing.acts.matching import ActMatcher
from briefing.acts.naming import DutyNames
from briefing.acts.turns import (
    AS_SAID,
    BROKEN,
    CONDITION,
    DENIED,
    EXTENDED,
    GIVEN_TIME,
    IN_TERM,
    KEPT,
    LATE,
    LATE_OF_TERM,
    MISSED,
    MOVED,
    NOT_THERE,
    OFF,
    OVER,
    OWN_TERM_MISSED,
    REFUSED,
    TERM,
    THAN_PLANNED,
    TOLD_BY,
    UNSURE,
)
from briefing.names.words import EMPTY, NEGATIONS, stem

_TELLER = 7  # words before or after "said" among which it stands who said it
_NONE_OF = 6  # words after "there is no" among which stands of what there is none
_NOT_THERE_BEFORE = 8  # words before "still shut" among which stands what is shut
_MAIN_CLAUSE = 40  # characters before a condition that may say something by themselves
_OFFICIAL = frozenset(
    """court courts judge police ministry ministries minister agency authority authorities regulator
    inspectorate inspectors tribunal clerk prosecutor prosecutors spokesman spokeswoman spokesperson
    parliament government council commission federation league statement report office mission
    palace society monitors observers lawyer lawyers mediator mediators mayor governor president
    officials union army navy chairman chief operator institute bank board canton court""".split()
)
"""Who tells what was done for all to know, and is no third party: as a body, or for one."""
_COMPANIES = frozenset("airline carrier company firm retailer".split())
"""Nouns by which a text goes on about whom it has named: "the company said"."""
_UNDERTAKES = re.compile(
    r"(?:commit|offer|pledg|promis|undert[ao]|vow|word|agree|plan|assur|threat|demand|deadline)"
)
_OF_DENIAL = 9  # words after "never made" among which stands what was never made
_BEGINS_CLAUSE = frozenset(", that which who whose where when because".split())
"""Words at which a clause ends: of "no evidence that it ordered" no more is meant than that."""
_NOT_DONE = re.compile(r"(?i)\b(?:none|no|without|nothing|only|barely|hardly|still)\b")
_STILL_NOT = re.compile(r"(?i)\b(?:still|yet to|wait\w*|demand\w*|protest\w*)\b")
_WILL = re.compile(r"\b(?:will|would|shall|is to|are to|expects?|plans?|hopes?)\b")


class OutcomeReader:
    """A duty as the sentences of one article, of a ``day`` after it, are asked about it."""

    def __init__(self, duty: Duty, day: date, lines: Sequence[Line], *, one_story: bool) -> None:
        self._act = ActMatcher(
            duty.does,
            duty.words,
            is_asked=duty.is_asked,
            is_owed=duty.is_owed,
            one_story=one_story,
            actors=names_of(duty.acting),
        )
        self._names = DutyNames(duty, lines, one_story=one_story)
        self._spoken = frozenset(word.casefold() for word in tokens(duty.words))
        self._telling = frozenset(
            stem(word) for word in self._spoken if word not in EMPTY and not is_number(word)
        ) - names_of(duty.acting)
        self._is_asked = duty.is_asked
        self._has_term = duty.has_term
        self._due = duty.due
        self._day = day
        self._one_story = one_story
        self._alluding = (
            AllusionReader(duty, day, self._names, self._act.topic)
            if one_story and not duty.is_event
            else None
        )

    def outcome(self, line: Line, before: Line | None, after: Line | None) -> Outcome | None:
        """What the sentence says, given those beside it; None if it is no answer."""
        outright = self._outright(line, before, after)
        if outright is not None or self._alluding is None:
            return outright
        sure = self._sure_part(line)
        if sure is None or (sure is not line and len(sure.lower) < 3):
            return None
        is_other = self._act.topic.has_head(sure) and not self._act.topic.is_on_it(sure, before)
        alluded = None if is_other else self._alluding.outcome(sure, before, after)
        if alluded in (None, "refused", "denied"):
            return alluded
        is_known = self._is_told_by_one_who_knows(line)
        is_whole = alluded != "done" or self._act.is_whole(sure, after)
        return alluded if is_known and is_whole else None

    def _outright(self, line: Line, before: Line | None, after: Line | None) -> Outcome | None:
        """What the sentence says of the act in words for it and for what it is done to."""
        acting = self._names.acts_in(line, before)
        asking = self._names.asks_in(line)
        topic = self._act.topic
        known = acting or topic.is_unmistakable(line) or topic.is_told_apart(line, before)
        if not (known or asking):  # of most sentences that is all that is asked
            return None
        if not (self._is_asked or topic.shares(line) or topic.is_on_it(line, before)):
            return None
        sure = self._sure_part(line)
        if sure is not line:
            return self._outright(sure, before, None) if sure else None
        heard = _Heard(
            acting=acting,
            asking=asking,
            on_it=self._act.topic.is_on_it(line, before),
            verb=self._act.topic.has_verb(line),
            duty=self._act.has_duty(line),
            shares=self._act.topic.shares(line),
        )
        happened = heard.on_it and any(self._act.happened(line, self._names.name_actor))
        # What is put off or refused in another story is another thing of its kind.
        # Who is not named may have done it, but need not be who gave it up.
        in_full = topic.is_unmistakable(line) or topic.is_told_in_full(line)
        may_turn = self._one_story and (acting or asking or in_full)
        turned = self._turned(line, heard, happened=happened) if may_turn else None
        if turned is None and self._one_story and self._is_kept(line, heard):
            return "done"
        if turned is None and self._one_story and (acting or asking):
            turned = self._by_its_term(line, before, heard)
        if turned is not None or not (known and heard.on_it and happened):
            return turned
        return (
            "done"
            if self._act.is_whole(line, after) and self._is_told_by_one_who_knows(line)
            else None
        )

    def _by_its_term(self, line: Line, before: Line | None, heard: _Heard) -> Outcome | None:
        """What a sentence says became of the act by its day or by how it was undertaken.

        "Ardal moved the last of them, two weeks before the date it had set": other words may be
        used for the act itself, if those of the announcement are near.
        """
        text = line.text
        near = self._telling & (line.stems | (before.stems if before else frozenset()))
        if not near or _WILL.search(text) or TOLD_BY.search(text):
            return None
        is_past = self._due is not None and self._day > self._due
        unlike = not NEGATIONS.isdisjoint(line.lower) or _NOT_DONE.search(text) is not None
        if is_past and self._telling & line.stems and heard.acting:
            missed = OWN_TERM_MISSED.search(text)
            if missed and (unlike or missed[0].casefold().startswith(("miss", "in breach"))):
                return "missed"
            if LATE_OF_TERM.search(text) and not unlike and not _STILL_NOT.search(text):
                return "late"
        if unlike or not heard.acting or not self._act.is_whole(line, None):
            return None
        if AS_SAID.search(text):
            return "done"
        return "done" if heard.verb and IN_TERM.search(text) else None

    def says_outright(self, line: Line, before: Line | None, after: Line | None) -> bool:
        """Whether the sentence tells of the act in words for it, and does not merely allude."""
        return self._outright(line, before, after) is not None

    def names_it(self, line: Line) -> bool:
        """Whether a sentence has what the act is done to, with all its names."""
        return self._act.topic.is_unmistakable(line)

    def _sure_part(self, line: Line) -> Line | None:
        """What a sentence says before a condition or a question; None for hearsay all through."""
        own = self._act.topic.words
        if any(stem(match[0]) not in own for match in UNSURE.finditer(line.text)):
            return None
        spoken = self._spoken
        condition = next(
            (m for m in CONDITION.finditer(line.text) if m[0].casefold() not in spoken), None
        )
        if condition is None:
            return line
        may_yet = condition[0].casefold() == "unless" and not self._is_asked
        if condition.start() < _MAIN_CLAUSE or may_yet:
            return None
        return line.up_to(condition.start())

    def _turned(self, line: Line, heard: _Heard, *, happened: bool) -> Outcome | None:
        """An outcome other than that it was done."""
        if self._is_asked:
            return self._of_demand(line, heard)
        names_act = heard.duty or heard.verb
        about = heard.on_it or heard.duty
        if heard.acting and heard.shares and about and names_act and self._denied(line):
            return "denied"
        has_act = heard.duty or heard.verb
        if not (heard.on_it or (has_act and heard.shares and heard.acting)):
            return None
        if self._act.turns.is_turned(line, OFF, self._names.name_actor):
            return "called off"
        if self._act.turns.is_given_up(line, self._names.name_actor):
            return "called off"
        late = happened and LATE.search(line.text)
        if not late and heard.acting and THAN_PLANNED.search(line.text):
            return "moved"
        if (
            not late
            and self._act.turns.is_turned(line, MOVED, self._names.name_actor)
            and (heard.acting or heard.verb or self.names_it(line))
        ):
            return "moved"
        return self._missed(line, heard)

    def _is_kept(self, line: Line, heard: _Heard) -> bool:
        """Whether it is told in words of the undertaking that it was done: "kept its promise"."""
        if not heard.acting or not heard.shares or DENIED.search(line.text):
            return False
        kept = KEPT.search(line.text)
        said = kept[0].casefold() if kept else ""
        of_act = heard.verb or (heard.on_it and said != "as planned")
        if said.startswith("as ") and not of_act:
            return False  # another thing than the act went as planned
        return (
            kept is not None
            and NEGATIONS.isdisjoint(line.lower)
            and _WILL.search(line.text) is None
        )

    def _denied(self, line: Line) -> bool:
        """Whether who is said to have undertaken it denies that, or it is said of nobody."""
        denied = DENIED.search(line.text)
        if denied is None:
            return False
        if not denied[0].casefold().startswith("den"):  # "never made such a promise"
            following = tokens(line.text[denied.end() :])[:_OF_DENIAL]
            said = " ".join((denied[0], *following)).casefold()
            return _UNDERTAKES.search(said) is not None or self._act.is_told_in(said.split())
        return self._act.turns.is_turned(line, DENIED, self._names.name_actor, at_demand=True)

    def _of_demand(self, line: Line, heard: _Heard) -> Outcome | None:
        """What became of what somebody was asked to do: given more time, refused, missed."""
        text = line.text
        both = heard.acting and heard.asking
        is_of_it = heard.shares or heard.verb or self._has_term
        if heard.acting and GIVEN_TIME.search(text) and is_of_it:
            return "extended"
        about = heard.on_it or (heard.verb and heard.shares)
        has_term = self._due or self._has_term or TERM.search(text)
        if has_term and EXTENDED.search(text) and (both or about):
            return "extended"
        if heard.acting and heard.verb and EXTENDED.search(text) and TERM.search(text):
            return "extended"
        if heard.acting and (
            (
                heard.on_it
                and (
                    self._act.turns.is_turned(line, REFUSED, self._names.name_actor)
                    or self._act.turns.opposite(line, self._names.name_actor)
                    or self._act.turns.is_given_up(line, self._names.name_actor)
                )
            )
            or (
                heard.duty
                and both
                and self._act.turns.is_turned(line, REFUSED, self._names.name_actor, at_demand=True)
            )
            or (
                self._act.topic.is_like_it(line)
                and any(self._act.turns.declined(line, self._names.name_actor))
            )
        ):
            return "refused"
        return self._missed(line, heard)

    def _missed(self, line: Line, heard: _Heard) -> Outcome | None:
        """Whether its day passed without it: "failed to publish it", "let the deadline pass"."""
        if self._due is None:
            over = OVER.search(line.text) and heard.on_it and any(self._act.failed(line))
            return "missed" if over else None
        if self._day > self._due and self._one_story:
            if heard.on_it and not self._act.is_past(line) and self._is_not_there(line):
                return "missed"
            if heard.acting and heard.shares and BROKEN.search(line.text):
                return "missed"
        passed = MISSED.search(line.text) and TERM.search(line.text)
        is_theirs = heard.acting or self.names_it(line)
        if passed and is_theirs and (heard.on_it or heard.asking):
            return "missed"
        return "missed" if heard.on_it and any(self._act.failed(line)) else None

    def _is_not_there(self, line: Line) -> bool:
        """Whether a thing is not as it was to be; where there is none of something, of it."""
        for match in NOT_THERE.finditer(line.text):
            following = up_to(tokens(line.text[match.end() :])[:_NONE_OF], _BEGINS_CLAUSE)
            before = tokens(line.text[: match.start()])[-_NOT_THERE_BEFORE:]
            is_of_thing = match[0].casefold().startswith("still")
            is_none = not is_of_thing and match[0].endswith(("no", "of", "without"))
            words = following if is_none else (*before, *following)
            if self._act.topic.holds_head(frozenset(map(stem, words))):
                return True
        return False

    def _is_told_by_one_who_knows(self, line: Line) -> bool:
        """Whether a sentence is the outlet's own, or told by who acts, who asked, or a body."""
        for match in TOLD_BY.finditer(line.text):
            around = (
                *tokens(line.text[: match.start()])[-_TELLER:],
                *tokens(line.text[match.end() :])[:_TELLER],
            )
            lower = [word.casefold() for word in around]
            is_body = not _OFFICIAL.isdisjoint(lower) or any(
                before == "the" and word in _COMPANIES for before, word in pairwise(lower)
            )
            if not is_body and not self._names.teller_in(around):
                return False
        return True

    def is_told_late(self, line: Line) -> bool:
        """Whether what was done on a later day is that very act: it says so, or tells it apart."""
        return LATE.search(line.text) is not None or self._act.topic.is_told_by_more(line)


class _Heard(Struct, frozen=True):
    """What of an undertaking a sentence names: who acts, who asked, what it is done to, the verb,
    a word for the undertaking itself, anything of the act."""

    acting: bool
    asking: bool
    on_it: bool
    verb: bool
    duty: bool
    shares: bool
