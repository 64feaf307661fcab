"""The files: stock TinyDB reads them, others' writes are seen, compaction hides nothing."""

from __future__ import annotations

import errno
import json
import os
import random
import threading
import time
from pathlib import Path

import pytest
from tinydb import TinyDB, where

from bench.corpora.store_samples import article, entry
from bench.filling import put_in
from briefing.errors import StoreError
from briefing.model import Entry
from store.adapter.table import JournalDB
from store.documents.lookups import Lookups
from store.engine import compaction, files
from store.engine.contents import Contents
from store.engine.lock import Lock
from store.library import TinyLibrary, compact_folder, open_library
from store.recovery.migrations import SCHEMA


def placed(library: TinyLibrary) -> bool:
    """Whether the articles of the snapshot are left on disk until asked for."""
    return library.database.storage.contents.tables["articles"].placed is not None  # type: ignore[attr-defined]


def test_stock_tinydb_opens_the_snapshot(library: TinyLibrary, folder: Path) -> None:
    put_in(library, [entry(n) for n in range(5)])
    library.set_state("k", [1])
    library.compact()
    with TinyDB(folder / files.SNAPSHOT) as stock:
        assert stock.tables() >= {"articles", "findings", "state", "meta"}
        articles = stock.table("articles")
        assert len(articles) == 5
        document = articles.get(where("id") == "a00003")
        assert document["title"] == entry(3).article.title
        assert stock.table("meta").all()[0] == {"schema": SCHEMA}


def test_what_stock_tinydb_writes_into_the_snapshot_is_taken_over(
    library: TinyLibrary, folder: Path
) -> None:
    put_in(library, [entry(n) for n in range(5)])
    library.compact()
    put_in(library, [entry(7)])
    with TinyDB(folder / files.SNAPSHOT, indent=4) as stock:
        stock.table("articles").update({"title": "By hand"}, where("id") == "a00003")
        stock.table("articles").remove(where("id") == "a00001")
    for each in (library, open_library(folder)):
        stored = each.article("a00003")
        assert stored is not None
        assert stored.title == "By hand"
        assert each.article("a00001") is None
        assert each.counts().articles == 5
        assert each.notices == ()
    put_in(library, [entry(8)])
    library.compact()
    assert open_library(folder, read_only=True).counts().articles == 6


def test_a_compacted_library_leaves_articles_on_disk(library: TinyLibrary, folder: Path) -> None:
    put_in(library, [entry(n) for n in range(5)])
    library.compact()
    put_in(library, [entry(9)])
    reader = open_library(folder, read_only=True)
    assert placed(reader)
    assert placed(library)
    assert next(reader.entries()).article.id == "a00009"


