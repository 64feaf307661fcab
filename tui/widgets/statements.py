"""What was said, an utterance a row; and a first and a latest word beside each other."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from typing import ClassVar

from briefing.article_refs import ArticleRef, Evidence, outlets_of
from briefing.digest.positions import Topics
from briefing.names.people import fold
from briefing.rows import Statement, Utterance, Wording
from tui.context.ports import look_of
from tui.text.days import day_of, published_on
from tui.text.findings import quoted_content, spoken
from tui.text.hearers import to_whom
from tui.text.look import Look, count
from tui.text.row_words import Summary, statement_words
from tui.text.wrap import wrap
from tui.widgets.arrangement import Group, Order
from tui.widgets.flow import flow
from tui.widgets.paint import Line, cells_of
from tui.widgets.row_layout import lines_a_row
from tui.widgets.row_list import RowList
from tui.widgets.speakers import NOBODY

_DAY = 11  # cells of the column of days
_CUE = 14  # cells of a cue, at most: "according to" has 12
_MEASURED = 200  # rows looked at to find how wide the column of cues has to be
_LEAD = 20  # cells before the words of a first or latest statement: label, day
_BESIDE = 100  # cells from which two of them stand side by side
_LINES = 3  # of words each then has, at most
_ROOMY = 80  # cells from which a row says how many sources are independent
_MARKS = "“”\"',; "
NO_TOPIC = "Other"
SEVERAL = "Several outlets"
NO_HEARER = "To whom is not said"


class Statements(RowList[Utterance]):
    """What one speaker said; ``topics`` are theirs, None until they have been worked out.

    ``several``: the speakers are several that are shown together, each as it is written.
    """

    WATCHED = True
    EMPTY: ClassVar[tuple[str, ...]] = (
        "Nothing by this speaker in these days.",
        "Esc leads back to where you came from.",
    )

    ORDERS = (
        Order("newest first"),
        Order("oldest first", lambda said: _moment(said.newest)),
        Order("by outlet", lambda said: (said.newest.article.source or "").casefold()),
        Order("most told of first", lambda said: -said.sources.number),
    )
    GROUPS = (
        Group("day", "d", lambda said: day_of(said.newest.article.day)),
        Group("outlet", "o", lambda said: _outlet_of(said), last=SEVERAL),
        Group("cue", "c", lambda said: said.newest.quote.cue or "No cue"),
    )

    def __init__(self, widget_id: str | None = None) -> None:
        super().__init__(widget_id)
        self.topics: Topics | None = None
        self.several = False
        self._hearers: dict[str, str] = {}
        self._cue = _CUE  # cells of the column of cues

    @property
    def groups(self) -> Sequence[Group]:
        return (
            *self.GROUPS,
            Group("topic", "t", self._topic_of, last=NO_TOPIC),
            Group("to whom", "w", self._hearer_of, last=NO_HEARER),
            Group("who", "s", lambda said: said.newest.quote.speaker or NOBODY),
        )

    def with_dividers(self, rows: Sequence[Utterance]) -> Sequence[Utterance]:
        longest = max((len(cue_of(row)) for row in rows[:_MEASURED]), default=0)
        self._cue = min(_CUE, longest)
        return rows

    def _topic_of(self, item: Utterance) -> str:
        topic = self.topics.of(item.newest) if self.topics else None
        return topic.topic if topic else NO_TOPIC

    def _hearer_of(self, item: Utterance) -> str:
        """Under the first form of the name: "Reporters" are "reporters"."""
        name = next((s.quote.addressee for s in item.statements if s.quote.addressee), None)
        return self._hearers.setdefault(fold(name), name) if name else NO_HEARER

    def show_topics(self, topics: Topics) -> None:
        """Take the topics; if the rows are grouped by them, group them anew."""
        self.topics = topics
        if self.group is not None and self.group.letter == "t":
            self.show_arranged()

    def identify(self, item: Utterance) -> Hashable:
        return key_of(item)

    def words(self, item: Utterance) -> str:
        return words_of(item)

    def paint(self, item: Utterance, width: int) -> Line:
        look = look_of(self)
        newest = item.newest
        when = published_on(newest.article)
        cue = look.fit(cue_of(item), self._cue)
        sources = sources_shown(item, width)
        room = max(4, width - _DAY - self._cue - 1 - cells_of(self, sources))
        who = f"{newest.quote.speaker}: " if self.several else ""
        return (
            (f"{when:<{_DAY}}", "dim"),
            (f"{cue} ", "dim"),
            (look.clip(f"{who}{quoted_content(newest)}", room), ""),
            *sources,
        )

    def paint_lines(self, item: Utterance, width: int, most: int) -> Sequence[Line]:
        if most == 1:
            return [self.paint(item, width)]
        look, newest = look_of(self), item.newest
        cue = look.fit(cue_of(item), self._cue)
        lead: Line = ((f"{published_on(newest.article):<{_DAY}}{cue} ", "dim"),)
        who = f"{newest.quote.speaker}: " if self.several else ""
        words = look.clean(f"{who}{quoted_content(newest)}")
        return flow(look, lead, [(words, ""), *sources_shown(item, width)], width, most)

    def least_lines(self) -> int:
        return lines_a_row(*self.room)

    def facts(self, item: Utterance) -> list[Line]:
        look = look_of(self)
        return [*utterance_facts(look, item), *self._marked(look, item)]

    def _marked(self, look: Look, item: Utterance) -> list[Line]:
        """``On the pier: reversed``: what it is to those before it on its topic, if words show."""
        topic = self.topics.of(item.newest) if self.topics else None
        mark = topic.mark_of(item.statements[-1]) if topic else None
        if topic is None or mark is None:
            return []
        role = "warn" if mark in ("reversed", "softened") else "dim"
        return [((look.clean(f"On {topic.topic}: {mark}"), role),)]

    def evidence(self, item: Utterance) -> Sequence[Evidence]:
        return item.evidence


def cue_of(row: Utterance) -> str:
    """The word by which it is told that these were said; where there is none, what they are."""
    quote = row.newest.quote
    return quote.cue or quote.kind


def key_of(row: Utterance) -> Hashable:
    """What stays the same of an utterance when the briefing changes."""
    return row.key


def words_of(row: Utterance) -> str:
    """What a filter looks in: the words of every report."""
    return " ".join(map(statement_words, row.statements))


def summary_of(row: Utterance) -> Summary:
    """Who said it; the words; and which outlets report it, when."""
    newest, sources = row.newest, row.sources
    outlets = f"{sources}, " if sources.number > 1 else ""
    tail = f"{outlets}{published_on(newest.article)}"
    return Summary(newest.quote.speaker or NOBODY, spoken(newest), tail)


def facts_of(look: Look, row: Utterance) -> list[Line]:
    """Who said it, and what is known of that beside the words."""
    return [((look.clean(summary_of(row).name), "strong"),), *utterance_facts(look, row)]


def _moment(statement: Statement) -> tuple[date, int]:
    return (statement.article.day or date.max, statement.quote.spans[0].start)


def _outlet_of(said: Utterance) -> str:
    return SEVERAL if said.sources.number > 1 else said.newest.article.source or "Outlet not given"


def sources_shown(said: Utterance, width: int) -> Line:
    """`` (4 outlets, 2 independent)``, and `` !`` where sources differ on words or speaker.

    No sources of what but one article says; the number of outlets alone in less than 80 cells.
    """
    differ: Line = ((" !", "warn"),) if said.wordings or said.rivals else ()
    if len(said.statements) == 1:
        return differ
    sources = said.sources
    number = str(sources) if width >= _ROOMY else f"{sources.number} outlets"
    if sources.number == 1:
        number = count(len(said.statements), "report")
    return ((f" ({number})", "dim"), *differ)


def utterance_facts(look: Look, said: Utterance) -> list[Line]:
    """How it was said, who reports it, and in which other words."""
    lines: list[Line] = [((look.clean(how_said(said.newest)), "dim"),)]
    if len(said.statements) > 1:
        sources = said.sources
        outlets = f": {sources.names}" if sources.number > 1 and sources.names else ""
        line = f"{count(len(said.statements), 'report')}, {sources}{outlets}"
        lines.append(((look.clean(line), "dim"),))
    if said.wordings:
        words = "; ".join(map(quoted, said.wordings))
        lines.append(((look.clean(f"Quoted differently: {words}"), "warn"),))
    if said.rivals:
        line = f"Others give these words to {_others(said.rivals)}"
        lines.append(((look.clean(line), "warn"),))
    return lines


def _others(rivals: Sequence[Statement]) -> str:
    """``Paul Reyes (The Mole, The Quay); Bo Berg (The Gull)``."""
    refs: dict[str, list[ArticleRef]] = {}
    for rival in rivals:
        refs.setdefault(rival.quote.speaker or NOBODY, []).append(rival.article)
    return "; ".join(f"{name} ({outlets_of(own)})" for name, own in refs.items())


def quoted(wording: Wording) -> str:
    """The words in quotation marks, without the comma that led on to who said them."""
    return f"“{wording.text.strip(_MARKS)}”"


def how_said(statement: Statement) -> str:
    """``told, direct quote, to reporters, via Reuters, corrected``."""
    quote = statement.quote
    how = f"{quote.kind} quote" if quote.kind != "indirect" else "in the article's words"
    about = f"{quote.cue}, {how}" if quote.cue else how
    return f"{about}{to_whom(quote)}{', corrected' if quote.corrected else ''}"


def beside(look: Look, first: Statement, latest: Statement, width: int) -> list[Line]:
    """The two statements in ``width`` cells: side by side where there is room, else a line each.

    All in one role: this is painted anew with nearly every row that the cursor comes to.
    """
    if width < _BESIDE:
        return [
            ((_stacked(look, "first", first, width), ""),),
            ((_stacked(look, "latest", latest, width), ""),),
        ]
    half = (width - 2) // 2
    left, right = _column(look, "first", first, half), _column(look, "latest", latest, half)
    lines = max(len(left), len(right))
    pairs = zip(*(column + [""] * (lines - len(column)) for column in (left, right)), strict=True)
    return [((f"{look.fit(a, half)}  {b}", ""),) for a, b in pairs]


def _lead(label: str, said: Statement) -> str:
    return f"{label:<8}{published_on(said.article)}  "


def _stacked(look: Look, label: str, said: Statement, width: int) -> str:
    return f"{_lead(label, said)}{look.clip(quoted_content(said), max(8, width - _LEAD))}"


def _column(look: Look, label: str, said: Statement, width: int) -> list[str]:
    text = look.clean(quoted_content(said))
    lines = [text[start:end].rstrip() for start, end in wrap(text, width - _LEAD)]
    if len(lines) > _LINES:
        rest = " ".join(lines[_LINES - 1 :])
        lines = [*lines[: _LINES - 1], look.clip(rest, width - _LEAD)]
    leads = [_lead(label, said), *[" " * _LEAD] * (len(lines) - 1)]
    return [lead + words for lead, words in zip(leads, lines, strict=True)]
