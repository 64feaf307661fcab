"""TinyDB's documented behaviour, over stock TinyDB and over the journal storage alike.

Stock TinyDB runs the same tests, so that a test says what TinyDB does and not what we think it
does. Written from TinyDB 4.9's documentation ("Getting Started", "Advanced Usage", "API").
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from tinydb import Query, TinyDB, where
from tinydb.operations import add, decrement, delete, increment, subtract
from tinydb.operations import set as assign
from tinydb.table import Document

from store.adapter.storage import JournalStorage
from store.adapter.table import JournalDB


@pytest.fixture(params=["stock", "journal", "storage under stock tables"])
def db(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TinyDB]:
    if request.param == "stock":
        opened = TinyDB(tmp_path / "db.json")
    elif request.param == "journal":
        opened = JournalDB(tmp_path / "db")
    else:
        opened = TinyDB(tmp_path / "db", storage=JournalStorage)
    yield opened
    opened.close()


@pytest.fixture
def ports(db: TinyDB) -> TinyDB:
    db.insert_multiple(
        [
            {"name": "Genoa", "ships": 7, "tags": ["north", "old"]},
            {"name": "Trieste", "ships": 3, "tags": ["north"]},
            {"name": "Bari", "ships": 5, "chief": {"name": "Ada Loew", "age": 50}},
        ]
    )
    return db


def again(db: TinyDB) -> TinyDB:
    """The same data, opened once more."""
    storage = db.storage
    if isinstance(storage, JournalStorage):
        return JournalDB(storage.folder)
    return TinyDB(storage._handle.name)  # type: ignore[attr-defined]


def test_the_version_is_one_whose_private_methods_are_known() -> None:
    assert version("tinydb").startswith("4.9.")


def test_insert_returns_ids_that_count_from_one(db: TinyDB) -> None:
    assert db.insert({"a": 1}) == 1
    assert db.insert({"a": 2}) == 2
    assert db.insert_multiple([{"a": 3}, {"a": 4}]) == [3, 4]
    assert [d.doc_id for d in db] == [1, 2, 3, 4]


def test_all_and_iteration_and_len(ports: TinyDB) -> None:
    assert [d["name"] for d in ports.all()] == ["Genoa", "Trieste", "Bari"]
    assert ports.all() == list(ports)
    assert len(ports) == 3


def test_search_get_contains_count(ports: TinyDB) -> None:
    port = Query()
    assert [d["name"] for d in ports.search(port.ships > 4)] == ["Genoa", "Bari"]
    assert ports.search(where("ships") == 99) == []
    port_found = ports.get(port.name == "Bari")
    assert isinstance(port_found, Document)
    assert port_found.doc_id == 3
    assert ports.get(port.name == "Oslo") is None
    assert ports.contains(port.name == "Genoa")
    assert not ports.contains(port.name == "Oslo")
    assert ports.count(port.ships >= 3) == 3


def test_queries_reach_into_documents(ports: TinyDB) -> None:
    port = Query()
    assert ports.count(port.chief.name == "Ada Loew") == 1
    assert ports.count(port.chief.exists()) == 1
    assert ports.count(port.tags.any(["old"])) == 1
    assert ports.count(port.tags.all(["north"])) == 2
    assert ports.count(port.name.matches("[GT]")) == 2
    assert ports.count(port.name.search("ri")) == 2
    assert ports.count(port.ships.test(lambda n: n % 2 == 1)) == 3
    assert ports.count((port.ships > 4) & ~(port.name == "Bari")) == 1
    assert ports.count((port.ships > 6) | (port.name == "Bari")) == 2
    assert ports.count(port.fragment({"name": "Bari", "ships": 5})) == 1
    assert ports.count(Query().noop()) == 3


def test_get_and_contains_by_id(ports: TinyDB) -> None:
    document = ports.get(doc_id=2)
    assert isinstance(document, Document)
    assert (document["name"], document.doc_id) == ("Trieste", 2)
    assert ports.get(doc_id=9) is None
    assert ports.contains(doc_id=2)
    assert not ports.contains(doc_id=9)
    several = ports.get(doc_ids=[3, 1, 9])
    assert [d["name"] for d in several] == ["Genoa", "Bari"]


def test_get_without_a_question_is_an_error(ports: TinyDB) -> None:
    with pytest.raises(RuntimeError):
        ports.get()
    with pytest.raises(RuntimeError):
        ports.contains()


def test_update_all_some_and_by_id(ports: TinyDB) -> None:
    assert ports.update({"open": True}) == [1, 2, 3]
    assert ports.update({"ships": 0}, where("name") == "Bari") == [3]
    assert ports.update({"ships": 1}, doc_ids=[1, 77]) == [1]
    assert [(d["ships"], d["open"]) for d in again(ports)] == [(1, True), (3, True), (0, True)]


def test_update_by_a_function_and_by_operations(ports: TinyDB) -> None:
    def double(document: Any) -> None:
        document["ships"] *= 2

    ports.update(double, where("name") == "Genoa")
    ports.update(delete("tags"), where("name") == "Genoa")
    ports.update(increment("ships"), where("name") == "Genoa")
    ports.update(decrement("ships"), where("name") == "Trieste")
    ports.update(add("ships", 10), where("name") == "Bari")
    ports.update(subtract("ships", 1), where("name") == "Bari")
    ports.update(assign("name", "Bari-Palese"), where("name") == "Bari")
    assert [(d["name"], d["ships"]) for d in again(ports)] == [
        ("Genoa", 15),
        ("Trieste", 2),
        ("Bari-Palese", 14),
    ]
    assert "tags" not in ports.all()[0]


def test_update_multiple(ports: TinyDB) -> None:
    changed = ports.update_multiple(
        [({"ships": 1}, where("name") == "Genoa"), (delete("tags"), where("name") == "Trieste")]
    )
    assert changed == [1, 2]
    assert ports.all()[0]["ships"] == 1
    assert "tags" not in ports.all()[1]


def test_an_update_that_fails_changes_nothing(ports: TinyDB) -> None:
    before = ports.all()

    def fail_on_the_second(document: Any) -> None:
        document["ships"] += 1
        if document["name"] == "Trieste":
            raise LookupError("no such quay")

    with pytest.raises(LookupError):
        ports.update(fail_on_the_second)
    assert again(ports).all() == before
    assert ports.all() == before


def test_upsert_updates_or_inserts(ports: TinyDB) -> None:
    assert ports.upsert({"name": "Genoa", "ships": 8}, where("name") == "Genoa") == [1]
    assert ports.upsert({"name": "Oslo"}, where("name") == "Oslo") == [4]
    assert ports.upsert(Document({"ships": 9}, doc_id=1)) == [1]
    assert ports.upsert(Document({"name": "Kiel"}, doc_id=12)) == [12]
    assert ports.get(doc_id=1) == {"name": "Genoa", "ships": 9, "tags": ["north", "old"]}
    with pytest.raises(ValueError, match="doc_id"):
        ports.upsert({"name": "Riga"})


def test_remove_by_question_and_by_id(ports: TinyDB) -> None:
    assert ports.remove(where("ships") > 4) == [1, 3]
    assert ports.remove(doc_ids=[2, 2, 44][:1]) == [2]
    assert ports.remove(doc_ids=[44]) == []
    assert len(again(ports)) == 0
    with pytest.raises(RuntimeError):
        ports.remove()


def test_truncate_empties_one_table(ports: TinyDB) -> None:
    ports.table("other").insert({"x": 1})
    ports.truncate()
    assert len(ports) == 0
    assert len(again(ports).table("other")) == 1
    assert ports.insert({"a": 1}) >= 1


def test_documents_with_ids_of_their_own(db: TinyDB) -> None:
    assert db.insert(Document({"a": 1}, doc_id=7)) == 7
    assert db.insert({"a": 2}) == 8
    assert db.insert_multiple([Document({"a": 3}, doc_id=20), Document({"a": 4}, doc_id=21)]) == [
        20,
        21,
    ]
    with pytest.raises(ValueError, match="7 already exists"):
        db.insert(Document({"a": 5}, doc_id=7))
    with pytest.raises(ValueError, match="20 already exists"):
        db.insert_multiple([{"a": 6}, Document({"a": 7}, doc_id=20)])
    assert [d["a"] for d in again(db)] == [1, 2, 3, 4]


def test_what_is_no_mapping_is_refused(db: TinyDB) -> None:
    with pytest.raises(ValueError, match="Mapping"):
        db.insert([1, 2])
    with pytest.raises(ValueError, match="Mapping"):
        db.insert_multiple([{"a": 1}, "b"])
    assert len(again(db)) == 0


def test_what_json_cannot_hold_is_refused_and_nothing_is_stored(db: TinyDB) -> None:
    db.insert({"a": 1})
    with pytest.raises(TypeError):
        db.insert({"a": object()})
    assert again(db).all() == [{"a": 1}]


def test_tables_are_apart_and_have_names(db: TinyDB) -> None:
    db.insert({"a": 1})
    db.table("quays").insert({"b": 1})
    assert db.tables() == {"_default", "quays"}
    assert db.table("quays") is db.table("quays")
    assert db.table("quays").name == "quays"
    assert db.table("quays").all() == [{"b": 1}]
    assert again(db).tables() == {"_default", "quays"}


def test_dropping_one_table_and_all(db: TinyDB) -> None:
    db.table("one").insert({"a": 1})
    db.table("two").insert({"a": 1})
    db.drop_table("one")
    db.drop_table("never there")
    assert again(db).tables() == {"two"}
    assert len(db.table("one")) == 0
    db.drop_tables()
    assert again(db).tables() == set()
    db.table("two").insert({"b": 2})
    assert again(db).table("two").all() == [{"b": 2}]


def test_a_table_made_to_persist_empty_is_there(db: TinyDB) -> None:
    db.table("empty", persist_empty=True)
    assert "empty" in again(db).tables()


def test_changing_what_was_returned_changes_nothing_stored(ports: TinyDB) -> None:
    document = ports.get(doc_id=1)
    document["tags"].append("changed")
    assert again(ports).get(doc_id=1)["tags"] == ["north", "old"]


def test_removing_while_iterating(ports: TinyDB) -> None:
    for document in ports:
        ports.remove(doc_ids=[document.doc_id])
    assert len(ports) == 0


def test_queries_are_cached_until_something_is_written(ports: TinyDB) -> None:
    question = where("ships") > 4
    assert len(ports.search(question)) == 2
    assert len(ports.search(question)) == 2
    ports.insert({"name": "Oslo", "ships": 9})
    assert len(ports.search(question)) == 3
    ports.clear_cache()
    assert len(ports.search(question)) == 3


def test_keys_become_strings_as_in_json(db: TinyDB) -> None:
    db.insert({1: "x", "deep": {2: "y"}})
    assert again(db).all() == [{"1": "x", "deep": {"2": "y"}}]


def test_large_numbers_and_any_unicode(db: TinyDB) -> None:
    document = {"n": 2**80, "f": 1e300, "s": "\ud800 \u2028 🎈", "none": None, "list": [[], {}]}
    db.insert(document)
    assert again(db).all() == [document]


def test_the_database_is_a_context_manager(db: TinyDB) -> None:
    with again(db) as other:
        other.insert({"a": 1})
    assert again(db).all() == [{"a": 1}]


def test_another_handle_sees_what_was_written(db: TinyDB) -> None:
    other = again(db)
    question = where("a") == 1
    assert other.count(question) == 0
    db.insert({"a": 1})
    other.clear_cache()
    assert other.count(question) == 1
