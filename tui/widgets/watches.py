"""Watches as rows: name, what is watched for, how much of that was found and is new."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar

from msgspec import Struct

from briefing.article_refs import Evidence
from briefing.watches.watch import Match, Watch, described
from tui.context.ports import look_of
from tui.text.look import count
from tui.widgets.mixed_list import evidence_of
from tui.widgets.paint import Line, cells_of
from tui.widgets.row_list import RowList

_NEW = 7  # cells of ``999 new``
_NAME = 26  # cells of the column of names
FIXED = " (from config.toml)"


class WatchResult(Struct, frozen=True):
    """A watch with all that it found and what of that is new; ``fixed`` by the settings or not."""

    watch: Watch
    found: tuple[Match, ...]
    new: tuple[Match, ...]
    fixed: bool = False


class WatchList(RowList[WatchResult]):
    """Watches, a row each."""

    EDITED = False
    EMPTY: ClassVar[tuple[str, ...]] = (
        "Nothing is watched for yet.",
        "Press w on a speaker, a talk or a deadline,",
        "or use: brief watch add NAME --phrase TEXT",
    )

    def identify(self, item: WatchResult) -> Hashable:
        return item.watch.name

    def words(self, item: WatchResult) -> str:
        return f"{item.watch.name} {looked_for(item.watch)}"

    def paint(self, item: WatchResult, width: int) -> Line:
        look = look_of(self)
        new = f"{len(item.new):,} new" if item.new else ""
        most = max((cells_of(self, ((each.watch.name, ""),)) for each in self.rows), default=0)
        tail = f"  {new:>{_NEW if any(each.new for each in self.rows) else 0}}"
        tail = f"{tail}  {len(item.found):>5,} found"
        room = max(4, width - len(tail))
        name = look.fit(item.watch.name, min(most, _NAME, room))
        criteria = f" {_beside_its_name(item.watch)}{FIXED if item.fixed else ''}"
        about = look.fit(criteria, room - cells_of(self, ((name, ""),)))
        return ((name, "strong"), (about, "dim"), (tail, "accent" if item.new else ""))

    def facts(self, item: WatchResult) -> list[Line]:
        look = look_of(self)
        origin = FIXED if item.fixed else ""
        summary = f"{looked_for(item.watch)}{origin}: {count(len(item.found), 'finding')}"
        return [((look.clean(item.watch.name), "strong"),), ((look.clean(summary), "dim"),)]

    def evidence(self, item: WatchResult) -> Sequence[Evidence]:
        first = item.new or item.found
        return [each for match in first[:3] for each in evidence_of(match.finding)[:1]]


def _beside_its_name(watch: Watch) -> str:
    """What it looks for, without the name of the watch: ``speaker`` of one called Ana Lind."""
    return looked_for(watch).removesuffix(f" {watch.name}")


def looked_for(watch: Watch) -> str:
    """``speaker Ana Lind, phrase dry summer``."""
    return described(watch, ", ")
