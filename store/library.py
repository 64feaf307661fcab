"""The library: ``briefing.ports.Library`` over TinyDB, in one folder.

An article and its findings share one document id, in the tables ``articles`` and ``findings``.
Look-ups go through memory; documents are read from disk when they are asked for, so that an
interface over 50,000 articles starts by reading what its first screen shows.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar, cast

from tinydb.table import Document

from briefing.corrections import Correction, correction_from_json, correction_to_json
from briefing.errors import StoreError
from briefing.model import (
    Article,
    Copy,
    Counts,
    Entry,
    Feed,
    Filed,
    Findings,
    Stored,
    Version,
)
from briefing.ports import Json, Merge, as_given
from store.access import Shelf
from store.documents import records
from store.documents.entries import newest_first
from store.documents.records import (
    ARTICLES,
    COLUMNS,
    CORRECTIONS,
    FEEDS,
    FINDINGS,
    STATE,
    VERSION_FINDINGS,
    VERSIONS,
)
from store.revisions import Revisions

T = TypeVar("T")


class TinyLibrary(Shelf):
    """A library in a folder, shared with other threads and processes. See ``open_library``."""

    def __init__(self, folder: Path, *, read_only: bool = False, lock_timeout: float = 5.0) -> None:
        super().__init__(folder, read_only=read_only, lock_timeout=lock_timeout)
        self._revisions = Revisions(self)

    # Articles

    def take_in(
        self,
        incoming: Iterable[Article],
        at: datetime,
        merge: Merge = as_given,
        *,
        again: bool = True,
    ) -> Stored:
        """Add articles from outside, or merge them into stored ones, in one transaction.

        Of several with one id the last counts. An article that differs from the stored one in
        nothing but the moment at which it was fetched is unchanged, and keeps the first moment.
        """
        articles = tuple(incoming)
        if not articles:
            return Stored()
        return self._write(lambda: self._revisions.take_in(articles, at, merge, again))

    def revise(
        self, article_id: str, change: Callable[[Article], Article | None], at: datetime
    ) -> Article | None:
        """Replace an article by what ``change`` makes of it as it is now; the article then."""
        return self._write(lambda: self._revisions.revise(article_id, change, at))

    def put_findings(self, findings: Iterable[Findings]) -> Filed:
        """Store findings, each only if its article still is the version that they are of."""
        given = tuple(findings)
        return self._write(lambda: self._revisions.put_findings(given)) if given else Filed()

    def mark_copies(self, copies: Iterable[Copy], at: datetime) -> int:
        """Set ``copy_of`` where both articles still are those versions; how often that was so."""
        given = tuple(copies)
        return self._write(lambda: self._revisions.mark_copies(given, at)) if given else 0

    def article(self, article_id: str) -> Article | None:
        """The article of that id, or None."""
        return self._one(ARTICLES, article_id, records.article_from_record)

    def findings(self, article_id: str) -> Findings | None:
        """What analysis found in that article, or None when it has not been analysed."""
        found = self._one(FINDINGS, article_id, records.findings_from_record)
        return found if found and found.article_id == article_id else None

    def _one(self, name: str, article_id: str, convert: Callable[[Any], T]) -> T | None:
        record = self._read(lambda: self._get(name, article_id))
        return None if record is None else convert(record)

    def _get(self, name: str, article_id: str) -> Any:
        doc_id = self._doc_id(article_id)
        return None if doc_id is None else self.table(name).get(doc_id=doc_id)

    def _doc_id(self, article_id: str) -> int | None:
        return self.first(ARTICLES, "id", article_id)

    def entries(
        self, since: date | None = None, until: date | None = None, *, findings: bool = True
    ) -> Iterator[Entry]:
        """Entries by day of publication, newest first, as they are at this call.

        Within a day the latest moment of publication comes first. Articles without a day come last,
        and only when neither bound is given. An entry whose bytes are damaged is left out, and
        ``notices`` says so. Without ``findings`` none are read, and entries are as if not analysed.
        """
        self._refresh()
        storage = self._storage
        with storage.state_lock:
            by_day = self._lookups.by_day(storage.contents)
            days: list[str | None] = [*reversed(by_day.between(since, until))]
            if since is None and until is None:
                days.append(None)
            articles, found = storage.view(ARTICLES), storage.view(FINDINGS)
            picked = [
                (
                    articles.pick(doc_ids, storage.note),
                    found.pick(doc_ids if findings else [], storage.note),
                )
                for doc_ids in map(by_day.get, days)
            ]
        return (entry for day in picked for entry in newest_first(*day, storage.note))

    def marks(self, since: date, until: date) -> dict[date, object]:
        """For each of those days with articles, what its documents' ids and checksums come to."""
        self._refresh()
        with self._storage.state_lock:
            contents = self._storage.contents
            by_day = self._lookups.by_day(contents)
            tables = [t for name in (ARTICLES, FINDINGS) if (t := contents.tables.get(name))]
            return {
                date.fromisoformat(day): hash(
                    tuple(
                        (number, *(t.checksum(t.refs[number]) for t in tables if number in t.refs))
                        for number in by_day.get(day)
                    )
                )
                for day in by_day.between(since, until)
            }

    def by_url(self, url: str) -> tuple[str, ...]:
        """Ids of the articles with that URL."""
        return self._ids(self.matching(ARTICLES, "url", url))

    def by_speaker(self, speaker: str) -> tuple[str, ...]:
        """Ids of the articles with a quote of that speaker."""
        return self._ids(self.matching(FINDINGS, "speakers", speaker))

    def outdated(self, analyser: str) -> tuple[str, ...]:
        """Ids of articles without findings by that analyser, newest day first."""
        self._refresh()
        with self._storage.state_lock:
            contents = self._storage.contents
            analysed_by = self._lookups.by(contents, FINDINGS, "analyser")
            articles = contents.tables.get(ARTICLES)
            ids = articles.refs if articles else ()
            missing = {n for n in ids if not analysed_by.has(analyser, n)}
            if not missing:
                return ()
            by_day = self._lookups.by_day(contents)
            days: list[str | None] = [*reversed(by_day.days), None]
            return self._ids(n for day in days for n in by_day.get(day) if n in missing)

    # Versions

    def versions(self, article_id: str) -> tuple[Version, ...]:
        """How the article stood from when to when, the oldest first; last as it stands now."""

        def read() -> tuple[Version, ...]:
            earlier = tuple(map(self._version, self.matching(VERSIONS, "id", article_id)))
            article = self.article(article_id)
            if article is None:
                return earlier
            return (*earlier, Version(article, self.findings(article_id)))

        return self._read(read)

    def rewritten(self, article_ids: Iterable[str]) -> tuple[str, ...]:
        """Those of the articles that stood otherwise before, and not only as a teaser."""
        self._refresh()
        with self._storage.state_lock:
            by_id = self._lookups.by(self._storage.contents, VERSIONS, "id")
            whole = self._lookups.by(self._storage.contents, VERSIONS, "whole")
            return tuple(i for i in article_ids if any(whole.has(True, n) for n in by_id.get(i)))

    def _version(self, doc_id: int) -> Version:
        record = cast("records.Record", self.table(VERSIONS).get(doc_id=doc_id))
        findings = self.table(VERSION_FINDINGS).get(doc_id=doc_id)
        return records.version_from_record(record, cast("records.Record | None", findings))

    def replaced(self, since: date, until: date, after: date) -> tuple[str, ...]:
        """Ids of the articles that, published on those days, stood so until after ``after``.

        By that day and since, they were replaced by another version, or taken out.
        """
        self._refresh()
        with self._storage.state_lock:
            contents = self._storage.contents
            by_until = self._lookups.by_days(contents, VERSIONS, "until")
            later = by_until.between(after + timedelta(days=1), None)
            if not later:
                return ()
            by_day = self._lookups.by_days(contents, VERSIONS, "day")
            inside = {n for day in by_day.between(since, until) for n in by_day.get(day)}
            found = [n for day in later for n in by_until.get(day) if n in inside]
            table = contents.tables[VERSIONS]
            ids = (table.value(table.refs[n], COLUMNS[VERSIONS], 0) for n in found)
            return tuple(dict.fromkeys(ids))

    def announcing(self, day: date, before: date) -> dict[str, object]:
        """Articles published before a day that announce something for ``day`` or later.

        By id, each with a value that differs once its documents do.
        """
        self._refresh()
        with self._storage.state_lock:
            contents = self._storage.contents
            articles, findings = contents.tables.get(ARTICLES), contents.tables.get(FINDINGS)
            if articles is None or findings is None:
                return {}
            columns, found = COLUMNS[ARTICLES], self._ahead(FINDINGS, day)
            rows = ((n, articles.refs[n]) for n in found if n in articles.refs)
            return {
                articles.value(ref, columns, 0): (
                    articles.checksum(ref),
                    findings.checksum(findings.refs[n]),
                )
                for n, ref in rows
                if (articles.value(ref, columns, 2) or "9999") < before.isoformat()
            }

    def announced(self, day: date, before: date) -> tuple[str, ...]:
        """Ids of articles of which an earlier version, published before a day, that stood until
        after ``day``, announces something for that day or later.
        """
        self._refresh()
        with self._storage.state_lock:
            table = self._storage.contents.tables.get(VERSIONS)
            if table is None:
                return ()
            columns, last, first = COLUMNS[VERSIONS], day.isoformat(), before.isoformat()
            found = (table.refs[n] for n in self._ahead(VERSION_FINDINGS, day) if n in table.refs)
            return tuple(
                dict.fromkeys(
                    table.value(ref, columns, 0)
                    for ref in found
                    if (table.value(ref, columns, 2) or "9999") < first
                    and table.value(ref, columns, 3) > last
                )
            )

    def _ahead(self, name: str, day: date) -> list[int]:
        by_ahead = self._lookups.by_days(self._storage.contents, name, "ahead")
        return [n for last in by_ahead.between(day, None) for n in by_ahead.get(last)]

    def older(self, day: date) -> int:
        """How many articles were published before that day."""
        self._refresh()
        with self._storage.state_lock:
            by_day = self._lookups.by_day(self._storage.contents)
            last = day.isoformat()
            return sum(len(by_day.get(each)) for each in by_day.days if each < last)

    def outdated_versions(self, analyser: str) -> tuple[tuple[str, str], ...]:
        """Article and name of the earlier versions without findings by that analyser."""
        self._refresh()
        with self._storage.state_lock:
            contents = self._storage.contents
            table = contents.tables.get(VERSIONS)
            if table is None or not table.refs:
                return ()
            analysed_by = self._lookups.by(contents, VERSION_FINDINGS, "analyser")
            columns = COLUMNS[VERSIONS]
            names = (
                (table.value(ref, columns, 0), table.value(ref, columns, 1))
                for n, ref in table.refs.items()
                if not analysed_by.has(analyser, n)
            )
            return tuple(dict.fromkeys(names))

    def before(self, day: date) -> tuple[str, ...]:
        """Ids of the articles published before that day, samples left out, the removed among them.

        An article without a day of publication counts by the day on which it was fetched.
        """
        self._refresh()
        with self._storage.state_lock:
            contents = self._storage.contents
            by_day = self._lookups.by_day(contents)
            samples = set(self._lookups.by(contents, ARTICLES, "sample").get(True))
            found = [n for d in by_day.days if d < day.isoformat() for n in by_day.get(d)]
            undated = self._storage.view(ARTICLES).pick(by_day.get(None), self._storage.note)
            found += [n for n, a in undated if (a.get("fetched") or "9999")[:10] < day.isoformat()]
            gone = self._removed_before(day)
            return (*self._ids(n for n in found if n not in samples), *gone)

    def _removed_before(self, day: date) -> list[str]:
        """Ids of the articles that were taken out and stood, when they were, before that day."""
        contents = self._storage.contents
        removed = self._lookups.by(contents, VERSIONS, "removed").get(True)
        table = contents.tables.get(VERSIONS)
        if not removed or table is None:
            return []
        columns, last = COLUMNS[VERSIONS], day.isoformat()
        rows = (table.refs[n] for n in removed)
        found = [r for r in rows if (table.value(r, columns, 2) or "9999") < last]
        return [table.value(ref, columns, 0) for ref in found]

    def teasers(self, feed_url: str) -> tuple[str, ...]:
        """Ids of the teasers with a link that came by that feed, newest day first."""
        found = set(self.matching(ARTICLES, "teaser_of", feed_url))
        if not found:
            return ()
        with self._storage.state_lock:
            by_day = self._lookups.by_day(self._storage.contents)
            days: list[str | None] = [*reversed(by_day.days), None]
            return self._ids(n for day in days for n in by_day.get(day) if n in found)

    def remove(self, article_ids: Iterable[str], *, at: datetime | None = None) -> int:
        """Delete articles with their findings, in one transaction; how many there were."""
        wanted = tuple(article_ids)
        return self._write(lambda: self._revisions.remove(wanted, at)) if wanted else 0

    # Feeds and state

    def feeds(self) -> tuple[Feed, ...]:
        """All subscriptions, in the order in which they were added."""
        found = self._read(lambda: list(self.table(FEEDS)))
        documents = sorted(found, key=lambda document: document.doc_id)
        return tuple(records.feed_from_record(document) for document in documents)

    def add_feed(self, feed: Feed) -> bool:
        """Add a subscription; False, and nothing done, if there is one to its URL."""

        def add() -> bool:
            table = self.table(FEEDS)
            doc_id = self.first(FEEDS, "url", feed.url)
            # Read, and not only looked up: a damaged document is none, and heals.
            if doc_id is not None and table.get(doc_id=doc_id) is not None:
                return False
            table.insert(records.feed_to_record(feed))
            return True

        return self._write(add)

    def change_feed(self, url: str, change: Callable[[Feed], Feed]) -> Feed | None:
        """Replace a subscription by what ``change`` makes of it as it is now; None if it is gone.

        With another URL it is filed under that one, in place of another there.
        """

        def replace() -> Feed | None:
            doc_id = self.first(FEEDS, "url", url)
            if doc_id is None:
                return None
            table = self.table(FEEDS)
            stored = records.feed_from_record(cast("records.Record", table.get(doc_id=doc_id)))
            changed = change(stored)
            if changed.url != url:
                table.remove(doc_ids=self.matching(FEEDS, "url", changed.url))
            if changed != stored:
                self.put_document(FEEDS, doc_id, records.feed_to_record(changed))
            return changed

        return self._write(replace)

    def remove_feed(self, url: str) -> bool:
        """Delete a subscription; whether there was one. Its articles stay."""
        return self._remove_by(FEEDS, "url", url)

    def state(self, key: str) -> Json:
        """A remembered JSON value, or None."""
        record = self._read(lambda: self._state(key))
        value: Json = record["value"] if isinstance(record, dict) else None
        return value

    def _state(self, key: str) -> object:
        doc_id = self.first(STATE, "key", key)
        return None if doc_id is None else self.table(STATE).get(doc_id=doc_id)

    def set_state(self, key: str, value: Json) -> None:
        """Remember a JSON value under a key; None forgets it. Raises StoreError for no JSON."""
        if value is None:
            self._remove_by(STATE, "key", key)
            return
        self._put_by(STATE, "key", key, _state_record(key, value))

    def update_state(self, key: str, change: Callable[[Json], Json]) -> Json:
        """Replace a remembered value by what ``change`` makes of it, and return that.

        No other process writes in between. Raises StoreError for what is no JSON value.
        """

        def update() -> Json:
            value = change(self.state(key))
            self.set_state(key, value)
            return value

        return self._write(update)

    # Corrections

    def corrections(self, by: date | None = None) -> tuple[Correction, ...]:
        """What readers have set right in findings, in the order in which it was first done.

        With a day, what held at its end, whatever was corrected or taken back since.
        """
        held: dict[str, Correction | None] = {}
        for record in self._corrections():
            correction = correction_from_json(record)
            made, ended = correction.made.date(), _ended(record)
            begun = by is None or made <= by
            lasts = ended is None or (by is not None and ended > by)
            held.setdefault(correction.key, None)
            if begun and lasts:
                held[correction.key] = correction
        return tuple(correction for correction in held.values() if correction is not None)

    def corrected_since(self, day: date) -> tuple[str, ...]:
        """Ids of the articles in which something was corrected, or taken back, after that day."""
        last = day.isoformat()
        records = self._corrections()
        found = (r["article"] for r in records if max(r["made"], r.get("ended") or "")[:10] > last)
        return tuple(dict.fromkeys(found))

    def _corrections(self) -> list[Document]:
        """All that was ever corrected, in the order in which it was."""
        found = self._read(lambda: list(self.table(CORRECTIONS)))
        return sorted(found, key=lambda document: document.doc_id)

    def put_correction(self, correction: Correction) -> None:
        """Add a correction, or put it in the place of the one in the same finding."""

        def put() -> None:
            self._end(correction.key, correction.made)
            record = {**correction_to_json(correction), "ended": None}
            self.table(CORRECTIONS).insert(record)

        self._write(put)

    def _end(self, key: str, at: datetime) -> bool:
        """Let what was corrected in that finding hold no longer; whether anything did."""
        doc_id = self.first(CORRECTIONS, "current", key)
        if doc_id is None:
            return False
        record = cast("records.Record", self.table(CORRECTIONS).get(doc_id=doc_id))
        self.put_document(CORRECTIONS, doc_id, {**record, "ended": at.isoformat()})
        return True

    def remove_correction(self, correction: Correction, at: datetime) -> bool:
        """Let a correction hold no longer from that moment on; whether it did."""
        return self._write(lambda: self._end(correction.key, at))

    # The whole

    def counts(self) -> Counts:
        """How much there is of everything but single findings, from counters kept in step."""
        self._refresh()
        with self._storage.state_lock:
            return self._lookups.counts(self._storage.contents)

    def finding_counts(self) -> dict[str, int]:
        """How many findings of each kind there are, by its plural, from counters kept in step."""
        self._refresh()
        with self._storage.state_lock:
            return self._lookups.finding_counts(self._storage.contents)


def _ended(record: Mapping[str, Any]) -> date | None:
    ended = record.get("ended")
    return datetime.fromisoformat(ended).date() if ended else None


def _state_record(key: str, value: Json) -> records.Record:
    try:
        json.dumps(value, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise StoreError(f"state {key!r}", f"is no JSON value ({error})") from error
    return {"key": key, "value": value}


def open_library(
    folder: Path, *, read_only: bool = False, lock_timeout: float = 5.0
) -> TinyLibrary:
    """Open the library in that folder, which the first write makes if it is missing.

    ``lock_timeout`` is how many seconds a write waits for other writers; reads never wait. A
    damaged store is salvaged, an older one migrated, and ``notices`` of the library says so. Raises
    StoreError if the files cannot be read, StoreTooNew if a newer brief wrote them, and with
    ``read_only`` StoreCorrupt if they are damaged.
    """
    return TinyLibrary(folder, read_only=read_only, lock_timeout=lock_timeout)


def compact_folder(folder: str) -> None:
    """What the compaction process does: compact the library in that folder."""
    with contextlib.closing(open_library(Path(folder))) as library:
        library.compact()
