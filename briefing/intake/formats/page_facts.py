"""What a page's article is called, who brought it out, and where it lives."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

from briefing.intake.formats.item_parts import SEPARATORS, letters_of, without_site
from briefing.intake.formats.structured import Structured, name_of
from briefing.intake.markup import Block
from briefing.intake.text import clean, safe_link

_WORD = re.compile(r"\w+")
_ALIKE = 0.5  # of the words of a heading stand in the title that the page gives to machines
_MOST_SITE_WORDS = 5  # of what stands behind the bar in a document's title
_MOST_NAME = 80  # characters of an outlet's name
_HANDLE = re.compile(r"@|https?:|[<>{}]")
_HOST_PREFIX = re.compile(r"^(?:www|m|mobile|amp|edition)\.")
_SAVED_FROM = re.compile(
    rb"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s>]{4,2000})"
)
_SAVED_HEAD = 4096  # bytes in which browsers write where a page was saved from


def outlet_name(facts: Structured) -> str | None:
    """The outlet as the page names it; None when it names none, or only an account or address."""
    named = [
        facts.first_meta("og:site_name"),
        *(name_of(node.get("publisher")) for node in facts.articles),
        facts.first_meta("application-name", "dc.publisher", "apple-mobile-web-app-title"),
    ]
    for name in named:
        name = clean(name)
        if name and len(name) <= _MOST_NAME and not _HANDLE.search(name):
            return _HOST_PREFIX.sub("", name)
    return None


def page_title(
    tree: Any, facts: Structured, headings: list[Block], outlet: str | None, url: str
) -> str:
    """The article's headline without the site's name.

    ``headings`` are the page's visible first-level headings. The one that the page's own record
    speaks of is the title as readers see it; else that record's title is.
    """
    sites = _site_names(facts, outlet, url)
    element = next(tree.iter("title"), None)
    stated = [
        facts.article_text("headline"),
        facts.first_meta("og:title", "twitter:title", "dc.title"),
        _without_last_part(element.text_content() if element is not None else ""),
    ]
    *_, behind = SEPARATORS.split(clean(element.text_content()) if element is not None else "")
    titles = [t for s in stated if (t := without_site(clean(s), sites))]
    # A heading that the document's title ends with is the site's, once that title has a beginning.
    logos = {letters_of(behind)} - {letters_of(t) for t in titles[-1:]}
    seen = [
        t
        for h in headings
        if (t := without_site(h.text, sites)) and letters_of(t) not in {*sites, *logos}
    ]
    if not titles:
        return seen[0] if seen else ""
    best = max(seen, key=lambda t: max(_share(t, s) for s in titles), default="")
    if best and max(_share(best, s) for s in titles) >= _ALIKE:
        return best
    return titles[0]


def _without_last_part(title: str) -> str:
    """The document's title up to the last bar, behind which stands the site, known or not."""
    front, bar, tail = title.rpartition(" | ")
    is_site = bar and len(tail.split()) <= _MOST_SITE_WORDS and " " in front
    return front if is_site else title


def _share(heading: str, title: str) -> float:
    words = set(_WORD.findall(heading.casefold()))
    return len(words & set(_WORD.findall(title.casefold()))) / len(words) if words else 0.0


def _site_names(facts: Structured, outlet: str | None, url: str) -> frozenset[str]:
    """What the site may call itself in titles, in letters alone."""
    names = {
        outlet or "",
        facts.first_meta("og:site_name"),
        facts.first_meta("application-name"),
        facts.first_meta("twitter:site").removeprefix("@"),
        *(name_of(node.get("publisher")) for node in facts.articles),
        *(
            name_of(n)
            for n in facts.nodes
            if n.get("@type") in ("WebSite", "NewsMediaOrganization")
        ),
    }
    host = _HOST_PREFIX.sub("", urlsplit(url).hostname or "") if url else ""
    names |= {host, host.partition(".")[0]}
    bare = {letters_of(clean(n)) for n in names if n}
    return frozenset(bare | {n.removeprefix("the") for n in bare} | {f"the{n}" for n in bare})


def page_address(tree: Any, raw: bytes, facts: Structured, base_url: str) -> str | None:
    """The article's own address.

    A page that was fetched names another one only on its own host; a page from a file may name
    any, as may the browser that saved it. An address without a path is a site, not an article.
    """
    fetched = safe_link(base_url)
    saved = _SAVED_FROM.search(raw[:_SAVED_HEAD])
    canonical = next(
        (
            n.get("href")
            for n in tree.iter("link")
            if "canonical" in (n.get("rel") or "").lower().split()
        ),
        None,
    )
    named = [
        canonical,
        facts.first_meta("og:url"),
        saved[1].decode("ascii", "ignore") if saved else None,
    ]
    named += [node.get("url") for node in facts.articles]
    for address in named:
        link = _joined(fetched or "", address) if isinstance(address, str) else None
        if link is None or urlsplit(link).path in ("", "/"):
            continue
        if fetched is None or (_host(link) == _host(fetched) and link == canonical):
            return link
    return fetched


def _joined(base: str, address: str) -> str | None:
    try:
        return safe_link(urljoin(base, clean(address)))
    except ValueError:
        return None


def _host(link: str) -> str:
    return _HOST_PREFIX.sub("", (urlsplit(link).hostname or "").lower())
