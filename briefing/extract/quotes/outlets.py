"""Through whom words come: "told Reuters", "in an interview with the BBC", "wrote on Twitter"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.extract.people.lists import is_outlet, is_platform
from briefing.extract.quotes.candidate import Candidate
from briefing.extract.quotes.clauses import mention
from briefing.extract.quotes.context import Context
from briefing.extract.quotes.speaker import Speaker

_OBJECTS = frozenset(["dobj", "dative", "pobj"])
_THROUGH = frozenset("to with on in by for at during from as via through".split())
_DEPTH = 5
_SPEAKING = frozenset("speak write talk post appear tweet use address give tell".split())
_KINDS = frozenset(
    "newspaper broadcaster magazine tabloid daily weekly broadsheet newswire paper "
    "publication website".split()
)
_AGENCIES = frozenset("agency service organization organisation outlet site channel".split())
_SERVED = frozenset("news wire tv television radio media press state-run state".split())
_MEDIA = frozenset(["media", "television", "tv", "radio", "newswire"])
_FEEDS = frozenset(["account", "page", "feed", "channel"])
_NEAR = 8  # rows from "As" to "reports"
_POINTING = frozenset(["the", "that", "this", "its"])
_SAME = frozenset("interview post tweet editorial".split())
_CONTINUED = 4  # lines, counted with blank ones
_LINES = 12  # that "the paper" looks back over


def outlet_name(s: Context, noun: int) -> str | None:
    """The outlet that a noun phrase names: "Reuters", "newspaper El Faro", "the AFP news agency".

    None for what is no outlet, and for "the paper", which names none by itself.
    """
    t = s.t
    first, stop = mention(s, noun)
    text = t.of(first, stop)
    if t.pos[noun] == "PROPN":
        if is_outlet(text):
            return text
        bare = next((i for i in range(first, noun + 1) if t.pos[i] == "PROPN"), noun)
        name = t.of(bare, noun + 1)  # "cable television network CNBC"
        if first < bare and t.pos[bare - 1] == "NOUN" and is_outlet(name):
            return name
        if any(t.dep[k] == "appos" and t.lower[k] in _KINDS for k in t.kids[noun]):
            return text  # "Harbour View, an opinion website"
    words = set(t.lower[first:stop])
    head = t.lower[noun]
    if head not in _KINDS | _MEDIA and not (head in _AGENCIES and words & _SERVED):
        return None if t.pos[noun] != "PROPN" or not words & _KINDS else text
    last = noun + 1
    while last < len(t) and t.pos[last] == "PROPN" and t.line[last] == t.line[noun]:
        last += 1
    if last > noun + 1 and s.inside[last - 1] == s.inside[noun]:
        return t.of(noun + 1, last)
    named = any(t.pos[i] == "PROPN" for i in range(first, noun))
    return text if named or head in _MEDIA else None


def outlet_before(s: Context, noun: int) -> str | None:
    """The outlet that "the paper" or "the agency" at this row was before."""
    t = s.t
    first, _ = mention(s, noun)
    served = t.lower[noun] in _AGENCIES and _SERVED & set(t.lower[first:noun])
    if not (t.lower[noun] in _KINDS or served) or t.lower[first] not in _POINTING:
        return None
    for i in range(first - 1, -1, -1):
        if t.line[first] - t.line[i] > _LINES:
            return None
        last_of_name = t.pos[i] == "PROPN" and (i + 1 == len(t) or t.pos[i + 1] != "PROPN")
        if last_of_name or t.lower[i] in _AGENCIES | _KINDS:
            name = outlet_name(s, i)
            if name is not None:
                return name
    return None


def outlets(
    s: Context,
    found: Sequence[Candidate],
    speakers: Sequence[Speaker | None],
    relayed: Sequence[str | None],
) -> list[str | None]:
    """For each quote through whom it comes: who relays it, its own clause, or the quote before.

    A quotation without a cue, or one said "in the interview" or "in a later post", comes the way
    of the same speaker's last words if these are near.
    """
    last: dict[str, tuple[str, int]] = {}
    by_index: dict[int, str | None] = {}
    for k in sorted(range(len(found)), key=lambda k: found[k].first):
        f, who = found[k], speakers[k]
        name = relayed[k] or outlet_used(s, f)
        key = who.name if who is not None and who.name else None
        line = s.t.line[f.first]
        if name is None and key in last:
            before, at = last[key]
            here = s.outer_sentence(f.first) == s.outer_sentence(at)
            near = line - s.t.line[at] <= _CONTINUED and _goes_on(s, f)
            name = before if here or near else None
        if key is not None and name is not None:
            last[key] = (name, f.first)
        by_index[k] = name
    return [by_index[k] for k in range(len(found))]


def _goes_on(s: Context, f: Candidate) -> bool:
    """Whether a quote continues the one before: no cue, "wrote", or "in the interview"."""
    t = s.t
    if f.verb is None:
        return f.cue is None
    if t.lemma[f.verb] in ("write", "post"):
        return True
    low, high = s.outer_sentence(f.verb)
    return any(t.lower[i] in _SAME and s.inside[i] < 0 for i in range(low, high))


def outlet_used(s: Context, f: Candidate) -> str | None:
    """The outlet that the cue's clause names as the way the words came, or None."""
    if f.verb is None:
        return None
    t = s.t
    verb = f.verb
    if t.dep[verb] == "pcomp" and t.lower[t.head[verb]] == "as":
        verb = t.head[t.head[verb]]
    above = t.head[verb] if t.dep[verb] == "advcl" else verb
    if {t.lemma[verb], t.lemma[above]} & {"tweet", "retweet"}:
        return "Twitter"
    found = _below(s, f, verb, _DEPTH) or _of_outlet(s, f) or _as_reported(s, f.first)
    if found is None and f.noun is not None and t.head[f.noun] == verb:
        return _first(_below(s, f, k, _DEPTH) for k in t.kids[f.noun] if t.dep[k] == "acl")
    return found


