"""``brief print --ledger`` and ``brief export --ledger``: what is owed, in every form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from icalendar import Calendar
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from bench.filling import put_in
from briefing.model import Entry
from store.library import open_library
from tests.tui.screens.test_ledger import FIXED, PROMISE, ROAD, TODAY, world
from tests.tui.support.commands import Brief, IdleAnalyser
from tests.tui.support.making import BY
from tui.cli import main
from tui.cli.exit_codes import USAGE

DOCS = Path(__file__).parents[3] / "docs"
DAY = ("--as-of", TODAY.isoformat())


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(main.Setup, "analyser", lambda *_: IdleAnalyser(BY))
    library = open_library(tmp_path / "data")
    put_in(library, map(_analysed, world()))
    library.close()
    return tmp_path


def _analysed(made: Entry) -> Entry:
    assert made.findings is not None
    version = made.article.version
    return Entry(made.article, replace(made.findings, analyser=BY, version=version))


def test_text_has_both_sentences_under_their_titles(brief: Brief) -> None:
    for _ in "made, kept":
        text = brief("print", *DAY, "--ledger").output
        open_part, _, rest = text.partition("NO DAY GIVEN")
        assert "Sorland: open the Dal road" in open_part
        assert ROAD in " ".join(open_part.split())
        heard = " ".join(rest.partition("HEARD OF SINCE")[2].split())
        assert heard.index(PROMISE) < heard.index("done") < heard.index(FIXED)
        assert "NOT SAID" in rest
        assert "Olav Ness" in rest


def test_the_briefing_is_kept_apart_from_its_ledger(brief: Brief) -> None:
    assert "COMING UP" not in brief("print", *DAY, "--ledger").output
    assert "COMING UP" in brief("print", *DAY).output


@pytest.mark.parametrize(("form", "mark"), [("md", "## Heard of since"), ("html", "<h2>Not said")])
def test_other_forms_have_the_same_sections(brief: Brief, form: str, mark: str) -> None:
    printed = brief("print", *DAY, "--ledger", "--format", form).output
    assert mark in printed
    assert "refused" not in printed
    assert "done" in printed


def test_json_is_as_its_schema_says(brief: Brief, home: Path) -> None:
    schema = json.loads((DOCS / "ledger.schema.json").read_text("utf-8"))
    printed = json.loads(brief("print", *DAY, "--ledger", "--json").output)
    assert not list(Draft202012Validator(schema).iter_errors(printed))
    by_status = {row["status"]: row for row in printed["undertakings"]}
    assert set(by_status) == {"open", "done"}
    (heard,) = by_status["done"]["heard"]
    assert (heard["outcome"], heard["article"]) == ("done", "Tide")
    assert {ref["id"] for ref in printed["articles"]} == {"Gull", "Tide", "Road", "Farm", "Pier"}
    file = home / "ledger.json"
    assert brief("export", *DAY, "--ledger", "--json", str(file)).exit_code == 0
    assert json.loads(file.read_text("utf-8")) == printed


def test_a_calendar_rings_before_what_is_owed_and_has_nothing_else(
    brief: Brief, home: Path
) -> None:
    file = home / "owed.ics"
    arguments = ("--ledger", "--ics", str(file), "--alarm", "1d")
    assert brief("export", *DAY, *arguments).exit_code == 0
    (event,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert "Dal road" in event["summary"]
    assert len(event.walk("VALARM")) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("print", "--ledger", "--map"),
        ("print", "--ledger", "--watch", "x"),
        ("print", "--ledger", "--since", "2024-03-01"),
        ("export", "--ledger", "--csv", "tables"),
    ],
)
def test_what_a_ledger_is_not_for_is_refused(brief: Brief, arguments: tuple[str, ...]) -> None:
    refused = brief(*arguments)
    assert refused.exit_code == USAGE
    assert "--ledger" in refused.output
