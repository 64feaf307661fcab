"""Time expressions against gold files: ``python -m bench.extract_dates FILE.jsonl ...``.

Two kinds of file are read. Articles with ``timexes`` (TIMEX3 spans and values, as converted from
MEANTIME) give TempEval-3 figures: F1 of overlapping spans, value F1, and F1 of the days and of the
days to come. Sentences with ``expected`` (the test cases of Recognizers-Text) give the share of
expected day values that were found. Cases that news does not contain are left out of that share;
the bench prints how many, and why. ``--misses`` prints every case that is not right.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from briefing.extract import pipeline
from briefing.extract.dates.find import DateMention, find_dates
from briefing.nlp_model import BUNDLED_MODEL

_FIGURES = r"(?<![-/.0-9])[0-9]{1,2}[-/.][0-9]{1,2}"
_SPELLED = r"(?:hundred|thousand|nineteen|seventeen) ?(?:and )?[a-z]*"
_PARTS = "(?:end|start|beginning|middle|mid|late|early|earlier|later)"
_WHOLES = "(?:year|month|week|[0-9]{4}|march|july|september|november|may|quarter)"
_REASONS: dict[str, tuple[str, ...]] = {
    "month and day in figures without a year: scores and ratios in news": (
        rf"{_FIGURES}(?![-/.0-9])",
        rf"{_FIGURES}-[0-9]{{1,2}}[-/.]",
    ),
    "years of two figures in slashed dates": (r"\b[0-9]{1,2}/[0-9]{1,2}/[0-9]{2}\b",),
    "years spelled out or cut to two figures": (_SPELLED, r"\bof [0-9]{2}$", r"first [0-9]{2}$"),
    "computer notations": (
        r"^[0-9]{8}$",
        r"[0-9]{4} [0-9]{2} [0-9]{2}",
        r"^[0-9]{4}[-/](?:[0-9]{2}/)?[a-z]{3}",
        r"-[0-9]{4}-[a-z]",
        r"^[a-z]+-[0-9]{4}-[0-9]{2}$",
        r"^[a-z]{3}-[0-9]{2}-[0-9]{4}",
        r"^[a-z]{3}/?[0-9]{1,2}\b",
        r"^[0-9]{1,2}-[0-9]{4}",
        r"[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}-[0-9]",
    ),
    "shorthand of chats and calendars": (
        r"\b(?:tmrw|eoy|eom|otd|cy ?[0-9]{2}|my day|current date|till date|to date|dec)$",
        r"^(?:w/c|three weeks from tmrw|from .* to date)\b",
        r"saint patrick|current date|^eoy",
    ),
    "conditions of a search form": (r"greater|later than|or later|and later|and after|less than",),
    "where the end, start, middle or rest of a period begins: a convention": (
        rf"\b{_PARTS}\b[ -](?:of |in |previous |(?:the|this|last) )*{_WHOLES}",
    ),
    "months and years away to the very day: news means the month or the year": (
        r"(?:month|year|quarter)s? (?:ago|from (?:now|today|tomorrow)|after|later)\b",
        r"^in [a-z0-9]+ (?:month|year)s?$",
        r"^next month$",
    ),
    "sums of several steps": (
        r"weeks? (?:after|from) .* on \w+day",
        r"^\w+day,? .*(?:from now|after)",
        r"days on \w+day",
        r"months .* on \w+day",
        r"[0-9]+ years [0-9]+ month",
        r"weeks? and [0-9]+ days?$",
        r"since (?:the year )?2011",
        r"(?:month|days?|weeks) of (?:last|next|this) year",
        r"(?:weeks|months|month) of 2021",
        r"starting (?:from )?(?:tomorrow|next|may)",
        r"for [0-9] (?:days?|week),? from",
    ),
    "numbered weeks without a year": (r"^(?:the )?week [0-9]+$",),
}
LEFT_OUT: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (why, re.compile(pattern, re.IGNORECASE))
    for why, patterns in _REASONS.items()
    for pattern in patterns
)


def parsed(texts: Sequence[str]) -> list[Doc]:
    """The texts as the product parses them, with the model that comes with it."""
    return list(pipeline.parse(pipeline.load(BUNDLED_MODEL), texts))


def day_of(text: str | None) -> date | None:
    """The day at the head of an ISO date or time, or None."""
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)", text or "")
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def interval(value: str | None) -> tuple[date, date] | None:
    """First and last day of a TIMEX3 value that names days, weeks, months, quarters or years."""
    if day := day_of(value):
        return day, day
    match = re.fullmatch(r"(\d{4})(?:-(?:(W)(\d\d)(-WE)?|(Q|H)(\d)|(\d\d)))?", value or "")
    if not match:
        return None
    year = int(match[1])
    if match[2]:
        first = date.fromisocalendar(year, int(match[3]), 1)
        return first + timedelta(days=5 if match[4] else 0), first + timedelta(days=6)
    months = {"Q": 3, "H": 6}.get(match[5] or "", 1 if match[7] else 12)
    begin = int(match[7] or 0) - 1 if match[7] else months * (int(match[6] or 1) - 1)
    stop = begin + months
    return (
        date(year, begin + 1, 1),
        date(year + stop // 12, stop % 12 + 1, 1) - timedelta(days=1),
    )


def aligned(gold: list[Any], answers: list[Any]) -> list[tuple[Any, Any]]:
    """Pairs of overlapping spans, one to one: equal ones first, then the largest overlap."""
    pairs, unmatched, remaining = [], list(gold), list(answers)
    for exact in (True, False):
        for label in list(unmatched):
            near = [
                answer
                for answer in remaining
                if label["start"] < answer["end"]
                and answer["start"] < label["end"]
                and (
                    not exact or (label["start"], label["end"]) == (answer["start"], answer["end"])
                )
            ]
            if near:
                best = max(
                    near,
                    key=lambda answer: (
                        min(label["end"], answer["end"]) - max(label["start"], answer["start"])
                    ),
                )
                pairs.append((label, best))
                unmatched.remove(label)
                remaining.remove(best)
    return pairs


def f1(right: int, found: int, gold: int) -> float:
    """F1 in percent."""
    return 200 * right / (found + gold) if found + gold else 0.0


def same_value(one: str | None, two: str | None) -> bool:
    """Whether two values are equal, ":00" of a time apart."""
    return re.sub(r"(T\d\d:\d\d):00$", r"\1", one or "") == re.sub(
        r"(T\d\d:\d\d):00$", r"\1", two or ""
    )


def timex_figures(rows: Sequence[dict[str, Any]], misses: bool) -> str:
    """TempEval-3 figures over articles with ``timexes``."""
    count: Counter[str] = Counter()
    for row, doc in zip(rows, parsed([r["text"] for r in rows]), strict=True):
        day = day_of(row["reference_date"])
        answers = [
            {"start": m.timex.span.start, "end": m.timex.span.end, "value": m.timex.value}
            for m in find_dates(doc, day)
        ]
        pairs = aligned(row["timexes"], answers)
        count.update(gold=len(row["timexes"]), found=len(answers), spans=len(pairs))
        count["exact"] += sum((g["start"], g["end"]) == (f["start"], f["end"]) for g, f in pairs)
        count["value"] += sum(same_value(g["value"], f["value"]) for g, f in pairs)
        _count_days(count, row["timexes"], answers, pairs, day or date.min)
        if misses:
            for g, f in pairs:
                if not same_value(g["value"], f["value"]):
                    print(f"  {row['doc_id']} {g['text']!r}: {g['value']}, not {f['value']}")
    spans = f1(count["spans"], count["found"], count["gold"])
    value = spans * count["value"] / count["spans"] if count["spans"] else 0.0
    return (
        f"{len(rows)} articles, {count['gold']} expressions: exact spans F1 "
        f"{f1(count['exact'], count['found'], count['gold']):.1f}, spans F1 {spans:.1f}, "
        f"value F1 {value:.1f}, "
        f"day F1 {f1(count['day'], count['found days'], count['gold days']):.1f} "
        f"({count['gold days']}), future F1 "
        f"{f1(count['future'], count['found future'], count['gold future']):.1f} "
        f"({count['gold future']})"
    )


def _count_days(
    count: Counter[str],
    gold: Iterable[Any],
    answers: Iterable[Any],
    pairs: Iterable[tuple[Any, Any]],
    day: date,
) -> None:
    def ahead(timex: Any) -> bool:
        days = interval(timex["value"])
        return bool(days and days[0] > day)

    count["gold days"] += sum(day_of(g["value"]) is not None for g in gold)
    count["found days"] += sum(day_of(f["value"]) is not None for f in answers)
    count["gold future"] += sum(map(ahead, gold))
    count["found future"] += sum(map(ahead, answers))
    for g, f in pairs:
        days = day_of(g["value"])
        count["day"] += days is not None and days == day_of(f["value"])
        expected, got = interval(g["value"]), interval(f["value"])
        if ahead(g) and expected and got and ahead(f):
            count["future"] += expected[0] <= got[0] and got[1] <= expected[1]


def left_out(expected: dict[str, Any]) -> str | None:
    """Why a case of Recognizers-Text is left out, or None if news could contain it."""
    if not any(day_of(v.get(k)) for v in expected["values"] for k in ("value", "start", "end")):
        return "no day is expected (seasons and the like)"
    for why, pattern in LEFT_OUT:
        if pattern.search(expected["text"]):
            return why
    return None


def days_of(mention: DateMention, day: date | None) -> tuple[date | None, date | None]:
    """The days that a mention covers; "within 10 days" covers those from ``day`` on."""
    if mention.due:
        return day, mention.due
    return (mention.first, mention.last) if mention.first else mention.run or (None, None)


def is_right(
    expected: dict[str, Any], mentions: Sequence[DateMention], published: date | None
) -> bool:
    """Whether the mentions give one of the expected values.

    The corpus ends a range now on its last day, now a day later, and "2014 to 2018" now before,
    now after 2018: all of these count as the last day. Of open ranges the one bound counts.
    """
    days = [days_of(m, published) for m in mentions]
    firsts = [first for first, _ in days if first]
    lasts = [last for _, last in days if last]
    if not firsts or not lasts:
        return False
    first, last, one = min(firsts), max(lasts), timedelta(days=1)
    ends = {last, last + one, max(firsts)}
    for value in expected["values"]:
        day, start, end = (day_of(value.get(k)) for k in ("value", "start", "end"))
        if day and (day, day) in days and all(f <= day <= t for f, t in days if f and t):
            return True
        if start and end and first in {start, start - one} and end in ends:
            return True
        if start and not end and start in {first, last + one}:
            return True
        if end and not start and end in {first, last, last + one}:
            return True
    return False


def recognizer_figures(rows: Sequence[dict[str, Any]], misses: bool) -> str:
    """The share of expected day values that were found, and what was left out."""
    right = total = 0
    reasons: Counter[str] = Counter()
    for row, doc in zip(rows, parsed([r["text"] for r in rows]), strict=True):
        mentions = find_dates(doc, day_of(row["reference"]))
        for expected in row["expected"]:
            if why := left_out(expected):
                reasons[why] += 1
                continue
            near = [
                m
                for m in mentions
                if m.timex.span.start < expected["end"] and expected["start"] < m.timex.span.end
            ]
            good = is_right(expected, near, day_of(row["reference"]))
            total, right = total + 1, right + good
            if misses and not good:
                shown = [(m.timex.text, str(m.first), str(m.last)) for m in near]
                print(f"  {row['reference'][:10]} {expected['text']!r} in {row['text']!r}: {shown}")
    lines = [f"{right} of {total} expected day values right ({100 * right / max(1, total):.1f} %)"]
    lines += [f"  left out: {n:3d}  {why}" for why, n in reasons.most_common()]
    return "\n".join(lines)


def main() -> None:
    """Print the figures of each file given."""
    parser = argparse.ArgumentParser(description="Time expressions against gold files.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--misses", action="store_true", help="print the cases that are not right")
    chosen = parser.parse_args()
    for path in chosen.files:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        figures = timex_figures if "timexes" in rows[0] else recognizer_figures
        print(f"{path.name}: {figures(rows, chosen.misses)}")


if __name__ == "__main__":
    main()
