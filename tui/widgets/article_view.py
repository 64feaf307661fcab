"""The text of an article with all findings in it marked, each kind by its own letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from msgspec.structs import replace
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


class _Place(NamedTuple):
    """Characters ``[start, end)`` of the block of that number."""

    block: int
    start: int
    end: int


class ArticleView(TextView, can_focus=True):
    """An article, ``step`` goes from finding to finding; or a version, from change to change."""

    MARGIN: ClassVar[int] = 4
    BINDINGS: ClassVar[list[BindingType]] = [*TEXT]

    def __init__(self, widget_id: str | None = None) -> None:
        super().__init__(widget_id)
        self.article: Article | None = None
        self.findings: tuple[Finding, ...] = ()
        self.current: int | None = None
        self.changes: tuple[_Place, ...] = ()
        self._plain: list[Block] = []
        self._hit: _Place | None = None
        self._hit_line: int | None = None
        self._hit_in_sight = False

    def show_article(self, article: Article, findings: Findings | None) -> None:
        """Show an article from its first line, nothing selected."""
        look = look_of(self)
        self.article = article
        self._hit = None
        self.findings = stops(findings) if findings else ()
        self.current = None
        self.changes = ()
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

    def show_version(self, blocks: list[Block]) -> None:
        """Show a version of the article from its first line, its marks being what changed."""
        self.findings = ()
        self.current = self._hit = None
        self.changes = tuple(_changes(blocks))
        self._plain = blocks
        self.show(blocks)

    def go_to(self, spans: Sequence[Span], kind: str = "") -> None:
        """Select the finding, best of that kind, that rests on those spans, and scroll to it."""
        resting = [i for i, f in enumerate(self.findings) if set(f.spans) & set(spans)]
        if resting:
            self._select(min(resting, key=lambda i: self.findings[i].kind != kind))
        elif spans:
            self._highlight(spans)

    def step(self, direction: int) -> None:
        """Select the next stop in that direction, past the end the first one again."""
        if stops_here := len(self.findings) or len(self.changes):
            start = -1 if direction > 0 else 0
            at = start if self.current is None else self.current
            self._select((at + direction) % stops_here)

    @property
    def selected(self) -> Finding | None:
        """The finding selected, if any."""
        return self.findings[self.current] if self.findings and self.current is not None else None

    def _select(self, index: int) -> None:
        self.current = index
        if self.changes:
            self._show_hits([self.changes[index]])
        else:
            self._highlight(self.findings[index].spans)

    def _highlight(self, spans: Sequence[Span]) -> None:
        hits = []
        for index, block in enumerate(self._plain):
            if block.offset is None:
                continue
            for span in spans:
                start = max(0, span.start - block.offset)
                end = min(span.end - block.offset, len(block.text))
                if start < end:
                    hits.append(_Place(index, start, end))
        self._show_hits(hits)

    def _show_hits(self, hits: Sequence[_Place]) -> None:
        blocks = list(self._plain)
        for hit in hits:
            block = blocks[hit.block]
            mark = Mark(hit.start, hit.end, "hit")
            blocks[hit.block] = replace(block, marks=(*block.marks, mark))
        self._hit = hits[0] if hits else None
        self.show(blocks, self.top)
        if hits:
            first, last = hits[0], hits[-1]
            self.reveal(
                self.line_of(first.block, first.start), self.line_of(last.block, last.end - 1)
            )

    @property
    def cursor_line(self) -> int:
        """The line of what is selected, while it is in sight; else the first in sight."""
        line = self._hit_line
        return line if line is not None and self._shows(line) else self.top

    def remember_place(self) -> None:
        super().remember_place()
        self._find_hit()
        self._hit_in_sight = self._hit_line is not None and self._shows(self._hit_line)

    def restore_place(self) -> None:
        """Also keep in sight what is selected, if it was."""
        super().restore_place()
        self._find_hit()
        line = self._hit_line
        if line is not None and self._hit_in_sight and not self._shows(line):
            self.top = max(0, min(line - self.size.height // 4, self.last_top))

    def _find_hit(self) -> None:
        hit = self._hit
        there = hit is not None and hit.block < len(self.blocks)
        self._hit_line = self.line_of(hit.block, hit.start) if hit and there else None

    def _shows(self, line: int) -> bool:
        return self.top <= line < self.top + self.size.height

    def margin(self, marks: Sequence[Mark], line_start: int) -> str:
        if not marks:
            return ""
        begun = [m.sign for m in marks if m.start >= line_start]
        letters = "".join(dict.fromkeys(begun)) or look_of(self).marks.bar
        return f" {letters[: self.MARGIN - 2]}"


def stops(findings: Findings) -> tuple[Finding, ...]:
    """All findings in the order in which they stand in the text; a talk where it is mentioned."""
    marked = []
    for kind in shown_kinds():
        label = load(kind_named(kind.name).label)
        for finding in findings_of_kind(findings, kind):
            places = [kind.spans(finding)]
            if isinstance(finding, Talk):
                places = [(span,) for span in finding.mentions or (finding.span,)]
            marked += [Finding(kind.name, spans, label(finding), finding) for spans in places]
    return tuple(sorted(marked, key=lambda f: (f.spans[0], f.kind)))


def _changes(blocks: Sequence[Block]) -> Iterator[_Place]:
    """Where something changed; what came in the place of what went is one change with it."""
    for number, block in enumerate(blocks):
        at: _Place | None = None
        for mark in block.marks:
            if at is not None and at.end == mark.start:
                at = at._replace(end=mark.end)
                continue
            if at is not None:
                yield at
            at = _Place(number, mark.start, mark.end)
        if at is not None:
            yield at


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
    if article.revised:
        blocks.append(Block("Changed since it first came in; v steps through", role="dim"))
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
