"""Who issues a communiqué: the body that speaks, the states that sign, where it met."""

from __future__ import annotations

import re

from briefing.extract.forms.days import days_in
from briefing.extract.forms.document import Document, Entry
from briefing.extract.forms.entries import shortened
from briefing.extract.forms.labels import NAME_WORD
from briefing.extract.forms.statement_words import (
    ARTICLE,
    MOST_SUBJECT,
    NUMBER,
    folded_words,
    sentences,
    statement_words,
)
from briefing.model import Span

_LIST_OF_STATES = re.compile(
    r"\bof (?P<list>(?:the )?[A-ZÀ-Þ][^,;.()]{2,50}(?:, (?:the )?[A-ZÀ-Þ][^,;.()]{2,50})*,? and "
    r"(?:the )?[A-ZÀ-Þ][^,;.()]{2,50})$"
)
_CONSTITUTION = re.compile(
    r"^(?:the )?(?:(?:[A-Z][a-z]+ )?(?:Democratic |Federal |People[’']s |Islamic |Arab |Kyrgyz |"
    r"Bolivarian |Plurinational |Co-operative |Socialist )*(?:Republic|Kingdom|State|"
    r"Commonwealth|Principality|Sultanate|Federation|Union) of (?:the )?|the )"
)
_WHERE = re.compile(
    rf"\bin (?:the (?:city|town|capital) of )?(?P<place>{NAME_WORD}(?:[ -](?:(?:de|du|la|el|al|"
    rf"of) )?{NAME_WORD}){{0,3}})"
)
_NAMED_MEETING = re.compile(
    rf"\b(?:the|their|our) (?P<name>(?:(?:[0-9]+(?:st|nd|rd|th)|{NAME_WORD}['’]?|[a-z]+-[a-z]+|"
    rf"of|the|for|on|and) ){{0,9}}"
    r"(?:Meeting|Summit|Conference|Council|Dialogue|Session|Round|meeting|summit|conference|"
    r"round)\b)"
)
_OCCASION = re.compile(r"(?:\S+ ){0,3}(?:meeting|summit|session|round)\b", re.IGNORECASE)
_NEAR_NAME = 90  # characters behind the verb in which the meeting's name may stand
_WE = re.compile(
    r"\bWe, (?P<body>(?:the )?[^.;]{3,260}?)(?=,? (?:gathered|met\b|meeting|having|assembled|"
    r"convened|representing|as (?:the )?|today|hereby|reaffirm|declare|welcome|stand|issue|"
    r"have\b|are\b|express|condemn|underline|recall|,))"
)
_BY = re.compile(
    r"(?:statement|declaration|communiqu[eé]|release|conclusions|announcement)\s+(?:by|of|from|"
    r"issued by)\s+(?P<body>(?:the )?.{3,220}?)(?:\s+(?:on|regarding|concerning|about|"
    r"following|at|in|after|to mark)\s|\s[-–—]\s|$)",
    re.IGNORECASE,
)


def issuing_body(document: Document, text: str) -> str | None:
    """Who issues the document: "We, the ministers of …", the subject that meets, the title."""
    words = statement_words()
    we = _WE.search(text)
    if we is not None:
        return plain_name(we["body"])
    for start, end in list(sentences(text))[:6]:
        sentence = NUMBER.sub("", text[start:end], count=1)
        for match in words.meets.finditer(sentence):
            subject = sentence[: match.start()].strip(" ,")
            if match.start() == 0 or len(subject.split()) > MOST_SUBJECT:
                break
            subject = re.split(r",? as (?:the )?\w+|, (?:meeting|having|gathered)\b", subject)[0]
            folded = folded_words(subject)
            if subject.startswith("The ") and any(
                re.search(rf"\b{re.escape(w)}\b", folded)
                for w in words.takes_up - {"meeting", "summit"}
            ):
                return plain_name(subject)
            break
    by = _BY.search(document.title)
    return plain_name(by["body"]) if by is not None else None


def plain_name(name: str) -> str:
    """A name without article and what stands in brackets."""
    name = re.sub(r"\s*\([^()]*\)", "", " ".join(name.split())).strip(" ,;:")
    return ARTICLE.sub("", name)


def signatory_states(body: str) -> tuple[str, ...]:
    """The states whose ministers sign, else the body itself; a meeting is nobody who meets."""
    listed = _LIST_OF_STATES.search(body)
    if listed is None:
        return () if _OCCASION.match(body) else (body,)
    first, *others = re.split(r",? and |, ", body[: listed.end()])
    names = [first.rpartition(" of ")[2], *others]
    return tuple(n for name in names if (n := _CONSTITUTION.sub("", name.strip()).strip()))


def meeting_of(document: Document, text: str, parties: tuple[str, ...]) -> Entry | None:
    """The meeting at which the body speaks, from the sentence that tells of it with its day."""
    if document.day is None:
        return None
    for start, end in list(sentences(text))[:8]:
        sentence = text[start:end]
        meets = statement_words().meets.search(sentence)
        marks = days_in(sentence, document.day)
        if meets is None or not marks or meets.start() > marks[-1].start:
            continue
        mark = next(m for m in marks if m.start > meets.start())
        if mark.first > document.day:
            continue
        named = _NAMED_MEETING.search(sentence, 0, meets.end() + _NEAR_NAME)
        place = _WHERE.search(sentence, meets.start())
        who = " and ".join(parties) if len(parties) == 1 else "the ministers"
        what = named["name"].strip() if named else f"meeting of {who}"
        return Entry(
            what=shortened(what),
            span=Span(start, end),
            first=mark.first,
            last=mark.last,
            time=None,
            zone=None,
            place=place["place"] if place else None,
            parties=parties,
            kind="event",
            status="held",
        )
    return None
