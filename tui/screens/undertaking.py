"""An undertaking and what was heard of it: the two sentences beside each other, each with its way
to the article."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar

from msgspec import Struct

from briefing.article_refs import ArticleRef, Evidence
from briefing.digest.briefing import Briefing
from briefing.digest.front_page import of_articles
from briefing.ledger.rows import LedgerRow
from tui.screens.base import WIDE
from tui.screens.list_screen import ListScreen
from tui.text.days import published_on
from tui.text.ledger import due_words, heard_words, said_words, unspoken_words, what_is_owed
from tui.text.look import Look
from tui.text.row_words import article_words
from tui.text.wrap import wrap
from tui.widgets.accounts import article_lines, outlet_column
from tui.widgets.arrangement import Divider, Group, grouped
from tui.widgets.paint import Line
from tui.widgets.row_list import RowList

_BETWEEN = 3  # cells between the two sentences
_LEAST = 20  # cells that a sentence has at least


class Telling(Struct, frozen=True):
    """A sentence that undertakes something, or that says what became of it: ``word``."""

    evidence: Evidence
    word: str
    answers: bool

    @property
    def article(self) -> ArticleRef:
        """Where it stands."""
        return self.evidence.article


class Tellings(RowList[Telling]):
    """The sentences of an undertaking, the newest of each side first."""

    EMPTY: ClassVar[tuple[str, ...]] = (
        "No article tells of this any more.",
        "Esc leads back to where you came from.",
    )

    _outlet = 0  # cells of their column

    def show_row(self, row: LedgerRow) -> None:
        """Show the sentences of a row."""
        told = [Telling(each.evidence, each.kind, answers=False) for each in row.accounts]
        heard = [Telling(a.evidence, a.outcome, answers=True) for a in reversed(row.heard)]
        self._outlet = outlet_column(self, (each.article for each in (*told, *heard)))
        self.replace([*told, *heard])

    def with_dividers(self, rows: Sequence[Telling]) -> Sequence[Telling | Divider]:
        return grouped(
            rows, Group("", "", lambda item: "Heard since" if item.answers else "Undertaken")
        )

    def identify(self, item: Telling) -> Hashable:
        return (item.article.id, item.evidence.spans, item.answers)

    def words(self, item: Telling) -> str:
        return f"{item.word} {article_words(item.article)}"

    def finding_of(self, item: Telling) -> object:
        return item.article

    def paint(self, item: Telling, width: int) -> Line:
        return self.paint_lines(item, width, 1)[0]

    def paint_lines(self, item: Telling, width: int, most: int) -> Sequence[Line]:
        word = (item.word, "warn" if item.answers else "dim")
        return article_lines(self, item.article, word, self._outlet, width, most)

    def facts(self, item: Telling) -> list[Line]:
        return [((item.word, "warn" if item.answers else "dim"),)]

    def evidence(self, item: Telling) -> Sequence[Evidence]:
        return [item.evidence]


class UndertakingScreen(ListScreen):
    """One undertaking: both sentences above, all that tell of it below; Enter opens the article."""

    rows: Tellings

    def __init__(self, row: LedgerRow) -> None:
        super().__init__(Tellings("rows"), "Sentences")
        self.row = row
        self._texts: dict[str, str] = {}

    @property
    def crumb(self) -> str:
        return what_is_owed(self.row)

    @property
    def room(self) -> int:
        return max(1, self.app.size.height // 2)

    def facts(self) -> Sequence[Line]:
        row, look, day = self.row, self.look, self.session.day
        about = [due_words(row, day), row.kind, said_words(row), str(row.sources)]
        lines: list[Line] = [
            ((look.clean(what_is_owed(row)), "strong"),),
            ((look.clean(", ".join(word for word in about if word)), "dim"),),
            ((look.clean(heard_words(row, day)), "dim" if row.is_open else "warn"),),
        ]
        if unspoken := unspoken_words(row, day):
            lines.append(((look.clean(unspoken), "warn"),))
        return [*lines, *self._pair()]

    def _pair(self) -> list[Line]:
        """The sentence that undertakes it, and the latest that answers it; nothing without one."""
        answer = self.row.answer
        if answer is None:
            return []  # the one sentence stands as evidence
        told = self._column(self.row.evidence, self.row.kind)
        heard = self._column(answer.evidence, answer.outcome)
        beside = self.app.size.width >= WIDE
        lines = pair_lines(told, heard, self.look, self.measure, beside=beside)
        return [((line, ""),) for line in lines]

    def _column(self, evidence: Evidence, word: str) -> _Column:
        text = self._texts.get(evidence.article.id, "")
        words = evidence.spans[0].of(text) if text else ""
        when = published_on(evidence.article).strip()
        lead = f"{word}, {when}, {evidence.article.source or evidence.article.title}"
        return _Column(self.look, lead, words)

    def viewed(self, briefing: Briefing) -> tuple[Briefing, str]:
        return of_articles(briefing, frozenset(ref.id for ref in self.row.articles)), self.crumb

    def fill(self) -> None:
        self.rows.show_row(self.row)
        briefing, session, row = self.session.briefing, self.session, self.row
        if briefing is None:
            return

        def load() -> None:
            ledger = session.desk.ledger(briefing)
            now = next((each for each in ledger.rows if _key(each) == _key(row)), row)
            ids = {ref.id for ref in now.articles}
            articles = filter(None, map(session.load_article, ids))
            texts = {article.id: article.text for article in articles}
            self.app.call_from_thread(self._show, now, texts)

        self.brief.tasks.in_background(load, "undertaking", self)

    def _show(self, row: LedgerRow, texts: dict[str, str]) -> None:
        self.row, self._texts = row, texts
        self.rows.show_row(row)
        self.show_facts()

    def open(self, item: Telling) -> None:
        self.brief.routes.open_evidence(item.evidence, "quote" if item.answers else "deadline")


class _Column(Struct, frozen=True):
    """A sentence under who tells it when, as lines of so many cells."""

    look: Look
    lead: str
    words: str

    def __call__(self, width: int) -> list[str]:
        room = max(_LEAST, width)
        text = self.look.clean(self.words)
        lines = [text[start:end].rstrip() for start, end in wrap(text, room)]
        return [self.look.clip(self.lead, room), *lines]


def pair_lines(told: _Column, heard: _Column, look: Look, width: int, *, beside: bool) -> list[str]:
    """Two sentences side by side, or one above the other where there is no room for that."""
    if not beside:
        return [*told(width), *heard(width)]
    half = (width - _BETWEEN) // 2
    left, right = told(half), heard(half)
    height = max(len(left), len(right))
    filled = zip(*(side + [""] * (height - len(side)) for side in (left, right)), strict=True)
    return [f"{look.fit(a, half)}{' ' * _BETWEEN}{b}".rstrip() for a, b in filled]


def _key(row: LedgerRow) -> tuple[object, ...]:
    return (row.owed_by, row.act, row.due)
