"""Who heard the words: on every way out of the program."""

from __future__ import annotations

import csv
import io
import json

import pytest

from briefing.article_refs import ArticleRef
from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf
from briefing.model import Span
from tests.briefing.support import DAY, article, entry, quote
from tui.exports.day_report import DayReport
from tui.exports.markdown import to_markdown
from tui.exports.objects import to_json
from tui.exports.plain_text import to_text
from tui.exports.tables import tables
from tui.text.citation import cite_quote
from tui.text.hearers import to_whom

TEXT = "Ana Lind told the council that the ferry will run."
SAID = quote(
    "Ana Lind",
    content="that the ferry will run",
    spans=(Span(26, 49),),
    cue="told",
    addressee="the council",
    addressee_span=Span(14, 25),
)
ARTICLE = article("a", text=TEXT)
BRIEFING = make_briefing([entry(ARTICLE, quotes=(SAID,))], AsOf(DAY, "today"))


@pytest.mark.parametrize(
    ("addressee", "via", "expected"),
    [
        (None, None, ""),
        ("reporters", None, ", to reporters"),
        (None, "Reuters", ", via Reuters"),
        ("reporters", "Reuters", ", to reporters, via Reuters"),
        ("the BBC", "BBC", ", to the BBC"),
    ],
)
def test_who_heard_it_and_through_whom(
    addressee: str | None, via: str | None, expected: str
) -> None:
    assert to_whom(quote("Ana Lind", addressee=addressee, via=via)) == expected


def test_every_way_out_says_to_whom() -> None:
    report = DayReport(BRIEFING, lambda _: TEXT)
    assert "(told, to the council)" in to_text(report)
    assert "that the ferry will run (told, to the council) [1](#s1)" in to_markdown(report)
    assert "Ana Lind, to the council." in cite_quote(SAID, ArticleRef.of(ARTICLE))
    (statement,) = json.loads(to_json(report))["speakers"][0]["statements"]
    assert (statement["addressee"], statement["addressee_span"]) == ("the council", [14, 25])
    table = tables(BRIEFING, lambda _: TEXT)["quotes.csv"].decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(table, newline=""))
    assert (row["to"], row["via"]) == ("the council", "")
