"""The folders of brief, and what the user has set in ``config.toml``.

Folders follow the XDG base directories; ``BRIEF_HOME`` puts everything below one folder.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import fields

from briefing.errors import UsageError
from briefing.feed import FULL_TEXT_MODES
from tui.kinds import pane_names, usual_pane_names

if TYPE_CHECKING:
    from briefing.watches.watch import Watch

APP = "brief"
CONFIG_NAME = "config.toml"
_NO_SUCH_PLACE = (errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP)
STARTS = ("stories", "desk")
THEMES = ("auto", "dark", "light", "ansi", "contrast")


class NlpConfig(Struct, frozen=True):
    """``[nlp]``: ``model`` is a package or folder of spaCy, or "auto" for the best installed.

    ``tuned`` false runs the model exactly as spaCy would, with the same results, more slowly.
    """

    model: str = "auto"
    tuned: bool = True


class BriefingConfig(Struct, frozen=True):
    """``[briefing]``: how many days of articles a briefing covers."""

    days: int = 14


class StoreConfig(Struct, frozen=True):
    """``[store]``: ``keep_days`` is the age at which ``brief prune`` removes articles; 0: never.

    ``sources_mib`` is how many MiB the pages and feeds may take that articles were read from.
    """

    keep_days: int = 0
    sources_mib: int = 256


class TuiConfig(Struct, frozen=True):
    """``[tui]``: ``theme``, and whether the mouse is used and borders are plain ASCII.

    ``panes`` of the desk are shown in that order; ``start`` is what is shown first.
    """

    theme: str = "auto"
    mouse: bool = False
    ascii: bool = False
    panes: tuple[str, ...] = usual_pane_names()
    start: str = "stories"


class FeedsConfig(Struct, frozen=True):
    """``[feeds]``: ``allow_hosts`` may be private addresses; ``full_text`` auto, always, never.

    Every ``refresh_minutes`` the panes fetch the feeds that are due; 0: only when told. With
    ``recheck`` the pages of articles are asked for again later, for what was rewritten.
    """

    allow_hosts: tuple[str, ...] = ()
    full_text: str = "auto"
    refresh_minutes: int = 0
    recheck: bool = True


class Config(Struct, frozen=True):
    """All settings; each has a default, so that no file is needed.

    ``keys`` maps binding to key, ``watches`` a name to what is looked out for under it.
    """

    nlp: NlpConfig = field(default_factory=NlpConfig)
    briefing: BriefingConfig = field(default_factory=BriefingConfig)
    store: StoreConfig = field(default_factory=StoreConfig)
    tui: TuiConfig = field(default_factory=TuiConfig)
    feeds: FeedsConfig = field(default_factory=FeedsConfig)
    keys: Mapping[str, str] = field(default_factory=dict)
    watches: Mapping[str, Watch] = field(default_factory=dict)


TABLES: dict[str, type] = {
    "nlp": NlpConfig,
    "briefing": BriefingConfig,
    "store": StoreConfig,
    "tui": TuiConfig,
    "feeds": FeedsConfig,
}


class Home(Struct, frozen=True):
    """The folders of one user: ``data`` holds the store, ``config`` the configuration file.

    What is in ``cache`` can be made again from the store.
    """

    data: Path
    config: Path
    cache: Path

    @property
    def config_file(self) -> Path:
        """Where the settings are read from; need not exist."""
        return self.config / CONFIG_NAME


def home(environment: Mapping[str, str] = os.environ) -> Home:
    """The folders to use: below ``BRIEF_HOME`` if that is set, else the platform's own."""
    below = environment.get("BRIEF_HOME")
    if below:
        base = Path(below).expanduser()
        return Home(data=base / "data", config=base, cache=base / "cache")
    from platformdirs import user_cache_path, user_config_path, user_data_path

    return Home(user_data_path(APP), user_config_path(APP), user_cache_path(APP))


def load_config(path: Path) -> Config:
    """The settings in that file; the defaults if there is none.

    Raises ``UsageError`` for TOML that cannot be read, an unknown key (with the nearest right
    one) and a value of the wrong type.
    """
    raw, _ = read_toml(path)
    return parse_config(raw, str(path))


