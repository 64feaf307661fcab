"""Mentions of a talk in articles, and under them the statements made there."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar, TypeAlias

from briefing.merge.utterances import Utterance
from briefing.rows import Evidence, TalkMention
from tui.context.ports import look_of, session_of
from tui.text.days import days_in_column, long_days, published_on
from tui.text.findings import quoted_content
from tui.text.row_words import article_words
from tui.widgets.arrangement import Divider
from tui.widgets.paint import Line, cells_of
from tui.widgets.row_list import RowList
from tui.widgets.speakers import NOBODY
from tui.widgets.statements import sources_shown, utterance_facts, words_of

Account: TypeAlias = TalkMention | Utterance

_DAY, _OUTLET = 11, 18  # cells of the columns of days and outlets
_WIDE = 70  # cells from which there is room for outlets and long names
_NAME, _SHORT_NAME = 22, 14  # cells of the column of speakers


class Accounts(RowList[Account]):
    """Articles that mention a talk, newest first; then statements made there, newest first."""

    EMPTY: ClassVar[tuple[str, ...]] = (
        "Nothing tells of this talk any more.",
        "Esc leads back to where you came from.",
    )

    def with_dividers(self, rows: Sequence[Account]) -> Sequence[Account | Divider]:
        mentions = [row for row in rows if isinstance(row, TalkMention)]
        said = [row for row in rows if isinstance(row, Utterance)]
        if not said:
            return rows
        shown: list[Account | Divider] = []
        if mentions:
            shown = [Divider(f"Mentions ({len(mentions):,})"), *mentions]
        return [*shown, Divider(f"Said there ({len(said):,})"), *said]

    def identify(self, item: Account) -> Hashable:
        if isinstance(item, Utterance):
            return item.key
        return (item.article.id, item.talk.span)

    def words(self, item: Account) -> str:
        if isinstance(item, Utterance):
            titles = " ".join(each.article.title for each in item.statements)
            return f"{words_of(item)} {titles}"
        talk = item.talk
        own = " ".join((talk.what, talk.place or "", *talk.parties, talk.status))
        return f"{own} {article_words(item.article)}"

    def paint(self, item: Account, width: int) -> Line:
        if isinstance(item, Utterance):
            return self._paint_utterance(item, width)
        look = look_of(self)
        when = published_on(item.article)
        days = days_in_column(item.talk.start, item.talk.end, session_of(self).day)
        tail = f"  {item.talk.status}, {days}"
        outlet = look.fit(item.article.source or "", _OUTLET) + "  " if width >= _WIDE else ""
        room = max(4, width - _DAY - len(outlet) - len(tail))
        return (
            (f"{when:<{_DAY}}", "dim"),
            (outlet, ""),
            (look.fit(item.article.title, room), ""),
            (tail, "dim"),
        )

    def _paint_utterance(self, item: Utterance, width: int) -> Line:
        look = look_of(self)
        newest = item.newest
        name = look.fit(newest.quote.speaker or NOBODY, _NAME if width >= _WIDE else _SHORT_NAME)
        sources = sources_shown(item, width)
        room = max(4, width - _DAY - len(name) - 2 - cells_of(self, sources))
        return (
            (f"{published_on(newest.article):<{_DAY}}", "dim"),
            (f"{name}  ", ""),
            (look.clip(quoted_content(newest), room), ""),
            *sources,
        )

    def facts(self, item: Account) -> list[Line]:
        look = look_of(self)
        if isinstance(item, Utterance):
            quote = item.newest.quote
            role = f", {quote.role}" if quote.role else ""
            who = look.clean(f"{quote.speaker or NOBODY}{role}")
            return [((who, "strong"),), *utterance_facts(look, item)]
        talk = item.talk
        about = [
            talk.what,
            talk.place or "place not given",
            long_days(talk.start, talk.end),
            talk.status,
            *(["corrected"] if talk.corrected else []),
        ]
        lines: list[Line] = [((look.clean(", ".join(about)), "dim"),)]
        if talk.outcome:
            lines.append((("Outcome: ", "dim"), (look.clean(talk.outcome), "")))
        return lines

    def evidence(self, item: Account) -> Sequence[Evidence]:
        return item.evidence if isinstance(item, Utterance) else [item.evidence]
