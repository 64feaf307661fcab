"""How the rows of a briefing read on one line, wherever they are printed or written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from briefing.corroboration import differences
from briefing.digest import Briefing
from briefing.model import Deadline
from briefing.positions import positions_in
from briefing.remarks import Finding, Remarks
from briefing.rows import DeadlineRow, Evidence, Head, Sources, SpeakerRow, Statement, TalkRow
from briefing.sayings import Saying, ascribed_differently
from briefing.series import Series

if TYPE_CHECKING:
    from briefing.stories import Story

TextOf = Callable[[str], str]
"""Gives the text of an article by its id."""

NO_REMARKS: Remarks = {}

Cite = Callable[[Iterable[Head]], str]
"""Gives the marks that point to articles: ``[1][4]``."""

_CONTROLS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+"
)


def plain(text: str) -> str:
    """Text from outside on one line, without anything that could steer a terminal."""
    return _CONTROLS.sub(" ", text)


def long_day(day: date) -> str:
    """``Thu 13 January 2022``, whatever the locale."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """``Thu 13 Jan``, whatever the locale."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1][:3]}"


_WEEKDAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
_MONTHS = (
    "January February March April May June July August September October November December"
).split()


def days(start: date | None, end: date | None) -> str:
    """One day or a range of days, short: ``Sun 9 Jan - Mon 10 Jan``; empty when unknown."""
    if start is None or end is None:
        return ""
    return short_day(start) if start == end else f"{short_day(start)} - {short_day(end)}"


def duration(minutes: int) -> str:
    """``4 h``, ``1 h 30 min``."""
    hours, rest = divmod(minutes, 60)
    return " ".join(p for p in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if p)


def talk_line(row: TalkRow) -> str:
    """``Vienna: OSCE, Russia, Ukraine (planned)``."""
    where = row.place or "Place not given"
    who = ", ".join(row.parties) or row.what
    rounds = f", round {row.round}" if row.round else ""
    return plain(f"{where}: {who} ({row.status}{rounds})")


def deadline_line(row: DeadlineRow | Deadline) -> str:
    """``Parliament votes on the budget (vote, tentative)``."""
    marks: list[str] = [row.kind]
    if row.precision != "day":
        marks.append(f"{row.precision} only")
    if row.tentative:
        marks.append("tentative")
    if row.cancelled:
        marks.append("cancelled")
    if row.moved_from:
        marks.append(f"moved from {short_day(row.moved_from)}")
    who = f"{row.who}: " if row.who and row.who.casefold() not in row.what.casefold() else ""
    return plain(f"{who}{row.what} ({', '.join(marks)})")


def speaker_line(row: SpeakerRow) -> str:
    """``Jens Stoltenberg, NATO Secretary General``; says so when nobody is named."""
    if row.name is None:
        return "Speaker not given"
    role = f", {row.role}" if row.role else ""
    mark = " (unnamed)" if row.attribution == "unnamed" else ""
    return plain(f"{row.name}{role}{mark}")


def evidence_words(evidence: Evidence, text_of: TextOf) -> str:
    """The words that the evidence rests on, on one line."""
    text = text_of(evidence.head.id)
    return plain(" … ".join(s.of(text) for s in evidence.spans))


def heading(briefing: Briefing) -> tuple[str, str]:
    """The day with the reason for it, and what the briefing covers."""
    of = briefing.as_of
    why = {
        "today": "",
        "asked for": "",
        "newest article": " (day of the newest article)",
    }[of.reason]
    count = len(briefing.heads)
    articles = "1 article" if count == 1 else f"{count} articles"
    covered = f"{articles}, {short_day(briefing.since)} to {short_day(of.day)}"
    samples = "; samples that come with brief" if briefing.samples_only else ""
    return f"Briefing for {long_day(of.day)}{why}", f"{covered}{samples}"


