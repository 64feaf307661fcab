"""The briefing of a day as text of 72 columns: fits a mail and a message of the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from briefing.digest.briefing import Briefing
from briefing.digest.changes import ArticleEdit
from briefing.digest.remarks import Remarks
from briefing.digest.rounds import series
from briefing.merge.utterances import Utterance, utterances
from briefing.rows import (
    ArticleRef,
    DeadlineRow,
    DeadlinesThatAreTalks,
    Evidence,
    FindingMention,
    SpeakerRow,
)
from tui.kinds import other_kinds, rows_of
from tui.text.days import days, long_days, short_day, when_due
from tui.text.phrases import (
    NO_REMARKS,
    Contrast,
    TextOf,
    ascribed_line,
    change_lines,
    deadline_contrasts,
    deadline_line,
    disputed,
    edit_line,
    evidence_words,
    far_line,
    finding_line,
    fold_far,
    heading,
    outcome_line,
    plain,
    remark_line,
    series_line,
    sources_line,
    speaker_line,
    statement_line,
    story_line,
    talk_contrasts,
    talk_line,
    wordings_line,
)

if TYPE_CHECKING:
    from briefing.digest.stories import Story

__all__ = ["STATEMENTS_SHOWN", "WIDTH", "plain", "to_text"]

WIDTH = 72
STATEMENTS_SHOWN = 5  # utterances of a speaker, newest first; the rest is counted
STORIES_SHOWN = 12  # those heard of last
ARTICLES_CITED = 8  # of a story, the newest; all of them are counted
_BLANKS = dict.fromkeys(map(ord, "\n\x0b\x0c\r"), " ")
_ENTRY = ("  ", "      ")
_NOTE = (" " * 6, " " * 6)
_QUOTED = (" " * 6, " " * 7)
_SIDE = (" " * 8, " " * 10)


class _Citations:
    """Numbers articles in the order in which they are first cited."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.articles: list[ArticleRef] = []

    def _number(self, ref: ArticleRef) -> int:
        if ref.id not in self._numbers:
            self.articles.append(ref)
            self._numbers[ref.id] = len(self.articles)
        return self._numbers[ref.id]

    def cite(self, refs: Iterable[ArticleRef]) -> str:
        return "".join(f"[{n}]" for n in dict.fromkeys(map(self._number, refs)))


def to_text(
    briefing: Briefing,
    text_of: TextOf,
    width: int = WIDTH,
    remarks: Remarks = NO_REMARKS,
    stories: Sequence[Story] = (),
    edits: Sequence[ArticleEdit] = (),
) -> str:
    """The briefing as plain text of at most ``width`` columns, links excepted."""
    page = _Page(briefing, text_of, width, remarks)
    meetings = DeadlinesThatAreTalks(briefing.talks)
    passed = [row for row in briefing.deadlines if row.timing == "passed"]
    ahead = (row for row in briefing.deadlines if row.timing != "passed")
    near, far = fold_far(ahead, briefing.as_of.day)
    lines = [*heading(briefing), ""]
    lines += _section("STORIES", page.stories(stories)) if stories else []
    lines += _section("COMING UP", page.coming_up(near, far))
    # What was a meeting stands among the talks.
    over = list(page.deadlines(row for row in passed if row not in meetings))
    lines += _section("PASSED", iter(over)) if over else []
    lines += _section("TALKS", page.talks())
    rounds = list(page.series())
    lines += _section("ROUNDS OF TALKS", iter(rounds)) if rounds else []
    lines += _section("WHO SAID WHAT", page.speakers())
    disputed = list(page.ascribed_differently())
    lines += _section("ASCRIBED TO DIFFERENT SPEAKERS", iter(disputed)) if disputed else []
    for _, kind in other_kinds():
        if mentions := rows_of(briefing, kind):
            lines += _section(kind.title.upper(), page.findings(mentions))
    lines += _section("CHANGED BY OUTLETS", page.edits(edits)) if edits else []
    lines += _section("SOURCES", page.articles())
    return "\n".join(lines)


def wrapped(text: str, width: int, indents: tuple[str, str]) -> list[str]:
    """Lines of at most ``width`` characters, broken at blanks: the first with the first indent.

    A word that is longer than a line is broken. ``textwrap``, which does the same and more, took a
    third of a report's time.
    """
    if not text.isprintable():
        text = text.expandtabs().translate(_BLANKS)
    text = text.rstrip(" ")
    indent, rest = indents
    lines: list[str] = []
    at = 0
    while at < len(text):
        room = max(1, width - len(indent))
        end = len(text)
        if end - at > room:
            blank = text.rfind(" ", at, at + room + 1)
            end = blank if blank > at else at + room
        if line := text[at:end].rstrip(" "):
            lines.append(f"{indent}{line}")
            indent = rest
        at = end
        while text.startswith(" ", at):
            at += 1
    return lines


def _section(title: str, body: Iterator[str]) -> list[str]:
    return [title, *(list(body) or ["  Nothing."]), ""]


