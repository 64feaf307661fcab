from __future__ import annotations

from datetime import timedelta

import pytest

from briefing.article_refs import ArticleRef, Sources
from briefing.merge.disagreements import differences
from briefing.merge.talks import merge_talks
from briefing.model import Talk
from briefing.rows import TalkRow
from tests.briefing.support import DAY, article, talk

NEW = ArticleRef.of(article("new", source="Gull"))
SAME_DAY = ArticleRef.of(article("other", source="Tide"))
OLD = ArticleRef.of(article("old", DAY - timedelta(days=1), source="Beacon"))
PARTIES = ("Norway", "Iceland")


def the_row(*mentions: tuple[ArticleRef, Talk]) -> TalkRow:
    (row,) = merge_talks(mentions, DAY)
    return row


def sides(row: TalkRow) -> dict[str, list[tuple[str, list[str | None]]]]:
    return {
        d.field: [(a.value, [m.article.source for m in a.mentions]) for a in d.accounts]
        for d in differences(row)
    }


def test_different_days_stand_side_by_side_with_their_articles() -> None:
    row = the_row(
        (NEW, talk("Oslo", "2022-01-12", parties=PARTIES)),
        (SAME_DAY, talk("Oslo", "2022-01-12", parties=PARTIES)),
        (OLD, talk("Oslo", "2022-01-13", "2022-01-14", parties=PARTIES)),
    )
    assert sides(row) == {
        "day": [("2022-01-12", ["Gull", "Tide"]), ("2022-01-13 to 2022-01-14", ["Beacon"])]
    }


OLDER = ArticleRef.of(article("older", DAY - timedelta(days=2), source="Mole"))
GULL_AGAIN = ArticleRef.of(article("again", DAY - timedelta(days=1), source="Gull"))


@pytest.mark.parametrize("other", [OLDER, GULL_AGAIN])
def test_an_older_account_and_one_of_the_same_outlet_contradict_nothing(other: ArticleRef) -> None:
    row = the_row(
        (NEW, talk("Oslo", "2022-01-12", parties=PARTIES)),
        (other, talk("Bergen", "2022-01-12", parties=PARTIES)),
    )
    assert row.disagreements == ()
    assert row.place == "Oslo"


@pytest.mark.parametrize(
    ("vaguer", "exact", "country"),
    [
        ("Norway", "Oslo harbour", "NO"),
        ("Oslo", "Oslo harbour", "NO"),
        ("Sweden", "Malmö", "SE"),
    ],
)
def test_a_place_that_holds_the_other_is_no_difference(
    vaguer: str, exact: str, country: str
) -> None:
    row = the_row(
        (NEW, talk(exact, "2022-01-12", parties=("Chile", "Peru"), country=country)),
        (SAME_DAY, talk(vaguer, "2022-01-12", parties=("Chile", "Peru"), country=country)),
    )
    assert row.disagreements == ()


def test_a_longer_span_of_days_that_takes_in_the_day_is_no_difference() -> None:
    row = the_row(
        (NEW, talk("Oslo", "2022-01-12", parties=PARTIES)),
        (OLD, talk("Oslo", "2022-01-11", "2022-01-13", parties=PARTIES)),
    )
    assert row.disagreements == ()
    assert differences(row) == ()


def test_days_that_are_part_of_a_longer_meeting_are_no_difference() -> None:
    row = the_row(
        (NEW, talk("Oslo", "2022-01-12", parties=PARTIES)),
        (SAME_DAY, talk("Oslo", "2022-01-13", parties=PARTIES)),
        (OLD, talk("Oslo", "2022-01-12", "2022-01-13", parties=PARTIES)),
    )
    assert row.disagreements == ()


def test_two_places_for_the_same_parties_on_the_same_day_are_a_difference() -> None:
    row = the_row(
        (NEW, talk("Oslo", "2022-01-12", parties=PARTIES)),
        (OLD, talk("Bergen", "2022-01-12", parties=PARTIES)),
    )
    assert sides(row) == {"place": [("Oslo", ["Gull"]), ("Bergen", ["Beacon"])]}


def test_one_article_that_tells_of_two_places_tells_of_two_meetings() -> None:
    mentions = (
        (NEW, talk("Oslo", "2022-01-12", parties=PARTIES)),
        (NEW, talk("Bergen", "2022-01-12", parties=PARTIES)),
    )
    assert len(merge_talks(mentions, DAY)) == 2


def test_planned_then_cancelled_is_the_course_of_things() -> None:
    planned = talk("Oslo", "2022-01-20", parties=PARTIES, status="planned")
    cancelled = talk("Oslo", "2022-01-20", parties=PARTIES, status="cancelled")
    assert the_row((OLD, planned), (NEW, cancelled)).disagreements == ()
    assert the_row((OLD, planned), (NEW, cancelled)).status == "cancelled"
    clash = the_row((NEW, planned), (SAME_DAY, cancelled))
    assert sides(clash) == {"status": [("planned", ["Gull"]), ("cancelled", ["Tide"])]}


