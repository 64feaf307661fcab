"""The briefing as one HTML file: no scripts, nothing fetched, made to be printed and mailed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING

from briefing.article_refs import ArticleRef, Evidence
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

_STYLE = """
body { font: 11pt/1.45 Georgia, serif; color: #111; background: #fff; max-width: 46em;
       margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.5em; margin-bottom: 0; } h2 { font-size: 1.15em; border-bottom: 1px solid #999; }
h3 { font-size: 1em; margin: 1em 0 .2em; } ul, ol { padding-left: 1.4em; } li { margin: .25em 0; }
li ul { color: #444; font-size: .93em; list-style: none; padding-left: 0; }
a { color: #124a8a; } sup a { text-decoration: none; } .covered { color: #444; margin-top: .3em; }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } a { color: #111; }
       h2, h3 { break-after: avoid; } li { break-inside: avoid; }
       ol a[href]::after { content: " <" attr(href) ">"; font-size: .85em; } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def to_html(report: DayReport) -> str:
    """The briefing as an HTML document, with numbered source sentences and links."""
    return "\n".join(_Page(report).lines(heading(report.briefing), contents(report)))


def ledger_to_html(report: DayReport, ledger: Ledger) -> str:
    """The ledger of a briefing as an HTML document, as ``to_html``."""
    heads = ledger_heading(ledger, report.briefing)
    return "\n".join(_Page(report).lines(heads, ledger_contents(ledger, report.top)))


class _Page(CitedDocument):
    """``<sup>[3]</sup>`` links to the third sentence that is cited."""

    def lines(self, heads: tuple[str, str], sections: Iterable[Section]) -> Iterator[str]:
        title, covered = heads
        yield "<!doctype html>"
        yield '<html lang="en"><head><meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f"<title>{_text(title)}</title><style>{_STYLE}</style></head><body>"
        yield f'<h1>{_text(title)}</h1><p class="covered">{_text(covered)}.</p>'
        for section in sections:
            yield f"<section><h2>{_text(section.title)}</h2>"
            yield from self._body(section)
            yield "</section>"
        yield "<section><h2>Sources</h2><ol>"
        for evidence, number in self._numbers.items():
            words = _text(evidence_words(evidence, self._text_of))
            late = came_in(self._briefing, evidence.article)
            source = f"{_source(evidence.article)}{f' ({_text(late)})' if late else ''}"
            yield f'<li id="s{number}">“{words}” {source}</li>'
        yield "</ol></section></body></html>"

    def _body(self, section: Section) -> Iterator[str]:
        listed = section.part != "speaker"
        rows = list(rows_written(section.part, section.rows, self))
        if not rows and not section.folded:
            yield "<p>Nothing.</p>"
            return
        more = f"and {section.left_out} more" if section.left_out else ""
        ends = [_item(line) for line in (more, section.folded) if line]
        if listed:
            yield from ("<ul>", *rows, *ends, "</ul>")
        else:
            yield from (*rows, *(["<ul>", *ends, "</ul>"] if ends else []))

    def line(self, words: str) -> list[str]:
        return [_item(words)]

    def story(self, story: Story) -> list[str]:
        sources = [f"<li>{_source(ref)}</li>" for ref in story.articles]
        return [_row(_text(story_line(story, self.day)), sources)]

    def contradiction(self, row: Contradiction) -> list[str]:
        title, sides = contradiction_contrast(row)
        said = [
            f"<li>{_text(who)}: “{_text(evidence_words(evidence[0], self._text_of))}”"
            f"{self._notes(evidence)}</li>"
            for who, evidence in sides
        ]
        return [_row(_text(title), said)]

    def _notes(self, evidence: Iterable[Evidence]) -> str:
        numbers = self._numbers_of(evidence)
        return "".join(f'<sup><a href="#s{n}">[{n}]</a></sup>' for n in numbers)

    def deadline(self, row: DeadlineRow) -> list[str]:
        when, _, away = when_due(row, self.day).partition("  ")
        cited = self._notes(m.evidence for m in (*row.mentions, *row.rivals))
        notes = [*deadline_notes(row, self._remarks, self.day), *self._aftermath(row)]
        notes += [each.line(self.cite) for each in deadline_contrasts(row, self.day)]
        line = f"<strong>{_text(when)}</strong>{f', {_text(away)}' if away else ''}: "
        return [_row(f"{line}{_text(deadline_line(row, self.day))}{cited}", map(_item, notes))]

    def talk(self, row: TalkRow) -> list[str]:
        cited = self._notes(m.evidence for m in row.mentions)
        notes = list(talk_notes(row, self._remarks, self.day, self.cite))
        notes += self._aftermath(row) if row.status in ANNOUNCED else []
        notes += [each.line(self.cite) for each in talk_contrasts(row, self.day)]
        line = f"<strong>{_text(days_of_talk(row, self.day))}</strong> {_text(talk_line(row))}"
        return [_row(f"{line}{cited}", map(_item, notes))]

    def finding(self, mention: FindingMention) -> list[str]:
        return [_row(f"{_text(finding_line(mention))}{self._notes([mention.evidence])}")]

    def owed(self, row: LedgerRow) -> list[str]:
        from tui.text.ledger import heard_words, owed_line, owed_notes

        notes = [_item(note) for note in owed_notes(row, self.day)]
        if row.answer is not None:
            cited = self._notes([row.answer.evidence])
            notes.append(f"<li>{_text(heard_words(row, self.day))}{cited}</li>")
        cited = self._notes(each.evidence for each in row.accounts)
        return [_row(f"{_text(owed_line(row, self.day))}{cited}", notes)]

    def speaker(self, row: SpeakerRow) -> list[str]:
        lines = [f"<h3>{_text(speaker_line(row))}</h3><ul>"]
        said = utterances(row.statements)
        for utterance in said:
            cited = self._notes(s.evidence for s in utterance.statements)
            words = _text(statement_line(utterance.newest, row))
            notes = utterance_notes(utterance, self._remarks, self.day, self.cite)
            line = f"{_text(day_said(utterance, self.day))}: {words}{cited}"
            lines.append(_row(line, map(_item, notes)))
        return [*lines, *map(_item, change_lines(said, self.cite)), "</ul>"]


def _text(words: str) -> str:
    """Text from outside, in which nothing is markup and nothing steers what shows it."""
    return escape(plain(words))


def _item(words: str) -> str:
    return f"<li>{_text(words)}</li>"


def _row(markup: str, notes: Iterable[str] = ()) -> str:
    below = "".join(notes)
    return f"<li>{markup}{f'<ul>{below}</ul>' if below else ''}</li>"


def _source(ref: ArticleRef) -> str:
    title = _text(ref.title)
    if link := safe_link(ref.url):
        title = f'<a href="{escape(link)}" rel="noreferrer">{title}</a>'
    parts = [title, *([_text(ref.source)] if ref.source else [])]
    parts += [ref.day.isoformat()] if ref.day else []
    note = f" ({_text(ref.date_note)})" if ref.date_note else ""
    return f"{', '.join(parts)}{note}"
