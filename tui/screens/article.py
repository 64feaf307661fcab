"""An article: the whole text with every finding marked, scrolled to the one that was opened.

``v`` steps back through its versions, what changed from the one before marked word by word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.widget import Widget

from briefing.annotations.bookmarks import Bookmark
from briefing.article_refs import ArticleRef
from briefing.corrections import Correctable
from briefing.errors import BriefError
from briefing.kinds import kind_of
from briefing.model import Article, Findings, Quote, Span
from briefing.watches.watch import Watch, watches_for
from tui.keys import ARTICLE
from tui.kinds import kind_named
from tui.screens.base import BriefScreen
from tui.screens.row_actions import Citation
from tui.text.citation import cite_quote, cite_spans
from tui.text.look import count
from tui.widgets.article_view import ArticleView
from tui.widgets.text_view import Block

_GO_TO_A_FINDING = "Go to a finding first: n and p do"


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
        self._opened = False
        self._back_from_versions = False
        self._version: int | None = None
        self._version_name = ""

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

    def briefing_changed(self) -> None:
        self._load()

    def kept_changed(self) -> None:
        self.show_status()

    def _load(self) -> None:
        if self._version is not None:
            self._load_version(self._version)
            return
        session = self.session

        article_id = self._article_id

        def load() -> None:
            try:
                article = session.load_article(article_id)
                findings = session.load_findings(article_id)
            except BriefError as error:
                self.app.call_from_thread(self._show_problem, article_id, str(error))
                return
            self.app.call_from_thread(self._show, article_id, article, findings)

        self.brief.tasks.in_background(load, "article", self)

    def _show(self, article_id: str, article: Article | None, findings: Findings | None) -> None:
        if self._version is not None or article_id != self._article_id:
            return  # something else has been asked for since
        if article is None:
            self.view.show(
                [
                    Block("This article is no longer in the library.", role="warn"),
                    Block("Esc leads back to where you came from.", role="dim"),
                ]
            )
            return
        if self._opened and not self._back_from_versions:
            self.view.show_changed(article, findings)
        else:
            self.view.show_article(article, findings)
            self.view.go_to(self._spans, self._kind)
        if not self._opened:
            self._opened = True
            self.brief.annotations.opened(ArticleRef.of(article))
        self._back_from_versions = False
        self.show_status()

    def _show_problem(self, article_id: str, problem: str) -> None:
        if self._opened or article_id != self._article_id:
            return  # what was read before can be read on
        words = f"This article cannot be read now. {problem}"
        self.view.show([Block(self.look.clean(words), role="warn")])

    # From article to article

    def _order(self) -> Sequence[ArticleRef]:
        """The articles as the list has them that led here, else as the briefing has them."""
        for screen in reversed(self.app.screen_stack):
            if isinstance(screen, BriefScreen) and (listed := screen.articles_listed()):
                return listed
        briefing = self.session.briefing
        return briefing.articles if briefing else ()

    def _place_among(self, articles: Sequence[ArticleRef]) -> int | None:
        ids = (number for number, ref in enumerate(articles) if ref.id == self._article_id)
        return next(ids, None)

    def action_article(self, step: int) -> None:
        articles = self._order()
        here = self._place_among(articles)
        if here is None:
            here = -1 if step > 0 else len(articles)
        if 0 <= here + step < len(articles):
            self._go_on_to(articles[here + step])
        else:
            self.brief.messages.say(f"This is the {'last' if step > 0 else 'first'} article")

    def action_unread(self) -> None:
        articles, kept = self._order(), self.session.kept
        here = self._place_among(articles)
        start = 0 if here is None else here + 1
        unread = (ref for ref in (*articles[start:], *articles[:start]) if kept.is_unread(ref))
        following = next((ref for ref in unread if ref.id != self._article_id), None)
        if following is not None:
            self._go_on_to(following)
        else:
            self.brief.messages.say("All articles of these days are read")

    def _go_on_to(self, ref: ArticleRef) -> None:
        self._article_id, self._heading = ref.id, ref.title
        self._spans, self._kind, self._version = (), "", None
        self._opened = self._back_from_versions = False
        self.show_header()
        self._load()

    def action_versions(self) -> None:
        if self._version == 0:
            self._leave_versions()
        else:
            self._load_version(None if self._version is None else self._version - 1)

    def action_back(self) -> None:
        if self._version is None:
            super().action_back()
        else:
            self._leave_versions()

    def _leave_versions(self) -> None:
        self._version = None
        self._back_from_versions = True
        self._load()

    def _load_version(self, number: int | None) -> None:
        """Show the version of that number from 0, the oldest; without one the last there is."""
        session, look = self.session, self.look
        if chosen := self.view.selected:
            self._spans, self._kind = chosen.spans, chosen.kind
        self._version = number

        def load() -> None:
            from tui.text.versions import one_version, version_name
            from tui.widgets.version_blocks import version_blocks

            versions = session.load_versions(self._article_id)
            if len(versions) < 2:
                said = one_version(versions[0], session.day) if versions else ""
                self.app.call_from_thread(self._show_only_version, said)
                return
            last = len(versions) - 1
            index = last if number is None else min(number, last)
            name = version_name(versions[index], index + 1, len(versions), session.day)
            blocks = version_blocks(look, versions, index, session.day)
            self.app.call_from_thread(self._show_version, number, index, name, blocks)

        self.brief.tasks.in_background(load, "article", self)

    def _show_version(self, number: int | None, index: int, name: str, blocks: list[Block]) -> None:
        if self._version != number:
            return  # another has been asked for since
        self._version = index
        self._version_name = name
        self.view.show_version(blocks)
        self.show_status()

    def _show_only_version(self, said: str) -> None:
        if self._version is not None:
            self._leave_versions()
        self.brief.messages.say(said or "This article is no longer in the library")

    def action_finding(self, direction: int) -> None:
        if self.view.findings or self.view.changes:
            self.view.step(direction)
            self.show_status()
        elif self._version is not None:
            self.brief.messages.say("Nothing was changed in this version")
        else:
            self.brief.messages.say("Nothing was found in this article")

    def citation(self) -> Citation | None:
        article = self.view.article
        if article is None:
            return None
        finding = self.view.selected
        if finding is None:
            return Citation(cite_spans((), article), "The title", article.url)
        if isinstance(finding.item, Quote):
            return Citation(
                cite_quote(finding.item, ArticleRef.of(article)), "The quote", article.url
            )
        return Citation(cite_spans(finding.spans, article), "The sentence", article.url)

    def marks_here(self) -> tuple[Bookmark, ...]:
        article, finding = self.view.article, self.view.selected
        if article is None:
            return ()
        if finding is None:
            return (Bookmark(article.id, "article"),)
        return (Bookmark(article.id, finding.kind, finding.spans),)

    def articles_here(self) -> tuple[ArticleRef, ...]:
        article = self.view.article
        return (ArticleRef.of(article),) if article else ()

    def finding_here(self) -> tuple[str, Correctable] | str:
        if self._version is not None:
            return "Go back to the article first: Esc does"
        finding = self.view.selected
        if finding is None:
            return _GO_TO_A_FINDING
        return self._article_id, finding.item

    def watches_here(self) -> list[Watch]:
        article, finding = self.view.article, self.view.selected
        if article is None or finding is None:
            return []
        kind = kind_of(finding.item)
        return watches_for(kind.mentioned(ArticleRef.of(article), 0, finding.item))

    def action_watch(self) -> None:
        if self.view.selected is None:
            self.brief.messages.say(_GO_TO_A_FINDING)
        else:
            super().action_watch()

    def place(self) -> str:
        if self._version is not None:
            return self._version_place()
        finding, kept = self.view.selected, self.session.kept
        mark = f"{self.look.marks.marked} " if kept.bookmarks.has_any(self.marks_here()) else ""
        if finding is None:
            return f"{mark}marked" if mark else self._number_of_findings()
        at = f"{(self.view.current or 0) + 1}/{len(self.view.findings)}"
        lead = f"{mark}{kind_named(finding.kind).sign} {finding.kind}: "
        room = max(4, self.app.size.width - len(lead) - len(at) - 6)
        return f"{lead}{self.look.clip(finding.label, room)}  {at}"

    def _number_of_findings(self) -> str:
        """``Q 3 quotes  T 1 talk``: which signs stand in the margin, and for how many findings."""
        kinds = Counter(finding.kind for finding in self.view.findings)
        counted = ((kind_named(kind), number) for kind, number in kinds.items())
        return "  ".join(f"{kind.sign} {count(n, *kind.counted)}" for kind, n in counted)

    def _version_place(self) -> str:
        view = self.view
        if view.current is None:
            return self._version_name
        return f"{self._version_name}  {view.current + 1}/{len(view.changes)}"
