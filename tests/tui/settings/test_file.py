"""Changing the settings file changes one setting and nothing else of it."""

from __future__ import annotations

import os
import re
import stat
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from briefing.errors import AnalysisError, ExportError, UsageError
from tui.kinds import pane_names
from tui.settings.catalogue import KEYS, Setting, Value, settings, value_of, written
from tui.settings.config import Config, load_config
from tui.settings.file import change, read_settings, unset

ALL = list(settings())
BINDINGS = ("app.quit", "app.help", "list.down", "list.up", "text.down", "desk.pane_1")
SPARE_KEYS = ("f5", "f6", "f7", "ctrl+q", "alt+x")

FULL = """\
# My settings, kept in a repository.

[tui]               # how it looks
theme = "light"     # for the office

# not yet:
# mouse = true

[briefing]
days   =   7  # a week

[feeds]
allow_hosts = [
    "intranet",     # the wire
    # "old",
    "wiki",         # ours
]
full_text = 'never'

[keys]  # mine
app.quit = "ctrl+q"  # as elsewhere
"list.down" = "f5"

[watches.coast]
phrases = ["sea wall"]  # every mention
"""


def file_with(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_bytes(text.encode())
    return path


def test_a_value_is_replaced_where_it_stands(tmp_path: Path) -> None:
    path = file_with(tmp_path, FULL)
    change(path, "tui.theme", "contrast")
    change(path, "briefing.days", "30")
    change(path, "feeds.full_text", "always")
    change(path, "keys.app.quit", "f10")
    change(path, "keys.list.down", "f6, f7")
    expected = (
        FULL.replace('"light"', '"contrast"')
        .replace("days   =   7", "days   =   30")
        .replace("'never'", '"always"')
        .replace('"ctrl+q"', '"f10"')
        .replace('"f5"', '"f6,f7"')
    )
    assert path.read_text() == expected


def test_a_list_keeps_the_lines_of_what_stays_in_it(tmp_path: Path) -> None:
    path = file_with(tmp_path, FULL)
    change(path, "feeds.allow_hosts", "intranet, wiki, new.example")
    text = path.read_text()
    assert '    "intranet",     # the wire\n    # "old",\n    "wiki",         # ours\n' in text
    assert load_config(path).feeds.allow_hosts == ("intranet", "wiki", "new.example")
    change(path, "feeds.allow_hosts", "wiki, intranet")
    assert load_config(path).feeds.allow_hosts == ("wiki", "intranet")
    change(path, "feeds.allow_hosts", "")
    assert load_config(path).feeds.allow_hosts == ()


def test_what_was_not_there_is_put_into_its_table(tmp_path: Path) -> None:
    path = file_with(tmp_path, FULL)
    change(path, "tui.mouse", "true")
    change(path, "keys.text.up", "f7")
    lines = path.read_text().splitlines()
    for line in FULL.splitlines():
        assert line in lines
    assert lines.index("mouse = true") < lines.index("[briefing]")
    assert lines.index('text.up = "f7"') < lines.index("[watches.coast]")


def test_a_new_file_is_the_users_alone(tmp_path: Path) -> None:
    path = tmp_path / "brief" / "config.toml"
    now = change(path, "tui.theme", "light")
    assert now.names == {"tui.theme"}
    assert path.read_text() == '[tui]\ntheme = "light"\n'
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_mode_stays_and_so_does_a_link(tmp_path: Path) -> None:
    kept = file_with(tmp_path, FULL)
    kept.chmod(0o664)
    link = tmp_path / "home" / "config.toml"
    link.parent.mkdir()
    link.symlink_to(kept)
    change(link, "tui.theme", "dark")
    assert link.is_symlink()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o664
    assert 'theme = "dark"' in kept.read_text()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["config.toml", "home"]


def test_line_ends_stay(tmp_path: Path) -> None:
    path = file_with(tmp_path, FULL.replace("\n", "\r\n"))
    change(path, "tui.mouse", "true")
    change(path, "store.keep_days", "90")
    text = path.read_bytes().decode()
    assert text.count("\r\n") == text.count("\n") > FULL.count("\n")
    assert load_config(path).store.keep_days == 90


def test_unsetting_takes_the_line_out(tmp_path: Path) -> None:
    path = file_with(tmp_path, FULL)
    unset(path, "tui.theme")
    unset(path, "keys.list.down")
    gone = ('theme = "light"     # for the office\n', '"list.down" = "f5"\n')
    expected = FULL
    for line in gone:
        expected = expected.replace(line, "")
    assert path.read_text() == expected
    assert read_settings(path).config.tui.theme == "auto"


def test_unsetting_what_is_not_set_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    unset(path, "tui.theme")
    assert not path.exists()
    file_with(tmp_path, FULL)
    before = path.stat().st_mtime_ns
    unset(path, "tui.mouse")
    assert path.stat().st_mtime_ns == before


def test_a_table_without_anything_in_it_goes_too(tmp_path: Path) -> None:
    path = file_with(tmp_path, "# top\n")
    change(path, "nlp.tuned", "false")
    unset(path, "nlp.tuned")
    assert path.read_text().strip() == "# top"
    file_with(tmp_path, "[nlp] # mine\ntuned = false\n")
    unset(path, "nlp.tuned")
    assert path.read_text() == "[nlp] # mine\n"
    file_with(tmp_path, "[nlp]\n# a note\ntuned = false\n")
    unset(path, "nlp.tuned")
    assert path.read_text() == "[nlp]\n# a note\n"


@pytest.mark.parametrize(
    "text",
    [
        'keys.app.quit = "f5"\ntui.theme = "dark"\n',
        'keys = {app = {quit = "f5"}}\ntui = {theme = "dark"}  # inline\n',
        '[keys.app]\nquit = "f5"\n[tui]\nmouse = true\n[keys.text]\nup = "f8"\n',
        '[keys]\n"app.quit" = "f5"\n',
        '[keys]\napp = {quit = "f5"}\n[tui]\n',
        '[keys.app]\nquit = "f5"',
        "[tui]\n\n\n\n# the end",
        "",
    ],
)
def test_every_form_that_toml_allows_can_be_changed(tmp_path: Path, text: str) -> None:
    path = file_with(tmp_path, text)
    before = read_settings(path)
    for name, value in {
        "keys.app.quit": "f10",
        "keys.app.help": "f1",
        "keys.list.down": "f6",
        "tui.theme": "light",
        "tui.ascii": "true",
        "store.keep_days": "3",
    }.items():
        change(path, name, value)
    config = load_config(path)
    assert {config.keys[i] for i in ("app.quit", "app.help", "list.down")} == {"f10", "f1", "f6"}
    assert (config.tui.theme, config.tui.ascii, config.store.keep_days) == ("light", True, 3)
    assert re.findall("#.*", path.read_text()) == re.findall("#.*", text)
    for name in ("keys.app.help", "keys.list.down", "tui.ascii", "store.keep_days"):
        unset(path, name)
    if "keys.app.quit" in before.names:
        change(path, "keys.app.quit", "f5")
    else:
        unset(path, "keys.app.quit")
    if "tui.theme" in before.names:
        change(path, "tui.theme", "dark")
    else:
        unset(path, "tui.theme")
    assert read_settings(path) == before


def a_value(setting: Setting) -> st.SearchStrategy[Value]:
    if setting.choices:
        made: st.SearchStrategy[Any] = st.sampled_from(setting.choices)
        return made.map(lambda v: v == "true") if isinstance(setting.default, bool) else made
    if setting.name == "tui.panes":
        return st.lists(st.sampled_from(pane_names()), min_size=1, unique=True).map(tuple)
    if setting.name == "nlp.model":
        return st.just("auto")
    if isinstance(setting.default, tuple):
        word = st.text("abc.-é", min_size=1, max_size=8).map(str.strip)
        return st.lists(word, unique=True, max_size=5).map(tuple)
    return st.integers(1, 10**6)


changes = st.lists(
    st.one_of(
        *(st.tuples(st.just(each), st.none() | a_value(each)) for each in ALL),
        *(
            st.tuples(st.just(f"{KEYS}.{each}"), st.none() | st.sampled_from(SPARE_KEYS))
            for each in BINDINGS
        ),
    ),
    max_size=12,
)


@hypothesis_settings(deadline=None, max_examples=60)
@given(changes=changes)
def test_any_changes_leave_comments_and_all_else_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[Any, Any]]
) -> None:
    path = file_with(tmp_path_factory.mktemp("settings"), FULL)
    comments = re.findall(r"#.*", FULL)
    lost = []
    for what, value in changes:
        before = path.read_text()
        flat, name = _flat(tomllib.loads(before)), what if isinstance(what, str) else what.name
        if value is None:
            unset(path, name)
            flat.pop(name, None)
        else:
            try:
                change(path, name, value if isinstance(what, str) else written(value))
            except UsageError as error:
                if "is the key of" not in error.problem:  # a key that another binding has
                    raise
                assert path.read_text() == before
                continue
            flat[name] = list(value) if isinstance(value, tuple) else value
        assert _flat(tomllib.loads(path.read_text())) == flat
        if not isinstance(what, str) and value is not None:
            assert value_of(load_config(path), what) == value
        lost += [c for c in comments if c not in path.read_text() and c not in lost]
    # The comment of a line goes with that line, and that of a member of a list with the member.
    touched = {what if isinstance(what, str) else what.name for what, _ in changes}
    of_lines = {
        "tui.theme": {"# for the office"},
        "briefing.days": {"# a week"},
        "keys.app.quit": {"# as elsewhere"},
        "feeds.allow_hosts": {"# the wire", '# "old",', "# ours"},
    }
    assert set(lost) <= set().union(*(of_lines.get(name, set()) for name in touched))


