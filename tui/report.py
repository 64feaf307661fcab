"""The briefing of a day as text of 72 columns: fits a mail and a message of the day."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from briefing.digest import Briefing
from briefing.remarks import Remarks
from briefing.rows import Head, countdown
from briefing.sayings import Saying, sayings
from briefing.series import series
from tui.hearers import to_whom
from tui.phrases import (
    NO_REMARKS,
    TextOf,
    ascribed_line,
    change_lines,
    days,
    deadline_differences,
    deadline_line,
    disputed,
    evidence_words,
    heading,
    long_day,
    plain,
    remark_line,
    series_line,
    short_day,
    sources_line,
    speaker_line,
    story_line,
    talk_differences,
    talk_line,
)

if TYPE_CHECKING:
    from briefing.stories import Story

__all__ = ["STATEMENTS_SHOWN", "WIDTH", "plain", "to_text"]

WIDTH = 72
STATEMENTS_SHOWN = 5  # utterances of a speaker, newest first; the rest is counted
STORIES_SHOWN = 12  # those heard of last
_MARKS = "“”\"'`"
_ENTRY = ("  ", "      ")
_NOTE = (" " * 6, " " * 6)
_QUOTED = (" " * 6, " " * 7)


class _Citations:
    """Numbers articles in the order in which they are first cited."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.heads: list[Head] = []

    def _number(self, head: Head) -> int:
        if head.id not in self._numbers:
            self.heads.append(head)
            self._numbers[head.id] = len(self.heads)
        return self._numbers[head.id]

    def cite(self, heads: Iterable[Head]) -> str:
        return "".join(f"[{n}]" for n in dict.fromkeys(map(self._number, heads)))


def to_text(
    briefing: Briefing,
    text_of: TextOf,
    width: int = WIDTH,
    remarks: Remarks = NO_REMARKS,
    stories: Sequence[Story] = (),
) -> str:
    """The briefing as plain text of at most ``width`` columns, links excepted."""
    page = _Page(briefing, text_of, width, remarks)
    lines = [*heading(briefing), ""]
    lines += _section("STORIES", page.stories(stories)) if stories else []
    lines += _section("COMING UP", page.deadlines())
    lines += _section("TALKS", page.talks())
    rounds = list(page.series())
    lines += _section("ROUNDS OF TALKS", iter(rounds)) if rounds else []
    lines += _section("WHO SAID WHAT", page.speakers())
    disputed = list(page.ascribed_differently())
    lines += _section("ASCRIBED TO DIFFERENT SPEAKERS", iter(disputed)) if disputed else []
    lines += _section("SOURCES", page.articles())
    return "\n".join(lines)


def _section(title: str, body: Iterator[str]) -> list[str]:
    return [title, *(list(body) or ["  Nothing."]), ""]


class _Page:
    """The sections of one report, which share their numbered citations."""

    def __init__(self, briefing: Briefing, text_of: TextOf, width: int, remarks: Remarks) -> None:
        self._briefing = briefing
        self._remarks = remarks
        self._text_of = text_of
        self._width = width
        self._citations = _Citations()
        self._cite = self._citations.cite

    def _wrap(self, text: str, indents: tuple[str, str]) -> list[str]:
        # Most lines fit, and come out of ``textwrap`` as they went in.
        fits = len(indents[0]) + len(text) <= self._width
        if fits and text.isprintable() and text[-1:] not in ("", " "):
            return [f"{indents[0]}{text}"]
        return textwrap.wrap(
            text,
            self._width,
            initial_indent=indents[0],
            subsequent_indent=indents[1],
            break_on_hyphens=False,
        )

    def _notes(self, notes: Iterable[str]) -> Iterator[str]:
        for note in notes:
            if note:
                yield from self._wrap(note, _NOTE)

    def stories(self, stories: Sequence[Story]) -> Iterator[str]:
        for story in stories[:STORIES_SHOWN]:
            yield from self._wrap(story_line(story), _ENTRY)
        more = len(stories) - STORIES_SHOWN
        if more > 0:
            yield f"  and {more} more"

    def deadlines(self) -> Iterator[str]:
        today = self._briefing.as_of.day
        for row in self._briefing.deadlines:
            when = f"{days(row.when, row.end)}  {countdown(row.when, row.end, today)}"
            cited = self._cite(m.head for m in row.mentions)
            yield from self._wrap(f"{when}  {deadline_line(row)} {cited}", _ENTRY)
            yield from self._notes([remark_line(self._remarks, row), sources_line(row.sources)])
            yield from self._notes(deadline_differences(row, self._cite))
            words = evidence_words(row.mentions[0].evidence, self._text_of)
            yield from self._wrap(f"“{words}”", _QUOTED)

    def talks(self) -> Iterator[str]:
        for row in self._briefing.talks:
            cited = self._cite(m.head for m in row.mentions)
            when = days(row.start, row.end) or "Day not given"
            yield from self._wrap(f"{when}  {talk_line(row)} {cited}", _ENTRY)
            outcome = plain(f"Outcome: {row.outcome}") if row.outcome else ""
            remark = remark_line(self._remarks, row)
            yield from self._notes([remark, outcome, sources_line(row.sources)])
            yield from self._notes(talk_differences(row, self._cite))
            words = evidence_words(row.mentions[0].evidence, self._text_of)
            yield from self._wrap(f"“{words}”", _QUOTED)

    def series(self) -> Iterator[str]:
        for each in series(self._briefing.talks):
            yield from self._wrap(series_line(each), _ENTRY)

    def speakers(self) -> Iterator[str]:
        for row in self._briefing.speakers:
            yield from self._wrap(speaker_line(row), _ENTRY)
            said = sayings(row.statements)
            yield from self._utterances(said)
            yield from self._notes(change_lines(said, self._cite))

    def ascribed_differently(self) -> Iterator[str]:
        for saying, speaker_of in disputed(self._briefing):
            yield from self._wrap(ascribed_line(saying, speaker_of, self._cite), _ENTRY)

    def _utterances(self, said: Sequence[Saying]) -> Iterator[str]:
        for saying in said[:STATEMENTS_SHOWN]:
            yield from self._wrap(self._utterance(saying), ("    ", "      "))
            remark = remark_line(self._remarks, *saying.statements)
            yield from self._notes([remark, sources_line(saying.sources)])
            if saying.wordings:
                told = "; ".join(
                    f"“{w.text.strip(_MARKS)}” {self._cite(s.head for s in w.statements)}"
                    for w in saying.wordings
                )
                yield from self._notes([plain(f"Quoted differently: {told}")])
        more = len(said) - STATEMENTS_SHOWN
        if more > 0:
            yield f"    and {more} more"

    def _utterance(self, saying: Saying) -> str:
        quote, head = saying.statements[0].quote, saying.statements[0].head
        marks = ("“", "”") if quote.kind == "direct" else ("", "")
        day = short_day(head.day) if head.day else "undated"
        words = f"{marks[0]}{quote.content.strip(_MARKS)}{marks[1]}"
        cited = self._cite(s.head for s in saying.statements)
        return plain(f"{day}  {words} ({quote.cue or quote.kind}{to_whom(quote)}) {cited}")

    def articles(self) -> Iterator[str]:
        for number, head in enumerate(self._citations.heads, 1):
            day = f", {long_day(head.day)}" if head.day else ""
            outlet = f" - {head.source}" if head.source else ""
            sample = " (sample)" if head.sample else ""
            line = plain(f"[{number}] {head.title}{outlet}{day}{sample}")
            yield from self._wrap(line, _ENTRY)
            if head.url:
                yield f"      {plain(head.url)}"
