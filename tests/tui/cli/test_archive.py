from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from briefing.analysis.analyser import Analyser
from briefing.codec import EXTRACT_SCHEMA
from briefing.errors import AnalysisError, BriefError, ExportError, IntakeError
from briefing.jobs import archive
from briefing.jobs.archive import MANIFEST, ArchiveReport, analyse_archive, part_name
from briefing.jobs.folders import Folder, folder_at, open_lines
from briefing.model import Article, Findings, version_of
from briefing.nlp_model import BUNDLED_MODEL, model_digest
from briefing.ports import no_progress
from tui.cli import main


class Reader(Analyser):
    """Finds nothing, and remembers what it read."""

    def __init__(self, name: str = "rules") -> None:
        self.name = name
        self.model = BUNDLED_MODEL
        self.read: list[str] = []

    def close(self) -> None:
        pass

    def analyse(self, articles: Iterable[Article], total: int | None = None) -> Iterator[Findings]:
        for article in articles:
            if article.text == "stop":
                raise KeyboardInterrupt
            self.read.append(article.id)
            yield Findings(article.id, self.name)


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LINES_A_PART", 3)


def lines(count: int, text: str = "Words.") -> list[bytes]:
    return [json.dumps({"id": str(n), "text": text}).encode() + b"\n" for n in range(count)]


def run(
    given: Iterable[bytes], folder: Folder, source: str = "in.jsonl", analyser: str = "rules"
) -> tuple[ArchiveReport, list[str], list[BriefError]]:
    reader = Reader(analyser)
    errors: list[BriefError] = []
    done = analyse_archive(given, source, folder, reader, errors, no_progress)
    return done, reader.read, errors


def ids(folder: Path) -> list[str]:
    parts = sorted(folder.glob("part-*"))
    return [json.loads(line)["id"] for p in parts for line in p.read_text().splitlines()]


