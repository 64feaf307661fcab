"""A home in which news has come in, and commands run on it in this process."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bench.filling import put_in
from briefing.model import Article, Entry
from store.library import open_library
from tests.briefing.support import DAY, article, deadline, entry, quote, talk
from tests.tui.support.commands import IdleAnalyser
from tui.cli import main

WHOLE = "Ana Lind said the herring quota stands. Norway and Iceland meet in Oslo."


def home_with_news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with an article of three days ago and one of today, both analysed."""
    monkeypatch.setenv("BRIEF_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(main.Setup, "analyser", lambda *_: IdleAnalyser("rules"))
    put(
        entry(
            reporting("old", days_ago=3),
            quotes=(quote("Ana Lind", content="the herring quota stands"),),
            talks=(talk("Oslo", "2022-01-12", parties=("Norway", "Iceland"), status="planned"),),
            deadlines=(deadline("ferry vote", "2022-01-20"),),
        ),
        entry(reporting("new"), quotes=(quote("Bo Berg", content="ferries are late"),)),
    )
    return tmp_path / "home"


def reporting(name: str, days_ago: int = 0) -> Article:
    """An article so many days before ``DAY``; only "old" says more than a word."""
    return article(name, DAY - timedelta(days=days_ago), text=WHOLE if name == "old" else "Rain.")


def put(*entries: Entry) -> None:
    """Store those entries in the home that commands find."""
    library = open_library(main.Setup().home.data)
    put_in(library, entries)
    library.close()


def brief(*arguments: str | Path) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(main.main, list(map(str, arguments)))
