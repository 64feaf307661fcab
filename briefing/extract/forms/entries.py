"""What one line of an agenda says: what, where, with whom, and what kind of thing it is."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from briefing.extract.forms.agenda_words import agenda_words
from briefing.extract.forms.cast_names import fold, split_role
from briefing.extract.forms.labels import NAME_WORD, bare, label_words
from briefing.extract.places.gazetteer import fold as fold_place
from briefing.extract.places.gazetteer import gazetteer
from briefing.model import DeadlineKind, TalkStatus

_WORDS_OF_PLACE = 4  # the longest names of the gazetteer that agendas write
LONGEST = 16  # words of what an entry is called

_PART = rf"{NAME_WORD}(?:['’](?= ))?"
_CAPITAL_RUN = (
    rf"{_PART}(?:(?:,? +|-)(?:of |the |for |and |de |du |la |del |di )*(?:{_PART}|"
    rf"\d+\b)){{0,12}}(?:, (?:[A-Z]\.)+)?"
)
_AT_END = re.compile(
    rf"(?P<cut>,? (?:at|in|on board|aboard) (?:the )?(?P<place>{_CAPITAL_RUN})(?: \([^()]*\))?)"
    rf"\s*\.?$"
)
_INSIDE = re.compile(rf"(?: at| in) (?:the )?(?P<place>{_CAPITAL_RUN})")
_LAST_PART = re.compile(r"(?:\s[-–—|]\s|,\s)\s*(?P<place>[^-–—|,]{3,70}?)\s*\.?$")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_OBJECT_END = re.compile(
    r"\s(?:at|in|on|to|ahead|during|before|after|for the|about|over|from|followed|as part)\s|"
    r"[,;(|]|\s[-–—]\s|\.\s|\.$"
)
_BODY = re.compile(
    rf"(?P<body>(?:{NAME_WORD} (?:(?:of|for|and|on|the) )?){{0,10}}(?:Council|Committee|Commission|"
    rf"Parliament|Assembly|Court|Board|"
    rf"Cabinet|Senate|Congress|Eurogroup|Tribunal|Working Group|Working Party|Ministers|Leaders|"
    rf"Directors|Governors)\b(?: of {NAME_WORD}(?: {NAME_WORD})?)?)"
)
_OF_WHOM = re.compile(
    r"\b(?:meetings?|summits?|councils?|conferences?|gatherings?|talks) (?:of|between|with) "
    r"(?:the )?(?P<who>[^,;(|.]{3,70})"
)
_AND = re.compile(r",? and | & |, ")
_TRAILING = re.compile(r"[\s,;:|–—-]+$|(?<![A-Z])\.$")
_LEADING = re.compile(r"^[\s,;:|–—*•·-]+")
_CONNECTIVE = re.compile(
    r"\s(?:on|at|from|by|until|to|in|for|and|of|the|with|a|an|is|are|will|be|held|due)$",
    re.IGNORECASE,
)
_BY_WHOM = re.compile(r"\bby (?:the )?(?:new )?(?P<who>[^;(|.,]{3,70})")
_UNSURE = re.compile(r"^(?:time )?(?:tbc|tba|t\.b\.c\.)\b[\s:,–—-]*", re.IGNORECASE)
_VERSUS = re.compile(r"\bvs?\.?\s")
_BEYOND_NAME = re.compile(r" (?:for|during|who|which|in|at) ")
_WHERE = re.compile(r" (?:during|in|at) ")
_OF_WHERE = re.compile(r" (?:of|from) ")
_VISIT = re.compile(
    r"\b(?:[Vv]isits?|[Tt]ravels?|[Tt]rip) (?:to )?(?:the )?(?P<place>" + _CAPITAL_RUN + ")"
)


_NO_PARTY = frozenset("brief briefing report update letter award credentials".split())
_GROUP = re.compile(
    r"(?:Council|Committee|Commission|Summit|Forum|Meeting|Conference|Assembly|Session|Week|Day|"
    r"January|February|March|April|June|July|August|September|October|November|December|Spring|"
    r"Summer|Autumn|Winter|\d{4})\.?$"
)
_ASIDE = re.compile(
    r"\b(?:for|ahead of|after|before|on|about|following|from|into|minutes of|report|results of)\b",
    re.IGNORECASE,
)


class Described(NamedTuple):
    """The parts of an entry's words."""

    what: str
    place: str | None
    parties: tuple[str, ...]
    kind: DeadlineKind
    is_meeting: bool
    tentative: bool
    cancelled: bool
    postponed: bool


