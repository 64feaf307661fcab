"""What is important, and in which order rows therefore stand."""

from __future__ import annotations

from datetime import timedelta

from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf
from briefing.digest.importance import WEIGHTS, ranked, weigh
from briefing.model import Entry
from tests.tui.support.making import DAY, Report


def said(article_id: str, outlet: str, speaker: str, *, ago: int = 0) -> Entry:
    """An article in which that speaker says that the sluice is open."""
    return (
        Report(
            article_id,
            DAY - timedelta(days=ago),
            outlet,
            f"The sluice, told by {outlet}",
            f"{speaker} said the sluice of {article_id} is open.",
        )
        .says(speaker, f"the sluice of {article_id} is open", "indirect")
        .entry
    )


def names(*entries: Entry, **options: object) -> list[str | None]:
    briefing = make_briefing(entries, AsOf(DAY, "asked for"))
    return [row.name for row in ranked(briefing, **options).speakers]  # type: ignore[arg-type]


def test_whom_several_outlets_quote_stands_before_whom_one_quoted_last() -> None:
    of_two = [said("a", "Gull", "Ilse Marenko", ago=1), said("b", "Tide", "Ilse Marenko", ago=1)]
    assert names(*of_two, said("c", "Post", "Ola Brandt")) == ["Ilse Marenko", "Ola Brandt"]


def test_articles_of_one_outlet_count_as_one() -> None:
    of_one = [said("a", "Gull", "Ilse Marenko", ago=1), said("b", "Gull", "Ilse Marenko", ago=1)]
    assert names(*of_one, said("c", "Post", "Ola Brandt")) == ["Ola Brandt", "Ilse Marenko"]


def test_who_is_watched_or_new_comes_first() -> None:
    two = [said("a", "Gull", "Ilse Marenko"), said("b", "Tide", "Ola Brandt", ago=2)]
    assert names(*two)[0] == "Ilse Marenko"
    assert names(*two, is_watched=lambda row: row.name == "Ola Brandt")[0] == "Ola Brandt"
    assert names(*two, is_new=lambda ref: ref.id == "b")[0] == "Ola Brandt"


def test_what_falls_on_one_day_stands_by_importance_and_days_in_their_order() -> None:
    def due(article_id: str, outlet: str, what: str, ahead: int) -> Entry:
        words = f"{what} is due."
        report = Report(article_id, DAY, outlet, f"{what} nears", words)
        return report.due(words, what, DAY + timedelta(days=ahead)).entry

    entries = [
        due("a", "Gull", "the report on the bridge", 3),
        due("b", "Gull", "the vote on the dam", 3),
        due("c", "Tide", "the vote on the dam", 3),
        due("d", "Gull", "the answer of the crews", 2),
    ]
    briefing = ranked(make_briefing(entries, AsOf(DAY, "asked for")))
    assert [row.what for row in briefing.deadlines if len(row.mentions) > 1] == [
        "the vote on the dam"
    ]
    assert [row.what for row in briefing.deadlines] == [
        "the answer of the crews",
        "the vote on the dam",
        "the report on the bridge",
    ]


def test_each_weight_counts_as_the_table_says() -> None:
    least = weigh(independent=1, age=0)
    assert weigh(independent=3, age=0) - least == WEIGHTS["outlets"][0]
    for name in ("watched", "moved", "new"):
        assert weigh(independent=1, age=0, **{name: True}) - least == WEIGHTS[name][0]
    assert weigh(independent=1, age=0, ahead=0) - least == WEIGHTS["near"][0]
    assert weigh(independent=1, age=0, ahead=1) - least == WEIGHTS["near"][0] / 2
    assert round(weigh(independent=1, age=2) - least, 9) == 2 * WEIGHTS["old"][0]
