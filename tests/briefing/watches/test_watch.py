from __future__ import annotations

import json
from typing import Any

import pytest

from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf, Briefing
from briefing.digest.remarks import narrowed
from briefing.errors import UsageError
from briefing.rows import Statement
from briefing.watches.watch import (
    REMEMBERED,
    Watch,
    described,
    keys,
    matches,
    occurs_in,
    remember,
    unseen,
    watch_from_json,
    watch_to_json,
)
from tests.briefing.support import DAY, article, deadline, entry, quote, talk


def briefing(article_id: str = "a") -> Briefing:
    entries = entry(
        article(article_id, title="Night ferries to Bodø"),
        quotes=(
            quote("José Álvarez", content="the herring quota stands"),
            quote("Bo Berg", content="no quota for herring will stand"),
        ),
        talks=(
            talk("The Hague", "2022-01-14", parties=("OSCE", "Norway"), what="arms talks"),
            talk(None, "2022-01-15", what="hearing in Oslo"),
        ),
        deadlines=(
            deadline("visas expire", "2022-01-20", who="Norway"),
            deadline("talks in The Hague resume", "2022-01-21"),
        ),
    )
    return make_briefing([entries], AsOf(DAY, "asked for"))


def reasons(**wanted: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [match.why for match in matches(Watch("w", **wanted), briefing())]


def words(finding: Any) -> str:
    return finding.quote.content if isinstance(finding, Statement) else finding.what


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("speakers", "alvarez", ["the herring quota stands"]),
        ("speakers", "Mr. Jose Alvarez", ["the herring quota stands"]),
        ("speakers", "Al", []),
        ("places", "Hague", ["arms talks", "talks in The Hague resume"]),
        ("places", "oslo", ["hearing in Oslo"]),
        ("parties", "norway", ["arms talks", "visas expire"]),
        ("parties", "SCE", []),
        ("phrases", "herring quota", ["the herring quota stands"]),
        (
            "searches",
            "quota HERRING",
            ["the herring quota stands", "no quota for herring will stand"],
        ),
        ("searches", "bodø expire", ["visas expire"]),
        ("phrases", "[bold]", []),
    ],
)
def test_what_a_watch_finds(kind: str, value: str, expected: list[str]) -> None:
    got = matches(Watch("w", **{kind: (value,)}), briefing())
    assert sorted(words(m.finding) for m in got) == sorted(expected)


def test_a_match_says_why() -> None:
    assert reasons(parties=("OSCE",), phrases=("arms talks",)) == [
        ("party OSCE", "phrase arms talks")
    ]
    assert set(reasons(phrases=("night ferries",))) == {("phrase night ferries in a title",)}


@pytest.mark.parametrize(
    ("name", "wanted", "problem"),
    [
        (" ", {"places": ("Oslo",)}, "has no name"),
        ("w", {}, "looks out for nothing"),
        ("w", {"phrases": ("...",)}, "has no word in it"),
    ],
)
def test_a_watch_that_can_find_nothing_is_refused(
    name: str, wanted: dict[str, tuple[str, ...]], problem: str
) -> None:
    with pytest.raises(UsageError, match=problem):
        Watch(name, **wanted)


def test_a_watch_outlives_its_json() -> None:
    watch = Watch("w", speakers=("Ana Lind",), searches=("herring quota", "x"))
    assert watch_from_json(json.loads(json.dumps(watch_to_json(watch)))) == watch


def test_a_watch_is_described_in_words() -> None:
    watch = Watch("w", speakers=("Ana Lind", "Berg"), parties=("OSCE",))
    assert described(watch) == "speaker Ana Lind; speaker Berg; party OSCE"


def test_what_was_shown_once_is_not_new_again() -> None:
    watch = Watch("w", parties=("Norway",), speakers=("Berg",))
    matched = matches(watch, briefing())
    seen = remember(matched, ())
    assert len(unseen(matched, ())) == 3
    assert unseen(matched, seen) == ()
    assert len(unseen(matches(watch, briefing("b")), seen)) == 3


def test_a_known_talk_is_new_again_with_a_new_account() -> None:
    watch = Watch("w", parties=("OSCE",))
    seen = remember(matches(watch, briefing()), ())
    accounts = [
        entry(article(name), talks=(talk("The Hague", "2022-01-14", parties=("OSCE", "Norway")),))
        for name in ("a", "b")
    ]
    (match,) = unseen(matches(watch, make_briefing(accounts, AsOf(DAY, "today"))), seen)
    assert len(list(keys(match.finding))) == 2


def test_the_oldest_of_too_many_are_forgotten() -> None:
    matched = matches(Watch("w", speakers=("Berg",)), briefing())
    seen = remember(matched, (f"old {n}" for n in range(REMEMBERED)))
    assert len(seen) == REMEMBERED
    assert unseen(matched, seen) == ()


def test_only_what_matched_is_left_of_a_briefing() -> None:
    whole = briefing()
    matched = matches(Watch("w", speakers=("Berg",), places=("Oslo",)), whole)
    part = narrowed(whole, {match.finding for match in matched})
    assert [row.name for row in part.speakers] == ["Bo Berg"]
    assert [row.what for row in part.talks] == ["hearing in Oslo"]
    assert part.deadlines == ()
    assert part.articles == whole.articles


@pytest.mark.parametrize(
    ("watch", "occurs"),
    [
        (Watch("w", speakers=("Ida Holm",)), True),
        (Watch("w", speakers=("Ida Holmer",)), False),
        (Watch("w", places=("skellvik",)), True),
        (Watch("w", parties=("Norland",)), False),
        (Watch("w", phrases=("the ferries",)), True),
        (Watch("w", phrases=("ferries the",)), False),
        (Watch("w", searches=("ferries",)), False),
    ],
)
def test_what_is_watched_for_is_known_in_words_that_were_taken_out(
    watch: Watch, occurs: bool
) -> None:
    text = "Ida Holm, who runs the port of Skellvik, said the ferries will sail."
    assert occurs_in(watch, text) is occurs
