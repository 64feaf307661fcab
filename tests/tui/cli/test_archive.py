from __future__ import annotations

import contextlib
import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefing.analysis.analyser import Analyser
from briefing.errors import BriefError, ExportError, IntakeError
from briefing.jobs import archive
from briefing.jobs.archive import ArchiveReport, Folder, analyse_archive, folder_at, open_lines
from briefing.model import Article, Findings, version_of
from briefing.ports import no_progress
from tui.cli import main


class Reader(Analyser):
    """Finds nothing, and remembers what it read."""

    name = "rules"

    def __init__(self) -> None:
        self.read: list[str] = []

    def close(self) -> None:
        pass

    def analyse(self, articles: Iterable[Article], total: int | None = None) -> Iterator[Findings]:
        for article in articles:
            if article.text == "stop":
                raise KeyboardInterrupt
            self.read.append(article.id)
            yield Findings(article.id, "rules")


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LINES_A_PART", 3)


def lines(count: int, text: str = "Words.") -> list[bytes]:
    return [json.dumps({"id": str(n), "text": text}).encode() + b"\n" for n in range(count)]


def run(
    given: Iterable[bytes], folder: Folder
) -> tuple[ArchiveReport, list[str], list[BriefError]]:
    reader = Reader()
    errors: list[BriefError] = []
    done = analyse_archive(given, "in.jsonl", folder, reader, errors, no_progress)
    return done, reader.read, errors


def ids(folder: Path) -> list[str]:
    parts = sorted(p for p in folder.iterdir())
    return [json.loads(line)["id"] for p in parts for line in p.read_text().splitlines()]


@pytest.mark.parametrize("scheme", ["", "file://"])
def test_every_line_is_found_in_its_part_and_in_order(tmp_path: Path, scheme: str) -> None:
    folder = tmp_path / "out"
    done, _, errors = run(lines(7), folder_at(f"{scheme}{folder}"))
    assert done == ArchiveReport(7, 0)
    assert errors == []
    assert [p.name for p in sorted(folder.iterdir())] == [
        "part-000000001-000000003.jsonl",
        "part-000000004-000000006.jsonl",
        "part-000000007-000000007.jsonl",
    ]
    assert ids(folder) == [str(n) for n in range(7)]


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    folder = folder_at(str(tmp_path))
    broken = [*lines(5), *lines(1, "stop")]
    with pytest.raises(KeyboardInterrupt):
        run(broken, folder)
    assert ids(tmp_path) == ["0", "1", "2"]
    done, read, _ = run(lines(6), folder)
    assert done == ArchiveReport(3, 3)
    assert read == ["3", "4", "5"]
    assert run(lines(6), folder)[0] == ArchiveReport(0, 6)


@pytest.mark.parametrize("scheme", ["", "file://"])
def test_an_input_that_has_grown_has_its_last_part_made_anew(tmp_path: Path, scheme: str) -> None:
    folder = folder_at(f"{scheme}{tmp_path}")
    run(lines(4), folder)
    assert run(lines(5), folder)[0] == ArchiveReport(2, 3)
    assert ids(tmp_path) == ["0", "1", "2", "3", "4"]


