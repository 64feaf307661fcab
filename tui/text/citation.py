"""Words with speaker, outlet, date and link: what one pastes into a memo."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.article_refs import ArticleRef, Evidence
from briefing.model import Article, Quote, Span
from briefing.names.people import with_title
from tui.text.days import long_days
from tui.text.gate import clean
from tui.text.hearers import to_whom


def cite_quote(quote: Quote, ref: ArticleRef) -> str:
    """``“Words.” – Name (role), to reporters. Outlet, Thu 13 January 2022. https://…``."""
    words = quote.content.strip()
    if quote.kind == "direct" and words[:1] not in "“\"'‘":
        words = f"“{words}”"
    who, role = with_title(quote.speaker or "speaker not given", quote.role)
    about = f" ({role})" if role else ""
    return _with_source(f"{words} – {who}{about}{to_whom(quote)}", ref)


def cite_evidence(evidence: Evidence, article: Article) -> str:
    """The words that the evidence rests on, with their source."""
    words = " … ".join(span.of(article.text) for span in evidence.spans)
    return _with_source(f"“{words}”" if words else article.title, evidence.article)


def cite_spans(spans: Sequence[Span], article: Article) -> str:
    """The same for spans of an article at hand."""
    return cite_evidence(Evidence(ArticleRef.of(article), tuple(spans)), article)


def _with_source(words: str, ref: ArticleRef) -> str:
    source = ", ".join(p for p in (ref.source, long_days(ref.day) if ref.day else None) if p)
    parts = [f"{words.rstrip('.')}.", f"{source}." if source else "", ref.url or ""]
    return clean(" ".join(p for p in parts if p))
