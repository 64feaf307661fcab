"""Whether the words around a verb, or the noun of an act, say that it happened. Pure.

Source of the lists: the project's own choice from general knowledge of English news prose.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.acts.act import PARTICLES
from briefing.acts.lines import Line
from briefing.acts.verb_frames import VerbFrame
from briefing.acts.verbs import forms_of
from briefing.names.words import NEGATIONS
from briefing.timing import MONTHS

AHEAD = frozenset(
    """will would shall should could can may might must if unless whether ahead before until plans
    plan expected due scheduled likely hopes hope wants want 'll""".split()
)
_MARKS = frozenset(', ; : ( ) “ ” " – —'.split())
IS = frozenset("is are was were been declared declares returned came stands".split())
ALL = frozenset("all both every each last remaining whole".split())
_LEADING_WORDS = 5  # before the noun of an act in the subject: "Norland's long-awaited recall"
_SUBJECT = 14  # words from the noun on among which the verb of the subject stands
_UNREAL = frozenset(
    """for to no any planned proposed possible promised threatened would-be plan plans call calls
    demand demands""".split()
)
_OVER = frozenset("complete completed concluded finished over under".split())
_CARRIED_OUT = _OVER | frozenset(
    """accepted approved carried delivered given held issued made passed performed published signed
    staged""".split()
)
"""What is said of an act that was done, and is said in the present of a habit."""
_BEFALLS = frozenset(
    """began brought came cleared closed cost disrupted drew emptied ended entered followed freed
    got halted hit lasted left opened paralysed paralyzed passed ran saw started took
    went""".split()
)
"""What is told of an act that happened: "the walkout emptied the quays"."""
_WITH_IT = frozenset("after by".split())
"""Words before a participle of what was done before the main verb, or by it."""
_SAYING = frozenset("called demanded proposed said suggested told urged warned".split())
_MONTHS = frozenset(month.casefold() for month in MONTHS) | frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_BEFORE_NO_COUNT = _MONTHS | frozenset("""at age aged by number no into with between $ €""".split())
_TIMES_AND_WAYS = frozenset(
    """second seconds minute minutes hour hours day days night nights week weeks fortnight month
    months year years mile miles km kilometres kilometers metre metres meter meters am pm o'clock
    times degrees feet words point points percent per votes""".split()
)
_BE_FORMS = frozenset("am are be been is was were".split())
_PRESENT = frozenset("am are is".split())
_NO_PASSIVE = frozenset("go leave quit stand".split())


def is_turned(near: Sequence[str]) -> bool:
    """Whether the words before a verb say that it has not happened, or not yet.

    Those of another clause do not; "to" does right before the verb, or with an adverb between.
    """
    mark = max((at + 1 for at, word in enumerate(near) if word in _MARKS), default=0)
    own = near[mark:]
    return (
        not AHEAD.isdisjoint(own)
        or "to" in own[-2:]
        or not NEGATIONS.isdisjoint(own)
        or any(word.endswith(("n't", "n’t")) for word in own)
    )


def came_about(line: Line, at: int) -> bool:
    """Whether the noun of an act at a place is what something is told of: "the closure ended"."""
    before = VerbFrame.words_before(line, at)
    if len(before) > _LEADING_WORDS or not _UNREAL.isdisjoint(before):
        return False
    for after in range(at + 1, min(at + _SUBJECT, len(line.lower))):
        word, following = line.lower[after], line.lower[after + 1 : after + 2]
        if word in {"was", "were", "has", "have", "is", "are"}:
            so = line.lower[after + 1 : after + 4]
            ended = _OVER if word in _PRESENT else _CARRIED_OUT
            return not ended.isdisjoint(so) and NEGATIONS.isdisjoint(so)
        if word in _BEFALLS:
            return following != ("to",)
        if word in _MARKS:
            return False
    return False


def is_done_beside(line: Line, at: int) -> bool:
    """Whether a participle in "-ing" at a place tells of what was done with the main verb.

    "Ardal fired a rocket, putting a probe into orbit", "after selling the pier, it moved out"; not
    where that verb is of what is to come, or is said.
    """
    before = line.lower[max(0, at - 1) : at]
    if before and before[0] in _WITH_IT:
        main = line.lower[:at] if at > _LEADING_WORDS else line.lower[at:]
    elif before == (",",):
        main = line.lower[:at]
    else:
        return False
    is_past = any(f.form == "past" for word in main if word not in _SAYING for f in forms_of(word))
    return is_past and AHEAD.isdisjoint(main) and NEGATIONS.isdisjoint(main)


def is_particle(lower: Sequence[str], at: int) -> bool:
    """Whether a word at a place is of the verb before it: "pulling out"."""
    before = lower[max(0, at - 1) : at]
    return lower[at] in PARTICLES and any(
        form.form in ("ing", "base") for word in before if word not in IS for form in forms_of(word)
    )


def is_habit(near: Sequence[str], verb: str) -> bool:
    """Whether a participle after those words tells of no act that is over: "are elected"; nor that
    of a verb that has no passive of its sense: "Britain is left in limbo"."""
    be = [word for word in near[-2:] if word in _BE_FORMS]
    return bool(be) and (be[-1] in _PRESENT or verb in _NO_PASSIVE)


def is_of_date(lower: Sequence[str], at: int) -> bool:
    """Whether the number at a place is of a day: "a June 23 ballot"."""
    return not _MONTHS.isdisjoint(lower[max(0, at - 1) : at + 2])


def is_of_count(lower: Sequence[str], at: int) -> bool:
    """Whether the number at a place counts or measures something, and is no time or distance."""
    before = lower[max(0, at - 2) : at]
    if not _BEFORE_NO_COUNT.isdisjoint(before[-1:]) or not ALL.isdisjoint(before):
        return False
    following = lower[at + 1 : at + 3]
    if not _BEFORE_NO_COUNT.isdisjoint(following[:1]):  # "11 August"
        return False
    return bool(following) and _TIMES_AND_WAYS.isdisjoint(following)
