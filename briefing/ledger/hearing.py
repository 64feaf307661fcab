"""What a sentence of a later article says became of an undertaking.

A sentence is an answer only if it names who acts (or who asked), the same act by a verb of its
class or a word for the undertaking itself, and what the act is done to. Claims of third parties,
promises made again, first steps and questions are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from briefing.article_refs import ArticleRef
from briefing.digest.answers import Answer, Outcome
from briefing.digest.occasions import sentence_spans
from briefing.ledger.actors import Actor
from briefing.ledger.acts import Act, is_number, tokens
from briefing.ledger.turns import (
    AGAIN,
    BEGUN,
    CONDITION,
    DENIED,
    DUTY,
    EXTENDED,
    GIVEN_TIME,
    IN_PART,
    LATE,
    MISSED,
    MOVED,
    OFF,
    OVER,
    REFUSED,
    STILL,
    TERM,
    THAN_PLANNED,
    TOLD_BY,
    UNSURE,
)
from briefing.ledger.undertakings import Undertaking
from briefing.ledger.verbs import is_ambiguous, verb_at
from briefing.model import Span, Timex
from briefing.names.words import NEGATIONS, stem

_NEAR = 5  # words before a verb in which a modal or a negation turns it
_BESIDE = 50  # characters, some eight words, between the words of a turn and those of the act
_CLOSE = 4  # words before a verb that say that it was not done
_FAILED = frozenset("not no failed fails fail failure missed without never".split())
_TELLER = 7  # words before or after "said" among which it stands who said it
_ALL = frozenset("all both every each last remaining whole".split())
_OBJECTS = frozenset("it them him her".split())
_MAIN_CLAUSE = 40  # characters before a condition that may say something by themselves
_OFFICIAL = frozenset(
    """court courts judge police ministry ministries minister agency authority authorities regulator
    inspectorate inspectors tribunal clerk prosecutor prosecutors spokesman spokeswoman spokesperson
    parliament government council commission federation league statement report office mission
    palace society""".split()
)
"""Who tells what was done for all to know, and is no third party: as a body, or for one."""
_LONG = 6  # letters of a noun that a longer word may begin with: "president", "presidential"
_COUNTED = 3  # words before a noun among which its number stands
# Of the words that say more of what an act is done to, as many an answer holds; if all proper names
# are there fewer do. ``python -m bench.ledger promises`` links with 0.6, 0.75 and 1.0 47, 46 and 45
# of the even pairs, all rightly.
_SHARE, _SHARE_NAMED = 1.0, 0.5
_AHEAD = frozenset(
    """will would shall should could can may might must to if unless whether ahead before until
    plans plan expected due scheduled likely hopes hope wants want 'll""".split()
)
_COMPLETED = frozenset(
    """end ends ended complete completed finish finished conclude concluded carried made took held
    after following since""".split()
)
"""Words before a noun of an act by which it happened: "ended its recall", "after the signing"."""
_IS = frozenset("is are was were been declared declares returned came stands".split())
_STATE_REACH = 8  # words between "is" and a state: "declared the beach at the bay clean"
_NONE = frozenset("no nothing none neither nobody".split())
_PRONOUNS = frozenset("he she".split())


class Line(Struct, frozen=True):
    """A sentence of an article, with its words as they are written, in lower case, and as stems."""

    span: Span
    text: str
    written: tuple[str, ...]
    lower: tuple[str, ...]
    stems: frozenset[str]


def lines_of(text: str) -> tuple[Line, ...]:
    """The sentences of a text, made ready to be asked of many undertakings."""
    return tuple(_line(span, span.of(text)) for span in sentence_spans(text))


def _line(span: Span, text: str) -> Line:
    """The sentence of that span, which the text begins with."""
    own = text[: span.end - span.start]
    written = tuple(tokens(own))
    lower = tuple(word.casefold() for word in written)
    return Line(span, own, written, lower, frozenset(map(stem, lower)))


