"""Has the settings in force, and takes up others at once where that can be done."""

from __future__ import annotations

from pathlib import Path

from briefing.clock import Clock
from tui.app.counts import CountingApp
from tui.context.session import Session
from tui.screens.base import BriefScreen
from tui.settings.config import Config, home
from tui.settings.keymap import Clash, check_keymap, clashes
from tui.terminal.capabilities import Face, ascii_for, theme_for
from tui.terminal.themes import THEMES
from tui.text.look import Look


class ConfiguredApp(CountingApp):
    """Shows ``face`` under ``config``, which was read from ``config_file`` (None: the user's).

    Raises ``UsageError`` for keys of bindings that do not exist.
    """

    def __init__(
        self,
        session: Session,
        *,
        config: Config,
        config_file: Path | None,
        face: Face,
        clock: Clock,
    ) -> None:
        self.config = self.config_at_start = config
        self.config_file = config_file or home().config_file
        self.look = Look(face.ascii)
        # Textual decides here, once, how to drop colours: before it knows of any theme but its own.
        super().__init__(
            session,
            feeds=config.feeds,
            clock=clock,
            ansi_color=True if face.theme == "ansi" else None,
        )
        for each in THEMES.values():
            self.register_theme(each)
        self.theme = face.theme
        self.set_keymap(self._checked_keys(config))

    def tell_of_keys(self) -> None:
        """Say which bindings share a key because of the settings, if any do."""
        if not self.config.keys:
            return  # by far the most have none, and the start is not to wait for others
        found: dict[tuple[str, str], Clash] = {}
        for clash in clashes(self._checked_keys(self.config)):
            found.setdefault(clash.ids, clash)
        if found:
            more = f" ({len(found) - 1} more)" if len(found) > 1 else ""
            self.say(f"{next(iter(found.values()))}{more}. Settings (,) change keys", "warn")

    def _checked_keys(self, config: Config) -> dict[str, str]:
        return check_keymap(config.keys, f"{self.config_file.name}: keys")

    def take_up(self, config: Config) -> None:
        """Have these settings from now on. Raises ``UsageError`` as the class does."""
        keys = self._checked_keys(config)
        before, self.config = self.config, config
        if config.keys != before.keys:
            self.set_keymap(keys)
        if config.tui.theme != before.tui.theme:
            self.theme = theme_for(config.tui.theme)
        if config.tui.ascii != before.tui.ascii:
            self._look_like(Look(ascii_for(config.tui.ascii)))
        if config.feeds != before.feeds:
            self.feeds_config = config.feeds
            self.refresh_feeds()
        if config.tui.panes != before.tui.panes:
            for screen in self.brief_screens:
                screen.panes_changed()
        if (config.briefing, config.watches) != (before.briefing, before.watches):
            if config.briefing != before.briefing:  # else --days may have asked for others
                self.session.days = config.briefing.days
            self.session.fixed_watches = config.watches
            self.reload()

    @property
    def brief_screens(self) -> list[BriefScreen]:
        """The screens that are there, the one in sight last."""
        return [s for s in self.screen_stack if isinstance(s, BriefScreen) and s.is_mounted]

    def _look_like(self, look: Look) -> None:
        self.look = look
        self.set_class(look.ascii, "-ascii", update=False)
        self.refresh_css(animate=False)  # that of all screens, not of the one in sight alone
        for screen in self.brief_screens:
            screen.look_changed()