def series_line(found: Series) -> str:
    """``Norway, Iceland: Geneva 9 Jan (held) -> Vienna 13 Jan (planned); next: Vienna``."""
    steps = " -> ".join(_step(step) for step in found.steps)
    upcoming = found.upcoming
    ahead = f"; next: {upcoming.place or upcoming.what}" if upcoming else ""
    return plain(f"{', '.join(found.parties) or 'Talks'}: {steps}{ahead}")


def _step(row: TalkRow) -> str:
    when = f", {days(row.start, row.end)}" if row.start else ""
    return f"{row.place or row.what} ({row.status}{when})"


def story_line(story: Story) -> str:
    """``Ferry vote looms (5 articles, Tue 11 Jan - Thu 13 Jan; 3 outlets, 2 independent)``."""
    told = "; ".join(p for p in (days(story.first, story.last), sources_line(story.sources)) if p)
    return plain(f"{story.headline} ({len(story.heads)} articles, {told})")


def change_lines(said: Sequence[Saying], cite: Cite) -> list[str]:
    """A line for each pair of utterances of which the later seems to reverse the earlier."""
    pairs = {
        (change.earlier, change.later): position.topic
        for position in reversed(positions_in(said))
        for change in position.changes
    }
    return [
        plain(
            f"Possible change on {topic}: “{earlier.quote.content}” {cite([earlier.head])}, "
            f"then “{later.quote.content}” {cite([later.head])}"
        )
        for (earlier, later), topic in pairs.items()
    ]


def disputed(briefing: Briefing) -> Iterator[tuple[Saying, Callable[[Statement], str]]]:
    """Words given to different speakers, with what tells the speaker of each statement."""
    name = {s: row.name or "" for row in briefing.speakers for s in row.statements}
    for saying in ascribed_differently(briefing.speakers):
        yield saying, name.__getitem__


def ascribed_line(saying: Saying, speaker_of: Callable[[Statement], str], cite: Cite) -> str:
    """``“We shall run the ferry”: Ana Lind [1]; Bo Berg [2][3]``."""
    said: dict[str, list[Head]] = {}
    for statement in saying.statements:
        said.setdefault(speaker_of(statement), []).append(statement.head)
    who = "; ".join(f"{name} {cite(heads)}" for name, heads in said.items())
    return plain(f"“{saying.statements[0].quote.content}”: {who}")


def sources_line(sources: Sources) -> str:
    """``4 outlets, 2 independent``; empty when there is but one outlet."""
    return str(sources) if len(sources.outlets) > 1 else ""


def talk_differences(row: TalkRow, cite: Cite) -> list[str]:
    """A line for each field in which articles differ, with every value and who gives it."""
    return [
        plain(
            f"Sources differ on {each.field}: "
            + "; ".join(
                f"{account.value} {cite(m.head for m in account.mentions)}"
                for account in each.accounts
            )
        )
        for each in differences(row)
    ]


def deadline_differences(row: DeadlineRow, cite: Cite) -> list[str]:
    """A line for other days given for it, and one where articles differ on whether it stands."""
    lines = []
    other_days: dict[str, list[Head]] = {}
    for rival in row.rivals:
        given = days(rival.deadline.when, rival.deadline.end)
        other_days.setdefault(given, []).append(rival.head)
    if other_days:
        told = "; ".join(f"{given} {cite(heads)}" for given, heads in other_days.items())
        lines.append(plain(f"Others give another day: {told}"))
    if "status" in row.disagreements:
        off = cite(m.head for m in row.mentions if m.deadline.cancelled)
        on = cite(m.head for m in row.mentions if not m.deadline.cancelled)
        lines.append(plain(f"Sources differ on status: cancelled {off}; goes ahead {on}"))
    return lines


def remark_line(remarks: Remarks, *findings: Finding) -> str:
    """What is to be said about these findings, each thing once; or empty."""
    said = dict.fromkeys(word for finding in findings for word in remarks.get(finding, ()))
    return plain(f"({'; '.join(said)})") if said else ""
