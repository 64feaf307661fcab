"""Feeds: parsing against bare feedparser, a round of fetching against bare httpx, the first line.

    python -m bench.feeds [--feeds N] [--entries N] [--rounds N]

Feeds are served on loopback addresses 127.0.0.1 to 127.0.0.20, by a process of its own. The peer
of a round fetches with httpx and parses with feedparser, and stores nothing.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import multiprocessing
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from multiprocessing.synchronize import Event
from pathlib import Path

from bench.measure import HEADER, Row, alternating, machine, seconds
from bench.start import BRIEF, until_seen
from briefing.feed import Feed
from briefing.intake.feeds import subscriptions
from briefing.intake.feeds.round import collect
from briefing.intake.feeds.round_context import FetchOptions
from briefing.intake.sandbox.client import Parser
from briefing.ports import Library
from store.library import open_library

HOSTS = tuple(f"127.0.0.{n}" for n in range(1, 21))
NOW = datetime.now(UTC)
_FRAME = (
    "The {} of the {} said in {} that the {} and {} would {} for {} {} after {} with {} on {}. "
)
_SYLLABLES = "ba cor dun el fa gri hol is jo kar lun mo nef or pal qui ras sto tev ul".split()
_ETAG = '"bench"'


def document(feed: int, entries: int) -> bytes:
    """An RSS feed with that many articles of some 230 words, all different."""
    dice = random.Random(feed)
    items = []
    for number in range(entries):
        moment = NOW - timedelta(hours=number)
        text = "".join(f"<p>{_FRAME.format(*_words(dice))}</p>" for _ in range(10))
        items.append(
            f"<item><title>Talks {feed}.{number} go on</title>"
            f"<link>https://outlet{feed}.example/{number}?utm_source=rss</link>"
            f"<guid>https://outlet{feed}.example/{number}</guid>"
            f"<pubDate>{moment:%a, %d %b %Y %H:%M:%S} +0000</pubDate>"
            f"<description><![CDATA[{text}]]></description></item>"
        )
    heading = f"<title>Outlet {feed}</title><link>https://outlet{feed}.example/</link>"
    heading += "<language>en</language>"
    return f'<rss version="2.0"><channel>{heading}{"".join(items)}</channel></rss>'.encode()


def _words(dice: random.Random) -> list[str]:
    return ["".join(dice.choices(_SYLLABLES, k=3)) for _ in range(11)]


def serve(documents: list[bytes], port: int, delay: float, ready: Event) -> None:
    """Serve document N under ``/N`` on all hosts, after ``delay`` seconds each; 304 if known."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                request = await reader.readuntil(b"\r\n\r\n")
                await asyncio.sleep(delay)
                if b"if-none-match: " + _ETAG.encode() in request.lower():
                    writer.write(b"HTTP/1.1 304 Not Modified\r\nContent-Length: 0\r\n\r\n")
                else:
                    body = documents[int(request.split()[1][1:])]
                    writer.write(
                        b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"
                        b"ETag: %s\r\nContent-Length: %d\r\n\r\n%s"
                        % (_ETAG.encode(), len(body), body)
                    )
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            writer.close()

    async def run() -> None:
        for host in HOSTS:
            await asyncio.start_server(answer, host, port)
        ready.set()
        await asyncio.sleep(3600)

    asyncio.run(run())


@contextmanager
def serving(documents: list[bytes], delay: float = 0.0) -> Iterator[list[str]]:
    """The addresses of the documents, served by another process as long as the block runs."""
    with socket.socket() as free:
        free.bind((HOSTS[0], 0))
        port = free.getsockname()[1]
    spawn = multiprocessing.get_context("spawn")
    ready = spawn.Event()
    server = spawn.Process(target=serve, args=(documents, port, delay, ready), daemon=True)
    server.start()
    ready.wait(30)
    try:
        yield [f"http://{HOSTS[n % len(HOSTS)]}:{port}/{n}" for n in range(len(documents))]
    finally:
        server.kill()
        server.join()


def bare_parse(documents: list[bytes]) -> None:
    import feedparser

    for raw in documents:
        feedparser.parse(io.BytesIO(raw))


def our_parse(documents: list[bytes]) -> None:
    with Parser() as parser:
        for raw in documents:
            parser.feed(raw)


