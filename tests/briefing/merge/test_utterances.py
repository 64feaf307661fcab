from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from briefing.article_refs import ArticleRef
from briefing.merge.utterances import (
    ascribed_differently,
    rivals,
    utterances,
    utterances_of_all,
    with_rivals,
)
from briefing.rows import SpeakerRow, Statement, Utterance
from tests.briefing.support import DAY, article, quote


def said(
    content: str,
    source: str = "Gull",
    kind: str = "direct",
    days_ago: int = 0,
    copy: str | None = None,
    cue: str | None = None,
) -> Statement:
    of = article(f"{source}{days_ago}", DAY - timedelta(days=days_ago), source=source, copy_of=copy)
    return Statement(ArticleRef.of(of), 0, quote("Ana Lind", content=content, kind=kind, cue=cue))


def grouped(*statements: Statement) -> list[list[str | None]]:
    return [
        [s.article.source for s in utterance.statements] for utterance in utterances(statements)
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We will not open the harbour before May.", "We will not open the harbour before May"),
        ("We will not open the harbour before May.", "will never open the harbour before May"),
        (
            "The gap between the two sides is down to three points",
            "only three points are left of the gap between the sides",
        ),
        ("No deal.", "no deal"),
    ],
)
def test_reports_of_one_utterance_are_one_saying(one: str, other: str) -> None:
    assert grouped(said(one), said(other, "Tide", "indirect")) == [["Gull", "Tide"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We will open the harbour before May.", "We will not open the harbour before May."),
        ("The harbour opens in May", "The harbour is a disgrace to this town"),
        ("We have a deal", "It is raining"),
    ],
)
def test_other_utterances_stay_apart(one: str, other: str) -> None:
    assert grouped(said(one), said(other, "Tide")) == [["Gull"], ["Tide"]]


def test_a_verb_that_denies_counts_as_said() -> None:
    words = "to sign the long herring treaty with Oslo"
    refused = said(words, kind="indirect", cue="refused")
    agreed = said(words, "Tide", "indirect", cue="agreed")
    own_words = said("We refuse to sign the long herring treaty with Oslo", "Weir")
    assert grouped(refused, agreed, own_words) == [["Gull", "Weir"], ["Tide"]]


def test_the_same_words_a_week_later_are_said_again() -> None:
    words = "The gap is down to three points"
    assert len(grouped(said(words), said(words, days_ago=7))) == 2


def test_a_chain_of_reports_a_few_days_apart_is_one_utterance() -> None:
    words = "The gap is down to three points"
    chain = [said(words, f"Paper {ago}", days_ago=ago) for ago in range(0, 13, 3)]
    assert len(grouped(*chain)) == 1
    assert len(grouped(*chain, said(words, "Late", days_ago=17))) == 2


def test_a_report_without_a_day_joins_whatever_is_alike() -> None:
    words = "The gap is down to three points"
    undated = said(words, "Undated")
    undated = replace(undated, article=replace(undated.article, day=None))
    between = said("The harbour opens in May", "Tide", days_ago=8)
    assert grouped(said(words), between, undated) == [["Gull", "Undated"], ["Tide"]]


def test_sayings_of_several_speakers_go_by_last_names_newest_first() -> None:
    words = "The gap is down to three points"

    def by(name: str | None, source: str, days_ago: int = 0) -> Statement:
        own = said(words, source, days_ago=days_ago)
        how = "named" if name else "none"
        return replace(own, quote=replace(own.quote, speaker=name, attribution=how))

    given = [by("Lind", "Gull", 1), by("Bo Berg", "Weir", 2), by("Ana Lind", "Tide"), by(None, "X")]
    utterances_found = [
        [s.article.source for s in utterance.statements] for utterance in utterances_of_all(given)
    ]
    assert utterances_found == [["Tide", "Gull"], ["X"], ["Weir"]]


def the_one(*statements: Statement) -> Utterance:
    (utterance,) = utterances(statements)
    return utterance


def test_words_quoted_differently_stand_side_by_side() -> None:
    utterance = the_one(
        said("We shall open the outer harbour in early May"),
        said("We shall open the outer harbour in late May", "Tide"),
        said("We shall open the outer harbour in early May", "Beacon"),
    )
    wordings = [
        (w.text[35:].strip(), [s.article.source for s in w.statements]) for w in utterance.wordings
    ]
    assert wordings == [("early May", ["Gull", "Beacon"]), ("late May", ["Tide"])]


def test_a_shorter_quotation_is_no_other_wording() -> None:
    utterance = the_one(
        said("We shall open the outer harbour in early May, come what may"),
        said("shall open the outer harbour in early May", "Tide"),
        said("the harbour master “shall open the outer harbour” then", "Beacon", "mixed"),
    )
    assert utterance.wordings == ()


def test_quoted_parts_of_a_mixed_quote_are_compared() -> None:
    utterance = the_one(
        said("the outer harbour “opens in early May” after repairs", "Gull", "mixed"),
        said("the outer harbour “opens in mid-May” after repairs", "Tide", "mixed"),
    )
    assert [w.text for w in utterance.wordings] == ["opens in early May", "opens in mid-May"]


def test_copies_and_one_outlets_articles_count_once() -> None:
    words = "The gap is down to three points"
    utterance = the_one(
        said(words),
        said(words, days_ago=1),
        said(words, "Tide"),
        said(words, "Beacon", copy="Tide0"),
    )
    assert str(utterance.sources) == "3 outlets, 2 independent"
    assert utterance.sources.articles == 4
    assert str(the_one(said(words)).sources) == "1 outlet"
    assert str(the_one(said(words), said(words, "Tide")).sources) == "2 outlets"


def test_what_two_people_may_well_both_say_is_not_disputed() -> None:
    def row(name: str, content: str, kind: str = "direct") -> SpeakerRow:
        of = article(name, source=name)
        statement = Statement(ArticleRef.of(of), 0, quote(name, content=content, kind=kind))
        return SpeakerRow(name, None, "named", (statement,))

    words = "The old ferry shall never leave this harbour again"
    (ascribed,) = ascribed_differently([row("Ana", words), row("Bo", words)])
    assert len(ascribed.statements) == 2
    assert ascribed_differently([row("Ana", "No comment"), row("Bo", "No comment")]) == ()
    assert ascribed_differently([row("Ana", words), row("Bo", words, "indirect")]) == ()
    assert ascribed_differently([row("Ana", words), row("Bo", "Rain fell on the harbour")]) == ()


def test_what_gives_the_same_words_to_others_is_known_by_statement() -> None:
    words = "The old ferry shall never leave this harbour again"

    def by(name: str, source: str, content: str = words) -> Statement:
        of = article(source, source=source)
        return Statement(ArticleRef.of(of), 0, quote(name, content=content, kind="direct"))

    ana = (by("Ana", "Gull"), by("Ana", "Tide"), by("Ana", "Weir", "Rain fell on the harbour"))
    (bo,) = bos = (by("Bo", "Mole"),)
    others = rivals([SpeakerRow("Ana", None, "named", ana), SpeakerRow("Bo", None, "named", bos)])
    assert [utterance.rivals for utterance in with_rivals(utterances(ana), others)] == [(bo,), ()]
    (other,) = with_rivals(utterances(bos), others)
    assert other.rivals == ana[:2]
    assert with_rivals(utterances(ana), {}) == utterances(ana)
