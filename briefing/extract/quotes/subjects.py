"""Subjects that the parser has not linked to their cue."""

from __future__ import annotations

from briefing.extract.grammar.token_table import Tokens
from briefing.extract.quotes.clauses import SUBJECTS
from briefing.extract.quotes.context import Context, Rows
from briefing.extract.quotes.cues import verbs

_WHERE_WHEN = frozenset(["DATE", "TIME", "GPE", "LOC", "FAC"])
_NAMING = frozenset(["PROPN", "PRON", "NOUN", "DET", "ADJ", "NUM", "AUX", "SPACE"])
_BETWEEN = frozenset("also still later then now".split())  # "Early still says"
_FAR = 60  # tokens between a cue and a subject that the parser has not linked to it


def unlinked(s: Context, verb: int) -> int | None:
    """The row of who speaks by the order of words alone, or None."""
    near = _nearby(s, verb)
    return near if near is not None else _earlier(s, verb)


def after_adjunct(context: Context, verb: int) -> Rows | None:
    """A name that the parser hangs on the words before it: "On Monday Ana Lind, the chair, said".

    Its rows, the last of them its head.
    """
    tokens = context.tokens
    low, _ = context.sentence(verb)
    for kid in tokens.kids[verb]:
        noun = next((k for k in tokens.kids[kid] if tokens.dep[k] == "pobj"), None)
        if (
            kid != low
            or tokens.dep[kid] != "prep"
            or noun is None
            or tokens.entity[noun] != "PERSON"
        ):
            continue
        first = noun
        while first > kid and tokens.entity[first - 1] == "PERSON":
            first -= 1
        closed = noun + 1 == verb or tokens.word[noun + 1] == ","
        if closed and first > kid + 1 and tokens.entity[first - 1] in _WHERE_WHEN:
            return first, noun + 1
    return None


def _nearby(context: Context, verb: int) -> int | None:
    """The name right after or before a cue whose subject the parser missed."""
    tokens = context.tokens
    low, high = context.sentence(verb)
    home = context.inside[verb]
    i = verb + 1
    called = home < 0 and i < high and _is_capital(tokens, i) and context.inside[i] == home
    if called and tokens.pos[i] not in _NAMING:
        return i  # "says Early", where somebody is called so
    while (
        i < high and tokens.pos[i] in ("DET", "ADJ", "NOUN", "PROPN") and context.inside[i] == home
    ):
        i += 1
    if verb and home < 0 <= context.inside[verb - 1] and i > verb + 1:
        return i - 1 if tokens.pos[i - 1] in ("NOUN", "PROPN") else None
    before = verb - 1
    if before >= low and tokens.pos[before] in ("PROPN", "PRON") and context.inside[before] == home:
        return before
    while before > low and tokens.lower[before] in _BETWEEN:
        before -= 1
    if before > low and tokens.pos[before] not in _NAMING and _is_capital(tokens, before):
        return before if context.inside[before] == home else None
    return None


def _is_capital(t: Tokens, row: int) -> bool:
    """Whether a word is written as a name is; "I" is none."""
    return row < len(t) and len(t.word[row]) > 1 and t.word[row][0].isupper()


def _earlier(context: Context, verb: int) -> int | None:
    """The subject of the sentence so far, where the parser has lost the thread.

    The main verb's if there is one before the cue, else the nearest; else a name that the
    sentence, or what follows its last quotation, begins with.
    """
    tokens = context.tokens
    if context.inside[verb] >= 0:
        return None
    low, _ = context.outer_sentence(verb)
    subjects = [
        i
        for i in range(max(low, verb - _FAR), verb)
        if tokens.dep[i] in SUBJECTS and context.inside[i] < 0 and tokens.head[i] < verb
    ]
    main = [i for i in subjects if tokens.dep[tokens.head[i]] == "ROOT"]
    same = [i for i in subjects if tokens.head[tokens.head[i]] == verb]
    if same and tokens.lemma[tokens.head[same[-1]]] in verbs():
        return same[-1]  # "The army says the raid was short, says it went well"
    if subjects:
        return main[-1] if main else subjects[-1]
    start = verb
    while start > low and context.inside[start - 1] < 0:
        start -= 1
    while start < verb and (context.is_pause(start) or tokens.pos[start] in ("CCONJ", "ADV")):
        start += 1
    while start + 1 < verb and tokens.pos[start] == tokens.pos[start + 1] == "PROPN":
        start += 1
    if start < verb and tokens.pos[start] in ("PROPN", "PRON"):
        return start
    return _after_opening(context, low, verb)


def _after_opening(s: Context, low: int, verb: int) -> int | None:
    """The name of "When asked about it, Ana Lind of the port said" that nothing hangs on."""
    t = s.tokens
    for comma in range(verb - 2, low, -1):
        if t.pos[comma] in ("VERB", "AUX") or s.inside[comma] >= 0:
            return None
        if t.word[comma] == ",":
            stop = comma + 1
            while stop < verb and t.entity[stop] == "PERSON":
                stop += 1
            led = stop == verb or t.pos[stop] == "ADP"
            return stop - 1 if stop > comma + 1 and led else None
    return None