def describe(
    text: str, *, principal: str | None = None, body: str | None = None, place: str | None = None
) -> Described:
    """An entry's words taken apart.

    ``principal`` is whose schedule it stands in, ``body`` who meets where the entry names nobody,
    ``place`` where it happens if the structure already says so.
    """
    words = agenda_words()
    plain = words.services.sub(" ", text).strip()
    said = plain
    plain = _LEADING.sub("", _TRAILING.sub("", _UNSURE.sub("", plain)))
    found = place
    if found is None:
        found, plain = _place_of(plain)
    parties = _parties(_BRACKETS.sub("", plain), principal, body)
    return Described(
        what=shortened(plain),
        place=found,
        parties=parties,
        kind=_kind(said),
        is_meeting=_is_meeting(plain),
        tentative=words.tentative.search(said) is not None,
        cancelled=words.cancelled.search(said) is not None,
        postponed=words.postponed.search(said) is not None,
    )


def _is_meeting(text: str) -> bool:
    """Whether parties meet: "entries for the meeting" and "a report after the talks" are none."""
    words = agenda_words()
    if words.verbs.search(text) is not None:
        return True
    noun = words.meetings.search(text)
    return noun is not None and _ASIDE.search(text[: noun.start()]) is None


def status_of(first: date, last: date, day: date, entry: Described) -> TalkStatus:
    """The standing of a meeting on the day that its agenda came out."""
    if entry.cancelled:
        return "cancelled"
    if entry.postponed:
        return "postponed"
    if last < day:
        return "held"
    return "under way" if first < day else "planned"


def shortened(text: str) -> str:
    """At most ``LONGEST`` words: brackets go first, then what follows a comma, then the tail."""
    text = " ".join(text.split())
    for cut in (
        _as_is,
        _without_brackets,
        _without_place,
        _before_semicolon,
        _first_clause,
        _without_addition,
    ):
        short = cut(text)
        if 2 <= len(short.split()) <= LONGEST:
            return _TRAILING.sub("", short)
        text = short if len(short.split()) > 1 else text
    short = " ".join(text.split()[:LONGEST])
    while (tail := _CONNECTIVE.search(short)) is not None:
        short = short[: tail.start()]
    return _TRAILING.sub("", short)


def _as_is(text: str) -> str:
    return text


def _without_brackets(text: str) -> str:
    return _BRACKETS.sub("", text)


def _without_place(text: str) -> str:
    end = _AT_END.search(text)
    return text[: end.start()] if end else text


def _before_semicolon(text: str) -> str:
    """The first of several things that one line gives for a day."""
    return text.split("; ", 1)[0]


def _first_clause(text: str) -> str:
    head = re.split(r"[;:,] | – | — | - ", text, maxsplit=1)[0]
    return head if len(head.split()) > 3 else text


def _without_addition(text: str) -> str:
    """ "The President for the month of May will …": the subject without what explains it."""
    return re.sub(
        r"^((?:\S+ ){1,7}?)(?:for|during|in) (?:\S+ ){1,6}?(?=will |is to |are to )", r"\1", text
    )


def _place_of(text: str) -> tuple[str | None, str]:
    """Where it happens, and the words without that place where it stood apart."""
    venues = agenda_words().venues
    last = _LAST_PART.search(text)
    if last is not None:
        place = last["place"].strip()
        capital = place[:1].isupper() or place.lower() in {"online", "virtual"}
        is_place = venues.search(place) is not None or _is_on_the_map(place)
        named = place if _VERSUS.search(place) is None else None
        # "No. 23-1187" before a comma is no name of what happens there.
        happens = any(len(bare(w)) > 2 and w.isalpha() for w in text[: last.start()].split())
        if capital and is_place and named and not agenda_words().any_verb.search(place) and happens:
            return place, text[: last.start()].strip()
    end = _AT_END.search(text)
    if end is not None and not _GROUP.search(end["place"]):
        return _without_stop(end["place"]), text
    visit = _VISIT.search(text)
    if visit is not None:
        return _without_stop(visit["place"]), text
    for inner in _INSIDE.finditer(text):
        if venues.search(inner["place"]):
            return _without_stop(inner["place"]), text
    return None, text


