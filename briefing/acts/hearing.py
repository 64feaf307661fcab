"""What a later article says became of an undertaking: its first sentence that tells of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from briefing.acts.act import tokens
from briefing.acts.duties import Answer, Duty, Outcome
from briefing.acts.lines import Line
from briefing.acts.sentence_outcome import OutcomeReader
from briefing.acts.turns import LATE
from briefing.acts.verbs import forms_of
from briefing.article_refs import ArticleRef
from briefing.model import Timex

_DONE_ONCE = frozenset(
    """abdicate apologise apologize bow_out capitulate disarm home marry resign retire stand_down
    step_aside step_down strike surrender walkout""".split()
)
"""Acts that nobody does every few days, and that need no object: "resign", "be home"."""
_OF_PLANS = frozenset(("moved", "extended", "called off", "denied"))
_ANSWERING = frozenset("answer comment reply respond speak talk".split())
"""What is asked of people, and refused by them, every day."""
_TO_REPORTERS = re.compile(
    r"(?i)\b(?:requests?|calls?|e-?mails?|reached|available) (?:for|seeking) comment\b"
)
"""What was asked of somebody by those who write, and is no answer to anybody else."""
_CALENDAR = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_AFTER_IT = re.compile(r"(?i)\b(?:hours?|days?|weeks?|months?) after (?:being|[a-z]+ing)\b")
_OF_ONE_TIME = frozenset(("done", "refused"))
_BEFORE_ITS_DAY = frozenset(("moved", "called off"))
_LONG_PAST = 7  # days after its own day, on which a plan is no news that is given up or moved


def heard_in(
    duty: Duty,
    ref: ArticleRef,
    lines: Sequence[Line],
    dates: Sequence[Timex] = (),
    *,
    one_story: bool = True,
) -> Answer | None:
    """What an article says became of what somebody is to do; None if it does not say.

    ``one_story`` says whether the two articles are of one event; if not, a proper name of what the
    act is done to has to stand in the answer as well. ``dates`` are those of the article.
    """
    said = duty.said
    if ref.day is None or said is None or ref.day <= said:
        return None
    if not duty.acting and not duty.does.undergone:
        return None
    if duty.is_asked and any(actor.is_crowd for actor in duty.acting[:1]):
        return None
    asked = OutcomeReader(duty, ref.day, lines, one_story=one_story)
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else None
        after = lines[at + 1] if at + 1 < len(lines) else None
        if duty.is_event and not asked.names_it(line):
            continue
        outcome = asked.outcome(line, before, after)
        if outcome is None or outcome not in duty.outcomes:
            continue
        if _TO_REPORTERS.search(line.text) is not None:
            continue
        if not duty.does.done_to and not _is_of_it_alone(outcome, duty, line, dates):
            continue
        if _is_of_before(outcome, duty, line, ref.day, dates):
            continue
        alludes = not asked.says_outright(line, before, after)
        if alludes and _has_older_day(duty, line, dates):
            continue
        may_be_late = outcome == "done" and "late" in duty.outcomes
        is_late = may_be_late and _is_late(duty, line, ref.day, dates)
        if is_late and (alludes or not asked.is_told_late(line)):
            continue
        return Answer("late" if is_late else outcome, ref, line.span)
    return None


def _is_of_it_alone(outcome: Outcome, duty: Duty, line: Line, dates: Sequence[Timex]) -> bool:
    """Whether an answer to an act without an object can be of that one act, and of no other.

    It can where it puts off or calls off an act of that kind, has a word that tells the act from
    others, where nobody does so twice, or where it tells of its very day.
    """
    if outcome in _OF_PLANS:
        return True
    does = duty.does
    telling = does.beside | does.names
    spoken = [word.casefold() for word in tokens(duty.words)]
    verbs = {form.verb for word in spoken for form in forms_of(word)}
    verbs |= {"_".join(pair) for pair in pairwise(spoken)}
    if not _DONE_ONCE.isdisjoint({*verbs, *spoken}):
        return outcome != "missed" or bool(telling or does.numbers)
    if telling or does.numbers:
        return not telling or not telling.isdisjoint(line.stems)
    if outcome == "refused":
        return verbs.isdisjoint(_ANSWERING)
    due = duty.due.isoformat() if duty.due else None
    return outcome == "done" and any(
        timex.value == due and line.span.contains(timex.span) for timex in dates
    )


def _is_of_before(
    outcome: Outcome, duty: Duty, line: Line, day: date, dates: Sequence[Timex]
) -> bool:
    """Whether the sentence, of an article of that day, tells of what was before.

    Before it was undertaken or asked for, by all of the sentence's dates; of a plan given up
    or moved, when its own day had long passed.
    """
    if outcome in _BEFORE_ITS_DAY and duty.due and (day - duty.due).days > _LONG_PAST:
        return True
    values = [t.value for t in dates if line.span.contains(t.span) and t.value]
    given = [value for value in values if _CALENDAR.fullmatch(value)]
    said = duty.said.isoformat() if duty.said else ""
    return outcome in _OF_ONE_TIME and bool(given) and all(v < said[: len(v)] for v in given)


def _has_older_day(duty: Duty, line: Line, dates: Sequence[Timex]) -> bool:
    """Whether a sentence gives a day or month before that on which it was announced."""
    said = duty.said.isoformat() if duty.said else ""
    values = [t.value for t in dates if line.span.contains(t.span) and t.value]
    return any(_CALENDAR.fullmatch(value) and value < said[: len(value)] for value in values)


def _is_late(duty: Duty, line: Line, day: date, dates: Sequence[Timex]) -> bool:
    """Whether the sentence, of an article of that day, says that it was done after its day."""
    if duty.due is None:
        return False
    if LATE.search(line.text):
        return day > duty.due
    if _AFTER_IT.search(line.text):  # "left on Friday, days after being freed"
        return False
    inside = [timex.value for timex in dates if line.span.contains(timex.span) and timex.value]
    days = [date.fromisoformat(value) for value in inside if _DAY.fullmatch(value)]
    past = [each for each in days if each <= day]
    return bool(past) and all(each > duty.due for each in past)
