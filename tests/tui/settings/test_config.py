from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import UsageError
from briefing.watches.watch import Watch
from tui.settings.config import THEMES, Config, home, load_config


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
        ('[tui]\ntheme = "dusk"\n', "one of: auto, dark, light, ansi, contrast"),
        ('[tui]\npanes = ["talks", "feeds"]\n', "one of: speakers, talks, deadlines"),
        ("[tui]\npanes = []\n", "tui.panes: is empty"),
        ('[tui]\npanes = ["talks", "talks"]\n', "names a pane twice"),
        ('[watches]\nx = "y"\n', "Write it as \\[watches.x\\]"),
        ('[watches.x]\nspeaker = ["y"]\n', "Did you mean 'speakers'"),
        ('[watches.x]\nplaces = "y"\n', "It has to be a list of texts"),
        ("[watches.x]\n", "watches.x: looks out for nothing"),
        ('[watches.x]\nplaces = ["--"]\n', "has no word in it"),
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


def test_panes_and_watches_are_read(tmp_path: Path) -> None:
    config = load_config(
        write(
            tmp_path,
            '[tui]\npanes = ["deadlines", "speakers"]\n'
            '[watches.coast]\nplaces = ["Porto"]\nphrases = ["dry summer", "sluices"]\n'
            '[watches."the line"]\nparties = ["Amber Line"]\n',
        )
    )
    assert config.tui.panes == ("deadlines", "speakers")
    assert config.watches == {
        "coast": Watch("coast", places=("Porto",), phrases=("dry summer", "sluices")),
        "the line": Watch("the line", parties=("Amber Line",)),
    }


def test_the_themes_that_can_be_set_are_those_there_are() -> None:
    from tui.terminal.themes import THEMES as THERE

    assert set(THEMES) == {"auto", *THERE}


def test_one_variable_moves_everything(tmp_path: Path) -> None:
    at = home({"BRIEF_HOME": str(tmp_path)})
    assert at.data == tmp_path / "data"
    assert at.config_file == tmp_path / "config.toml"


def test_without_it_the_platforms_folders_are_used() -> None:
    at = home({})
    assert at.data.name == "brief"
    assert at.config.name == "brief"
    assert at.data.is_absolute()