def test_a_batch_costs_one_sync_and_reads_nothing_however_large_the_store(
    library: TinyLibrary, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in(library, [entry(n) for n in range(200)])
    library.compact()
    library.counts()
    calls: list[str] = []
    for name in ("fsync", "fdatasync", "pread", "write"):
        original = getattr(os, name)

        def count(*arguments: object, name: str = name, original: object = original) -> object:
            calls.append(name)
            return original(*arguments)  # type: ignore[operator]

        monkeypatch.setattr(os, name, count)
    put_in(library, [entry(n) for n in range(200, 250)])
    assert calls == ["write", "fdatasync"]


def test_compaction_sweeps_what_it_replaced(library: TinyLibrary, folder: Path) -> None:
    for number in range(4):
        put_in(library, [entry(number)])
        assert library.compact()
    names = {path.name for path in folder.iterdir()}
    assert names == {
        "library.json",
        "library-5.journal",
        "library-5.index",
        "library.lock",
        "library.compact.lock",
    }
    assert (folder / "library-5.journal").stat().st_size == 0


def test_what_is_written_during_compaction_is_kept(
    library: TinyLibrary, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in(library, [entry(n) for n in range(5)])
    other = open_library(folder)
    reader = open_library(folder, read_only=True)
    writer = library.database.storage.writer  # type: ignore[attr-defined]
    original = writer.write_snapshot

    def meanwhile(*arguments: object) -> None:
        put_in(other, [entry(8)])
        other.remove(["a00002"])
        original(*arguments)
        put_in(other, [entry(9)])

    monkeypatch.setattr(writer, "write_snapshot", meanwhile)
    assert library.compact()
    expected = ["a00009", "a00008", "a00004", "a00003", "a00001", "a00000"]
    for each in (library, other, reader, open_library(folder)):
        assert [e.article.id for e in each.entries()] == expected


def test_compaction_that_dies_half_way_is_made_good(
    library: TinyLibrary, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in(library, [entry(n) for n in range(5)])
    writer = library.database.storage.writer  # type: ignore[attr-defined]

    def die(*arguments: object) -> None:
        raise KeyboardInterrupt

    for step in ("write_snapshot", "put_in_place", "sweep"):
        with monkeypatch.context() as patched:
            patched.setattr(writer, step, die)
            with pytest.raises(KeyboardInterrupt):
                library.compact()
        put_in(library, [entry(10 + len(step))])
        fresh = open_library(folder)
        assert fresh.counts() == library.counts()
    library.compact()
    assert len(list(folder.iterdir())) == 5
    assert open_library(folder).counts().articles == 8


def test_only_one_compacts(library: TinyLibrary, folder: Path) -> None:
    assert not library.compact()
    put_in(library, [entry(1)])
    guard = Lock(folder / files.COMPACTION_LOCK, 0)
    guard.acquire()
    assert not library.compact()
    guard.close()
    assert library.compact()


def test_compaction_starts_by_itself_in_another_process(
    library: TinyLibrary, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compaction, "SMALLEST_JOURNAL", 20_000)
    for number in range(0, 60, 20):
        put_in(library, (entry(n) for n in range(number, number + 20)))
    library.wait_for_compaction(30)
    assert (folder / files.SNAPSHOT).stat().st_size > 20_000
    assert library.counts().articles == 60
    assert placed(library)


def test_a_lost_index_is_made_anew_by_the_next_write(
    library: TinyLibrary, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compaction, "SMALLEST_JOURNAL", 20_000)
    put_in(library, [entry(n) for n in range(30)])
    library.compact()
    next(folder.glob("*.index")).unlink()
    other = open_library(folder)
    assert not placed(other)
    other.set_state("k", 1)
    other.wait_for_compaction(30)
    assert other.counts().articles == 30
    assert placed(other)


def test_compaction_by_folder(library: TinyLibrary, folder: Path) -> None:
    put_in(library, [entry(1)])
    compact_folder(str(folder))
    assert library.counts().articles == 1
    assert placed(library)


def test_who_follows_a_compaction_reads_nothing_afresh(
    library: TinyLibrary, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in(library, [entry(n) for n in range(5)])
    reader = open_library(folder, read_only=True)
    reader.counts()
    library.compact()
    put_in(library, [entry(2), entry(6)])
    library.remove(["a00001"])
    resets: list[int] = []
    monkeypatch.setattr(Lookups, "reset", lambda _: resets.append(1))
    assert [e.article.id for e in reader.entries()] == [f"a{n:05d}" for n in (6, 4, 3, 2, 0)]
    assert placed(reader)
    assert resets == []
    monkeypatch.undo()
    library.database.drop_table("findings")
    library.compact()
    assert reader.counts().analysed == 0


@pytest.mark.parametrize("seed", range(6))
def test_all_handles_agree_after_any_history(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    handles = [open_library(folder) for _ in range(3)]

    def look(library: TinyLibrary) -> object:
        return (
            list(library.entries()),
            library.counts(),
            library.outdated("rules-1"),
            library.by_speaker("Mira Tolen"),
            library.by_url("https://quay.example/3"),
            [library.state(f"k{n}") for n in range(3)],
        )

    for _ in range(120):
        library = chance.choice(handles)
        number = chance.randrange(25)
        act = chance.randrange(9)
        if act < 3:
            put_in(library, [entry(number, analysed=chance.random() < 0.7), entry(number + 1)])
        elif act == 3:
            put_in(library, [Entry(article(number, text=f"Other words {chance.random()}."))])
        elif act == 4:
            library.remove([f"a{number:05d}", "nobody"])
        elif act == 5:
            library.set_state(f"k{number % 3}", chance.choice([None, number]))
        elif act == 6:
            library.compact()
        else:
            look(library)
    fresh = open_library(folder, read_only=True)
    expected = look(fresh)
    assert [look(library) for library in handles] == [expected] * 3
    assert fresh.counts().articles > 0


def test_readers_that_sleep_through_several_compactions_catch_up(
    library: TinyLibrary, folder: Path
) -> None:
    put_in(library, [entry(1)])
    reader = open_library(folder, read_only=True)
    for number in range(2, 6):
        put_in(library, [entry(number)])
        library.compact()
    assert reader.counts().articles == 5
    assert reader.revision() == library.revision()


def test_readers_go_on_while_another_process_compacts_and_writes(
    library: TinyLibrary, folder: Path
) -> None:
    put_in(library, [entry(0)])
    wrong: list[object] = []
    done = threading.Event()

    def read() -> None:
        reader = open_library(folder, read_only=True)
        last = 0
        while not done.is_set():
            counts = reader.counts()
            listed = len(list(reader.entries()))
            if counts.articles < last or listed < counts.articles or counts.analysed > listed:
                wrong.append((last, counts, listed))
            last = counts.articles

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(1, 60):
        put_in(library, [entry(number)])
        if number % 7 == 0:
            library.compact()
    done.set()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_threads_of_one_process_share_a_library(library: TinyLibrary) -> None:
    def work(start: int) -> None:
        for number in range(start, start + 15):
            put_in(library, [entry(number)])
            assert library.article(f"a{number:05d}") is not None

    threads = [threading.Thread(target=work, args=(100 * n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert library.counts().articles == len(list(library.entries())) == 60


def test_a_transaction_that_fails_leaves_nothing(folder: Path) -> None:
    database = JournalDB(folder)
    storage = database.storage

    def fail_late() -> None:
        with storage.transaction():  # type: ignore[attr-defined]
            database.insert({"a": 1})
            database.table("t").insert({"b": 1})
            assert len(database) == 1
            raise LookupError

    with pytest.raises(LookupError):
        fail_late()
    assert len(database) == 0
    assert JournalDB(folder).tables() == set()
    assert database.insert({"a": 2}) == 1


def test_a_transaction_is_seen_by_others_at_once_or_not_at_all(folder: Path) -> None:
    database = JournalDB(folder)
    database.insert({"a": 0})
    other = JournalDB(folder)
    with database.storage.transaction():  # type: ignore[attr-defined]
        database.insert({"a": 1})
        database.table("t").insert({"b": 1})
        assert len(other) == 1
        assert len(database) == 2
    assert len(other) == 2
    assert other.tables() == {"_default", "t"}


def test_ids_of_two_handles_never_meet(folder: Path) -> None:
    one, two = JournalDB(folder), JournalDB(folder)
    ids = [handle.insert({"n": n}) for n in range(5) for handle in (one, two)]
    assert ids == list(range(1, 11))


def test_files_that_cannot_be_read_are_an_error_of_the_store(folder: Path) -> None:
    library = open_library(folder)
    put_in(library, [entry(1)])
    (folder / files.SNAPSHOT).unlink()
    (folder / files.SNAPSHOT).mkdir()
    with pytest.raises(StoreError, match="Is a directory"):
        open_library(folder)


def test_the_lock_file_may_be_deleted_while_in_use(library: TinyLibrary, folder: Path) -> None:
    put_in(library, [entry(1)])
    other = open_library(folder, lock_timeout=0.1)
    with library.database.storage.transaction():  # type: ignore[attr-defined]
        (folder / files.LOCK).unlink()
    put_in(other, [entry(2)])
    put_in(library, [entry(3)])
    assert other.counts().articles == 3


def test_opening_reads_no_document(
    library: TinyLibrary, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in(library, [entry(n) for n in range(30)])
    library.compact()
    reader = open_library(folder, read_only=True)
    table = reader.database.storage.contents.tables["articles"]  # type: ignore[attr-defined]
    reads: list[int] = []
    original = table.placed.raw

    def read(row: int) -> bytes:
        reads.append(row)
        document: bytes = original(row)
        return document

    monkeypatch.setattr(table.placed, "raw", read)
    assert reader.counts().articles == 30
    assert reader.outdated("rules-2")
    assert reads == []
    # One is looked into, as another address might have the same checksum.
    assert reader.by_url("https://quay.example/3") == ("a00003",)
    assert reads == [3]
    reads.clear()
    newest = entry(29).article.day
    assert len(list(reader.entries(since=newest))) == 1
    assert len(reads) == 1


def test_a_snapshot_is_one_document_a_line(library: TinyLibrary, folder: Path) -> None:
    put_in(library, [entry(n) for n in range(3)])
    library.compact()
    lines = (folder / files.SNAPSHOT).read_text(encoding="utf-8").splitlines()
    documents = [line for line in lines if line.startswith('"')]
    assert len(documents) == 3 + 3 + 1
    first = documents[1].removesuffix(",").removesuffix("}}") + "}"
    assert json.loads("{" + first)["1"]["id"] == "a00000"


def test_waiting_for_the_lock_ends_when_it_is_free(library: TinyLibrary, folder: Path) -> None:
    put_in(library, [entry(1)])
    other = open_library(folder, lock_timeout=10)

    def hold() -> None:
        with library.database.storage.transaction():  # type: ignore[attr-defined]
            held.set()
            time.sleep(0.05)

    held = threading.Event()
    thread = threading.Thread(target=hold)
    thread.start()
    held.wait()
    assert put_in(other, [entry(2)]).added == ("a00002",)
    thread.join()


def test_what_a_disk_takes_only_in_part_is_cut_off_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = JournalDB(folder)
    database.insert({"a": 1})
    segment = folder / files.segment_name(1)
    whole = segment.read_bytes()

    def write_half(descriptor: int, data: bytes) -> None:
        os.write(descriptor, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(files, "write_all", write_half)
        with pytest.raises(StoreError, match="No space left"):
            database.insert({"a": 2})
    assert segment.read_bytes() == whole
    database.insert({"a": 3})
    assert [document["a"] for document in JournalDB(folder)] == [1, 3]


def test_one_reading_takes_in_what_stands_in_every_segment(folder: Path) -> None:
    database = JournalDB(folder)
    database.insert({"a": 1})
    writer = database.storage.writer  # type: ignore[attr-defined]
    with writer.exclusive():
        writer.rotate()
    database.insert({"a": 2})
    contents = Contents(folder)
    contents.refresh()
    assert (contents.segment, len(contents.tables["_default"].refs)) == (2, 2)
    contents.close()
