"""Settings as rows: name, value, where that comes from, and what it means."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar

from briefing.article_refs import Evidence
from tui.context.ports import look_of
from tui.keys import NO_KEY
from tui.settings.catalogue import KEYS
from tui.settings.rows import SettingRow
from tui.widgets.arrangement import Divider, Group
from tui.widgets.paint import Line
from tui.widgets.row_list import RowList

_NAME, _VALUE, _FROM = 22, 20, 9  # cells of the columns before what it means
_WHAT = 9  # cells of the labels beside the rows
_BLANK: Line = (("", ""),)
ORIGINS = {True: "Set in config.toml", False: "At their default"}


class SettingList(RowList[SettingRow]):
    """Settings under the name of their table, then keys under what they are for."""

    EDITED = False
    EMPTY: ClassVar[tuple[str, ...]] = ("Reading the settings",)
    GROUPS = (Group("where it comes from", "f", lambda row: ORIGINS[row.given]),)

    def identify(self, item: SettingRow) -> Hashable:
        return item.name

    def words(self, item: SettingRow) -> str:
        return f"{item.name} {item.value} {item.shown} {item.meaning} {_origin(item)}"

    def with_dividers(self, rows: Sequence[SettingRow]) -> Sequence[SettingRow | Divider]:
        items: list[SettingRow | Divider] = []
        section = ""
        for row in rows:
            if row.section != section:
                section = row.section
                items.append(Divider(section))
            items.append(row)
        return items

    def paint(self, item: SettingRow, width: int) -> Line:
        look = look_of(self)
        name = look.fit(item.label, _NAME - 1)
        value = look.fit(item.shown, max(4, min(_VALUE, width - _NAME - _FROM) - 1))
        origin = f"{_origin(item):<{_FROM}}"
        room = max(0, width - len(name) - len(value) - len(origin) - 2)
        about = look.clip(item.note or item.meaning, room)
        return (
            (f"{name} ", ""),
            (f"{value} ", "strong" if item.given else ""),
            (origin, "accent" if item.given else "dim"),
            (about, "warn" if item.note else "dim"),
        )

    def facts(self, item: SettingRow) -> list[Line]:
        look = look_of(self)
        lines = [
            ("Now", item.value or "empty", "strong"),
            ("Default", item.default or "empty", ""),
            ("One of", ", ".join(item.choices), ""),
            ("From", "config.toml" if item.given else "the default", ""),
            ("Note", item.note, "warn"),
        ]
        return [
            ((look.clean(item.name), "strong"),),
            ((f"{item.meaning}.", ""),),
            _BLANK,
            *(
                ((f"{what:<{_WHAT}}", "dim"), (look.clean(words), role))
                for what, words, role in lines
                if words
            ),
            _BLANK,
            *(((line, "dim"),) for line in _what_to_do(item)),
        ]

    def evidence(self, item: SettingRow) -> Sequence[Evidence]:
        del item  # a setting rests on no sentence
        return ()


def _origin(row: SettingRow) -> str:
    return "file" if row.given else "default"


def _what_to_do(row: SettingRow) -> list[str]:
    lines = ["Enter changes it."]
    if row.given:
        lines.append("d goes back to the default.")
    if row.name.startswith(f"{KEYS}."):
        lines.append(f"Keys are called j, ctrl+d, pagedown, f5, with commas between; or {NO_KEY}.")
    return lines
