"""The one facade that every face of brief uses: add, refresh, briefing, article, search."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeAlias, cast

from msgspec import Struct
from msgspec.structs import replace

from briefing.analysis.analyser import Analyser
from briefing.annotations.overlay import CorrectionOverlay
from briefing.clock import Clock, system_clock
from briefing.digest.briefing import (
    DEFAULT_DAYS,
    AsOf,
    Briefing,
    Part,
    announced,
    as_of,
    assemble,
    part_of,
    window,
)
from briefing.digest.day_parts import DayParts
from briefing.errors import IntakeError
from briefing.merge.events import Events
from briefing.model import Article, Counts, Entry, Feed, Findings, Stored, Version
from briefing.nlp_model import why_not_analysed
from briefing.ports import Library, Progress, no_progress
from briefing.rows import ArticleRef
from briefing.sources import NO_SOURCES, Source, Sources
from briefing.standing import PRUNED, Pruned, known_by, pruned_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.annotations.reader_state import ReaderState
    from briefing.digest.changes import ArticleEdit
    from briefing.digest.edits import Edit
    from briefing.digest.stories import Story
    from briefing.intake.feeds.book import FeedBook
    from briefing.intake.feeds.round import Outcome
    from briefing.jobs.fetch import FetchHooks, FetchOptions
    from briefing.ports import Json
    from briefing.watches.store import Watches
    from briefing.watches.watch import Watch

_Outdated: TypeAlias = tuple[str, "str | None"]
"""An article's id, and the name of an earlier version of it."""

_SAMPLES = "samples"  # the state that says whether the user has seen or removed them
_PUT_BATCH = 64  # entries a transaction: one fsync each, and what a kill can cost at the most


class Added(Struct, frozen=True):
    """What ``Desk.add_files`` did: what was stored, and one error for each file that was not."""

    stored: Stored
    errors: tuple[IntakeError, ...]


