"""What the ledger costs as it grows: ``python -m bench.ledger_cost [SIZES...]``.

Articles of invented bodies, each with an undertaking, half of them also with an answer to one of
a day before, are taken in one by one. Printed are, for each size, the milliseconds of processor
time that a new article takes then (the median of 200), and what a ledger of all rows takes.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from time import process_time

from bench.measure import machine
from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf
from briefing.ledger.book import Book
from briefing.ledger.rows import LedgerRow, ledger_of
from briefing.model import Article, Entry, Findings

SIZES = (1_000, 10_000, 50_000)
MEASURED = 200
FIRST = date(2024, 1, 1)
A_DAY = 600
"""Articles a day: with two hundred feeds that is what comes in."""

_STARTS = ("Ar", "Bel", "Cor", "Dal", "Esk", "Fal", "Gor", "Hal", "Is", "Jor", "Kal", "Lund")
_ENDS = ("dal", "vik", "mere", "stad", "borg", "holm", "nes", "land", "by", "ton", "wick", "fjord")
_BODIES = ("Shipping", "Airlines", "Steel", "Foods", "Energy", "Telecom", "Bank", "Railways")
_ACTS = (
    ("repair", "repaired", "ferry"),
    ("publish", "published", "audit"),
    ("pay", "paid", "crews"),
    ("reopen", "reopened", "quarry"),
    ("sell", "sold", "warehouse"),
    ("rebuild", "rebuilt", "pier"),
)
_FILLER = (
    "The council of the town met twice last week and heard from people who live by the river. "
    "Rain had kept the fields under water since the end of the month, and prices were higher. "
)


def articles() -> Iterator[Entry]:
    """Articles without end, each undertaking something, every second one answering an earlier."""
    number = 0
    while True:
        told = _undertaking(number)
        answered = _answer(number - A_DAY) if number % 2 and number > A_DAY else ""
        day = FIRST + timedelta(days=number // A_DAY)
        yield _entry(number, day, f"{told} {_FILLER * 4}{answered}")
        number += 1


def _undertaking(number: int) -> str:
    act, _, thing = _ACTS[number % len(_ACTS)]
    return f"{_body(number)} promised to {act} the {_town(number)} {thing}."


def _answer(number: int) -> str:
    _, past, thing = _ACTS[number % len(_ACTS)]
    return f"{_body(number)} {past} the {_town(number)} {thing}."


def _body(number: int) -> str:
    return f"{_name(number // 7)} {_BODIES[number % len(_BODIES)]}"


def _town(number: int) -> str:
    return _name(number * 31 + 5)


def _name(number: int) -> str:
    start, end = number % len(_STARTS), number // len(_STARTS) % len(_ENDS)
    middle = number // (len(_STARTS) * len(_ENDS)) % len(_ENDS)
    fourth = number // (len(_STARTS) * len(_ENDS) ** 2) % len(_ENDS)
    return f"{_STARTS[start]}{_ENDS[middle]}{_ENDS[end]}{_ENDS[fourth]}"


def _entry(number: int, day: date, text: str) -> Entry:
    published = datetime.combine(day, time(12), UTC)
    outlet = f"Outlet {number % 40}"
    article = Article(f"a{number}", f"Article {number}", text, outlet, published=published)
    return Entry(article, Findings(article.id, "bench"))


def _seconds(book: Book, entry: Entry) -> float:
    """Processor time that a book takes to take an article in."""
    began = process_time()
    book.take_in(entry)
    return process_time() - began


def _rows(book: Book, day: date) -> Sequence[LedgerRow]:
    """All rows as of that day."""
    briefing = make_briefing([], AsOf(day, "asked for"))
    return ledger_of(briefing, book.undertakings(), lambda one, other: one == other).rows


def main() -> None:
    """Grow, measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("sizes", nargs="*", type=int, default=SIZES)
    sizes: Sequence[int] = arguments.parse_args().sizes
    book = Book(lambda _one, _other: False)
    stream, taken = articles(), 0
    print(machine())
    for size in sizes:
        for entry in islice(stream, max(0, size - taken - MEASURED)):
            book.take_in(entry)
        last = list(islice(stream, MEASURED))
        took = [_seconds(book, entry) for entry in last]
        taken = size
        day = last[-1].article.day or FIRST
        began = process_time()
        rows = _rows(book, day)
        whole = process_time() - began
        heard = sum(bool(row.heard) for row in rows)
        print(
            f"{size:,} articles: a new one {statistics.median(took) * 1000:.2f} ms, "
            f"all {len(rows):,} rows, {heard:,} of them answered, {whole:.2f} s"
        )


if __name__ == "__main__":
    main()
