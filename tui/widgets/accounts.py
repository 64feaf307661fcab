"""Mentions of a talk in articles, under them the statements made there, and what the parties said
round by round.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from typing import ClassVar, TypeAlias

from rich.cells import cell_len

from briefing.article_refs import ArticleRef, Evidence
from briefing.digest.party_table import PartyWords
from briefing.model import Talk
from briefing.rows import TalkMention, TalkRow, Utterance
from tui.context.ports import look_of, session_of
from tui.text.days import day_words, long_days, published_on
from tui.text.findings import spoken, who_and_role
from tui.text.party_words import (
    at_round,
    change_words,
    round_words,
    setting_words,
    speaker_of,
    words_shown,
)
from tui.text.row_words import article_words
from tui.widgets.arrangement import Divider
from tui.widgets.flow import beside, flow, widest
from tui.widgets.paint import Line, Painted, Part, cells_of
from tui.widgets.row_list import RowList
from tui.widgets.speakers import NOBODY
from tui.widgets.statements import sources_shown, utterance_facts, words_of
from tui.widgets.talks import MEASURED, key_of

Account: TypeAlias = TalkMention | Utterance | PartyWords

_DAY, _OUTLET = 11, 18  # cells of the columns of days and outlets
_WIDE = 70  # cells from which there is room for outlets and long names
_NAME, _SHORT_NAME = 22, 16  # cells of the columns of speakers, parties and rounds


def outlet_column(widget: Painted, articles: Iterable[ArticleRef]) -> int:
    """How many cells the column of the outlets of those articles has; 0 for none."""
    return widest(look_of(widget), (ref.source for ref in articles), _OUTLET)


def article_lines(
    widget: Painted, ref: ArticleRef, words: Part, outlet_cells: int, width: int, most: int
) -> Sequence[Line]:
    """An article by its day, outlet and title, with a few words of its own account at the end."""
    look = look_of(widget)
    named = outlet_cells and width >= _WIDE
    outlet = look.fit(ref.source or "", outlet_cells) + "  " if named else ""
    lead: Line = ((f"{published_on(ref):<{_DAY}}", "dim"), (outlet, ""))
    tail = (f"  {words[0]}" if words[0] else "", words[1])
    return beside(look, lead, (look.clean(ref.title), ""), tail, width, most)


class Accounts(RowList[Account]):
    """Articles that mention a talk, newest first; then statements made there, newest first; then
    the cells of the table of parties, whose ``rounds`` are to be set with them.

    Of what an article tells of ``talk``, which stands above, only what differs from it is said.
    """

    rounds: Sequence[TalkRow] = ()
    talk: TalkRow | None = None
    _outlet = _party = _round = 0  # cells of what these columns hold

    EMPTY: ClassVar[tuple[str, ...]] = (
        "Nothing tells of this talk any more.",
        "Esc leads back to where you came from.",
    )

    def with_dividers(self, rows: Sequence[Account]) -> Sequence[Account | Divider]:
        mentions = [row for row in rows if isinstance(row, TalkMention)]
        said = [row for row in rows if isinstance(row, Utterance)]
        cells = [row for row in rows if isinstance(row, PartyWords)]
        self._outlet = outlet_column(self, (row.article for row in mentions[:MEASURED]))
        self._measure(cells)
        if not said and not cells:
            return rows
        shown: list[Account | Divider] = []
        sections: Sequence[tuple[str, Sequence[Account]]] = (
            ("Mentions", mentions), ("Said there", said), ("By party and round", cells),
        )  # fmt: skip
        for label, section in sections:
            if section:
                shown += [Divider(f"{label} ({len(section):,})"), *section]
        return shown

    def _measure(self, cells: Sequence[PartyWords]) -> None:
        """Find how wide the columns of parties and of rounds have to be."""
        near = session_of(self).day
        self._party = max((cell_len(cell.party) for cell in cells), default=0)
        names = (cell_len(round_words(row, near)) for row in self.rounds)
        self._round = max(names, default=0)

    def finding_of(self, item: Account) -> object:
        return item.utterance if isinstance(item, PartyWords) else item

    def identify(self, item: Account) -> Hashable:
        if isinstance(item, PartyWords):
            return (item.party, key_of(self.rounds[item.round]))
        if isinstance(item, Utterance):
            return item.key
        return (item.article.id, item.talk.span)

    def words(self, item: Account) -> str:
        if isinstance(item, PartyWords):
            own_round = round_words(self.rounds[item.round], session_of(self).day)
            return f"{item.party} {own_round} {words_of(item.utterance)}"
        if isinstance(item, Utterance):
            titles = " ".join(each.article.title for each in item.statements)
            return f"{words_of(item)} {titles}"
        talk = item.talk
        own = " ".join((talk.what, talk.place or "", *talk.parties, talk.status))
        return f"{own} {article_words(item.article)}"

    def paint(self, item: Account, width: int) -> Line:
        if isinstance(item, PartyWords):
            return self._paint_cell(item, width)
        if isinstance(item, Utterance):
            return self._paint_utterance(item, width)
        return self._mention_lines(item, width, 1)[0]

    def _mention_lines(self, item: TalkMention, width: int, most: int) -> Sequence[Line]:
        own, whole = item.talk, self.talk
        words: list[str] = []
        if whole is None or own.status != whole.status:
            words.append(own.status)
        if whole is None or _span(own) != _span(whole):
            words.append(day_words(own.start, own.end, session_of(self).day))
        said = (", ".join(words), "dim")
        return article_lines(self, item.article, said, self._outlet, width, most)

    def _paint_utterance(self, item: Utterance, width: int) -> Line:
        look = look_of(self)
        day, (name, strong), words, *sources = self._utterance_parts(item, width)
        name = look.clip(name, _NAME if width >= _WIDE else _SHORT_NAME)
        room = max(4, width - _DAY - cell_len(name) - cells_of(self, tuple(sources)))
        return (day, (name, strong), (look.clip(words[0], room), ""), *sources)

    def _utterance_parts(self, item: Utterance, width: int) -> Line:
        """Day, ``Name: ``, words, and by how many they are reported; not cut yet."""
        look, newest = look_of(self), item.newest
        return (
            (f"{published_on(newest.article):<{_DAY}}", "dim"),
            (look.clean(f"{newest.quote.speaker or NOBODY}: "), "strong"),
            (look.clean(spoken(newest)), ""),
            *sources_shown(item, width),
        )

    def _paint_cell(self, item: PartyWords, width: int) -> Line:
        look, near = look_of(self), session_of(self).day
        lead, words = words_shown(item, near)
        sign = look.marks.reversed if item.changes else " "
        most = _NAME if width >= _WIDE else _SHORT_NAME
        party, own_round = min(most, self._party), min(most, self._round)
        room = max(4, width - party - own_round - 6)
        return (
            (f"{look.fit(item.party, party)}  ", "strong"),
            (f"{look.fit(round_words(self.rounds[item.round], near), own_round)}  ", "dim"),
            (f"{sign} ", "warn"),
            (look.clip(f"{lead}{words}", room), ""),
        )

    def paint_lines(self, item: Account, width: int, most: int) -> Sequence[Line]:
        """Words on as many lines as there are; where they are few cells, below whose they are."""
        if isinstance(item, TalkMention):
            return self._mention_lines(item, width, most)
        if most == 1:
            return [self.paint(item, width)]
        look = look_of(self)
        if isinstance(item, Utterance):
            day, *words = self._utterance_parts(item, width)
            return flow(look, (day,), words, width, most)
        *columns, sign, _ = self._paint_cell(item, width)
        lead, said = words_shown(item, session_of(self).day)
        words = [(look.clean(f"{lead}{said}"), "")]
        if width >= _WIDE:
            return flow(look, (*columns, sign), words, width, most)
        own_round = round_words(self.rounds[item.round], session_of(self).day)
        party = look.clip(item.party, width - _SHORT_NAME)
        where = look.clip(own_round, width - cell_len(party) - 2)
        return [
            ((f"{party}  ", "strong"), (where, "dim")),
            *flow(look, (sign,), words, width, most - 1),
        ]

    def _cell_facts(self, item: PartyWords) -> list[Line]:
        look, near = look_of(self), session_of(self).day
        quote = item.utterance.newest.quote
        who = speaker_of(item) and "".join(who_and_role(speaker_of(item), quote.role))
        about = ", ".join(
            part
            for part in (
                who,
                setting_words(item, near),
                f"{item.more:,} more of theirs" if item.more else "",
            )
            if part
        )
        return [
            ((look.clean(at_round(item, self.rounds[item.round])), "strong"),),
            ((look.clean(about), "dim"),),
            *(((look.clean(line), "warn"),) for line in change_words(item, near)),
            *utterance_facts(look, item.utterance),
        ]

    def facts(self, item: Account) -> list[Line]:
        look = look_of(self)
        if isinstance(item, PartyWords):
            return self._cell_facts(item)
        if isinstance(item, Utterance):
            quote = item.newest.quote
            who = look.clean("".join(who_and_role(quote.speaker or NOBODY, quote.role)))
            return [((who, "strong"),), *utterance_facts(look, item)]
        return self._mention_facts(item)

    def _mention_facts(self, item: TalkMention) -> list[Line]:
        own, whole, look = item.talk, self.talk, look_of(self)
        fields = (
            (own.what, whole and whole.what, own.what),
            (own.place, whole and whole.place, own.place or "place not given"),
            (_span(own), whole and _span(whole), long_days(own.start, own.end)),
            (own.status, whole and whole.status, own.status),
            (own.corrected, False, "corrected"),
        )
        about = [words for here, above, words in fields if here != above]
        lines: list[Line] = []
        if about:
            lines.append(((look.clean(", ".join(about)), "dim"),))
        if own.outcome and (whole is None or own.outcome != whole.outcome):
            lines.append((("Outcome: ", "dim"), (look.clean(own.outcome), "")))
        return lines

    def evidence(self, item: Account) -> Sequence[Evidence]:
        if isinstance(item, PartyWords):
            return _cell_evidence(item)
        return item.evidence if isinstance(item, Utterance) else [item.evidence]


def _span(talk: Talk | TalkRow) -> tuple[date | None, date | None]:
    return (talk.start, talk.end)


def _cell_evidence(cell: PartyWords) -> Sequence[Evidence]:
    """The words, then those that they seem to reverse, then other reports of them."""
    first, *others = cell.utterance.evidence
    pairs = [each.evidence for change in cell.changes for each in (change.later, change.earlier)]
    return list(dict.fromkeys((first, *pairs, *others)))
