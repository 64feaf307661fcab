"""Bytes that articles were read from: kept once, found by name, gone with the article."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from bench.corpora.store_samples import START, article
from briefing.errors import StoreCorrupt
from briefing.sources import Source
from store.engine.sources import LARGEST, SourceArchive
from store.library import TinyLibrary, open_library
from store.upkeep.facade import prune, restore_backup, save_backup

PAGE = Source(b"<p>The harbour stays shut.", "page", "text/html", "https://quay.example/1")


def name_of(source: Source) -> str:
    return sha256(source.raw).hexdigest()


def noise(size: int, seed: int) -> Source:
    return Source(random.Random(seed).randbytes(size), "page")


def age(archive: SourceArchive, seconds: float = 10_000) -> None:
    for path in archive.folder.rglob("*.z"):
        os.utime(path, (path.stat().st_atime - seconds, path.stat().st_mtime - seconds))


def test_what_an_article_was_read_from_comes_back(tmp_path: Path) -> None:
    archive = SourceArchive(tmp_path)
    archive.keep(PAGE, [article(1), article(2)], START)
    archive.keep(PAGE, [article(1)], START)
    (ref,) = SourceArchive(tmp_path).of("a00001")
    assert (ref.sha256, ref.size, ref.version) == (name_of(PAGE), 26, article(1).version)
    assert (ref.reader, ref.content_type, ref.url) == (PAGE.reader, PAGE.content_type, PAGE.url)
    assert archive.read(ref.sha256) == PAGE.raw
    assert archive.of("a00003") == ()
    assert len(list(archive.folder.rglob("*.z"))) == 1


def test_files_are_the_owners_alone(tmp_path: Path) -> None:
    archive = SourceArchive(tmp_path / "data")
    archive.keep(PAGE, [article(1)], START)
    assert {p.stat().st_mode & 0o077 for p in archive.folder.rglob("*") if p.is_file()} == {0}
    assert archive.folder.stat().st_mode & 0o077 == 0


def test_the_oldest_go_when_the_quota_is_full(tmp_path: Path) -> None:
    archive = SourceArchive(tmp_path, quota=50_000)
    for n in range(10):
        archive.keep(noise(10_000, n), [article(n)], START)
        for path in archive.folder.rglob("*.z"):
            os.utime(path, (0, path.stat().st_mtime - 10))
    kept = [n for n in range(10) if archive.of(f"a{n:05}")]
    assert kept == [6, 7, 8, 9]
    assert sum(p.stat().st_size for p in archive.folder.rglob("*.z")) <= 50_000
    archive.keep(noise(60_000, 11), [article(11)], START)
    assert archive.of("a00011") == ()


def test_without_a_quota_nothing_is_kept(tmp_path: Path) -> None:
    SourceArchive(tmp_path, quota=0).keep(PAGE, [article(1)], START)
    SourceArchive(tmp_path).keep(Source(bytes(LARGEST + 1), "page"), [article(1)], START)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: b"",
        lambda raw: raw[: len(raw) // 2],
        lambda raw: bytes([raw[0] ^ 1]) + raw[1:],
        lambda raw: b"nothing packed",
    ],
)
def test_damaged_bytes_are_none(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    archive = SourceArchive(tmp_path)
    archive.keep(PAGE, [article(1)], START)
    (path,) = archive.folder.rglob("*.z")
    path.write_bytes(damage(path.read_bytes()))
    assert archive.read(name_of(PAGE)) is None
    assert list(archive.damaged()) == [path]
    archive.keep(PAGE, [article(1)], START)
    assert archive.read(name_of(PAGE)) == PAGE.raw


def test_a_line_that_a_killed_writer_left_spoils_no_other(tmp_path: Path) -> None:
    archive = SourceArchive(tmp_path)
    archive.keep(PAGE, [article(1)], START)
    (links,) = archive.folder.rglob("*.jsonl")
    whole = links.read_bytes()
    links.write_bytes(whole + whole[: len(whole) // 2])
    second = noise(100, 1)
    archive.keep(second, [article(1)], START)
    assert [ref.sha256 for ref in archive.of("a00001")] == [name_of(PAGE), name_of(second)]


def test_sources_go_with_the_last_article_that_rests_on_them(tmp_path: Path) -> None:
    archive = SourceArchive(tmp_path)
    archive.keep(PAGE, [article(1), article(2)], START)
    archive.forget(["a00001"])
    assert archive.of("a00001") == ()
    assert archive.read(name_of(PAGE)) == PAGE.raw
    archive.forget(["a00002"])
    assert archive.read(name_of(PAGE)) is None
    assert archive.names() == []


def test_bytes_that_somebody_is_about_to_link_stay(tmp_path: Path) -> None:
    archive = SourceArchive(tmp_path)
    archive.keep(PAGE, [article(1)], START)
    (links,) = archive.folder.rglob("*.jsonl")
    links.unlink()
    assert archive.sweep(lambda _: True) == 0
    age(archive)
    assert archive.sweep(lambda _: True) == 1


def test_pruning_an_article_prunes_its_bytes(library: TinyLibrary) -> None:
    archive = SourceArchive(library.folder)
    old, new = article(1), article(90)
    assert old.day
    assert new.day
    assert old.day < new.day
    library.take_in([old, new], START)
    archive.keep(PAGE, [old], START)
    archive.keep(noise(100, 1), [new], START)
    assert prune(library, new.day).articles == 1
    assert archive.of(old.id) == ()
    assert archive.read(name_of(PAGE)) is None
    assert archive.of(new.id)


def test_a_backup_holds_the_bytes_and_a_restore_adds_them(
    library: TinyLibrary, tmp_path: Path
) -> None:
    library.take_in([article(1)], START)
    SourceArchive(library.folder).keep(PAGE, [article(1)], START)
    saved = save_backup(library.folder, tmp_path / "backup")
    assert (saved.documents["articles"], saved.size) == (1, saved.path.stat().st_size)
    assert saved.path.stat().st_mode & 0o077 == 0
    other = tmp_path / "other"
    second = noise(100, 2)
    SourceArchive(other).keep(second, [article(1)], START)
    restored = restore_backup(other, saved.path)
    assert restored.documents["articles"] == 1
    archive = SourceArchive(other)
    assert [ref.sha256 for ref in archive.of("a00001")] == [name_of(second), name_of(PAGE)]
    assert archive.read(name_of(PAGE)) == PAGE.raw
    restore_backup(other, saved.path)
    assert len(archive.of("a00001")) == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == ["backup", "library", "other"]
    opened = open_library(other)
    assert opened.article("a00001") == article(1)
    opened.close()
    assert [p.name for p in other.iterdir() if p.name.startswith(".")] == []


def test_a_damaged_backup_changes_nothing(library: TinyLibrary, tmp_path: Path) -> None:
    library.take_in([article(1)], START)
    SourceArchive(library.folder).keep(noise(3000, 3), [article(1)], START)
    path = save_backup(library.folder, tmp_path / "backup").path
    raw = path.read_bytes()
    other = tmp_path / "other"
    dice = random.Random(7)
    for at in (dice.randrange(len(raw) - 400) for _ in range(40)):
        path.write_bytes(raw[:at] + bytes([raw[at] ^ 255]) + raw[at + 1 :])
        try:
            restore_backup(other, path)
        except StoreCorrupt:
            continue
        # What is not read of a ZIP file may differ; what was restored is what was saved.
        opened = open_library(other)
        assert opened.article("a00001") == article(1)
        opened.close()