def _is_on_the_map(name: str) -> bool:
    """Whether a city, region or country has that name."""
    return len(name.split()) <= _WORDS_OF_PLACE and bool(gazetteer().names.get(fold_place(name)))


def _without_stop(place: str) -> str:
    """A place without the full stop of its sentence; "Washington, D.C." keeps its own."""
    place = place.strip()
    return place if re.search(r"\b[A-Z]\.$", place) else place.rstrip(".")


def _parties(text: str, principal: str | None, body: str | None) -> tuple[str, ...]:
    words = agenda_words()
    verb = words.any_verb.search(text)
    met = words.with_object.search(text)
    parties: list[str] = []
    if verb is not None and verb.start() > 0:
        subject = _name(text[: verb.start()], principal)
        parties += [subject] if subject else []
    elif verb is not None and principal:
        parties.append(principal)
    if met is not None:
        rest = text[met.end() :]
        end = _OBJECT_END.search(rest)
        whole = rest[: end.start()] if end else rest
        parties += [n for part in _heads(whole) if (n := _name(part, None))]
    elif verb is None or not parties:
        of = _OF_WHOM.search(text)
        by = _BY_WHOM.search(text)
        own = _BODY.search(text)
        if of is not None and not (own and own.start() < of.start()):
            whole = _WHERE.split(of["who"])[0]
            parties += [n for part in _heads(whole) if (n := _name(part, None) or part.strip())]
        elif by is not None and (name := _name(_WHERE.split(by["who"])[0], None)):
            parties.append(name)
        elif own is not None and len(own["body"].split()) > 1:
            parties.append(own["body"].strip())
        elif body and not parties:
            parties.append(body)
    return tuple(dict.fromkeys(parties))


def _heads(phrase: str) -> list[str]:
    """ "the ministers of Chile and Peru" is one; "A. Brown and B. White" are two."""
    parts = [p for p in _AND.split(phrase) if p.strip()]
    named = all(p[:1].isupper() and len(p.split()) > 1 for p in parts)
    offices = label_words().offices
    ends_in_office = any(bare(p.split()[-1]) in offices for p in parts[:-1])
    return parts if len(parts) > 1 and named and not ends_in_office else [phrase]


def _name(phrase: str, principal: str | None) -> str | None:
    """Who a phrase names: the person behind the offices, or the phrase itself."""
    phrase = re.sub(r"\s+(?:will|is|are|to|has|have)(?:\s+\w+)?\s*$", "", _BRACKETS.sub("", phrase))
    phrase = (
        phrase.rpartition(", ")[2]
        if re.match(r"(?:For|In|On|At|After|Before)\b", phrase)
        else phrase
    )
    phrase = re.sub(
        r"^(?:the|a|an|that|this)\s+", "", phrase.strip(" ,.;:-–—"), flags=re.IGNORECASE
    )
    if not phrase:
        return None
    if principal and (last := fold(phrase).split()[-1]) and last in fold(principal).split():
        return principal
    role, name = split_role(_WHERE.split(phrase)[0])
    if role and " " in (person := _OF_WHERE.split(name)[0]):
        name = person
    if name and role and re.match(rf"{NAME_WORD}", name) and name.lower() != phrase.lower():
        return name
    cut = _BEYOND_NAME.split(phrase)[0]
    if cut.isupper() and len(cut) > 4:
        cut = cut.title()
    if bare(cut.split()[-1]) in _NO_PARTY:
        return None
    titled = cut.split()
    while (
        len(titled) > 2
        and bare(titled[0]) in label_words().courtesy
        and not titled[1][0].islower()  # the Ambassador of Chile
    ):
        titled = titled[1:]
    cut = " ".join(titled)
    people = agenda_words().people
    named = any(c.isupper() for c in cut[1:]) or (cut[:1].isupper() and " " not in cut)
    return cut if named or bare(cut.split()[-1]) in people else None


def _kind(text: str) -> DeadlineKind:
    words = agenda_words()
    if words.votes.search(text):
        return "vote"
    if words.due.search(text) and not re.search(r"\bdue to\b", text):
        return "due"
    if words.expiries.search(text) and re.search(
        r"\b(?:due to end|expir\w+|ends|lapses|runs out)\b", text
    ):
        return "expiry"
    return "start" if words.starts.search(text) else "event"
