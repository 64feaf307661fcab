"""The briefing of a day as text of 72 columns: fits a mail and a message of the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from briefing.article_refs import ArticleRef, Evidence
from briefing.merge.utterances import utterances
from briefing.model import ANNOUNCED
from briefing.rows import DeadlineRow, FindingMention, SpeakerRow, TalkRow, Utterance
from tui.exports.contents import Section, contents, ledger_contents, ledger_heading, rows_written
from tui.exports.day_report import DayReport
from tui.exports.lines import WIDTH, wrapped
from tui.text.contrasts import Contrast, contradiction_contrast, deadline_contrasts, talk_contrasts
from tui.text.days import long_days, when_due
from tui.text.phrases import (
    aftermath_line,
    came_in,
    change_lines,
    day_said,
    days_of_talk,
    deadline_line,
    deadline_notes,
    evidence_words,
    finding_line,
    heading,
    plain,
    speaker_line,
    statement_line,
    story_line,
    talk_line,
    talk_notes,
    utterance_notes,
)

if TYPE_CHECKING:
    from briefing.contradictions.rows import Contradiction
    from briefing.digest.stories import Story
    from briefing.ledger.rows import Ledger, LedgerRow

STATEMENTS_SHOWN = 5  # utterances of a speaker, newest first; the rest is counted
STORIES_SHOWN = 12  # those heard of last
ARTICLES_CITED = 8  # of a story, the newest; all of them are counted
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


def to_text(report: DayReport) -> str:
    """The briefing as plain text of at most ``WIDTH`` columns, links excepted."""
    return "\n".join(_Page(report).lines(heading(report.briefing), contents(report)))


def ledger_to_text(report: DayReport, ledger: Ledger) -> str:
    """The ledger of a briefing as plain text, as ``to_text``."""
    heads = ledger_heading(ledger, report.briefing)
    return "\n".join(_Page(report).lines(heads, ledger_contents(ledger, report.top)))


_NO_ARTICLES = (
    "No article is of these days. brief add PATH|URL adds articles, brief feeds import --starter "
    "follows a dozen feeds; --as-of DAY looks at another day, --days N further back."
)


def _wrap(text: str, indents: tuple[str, str]) -> list[str]:
    return wrapped(text, WIDTH, indents)


def _section(title: str, body: Iterator[str]) -> list[str]:
    return [title.upper(), *(list(body) or ["  Nothing."]), ""]


class _Page:
    """The sections of one report, which share their numbered citations."""

    def __init__(self, report: DayReport) -> None:
        self.day = report.briefing.as_of.day
        self._briefing = report.briefing
        self._text_of = report.text_of
        self._remarks = report.remarks
        self._outcomes = report.outcomes
        self._citations = _Citations()

    def lines(self, heads: Iterable[str], sections: Iterable[Section]) -> list[str]:
        """The whole report: what it is of, its sections, and its articles."""
        lines = [*heads, ""]
        if not self._briefing.articles:
            lines += [*_wrap(_NO_ARTICLES, ("", "")), ""]
        for section in sections:
            lines += _section(section.title, self.body(section))
        return [*lines, *_section("Sources", self.articles())]

    def body(self, section: Section) -> Iterator[str]:
        """The rows of a section; of stories those heard of last, the rest counted."""
        shown = STORIES_SHOWN if section.part == "story" else len(section.rows)
        yield from rows_written(section.part, section.rows[:shown], self)
        more = max(0, len(section.rows) - shown) + section.left_out
        if more:
            yield f"  and {more} more"
        if section.folded:
            yield from self.line(section.folded)

    def cite(self, evidence: Iterable[Evidence]) -> str:
        return self._citations.cite(each.article for each in evidence)

    def line(self, words: str) -> list[str]:
        return _wrap(words, _ENTRY)

    def _notes(self, notes: Iterable[str]) -> Iterator[str]:
        for note in notes:
            yield from _wrap(note, _NOTE)

    def _sentence(self, evidence: Evidence) -> str:
        return f"“{evidence_words(evidence, self._text_of)}”"

    def _quoted(self, evidence: Evidence, *others: Evidence) -> list[str]:
        """A sentence, with the numbers of its article and of those that say so as well."""
        return _wrap(f"{self._sentence(evidence)} {self.cite((evidence, *others))}", _QUOTED)

    def _contrasts(self, contrasts: Iterable[Contrast]) -> Iterator[str]:
        """Each value that sources give, with the newest sentence that gives it."""
        for each in contrasts:
            yield from self._notes([f"{each.title}:"])
            for value, evidence in each.sides:
                side = f"{plain(value)} {self.cite(evidence)}: {self._sentence(evidence[0])}"
                yield from _wrap(side, _SIDE)

    def story(self, story: Story) -> list[str]:
        cited = self._citations.cite(story.articles[:ARTICLES_CITED])
        return self.line(f"{story_line(story, self.day)} {cited}")

    def contradiction(self, row: Contradiction) -> Iterator[str]:
        title, sides = contradiction_contrast(row)
        yield from self.line(title)
        for who, evidence in sides:
            said = f"{plain(who)} {self.cite(evidence)}: {self._sentence(evidence[0])}"
            yield from _wrap(said, _QUOTED)

    def deadline(self, row: DeadlineRow) -> Iterator[str]:
        cited = self.cite(m.evidence for m in row.mentions)
        yield from self.line(f"{when_due(row, self.day)}  {deadline_line(row, self.day)} {cited}")
        yield from self._notes(deadline_notes(row, self._remarks, self.day))
        yield from self._quoted(row.mentions[0].evidence)
        yield from self._aftermath(row)
        yield from self._contrasts(deadline_contrasts(row, self.day))

    def talk(self, row: TalkRow) -> Iterator[str]:
        cited = self.cite(m.evidence for m in row.mentions)
        yield from self.line(f"{days_of_talk(row, self.day)}  {talk_line(row)} {cited}")
        yield from self._notes(talk_notes(row, self._remarks, self.day, self.cite))
        if row.status in ANNOUNCED:
            yield from self._aftermath(row)
        contrasts = talk_contrasts(row, self.day)
        if not contrasts:
            yield from self._quoted(row.telling.evidence)
        yield from self._contrasts(contrasts)

    def _aftermath(self, row: TalkRow | DeadlineRow) -> Iterator[str]:
        """What became of what has passed, with the sentence that says so."""
        aftermath = self._outcomes.of(row) if self._outcomes is not None else None
        if aftermath is not None:
            yield from self._notes([aftermath_line(aftermath, self.day)])
            if answers := [answer.evidence for answer in aftermath.answers]:
                yield from self._quoted(*answers)

    def speaker(self, row: SpeakerRow) -> Iterator[str]:
        yield from self.line(speaker_line(row))
        said = utterances(row.statements)
        yield from self._utterances(row, said)
        yield from self._notes(change_lines(said, self.cite))

    def _utterances(self, row: SpeakerRow, said: Sequence[Utterance]) -> Iterator[str]:
        for utterance in said[:STATEMENTS_SHOWN]:
            cited = self.cite(s.evidence for s in utterance.statements)
            words = statement_line(utterance.newest, row)
            line = f"{day_said(utterance, self.day)}  {words} {cited}"
            yield from _wrap(line, ("    ", "      "))
            notes = utterance_notes(utterance, self._remarks, self.day, self.cite)
            yield from self._notes(notes)
        more = len(said) - STATEMENTS_SHOWN
        if more > 0:
            yield f"    and {more} more"

    def finding(self, mention: FindingMention) -> list[str]:
        return self.line(f"{finding_line(mention)} {self.cite([mention.evidence])}")

    def owed(self, row: LedgerRow) -> Iterator[str]:
        """What is owed, with the sentence that says so and the latest that answers it."""
        from tui.text.ledger import heard_words, owed_line, owed_notes

        cited = self.cite(each.evidence for each in row.accounts)
        yield from self.line(f"{plain(owed_line(row, self.day))} {cited}")
        yield from self._notes(map(plain, owed_notes(row, self.day)))
        yield from self._quoted(row.evidence)
        if row.answer is not None:
            yield from self._notes([heard_words(row, self.day)])
            yield from self._quoted(row.answer.evidence)

    def articles(self) -> Iterator[str]:
        for number, ref in enumerate(self._citations.articles, 1):
            day = f", {long_days(ref.day)}" if ref.day else ""
            day += f" ({ref.date_note})" if ref.date_note else ""
            outlet = f" - {ref.source}" if ref.source else ""
            sample = " (sample)" if ref.sample else ""
            later = came_in(self._briefing, ref)
            late = f" ({later})" if later else ""
            line = plain(f"[{number}] {ref.title}{outlet}{day}{sample}{late}")
            yield from _wrap(line, _ENTRY)
            if ref.url:
                yield f"      {plain(ref.url)}"
