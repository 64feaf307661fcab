"""What was said, a quote a row; and a first and a latest word beside each other."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from typing import ClassVar

from briefing.identity import fold
from briefing.positions import Topics
from briefing.rows import Evidence, Statement
from tui.hearers import to_whom
from tui.look import Look, day_of, look_of
from tui.widgets.arranging import Group, Order
from tui.widgets.paint import Line
from tui.widgets.row_list import RowList
from tui.wrap import wrap

_DAY, _CUE = 11, 12  # cells of the columns of days and cues
_LEAD = 20  # cells before the words of a first or latest statement: label, day
_BESIDE = 100  # cells from which two of them stand side by side
_LINES = 3  # of words each then has, at most
NO_TOPIC = "Other"
NO_HEARER = "To whom is not said"


class Statements(RowList[Statement]):
    """Statements of one speaker; ``topics`` are theirs, None until they have been worked out."""

    WATCHED = True
    EMPTY: ClassVar[tuple[str, ...]] = (
        "Nothing by this speaker in these days.",
        "Esc leads back to where you came from.",
    )

    ORDERS = (
        Order("newest first"),
        Order("oldest first", lambda s: (s.head.day or date.max, s.quote.spans[0].start)),
        Order("by outlet", lambda s: (s.head.source or "").casefold()),
    )
    GROUPS = (
        Group("day", "d", lambda s: day_of(s.head.day)),
        Group("outlet", "o", lambda s: s.head.source or "Outlet not given"),
        Group("cue", "c", lambda s: s.quote.cue or "No cue"),
    )

    def __init__(self, widget_id: str | None = None) -> None:
        super().__init__(widget_id)
        self.topics: Topics | None = None
        self._hearers: dict[str, str] = {}

    @property
    def groups(self) -> Sequence[Group]:
        return (
            *self.GROUPS,
            Group("topic", "t", self._topic_of, last=NO_TOPIC),
            Group("to whom", "w", self._hearer_of, last=NO_HEARER),
        )

    def _topic_of(self, item: Statement) -> str:
        topic = self.topics.of(item) if self.topics else None
        return topic.topic if topic else NO_TOPIC

    def _hearer_of(self, item: Statement) -> str:
        """Under the first form of the name: "Reporters" are "reporters"."""
        name = item.quote.addressee
        return self._hearers.setdefault(fold(name), name) if name else NO_HEARER

    def show_topics(self, topics: Topics) -> None:
        """Take the topics; if the rows are grouped by them, group them anew."""
        self.topics = topics
        if self.group is not None and self.group.letter == "t":
            self.show_arranged()

    def identify(self, item: Statement) -> Hashable:
        return (item.head.id, item.quote.spans)

    def words(self, item: Statement) -> str:
        quote = item.quote
        return f"{quote.content} {quote.cue or ''} {quote.addressee or ''} {item.head.source or ''}"

    def paint(self, item: Statement, width: int) -> Line:
        look = look_of(self)
        when = day_of(item.head.day)
        cue = look.fit(item.quote.cue or item.quote.kind, _CUE - 1)
        room = max(4, width - _DAY - _CUE)
        return ((f"{when:<{_DAY}}", "dim"), (f"{cue} ", "dim"), (look.clip(spoken(item), room), ""))

    def facts(self, item: Statement) -> list[Line]:
        return [((look_of(self).clean(how_said(item)), "dim"),)]

    def evidence(self, item: Statement) -> Sequence[Evidence]:
        return [item.evidence]


def spoken(statement: Statement) -> str:
    """The content as the article has it: in quotation marks if all of it stands in them."""
    content = statement.quote.content.strip()
    if statement.quote.kind == "direct" and content[:1] not in "“\"'‘":
        return f"“{content}”"
    return content


def how_said(statement: Statement) -> str:
    """``told, direct quote, to reporters, via Reuters, corrected``."""
    quote = statement.quote
    how = f"{quote.kind} quote" if quote.kind != "indirect" else "in the article's words"
    about = f"{quote.cue}, {how}" if quote.cue else how
    return f"{about}{to_whom(quote)}{', corrected' if quote.corrected else ''}"


def beside(look: Look, first: Statement, latest: Statement, width: int) -> list[Line]:
    """The two statements in ``width`` cells: side by side where there is room, else a line each."""
    if width < _BESIDE:
        return [_stacked(look, "first", first, width), _stacked(look, "latest", latest, width)]
    half = (width - 2) // 2
    columns = [_column(look, "first", first, half), _column(look, "latest", latest, half)]
    lines: list[Line] = []
    for row in range(max(map(len, columns))):
        parts = [column[row] if row < len(column) else ("", "") for column in columns]
        (lead, words), (other_lead, other_words) = parts
        lines.append(
            (
                (f"{lead:<{_LEAD}}", "dim"),
                (look.fit(words, half - _LEAD), ""),
                (f"  {other_lead:<{_LEAD}}", "dim"),
                (look.clip(other_words, half - _LEAD), ""),
            )
        )
    return lines


def _lead(label: str, said: Statement) -> str:
    return f"{label:<8}{day_of(said.head.day)}  "


def _stacked(look: Look, label: str, said: Statement, width: int) -> Line:
    return (
        (_lead(label, said), "dim"),
        (look.clip(spoken(said), max(8, width - _LEAD)), ""),
    )


def _column(look: Look, label: str, said: Statement, width: int) -> list[tuple[str, str]]:
    """Pairs of what stands before the words and the words, a line each."""
    text = look.clean(spoken(said))
    lines = [text[start:end].rstrip() for start, end in wrap(text, width - _LEAD)]
    if len(lines) > _LINES:
        rest = " ".join(lines[_LINES - 1 :])
        lines = [*lines[: _LINES - 1], look.clip(rest, width - _LEAD)]
    leads = [_lead(label, said), *[""] * (len(lines) - 1)]
    return list(zip(leads, lines, strict=True))
