"""What cannot both hold in a story: of each contradiction two rows, a side each."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from briefing.article_refs import Evidence, outlets_of
from tui.context.ports import look_of
from tui.text.contrasts import AGAINST, contradiction_contrast
from tui.text.days import published_on
from tui.text.phrases import TextOf, evidence_words
from tui.widgets.arrangement import Divider
from tui.widgets.flow import flow
from tui.widgets.paint import Line
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from briefing.contradictions.rows import Account, Contradiction

_DAY, _WHO = 11, 24  # cells of the columns of days and of who says it
_SENTENCE = 3  # lines that most sentences need


class Side(Struct, frozen=True):
    """One side of a contradiction (0 or 1) with the sentence that stands for it."""

    row: Contradiction
    number: int
    words: str

    @property
    def account(self) -> Account:
        """The oldest of its accounts."""
        return self.row.sides[self.number][0]


def sides_of(contradictions: Iterable[Contradiction], text_of: TextOf) -> list[Side]:
    """Both sides of each, in order, with their sentences."""
    return [
        Side(row, number, evidence_words(row.sides[number][0].evidence, text_of))
        for row in contradictions
        for number in (0, 1)
    ]


class Against(RowList[Side]):
    """Sentences side by side, never judged; Enter opens the article at the sentence."""

    EMPTY: ClassVar[tuple[str, ...]] = (
        "No two sentences here are known to contradict each other.",
    )
    TITLE: ClassVar[str] = "Words against words"

    def with_dividers(self, rows: Sequence[Side]) -> Sequence[Side | Divider]:
        items: list[Side | Divider] = []
        shown: object = None
        for item in rows:
            if item.row is not shown:
                items.append(Divider(AGAINST[item.row.kind]))
                shown = item.row
            items.append(item)
        return items

    def identify(self, item: Side) -> Hashable:
        return item.row.key, item.number

    def words(self, item: Side) -> str:
        who, evidence = contradiction_contrast(item.row).sides[item.number]
        return f"{who} {item.words} {outlets_of(each.article for each in evidence)}"

    def paint(self, item: Side, width: int) -> Line:
        (line,) = self.paint_lines(item, width, 1)
        return line

    def paint_lines(self, item: Side, width: int, most: int) -> Sequence[Line]:
        look = look_of(self)
        who, _ = contradiction_contrast(item.row).sides[item.number]
        name = look.fit(who, min(_WHO, width // 3))
        lead: Line = (
            (f"{published_on(item.account.article):<{_DAY}}", "dim"),
            (f"{name}  ", "strong"),
        )
        return flow(look, lead, [(look.clean(item.words), "")], width, most)

    def least_lines(self) -> int:
        return _SENTENCE

    def facts(self, item: Side) -> list[Line]:
        look = look_of(self)
        title, sides = contradiction_contrast(item.row)
        lines: list[Line] = [((look.clean(title), "warn"),)]
        return [*lines, *(((look.clean(who), "dim"),) for who, _ in sides)]

    def evidence(self, item: Side) -> Sequence[Evidence]:
        own, other = item.row.sides[item.number], item.row.sides[1 - item.number]
        first = (own[0].evidence, other[0].evidence)
        return [*first, *(account.evidence for account in (*own[1:], *other[1:]))]

    def finding_of(self, item: Side) -> object:
        return item.account.article
