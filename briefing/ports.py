"""What the core asks of the world: a library that keeps articles, and a reporter of progress.

What a library answers when it is written to or counted stands here, too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol, TypeAlias, TypeVar

from msgspec import Struct

from briefing.corrections import Correction
from briefing.feed import Feed
from briefing.model import Article, Entry, Findings, Version

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Merge: TypeAlias = "Callable[[Article, Article], Article | None]"
"""What becomes of a stored article when it comes in again: given the stored and the incoming one,
the article to store, or None to leave the stored one alone. Pure."""

BATCH = 64
"""Entries to write in one transaction: one fsync each, and what a kill can cost at the most."""

T = TypeVar("T")


def as_given(_stored: Article, incoming: Article) -> Article:
    """The merge that takes the incoming article for what it is."""
    return incoming


class Counts(Struct, frozen=True):
    """How much a library holds; ``newest`` is the latest day of publication in it."""

    articles: int = 0
    analysed: int = 0
    feeds: int = 0
    samples: int = 0
    newest: date | None = None


class Stored(Struct, frozen=True):
    """What became of a batch: ids of articles that were new, had changed, or were there already."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()

    def __add__(self, other: Stored) -> Stored:
        return Stored(
            self.added + other.added,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
        )


class Filed(Struct, frozen=True):
    """What became of findings: ids of articles that have them now, of those that stand in another
    version by now, and of those that are gone. Findings of a version that is kept are kept with it.
    """

    stored: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


class Copy(Struct, frozen=True):
    """That one version of an article repeats the wording of a version of another, the original."""

    article_id: str
    version: str
    original_id: str
    original_version: str


