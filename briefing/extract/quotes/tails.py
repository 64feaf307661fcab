"""Statements at whose end the parser has taken the attribution for a part of them.

"..., at the prison in Ossburg, Land Prison Service spokesman Jon Dahl said." Names pile up before
the cue, the parser hangs the speaker on the words before, and the cue governs nothing. The order of
words is plain all the same: a finite clause, a comma, a noun phrase without a verb, the cue, and at
most a few words about when, where and to whom.
"""

from __future__ import annotations

from briefing.extract.quotes.clauses import RELATIVES
from briefing.extract.quotes.context import Context, Rows

_AFTER = 14  # rows between the cue and the end: "told a news conference in Oslo on Friday"
_PHRASE = 24  # rows of the speaker's phrase, titles and bodies included
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_CUES = frozenset(["VBD", "VBZ", "VBP"])
_STANCES = frozenset(["deny", "vow", "threaten", "promise", "pledge"])  # take their content after
_HEADS = frozenset(["NOUN", "PROPN", "PRON"])
_BEGINNINGS = frozenset(["DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"])


def tail(s: Context, verb: int) -> tuple[Rows, Rows, int] | None:
    """Content, speaker's phrase and its head before a cue that ends its sentence, or None."""
    t = s.t
    if s.inside[verb] >= 0 or t.tag[verb] not in _CUES or t.lemma[verb] in _STANCES:
        return None
    low, high = s.outer_sentence(verb)
    stop = high
    while stop > verb + 1 and (s.is_pause(stop - 1) or t.word[stop - 1] == "."):
        stop -= 1
    phrase = _before(s, low, verb) if _is_adjunct(s, verb + 1, stop) else None
    phrase = phrase or _inverted(s, low, verb, stop)
    if phrase is None:
        return None
    comma = min(phrase[0], verb) - 1
    first, end = s.trimmed(low, comma)
    while first < end and t.pos[first] == "CCONJ":
        first += 1
    if first >= end or t.pos[first] == "VERB":  # "asked whether it would close, Lind said no"
        return None
    stated = any(t.tag[i] in _FINITE and s.inside[i] < 0 for i in range(first, end))
    opened = t.pos[first] == "SCONJ" or t.tag[first] == "WRB"  # "as the rain fell, Lind told him"
    if not stated or s.inside[end - 1] >= 0 or (opened and "," not in t.word[first:end]):
        return None
    return (first, end), phrase, phrase[1] - 1


def _is_adjunct(s: Context, first: int, stop: int) -> bool:
    """Whether the words after the cue only say when, where, how and to whom."""
    t = s.t
    if first < stop and t.pos[first] == "ADV":  # "reports back to the council"
        return False
    return stop - first <= _AFTER and not any(
        t.pos[i] in ("VERB", "AUX") or t.lower[i] == "that" or s.inside[i] >= 0 or s.is_pause(i)
        for i in range(first, stop)
    )


def _before(s: Context, low: int, verb: int) -> Rows | None:
    """ ", Land Prison Service spokesman Jon Dahl said", ", Mayor Ida Moe, a farmer, said"."""
    t = s.t
    stop = verb
    if t.word[verb - 1] == ",":
        apposition = _segment(s, low, verb - 1)
        if apposition is None or t.pos[apposition] not in ("DET", "NOUN", "ADJ"):
            return None
        stop = apposition - 1
    first = _segment(s, low, stop)
    if first is None or t.pos[stop - 1] not in _HEADS or t.pos[first] not in _BEGINNINGS:
        return None
    named = any(t.pos[i] == "PROPN" for i in range(first, stop))
    return (first, stop) if named or t.pos[first] == "DET" or stop - first == 1 else None


def _segment(s: Context, low: int, stop: int) -> int | None:
    """The first row after the comma before ``stop``, if no verb stands in between."""
    t = s.t
    for i in range(stop - 1, max(low, stop - _PHRASE) - 1, -1):
        if s.inside[i] >= 0 or t.pos[i] in ("VERB", "AUX", "SCONJ") or t.lower[i] in RELATIVES:
            return None
        if t.word[i] == ",":
            return i + 1 if i + 1 < stop else None
    return None


def _inverted(s: Context, low: int, verb: int, stop: int) -> Rows | None:
    """ ", said Council member Ida Moe.", to the end of the sentence or the next comma."""
    t = s.t
    if verb - 1 <= low or t.word[verb - 1] != "," or stop - verb > _PHRASE:
        return None
    end = verb + 1
    while end < stop and t.word[end] != "," and t.pos[end] not in ("ADP", "SCONJ", "ADV"):
        if s.inside[end] >= 0 or (t.pos[end] in ("VERB", "AUX") and not t.word[end][0].isupper()):
            return None
        end += 1
    if end <= verb + 1 or t.pos[verb + 1] not in _BEGINNINGS or not t.word[end - 1][0].isupper():
        return None
    return verb + 1, end
