"""The briefing as Markdown: every line points to numbered source sentences with links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote as percent

from briefing.article_refs import ArticleRef, Evidence
from briefing.digest.briefing import Briefing
from briefing.digest.stories import Story
from briefing.intake.text import safe_link
from briefing.merge.utterances import utterances
from briefing.model import ANNOUNCED
from briefing.rows import DeadlineRow, FindingMention, SpeakerRow, TalkRow
from tui.exports.cited import CitedDocument
from tui.exports.contents import Section, contents, ledger_contents, ledger_heading, rows_written
from tui.exports.day_report import DayReport
from tui.text.contrasts import contradiction_contrast, deadline_contrasts, talk_contrasts
from tui.text.days import when_due
from tui.text.phrases import (
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
    from briefing.ledger.rows import Ledger, LedgerRow

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_SAFE_IN_LINK = "/:?#@!$&'*+,;=%-._~[]"


def escaped(text: str) -> str:
    """Text from outside on one line, in which nothing is markup."""
    return _SPECIAL.sub(r"\\\1", plain(text))


def to_markdown(report: DayReport) -> str:
    """The briefing as Markdown, with numbered source sentences and links."""
    return "\n".join(_Document(report).lines(heading(report.briefing), contents(report)))


def ledger_to_markdown(report: DayReport, ledger: Ledger) -> str:
    """The ledger of a briefing as Markdown, as ``to_markdown``."""
    heads = ledger_heading(ledger, report.briefing)
    return "\n".join(_Document(report).lines(heads, ledger_contents(ledger, report.top)))


class _Document(CitedDocument):
    """``[3](#s3)`` points to the third sentence that is cited."""

    MARK: ClassVar[str] = "({})"  # brackets would be escaped

    def lines(self, heads: tuple[str, str], sections: Iterable[Section]) -> list[str]:
        title, covered = heads
        lines = [f"# {title}", "", f"{covered}.", ""]
        for section in sections:
            lines += _section(section.title, self._body(section))
        lines += ["## Sources", ""]
        for evidence, number in self._numbers.items():
            words = escaped(evidence_words(evidence, self._text_of))
            source = f"{_source(evidence.article)}{_late(self._briefing, evidence.article)}"
            lines.append(f'{number}. <a id="s{number}"></a>“{words}” {source}')
        return [*lines, ""]

    def _body(self, section: Section) -> Iterator[str]:
        yield from rows_written(section.part, section.rows, self)
        if section.left_out:
            yield f"- and {section.left_out} more"
        if section.folded:
            yield f"- {section.folded}"

    def line(self, words: str) -> list[str]:
        return [_item(words)]

    def story(self, story: Story) -> list[str]:
        sources = (f"  - {_source(ref)}" for ref in story.articles)
        return [_item(story_line(story, self.day)), *sources]

    def contradiction(self, row: Contradiction) -> list[str]:
        title, sides = contradiction_contrast(row)
        said = (f"{who}: {self._words(evidence)}" for who, evidence in sides)
        return [_item(title), *_indented(said)]

    def _words(self, evidence: Sequence[Evidence]) -> str:
        """The first of those sentences, with the numbers of all."""
        return f"“{evidence_words(evidence[0], self._text_of)}” {self.cite(evidence)}"

    def _notes(self, evidence: Iterable[Evidence]) -> str:
        return " ".join(f"[{n}](#s{n})" for n in self._numbers_of(evidence))

    def deadline(self, row: DeadlineRow) -> list[str]:
        when, _, away = when_due(row, self.day).partition("  ")
        cited = self._notes(m.evidence for m in (*row.mentions, *row.rivals))
        line = f"- **{when}**{f', {away}' if away else ''}: "
        notes = [*deadline_notes(row, self._remarks, self.day), *self._aftermath(row)]
        contrasts = [each.line(self.cite) for each in deadline_contrasts(row, self.day)]
        sentence = f"{line}{escaped(deadline_line(row, self.day))} {cited}"
        return [sentence, *_indented(notes), *_indented(contrasts)]

    def talk(self, row: TalkRow) -> list[str]:
        cited = self._notes(m.evidence for m in row.mentions)
        line = f"- **{days_of_talk(row, self.day)}** {escaped(talk_line(row))} {cited}"
        notes = talk_notes(row, self._remarks, self.day, self.cite)
        notes += self._aftermath(row) if row.status in ANNOUNCED else []
        contrasts = [each.line(self.cite) for each in talk_contrasts(row, self.day)]
        return [line, *_indented(notes), *_indented(contrasts)]

    def finding(self, mention: FindingMention) -> list[str]:
        return [f"{_item(finding_line(mention))} {self._notes([mention.evidence])}"]

    def owed(self, row: LedgerRow) -> list[str]:
        from tui.text.ledger import owed_line, owed_notes

        line = f"{_item(owed_line(row, self.day))} {self._notes(e.evidence for e in row.accounts)}"
        return [line, *_indented(owed_notes(row, self.day)), *self._heard(row)]

    def _heard(self, row: LedgerRow) -> list[str]:
        """The sentence that answers it, to be read below the one that undertakes it."""
        from tui.text.ledger import heard_words

        if row.answer is None:
            return []
        cited = self._notes([row.answer.evidence])
        return [f"  {_item(heard_words(row, self.day))} {cited}"]

    def speaker(self, row: SpeakerRow) -> list[str]:
        lines = [f"### {escaped(speaker_line(row))}", ""]
        said = utterances(row.statements)
        for utterance in said:
            day = day_said(utterance, self.day)
            cited = self._notes(s.evidence for s in utterance.statements)
            lines.append(f"- {day}: {escaped(statement_line(utterance.newest, row))} {cited}")
            lines += _indented(utterance_notes(utterance, self._remarks, self.day, self.cite))
        lines += map(_item, change_lines(said, self.cite))
        return [*lines, ""]


def _section(title: str, lines: Iterable[str]) -> list[str]:
    return [f"## {title}", "", *(list(lines) or ["Nothing."]), ""]


def _item(text: str) -> str:
    return f"- {escaped(text)}"


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"  {_item(line)}" for line in lines]


def _late(briefing: Briefing, ref: ArticleRef) -> str:
    later = came_in(briefing, ref)
    return f" ({later})" if later else ""


def _source(ref: ArticleRef) -> str:
    title = escaped(ref.title)
    if link := safe_link(ref.url):
        title = f"[{title}](<{percent(link, safe=_SAFE_IN_LINK)}>)"
    outlet = f", {escaped(ref.source)}" if ref.source else ""
    day = f", {ref.day.isoformat()}" if ref.day else ""
    day += f" ({escaped(ref.date_note)})" if ref.date_note else ""
    return f"{title}{outlet}{day}"
