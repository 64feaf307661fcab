"""What a cue follows: content on its left."""

from __future__ import annotations

from itertools import pairwise

from briefing.extract.grammar.syntax import DASHES, FINITE
from briefing.extract.quotes.addressee_cues import NO_HEARERS, inventory
from briefing.extract.quotes.clauses import own_subject
from briefing.extract.quotes.context import Context, Rows
from briefing.extract.quotes.cues import Cue, verbs

_PAUSES_BEFORE_CUE = frozenset([",", "—", "–", "--", "-", "―", "…", "...", "?", "!", ")"])
_TAKEN = frozenset(["dobj", "xcomp", "acomp", "oprd"])
_SECOND = 5  # rows between two cues that hold a statement of their own
_REMARKS = frozenset(["which", "who", "a", "an", "referring", "meaning", "as"])


def left_content(context: Context, verb: int, cue: Cue, around: Rows) -> Rows | None:
    """The rows of what a cue reports on its left, None where that is nothing."""
    tokens = context.tokens
    low, _high = context.sentence(verb)
    first = around[0]
    if (first > low and tokens.lower[first - 1] == "as") or tokens.lower[first] in ("who", "which"):
        return None
    place = first - 1
    while place >= 0 and tokens.pos[place] == "SPACE":
        place -= 1
    paused = (
        place > 0
        and tokens.word[place] == ","
        and context.inside[place] < 0 <= context.inside[place - 1]
        and context.inside[verb] < 0
    )
    place -= paused
    if place < 0 or tokens.line[place] != tokens.line[first]:
        return None
    quoted = context.inside[place] >= 0 > context.inside[verb]
    if quoted and not (paused or _leads_up(context, place)):
        return None
    if quoted and place < low:
        opening = context.rows[context.inside[place]][0]
        low = min(context.sentence(opening)[0], opening)
        leading = context.has_words(context.outer_sentence(opening)[0], opening)
        if leading and tokens.word[first][0].isupper() and _is_ended(context, place):
            return None  # 'Lind spoke on "Meet the Port." She urged them to go'
    if place < low:
        return None
    if not quoted and (tokens.word[place] not in _PAUSES_BEFORE_CUE or "aside" not in cue.frames):
        return None
    while low < place and tokens.pos[low] == "CCONJ":
        low += 1
    low, stop = context.trimmed(low, place + 1)
    if not context.has_words(low, stop):
        return None
    stop = stop if quoted else _without_name(context, low, stop)
    quoted = quoted or context.inside[stop - 1] >= 0 > context.inside[verb]
    if quoted:
        return _after_dash(context, low, stop), stop
    return (
        _after_report(context, verb, low, stop)
        if _unmarked_before(context, verb, low, stop)
        else None
    )


def _after_dash(s: Context, low: int, stop: int) -> int:
    """'He has changed his account - "I now do recall," he said': the words in marks alone."""
    t = s.tokens
    opening = s.rows[s.inside[stop - 1]][0] if s.inside[stop - 1] >= 0 else low
    told = opening > low + 2 and t.word[opening - 1] in DASHES
    inner = any(t.tag[i] in FINITE for i in range(opening, stop))
    outer = any(t.tag[i] in FINITE and s.inside[i] < 0 for i in range(low, opening))
    return opening if told and inner and outer else low


def _after_report(s: Context, verb: int, low: int, stop: int) -> Rows:
    """What is left for the second cue of "The port shut, Lind said, with ships held, Moe said"."""
    t = s.tokens
    for kid in t.kids[verb]:
        cue = verbs().get(t.lemma[kid])
        if t.dep[kid] != "ccomp" or cue is None or "aside" not in cue.frames or kid >= stop:
            continue
        reported = any(t.dep[k] == "ccomp" and k < kid for k in t.kids[kid])
        comma = next((i for i in range(kid + 1, stop) if t.word[i] == ","), stop)
        speaks = own_subject(s, kid)
        if reported and speaks is not None and low < speaks and stop - comma > _SECOND:
            return s.trimmed(comma, stop)
    return low, stop