def _flat(table: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in table.items():
        settings = _flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {}
        made |= settings or {f"{prefix}{key}": value}
    return {key: value for key, value in made.items() if value != {}}


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("tui.theme", "dusk", "It has to be one of: auto, dark, light, ansi, contrast"),
        ("tui.mouse", "yes", "It has to be true or false"),
        ("briefing.days", "0", "It has to be at least 1"),
        ("briefing.days", "week", "It has to be a whole number"),
        ("feeds.refresh_minutes", "-1", "Write 0 for never"),
        ("tui.panes", "", "is empty. Name one or more of: speakers, talks, deadlines"),
        ("tui.panes", "talks, talks", "names a pane twice"),
        ("tui.panes", "feeds", "It has to be one of: speakers, talks, deadlines"),
        ("tui.theem", "dark", "Did you mean 'tui.theme'?"),
        ("keys.app.quti", "f1", "Did you mean 'app.quit'?"),
        ("keys.app.quit", "pagedwn", "Did you mean 'pagedown'?"),
        ("keys.app.quit", "j", "j is the key of list.down on: Desk"),
        ("watches.coast", "x", "is a watch"),
    ],
)
def test_nonsense_is_refused_and_nothing_written(
    tmp_path: Path, name: str, value: str, problem: str
) -> None:
    path = file_with(tmp_path, FULL.replace('"list.down" = "f5"\n', ""))
    before = path.read_bytes()
    with pytest.raises(UsageError) as caught:
        change(path, name, value)
    assert problem in str(caught.value)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["config.toml"]


