"""Agendas: headings that say the day, lines that say the time, and what stands between them."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from briefing.extract.forms.agenda_lines import moment_in, read_line
from briefing.extract.forms.agenda_sentences import SENTENCE, dated_sentences
from briefing.extract.forms.agenda_words import agenda_titles, agenda_words
from briefing.extract.forms.clocks import clock_at, zone_of_all
from briefing.extract.forms.days import DayMark, day_at, days_in
from briefing.extract.forms.document import Document, Entry, Layout
from briefing.extract.forms.entries import describe, status_of
from briefing.extract.forms.labels import NAME_WORD
from briefing.extract.forms.lines import Line, masked, words
from briefing.extract.forms.listed_events import ListedEvent, Reading
from briefing.model import Span

_UNTIL_DAY = re.compile(r"\(\s*(?:to|until|till|through)\s+(?P<when>[^()]{1,20})\)", re.IGNORECASE)
_COUNTRIES = re.compile(
    r"\((?P<list>(?:(?:the |Republic of )?[A-ZÀ-Þ][\w’' -]+(?:, | and |, and )){1,14}(?:the |"
    r"Republic of )?[A-ZÀ-Þ][\w’' -]+)\)"
)
_BODY = re.compile(
    rf"\b(?P<body>(?:{NAME_WORD} (?:of |for |and )?){{1,4}}(?:Council|Committee|Commission|"
    rf"Parliament|Assembly|Court|Board|Cabinet|Senate|Congress))\b"
)
_WEEKDAYS = frozenset("Mon Tue Wed Thu Fri Sat Sun".split())
_MONTHS = frozenset("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())
_SHORT = 14  # words of a line that may be an entry without a time
_ROOM = 6  # words of the name of a room
_MANY = 400  # entries of one document
_OF_LINES = 0.5  # are entries, in an agenda whose title does not say that it is one
_OF_TEXT = 0.4  # stands in entries there; the rest are headings and notes


def lay_out_agenda(document: Document, *, forced: bool = False) -> Layout | None:
    """The entries of an agenda, or None for what is none."""
    day = document.day
    if day is None:
        return None
    titled = agenda_titles().search(document.title) is not None
    if not (titled or forced) and not _worth_reading(document):
        return None
    state = Reading(
        title=_title_day(document, day) if titled or forced else None,
        moments=sum(moment_in(line, day) is not None for line in document.lines) > 1,
    )
    lines = _read_lines(document, state, day)
    if not forced and not _is_agenda(document, lines, state, day, titled=titled):
        return None
    if not lines.events:
        return None
    body = _body_of(document)
    zone = zone_of_all(document.text)
    entries = [_entry(document, event, day, body, zone) for event in lines.events]
    for span in lines.prose:
        entries += dated_sentences(document, span, day, body, zone)
    entries = _distinct(entries)
    text = masked(document.whole, [(e.span.start, e.span.end) for e in entries])
    return Layout("agenda", text, day, entries=tuple(entries), prose=lines.prose)


class _LinesRead(Struct, frozen=True):
    """What the lines of a document are: events, the characters they stand in, and prose."""

    events: tuple[ListedEvent, ...]
    used: tuple[tuple[int, int], ...]
    prose: tuple[Span, ...]


def _read_lines(document: Document, state: Reading, day: date) -> _LinesRead:
    """Read line by line, ``state`` with them, until there are more events than an agenda has."""
    events: list[ListedEvent] = []
    prose: list[Span] = []
    used: list[tuple[int, int]] = []
    for line in document.lines:
        if len(events) > _MANY:
            break
        is_list_of_rooms = state.room is not None
        if events and not is_list_of_rooms and _is_place_of(line, events[-1], document):
            events[-1] = replace(events[-1], place=line.text)
            used.append((line.start, line.end))
            continue
        new = read_line(line, state, day)
        if new is None:
            prose.append(line.span)
            continue
        events += new
        used.append((line.start, line.end))
    listed = tuple(event for event in events if not _is_section(event, document))
    return _LinesRead(listed, tuple(used), tuple(prose))


def _worth_reading(document: Document) -> bool:
    """Whether a text without a telling title has lines enough that begin with a day or a time."""
    marked = sum(
        1 for line in document.lines if line.text[0].isdigit() or _opens_with_day(line.text)
    )
    return marked >= 3


def _opens_with_day(text: str) -> bool:
    return text[:3].title() in _WEEKDAYS or text[:3] in _MONTHS


def _title_day(document: Document, day: date) -> DayMark | None:
    """The day of a schedule for one day, as its title or first lines say."""
    for place in (
        document.title,
        *(line.text for line in document.lines[:4] if len(line.text) < 90),
    ):
        marks = days_in(place, day)
        if len(marks) == 1 and (marks[0].last - marks[0].first).days == 0:
            return marks[0]
        if marks:
            return None
    return None


def _is_place_of(line: Line, last: ListedEvent, document: Document) -> bool:
    """A line with nothing but a room, right below the entry that is held there."""
    between = document.text[last.end : line.start]
    if last.place is not None or last.clock is None or between.count("\n") != 1:
        return False
    named = [w for w in line.text.split() if any(c.isalpha() for c in w)]
    if not named or len(named) > _ROOM or not line.text[0].isupper() or line.text[-1] in ".:;!?":
        return False
    # "Conference Room 7", "Assembly Hall": what stands last says that it is a room.
    return agenda_words().venues.fullmatch(named[-1]) is not None


def _is_section(listed_event: ListedEvent, document: Document) -> bool:
    """A line without a time above a line with nothing but one: whose entries follow."""
    if listed_event.clock is not None or listed_event.place is not None:
        return False
    below = (
        document.whole[listed_event.end : listed_event.end + 60]
        .lstrip(" ")
        .removeprefix("\n")
        .split("\n")[0]
    )
    clock = clock_at(below.strip())
    return clock is not None and not any(c.isalpha() for c in below.strip()[clock.end :])


def _is_agenda(
    document: Document, lines: _LinesRead, state: Reading, day: date, *, titled: bool
) -> bool:
    """Whether most events lie ahead, and they are what the document consists of."""
    week_ago = day - timedelta(days=7)
    coming = sum(event.mark.last >= week_ago for event in lines.events)
    if not coming or 2 * coming < len(lines.events):
        return False
    if titled:
        return len(lines.events) >= 2 and (state.headings + state.timed + state.dated >= 3)
    all_characters = sum(line.end - line.start for line in document.lines)
    share = sum(stop - start for start, stop in lines.used) / max(1, all_characters)
    dense = len(lines.used) >= _OF_LINES * len(document.lines) and share >= _OF_TEXT
    return dense and len(lines.events) >= 3 and (state.timed >= 3 or state.headings >= 2)


def _entry(
    document: Document, listed_event: ListedEvent, day: date, body: str | None, zone: str | None
) -> Entry:
    mark = listed_event.mark
    text, last = _until(listed_event.text, mark)
    first = mark.first
    inner = [m for m in days_in(text, day) if m.start > 0]
    if (
        inner
        and re.search(
            r"\bfrom\b|\bto\b|\buntil\b|\bon\b", text[max(0, inner[0].start - 8) : inner[0].start]
        )
        and inner[0].last > inner[0].first
    ):
        first, last = inner[0].first, inner[0].last
        text = (text[: inner[0].start].rstrip() + text[inner[0].end :]).strip()
        text = re.sub(r"\s(?:from|on|to|until)\.?$", "", text)
    described = describe(
        text, principal=listed_event.principal, body=body, place=listed_event.place
    )
    parties = described.parties
    more = _listed_below(document, listed_event)
    status = status_of(first, last, day, described) if described.is_meeting else None
    clock = listed_event.clock
    return Entry(
        what=described.what,
        span=Span(listed_event.start, max(listed_event.start + 1, listed_event.end)),
        first=first,
        last=max(first, last),
        time=clock.time if clock else None,
        zone=(clock.zone or zone) if clock else None,
        place=described.place,
        parties=tuple(dict.fromkeys([*parties, *more])),
        kind=described.kind,
        status=status,
        tentative=described.tentative,
        cancelled=described.cancelled,
    )


def _until(text: str, mark: DayMark) -> tuple[str, date]:
    """ "(To 18)", "(To March 4)": the last day, which counts from the first."""
    match = _UNTIL_DAY.search(text)
    if match is None:
        return text, mark.last
    when = match["when"].strip()
    last = mark.last
    if when.isdigit():
        for month in (mark.first, mark.first + timedelta(days=31)):
            try:
                last = month.replace(day=int(when))
            except ValueError:
                continue
            if last >= mark.first:
                break
    elif (named := day_at(when, mark.first)) is not None:
        last = named.first
    plain = (text[: match.start()] + text[match.end() :]).strip()
    return plain, last if last >= mark.first else mark.last


def _listed_below(document: Document, listed_event: ListedEvent) -> tuple[str, ...]:
    """The countries that the first sentence below an entry lists in brackets as those who meet."""
    below = next((line for line in document.lines if line.start > listed_event.end), None)
    if below is None or listed_event.clock is not None or words(below.text) < _SHORT:
        return ()
    first = SENTENCE.split(below.text, maxsplit=1)[0]
    listed = _COUNTRIES.search(first)
    if listed is None or not re.search(r"\bwith\b", first[: listed.start()]):
        return ()
    names = re.split(r", and | and |, ", listed["list"])
    return tuple(re.sub(r"^the (?:Republic of )?", "", n.strip()) for n in names)


def _body_of(document: Document) -> str | None:
    """The body whose agenda it is: the one that it names most often."""
    counts = Counter(
        re.sub(r"^The ", "", m["body"])
        for m in _BODY.finditer(f"{document.title}\n{document.text}")
    )
    best = counts.most_common(1)
    return best[0][0] if best and best[0][1] > 1 else None


def _distinct(entries: list[Entry]) -> list[Entry]:
    """Entries in text order, each place in the text once."""
    distinct: list[Entry] = []
    for entry in sorted(entries, key=lambda e: (e.span, e.first)):
        if distinct and distinct[-1].span == entry.span:
            continue
        distinct.append(entry)
    return distinct
