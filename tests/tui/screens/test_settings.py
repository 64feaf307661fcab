"""The settings in the panes: every key of the screen, and what takes effect when."""

from __future__ import annotations

import locale
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.timer import Timer

from tests.tui.support.drive import (
    SMALL,
    WIDE,
    bar,
    labels,
    make_app,
    press,
    rows,
    running,
    screen_text,
    text_of,
)
from tests.tui.support.shots import Compare, shot
from tui.app.app import BriefApp
from tui.screens.article import ArticleScreen
from tui.screens.ask import Ask
from tui.screens.desk import DeskScreen
from tui.screens.menu import Menu
from tui.screens.settings import SettingsScreen, letters
from tui.settings.catalogue import settings
from tui.settings.config import Config, load_config
from tui.settings.keymap import bindings_by_id
from tui.settings.rows import SettingRow
from tui.terminal.capabilities import Face, theme_for
from tui.widgets.prompt import Prompt


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def app_with(file: Path, text: str = "") -> BriefApp:
    if text:
        file.write_text(text)
    config = load_config(file)
    return make_app(
        config=config,
        config_file=file,
        face=Face(theme_for(config.tui.theme), config.tui.ascii),
        days=config.briefing.days,
    )


def row(app: BriefApp) -> SettingRow:
    selected: SettingRow = rows(app).selected
    return selected


async def go_to(pilot: Pilot[None], name: str) -> None:
    """Open the settings, if need be, and put the cursor on one."""
    app = pilot.app
    assert isinstance(app, BriefApp)
    if not isinstance(app.screen, SettingsScreen):
        await press(pilot, "comma")
    number = 1 + [each.name for each in rows(app).rows].index(name)
    await press(pilot, *str(number), "G")
    assert row(app).name == name


async def answer(pilot: Pilot[None], text: str) -> None:
    """Type something else into the line that is open."""
    await press(pilot, "ctrl+u", *("space" if c == " " else c for c in text), "enter")


async def test_every_setting_and_every_key_is_listed_with_its_value(file: Path) -> None:
    async with running(app_with(file, "[briefing]\ndays = 7\n")) as (app, pilot):
        await press(pilot, "comma")
        assert isinstance(app.screen, SettingsScreen)
        names = [each.name for each in rows(app).rows]
        tables = [name.partition(".")[0] for name in names if not name.startswith("keys.")]
        assert list(dict.fromkeys(tables)) == ["tui", "briefing", "feeds", "store", "nlp"]
        every = {each.name for each in settings()} | {f"keys.{key}" for key in bindings_by_id()}
        assert len(names) == len(every)
        assert set(names) == every
        text = screen_text(app)
        assert "days                  7                   file     Days of articles" in text
        assert "theme                 auto                default  Colours; auto" in text
        assert "list.down             j Down              default  One row down" in text
        assert "1 setting of yours; file: " in text
        assert "Look and panes  [tui] ──" in text
        assert "Briefing  [briefing] ──" in text
        assert "Keys  [keys.list] ──" in text
        assert bar(app, "status").endswith(f"1/{len(names)}")


async def test_settings_are_grouped_by_where_they_come_from(file: Path) -> None:
    async with running(app_with(file, "[briefing]\ndays = 7\n")) as (app, pilot):
        await press(pilot, "comma", "g", "f")
        first, second = labels(app)
        assert first.startswith("At their default")
        assert second == "Set in config.toml (1)"


async def test_beside_the_rows_stands_what_one_is(file: Path) -> None:
    async with running(app_with(file, '[tui]\ntheme = "light"\n')) as (app, pilot):
        await go_to(pilot, "tui.theme")
        shown = text_of(app, "#evidence")
        for line in (
            "tui.theme",
            "Now      light",
            "Default  auto",
            "One of   auto, dark, light",
            "From     config.toml",
            "Enter changes it.",
            "d goes back to the default.",
        ):
            assert line in shown
        await go_to(pilot, "keys.app.quit")
        assert "Keys are called j, ctrl+d, pagedown, f5" in " ".join(
            text_of(app, "#evidence").split()
        )