class _Page:
    """The sections of one report, which share their numbered citations."""

    def __init__(self, briefing: Briefing, text_of: TextOf, width: int, remarks: Remarks) -> None:
        self._briefing = briefing
        self._day = briefing.as_of.day
        self._remarks = remarks
        self._text_of = text_of
        self._width = width
        self._citations = _Citations()

    def _cite(self, evidence: Iterable[Evidence]) -> str:
        return self._citations.cite(piece.article for piece in evidence)

    def _wrap(self, text: str, indents: tuple[str, str]) -> list[str]:
        return wrapped(text, self._width, indents)

    def _notes(self, notes: Iterable[str]) -> Iterator[str]:
        for note in notes:
            if note:
                yield from self._wrap(note, _NOTE)

    def _sentence(self, evidence: Evidence) -> str:
        return f"“{evidence_words(evidence, self._text_of)}”"

    def _quoted(self, evidence: Evidence) -> list[str]:
        return self._wrap(f"{self._sentence(evidence)} {self._cite([evidence])}", _QUOTED)

    def _contrasts(self, contrasts: Iterable[Contrast]) -> Iterator[str]:
        """Each thing that sources say with the newest sentence that says so."""
        for each in contrasts:
            yield from self._notes([f"{each.title}:"])
            for value, evidence in each.sides:
                side = f"{plain(value)} {self._cite(evidence)}: {self._sentence(evidence[0])}"
                yield from self._wrap(side, _SIDE)

    def stories(self, stories: Sequence[Story]) -> Iterator[str]:
        for story in stories[:STORIES_SHOWN]:
            cited = self._citations.cite(story.articles[:ARTICLES_CITED])
            yield from self._wrap(f"{story_line(story, self._day)} {cited}", _ENTRY)
        more = len(stories) - STORIES_SHOWN
        if more > 0:
            yield f"  and {more} more"

    def coming_up(self, near: Sequence[DeadlineRow], far: Sequence[DeadlineRow]) -> Iterator[str]:
        yield from self.deadlines(near)
        if far:
            yield from self._wrap(far_line(far), _ENTRY)

    def deadlines(self, rows: Iterable[DeadlineRow]) -> Iterator[str]:
        for row in rows:
            cited = self._cite(m.evidence for m in row.mentions)
            line = f"{when_due(row, self._day)}  {deadline_line(row, self._day)} {cited}"
            yield from self._wrap(line, _ENTRY)
            remark = remark_line(self._remarks, self._day, row)
            yield from self._notes([remark, sources_line(row.sources)])
            yield from self._quoted(row.mentions[0].evidence)
            yield from self._contrasts(deadline_contrasts(row, self._day))

    def talks(self) -> Iterator[str]:
        for row in self._briefing.talks:
            cited = self._cite(m.evidence for m in row.mentions)
            when = days(row.start, row.end, self._day) or "Day not given"
            yield from self._wrap(f"{when}  {talk_line(row)} {cited}", _ENTRY)
            remark = remark_line(self._remarks, self._day, row)
            yield from self._notes(
                [remark, outcome_line(row, self._cite), sources_line(row.sources)]
            )
            contrasts = talk_contrasts(row, self._day)
            if not contrasts:
                yield from self._quoted(row.telling.evidence)
            yield from self._contrasts(contrasts)

    def series(self) -> Iterator[str]:
        for each in series(self._briefing.talks):
            yield from self._wrap(series_line(each, self._day), _ENTRY)

    def speakers(self) -> Iterator[str]:
        for row in self._briefing.speakers:
            yield from self._wrap(speaker_line(row), _ENTRY)
            said = utterances(row.statements)
            yield from self._utterances(row, said)
            yield from self._notes(change_lines(said, self._cite))

    def ascribed_differently(self) -> Iterator[str]:
        for utterance, speaker_of in disputed(self._briefing):
            yield from self._wrap(ascribed_line(utterance, speaker_of, self._cite), _ENTRY)

    def _utterances(self, row: SpeakerRow, said: Sequence[Utterance]) -> Iterator[str]:
        for utterance in said[:STATEMENTS_SHOWN]:
            yield from self._wrap(self._utterance(row, utterance), ("    ", "      "))
            remark = remark_line(self._remarks, self._day, *utterance.statements)
            wordings = wordings_line(utterance, self._cite)
            yield from self._notes([remark, sources_line(utterance.sources), wordings])
        more = len(said) - STATEMENTS_SHOWN
        if more > 0:
            yield f"    and {more} more"

    def _utterance(self, row: SpeakerRow, utterance: Utterance) -> str:
        newest = utterance.statements[0]
        day = short_day(newest.article.day, self._day) if newest.article.day else "undated"
        cited = self._cite(s.evidence for s in utterance.statements)
        return f"{day}  {statement_line(newest, row)} {cited}"

    def findings(self, mentions: Iterable[FindingMention]) -> Iterator[str]:
        for mention in mentions:
            line = f"{finding_line(mention)} {self._cite([mention.evidence])}"
            yield from self._wrap(line, _ENTRY)

    def edits(self, edits: Iterable[ArticleEdit]) -> Iterator[str]:
        for edit in edits:
            yield from self._wrap(edit_line(edit, self._day), _ENTRY)

    def articles(self) -> Iterator[str]:
        for number, ref in enumerate(self._citations.articles, 1):
            day = f", {long_days(ref.day)}" if ref.day else ""
            day += f" ({ref.date_note})" if ref.date_note else ""
            outlet = f" - {ref.source}" if ref.source else ""
            sample = " (sample)" if ref.sample else ""
            line = plain(f"[{number}] {ref.title}{outlet}{day}{sample}")
            yield from self._wrap(line, _ENTRY)
            if ref.url:
                yield f"      {plain(ref.url)}"
