"""``e`` writes what is shown to a file and says where."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf
from briefing.errors import ExportError
from briefing.model import Entry
from tests.tui.support.drive import bar, make_app, press, running, screen_text, settle, text_of
from tests.tui.support.making import DAY, NOW, Report
from tests.tui.support.world import entries
from tui.exports.write import Source, export, file_stem, format_of
from tui.screens.messages import MessagesScreen


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("letter", "files"),
    [
        ("m", {"brief-2024-03-14.md"}),
        ("j", {"brief-2024-03-14.json"}),
        ("i", {"brief-2024-03-14.ics"}),
        ("c", {"brief-2024-03-14"}),
    ],
)
async def test_the_briefing_is_written_in_each_form(
    letter: str, files: set[str], folder: Path
) -> None:
    async with running() as (app, pilot):
        await press(pilot, "e")
        assert "m Markdown  j JSON  c CSV  i iCalendar" in screen_text(app)
        await press(pilot, letter)
        assert "Written: " in app.messages.kept[-1][0]
        assert str(folder) in app.messages.kept[-1][0]
    assert {path.name for path in folder.iterdir()} == files
    if letter == "c":
        assert {"quotes.csv", "talks.csv"} <= {p.name for p in (folder / files.pop()).iterdir()}


@pytest.mark.parametrize(
    ("keys", "stem", "counts"),
    [
        ((), "brief-2024-03-14", (8, 4, 9)),
        (("slash", *"mar", "enter"), "brief-2024-03-14-mar", (1, 4, 9)),
        (("j", "enter"), "brief-2024-03-14-ilse-marenko", (1, 0, 0)),
        (("2", "enter"), "brief-2024-03-14-bergen-thu-14-mar", (0, 1, 0)),
        (("2", "home", "enter"), "brief-2024-03-14-lisbon-mon-11-mar", (1, 1, 0)),
        (("c",), "brief-2024-03-14-ahead", (0, 2, 4)),
        (
            ("3", "j", "j", "j", "enter"),
            "brief-2024-03-14-porto-second-round-of-talks-on-the-ambra",
            (0, 0, 1),
        ),
    ],
)  # fmt: skip
async def test_what_is_written_is_what_is_shown(
    keys: tuple[str, ...], stem: str, counts: tuple[int, int, int], folder: Path
) -> None:
    async with running() as (_, pilot):
        await press(pilot, *keys, "e", "j")
    written = json.loads((folder / f"{stem}.json").read_text())
    found = tuple(len(written[name]) for name in ("speakers", "talks", "deadlines"))
    assert found == counts


async def test_the_keys_write_what_the_command_writes(folder: Path) -> None:
    apart = day_of_two_outlets()
    async with running(make_app(apart), (240, 40)) as (app, pilot):  # room for any path
        await press(pilot, "e", "j", "e", "m", "3", "enter", "e", "j")
        desk, briefing = app.session.desk, app.session.briefing
    assert briefing is not None
    stories = desk.stories()
    assert [len(story.articles) for story in stories] == [2]
    source = Source(desk, briefing, stories, NOW)
    for key, name in (("j", "brief-2024-03-14.json"), ("m", "brief-2024-03-14.md")):
        (path,) = export(source, format_of(key), folder / "command")
        assert (folder / name).read_bytes() == path.read_bytes()
    (part,) = folder.glob("brief-2024-03-14-*.json")
    assert json.loads(part.read_text())["stories"] == []


def day_of_two_outlets() -> list[Entry]:
    """One strike as two outlets report it: a story, with a deadline."""
    words = "The crews of the Amber Line ferries will strike on Friday over night shifts."
    return [
        Report(name, DAY, outlet, "Crews of the Amber Line ferries to strike on Friday", words)
        .due("will strike", f"Strike {name}", date(2024, 3, 15))
        .entry
        for name, outlet in (("a", "The Weir"), ("b", "The Quay"))
    ]


async def test_any_other_key_writes_nothing(folder: Path) -> None:
    async with running() as (_, pilot):
        await press(pilot, "e", "escape", "e", "x")
    assert list(folder.iterdir()) == []


async def test_an_empty_briefing_is_not_written(folder: Path) -> None:
    async with running(make_app([])) as (app, pilot):
        await press(pilot, "e")
        assert "There is nothing to export yet" in bar(app, "status")


async def test_a_file_that_cannot_be_written_is_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ExportError("brief.md", "cannot be written", "Check the folder")

    monkeypatch.setattr("tui.exports.write.write_all_whole", refuse)
    async with running() as (app, pilot):
        await press(pilot, "e", "m")
        assert "cannot be written" in bar(app, "status")
        assert app.messages.kept[-1][1] == "warn"


@pytest.mark.parametrize(("letter", "suffix"), [("m", ".md"), ("c", "")])
async def test_what_is_there_already_is_never_written_over(
    letter: str, suffix: str, folder: Path
) -> None:
    mine = folder / f"brief-2024-03-14{suffix}"
    mine.write_text("mine")
    async with running(size=(240, 40)) as (app, pilot):
        await press(pilot, "e", letter, "e", letter)
        whole = str(folder / f"brief-2024-03-14-3{suffix}")
        assert whole in app.messages.kept[-1][0]
    assert mine.read_text() == "mine"
    names = {f"brief-2024-03-14{number}{suffix}" for number in ("", "-2", "-3")}
    assert {path.name for path in folder.iterdir()} == names


async def test_a_path_too_long_for_the_status_line_is_shown_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = folder / "a-folder-with-a-long-name" / "and-another-one-in-it"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    async with running(size=(60, 24)) as (app, pilot):
        await press(pilot, "e", "m")
        assert isinstance(app.screen, MessagesScreen)
        shown = "".join(line.strip() for line in text_of(app, "#messages").splitlines())
        assert str(deep / "brief-2024-03-14.md") in shown


def test_file_names_hold_plain_letters_only() -> None:
    briefing = make_briefing(entries(), AsOf(DAY, "asked for"))
    assert file_stem(briefing, "../Zoë Ł\x1b[2J/etc") == "brief-2024-03-14-zoe-2j-etc"
    assert file_stem(briefing, "東京") == "brief-2024-03-14"


async def test_of_two_exports_at_once_each_is_a_file(folder: Path) -> None:
    async with running() as (app, pilot):
        assert app.session.briefing is not None
        for _ in range(2):
            app.exports.write(app.session.briefing, "m", "")
        await settle(pilot)
        assert len(list(folder.iterdir())) == 2
        assert ("Writing the export", "") in app.messages.kept
