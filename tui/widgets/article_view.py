"""The text of an article with all findings in it marked, each kind by its own letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.binding import BindingType

from briefing.corrections import Correctable
from briefing.kinds import findings_of_kind, shown_kinds
from briefing.model import Article, Findings, Span, Talk
from tui.context.ports import look_of
from tui.keys import TEXT
from tui.kinds import kind_named, load
from tui.text.days import long_days
from tui.text.look import Look
from tui.widgets.text_view import Block, Mark, TextView


@dataclass(frozen=True, slots=True)
class Finding:
    """A stop for ``n`` and ``p``: what it is, where it stands, what is said of it."""

    kind: str
    spans: tuple[Span, ...]
    label: str
    item: Correctable


class ArticleView(TextView, can_focus=True):
    """An article; ``step`` goes from finding to finding."""

    MARGIN: ClassVar[int] = 4
    BINDINGS: ClassVar[list[BindingType]] = [*TEXT]

    def __init__(self, widget_id: str | None = None) -> None:
        super().__init__(widget_id)
        self.article: Article | None = None
        self.findings: tuple[Finding, ...] = ()
        self.current: int | None = None
        self._plain: list[Block] = []

    def show_article(self, article: Article, findings: Findings | None) -> None:
        """Show an article from its first line, nothing selected."""
        look = look_of(self)
        self.article = article
        self.findings = stops(findings) if findings else ()
        self.current = None
        dates = [t.span for t in findings.dates] if findings else []
        error = findings.error if findings else None
        self._plain = _blocks(look, article, self.findings, dates, error)
        self.show(self._plain)

    def show_changed(self, article: Article, findings: Findings | None) -> None:
        """Show the article at hand with what is found in it now, at the same place."""
        top, chosen = self.top, self.selected
        self.show_article(article, findings)
        if chosen is not None and any(set(f.spans) & set(chosen.spans) for f in self.findings):
            self.go_to(chosen.spans, chosen.kind)
        self.scroll_to_line(top)

    def go_to(self, spans: Sequence[Span], kind: str = "") -> None:
        """Select the finding, best of that kind, that rests on those spans, and scroll to it."""
        resting = [i for i, f in enumerate(self.findings) if set(f.spans) & set(spans)]
        if resting:
            self._select(min(resting, key=lambda i: self.findings[i].kind != kind))
        elif spans:
            self._highlight(spans)

    def step(self, direction: int) -> None:
        """Select the next finding in that direction, past the end the first one again."""
        if self.findings:
            start = -1 if direction > 0 else 0
            at = start if self.current is None else self.current
            self._select((at + direction) % len(self.findings))

    @property
    def selected(self) -> Finding | None:
        """The finding selected, if any."""
        return None if self.current is None else self.findings[self.current]

    def _select(self, index: int) -> None:
        self.current = index
        self._highlight(self.findings[index].spans)

    def _highlight(self, spans: Sequence[Span]) -> None:
        blocks = list(self._plain)
        touched: list[tuple[int, int]] = []
        for index, block in enumerate(blocks):
            if block.offset is None:
                continue
            extra = []
            for span in spans:
                start = max(0, span.start - block.offset)
                end = min(span.end - block.offset, len(block.text))
                if start < end:
                    extra.append(Mark(start, end, "hit"))
                    touched += [(index, start), (index, end - 1)]
            if extra:
                blocks[index] = replace(block, marks=(*block.marks, *extra))
        self.show(blocks, self.top)
        if touched:
            self.reveal(self.line_of(*touched[0]), self.line_of(*touched[-1]))

    def margin(self, marks: Sequence[Mark], line_start: int) -> str:
        if not marks:
            return ""
        begun = [m.sign for m in marks if m.start >= line_start]
        letters = "".join(dict.fromkeys(begun)) or look_of(self).marks.bar
        return f" {letters[: self.MARGIN - 2]}"


def stops(findings: Findings) -> tuple[Finding, ...]:
    """All findings in the order in which they stand in the text; a talk where it is mentioned."""
    found = []
    for kind in shown_kinds():
        label = load(kind_named(kind.name).label)
        for finding in findings_of_kind(findings, kind):
            places = [kind.spans(finding)]
            if isinstance(finding, Talk):
                places = [(span,) for span in finding.mentions or (finding.span,)]
            found += [Finding(kind.name, spans, label(finding), finding) for spans in places]
    return tuple(sorted(found, key=lambda f: (f.spans[0], f.kind)))


def _blocks(
    look: Look,
    article: Article,
    findings: Sequence[Finding],
    dates: Sequence[Span],
    error: str | None,
) -> list[Block]:
    day = f"{long_days(article.day)}" if article.day else "undated"
    about = f" {look.marks.dot} ".join(p for p in (look.clean(article.source or ""), day) if p)
    blocks = [Block(look.clean(article.title), role="strong"), Block(about, role="dim")]
    if article.date_note:
        note = look.clean(article.date_note)
        blocks.append(Block(note[:1].upper() + note[1:], role="warn"))
    if article.url:
        blocks.append(Block(look.clean(article.url), role="dim"))
    if error:
        blocks.append(Block(look.clean(error[:1].upper() + error[1:]), role="warn"))
    for paragraph in article.paragraphs:
        marks = [
            _mark(span, paragraph, kind_named(finding.kind).role, kind_named(finding.kind).sign)
            for finding in findings
            for span in finding.spans
            if span.overlaps(paragraph)
        ]
        marks += [_mark(span, paragraph, "date", "") for span in dates if span.overlaps(paragraph)]
        text = look.clean(paragraph.of(article.text))
        blocks += [Block(), Block(text, tuple(marks), offset=paragraph.start)]
    return blocks


def _mark(span: Span, paragraph: Span, role: str, sign: str) -> Mark:
    start = max(span.start, paragraph.start) - paragraph.start
    return Mark(start, min(span.end, paragraph.end) - paragraph.start, role, sign)