def test_findings_name_the_version_of_the_words_that_they_are_of(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    run(lines(2), folder_at(str(folder)))
    (part,) = folder.iterdir()
    for line in map(json.loads, part.read_text().splitlines()):
        assert line["version"] == version_of("", line["text"], None)


@pytest.mark.parametrize("scheme", ["", "file://"])
def test_a_part_of_other_words_than_its_lines_is_made_anew(tmp_path: Path, scheme: str) -> None:
    folder = folder_at(f"{scheme}{tmp_path / 'out'}")
    run(lines(7), folder)
    edited = [*lines(3), *lines(6, "Other words.")[3:6], *lines(7)[6:]]
    done, read, _ = run(edited, folder)
    assert (done, read) == (ArchiveReport(3, 4), ["3", "4", "5"])
    assert ids(tmp_path / "out") == [str(n) for n in range(7)]
    assert run(edited, folder)[0] == ArchiveReport(0, 7)


@pytest.mark.parametrize(
    "damage", [b"{", b'{"id": "0"}\n', b""], ids=["torn", "no version", "empty"]
)
def test_a_part_that_is_damaged_or_of_an_older_brief_is_made_anew(
    tmp_path: Path, damage: bytes
) -> None:
    folder = tmp_path / "out"
    run(lines(2), folder_at(str(folder)))
    (part,) = folder.iterdir()
    part.write_bytes(damage)
    assert run(lines(2), folder_at(str(folder)))[0] == ArchiveReport(2, 0)
    assert ids(folder) == ["0", "1"]


def test_a_bad_line_is_named_and_stops_no_other(tmp_path: Path) -> None:
    given = lines(5)
    given[3] = b"{\n"
    _, read, errors = run(given, folder_at(str(tmp_path)))
    assert read == ["0", "1", "2", "4"]
    assert [e.thing for e in errors] == ["in.jsonl:4"]


def test_lines_come_from_files_packed_files_and_urls(tmp_path: Path) -> None:
    plain, packed = tmp_path / "a.jsonl", tmp_path / "a.jsonl.gz"
    plain.write_bytes(b"".join(lines(2)))
    packed.write_bytes(gzip.compress(b"".join(lines(2))))
    for place in (str(plain), str(packed), f"file://{plain}", f"file://{packed}"):
        with open_lines(place) as given:
            assert list(given) == lines(2)


def test_what_cannot_be_read_or_written_says_so(tmp_path: Path) -> None:
    for place in (str(tmp_path / "none"), f"file://{tmp_path}/none"):
        with pytest.raises(IntakeError, match="cannot be read"), open_lines(place) as given:
            list(given)
    truncated = tmp_path / "a.jsonl.gz"
    truncated.write_bytes(gzip.compress(b"".join(lines(2)))[:-12])
    with pytest.raises(IntakeError, match="cannot be read"), open_lines(str(truncated)) as given:
        list(given)
    (tmp_path / "file").write_text("")
    for place in (f"{tmp_path}/file", f"file://{tmp_path}/file"):
        with pytest.raises(ExportError, match="cannot be written"):
            run(lines(1), folder_at(place))


def test_the_command_says_what_it_did(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEF_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(main.Setup, "analyser", lambda *_: Reader())
    source = tmp_path / "a.jsonl"
    source.write_bytes(b"".join([*lines(4), b"{\n"]))

    def brief(*arguments: str) -> Result:
        return CliRunner().invoke(main.main, ["analyse", *arguments])

    arguments = ("--jsonl", str(source), "--into", str(tmp_path / "out"))
    done = brief(*arguments)
    assert done.exit_code == 1
    assert "5 lines analysed, 0 had been before" in done.output
    assert "a.jsonl:5: is not JSON" in done.output
    assert "0 lines analysed, 5 had been before" in brief(*arguments).output
    assert "go together" in brief("--jsonl", str(source)).output
    assert brief().output == "0 articles analysed\n"


def children(pid: int) -> list[int]:
    """The processes that work for this one, those aside that only watch over its resources."""
    processes = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            number, _, fields = status.read_text().partition(" (")
            if int(fields.rpartition(") ")[2].split()[1]) == pid:
                processes.append(int(number))
    work = (
        p for p in processes if b"resource_tracker" not in Path(f"/proc/{p}/cmdline").read_bytes()
    )
    return list(work)


def running(pid: int) -> str | None:
    """When the process began, in the kernel's ticks; None if none of that number runs any more.

    One that has ended keeps its number until its new parent asks for it, and then another process
    may get the number.
    """
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return None
    return None if fields[0] in "ZX" else fields[19]


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks processes up in /proc")
def test_a_run_that_is_killed_goes_on_where_it_stopped_and_doubles_nothing(tmp_path: Path) -> None:
    given, into, whole = (tmp_path / name for name in ("in.jsonl", "out", "whole"))
    text = "“The ferry will run,” said Ana Lind. Talks resume in Oslo on Friday."
    records = ({"id": str(number), "text": text, "published": "2022-01-12"} for number in range(60))
    given.write_text("".join(f"{json.dumps(record)}\n" for record in records))
    small = (
        "from briefing.jobs import archive; archive.LINES_A_PART = 5; "
        "from tui.cli.main import main; main()"
    )

    def start(folder: Path) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", small, "analyse", "--jsonl", str(given)]
        return subprocess.Popen(
            [*command, "--into", str(folder)],
            env={**os.environ, "BRIEF_HOME": str(tmp_path / "home")},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    killed = start(into)
    while not (into.is_dir() and any(into.glob("part-*"))):
        assert killed.poll() is None
        time.sleep(0.005)
    (worker,) = children(killed.pid)
    began = running(worker)
    assert began is not None
    killed.kill()
    killed.wait()
    done_before = len(ids(into))
    again = start(into)
    output, _ = again.communicate(timeout=300)
    assert again.returncode == 0
    assert output == f"{60 - done_before} lines analysed, {done_before} had been before\n"
    assert 0 < done_before < 60
    assert ids(into) == [str(number) for number in range(60)]
    assert start(whole).wait(timeout=300) == 0
    assert {p.name: p.read_bytes() for p in into.iterdir()} == {
        p.name: p.read_bytes() for p in whole.iterdir()
    }
    assert running(worker) != began
