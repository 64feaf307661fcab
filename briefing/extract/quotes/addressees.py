"""To whom a quote's words are directed, by name: the phrase, resolved as speakers are."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from briefing.extract.people.lists import Gender
from briefing.extract.quotes.addressee_phrases import TIMES, addressed, in_content
from briefing.extract.quotes.candidate import Candidate
from briefing.extract.quotes.clauses import mention
from briefing.extract.quotes.context import Context, Rows
from briefing.extract.quotes.speaker import Mention, Speaker
from briefing.extract.quotes.speakers import Resolution, named_by
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
    s: Context, known: Resolution, found: Sequence[Candidate], speakers: Sequence[Speaker | None]
) -> list[Addressee | None]:
    """For each quote whom its words are directed to; None where the article does not say.

    ``speakers`` are those of the quotes, in the same order. Nobody is addressed by themselves.
    """
    return [
        _addressee(s, known, row, f, who) if (row := addressed(s, f)) is not None else None
        for f, who in zip(found, speakers, strict=True)
    ]


def _addressee(
    s: Context, known: Resolution, row: int, f: Candidate, speaker: Speaker | None
) -> Addressee | None:
    t = s.t
    if s.inside[row] != (s.inside[f.verb] if f.verb is not None else -1):
        owner = _whose_show(s, row)
        if owner is None:
            return None
        row = owner
    if t.pos[row] == "PRON" or t.lower[row] in _VAGUE:
        some_of = any(t.lower[k] == "of" and k == row + 1 for k in t.kids[row])
        return _some_of(s, row) if some_of else _pronoun(s, known, row, speaker)
    first, _ = _phrase(s, row)
    row = _named_after(s, f, row)
    stop = _phrase(s, row)[1]
    resolved = named_by(known, Mention((first, stop), row))
    name = resolved.name
    if t.tag[row] == "NNS" and name and resolved.attribution == "named" and " and " not in name:
        name = t.of(first, stop)  # "the hosts, Ana Lind and Bo Berg" are not Ana Lind alone
    if name is None or (speaker is not None and speaker.name and _same(name, speaker.name)):
        return None
    return Addressee(name, resolved.span)


def _named_after(s: Context, f: Candidate, row: int) -> int:
    """The name that follows: "host Ana Lind", "the co-host", "NBC's Bo Berg", "agency Interfax".

    The parser takes the first of these nouns for the head of the phrase.
    """
    t = s.t
    last, stop = row, row + 1
    if stop < len(t) and t.word[stop] == "-" and t.end[row] == t.start[stop]:
        last = stop = stop + 1
        stop += 1
    elif t.lower[stop : stop + 1] in (["'s"], ["’s"]):
        stop += 1
    elif t.tag[row] != "NN":
        return row
    while (
        stop < len(t)
        and t.entity[stop] in ("PERSON", "ORG")
        and t.pos[stop] == "PROPN"
        and s.inside[stop] == s.inside[row]
        and t.line[stop] == t.line[row]
        and not in_content(f, stop)
    ):
        last = stop
        stop += 1
    return last


def _same(one: str, other: str) -> bool:
    return fold(one) == fold(other)


def _whose_show(s: Context, row: int) -> int | None:
    """The broadcaster of a show whose title is quoted: ABC in 'told ABC's "This Week"'."""
    t = s.t
    first = s.rows[s.inside[row]][0] if s.inside[row] >= 0 else 0
    possessive = first > 1 and t.lower[first - 1] in ("'s", "’s") and t.pos[first - 2] == "PROPN"
    return first - 2 if possessive else None


def _phrase(s: Context, noun: int) -> Rows:
    """The noun with what stands before it, its "of", and what is coordinated to it."""
    t = s.t
    first, _ = mention(s, noun)
    while first < noun and (t.pos[first] in ("ADV", "ADP", "SCONJ", "PUNCT")):
        first += 1
    stop = noun + 1
    home = s.inside[noun]
    while stop < len(t) and t.entity[stop] == t.entity[noun] != "" and not t.entity_starts[stop]:
        if s.inside[stop] != home or t.line[stop] != t.line[noun] or t.pos[stop] not in _IN_NAMES:
            break
        stop += 1
    while stop > noun + 1 and t.pos[stop - 1] not in ("NOUN", "PROPN", "NUM"):
        stop -= 1
    if t.pos[noun] == "PROPN" and _is_number(s, stop) and t.head[stop] == noun:
        stop += 1  # "Kanal 9"
    for kid in t.kids[noun]:
        if kid == stop and t.lower[kid] == "of" and s.inside[kid] == home:
            inner = next((k for k in t.kids[kid] if t.dep[k] == "pobj"), None)
            if inner is not None and s.inside[inner] == home and t.entity[inner] not in TIMES:
                stop = max(stop, _phrase(s, inner)[1])
    for kid in t.kids[noun]:
        joined = t.dep[kid] == "conj" and t.pos[kid] in ("NOUN", "PROPN") and kid > noun
        if joined and s.inside[kid] == home:
            begin, end = _phrase(s, kid)
            if begin >= stop and all(t.dep[i] in ("cc", "punct") for i in range(stop, begin)):
                stop = end
    return first, max(stop, noun + 1)


def _is_number(s: Context, row: int) -> bool:
    return row < len(s.t) and s.t.pos[row] == "NUM" and s.t.entity[row] not in TIMES


def _some_of(s: Context, row: int) -> Addressee:
    """ "some of the miners", as it stands."""
    first, stop = _phrase(s, row)
    span = Span(s.t.start[first], s.t.end[stop - 1])
    return Addressee(span.of(s.t.text), span)


def _pronoun(s: Context, known: Resolution, row: int, speaker: Speaker | None) -> Addressee | None:
    """ "told him": the only other man whom this sentence or the two before it name."""
    t = s.t
    gender = _HIM.get(t.lower[row])
    if gender is None or speaker is None or speaker.name is None:
        return None
    low, _ = s.outer_sentence(row)
    for _ in range(_NEAR):
        low, _ = s.outer_sentence(low - 1) if low else (0, 0)
    others = {
        person
        for person in known.people.persons
        if person.gender in (None, gender)
        and not _same(person.name, speaker.name)
        and any(low <= first < row for first, _ in person.mentions)
    }
    if len(others) != 1:
        return None
    person = others.pop()
    sure = person.gender == gender
    return Addressee(person.name, Span(t.start[row], t.end[row])) if sure else None
