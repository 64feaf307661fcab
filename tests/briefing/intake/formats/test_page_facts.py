"""The day, title, outlet and address that a page gives itself, by an order of trust."""
# ruff: noqa: E501  a case is read best on a line of its own

from __future__ import annotations

import json
from typing import Any

import pytest

from briefing.intake.formats.page_days import ONLY_CHANGED
from briefing.intake.formats.pages import read_page
from briefing.intake.items import Item

TEXT = (
    "The river board met in Tromsø on Monday to settle how long the old lock may stay open. "
    "The storm of 14 February 2025 broke its wall. The engineers must file a plan by 15 December, "
    "and the board will vote on it in January, according to the minutes of the session."
)


def read(
    head: str = "", above: str = "", below: str = "", url: str = "", title: str = "Lock vote"
) -> Item:
    html = (
        f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head><body><article>"
        f"<h1>Lock vote</h1>{above}<p>{TEXT}</p><p>Crews said they feared for their moorings.</p>"
        f"</article><footer>{below}</footer></body></html>"
    )
    return read_page(html.encode(), "", url)


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def linked(record: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(record)}</script>'


NEWS = {"@type": "NewsArticle", "datePublished": "2026-11-20T08:00:00+01:00"}
CHANGED = meta("og:updated_time", "2026-11-28T08:00:00+01:00")


@pytest.mark.parametrize(
    ("head", "above", "day"),
    [
        (linked(NEWS), "", "2026-11-20T08:00:00+01:00"),
        (linked({"@context": "x", "@graph": [{"@type": "WebPage"}, NEWS]}), "", "2026-11-20T08:00:00+01:00"),
        (linked([{"@type": ["Thing", "NewsArticle"], "datePublished": "2026-11-20"}]), "", "2026-11-20T00:00:00+00:00"),
        (linked({**NEWS, "dateModified": "2026-11-28"}) + CHANGED, "", "2026-11-20T08:00:00+01:00"),
        (meta("article:published_time", "2026-11-20T08:00:00Z") + CHANGED, "", "2026-11-20T08:00:00+00:00"),
        ('<meta name="dc.date.issued" content="20.11.2026">', "", "2026-11-20T00:00:00+00:00"),
        # of two, the one with the hour
        (linked({"@type": "Article", "datePublished": "2026-11-20"}) + meta("article:published_time", "2026-11-20T08:00Z"), "", "2026-11-20T08:00:00+00:00"),
        # what the page shows
        ("", "<time itemprop=datePublished datetime=2026-11-20>x</time>", "2026-11-20T00:00:00+00:00"),
        ("", "<time datetime=2026-11-20T08:00Z>20 Nov</time>", "2026-11-20T08:00:00+00:00"),
        (CHANGED, "<p>Published 20 November 2026</p>", "2026-11-20T00:00:00+00:00"),
        ("", "<p>By Ann Example</p><p>November 20, 2026</p>", "2026-11-20T00:00:00+00:00"),
        ("", "<p>First published: 20/11/2026, updated 28/11/2026</p>", "2026-11-20T00:00:00+00:00"),
        ("", "<time>20 November 2026</time>", "2026-11-20T00:00:00+00:00"),
        (linked({"@graph": [{"@type": "WebPage", "datePublished": "2026-11-20"}, {"@type": "Article"}]}), "", "2026-11-20T00:00:00+00:00"),
        # a list of other stories is not the page's record
        (linked({"@type": "ItemList", "itemListElement": [{**NEWS, "datePublished": "2026-01-01"}]}), "<p>Published 20 November 2026</p>", "2026-11-20T00:00:00+00:00"),
        # a default value is no day
        (linked({**NEWS, "datePublished": "1970-01-01"}) + meta("article:published_time", "2026-11-20"), "", "2026-11-20T00:00:00+00:00"),
        # broken records are passed over
        ("<script type='application/ld+json'>{'no': json</script>" + meta("date", "2026-11-20"), "", "2026-11-20T00:00:00+00:00"),
    ],
)  # fmt: skip
def test_the_day_of_publication(head: str, above: str, day: str) -> None:
    item = read(head, above)
    assert item.published is not None
    assert (item.published.isoformat(), item.date_note) == (day, None)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("", "Copyright 2026 The Lock Post. All rights reserved."),
        ("", "© 2019–2026 The Lock Post"),
        ("<p>The wall broke on 14 February 2025.</p>", ""),
        ("", "<p>Other news: <time datetime=2026-11-01>1 November</time></p>"),
        ("<p>The vote is on <time datetime=2026-12-03>3 December</time>, she said.</p>", ""),
        ("", "<div class=comments><p><time datetime=2026-11-30>30 November</time></p></div>"),
        ("<div class=related-stories><time datetime=2026-11-01>1 November</time></div>", ""),
        ("<p>Published in 2019, her book tells of 3 March 1953.</p>", ""),
    ],
)
def test_a_day_told_of_is_not_the_page_s_day(above: str, below: str) -> None:
    assert read("", above, below).published is None


