"""Settings and keys as rows: what each is, where that comes from, and when it takes effect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from textual.binding import Binding

from tui.keys import NO_KEY, key_name
from tui.settings.catalogue import KEYS, Setting, settings, value_of, written
from tui.settings.config import Config
from tui.settings.file import FileSettings
from tui.settings.keymap import bindings_by_id, check_keymap, keys_of

NEXT_START = "from the next start"
TITLES = {
    "tui": "Look and panes",
    "briefing": "Briefing",
    "feeds": "Feeds",
    "store": "Library",
    "nlp": "Analysis",
}
"""What the tables of the settings are about, in the order in which they are listed."""


class SettingRow(Struct, frozen=True):
    """A setting by its full name: ``tui.theme``, ``keys.app.quit``.

    ``value`` and ``default`` are as they can be typed; ``shown`` is the value as it reads best;
    ``given`` tells whether the file sets it. ``note`` says what else is to be said of the value.
    """

    name: str
    value: str
    default: str
    shown: str
    meaning: str
    given: bool
    note: str = ""
    choices: tuple[str, ...] = ()

    @property
    def section(self) -> str:
        """The heading that it stands under: ``[tui]``, ``[keys] app``."""
        table, _, key = self.name.partition(".")
        if table == KEYS:
            return f"Keys  [{KEYS}.{key.partition('.')[0]}]"
        return f"{TITLES[table]}  [{table}]"

    @property
    def label(self) -> str:
        """What it is called in its table."""
        return self.name.partition(".")[2]


def setting_rows(
    given: FileSettings, at_start: Config, days: int, ascii_only: bool
) -> Iterator[SettingRow]:
    """All settings, table by table in the order of ``TITLES``, and then all keys.

    ``days`` are those that the briefing at hand covers; ``ascii_only`` when the terminal shows
    nothing else, whatever the settings say.
    """
    order = list(TITLES)
    for each in sorted(settings(), key=lambda each: order.index(each.table)):
        yield _setting_row(each, given, at_start, days, ascii_only)
    keymap = check_keymap(given.config.keys, KEYS)
    for name, binding in bindings_by_id().items():
        yield _key_row(name, binding, keymap)


def _setting_row(
    setting: Setting, given: FileSettings, at_start: Config, days: int, ascii_only: bool
) -> SettingRow:
    value = value_of(given.config, setting)
    note = ""
    if not setting.at_once and value != value_of(at_start, setting):
        note = NEXT_START
    elif setting.name == "briefing.days" and value != days:
        note = f"{days} for now, by --days"
    elif setting.name == "tui.ascii" and ascii_only and not value:
        note = "ASCII all the same: the locale is not UTF-8"
    return SettingRow(
        name=setting.name,
        value=written(value),
        default=written(setting.default),
        shown=written(value) or "empty",
        meaning=setting.meaning,
        given=setting.name in given.names,
        note=note,
        choices=setting.choices,
    )


def _key_row(name: str, binding: Binding, keymap: Mapping[str, str]) -> SettingRow:
    keys = keys_of(binding, keymap)
    return SettingRow(
        name=f"{KEYS}.{name}",
        value=", ".join(keys),
        default=", ".join(keys_of(binding, {})),
        shown=" ".join(filter(None, map(key_name, keys))) or NO_KEY,
        meaning=binding.tooltip,
        given=name in keymap,
    )
