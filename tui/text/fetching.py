"""What a round of fetching has brought, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.text.look import count

if TYPE_CHECKING:
    from briefing.jobs.fetch import FetchCounts


def fetched_line(counts: FetchCounts) -> str:
    """``3 feeds: 4 new articles``."""
    return f"{count(counts.feeds, 'feed')}: {count(counts.new, 'new article')}"


def waiting_pages(pages: int) -> str:
    """``10 pages left for the next fetch``."""
    return f"{count(pages, 'page')} left for the next fetch"
