"""The command palette: everything that a key does on this screen, found by typing its words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui.keys import key_name
from tui.terminal.themes import THEMES

# Nothing to find, and nothing without a key.
_UNFIT = ("app.palette", "count.digits", "count.drop")
_ALSO_CALLED = {
    "app.calendar": "week month agenda",
    "app.desk": "panes home",
    "app.corrections": "corrections edits",
    "app.feeds": "subscriptions sources rss",
    "app.fetch": "refresh update reload download",
    "app.help": "help keys shortcuts manual",
    "app.interrupt": "exit",
    "app.known": "history as of",
    "app.ledger": "promises undertakings demands silences owed",
    "app.marked": "bookmarks favourites",
    "app.messages": "errors log",
    "app.news": "changes",
    "app.quit": "quit exit close",
    "app.search": "find",
    "app.settings": "options preferences configuration",
    "app.suspend": "background shell",
    "app.today": "now",
    "app.watches": "alerts",
    "app.stories": "front page home",
    "rows.filter": "narrow",
    "rows.sort": "order",
    "take.copy": "yank clipboard quote cite",
    "take.correct": "wrong fix edit",
    "take.export": "export save print download pdf csv json markdown file",
    "take.link": "open browser url",
    "take.mark": "bookmark star",
    "take.read": "seen done",
    "take.watch": "alert follow",
}
"""Words by which people look for a command in other programs."""
_NAMED = 1000.0  # the score of a command that is called so: above all that merely look alike


class Command(NamedTuple):
    """What it does, how it is called by key, the call, and other words for it."""

    what: str
    note: str
    run: Any
    others: str = ""


class KeyCommands(Provider):
    """Keys by what they do, and the themes. All words are the program's own."""

    async def discover(self) -> Hits:
        for command in self._commands():
            yield DiscoveryHit(command.what, command.run, help=command.note)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        asked = query.casefold().split()
        for what, note, run, others in self._commands():
            score = matcher.match(what)
            named = all(any(name.startswith(word) for name in others.split()) for word in asked)
            if score > 0 or named:
                best = max(score, _NAMED if named and asked else 0.0)
                yield Hit(best, matcher.highlight(what), run, text=what, help=note)

    def _commands(self) -> Iterator[Command]:
        seen = set(_UNFIT)
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.id and active.enabled and binding.id not in seen:
                seen.add(binding.id)
                run = partial(self.app.run_action, binding.action, active.node)
                note = f"{key_name(binding.key)}  {binding.id}".strip()
                others = f"{binding.description} {_ALSO_CALLED.get(binding.id, '')}".casefold()
                yield Command(binding.tooltip, note, run, others)
        for name in THEMES:
            put_on = partial(setattr, self.app, "theme", name)
            note = "until brief ends; the settings (,) keep it"
            yield Command(f"Theme {name}", note, put_on, "colours colors")
