"""Stories as cards of a few lines: the headline, what comes next, what is new, who said what.

Every line is a row of its own, so that the cursor and Enter reach the sentence behind each.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Any, ClassVar, NamedTuple

from msgspec import Struct
from rich.cells import cell_len

from briefing.article_refs import ArticleRef, Evidence
from briefing.digest.changes import Change
from briefing.digest.dated import DatedRow, first_day, has_day
from briefing.digest.front_page import FrontPage, StoryCard
from briefing.rows import DeadlineRow, SpeakerRow, Statement, TalkRow, subject
from briefing.timing import countdown
from tui.context.ports import look_of, session_of
from tui.text.days import day_cell, day_words, days, readable_days
from tui.text.findings import spoken, who_and_role
from tui.text.look import count
from tui.widgets.arrangement import Divider
from tui.widgets.deadlines import away, days_of
from tui.widgets.flow import flow
from tui.widgets.mixed_list import evidence_of, summary_of
from tui.widgets.paint import Line, Part
from tui.widgets.row_list import RowList
from tui.widgets.talks import standing_of

OTHERS = "Articles outside any story"
_LABEL = 6  # cells of the word before a line of a card
_LEAST_ROLE = 8  # cells of a role that still say something
_LONGEST = 9  # cells of such a word, at most
_DAY = 10  # cells of the day of an article


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

    gathering = False  # whether articles are shown until it is known which are of one story

    def rows_of(self, page: FrontPage) -> list[object]:
        """The lines of the cards of that front page, and the articles after them."""
        return [*(line for card in page.cards for line in lines_of(card)), *page.others]

    def with_dividers(self, rows: Sequence[Any]) -> Sequence[Any | Divider]:
        made: list[Any | Divider] = []
        for row in rows:
            first = not made or not isinstance(made[-1], ArticleRef)
            begins = isinstance(row, ArticleRef) and first and not self.gathering
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
        return self.paint_lines(item, width, 1)[0]

    def paint_lines(self, item: Any, width: int, most: int) -> Sequence[Line]:
        look, parts = look_of(self), self._parts(item)
        who, role, words = map(look.clean, (parts.who, parts.about, parts.words[0]))
        last = ": " if who.endswith(": ") else ""
        first = who.removesuffix(last)
        room = width - cell_len(parts.lead[0])
        needed = cell_len(who) + cell_len(words)
        tails = [look.clean(tail) for tail in parts.tails]
        fitting = (tail for tail in tails if needed + cell_len(role) + cell_len(tail) <= room)
        tail = next(fitting, tails[-1])
        left = room - needed - cell_len(tail)
        if most == 1 or left >= _LEAST_ROLE:
            # One line for all but a part of the role; else what it has room for, the words first.
            role = look.clip(role, left) if left >= _LEAST_ROLE else ""
            tail = look.clip(tail, max(room // 4, room - needed))
            if last:  # a name may be cut, never a day
                most_of_it = max(room // 3, room - cell_len(tail) - cell_len(words))
                first = look.clip(first, most_of_it - len(last))
            words = look.clip(words, max(4, room - cell_len(first + last) - cell_len(tail)))
        named = [(first, parts.strength), (role, "dim"), (last, "" if role else parts.strength)]
        shown = [*named, (words, parts.words[1]), (tail, "dim")]
        return flow(look, (parts.lead,), shown, width, most)

    def _parts(self, item: Any) -> _Parts:
        match item:
            case Headline(card=card):
                articles = f"  {count(card.sources.articles, 'article')}"
                words = (card.story.headline, "strong accent")
                tails = (f"  {card.sources},{articles[1:]}", articles, "")
                return _Parts(("", ""), words=words, tails=tails)
            case Said(speaker=speaker, statement=statement):
                source, dash = statement.article.source, look_of(self).marks.dash
                who, role = who_and_role(speaker.name or "", speaker.role)
                return _Parts(
                    ("said".ljust(_LABEL), "dim"),
                    f"{who}: ",
                    role,
                    "strong",
                    (spoken(statement), ""),
                    (f" {dash} {source}" if source else "",),
                )
            case ArticleRef():
                day = day_cell(item.day, item.day, session_of(self).day) if item.day else "no day"
                outlet = f"  {item.source}" if item.source else ""
                lead = (f"{day:<{_DAY}}  ", "dim")
                return _Parts(lead, words=(item.title, ""), tails=(outlet,))
        return self._dated(item)

    def _dated(self, item: Any) -> _Parts:
        """When, what with whom and where, and what became of it or how it stands."""
        row = self.finding_of(item)
        label, was = ("next", "") if isinstance(item, Coming) else ("new", "")
        if isinstance(item, Turned) and isinstance(item.news, Change):
            label, was = item.news.turn, f" (was {readable_days(item.news.before)})"
        status = f", {standing_of(row)}" if isinstance(row, TalkRow) else ""
        label = look_of(self).clip(label, _LONGEST).ljust(_LABEL - 1)
        return _Parts(
            (f"{label} ", "warn" if was else "dim"),
            f"{_when(row, session_of(self).day)}  ",
            strength="" if was or isinstance(item, Turned) else "accent",
            words=(_clause(row), ""),
            tails=(f"{status}{was}",),
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
                    ((look.clean(", ".join(filter(None, (span, card.sources.names)))), "dim"),),
                ]
            case Said(speaker=speaker):
                who = "".join(who_and_role(speaker.name or "", speaker.role))
                return [((look.clean(who), "strong"),)]
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


class _Parts(NamedTuple):
    """A line of a card: its label; who or when, and in what role, painted alike; the words.

    ``tails`` is what stands behind, ever shorter: the first that leaves all on one line.
    """

    lead: Part
    who: str = ""
    about: str = ""
    strength: str = ""
    words: Part = ("", "")
    tails: tuple[str, ...] = ("",)


def _clause(row: object) -> str:
    """Where, what and who: ``Porto: water talks (Norland, Sudria)``."""
    if isinstance(row, DeadlineRow):
        return subject(row, with_topic=False)
    if not isinstance(row, TalkRow):
        return ""
    place, what = f"{row.place}: " if row.place else "", row.what
    others = [party for party in row.parties if party.casefold() not in what.casefold()]
    who = f" ({', '.join(others)})" if others else ""
    return f"{place}{what}{who}"


def _when(row: object, near: Any) -> str:
    """``Sun 17 Mar, in 3 days``."""
    if not isinstance(row, TalkRow | DeadlineRow):
        return ""
    if not has_day(row):
        return "no day"
    first = first_day(row)
    last = row.end or first
    if isinstance(row, DeadlineRow):
        when, left = " ".join(days_of(row, near).split()), away(row, near)
    else:
        when = day_words(first, last, near)
        left = "now" if first < near < last else countdown(first, last, near)
    return f"{when}, {left}" if left else when
