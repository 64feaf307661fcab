"""All that is marked, whatever the day: findings and articles, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar

from msgspec.structs import replace

from briefing.annotations.bookmarks import Bookmarks, bookmarks_of
from briefing.article_refs import ArticleRef
from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import Briefing
from briefing.kinds import shown_kinds, with_findings_of_kind
from briefing.model import Article, Entry, Findings
from briefing.search.searchable import Searchable, searchables
from tui.screens.list_screen import ListScreen
from tui.screens.search import Hits
from tui.text.look import count
from tui.widgets.arrangement import Order
from tui.widgets.paint import Line


class Marked(Hits):
    """Marked findings and articles."""

    EMPTY: ClassVar[tuple[str, ...]] = (
        "Nothing is marked yet.",
        "Press m on a statement, a talk, a deadline or an article.",
    )
    ORDERS = (Order("newest first"), *Hits.ORDERS[2:])


class MarkedScreen(ListScreen):
    """Everything marked; ``m`` takes a mark away, ``e`` exports all that is shown."""

    SHOWS_MORE = True

    def __init__(self) -> None:
        super().__init__(Marked("rows"), "Marked")
        self._entries: tuple[Entry, ...] = ()
        self._gone = 0

    @property
    def crumb(self) -> str:
        return "Marked"

    def facts(self) -> Sequence[Line]:
        if not self._gone:
            return ()
        number = count(self._gone, "marked article is", "marked articles are")
        return [((f"{number} no longer in the library", "warn"),)]

    def fill(self) -> None:
        desk = self.session.desk

        def load() -> None:
            marks = desk.reader.bookmarks()
            found = [(desk.article(i), desk.findings(i)) for i in marks.articles]
            there = [(article, findings) for article, findings in found if article is not None]
            entries = tuple(marked_in(marks, there))
            self.app.call_from_thread(self._show, marks, entries, len(found) - len(there))

        self.brief.tasks.in_background(load, "marked", self)

    def _show(self, marks: Bookmarks, entries: tuple[Entry, ...], gone: int) -> None:
        self._entries, self._gone = entries, gone
        hits = [hit for entry in entries for hit in searchables(entry)]
        self.rows.replace([hit for hit in hits if marks.has_any(bookmarks_of(hit.item))])
        self.show_facts()

    def kept_changed(self) -> None:
        self.fill()

    def viewed(self, briefing: Briefing) -> tuple[Briefing, str]:
        shown = {hit.article.id for hit in self.rows.shown}
        entries = [entry for entry in self._entries if entry.article.id in shown]
        days = [entry.article.day for entry in entries if entry.article.day]
        last = max([briefing.as_of.day, *days])
        covered = (last - min([briefing.since, *days])).days + 1
        of = replace(briefing.as_of, day=last)
        return make_briefing(entries, of, covered), "marked"

    def open(self, item: Any) -> None:
        self.brief.routes.open_evidence(item.evidence, item.kind)


def marked_in(
    marks: Bookmarks, found: Iterable[tuple[Article, Findings | None]]
) -> Iterator[Entry]:
    """Those articles, newest first, each with no more of its findings than are marked."""
    for article, findings in sorted(found, key=lambda pair: _age(pair[0])):
        if findings is None:
            yield Entry(article)
            continue
        entry = Entry(article, findings)
        kept = [
            hit.item
            for hit in searchables(entry)
            if not isinstance(hit.item, ArticleRef) and _marked(marks, hit)
        ]
        marked = findings
        for kind in shown_kinds():
            own = tuple(item.finding for item in kept if isinstance(item.finding, kind.value))
            marked = with_findings_of_kind(marked, kind, own)
        yield Entry(article, marked)


def _marked(marks: Bookmarks, hit: Searchable) -> bool:
    return marks.has_any(bookmarks_of(hit.item))


def _age(article: Article) -> tuple[int, str]:
    ref = ArticleRef.of(article)
    return (ref.age, ref.title)
