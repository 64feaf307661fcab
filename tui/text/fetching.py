"""What a round of fetching has brought, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.text.look import count

if TYPE_CHECKING:
    from briefing.jobs.fetch import FetchCounts


def fetched_line(counts: FetchCounts) -> str:
    """``3 feeds: 4 new articles``."""
    return f"{count(counts.feeds, 'feed')}: {count(counts.new, 'new article')}"


def rechecked_line(counts: FetchCounts) -> str:
    """``2 of 14 pages read again have changed``."""
    changed = "has changed" if counts.reworded == 1 else "have changed"
    return f"{counts.reworded:,} of {count(counts.rechecked, 'page')} read again {changed}"


def waiting_pages(pages: int) -> str:
    """``10 pages left for the next fetch``."""
    return f"{count(pages, 'page')} left for the next fetch"
