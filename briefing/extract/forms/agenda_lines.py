"""The lines of an agenda: headings that say the day, entries with their times, prose."""

from __future__ import annotations

import re
from datetime import date

from msgspec.structs import replace

from briefing.extract.forms.agenda_words import agenda_words
from briefing.extract.forms.cast_names import split_role
from briefing.extract.forms.clocks import Clock, clock_at, clocks_in
from briefing.extract.forms.days import DayMark, day_at, days_in, weekday_at
from briefing.extract.forms.diary_lines import (
    LONG_LINE,
    SENTENCE,
    name_as_written,
    run_in_entries,
    wire_entry,
)
from briefing.extract.forms.labels import NAME_WORD, bare, label_words
from briefing.extract.forms.lines import Line, words
from briefing.extract.forms.listed_events import ListedEvent, Reading

_BULLET = re.compile(
    r"(?:[-*•–—·▪●○‣>#+]+|\(?\d{1,2}[.)](?=\s+\D)|\(?[a-z][.)])\s+|\*\*|\[\s?\]\s*"
)
_LEAD = re.compile(
    r"(?:(?:approx(?:\.|imately)?|about|around|from|at|not before|by|starting|c\.|ca\.)\s+)",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*[-–—:|,.;/]*\s*")
_REST_OF_HEADING = re.compile(
    r"[\s,.:;–—\-|*#()\[\]]*(?:\((?:continued|cont[’']d|today)\)|continued)?[\s*:]*$", re.IGNORECASE
)
_TAIL_CLOCK = re.compile(r"[(\[,–—|-]\s*(?:at\s+|from\s+)?$")
_DATED_NAME = re.compile(r"(?P<name>.{6,170}?)\s*(?:,|:|–|—|-|\(|\bon\b)\s*$")
_BRACKETED = re.compile(r"(?:\([^()]*\)|\[[^\[\]]*\]|\*{2,}[^*]+\*{2,})\.?$")
_ROOM = re.compile(
    r"(?:(?:court|committee|conference|meeting|hearing) )?(?:court|courtroom|room|hall|chamber)"
    r"(?: no\.?)? (?:\d{1,3}[a-z]?|[a-z]|[ivx]{1,5})",
    re.IGNORECASE,
)
_BENCH = re.compile(
    r"Before (?:the |his |her )?(?:Right |Rt\.? )?(?:Hon|Mr|Mrs|Ms|Miss|Sir|Dame|Lord|Lady|Judge|"
    r"Master|Justice|HHJ|District|Deputy|Chief|Recorder|Registrar|President|Vice)",
    re.IGNORECASE,
)
_FULL_NAME = re.compile(
    rf"{NAME_WORD}(?: (?:[A-Z]\. )?(?:(?:de|van|von|der|bin|al) )*{NAME_WORD}){{1,3}}"
)
_BEFORE_CLOCK = re.compile(r"(?:,| at| from)\s+$")
_HALF_HOUR = re.compile(r"at (?:half|quarter) (?:past|to) \w+\.?$", re.IGNORECASE)
_PROSE = 30  # words from which a line is no entry by itself
_SHORT = 14  # words of a line that may be an entry without a time
_IN_CAPITALS = 0.7  # of the letters of a line that says whose schedule follows


def read_line(line: Line, state: Reading, day: date) -> list[ListedEvent] | None:
    """The entries that a line gives, [] for a heading and the like, None for prose."""
    entries = _read(line, state, day)
    if not entries or state.room is None:
        return entries
    return [replace(each, place=state.room) if each.place is None else each for each in entries]


def _read(line: Line, state: Reading, day: date) -> list[ListedEvent] | None:
    if len(line.text) > LONG_LINE and (run := run_in_entries(line, state, day)):
        return run
    text = line.text
    lead = _BULLET.match(text)
    at = lead.end() if lead else 0
    heading = _heading(line, state, day, at)
    if heading is not None:
        return heading
    if _BRACKETED.match(text) or (not any(c.isalpha() for c in text) and not clock_at(text, at)):
        return []
    if agenda_words().nothing.search(text) or _HALF_HOUR.match(text, at) or _BENCH.match(text):
        return []
    if "|" in text or "\t" in text:
        row = _row(line, state, day)
        if row is not None:
            return row
    wire = wire_entry(line, state, at)
    if wire is not None:
        return [wire]
    own = _named_with_day(line, day, at, state.principal)
    if own is not None:
        state.dated += 1
        return [own]
    if state.mark is not None and _ROOM.fullmatch(text):
        state.room = name_as_written(text)
        return []
    timed = _timed(line, state, at)
    if timed is not None:
        return timed
    if state.clock is None and _is_principal(text, state):
        return []
    return _untimed(line, state, bullet=bool(lead), at=at)


def _heading(line: Line, state: Reading, day: date, at: int) -> list[ListedEvent] | None:
    """A line that is a day, maybe with what happens on it behind."""
    text = line.text
    mark = day_at(text, day, at) or weekday_at(text, _week(state, day), at)
    if mark is None:
        return None
    if state.moments and (moment := moment_in(line, day)) is not None:
        state.heading, state.clock = moment
        state.headings += 1
        return []
    rest = text[mark.end :]
    if _REST_OF_HEADING.match(rest):
        state.heading, state.principal, state.clock, state.room = mark, None, None, None
        state.timed_in_block = False
        state.headings += 1
        return []
    parted = re.match(r"\s*(?::|–|—|-|\||\t|\.\s)\s*", rest)
    if parted is None or words(rest) > _PROSE * 2:
        return None
    start = mark.end + parted.end()
    clock = clock_at(text, start)
    if clock is not None:
        start = _behind_joint(text, clock.end)
        state.timed += 1
    name = text[start:]
    if not any(c.isalpha() for c in name):
        return []  # a day with a time alone is when the page came out, unless there are several
    # What follows on lines of its own explains the entry rather than being another.
    state.heading, state.timed_in_block = mark, True
    state.headings += 1
    stop = re.search(r":\s|\.\s", name)
    if stop is not None and words(name[stop.end() :]) > 4:
        name = name[: stop.start()]
    name = name.strip()
    if not any(c.isalpha() for c in name):
        return []
    begin = line.start + start
    state.dated += 1
    return [ListedEvent(begin, begin + len(name), name, mark, clock, state.principal)]


def moment_in(line: Line, day: date) -> tuple[DayMark, Clock] | None:
    """The day and time that a line gives and nothing else: "20 March 2024 9:30am"."""
    mark = day_at(line.text, day)
    if mark is None:
        return None
    between = _JOINT.match(line.text, mark.end)
    clock = clock_at(line.text, between.end() if between else mark.end)
    if clock is None or any(c.isalnum() for c in line.text[clock.end :]):
        return None
    return mark, clock


def _week(state: Reading, day: date) -> date:
    """A day of the week that a weekday alone belongs to."""
    if state.heading is not None:
        return state.heading.first
    return state.title.first if state.title else day


def _named_with_day(line: Line, day: date, at: int, principal: str | None) -> ListedEvent | None:
    """ "Informal meeting of heads of state, Kotor, 12 October 2022"."""
    text = line.text[at:]
    if words(text) > _PROSE:
        return None
    marks = days_in(text, day)
    if not marks or not _REST_OF_HEADING.match(text[marks[-1].end :]):
        return None
    name = _DATED_NAME.match(text[: marks[-1].start])
    if name is None or name["name"].endswith((".", "?", "!")):
        return None
    plain = name["name"].strip(" ,:-–—(")
    if re.search(
        r"\b(?:published|updated|posted|source|issued|last modified|retrieved)\b",
        plain,
        re.IGNORECASE,
    ):
        return None
    parts = plain.rsplit(", ", 1)
    place = None
    if len(parts) == 2 and words(parts[1]) <= 3 and parts[1][:1].isupper() and words(parts[0]) > 1:
        plain, place = parts
    start = line.start + at
    return ListedEvent(start, line.end, plain, marks[-1], None, principal, place)


def _timed(line: Line, state: Reading, at: int) -> list[ListedEvent] | None:
    """A line that begins or ends with a time of day."""
    text = line.text
    if state.mark is None:
        return None
    lead = _LEAD.match(text, at)
    start = lead.end() if lead else at
    clock = clock_at(text, start)
    if clock is not None:
        begin = _behind_joint(text, clock.end)
        rest = text[begin:]
        if not any(c.isalpha() for c in rest):
            state.clock = clock
            return []
        if rest[0].islower() and not _LEAD.match(text, at):
            return None
        state.timed += 1
        state.timed_in_block = True
        state.clock = None
        return [ListedEvent(line.start + begin, line.end, rest, state.mark, clock, state.principal)]
    ends = [c for c in clocks_in(text) if not any(ch.isalnum() for ch in text[c.end :])]
    if ends and words(text) <= _PROSE and _TAIL_CLOCK.search(text[: ends[-1].start]):
        name = _TAIL_CLOCK.sub("", text[at : ends[-1].start]).strip(" ,-–—|(")
        if any(c.isalpha() for c in name):
            state.timed += 1
            state.timed_in_block = True
            return [
                ListedEvent(line.start + at, line.end, name, state.mark, ends[-1], state.principal)
            ]
    return None


def _row(line: Line, state: Reading, day: date) -> list[ListedEvent] | None:
    """A row of a table: the cell with a time, that with a day, and what it is about."""
    cells = [c.strip() for c in re.split(r"\s*[|\t]\s*", line.text) if c.strip()]
    if len(cells) < 2:
        return [] if line.text.strip().endswith("|") else None
    clock = next((c for cell in cells if (c := clock_at(cell)) and not cell[c.end :].strip()), None)
    marks = [
        m for cell in cells[:2] if (m := day_at(cell, day)) and not cell[m.end :].strip(" :,.")
    ]
    mark = marks[0] if marks else state.mark
    if mark is None or (clock is None and not marks):
        return [] if clock is None else None
    names = [
        cell
        for cell in cells
        if not clock_at(cell)
        and not (day_at(cell, day) and words(cell) < 5)
        and any(c.isalpha() for c in cell)
        and cell.lower() not in {"n/a", "tbc", "tba"}
    ]
    if not names:
        return []
    state.timed += clock is not None
    state.dated += bool(marks)
    state.timed_in_block = True
    place = next((c for c in names[1:] if agenda_words().venues.search(c)), None)
    return [ListedEvent(line.start, line.end, names[0], mark, clock, state.principal, place)]


def _is_principal(text: str, state: Reading) -> bool:
    """Whether a line says whose schedule follows ("SECRETARY MARGUERITE T. OSWIN")."""
    plain = text.strip(" :*#")
    if (
        words(plain) > 12
        or plain.endswith((".", "?", "!"))
        or agenda_words().any_verb.search(plain)
    ):
        return False
    offices = label_words().offices | label_words().courtesy
    holds = any(bare(w) in offices for w in plain.split())
    upper = sum(c.isupper() for c in plain) > _IN_CAPITALS * sum(c.isalpha() for c in plain)
    if plain.lower() in agenda_words().regions:
        return True
    if holds and (upper or state.heading is None or _is_office_and_name(plain)):
        _, name = split_role(name_as_written(plain))
        state.principal = name if len(name.split()) > 1 else None
        return True
    if upper and not agenda_words().meetings.search(plain):
        state.principal = None
        return True
    return False


def _is_office_and_name(plain: str) -> bool:
    """ "Vice-President Marko Petrovski": nothing happens in such a line."""
    role, name = split_role(plain)
    return role is not None and _FULL_NAME.fullmatch(name) is not None


def _untimed(line: Line, state: Reading, *, bullet: bool, at: int) -> list[ListedEvent] | None:
    text = line.text
    size = words(text)
    if state.clock is not None and state.mark is not None and size <= _PROSE * 2:
        clock, state.clock = state.clock, None
        state.timed += 1
        state.timed_in_block = True
        return [
            ListedEvent(line.start + at, line.end, text[at:], state.mark, clock, state.principal)
        ]
    if state.heading is None:
        return None
    if state.timed_in_block:
        return [] if bullet or (size <= _SHORT and not text.endswith(".")) else None
    sentences = len(SENTENCE.findall(text))
    if size > _PROSE or (sentences and size > _SHORT) or text.endswith(":"):
        return None
    if size < 2 and not agenda_words().meetings.search(text):
        return []
    state.dated += 1
    inside = clocks_in(text)
    if len(inside) == 1 and _BEFORE_CLOCK.search(text[at : inside[0].start]):
        # "Armed Services, 9:30 a.m., room 50. Hearing on shipyards"
        state.timed += 1
        before = _BEFORE_CLOCK.sub("", text[at : inside[0].start])
        name = f"{before}{text[inside[0].end :]}"
        return [
            ListedEvent(line.start + at, line.end, name, state.heading, inside[0], state.principal)
        ]
    return [ListedEvent(line.start + at, line.end, text[at:], state.heading, None, state.principal)]


def _behind_joint(text: str, at: int) -> int:
    """One past the blanks and marks that join what ends at a character to what follows."""
    joint = _JOINT.match(text, at)
    return joint.end() if joint else at
