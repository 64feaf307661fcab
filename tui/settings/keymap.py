"""Which keys a user may give to a binding: their names, and what would share a key on a screen."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import combinations

from msgspec import Struct
from textual.binding import Binding
from textual.keys import Keys, key_to_character

from briefing.errors import UsageError
from tui import keys as groups
from tui.keys import NO_KEY, key_name
from tui.settings.catalogue import KEYS

_ANYWHERE = (groups.TAKE, groups.SCREEN, groups.COUNT, groups.APP)
_LIST = (groups.LIST, groups.EVIDENCE, groups.ROWS, *_ANYWHERE)
SCREENS: Mapping[str, tuple[list[Binding], ...]] = {
    "Desk": (groups.DESK, groups.FIRST_STEPS, *_LIST),
    "Lists": _LIST,
    "Speaker": (groups.LEDGER_PART, *_LIST),
    "Story": (groups.LEDGER_PART, groups.DESK, groups.FIRST_STEPS, *_LIST),
    "Talk": (groups.TALK, *_LIST),
    "Watches": (groups.WATCHES, *_LIST),
    "Articles": (groups.ARTICLES, *_LIST),
    "Corrections": (groups.CORRECTIONS, *_LIST),
    "Feeds": (groups.FEEDS, *_LIST),
    "Calendar": (groups.CALENDAR, *_LIST),
    "Map": (groups.MAP, *_LIST),
    "Time line": (groups.TIME_LINE, *_LIST),
    "Stories": (groups.STORIES, groups.FIRST_STEPS, *_LIST),
    "Search": (groups.SEARCH, *_LIST),
    "Settings": (groups.SETTINGS, *_LIST),
    "Article": (groups.ARTICLE, groups.TEXT, *_ANYWHERE),
    "Texts": (groups.TEXT, *_ANYWHERE),
    "Help": (groups.HELP, groups.TEXT, *_ANYWHERE),
    "Lines to type in": (groups.PROMPT,),
    "Questions": (groups.PROMPT, groups.ASK),
}
"""Which bindings are at work together; those of one tuple that come first win by default."""

_MODIFIERS = ("ctrl", "shift", "alt", "super", "hyper", "meta")
_SHORT = {"^": "ctrl+", "S-": "shift+", "A-": "alt+"}
_DIGITS = "0123456789"


class Clash(Struct, frozen=True):
    """Two bindings that would share a key on a screen."""

    key: str
    ids: tuple[str, str]
    screen: str

    def __str__(self) -> str:
        return f"{key_name(self.key)} is the key of {' and '.join(self.ids)} on: {self.screen}"


def bindings_by_id() -> dict[str, Binding]:
    """Every binding by its id, as it is without settings."""
    return {
        each.id: each
        for screen in SCREENS.values()
        for group in screen
        for each in group
        if each.id is not None
    }


def keys_of(binding: Binding, keymap: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of a binding under those settings."""
    keys = keymap.get(binding.id or "", binding.key)
    return tuple(key.strip() for key in _whole(keys).split(","))