@pytest.mark.parametrize("scheme", ["", "file://"])
def test_every_line_is_found_in_its_part_and_in_order(tmp_path: Path, scheme: str) -> None:
    folder = tmp_path / "out"
    done, _, errors = run(lines(7), folder_at(f"{scheme}{folder}"))
    assert done == ArchiveReport(7, 0)
    assert errors == []
    assert [p.name for p in sorted(folder.iterdir())] == [
        MANIFEST,
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
    assert run(lines(5), folder)[0] == ArchiveReport(2, 3, renewed=2)
    assert ids(tmp_path) == ["0", "1", "2", "3", "4"]


def test_findings_name_the_version_of_the_words_that_they_are_of(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    run(lines(2), folder_at(str(folder)))
    (part,) = folder.glob("part-*")
    for line in map(json.loads, part.read_text().splitlines()):
        assert line["version"] == version_of("", line["text"], None)


@pytest.mark.parametrize("scheme", ["", "file://"])
def test_a_part_of_other_words_than_its_lines_is_made_anew(tmp_path: Path, scheme: str) -> None:
    folder = folder_at(f"{scheme}{tmp_path / 'out'}")
    run(lines(7), folder)
    edited = [*lines(3), *lines(6, "Other words.")[3:6], *lines(7)[6:]]
    done, read, _ = run(edited, folder)
    assert (done, read) == (ArchiveReport(3, 4, renewed=3), ["3", "4", "5"])
    assert ids(tmp_path / "out") == [str(n) for n in range(7)]
    assert run(edited, folder)[0] == ArchiveReport(0, 7)


@pytest.mark.parametrize("damage", [b"{", b'{"id": "0"}\n', b""], ids=["torn", "other", "empty"])
def test_a_part_that_is_not_as_it_was_written_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    folder = tmp_path / "out"
    run(lines(2), folder_at(str(folder)))
    (part,) = folder.glob("part-*")
    part.write_bytes(damage)
    assert run(lines(2), folder_at(str(folder)))[0] == ArchiveReport(2, 0, renewed=2)
    assert ids(folder) == ["0", "1"]


@pytest.mark.parametrize("scheme", ["", "file://"])
def test_parts_that_no_manifest_vouches_for_are_made_anew(tmp_path: Path, scheme: str) -> None:
    folder = folder_at(f"{scheme}{tmp_path / 'out'}")
    run(lines(5), folder)
    folder.remove(MANIFEST)
    assert run(lines(5), folder)[0] == ArchiveReport(5, 0, renewed=5)
    assert run(lines(5), folder)[0] == ArchiveReport(0, 5)


def test_the_manifest_says_what_each_part_was_made_from_and_by(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    run(lines(4), folder_at(str(folder)), str(tmp_path / "in.jsonl"))
    manifest = json.loads((folder / MANIFEST).read_text())
    assert (manifest["schema"], manifest["input"]) == (1, str(tmp_path / "in.jsonl"))
    first, second = (manifest["parts"][part.name] for part in sorted(folder.glob("part-*")))
    assert first["origin"] == {
        "lines": hashlib.sha256(b"".join(lines(3))).hexdigest(),
        "analyser": "rules",
        "model": model_digest(BUNDLED_MODEL),
        "schema": EXTRACT_SCHEMA,
    }
    part = folder / part_name(4, 4)
    assert second["findings"] == hashlib.sha256(part.read_bytes()).hexdigest()


def test_each_row_names_its_analyser(tmp_path: Path) -> None:
    run(lines(4), folder_at(str(tmp_path)), analyser="newer rules")
    rows = [json.loads(line) for p in tmp_path.glob("part-*") for line in p.open()]
    assert [row["analyser"] for row in rows] == ["newer rules"] * 4


def test_findings_of_other_rules_than_ours_are_written_nowhere(tmp_path: Path) -> None:
    class Mixed(Reader):
        def analyse(self, articles: Iterable[Article], total: int | None = None) -> Any:
            for number, article in enumerate(articles):
                yield Findings(article.id, "older rules" if number == 1 else self.name)

    with pytest.raises(AnalysisError, match="a worker: analyses with older rules, not with rules"):
        analyse_archive(lines(4), "in.jsonl", folder_at(str(tmp_path)), Mixed(), [], no_progress)
    assert list(tmp_path.iterdir()) == []


def test_other_rules_and_another_model_have_all_analysed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_at(str(tmp_path))
    run(lines(4), folder)
    assert run(lines(4), folder, analyser="newer rules")[0] == ArchiveReport(4, 0, renewed=4)
    # A model that was trained anew and kept its name and version.
    monkeypatch.setattr(archive, "model_digest", lambda _: "0" * 64)
    assert run(lines(4), folder, analyser="newer rules")[0] == ArchiveReport(4, 0, renewed=4)
    assert run(lines(4), folder, analyser="newer rules")[0] == ArchiveReport(0, 4)
    monkeypatch.setattr(archive, "EXTRACT_SCHEMA", EXTRACT_SCHEMA + 1)
    assert run(lines(4), folder, analyser="newer rules")[0] == ArchiveReport(4, 0, renewed=4)


def test_parts_of_lines_that_are_gone_are_taken_out(tmp_path: Path) -> None:
    folder = folder_at(str(tmp_path))
    run(lines(8), folder)
    assert run(lines(4), folder)[0] == ArchiveReport(1, 3, renewed=1, removed=1)
    assert ids(tmp_path) == ["0", "1", "2", "3"]
    assert run(lines(4), folder)[0] == ArchiveReport(0, 4)


def test_a_pipe_that_ends_early_takes_no_findings_out(tmp_path: Path) -> None:
    folder = folder_at(str(tmp_path))
    run(lines(7), folder, "-")
    done, _, errors = run(lines(3), folder, "-")
    assert done == ArchiveReport(0, 3)
    (error,) = errors
    assert str(error).startswith("standard input: ended after 3 lines; the findings of more lines")
    assert ids(tmp_path) == [str(n) for n in range(7)]
    assert run(lines(7), folder, "-")[0] == ArchiveReport(0, 7)


def test_findings_of_another_input_are_not_written_over(tmp_path: Path) -> None:
    folder = folder_at(str(tmp_path / "out"))
    run(lines(4), folder, "a.jsonl")
    before = {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()}
    for other in (lines(4, "Other words."), []):
        with pytest.raises(IntakeError, match=r"findings of another input, .*a\.jsonl\. Take"):
            run(other, folder, "b.jsonl")
    assert {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()} == before


def test_an_input_that_has_only_moved_and_grown_goes_on(tmp_path: Path) -> None:
    folder = folder_at(str(tmp_path / "out"))
    run(lines(5), folder, "a.jsonl")
    assert run(lines(7), folder, "old/a.jsonl")[0] == ArchiveReport(4, 3, renewed=3)
    assert run(lines(7), folder, "old/a.jsonl")[0] == ArchiveReport(0, 7)


@pytest.mark.parametrize(
    ("manifest", "problem"),
    [
        (b"{", "is no manifest of brief"),
        (b'{"name": "a page", "icons": []}', "is no manifest of brief"),
        (b'{"schema": 99, "input": "in.jsonl", "parts": {}}', "was written by a newer brief"),
    ],
)
def test_a_manifest_of_another_program_is_left_alone(
    tmp_path: Path, manifest: bytes, problem: str
) -> None:
    (tmp_path / MANIFEST).write_bytes(manifest)
    with pytest.raises(IntakeError, match=f"{MANIFEST}: {problem}"):
        run(lines(4), folder_at(str(tmp_path)))
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [(MANIFEST, manifest)]


def test_a_bad_line_is_named_and_stops_no_other(tmp_path: Path) -> None:
    given = lines(5)
    given[3] = b"{\n"
    _, read, errors = run(given, folder_at(str(tmp_path)))
    assert read == ["0", "1", "2", "4"]
    assert [e.thing for e in errors] == ["in.jsonl:4"]
    done, read, again = run(given, folder_at(str(tmp_path)))
    assert (done, read) == (ArchiveReport(0, 5), [])
    assert [str(e) for e in again] == [str(e) for e in errors]


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
    again = brief(*arguments)
    assert again.exit_code == 1
    assert "0 lines analysed, 5 had been before\n" in again.output
    assert "a.jsonl:5: is not JSON" in again.output
    source.write_bytes(b"".join(lines(2, "Other words.")))
    changed = "2 lines analysed, 0 had been before; 2 of them again, since lines, model or rules"
    edited = brief(*arguments)
    assert edited.exit_code == 0
    assert f"{changed} are others now; 1 part of lines that are gone taken out" in edited.output
    assert "go together" in brief("--jsonl", str(source)).output
    assert brief().output == "0 articles analysed\n"


def test_a_folder_is_asked_for_before_anything_is_analysed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEF_HOME", str(tmp_path / "home"))
    reader = Reader()
    monkeypatch.setattr(main.Setup, "analyser", lambda *_: reader)
    source, into = tmp_path / "a.jsonl", tmp_path / "not" / "there"
    source.write_bytes(b"".join(lines(2)))
    arguments = ["analyse", "--jsonl", str(source), "--into", str(into)]
    refused = CliRunner().invoke(main.main, arguments)
    assert refused.exit_code == 1
    assert f"there is no folder {into.parent}. Make it, or give --mkdir" in refused.output
    in_a_file = CliRunner().invoke(main.main, [*arguments[:-1], str(source)])
    assert in_a_file.exit_code == 1
    assert f"{source}: cannot be written (Not a directory)" in in_a_file.output
    assert reader.read == []
    assert CliRunner().invoke(main.main, [*arguments, "--mkdir"]).exit_code == 0
    assert (into / MANIFEST).exists()


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
