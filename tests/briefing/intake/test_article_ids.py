"""Which article an item is."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.intake.article_ids import (
    REMEMBERED,
    FeedMemory,
    Identified,
    canonical_url,
    identify,
    readable_url,
)
from briefing.intake.items import Item
from briefing.intake.seeds import parse_seed

FEED = "https://herald.example/feed"
LONG = tuple(f"Paragraph {n} of a text that is long enough to be told apart." for n in range(9))


def item(n: int = 1, **changes: object) -> Item:
    made = Item(
        title=f"Talks number {n} open in city {n}",
        paragraphs=(f"Text {n}.", *LONG),
        guid=f"guid-{n}",
        url=f"https://herald.example/{n}",
        published=datetime(2022, 1, n, tzinfo=UTC),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def twice(first: list[Item], second: list[Item]) -> tuple[list[Identified], list[Identified]]:
    """What two fetches of a feed give, the memory between them written out and read back."""
    before, seen = identify(first, FEED, FeedMemory())
    seen = FeedMemory.from_json(json.loads(json.dumps(seen.to_json())))
    return before, identify(second, FEED, seen)[0]


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("http://Herald.Example:80/a", "https://herald.example/a"),
        ("https://herald.example", "https://herald.example/"),
        (
            "https://herald.example/a?utm_source=rss&id=5&fbclid=x#top",
            "https://herald.example/a?id=5",
        ),
        ("https://herald.example/a?at_medium=RSS&at_campaign=KARANGA", "https://herald.example/a"),
        ("https://herald.example/a?b=&c=%20", "https://herald.example/a?b=&c=%20"),
        ("https://herald.example/#!/a", "https://herald.example/#!/a"),
        ("https://herald.example:8443/a", "https://herald.example:8443/a"),
        ("http://herald.example:8080/a", "http://herald.example:8080/a"),
        ("https://herald.example/ä b", "https://herald.example/%C3%A4%20b"),
        ("https://herald.example/%C3%A4", "https://herald.example/%C3%A4"),
        ("https://[2001:db8::1]/a", "https://[2001:db8::1]/a"),
        ("https://herald.example./a", "https://herald.example/a"),
        ("https://[::1/", "https://[::1/"),
        ("mailto:a@b", "mailto:a@b"),
    ],
)
def test_canonical_url(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


@pytest.mark.parametrize(
    ("url", "readable"),
    [
        ("http://Herald.Example/a?utm_source=x&id=5#top", "http://Herald.Example/a?id=5#top"),
        ("https://herald.example/a?q=a+b%20c", "https://herald.example/a?q=a+b%20c"),
        ("https://[::1/", "https://[::1/"),
    ],
)
def test_links_keep_all_but_their_tracking(url: str, readable: str) -> None:
    assert readable_url(url) == readable


@given(st.text(max_size=60))
def test_any_url_is_made_canonical_once(text: str) -> None:
    url = canonical_url(f"https://herald.example/{text}")
    assert canonical_url(url) == url


def test_the_same_items_are_known() -> None:
    before, after = twice([item(1), item(2)], [item(1), item(2)])
    assert [f.id for f in before] == [f.id for f in after]
    assert not any(f.known for f in before)
    assert all(f.known for f in after)


@pytest.mark.parametrize(
    "changes",
    [
        {"guid": "another"},
        {"url": "https://herald.example/moved"},
        {"url": "http://herald.example/1?utm_source=x#y"},
        {"guid": "another", "url": "https://herald.example/again", "published": None},
        {"title": "Talks number 1 open in city 1 (updated)"},
        {"paragraphs": ("Quite another text.",)},
        {"published": datetime(2023, 1, 1, tzinfo=UTC)},
    ],
    ids=["guid", "url", "tracking", "reposted", "title", "text", "date"],
)
def test_what_changes_leaves_the_article_the_same(changes: dict[str, object]) -> None:
    before, after = twice([item(1)], [item(1, **changes)])
    assert [f.id for f in after] == [f.id for f in before]


def test_changed_words_are_not_known() -> None:
    _, after = twice([item(1)], [item(1, paragraphs=("Rewritten.",))])
    assert [f.known for f in after] == [False]


def test_a_short_text_may_recur_on_another_day() -> None:
    short = item(1, title="Markets closed", paragraphs=("No trade today.",))
    again = replace(
        short,
        guid="other",
        url="https://herald.example/9",
        published=datetime(2022, 2, 1, tzinfo=UTC),
    )
    before, after = twice([short], [again])
    assert before[0].id != after[0].id


def test_links_that_all_lead_to_the_front_page_identify_nothing() -> None:
    front = "https://herald.example/"
    items = [item(n, url=front) for n in (1, 2, 3)]
    assert len({f.id for f in identify(items, FEED, FeedMemory())[0]}) == 3


def test_a_guid_that_all_items_share_identifies_nothing() -> None:
    items = [item(n, guid="feed", title=word) for n, word in ((1, "Vote"), (2, "Flood"))]
    assert len(identify(items, FEED, FeedMemory())[0]) == 2


def test_two_versions_in_one_document_are_one_article_the_later_one() -> None:
    old = item(1, updated=datetime(2022, 1, 1, 8, tzinfo=UTC))
    new = item(1, updated=datetime(2022, 1, 1, 9, tzinfo=UTC), paragraphs=("New.",))
    for items in ([old, new], [new, old]):
        identified = identify(items, FEED, FeedMemory())[0]
        assert [f.item.paragraphs for f in identified] == [("New.",)]


def test_the_same_item_twice_is_one_article() -> None:
    assert len(identify([item(1), item(1)], FEED, FeedMemory())[0]) == 1


def test_items_without_guid_and_url_are_told_apart_by_their_words() -> None:
    items = [item(n, guid=None, url=None) for n in (1, 2)]
    before, after = twice(items, items)
    assert len({f.id for f in before}) == 2
    assert [f.id for f in before] == [f.id for f in after]


def test_an_article_has_one_id_in_two_feeds_of_an_outlet() -> None:
    one = identify([item(1)], FEED, FeedMemory())[0]
    other = identify([item(1, guid="z")], "https://herald.example/world", FeedMemory())[0]
    assert one[0].id == other[0].id


def test_an_article_has_one_id_in_a_feed_and_in_a_seed_file() -> None:
    seed = parse_seed(b"Title\n20220101\nhttps://herald.example/1\nText", "a.txt")
    assert identify([item(1)], FEED, FeedMemory())[0][0].id == seed.id


def test_guids_without_url_count_within_their_feed() -> None:
    bare = item(1, url=None)
    ids = {
        identify([bare], feed, FeedMemory())[0][0].id for feed in (FEED, "https://other.example/")
    }
    assert len(ids) == 2


def test_the_memory_is_bounded_and_keeps_what_is_shown() -> None:
    seen = FeedMemory()
    for start in range(0, 2 * REMEMBERED, 1000):
        items = [
            item(1, guid=f"g{n}", url=f"https://herald.example/{n}", title=f"T{n}")
            for n in range(start, start + 1000)
        ]
        seen = identify(items, FEED, seen)[1]
    assert len(seen.ids) <= REMEMBERED
    assert all(f.known for f in identify(items, FEED, seen)[0])
    assert set(seen.digests) <= set(seen.ids.values())


@pytest.mark.parametrize("value", [None, 3, "x", {}, {"ids": 1, "digests": 2}, []])
def test_a_damaged_memory_is_an_empty_one(value: object) -> None:
    assert FeedMemory.from_json(value) == FeedMemory()
