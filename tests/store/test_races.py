"""Two real processes: one reads and waits, the other writes, the first goes on. The ten worst."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from bench.corpora.store_samples import START, article, entry, findings
from bench.filling import put_in
from briefing.feed import Feed
from briefing.intake.feeds import subscriptions
from briefing.model import Entry
from store.library import TinyLibrary
from store.upkeep.facade import prune, restore_backup, save_backup
from tests.store.conftest import Start

URL = "https://quay.example/feed"
FULL = f"{article(1).text} The full text of it, as its page has it."

Write = Callable[[TinyLibrary], object]


def completed(library: TinyLibrary) -> object:
    return library.revise("a00001", lambda a: replace(a, text=FULL, teaser=False), START)


def edited(library: TinyLibrary) -> object:
    return put_in(library, [Entry(article(1, text="Nobody said anything after all."))])


def pruned(library: TinyLibrary) -> object:
    return prune(library, article(2).published.date())  # type: ignore[union-attr]


def taken_out(library: TinyLibrary) -> object:
    return library.remove(["a00001"], at=START)


def restored(library: TinyLibrary) -> object:
    return restore_backup(library.folder, library.folder.parent / "backup.json")


def changed(library: TinyLibrary) -> object:
    subscriptions.rename(library, URL, "Mine")
    subscriptions.pause(library, URL, True)
    return subscriptions.edit(library, URL, lambda feed: replace(feed, tags=("sea",)))


def unsubscribed(library: TinyLibrary) -> object:
    return subscriptions.unsubscribe(library, URL)


def is_full(library: TinyLibrary) -> bool:
    now = library.article("a00001")
    return now is not None and now.text == FULL and library.findings("a00001") is None


def is_edited(library: TinyLibrary) -> bool:
    now = library.article("a00001")
    return now is not None and now.text.startswith("Nobody") and library.findings("a00001") is None


def is_gone(library: TinyLibrary) -> bool:
    return library.article("a00001") is None and library.findings("a00001") is None


def has_both(library: TinyLibrary) -> bool:
    (feed,) = library.feeds()
    named = (feed.title, feed.paused, feed.tags) == ("Mine", True, ("sea",))
    return named and (feed.etag, feed.new_articles) == ("new", 1)


def is_unsubscribed(library: TinyLibrary) -> bool:
    return library.feeds() == ()


def is_uncorrected(library: TinyLibrary) -> bool:
    return library.corrections() == () and is_edited(library)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("first", "meanwhile", "then"),
    [
        ("analysis", completed, is_full),
        ("analysis", edited, is_edited),
        ("analysis", pruned, is_gone),
        ("analysis", taken_out, is_gone),
        ("analysis", restored, is_gone),
        ("page", edited, is_edited),
        ("page", taken_out, is_gone),
        ("fetch", changed, has_both),
        ("fetch", unsubscribed, is_unsubscribed),
        ("correction", edited, is_uncorrected),
    ],
)
def test_what_was_read_earlier_overwrites_nothing(
    library: TinyLibrary,
    folder: Path,
    start: Start,
    first: str,
    meanwhile: Write,
    then: Callable[[TinyLibrary], bool],
) -> None:
    put_in(library, [entry(2)])
    library.add_feed(Feed(URL))
    save_backup(folder, folder.parent / "backup.json")
    put_in(library, [entry(1, analysed=first == "correction")])
    process = start("begin", folder, first)
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline() == "read\n"
    meanwhile(library)
    output, errors = process.communicate("\n", timeout=60)
    assert first in output, (output, errors)
    assert then(library), output
    assert library.findings("a00002") == findings(article(2))
