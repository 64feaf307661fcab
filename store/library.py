"""The library: ``briefing.ports.Library`` over TinyDB, in one folder.

Look-ups go through memory; documents are read from disk when they are asked for, so that an
interface over 50,000 articles starts by reading what its first screen shows.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from briefing.corrections import Correction
from briefing.feed import Feed
from briefing.model import Article, Entry, Findings, Version
from briefing.ports import Copy, Counts, Filed, Json, Merge, Stored, as_given
from store.access import OpenStore
from store.adapter.table import JournalDB
from store.engine.lock import LOCK_SECONDS
from store.holdings.articles import Articles
from store.holdings.corrections import Corrections
from store.holdings.revisions import Revisions
from store.holdings.state import State
from store.holdings.subscriptions import Subscriptions
from store.holdings.versions import Versions

T = TypeVar("T")


class TinyLibrary:
    """A library in a folder, shared with other threads and processes. See ``open_library``.

    What the methods promise stands in ``briefing.ports.Library``; here is what this one adds.
    """

    def __init__(
        self, folder: Path, *, read_only: bool = False, lock_timeout: float = LOCK_SECONDS
    ) -> None:
        self.folder = folder
        self._store = OpenStore(folder, read_only=read_only, lock_timeout=lock_timeout)
        self._articles = Articles(self._store)
        self._versions = Versions(self._store, self._articles)
        self._revisions = Revisions(self._store)
        self._subscriptions = Subscriptions(self._store)
        self._state = State(self._store)
        self._corrections = Corrections(self._store)

    # Writing articles and findings

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
        return self._store.write(lambda: self._revisions.take_in(articles, at, merge, again))

    def revise(
        self, article_id: str, change: Callable[[Article], Article | None], at: datetime
    ) -> Article | None:
        """Replace an article by what ``change`` makes of it as it is now; the article then."""
        return self._store.write(lambda: self._revisions.revise(article_id, change, at))

    def put_findings(self, findings: Iterable[Findings]) -> Filed:
        """Store findings, each only if its article still is the version that they are of."""
        given = tuple(findings)
        if not given:
            return Filed()
        return self._store.write(lambda: self._revisions.put_findings(given))

    def mark_copies(self, copies: Iterable[Copy], at: datetime) -> int:
        """Set ``copy_of`` where both articles still are those versions; how often that was so."""
        given = tuple(copies)
        return self._store.write(lambda: self._revisions.mark_copies(given, at)) if given else 0

    def remove(self, article_ids: Iterable[str], *, at: datetime | None = None) -> int:
        """Delete articles with their findings, in one transaction; how many there were."""
        ids = tuple(article_ids)
        return self._store.write(lambda: self._revisions.remove(ids, at)) if ids else 0

    # Reading them

    def article(self, article_id: str) -> Article | None:
        """The article of that id, or None."""
        return self._articles.article(article_id)

    def findings(self, article_id: str) -> Findings | None:
        """What analysis found in that article, or None when it has not been analysed."""
        return self._articles.findings(article_id)

    def entries(
        self, since: date | None = None, until: date | None = None, *, findings: bool = True
    ) -> Iterator[Entry]:
        """Entries by day of publication, newest first, as they are at this call.

        Within a day the latest moment of publication comes first. An entry whose bytes are damaged
        is left out, and ``notices`` says so.
        """
        return self._articles.entries(since, until, findings=findings)

    def marks(self, since: date, until: date) -> dict[date, dict[int, object]]:
        """For each of those days with articles their documents' ids, with the checksums of each."""
        return self._articles.marks(since, until)

    def numbers_by_day(self, since: date, until: date) -> dict[date, list[int]]:
        """For each of those days with articles their documents' ids, ascending."""
        return self._articles.numbers_by_day(since, until)

    def numbered(self, numbers: Collection[int]) -> Iterable[tuple[int, Entry]]:
        """The entries of those documents."""
        return self._articles.numbered(numbers)

    def entries_by_id(self, article_ids: Iterable[str]) -> Iterable[Entry]:
        """The entries of those articles."""
        return self._articles.entries_by_id(article_ids)

    def by_url(self, url: str) -> tuple[str, ...]:
        """Ids of the articles with that URL."""
        return self._articles.by_url(url)

    def by_speaker(self, speaker: str) -> tuple[str, ...]:
        """Ids of the articles with a quote of that speaker."""
        return self._articles.by_speaker(speaker)

    def outdated(self, analyser: str) -> tuple[str, ...]:
        """Ids of articles without findings by that analyser, newest day first."""
        return self._articles.outdated(analyser)

    def older(self, day: date) -> int:
        """How many articles were published before that day."""
        return self._articles.older(day)

    def before(self, day: date) -> tuple[str, ...]:
        """Ids of the articles published before that day, samples left out, the removed among them.

        An article without a day of publication counts by the day on which it was fetched.
        """
        return self._articles.before(day)

    def teasers(self, feed_url: str) -> tuple[str, ...]:
        """Ids of the teasers with a link that came by that feed, newest day first."""
        return self._articles.teasers(feed_url)

    # Versions

    def versions(self, article_id: str) -> tuple[Version, ...]:
        """How the article stood from when to when, the oldest first; last as it stands now."""
        return self._versions.versions(article_id)

    def rewritten(self, article_ids: Iterable[str]) -> tuple[str, ...]:
        """Those of the articles that stood otherwise before, and not only as a teaser."""
        return self._versions.rewritten(article_ids)

    def replaced(self, since: date, until: date, after: date) -> tuple[str, ...]:
        """Ids of the articles that, published on those days, stood so until after ``after``.

        By that day and since, they were replaced by another version, or taken out.
        """
        return self._versions.replaced(since, until, after)

    def announcing(self, day: date, before: date) -> dict[str, object]:
        """Articles published before a day that announce something for ``day`` or later."""
        return self._versions.announcing(day, before)

    def announced(self, day: date, before: date) -> tuple[str, ...]:
        """Ids of articles of which an earlier version does so, and stood until after ``day``."""
        return self._versions.announced(day, before)

    def outdated_versions(self, analyser: str) -> tuple[tuple[str, str], ...]:
        """Article and name of the earlier versions without findings by that analyser."""
        return self._versions.outdated_versions(analyser)

    # Subscriptions

    def feeds(self) -> tuple[Feed, ...]:
        """All subscriptions, in the order in which they were added."""
        return self._subscriptions.feeds()

    def add_feed(self, feed: Feed) -> bool:
        """Add a subscription; False, and nothing done, if there is one to its URL."""
        return self._subscriptions.add_feed(feed)

    def change_feed(self, url: str, change: Callable[[Feed], Feed]) -> Feed | None:
        """Replace a subscription by what ``change`` makes of it now; None if it is gone."""
        return self._subscriptions.change_feed(url, change)

    def remove_feed(self, url: str) -> bool:
        """Delete a subscription; whether there was one. Its articles stay."""
        return self._subscriptions.remove_feed(url)

    # State

    def state(self, key: str) -> Json:
        """A remembered JSON value, or None."""
        return self._state.get(key)

    def set_state(self, key: str, value: Json) -> None:
        """Remember a JSON value under a key; None forgets it. Raises StoreError for no JSON."""
        self._state.set(key, value)

    def update_state(self, key: str, change: Callable[[Json], Json]) -> Json:
        """Replace a remembered value by what ``change`` makes of it, and return that.

        No other process writes in between. Raises StoreError for what is no JSON value.
        """
        return self._state.update(key, change)

    # Corrections

    def corrections(self, by: date | None = None) -> tuple[Correction, ...]:
        """What readers have set right in findings, now or (with a day) at the end of that day."""
        return self._corrections.all(by)

    def corrected_since(self, day: date) -> tuple[str, ...]:
        """Ids of the articles in which something was corrected, or taken back, after that day."""
        return self._corrections.changed_since(day)

    def put_correction(self, correction: Correction) -> None:
        """Add a correction, or put it in the place of the one in the same finding."""
        self._corrections.put(correction)

    def remove_correction(self, correction: Correction, at: datetime) -> bool:
        """Let a correction hold no longer from that moment on; whether it did."""
        return self._corrections.remove(correction, at)

    # The whole

    @property
    def database(self) -> JournalDB:
        """The TinyDB database underneath, for questions that the library does not answer."""
        return self._store.database

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user should be told about the store: damage found, salvage and migrations."""
        return self._store.notices

    def salvaged_since(self, moment: datetime | None) -> tuple[str, ...]:
        """What became of damage to the store since then, or ever, whichever process salvaged it."""
        incidents = self._store.incidents()
        return tuple(
            said for at, said in incidents if not moment or datetime.fromisoformat(at) >= moment
        )

    def atomically(self, work: Callable[[], T]) -> T:
        """Do this work in one transaction: what it reads, nobody else changes before it is done.

        It may be called more than once (after a salvage), and sees by id, address and key what it
        has written itself; counts, days and totals are those from before.
        """
        return self._store.write(work)

    def counts(self) -> Counts:
        """How much there is of everything but single findings, from counters kept in step."""
        return self._store.counts()

    def finding_counts(self) -> dict[str, int]:
        """How many findings of each kind there are, by its plural, from counters kept in step."""
        return self._store.finding_counts()

    def revision(self) -> object:
        """A value that differs from earlier ones once anything was written, by any process.

        Costs two ``stat`` calls when nothing was.
        """
        return self._store.revision()

    def articles_revision(self) -> object:
        """The same for articles, findings and corrections alone."""
        return self._store.articles_revision()

    def size(self) -> int:
        """Bytes that snapshot, journal and index take on disk."""
        return self._store.size()

    def compact(self) -> bool:
        """Fold the journal into the snapshot now; False if another process is doing so.

        A document that fails its checksum is left out, and the damaged file kept aside.
        """
        return self._store.compact()

    def wait_for_compaction(self, seconds: float | None = None) -> None:
        """Wait until the compaction that this library has begun in a process of its own is over."""
        self._store.compaction.wait(seconds)

    def close(self) -> None:
        """Release files and the lock. The library is not used afterwards."""
        self._store.close()


def open_library(
    folder: Path, *, read_only: bool = False, lock_timeout: float = LOCK_SECONDS
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
