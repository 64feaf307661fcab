"""What a cue in the passive reports: 'She was told by Smith that', 'accused by Smith of lying'."""

from __future__ import annotations

from briefing.extract.quotes.after_cue import clause_after, right_content, snapped
from briefing.extract.quotes.candidate import Candidate
from briefing.extract.quotes.complements import complement
from briefing.extract.quotes.context import Context, Rows
from briefing.extract.quotes.cues import Cue
from briefing.extract.quotes.limits import right_limit
from briefing.extract.quotes.mentions import RELATIVES, chunk, mention


def by_passive(context: Context, verb: int, cue: Cue) -> Candidate | None:
    """ "She was told by Smith that ...", "he was accused by Smith of ...": by whom.

    What somebody is called or accused of is said of the passive's subject, so that is content.
    """
    t = context.tokens
    agent = next((k for k in t.kids[verb] if t.dep[k] == "agent"), None)
    by = next((k for k in t.kids[agent] if t.dep[k] == "pobj"), None) if agent is not None else None
    hearer = next((k for k in t.kids[verb] if t.dep[k] == "nsubjpass"), None)
    around = chunk(context, verb, hearer)
    if by is None:
        begin = clause_after(context, verb, around) if "clause" in cue.frames else None
        if begin is None or t.lemma[verb] in ("ask", "question", "make"):
            return None  # "was asked what it was like", "it was made clear that"
        rows = snapped(context, verb, *context.trimmed(begin, right_limit(context, verb, begin)))
        return Candidate((rows,), (verb, verb + 1), verb=verb) if rows else None
    right = right_content(context, verb, cue, around) if cue.frames & {"quote", "clause"} else None
    if right is not None and not right[0] <= by < right[1]:
        return Candidate((right,), (verb, verb + 1), mention(context, by), by, verb)
    charge = complement(context, verb, cue) or _charge(context, verb, cue, by)
    if charge and t.lower[charge[0][0]] in RELATIVES:
        return None  # "called by the union that represents them"
    if not charge or hearer is None or charge[0][0] <= by < charge[0][1]:
        return None
    pieces = tuple(sorted([mention(context, hearer), *charge]))
    return Candidate(pieces, (verb, verb + 1), mention(context, by), by, verb)


def _charge(context: Context, verb: int, cue: Cue, by: int) -> list[Rows]:
    """ "of lying" in "accused by Smith of lying", "a liar" in "called a liar by Smith"."""
    tokens = context.tokens
    for kid in tokens.kids[verb]:
        of = "of" in cue.frames and tokens.lower[kid] in ("of", "for")
        if kid < verb or not (of or ("as" in cue.frames and tokens.dep[kid] in ("oprd", "attr"))):
            continue
        stop = right_limit(context, verb, context.left[kid])
        if kid < by < stop:
            stop = by
            while stop > kid + 1 and tokens.lower[stop - 1] != "by":
                stop -= 1
            stop -= 1
        rows = snapped(context, verb, *context.trimmed(context.left[kid], stop))
        if rows is not None:
            return [rows]
    return []
