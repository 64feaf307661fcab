from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from briefing.watches.watch import Watch
from tests.imports import imported_by
from tui.cli.config import as_toml
from tui.cli.main import main
from tui.settings.config import Config, NlpConfig, load_config, parse_config


def brief(home: Path, *arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(
        main, arguments, prog_name="brief", env={"BRIEF_HOME": str(home), **environment}
    )


@pytest.mark.parametrize(
    "config",
    [
        Config(),
        Config(nlp=NlpConfig(model='odd "name"', tuned=False), keys={"app.quit": "ctrl+q"}),
        Config(nlp=NlpConfig(model="\U0001f6a2 \x7f\x9b \u202e")),
        Config(watches={'a "b".c': Watch('a "b".c', places=("Porto",), searches=("ä b", "c"))}),
    ],
)
def test_settings_are_shown_as_they_would_be_written(config: Config) -> None:
    assert parse_config(tomllib.loads("\n".join(as_toml(config))), "x") == config


def test_the_settings_in_force_are_shown_with_their_file(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[briefing]\ndays = 3\n")
    shown = brief(tmp_path, "config").output
    assert str(tmp_path / "config.toml") in shown
    assert tomllib.loads(shown)["briefing"] == {"days": 3}
    assert brief(tmp_path, "config", "path").output.strip() == str(tmp_path / "config.toml")


def test_checking_names_what_is_wrong(tmp_path: Path) -> None:
    assert "defaults are used" in brief(tmp_path, "config", "check").output
    (tmp_path / "config.toml").write_text("[briefing]\ndayz = 3\n")
    done = brief(tmp_path, "config", "check")
    assert done.exit_code == 2
    assert "Did you mean 'days'?" in done.output


def test_a_key_for_no_binding_is_named_with_the_nearest_right_one(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[keys]\napp.quit = "ctrl+q"\n')
    assert brief(tmp_path, "config", "check").exit_code == 0
    (tmp_path / "config.toml").write_text('[keys]\napp.quti = "ctrl+q"\n')
    done = brief(tmp_path, "config", "check")
    assert done.exit_code == 2
    assert "Did you mean 'app.quit'?" in done.output


def test_editing_starts_from_the_defaults_and_checks_what_comes_back(tmp_path: Path) -> None:
    done = brief(tmp_path, "config", "edit", EDITOR="true", VISUAL="")
    assert done.exit_code == 0
    file = tmp_path / "config.toml"
    assert "# days = 14" in file.read_text()
    assert load_config(file) == Config()
    file.write_text(file.read_text().replace("# days = 14", "days = 5"))
    assert load_config(file).briefing.days == 5
    wrong = brief(tmp_path, "config", "edit", EDITOR="sed -i s/days/dayz/", VISUAL="")
    assert wrong.exit_code == 2
    assert "Did you mean 'days'?" in wrong.output


def test_one_setting_is_changed_and_taken_back(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("# mine\n[briefing]\ndays = 3  # a long weekend\n")
    done = brief(tmp_path, "config", "set", "briefing.days", "5")
    assert done.exit_code == 0
    assert done.output == f"briefing.days is 5 ({file})\n"
    assert file.read_text() == "# mine\n[briefing]\ndays = 5  # a long weekend\n"
    done = brief(tmp_path, "config", "set", "feeds.allow_hosts", "wiki.example, intranet")
    assert done.output == f"feeds.allow_hosts is wiki.example, intranet ({file})\n"
    done = brief(tmp_path, "config", "unset", "briefing.days")
    assert done.output == f"briefing.days is 14 ({file})\n"
    assert load_config(file).feeds.allow_hosts == ("wiki.example", "intranet")
    done = brief(tmp_path, "config", "unset", "feeds.allow_hosts")
    assert done.output == f"feeds.allow_hosts is empty ({file})\n"


def test_keys_are_changed_by_their_bindings(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    done = brief(tmp_path, "config", "set", "keys.app.quit", "^q,F10")
    assert done.output == f"keys.app.quit is ctrl+q,f10 ({file})\n"
    assert load_config(file).keys == {"app.quit": "ctrl+q,f10"}
    assert brief(tmp_path, "config", "set", "keys.count.digits", "none").exit_code == 0
    assert brief(tmp_path, "config", "check").exit_code == 0
    done = brief(tmp_path, "config", "unset", "keys.app.quit")
    assert done.output == f"keys.app.quit is q ({file})\n"


def test_a_binding_that_is_none_can_be_taken_out(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[keys]\napp.quti = "x"\napp.help = "f1"\n')
    done = brief(tmp_path, "config", "unset", "keys.app.quti")
    assert done.exit_code == 0
    assert load_config(file).keys == {"app.help": "f1"}


@pytest.mark.parametrize(
    ("arguments", "status", "expected"),
    [
        (("set", "tui.theem", "dark"), 2, "Did you mean 'tui.theme'?"),
        (("set", "tui.theme", "dusk"), 2, "It has to be one of: auto, dark"),
        (("set", "tui.panes", "talks,talks"), 2, "names a pane twice"),
        (("set", "briefing.days", "0"), 2, "at least 1"),
        (("set", "keys.app.quit", "j"), 2, "j is the key of list.down on: Desk"),
        (("set", "keys.app.quit", "ctrl+foo"), 2, "is no key"),
        (("set", "keys.app.quti", "x"), 2, "Did you mean 'app.quit'?"),
        (("set", "nlp.model", "en_core_web_huge"), 1, "is not installed"),
        (("unset", "tui.theem"), 2, "Did you mean 'tui.theme'?"),
        (("set", "watches.coast", "x"), 2, "is a watch"),
        (("set", "tui.theme"), 2, "Missing argument"),
    ],
)
def test_what_makes_no_sense_is_refused(
    tmp_path: Path, arguments: tuple[str, ...], status: int, expected: str
) -> None:
    done = brief(tmp_path, "config", *arguments)
    assert done.exit_code == status
    assert expected in done.output
    assert not (tmp_path / "config.toml").exists()


def test_a_broken_file_is_neither_changed_nor_lost(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[tui\n")
    for arguments in (("set", "tui.theme", "dark"), ("unset", "tui.theme")):
        done = brief(tmp_path, "config", *arguments)
        assert done.exit_code == 2
        assert "cannot be read" in done.output
        assert "Mend or remove it" in done.output
    assert file.read_text() == "[tui\n"


def test_keys_that_two_bindings_share_are_found_by_the_check(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[keys]\napp.quit = "s"\n')
    done = brief(tmp_path, "config", "check")
    assert done.exit_code == 2
    assert "s is the key of rows.sort and app.quit on: Desk" in done.output


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("brief config ", {"path", "check", "edit", "set", "unset"}),
        ("brief config set tui.", {"tui.theme", "tui.mouse", "tui.ascii", "tui.panes"}),
        ("brief config unset keys.take.", {"keys.take.copy", "keys.take.export"}),
        ("brief config set tui.theme ", {"auto", "dark", "light", "ansi", "contrast"}),
        ("brief config set tui.mouse t", {"true"}),
        ("brief config set briefing.days ", set()),
    ],
)
def test_completion_knows_settings_bindings_and_choices(
    tmp_path: Path, words: str, offered: set[str]
) -> None:
    done = brief(
        tmp_path,
        _BRIEF_COMPLETE="bash_complete",
        COMP_WORDS=words,
        COMP_CWORD=str(len(words.split(" ")) - 1),
    )
    completions = {line.removeprefix("plain,") for line in done.output.split()}
    assert offered <= completions if offered else not completions


def test_the_library_for_changing_settings_is_imported_only_then() -> None:
    code = (
        "import tui.cli.main, tui.settings.config, tui.settings.catalogue\n"
        "import tui.settings.file, tui.screens.settings\n"
        "from pathlib import Path\n"
        "tui.settings.file.read_settings(Path('/nowhere/config.toml'))"
    )
    assert "tomlkit" not in imported_by(code)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_a_script(tmp_path: Path, shell: str) -> None:
    done = brief(tmp_path, "completion", shell)
    assert done.exit_code == 0
    assert "_BRIEF_COMPLETE" in done.output
    if shell == "bash":
        checked = subprocess.run(["bash", "-n"], input=done.output, text=True, check=False)
        assert checked.returncode == 0


def test_completion_knows_the_commands(tmp_path: Path) -> None:
    done = brief(tmp_path, _BRIEF_COMPLETE="bash_complete", COMP_WORDS="brief fe", COMP_CWORD="1")
    assert done.output.split() == ["plain,feeds", "plain,fetch"]


def test_every_setting_is_in_the_readme() -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    for table, settings in msgspec.to_builtins(Config()).items():
        assert f"[{table}]" in readme or f"[{table}." in readme
        for name in settings:
            assert name in readme
