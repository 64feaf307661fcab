"""What each part of the house may pull in, seen in a fresh interpreter."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("spacy", "thinc", "numpy", "feedparser")
FACES = ("textual", "rich", "tinydb")


def imported_by(code: str, *arguments: str) -> set[str]:
    """Top-level modules in ``sys.modules`` after running the code in a new process."""
    script = (
        f"import sys\n{code}\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), sep='\\n')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("module", "forbidden"),
    [
        ("briefing.model", (*HEAVY, *FACES, "store", "tui")),
        ("briefing.digest", (*HEAVY, *FACES, "store", "tui")),
        ("briefing.desk", (*HEAVY, *FACES, "store", "tui")),
        ("briefing.analysis", (*HEAVY, *FACES, "store", "tui")),
        ("briefing.extract.pipeline", ("textual", "tinydb", "store", "tui")),
        ("store.library", (*HEAVY, "textual", "rich", "tui")),
        ("tui.cli", (*HEAVY, *FACES, "store")),
        ("tui.report", (*HEAVY, *FACES, "store")),
        ("tui.app", (*HEAVY, "tinydb", "store")),
    ],
)
def test_each_part_imports_without_what_lies_beyond_its_wall(
    module: str, forbidden: tuple[str, ...]
) -> None:
    assert imported_by(f"import {module}").isdisjoint(forbidden)


def test_help_needs_neither_interface_nor_store() -> None:
    code = (
        "from contextlib import suppress\nfrom tui.cli import main\n"
        "import io\nfrom contextlib import redirect_stdout\n"
        "with suppress(SystemExit), redirect_stdout(io.StringIO()): main(['--help'])"
    )
    assert imported_by(code).isdisjoint((*HEAVY, *FACES, "store"))


def test_fetching_in_the_panes_stays_behind_the_wall() -> None:
    code = (
        "import tui.screens.feeds\n"
        "import briefing.intake.adding, briefing.intake.collect, briefing.intake.fetch\n"
        "import briefing.intake.meanwhile, briefing.intake.subscriptions\n"
        "from briefing.intake.copies import mark_copies\n"
        "from briefing.intake.opml import read_opml, starter_opml\n"
        "read_opml(starter_opml(), 'starter')\nlist(mark_copies([]))"
    )
    assert imported_by(code).isdisjoint((*HEAVY, "tinydb", "store"))
