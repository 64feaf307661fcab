"""The schema's version, and the way from each older one to the present.

The version is the document ``{"schema": N}`` in the table ``meta``. A file without one is version
0: stock TinyDB or a hand wrote it. A newer version than ours is refused, for we would misread it.
Steps forward run in one transaction, after a backup.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tinydb.table import Document

from briefing.errors import StoreError, StoreTooNew
from store.adapter.storage import JournalStorage
from store.adapter.table import JournalDB
from store.documents.records import ARTICLES, META, STATE, VERSION_FINDINGS, VERSIONS
from store.engine import jsontext
from store.engine.tables import Table

SCHEMA = 2  # of the stored documents; the steps up to it stand below

Step = Callable[[JournalDB], None]


def seed(schema: int = SCHEMA) -> dict[str, Table]:
    """What a new store holds: its schema version."""
    return {META: Table(refs={1: jsontext.encode({"schema": schema})})}


def version(storage: JournalStorage, current: int = SCHEMA) -> int:
    """The schema version of what the storage holds; that of an empty one is ``current``."""
    for document in storage.view(META).values():
        schema = document.get("schema")
        if isinstance(schema, int):
            return schema
    return 0 if any(table.refs for table in storage.contents.tables.values()) else current


def check(storage: JournalStorage, current: int = SCHEMA) -> int:
    """The schema version; raises StoreTooNew if it is newer than ``current``."""
    schema = version(storage, current)
    if schema > current:
        raise StoreTooNew(
            str(storage.folder),
            f"was written by a newer brief (schema {schema}; this one knows {current})",
            "Upgrade brief, or set BRIEF_HOME to another folder",
        )
    return schema


def _complete_articles(database: JournalDB) -> None:
    """0 -> 1: give every article the fields that another program may have left out."""
    defaults = dict.fromkeys(("source", "url", "published", "fetched", "language"))

    def complete(document: MutableMapping[str, Any]) -> None:
        for name, value in {"title": "", **defaults, "sample": False}.items():
            document.setdefault(name, value)

    database.table(ARTICLES).update(complete)


_EARLIER = "versions/"


def _take_over_versions(database: JournalDB) -> None:
    """1 -> 2: earlier versions, which were remembered in the state, get a table of their own.

    They were the newest first, an article and its findings until the moment ``replaced``.
    """
    state, articles = database.table(STATE), database.table(ARTICLES)
    remembered = [d for d in state if str(d.get("key", "")).startswith(_EARLIER)]
    state.remove(doc_ids=[document.doc_id for document in remembered])
    current = {d["id"]: d.doc_id for d in articles} if remembered else {}
    for document in remembered:
        article_id = document["key"].removeprefix(_EARLIER)
        earlier = list(reversed(document["value"] or []))
        if article_id in current and earlier:
            revised = _keep_versions(database, earlier)
            changes = {"fetched": earlier[0]["article"]["fetched"], "revised": revised}
            articles.update(changes, doc_ids=[current[article_id]])


def _keep_versions(database: JournalDB, earlier: list[Any]) -> str:
    """Keep those versions, the oldest first; when the last of them was replaced."""
    fetched, revised = earlier[0]["article"]["fetched"], None
    for each in earlier:
        article = {**each["article"], "fetched": fetched, "revised": revised}
        record = {"article": article, "until": each["replaced"], "removed": False}
        version_id = database.table(VERSIONS).insert(record)
        if each["findings"] is not None:
            old_findings = {
                "article": article["id"],
                "analyser": each["analyser"],
                **each["findings"],
            }
            database.table(VERSION_FINDINGS).insert(Document(old_findings, version_id))
        revised = each["replaced"]
    return str(revised)


STEPS: Mapping[int, Step] = {0: _complete_articles, 1: _take_over_versions}


def migrate(
    database: JournalDB,
    storage: JournalStorage,
    steps: Mapping[int, Step] = STEPS,
    current: int = SCHEMA,
) -> Path | None:
    """Bring an older store to ``current``, in one transaction; the backup made before, or None.

    Raises StoreTooNew, and StoreError if the store was opened read-only.
    """
    if check(storage, current) == current:
        return None
    if storage.read_only:
        raise StoreError(
            str(storage.folder),
            "was written by an older brief and has to be brought up to date",
            "Open it once with write access: run `brief doctor`",
        )
    from store.recovery import backup

    with storage.transaction():
        schema = check(storage, current)
        if schema == current:
            return None
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        backup_path = storage.folder / f"library.schema-{schema}-{stamp}.backup.json"
        backup.save(storage.contents, backup_path)
        for number in range(schema, current):
            steps[number](database)
        _stamp(database, current)
    return backup_path


def _stamp(database: JournalDB, schema: int) -> None:
    table = database.table(META)
    holders = [document.doc_id for document in table if "schema" in document]
    if holders:
        table.update({"schema": schema}, doc_ids=holders)
    else:
        table.insert({"schema": schema})