async def test_one_of_a_few_is_chosen_from_a_menu_and_in_force_at_once(file: Path) -> None:
    async with running(app_with(file, "# mine\n[tui]\n")) as (app, pilot):
        await go_to(pilot, "tui.theme")
        await press(pilot, "enter")
        assert isinstance(app.screen, Menu)
        assert bar(app, "menu").startswith(
            "tui.theme   a auto  d dark  l light  n ansi  c contrast"
        )
        await press(pilot, "l")
        assert app.theme == "light"
        assert file.read_text() == '# mine\n[tui]\ntheme = "light"\n'
        assert row(app).value == "light"
        assert row(app).given
        assert "tui.theme is light" in bar(app, "status")
        await press(pilot, "enter", "escape")
        assert row(app).value == "light"
        await press(pilot, "enter", "a")
        assert app.theme in ("dark", "ansi")
        assert load_config(file).tui.theme == "auto"


async def test_d_goes_back_to_the_default_and_asks_nothing(file: Path) -> None:
    async with running(app_with(file, '[tui]\ntheme = "light"\nmouse = true\n')) as (app, pilot):
        await go_to(pilot, "tui.theme")
        await press(pilot, "d")
        assert file.read_text() == "[tui]\nmouse = true\n"
        assert app.theme != "light"
        assert not row(app).given
        assert "tui.theme is auto (the default)" in bar(app, "status")
        await press(pilot, "d")
        assert "tui.theme is at its default" in bar(app, "status")


async def test_days_are_asked_for_checked_and_in_force_at_once(file: Path) -> None:
    async with running(app_with(file)) as (app, pilot):
        articles = len(app.session.briefing.articles) if app.session.briefing else 0
        await go_to(pilot, "briefing.days")
        await press(pilot, "enter")
        assert isinstance(app.screen, Ask)
        assert app.screen.query_one(Prompt).value == "14"
        await answer(pilot, "week")
        assert "It has to be a whole number" in bar(app, "status")
        await press(pilot, "enter")
        await answer(pilot, "0")
        assert "It has to be at least 1" in bar(app, "status")
        assert not file.exists()
        await press(pilot, "enter")
        await answer(pilot, "1")
        assert app.session.days == 1
        assert app.session.briefing is not None
        assert len(app.session.briefing.articles) < articles
        assert load_config(file).briefing.days == 1


async def test_days_given_on_the_command_line_are_told_of(file: Path) -> None:
    app = make_app(config=Config(), config_file=file, days=3)
    async with running(app) as (app, pilot):
        await go_to(pilot, "briefing.days")
        assert row(app).note == "3 for now, by --days"
        await go_to(pilot, "tui.mouse")
        await press(pilot, "enter", "t")
        assert app.session.days == 3


async def test_what_waits_for_the_next_start_says_so(file: Path) -> None:
    async with running(app_with(file)) as (app, pilot):
        await go_to(pilot, "tui.mouse")
        await press(pilot, "enter")
        assert bar(app, "menu").startswith("tui.mouse   t true  f false")
        await press(pilot, "t")
        assert row(app).note == "from the next start"
        assert "from the next start" in screen_text(app)
        assert "tui.mouse is true, from the next start" in bar(app, "status")
        await press(pilot, "d")
        assert row(app).note == ""
        await go_to(pilot, "nlp.model")
        await press(pilot, "enter")
        await answer(pilot, "en_core_web_huge")
        assert "is not installed" in bar(app, "status")
        assert load_config(file).nlp.model == "auto"


async def test_ascii_is_in_force_at_once_on_every_screen(file: Path) -> None:
    async with running(app_with(file)) as (app, pilot):
        await press(pilot, "a", "j", "enter", "n", "n")
        assert isinstance(app.screen, ArticleScreen)
        place = bar(app, "status")
        await press(pilot, "exclamation_mark")
        await go_to(pilot, "tui.ascii")
        await press(pilot, "enter", "t")
        while True:
            assert screen_text(app).isascii(), app.screen
            if isinstance(app.screen, DeskScreen):
                break
            if isinstance(app.screen, ArticleScreen):
                assert bar(app, "status").endswith(place)
            await press(pilot, "escape")
        await go_to(pilot, "tui.ascii")
        await press(pilot, "d", "escape")
        assert "╭" in screen_text(app)


async def test_ascii_that_the_locale_asks_for_is_told_of(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locale, "getpreferredencoding", lambda _: "ISO-8859-1")
    app = make_app(config=Config(), config_file=file, face=Face("dark", ascii=True))
    async with running(app) as (app, pilot):
        await go_to(pilot, "tui.ascii")
        assert row(app).note == "ASCII all the same: the locale is not UTF-8"
        await press(pilot, "enter", "t")
        assert row(app).note == ""
        assert screen_text(app).isascii()


