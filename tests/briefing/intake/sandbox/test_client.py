"""The parser's process: what it answers, and that nothing it meets outlives its limits."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import FeedError
from briefing.intake.items import ParsedFeed
from briefing.intake.sandbox.client import Parser
from briefing.intake.sandbox.worker import answer
from tests.corpus.feeds.odd import CASES, described, item, rss

DOCUMENTS = [c.document for c in CASES.values() if len(c.document) < 5000]
TOKENS = [
    *(b"<rss>", b"<channel>", b"<item>", b"</item>", b"<title>", b"</title>", b"<![CDATA[", b"]]>"),
    *(b"<!--", b"-->", b"<!DOCTYPE x [", b"<!ENTITY a '", b"&a;", b"&#27;", b"\x1b[2J", b"\x9b"),
    *(
        b"\xe2\x80\xae",
        b"<?xml",
        b"?>",
        b'{"items":[',
        b'"',
        b"}",
        b"]",
        b"\0",
        b"\xff\xfe",
        b"text",
    ),
    *(b"<description>", b"<pubDate>2022-01-12</pubDate>", b"<link>javascript:x</link>", b"<entry>"),
]


@pytest.fixture(autouse=True)
def _shared() -> None:
    """No process here is another's: these tests are of processes."""


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    with Parser() as running:
        yield running


def texts_in(feed: ParsedFeed) -> Iterator[str]:
    for one in feed.items:
        fields: list[Any] = [one.title, one.url, one.guid, one.author, one.source, one.language]
        yield from (f for f in [*fields, *one.paragraphs] if f is not None)
    yield from (f for f in (feed.title, feed.site, feed.language, feed.problem) if f is not None)


def read(parser: Parser, raw: bytes) -> None:
    """Any bytes give items of printable text, or an error that can be printed."""
    try:
        feed = parser.feed(raw, "", "https://herald.example/feed")
    except FeedError as error:
        feed = ParsedFeed(problem=str(error))
    assert all(text.isprintable() for text in texts_in(feed))
    assert all(i.url is None or i.url.lower().startswith("http") for i in feed.items)


def once_it_answers(parser: Parser) -> subprocess.Popen[bytes]:
    """The parser's process, when it has answered within the limit: if busy, not at once."""
    while True:
        with contextlib.suppress(FeedError):
            parser.feed(rss().encode())
            assert parser.process is not None
            return parser.process