class Library(Protocol):
    """Keeps articles, findings, feeds and state. All methods may raise ``StoreError``.

    Every call is atomic: another process sees all of it or nothing. Nothing that somebody read
    earlier is written back: what changes is given as a function of the present value, or names the
    version that it rests on. Such a function is called inside the transaction, may be called more
    than once, and does nothing else.
    """

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user should be told of the library: damage found, what was salvaged."""

    def salvaged_since(self, moment: datetime | None) -> tuple[str, ...]:
        """What became of damage to the store since then, or ever, whichever process salvaged it."""

    def atomically(self, work: Callable[[], T]) -> T:
        """Do this work in one transaction: what it reads, nobody else changes before it is done.

        It may be called more than once, and sees by id, address and key what it has written itself.
        """

    def take_in(
        self,
        incoming: Iterable[Article],
        at: datetime,
        merge: Merge = as_given,
        *,
        again: bool = True,
    ) -> Stored:
        """Add articles that come from outside at that moment, or merge them into stored ones.

        What a changed article was until then is kept as a version, with its findings. One that was
        removed comes back only with ``again``; without, it is passed over.
        """

    def revise(
        self, article_id: str, change: Callable[[Article], Article | None], at: datetime
    ) -> Article | None:
        """Replace an article by what ``change`` makes of it as it is now; the article then.

        None if there is no such article, or ``change`` gives None.
        """

    def put_findings(self, findings: Iterable[Findings]) -> Filed:
        """Store findings, each with the version of its article that they are of."""

    def mark_copies(self, copies: Iterable[Copy], at: datetime) -> int:
        """Set ``copy_of`` where both articles still are those versions; how often that was so."""

    def versions(self, article_id: str) -> tuple[Version, ...]:
        """How the article stood from when to when, the oldest first; last as it stands now.

        Of an article that was taken out the last has an end; of an unknown one there are none.
        """

    def rewritten(self, article_ids: Iterable[str]) -> tuple[str, ...]:
        """Those of the articles that stood otherwise before, and not only as a teaser."""

    def replaced(self, since: date, until: date, after: date) -> tuple[str, ...]:
        """Ids of articles of which an earlier version, published on those days (both included),
        stood until after the day ``after``.
        """

    def announcing(self, day: date, before: date) -> Mapping[str, object]:
        """Articles published before that day which announce something for ``day`` or later.

        By id, each with a value that differs once article or findings do.
        """

    def announced(self, day: date, before: date) -> tuple[str, ...]:
        """Ids of articles of which an earlier version does so, and stood until after ``day``."""

    def older(self, day: date) -> int:
        """How many articles were published before that day."""

    def outdated_versions(self, analyser: str) -> tuple[tuple[str, str], ...]:
        """Article id and name of the earlier versions that have no findings by that analyser."""

    def teasers(self, feed_url: str) -> tuple[str, ...]:
        """Ids of the teasers with a link that came by that feed, newest day first."""

    def article(self, article_id: str) -> Article | None:
        """The article of that id, or None."""

    def findings(self, article_id: str) -> Findings | None:
        """What analysis found in that article, or None when it has not been analysed."""

    def entries(
        self, since: date | None = None, until: date | None = None, *, findings: bool = True
    ) -> Iterator[Entry]:
        """Entries by day of publication, newest first, both days included.

        Articles without a day come last, and only when neither bound is given. Without
        ``findings`` none are read, and entries are as if not analysed.
        """

    def marks(self, since: date, until: date) -> Mapping[date, Mapping[int, object]]:
        """For each of those days with articles the numbers of these, which stay as long as they do.

        With each a value that differs once the article or its findings do. Both days are included.
        Costs little beside reading the articles.
        """

    def numbers_by_day(self, since: date, until: date) -> Mapping[date, Sequence[int]]:
        """The numbers of ``marks`` alone, of each day ascending, as the articles came in.

        Touches no article, however many there are.
        """

    def numbered(self, numbers: Collection[int]) -> Iterable[tuple[int, Entry]]:
        """The entries of those numbers (``marks``), each with its own, as far as they are there."""

    def entries_by_id(self, article_ids: Iterable[str]) -> Iterable[Entry]:
        """The entries of those articles, as far as they are there, in any order."""

    def outdated(self, analyser: str) -> tuple[str, ...]:
        """Ids of articles that have no findings, or findings by an analyser of another name."""

    def remove(self, article_ids: Iterable[str], *, at: datetime | None = None) -> int:
        """Delete articles with their findings; how many there were. Unknown ids are no error.

        With ``at``, the moment of the removal, they are out for good: no feed brings them back
        (``take_in``).
        """

    def feeds(self) -> tuple[Feed, ...]:
        """All subscriptions, in the order in which they were added."""

    def add_feed(self, feed: Feed) -> bool:
        """Add a subscription; False, and nothing done, if there is one to its URL."""

    def change_feed(self, url: str, change: Callable[[Feed], Feed]) -> Feed | None:
        """Replace a subscription by what ``change`` makes of it as it is now; None if it is gone.

        With another URL it is filed under that one, in place of another there.
        """

    def remove_feed(self, url: str) -> bool:
        """Delete a subscription; whether there was one. Its articles stay."""

    def state(self, key: str) -> Json:
        """A remembered JSON value (last visit, seen articles), or None."""

    def set_state(self, key: str, value: Json) -> None:
        """Remember a JSON value under a key; None forgets it."""

    def update_state(self, key: str, change: Callable[[Json], Json]) -> Json:
        """Replace a remembered value by what ``change`` makes of it, and return that.

        No other process writes in between. ``change`` may be called more than once.
        """

    def corrections(self, by: date | None = None) -> tuple[Correction, ...]:
        """What readers have set right in findings, in the order in which it was first done.

        With a day, what held at its end, whatever was corrected or taken back since.
        """

    def corrected_since(self, day: date) -> tuple[str, ...]:
        """Ids of the articles in which something was corrected, or taken back, after that day."""

    def put_correction(self, correction: Correction) -> None:
        """Add a correction, or put it in the place of the one in the same finding."""

    def remove_correction(self, correction: Correction, at: datetime) -> bool:
        """Let that correction hold no longer from that moment on; whether it did."""

    def counts(self) -> Counts:
        """How much there is of everything but single findings, without reading all of it."""

    def revision(self) -> object:
        """A value that differs from earlier ones once anything was written, by any process."""

    def articles_revision(self) -> object:
        """The same for articles, findings and corrections alone: state and feeds do not count."""

    def close(self) -> None:
        """Release files and locks. The library is not used afterwards."""


class Progress(Protocol):
    """Told how far long work has come. May raise to cancel it: what is done by then is kept."""

    def __call__(self, done: int, total: int | None, what: str) -> None:
        """``done`` of ``total`` (None: unknown) things; ``what`` names the one just finished."""


Pause: TypeAlias = "Callable[[], None]"
"""Called now and then by long work. May wait, for what matters more, or raise to end the work."""


def no_pause() -> None:
    """A pause that is none."""


def no_progress(done: int, total: int | None, what: str) -> None:
    """A progress reporter that reports nothing."""