async def test_refreshing_begins_and_ends_at_once(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(app_with(file)) as (app, pilot):
        assert app.feeds.refresher is None
        every: list[float] = []
        set_interval = app.set_interval

        def timed(seconds: float, callback: Callable[[], None]) -> Timer:
            every.append(seconds)
            return set_interval(seconds, callback)

        monkeypatch.setattr(app, "set_interval", timed)
        await go_to(pilot, "feeds.refresh_minutes")
        await press(pilot, "enter")
        await answer(pilot, "20")
        first = app.feeds.refresher
        assert first is not None
        assert every == [20 * 60]
        await press(pilot, "enter")
        await answer(pilot, "30")
        assert app.feeds.refresher is not first
        assert every == [20 * 60, 30 * 60]
        await press(pilot, "d")
        assert app.feeds.refresher is None
        assert app.feeds.config == Config().feeds


async def test_panes_are_chosen_and_ordered_at_once(file: Path) -> None:
    async with running(app_with(file)) as (app, pilot):
        await press(pilot, "3")
        await go_to(pilot, "tui.panes")
        await press(pilot, "enter")
        await answer(pilot, "talks, speakers")
        await press(pilot, "escape")
        text = screen_text(app)
        assert text.index("1 Talks (4)") < text.index("2 Who said what (8)")
        assert "Coming up" not in text
        assert rows(app).id == "talks"
        await press(pilot, "2")
        assert rows(app).id == "speakers"
        await press(pilot, "tab")
        assert rows(app).id == "talks"
        await press(pilot, "3", "j")  # there is no third pane: a number
        assert bar(app, "status").endswith("  4/4")
        await go_to(pilot, "tui.panes")
        await press(pilot, "d", "escape", "3")
        assert rows(app).id == "deadlines"
        assert bar(app, "status").endswith("/9")


async def test_a_list_is_asked_for_with_commas(file: Path) -> None:
    async with running(app_with(file)) as (app, pilot):
        await go_to(pilot, "feeds.allow_hosts")
        assert row(app).shown == "empty"
        await press(pilot, "enter")
        await answer(pilot, "wiki.example, intranet")
        assert app.feeds.config.allow_hosts == ("wiki.example", "intranet")
        assert load_config(file).feeds.allow_hosts == ("wiki.example", "intranet")


async def test_keys_are_changed_and_in_force_at_once(file: Path) -> None:
    async with running(app_with(file)) as (app, pilot):
        await go_to(pilot, "keys.app.calendar")
        await press(pilot, "enter")
        await answer(pilot, "^t, F7")
        assert load_config(file).keys == {"app.calendar": "ctrl+t,f7"}
        assert row(app).shown == "^t f7"
        assert row(app).given
        await press(pilot, "escape", "c")
        assert isinstance(app.screen, DeskScreen)
        await press(pilot, "f7")
        assert app.screen.crumb == "Calendar"  # type: ignore[attr-defined]
        await press(pilot, "escape")
        await go_to(pilot, "keys.app.calendar")
        await press(pilot, "d", "escape", "c")
        assert app.screen.crumb == "Calendar"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("pagedwn", "Did you mean 'pagedown'?"),
        ("s", "s is the key of rows.sort on: Desk"),
        ("shift+q", "Write 'Q'"),
    ],
)
async def test_keys_that_cannot_be_are_refused(file: Path, typed: str, message: str) -> None:
    async with running(app_with(file)) as (app, pilot):
        await go_to(pilot, "keys.app.calendar")
        await press(pilot, "enter")
        await answer(pilot, typed)
        assert message in bar(app, "status")
        assert not file.exists()
        assert row(app).value == "c"


async def test_a_binding_can_do_without_a_key(file: Path) -> None:
    async with running(app_with(file)) as (app, pilot):
        await go_to(pilot, "keys.count.digits")
        await press(pilot, "enter")
        await answer(pilot, "none")
        assert row(app).shown == "none"
        await press(pilot, "escape", "5", "j")
        assert bar(app, "status").endswith("  2/8")
        assert "count.digits" not in {key_id for _, _, key_id in app.keys_here()}


