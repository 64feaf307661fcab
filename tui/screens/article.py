"""An article: the whole text, every finding marked, the one that led here in sight."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.widget import Widget

from briefing.model import Article, Findings, Span
from briefing.rows import Head
from tui.citation import cite_quote, cite_spans
from tui.keys import ARTICLE
from tui.screens.base import BriefScreen
from tui.widgets.article_view import LETTERS, ArticleView
from tui.widgets.text_view import Block


class ArticleScreen(BriefScreen):
    """One article, at the finding of that ``kind`` which rests on ``spans``."""

    BINDINGS: ClassVar[list[BindingType]] = [*ARTICLE]

    def __init__(
        self, article_id: str, title: str, spans: tuple[Span, ...] = (), kind: str = ""
    ) -> None:
        super().__init__()
        self._article_id = article_id
        self._heading = title
        self._spans = spans
        self._kind = kind

    @property
    def crumb(self) -> str:
        return self._heading

    def body(self) -> Iterable[Widget]:
        yield ArticleView("article")

    @property
    def view(self) -> ArticleView:
        """The text."""
        return self.query_one(ArticleView)

    def ready(self) -> None:
        super().ready()
        self.set_focus(self.view)
        self._load()

    def on_resize(self, event: events.Resize) -> None:
        del event  # the view wraps itself; header and status are cut to the new width
        self.show_header()
        self.show_status()

    def _load(self) -> None:
        session = self.session

        def load() -> None:
            article = session.load_article(self._article_id)
            findings = session.load_findings(self._article_id)
            self.app.call_from_thread(self._show, article, findings)

        self.brief.in_background(load, "article")

    def _show(self, article: Article | None, findings: Findings | None) -> None:
        if article is None:
            self.view.show([Block("This article is no longer in the library.", role="warn")])
            return
        self.view.show_article(article, findings)
        self.view.go_to(self._spans, self._kind)
        self.show_status()

    def action_finding(self, direction: int) -> None:
        if self.view.findings:
            self.view.step(direction)
            self.show_status()
        else:
            self.brief.say("Nothing was found in this article")

    def taken(self) -> tuple[str, str, str | None] | None:
        article = self.view.article
        if article is None:
            return None
        finding = self.view.selected
        if finding is None:
            return cite_spans((), article), "The title", article.url
        if finding.quote is not None:
            return cite_quote(finding.quote, Head.of(article)), "The quote", article.url
        return cite_spans(finding.spans, article), "The sentence", article.url

    def place(self) -> str:
        finding = self.view.selected
        if finding is None:
            return ""
        at = f"{(self.view.current or 0) + 1}/{len(self.view.findings)}"
        lead = f"{LETTERS[finding.kind]} {finding.kind}: "
        room = max(4, self.app.size.width - len(lead) - len(at) - 6)
        return f"{lead}{self.look.clip(finding.label, room)}  {at}"
