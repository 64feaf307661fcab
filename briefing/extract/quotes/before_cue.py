"""What a cue follows or interrupts: content on its left, or on both sides."""

from __future__ import annotations

from itertools import pairwise

from briefing.extract.quotes.addressee_cues import NO_HEARERS, inventory
from briefing.extract.quotes.after_cue import clause_after
from briefing.extract.quotes.clauses import SAME, SUBJECTS, own_subject
from briefing.extract.quotes.context import Context, Rows
from briefing.extract.quotes.cues import Cue
from briefing.extract.quotes.limits import right_limit

_PAUSES_BEFORE_CUE = frozenset([",", "—", "–", "--", "-", "―", "…", "...", "?", "!", ")"])
_GOING_ON = frozenset(
    "since because until unless although and or so if for "
    "but though especially including particularly rather".split()
)
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_TAKEN = frozenset(["dobj", "xcomp", "acomp", "oprd"])
_REMARKS = frozenset(["which", "who", "a", "an", "referring", "meaning", "as"])


def left_content(s: Context, verb: int, cue: Cue, around: Rows) -> Rows | None:
    t = s.t
    low, _high = s.sentence(verb)
    first = around[0]
    if (first > low and t.lower[first - 1] == "as") or t.lower[first] in ("who", "which"):
        return None
    k = first - 1
    while k >= 0 and t.pos[k] == "SPACE":
        k -= 1
    paused = (
        k > 0 and t.word[k] == "," and s.inside[k] < 0 <= s.inside[k - 1] and s.inside[verb] < 0
    )
    k -= paused
    if k < 0 or t.line[k] != t.line[first]:
        return None
    quoted = s.inside[k] >= 0 > s.inside[verb]
    if quoted and not (paused or _leads_up(s, k)):
        return None
    if quoted and k < low:
        opening = s.rows[s.inside[k]][0]
        low = min(s.sentence(opening)[0], opening)
    if k < low:
        return None
    if not quoted and (t.word[k] not in _PAUSES_BEFORE_CUE or "aside" not in cue.frames):
        return None
    while low < k and t.pos[low] == "CCONJ":
        low += 1
    low, stop = s.trimmed(low, k + 1)
    if not s.has_words(low, stop):
        return None
    return (low, stop) if quoted or _unmarked_before(s, verb, low, stop) else None


def _leads_up(s: Context, row: int) -> bool:
    """Whether the quotation that ends at this row may be what the next words report.

    'The "herring war" began' is none: it neither pauses nor says anything by itself.
    """
    t = s.t
    k = s.inside[row]
    first, stop = s.rows[k]
    if s.quotations[k].inner.of(t.text)[-1] in ",.!?…—–-" or s.is_pause(stop - 1):
        return True
    verbal = any(t.pos[i] in ("VERB", "AUX") for i in range(first, stop))
    return verbal and not s.has_words(s.outer_sentence(first)[0], first)


def _unmarked_before(s: Context, verb: int, low: int, stop: int) -> bool:
    """Whether the unmarked words before ", she said" are what she said."""
    t = s.t
    if not any(t.pos[i] in ("VERB", "AUX") for i in range(low, stop)):
        return any(t.dep[k] == "ccomp" and s.left[k] <= low < verb for k in t.kids[verb])
    if t.dep[verb] not in ("ROOT", "parataxis", "ccomp", "conj", "relcl", "advcl"):
        return False
    if t.tag[low] in ("VBN", "VBG") and t.dep[low] == "advcl" and t.head[low] == verb:
        return False
    taken = [
        k
        for k in t.kids[verb]
        if t.dep[k] in _TAKEN and k > verb and t.lemma[k] not in ("cite", "quote")
    ]
    return not taken or (_only_hearers(s, verb, taken) and _governs_before(s, verb, low))


def _only_hearers(s: Context, verb: int, taken: list[int]) -> bool:
    """ "The bridge is safe, she told Reuters": what follows the cue is who hears it."""
    t, known = s.t, inventory()
    return t.lemma[verb] in known.hears and all(
        t.dep[k] == "dobj" and t.lemma[k] not in known.unheard and t.entity[k] not in NO_HEARERS
        for k in taken
    )


def _governs_before(s: Context, verb: int, low: int) -> bool:
    """Whether the parser takes the words from that row on for what the cue reports."""
    t = s.t
    return any(t.dep[k] == "ccomp" and k < verb and s.left[k] <= low for k in t.kids[verb])