def read_toml(path: Path) -> tuple[dict[str, Any], str]:
    """What is in a TOML file, parsed and as it is written; nothing if there is no file.

    Raises ``UsageError``.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return {}, ""
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from error
    import tomllib

    try:
        return tomllib.loads(text), text
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> UsageError:
    problem = error.strerror if isinstance(error, OSError) else str(error)
    remedy = "Mend or remove it"
    if isinstance(error, PermissionError):
        remedy = "Make it yours and readable (chown, chmod u+r)"
    elif isinstance(error, OSError) and error.errno in _NO_SUCH_PLACE:
        remedy = "Choose another folder with BRIEF_HOME"
    return UsageError(str(path), f"cannot be read ({problem})", remedy)


def parse_config(raw: Mapping[str, Any], name: str) -> Config:
    """Settings from parsed TOML; ``name`` is what errors call the file. Raises ``UsageError``."""
    values: dict[str, Any] = {}
    for key, value in raw.items():
        _known(key, [*TABLES, "keys", "watches"], name)
        if not isinstance(value, dict):
            raise UsageError(f"{name}: {key}", "is not a table", f"Write it as [{key}]")
        if key == "keys":
            values[key] = dict(_keys(value, f"{name}: keys"))
        elif key == "watches":
            values[key] = dict(_watches(value, f"{name}: watches"))
        else:
            values[key] = _table(TABLES[key], value, f"{name}: {key}")
    config = Config(**values)
    _sensible(config, name)
    return config


def _sensible(config: Config, name: str) -> None:
    if config.briefing.days < 1:
        raise UsageError(f"{name}: briefing.days", "is less than one", "It has to be at least 1")
    if config.store.keep_days < 0:
        raise UsageError(f"{name}: store.keep_days", "is negative", "Write 0 to keep everything")
    if config.store.sources_mib < 0:
        raise UsageError(f"{name}: store.sources_mib", "is negative", "Write 0 to keep none")
    if config.feeds.refresh_minutes < 0:
        raise UsageError(f"{name}: feeds.refresh_minutes", "is negative", "Write 0 for never")
    _one_of(f"{name}: feeds.full_text", config.feeds.full_text, FULL_TEXT_MODES)
    _one_of(f"{name}: tui.theme", config.tui.theme, THEMES)
    _one_of(f"{name}: tui.start", config.tui.start, STARTS)
    panes = config.tui.panes
    for pane in panes:
        _one_of(f"{name}: tui.panes", pane, pane_names())
    if not panes or len(set(panes)) < len(panes):
        problem = "names a pane twice" if panes else "is empty"
        names = ", ".join(pane_names())
        raise UsageError(f"{name}: tui.panes", problem, f"Name one or more of: {names}")


def _one_of(name: str, value: str, right: tuple[str, ...]) -> None:
    if value not in right:
        raise UsageError(name, f"is {value!r}", f"It has to be one of: {', '.join(right)}")


def _table(kind: type, raw: Mapping[str, Any], name: str) -> Any:
    defaults = kind()
    settings: dict[str, Any] = {}
    for key, value in raw.items():
        _known(key, [f.name for f in fields(kind)], name)
        default = getattr(defaults, key)
        settings[key] = _typed(value, type(default), f"{name}.{key}")
    return kind(**settings)


def _keys(raw: Mapping[str, Any], name: str, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Bindings and their keys; ``app.quit = "q"`` is a table in a table to TOML."""
    for key, value in raw.items():
        binding = f"{prefix}{key}"
        if isinstance(value, dict):
            yield from _keys(value, name, f"{binding}.")
        else:
            yield binding, _typed(value, str, f"{name}.{binding}")


def _watches(raw: Mapping[str, Any], name: str) -> Iterator[tuple[str, Watch]]:
    from briefing.watches.watch import KINDS, Watch

    for watch, wanted in raw.items():
        here = f"{name}.{watch}"
        if not isinstance(wanted, dict):
            raise UsageError(here, "is not a table", f"Write it as [watches.{watch}]")
        for kind in wanted:
            _known(kind, [*KINDS, "on_match"], here)
        lists = {kind: _typed(value, tuple, f"{here}.{kind}") for kind, value in wanted.items()}
        try:
            yield watch, Watch(watch, **lists)
        except UsageError as error:
            raise UsageError(here, error.problem, error.remedy) from error


def _known(key: str, right: list[str], name: str) -> None:
    if key in right:
        return
    import difflib

    near = difflib.get_close_matches(key, right, n=1)
    remedy = f"Did you mean {near[0]!r}?" if near else f"Known are: {', '.join(right)}"
    raise UsageError(f"{name}: {key}", "is no setting", remedy)


def _typed(value: Any, kind: type, name: str) -> Any:
    if kind is tuple and isinstance(value, list) and all(isinstance(v, str) for v in value):
        return tuple(value)
    if type(value) is not kind:
        wanted = {
            str: "text",
            int: "a whole number",
            bool: "true or false",
            tuple: "a list of texts",
        }
        raise UsageError(name, f"is {value!r}", f"It has to be {wanted[kind]}")
    return value
