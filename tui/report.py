"""The briefing of a day as text, Markdown and JSON: the same rows that the panes show."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from briefing.codec import deadline_to_json, dumps, quote_to_json, talk_to_json
from briefing.digest import Briefing
from briefing.rows import DeadlineRow, Evidence, Head, SpeakerRow, TalkRow, countdown

TextOf = Callable[[str], str]
"""Gives the text of an article by its id."""

WIDTH = 72  # columns: fits a mail and a message of the day
_MARKS = "“”\"'`"
STATEMENTS_SHOWN = 5  # a speaker, newest first; the rest is counted

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")


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


def talk_line(row: TalkRow) -> str:
    """``Vienna: OSCE, Russia, Ukraine (planned)``."""
    where = row.place or "Place not given"
    who = ", ".join(row.parties) or row.what
    rounds = f", round {row.round}" if row.round else ""
    return plain(f"{where}: {who} ({row.status}{rounds})")


def deadline_line(row: DeadlineRow) -> str:
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


class _Sources:
    """Numbers articles in the order in which they are first cited."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.heads: list[Head] = []

    def number(self, head: Head) -> int:
        if head.id not in self._numbers:
            self.heads.append(head)
            self._numbers[head.id] = len(self.heads)
        return self._numbers[head.id]

    def cite(self, evidence: list[Evidence]) -> str:
        numbers = dict.fromkeys(self.number(e.head) for e in evidence)
        return "".join(f"[{n}]" for n in numbers)


def _words(evidence: Evidence, text_of: TextOf) -> str:
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


def to_text(briefing: Briefing, text_of: TextOf, width: int = WIDTH) -> str:
    """The briefing as plain text of at most ``width`` columns, links excepted."""
    sources = _Sources()
    lines = [*heading(briefing), ""]
    lines += _section("COMING UP", _deadline_lines(briefing, text_of, sources, width))
    lines += _section("TALKS", _talk_lines(briefing, text_of, sources, width))
    lines += _section("WHO SAID WHAT", _speaker_lines(briefing, sources, width))
    lines += _section("SOURCES", _source_lines(sources, width))
    return "\n".join(lines)


def _section(title: str, body: Iterator[str]) -> list[str]:
    return [title, *(list(body) or ["  Nothing."]), ""]


def _wrap(text: str, width: int, first: str, rest: str) -> list[str]:
    return textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )


def _deadline_lines(
    briefing: Briefing, text_of: TextOf, sources: _Sources, width: int
) -> Iterator[str]:
    for row in briefing.deadlines:
        when = f"{days(row.when, row.end)}  {countdown(row.when, row.end, briefing.as_of.day)}"
        cited = sources.cite([m.evidence for m in row.mentions])
        yield from _wrap(f"{when}  {deadline_line(row)} {cited}", width, "  ", "      ")
        yield from _wrap(f"“{_words(row.mentions[0].evidence, text_of)}”", width, *_UNDER)


_UNDER = (" " * 6, " " * 7)


def _talk_lines(
    briefing: Briefing, text_of: TextOf, sources: _Sources, width: int
) -> Iterator[str]:
    for row in briefing.talks:
        cited = sources.cite([m.evidence for m in row.mentions])
        when = days(row.start, row.end) or "Day not given"
        yield from _wrap(f"{when}  {talk_line(row)} {cited}", width, "  ", "      ")
        if row.outcome:
            yield from _wrap(plain(f"Outcome: {row.outcome}"), width, "      ", "      ")
        if row.disagreements:
            yield f"      Sources differ on: {', '.join(row.disagreements)}"
        yield from _wrap(f"“{_words(row.mentions[0].evidence, text_of)}”", width, *_UNDER)


def _speaker_lines(briefing: Briefing, sources: _Sources, width: int) -> Iterator[str]:
    for row in briefing.speakers:
        yield from _wrap(speaker_line(row), width, "  ", "      ")
        for statement in row.statements[:STATEMENTS_SHOWN]:
            quote, head = statement.quote, statement.head
            marks = ("“", "”") if quote.kind == "direct" else ("", "")
            via = f", via {quote.via}" if quote.via else ""
            day = short_day(head.day) if head.day else "undated"
            words = f"{marks[0]}{quote.content.strip(_MARKS)}{marks[1]}"
            cited = sources.cite([statement.evidence])
            line = plain(f"{day}  {words} ({quote.cue or quote.kind}{via}) {cited}")
            yield from _wrap(line, width, "    ", "      ")
        more = len(row.statements) - STATEMENTS_SHOWN
        if more > 0:
            yield f"    and {more} more"


