"""Backup, restore, pruning, migrations and examinations."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from tinydb import TinyDB

from bench.corpora.store_samples import START, article, entry, findings
from bench.filling import put_in
from briefing import codec
from briefing.errors import StoreBusy, StoreCorrupt, StoreError, StoreTooNew
from briefing.feed import Feed
from briefing.model import Article, Entry
from store.adapter.table import JournalDB
from store.engine import files
from store.library import TinyLibrary, open_library
from store.recovery import migrations
from store.recovery.migrations import migrate
from store.upkeep import file_health
from store.upkeep.facade import examine, prune, repair, restore_backup, save_backup


def everything(library: TinyLibrary) -> object:
    return list(library.entries()), library.feeds(), library.state("k"), library.counts()


@pytest.fixture
def filled(library: TinyLibrary) -> TinyLibrary:
    put_in(library, [entry(n) for n in range(6)])
    library.compact()
    put_in(library, [entry(n) for n in range(6, 10)])
    library.add_feed(Feed("https://quay.example/feed"))
    library.set_state("k", {"seen": [1, 2]})
    return library


# Backup and restore


def test_a_backup_is_one_file_that_stock_tinydb_opens(
    filled: TinyLibrary, folder: Path, tmp_path: Path
) -> None:
    made = save_backup(folder, tmp_path / "backup.json")
    assert made.path.stat().st_size == made.size
    assert made.documents["articles"] == 10
    with TinyDB(made.path) as stock:
        assert len(stock.table("articles")) == 10
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["backup.json"]


def test_what_was_backed_up_comes_back_while_others_read(
    filled: TinyLibrary, folder: Path, tmp_path: Path
) -> None:
    reader = open_library(folder, read_only=True)
    before = everything(filled)
    save_backup(folder, tmp_path / "backup.json")
    filled.remove(["a00001", "a00002"])
    put_in(filled, [entry(30)])
    filled.set_state("k", None)
    seen = reader.revision()
    going_on = reader.entries()
    restored = restore_backup(folder, tmp_path / "backup.json")
    assert restored.documents["articles"] == 10
    assert reader.revision() != seen
    for each in (reader, filled, open_library(folder)):
        assert everything(each) == before
    assert len(list(going_on)) == 9
    assert put_in(filled, [entry(40)]).added == ("a00040",)
    assert reader.counts().articles == 11
    assert examine(folder).sound


def test_what_a_restore_replaced_is_kept(filled: TinyLibrary, folder: Path, tmp_path: Path) -> None:
    save_backup(folder, tmp_path / "backup.json")
    put_in(filled, [entry(30)])
    kept = restore_backup(folder, tmp_path / "backup.json").kept
    assert len(kept) == 1
    restore_backup(folder, kept[0])
    assert filled.counts().articles == 11


def test_a_restore_into_nothing_makes_a_store(
    filled: TinyLibrary, folder: Path, tmp_path: Path
) -> None:
    save_backup(folder, tmp_path / "backup.json")
    assert restore_backup(tmp_path / "new", tmp_path / "backup.json").kept == ()
    assert everything(open_library(tmp_path / "new")) == everything(filled)


def test_a_restore_mends_a_broken_store_and_keeps_its_files(
    filled: TinyLibrary, folder: Path, tmp_path: Path
) -> None:
    save_backup(folder, tmp_path / "backup.json")
    path = folder / files.SNAPSHOT
    path.write_bytes(b"rubbish")
    kept = restore_backup(folder, tmp_path / "backup.json").kept
    assert b"rubbish" in [each.read_bytes() for each in kept]
    assert open_library(folder).counts().articles == 10
    assert filled.counts().articles == 10


@pytest.mark.parametrize("at", [3, 60, 800, -2])
def test_a_damaged_backup_is_refused_and_nothing_is_touched(
    filled: TinyLibrary, folder: Path, tmp_path: Path, at: int
) -> None:
    path = tmp_path / "backup.json"
    save_backup(folder, path)
    data = bytearray(path.read_bytes())
    data[at] ^= 16
    path.write_bytes(data)
    before = everything(filled)
    revision = filled.revision()
    with pytest.raises(StoreCorrupt):
        restore_backup(folder, path)
    assert everything(filled) == before
    assert filled.revision() == revision


def test_restore_refuses_what_is_no_backup(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "other"
    path.write_text("[1, 2]")
    with pytest.raises(StoreCorrupt, match="no backup"):
        restore_backup(folder, path)
    path.write_text("{}")
    with pytest.raises(StoreError, match="holds nothing"):
        restore_backup(folder, path)
    path.write_text(json.dumps({"meta": {"1": {"schema": 99}}}))
    with pytest.raises(StoreTooNew, match="schema 99"):
        restore_backup(folder, path)
    with pytest.raises(StoreError, match="No such file"):
        restore_backup(folder, tmp_path / "missing")
    assert not folder.exists()


def test_a_backup_to_a_bad_place_is_an_error(filled: TinyLibrary, folder: Path) -> None:
    with pytest.raises(StoreError, match="No such file"):
        save_backup(folder, folder / "no" / "where.json")


def test_a_restore_waits_for_its_turn(filled: TinyLibrary, folder: Path, tmp_path: Path) -> None:
    save_backup(folder, tmp_path / "backup.json")
    with (
        filled.database.storage.transaction(),  # type: ignore[attr-defined]
        pytest.raises(StoreBusy),
    ):
        restore_backup(folder, tmp_path / "backup.json", lock_timeout=0.05)


def test_backups_while_others_write_are_whole(
    library: TinyLibrary, folder: Path, tmp_path: Path
) -> None:
    done = threading.Event()

    def write() -> None:
        number = 0
        while not done.is_set():
            put_in(library, [entry(number), entry(number + 1)])
            number += 2
            if number % 40 == 0:
                library.compact()

    put_in(library, [entry(9999), entry(9998)])
    thread = threading.Thread(target=write)
    thread.start()
    for number in range(10):
        made = save_backup(folder, tmp_path / f"{number}.json")
        assert made.documents["articles"] % 2 == 0
        assert made.documents["articles"] == made.documents["findings"]
    done.set()
    thread.join()


# Pruning


def test_a_dry_run_says_what_would_go_and_deletes_nothing(filled: TinyLibrary) -> None:
    revision = filled.revision()
    day = START.date() + timedelta(days=4)
    report = prune(filled, day, dry_run=True)
    assert (report.articles, report.left, report.dry_run) == (4, 6, True)
    assert filled.revision() == revision


def test_pruning_deletes_what_is_older_and_frees_the_disk(
    filled: TinyLibrary, folder: Path
) -> None:
    day = START.date() + timedelta(days=4)
    report = prune(filled, day)
    assert (report.articles, report.left) == (4, 6)
    assert report.freed > 0
    assert [e.article.id for e in filled.entries()] == [f"a{n:05d}" for n in range(9, 3, -1)]
    assert b"a00001" not in b"".join(
        path.read_bytes() for path in folder.iterdir() if path.suffix != ".lock"
    )
    assert prune(filled, day).articles == 0


def test_pruning_spares_samples_and_judges_the_undated_by_their_fetching(
    library: TinyLibrary,
) -> None:
    put_in(
        library,
        [
            Entry(replace(article(1), sample=True)),
            Entry(replace(article(2), published=None)),
            Entry(replace(article(3), published=None, fetched=START)),
            Entry(Article(id="no day at all", title="", text="Words.")),
            entry(4),
        ],
    )
    prune(library, START.date() + timedelta(days=300))
    assert {e.article.id for e in library.entries()} == {"a00001", "a00002", "no day at all"}


# Schema


def with_schema(folder: Path, schema: int) -> None:
    with TinyDB(folder / files.SNAPSHOT) as stock:
        stock.table("meta").update({"schema": schema})


def test_a_newer_schema_is_refused_and_left_alone(filled: TinyLibrary, folder: Path) -> None:
    filled.compact()
    with_schema(folder, 7)
    before = (folder / files.SNAPSHOT).read_bytes()
    for read_only in (False, True):
        with pytest.raises(StoreTooNew, match=r"newer brief \(schema 7.*Upgrade"):
            open_library(folder, read_only=read_only)
    for attempt in (filled.counts, lambda: put_in(filled, [entry(1)])):
        with pytest.raises(StoreTooNew):
            attempt()
    assert (folder / files.SNAPSHOT).read_bytes() == before
    assert not examine(folder).sound


def test_a_newer_file_format_is_refused_and_not_salvaged(
    filled: TinyLibrary, folder: Path, tmp_path: Path
) -> None:
    filled.compact()
    path = folder / files.SNAPSHOT
    newer = path.read_bytes().replace(b'"format":1', b'"format":2', 1)
    path.write_bytes(newer)
    (tmp_path / "backup.json").write_bytes(newer)
    for attempt in (
        lambda: open_library(folder),
        lambda: put_in(filled, [entry(70)]),
        lambda: repair(folder),
        lambda: restore_backup(tmp_path / "other", tmp_path / "backup.json"),
    ):
        with pytest.raises(StoreTooNew, match="file format 2"):
            attempt()
    assert path.read_bytes() == newer
    assert not list(folder.glob("*.damaged*"))
    assert not examine(folder).sound


def test_an_older_backup_is_brought_up_to_date(folder: Path, tmp_path: Path) -> None:
    library = open_library(folder)
    put_in(library, [entry(1)])
    with TinyDB(tmp_path / "old.json") as stock:
        stock.table("articles").insert({"id": "x", "text": "Words of Mira Tolen."})
    restore_backup(folder, tmp_path / "old.json")
    assert library.article("x") == Article(id="x", title="", text="Words of Mira Tolen.")
    assert examine(folder).schema == migrations.SCHEMA


def test_a_library_that_is_open_refuses_to_write_when_another_has_upgraded(
    filled: TinyLibrary, folder: Path
) -> None:
    newer = JournalDB(folder)
    newer.table("meta").update({"schema": migrations.SCHEMA + 1})
    with pytest.raises(StoreTooNew):
        put_in(filled, [entry(50)])
    with pytest.raises(StoreTooNew):
        filled.counts()


def test_a_plain_tinydb_file_is_taken_over_after_a_backup(folder: Path) -> None:
    folder.mkdir()
    with TinyDB(folder / files.SNAPSHOT) as stock:
        stock.table("articles").insert({"id": "x", "text": "Words of Mira Tolen."})
    with pytest.raises(StoreError, match="older brief"):
        open_library(folder, read_only=True)
    original = (folder / files.SNAPSHOT).read_bytes()
    library = open_library(folder)
    assert library.article("x") == Article(id="x", title="", text="Words of Mira Tolen.")
    kept = next(folder.glob("library.schema-0-*.backup.json"))
    assert json.loads(kept.read_bytes())["articles"] == json.loads(original)["articles"]
    assert any(kept.name in notice for notice in library.notices)
    assert open_library(folder).notices == ()
    library.compact()
    assert open_library(folder, read_only=True).counts().articles == 1


def test_versions_that_were_state_get_a_table_of_their_own(folder: Path) -> None:
    now, since = article(1), "2022-02-05T08:00:00+00:00"
    moments = ["2022-02-03T08:00:00+00:00", "2022-02-04T08:00:00+00:00"]
    library = open_library(folder)
    put_in(library, [Entry(replace(now, fetched=datetime.fromisoformat(since))), entry(2)])
    earlier = [
        {
            "article": codec.article_to_json(
                replace(now, text=words, fetched=datetime.fromisoformat(moments[0]))
            ),
            "analyser": "rules" if has_findings else None,
            "findings": codec.findings_to_json(findings(now)) if has_findings else None,
            "replaced": replaced,
        }
        for words, has_findings, replaced in (("Later.", None, since), ("First.", True, moments[1]))
    ]
    library.set_state("versions/a00001", earlier)
    library.set_state("versions/gone", earlier[:1])
    library.set_state("other", 1)
    library.compact()
    library.close()
    with_schema(folder, 1)
    library = open_library(folder)
    first, second, current = library.versions("a00001")
    assert [v.article.text for v in (first, second, current)] == ["First.", "Later.", now.text]
    until = [v.until and v.until.isoformat() for v in (first, second, current)]
    assert until == [moments[1], since, None]
    revised = [v.article.revised and v.article.revised.isoformat() for v in (second, current)]
    assert (first.article.revised, revised) == (None, [moments[1], since])
    assert {v.article.fetched for v in (first, second, current)} == {
        datetime.fromisoformat(moments[0])
    }
    assert (first.findings and first.findings.quotes) == findings(now).quotes
    assert second.findings is None
    assert library.versions("gone") == ()
    assert (library.state("versions/a00001"), library.state("other")) == (None, 1)


def test_migrations_run_in_order_in_one_transaction(folder: Path) -> None:
    put_in(open_library(folder), [entry(1), entry(2)])
    newest = migrations.SCHEMA + 2

    def step(name: str) -> migrations.Step:
        def run(database: JournalDB) -> None:
            def note(document: Any) -> None:
                document["title"] += name

            database.table("articles").update(note)

        return run

    def fail(database: JournalDB) -> None:
        database.table("articles").truncate()
        raise LookupError

    def upgrade(steps: Mapping[int, migrations.Step]) -> Path | None:
        database = JournalDB(folder)
        return migrate(database, database.storage, steps, current=newest)  # type: ignore[arg-type]

    with pytest.raises(LookupError):
        upgrade({newest - 2: step("-one"), newest - 1: fail})
    assert open_library(folder).counts().articles == 2

    kept = upgrade({newest - 2: step("-one"), newest - 1: step("-two")})
    assert kept is not None
    database = JournalDB(folder)
    assert {d["title"][-8:] for d in database.table("articles")} == {"-one-two"}
    assert database.table("meta").all() == [{"schema": newest}]
    assert upgrade({}) is None
    assert len(json.loads(kept.read_bytes())["articles"]) == 2
    with pytest.raises(StoreTooNew):
        open_library(folder)


# Health


def problems(folder: Path) -> list[tuple[str, str]]:
    return [(c.level, c.problem) for c in examine(folder).complaints]


def test_a_sound_store_has_no_complaints(filled: TinyLibrary, folder: Path) -> None:
    filled.compact()
    report = examine(folder)
    assert report.complaints == ()
    assert report.sound
    assert report.schema == migrations.SCHEMA
    assert report.counts == filled.counts()
    assert report.documents == {"meta": 1, "articles": 10, "findings": 10, "feeds": 1, "state": 1}
    assert report.sizes["library.json"] == (folder / "library.json").stat().st_size


def test_no_store_is_no_illness(tmp_path: Path) -> None:
    report = examine(tmp_path / "none")
    assert report.sound
    assert [c.level for c in report.complaints] == ["note"]
    (tmp_path / "empty").mkdir(mode=0o700)
    assert examine(tmp_path / "empty").sound


def test_an_examination_changes_nothing(filled: TinyLibrary, folder: Path) -> None:
    path = folder / files.segment_name(files.segments(folder)[-1])
    path.write_bytes(path.read_bytes() + b"torn")
    before = {p.name: (p.read_bytes(), p.stat().st_mode) for p in folder.iterdir()}
    examine(folder)
    after = {p.name: (p.read_bytes(), p.stat().st_mode) for p in folder.iterdir()}
    assert after == before


def test_loose_permissions_are_told_with_the_command_that_mends_them(
    filled: TinyLibrary, folder: Path
) -> None:
    folder.chmod(0o755)
    (folder / files.SNAPSHOT).chmod(0o644)
    complaints = {c.thing: c for c in examine(folder).complaints}
    assert complaints[str(folder)].remedy == f"chmod 700 {folder}"
    assert complaints[str(folder / files.SNAPSHOT)].remedy == f"chmod 600 {folder / files.SNAPSHOT}"


@pytest.mark.skipif(os.geteuid() != 0, reason="giving a file away takes root")
def test_a_file_of_another_owner_is_told(filled: TinyLibrary, folder: Path) -> None:
    os.chown(folder / files.SNAPSHOT, 65534, -1)
    assert any("belongs to user 65534" in problem for _, problem in problems(folder))


def test_a_link_in_place_of_a_file_is_told(filled: TinyLibrary, folder: Path) -> None:
    (folder / files.SNAPSHOT).rename(folder / "elsewhere")
    (folder / files.SNAPSHOT).symlink_to("elsewhere")
    assert ("warning", "is a symbolic link") in problems(folder)


def test_orphans_and_doubles_are_told(filled: TinyLibrary, folder: Path) -> None:
    findings = filled.database.table("findings")
    findings.update({"article": "someone else"}, doc_ids=[3])
    articles = filled.database.table("articles")
    articles.update({"id": "a00004"}, doc_ids=[1])
    complaints = [(c.thing, c.problem) for c in examine(folder).complaints]
    assert ("findings 3", "belong to no article") in complaints
    assert ("article a00004", "is there 2 times") in complaints


def test_a_network_file_system_is_warned_of(
    filled: TinyLibrary, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_health, "kind_of_file_system", lambda _: "nfs4")
    assert any("network file system (nfs4)" in problem for _, problem in problems(folder))


def test_too_little_room_is_warned_of(
    filled: TinyLibrary, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_health, "ROOM", 1 << 60)
    assert any("MiB are free" in problem for _, problem in problems(folder))


def test_a_salvage_is_remembered(filled: TinyLibrary, folder: Path) -> None:
    filled.compact()
    path = folder / files.SNAPSHOT
    path.write_bytes(path.read_bytes()[:-100])
    assert open_library(folder).notices
    assert any("The store was damaged" in problem for _, problem in problems(folder))
