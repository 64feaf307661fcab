"""Rows as a reader has joined and split them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from briefing.digest.assembly import assemble, part_of
from briefing.digest.briefing import AsOf, Briefing
from briefing.links import Anchor, Link
from briefing.model import Entry, Span
from tests.briefing.support import DAY, article, deadline, entry, quote, talk

OLD = DAY - timedelta(days=1)


@dataclass(frozen=True)
class Given:
    """Two articles, each with one finding of the kind."""

    kind: str
    one: Entry
    other: Entry

    def briefing(self, same: bool | None) -> Briefing:
        places = [Anchor(e.article.id, (Span(0, 5),)) for e in (self.one, self.other)]
        links = () if same is None else (Link(self.kind, places[0], places[1], same),)
        parts = map(part_of, (self.one, self.other))
        return assemble(parts, AsOf(DAY, "asked for"), links=links)


TALKS = Given(
    "talk",
    entry(article("a"), talks=(talk("Oslo", "2022-01-20", parties=("Norway", "Chile")),)),
    entry(article("b", OLD), talks=(talk("Lima", "2022-02-20", parties=("Peru",)),)),
)
SAME_TALKS = Given(
    "talk",
    entry(article("a"), talks=(talk("Oslo", "2022-01-20", parties=("Norway", "Chile")),)),
    entry(article("b", OLD), talks=(talk("Oslo", "2022-01-20", parties=("Norway", "Chile")),)),
)


def test_two_talks_that_a_reader_joins_are_one_row() -> None:
    assert len(TALKS.briefing(None).talks) == 2
    (row,) = TALKS.briefing(same=True).talks
    assert [m.article.id for m in row.mentions] == ["a", "b"]


def test_an_account_that_a_reader_splits_off_has_a_row_of_its_own() -> None:
    assert len(SAME_TALKS.briefing(None).talks) == 1
    rows = SAME_TALKS.briefing(same=False).talks
    assert sorted(row.mentions[0].article.id for row in rows) == ["a", "b"]


def test_what_is_so_already_stays_as_it_is() -> None:
    assert TALKS.briefing(same=False).talks == TALKS.briefing(None).talks
    assert SAME_TALKS.briefing(same=True).talks == SAME_TALKS.briefing(None).talks


def test_deadlines_are_joined_and_split() -> None:
    apart = Given(
        "deadline",
        entry(article("a"), deadlines=(deadline("budget vote", "2022-01-20"),)),
        entry(article("b", OLD), deadlines=(deadline("ferry strike", "2022-01-25"),)),
    )
    (row,) = apart.briefing(same=True).deadlines
    assert (row.what, len(row.mentions)) == ("budget vote", 2)
    one = Given(
        "deadline",
        entry(article("a"), deadlines=(deadline("budget vote", "2022-01-20"),)),
        entry(article("b", OLD), deadlines=(deadline("budget vote", "2022-01-20"),)),
    )
    assert len(one.briefing(None).deadlines) == 1
    assert len(one.briefing(same=False).deadlines) == 2


def test_speakers_are_joined_under_the_first_name() -> None:
    given = Given(
        "quote",
        entry(article("a"), quotes=(quote("Ana Lind"),)),
        entry(article("b", OLD), quotes=(quote("the harbour master", "unnamed"),)),
    )
    assert len(given.briefing(None).speakers) == 2
    (row,) = given.briefing(same=True).speakers
    assert (row.name, [s.article.id for s in row.statements]) == ("Ana Lind", ["a", "b"])


def test_a_namesake_leaves_with_all_that_the_article_gives_to_the_name() -> None:
    given = Given(
        "quote",
        entry(article("a"), quotes=(quote("Ana Lind"), quote("Ana Lind", spans=(Span(6, 11),)))),
        entry(article("b", OLD), quotes=(quote("Ana Lind"),)),
    )
    assert len(given.briefing(None).speakers) == 1
    rows = given.briefing(same=False).speakers
    assert sorted(len(row.statements) for row in rows) == [1, 2]
    assert len({row.name for row in rows}) == 2


def test_a_link_to_what_is_not_there_does_nothing() -> None:
    gone = Link("talk", Anchor("a", (Span(0, 5),)), Anchor("gone", (Span(0, 5),)), same=True)
    parts = [part_of(TALKS.one), part_of(TALKS.other)]
    assert len(assemble(parts, AsOf(DAY, "asked for"), links=(gone,)).talks) == 2
