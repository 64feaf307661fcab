"""A process that works on a store, for tests that need real ones. ``worker.py WHAT FOLDER ...``.

It prints a line when something is acknowledged, so that the test knows what may not be lost.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench.corpora.store_samples import entry, findings
from bench.filling import put_in
from briefing.annotations.overlay import CorrectionOverlay
from briefing.errors import BriefError
from briefing.feed import Feed
from briefing.intake.feeds import schedule, subscriptions
from briefing.intake.feeds.ingest import complete
from briefing.intake.items import Item, ParsedFeed
from briefing.intake.net.responses import Fetched
from store.library import open_library


def say(*words: object) -> None:
    print(*words, flush=True)  # noqa: T201


def write(folder: Path, first: str, batch: str, compacting: str) -> None:
    """Put batches of articles until killed; print each batch once it is acknowledged."""
    # Under nohup this would be ignored by all that is started, and nothing would end the writer.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    library = open_library(folder, lock_timeout=30)
    number = int(first)
    while True:
        numbers = range(number, number + int(batch))
        put_in(library, (entry(n) for n in numbers))
        say(*numbers)
        number = numbers.stop
        if compacting == "yes" and number % (5 * int(batch)) == 0:
            library.compact()


def hold(folder: Path) -> None:
    """Take the write lock and keep it."""
    library = open_library(folder)
    with library.database.storage.transaction():  # type: ignore[attr-defined]
        say("held")
        time.sleep(600)


def follow(folder: Path, article_id: str) -> None:
    """Print the moment at which an article can be read."""
    library = open_library(folder, read_only=True)
    library.counts()
    say("ready")
    while library.article(article_id) is None:
        time.sleep(0.0005)
    say(time.monotonic())


def limited(folder: Path, size: str) -> None:
    """Put articles under a limit of file size until one is refused; then lift it and go on."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), resource.RLIM_INFINITY))
    fill(folder)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(size) // 4, resource.RLIM_INFINITY))
    attempt("compaction", open_library(folder).compact)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    library = open_library(folder)
    put_in(library, [entry(99_999)])
    say("works again", library.counts().articles)


def fill(folder: Path) -> None:
    """Put articles until one is refused; print each that was not, and the error."""
    library = open_library(folder)
    number = 0
    try:
        while True:
            put_in(library, [entry(number)])
            say(number)
            number += 1
    except BriefError as error:
        say("refused", type(error).__name__, error)
    say("readable", len(list(library.entries())))


def as_user(folder: Path, user: str) -> None:
    """As that user, read what can be read, then try to write."""
    one = entry(1)  # what it takes to make it is imported while that may be read
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(int(user))
        os.setuid(int(user))
    attempt("read", lambda: say("read", len(list(open_library(folder).entries()))))
    attempt("write", lambda: say("wrote", put_in(open_library(folder), [one])))


def begin(folder: Path, what: str) -> None:
    """Read what a write is to rest on, wait for a line, and write; print how that went."""
    library = open_library(folder, lock_timeout=30)
    of = library.article("a00001")
    assert of is not None
    overlay = CorrectionOverlay(lambda: library)
    own_findings = overlay.findings(of.id)
    page = Item(title=of.title, paragraphs=(f"{of.text} And all the rest of it.",))
    fetched = Fetched("https://quay.example/feed", 200, etag="new")
    now = datetime(2022, 1, 13, 12, tzinfo=UTC)

    def answered(feed: Feed) -> Feed:
        return schedule.after_document(
            schedule.after_answer(feed, fetched, now, 0.0), fetched, ParsedFeed(title="Tides"), 1
        )

    def correct() -> object:
        assert own_findings is not None
        return overlay.correct(of.id, own_findings.quotes[0], now, "speaker", "Ana Lind")

    writes: dict[str, Callable[[], object]] = {
        "analysis": lambda: library.put_findings([findings(of)]),
        "page": lambda: complete(library, of, page, now),
        "fetch": lambda: subscriptions.change(library, fetched.url, answered),
        "correction": correct,
    }
    say("read")
    sys.stdin.readline()
    attempt(what, lambda: say(what, writes[what]()))


def attempt(what: str, work: object) -> None:
    try:
        work()  # type: ignore[operator]
    except BriefError as error:
        say(what, "refused", type(error).__name__, error)


if __name__ == "__main__":
    what, folder, *rest = sys.argv[1:]
    globals()[what](Path(folder), *rest)
