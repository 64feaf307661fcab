"""What a cue stands in the middle of: "The plan, she said, was dead", "As she put it, ..."."""

from __future__ import annotations

from briefing.extract.grammar.syntax import FINITE
from briefing.extract.quotes.addressee_cues import NO_HEARERS, inventory
from briefing.extract.quotes.after_cue import clause_after
from briefing.extract.quotes.clauses import SAME, SUBJECTS, own_subject
from briefing.extract.quotes.context import Context, Rows
from briefing.extract.quotes.cues import Cue
from briefing.extract.quotes.limits import right_limit

_PAUSES = frozenset([",", "—", "–"])  # around a cue that interrupts
_GOING_ON = frozenset(
    "since because until unless although and or so if for "
    "but though especially including particularly rather".split()
)


def interrupted(context: Context, verb: int, cue: Cue, around: Rows) -> list[Rows]:
    """ "The plan, she said, was dead": the two halves of an unmarked clause, or nothing."""
    tokens = context.tokens
    low, high = context.sentence(verb)
    first = around[0]
    after = _pause_behind(context, verb, around) if "aside" in cue.frames else None
    if after is None:
        return []
    parenthetical = tokens.dep[verb] == "parataxis" and tokens.head[verb] > after
    beside = tokens.tag[low] in ("VBG", "VBN") and tokens.tag[after + 1] not in FINITE
    if not parenthetical and (beside or not _is_resumed(context, verb, around, after)):
        return []
    if parenthetical and _opens_another(context, verb, around, after):
        return []
    while low < first and tokens.pos[low] == "CCONJ":
        low += 1
    left = context.trimmed(low, first)
    stop = (
        high
        if parenthetical
        else _goes_on_to(context, verb, after) or right_limit(context, verb, after)
    )
    right = context.trimmed(after, stop)
    if not context.has_words(*left):  # "Plus, she says, there are other ways"
        return [right] if context.has_words(*right) else []
    return [left, right] if context.has_words(*right) else []


def _pause_behind(context: Context, verb: int, around: Rows) -> int | None:
    """The row of the pause behind a cue that stands between two, in one sentence; else None."""
    tokens = context.tokens
    low, high = context.sentence(verb)
    first, after = around
    if first - 1 <= low or tokens.word[first - 1] not in _PAUSES:
        return None
    if context.inside[first - 2] >= 0 > context.inside[verb]:
        return None
    home = context.inside[verb]
    while after < high and not context.is_pause(after) and context.inside[after] == home:
        if tokens.pos[after] in ("VERB", "AUX") or tokens.lower[after] in ("that", "whether"):
            return None
        after += 1
    return after if after + 1 < high and tokens.word[after] in _PAUSES else None


def _is_verbless(context: Context, verb: int, first: int) -> bool:
    """Whether no finite verb stands in the sentence before the cue."""
    low, _ = context.sentence(verb)
    return not any(context.tokens.tag[i] in FINITE for i in range(low, first))


def _opens_another(context: Context, verb: int, around: Rows, after: int) -> bool:
    """Whether what stands before the cue, without a verb, is no half of what stands behind it."""
    _, high = context.sentence(verb)
    if not _is_verbless(context, verb, around[0]):
        return False
    if _has_object(context, verb, around[1], after):
        return True  # "On Monday Lind announced the sale of ships, most of which are old"
    return context.inside[min(after + 1, high - 1)] >= 0 > context.inside[verb]


def _is_resumed(context: Context, verb: int, around: Rows, after: int) -> bool:
    """Whether the clause before the cue goes on behind it."""
    tokens = context.tokens
    low, high = context.sentence(verb)
    first, following = around[0], after + 1
    if _opens_another(context, verb, around, after):
        return False
    if any(
        tokens.dep[k] == "ccomp" and context.left[k] < first and k > after
        for k in tokens.kids[verb]
    ):
        return True
    if not _is_verbless(context, verb, first):
        passive = any(tokens.dep[i] == "auxpass" for i in range(low, first))
        return (
            _goes_on_with_marks(context, following, high)
            or tokens.lower[following] in _GOING_ON
            or (passive and tokens.lower[following] == "by")
        )
    finite = tokens.tag[following] not in ("VBG", "VBN")
    return (finite and tokens.pos[following] in ("VERB", "AUX")) or any(
        tokens.dep[i] in (*SUBJECTS, "expl")
        and tokens.pos[tokens.head[i]] in ("VERB", "AUX")
        and after < tokens.head[i]
        for i in range(following, min(after + 12, high))
    )


