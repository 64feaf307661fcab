"""Words of one who is cited by another: who speaks is the one cited, the other is the way.

"Harbour TV said, citing the police", "the agency quoted the minister as saying", "Lind was quoted
by the agency as saying".
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from briefing.extract.quotes.candidate import Candidate
from briefing.extract.quotes.clauses import mention
from briefing.extract.quotes.context import Context
from briefing.extract.quotes.cues import verbs
from briefing.extract.quotes.outlets import outlet_before, outlet_name

_CITING = frozenset(["cite", "quote"])
_OWN = frozenset(["itself", "himself", "herself", "themselves"])
_NO_SOURCE = frozenset("report reports data concern concerns reason reasons lack need fact".split())


class Relayed(Struct, frozen=True):
    """A quote with who is cited for its speaker; the head of who cites, and the row of "citing"."""

    quote: Candidate
    by: int | None = None
    citing: int | None = None


def relayed(s: Context, found: Sequence[Candidate]) -> list[Relayed]:
    """The quotes, each with who passes it on, if anybody does.

    What is only the naming of a source ("citing the police") is no quote of its own.
    """
    each = [_relayed(s, f) for f in found]
    named = {one.citing for one in each if one.citing is not None}
    return [one for one in each if one.quote.verb not in named]


def _relayed(s: Context, f: Candidate) -> Relayed:
    if f.verb is None or s.inside[f.verb] >= 0:
        return Relayed(f)
    if f.noun is not None and _is_hearer(s, f.verb, f.noun):
        return Relayed(replace(f, speaker=None, noun=None), f.noun)
    quoted = _quoted_as_saying(s, f, f.verb)
    return quoted if quoted is not None else _said_citing(s, f)


def _is_hearer(s: Context, verb: int, noun: int) -> bool:
    """Whether an outlet after "told" was taken for who told it."""
    return s.t.lemma[verb] == "tell" and noun > verb and outlet_name(s, noun) is not None


def _quoted_as_saying(s: Context, f: Candidate, verb: int) -> Relayed | None:
    t = s.t
    if t.dep[verb] == "pcomp" and t.lower[t.head[verb]] == "as":
        verb = t.head[t.head[verb]]
    if t.lemma[verb] not in _CITING or t.pos[verb] not in ("VERB", "AUX"):
        return None
    said = (k for hook in t.kids[verb] if t.lower[hook] == "as" for k in t.kids[hook])
    if not any(t.dep[k] == "pcomp" and t.lemma[k] in verbs() for k in said):
        return None
    subject = next((k for k in t.kids[verb] if t.dep[k] == "nsubj"), None)
    passive = next((k for k in t.kids[verb] if t.dep[k] == "nsubjpass"), None)
    if passive is not None:
        agent = next((k for k in t.kids[verb] if t.dep[k] == "agent"), None)
        by = next((k for k in t.kids[agent] if t.dep[k] == "pobj"), None) if agent else None
        return Relayed(_spoken_by(s, f, passive), by)
    source = next((k for k in t.kids[verb] if t.dep[k] == "dobj"), None)
    if source is None or t.lower[source] in _OWN:
        return None
    return Relayed(_spoken_by(s, f, source), subject if subject is not None else f.noun)


def _said_citing(s: Context, f: Candidate) -> Relayed:
    t = s.t
    if f.noun is None or f.verb is None:
        return Relayed(f)
    if outlet_name(s, f.noun) is None and outlet_before(s, f.noun) is None:
        generic = t.lower[f.noun] in ("organization", "organisation", "agency", "outlet", "media")
        if not generic:
            return Relayed(f)
    beside = ("advcl", "prep", "xcomp")
    citing = [k for k in t.kids[f.verb] if t.dep[k] in beside and t.lemma[k] in _CITING]
    citing += [k for k in t.kids[f.noun] if t.dep[k] in ("acl", "advcl") and t.lemma[k] in _CITING]
    for row in citing:
        source = next((k for k in t.kids[row] if t.dep[k] in ("dobj", "pobj")), None)
        if source is not None and t.lower[source] not in _NO_SOURCE:
            return Relayed(_spoken_by(s, f, source), f.noun, row)
    return Relayed(f)


def _spoken_by(s: Context, f: Candidate, noun: int) -> Candidate:
    return replace(f, speaker=mention(s, noun), noun=noun)