def _source_lines(sources: _Sources, width: int) -> Iterator[str]:
    for number, head in enumerate(sources.heads, 1):
        day = f", {long_day(head.day)}" if head.day else ""
        outlet = f" - {head.source}" if head.source else ""
        sample = " (sample)" if head.sample else ""
        line = plain(f"[{number}] {head.title}{outlet}{day}{sample}")
        yield from _wrap(line, width, "  ", "      ")
        if head.url:
            yield f"      {plain(head.url)}"


_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")


def _md(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", plain(text))


def to_markdown(briefing: Briefing, text_of: TextOf) -> str:
    """The briefing as Markdown, with numbered source sentences and links."""
    title, covered = heading(briefing)
    notes: list[tuple[Evidence, str]] = []

    def note(evidence: Evidence) -> str:
        notes.append((evidence, _words(evidence, text_of)))
        return f"[{len(notes)}](#s{len(notes)})"

    lines = [f"# {title}", "", f"{covered}.", "", "## Coming up", ""]
    for row in briefing.deadlines:
        when = f"**{days(row.when, row.end)}**, {countdown(row.when, row.end, briefing.as_of.day)}"
        cited = " ".join(note(m.evidence) for m in row.mentions)
        lines.append(f"- {when}: {_md(deadline_line(row))} {cited}")
    lines += ["", "## Talks", ""]
    for talk in briefing.talks:
        outcome = f" Outcome: {_md(talk.outcome)}." if talk.outcome else ""
        cited = " ".join(note(m.evidence) for m in talk.mentions)
        when = days(talk.start, talk.end) or "Day not given"
        lines.append(f"- **{when}** {_md(talk_line(talk))}.{outcome} {cited}")
    lines += ["", "## Who said what", ""]
    for speaker in briefing.speakers:
        lines += [f"### {_md(speaker_line(speaker))}", ""]
        for said in speaker.statements:
            day = short_day(said.head.day) if said.head.day else "undated"
            lines.append(f"- {day}: {_md(said.quote.content)} {note(said.evidence)}")
        lines.append("")
    lines += ["## Sources", ""]
    for number, (evidence, words) in enumerate(notes, 1):
        lines.append(f'{number}. <a id="s{number}"></a>“{_md(words)}” {_md_head(evidence.head)}')
    return "\n".join([*lines, ""])


def _md_head(head: Head) -> str:
    title = f"[{_md(head.title)}](<{head.url}>)" if head.url else _md(head.title)
    outlet = f", {_md(head.source)}" if head.source else ""
    day = f", {head.day.isoformat()}" if head.day else ""
    return f"{title}{outlet}{day}"


def to_json(briefing: Briefing) -> str:
    """The briefing as one JSON object; findings in the shape of ``brief extract``."""
    of = briefing.as_of
    return dumps(
        {
            "as_of": of.day.isoformat(),
            "reason": of.reason,
            "since": briefing.since.isoformat(),
            "articles": [_head_json(h) for h in briefing.heads],
            "speakers": [_speaker_json(row) for row in briefing.speakers],
            "talks": [_talk_json(row) for row in briefing.talks],
            "deadlines": [_deadline_json(row, of.day) for row in briefing.deadlines],
        }
    )


def _head_json(head: Head) -> dict[str, Any]:
    return {
        "id": head.id,
        "title": head.title,
        "source": head.source,
        "url": head.url,
        "published": head.day.isoformat() if head.day else None,
        "sample": head.sample,
    }


def _speaker_json(row: SpeakerRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "role": row.role,
        "attribution": row.attribution,
        "statements": [{"article": s.head.id, **quote_to_json(s.quote)} for s in row.statements],
    }


def _talk_json(row: TalkRow) -> dict[str, Any]:
    return {
        "what": row.what,
        "place": row.place,
        "country": row.country,
        "start": row.start.isoformat() if row.start else None,
        "end": row.end.isoformat() if row.end else None,
        "parties": list(row.parties),
        "round": row.round,
        "status": row.status,
        "outcome": row.outcome,
        "timing": row.timing,
        "disagreements": list(row.disagreements),
        "mentions": [{"article": m.head.id, **talk_to_json(m.talk)} for m in row.mentions],
    }


def _deadline_json(row: DeadlineRow, day: date) -> dict[str, Any]:
    return {
        "what": row.what,
        "who": row.who,
        "when": row.when.isoformat(),
        "end": row.end.isoformat(),
        "kind": row.kind,
        "precision": row.precision,
        "tentative": row.tentative,
        "cancelled": row.cancelled,
        "timing": row.timing,
        "countdown": countdown(row.when, row.end, day),
        "mentions": [{"article": m.head.id, **deadline_to_json(m.deadline)} for m in row.mentions],
    }
