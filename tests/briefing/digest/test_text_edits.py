"""What an outlet has changed in an article, and what of that is a turn. Invented texts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.digest.text_edits import edits
from briefing.digest.word_diff import word_diff
from briefing.model import Article, Version

START = datetime(2022, 1, 10, 9, tzinfo=UTC)
TEXT = (
    "Ida Holm, who runs the port of Skellvik, said the ferries will sail on Friday.\n"
    "The owners may close the yard. About 120 people work there, and no talks are planned.\n"
    "The town council meets on 14 January to vote on the fees."
)


def history(*changes: dict[str, object]) -> list[Version]:
    """The article, and what became of it an hour later each time."""
    article = Article("a", "Ferries sail on Friday", TEXT, published=START, fetched=START)
    versions = []
    for hours, change in enumerate(changes, 1):
        at = START + timedelta(hours=hours)
        versions.append(Version(article, until=at))
        article = replace(article, revised=at, **change)
    return [*versions, Version(article)]


def text_with(before: str, after: str) -> dict[str, object]:
    assert before in TEXT
    return {"text": TEXT.replace(before, after)}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("said the ferries will", "suggested the ferries will"),  # softened
        ("no talks are", "talks are"),  # a negation gone
        ("may close", "must close"),
        ("will sail", "won't sail"),
        ("Ida Holm, who", "Ada Holm, who"),  # another person, one letter apart
        ("120 people", "12 people"),
        ("on Friday", "on Monday"),
        ("14 January", "15 January"),
        ("people work", "men work"),
        ("planned", "unplanned"),
        ("may close", "might close"),
    ],
)
def test_words_on_which_the_sense_turns_are_a_turn(before: str, after: str) -> None:
    (edit,) = edits(history(text_with(before, after)))
    assert edit.turn == "reworded"
    assert before in edit.before
    assert after in edit.after
    assert (edit.since, edit.until) == (START, START + timedelta(hours=1))
    assert edit.span is not None
    assert edit.span.of(TEXT.replace(before, after)) == edit.after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("council", "counsil"),
        ("ferries", "ferreis"),
        ("people", "peopel"),
        ("Friday.", "Friday"),
        ("there, and", "there — and"),
        ("on 14 January", "on  14 January"),
        ("The owners", "the owners"),
        ("fees.", "fees.\nSign up to our morning newsletter."),
        ("fees.", "fees.\nReporting by A. Holm; editing by B. Berg"),
    ],
)
def test_spelling_marks_and_boilerplate_are_none(before: str, after: str) -> None:
    assert edits(history(text_with(before, after))) == ()
    assert edits(history(text_with(before, after), {"text": TEXT})) == ()


SAID = "Ida Holm, who runs the port of Skellvik, said the ferries will sail on Friday."


@pytest.mark.parametrize(
    "after",
    [
        "Bo Berg said the ferries will sail on Friday.",
        (
            "Bo Berg, a lawyer for the crews who has fought the owners in three courts since 2019, "
            "insisted in a letter late on Sunday that the ferries will sail on Friday."
        ),
        (
            "The ferries will sail on Friday, said Bo Berg, until last year a harbour pilot in "
            "Halden and since then the voice of the crews."
        ),
    ],
    ids=["shorter", "introduced at length", "turned round"],
)
def test_another_speaker_of_the_same_words_is_reworded_and_not_removed(after: str) -> None:
    (edit,) = edits(history(text_with(SAID, after)))
    assert (edit.turn, edit.before, edit.after) == ("reworded", SAID, after)


def test_the_same_quotation_by_somebody_else_is_reworded() -> None:
    quoted = (
        "“We have not been paid since May,” the master of a tug, who would not be named, "
        "told a reporter of this paper outside the customs house."
    )
    after = "Captain Una Sand wrote to the board: “We have not been paid since May.”"
    one = Article("a", "Pay", f"{TEXT}\n{quoted}", fetched=START)
    other = replace(one, text=f"{TEXT}\n{after}", revised=START + timedelta(hours=1))
    (edit,) = edits([Version(one, until=START + timedelta(hours=1)), Version(other)])
    assert (edit.turn, edit.before, edit.after) == ("reworded", quoted, after)


def test_what_only_moves_is_no_turn() -> None:
    first, *rest = TEXT.split("\n")
    assert edits(history({"text": "\n".join((*rest, first))})) == ()


def test_what_has_nothing_in_common_is_removed() -> None:
    after = "A choir from Moss sings in the old church tonight."
    (edit,) = edits(history(text_with(SAID, after)))
    assert (edit.turn, edit.before) == ("removed", SAID)


def test_an_article_whose_page_goes_and_comes_back_has_turns_of_its_own() -> None:
    at = START + timedelta(hours=1)
    gone, back = edits(history({"gone": at}, {"gone": None}))
    assert (gone.turn, gone.before, gone.until, gone.whole) == (
        "removed",
        "Ferries sail on Friday",
        at,
        True,
    )
    assert (back.turn, back.before, back.after, back.whole) == (
        "put back",
        "",
        "Ferries sail on Friday",
        True,
    )


def test_a_paragraph_that_goes_is_removed_and_can_be_put_back() -> None:
    gone = TEXT.split("\n")[1] + "\n"
    removed, also, *back = edits(history(text_with(gone, ""), {"text": TEXT}))
    assert [removed.turn, also.turn] == ["removed", "removed"]
    assert (removed.before, removed.after, removed.span) == (
        "The owners may close the yard.",
        "",
        None,
    )
    assert [edit.turn for edit in back] == ["put back", "put back"]
    assert back[0].after == removed.before


def test_what_is_new_and_stood_nowhere_before_is_no_turn() -> None:
    assert edits(history(text_with("fees.", "fees. The mayor of Halden comes too."))) == ()


def test_title_and_day_have_turns_of_their_own() -> None:
    moved = {"title": "Ferries may sail on Friday", "published": START - timedelta(days=1)}
    retitled, redated = edits(history(moved))
    assert (retitled.turn, retitled.before) == ("retitled", "Ferries sail on Friday")
    assert (redated.turn, redated.before, redated.after) == (
        "day changed",
        "2022-01-10",
        "2022-01-09",
    )


def test_a_teaser_that_is_completed_is_no_change() -> None:
    full = history({"text": TEXT, "teaser": False})
    teaser = replace(full[0], article=replace(full[0].article, text="Ferries sail.", teaser=True))
    assert edits([teaser, full[1]]) == ()


def test_one_version_has_no_changes() -> None:
    assert edits(history()) == edits(()) == ()


def test_a_difference_is_shown_word_by_word() -> None:
    difference = word_diff("The vote is on Friday.", "The vote is now on Monday.")
    assert [(s.fate, s.text.strip()) for s in difference if s.fate != "same"] == [
        ("new", "now"),
        ("gone", "Friday"),
        ("new", "Monday"),
    ]


def test_a_difference_in_two_paragraphs_leaves_what_stands_between_them() -> None:
    before = "The owners may go.\nFerries sail.\nIda Holm left."
    difference = word_diff(before, before.replace("may go", "must stay").replace("left", "stayed"))
    assert [(s.fate, s.text) for s in difference if s.fate != "same"] == [
        ("gone", "may go"),
        ("new", "must stay"),
        ("gone", "left"),
        ("new", "stayed"),
    ]
    assert "Ferries sail.\n" in "".join(s.text for s in difference if s.fate == "same")


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_difference_holds_both_texts(before: str, after: str) -> None:
    difference = word_diff(before, after)
    assert "".join(s.text for s in difference if s.fate != "new") == before
    assert "".join(s.text for s in difference if s.fate != "gone") == after


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_changes_of_any_texts_can_be_told(before: str, after: str) -> None:
    one = Article("a", "T", before, fetched=START)
    other = replace(one, text=after, revised=START + timedelta(hours=1))
    for edit in edits([Version(one, until=START + timedelta(hours=1)), Version(other)]):
        assert edit.before or edit.after
        assert edit.span is None or edit.span.of(after) == edit.after
