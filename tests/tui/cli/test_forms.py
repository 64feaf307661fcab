"""``--as``, and documents that are no seeds, by the command itself."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefing.extract.forms import FORM_NAMES
from briefing.extract.forms.detect import FORMS
from tests.briefing.intake.formats.documents import CALENDAR, LETTER, NOTE
from tui.cli.main import main

SAID = """Harbour office
20240304

HOLT: The pier stays shut until Friday.
HOLT: The ferries go from the north.
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def brief(home: Path, *arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(
        main, [str(a) for a in arguments], env={"BRIEF_HOME": str(home)}, input=stdin
    )


def test_the_names_are_those_that_are_read() -> None:
    assert set(FORM_NAMES) == set(FORMS)


def test_a_form_can_be_forced(home: Path, tmp_path: Path) -> None:
    seed = tmp_path / "said.txt"
    seed.write_text(SAID, encoding="utf-8")
    forced = json.loads(brief(home, "extract", "--as", "transcript", seed).stdout)
    assert [(q["speaker"], q["content"]) for q in forced["quotes"]] == [
        ("Holt", "The pier stays shut until Friday."),
        ("Holt", "The ferries go from the north."),
    ]
    plain = json.loads(brief(home, "extract", "--as", "article", seed).stdout)
    assert plain["text"] == forced["text"]
    assert plain["quotes"] != forced["quotes"]


def test_objects_can_name_their_format(home: Path) -> None:
    record = {"text": SAID.partition("\n\n")[2], "published": "2024-03-04", "format": "transcript"}
    done = brief(home, "extract", "--jsonl", stdin=json.dumps(record))
    assert {q["speaker"] for q in json.loads(done.stdout)["quotes"]} == {"Holt"}
    bad = brief(home, "extract", "--jsonl", stdin=json.dumps({**record, "format": "poem"}))
    assert bad.exit_code == 1
    assert "'poem'" in bad.stderr


def test_an_unknown_form_is_a_mistake(home: Path, tmp_path: Path) -> None:
    done = brief(home, "extract", "--as", "poem", tmp_path / "x.txt")
    assert done.exit_code == 2
    assert "poem" in done.stderr
    assert "transcript" in done.stderr


def test_documents_are_extracted_as_what_they_are(home: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.eml").write_bytes(LETTER)
    (tmp_path / "week.ics").write_bytes(CALENDAR)
    done = brief(home, "extract", tmp_path / "letter.eml", tmp_path / "week.ics")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [r["title"] for r in records] == [
        "Boats to be counted",
        "Fares cut",
        "Pier shut",
        "Council week: agenda",
    ]
    talks = [(t["what"], t["start"], t["time"], t["zone"]) for t in records[-1]["talks"]]
    assert talks[0] == ("Energy Council", "2024-03-12", "10:00", "CET")


def test_documents_and_a_maildir_are_added(home: Path, tmp_path: Path) -> None:
    box = tmp_path / "mail"
    for part in ("cur", "new", "tmp"):
        (box / part).mkdir(parents=True)
    (box / "cur" / "1709.M1.host:2,S").write_bytes(NOTE)
    (tmp_path / "week.ics").write_bytes(CALENDAR)
    done = brief(home, "add", box, tmp_path / "week.ics")
    assert done.stdout.startswith("2 added"), done.stderr
    assert brief(home, "add", box).stdout.startswith("0 added, 0 replaced, 1 already there")


def test_a_broken_document_is_one_error(home: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    (tmp_path / "letter.eml").write_bytes(NOTE)
    done = brief(home, "add", tmp_path / "broken.pdf", tmp_path / "letter.eml")
    assert done.exit_code == 1
    assert done.stdout.startswith("1 added")
    assert f"{tmp_path / 'broken.pdf'}: " in done.stderr


PROGRAMME = """Programme of work of the Lake Council
{today:%Y%m%d}
https://lake.example/programme
{first.day} {first:%B %Y}
10:00 Meeting of the Working Group on Silt, Chamber 3
15:00 Hearing on the tolls, Chamber 1
{last.day} {last:%B %Y}
10:00 Open debate on small ports, Chamber 1
"""
REPORT = """Tolls to be heard
{today:%Y%m%d}
https://gull.example/tolls
The Lake Council will hold a hearing on the tolls on {first:%B} {first.day}, its spokesman said.
"""


def test_a_later_edition_of_an_agenda_says_what_moved_and_what_is_gone(
    home: Path, tmp_path: Path
) -> None:
    today = date.today()
    days = {"today": today, "first": today + timedelta(4), "last": today + timedelta(6)}
    programme, seed, report = PROGRAMME.format(**days), tmp_path / "p.txt", tmp_path / "r.txt"
    seed.write_text(programme, encoding="utf-8")
    report.write_text(REPORT.format(**days), encoding="utf-8")
    assert brief(home, "add", seed, report).stdout.startswith("2 added")
    lines = programme.splitlines()
    tolls, silt = lines.pop(5), lines.pop(4)
    lines.insert(4, "11:00 Lunch of the delegations, Hall 2")
    seed.write_text("\n".join([*lines, silt.replace("10:00", "15:00")]), encoding="utf-8")
    assert brief(home, "add", seed).stdout.startswith("0 added, 1 replaced")
    assert tolls not in seed.read_text("utf-8")

    rows = json.loads(brief(home, "print", "--json").stdout)
    standing = {
        row["what"]: (row["agenda"]["standing"], row["agenda"]["moved_from"])
        for row in rows["talks"]
        if row["agenda"]
    }
    assert standing == {
        "Lunch of the delegations": ("announced", None),
        "hearing of Lake Council on the tolls": ("gone", None),
        "Open debate on small ports": ("announced", None),
        "Meeting of the Working Group on Silt": ("moved", days["first"].isoformat()),
    }
    printed = " ".join(brief(home, "print").stdout.split())
    assert "Gone from the agenda of lake.example, still told of by 1 outlet" in printed
