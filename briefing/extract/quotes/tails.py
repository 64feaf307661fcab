"""Statements at whose end the parser has taken the attribution for a part of them.

"..., at the prison in Ossburg, Land Prison Service spokesman Jon Dahl said." Names pile up before
the cue, the parser hangs the speaker on the words before, and the cue governs nothing. The order of
words is plain all the same: a finite clause, a comma, a noun phrase without a verb, the cue, and at
most a few words about when, where and to whom.
"""

from __future__ import annotations

from briefing.extract.grammar.syntax import FINITE
from briefing.extract.quotes.context import Context, Rows
from briefing.extract.quotes.mentions import RELATIVES

_AFTER = 14  # rows between the cue and the end: "told a news conference in Oslo on Friday"
_PHRASE = 24  # rows of the speaker's phrase, titles and bodies included
_CUES = frozenset(["VBD", "VBZ", "VBP"])
_STANCES = frozenset(["deny", "vow", "threaten", "promise", "pledge"])  # take their content after
_HEADS = frozenset(["NOUN", "PROPN", "PRON"])
_BEGINNINGS = frozenset(["DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"])


def tail(context: Context, verb: int) -> tuple[Rows, Rows, int] | None:
    """Content, speaker's phrase and its head before a cue that ends its sentence, or None."""
    tokens = context.tokens
    if context.inside[verb] >= 0 or tokens.tag[verb] not in _CUES or tokens.lemma[verb] in _STANCES:
        return None
    low, high = context.outer_sentence(verb)
    stop = high
    while stop > verb + 1 and (context.is_pause(stop - 1) or tokens.word[stop - 1] == "."):
        stop -= 1
    phrase = _before(context, low, verb) if _is_adjunct(context, verb + 1, stop) else None
    phrase = phrase or _inverted(context, low, verb, stop)
    if phrase is None:
        return None
    comma = min(phrase[0], verb) - 1
    first, end = context.trimmed(low, comma)
    while first < end and tokens.pos[first] == "CCONJ":
        first += 1
    if first >= end or tokens.pos[first] == "VERB":  # "asked whether it would close, Lind said no"
        return None
    stated = any(tokens.tag[i] in FINITE and context.inside[i] < 0 for i in range(first, end))
    opened = (
        tokens.pos[first] == "SCONJ" or tokens.tag[first] == "WRB"
    )  # "as the rain fell, Lind told him"
    if not stated or context.inside[end - 1] >= 0 or (opened and "," not in tokens.word[first:end]):
        return None
    return (first, end), phrase, _head(context, phrase)


def _head(context: Context, phrase: Rows) -> int:
    """The source of "a source familiar with it"; else the last word of the speaker's phrase."""
    t, (first, stop) = context.tokens, phrase
    for row in range(first + 1, stop - 1):
        if t.pos[first] == "DET" and t.pos[row] == "NOUN" and t.pos[row + 1] in ("ADJ", "ADP"):
            return row
    return stop - 1


def _is_adjunct(context: Context, first: int, stop: int) -> bool:
    """Whether the words after the cue only say when, where, how and to whom."""
    t = context.tokens
    dated = first < stop and t.entity[first] in ("DATE", "TIME")  # "said earlier this month"
    if first < stop and t.pos[first] == "ADV" and not dated:  # "reports back to the council"
        return False
    return stop - first <= _AFTER and not any(
        t.pos[i] in ("VERB", "AUX")
        or t.lower[i] == "that"
        or context.inside[i] >= 0
        or context.is_pause(i)
        for i in range(first, stop)
    )


def _before(context: Context, low: int, verb: int) -> Rows | None:
    """ ", Land Prison Service spokesman Jon Dahl said", ", Mayor Ida Moe, a farmer, said"."""
    tokens = context.tokens
    stop = verb
    if tokens.word[verb - 1] == ",":
        apposition = _segment(context, low, verb - 1)
        if apposition is None:
            apposition = _with_relative(context, low, verb - 1)
        if apposition is None or tokens.pos[apposition] not in ("DET", "NOUN", "ADJ"):
            return None
        stop = apposition - 1
    first = _segment(context, low, stop)
    if first is None or tokens.pos[stop - 1] not in _HEADS or tokens.pos[first] not in _BEGINNINGS:
        return None
    named = any(tokens.pos[i] == "PROPN" for i in range(first, stop))
    return (first, stop) if named or tokens.pos[first] == "DET" or stop - first == 1 else None


def _with_relative(context: Context, low: int, stop: int) -> int | None:
    """The first row of ", the doctor who saw her," behind a name."""
    t = context.tokens
    for i in range(stop - 1, max(low, stop - _AFTER), -1):
        if context.inside[i] >= 0:
            return None
        if t.word[i] == ",":
            named = t.entity[i - 1] == "PERSON" and "who" in t.lower[i + 1 : stop]
            return i + 1 if named else None
    return None


def _segment(s: Context, low: int, stop: int) -> int | None:
    """The first row after the comma before ``stop``, if no verb stands in between."""
    t = s.tokens
    for i in range(stop - 1, max(low, stop - _PHRASE) - 1, -1):
        if s.inside[i] >= 0 or t.pos[i] in ("VERB", "AUX", "SCONJ") or t.lower[i] in RELATIVES:
            return None
        if t.word[i] == ",":
            return i + 1 if i + 1 < stop else None
    return None


def _inverted(context: Context, low: int, verb: int, stop: int) -> Rows | None:
    """ ", said Council member Ida Moe.", to the end of the sentence or the next comma."""
    tokens = context.tokens
    if verb - 1 <= low or tokens.word[verb - 1] != "," or stop - verb > _PHRASE:
        return None
    end = verb + 1
    while end < stop and tokens.word[end] != "," and tokens.pos[end] not in ("ADP", "SCONJ", "ADV"):
        if context.inside[end] >= 0 or (
            tokens.pos[end] in ("VERB", "AUX") and not tokens.word[end][0].isupper()
        ):
            return None
        end += 1
    if (
        end <= verb + 1
        or tokens.pos[verb + 1] not in _BEGINNINGS
        or not tokens.word[end - 1][0].isupper()
    ):
        return None
    return verb + 1, end
