"""What a page says of itself for machines: JSON-LD and meta elements.

JSON-LD is read as schema.org's vocabulary is used by publishers (schema.org/NewsArticle), with
``@graph``, lists and nested nodes; nothing that it points to is ever loaded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_ARTICLE = re.compile(
    r"(?:^|/)(?:\w*Article|\w*BlogPosting|Report|LiveBlogPosting|Review|SocialMediaPosting)$"
)
_OF_OTHERS = frozenset(("itemListElement", "relatedLink", "hasPart", "isBasedOn", "citation"))
# Plain limits on the time that what a page says of itself to machines takes.
_MOST_SCRIPT = 2_000_000  # characters of one script
_MOST_NODES = 2_000  # of one page; bounds the walk on hostile ones
_COMMENT = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/)\s*$"
)
_CONTROL = re.compile(r"[\x00-\x1f]+")


@dataclass(frozen=True, slots=True)
class Structured:
    """A page's own record. ``articles`` are the JSON-LD nodes of articles, the page's own first.

    ``meta`` maps each name, property or itemprop of a meta element, in lower case, to its first
    content that is not empty.
    """

    articles: tuple[Mapping[str, Any], ...]
    nodes: tuple[Mapping[str, Any], ...]
    meta: Mapping[str, str]

    def article_text(self, name: str) -> str:
        """A text property of the page's article; empty when it has none."""
        return next((t for node in self.articles if (t := text_of(node.get(name)))), "")

    def first_meta(self, *names: str) -> str:
        """The content of the first of these meta elements that the page has."""
        return next((self.meta[name] for name in names if name in self.meta), "")


def read_structured(tree: Any, url: str = "") -> Structured:
    """The record in a page's tree; ``url``, and what the page calls its own address, tell the
    page's own article from those that it only names.
    """
    nodes: list[Mapping[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            for node in _nodes(_loaded(script.text or "")):
                if len(nodes) < _MOST_NODES:
                    nodes.append(node)
    meta = _meta(tree)
    named = [n.get("href") or "" for n in tree.iter("link") if n.get("rel") == "canonical"]
    own = {_path(a) for a in (url, meta.get("og:url", ""), *named[:1]) if a}
    return Structured(tuple(_own_articles(nodes, own)), tuple(nodes), meta)


def _own_articles(nodes: Sequence[Mapping[str, Any]], own: set[str]) -> list[Mapping[str, Any]]:
    """The nodes of articles that are the page's: by address, else those that give none."""
    articles = [node for node in nodes if any(_ARTICLE.search(kind) for kind in kinds_of(node))]
    if len(articles) < 2 or not own:
        return articles
    same = [node for node in articles if own & _addresses(node)]
    return same or [node for node in articles if not _addresses(node)] or articles[:1]


def kinds_of(node: Mapping[str, Any]) -> list[str]:
    """The types of a JSON-LD node."""
    kind = node.get("@type")
    several = kind if isinstance(kind, list) else [kind]
    return [k for k in several if isinstance(k, str)]


def text_of(value: Any) -> str:
    """The text of a JSON-LD value: itself, its ``@value``, or that of the first of several."""
    if isinstance(value, list):
        return next((t for one in value if (t := text_of(one))), "")
    if isinstance(value, dict):
        value = value.get("@value")
    return value.strip() if isinstance(value, str) else ""


def name_of(value: Any) -> str:
    """The name of a JSON-LD person or organization, or the text that stands for one."""
    if isinstance(value, list):
        return next((t for one in value if (t := name_of(one))), "")
    if isinstance(value, dict):
        return text_of(value.get("name"))
    return value.strip() if isinstance(value, str) else ""


def _loaded(script: str) -> Any:
    text = _COMMENT.sub("", script.strip())[:_MOST_SCRIPT]
    for candidate in (text, _CONTROL.sub(" ", text), text.rstrip(" ;,\n")):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: Any) -> Iterator[Mapping[str, Any]]:
    """All objects with a type, outer ones first."""
    waiting = [value]
    seen = 0
    while waiting and seen < _MOST_NODES:
        one = waiting.pop(0)
        seen += 1
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            if "@type" in one:
                yield one
            waiting.extend(
                v for k, v in one.items() if isinstance(v, list | dict) and k not in _OF_OTHERS
            )


def _addresses(node: Mapping[str, Any]) -> set[str]:
    main = node.get("mainEntityOfPage")
    named = [node.get("url"), node.get("@id"), main]
    if isinstance(main, dict):
        named += [main.get("@id"), main.get("url")]
    return {_path(one) for one in named if isinstance(one, str) and "://" in one}


def _path(address: str) -> str:
    """The path of an address: the same article has it on the hosts for phones and of copies."""
    bare = address.partition("#")[0].partition("?")[0]
    return f"/{bare.partition('://')[2].partition('/')[2]}".rstrip("/").lower()


def _meta(tree: Any) -> dict[str, str]:
    values: dict[str, str] = {}
    for node in tree.iter("meta"):
        content = (node.get("content") or "").strip()
        for kind in ("property", "name", "itemprop", "http-equiv"):
            name = (node.get(kind) or "").strip().lower()
            if name and content:
                values.setdefault(name, content)
    return values
