"""The state of a store's health: what is wrong with it, and what to do about each complaint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefing.errors import StoreCorrupt, StoreError, StoreTooNew
from briefing.ports import Counts
from store.adapter.storage import JournalStorage
from store.documents import records
from store.documents.columns import COLUMNS
from store.documents.lookups import Lookups
from store.documents.records import ARTICLES, FEEDS, FINDINGS, META, STATE
from store.engine import files, jsontext
from store.engine.tables import Table
from store.recovery import migrations
from store.upkeep.file_health import Complaint, file_complaints

_ANEW = "Another program wrote it. Take it out with TinyDB, or add the article or feed again"


@dataclass(frozen=True, slots=True)
class Health:
    """The result of an examination.

    ``counts``, ``found``, ``schema`` and ``documents`` (by table) are None or empty when the store
    could not be read. ``sizes`` are bytes by file name. The store is sound if no complaint is an
    error.
    """

    folder: Path
    complaints: tuple[Complaint, ...]
    counts: Counts | None
    found: Mapping[str, int] | None
    schema: int | None
    documents: dict[str, int]
    sizes: dict[str, int]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong that endangers data or keeps brief from working."""
        return all(complaint.level != "error" for complaint in self.complaints)


def examine(folder: Path) -> Health:
    """Look at every byte of the store, change nothing, and say what is wrong. Never raises."""
    complaints: list[Complaint] = []
    holdings = _Holdings()
    sizes: dict[str, int] = {}
    try:
        sizes = {p.name: p.stat().st_size for p in sorted(folder.iterdir()) if p.is_file()}
        complaints += file_complaints(folder)
        complaints += _look_inside(folder, holdings)
    except FileNotFoundError:
        complaints.append(
            Complaint("note", str(folder), "there is no store yet", "The first article makes one")
        )
    except StoreCorrupt as error:
        complaints.append(Complaint("error", error.thing, error.problem, files.REPAIR))
    except (StoreTooNew, StoreError) as error:
        complaints.append(Complaint("error", error.thing, error.problem, error.remedy))
    except OSError as error:
        problem = error.strerror or type(error).__name__
        complaints.append(Complaint("error", str(folder), problem, "Make it yours and readable"))
    return Health(
        folder,
        tuple(dict.fromkeys(complaints)),
        holdings.counts,
        holdings.found,
        holdings.schema,
        holdings.documents,
        sizes,
    )


@dataclass(slots=True)
class _Holdings:
    """What is known of the documents of a store, as far as it could be read."""

    counts: Counts | None = None
    found: Mapping[str, int] | None = None
    schema: int | None = None
    documents: dict[str, int] = field(default_factory=dict)


def _look_inside(folder: Path, holdings: _Holdings) -> Iterator[Complaint]:
    """Open the store, and note what it holds until something keeps it from being read."""
    storage = JournalStorage(folder, read_only=True, columns=COLUMNS)
    try:
        contents, lookups = storage.contents, Lookups()
        holdings.documents = {name: len(table.refs) for name, table in contents.tables.items()}
        holdings.counts = lookups.counts(contents)
        holdings.found = lookups.finding_counts(contents)
        yield from _documents(storage)
        holdings.schema = migrations.check(storage)
        yield from _incidents(storage)
    finally:
        storage.close()


def _documents(storage: JournalStorage) -> Iterator[Complaint]:
    """Whether each document is what its table holds, and findings belong to an article."""
    ids: dict[int, str] = {}
    for name in (ARTICLES, FINDINGS, FEEDS, STATE):
        table = storage.contents.tables.get(name) or Table()
        for doc_id, ref in table.refs.items():
            try:
                raw = table.raw(ref)
            except StoreCorrupt:
                continue
            problem = records.complaint(name, raw)
            if problem:
                name_of_it = f"document {doc_id} of {name}"
                yield Complaint("error", name_of_it, f"is unusable ({problem})", _ANEW)
            elif name == ARTICLES:
                ids[doc_id] = jsontext.decode(raw)["id"]
            elif name == FINDINGS and ids.get(doc_id) != jsontext.decode(raw)["article"]:
                yield Complaint(
                    "warning", f"findings {doc_id}", "belong to no article", "None: they are unused"
                )
    for article_id, times in Counter(ids.values()).items():
        if times > 1:
            yield Complaint("error", f"article {article_id}", f"is there {times} times", _ANEW)


def _incidents(storage: JournalStorage) -> Iterator[Complaint]:
    for document in storage.view(META).values():
        if "incident" in document:
            yield Complaint("note", str(document.get("at")), str(document["incident"]))
