"""Through whom words come: "told Reuters", "in an interview with the BBC", "wrote on Twitter".

Also whom a passage credits around them: "..., the AFP news agency reports", "From Reuters:".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.extract.people.lists import is_outlet, is_platform
from briefing.extract.quotes.candidate import Candidate
from briefing.extract.quotes.context import Context, Rows, once_a_row
from briefing.extract.quotes.mentions import mention
from briefing.extract.quotes.speaker import Speaker

_OBJECTS = frozenset(["dobj", "dative", "pobj"])
_THROUGH = frozenset("to with on in by for at during from as via through".split())
_DEPTH = 5  # heads between a verb and what belongs to it
_SPEAKING = frozenset("speak write talk post appear tweet use address give tell".split())
_KINDS = frozenset(
    "newspaper broadcaster magazine tabloid daily weekly broadsheet newswire paper "
    "publication website".split()
)
_AGENCIES = frozenset("agency service organization organisation outlet site channel".split())
_SERVED = frozenset("news wire tv television radio media press state-run state".split())
_MEDIA = frozenset(["media", "television", "tv", "radio", "newswire"])
_FEEDS = frozenset(["account", "page", "feed", "channel"])
_NEAR = 8  # rows from "As" to "reports", of a credit at a sentence's end, of "From Reuters:"
_SITES = frozenset(["website", "site", "channel"])
_BELONGING = frozenset(["of", "for"])
_REPORTS = frozenset(["reports", "reported", "writes", "wrote"])
_CREDITS = frozenset(["from", "via"])
_CITED = frozenset(["quote", "cite"])
_USED = frozenset(["use", "take"])
_POINTING = frozenset(["the", "that", "this", "its"])
_SAME = frozenset("interview post tweet editorial".split())
_CONTINUED = 4  # lines, counted with blank ones
_LINES = 12  # that "the paper" looks back over


@once_a_row
def outlet_name(context: Context, noun: int) -> str | None:
    """The outlet that a noun phrase names: "Reuters", "newspaper El Faro", "the AFP news agency".

    None for what is no outlet, and for "the paper", which names none by itself.
    """
    tokens = context.tokens
    first, stop = mention(context, noun)
    text = tokens.of(first, stop)
    if tokens.pos[noun] == "PROPN":
        if is_outlet(text):
            return text
        bare = next((i for i in range(first, noun + 1) if tokens.pos[i] == "PROPN"), noun)
        name = tokens.of(bare, noun + 1)  # "cable television network CNBC"
        if first < bare and tokens.pos[bare - 1] == "NOUN" and is_outlet(name):
            return name
        if any(tokens.dep[k] == "appos" and tokens.lower[k] in _KINDS for k in tokens.kids[noun]):
            return text  # "Harbour View, an opinion website"
    words = set(tokens.lower[first:stop])
    head = tokens.lower[noun]
    if head not in _KINDS | _MEDIA and not (head in _AGENCIES and words & _SERVED):
        return None if tokens.pos[noun] != "PROPN" or not words & _KINDS else text
    last = noun + 1
    while (
        last < len(tokens)
        and tokens.pos[last] == "PROPN"
        and tokens.entity[last] not in ("DATE", "TIME")
        and tokens.line[last] == tokens.line[noun]
    ):
        last += 1
    if last > noun + 1 and context.inside[last - 1] == context.inside[noun]:
        return tokens.of(noun + 1, last)
    named = any(tokens.pos[i] == "PROPN" for i in range(first, noun))
    return text if named or head in _MEDIA else None


def outlet_before(context: Context, noun: int) -> str | None:
    """The outlet that "the paper", "the agency" or "the Times" at this row was before."""
    tokens = context.tokens
    first, stop = mention(context, noun)
    if tokens.lower[first] not in _POINTING or _is_of_others(context, (first, stop), noun):
        return None
    short = tokens.pos[noun] == "PROPN" and noun == first + 1
    served = tokens.lower[noun] in _AGENCIES and _SERVED & set(tokens.lower[first:noun])
    if not (tokens.lower[noun] in _KINDS or served or short):
        return None
    for row in range(first - 1, -1, -1):
        if tokens.line[first] - tokens.line[row] > _LINES:
            return None
        last_of_name = tokens.pos[row] == "PROPN" and (
            row + 1 == len(tokens) or tokens.pos[row + 1] != "PROPN"
        )
        if short and tokens.word[row] != tokens.word[noun]:
            continue
        if last_of_name or tokens.lower[row] in _AGENCIES | _KINDS:
            name = outlet_name(context, row)
            if name is not None:
                return name
    return None


def _is_of_others(s: Context, rows: Rows, noun: int) -> bool:
    """Whether a phrase says whose it is: "its website", "the club's site", "the site of a club"."""
    t = s.tokens
    if t.lower[rows[0]] == "its" and t.lower[noun] in _SITES:
        return True
    owned = any(t.tag[row] == "POS" for row in range(rows[0], noun))
    return owned or any(t.lower[row] in _BELONGING for row in range(noun + 1, rows[1]))


def outlets(
    context: Context,
    candidates: Sequence[Candidate],
    speakers: Sequence[Speaker | None],
    relayed: Sequence[str | None],
) -> list[str | None]:
    """For each quote through whom it comes: who relays it, its own clause, or the quote before.

    A quotation without a cue, or one said "in the interview" or "in a later post", comes the way
    of the same speaker's last words if these are near. Nobody passes on his own words: where "them"
    was read so ("Lind was cited by them"), whoever reported last does.
    """
    last: dict[str, tuple[str, int]] = {}
    reporting: str | None = None
    by_index: dict[int, str | None] = {}
    for place in sorted(range(len(candidates)), key=lambda k: candidates[k].first):
        candidate, who = candidates[place], speakers[place]
        key = who.name if who is not None and who.name else None
        by = relayed[place]
        if by is not None and by == key:
            by = reporting if _is_cited(context, candidate) else None
        name = by or outlet_used(context, candidate)
        reporting = by or (key if who is not None and who.attribution == "body" else reporting)
        line = context.tokens.line[candidate.first]
        if name is None and key in last:
            before, at = last[key]
            here = context.outer_sentence(candidate.first) == context.outer_sentence(at)
            near = line - context.tokens.line[at] <= _CONTINUED and _goes_on(context, candidate)
            name = before if here or near else None
        if key is not None and name is not None:
            last[key] = (name, candidate.first)
        by_index[place] = name
    return [by_index[k] for k in range(len(candidates))]


def _is_cited(s: Context, candidate: Candidate) -> bool:
    """Whether the cue is the "saying" of "was cited by them as saying"."""
    t, verb = s.tokens, candidate.verb
    return verb is not None and t.dep[verb] == "pcomp" and t.lower[t.head[verb]] == "as"


def _goes_on(context: Context, candidate: Candidate) -> bool:
    """Whether a quote continues the one before: no cue, "wrote", or "in the interview"."""
    tokens = context.tokens
    if candidate.verb is None:
        return candidate.cue is None
    if tokens.lemma[candidate.verb] in ("write", "post"):
        return True
    low, high = context.outer_sentence(candidate.verb)
    return any(tokens.lower[i] in _SAME and context.inside[i] < 0 for i in range(low, high))


def outlet_used(context: Context, candidate: Candidate) -> str | None:
    """The outlet that the cue's clause names as the way the words came, or None."""
    if candidate.verb is None:
        return None
    tokens = context.tokens
    verb = candidate.verb
    if tokens.dep[verb] == "pcomp" and tokens.lower[tokens.head[verb]] == "as":
        verb = tokens.head[tokens.head[verb]]
    above = tokens.head[verb] if tokens.dep[verb] == "advcl" else verb
    if {tokens.lemma[verb], tokens.lemma[above]} & {"tweet", "retweet"}:
        return "Twitter"
    found = (
        _below(context, candidate, verb, _DEPTH)
        or _of_outlet(context, candidate)
        or _as_reported(context, candidate.first)
        or _credited_behind(context, candidate, verb)
        or _credited_above(context, candidate.first)
        or _account_used(context, verb)
    )
    if found is None and candidate.noun is not None and tokens.head[candidate.noun] == verb:
        return _first(
            _below(context, candidate, k, _DEPTH)
            for k in tokens.kids[candidate.noun]
            if tokens.dep[k] == "acl"
        )
    return found


