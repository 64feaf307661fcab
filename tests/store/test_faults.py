"""Faults as they happen on servers, each with real processes."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.corpora.store_samples import entry
from bench.filling import put_in
from briefing.errors import StoreBusy, StoreError
from store.library import TinyLibrary, open_library
from store.upkeep.health import examine
from tests.store.conftest import Start

pytestmark = pytest.mark.slow
ROUNDS = 20
NOBODY = 65534


def acknowledged(process: subprocess.Popen[str]) -> list[list[int]]:
    """The batches that a killed writer had acknowledged; a line cut short is none."""
    assert process.stdout is not None
    assert process.stderr is not None
    # Not communicate(): it passes over what reading the first line has taken into the buffer.
    output, errors = process.stdout.read(), process.stderr.read()
    process.wait()
    assert not errors, errors
    lines = output.split("\n")[:-1]
    return [[int(word) for word in line.split()] for line in lines]


def check_round(folder: Path, batches: list[list[int]], batch: int) -> None:
    """Every acknowledged article is there and right; each other batch is whole or absent."""
    library = open_library(folder, read_only=True)
    held = {e.article.id: e for e in library.entries()}
    for numbers in batches:
        for number in numbers:
            assert held[f"a{number:05d}"] == entry(number)
    starts = {int(article_id[1:]) // batch for article_id in held}
    assert len(held) == len(starts) * batch
    counts = library.counts()
    assert counts.articles == counts.analysed == len(held)
    library.close()


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_nothing_acknowledged_is_lost_when_a_writer_dies(
    folder: Path, start: Start, end: signal.Signals
) -> None:
    chance = random.Random(end)
    batches: list[list[int]] = []
    for number in range(ROUNDS if end == signal.SIGKILL else 2):
        writer = start("write", folder, 1000 * number, 4, "yes")
        assert writer.stdout is not None
        batches.append([int(word) for word in writer.stdout.readline().split()])
        time.sleep(chance.uniform(0, 0.03))
        writer.send_signal(end)
        batches += acknowledged(writer)
    check_round(folder, batches, 4)
    assert examine(folder).sound


def test_three_writers_at_once_die_and_lose_nothing(folder: Path, start: Start) -> None:
    chance = random.Random(7)
    batches: list[list[int]] = []
    for number in range(4):
        writers = [start("write", folder, 10_000 * w + 1000 * number, 4, "yes") for w in (1, 2, 3)]
        for writer in writers:
            assert writer.stdout is not None
            batches.append([int(word) for word in writer.stdout.readline().split()])
        time.sleep(chance.uniform(0, 0.05))
        for writer in writers:
            writer.kill()
        for writer in writers:
            batches += acknowledged(writer)
    check_round(folder, batches, 4)
    assert examine(folder).sound


def test_a_full_disk_is_an_error_and_no_loss(folder: Path, start: Start) -> None:
    process = start("limited", folder, 20_000)
    output, errors = process.communicate(timeout=60)
    lines = output.splitlines()
    stored = [int(line) for line in lines if line.isdigit()]
    assert not errors
    assert len(stored) > 5
    assert "refused StoreError" in output
    assert "limit" in output
    assert "compaction refused StoreError" in output
    assert f"readable {len(stored)}" in lines
    assert f"works again {len(stored) + 1}" in lines
    library = open_library(folder, read_only=True)
    assert [e.article.id for e in library.entries()][1:] == [f"a{n:05d}" for n in stored[::-1]]


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a file system takes root")
def test_a_full_file_system_is_an_error_and_no_loss(tmp_path: Path, start: Start) -> None:
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", place], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("no file system can be mounted here")
    try:
        ballast = place / "ballast"
        ballast.write_bytes(b"x" * 24_000)
        output, errors = start("fill", place / "library").communicate(timeout=60)
        stored = [int(line) for line in output.splitlines() if line.isdigit()]
        assert not errors
        assert len(stored) > 5
        assert "Free some space" in output
        assert f"readable {len(stored)}" in output
        ballast.unlink()
        library = open_library(place / "library")
        put_in(library, [entry(5000)])
        assert library.counts().articles == len(stored) + 1
        library.close()
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def test_a_failing_disk_is_an_error_and_what_it_took_is_seen_alike_by_all(
    library: TinyLibrary, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in(library, [entry(1)])
    reader = open_library(folder, read_only=True)
    with monkeypatch.context() as patched:
        patched.setattr(os, "fdatasync", lambda _: failing(errno.EIO))
        with pytest.raises(StoreError, match="disk failed"):
            put_in(library, [entry(2)])
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", lambda *_: failing(errno.ENOSPC))
        with pytest.raises(StoreError, match="Free some space"):
            put_in(library, [entry(3)])
    assert library.counts() == reader.counts() == open_library(folder).counts()
    put_in(library, [entry(n) for n in range(4)])
    assert library.counts() == reader.counts()
    assert reader.counts().articles == 4


def failing(number: int) -> None:
    raise OSError(number, os.strerror(number))


def test_a_stopped_holder_is_named_and_readers_go_on(folder: Path, start: Start) -> None:
    library = open_library(folder, lock_timeout=0.2)
    put_in(library, [entry(1)])
    holder = start("hold", folder)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(StoreBusy, match=f"process {holder.pid} .*has held"):
        put_in(library, [entry(2)])
    holder.send_signal(signal.SIGSTOP)
    with pytest.raises(StoreBusy, match=rf"is stopped.*kill -CONT {holder.pid}"):
        put_in(library, [entry(2)])
    assert [e.article.id for e in library.entries()] == ["a00001"]
    assert open_library(folder).counts().articles == 1
    assert any("writing" in complaint.problem for complaint in examine(folder).complaints)
    holder.kill()
    holder.wait()
    assert put_in(library, [entry(2)]).added == ("a00002",)
    library.close()


def test_a_reader_sees_another_process_at_once(
    library: TinyLibrary, folder: Path, start: Start
) -> None:
    put_in(library, [entry(1)])
    reader = start("follow", folder, "a00002")
    assert reader.stdout is not None
    assert reader.stdout.readline() == "ready\n"
    put_in(library, [entry(2)])
    assert float(reader.stdout.readline()) > 0


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder to which other users have a way."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        yield Path(place)


@pytest.mark.skipif(os.geteuid() != 0, reason="becoming another user takes root")
def test_another_users_store_is_refused_with_a_remedy(open_place: Path, start: Start) -> None:
    folder = open_place / "library"
    library = open_library(folder)
    put_in(library, [entry(5)])
    output, errors = start("as_user", folder, NOBODY).communicate(timeout=60)
    assert "read refused StoreError" in output, (output, errors)
    assert "chown" in output
    assert "wrote" not in output
    assert library.counts().articles == 1


def test_a_read_only_home_can_be_read_and_says_why_not_written(
    open_place: Path, start: Start
) -> None:
    folder = open_place / "library"
    library = open_library(folder)
    put_in(library, [entry(5), entry(6)])
    library.close()
    user = NOBODY if os.geteuid() == 0 else os.geteuid()
    for path in [*folder.iterdir(), folder]:
        os.chown(path, user, -1)
        path.chmod(0o500 if path.is_dir() else 0o400)
    output, errors = start("as_user", folder, user).communicate(timeout=60)
    folder.chmod(0o700)
    assert "read 2" in output, (output, errors)
    assert "write refused StoreError" in output
    assert "Permission denied" in output


def test_a_home_without_a_store_that_cannot_be_written_reads_as_empty(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    library = open_library(blocked / "library")
    assert library.counts().articles == 0
    with pytest.raises(StoreError, match="Choose a folder"):
        put_in(library, [entry(1)])


def test_the_clock_may_step_back_and_forth(
    library: TinyLibrary, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = open_library(folder, read_only=True)
    seen = set()
    for number, step in enumerate((0, -(10**8), 10**9, -(10**9))):
        monkeypatch.setattr(time, "time", lambda step=step: 1.6e9 + step)
        put_in(library, [entry(number)])
        if number % 2:
            library.compact()
        for path in folder.iterdir():
            with contextlib.suppress(FileNotFoundError):
                os.utime(path, (1.6e9 + step, 1.6e9 + step))
        seen.add(reader.revision())
        assert reader.counts().articles == library.counts().articles == number + 1
    assert len(seen) == 4


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o277])
def test_files_are_the_owners_alone_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    script = (
        f"import os, sys; os.umask({umask}); from pathlib import Path\n"
        "from store.library import open_library; from store.upkeep.facade import save_backup\n"
        "from bench.filling import put_in; from bench.corpora.store_samples import entry\n"
        "folder = Path(sys.argv[1]) / 'library'; library = open_library(folder)\n"
        "put_in(library, [entry(1)]); library.compact(); put_in(library, [entry(2)])\n"
        "save_backup(folder, folder.parent / 'backup.json')"
    )
    root = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-c", script, tmp_path], check=True, cwd=root)
    folder = tmp_path / "library"
    assert folder.stat().st_mode & 0o777 == 0o700
    paths = [*folder.iterdir(), tmp_path / "backup.json"]
    assert len(paths) == 6
    assert {path.stat().st_mode & 0o777 for path in paths} == {0o600}
