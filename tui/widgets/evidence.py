"""The evidence of the selected row: the paragraph it rests on, with the very words marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from briefing.article_refs import ArticleRef, Evidence
from briefing.digest.briefing import Briefing
from briefing.errors import BriefError
from briefing.model import Article, Span
from tui.context.ports import context_of, look_of, session_of
from tui.text.days import aligned_day, short_day, weekday
from tui.text.look import Look
from tui.widgets.paint import Line
from tui.widgets.text_view import Block, Mark, TextView

if TYPE_CHECKING:
    from tui.widgets.row_list import RowList

UNREADABLE = "What this rests on cannot be read now."
READ_AHEAD = 8
"""Rows below and above the cursor whose articles are read with those next to it."""
SHOWN = 3  # pieces of evidence; Enter leads to all of them


class EvidenceView(TextView):
    """Follows a row list: facts of the row, then its newest pieces of evidence."""

    def __init__(self, widget_id: str | None = None) -> None:
        super().__init__(widget_id)
        self._wanted: tuple[Sequence[Line], Sequence[Evidence]] = ((), ())

    def follow(self, rows: RowList[Any]) -> None:
        """Show the row under the cursor; what is not in memory yet is read in a worker thread.

        So is what the rows around it rest on.
        """
        row = rows.selected
        facts, evidence = ((), ()) if row is None else (rows.all_facts(row), rows.evidence(row))
        wanted = self._wanted = (facts, evidence)
        session = session_of(self)
        ids = list(dict.fromkeys(e.article.id for e in evidence[:SHOWN]))
        later = [] if row is None else self._not_at_hand_around(rows)
        at_hand = all(session.article_at_hand(i) for i in ids)
        if at_hand:
            self._render_wanted()
            if not later:
                return

        def load() -> None:
            try:
                for article_id in () if at_hand else ids:
                    session.load_article(article_id)
            except BriefError as error:
                self.app.call_from_thread(self._failed, wanted, str(error))
                return
            if not at_hand:
                self.app.call_from_thread(self._loaded, wanted)
            for article_id in later:
                session.load_article(article_id)

        tasks = context_of(self).tasks
        if session.shows_front:
            # The rows are to be seen first: opening the library would hold up their paint.
            self.call_after_refresh(tasks.in_background, load, "evidence", self)
        else:
            tasks.in_background(load, "evidence", self)

    def _not_at_hand_around(self, rows: RowList[Any]) -> Sequence[str]:
        """The articles to be read soon: none as long as those of the rows next to it are there.

        Several rows' at a time: each thread takes the time of a tenth of what a key does.
        """
        session = session_of(self)
        away: dict[str, None] = {}
        for reach in (1, READ_AHEAD):
            evidence = (e for item in rows.around(reach) for e in rows.evidence(item)[:SHOWN])
            away = {
                e.article.id: None for e in evidence if not session.article_at_hand(e.article.id)
            }
            if not away:
                break
        return list(away)

    def _loaded(self, wanted: object) -> None:
        if wanted is self._wanted:
            self._render_wanted()

    def _failed(self, wanted: object, problem: str) -> None:
        if wanted is self._wanted:
            facts = [fact_block(line) for line in self._wanted[0]]
            words = look_of(self).clean(f"{UNREADABLE} {problem}")
            self.show([*facts, *([Block()] if facts else []), Block(words, role="warn")])

    def _render_wanted(self) -> None:
        facts, evidence = self._wanted
        session = session_of(self)
        look = look_of(self)
        blocks = [fact_block(line) for line in facts]
        for piece in evidence[:SHOWN]:
            article = session.article_at_hand(piece.article.id)
            blocks += [Block()] if blocks else []
            blocks += _piece(look, piece, article, late_words(session.briefing, piece.article))
            if article is None and not session.shows_front:  # which may be of what is still to come
                blocks.append(Block("This article is no longer in the library.", role="warn"))
        more = len(evidence) - SHOWN
        if more > 0 and not session.shows_front:
            blocks += [
                Block(),
                Block(f"and {more:,} more: Enter lists them", role="dim"),
            ]
        self.show(blocks)


def fact_block(line: Line) -> Block:
    """A line of parts as a block, each part in its role."""
    text = "".join(part for part, _ in line)
    marks = []
    position = 0
    for part, role in line:
        if role and part:
            marks.append(Mark(position, position + len(part), role))
        position += len(part)
    return Block(text, tuple(marks))


def _piece(look: Look, piece: Evidence, article: Article | None, late: str) -> list[Block]:
    blocks = [Block(source_line(look, piece.article), role="dim")]
    blocks += [Block(late, role="warn")] if late else []
    if article is None:
        return blocks
    blocks += paragraphs(look, article, piece.spans) or beginning(look, article)
    if article.url:
        blocks.append(Block(look.clean(article.url), role="dim", one_line=True))
    return blocks


def paragraphs(look: Look, article: Article, spans: Sequence[Span]) -> list[Block]:
    """The paragraphs that hold those spans, each with the characters of the spans marked."""
    marked: dict[Span, list[Mark]] = {}
    for span in spans:
        for paragraph in article.paragraphs:
            if paragraph.overlaps(span):
                start = max(0, span.start - paragraph.start)
                end = min(span.end, paragraph.end) - paragraph.start
                marked.setdefault(paragraph, []).append(Mark(start, end, "hit", look.marks.bar))
    return [
        Block(look.clean(p.of(article.text)), tuple(marks), offset=p.start)
        for p, marks in sorted(marked.items())
    ]


def beginning(look: Look, article: Article) -> list[Block]:
    """The first paragraphs of an article."""
    return [
        Block(look.clean(p.of(article.text)), offset=p.start) for p in article.paragraphs[:SHOWN]
    ]


def late_words(briefing: Briefing | None, ref: ArticleRef) -> str:
    """``Came in later: Fri 15 Mar``, for an article that was not there on the day shown; or ""."""
    if briefing is None or ref.fetched is None or not briefing.came_later(ref):
        return ""
    return f"Came in later: {short_day(ref.fetched.date(), briefing.as_of.day)}"


def source_line(look: Look, ref: ArticleRef) -> str:
    """``Thu 13 Jan · Outlet · Title (sample)``."""
    day = f"{weekday(ref.day)} {aligned_day(ref.day).strip()}" if ref.day else "undated"
    sample = " (sample)" if ref.sample else ""
    parts = [day, look.clean(ref.source or ""), look.clean(ref.title) + sample]
    return f" {look.marks.dot} ".join(p for p in parts if p)