async def test_what_an_editor_has_written_meanwhile_is_taken_up(file: Path) -> None:
    async with running(app_with(file)) as (app, pilot):
        file.write_text('[tui]\ntheme = "contrast"  # by hand\n[keys]\napp.quit = "f10"\n')
        await press(pilot, "comma")
        assert app.theme == "contrast"
        await go_to(pilot, "tui.theme")
        file.write_text(file.read_text() + "[briefing]\ndays = 9\n")
        await press(pilot, "enter", "l")
        assert file.read_text() == (
            '[tui]\ntheme = "light"  # by hand\n[keys]\napp.quit = "f10"\n[briefing]\ndays = 9\n'
        )
        assert app.session.days == 9


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ("[tui\n", "cannot be read"),
        ('[tui]\ntheem = "x"\n', "Did you mean 'theme'?"),
        ('[keys]\napp.quti = "x"\n', "Did you mean 'app.quit'?"),
        ('[keys]\napp.quit = "ctrl+foo"\n', "is no key"),
    ],
)
async def test_a_file_that_broke_meanwhile_is_told_of_and_left(
    file: Path, broken: str, message: str
) -> None:
    async with running(app_with(file, '[tui]\ntheme = "light"\n')) as (app, pilot):
        file.write_text(broken)
        await go_to(pilot, "tui.theme")
        assert message in bar(app, "status")
        assert row(app).value == "light"
        assert row(app).given
        await press(pilot, "enter", "c")
        assert file.read_text() == broken or "is no" in message or "app.quit" in message
        assert app.theme in ("light", "contrast")


async def test_a_file_that_cannot_be_written_is_told_of(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(app_with(file, "[tui]\n")) as (app, pilot):

        def forbidden(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(os, "open", forbidden)
        before = app.theme
        await go_to(pilot, "tui.theme")
        await press(pilot, "enter", "l")
        assert "cannot be written (Permission denied)" in bar(app, "status")
        assert app.theme == before
        assert row(app).value == "auto"
        assert file.read_text() == "[tui]\n"


async def test_rows_are_filtered_and_copied_and_escape_comes_back(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    async with running(app_with(file)) as (app, pilot):
        monkeypatch.setattr(
            app.exports, "copy", lambda text, name: copied.append(f"{name}: {text}")
        )
        await press(pilot, "comma", "comma", "slash", *"teasers", "enter")
        assert [each.name for each in rows(app).shown] == ["feeds.full_text"]
        await press(pilot, "y")
        assert copied == ["The setting: feeds.full_text = auto"]
        await press(pilot, "o", "w", "e")
        assert isinstance(app.screen, SettingsScreen)
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, DeskScreen)


async def test_keys_shared_in_the_file_are_told_of_at_the_start(file: Path) -> None:
    async with running(app_with(file, '[keys]\napp.quit = "s"\n')) as (app, _):
        assert "s is the key of rows.sort and app.quit on: Desk. Settings (,) change keys" in bar(
            app, "status"
        )


async def test_hostile_values_are_shown_as_text(file: Path) -> None:
    text = '[feeds]\nallow_hosts = ["[/x] \\u001b[2J \\u009b31m \\u202e [@click=app.quit]x[/]"]\n'
    async with running(app_with(file, text)) as (app, pilot):
        await go_to(pilot, "feeds.allow_hosts")
        shown = screen_text(app)
        assert "[/x]" in shown
        assert not {"\x1b", "\x9b", "\u202e"} & set(shown)
        await press(pilot, "enter")
        assert not {"\x1b", "\x9b", "\u202e"} & set(screen_text(app))


def test_letters_are_different_for_every_setting() -> None:
    for each in settings():
        assert len(set(letters(each.choices))) == len(each.choices)
    assert letters(["auto", "always", "never"]) == ["a", "l", "n"]


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["120x40", "80x24"])
@pytest.mark.parametrize("name", ["settings", "keys", "menu", "ask"])
def test_looks(
    snap_compare: Compare,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    size: tuple[int, int],
) -> None:
    keys = {
        "settings": ("comma",),
        "keys": ("comma", "slash", *"keys.app", "enter", "2", "j"),
        "menu": ("comma", "enter"),
        "ask": ("comma", "6", "G", "enter"),
    }[name]
    monkeypatch.chdir(tmp_path)  # so that the file has the same name everywhere
    text = '[tui]\ntheme = "dark"\nmouse = true\n[keys]\napp.quit = "ctrl+q"\n'
    assert shot(snap_compare, app_with(Path("config.toml"), text), keys, size)
