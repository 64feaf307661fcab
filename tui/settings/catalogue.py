"""What each setting means, how its value is written on a line, and how it is read from one."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import fields

from briefing.errors import UsageError
from briefing.feed import FULL_TEXT_MODES
from tui.kinds import pane_names
from tui.settings.config import STARTS, TABLES, THEMES, Config

Value = str | int | bool | tuple[str, ...]

KEYS = "keys"
"""The table of bindings: what may stand in it is known to the interface alone."""


class Setting(Struct, frozen=True):
    """A setting by its name, ``table.key``; ``choices`` are all that it can be, if they are few.

    ``at_once`` false: the program takes it up when it is started the next time.
    """

    name: str
    default: Value
    meaning: str
    choices: tuple[str, ...] = ()
    at_once: bool = True

    @property
    def table(self) -> str:
        """The table that it stands in."""
        return self.name.partition(".")[0]

    @property
    def key(self) -> str:
        """What it is called there."""
        return self.name.partition(".")[2]


_MEANINGS = {
    "nlp.model": "The spaCy model: a package or a folder (with a /); auto takes the best installed",
    "nlp.tuned": "false runs the model as spaCy would: the same results, more slowly",
    "briefing.days": "Days of articles that a briefing covers",
    "store.keep_days": "brief prune deletes articles older than this; 0: only when told",
    "store.sources_mib": "MiB for the bytes that articles were read from, as evidence; 0: none",
    "tui.theme": "Colours; auto takes what suits the terminal",
    "tui.mouse": "Whether the mouse works in the panes",
    "tui.ascii": "ASCII marks and borders, as under a locale that is not UTF-8",
    "tui.panes": f"Which panes the desk shows, in this order: {', '.join(pane_names())}",
    "tui.start": "What brief opens with: running stories, a card each, or the panes while "
    "there is none; desk: the panes",
    "feeds.allow_hosts": "Hosts that may have private addresses, for intranets",
    "feeds.full_text": "Fetch the pages of articles; auto: when the feed has teasers only",
    "feeds.refresh_minutes": "Fetch what is due every so many minutes; 0: only with r",
    "feeds.recheck": "Ask for the pages of articles again after a day and a week, for edits",
}
_CHOICES = {"tui.theme": THEMES, "feeds.full_text": FULL_TEXT_MODES, "tui.start": STARTS}
_LATER = ("nlp.model", "nlp.tuned", "tui.mouse")


def settings() -> Iterator[Setting]:
    """Every setting but the keys, table by table."""
    for table, kind in TABLES.items():
        for each in fields(kind):
            name = f"{table}.{each.name}"
            choices = ("true", "false") if isinstance(each.default, bool) else _CHOICES.get(name)
            yield Setting(name, each.default, _MEANINGS[name], choices or (), name not in _LATER)


def find_setting(name: str) -> Setting:
    """The setting of that name. Raises ``UsageError`` with the nearest right one."""
    known = {each.name: each for each in settings()}
    if name in known:
        return known[name]
    if name.partition(".")[0] == "watches":
        raise UsageError(name, "is a watch", "`brief watch add` makes one, `brief config edit` too")
    near = difflib.get_close_matches(name, known, n=1)
    remedy = (
        f"Did you mean {near[0]!r}?" if near else f"Known are: {', '.join(known)}, keys.BINDING"
    )
    raise UsageError(name, "is no setting", remedy)


def value_of(config: Config, setting: Setting) -> Value:
    """What the setting is in that configuration."""
    value: Value = getattr(getattr(config, setting.table), setting.key)
    return value


def written(value: Value) -> str:
    """A value on a line, as ``read_value`` takes it: ``dark``, ``14``, ``true``, ``a, b``."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def read_value(setting: Setting, text: str) -> Value:
    """The inverse of ``written``. Raises ``UsageError`` for what is of another kind.

    Whether a value of the right kind makes sense is for ``config.parse_config`` to say.
    """
    text = text.strip()
    if isinstance(setting.default, tuple):
        return tuple(part.strip() for part in text.split(",") if part.strip())
    if isinstance(setting.default, bool):
        if text not in setting.choices:
            raise UsageError(setting.name, f"is {text!r}", "It has to be true or false")
        return text == "true"
    if isinstance(setting.default, int):
        try:
            return int(text)
        except ValueError:
            raise UsageError(setting.name, f"is {text!r}", "It has to be a whole number") from None
    return text
