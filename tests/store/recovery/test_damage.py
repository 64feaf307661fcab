"""Damaged files: noticed, put aside, and everything whole is still there."""

from __future__ import annotations

import json
import os
import random
import shutil
import tracemalloc
from pathlib import Path

import pytest
from msgspec.structs import replace

from bench.corpora.store_samples import article, entry
from bench.filling import put_in
from briefing.errors import StoreCorrupt
from briefing.feed import Feed
from briefing.model import Entry
from store.engine import files
from store.engine.journal import Op, frame
from store.engine.lock import Lock
from store.engine.snapshot import is_as_written
from store.library import open_library
from store.recovery import scan
from store.upkeep.facade import repair
from store.upkeep.health import examine

SIZE = 12


@pytest.fixture
def made(folder: Path) -> Path:
    """A store with a snapshot of most articles and the rest in the journal."""
    library = open_library(folder)
    put_in(library, [entry(n) for n in range(SIZE - 3)])
    library.add_feed(Feed("https://quay.example/feed"))
    library.compact()
    for number in range(SIZE - 3, SIZE):
        put_in(library, [entry(number)])
    library.close()
    return folder


def flip(path: Path, at: int, bit: int = 0) -> bytes:
    """Flip one bit of a file in place; what the file holds then."""
    data = bytearray(path.read_bytes())
    data[at] ^= 1 << bit
    path.write_bytes(data)
    return bytes(data)


def replace_text(given: Entry, text: str) -> Entry:
    """An article with other words, and without findings, which would point into the old ones."""
    return Entry(replace(given.article, text=text))


def whole(folder: Path, *, read_only: bool = False) -> dict[str, Entry]:
    """The articles in the store; each must be exactly what was put."""
    library = open_library(folder, read_only=read_only)
    held = {e.article.id: e for e in library.entries()}
    library.close()
    for article_id, findings in held.items():
        original = entry(int(article_id[1:]))
        assert findings.article == original.article
        assert findings.findings in (original.findings, None)
    return held