def bare_round(urls: list[str], headers: dict[str, str]) -> None:
    import feedparser
    import httpx

    async def run() -> None:
        limits = httpx.Limits(max_connections=16)
        async with httpx.AsyncClient(limits=limits, timeout=60, headers=headers) as client:
            for answer in await asyncio.gather(*map(client.get, urls)):
                if answer.status_code == 200:
                    feedparser.parse(io.BytesIO(answer.content))

    asyncio.run(run())


def our_round(library: Library) -> None:
    def clock() -> datetime:
        return datetime.now(UTC)

    feeds = subscriptions.subscriptions(library)
    run = collect(library, feeds, clock, lambda _: None, FetchOptions("never", allowed_hosts=HOSTS))
    failed = [r.error for r in asyncio.run(run).results if r.error]
    if failed:
        raise RuntimeError(str(failed[0]))


def subscribed(folder: Path, urls: list[str]) -> Library:
    library = open_library(folder)
    for url in urls:
        subscriptions.subscribe(library, Feed(url), NOW)
    return library


def parsing(documents: list[bytes], rounds: int) -> Row:
    import feedparser  # noqa: F401  the peer does not pay for its start

    seconds = alternating(
        {"peer": lambda: bare_parse(documents), "ours": lambda: our_parse(documents)}, rounds
    )
    return Row(
        f"parse {len(documents)} feeds, the process's start included",
        f"{seconds['ours']:.2f} s",
        f"{seconds['peer']:.2f} s in feedparser",
        seconds["ours"] / seconds["peer"],
        "1.3",
    )


def fetching(documents: list[bytes], rounds: int) -> Iterator[Row]:
    cold: list[float] = []
    quiet: list[float] = []
    bare: list[float] = []
    bare_quiet: list[float] = []
    with serving(documents) as urls:
        for _ in range(rounds):
            with tempfile.TemporaryDirectory() as folder:
                library = subscribed(Path(folder), urls)
                bare.append(seconds(lambda: bare_round(urls, {})))
                cold.append(seconds(lambda: our_round(library)))  # noqa: B023  run at once
                bare_quiet.append(seconds(lambda: bare_round(urls, {"If-None-Match": _ETAG})))
                quiet.append(seconds(lambda: our_round(library)))  # noqa: B023  run at once
                articles = library.counts().articles
                library.close()
    for title, ours, peer in (
        (f"fetch {len(documents)} feeds cold, {articles} articles stored", cold, bare),
        (f"fetch {len(documents)} feeds, all 304", quiet, bare_quiet),
    ):
        mine, its = sorted(ours)[len(ours) // 2], sorted(peer)[len(peer) // 2]
        yield Row(title, f"{mine:.2f} s", f"{its:.2f} s", mine / its, "-")


def first_line(documents: list[bytes], rounds: int, delay: float = 0.2) -> Row:
    """From the start of ``brief fetch`` to the first feed with its new articles on the screen."""
    seconds = []
    with serving(documents, delay) as urls:
        for _ in range(rounds):
            with tempfile.TemporaryDirectory() as home:
                (Path(home) / "config.toml").write_text(f"[feeds]\nallow_hosts = {list(HOSTS)!r}\n")
                subscribed(Path(home) / "data", urls).close()
                environment = {**os.environ, "BRIEF_HOME": home}
                seconds.append(until_seen([*BRIEF, "fetch"], b" new", environment))
    mine = sorted(seconds)[len(seconds) // 2]
    budget = 1.5 + delay
    title = f"first feed of {len(documents)} on the screen, server's delay {delay} s"
    return Row(title, f"{mine:.2f} s", f"{budget:.1f} s allowed", mine / budget, "1")


def check_start() -> float:
    """Seconds that ``brief feeds check`` takes for one small file."""
    with tempfile.NamedTemporaryFile(suffix=".xml") as file:
        file.write(document(0, 1))
        file.flush()
        began = time.perf_counter()
        subprocess.run([*BRIEF, "feeds", "check", file.name], check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--entries", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    documents = [document(n, asked.entries) for n in range(asked.feeds)]
    print(machine(), file=sys.stderr)
    print(HEADER)
    print(parsing(documents, asked.rounds), flush=True)
    for row in fetching(documents, asked.rounds):
        print(row, flush=True)
    print(first_line(documents, asked.rounds), flush=True)
    print(f"\n`brief feeds check` of one file: {check_start():.2f} s")


if __name__ == "__main__":
    main()
