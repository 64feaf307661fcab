"""What ties time expressions to each other and to their verbs: ranges, lists, durations that run.

These passes look at all mentions of an article together, after each was read by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from msgspec.structs import replace
from spacy.tokens import Doc, Token

from briefing.extract.dates import vocabulary as w
from briefing.extract.dates.distances import exact_day
from briefing.extract.dates.mention import DateMention
from briefing.extract.grammar.token_table import table
from briefing.extract.grammar.verb_tense import Tense
from briefing.extract.grammar.words import root_between
from briefing.extract.word_lists import word_lists
from briefing.model import Timex

_RANGE = re.compile(r"\s?(?:[-–—~]|,? (?:to|through|thru|until|till))(?: the)? ?", re.IGNORECASE)
_LIST = re.compile(r",? (?:and|or|and on|or on|and then|then) |, |/| & ", re.IGNORECASE)
_WEEKDAY = re.compile(rf"{w.WEEKDAY}", w.FLAGS)
_MOVED = word_lists("time_words")["moved"]
_LONG_UNITS = frozenset({"day", "week", "month", "quarter", "year"})


def linked(
    doc: Doc,
    mentions: Sequence[DateMention],
    day: date | None,
    tense: Callable[[DateMention], Tense | None],
) -> list[DateMention]:
    """The same mentions with their ranges, their weekdays in order, and when durations run out."""
    linked_mentions, text = list(mentions), table(doc).text
    for place in range(1, len(linked_mentions)):
        one, two = linked_mentions[place - 1], linked_mentions[place]
        between = text[one.timex.span.end : two.timex.span.start]
        if len(between) > 14 or not one.first or not two.first:
            continue
        spans = _is_range(doc, one, two, between)
        if spans or _LIST.fullmatch(between) or _RANGE.fullmatch(between):
            one, two = _in_order(one, two, tense(one))
        if spans and one.first and two.last and one.first <= two.last:
            one, two = (replace(m, run=(one.first, two.last)) for m in (one, two))
        linked_mentions[place - 1 : place + 1] = [one, two]
    return [
        replace(m, due=_due(doc, m, linked_mentions, day, tense))
        if m.timex.type == "DURATION"
        else m
        for m in linked_mentions
    ]


def _is_range(doc: Doc, one: DateMention, two: DateMention, between: str) -> bool:
    if one.timex.type not in {"DATE", "TIME"} or two.timex.type not in {"DATE", "TIME"}:
        return False
    if {one.precision, two.precision} - (_LONG_UNITS | {"time", "season", "vague"}):
        return False
    if re.fullmatch(r" and (?:the |on )?", between, re.IGNORECASE):
        return _word_before(doc, one.tokens[0]) == "between"
    if not _RANGE.fullmatch(between):
        return False
    return not any(t.lemma_ in _MOVED for t in _upward(doc[one.tokens[0]]))


def _word_before(doc: Doc, token: int) -> str:
    at = token - 1
    while at >= 0 and doc[at].lower_ in {"the", "late", "early", "mid"}:
        at -= 1
    return doc[at].lower_ if at >= 0 else ""


def _upward(token: Token) -> list[Token]:
    """The token's heads up to the first verb."""
    path: list[Token] = []
    while token.head.i != token.i and len(path) < 12:
        token = token.head
        path.append(token)
        if token.pos_ in {"VERB", "AUX"}:
            break
    return path


def _in_order(
    one: DateMention, two: DateMention, tense: Tense | None
) -> tuple[DateMention, DateMention]:
    """ "Sunday and Monday": in a list or range of bare weekdays the second is the later one."""
    bare = _WEEKDAY.fullmatch(two.timex.text)
    opens = _WEEKDAY.search(one.timex.text) and one.precision == "day"
    if not bare or not opens or not one.first or not two.first or two.first > one.first:
        return one, two
    past = tense is not None and tense.direction == "past"
    if past and _WEEKDAY.fullmatch(one.timex.text):
        return _moved(one, -7), two
    return one, _moved(two, 7 * -(-(one.first - two.first).days // 7 or -1))


def _moved(mention: DateMention, days: int) -> DateMention:
    if mention.first is None or mention.last is None:
        return mention
    try:
        first, last = (d + timedelta(days=days) for d in (mention.first, mention.last))
    except OverflowError:
        return mention
    timex = mention.timex
    return replace(
        mention,
        first=first,
        last=last,
        timex=Timex(timex.text, timex.type, first.isoformat(), timex.span),
    )


_GIVING = frozenset("give grant allow have get offer set leave face win receive buy".split())
_LIMITS = frozenset({"deadline", "ultimatum", "reprieve", "grace"})
_AMOUNT = re.compile(rf"(?P<count>{w.COUNT})(?:{w.WS}|-)(?:more{w.WS})?{w.UNIT}", w.FLAGS)


def _due(
    doc: Doc,
    mention: DateMention,
    mentions: Sequence[DateMention],
    day: date | None,
    tense: Callable[[DateMention], Tense | None],
) -> date | None:
    """When a duration runs out: "within 10 days", "gave the firm 30 days", "a 48-hour ultimatum".

    It counts from the day that the clause names ("On Monday it gave ..."), else from publication.
    """
    amount = _AMOUNT.search(mention.timex.text)
    count = w.cardinal(amount["count"]) if amount else None
    if amount is None or count is None or day is None or not _runs(doc, mention):
        return None
    following = doc[mention.tokens[1]].lower_ if mention.tokens[1] < len(doc) else ""
    if following in {"of", "after", "from", "following", "before"}:
        return None
    unit = amount["unit"].lower().replace("centurie", "century")
    start = _start(mention, mentions, day, tense)
    try:
        return exact_day(start, count, unit, mention.timex.text)
    except (ValueError, OverflowError):
        return None


def _runs(doc: Doc, mention: DateMention) -> bool:
    first, last = mention.tokens
    if _word_before(doc, first) == "within":
        return True
    root = root_between(doc, first, last)
    if root.head.i >= last and root.head.lemma_ in _LIMITS:
        return True
    return root.dep_ in {"dobj", "dative", "obj", "oprd", "npadvmod", "attr"} and (
        root.head.lemma_ in _GIVING and root.head.i < first
    )


def _start(
    mention: DateMention,
    mentions: Sequence[DateMention],
    day: date,
    tense: Callable[[DateMention], Tense | None],
) -> date:
    governor = tense(mention)
    for other in mentions:
        if other.precision != "day" or not other.first or other.first > day or governor is None:
            continue
        if abs(other.tokens[0] - mention.tokens[0]) < 40:
            theirs = tense(other)
            if theirs is not None and theirs.verb == governor.verb:
                return other.first
    return day
