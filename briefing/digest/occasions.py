"""On what occasion, where and when a statement was made, as the words around it tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.model import Quote, Span, Talk
from briefing.names.people import fold
from briefing.timing import MONTHS, WEEKDAYS

_MEETING = (
    r"(?:talks?|meetings?|sessions?|summit|rounds?|hearing|negotiations?|discussions?|conference|"
    r"consultations?|gathering|assembly|plenary|encounter|visit|call)"
)
# "after the meeting", "at the end of the first Lisbon talks"
OCCASION = re.compile(
    rf"\b(?P<when>at|during|after|following|in|inside|into|before|ahead of|prior to|for|"
    rf"on the (?:eve|sidelines|margins) of|at the (?:end|close|start|opening) of)\s+"
    rf"(?P<which>the|this|that|these|those|their|his|her|its|an?|\w+day['’]s)\s+"
    rf"(?P<between>(?:[\w'’-]+\s+){{0,3}}?){_MEETING}\b",
    re.IGNORECASE,
)
AHEAD = frozenset({"before", "ahead of", "prior to", "on the eve of", "for", "into"})
# What follows the talk that was told of just before.
AFTERWARDS = re.compile(r"\b(?:afterwards?|during a (?:break|pause|recess))\b", re.IGNORECASE)
# What those are who sit at a table, in their names and roles.
TOOK_PART = frozenset(
    """delegate delegates delegation delegations negotiator negotiators envoy envoys mediator
    mediators chair chairman chairwoman host hosts counterpart judge""".split()
)
# To whom one speaks at a talk: "told the session", "told delegates".
HEARD_BY = re.compile(rf"\b{_MEETING}$|\bdelegat(?:es|ions?)$", re.IGNORECASE)
# Before "conference" and "call": what is no talk.
PRESS = frozenset("news press media telephone phone video".split())
# In the present tense what somebody holds, rather than what they said on a day.
_STANDING = re.compile(
    r"^(?:says?|demands?|insists?|maintains?|wants?|seeks?|argues?|claims?|calls?|warns?|accuses?|"
    r"denies|deny|refuses?|rejects?|proposes?|asks?|urges?|states?|tells?|adds?|describes?)$",
    re.IGNORECASE,
)
_GOING_ON = re.compile(r"\b(?:is|are|has been|have been) (?:\w+ )?$", re.IGNORECASE)
EARLIER = re.compile(r"\b(?:had|has|have) (?:\w+ )?$", re.IGNORECASE)
VISITS = re.compile(r"\b(?:visits?|trips?|tour)\b", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\b(?:[Ii]n|[Aa]t|[Ff]rom|[Tt]o) ((?:[A-Z][\w'’-]+)(?: [A-Z][\w'’-]+)*)")
_SEASONS = ("spring", "summer", "autumn", "winter")
_CALENDAR = frozenset(name.casefold() for name in (*MONTHS, *WEEKDAYS, *_SEASONS))
HAPPENED = frozenset({"held", "under way"})
_AUXILIARIES = 24  # characters before a cue in which its auxiliaries stand
_SHORTEST = 4  # letters of a party's name by which a word that begins with them is of that party
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def without(text: str, sentence: Span, spans: Sequence[Span]) -> str:
    """The sentence without what was said in it."""
    pieces: list[str] = []
    at = sentence.start
    for span in spans:
        if span.overlaps(sentence):
            pieces.append(text[at : max(at, span.start)])
            at = max(at, min(span.end, sentence.end))
    pieces.append(text[at : sentence.end])
    return " … ".join(pieces)


def is_standing(text: str, quote: Quote) -> bool:
    """ "Norland demands", "is demanding": what somebody holds, not what they said somewhere."""
    if not quote.cue:
        return False
    if _STANDING.match(quote.cue):
        return True
    return quote.cue.casefold().endswith("ing") and before_cue(text, quote, _GOING_ON)


def before_cue(text: str, quote: Quote, pattern: re.Pattern[str]) -> bool:
    """Whether the words right before the cue are those."""
    if quote.cue_span is None:
        return False
    start = quote.cue_span.start
    return bool(pattern.search(text[max(0, start - _AUXILIARIES) : start]))


def is_said(quote: Quote, span: Span) -> bool:
    """Whether most of a mention is what was said: words about a talk, not at it."""
    size = sum(max(0, min(s.end, span.end) - max(s.start, span.start)) for s in quote.spans)
    return 2 * size > span.end - span.start


def is_elsewhere(outside: str, talk: Talk) -> bool:
    """Whether the words around the statement name a place that is not the talk's."""
    return any(not bears(talk, [name]) for name in _places(outside))


def _places(outside: str) -> Iterator[str]:
    for match in _ELSEWHERE.finditer(outside):
        if match[1].split()[0].casefold() not in _CALENDAR:
            yield match[1]


def bears(talk: Talk, names: Sequence[str]) -> bool:
    """Whether the talk is known by one of those names: its place, a party or what it is."""
    names_of_talk = " ".join([talk.place or "", *talk.parties, talk.what]).casefold()
    return any(re.sub(r"['’]s?$", "", name).casefold() in names_of_talk for name in names)


def is_party(quote: Quote, talk: Talk) -> bool:
    """Whether the speaker is a party, or is described by its name: "Norland's", "Norlandic"."""
    about = f"{fold(quote.speaker or '')} {fold(quote.role or '')}"
    for party in filter(None, map(fold, talk.parties)):
        if f" {party} " in f" {about} ":
            return True
        stem = party[:-1] if len(party) > _SHORTEST else party
        if any(word.startswith(stem) for word in about.split() if len(stem) >= _SHORTEST):
            return True
    return False
