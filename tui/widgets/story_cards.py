"""Stories as cards of a few lines: the headline, what comes next, what is new, who said what.

Every line is a row of its own, so that the cursor and Enter reach the sentence behind each.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Any, ClassVar

from msgspec import Struct

from briefing.digest.changes import Change
from briefing.digest.dated import DatedRow, first_day, has_day
from briefing.digest.front_page import FrontPage, StoryCard
from briefing.rows import ArticleRef, DeadlineRow, Evidence, SpeakerRow, Statement, TalkRow
from briefing.timing import countdown
from tui.context.ports import look_of, session_of
from tui.text.days import day_of, days, readable_days, short_day
from tui.text.look import count
from tui.widgets.arrangement import Divider
from tui.widgets.mixed_list import evidence_of, summary_of
from tui.widgets.paint import Line
from tui.widgets.row_list import RowList

OTHERS = "Articles outside any story"
_LABEL = 6  # cells of the word before a line of a card


class Headline(Struct, frozen=True):
    """The first line of a card; opens the story."""

    card: StoryCard


class Coming(Struct, frozen=True):
    """The next date of a story."""

    card: StoryCard
    row: DatedRow


class Turned(Struct, frozen=True):
    """A date of a story that is new, or that has changed, since the last visit."""

    card: StoryCard
    news: Change | DatedRow


class Said(Struct, frozen=True):
    """The newest words of one side."""

    card: StoryCard
    speaker: SpeakerRow
    statement: Statement


def lines_of(card: StoryCard) -> Iterator[object]:
    """The lines of a card, in the order in which they are shown."""
    yield Headline(card)
    if card.coming is not None:
        yield Coming(card, card.coming)
    for news in card.news:
        yield Turned(card, news)
    for speaker, statement in card.statements:
        yield Said(card, speaker, statement)


class StoryCards(RowList[Any]):
    """The front page: cards one below the other, then the articles that are in no story."""

    WATCHED = True
    EMPTY: ClassVar[tuple[str, ...]] = (
        "There are no articles in these days.",
        "Add some with: brief add PATH",
        "or look at another day with [ and ]",
    )

    def show_page(self, page: FrontPage) -> None:
        """Show the cards of that front page, and the articles after them."""
        self.replace([*(line for card in page.cards for line in lines_of(card)), *page.others])

    def with_dividers(self, rows: Sequence[Any]) -> Sequence[Any | Divider]:
        made: list[Any | Divider] = []
        for row in rows:
            begins = isinstance(row, ArticleRef) and not (made and isinstance(made[-1], ArticleRef))
            if begins or (isinstance(row, Headline) and made):
                made.append(Divider(OTHERS if begins else ""))
            made.append(row)
        return made

    def identify(self, item: Any) -> Hashable:
        if isinstance(item, ArticleRef):
            return item.id
        story = item.card.story.articles[-1].id  # its first: what joins later is newer
        match item:
            case Headline():
                return (story,)
            case Said(statement=statement):
                return (story, statement.article.id, statement.index)
        row = self.finding_of(item)
        return (story, type(item).__name__, summary_of(row))

    def words(self, item: Any) -> str:
        match item:
            case ArticleRef(title=title, source=source):
                return f"{title} {source or ''}"
            case Headline(card=card):
                return card.story.headline
            case Said(speaker=speaker, statement=statement):
                return f"{speaker.name} {speaker.role or ''} {statement.quote.content}"
        return " ".join(summary_of(self.finding_of(item)))

    def finding_of(self, item: Any) -> object:
        match item:
            case Headline(card=card):
                return card.story.articles[0]
            case Coming(row=row) | Turned(news=Change(row=row)):
                return row
            case Turned(news=row):
                return row
            case Said(statement=statement):
                return statement
        return item

    def paint(self, item: Any, width: int) -> Line:
        look = look_of(self)
        match item:
            case Headline(card=card):
                return self._headline(card, width)
            case Said(speaker=speaker, statement=statement):
                role = f", {speaker.role}" if speaker.role else ""
                name = look.clip(f"{speaker.name}{role}", max(8, width // 3))
                outlet = f" {look.marks.dash} {statement.article.source}"
                tail = look.clip(outlet if statement.article.source else "", width // 4)
                room = max(4, width - _LABEL - len(name) - len(tail) - 2)
                words = look.clip(f"{statement.quote.content}", room)
                return (
                    ("said".ljust(_LABEL), "dim"), (name, "strong"), (": ", ""), (words, ""),
                    (tail, "dim"),
                )  # fmt: skip
            case ArticleRef():
                outlet = look.clip(f"  {item.source}" if item.source else "", width // 3)
                title = look.clip(item.title, max(4, width - len(outlet) - 12))
                return ((f"{day_of(item.day)}  ", "dim"), (title, ""), (outlet, "dim"))
        return self._dated(item, width)

    def _headline(self, card: StoryCard, width: int) -> Line:
        look, story = look_of(self), card.story
        about = f"  {story.sources}, {count(len(story.articles), 'article')}"
        tail = look.clip(about, width // 2)
        return ((look.clip(story.headline, max(8, width - len(tail))), "strong accent"),
                (tail, "dim"))  # fmt: skip

    def _dated(self, item: Any, width: int) -> Line:
        look, near = look_of(self), session_of(self).day
        row = self.finding_of(item)
        label, was = ("next", "") if isinstance(item, Coming) else ("new", "")
        if isinstance(item, Turned) and isinstance(item.news, Change):
            label, was = item.news.turn, f" (was {readable_days(item.news.before)})"
        when = _when(row, near)
        name, text, tail = summary_of(row)
        end = look.clip(was or (f" ({tail})" if tail else ""), width // 3)
        lead = f"{look.clip(label, 9).ljust(_LABEL)}{'' if len(label) < _LABEL else ' '}"
        room = max(4, width - len(lead) - len(when) - len(end) - 2)
        return (
            (lead, "warn" if was else "dim"),
            (f"{when}  ", "accent" if label == "next" else ""),
            (look.clip(f"{name}: {text}", room), ""),
            (end, "dim"),
        )

    def facts(self, item: Any) -> list[Line]:
        look = look_of(self)
        match item:
            case ArticleRef():
                return []
            case Headline(card=card):
                story = card.story
                span = days(story.first, story.last, session_of(self).day)
                return [
                    ((look.clean(story.headline), "strong"),),
                    ((look.clean(f"{span}, {', '.join(story.sources.outlets)}"), "dim"),),
                ]
            case Said(speaker=speaker):
                role = f", {speaker.role}" if speaker.role else ""
                return [((look.clean(f"{speaker.name}{role}"), "strong"),)]
        name, text, tail = summary_of(self.finding_of(item))
        lines: list[Line] = [((look.clean(f"{name}: {text}"), "strong"),)]
        return [*lines, ((look.clean(tail), "dim"),)] if tail else lines

    def evidence(self, item: Any) -> Sequence[Evidence]:
        match item:
            case ArticleRef():
                return [Evidence(item, ())]
            case Headline(card=card):
                return [Evidence(ref, ()) for ref in card.story.articles]
        return evidence_of(self.finding_of(item))


def _when(row: object, near: Any) -> str:
    """``Sun 17 Mar, in 3 days``."""
    if not isinstance(row, TalkRow | DeadlineRow):
        return ""
    if not has_day(row):
        return "no day"
    first = first_day(row)
    away = countdown(first, row.end or first, near)
    return f"{short_day(first, near)}, {away}"