def without_aside(s: Context, rows: Rows) -> list[Rows]:
    """The range cut around the reporter's words between two quotations.

    As in '"They will go," which nobody believes, "and soon," she said'.
    """
    t = s.t
    first, stop = rows
    inner = sorted({s.inside[i] for i in range(first, stop) if s.inside[i] >= 0})
    for one, other in pairwise(inner):
        gap = s.rows[one][1], s.rows[other][0]
        paused = s.quotations[one].inner.of(t.text).endswith(",") and t.word[gap[1] - 1] == ","
        if paused and s.has_words(*gap) and t.lower[gap[0]] in _REMARKS:
            return [(first, gap[0]), *without_aside(s, (gap[1], stop))]
    return [rows]


def interrupted(s: Context, verb: int, cue: Cue, around: Rows) -> list[Rows]:
    """ "The plan, she said, was dead": the two halves of an unmarked clause, or nothing."""
    t = s.t
    low, high = s.sentence(verb)
    first, _ = around
    if "aside" not in cue.frames or first - 1 <= low or t.word[first - 1] not in (",", "—", "–"):
        return []
    if s.inside[first - 2] >= 0 > s.inside[verb]:
        return []
    after = around[1]
    while after < high and not s.is_pause(after) and s.inside[after] == s.inside[verb]:
        if t.pos[after] in ("VERB", "AUX") or t.lower[after] in ("that", "whether"):
            return []
        after += 1
    if after + 1 >= high or t.word[after] not in (",", "—", "–"):
        return []
    head = t.head[verb]
    parenthetical = t.dep[verb] == "parataxis" and head > after
    governed = any(t.dep[k] == "ccomp" and s.left[k] < first and k > after for k in t.kids[verb])
    verbless = not any(t.tag[i] in _FINITE for i in range(low, first))
    resumed = t.pos[after + 1] in ("VERB", "AUX") and t.tag[after + 1] not in ("VBG", "VBN")
    passive = any(t.dep[i] == "auxpass" for i in range(low, first))
    going_on = not verbless and (
        t.lower[after + 1] in _GOING_ON or (passive and t.lower[after + 1] == "by")
    )
    if t.tag[low] in ("VBG", "VBN") and not parenthetical:
        return []
    if verbless and s.inside[min(after + 1, high - 1)] >= 0 > s.inside[verb]:
        return []
    clause = verbless and any(
        t.dep[i] in SUBJECTS and t.pos[t.head[i]] in ("VERB", "AUX") and after < t.head[i]
        for i in range(after + 1, min(after + 12, high))
    )
    if not (parenthetical or governed or going_on or clause or (verbless and resumed)):
        return []
    while low < first and t.pos[low] == "CCONJ":
        low += 1
    left = s.trimmed(low, first)
    stop = high if parenthetical else _goes_on_to(s, verb, after) or right_limit(s, verb, after)
    right = s.trimmed(after, stop)
    pieces = [left, right]
    return pieces if all(s.has_words(*p) for p in pieces) else []


def _goes_on_to(s: Context, verb: int, after: int) -> int | None:
    """Where a second clause of the same subject ends: "It is old, she said, but it is fast".

    A clause without a subject is the speaker's own doing unless it has an auxiliary: ", she said,
    and left", but ", she said, and had been checked". None if there is no such clause.
    """
    t = s.t
    first = t.head[verb] if t.dep[verb] == "parataxis" else verb
    before = own_subject(s, first)
    for kid in (*t.kids[first], *t.kids[verb]):
        if kid < after or t.dep[kid] != "conj":
            continue
        subject = own_subject(s, kid)
        if subject is None:
            same = any(t.dep[k] == "aux" for k in t.kids[kid])
        else:
            same = t.lower[subject] in SAME or (
                before is not None and t.lower[subject] == t.lower[before]
            )
        if same and first != verb:
            return s.right[kid] + 1
    return None


def as_said(s: Context, verb: int, cue: Cue, around: Rows) -> list[Rows]:
    """ "As she put it, the plan was dead": the sentence without the clause in "as"."""
    t = s.t
    low, high = s.sentence(verb)
    begin = around[0] - 1
    stated = cue.frames & {"clause", "aside"} or t.lemma[verb] == "put"
    if begin < low or t.lower[begin] != "as" or not stated:
        return []
    if clause_after(s, verb, around) is not None:
        return []
    end = around[1]
    while end < high and not s.is_pause(end) and t.word[end] not in (".", "!", "?"):
        if t.pos[end] in ("VERB", "AUX") or s.inside[end] != s.inside[verb]:
            return []
        end += 1
    before, after = s.trimmed(low, begin), s.trimmed(end, high)
    leading = not s.has_words(*before) or all(t.pos[i] == "CCONJ" for i in range(*before))
    if leading:
        return [after] if s.has_words(*after) and t.word[end] == "," else []
    if not s.is_pause(begin - 1) and s.inside[begin - 1] == s.inside[verb]:
        return []
    verbless = not any(t.pos[i] in ("VERB", "AUX") for i in range(*before))
    return [before, after] if verbless and s.has_words(*after) else [before]