def heard_in(
    undertaking: Undertaking,
    ref: ArticleRef,
    lines: Sequence[Line],
    dates: Sequence[Timex] = (),
    *,
    one_story: bool = True,
) -> Answer | None:
    """What an article says became of an undertaking; None if it does not say.

    ``one_story`` says whether the two articles are of one event; if not, a proper name of what the
    act is done to has to stand in the answer as well. ``dates`` are those of the article.
    """
    said = undertaking.article.day
    if ref.day is None or said is None or ref.day <= said or not undertaking.acting:
        return None
    asked = _Asked(undertaking, lines, one_story)
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else None
        after = lines[at + 1] if at + 1 < len(lines) else None
        outcome = asked.outcome(line, before, after)
        if outcome is not None:
            if outcome == "done" and asked.is_late(line, ref.day, dates):
                outcome = "late"
            return Answer(outcome, ref, line.span)
    return None


class _Asked:
    """An undertaking as the sentences of one article are asked about it."""

    def __init__(self, undertaking: Undertaking, lines: Sequence[Line], one_story: bool) -> None:
        self._does: Act = undertaking.does
        self._acting = undertaking.acting
        self._asking = undertaking.asking
        self._kind = undertaking.kind
        self._is_demand = undertaking.kind != "undertaking"
        self._is_owed = undertaking.owed_by is not None
        self._due = undertaking.due
        self._one_story = one_story
        bodies = {*self._acting, *self._asking} if one_story else ()
        self._meant = frozenset(
            actor
            for actor in bodies
            if actor.body and not any(actor.is_rivalled(line.written) for line in lines)
        )

    def outcome(self, line: Line, before: Line | None, after: Line | None) -> Outcome | None:
        """What the sentence says, given those beside it; None if it is no answer."""
        acting = self._names_any(self._acting, line, before)
        asking = self._names_any(self._asking, line, None)
        known = acting or self._is_unmistakable(line)
        if not (known or asking):  # of most sentences that is all that is asked
            return None
        sure = self._sure_part(line)
        if sure is not line:
            return self.outcome(sure, before, None) if sure else None
        heard = _Heard(
            acting=acting,
            asking=asking,
            on_it=self._is_on_it(line, before),
            verb=self._has_verb(line),
            duty=bool(DUTY.search(line.text)),
            shares=self._shares(line),
        )
        happened = any(self._happened(line))
        turned = self._turned(line, heard, happened=happened)
        if turned is not None or not (known and heard.on_it and happened):
            return turned
        return (
            "done" if self._is_whole(line, after) and self._is_told_by_one_who_knows(line) else None
        )

    @staticmethod
    def _sure_part(line: Line) -> Line | None:
        """What a sentence says before a condition or a question; None for hearsay all through."""
        if UNSURE.search(line.text) is not None:
            return None
        condition = CONDITION.search(line.text)
        if condition is None:
            return line
        if condition.start() < _MAIN_CLAUSE:
            return None
        return _line(Span(line.span.start, line.span.start + condition.start()), line.text)

    def _names_any(self, actors: Sequence[Actor], line: Line, before: Line | None) -> bool:
        if not self._one_story:
            return any(
                actor.names and actor.names <= line.stems and actor.is_named(line.written)
                for actor in actors
            )
        if any(actor.is_named(line.written) for actor in actors):
            return True
        if any(actor in self._meant and actor.is_meant(line.lower) for actor in actors):
            return True
        return (
            before is not None
            and bool(_PRONOUNS.intersection(line.lower[:1]))
            and any(actor.is_named(before.written) for actor in actors)
        )

    def _is_unmistakable(self, line: Line) -> bool:
        """Whether what the act is done to has proper names, and all of them are there."""
        does = self._does
        wanted = does.names | {does.done_to}
        return does.undergone and bool(does.names) and len(wanted) > 1 and wanted <= line.stems

    def _is_on_it(self, line: Line, before: Line | None) -> bool:
        """Whether a sentence is about what the act is done to."""
        does = self._does
        if not does.done_to:
            return self._has_verb(line) or not does.kind.states.isdisjoint(line.lower)
        if not self._has_head(line) and not self._has_it(line, before):
            return False
        around = line.stems
        named = bool(does.names) and does.names <= around
        least = _SHARE_NAMED if named else _SHARE
        if len(does.beside & around) < least * len(does.beside):
            return False
        if not self._one_story and not (does.names and does.names <= around):
            return False
        if does.names and not does.names & around and not self._is_owed:
            return False
        return self._numbers_agree(line)

    def _has_it(self, line: Line, before: Line | None) -> bool:
        """Whether it goes by "it" after the verb, and was named in the sentence before."""
        if before is None or self._does.done_to not in before.stems:
            return False
        verbs = self._does.kind.verbs
        return any(
            not _OBJECTS.isdisjoint(line.lower[at + 1 : at + 3]) and verb_at(line.lower, at, verbs)
            for at in range(len(line.lower))
        )

    def _has_head(self, line: Line) -> bool:
        head = self._does.done_to
        return head in line.stems or (
            len(head) >= _LONG and any(each.startswith(head) for each in line.stems)
        )

    def _numbers_agree(self, line: Line) -> bool:
        """Whether as many are told of, where both say how many."""
        counted = self._counted(line)
        return not self._does.numbers or not counted or not counted.isdisjoint(self._does.numbers)

    def _has_verb(self, line: Line) -> bool:
        wanted = self._does.kind.verbs
        nouns = self._does.kind.nouns
        return not nouns.isdisjoint(line.lower) or any(
            verb_at(line.lower, at, wanted) for at in range(len(line.lower))
        )

    def _shares(self, line: Line) -> bool:
        """Whether a sentence has a word of what the act is done to, or else its verb."""
        does = self._does
        if not does.done_to:
            return self._has_verb(line)
        return not line.stems.isdisjoint(does.beside | does.names | {does.done_to})

    def _turned(self, line: Line, heard: _Heard, *, happened: bool) -> Outcome | None:
        """An outcome other than that it was done."""
        if self._is_demand:
            return self._of_demand(line, heard)
        if (
            DENIED.search(line.text)
            and heard.acting
            and heard.shares
            and (heard.on_it or heard.duty)
        ):
            return "denied"
        about = heard.on_it or (heard.duty and heard.shares and heard.acting)
        if not about:
            return None
        if self._is_beside(line, OFF):
            return "called off"
        late = happened and LATE.search(line.text)
        if not late and heard.acting and THAN_PLANNED.search(line.text):
            return "moved"
        if not late and self._is_beside(line, MOVED) and (heard.acting or heard.verb):
            return "moved"
        return self._missed(line, heard)

    def _of_demand(self, line: Line, heard: _Heard) -> Outcome | None:
        """What became of what somebody was asked to do: given more time, refused, missed."""
        text = line.text
        both = heard.acting and heard.asking
        if heard.acting and GIVEN_TIME.search(text) and (heard.shares or self._kind == "ultimatum"):
            return "extended"
        about = heard.on_it or (heard.verb and heard.shares)
        if EXTENDED.search(text) and (both or about):
            return "extended"
        if heard.acting and heard.verb and EXTENDED.search(text) and TERM.search(text):
            return "extended"
        if heard.acting and (
            (heard.on_it and (self._is_beside(line, REFUSED) or self._opposite(line)))
            or (heard.duty and both and self._is_beside(line, REFUSED))
            or (heard.shares and any(self._declined(line)))
        ):
            return "refused"
        return self._missed(line, heard)

    def _declined(self, line: Line) -> Iterator[bool]:
        """Whether the verb of the act follows words of refusal: "refusing to withdraw"."""
        verbs = self._does.kind.verbs
        for at in range(len(line.lower)):
            near = line.lower[max(0, at - _CLOSE) : at]
            yield verb_at(line.lower, at, verbs) is not None and any(
                REFUSED.fullmatch(" ".join(near[n:m]))
                for n in range(len(near))
                for m in range(n + 1, len(near) + 1)
            )

    def _missed(self, line: Line, heard: _Heard) -> Outcome | None:
        """Whether its day passed without it: "failed to publish it", "let the deadline pass"."""
        if self._due is None:
            over = OVER.search(line.text) and heard.on_it and any(self._failed(line))
            return "missed" if over else None
        passed = MISSED.search(line.text) and TERM.search(line.text)
        if passed and (heard.on_it or (heard.acting and heard.asking)):
            return "missed"
        return "missed" if heard.on_it and any(self._failed(line)) else None

    def _failed(self, line: Line) -> Iterator[bool]:
        """Whether the act is told of as not done, at each place of its verb or noun."""
        kind = self._does.kind
        for at, word in enumerate(line.lower):
            near = line.lower[max(0, at - _CLOSE) : at]
            failed = not _FAILED.isdisjoint(near) and (_AHEAD - {"to"}).isdisjoint(near)
            if word in kind.nouns or verb_at(line.lower, at, kind.verbs) is not None:
                yield failed
            elif word in kind.states:
                yield failed and not _IS.isdisjoint(near)

    def _is_beside(self, line: Line, pattern: re.Pattern[str]) -> bool:
        """Whether such words stand beside the verb of the act, what it is done to, or its word."""
        return any(
            self._is_anchored(line.text[max(0, match.start() - _BESIDE) : match.end() + _BESIDE])
            for match in pattern.finditer(line.text)
        )

    def _is_anchored(self, words: str) -> bool:
        lower = [word.casefold() for word in tokens(words)]
        if DUTY.search(words) or (self._does.done_to and self._does.done_to in map(stem, lower)):
            return True
        kind = self._does.kind
        return not kind.nouns.isdisjoint(lower) or any(
            verb_at(lower, at, kind.verbs) for at in range(len(lower))
        )

    def _opposite(self, line: Line) -> bool:
        opposites = self._does.kind.opposites
        return any(verb_at(line.lower, at, opposites) for at in range(len(line.lower)))

    def _counted(self, line: Line) -> set[str]:
        """The numbers right before what the act is done to."""
        return {
            number
            for at, word in enumerate(line.lower)
            if stem(word) == self._does.done_to
            for number in line.lower[max(0, at - _COUNTED) : at]
            if is_number(number)
        }

    def _is_whole(self, line: Line, after: Line | None) -> bool:
        """Whether a sentence tells of all of the act: no first step, nothing said once more.

        Of what is to be done to all, so many of them are but a part.
        """
        if self._counted(line) and not self._does.numbers and _ALL.isdisjoint(line.lower):
            return False
        if AGAIN.search(line.text) or IN_PART.search(line.text):
            return False
        if BEGUN.search(line.text) and not (self._does.begins or "ended" in line.lower):
            return False
        return after is None or STILL.search(after.text) is None

    def _is_told_by_one_who_knows(self, line: Line) -> bool:
        """Whether a sentence is the outlet's own, or told by who acts, who asked, or a body."""
        for match in TOLD_BY.finditer(line.text):
            around = (
                *tokens(line.text[: match.start()])[-_TELLER:],
                *tokens(line.text[match.end() :])[:_TELLER],
            )
            named = any(actor.is_named(around) for actor in (*self._acting, *self._asking))
            if not named and _OFFICIAL.isdisjoint(word.casefold() for word in around):
                return False
        return True

    def _happened(self, line: Line) -> Iterator[bool]:
        kind = self._does.kind
        for at, word in enumerate(line.lower):
            near = line.lower[max(0, at - _NEAR) : at]
            if word in kind.states:
                far = line.lower[max(0, at - _STATE_REACH) : at]
                yield not _IS.isdisjoint(far) and not _is_turned(near)
            if word in kind.nouns:
                yield not _COMPLETED.isdisjoint(near) and not _is_turned(near)
            form = verb_at(line.lower, at, kind.verbs)
            if form is not None and (
                (form.form == "past" and (self._does.done_to or not is_ambiguous(word)))
                or (form.form == "ing" and self._does.begins and _is_begun(near))
            ):
                yield not _is_turned(near) and not _NONE.intersection(line.lower[at + 1 : at + 3])

    def is_late(self, line: Line, day: date, dates: Sequence[Timex]) -> bool:
        """Whether the sentence, of an article of that day, says that it was done after its day."""
        if self._due is None:
            return False
        if LATE.search(line.text):
            return day > self._due
        inside = [timex.value for timex in dates if line.span.contains(timex.span) and timex.value]
        days = [value for value in inside if re.fullmatch(r"\d{4}-\d\d-\d\d", value)]
        return bool(days) and all(date.fromisoformat(value) > self._due for value in days)


class _Heard(Struct, frozen=True):
    """What of an undertaking a sentence names: who acts, who asked, what it is done to, the verb,
    a word for the undertaking itself, anything of the act."""

    acting: bool
    asking: bool
    on_it: bool
    verb: bool
    duty: bool
    shares: bool


def _is_turned(near: Sequence[str]) -> bool:
    """Whether the words before a verb say that it has not happened, or not yet."""
    return (
        not _AHEAD.isdisjoint(near)
        or not NEGATIONS.isdisjoint(near)
        or any(word.endswith("n't") for word in near)
    )


def _is_begun(near: Sequence[str]) -> bool:
    return any(BEGUN.fullmatch(word) for word in near)
