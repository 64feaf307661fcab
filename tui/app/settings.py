"""The settings in force; changed ones hold at once, but for those that need a new start."""

from __future__ import annotations

from pathlib import Path

from tui.app.feed_tasks import FeedTasks
from tui.app.screen_stack import brief_screens
from tui.app.services import Services
from tui.settings.config import Config, home
from tui.terminal.capabilities import Face, ascii_for, theme_for
from tui.terminal.themes import THEMES
from tui.text.look import Look


class SettingsInForce:
    """``config``, which was read from ``file`` (None: the user's), on the terminal of ``face``.

    Raises ``UsageError`` for keys of bindings that do not exist.
    """

    def __init__(
        self,
        services: Services,
        feeds: FeedTasks,
        *,
        config: Config,
        file: Path | None,
        face: Face,
    ) -> None:
        self._app = app = services.app
        self._session = services.session
        self._messages = services.messages
        self._reload = services.reload
        self._feeds = feeds
        self.config = self.at_start = config
        self.file = file or home().config_file
        self.look = Look(face.ascii)
        for each in THEMES.values():
            app.register_theme(each)
        app.theme = face.theme
        app.set_keymap(self._checked_keys(config))

    def say_clashes(self) -> None:
        """Say which bindings share a key because of the settings, if any do."""
        if not self.config.keys:
            return  # by far the most have none, and the start is not to wait for others
        from tui.settings.keymap import Clash, clashes

        found: dict[tuple[str, str], Clash] = {}
        for clash in clashes(self._checked_keys(self.config)):
            found.setdefault(clash.ids, clash)
        if found:
            more = f" ({len(found) - 1} more)" if len(found) > 1 else ""
            self._messages.say(
                f"{next(iter(found.values()))}{more}. Settings (,) change keys", "warn"
            )

    def _checked_keys(self, config: Config) -> dict[str, str]:
        if not config.keys:
            return {}
        from tui.settings.keymap import check_keymap

        return check_keymap(config.keys, f"{self.file.name}: keys")

    def take_up(self, config: Config) -> None:
        """Have these settings from now on. Raises ``UsageError`` as the class does."""
        keys = self._checked_keys(config)
        before, self.config = self.config, config
        if config.keys != before.keys:
            self._app.set_keymap(keys)
        if config.tui.theme != before.tui.theme:
            self._app.theme = theme_for(config.tui.theme)
        if config.tui.ascii != before.tui.ascii:
            self._look_like(Look(ascii_for(config.tui.ascii)))
        if config.feeds != before.feeds:
            self._feeds.use(config.feeds)
        if config.tui.panes != before.tui.panes:
            for screen in brief_screens(self._app):
                screen.panes_changed()
        if (config.briefing, config.watches) != (before.briefing, before.watches):
            if config.briefing != before.briefing:  # else --days may have asked for others
                self._session.days = config.briefing.days
            self._session.fixed_watches = config.watches
            self._reload()

    def _look_like(self, look: Look) -> None:
        self.look = look
        self._app.set_class(look.ascii, "-ascii", update=False)
        # That of all screens, not of the one in sight alone.
        self._app.refresh_css(animate=False)
        for screen in brief_screens(self._app):
            screen.look_changed()
