"""The stores that ``bench.store`` compares: brief's own and SQLite, with the same articles."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bench.filling import put_in
from briefing.model import Article, Deadline, Entry, Findings, Quote, Span, Talk, Timex
from store.documents import records
from store.engine import jsontext
from store.library import TinyLibrary, open_library

START = datetime(2022, 1, 1, tzinfo=UTC)
SENTENCE = "Officials of the harbour council said that talks with the union go on until Friday. "
PER_DAY = 70


def entry(number: int) -> Entry:
    """An article of about 3 KB with findings as a short news report has them."""
    article = Article(
        id=f"{number:032x}",
        title=f"Harbour council meets the union for the {number}th time",
        text=SENTENCE * 35,
        source="The Quay",
        url=f"https://quay.example/news/{number}",
        published=START + timedelta(days=number // PER_DAY, minutes=number % PER_DAY),
        fetched=START,
    )
    quotes = tuple(
        Quote(
            content="talks with the union go on until Friday",
            spans=(Span(44 + 84 * n, 83 + 84 * n),),
            kind="indirect",
            attribution="named",
            speaker=f"Speaker {(7 * number + n) % 500}",
            speaker_span=Span(84 * n, 33 + 84 * n),
            cue="said",
            cue_span=Span(34 + 84 * n, 38 + 84 * n),
        )
        for n in range(6)
    )
    talk = Talk(what="talks", span=Span(44, 64), status="under way", mentions=(Span(44, 64),))
    deadline = Deadline("talks", Span(76, 82), date(2022, 1, 7), date(2022, 1, 7), "due")
    dates = tuple(Timex("Friday", "DATE", "2022-01-07", Span(76, 82)) for _ in range(3))
    return Entry(article, Findings(article.id, "rules-1", quotes, (talk,), (deadline,), dates))


class Sqlite:
    """The peer: the same documents as JSON in two tables, with the same look-ups indexed."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            "CREATE TABLE articles (n INTEGER PRIMARY KEY, id TEXT UNIQUE, url TEXT, day TEXT,"
            " document BLOB); CREATE INDEX by_url ON articles (url);"
            "CREATE INDEX by_day ON articles (day);"
            "CREATE TABLE findings (n INTEGER PRIMARY KEY, analyser TEXT, document BLOB);"
        )

    def put(self, entries: list[Entry]) -> None:
        """One transaction, durable when it returns."""
        run = self.connection.execute
        run("BEGIN IMMEDIATE")
        for each in entries:
            article = records.article_to_record(each.article)
            values = (article["id"], article["url"], article["published"][:10])
            row = run(
                "INSERT INTO articles (id, url, day, document) VALUES (?, ?, ?, ?)",
                (*values, jsontext.encode(article)),
            ).lastrowid
            if each.findings:
                findings = jsontext.encode(records.findings_to_record(each.findings))
                run(
                    "INSERT INTO findings VALUES (?, ?, ?)", (row, each.findings.analyser, findings)
                )
        run("COMMIT")


def filled(folder: Path, size: int) -> TinyLibrary:
    """A compacted library of that many articles."""
    library = open_library(folder)
    for start in range(0, size, 1000):
        put_in(library, (entry(n) for n in range(start, min(start + 1000, size))))
    library.wait_for_compaction()
    library.compact()
    return library


def filled_sqlite(path: Path, size: int) -> Sqlite:
    """The same in SQLite."""
    database = Sqlite(path)
    for start in range(0, size, 1000):
        database.put([entry(n) for n in range(start, min(start + 1000, size))])
    return database


def fresh(start: int) -> Iterator[Entry]:
    """New articles without end."""
    while True:
        yield entry(start)
        start += 1