def aside(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.damaged-*"))


def journal_path(folder: Path) -> Path:
    return folder / files.segment_name(files.segments(folder)[-1])


@pytest.mark.parametrize("seed", range(12))
def test_a_flipped_bit_in_the_snapshot_costs_one_document_at_most(made: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = made / files.SNAPSHOT
    at = chance.randrange(path.stat().st_size)
    damaged = flip(path, at, chance.randrange(8))
    assert not examine(made).sound
    assert len(whole(made)) >= SIZE - 1
    salvaged = repair(made)
    assert salvaged is not None or aside(made)
    assert examine(made).sound
    assert [path.read_bytes() for path in aside(made)] == [damaged]
    assert len(whole(made)) >= SIZE - 1
    stock = json.loads(path.read_bytes())
    assert len(stock["articles"]) >= SIZE - 1


@pytest.mark.parametrize("seed", range(40))
def test_a_flipped_bit_anywhere_in_the_snapshot_is_told(made: Path, seed: int) -> None:
    dice, path = random.Random(seed), made / files.SNAPSHOT
    assert is_as_written(path)
    flip(path, dice.randrange(path.stat().st_size), dice.randrange(8))
    assert not is_as_written(path)
    assert not examine(made).sound


def test_a_snapshot_is_compared_with_its_checksum_in_portions(tmp_path: Path) -> None:
    library = open_library(tmp_path / "data")
    put_in(library, [replace_text(entry(n), "Word. " * 100_000) for n in range(20)])
    library.compact()
    library.close()
    path = tmp_path / "data" / files.SNAPSHOT
    size = path.stat().st_size
    tracemalloc.start()
    try:
        assert is_as_written(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert size > 10_000_000
    assert peak < size / 3


def test_a_flipped_bit_in_an_articles_words_is_never_shown(made: Path) -> None:
    path = made / files.SNAPSHOT
    at = path.read_bytes().index(b"Number 4.")
    flip(path, at)
    reader = open_library(made, read_only=True)
    with pytest.raises(StoreCorrupt, match=r"document 5 of 'articles'.*brief doctor"):
        reader.article("a00004")
    assert len(list(reader.entries())) == SIZE - 1
    assert any("fails its checksum" in notice for notice in reader.notices)

    library = open_library(made)
    assert library.article("a00004") is None
    assert any("document 5 of articles" in notice for notice in library.notices)
    assert put_in(library, [entry(4)]).added == ("a00004",)
    assert len(aside(made)) == 1
    assert set(whole(made)) == {f"a{n:05d}" for n in range(SIZE)}


@pytest.mark.parametrize("words", [b"Number 4.", b"quay.example/feed", b'"analyser":"rules-1"'])
def test_no_write_is_stopped_by_a_damaged_document(made: Path, words: bytes) -> None:
    path = made / files.SNAPSHOT
    flip(path, path.read_bytes().index(words) + 3)
    library = open_library(made)
    put_in(library, [entry(n) for n in range(SIZE)])
    library.add_feed(Feed("https://quay.example/feed"))
    assert library.feeds() == (Feed("https://quay.example/feed"),)
    repair(made)
    assert len(aside(made)) == 1
    assert set(whole(made)) == {f"a{n:05d}" for n in range(SIZE)}


def test_what_the_journal_makes_good_is_not_lost(made: Path) -> None:
    library = open_library(made)
    put_in(library, [Entry(article(4, text="Later words."))])
    library.remove(["a00005"])
    path = made / files.SNAPSHOT
    for words in (b"Number 4.", b"Number 5."):
        flip(path, path.read_bytes().index(words))
    reader = open_library(made, read_only=True)
    before = reader.revision()
    salvaged = repair(made)
    assert salvaged is not None
    assert salvaged.lost == ()
    assert reader.revision() != before
    assert reader.counts().articles == SIZE - 1


def test_where_there_are_no_links_damaged_files_are_copied(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = flip(made / files.SNAPSHOT, 700)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    assert repair(made) is not None
    assert [path.read_bytes() for path in aside(made)] == [damaged]
    assert aside(made)[0].stat().st_mode & 0o777 == 0o600


def test_the_next_write_salvages_what_a_list_came_across(made: Path) -> None:
    flip(made / files.SNAPSHOT, (made / files.SNAPSHOT).read_bytes().index(b"Number 4."))
    library = open_library(made)
    assert len(list(library.entries())) == SIZE - 1
    assert not aside(made)
    library.set_state("k", 1)
    assert len(aside(made)) == 1
    assert library.counts().articles == SIZE - 1
    assert examine(made).sound


@pytest.mark.parametrize("share", [0.0, 0.02, 0.5, 0.97, 0.999])
def test_a_truncated_snapshot_keeps_what_is_before_the_cut(made: Path, share: float) -> None:
    path = made / files.SNAPSHOT
    full = path.read_bytes()
    path.write_bytes(full[: int(len(full) * share)])
    with pytest.raises(StoreCorrupt):
        open_library(made, read_only=True).counts()
    held = whole(made)
    assert {f"a{n:05d}" for n in range(SIZE - 3, SIZE)} <= held.keys()
    # The articles fill the first half of the file.
    assert len(held) >= 3 + int((SIZE - 3) * min(1, share * 1.8 - 0.2))
    assert path.with_name(aside(made)[0].name).read_bytes() == full[: int(len(full) * share)]
    assert examine(made).sound


@pytest.mark.parametrize("seed", range(6))
def test_without_an_index_the_rest_of_a_broken_snapshot_is_read_by_eye(
    made: Path, seed: int
) -> None:
    path = made / files.SNAPSHOT
    files_before = path.read_bytes()
    for number in files.indexes(made):
        (made / files.index_name(number)).unlink()
    at = random.Random(seed).randrange(len(files_before))
    path.write_bytes(files_before[:at] + b"\x00\xff\xfe" + files_before[at + 3 :])
    assert len(whole(made)) >= SIZE - 2
    assert aside(made)


def test_a_stock_file_cut_short_is_read_as_far_as_it_goes(folder: Path) -> None:
    library = open_library(folder)
    put_in(library, [entry(n) for n in range(SIZE)])
    library.compact()
    library.close()
    path = folder / files.SNAPSHOT
    stock = json.dumps(json.loads(path.read_bytes()))
    cut = stock.index('"findings"')
    path.write_text(stock[: cut - 40], encoding="utf-8")
    for number in files.indexes(folder):
        (folder / files.index_name(number)).unlink()
    assert len(whole(folder)) == SIZE - 1


@pytest.mark.parametrize("seed", range(12))
def test_a_flipped_bit_in_the_journal_costs_one_transaction(made: Path, seed: int) -> None:
    chance = random.Random(100 + seed)
    path = journal_path(made)
    at = chance.randrange(path.stat().st_size)
    damaged = flip(path, at, chance.randrange(8))
    assert not examine(made).sound
    # The end of a line, when it is hit, takes the next line along.
    least = SIZE - (2 if damaged.count(b"\n") < 3 else 1)
    assert len(whole(made, read_only=True)) >= least
    library = open_library(made)
    assert put_in(library, [entry(50)]).added
    library.close()
    assert len(whole(made)) >= least + 1
    kept = b"".join(path.read_bytes() for path in aside(made))
    assert kept
    assert kept in damaged
    assert damaged[at : at + 1] in kept
    repair(made)
    assert examine(made).sound


def test_a_damaged_batch_gives_up_all_but_the_document_that_was_hit(folder: Path) -> None:
    library = open_library(folder)
    put_in(library, [entry(n) for n in range(SIZE)])
    library.add_feed(Feed("https://quay.example/feed"))
    library.remove(["a00002", "a00003"])
    library.close()
    path = journal_path(folder)
    flip(path, path.read_bytes().index(b"Number 4."))
    # The line of the removal as well: both of its operations are still legible.
    flip(path, path.read_bytes().rindex(b"]]]") + 2)
    library = open_library(folder)
    library.set_state("k", 1)
    assert library.feeds() == (Feed("https://quay.example/feed"),)
    assert set(whole(folder)) == {f"a{n:05d}" for n in range(SIZE) if n not in {2, 3, 4}}
    assert len(aside(folder)) == 1
    assert examine(folder).sound


@pytest.mark.parametrize("seed", range(8))
def test_the_operations_of_a_damaged_line_are_found(seed: int) -> None:
    chance = random.Random(seed)
    ops = []
    for number in range(20):
        document = {"n": [[number], ["x"]], "t": ']]],["put","t",1,7,'}
        if chance.random() < 0.7:
            ops.append(Op("put", "t", number, json.dumps(document).encode()))
        else:
            ops.append(Op("del", 'odd "name"', -number))
    line = frame(7, ops)
    assert list(scan.operations(line)) == ops
    damaged = bytearray(line * 2)
    damaged[chance.randrange(len(line))] ^= 4
    operations = list(scan.operations(bytes(damaged)))
    assert operations[-20:] == ops
    assert len(operations) >= 39
    assert all(op in ops for op in operations)


def test_compaction_keeps_a_damaged_journal_aside(made: Path) -> None:
    path = journal_path(made)
    library = open_library(made)
    damaged = flip(path, 30)
    fresh = open_library(made)
    assert fresh.compact()
    assert [kept.read_bytes()[: len(damaged)] for kept in aside(made)] == [damaged]
    assert fresh.counts().articles == SIZE - 1
    assert library.counts().articles == SIZE - 1


def test_a_torn_write_is_cut_off_without_a_word(made: Path) -> None:
    path = journal_path(made)
    before = path.read_bytes()
    path.write_bytes(before + before[:50])
    assert examine(made).sound
    library = open_library(made)
    put_in(library, [entry(77)])
    assert path.read_bytes().startswith(before + b"")
    assert library.counts().articles == SIZE + 1
    assert not aside(made)
    assert open_library(made).notices == ()


@pytest.mark.parametrize("name", ["index", "lock"])
def test_what_is_derived_may_be_lost(made: Path, name: str) -> None:
    for path in made.glob(f"*.{name}"):
        path.unlink()
    assert len(whole(made, read_only=True)) == SIZE
    assert len(whole(made)) == SIZE
    assert examine(made).sound
    library = open_library(made)
    put_in(library, [entry(60)])
    assert library.compact()
    assert len(whole(made)) == SIZE + 1


def test_documents_that_have_moved_are_found_by_their_checksums(made: Path) -> None:
    path = made / files.SNAPSHOT
    data = path.read_bytes()
    at = data.index(b"Number 4.")
    path.write_bytes(data[:at] + b"intruder" + data[at:])
    assert set(whole(made)) == {f"a{n:05d}" for n in range(SIZE)} - {"a00004"}


def test_compaction_leaves_a_damaged_document_out(made: Path) -> None:
    library = open_library(made)
    flip(made / files.SNAPSHOT, (made / files.SNAPSHOT).read_bytes().index(b"Number 4."))
    assert library.compact()
    assert len(aside(made)) == 1
    assert library.counts().articles == SIZE - 1
    assert examine(made).sound


def test_a_damaged_document_without_its_column_is_survived(made: Path) -> None:
    path = made / files.SNAPSHOT
    flip(path, path.read_bytes().index(b"Number 4."))
    index = next(made.glob("*.index"))
    flip(index, index.read_bytes().index(b"quay.example/4"))
    library = open_library(made)
    assert library.by_url("https://quay.example/3") == ("a00003",)
    assert put_in(library, [entry(4)]).added in {("a00004",), ()}
    put_in(library, [entry(4)])
    assert set(whole(made)) == {f"a{n:05d}" for n in range(SIZE)}


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_index_is_not_believed(made: Path, seed: int) -> None:
    path = next(made.glob("*.index"))
    chance = random.Random(seed)
    flip(path, chance.randrange(path.stat().st_size), chance.randrange(8))
    library = open_library(made)
    assert library.counts().articles == SIZE
    assert library.by_url("https://quay.example/3") == ("a00003",)
    assert library.by_speaker("Mira Tolen") == tuple(f"a{n:05d}" for n in range(SIZE))
    assert len(whole(made)) == SIZE


def test_a_lost_snapshot_is_no_empty_store(made: Path) -> None:
    (made / files.SNAPSHOT).unlink()
    with pytest.raises(StoreCorrupt, match="missing"):
        open_library(made, read_only=True)
    assert not examine(made).sound
    library = open_library(made)
    assert any("missing" in notice for notice in library.notices)
    assert library.counts().articles == 3
    assert put_in(library, [entry(n) for n in range(SIZE)]).added == tuple(
        f"a{n:05d}" for n in range(SIZE - 3)
    )


def test_a_lost_journal_leaves_the_snapshot(made: Path) -> None:
    journal_path(made).unlink()
    assert len(whole(made, read_only=True)) == SIZE - 3
    library = open_library(made)
    put_in(library, [entry(40)])
    assert len(whole(made)) == SIZE - 2


def test_nothing_but_rubbish_is_put_aside_and_begun_anew(folder: Path) -> None:
    folder.mkdir()
    path = folder / files.SNAPSHOT
    path.write_bytes(b"\x89PNG not a library at all")
    library = open_library(folder)
    assert library.notices
    put_in(library, [entry(1)])
    assert aside(folder)[0].read_bytes() == b"\x89PNG not a library at all"
    assert len(whole(folder)) == 1


def test_a_journal_whose_only_line_is_damaged_is_no_empty_store(folder: Path) -> None:
    library = open_library(folder)
    put_in(library, [entry(n) for n in range(SIZE)])
    library.close()
    path = journal_path(folder)
    flip(path, path.read_bytes().index(b"Number 4."))
    library = open_library(folder)
    assert library.counts().articles == SIZE - 1
    assert library.notices
    library.close()
    assert len(aside(folder)) == 1
    assert examine(folder).sound


def test_what_is_whole_can_be_read_while_another_holds_a_damaged_store(made: Path) -> None:
    path = journal_path(made)
    flip(path, path.read_bytes().index(b"Number 10."))
    lock = Lock(made / files.LOCK)
    lock.acquire()
    try:
        library = open_library(made, lock_timeout=0.1)
        assert library.counts().articles == SIZE - 1
        assert any("lock" in notice for notice in library.notices)
        library.close()
    finally:
        lock.release()
        lock.close()
    assert len(whole(made)) == SIZE - 1
    assert len(aside(made)) == 1


def test_damage_while_a_library_is_open_is_healed_by_its_next_write(made: Path) -> None:
    library = open_library(made)
    reader = open_library(made, read_only=True)
    assert library.counts().articles == reader.counts().articles == SIZE
    path = made / files.SNAPSHOT
    shutil.copy(path, made.parent / "copy")
    path.write_bytes(path.read_bytes()[:-30])
    put_in(library, [entry(30)])
    assert library.notices
    assert library.counts() == reader.counts()
    assert reader.counts().articles >= SIZE
    assert len(aside(made)) == 1


def test_salvage_of_a_sound_store_changes_nothing(made: Path) -> None:
    before = {path.name: path.read_bytes() for path in made.iterdir() if path.suffix != ".lock"}
    assert repair(made) is None
    after = {path.name: path.read_bytes() for path in made.iterdir() if path.suffix != ".lock"}
    assert after == before
    assert repair(made.parent / "nothing there") is None


def test_findings_do_not_outlive_their_lost_article(made: Path) -> None:
    path = made / files.SNAPSHOT
    flip(path, path.read_bytes().index(b"Number 8."))
    repair(made)
    library = open_library(made)
    assert library.counts().analysed == library.counts().articles == SIZE - 1
    put_in(library, [Entry(article(90))])
    assert library.findings("a00090") is None


def test_a_document_that_is_no_article_stops_nobody(made: Path) -> None:
    library = open_library(made)
    library.database.table("articles").insert({"id": "odd", "words": 3})
    library.database.table("findings").update({"quotes": "none"}, doc_ids=[2])
    entries = {e.article.id: e for e in library.entries()}
    assert len(entries) == SIZE
    assert entries["a00001"].findings is None
    assert sum("unusable" in notice for notice in library.notices) == 2
    problems = [c.thing for c in examine(made).complaints if "unusable" in c.problem]
    assert problems == ["document 13 of articles", "document 2 of findings"]
    assert put_in(library, [entry(20)]).added == ("a00020",)