def _goes_on_with_marks(s: Context, row: int, high: int) -> bool:
    """'The team shut it, she said, and "patched" the rest': marks around a verb of the clause."""
    t = s.tokens
    joined = row + 2 < high and t.lower[row] == "and" and s.inside[row + 1] >= 0
    if not joined:
        return False
    first, stop = s.rows[s.inside[row + 1]]
    words = [i for i in range(first, stop) if t.word[i][0].isalnum()]
    return len(words) == 1 and t.lower[words[0]].endswith("ed")


def _has_object(s: Context, verb: int, first: int, stop: int) -> bool:
    """Whether these rows hold what a cue announces, and no hearer of what it says."""
    t = s.tokens
    return t.lemma[verb] not in inventory().hears and any(
        t.dep[k] == "dobj" and first <= k < stop and t.entity[k] not in NO_HEARERS
        for k in t.kids[verb]
    )


def _goes_on_to(context: Context, verb: int, after: int) -> int | None:
    """Where a second clause of the same subject ends: "It is old, she said, but it is fast".

    A clause without a subject is the speaker's own doing unless it has an auxiliary: ", she said,
    and left", but ", she said, and had been checked". None if there is no such clause.
    """
    tokens = context.tokens
    first = tokens.head[verb] if tokens.dep[verb] == "parataxis" else verb
    before = own_subject(context, first)
    for kid in (*tokens.kids[first], *tokens.kids[verb]):
        if kid < after or tokens.dep[kid] != "conj":
            continue
        subject = own_subject(context, kid)
        if subject is None:
            same = any(tokens.dep[k] == "aux" for k in tokens.kids[kid])
        else:
            same = tokens.lower[subject] in SAME or (
                before is not None and tokens.lower[subject] == tokens.lower[before]
            )
        if same and first != verb:
            return context.right[kid] + 1
    return None


def as_said(context: Context, verb: int, cue: Cue, around: Rows) -> list[Rows]:
    """ "As she put it, the plan was dead": the sentence without the clause in "as"."""
    tokens = context.tokens
    low, high = context.sentence(verb)
    begin = around[0] - 1
    stated = cue.frames & {"clause", "aside"} or tokens.lemma[verb] == "put"
    if begin < low or tokens.lower[begin] != "as" or not stated:
        return []
    if clause_after(context, verb, around) is not None:
        return []
    if tokens.dep[verb] == "conj" and begin < tokens.head[verb] < verb:
        return []  # "was late, as it did not fit or had overstated the costs"
    end = around[1]
    while end < high and not context.is_pause(end) and tokens.word[end] not in (".", "!", "?"):
        if tokens.pos[end] in ("VERB", "AUX") or context.inside[end] != context.inside[verb]:
            return []
        end += 1
    before, after = context.trimmed(low, begin), context.trimmed(end, high)
    leading = not context.has_words(*before) or all(
        tokens.pos[i] == "CCONJ" for i in range(*before)
    )
    if leading:
        return [after] if context.has_words(*after) and tokens.word[end] == "," else []
    if not context.is_pause(begin - 1) and context.inside[begin - 1] == context.inside[verb]:
        return []
    quoted = context.has_words(*after) and context.inside[after[0]] >= 0
    if quoted and not any(context.inside[i] >= 0 > context.inside[verb] for i in range(*before)):
        return [context.rows[context.inside[after[0]]]]  # 'to - as she puts it - "save the port"'
    verbless = not any(tokens.pos[i] in ("VERB", "AUX") for i in range(*before))
    return [before, after] if verbless and context.has_words(*after) else [before]
