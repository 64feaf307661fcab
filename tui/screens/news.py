"""What is new since the last visit: what moved, was called off or held, then new findings."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import datetime
from typing import Any, ClassVar, TypeAlias

from msgspec import Struct

from briefing.digest.briefing import Briefing
from briefing.digest.changes import (
    ArticleEdit,
    Change,
    Changes,
    DatedRow,
    changes,
    fetched_after,
    overdue,
)
from briefing.digest.edits import turn_words
from briefing.merge.utterances import Utterance, utterances_of_all
from briefing.rows import DeadlineRow, Evidence, TalkRow, subject
from tui.context.ports import look_of
from tui.screens.list_screen import ListScreen
from tui.text.days import day_of, long_days, published_on, readable_days
from tui.text.findings import quoted_content
from tui.text.look import Look, count
from tui.widgets import deadlines, talks
from tui.widgets.arrangement import Divider
from tui.widgets.paint import Line
from tui.widgets.row_list import RowList
from tui.widgets.speakers import NOBODY
from tui.widgets.statements import utterance_facts


class Overdue(Struct, frozen=True):
    """Something that has passed since the last visit without news."""

    row: DatedRow


NewRow: TypeAlias = "Change | Overdue | ArticleEdit | Utterance | TalkRow | DeadlineRow"

_WHO = 18  # cells of the column of names


class News(RowList[NewRow]):
    """Turns and new findings, a row each."""

    WATCHED = True
    EMPTY: ClassVar[tuple[str, ...]] = (
        "Nothing is new.",
        "r fetches the feeds, Esc leads back to where you came from.",
    )
    SECTIONS: ClassVar[tuple[tuple[type[Any], str], ...]] = (
        (Change, "Moved, cancelled, held"),
        (Overdue, "Overdue: no article since says what happened"),
        (ArticleEdit, "Changed by the outlet"),
        (TalkRow, "New talks"),
        (DeadlineRow, "New deadlines"),
        (Utterance, "New statements"),
    )

    def with_dividers(self, rows: Sequence[NewRow]) -> Sequence[NewRow | Divider]:
        made: list[NewRow | Divider] = []
        for kind, label in self.SECTIONS:
            found = [row for row in rows if isinstance(row, kind)]
            if found:
                made += [Divider(f"{label} ({len(found):,})"), *found]
        return made

    def identify(self, item: NewRow) -> Hashable:
        match item:
            case Change(turn=turn, row=row, before=before):
                return (turn, before, self.identify(row))
            case Overdue(row=row):
                return ("overdue", self.identify(row))
            case ArticleEdit(article=article, edit=edit):
                return (article.id, edit.turn, edit.before, edit.after, edit.until)
            case TalkRow():
                return talks.key_of(item)
            case DeadlineRow():
                return deadlines.key_of(item)
            case Utterance():
                return item.key

    def finding_of(self, item: NewRow) -> object:
        if isinstance(item, ArticleEdit):
            return item.article
        return item.row if isinstance(item, Change | Overdue) else item

    def words(self, item: NewRow) -> str:
        name, text, tail = described(item)
        return f"{name} {text} {tail}"

    def paint(self, item: NewRow, width: int) -> Line:
        look = look_of(self)
        name, text, tail = described(item)
        lead = f"{look.fit(name, _WHO - 1)} "
        end = look.clip(f" ({tail})", max(0, width // 2)) if tail else ""
        role = "warn" if isinstance(item, Change | Overdue | ArticleEdit) else "strong"
        room = max(4, width - len(lead) - len(end))
        return ((lead, role), (look.clip(text, room), ""), (end, "dim"))

    def facts(self, item: NewRow) -> list[Line]:
        look = look_of(self)
        name, text, tail = described(item)
        if isinstance(item, Utterance):
            return [((look.clean(name), "strong"),), *utterance_facts(look, item)]
        if isinstance(item, ArticleEdit):
            return edit_facts(look, item)
        row = item.row if isinstance(item, Change | Overdue) else item
        now = (
            long_days(row.start, row.end)
            if isinstance(row, TalkRow)
            else long_days(row.when, row.end)
        )
        lines: list[Line] = [((look.clean(f"{name}: {text}"), "strong"),), ((now, "dim"),)]
        return [*lines, ((look.clean(tail), "warn"),)] if isinstance(item, Change) else lines

    def edits_of(self, item: NewRow) -> Sequence[ArticleEdit]:
        return () if isinstance(item, ArticleEdit) else super().edits_of(item)

    def evidence(self, item: NewRow) -> Sequence[Evidence]:
        if isinstance(item, Utterance):
            return item.evidence
        if isinstance(item, ArticleEdit):
            return [item.evidence] if item.edit.span else []
        row = item.row if isinstance(item, Change | Overdue) else item
        return [mention.evidence for mention in row.mentions]


def described(item: NewRow) -> tuple[str, str, str]:
    """Who, where or which turn; what; and what else there is to say."""
    match item:
        case Change(turn=turn, row=row, before=before):
            name, text, _ = described(row)
            return turn, f"{name}: {text}", f"was {readable_days(before)}"
        case Overdue(row=row):
            name, text, tail = described(row)
            return "overdue", f"{name}: {text}", tail
        case ArticleEdit(article=article, edit=edit):
            return edit.turn, article.title, edit.before or edit.after
        case TalkRow():
            place, parties = talks.headline(item)
            when = day_of(item.start).strip() if item.start else "no day"
            return place, parties or item.what, f"{item.status}, {when}"
        case DeadlineRow():
            return item.kind, subject(item), day_of(item.when).strip()
        case Utterance(newest=newest):
            sources = item.sources
            outlets = f"{sources}, " if len(sources.outlets) > 1 else ""
            tail = f"{outlets}{published_on(newest.article)}"
            return newest.quote.speaker or NOBODY, quoted_content(newest), tail


def edit_facts(look: Look, item: ArticleEdit) -> list[Line]:
    """What the outlet has changed, what stood there before, since when and until when."""
    edit = item.edit
    since = long_days(edit.since.date()) if edit.since else "an unknown day"
    stood = f"stood from {since} to {long_days(edit.until.date())}, {edit.until:%H:%M}"
    lines: list[Line] = [
        ((look.clean(item.article.title), "strong"),),
        ((look.clean(turn_words(edit)), "warn"),),
    ]
    if edit.before:
        lines += [((f"Before ({stood}): ", "dim"), (look.clean(edit.before), ""))]
    if edit.after:
        lines += [(("Now: ", "dim"), (look.clean(edit.after), ""))]
    return lines


class NewsScreen(ListScreen):
    """What the articles taken in after ``since`` bring; None stands for a first visit."""

    def __init__(self, since: datetime | None) -> None:
        super().__init__(News("rows"), "New")
        self._since = since

    @property
    def crumb(self) -> str:
        return "New"

    def facts(self) -> Sequence[Line]:
        if self._since is None:
            return [(("This is the first visit: what comes in from now on is new.", ""),)]
        number = count(len(self.rows.rows), "thing")
        since = f"{long_days(self._since.date())}, {self._since:%H:%M}"
        return [((f"{number} new since your last visit", "strong"), (f", {since}", "dim"))]

    def fill(self) -> None:
        briefing, since = self.session.briefing, self._since
        if briefing is None or since is None:
            self.rows.replace(())
            return

        session = self.session

        def text_of(article_id: str) -> str:
            article = session.load_article(article_id)
            return article.text if article else ""

        def compare(of: Briefing, moment: datetime) -> None:
            found = changes(of, fetched_after(moment))
            edits = session.desk.edits(of, lambda at: at > moment)
            said = utterances_of_all(found.statements)
            late = overdue(of, text_of, moment.date())
            self.app.call_from_thread(self._show, found, edits, said, late)

        self.brief.tasks.in_background(lambda: compare(briefing, since), "news")

    def _show(
        self,
        found: Changes,
        edits: tuple[ArticleEdit, ...],
        said: tuple[Utterance, ...],
        late: tuple[DatedRow, ...],
    ) -> None:
        without_news = [Overdue(row) for row in late]
        new = (*found.talks, *found.deadlines, *said)
        self.rows.replace([*found.turns, *without_news, *edits, *new])
        self.show_facts()

    def open(self, item: Any) -> None:
        if isinstance(item, ArticleEdit):
            self.brief.routes.open(item.article)
        else:
            self.brief.routes.open(item.row if isinstance(item, Change | Overdue) else item)