def test_a_day_of_change_alone_is_said_to_be_one() -> None:
    item = read(CHANGED)
    assert item.published is not None
    assert item.published.day == 28
    assert item.date_note == ONLY_CHANGED


def test_the_day_in_an_address() -> None:
    item = read(url="https://post.example/world/2026/11/20/lock-vote")
    assert item.published is not None
    assert item.published.date().isoformat() == "2026-11-20"


def test_the_page_s_own_record_is_told_from_those_of_other_stories() -> None:
    other = {"@type": "NewsArticle", "url": "https://post.example/o", "datePublished": "2026-01-01"}
    own = {**NEWS, "mainEntityOfPage": {"@id": "https://post.example/lock"}}
    item = read(linked([other, own]), url="https://post.example/lock?utm_source=x")
    assert item.published is not None
    assert item.published.date().isoformat() == "2026-11-20"


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("Lock vote | The Lock Post", meta("og:site_name", "The Lock Post")),
        ("Lock vote - Lock Post", meta("og:site_name", "The Lock Post")),
        ("The Lock Post: Lock vote", linked({**NEWS, "headline": "Lock vote"})),
        ("post.example – Lock vote", ""),
        ("Lock vote | Coast and country", ""),
        ("Board decides on lock", linked({**NEWS, "headline": "Lock vote by the board"})),
    ],
)
def test_the_title_without_the_site(title: str, head: str) -> None:
    assert read(head, url="https://www.post.example/a", title=title).title == "Lock vote"


def test_a_logo_is_no_title() -> None:
    html = (
        "<html lang=en><head><title>Lock vote goes through | Lock Post</title>"
        f"{meta('og:site_name', 'Lock Post')}</head><body><h1>Lock Post</h1><article><h2>Lock vote "
        f"goes through</h2><p>{TEXT}</p><p>Crews feared for their moorings.</p></article></body>"
    )
    assert read_page(html.encode()).title == "Lock vote goes through"


def test_a_logo_is_no_title_though_the_site_is_named_nowhere_else() -> None:
    html = (
        "<html lang=en><head><title>Lock vote goes through | Lock Post</title></head><body>"
        f"<h1>Lock Post</h1><article><h2>Lock vote goes through</h2><p>{TEXT}</p></article></body>"
    )
    assert read_page(html.encode()).title == "Lock vote goes through"


def test_a_dash_within_a_title_stays() -> None:
    head = meta("og:title", "Lock vote – nine to four") + meta("og:site_name", "Lock Post")
    assert read(head, title="x").title in ("Lock vote – nine to four", "Lock vote")


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        (meta("og:site_name", "The Lock Post"), "The Lock Post"),
        (linked({**NEWS, "publisher": {"@type": "Organization", "name": "The Lock Post"}}), "The Lock Post"),
        (meta("og:site_name", "@lockpost"), None),
        (meta("og:site_name", "https://post.example"), None),
        ("", None),
    ],
)  # fmt: skip
def test_the_outlet_is_a_name(head: str, outlet: str | None) -> None:
    assert read(head).source == outlet


CANONICAL = '<link rel="canonical" href="https://post.example/lock">'


@pytest.mark.parametrize(
    ("head", "url", "link"),
    [
        (CANONICAL, "", "https://post.example/lock"),
        (meta("og:url", "https://post.example/lock"), "", "https://post.example/lock"),
        (linked({**NEWS, "url": "https://post.example/lock"}), "", "https://post.example/lock"),
        (
            "<!-- saved from url=(0026)https://post.example/lock -->",
            "",
            "https://post.example/lock",
        ),
        (CANONICAL, "https://www.post.example/lock?page=2", "https://post.example/lock"),
        (CANONICAL, "https://other.example/x", "https://other.example/x"),
        ('<link rel="canonical" href="https://post.example/">', "", None),
        ('<link rel="canonical" href="/lock">', "", None),
        ('<link rel="canonical" href="javascript:x">', "", None),
    ],
)
def test_where_the_article_lives(head: str, url: str, link: str | None) -> None:
    assert read(head, url=url).url == link
