"""Posts of live blogs and pieces of digests: each counts its days from its own."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.extract import pipeline
from briefing.extract.forms.detect import lay_out
from briefing.extract.forms.items import stamp_at
from briefing.model import Article, Findings
from briefing.nlp_model import BUNDLED_MODEL
from tests.briefing.extract.forms.form import form_of

DAY = date(2026, 3, 10)


def article(title: str, text: str, day: date | None = DAY, form: str | None = None) -> Article:
    moment = datetime.combine(day, time(12), UTC) if day else None
    return Article(id="a", title=title, text=text, published=moment, form=form)


def found_in(document: Article) -> Findings:
    (findings,) = pipeline.analyse([document], BUNDLED_MODEL)
    assert findings.error is None
    return findings


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("11.34am BST", ("11:34", "BST", None)),
        ("11.34am BST Crews vote on the offer", ("11:34", "BST", None)),
        ("Mon 9 Mar 2026 23.20 GMT", ("23:20", "GMT", date(2026, 3, 9))),
        ("9 March 2026, 23:20 GMT", ("23:20", "GMT", date(2026, 3, 9))),
        ("11:34 a.m. ET, March 9, 2026", ("11:34", "ET", date(2026, 3, 9))),
        ("23:20 GMT (9 March)", ("23:20", "GMT", date(2026, 3, 9))),
        ("2h ago 11.34 GMT", ("11:34", "GMT", None)),
        ("14 minutes ago · 11:34", ("11:34", None, None)),
        ("12 boats lay in the port", None),
        ("On 9 March the crews met", None),
        ("9 March was a quiet day", None),
    ],
)
def test_a_stamp_gives_time_and_day(
    line: str, wanted: tuple[str, str | None, date | None] | None
) -> None:
    stamp = stamp_at(line, DAY)
    assert (stamp and (stamp.clock.time, stamp.clock.zone, stamp.day)) == wanted


@given(st.text(max_size=60), st.none() | st.just(DAY))
def test_a_stamp_ends_within_its_line(line: str, day: date | None) -> None:
    stamp = stamp_at(line, day)
    assert stamp is None or 0 < stamp.end <= len(line)


LATE = "Owners will publish an offer tomorrow, the company said. The port will reopen on Friday."
EARLY = "The crews will vote tomorrow, their union said. The yard will reopen on Thursday."

FIRST = "23.10 GMT\nBoth sides sat down."


def days_ahead(findings: Findings) -> list[tuple[str, date]]:
    return [(" ".join(d.what.split()[-2:]), d.when) for d in findings.deadlines]


def test_posts_count_from_the_day_of_their_stamp() -> None:
    text = f"10 March 2026 00.30 GMT\n{LATE}\n9 March 2026 23.40 GMT\n{EARLY}\n{FIRST}"
    wanted = {date(2026, 3, 11), date(2026, 3, 13), date(2026, 3, 10), date(2026, 3, 12)}
    assert {day for _, day in days_ahead(found_in(article("Strike live", text)))} == wanted


def test_posts_count_from_the_day_above_them() -> None:
    text = f"Tuesday 10 March\n00.30 GMT\n{LATE}\nMonday 9 March\n23.40 GMT\n{EARLY}\n{FIRST}"
    wanted = {date(2026, 3, 11), date(2026, 3, 13), date(2026, 3, 10), date(2026, 3, 12)}
    assert {day for _, day in days_ahead(found_in(article("Strike live", text)))} == wanted


def test_a_midnight_that_no_stamp_dates_leaves_open_what_would_differ() -> None:
    text = f"00.30 GMT\n{LATE}\n23.40 GMT\n{EARLY}\n{FIRST}"
    document = article("Strike live", text)
    layout = lay_out(document)
    assert layout is not None
    assert [(i.day, i.other_day) for i in layout.items] == [
        (date(2026, 3, 10), date(2026, 3, 11)),
        (date(2026, 3, 9), date(2026, 3, 10)),
    ]
    # "Tomorrow" may be either of two days; Thursday and Friday are the same from both.
    days = [day for _, day in days_ahead(found_in(document))]
    assert days == [date(2026, 3, 13), date(2026, 3, 12)]


def test_posts_of_one_day_are_read_together() -> None:
    text = f"16.30 GMT\n{LATE}\n15.40 GMT\n{EARLY}\n15.10 GMT\nBoth sides sat down."
    layout = lay_out(article("Strike live", text))
    assert layout is not None
    assert layout.items == ()


PIECES = (
    "RUSE, March 5 (Corvus) -- The river ministers will meet on Monday, the Bulgarian ministry "
    "said. The fees are due by Friday next week.\n"
    "Lock repaired\n"
    "OTTERMOUTH, March 9 (Corvus) -- The lock will reopen tomorrow. The minister, Ada Lund, said "
    "that she was glad."
)


@pytest.mark.parametrize("title", ["News in brief", "River news of the agency"])
def test_pieces_count_from_their_own_day(title: str) -> None:
    document = article(title, PIECES)
    assert form_of(document) == "digest"
    findings = found_in(document)
    # The ministers' Monday was the ninth, which has passed when the digest comes out.
    assert [d.when for d in findings.deadlines] == [date(2026, 3, 13), DAY]
    assert [t.start for t in findings.talks] == [date(2026, 3, 9)]
    assert [q.speaker for q in findings.quotes][-1:] == ["Ada Lund"]


def test_every_finding_of_a_piece_stands_where_its_words_are() -> None:
    document = article("News in brief", PIECES)
    for quote in found_in(document).quotes:
        words = " ".join(span.of(document.text) for span in quote.spans)
        assert " ".join(words.split()) == quote.content


def test_pieces_with_years_need_no_day_of_their_document() -> None:
    text = (
        "March 5, 2026\nTolls\nThe fees for the upper river are due on Monday, the board said in a "
        "letter to all the shippers of the four states.\n"
        "March 9, 2026\nLocks\nThe lock at Ottermouth will be closed to all the barges from "
        "Thursday, and the board said that it would tell when it opens."
    )
    document = article("News digest", text, day=None)
    assert form_of(document) == "digest"
    assert [d.when for d in found_in(document).deadlines] == [date(2026, 3, 9), date(2026, 3, 12)]


def test_a_piece_after_its_document_counts_from_the_documents_day() -> None:
    text = PIECES.replace("March 9 (", "March 19 (")
    layout = lay_out(article("News in brief", text))
    assert layout is not None
    assert layout.items[-1].day == DAY


def test_silences_are_found_in_documents_of_every_form() -> None:
    text = "16.30 GMT\nThe mediator, Rosalyn Keppe, declined to comment on the offer.\n"
    findings = found_in(article("Strike live", text, form="liveblog"))
    assert [s.speaker for s in findings.silences] == ["Rosalyn Keppe"]


def test_days_and_times_above_what_has_happened_make_a_live_blog_under_any_title() -> None:
    told = "The utility said on its page that the rest of the city would have power by tomorrow."
    lines = [f"{hour}:15 p.m. ET, March 9, 2026\nPower\n{told}" for hour in (9, 7, 5)]
    document = article("March 9, 2026 storm news", "\n".join(lines))
    assert form_of(document) == "liveblog"
    assert {d.when for d in found_in(document).deadlines} == {DAY}


def test_days_and_times_above_what_is_to_come_are_none() -> None:
    lines = [f"{day} March 2026 9:30am\nHouse prices, Northland" for day in (11, 12, 13)]
    assert form_of(article("House prices", "\n".join(lines))) != "liveblog"
    past = [f"{day} March 2026 9:30am\nHouse prices, Northland" for day in (7, 8, 9)]
    assert form_of(article("House prices", "\n".join(past))) != "liveblog"