def _of_outlet(s: Context, candidate: Candidate) -> str | None:
    """ "NPR's Ana Lind reported", "a council Twitter account said": whose reporter or account."""
    tokens = s.tokens
    if candidate.noun is None or candidate.speaker is None:
        return None
    for kid in tokens.kids[candidate.noun]:
        if tokens.dep[kid] == "poss" and is_outlet(tokens.word[kid]):
            return tokens.word[kid]
    if tokens.lower[candidate.speaker[1] - 1] in _FEEDS:
        return next(
            (tokens.word[i] for i in range(*candidate.speaker) if is_platform(tokens.word[i])), None
        )
    return None


def _as_reported(s: Context, row: int) -> str | None:
    """ "As Harbour TV reports, Lind said ...": whoever the sentence begins with."""
    tokens = s.tokens
    low, high = s.outer_sentence(row)
    if tokens.lower[low] != "as":
        return None
    for i in range(low + 2, min(high - 1, low + _NEAR)):
        if tokens.lower[i] in _REPORTS and tokens.word[i + 1] == ",":
            name = tokens.of(low + 1, i)
            known = is_outlet(name) or tokens.lower[i - 1] in _MEDIA
            return name if known else None
    return None


def _credited_behind(s: Context, candidate: Candidate, verb: int) -> str | None:
    """ "..., the AFP news agency reports." at the end of the sentence that holds the cue."""
    tokens = s.tokens
    low, high = s.outer_sentence(verb)
    last = high - 1
    while last > low and not tokens.word[last][0].isalnum():
        last -= 1
    speaks = candidate.noun is not None and last > candidate.noun >= last - _NEAR
    if last == verb or speaks or tokens.lower[last] not in _REPORTS:
        return None
    for row in range(last - 1, max(low, last - _NEAR), -1):
        if s.inside[row] >= 0 or tokens.word[row] == ",":
            return _name_in(s, row + 1, last)
    return None


