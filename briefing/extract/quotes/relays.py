"""Words of one who is cited by another: who speaks is the one cited, the other is the way.

"Harbour TV said, citing the police", "the agency quoted the minister as saying", "Lind was quoted
by the agency as saying", "Harbour TV reported on Lind's speech: ...".
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from briefing.extract.quotes.candidate import Candidate
from briefing.extract.quotes.context import Context
from briefing.extract.quotes.cues import verbs
from briefing.extract.quotes.mentions import mention
from briefing.extract.quotes.outlets import outlet_before, outlet_name

_CITING = frozenset(["cite", "quote"])
_OWN = frozenset(["itself", "himself", "herself", "themselves"])
_NO_SOURCE = frozenset("report reports data concern concerns reason reasons lack need fact".split())


class Relayed(Struct, frozen=True):
    """A quote with who is cited for its speaker; the head of who cites, and the row of "citing"."""

    quote: Candidate
    by: int | None = None
    citing: int | None = None


def relayed(context: Context, candidates: Sequence[Candidate]) -> list[Relayed]:
    """The quotes, each with who passes it on, if anybody does.

    What is only the naming of a source ("citing the police") is no quote of its own.
    """
    each = [_relayed(context, f) for f in candidates]
    named = {one.citing for one in each if one.citing is not None}
    return [one for one in each if one.quote.verb not in named]


def _relayed(context: Context, candidate: Candidate) -> Relayed:
    if candidate.verb is None or context.inside[candidate.verb] >= 0:
        return Relayed(candidate)
    if candidate.noun is not None and _is_hearer(context, candidate.verb, candidate.noun):
        return Relayed(replace(candidate, speaker=None, noun=None), candidate.noun)
    verb = candidate.verb
    return (
        _quoted_as_saying(context, candidate, verb)
        or _quoted_saying(context, candidate, verb)
        or _announced(context, candidate, verb)
        or _said_citing(context, candidate)
    )


def _is_hearer(s: Context, verb: int, noun: int) -> bool:
    """Whether an outlet after "told" was taken for who told it."""
    return s.tokens.lemma[verb] == "tell" and noun > verb and outlet_name(s, noun) is not None


def _quoted_as_saying(context: Context, candidate: Candidate, verb: int) -> Relayed | None:
    tokens = context.tokens
    if tokens.dep[verb] == "pcomp" and tokens.lower[tokens.head[verb]] == "as":
        verb = tokens.head[tokens.head[verb]]
    if tokens.lemma[verb] not in _CITING or tokens.pos[verb] not in ("VERB", "AUX"):
        return None
    said = (
        k for hook in tokens.kids[verb] if tokens.lower[hook] == "as" for k in tokens.kids[hook]
    )
    if not any(tokens.dep[k] == "pcomp" and tokens.lemma[k] in verbs() for k in said):
        return None
    subject = next((k for k in tokens.kids[verb] if tokens.dep[k] == "nsubj"), None)
    passive = next((k for k in tokens.kids[verb] if tokens.dep[k] == "nsubjpass"), None)
    if passive is not None:
        agent = next((k for k in tokens.kids[verb] if tokens.dep[k] == "agent"), None)
        by = (
            next((k for k in tokens.kids[agent] if tokens.dep[k] == "pobj"), None)
            if agent
            else None
        )
        return Relayed(_spoken_by(context, candidate, passive), by)
    source = next((k for k in tokens.kids[verb] if tokens.dep[k] == "dobj"), None)
    if source is None or tokens.lower[source] in _OWN:
        return None
    return Relayed(
        _spoken_by(context, candidate, source), subject if subject is not None else candidate.noun
    )


def _quoted_saying(context: Context, candidate: Candidate, verb: int) -> Relayed | None:
    """ "The Post quoted an official saying that": without "as"."""
    tokens = context.tokens
    source = tokens.head[verb]
    above = tokens.head[source]
    if tokens.tag[verb] != "VBG" or tokens.dep[verb] != "acl" or tokens.dep[source] != "dobj":
        return None
    if tokens.lemma[above] not in _CITING or tokens.lower[source] in _OWN:
        return None
    subject = next((k for k in tokens.kids[above] if tokens.dep[k] == "nsubj"), None)
    return Relayed(_spoken_by(context, candidate, source), subject)


def _announced(context: Context, candidate: Candidate, verb: int) -> Relayed | None:
    """ "The Post reported on Lind's speech: ...": whose speech it was says what follows."""
    tokens = context.tokens
    colon = candidate.first - 1
    while colon > verb and tokens.pos[colon] == "SPACE":
        colon -= 1
    by = candidate.noun
    if by is None or by > verb or tokens.word[colon] != ":" or context.inside[candidate.first] < 0:
        return None
    if tokens.lemma[verb] != "report" or outlet_name(context, by) is None:
        return None
    speeches = [k for on in tokens.kids[verb] if tokens.lower[on] == "on" for k in tokens.kids[on]]
    owners = [k for speech in speeches for k in tokens.kids[speech] if tokens.dep[k] == "poss"]
    whose = next((k for k in owners if tokens.entity[k] == "PERSON"), None)
    return Relayed(_spoken_by(context, candidate, whose), by) if whose is not None else None


def _said_citing(context: Context, candidate: Candidate) -> Relayed:
    tokens = context.tokens
    if candidate.noun is None or candidate.verb is None:
        return Relayed(candidate)
    if (
        outlet_name(context, candidate.noun) is None
        and outlet_before(context, candidate.noun) is None
    ):
        generic = tokens.lower[candidate.noun] in (
            "organization",
            "organisation",
            "agency",
            "outlet",
            "media",
        )
        if not generic:
            return Relayed(candidate)
    beside = ("advcl", "prep", "xcomp")
    citing = [
        k
        for k in tokens.kids[candidate.verb]
        if tokens.dep[k] in beside and tokens.lemma[k] in _CITING
    ]
    citing += [
        k
        for k in tokens.kids[candidate.noun]
        if tokens.dep[k] in ("acl", "advcl") and tokens.lemma[k] in _CITING
    ]
    for row in citing:
        source = next((k for k in tokens.kids[row] if tokens.dep[k] in ("dobj", "pobj")), None)
        if source is not None and tokens.lower[source] not in _NO_SOURCE:
            return Relayed(_spoken_by(context, candidate, source), candidate.noun, row)
    return Relayed(candidate)


def _spoken_by(s: Context, f: Candidate, noun: int) -> Candidate:
    return replace(f, speaker=mention(s, noun), noun=noun)
