"""Lines of the diaries of news agencies: a dateline opens each entry, and some run together."""

from __future__ import annotations

import re
from datetime import date

from briefing.extract.forms.agenda_words import agenda_words
from briefing.extract.forms.clocks import clocks_in
from briefing.extract.forms.days import days_in
from briefing.extract.forms.lines import Line
from briefing.extract.forms.listed_events import ListedEvent, Reading

SENTENCE = re.compile(r"(?<!\bM[rs]\.)(?<!\b[DS][rt]\.)(?<=[.!?])\s+(?=[A-Z“\"(])")
AHEAD = re.compile(
    r"\b(?:will|shall|is to|are to|is due|are due|due|scheduled|planned|expected|takes? place|held|"
    r"deadline|opens?|closes?|begins?|starts?|ends?|meets?|convenes?|until|no later than|is set|"
    r"are set|from)\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"(?<![\w-])(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ’'.-]{1,30}(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ’'.-]{1,30}){0,4})"
    r"(?:\s\((?P<land>[A-Z][^()]{2,40})\)|, (?P<other>[A-Z][a-z]{2,30}))?\s[-–—]\s(?=\S)"
)
_NOWHERE = frozenset({"WORLD", "WORLDWIDE", "INTERNATIONAL", "GLOBAL", "VARIOUS"})
JOINT_END = re.compile(r"[\s(\[,–—|-]*$")
LONG_LINE = 700  # characters from which a line is searched for entries that run in


def wire_entry(line: Line, state: Reading, at: int) -> ListedEvent | None:
    """A line of a news agency's diary: "** VADUZ - Ministers meet - 0900 GMT"."""
    dateline = _DATELINE.match(line.text, at)
    if dateline is None or state.mark is None:
        return None
    text = line.text[dateline.end() :]
    clock = next((c for c in clocks_in(text)), None)
    if clock is not None:
        text = f"{JOINT_END.sub('', text[: clock.start])} {text[clock.end :].lstrip(' )')}".strip()
        state.timed += 1
    state.dated += 1
    place = dateline["place"]
    town = None if place in _NOWHERE else name_as_written(place)
    start = line.start + dateline.end()
    return ListedEvent(start, line.end, text, state.mark, clock, None, town, dateline["land"])


def name_as_written(plain: str) -> str:
    """A heading in capitals with its name as names are written."""
    if not plain.isupper():
        return plain
    out = re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), plain)
    out = re.sub(r"\b(Mc|O['’])([a-z])", lambda m: m[1] + m[2].upper(), out)
    return re.sub(r"\b(Of|For|And|The|On)\b", lambda m: m[0].lower(), out)


def run_in_entries(line: Line, state: Reading, day: date) -> list[ListedEvent]:
    """The entries of a diary that lost its line breaks: "RIGA (Latvia) - Ruling expected …"."""
    text = line.text
    datelines = list(_DATELINE.finditer(text))
    if len(datelines) < 3:
        return []
    headings = [
        m for m in days_in(text, day) if text[m.start : m.end].upper() == text[m.start : m.end]
    ]
    events = []
    for number, dateline in enumerate(datelines):
        stop = datelines[number + 1].start() if number + 1 < len(datelines) else len(text)
        above = [m for m in headings if m.end <= dateline.start()]
        mark = above[-1] if above else state.mark
        if mark is None:
            continue
        inside = [m.start for m in headings if dateline.end() < m.start < stop]
        words_of = _without_region(text[dateline.end() : min([stop, *inside])])
        clock = next((c for c in clocks_in(words_of)), None)
        name = words_of
        if clock is not None:
            before = words_of[: clock.start].rstrip(" (")
            name = f"{before} {words_of[clock.end :].lstrip(' )')}"
        start = line.start + dateline.end()
        place = (
            agenda_words().services.sub("", f" {dateline['place']}").strip() or dateline["place"]
        )
        town = None if place in _NOWHERE else name_as_written(place)
        events.append(
            ListedEvent(
                start, start + len(words_of), name, mark, clock, None, town, dateline["land"]
            )
        )
    if events:
        state.headings += 1
        state.timed += sum(f.clock is not None for f in events)
        state.dated += len(events)
    return events


def _without_region(text: str) -> str:
    """An entry without the heading of the next region, which ran into it."""
    text = text.rstrip()
    for region in sorted(agenda_words().regions, key=len, reverse=True):
        if text.lower().endswith(region):
            head = text[: -len(region)].rstrip()
            if text[-len(region) :][:1].isupper() and (
                not head or head[-1] in ".)]" or len(head.split()) > 2
            ):
                return head
    return text