def test_other_parties_at_the_same_table_are_a_difference() -> None:
    row = the_row(
        (NEW, talk("Oslo", "2022-01-12", parties=("Norway", "Chile"))),
        (OLD, talk("Oslo", "2022-01-12", parties=("Norway", "Iceland"))),
    )
    assert row.disagreements == ("parties",)
    fewer = the_row(
        (NEW, talk("Oslo", "2022-01-12", parties=("Norway",))),
        (OLD, talk("Oslo", "2022-01-12", parties=("Norway", "Iceland"))),
    )
    assert fewer.disagreements == ()


def ref_of(name: str, source: str | None, copy_of: str | None = None) -> ArticleRef:
    return ArticleRef.of(article(name, source=source, copy_of=copy_of))


def test_sources_count_outlets_and_those_that_copy_no_other() -> None:
    wire = ref_of("wire", "North Wire")
    copies = [ref_of("a", "Gull", "wire"), ref_of("b", "Tide", "wire")]
    own = ref_of("own", "Beacon")
    sources = Sources.of([wire, *copies, own, own])
    assert (sources.articles, len(sources.outlets), sources.independent) == (4, 4, 2)
    assert str(sources) == "4 outlets, 2 independent"


def test_copies_of_a_text_that_is_not_at_hand_are_one_source() -> None:
    assert Sources.of([ref_of("a", "Gull", "gone"), ref_of("b", "Tide", "gone")]).independent == 1


def test_articles_without_outlet_are_sources_of_their_own() -> None:
    assert str(Sources.of([ref_of("a", None), ref_of("b", None)])) == "2 outlets"
    assert str(Sources.of([ref_of("a", "Gull"), ref_of("b", "Gull")])) == "1 outlet"


OSCE = "Organization for Security and Cooperation in Europe"


def test_a_body_by_its_acronym_by_its_long_name_and_by_its_council_is_one_party() -> None:
    row = the_row(
        (NEW, talk("Wien", "2022-01-12", parties=("Chile", "Permanent Council of the OSCE"))),
        (SAME_DAY, talk("Wien", "2022-01-12", parties=("OSCE", "Norway"))),
        (OLD, talk("Wien", "2022-01-12", parties=(OSCE,))),
    )
    assert row.parties == ("Chile", "OSCE", "Norway")
    assert row.disagreements == ()


def test_parties_in_another_order_or_spelling_are_the_same_account() -> None:
    row = the_row(
        (NEW, talk("Oslo", "2022-01-12", parties=("Norway", "Chile"))),
        (SAME_DAY, talk("Oslo", "2022-01-12", parties=("Chile", "Norway"))),
        (OLD, talk("Oslo", "2022-01-12", parties=("Norway", "Iceland"))),
    )
    assert sides(row) == {
        "parties": [("Norway, Chile", ["Gull", "Tide"]), ("Norway, Iceland", ["Beacon"])]
    }


def test_lists_of_which_another_article_names_all_are_incomplete_and_no_difference() -> None:
    row = the_row(
        (NEW, talk("Oslo", "2022-01-12", parties=("Norway", "Chile"))),
        (SAME_DAY, talk("Oslo", "2022-01-12", parties=("Norway", "Iceland", "Chile"))),
        (OLD, talk("Oslo", "2022-01-12", parties=("Norway", "Iceland"))),
    )
    assert row.disagreements == ()


def test_accents_make_no_difference() -> None:
    row = the_row(
        (NEW, talk("Reykjavík", "2022-01-12", parties=("Côte d'Ivoire", "Norway"))),
        (OLD, talk("Reykjavik", "2022-01-12", parties=("Cote d'Ivoire", "Norway"))),
    )
    assert row.disagreements == ()
    assert row.parties == ("Côte d'Ivoire", "Norway")


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("Norway", "Ana Lind", False),
        ("Joe Lind", "Joseph R. Lind Jr.", False),
        ("Joe Lind", "Ana Moe", True),
        ("Norway", "Chile", True),
    ],
)
def test_an_envoy_is_no_other_party_than_his_state_nor_than_himself(
    one: str, other: str, differ: bool
) -> None:
    row = the_row(
        (NEW, talk("Oslo", "2022-01-12", parties=("Peru", one))),
        (SAME_DAY, talk("Oslo", "2022-01-12", parties=("Peru", other))),
    )
    assert row.disagreements == (("parties",) if differ else ())


def test_outlets_that_are_not_known_are_counted_and_no_id_stands_for_them() -> None:
    sources = Sources.of([ref_of("a", "Gull"), ref_of("b", None), ref_of("c", None)])
    assert (sources.outlets, sources.number, str(sources)) == (("Gull",), 3, "3 outlets")
    assert sources.names == "Gull and 2 not named"
    assert Sources.of([ref_of("b", None)]).names == ""
