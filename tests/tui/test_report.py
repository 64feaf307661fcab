from __future__ import annotations

import json

from briefing.digest import AsOf, Briefing, make_briefing
from briefing.model import Span
from tests.briefing.support import DAY, article, deadline, entry, quote, talk
from tui import report

TEXT = "Ana Lind said the ferry will run. Talks resume in Oslo on Friday [now]."


def sample() -> Briefing:
    said = quote(
        "Ana Lind",
        role="harbour master",
        content="the ferry will run",
        spans=(Span(14, 32),),
        cue="said",
        via="The Gull",
    )
    meeting = talk(
        "Oslo",
        "2022-01-14",
        status="planned",
        parties=("Norway", "Iceland"),
        round=2,
        span=Span(34, len(TEXT)),
    )
    due = deadline(
        "talks resume", "2022-01-14", kind="event", span=Span(34, len(TEXT)), tentative=True
    )
    of = article("a", title="Ferry [x](y) \x1b[31mnews", text=TEXT, url="https://example.org/a")
    return make_briefing(
        [entry(of, quotes=(said,), talks=(meeting,), deadlines=(due,))], AsOf(DAY, "newest article")
    )


def text_of(article_id: str) -> str:
    assert article_id == "a"
    return TEXT


def test_the_text_answers_the_three_questions_with_their_sentences() -> None:
    text = report.to_text(sample(), text_of)
    assert "Briefing for Thu 13 January 2022 (day of the newest article)" in text
    assert "Fri 14 Jan  tomorrow  talks resume (event, tentative) [1]" in text
    assert "Oslo: Norway, Iceland (planned, round 2) [1]" in text
    assert "“Talks resume in Oslo on Friday [now].”" in text
    assert "Ana Lind, harbour master" in text
    assert "Thu 13 Jan  the ferry will run (said, via The Gull) [1]" in text
    assert "https://example.org/a" in text
    assert all(len(line) <= report.WIDTH for line in text.splitlines() if "https" not in line)


def test_no_report_lets_a_control_character_out() -> None:
    for text in (
        report.to_text(sample(), text_of),
        report.to_markdown(sample(), text_of),
        report.to_json(sample()),
    ):
        assert "\x1b" not in text


def test_an_empty_briefing_says_so_in_each_part() -> None:
    text = report.to_text(make_briefing([], AsOf(DAY, "today")), text_of)
    assert text.count("Nothing.") == 4
    assert "0 articles" in text


def test_markdown_numbers_every_sentence_and_escapes_titles() -> None:
    text = report.to_markdown(sample(), text_of)
    assert "[1](#s1)" in text
    assert '<a id="s3"></a>' in text
    assert r"Ferry \[x\](y)" in text
    assert "(<https://example.org/a>)" in text


def test_json_carries_the_rows_with_their_spans() -> None:
    record = json.loads(report.to_json(sample()))
    assert record["as_of"] == "2022-01-13"
    assert record["reason"] == "newest article"
    (speaker,) = record["speakers"]
    (statement,) = speaker["statements"]
    start, end = statement["spans"][0]
    assert TEXT[start:end] == statement["content"]
    assert record["talks"][0]["mentions"][0]["article"] == "a"
    assert record["deadlines"][0]["countdown"] == "tomorrow"


def test_more_statements_than_shown_are_counted() -> None:
    many = tuple(quote("Ana Lind", content=f"words {i}") for i in range(7))
    briefing = make_briefing([entry(article("a"), quotes=many)], AsOf(DAY, "today"))
    assert "and 2 more" in report.to_text(briefing, lambda _: "Some words.")
