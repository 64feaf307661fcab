"""Watches, news and exports as a user of the command meets them."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.model import Findings
from store.library import open_library
from tests.briefing.support import DAY, article, deadline, entry, quote
from tests.tui.support.news import WHOLE, brief, home_with_news, put, reporting
from tui.cli import main


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return home_with_news(tmp_path, monkeypatch)


def test_a_watch_is_made_listed_and_taken_back(home: Path) -> None:
    assert "There are no watches yet" in brief("watch", "list").output
    made = brief("watch", "add", "fish", "--phrase", "herring quota", "--speaker", "Berg")
    assert made.output == "fish: speaker Berg; phrase herring quota\n"
    assert brief("watch", "list").output == made.output
    assert brief("watch", "remove", "fish").exit_code == 0
    assert "There are no watches yet" in brief("watch", "list").output


def test_a_watch_that_is_unknown_or_empty_is_a_usage_error(home: Path) -> None:
    brief("watch", "add", "fish", "--party", "Norway")
    for arguments in (("print", "--watch", "foul"), ("watch", "remove", "foul")):
        done = brief(*arguments)
        assert done.exit_code == 2
        assert "'foul': is unknown. Known are: fish" in done.output
    empty = brief("watch", "add", "empty")
    assert empty.exit_code == 2
    assert "looks out for nothing" in empty.output


def test_a_watch_shows_what_an_outlet_has_taken_out_and_since_does_too(home: Path) -> None:
    brief("watch", "add", "fish", "--speaker", "Ana Lind")
    brief("watch", "add", "rain", "--phrase", "no umbrella")
    library = open_library(main.Setup().home.data)
    at = datetime(2022, 1, 13, 9, tzinfo=UTC)
    gone = WHOLE.replace("Ana Lind said the herring quota stands. ", "")
    now = library.revise("old", lambda stored: replace(stored, text=gone, title="Quota"), at)
    assert now is not None
    library.put_findings([Findings("old", "rules", version=now.version)])
    library.close()
    remark = "taken out by the outlet"
    day = ("--as-of", DAY.isoformat())
    first = brief("print", "--watch", "fish", *day)
    assert (remark in first.output, first.exit_code) == (True, 3)
    again = brief("print", "--watch", "fish", *day)
    assert (again.output, again.exit_code) == ("", 0)
    assert remark not in brief("print", "--watch", "rain", *day).output
    since = brief("print", "--since", DAY.isoformat(), *day).output
    assert remark in since
    assert "retitled by the outlet" in since


def test_what_a_watch_finds_is_new_once(home: Path) -> None:
    brief("watch", "add", "fish", "--phrase", "herring quota", "--party", "Norway")
    first = brief("print", "--watch", "fish", "--as-of", DAY.isoformat())
    assert first.exit_code == 3
    assert "(phrase herring quota)" in first.output
    assert "(party Norway)" in first.output
    assert "ferry" not in first.output
    again = brief("print", "--watch", "fish", "--as-of", DAY.isoformat())
    assert (again.exit_code, again.output) == (0, "")
    put(entry(reporting("more"), quotes=(quote("Cai Roy", content="a herring quota of nothing"),)))
    assert brief("print", "--watch", "fish", "--as-of", DAY.isoformat()).exit_code == 3
    brief("watch", "add", "fish", "--party", "Norway")
    assert brief("print", "--watch", "fish", "--as-of", DAY.isoformat()).exit_code == 3


def test_watches_of_the_settings_are_used_and_stay_there(home: Path) -> None:
    brief("watch", "add", "boats", "--phrase", "ferries")
    brief("watch", "add", "fish", "--phrase", "ferries")
    (home / "config.toml").write_text('[watches.fish]\nphrases = ["herring quota"]\n')
    assert brief("watch", "list").output == (
        "fish: phrase herring quota (from config.toml)\nboats: phrase ferries\n"
    )
    answer = brief("print", "--watch", "fish", "--as-of", DAY.isoformat())
    assert answer.exit_code == 3
    assert "(phrase herring quota)" in answer.output
    for arguments in (("watch", "remove", "fish"), ("watch", "add", "fish", "--place", "Oslo")):
        done = brief(*arguments)
        assert done.exit_code == 2
        assert "watch 'fish': is set in config.toml. Change it there" in done.output
    (home / "config.toml").unlink()
    assert brief("watch", "list").output == "boats: phrase ferries\nfish: phrase ferries\n"


def test_since_a_day_only_news_is_printed_and_what_passed_without_any(home: Path) -> None:
    text = brief("print", "--since", DAY.isoformat(), "--as-of", DAY.isoformat()).output
    assert "ferries are late" in text
    assert "herring" not in text
    assert "ferry vote" not in text
    late = brief("print", "--since", "2022-01-12", "--as-of", DAY.isoformat()).output
    assert "(passed: no news found in 1 article of 1 outlet)" in " ".join(late.split())


def test_since_and_watch_together_are_both(home: Path) -> None:
    brief("watch", "add", "all", "--speaker", "Berg", "--speaker", "Lind")
    day = DAY.isoformat()
    done = brief("print", "--watch", "all", "--since", day, "--as-of", day, "--format", "json")
    (speaker,) = json.loads(done.output)["speakers"]
    assert speaker["name"] == "Bo Berg"
    assert speaker["statements"][0]["remarks"] == ["new", "speaker Berg"]


def test_what_is_too_old_to_be_printed_is_neither_news_nor_shown(home: Path) -> None:
    day = DAY.isoformat()
    brief("watch", "add", "herring", "--phrase", "herring quota")
    asked = ("print", "--watch", "herring", "--as-of", day)
    assert brief(*asked, "--since", day).exit_code == 0
    assert brief(*asked).exit_code == 3
    assert brief(*asked).exit_code == 0


def test_what_came_in_later_was_not_known_on_the_day(home: Path) -> None:
    later = datetime(2022, 1, 14, tzinfo=UTC)
    of = article("late", text="Words.", fetched=later)
    put(entry(of, quotes=(quote("Dag Moe", content="that was long ago"),)))
    day = DAY.isoformat()
    assert "Dag Moe" in brief("print", "--as-of", day).output
    printed = brief("print", "--as-of", day, "--known").output
    assert "Dag Moe" not in printed
    assert "Bo Berg" in printed
    file = home / "known.md"
    assert brief("export", "--markdown", file, "--as-of", day, "--known").exit_code == 0
    assert "Dag Moe" not in file.read_text("utf-8")
    assert "Bo Berg" in file.read_text("utf-8")


def test_every_export_at_once(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = brief(
        *("export", "--as-of", DAY.isoformat()),
        *("--markdown", out / "b.md", "--json", out / "b.json", "--csv", out / "tables"),
        *("--ics", out / "b.ics", "--bundle", out / "b.zip", "--mkdir"),
    )
    assert done.exit_code == 0, done.output
    assert (out / "b.md").read_text("utf-8").startswith("# Briefing for Thu 13 January 2022")
    assert json.loads((out / "b.json").read_text("utf-8"))["as_of"] == DAY.isoformat()
    assert sorted(p.name for p in (out / "tables").iterdir())[0] == "articles.csv"
    assert (out / "b.ics").read_text("utf-8").count("BEGIN:VEVENT") == 2
    assert "articles/002-title-old.txt" in zipfile.ZipFile(out / "b.zip").namelist()


def test_a_calendar_remembers_what_it_exported(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "b.ics"
    arguments = ("export", "--ics", path, "--as-of", DAY.isoformat())
    assert brief(*arguments).exit_code == 0
    before = path.read_text("utf-8")
    moved = deadline("ferry vote", "2022-01-25", moved_from=DAY + timedelta(days=7))
    put(entry(reporting("newer"), deadlines=(moved,)))
    assert brief(*arguments).exit_code == 0
    after = path.read_text("utf-8")
    assert "SEQUENCE:1" not in before
    assert after.count("SEQUENCE:1") == 1
    assert uids(before) == uids(after)


def test_a_part_is_exported_by_watch_and_kind(home: Path, tmp_path: Path) -> None:
    brief("watch", "add", "fish", "--party", "Norway", "--phrase", "herring quota")
    path, day = tmp_path / "b", DAY.isoformat()
    assert brief("export", "--json", path, "--watch", "fish", "--as-of", day).exit_code == 0
    made = json.loads(path.read_text("utf-8"))
    assert [row["name"] for row in made["speakers"]] == ["Ana Lind"]
    assert (len(made["talks"]), made["deadlines"]) == (1, [])
    brief("export", "--json", path, "--watch", "fish", "--kind", "talks", "--as-of", day)
    made = json.loads(path.read_text("utf-8"))
    assert (made["speakers"], len(made["talks"])) == ([], 1)
    brief("export", "--ics", path, "--kind", "due", "--as-of", day, "--alarm", "1d")
    calendar = path.read_text("utf-8")
    assert calendar.count("BEGIN:VEVENT") == calendar.count("TRIGGER:-P1D") == 1
    assert "X-WR-CALNAME:brief: due" in calendar
    assert brief("print", "--watch", "fish", "--as-of", day).exit_code == 3
    for wrong in (("--kind", "news"), ("--alarm", "soon"), ("--watch", "foul")):
        assert brief("export", "--ics", path, *wrong).exit_code == 2
    assert brief("export", "--json", path, "--alarm", "1d").exit_code == 2


def uids(calendar: str) -> set[str]:
    return {line for line in calendar.splitlines() if line.startswith("UID:")}


def test_an_export_without_a_form_or_a_place_to_write_to_says_so(
    home: Path, tmp_path: Path
) -> None:
    assert "Say what to write" in brief("export").output
    (tmp_path / "file").write_text("")
    done = brief("export", "--json", tmp_path / "file" / "b.json")
    assert done.exit_code == 1
    assert "cannot be written" in done.output