def test_a_model_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match="not installed"):
        change(tmp_path / "config.toml", "nlp.model", "en_core_web_huge")
    assert not (tmp_path / "config.toml").exists()


@pytest.mark.parametrize("broken", ["[tui\n", '[tui]\nthem = "dark"\n', "[tui]\nmouse = 1\n"])
def test_a_broken_file_is_left_as_it_is(tmp_path: Path, broken: str) -> None:
    path = file_with(tmp_path, broken)
    for attempt in (lambda: change(path, "tui.theme", "dark"), lambda: unset(path, "tui.theme")):
        with pytest.raises(UsageError, match=r"config\.toml"):
            attempt()
    assert path.read_text() == broken


def test_a_folder_that_cannot_be_written_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file_with(tmp_path, FULL)

    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", forbidden)
    with pytest.raises(ExportError, match="cannot be written \\(Permission denied\\)"):
        change(path, "tui.theme", "dark")
    assert path.read_text() == FULL


def test_what_is_no_file_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "config.toml").mkdir()
    with pytest.raises(UsageError, match="cannot be read"):
        change(tmp_path / "config.toml", "tui.theme", "dark")


def test_a_file_that_cannot_be_put_in_place_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file_with(tmp_path, FULL)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError, match="No space left"):
        change(path, "tui.theme", "dark")
    assert path.read_text() == FULL
    assert [p.name for p in tmp_path.iterdir()] == ["config.toml"]


def test_changes_at_the_same_time_are_all_kept(tmp_path: Path) -> None:
    path = file_with(tmp_path, FULL)
    wanted = {
        "tui.mouse": "true",
        "tui.ascii": "true",
        "store.keep_days": "90",
        "feeds.refresh_minutes": "20",
        "keys.app.help": "f1",
        "keys.app.feeds": "f7",
        "nlp.tuned": "false",
        "briefing.days": "30",
    }
    with ThreadPoolExecutor(len(wanted)) as threads:
        done = [threads.submit(change, path, name, value) for name, value in wanted.items()]
    for each in done:
        each.result()
    flat = _flat(tomllib.loads(path.read_text()))
    assert {name: str(flat[name]).lower() for name in wanted} == wanted


def test_every_setting_has_its_meaning_and_its_default() -> None:
    config = Config()
    for each in ALL:
        assert each.meaning
        assert value_of(config, each) == each.default
    assert len({each.name for each in ALL}) == len(ALL)
