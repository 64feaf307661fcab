"""What is new since the last visit: what moved, was called off or held, then new findings."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from msgspec import Struct

from briefing.article_refs import Evidence
from briefing.contradictions.rows import Contradiction
from briefing.digest.briefing import Briefing
from briefing.digest.changes import ArticleEdit, Change, IsNew, changes, fetched_after
from briefing.digest.dated import DatedRow
from briefing.digest.edits import turn_words
from briefing.digest.outcomes import Aftermath
from briefing.digest.stories import Story
from tui.context.ports import look_of, session_of
from tui.context.session import Session
from tui.kinds import gathered_rows
from tui.screens.list_screen import ListScreen
from tui.text.contrasts import AGAINST, contradiction_contrast
from tui.text.days import long_days, readable_days
from tui.text.look import Look, count
from tui.text.outcomes import NO_NEWS, aftermath_words
from tui.text.phrases import evidence_words
from tui.text.row_words import Summary
from tui.widgets.mixed_list import MixedList, heading_of, summary_facts, summary_of, words_of
from tui.widgets.paint import Line


class Passed(Struct, frozen=True):
    """Something that has passed, or taken a turn, since the last visit: what became of it."""

    aftermath: Aftermath

    @property
    def row(self) -> DatedRow:
        """The talk or the deadline."""
        return self.aftermath.row


class Conflict(Struct, frozen=True):
    """A contradiction of which a new article has a side, its story and both sentences."""

    row: Contradiction
    story: Story
    words: tuple[str, str]


_TURNS: Mapping[type[Any], str] = {
    Change: "Moved, confirmed, cancelled, held",
    Passed: "Passed, or called off since",
    ArticleEdit: "Changed by the outlet",
    Conflict: "Words against words",
}


class News(MixedList):
    """Turns, edits by outlets and new findings, a row each."""

    EMPTY: ClassVar[tuple[str, ...]] = (
        "Nothing is new.",
        "r fetches the feeds, Esc leads back to where you came from.",
    )

    def heading(self, item: Any) -> str:
        return _TURNS.get(type(item)) or f"New {heading_of(item)}"

    def identify(self, item: Any) -> Hashable:
        match item:
            case Change(turn=turn, row=row, before=before):
                return (turn, before, self.identify(row))
            case Passed(row=row):
                return ("passed", self.identify(row))
            case ArticleEdit(article=article, edit=edit):
                return (article.id, edit.turn, edit.before, edit.after, edit.until)
            case Conflict(row=row):
                return row.key
        return super().identify(item)

    def finding_of(self, item: Any) -> object:
        if isinstance(item, ArticleEdit):
            return item.article
        if isinstance(item, Conflict):
            return item.row.first[0].article
        return item.row if isinstance(item, Change | Passed) else item

    def summary(self, item: Any) -> Summary:
        match item:
            case Change(turn=turn, row=row, before=before):
                name, text, _ = summary_of(row)
                return Summary(turn, f"{name}: {text}", f"was {readable_days(before)}")
            case Passed(row=row, aftermath=aftermath):
                name, text, tail = summary_of(row)
                outcome = aftermath.answer.outcome if aftermath.answer else NO_NEWS
                return Summary(outcome, f"{name}: {text}", tail)
            case ArticleEdit(article=article, edit=edit):
                return Summary(edit.turn, article.title, edit.before or edit.after)
            case Conflict(row=row, words=(one, other)):
                (first, _), (second, _) = contradiction_contrast(row).sides
                return Summary(AGAINST[row.kind], f"{first}: {one}", f"{second}: {other}")
        return summary_of(item)

    def words(self, item: Any) -> str:
        own = " ".join(self.summary(item))
        if isinstance(item, ArticleEdit):
            return f"{own} {item.edit.before} {item.edit.after} {item.article.source or ''}"
        if isinstance(item, Conflict):
            return f"{own} {item.story.headline}"
        return f"{own} {words_of(item.row if isinstance(item, Change | Passed) else item)}"

    def role(self, item: Any) -> str:
        return "warn" if type(item) in _TURNS else "strong"

    def facts(self, item: Any) -> list[Line]:
        look = look_of(self)
        if isinstance(item, ArticleEdit):
            return edit_facts(look, item)
        if isinstance(item, Conflict):
            title, sides = contradiction_contrast(item.row)
            said = (((look.clean(who), "dim"),) for who, _ in sides)
            return [((look.clean(title), "warn"),), *said]
        if not isinstance(item, Change | Passed):
            return super().facts(item)
        summary = self.summary(item)
        lines = summary_facts(look, item.row, summary)
        if isinstance(item, Passed):
            words = aftermath_words(item.aftermath, session_of(self).day)
            return [*lines, ((look.clean(words), "warn"),)]
        return [*lines, ((look.clean(summary.tail), "warn"),)]

    def edits_of(self, item: Any) -> Sequence[ArticleEdit]:
        return () if isinstance(item, ArticleEdit) else super().edits_of(item)

    def evidence(self, item: Any) -> Sequence[Evidence]:
        if isinstance(item, ArticleEdit):
            return [item.evidence] if item.edit.span else []
        if isinstance(item, Conflict):
            return item.row.evidence
        if isinstance(item, Passed):
            first, *others = super().evidence(item.row)
            answer = item.aftermath.answer
            return [first, *([answer.evidence] if answer else []), *others]
        return super().evidence(item.row if isinstance(item, Change) else item)


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
    """What the articles taken in since the last visit bring; on a first visit nothing is new."""

    def __init__(self) -> None:
        super().__init__(News("rows"), "New")

    @property
    def crumb(self) -> str:
        return "New"

    def facts(self) -> Sequence[Line]:
        since = self.session.last_visit
        if since is None:
            return [(("This is the first visit: what comes in from now on is new.", ""),)]
        number = count(len(self.rows.rows), "thing") if self.rows.rows else "Nothing"
        when = f", {long_days(since.date())}, {since:%H:%M}"
        return [((f"{number} new since your last visit", "strong"), (when, "dim"))]

    def fill(self) -> None:
        briefing, since = self.session.briefing, self.session.last_visit
        if briefing is None or since is None:
            self.rows.replace(())
            return

        session = self.session

        def compare(of: Briefing, moment: datetime) -> None:
            new = changes(of, fetched_after(moment))
            edits = session.desk.edits(of, lambda at: at > moment)
            passed = map(Passed, session.desk.outcomes(of).since(moment.date()))
            conflicts = conflicts_since(session, of, fetched_after(moment))
            rows = gathered_rows((*new.talks, *new.deadlines, *new.statements, *new.others))
            self.app.call_from_thread(self._show, [*new.turns, *passed, *conflicts, *edits, *rows])

        self.brief.tasks.in_background(lambda: compare(briefing, since), "news", self)

    def _show(self, rows: Sequence[object]) -> None:
        self.rows.replace(rows)
        self.show_facts()

    def open(self, item: Any) -> None:
        if isinstance(item, ArticleEdit):
            self.brief.routes.open(item.article)
        elif isinstance(item, Conflict):
            from tui.screens.story import StoryScreen

            self.app.push_screen(StoryScreen(item.story))
        else:
            self.brief.routes.open(item.row if isinstance(item, Change | Passed) else item)


def conflicts_since(session: Session, of: Briefing, is_new: IsNew) -> list[Conflict]:
    """The contradictions in which a new article takes a side; only its stories are compared."""
    stories = (s for s in session.load_stories(of) if any(map(is_new, s.articles)))
    text_of = session.desk.texts(of)
    return [
        Conflict(row, story, (words[0], words[1]))
        for story in session.desk.with_contradictions(stories, of)
        for row in story.contradictions
        if any(map(is_new, row.articles))
        and (words := [evidence_words(side[0].evidence, text_of) for side in row.sides])
    ]