def _credited_above(s: Context, row: int) -> str | None:
    """ "From Reuters:" on a line of its own before the paragraph of this row."""
    tokens = s.tokens
    while row > 0 and tokens.line[row - 1] == tokens.line[row]:
        row -= 1
    stop = row
    while stop > 0 and tokens.pos[stop - 1] == "SPACE":
        stop -= 1
    first = stop
    while first > 0 and tokens.line[first - 1] == tokens.line[stop - 1] and stop - first < _NEAR:
        first -= 1
    while first < stop and tokens.pos[first] == "SPACE":
        first += 1
    if stop - first < 3 or tokens.word[stop - 1] != ":" or tokens.lower[first] not in _CREDITS:
        return None
    return _name_in(s, first + 1, stop - 1)


def _name_in(s: Context, first: int, stop: int) -> str | None:
    """These words if they name an outlet: "Interfax", "the AFP news agency"."""
    tokens = s.tokens
    if first >= stop:
        return None
    head = tokens.lower[stop - 1]
    kind = head in _KINDS or (head in _AGENCIES and _SERVED & set(tokens.lower[first:stop]))
    named = any(tokens.pos[i] == "PROPN" for i in range(first, stop))
    name = tokens.of(first, stop)
    return name if named and (kind or is_outlet(name)) else None


def _account_used(s: Context, verb: int) -> str | None:
    """ "used his Truth Social page to criticise", "took to Facebook to call"."""
    tokens = s.tokens
    head = tokens.head[verb]
    if tokens.lemma[head] not in _USED or tokens.dep[verb] not in ("xcomp", "advcl"):
        return None
    for kid in tokens.kids[head]:
        to = tokens.lemma[head] == "take" and tokens.lower[kid] == "to"
        for noun in tokens.kids[kid] if to else [kid]:
            stop = noun + (tokens.pos[noun] == "PROPN")
            first = stop
            while first > 0 and tokens.pos[first - 1] == "PROPN":
                first -= 1
            name = tokens.of(first, stop) if first < stop else ""
            if tokens.dep[noun] in _OBJECTS and is_platform(name):
                return name
    return None


def _first(names: Iterator[str | None]) -> str | None:
    return next((name for name in names if name is not None), None)


def _below(context: Context, candidate: Candidate, row: int, depth: int) -> str | None:
    tokens = context.tokens
    for kid in tokens.kids[row]:
        if not depth or any(first <= kid < stop for first, stop in candidate.content):
            continue
        if kid == candidate.noun:
            continue
        if tokens.dep[kid] in _OBJECTS and tokens.pos[kid] in ("PROPN", "NOUN"):
            name = _way(context, kid, tokens.lower[row])
            if name is not None:
                return name
        cited = tokens.tag[kid] == "VBN" and tokens.lemma[kid] in _CITED
        speaking = tokens.dep[kid] == "advcl" and (tokens.lemma[kid] in _SPEAKING or cited)
        if tokens.dep[kid] in _OBJECTS or tokens.lower[kid] in _THROUGH or speaking:
            found = _below(context, candidate, kid, depth - 1)
            if found is not None:
                return found
    return None


def _way(context: Context, noun: int, before: str) -> str | None:
    """The outlet or platform that the object of this word is: a platform only "on" or "via"."""
    tokens = context.tokens
    name = outlet_name(context, noun) or outlet_before(context, noun)
    if name is not None:
        return name
    first, stop = mention(context, noun)
    for text in (tokens.of(first, stop), tokens.word[noun]):
        if before in ("on", "via", "to") and tokens.pos[noun] == "PROPN" and is_platform(text):
            return text
    return None
