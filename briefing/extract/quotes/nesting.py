"""Quotes within quotes: which stand on their own, and which an outlet only passes on."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefing.extract.people.lists import lists
from briefing.extract.quotes.candidate import Candidate
from briefing.extract.quotes.context import Context
from briefing.extract.quotes.cues import verbs
from briefing.extract.quotes.speaker import Speaker

_JOINTS = frozenset(["and", "but", "while"])
_BOUND = frozenset(["pcomp", "xcomp", "dobj", "pobj"])


def owners(s: Context, candidates: Sequence[Candidate]) -> list[int]:
    """For each quote the index of the smallest other one whose content holds its cue, or -1."""
    covered = [-1] * len(s.tokens)
    sizes = [(sum(b - a for a, b in f.content), k) for k, f in enumerate(candidates)]
    for _, k in sorted(sizes, reverse=True):
        for first, stop in candidates[k].content:
            covered[first:stop] = [k] * (stop - first)
    return [covered[f.verb] if f.verb is not None else -1 for f in candidates]


def _stands(s: Context, candidate: Candidate, outer: Candidate) -> bool:
    tokens = s.tokens
    if candidate.verb is None:
        return True
    if (
        tokens.dep[candidate.verb] in _BOUND
        or tokens.tag[candidate.verb] == "VB"
        or tokens.pos[candidate.verb] == "NOUN"
    ):
        return False
    cue = verbs().get(tokens.lemma[candidate.verb])
    if cue is None or not cue.frames & {"clause", "quote"}:
        return False
    if tokens.dep[candidate.verb] in ("advcl", "conj"):
        return True
    return covers(candidate, outer)


def _is_owned(s: Context, f: Candidate) -> bool:
    """ "The union said its envoys told the board that ...": the words are the union's."""
    t = s.tokens
    return f.speaker is not None and t.lower[f.speaker[0]] in ("its", "their", "his", "her")


def covers(inner: Candidate, outer: Candidate, besides: int = 0) -> bool:
    """Whether an inner quote is at least half of what the outer one says, less some rows."""
    for first, stop in outer.content:
        size = sum(b - a for a, b in inner.content if first <= a and b <= stop)
        if size and size * 2 >= stop - first - besides:
            return True
    return False


def _relays(inner: Candidate, outer: Candidate) -> bool:
    """Whether the outer quote is hardly more than the inner one with its cue and speaker."""
    said = sum(b - a for a, b in (inner.cue or (0, 0), inner.speaker or (0, 0)))
    return covers(inner, outer, said)


def _passes_on(
    context: Context, inner: Candidate, outer: Candidate, who: Speaker, source: Speaker | None
) -> bool:
    """Whether the outer speaker only passes the inner quote on.

    Of an outlet it is enough that the inner cue is the main verb of what it reports; anybody else
    passes on what is hardly more than the inner quote and is named after it.
    """
    tokens = context.tokens
    if inner.verb is None or inner.noun is None or context.inside[inner.verb] >= 0:
        return who.outlet and _relays(inner, outer)
    if who.outlet:
        first, stop = outer.content[0]
        main = not first <= tokens.head[inner.verb] < stop or tokens.dep[inner.verb] in (
            "conj",
            "advcl",
        )
        return _relays(inner, outer) or main
    if source is None or source.attribution not in ("named", "body"):
        return False
    after = outer.speaker is not None and outer.speaker[0] > outer.content[0][0]
    return after and _stands(context, inner, outer) and _relays(inner, outer)


def _is_paper(s: Context, f: Candidate) -> bool:
    """Whether a quote is of papers alone: "according to court filings"."""
    return f.verb is None and f.noun is not None and s.tokens.lemma[f.noun] in lists().documents


def without_next_speaker(s: Context, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Content that ends before who speaks next: "called it a joke, and Bo Berg, a pilot, said"."""
    t = s.tokens
    kept = list(candidates)
    for other in candidates:
        if other.speaker is None or other.verb is None:
            continue
        begin = other.speaker[0]
        if begin < 2 or t.lower[begin - 1] not in _JOINTS or t.word[begin - 2] != ",":
            continue
        for place, one in enumerate(kept):
            first, stop = one.content[-1]
            if first < begin - 2 and begin < stop <= other.verb and one is not other:
                content = (*one.content[:-1], (first, begin - 2))
                kept[place] = replace(one, content=content)
    return kept


def settled(
    context: Context,
    candidates: Sequence[Candidate],
    speakers: Sequence[Speaker | None],
    ways: Sequence[str | None],
) -> tuple[list[Candidate], list[Speaker | None], list[str | None]]:
    """The quotes that stand, with their speakers and who relays them (``via``; ``ways`` so far).

    A quote of an outlet, or of papers ("according to court filings"), that only relays another
    quote goes. So does a cue that only belongs to
    what somebody else is reported to say: "she said he had told her that it was over" is his
    words too; "she said they asked to go", and "what he called a mistake" within it, are hers.
    Cues inside quotation marks stand only where an outlet relays them or where their content is
    marked as well ("He told me, 'Go'").
    """
    via = list(ways)
    who_speaks = list(speakers)
    sources: dict[int | None, int] = {}
    dropped = _swallowed(context, candidates)
    for place, (candidate, owner) in enumerate(
        zip(candidates, owners(context, candidates), strict=True)
    ):
        if owner < 0 or candidate.verb is None:
            continue
        who = speakers[owner]
        if (
            who is not None
            and who.name
            and _passes_on(context, candidate, candidates[owner], who, speakers[place])
        ):
            via[place] = via[place] or who.name
            dropped.add(owner)
            sources[candidates[owner].noun] = place
        elif _is_paper(context, candidates[owner]) and _relays(candidate, candidates[owner]):
            dropped.add(owner)
        elif context.inside[candidate.verb] >= 0:
            if not _inner_marks(context, candidate):
                dropped.add(place)
        elif not _stands(context, candidate, candidates[owner]) or _is_owned(context, candidate):
            dropped.add(place)
    for place, candidate in enumerate(candidates):
        source = (
            sources.get(candidate.noun)
            if candidate.cue is None and candidate.noun is not None
            else None
        )
        if source is not None:  # a quotation that runs on is the source's, not who passed it on
            who_speaks[place], via[place] = speakers[source], via[source]
    keep = [k for k in range(len(candidates)) if k not in dropped]
    return [candidates[k] for k in keep], [who_speaks[k] for k in keep], [via[k] for k in keep]


def _swallowed(s: Context, candidates: Sequence[Candidate]) -> set[int]:
    """Quotes all of whose content another quote has as well, whose cue does not hold them."""
    covered = [-1] * len(s.tokens)
    dropped: set[int] = set()
    sizes = [
        (-sum(b - a for a, b in candidate.content), k) for k, candidate in enumerate(candidates)
    ]
    for _, place in sorted(sizes):
        candidate = candidates[place]
        over = {covered[i] for a, b in candidate.content for i in (a, b - 1)}
        outer = next(iter(over))
        if (
            len(over) == 1
            and outer >= 0
            and candidate.verb is not None
            and covered[candidate.verb] != outer
        ):
            dropped.add(place)
            continue
        for first, stop in candidate.content:
            covered[first:stop] = [place] * (stop - first)
    return dropped


def _inner_marks(s: Context, f: Candidate) -> bool:
    t = s.tokens
    first = f.first
    named = f.noun is not None and t.pos[f.noun] == "PROPN"
    return named and bool({t.word[first], t.word[first - 1]} & {"'", "‘"})
