"""Outlets that the speaker used: "told Reuters", "in an interview with the BBC"."""

from __future__ import annotations

from briefing.extract.people.lists import is_outlet
from briefing.extract.quotes.candidate import Found
from briefing.extract.quotes.clauses import mention
from briefing.extract.quotes.context import Scene

_TO = frozenset(["dobj", "dative", "pobj"])
_THROUGH = frozenset(["to", "with", "on", "in", "by", "for", "at", "during", "from", "as"])
_DEPTH = 5


def outlet_used(s: Scene, f: Found) -> str | None:
    """The name of the outlet that the cue's clause names as the way the words came, or None."""
    if f.verb is None:
        return None
    t = s.t
    verb = f.verb
    if t.dep[verb] == "pcomp" and t.lower[t.head[verb]] == "as":
        verb = t.head[t.head[verb]]
    return _below(s, f, verb, _DEPTH)


def _below(s: Scene, f: Found, row: int, depth: int) -> str | None:
    t = s.t
    for kid in t.kids[row]:
        if not depth or any(first <= kid < stop for first, stop in f.content):
            continue
        if t.dep[kid] in _TO and t.pos[kid] == "PROPN":
            name = t.of(*mention(s, kid))
            if is_outlet(name):
                return name
        if t.dep[kid] in _TO or t.lower[kid] in _THROUGH:
            found = _below(s, f, kid, depth - 1)
            if found is not None:
                return found
    return None