def processor_seconds(pid: int) -> float:
    """The processor time that a process has had up to now (proc(5))."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@given(st.binary(max_size=400))
def test_any_bytes(parser: Parser, raw: bytes) -> None:
    read(parser, raw)


@given(st.lists(st.sampled_from(TOKENS), max_size=40).map(b"".join))
@settings(max_examples=300)
def test_any_mixture_of_markup(parser: Parser, raw: bytes) -> None:
    read(parser, raw)


@given(st.sampled_from(DOCUMENTS), st.data())
@settings(max_examples=300)
def test_any_damage_to_a_feed(parser: Parser, document: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(document)))
    drop = data.draw(st.integers(0, 30))
    put = data.draw(st.sampled_from(TOKENS) | st.binary(max_size=8))
    read(parser, document[:at] + put + document[at + drop :])


@pytest.mark.parametrize(
    "document",
    [
        described("<![CDATA[" + "<!--" * 100_000 + "]]>"),
        described("&lt;!--" * 60_000),
        described("<" * 300_000),
        described("&" * 300_000),
        described("<div>" * 50_000),
        described("&lt;a href='" * 50_000),
        described("&lt;!" * 100_000),
        rss("<item>" * 50_000),
        rss(item("<![CDATA[" * 40_000)),
        rss(*[item(f"<b>{n}</b>") for n in range(5000)]),
        "<!-- x -->" * 50_000 + rss(),
        "<rss " + "a='b' " * 50_000,
        "<rss " + "".join(f"xmlns:a{n}='http://a/{n}' " for n in range(10_000)) + ">",
        "</" * 150_000,
        "<!DOCTYPE x [" + "] " * 150_000,
        "{" * 300_000,
        '{"items": [' + "[]," * 100_000 + "{}]}",
        rss(item("T", f"<pubDate>{'1:' * 100_000}</pubDate>")),
        rss(item("T", link="/" * 300_000)),
    ],
    ids=lambda d: d[-12:] if len(d) < 40 else d[60:90],
)
def test_feeds_made_to_be_slow_are_read_within_the_limit(parser: Parser, document: str) -> None:
    read(parser, document.encode())


def test_a_process_that_hangs_is_replaced() -> None:
    with Parser(wait_limit=1.0) as parser:
        process = once_it_answers(parser)
        os.kill(process.pid, signal.SIGSTOP)
        with pytest.raises(FeedError, match=r"took more than 1 seconds"):
            parser.feed(rss(item("Stuck")).encode())
        assert process.poll() is not None
    with Parser() as parser:
        assert parser.feed(rss(item("After")).encode()).items[0].title == "After"


def test_a_hanging_process_does_not_block_a_large_request() -> None:
    with Parser(wait_limit=0.5) as parser:
        os.kill(once_it_answers(parser).pid, signal.SIGSTOP)
        with pytest.raises(FeedError, match="took more than"):
            parser.feed(b"x" * 1_000_000)


def test_a_document_that_costs_too_much_processor_time_is_an_error_and_no_more() -> None:
    items = [item(f"Item {n}", f"<description>{'word ' * 2000}</description>") for n in range(1500)]
    with Parser(time_limit=0.5) as parser:
        with pytest.raises(FeedError, match=r"took more than 0\.5 seconds"):
            parser.feed(rss(*items).encode())
        assert parser.feed(rss(item("After")).encode()).items[0].title == "After"


def test_time_that_others_have_the_processor_does_not_count() -> None:
    with Parser(time_limit=2.0) as parser:
        parser.feed(rss().encode())
        process = parser.process
        assert process is not None
        os.kill(process.pid, signal.SIGSTOP)
        awake = threading.Timer(2.5, os.kill, (process.pid, signal.SIGCONT))
        awake.start()
        assert parser.feed(rss(item("Kept")).encode()).items[0].title == "Kept"
        awake.join()
        assert parser.process is process


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks times up in /proc")
def test_the_time_of_documents_does_not_add_up() -> None:
    items = [item(f"Item {n}", f"<description>{'word ' * 50}</description>") for n in range(10)]
    limit = 3.0  # seconds; the first of these documents takes a tenth, the others a hundredth
    with Parser(time_limit=limit) as parser:
        parser.feed(rss().encode())
        process = parser.process
        assert process is not None
        while processor_seconds(process.pid) < 1.5 * limit:
            assert len(parser.feed(rss(*items).encode()).items) == 10
            assert parser.process is process


def test_a_process_that_dies_is_replaced() -> None:
    with Parser() as parser:
        parser.feed(rss().encode())
        assert parser.process is not None
        parser.process.kill()
        parser.process.wait()
        with pytest.raises(FeedError, match="brought the parser down"):
            parser.feed(rss().encode())
        assert parser.feed(rss(item("After")).encode()).items[0].title == "After"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not keep this limit")
def test_a_document_that_takes_too_much_memory_is_an_error_and_no_more() -> None:
    with Parser(memory_limit=136 * 1024**2) as parser:
        with pytest.raises(FeedError, match=r"memory|parser down|cannot be read"):
            parser.feed(described("<![CDATA[<p>" + "word " * 2_800_000 + "]]>").encode())
        assert parser.feed(rss(item("After")).encode()).items[0].title == "After"


def test_a_document_larger_than_any_feed_is_refused(parser: Parser) -> None:
    with pytest.raises(FeedError, match="larger than 16 MiB"):
        parser.feed(b" " * (16 * 1024**2 + 1))


def test_the_callers_process_imports_neither_parser() -> None:
    code = (
        "import sys; from briefing.intake.sandbox.client import Parser\n"
        "with Parser() as p: p.feed(b'<rss><item><title>a</title></item></rss>')\n"
        "sys.exit(any(m in sys.modules for m in ('feedparser', 'trafilatura', 'numpy', 'httpx')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_answer_to_nonsense_is_a_problem() -> None:
    assert answer(b"").problem
    assert answer(b'{"task": "feed"}').problem
    assert answer(b'{"task": "rm"}\nx').problem


def test_a_process_ends_with_its_parent() -> None:
    code = (
        "import os; from briefing.intake.sandbox.client import Parser\n"
        "p = Parser(); p.feed(b'<rss><item><title>a</title></item></rss>')\n"
        "print(p.process.pid, flush=True); os._exit(0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    pid = int(done.stdout)
    for _ in range(100):
        if not Path(f"/proc/{pid}").exists() or "Z" in Path(f"/proc/{pid}/stat").read_text():
            return
        time.sleep(0.1)
    pytest.fail("the process lives on")
