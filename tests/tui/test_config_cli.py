from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from tui.cli import COMMANDS, main
from tui.config import Config, NlpConfig, load_config, parse_config
from tui.config_cli import as_toml


def brief(home: Path, *arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(
        main, arguments, prog_name="brief", env={"BRIEF_HOME": str(home), **environment}
    )


@pytest.mark.parametrize(
    "config",
    [
        Config(),
        Config(nlp=NlpConfig(model='odd "name"', tuned=False), keys={"app.quit": "ctrl+q"}),
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
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    for table, settings in msgspec.to_builtins(Config()).items():
        assert f"[{table}]" in readme
        for name in settings:
            assert name in readme


def test_every_command_is_in_the_manual() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "brief.1").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f".B {command}\n" in manual
