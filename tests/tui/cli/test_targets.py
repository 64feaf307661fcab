"""Where commands write: nothing is clobbered, no folder is made that nobody asked for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tui.cli.main import main

PROGRAM = "from tui.cli.main import main; main(prog_name='brief')"
EXPORTS = {
    "markdown": b"# Briefing",
    "json": b'{"schema"',
    "ics": b"BEGIN:VCALENDAR",
    "bundle": b"PK",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the samples in its store, analysed."""
    home = tmp_path_factory.mktemp("home")
    assert brief_here(home, "print").exit_code == 0
    return home


def brief(
    home: Path, *arguments: str | Path, stdout: object = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-c", PROGRAM, *map(str, arguments)],
        env={**os.environ, "BRIEF_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
    )


def brief_here(home: Path, *arguments: str | Path) -> Result:
    """The same in this process, for targets that are not its own output."""
    return CliRunner().invoke(
        main, [str(each) for each in arguments], prog_name="brief", env={"BRIEF_HOME": str(home)}
    )


@pytest.mark.parametrize("form", EXPORTS)
def test_a_dash_is_standard_output_for_exports(home: Path, form: str, tmp_path: Path) -> None:
    done = brief(home, "export", f"--{form}", "-")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(EXPORTS[form])
    path = tmp_path / "shell-redirects-append"
    path.write_bytes(b"before ")
    with path.open("ab") as file:
        brief(home, "export", f"--{form}", "/dev/stdout", stdout=file)
    assert path.read_bytes().startswith(b"before " + EXPORTS[form])


def test_a_dash_is_standard_output_for_other_commands(home: Path) -> None:
    saved = brief(home, "backup", "-")
    assert saved.returncode == 0
    assert zipfile.is_zipfile(BytesIO(saved.stdout)) or saved.stdout.startswith(b"{")
    assert b"/dev/stdout: 10 articles" in saved.stderr
    assert brief(home, "feeds", "export", "-").stdout.startswith(b"<?xml")
    assert brief(home, "corrections", "export", "--into", "-").stdout == b""


def test_tables_need_a_folder_and_one_form_the_output(home: Path) -> None:
    assert b"several files: give it a folder" in brief(home, "export", "--csv", "-").stderr
    both = brief(home, "export", "--json", "-", "--ics", "-")
    assert (both.returncode, both.stdout) == (2, b"")
    assert b"Only one form can go to standard output" in both.stderr


def test_a_file_may_be_called_dash(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert brief(home, "feeds", "export", "./-").returncode == 0
    assert (tmp_path / "-").read_bytes().startswith(b"<?xml")


WRITING = [
    ("export", "--json"),
    ("export", "--markdown"),
    ("export", "--ics"),
    ("export", "--bundle"),
    ("backup",),
    ("feeds", "export"),
    ("corrections", "export", "--into"),
]


@pytest.mark.parametrize("command", WRITING, ids=" ".join)
def test_links_pipes_and_permissions_stay(
    home: Path, command: tuple[str, ...], tmp_path: Path
) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to("real")
    assert brief_here(home, *command, link).exit_code == 0
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert real.read_bytes() != b"old"

    pipe, read = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    assert brief_here(home, *command, pipe).exit_code == 0
    reader.join()
    assert pipe.is_fifo()
    assert len(read[0]) > 10 or command[0] == "corrections"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link", "pipe", "real"]


@pytest.mark.parametrize("command", [*WRITING, ("export", "--csv")], ids=" ".join)
def test_a_folder_that_is_not_there_is_asked_for(
    home: Path, command: tuple[str, ...], tmp_path: Path
) -> None:
    place = tmp_path / "a" / "b" / "place"
    refused = brief_here(home, *command, place)
    assert refused.exit_code == 1
    complaint = f"brief: {place}: cannot be written: there is no folder {place.parent}. "
    assert refused.stderr == f"{complaint}Make it, or give --mkdir\n"
    assert not (tmp_path / "a").exists()
    assert brief_here(home, *command, place, "--mkdir").exit_code == 0
    assert place.exists()


def test_whoever_reads_may_have_had_enough(home: Path) -> None:
    command = f'{sys.executable} -c "{PROGRAM}" export --json - | head -c 3'
    done = subprocess.run(
        ["bash", "-c", command],
        env={**os.environ, "BRIEF_HOME": str(home)},
        capture_output=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == (b'{"s', b"")


def test_a_device_that_is_full_says_so(home: Path) -> None:
    for command in WRITING[:1] + WRITING[4:6]:
        done = brief_here(home, *command, "/dev/full")
        assert done.exit_code == 1
        assert "/dev/full" in done.stderr
        assert "No space left on device" in done.stderr


def test_what_is_printed_says_which_shape_it_has(home: Path) -> None:
    assert json.loads(brief(home, "export", "--json", "-").stdout)["schema"] == 4
