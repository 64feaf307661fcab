"""``brief corrections``: listed by number, undone by number, exported as test data."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench.filling import put_in
from briefing.corrections import correction_of
from briefing.model import Entry, Findings, Span
from store.library import open_library
from tests.briefing.support import article, quote
from tests.tui.support.commands import Brief

TEXT = "Ana Lind said the bridge is safe. Bo Berg said the \x1b[31mferry is late."
NOW = datetime(2022, 1, 14, 9, tzinfo=UTC)
LIND = quote("Ana Lind", content="the bridge is safe", spans=(Span(14, 32),))
BERG = quote("Bo Berg", content="the ferry is late", spans=(Span(47, 72),))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def corrected(home: Path) -> None:
    of = article("a", text=TEXT, title="A bridge\x1b]0;x\x07")
    library = open_library(home / "data")
    put_in(library, [Entry(of, Findings("a", "rules", (LIND, BERG)))])
    library.put_correction(correction_of(LIND, of, NOW, "speaker", "Petra Holm"))
    library.put_correction(correction_of(BERG, of, NOW.replace(hour=10), None))
    library.close()


def test_nothing_corrected_says_how_to(brief: Brief) -> None:
    done = brief("corrections", "list")
    assert done.exit_code == 0
    assert "In the panes, x corrects" in done.output
    assert brief("corrections", "export").output == ""


@pytest.mark.usefixtures("corrected")
def test_corrections_are_listed_and_nothing_in_them_steers_the_terminal(brief: Brief) -> None:
    lines = brief("corrections", "list").output.splitlines()
    assert lines[0].startswith(
        "1. speaker Petra Holm (was Ana Lind): “the bridge is safe” in A bridge"
    )
    assert lines[1].startswith("2. no quote: ")
    assert "\x1b" not in "".join(lines)


@pytest.mark.usefixtures("corrected")
def test_a_correction_is_undone_by_its_number(brief: Brief) -> None:
    assert "Taken back: no quote" in brief("corrections", "undo", "2").output
    assert len(brief("corrections", "list").output.splitlines()) == 1
    done = brief("corrections", "undo", "1", "7")
    assert done.exit_code == 2
    assert "correction 7: is none of 1" in done.output
    assert len(brief("corrections", "list").output.splitlines()) == 1


@pytest.mark.usefixtures("corrected")
def test_the_export_holds_what_is_expected_and_what_is_wrong(brief: Brief, tmp_path: Path) -> None:
    made = json.loads(brief("corrections", "export").output)
    assert made["text"] == TEXT
    assert [q["speaker"] for q in made["expected"]["quotes"]] == ["Petra Holm"]
    assert [q["spans"] for q in made["wrong"]["quotes"]] == [[[47, 72]]]
    assert made["expected"]["talks"] == made["wrong"]["deadlines"] == []
    file = tmp_path / "deep" / "corrections.jsonl"
    done = brief("corrections", "export", "--into", str(file), "--mkdir")
    assert done.exit_code == 0
    assert json.loads(file.read_text()) == made


@pytest.mark.usefixtures("corrected")
def test_corrections_of_other_words_are_left_out_of_the_export(home: Path, brief: Brief) -> None:
    library = open_library(home / "data")
    put_in(library, [Entry(article("a", text="Other words altogether."), Findings("a", "rules"))])
    library.close()
    assert brief("corrections", "export").output == ""
    assert len(brief("corrections", "list").output.splitlines()) == 2
