"""Files are written whole or not at all; what is no regular file is written to as it is."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from briefing.errors import ExportError
from briefing.files import write_all_whole, write_whole

_PROGRAM = """
import sys
from pathlib import Path
from briefing.files import write_whole
write_whole(Path(sys.argv[1]), b"new")
"""


def written_to(place: str, **streams: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", _PROGRAM, place]
    return subprocess.run(command, check=True, **streams)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize("place", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_standard_output_is_written_to(place: str, tmp_path: Path) -> None:
    assert written_to(place, stdout=subprocess.PIPE).stdout == b"new"
    path = tmp_path / "out"
    path.write_bytes(b"old ")
    with path.open("ab") as file:
        written_to(place, stdout=file)
    assert path.read_bytes() == b"old new"


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, b"new")
    reader.join()
    assert read == [b"new"]
    assert pipe.is_fifo()


def test_a_device_says_what_it_refuses() -> None:
    write_whole(Path("/dev/null"), b"new")
    with pytest.raises(ExportError, match=r"/dev/full: cannot be written \(No space left"):
        write_whole(Path("/dev/full"), b"new")


def test_links_are_followed_and_permissions_kept(tmp_path: Path) -> None:
    real, link = tmp_path / "real" / "file", tmp_path / "link"
    real.parent.mkdir()
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to("real/file")
    write_whole(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert real.stat().st_mode & 0o777 == 0o640
    write_whole(link, b"newer", mode=0o600)
    assert real.stat().st_mode & 0o777 == 0o600
    link.unlink()
    link.symlink_to("link")
    with pytest.raises(ExportError, match="cannot be written"):
        write_whole(link, b"new")


def test_a_link_to_what_is_not_there_yet_makes_it(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("later")
    write_whole(tmp_path / "link", b"new")
    assert (tmp_path / "later").read_bytes() == b"new"
    assert (tmp_path / "link").is_symlink()


def test_of_several_files_all_are_replaced_or_none(tmp_path: Path) -> None:
    first, folder = tmp_path / "first", tmp_path / "folder"
    first.write_bytes(b"old")
    folder.mkdir()
    with pytest.raises(ExportError, match="folder: cannot be written"):
        write_all_whole({first: b"new", folder: b"new"})
    assert first.read_bytes() == b"old"
    with pytest.raises(ExportError, match="/below: cannot be written"):
        write_all_whole({tmp_path / "more": b"new", first / "below": b"new"})
    with pytest.raises(ExportError, match="/below: cannot be written"):
        write_all_whole({first / "below": b"new"}, folders=[tmp_path / "made"])
    assert sorted(p.name for p in tmp_path.iterdir()) == ["first", "folder"]
    write_all_whole({first: b"new", folder / "in" / "it": b"new"}, folders=[folder / "in"])
    assert (first.read_bytes(), (folder / "in" / "it").read_bytes()) == (b"new", b"new")


def test_no_folder_is_made_that_nobody_asked_for(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="No such file or directory"):
        write_whole(tmp_path / "none" / "file", b"new")
    with pytest.raises(ExportError, match="none/within: cannot be written"):
        write_all_whole({}, folders=[tmp_path / "none" / "within"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_a_file_keeps_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    os.chown(path, 65534, 65534)
    write_whole(path, b"new")
    assert (path.stat().st_uid, path.stat().st_gid) == (65534, 65534)
