"""All settings and all keys: what they are, and changing them in ``config.toml``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual.binding import BindingType

from briefing.errors import BriefError
from tui.keys import NO_KEY
from tui.keys import SETTINGS as BINDINGS_HERE
from tui.screens.ask import Ask
from tui.screens.list_screen import OF_ARTICLES, ListScreen
from tui.screens.menu import Menu
from tui.screens.row_actions import Citation
from tui.settings.catalogue import KEYS, settings, value_of
from tui.settings.config import Config
from tui.settings.file import FileSettings, change, read_settings, unset
from tui.settings.rows import NEXT_START, SettingRow, setting_rows
from tui.terminal.capabilities import ascii_for
from tui.text.look import count
from tui.widgets.evidence import EvidenceView
from tui.widgets.paint import Line
from tui.widgets.settings import SettingList


class SettingsScreen(ListScreen):
    """Every setting and key; Enter changes one, and it is in force at once where it can be."""

    CSS_PATH = "wide_rows.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*BINDINGS_HERE]

    def __init__(self) -> None:
        self._settings = SettingList("rows")
        super().__init__(self._settings, "Settings and keys")

    @property
    def crumb(self) -> str:
        return "Settings"

    def ready(self) -> None:
        super().ready()
        self.query_one(EvidenceView).border_title = "Setting"

    def facts(self) -> Sequence[Line]:
        rows = self._settings.rows
        given = sum(row.given for row in rows)
        own = f"{count(given, 'setting')} of yours" if given else "All are at their defaults"
        summary = f"{own}; file: " if rows else ""
        return [((summary, "dim"), (self.look.clean(str(self.brief.settings.file)), "dim"))]

    def briefing_changed(self) -> None:
        """Settings come from no briefing."""

    def look_changed(self) -> None:
        super().look_changed()
        self.fill()

    def fill(self) -> None:
        """Read the file, and take up what somebody else has written to it meanwhile."""

        def load() -> None:
            try:
                given = read_settings(self.brief.settings.file)
            except BriefError:
                self.app.call_from_thread(self._show, _as_in_force(self.brief.settings.config))
                raise
            self.app.call_from_thread(self._accept, given)

        if not self._settings.rows:  # at once, for keys that are typed ahead
            self._show(_as_in_force(self.brief.settings.config))
        self.brief.tasks.in_background(load, "settings", self)

    def _accept(self, given: FileSettings) -> None:
        try:
            self.brief.settings.take_up(given.config)
        except BriefError as error:
            self.brief.messages.say(str(error), "warn")
            given = _as_in_force(self.brief.settings.config)
        self._show(given)

    def _show(self, given: FileSettings) -> None:
        at_start, days = self.brief.settings.at_start, self.session.days
        made = setting_rows(given, at_start, days, ascii_for(False))
        self._settings.replace(list(made))
        self.show_facts()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in OF_ARTICLES:
            return False
        return super().check_action(action, parameters)

    def citation(self) -> Citation | None:
        row = self._settings.selected
        return None if row is None else Citation(f"{row.name} = {row.value}", "The setting", None)

    # Changing

    def open(self, item: Any) -> None:
        if item.choices:
            self._choose(item)
        else:
            self._ask(item)

    def _choose(self, row: SettingRow) -> None:
        by_letter = dict(zip(letters(row.choices), row.choices, strict=True))

        def chosen(letter: str | None) -> None:
            if letter is not None:
                self._set(row, by_letter[letter])

        self.app.push_screen(Menu(row.name, list(by_letter.items())), chosen)

    def _ask(self, row: SettingRow) -> None:
        def given(text: str | None) -> None:
            if text is not None:
                self._set(row, text)

        is_key = row.name.startswith(f"{KEYS}.")
        hint = f"Such as: j, ctrl+d, f5; {NO_KEY} for no key" if is_key else row.default
        ask = Ask(f"{row.name}:", hint, self.look.clean(row.value))
        self.app.push_screen(ask, given)

    def _set(self, row: SettingRow, text: str) -> None:
        self._change(row, lambda: change(self.brief.settings.file, row.name, text))

    def action_reset(self) -> None:
        row = self._settings.selected
        if row is None:
            return
        if row.given:
            self._change(row, lambda: unset(self.brief.settings.file, row.name))
        else:
            self.brief.messages.say(f"{row.name} is at its default")

    def _change(self, row: SettingRow, make: Callable[[], FileSettings]) -> None:
        """Change the file in a thread; then have it in force, and say so."""

        def work() -> None:
            given = make()
            self.app.call_from_thread(self._changed, row.name, given)

        self.brief.tasks.in_background(work, "settings change", self)

    def _changed(self, name: str, given: FileSettings) -> None:
        self._accept(given)
        now = next((row for row in self._settings.rows if row.name == name), None)
        if now is not None:
            when = f", {NEXT_START}" if now.note == NEXT_START else ""
            where = "" if now.given else " (the default)"
            self.brief.messages.say(f"{name} is {now.value or 'empty'}{where}{when}")


def letters(choices: Sequence[str]) -> list[str]:
    """A letter for each choice: its first one that none before it has."""
    chosen: list[str] = []
    for choice in choices:
        chosen.append(next(letter for letter in choice if letter not in chosen))
    return chosen


def _as_in_force(config: Config) -> FileSettings:
    """The settings in force, when the file does not tell: given are those not at their default."""
    names = [each.name for each in settings() if value_of(config, each) != each.default]
    return FileSettings(
        config, frozenset([*names, *(f"{KEYS}.{binding}" for binding in config.keys)])
    )
