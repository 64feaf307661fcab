"""To whom a quote's words are directed, by name: the phrase, resolved as speakers are."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from briefing.extract.people.lists import Gender
from briefing.extract.quotes.addressee_phrases import TIMES, addressed, in_content
from briefing.extract.quotes.candidate import Candidate
from briefing.extract.quotes.context import Context, Rows
from briefing.extract.quotes.mentions import mention
from briefing.extract.quotes.resolution import Resolution
from briefing.extract.quotes.speaker import Mention, Speaker
from briefing.extract.quotes.speakers import named_by
from briefing.model import Span
from briefing.names.people import fold

_HIM: dict[str, Gender] = {"him": "male", "her": "female"}
_VAGUE = frozenset("each one another others anyone someone everyone everybody those one".split())
_IN_NAMES = frozenset(["PROPN", "NOUN", "ADP", "CCONJ", "DET", "ADJ", "NUM"])
_NEAR = 2  # sentences before its own in which a pronoun's person may stand


class Addressee(Struct, frozen=True):
    """Who is addressed, under the name that the article gives, and where it says so."""

    name: str
    span: Span


def addressees(
    context: Context,
    resolution: Resolution,
    candidates: Sequence[Candidate],
    speakers: Sequence[Speaker | None],
) -> list[Addressee | None]:
    """For each quote whom its words are directed to; None where the article does not say.

    ``speakers`` are those of the quotes, in the same order. Nobody is addressed by themselves.
    """
    return [
        _addressee(context, resolution, row, f, who)
        if (row := addressed(context, f)) is not None
        else None
        for f, who in zip(candidates, speakers, strict=True)
    ]


def _addressee(
    context: Context,
    resolution: Resolution,
    row: int,
    candidate: Candidate,
    speaker: Speaker | None,
) -> Addressee | None:
    tokens = context.tokens
    if context.inside[row] != (
        context.inside[candidate.verb] if candidate.verb is not None else -1
    ):
        owner = _whose_show(context, row)
        if owner is None:
            return None
        row = owner
    if tokens.pos[row] == "PRON" or tokens.lower[row] in _VAGUE:
        some_of = any(tokens.lower[k] == "of" and k == row + 1 for k in tokens.kids[row])
        return _some_of(context, row) if some_of else _pronoun(context, resolution, row, speaker)
    first, _ = _phrase(context, row)
    row = _named_after(context, candidate, row)
    stop = _phrase(context, row)[1]
    resolved = named_by(resolution, Mention((first, stop), row))
    name = resolved.name
    if (
        tokens.tag[row] == "NNS"
        and name
        and resolved.attribution == "named"
        and " and " not in name
    ):
        name = tokens.of(first, stop)  # "the hosts, Ana Lind and Bo Berg" are not Ana Lind alone
    if name is None or (speaker is not None and speaker.name and _same(name, speaker.name)):
        return None
    return Addressee(name, resolved.span)


def _named_after(context: Context, candidate: Candidate, row: int) -> int:
    """The name that follows: "host Ana Lind", "the co-host", "NBC's Bo Berg", "agency Interfax".

    The parser takes the first of these nouns for the head of the phrase.
    """
    tokens = context.tokens
    last, stop = row, row + 1
    if stop < len(tokens) and tokens.word[stop] == "-" and tokens.end[row] == tokens.start[stop]:
        last = stop = stop + 1
        stop += 1
    elif tokens.lower[stop : stop + 1] in (["'s"], ["’s"]):
        stop += 1
    elif tokens.tag[row] != "NN":
        return row
    while (
        stop < len(tokens)
        and tokens.entity[stop] in ("PERSON", "ORG")
        and tokens.pos[stop] == "PROPN"
        and context.inside[stop] == context.inside[row]
        and tokens.line[stop] == tokens.line[row]
        and not in_content(candidate, stop)
    ):
        last = stop
        stop += 1
    return last


def _same(one: str, other: str) -> bool:
    return fold(one) == fold(other)


def _whose_show(s: Context, row: int) -> int | None:
    """The broadcaster of a show whose title is quoted: ABC in 'told ABC's "This Week"'."""
    t = s.tokens
    first = s.rows[s.inside[row]][0] if s.inside[row] >= 0 else 0
    possessive = first > 1 and t.lower[first - 1] in ("'s", "’s") and t.pos[first - 2] == "PROPN"
    return first - 2 if possessive else None


def _phrase(context: Context, noun: int) -> Rows:
    """The noun with what stands before it, its "of", and what is coordinated to it."""
    tokens = context.tokens
    first, _ = mention(context, noun)
    while first < noun and (tokens.pos[first] in ("ADV", "ADP", "SCONJ", "PUNCT")):
        first += 1
    stop = noun + 1
    home = context.inside[noun]
    while (
        stop < len(tokens)
        and tokens.entity[stop] == tokens.entity[noun] != ""
        and not tokens.entity_starts[stop]
    ):
        if (
            context.inside[stop] != home
            or tokens.line[stop] != tokens.line[noun]
            or tokens.pos[stop] not in _IN_NAMES
        ):
            break
        stop += 1
    while stop > noun + 1 and tokens.pos[stop - 1] not in ("NOUN", "PROPN", "NUM"):
        stop -= 1
    if tokens.pos[noun] == "PROPN" and _is_number(context, stop) and tokens.head[stop] == noun:
        stop += 1  # "Kanal 9"
    for kid in tokens.kids[noun]:
        if kid == stop and tokens.lower[kid] == "of" and context.inside[kid] == home:
            inner = next((k for k in tokens.kids[kid] if tokens.dep[k] == "pobj"), None)
            if (
                inner is not None
                and context.inside[inner] == home
                and tokens.entity[inner] not in TIMES
            ):
                stop = max(stop, _phrase(context, inner)[1])
    for kid in tokens.kids[noun]:
        joined = tokens.dep[kid] == "conj" and tokens.pos[kid] in ("NOUN", "PROPN") and kid > noun
        if joined and context.inside[kid] == home:
            begin, end = _phrase(context, kid)
            if begin >= stop and all(tokens.dep[i] in ("cc", "punct") for i in range(stop, begin)):
                stop = end
    return first, max(stop, noun + 1)


def _is_number(s: Context, row: int) -> bool:
    return row < len(s.tokens) and s.tokens.pos[row] == "NUM" and s.tokens.entity[row] not in TIMES


def _some_of(s: Context, row: int) -> Addressee:
    """ "some of the miners", as it stands."""
    first, stop = _phrase(s, row)
    span = Span(s.tokens.start[first], s.tokens.end[stop - 1])
    return Addressee(span.of(s.tokens.text), span)


def _pronoun(
    context: Context, resolution: Resolution, row: int, speaker: Speaker | None
) -> Addressee | None:
    """ "told him": the only other man whom this sentence or the two before it name."""
    tokens = context.tokens
    gender = _HIM.get(tokens.lower[row])
    if gender is None or speaker is None or speaker.name is None:
        return None
    low, _ = context.outer_sentence(row)
    for _ in range(_NEAR):
        low, _ = context.outer_sentence(low - 1) if low else (0, 0)
    others = {
        person
        for person in resolution.people.persons
        if person.gender in (None, gender)
        and not _same(person.name, speaker.name)
        and any(low <= first < row for first, _ in person.mentions)
    }
    if len(others) != 1:
        return None
    person = others.pop()
    sure = person.gender == gender
    return Addressee(person.name, Span(tokens.start[row], tokens.end[row])) if sure else None
