"""The command palette: everything that a key does on this screen, found by typing its words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui.keys import key_name
from tui.terminal.themes import THEMES

# Nothing to find, and nothing without a key.
_UNFIT = ("app.palette", "count.digits", "count.drop")
Command = tuple[str, str, Any]


class KeyCommands(Provider):
    """Keys by what they do, and the themes. All words are the program's own."""

    async def discover(self) -> Hits:
        for words, note, run in self._commands():
            yield DiscoveryHit(words, run, help=note)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for words, note, run in self._commands():
            score = matcher.match(words)
            if score > 0:
                yield Hit(score, matcher.highlight(words), run, text=words, help=note)

    def _commands(self) -> Iterator[Command]:
        """What it does, how it is called by key, and the call."""
        seen = set(_UNFIT)
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.id and active.enabled and binding.id not in seen:
                seen.add(binding.id)
                run = partial(self.app.run_action, binding.action, active.node)
                yield binding.tooltip, f"{key_name(binding.key)}  {binding.id}".strip(), run
        for name in THEMES:
            put_on = partial(setattr, self.app, "theme", name)
            yield f"Theme {name}", "until brief ends; the settings (,) keep it", put_on
