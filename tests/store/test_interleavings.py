"""Actors that read, take their time and write, against a reference that does one after another.

What an actor reads it keeps until it writes, while the others go on. The reference carries out each
write at once over its own present state; the library has to come to the same.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from unittest.mock import patch

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    rule,
)
from msgspec.structs import replace

from briefing.annotations.overlay import CorrectionOverlay
from briefing.errors import StoreError
from briefing.feed import Feed
from briefing.intake.feeds import schedule, subscriptions
from briefing.intake.feeds.ingest import complete, completed, renewed
from briefing.intake.items import Item, ParsedFeed
from briefing.intake.net.responses import Fetched
from briefing.model import Article, Findings, Quote, Span
from store.library import open_library
from store.upkeep.facade import prune, restore_backup, save_backup

NOW = datetime(2022, 1, 13, 12, tzinfo=UTC)
URL = "https://quay.example/feed"
ACTORS = 3
PRUNED_BEFORE = date(2022, 1, 6)

numbers = st.integers(0, 1)
actors = st.integers(0, ACTORS - 1)
MERGE = partial(renewed, others=frozenset())


def teaser(number: int, words: int) -> Article:
    """Article 0 is old enough to be pruned."""
    return Article(
        id=f"a{number}",
        title=f"Tide {number}",
        text=f"Ebb {words}.",
        url=f"https://quay.example/{number}",
        published=NOW - timedelta(days=9 if number < 1 else 1),
        fetched=NOW,
        feed=URL,
        teaser=True,
    )


def page_of(article: Article, words: int) -> Item:
    return Item(title=article.title, paragraphs=(f"{article.text} The whole of it, {words}.",))


def findings_in(article: Article) -> Findings:
    uttered = Quote(article.text[:3], (Span(0, 3),), "indirect")
    return Findings(article.id, "rules", (uttered,), version=article.version)


@dataclass
class Reference:
    """What a library holds, one change after the other."""

    articles: dict[str, Article] = field(default_factory=dict)
    analysed: dict[str, str] = field(default_factory=dict)
    earlier: dict[str, dict[str, bool]] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    feed: Feed | None = None
    corrected: dict[str, str | None] = field(default_factory=dict)

    def put(self, article: Article) -> None:
        """An article that has changed keeps its first moment, and its earlier versions theirs."""
        before = self.articles.get(article.id)
        if before is not None:
            article = replace(article, fetched=before.fetched, revised=before.revised)
            if article == before:
                return
            article = replace(article, revised=NOW)
            earlier = self.earlier.setdefault(article.id, {})
            was_analysed = self.analysed.get(article.id) is not None
            earlier[before.version] = earlier.get(before.version, False) or was_analysed
            if article.version != before.version:
                self.analysed.pop(article.id, None)
                if earlier.get(article.version):
                    self.analysed[article.id] = article.version
        self.articles[article.id] = article

    def analyse(self, article_id: str, version: str) -> None:
        """Findings stay with the version that they are of."""
        article = self.articles.get(article_id)
        if article is not None and article.version == version:
            self.analysed[article_id] = version
        if version in self.earlier.get(article_id, {}):
            self.earlier[article_id][version] = True

    def drop(self, article_id: str) -> None:
        self.articles.pop(article_id, None)
        self.analysed.pop(article_id, None)
        self.earlier.pop(article_id, None)


Step = Callable[[], None]


class Interleaved(RuleBasedStateMachine):
    """Each rule is one actor\'s whole write, or the reading that one of its writes rests on."""

    waiting = Bundle("waiting")

    def __init__(self) -> None:
        super().__init__()
        self.place = tempfile.TemporaryDirectory()
        # Nobody pulls the plug here: what the disk does is for other tests, and takes long.
        self.unsynced = ExitStack()
        for name in ("fsync", "fdatasync"):
            self.unsynced.enter_context(patch.object(os, name))
        self.folder = Path(self.place.name) / "library"
        self.actors = [open_library(self.folder, lock_timeout=20) for _ in range(ACTORS)]
        self.is_now = Reference()
        self.kept: Reference | None = None

    @initialize()
    def subscribe(self) -> None:
        subscriptions.subscribe(self.actors[0], Feed(URL), NOW)
        (self.is_now.feed,) = self.actors[0].feeds()
        for number in (0, 1):
            self.the_feed_shows(number, number, 1, full=False)

    # Whole writes

    @rule(by=actors, number=numbers, words=st.integers(1, 3), full=st.booleans())
    def the_feed_shows(self, by: int, number: int, words: int, full: bool) -> None:
        incoming = teaser(number, words)
        if full:
            text = f"{incoming.text} Edited at length by the outlet, and all of it."
            incoming = replace(incoming, teaser=False, text=text)
        self.actors[by].take_in([incoming], NOW, MERGE, again=False)
        stored = self.is_now.articles.get(incoming.id)
        if stored is not None:
            self.is_now.put(MERGE(stored, incoming) or stored)
        elif incoming.id not in self.is_now.removed:
            self.is_now.put(incoming)

    @rule(by=actors, number=numbers)
    def removed_for_good(self, by: int, number: int) -> None:
        self.actors[by].remove([f"a{number}"], at=NOW)
        if f"a{number}" in self.is_now.articles:
            self.is_now.removed.add(f"a{number}")
        self.is_now.drop(f"a{number}")

    @rule(by=actors)
    def pruned(self, by: int) -> None:
        library = self.actors[by]
        spare = {correction.article_id for correction in library.corrections()}
        prune(library, PRUNED_BEFORE, spare=lambda: spare)
        for article_id, article in list(self.is_now.articles.items()):
            corrected = any(key.startswith(article_id) for key in self.is_now.corrected)
            if article.day and article.day < PRUNED_BEFORE and not corrected:
                self.is_now.drop(article_id)

    @rule(by=actors, title=st.sampled_from(["Mine", "Ours"]))
    def renamed(self, by: int, title: str) -> None:
        self.edited(by, lambda feed: replace(feed, title=title))

    @rule(by=actors, paused=st.booleans())
    def paused(self, by: int, paused: bool) -> None:
        self.edited(by, lambda feed: replace(feed, paused=paused))

    @rule(by=actors, tag=st.sampled_from(["sea", "land"]))
    def tagged(self, by: int, tag: str) -> None:
        self.edited(by, lambda feed: replace(feed, tags=(*feed.tags, tag)[-3:]))

    def edited(self, by: int, to: Callable[[Feed], Feed]) -> None:
        subscriptions.edit(self.actors[by], URL, to)
        assert self.is_now.feed is not None
        self.is_now.feed = to(self.is_now.feed)

    @rule()
    def backed_up(self) -> None:
        save_backup(self.folder, Path(self.place.name) / "backup.json")
        self.kept = deepcopy(self.is_now)

    @rule()
    def restored(self) -> None:
        if self.kept is not None:
            restore_backup(self.folder, Path(self.place.name) / "backup.json")
            self.is_now = deepcopy(self.kept)

    # Readings, and the writes that rest on them

    @rule(target=waiting, by=actors)
    def analysis_begins(self, by: int) -> Step:
        library = self.actors[by]
        findings = [findings_in(entry.article) for entry in library.entries()]

        def ends() -> None:
            library.put_findings(findings)
            for each in findings:
                self.is_now.analyse(each.article_id, each.version)

        return ends

    @rule(target=waiting, by=actors, number=numbers, words=st.integers(1, 3))
    def a_page_is_asked_for(self, by: int, number: int, words: int) -> Step:
        library = self.actors[by]
        article = library.article(f"a{number}")

        def comes() -> None:
            if article is None:
                return
            complete(library, article, page_of(article, words), NOW)
            current = self.is_now.articles.get(article.id)
            if current is not None and current.version == article.version:
                self.is_now.put(completed(current, page_of(article, words)) or current)

        return comes

    @rule(target=waiting, by=actors, fails=st.booleans(), etag=st.sampled_from(["1", "2"]))
    def the_feed_is_asked(self, by: int, fails: bool, etag: str) -> Step:
        library = self.actors[by]

        def after(feed: Feed) -> Feed:
            if fails:
                return schedule.after_failure(feed, StoreError("x", "broke"), NOW, 0.0)
            fetched = Fetched(URL, 200, etag=etag)
            answered = schedule.after_answer(feed, fetched, NOW, 0.0)
            return schedule.after_document(answered, fetched, ParsedFeed(title="Tides"), 0)

        def answers() -> None:
            subscriptions.change(library, URL, after)
            assert self.is_now.feed is not None
            self.is_now.feed = after(self.is_now.feed)

        return answers

    @rule(target=waiting, by=actors, number=numbers, speaker=st.sampled_from(["Ana", "Bo"]))
    def a_finding_is_looked_at(self, by: int, number: int, speaker: str) -> Step:
        library = self.actors[by]
        amender = CorrectionOverlay(lambda: library)
        article, findings = library.article(f"a{number}"), amender.findings(f"a{number}")

        def corrected() -> None:
            if article is None or findings is None:
                return
            (quote,) = findings.quotes
            held = self.is_now.analysed.get(article.id) is not None
            before = self.is_now.corrected.get(article.id)
            same = self.is_now.articles.get(article.id)
            alike = same is not None and same.text[:3] == article.text[:3]
            try:
                amender.correct(article.id, quote, NOW, "speaker", speaker)
            except StoreError:
                assert not held or quote.speaker != before or not alike
            else:
                assert held
                assert alike
                assert quote.speaker == before
                self.is_now.corrected[article.id] = speaker

        return corrected

    @rule(step=consumes(waiting))
    def goes_on(self, step: Step) -> None:
        step()

    @invariant()
    def every_actor_sees_what_the_reference_holds(self) -> None:
        expected = self.is_now
        for library in self.actors:
            entries = list(library.entries())
            assert {e.article.id: e.article for e in entries} == expected.articles
            analysed = {e.article.id: e.findings.version for e in entries if e.findings}
            assert analysed == expected.analysed
            assert library.feeds() == ((expected.feed,) if expected.feed else ())
            made = {c.article_id: dict(c.changes)["speaker"] for c in library.corrections()}
            assert made == expected.corrected

    def teardown(self) -> None:
        for library in self.actors:
            library.close()
        self.unsynced.close()
        self.place.cleanup()


Interleaved.TestCase.settings = settings(
    max_examples=50,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestInterleavings = Interleaved.TestCase