def _without_name(s: Context, low: int, stop: int) -> int:
    """Where a quotation ends that only names follow: '"Go," Bank of Norland (BON) chief Lind'."""
    t = s.tokens
    end = stop
    while end > low and s.inside[end - 1] < 0:
        if t.pos[end - 1] in ("VERB", "AUX", "PRON", "SCONJ"):
            return stop
        end -= 1
    quoted = end > low and end < stop
    if not quoted or not s.quotations[s.inside[end - 1]].inner.of(t.text).endswith(","):
        return stop
    return end if any(t.pos[i] == "PROPN" for i in range(end, stop)) else stop


def _is_ended(s: Context, row: int) -> bool:
    """Whether the quotation that ends at this row ends with a full stop."""
    return s.quotations[s.inside[row]].inner.of(s.tokens.text).endswith(".")


def _leads_up(context: Context, row: int) -> bool:
    """Whether the quotation that ends at this row may be what the next words report.

    'The "herring war" began' is none: it neither pauses nor says anything by itself.
    """
    tokens = context.tokens
    k = context.inside[row]
    first, stop = context.rows[k]
    if context.quotations[k].inner.of(tokens.text)[-1] in ",.!?…—–-" or context.is_pause(stop - 1):
        return True
    verbal = any(tokens.pos[i] in ("VERB", "AUX") for i in range(first, stop))
    return verbal and not context.has_words(context.outer_sentence(first)[0], first)


def _unmarked_before(context: Context, verb: int, low: int, stop: int) -> bool:
    """Whether the unmarked words before ", she said" are what she said."""
    tokens = context.tokens
    if not any(tokens.pos[i] in ("VERB", "AUX") for i in range(low, stop)):
        return any(
            tokens.dep[k] == "ccomp" and context.left[k] <= low < verb for k in tokens.kids[verb]
        )
    if tokens.dep[verb] not in ("ROOT", "parataxis", "ccomp", "conj", "relcl", "advcl"):
        return False
    if (
        tokens.tag[low] in ("VBN", "VBG")
        and tokens.dep[low] == "advcl"
        and tokens.head[low] == verb
    ):
        return False
    aside = tokens.pos[low] == "SCONJ" or tokens.tag[low] == "WRB"
    if aside and any(
        tokens.dep[k] == "advcl" and context.left[k] <= low and k < verb for k in tokens.kids[verb]
    ):
        return False  # "While the coast sweated, Lind warned of storms"
    taken = [
        k
        for k in tokens.kids[verb]
        if tokens.dep[k] in _TAKEN
        and k > verb
        and k != own_subject(context, verb)
        and tokens.lemma[k] not in ("cite", "quote")
        and not context.is_pause(context.left[k] - 1)
    ]
    return not taken or (
        _only_hearers(context, verb, taken) and _governs_before(context, verb, low)
    )


def _only_hearers(s: Context, verb: int, taken: list[int]) -> bool:
    """ "The bridge is safe, she told Reuters": what follows the cue is who hears it."""
    t, known = s.tokens, inventory()
    return t.lemma[verb] in known.hears and all(
        t.dep[k] == "dobj" and t.lemma[k] not in known.unheard and t.entity[k] not in NO_HEARERS
        for k in taken
    )


def _governs_before(s: Context, verb: int, low: int) -> bool:
    """Whether the parser takes the words from that row on for what the cue reports."""
    t = s.tokens
    return any(t.dep[k] == "ccomp" and k < verb and s.left[k] <= low for k in t.kids[verb])


def without_aside(context: Context, rows: Rows) -> list[Rows]:
    """The range cut around the reporter's words between two quotations.

    As in '"They will go," which nobody believes, "and soon," she said'.
    """
    tokens = context.tokens
    first, stop = rows
    inner = sorted({context.inside[i] for i in range(first, stop) if context.inside[i] >= 0})
    for one, other in pairwise(inner):
        gap = context.rows[one][1], context.rows[other][0]
        paused = (
            context.quotations[one].inner.of(tokens.text).endswith(",")
            and tokens.word[gap[1] - 1] == ","
        )
        if paused and context.has_words(*gap) and tokens.lower[gap[0]] in _REMARKS:
            return [(first, gap[0]), *without_aside(context, (gap[1], stop))]
    return [rows]