def canonical(text: str, name: str) -> str:
    """A list of keys as Textual calls them: ``?, ^d, PgDn`` is ``question_mark,ctrl+d,pagedown``.

    ``none`` is for no key at all. ``name`` is what an error calls the binding. Raises
    ``UsageError`` for a key that does not exist, with the nearest one that does.
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts:
        raise UsageError(name, "has no key", f"Write {NO_KEY!r} if it is to have none")
    if NO_KEY in parts and len(parts) > 1:
        raise UsageError(name, f"is {text!r}", f"{NO_KEY!r} stands alone")
    return ",".join(dict.fromkeys(_canonical(part, name) for part in parts))


def check_keymap(keymap: Mapping[str, str], name: str) -> dict[str, str]:
    """The keys of each binding by their canonical names; ``name`` is what errors call the table.

    Raises ``UsageError`` for a binding or a key that does not exist.
    """
    return {binding: _checked(binding, text, name) for binding, text in keymap.items()}


def check_change(keymap: Mapping[str, str], binding: str, text: str | None) -> str:
    """The canonical names of other keys for a binding, or of its own by default for None.

    Raises ``UsageError`` for a binding or a key that does not exist, and for a key that another
    binding of a screen has already.
    """
    others = check_keymap({b: keys for b, keys in keymap.items() if b != binding}, KEYS)
    _checked(binding, NO_KEY, KEYS)
    made = bindings_by_id()[binding].key if text is None else _checked(binding, text, KEYS)
    for clash in clashes({**others, binding: made}):
        if binding in clash.ids:
            (other,) = set(clash.ids) - {binding}
            raise UsageError(
                f"{KEYS}.{binding}",
                f"{key_name(clash.key)} is the key of {other} on: {clash.screen}",
                "Give that one another key first",
            )
    return made


def clashes(keymap: Mapping[str, str]) -> list[Clash]:
    """What shares a key on a screen under those settings, and does not without them."""
    return [c for c in _shared(keymap) if (c.ids, c.screen) not in _meant()]


@lru_cache(maxsize=1)
def _meant() -> frozenset[tuple[tuple[str, str], str]]:
    return frozenset((clash.ids, clash.screen) for clash in _shared({}))


def _shared(keymap: Mapping[str, str]) -> Iterator[Clash]:
    for screen, together in SCREENS.items():
        owners: dict[str, list[str]] = {}
        for group in together:
            for binding in group:
                for key in keys_of(binding, keymap):
                    if key != NO_KEY:
                        owners.setdefault(key, []).append(binding.id or "")
        for key, ids in owners.items():
            for first, second in combinations(dict.fromkeys(ids), 2):
                yield Clash(key, (first, second), screen)


def _checked(binding: str, text: str, where: str) -> str:
    name = f"{where}.{binding}"
    ids = list(bindings_by_id())
    if binding not in ids:
        near = difflib.get_close_matches(binding, ids, n=1)
        remedy = f"Did you mean {near[0]!r}?" if near else "`?` in the panes names the bindings"
        raise UsageError(name, "is no binding", remedy)
    made = canonical(text, name)
    if binding == "count.digits" and made != NO_KEY and not set(made) <= {*_DIGITS, ","}:
        raise UsageError(name, f"is {text!r}", f"It has to be of digits, or {NO_KEY!r}")
    return made


def _whole(keys: str) -> str:
    """Keys by their full names, as Textual has them once they are bound."""
    made = Binding.make_bindings([Binding(keys, "")])
    return ",".join(each.key for each in made)


def _canonical(key: str, name: str) -> str:
    if key == NO_KEY or (len(key) == 1 and key.isprintable()):
        return _whole(key)
    spelled = key
    for short, modifier in _SHORT.items():
        spelled = spelled.replace(short, modifier) if spelled.startswith(short) else spelled
    *modifiers, last = spelled.split("+")
    last = _by_name().get(last.casefold(), last.casefold()) if len(last) > 1 else last
    last = _whole(last) if len(last) == 1 else last
    if modifiers and len(last) == 1 and last.isalpha():
        if modifiers == ["shift"]:
            raise UsageError(name, f"{key!r} is no key", f"Write {last.upper()!r}")
        last = last.lower()
    made = "+".join([*(m.casefold() for m in modifiers), last])
    known_name = last in _by_name().values() or key_to_character(last) is not None
    if known_name and all(m.casefold() in _MODIFIERS for m in modifiers):
        return made
    near = difflib.get_close_matches(key.casefold(), sorted(_by_name().values()), n=1)
    remedy = f"Did you mean {near[0]!r}?" if near else "Such as: j, ctrl+d, f5, pagedown"
    raise UsageError(name, f"{key!r} is no key", remedy)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    """Textual's name of a key by the names that a user may give it, in folded case."""
    plain = (key.value for key in Keys if key.value.isalnum())
    return {
        **{name.casefold(): name for name in plain},
        **{shown.casefold(): name for name, shown in groups.NAMES.items() if len(shown) > 1},
    }