class Desk:
    """Brings library, analyser and digest together; owns neither threads nor terminals.

    ``library`` is one, or opens one when it is needed. ``analyser`` is called for when there is
    work, and not before. ``clock`` gives the present moment with its zone. ``overlay`` reads
    findings as their reader has set them right, ``sources`` keeps the bytes that articles were
    read from. What only some questions need is imported with
    them, because every start of brief imports this module.
    """

    def __init__(
        self,
        library: Library | Callable[[], Library],
        analyser: Callable[[], Analyser] = Analyser,
        clock: Clock = system_clock,
        sources: Sources = NO_SOURCES,
    ) -> None:
        self._open = library if callable(library) else lambda: library
        self._library: Library | None = None
        self._opening = Lock()
        self._make_analyser = analyser
        self._analyser: Analyser | None = None
        self._clock = clock
        self.sources = sources
        self.overlay = CorrectionOverlay(lambda: self.library, clock)
        self._recent = DayParts(self.overlay.entries, self.overlay.marks)
        self._events = Events()
        self._older: dict[str, tuple[object, Part]] = {}
        self._edits: dict[str, tuple[object, tuple[Edit, ...]]] = {}
        self._latest: tuple[object, Briefing] | None = None

    @property
    def library(self) -> Library:
        """The library, opened when it is first asked for. Raises ``StoreError`` if it cannot be."""
        with self._opening:
            if self._library is None:
                self._library = self._open()
            return self._library

    @property
    def notices(self) -> tuple[str, ...]:
        """What the library has to say to the user; nothing while it has not been opened."""
        return self._library.notices if self._library is not None else ()

    @property
    def analyser(self) -> Analyser:
        """The analyser in use; made at the first call. Raises ``AnalysisError``."""
        if self._analyser is None:
            self._analyser = self._make_analyser()
        return self._analyser

    def today(self) -> date:
        """The present day in the machine's zone."""
        return self._clock().date()

    def add_files(self, paths: Iterable[Path], progress: Progress = no_progress) -> Added:
        """Read seed files (and those in folders), store and analyse them.

        A file that cannot be read is an error in the answer and stops no other. Articles are
        stored before they are analysed, so that cancelling loses none.
        """
        errors: list[IntakeError] = []
        stored = self._store(_read(paths, self._clock(), errors, self.sources))
        if not stored.added and not stored.changed and not stored.unchanged and not errors:
            errors += [IntakeError(str(p), "holds no *.txt file") for p in paths]
        self.refresh(progress)
        return Added(stored, tuple(errors))

    def add_articles(self, articles: Iterable[Article], progress: Progress = no_progress) -> Stored:
        """Store articles from anywhere and analyse what needs it."""
        stored = self._store(articles)
        self.refresh(progress)
        return stored

    def _store(self, articles: Iterable[Article]) -> Stored:
        stored = Stored()
        stream = iter(articles)
        while batch := list(islice(stream, _PUT_BATCH)):
            stored += self.library.take_in(batch, self._clock())
        return stored

    def refresh(self, progress: Progress = no_progress) -> int:
        """Analyse every article that lacks up-to-date findings; how many were.

        What is done is stored as it comes, so that an interrupted run goes on where it stopped. An
        article that has changed while it was analysed is analysed again.
        """
        count = 0
        while wanted := self._outdated():
            done, stale = self._analyse(wanted, progress)
            count += done
            if not stale:
                break
        return count

    def _analyse(self, wanted: Sequence[_Outdated], progress: Progress) -> tuple[int, bool]:
        """Analyse those articles: how many were, and whether one has changed meanwhile."""
        waiting: list[Article] = []
        passed_over: list[Findings] = []
        done: list[Findings] = []
        count = 0
        stale = False

        def keep(findings: list[Findings], most: int = 0) -> None:
            nonlocal stale
            if len(findings) > most:
                stale = bool(self.library.put_findings(findings).stale) or stale
                findings.clear()

        def articles() -> Iterator[Article]:
            for article_id, version in wanted:
                article = self._version(article_id, version)
                if article is None:
                    continue
                if reason := why_not_analysed(article):
                    passed_over.append(self._passed_over(article, reason))
                    keep(passed_over, _PUT_BATCH - 1)
                else:
                    waiting.append(article)
                    yield article

        try:
            for findings in self.analyser.analyse(articles(), total=len(wanted)):
                article = waiting.pop(0)
                done.append(replace(findings, version=article.version))
                count += 1
                keep(done, _PUT_BATCH - 1)
                progress(count, len(wanted), article.title)
        finally:
            done += passed_over
            keep(done)
        return count, stale

    def _version(self, article_id: str, version: str | None) -> Article | None:
        """An article as it stands, or (with a name) as it stood in that version."""
        if version is None:
            return self.library.article(article_id)
        every = (each.article for each in self.library.versions(article_id))
        return next((article for article in every if article.version == version), None)

    def _passed_over(self, article: Article, reason: str) -> Findings:
        return Findings(article.id, self.analyser.name, error=reason, version=article.version)

    def _outdated(self) -> list[_Outdated]:
        """What is to be analysed: articles as they stand first, then earlier versions."""
        name = self.analyser.name
        current = [(article_id, None) for article_id in self.library.outdated(name)]
        return [*current, *self.library.outdated_versions(name)]

    def as_of(self, asked: date | None = None) -> AsOf:
        """The day to brief for, given the one asked for, the present one and the newest article."""
        return as_of(self.today(), self.library.counts().newest, asked)

    def briefing(
        self, asked: date | None = None, days: int = DEFAULT_DAYS, known: bool = False
    ) -> Briefing:
        """The briefing as of a day, over the articles of that many days up to it.

        The same briefing as long as nothing in the library has changed that could show in it. With
        ``known``, without those that came in after that day: what could be known then.
        """
        of = self.as_of(asked)
        since, until = window(of.day, days)
        revision = self.library.articles_revision()
        latest = self._latest
        if latest is not None and latest[0] == (revision, of, days, known):
            return latest[1]
        parts = self._recent.parts(since, until)
        if past := known or of.reason == "asked for":
            parts = self._as_they_stood(parts, (since, until), known)
            ahead = self._announced_then(since, of.day, known)
        else:
            ahead = self._announced(since, of.day)
        made = assemble(parts, of, days, self._events, ahead)
        older = 0 if past else self.library.older(since) - len(made.announcing)
        pruned = self._pruned(since, of.day) if known else 0
        made = replace(made, older=older, past=past, known=known, pruned=pruned)
        self._latest = ((revision, of, days, known), made)
        return made

    def _pruned(self, since: date, until: date) -> int:
        counted = cast("Pruned", self.library.state(PRUNED) or {})
        return pruned_of(counted, since, until)

    def _announced(self, before: date, day: date) -> list[Part]:
        """What articles published before a day announce for ``day`` or later."""
        marks = dict(self.library.announcing(day, before))
        marks.update(dict.fromkeys({c.article_id for c in self.overlay.corrections()}))
        kept = {i: p for i, p in self._older.items() if p[0] == marks.get(i, ()) and p[0]}
        for article_id, mark in marks.items():
            if article_id not in kept:
                article = self.library.article(article_id)
                if article is None or article.day is None or article.day >= before:
                    continue
                part = part_of(Entry(article, self.overlay.findings(article_id)))
                kept[article_id] = (mark, part)
        self._older = kept
        return [announced(part, day) for _, part in kept.values()]

    def _announced_then(self, before: date, day: date, known: bool) -> list[Part]:
        """``_announced`` of the articles as they stood at the end of ``day``."""
        ids = {*self.library.announcing(day, before), *self.library.announced(day, before)}
        ids |= {correction.article_id for correction in self.overlay.corrections()}
        if known:
            ids |= set(self.library.corrected_since(day))
        stood = (self.overlay.version_then(i, day, known) for i in sorted(ids))
        return [
            announced(part_of(Entry(v.article, v.findings)), day)
            for v in stood
            if v is not None and v.article.day is not None and v.article.day < before
        ]

    def _as_they_stood(
        self, parts: Sequence[Part], days: tuple[date, date], known: bool
    ) -> list[Part]:
        """The parts of articles published on those days as they were at the end of the last."""
        others = self._stood_otherwise([part.article for part in parts], days, known)
        then = [
            part
            for part in parts
            if part.article.id not in others
            and (not known or known_by(part.article.fetched, days[1]))
        ]
        return then + [part_of(Entry(v.article, v.findings)) for v in others.values() if v]

    def _stood_otherwise(
        self, refs: Sequence[ArticleRef], days: tuple[date, date], known: bool
    ) -> dict[str, Version | None]:
        """Which articles stood otherwise at the end of the last of those days than they do now.

        ``refs`` are those published on these days as they stand now. None for one that was not
        there then, or was published on another day.
        """
        since, until = days
        ids = {ref.id for ref in refs if ref.revised and not known_by(ref.revised, until)}
        ids |= set(self.library.replaced(since, until, until))
        if known:
            ids |= {ref.id for ref in refs if ref.copy_of}
            ids |= set(self.library.corrected_since(until))
        stood = {i: self.overlay.version_then(i, until, known) for i in sorted(ids)}
        return {
            i: v if v and v.article.day and since <= v.article.day <= until else None
            for i, v in stood.items()
        }

    def edits(
        self, of: Briefing, after: Callable[[datetime], bool] = lambda _: True
    ) -> tuple[ArticleEdit, ...]:
        """What outlets have changed in articles of a briefing by the end of its day, latest first.

        ``after`` says of the moment at which a change came in whether it is asked about.
        """
        refs = {ref.id: ref for ref in (*of.articles, *of.announcing) if ref.revised}
        if not refs:
            return ()
        from briefing.digest.changes import ArticleEdit

        found = [
            ArticleEdit(refs[article_id], edit)
            for article_id in self.library.rewritten(refs)
            for edit in self._edits_in(refs[article_id], of)
            if after(edit.until)
        ]
        return tuple(sorted(found, key=lambda each: each.edit.until, reverse=True))

    def _edits_in(self, ref: ArticleRef, of: Briefing) -> tuple[Edit, ...]:
        """The edits of an article, worked out once for each of its versions."""
        from briefing.digest.edits import edits

        mark = (ref.revised, of.as_of.day if of.past else None)
        kept = self._edits.get(ref.id)
        if kept is None or kept[0] != mark:
            kept = self._edits[ref.id] = (mark, edits(self.versions(ref.id, of)))
        return kept[1]

    def versions(self, article_id: str, of: Briefing | None = None) -> tuple[Version, ...]:
        """How an article stood from when to when, the oldest first; last as it stands now.

        With a briefing of the past only up to the version that stands in that.
        """
        versions = self.library.versions(article_id)
        if of is None or not of.past:
            return versions
        day = of.as_of.day
        then = [v for n, v in enumerate(versions) if not n or known_by(v.article.since, day)]
        if then and then[-1].until and not known_by(then[-1].until, day):
            then[-1] = replace(then[-1], until=None, removed=False)
        return tuple(then)

    def stories(
        self, asked: date | None = None, days: int = DEFAULT_DAYS, known: bool = False
    ) -> tuple[Story, ...]:
        """The stories of two articles or more among those that ``briefing`` covers."""
        from briefing.digest.stories import gather

        of = self.as_of(asked)
        span = window(of.day, days)
        articles = [entry.article for entry in self.library.entries(*span, findings=False)]
        if known or of.reason == "asked for":
            refs = [ArticleRef.of(article) for article in articles]
            others = self._stood_otherwise(refs, span, known)
            articles = [
                a
                for a in articles
                if a.id not in others and (not known or known_by(a.fetched, of.day))
            ]
            articles += [version.article for version in others.values() if version]
        return gather(articles)

    def counts(self) -> Counts:
        """How much the library holds."""
        return self.library.counts()

    def article(self, article_id: str, of: Briefing | None = None) -> Article | None:
        """The article of that id, or None; as it stands in that briefing, or as it is now."""
        if of is None or not of.past:
            return self.library.article(article_id)
        version = self.overlay.version_then(article_id, of.as_of.day, of.known)
        return version.article if version else None

    def findings(self, article_id: str, of: Briefing | None = None) -> Findings | None:
        """What was found in that article, as its reader has set it right, or None.

        In a briefing of the past: in the version that stands there.
        """
        if of is None or not of.past:
            return self.overlay.findings(article_id)
        version = self.overlay.version_then(article_id, of.as_of.day, of.known)
        return version.findings if version else None

    def entries(self) -> Iterator[Entry]:
        """All articles, newest first, with what was found in them, as set right."""
        return self.overlay.entries()

    def search(self, query: str, limit: int = 200) -> list[Article]:
        """Articles in which every word of the query occurs, newest first, case ignored."""
        words = query.casefold().split()
        if not words:
            return []
        found = (
            entry.article
            for entry in self.library.entries()
            if all(
                word in f"{entry.article.title}\n{entry.article.text}".casefold() for word in words
            )
        )
        return list(islice(found, limit))

    def remove(self, article_ids: Iterable[str]) -> int:
        """Take articles out for good: no feed brings them back; how many there were."""
        return self.library.remove(article_ids, at=self._clock())

    def welcome(self) -> bool:
        """Load the samples into an empty library, unless they were taken out; whether it did."""

        def load() -> bool:
            wanted = self._samples_wanted()
            if wanted:
                self._put_samples()
            return wanted

        # Looked at before, so that a library that cannot be written can be read all the same.
        return self._samples_wanted() and self.library.atomically(load)

    def _samples_wanted(self) -> bool:
        return not self.counts().articles and self.library.state(_SAMPLES) != "removed"

    def load_samples(self) -> int:
        """Put the articles that come with the program into the library; how many there are."""
        self.library.atomically(self._put_samples)
        return len(self.sample_ids())

    def _put_samples(self) -> None:
        from briefing.samples import sample_articles

        self.library.take_in(sample_articles(), self._clock())
        self.library.set_state(_SAMPLES, "loaded")

    def sample_ids(self) -> tuple[str, ...]:
        """Ids of the sample articles in the library."""
        if not self.counts().samples:
            return ()
        return tuple(e.article.id for e in self.library.entries() if e.article.sample)

    def remove_samples(self) -> int:
        """Take the samples out of the library, for good; how many there were."""

        def remove() -> int:
            removed = self.library.remove(self.sample_ids())
            self.library.set_state(_SAMPLES, "removed")
            return removed

        return self.library.atomically(remove)

    def retire_samples(self) -> str:
        """Take the samples out, now that there are articles of the user's own.

        What to say of it, "" when there were none.
        """
        removed = self.remove_samples()
        if not removed:
            return ""
        return (
            f"The {removed} sample articles were taken out, so that they do not mix with yours. "
            "`brief samples --load` brings them back."
        )

    # What faces need of the library besides

    @property
    def feeds(self) -> FeedBook:
        """The subscriptions."""
        from briefing.intake.feeds.book import FeedBook

        return FeedBook(self.library)

    @property
    def reader(self) -> ReaderState:
        """What the reader has marked and read."""
        from briefing.annotations.reader_state import ReaderState

        return ReaderState(self.library)

    def watches(self, fixed: Mapping[str, Watch]) -> Watches:
        """The watches of the library, and those that the settings fix, by name."""
        from briefing.watches.store import Watches

        return Watches(self.library, fixed)

    def fetch(
        self,
        feeds: Iterable[Feed],
        options: FetchOptions,
        hooks: FetchHooks,
        abort: Callable[[], object],
    ) -> Outcome:
        """Fetch those feeds and analyse what they bring; what became of each, and of their pages.

        ``abort`` is called when the round ends early, to end the analysis beside it.
        """
        from briefing.jobs.fetch import fetch_round

        return fetch_round(
            self.library,
            feeds,
            self._clock,
            options,
            hooks,
            refresh=self.refresh,
            abort=abort,
            sources=self.sources,
        )

    def revision(self) -> object:
        """Differs once anything in the library has changed."""
        return self.library.revision()

    def articles_revision(self) -> object:
        """Differs once an article, its findings or its corrections have changed."""
        return self.library.articles_revision()

    def remembered(self, name: str) -> Json:
        """What a face has asked to be remembered under that name, None for nothing."""
        return self.library.state(name)

    def remember(self, name: str, change: Callable[[Json], Json]) -> Json:
        """Remember for a face what ``change`` makes of what is remembered now; what that is."""
        return self.library.update_state(name, change)

    def close(self) -> None:
        """Stop the workers and release the library."""
        if self._analyser is not None:
            self._analyser.stop()
        if self._library is not None:
            self._library.close()


def _read(
    paths: Iterable[Path], now: datetime, errors: list[IntakeError], sources: Sources
) -> Iterator[Article]:
    from briefing.intake.seeds import parse_seed, seed_bytes, seed_files

    for path in seed_files(paths):
        try:
            raw = seed_bytes(path)
            article = parse_seed(raw, str(path), now)
        except IntakeError as error:
            errors.append(error)
            continue
        sources.keep(Source(raw, "seed", filename=path.name), (article,), now)
        yield article
