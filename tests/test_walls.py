"""What each part of the house may pull in, seen in a fresh interpreter."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.filling import put_in
from store.library import open_library
from tests.briefing.support import analysed_article
from tests.imports import HEAVY, imported_by

SLOW = (
    "asyncio",
    "concurrent",
    "difflib",
    "httpx",
    "lxml",
    "subprocess",
    "tomllib",
    "platformdirs",
)
LATER = (
    "briefing.search.index",
    "tui.text.phrases",
    "tui.screens.articles",
    "tui.screens.search",
    "regex",
)
FACES = ("textual", "rich", "tinydb")


@pytest.mark.parametrize(
    ("module", "forbidden"),
    [
        ("briefing.model", (*HEAVY, *FACES, "store", "tui")),
        ("briefing.digest.briefing", (*HEAVY, *FACES, "store", "tui")),
        ("briefing.desk", (*HEAVY, *FACES, "store", "tui")),
        ("briefing.analysis.analyser", (*HEAVY, *FACES, "store", "tui")),
        ("briefing.analysis.workers", (*HEAVY, *FACES, "store", "tui")),
        ("briefing.extract.pipeline", ("textual", "tinydb", "store", "tui")),
        ("store.library", (*HEAVY, "textual", "rich", "tui")),
        ("tui.cli.main", (*HEAVY, *FACES, "store")),
        ("tui.exports.plain_text", (*HEAVY, *FACES, "store")),
        ("tui.app.app", (*HEAVY, "tinydb", "store", *LATER)),
    ],
)
def test_each_part_imports_without_what_lies_beyond_its_wall(
    module: str, forbidden: tuple[str, ...]
) -> None:
    assert imported_by(f"import {module}").isdisjoint(forbidden)


def running(argument: str) -> str:
    """Code that runs a command of brief, and drops what it prints."""
    return (
        "from contextlib import suppress\nfrom tui.cli.main import main\n"
        "import io\nfrom contextlib import redirect_stdout\n"
        f"with suppress(SystemExit), redirect_stdout(io.StringIO()): main(['{argument}'])"
    )


def test_help_needs_neither_interface_nor_store() -> None:
    assert imported_by(running("--help")).isdisjoint((*HEAVY, *FACES, "store", "mcp", "pydantic"))


def test_a_report_loads_no_more_than_it_is_made_with(tmp_path: Path) -> None:
    library = open_library(tmp_path / "data")
    put_in(library, [analysed_article(1)])
    library.close()
    made = imported_by(running("print"), BRIEF_HOME=str(tmp_path))
    assert {
        "store.library",
        "briefing.digest.briefing",
        "briefing.digest.stories",
        "tui.exports.plain_text",
    } <= made
    assert made.isdisjoint((*HEAVY, *SLOW, "textual", "rich"))
    kept = imported_by(running("print"), BRIEF_HOME=str(tmp_path))
    assert kept.isdisjoint((*HEAVY, *SLOW, *FACES))
    assert kept.isdisjoint(
        ("store.library", "briefing.digest.briefing", "briefing.desk", "tui.exports.plain_text")
    )


def test_the_running_panes_never_load_what_analyses(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    put_in(library, [analysed_article(1), analysed_article(2, "Bo Berg")])
    library.close()
    code = (
        "import asyncio, pathlib\nfrom briefing.desk import Desk\n"
        "from tui.app.app import BriefApp\n"
        "from store.library import open_library\n"
        f"desk = Desk(open_library(pathlib.Path({str(tmp_path)!r})))\n"
        "async def visit(app):\n"
        "    async with app.run_test(size=(120, 40)) as pilot:\n"
        "        while app.session.briefing is None or app.tasks.work:\n"
        "            await pilot.pause(0.01)\n"
        "        for key in 'r W escape N escape a enter escape escape c escape f'.split():\n"
        "            await pilot.press(key)\n"
        "        await pilot.press('escape', 'S', *'ferry', 'enter')\n"
        "        await pilot.pause(0.1)\n"
        "        assert app.session.briefing.speakers and app.session.last_query == 'ferry'\n"
        "asyncio.run(visit(BriefApp(desk)))"
    )
    loaded = imported_by(code)
    assert {"tui.screens.watches", "tui.screens.news", "tui.screens.search"} <= loaded
    assert {"tui.screens.calendar", "tui.screens.feeds"} <= loaded
    assert loaded.isdisjoint(HEAVY)


def test_fetching_in_the_panes_stays_behind_the_wall() -> None:
    code = (
        "import tui.screens.feeds\n"
        "import briefing.intake.lookup, briefing.intake.feeds.round, briefing.intake.net.fetch\n"
        "import briefing.jobs.background, briefing.intake.feeds.subscriptions\n"
        "from briefing.intake.feeds.copies import find_copies\n"
        "from briefing.intake.feeds.opml import read_opml, starter_opml\n"
        "read_opml(starter_opml(), 'starter')\nlist(find_copies([]))"
    )
    assert imported_by(code).isdisjoint((*HEAVY, "tinydb", "store"))


def test_a_worker_does_without_spacys_command_line_which_can_still_be_imported() -> None:
    worker = (
        "from briefing.analysis.workers import import_spacy\nimport_spacy()\n"
        "from briefing.extract import pipeline\n"
        "from briefing.nlp_model import BUNDLED_MODEL\npipeline.load(BUNDLED_MODEL)"
    )
    assert imported_by(worker).isdisjoint({"typer", "weasel"})
    later = f"{worker}\nimport spacy.cli\nassert callable(spacy.cli.info)"
    assert {"typer", "weasel"} <= imported_by(later)
