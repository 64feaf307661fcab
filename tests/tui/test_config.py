from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import UsageError
from tui.config import Config, home, load_config


def write(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_no_file_means_defaults(tmp_path: Path) -> None:
    assert load_config(tmp_path / "none.toml") == Config()


def test_settings_are_read(tmp_path: Path) -> None:
    config = load_config(
        write(
            tmp_path,
            '[nlp]\nmodel = "en_core_web_lg"\n[briefing]\ndays = 7\n'
            '[feeds]\nallow_hosts = ["intranet"]\n[keys]\nquit = "ctrl+q"\n',
        )
    )
    assert config.nlp.model == "en_core_web_lg"
    assert config.briefing.days == 7
    assert config.feeds.allow_hosts == ("intranet",)
    assert config.keys == {"quit": "ctrl+q"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[npl]\nmodel = "x"\n', "Did you mean 'nlp'"),
        ('[nlp]\nmodle = "x"\n', "Did you mean 'model'"),
        ("[zzz]\n", "Known are: nlp"),
        ("[briefing]\ndays = true\n", "It has to be a whole number"),
        ("[briefing]\ndays = 0\n", "at least 1"),
        ('[feeds]\nfull_text = "maybe"\n', "one of: auto, always, never"),
        ("[tui]\nmouse = 1\n", "It has to be true or false"),
        ('[feeds]\nallow_hosts = "x"\n', "It has to be a list"),
        ('nlp = "x"\n', "is not a table"),
        ("[nlp\n", "cannot be read"),
    ],
)
def test_a_wrong_setting_is_named_with_its_remedy(tmp_path: Path, text: str, problem: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(UsageError, match=problem) as caught:
        load_config(path)
    assert str(path) in str(caught.value)


def test_one_variable_moves_everything(tmp_path: Path) -> None:
    at = home({"BRIEF_HOME": str(tmp_path)})
    assert at.data == tmp_path / "data"
    assert at.config_file == tmp_path / "config.toml"


def test_without_it_the_platforms_folders_are_used() -> None:
    at = home({})
    assert at.data.name == "brief"
    assert at.config.name == "brief"
    assert at.data.is_absolute()
