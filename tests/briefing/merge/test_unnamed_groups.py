"""Which speakers without a name are shown together, each as it is written."""

from __future__ import annotations

import pytest

from briefing.article_refs import ArticleRef
from briefing.merge.unnamed_groups import Description, description_of, widest_of
from briefing.rows import Statement
from tests.briefing.merge.test_speakers import FERRY, FERRY_AGAIN, THEFT, index_of
from tests.briefing.support import by_speaker, quote


@pytest.mark.parametrize(
    ("speaker", "plural", "modifiers"),
    [
        ("officials", "officials", ""),
        ("one of the officials", "officials", ""),
        ("Some Norlandic naval officials", "officials", "norlandic naval"),
        ("a senior Norlandic official", "officials", "norlandic"),
        ("Norlandic authorities", "officials", "norlandic"),
        ("authorities", "officials", ""),
        ("people familiar with the matter", "sources", ""),
        ("a source with direct knowledge of the talks", "sources", ""),
        ("two rebel sources", "sources", "rebel"),
        ("Opponents of the law", "opponents", "law"),
        ("another witness", "witnesses", ""),
    ],
)
def test_a_description_is_a_group_and_what_tells_it(
    speaker: str, plural: str, modifiers: str
) -> None:
    given = description_of(speaker)
    assert given is not None
    assert (given.plural, given.modifiers) == (plural, frozenset(modifiers.split()))


@pytest.mark.parametrize(
    "speaker",
    [
        "",
        "the company",
        "two senators",
        "the driver",
        "officials and experts",
        "a spokesman for the prosecutors",
    ],
)
def test_what_is_no_group_has_no_description(speaker: str) -> None:
    assert description_of(speaker) is None


def test_a_description_goes_with_the_one_that_tells_most_and_with_none_of_two() -> None:
    every = Description("officials", frozenset())
    city = Description("officials", frozenset({"city"}))
    port = Description("officials", frozenset({"city", "port"}))
    rail = Description("officials", frozenset({"rail"}))
    assert {d.modifiers for d in widest_of([every, city, port]).values()} == {port.modifiers}
    assert every not in widest_of([every, city, rail])


def rows(*said: tuple[object, str]) -> list[tuple[str, tuple[str, ...]]]:
    """The titles of the headings, with the names under each."""
    index, statements = index_of(*((given, quote(who, "unnamed")) for given, who in said))
    under: dict[object, dict[object, str]] = {}
    for statement in statements:
        key = index.key(statement)
        under.setdefault(index.heading(key), {})[key] = index.name(key) or ""
    return [
        (index.title(heading, names), tuple(names.values()))
        for heading, names in under.items()
        if len(names) > 1
    ]


def test_the_officials_of_an_event_are_shown_together_under_their_plainest_name() -> None:
    said = [(FERRY, "a Greek official"), (FERRY_AGAIN, "some Greek naval officials")]
    assert rows(*said) == [("Greek officials", ("a Greek official", "some Greek naval officials"))]


def test_the_officials_of_two_events_are_not() -> None:
    assert rows((FERRY, "Greek officials"), (THEFT, "Greek naval officials")) == []
    assert rows((FERRY, "Greek officials"), (THEFT, "Greek officials")) == []


def test_two_groups_of_an_event_share_no_heading() -> None:
    assert rows((FERRY, "city officials"), (FERRY, "rail officials"), (FERRY, "officials")) == []


def test_a_row_of_a_group_is_of_nobody_named() -> None:
    ref = ArticleRef.of(FERRY)
    said = [quote("two officials", "unnamed"), quote("an official", "unnamed")]
    (row,) = by_speaker(Statement(ref, n, each) for n, each in enumerate(said))
    assert (row.name, row.attribution, len(row.forms)) == ("officials", "unnamed", 2)
