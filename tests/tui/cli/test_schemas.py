"""What commands print is as the schemas in docs/ say: every field there, and no other."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from bench.filling import put_in
from briefing.corrections import correction_of
from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf
from store.library import open_library
from tests.tui.support.commands import Brief, IdleAnalyser
from tests.tui.support.making import BY, DAY
from tests.tui.support.world import entries
from tui.cli import main
from tui.cli.reference import commands
from tui.exports.items import item_object

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"
SCHEMAS = ("extract", "briefing", "ledger", "corrections", "item", "manifest", "archive")
NOW = datetime(2022, 1, 15, 9, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented world, with a statement given to another speaker and a talk that is none."""
    monkeypatch.setattr(main.Setup, "analyser", lambda *_: IdleAnalyser(BY))
    library = open_library(tmp_path / "data")
    put_in(library, entries())
    uttered, met = (
        next(e for e in entries() if e.findings and getattr(e.findings, plural))
        for plural in ("quotes", "talks")
    )
    assert uttered.findings is not None
    assert met.findings is not None
    quote, talk = uttered.findings.quotes[0], met.findings.talks[0]
    library.put_correction(correction_of(quote, uttered.article, NOW, "speaker", "Petra Holm"))
    library.put_correction(correction_of(talk, met.article, NOW, None))
    library.close()
    return tmp_path


def schema(name: str) -> Any:
    return json.loads((DOCS / f"{name}.schema.json").read_text("utf-8"))


def closed(part: Any) -> Any:
    """The schema with every object closed: a field that it does not name is an error."""
    if isinstance(part, list):
        return [closed(each) for each in part]
    if not isinstance(part, dict):
        return part
    made = {key: closed(value) for key, value in part.items()}
    if isinstance(made.get("properties"), dict) and made.get("type") == "object":
        made["additionalProperties"] = False
    return made


def complaints(name: str, value: Any) -> list[str]:
    validator = Draft202012Validator(closed(schema(name)), format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))


def test_a_briefing_is_as_its_schema_says(brief: Brief) -> None:
    printed = json.loads(brief("print", "--json").output)
    assert printed["speakers"]
    assert printed["talks"]
    assert printed["deadlines"]
    assert complaints("briefing", printed) == []


def test_an_exported_briefing_and_one_with_remarks_are_so_too(brief: Brief, home: Path) -> None:
    assert brief("export", "--json", str(home / "b.json")).exit_code == 0
    assert complaints("briefing", json.loads((home / "b.json").read_text("utf-8"))) == []
    since = json.loads(brief("print", "--json", "--since", "2022-01-01").output)
    assert "remarks" in json.dumps(since)
    assert complaints("briefing", since) == []


def test_a_field_too_many_or_too_few_is_seen(brief: Brief) -> None:
    printed = json.loads(brief("print", "--json").output)
    assert complaints("briefing", {**printed, "more": 1})
    del printed["talks"][0]["status"]
    assert complaints("briefing", printed)


def test_an_article_that_is_read_is_as_the_schema_of_extract_says(brief: Brief) -> None:
    done = brief("read", "--json", entries()[0].article.id)
    assert complaints("extract", json.loads(done.output.splitlines()[0])) == []


def test_exported_corrections_are_as_their_schema_says(brief: Brief) -> None:
    lines = [json.loads(line) for line in brief("corrections", "export").output.splitlines()]
    assert any(line["expected"]["quotes"] for line in lines)
    assert any(line["wrong"]["talks"] for line in lines)
    assert [complaint for line in lines for complaint in complaints("corrections", line)] == []


def test_items_of_watches_are_as_their_schema_says() -> None:
    briefing = make_briefing(entries(), AsOf(DAY, "asked for"))
    speakers = {statement: row for row in briefing.speakers for statement in row.statements}
    texts = {entry.article.id: entry.article.text for entry in entries()}
    findings = (*speakers, *briefing.talks, *briefing.deadlines)
    items = [item_object(each, speakers, lambda name: texts[name]) for each in findings]
    assert {item["kind"] for item in items} == {"quote", "talk", "deadline"}
    assert [complaint for item in items for complaint in complaints("item", item)] == []


def test_the_tables_have_the_columns_that_are_described(brief: Brief, home: Path) -> None:
    assert brief("export", "--csv", str(home / "tables")).exit_code == 0
    described = json.loads((DOCS / "tables.csvw.json").read_text("utf-8"))["tables"]
    columns = {
        table["url"]: [column["titles"] for column in table["tableSchema"]["columns"]]
        for table in described
    }
    written = {
        path.name: next(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
        for path in (home / "tables").iterdir()
    }
    assert written == columns


FORMATS = (DOCS / "formats.md").read_text("utf-8")
LISTS = dict(re.findall(r"^\| `brief ([a-z ]+) --json` \| (.+) \|$", FORMATS, re.MULTILINE))


@pytest.mark.parametrize("command", LISTS)
def test_lists_have_the_fields_that_the_page_on_formats_names(brief: Brief, command: str) -> None:
    brief("feeds", "add", "--unchecked", "https://example.org/feed")
    brief("watch", "add", "coast", "--place", "Vienna")
    listed = json.loads(brief(*command.split(), "--json").output.splitlines()[0])
    of_members = re.sub(r"\([^)]*\)", "", LISTS[command])
    assert listed.keys() == {"schema", *re.findall(r"`(\w+)`", of_members)}


def test_every_list_that_programs_can_read_is_on_that_page() -> None:
    """But those whose objects have a schema, or fields after what was looked at."""
    listing = {
        context.command_path.partition(" ")[2]
        for command, context in commands()
        if any(option.name == "as_json" and option.is_flag for option in command.params)
    }
    assert listing - {"doctor", "print", "export"} == {*LISTS}


@pytest.mark.slow
@pytest.mark.xdist_group("docs")
def test_what_is_found_in_the_samples_is_as_the_schema_says(tmp_path: Path) -> None:
    command = [str(Path(sys.executable).with_name("brief"))]
    samples = str(ROOT / "seeds")
    done = subprocess.run(
        [*command, "extract", samples], capture_output=True, text=True, check=True
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(lines) == 10
    assert [complaint for line in lines for complaint in complaints("extract", line)] == []

    archive, into = tmp_path / "in.jsonl", tmp_path / "out"
    archive.write_text(f'{done.stdout}{{"title": "without a text"}}\n')
    again = [*command, "analyse", "--jsonl", str(archive), "--into", str(into)]
    assert subprocess.run(again, capture_output=True).returncode == 1
    manifest = json.loads((into / "manifest.json").read_text())
    (part,) = manifest["parts"].values()
    assert len(part["problems"]) == 1
    assert complaints("archive", manifest) == []
    rows = [json.loads(row) for name in manifest["parts"] for row in (into / name).open()]
    assert [row["quotes"] for row in rows] == [line["quotes"] for line in lines]
    assert [complaint for row in rows for complaint in complaints("extract", row)] == []
