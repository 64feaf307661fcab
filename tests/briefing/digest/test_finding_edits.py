"""What is another of findings whose own words stand as they stood. Invented texts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from briefing.article_refs import ArticleRef, Evidence
from briefing.digest.changes import ArticleEdit, OutletEdits
from briefing.digest.edits import turn_words
from briefing.digest.finding_edits import article_edits
from briefing.model import Article, Deadline, Findings, Quote, Span, Talk, Version

START = datetime(2022, 1, 10, 9, tzinfo=UTC)
LATER = START + timedelta(hours=5)
TEXT = (
    "Lars Moe leads the board.\n"
    "He said the quay would close.\n"
    "Envoys of Norland meet on Friday.\n"
    "The yard pays its fees by Friday."
)
QUOTE, TALK, DUE = "the quay would close", "Envoys of Norland meet", "The yard pays its fees"
FRIDAY = date(2022, 1, 14)


def span(words: str, text: str = TEXT) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def version(speaker: str = "Lars Moe", text: str = TEXT, **more: Any) -> Version:
    """The article with these words, and what was found in it."""
    at, of = more.get("at"), more.get("of", "rules 1")
    day = more.get("day", FRIDAY)
    article = Article("quay", "Quay", text, published=START, fetched=START, revised=at)
    quote = Quote(QUOTE, (span(QUOTE, text),), "indirect", "named", speaker)
    talk = Talk(
        "talks",
        span(TALK, text),
        more.get("status", "planned"),
        more.get("place", "Moss"),
        start=day,
        end=day,
        mentions=(span(TALK, text),),
    )
    due = Deadline("The yard pays its fees", span(DUE, text), day, day, "due")
    findings = Findings("quay", of, (quote,), (talk,), (due,), version=article.version)
    return Version(article, findings, None if at else LATER)


def changed(before: Version, **more: Any) -> tuple[Version, Version]:
    return before, version(at=LATER, **more)


def test_a_speaker_named_in_another_sentence() -> None:
    text = TEXT.replace("Lars Moe", "Ida Quell")
    reworded, edit = article_edits(changed(version(), speaker="Ida Quell", text=text))
    assert (reworded.before, reworded.field) == ("Lars Moe leads the board.", "")
    assert (edit.field, edit.turn, edit.before, edit.after) == (
        "speaker",
        "reworded",
        "Lars Moe",
        "Ida Quell",
    )
    assert (edit.since, edit.until) == (START, LATER)
    assert edit.span == span(QUOTE, text)
    assert turn_words(edit) == f"speaker of “{QUOTE}” changed by the outlet"
    ref = ArticleRef.of(version().article)
    every = OutletEdits.of(ArticleEdit(ref, each) for each in (reworded, edit))
    assert [e.edit for e in every.under([Evidence(ref, (span(QUOTE, text),))])] == [edit]


def test_a_place_and_a_status() -> None:
    edits = article_edits(changed(version(), place="Halden", status="cancelled"))
    assert [(e.field, e.before, e.after) for e in edits] == [
        ("place", "Moss", "Halden"),
        ("status", "planned", "cancelled"),
    ]


def test_days_that_count_from_another_day_of_the_article() -> None:
    moved = date(2022, 1, 7)
    before, after = changed(version(), day=moved)
    after = replace(after, article=replace(after.article, published=START - timedelta(days=7)))
    whole, talk, due = article_edits((before, after))
    assert (whole.turn, whole.whole, whole.before) == ("day changed", True, "2022-01-10")
    for edit, words in ((talk, TALK), (due, DUE)):
        assert (edit.turn, edit.field, edit.of) == ("day changed", "day", words)
        assert (edit.before, edit.after) == ("2022-01-14", "2022-01-07")
    ref = ArticleRef.of(after.article)
    every = OutletEdits.of(ArticleEdit(ref, each) for each in (whole, talk, due))
    under = every.under([Evidence(ref, (span(DUE),))])
    assert [each.edit for each in under] == [whole, due]


def test_words_that_changed_themselves_say_it_already() -> None:
    text = TEXT.replace("He said", "Ida Quell said")
    (edit,) = article_edits(changed(version(), speaker="Ida Quell", text=text))
    assert (edit.turn, edit.field) == ("reworded", "")


def test_another_analyser_changes_nothing_at_the_outlet() -> None:
    assert article_edits(changed(version(), speaker="Ida Quell", of="rules 2")) == ()


def test_what_was_unknown_stood_nowhere() -> None:
    before = version()
    assert before.findings is not None
    unknown = Quote(QUOTE, (span(QUOTE),), "indirect")
    before = replace(before, findings=replace(before.findings, quotes=(unknown,)))
    assert article_edits(changed(before)) == ()


def test_a_teaser_is_not_compared() -> None:
    before = version()
    before = replace(before, article=replace(before.article, teaser=True))
    assert article_edits(changed(before, speaker="Ida Quell")) == ()