def _of_outlet(s: Context, f: Candidate) -> str | None:
    """ "NPR's Ana Lind reported", "a council Twitter account said": whose reporter or account."""
    t = s.t
    if f.noun is None or f.speaker is None:
        return None
    for kid in t.kids[f.noun]:
        if t.dep[kid] == "poss" and is_outlet(t.word[kid]):
            return t.word[kid]
    if t.lower[f.speaker[1] - 1] in _FEEDS:
        return next((t.word[i] for i in range(*f.speaker) if is_platform(t.word[i])), None)
    return None


def _as_reported(s: Context, row: int) -> str | None:
    """ "As Harbour TV reports, Lind said ...": whoever the sentence begins with."""
    t = s.t
    low, high = s.outer_sentence(row)
    if t.lower[low] != "as":
        return None
    for i in range(low + 2, min(high - 1, low + _NEAR)):
        if t.lower[i] in ("reports", "reported", "writes", "wrote") and t.word[i + 1] == ",":
            name = t.of(low + 1, i)
            known = is_outlet(name) or t.lower[i - 1] in _MEDIA
            return name if known else None
    return None


def _first(names: Iterator[str | None]) -> str | None:
    return next((name for name in names if name is not None), None)


def _below(s: Context, f: Candidate, row: int, depth: int) -> str | None:
    t = s.t
    for kid in t.kids[row]:
        if not depth or any(first <= kid < stop for first, stop in f.content):
            continue
        if kid == f.noun:
            continue
        if t.dep[kid] in _OBJECTS and t.pos[kid] in ("PROPN", "NOUN"):
            name = _way(s, kid, t.lower[row])
            if name is not None:
                return name
        speaking = t.dep[kid] == "advcl" and t.lemma[kid] in _SPEAKING
        if t.dep[kid] in _OBJECTS or t.lower[kid] in _THROUGH or speaking:
            found = _below(s, f, kid, depth - 1)
            if found is not None:
                return found
    return None


def _way(s: Context, noun: int, before: str) -> str | None:
    """The outlet or platform that the object of this word is: a platform only "on" or "via"."""
    t = s.t
    name = outlet_name(s, noun) or outlet_before(s, noun)
    if name is not None:
        return name
    first, stop = mention(s, noun)
    for text in (t.of(first, stop), t.word[noun]):
        if before in ("on", "via", "to") and t.pos[noun] == "PROPN" and is_platform(text):
            return text
    return None
