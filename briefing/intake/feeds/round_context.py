"""What everything in one round of fetching works with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from briefing.intake.feeds.readers import Readers
from briefing.intake.feeds.results import Result
from briefing.ports import Library
from briefing.sources import Reader, Source, Sources

if TYPE_CHECKING:
    from briefing.intake.net.fetch import Fetcher
    from briefing.intake.net.responses import Fetched


class RoundContext(Struct, frozen=True, eq=False):
    """The edges of a round; ``tell`` notes a result, in the event loop's thread."""

    library: Library
    fetcher: Fetcher
    clock: Callable[[], datetime]
    sources: Sources
    readers: Readers
    tell: Callable[[Result], None]


def source_of(fetched: Fetched, reader: Reader) -> Source:
    """The bytes of an answer, as they are kept of what was read from them."""
    return Source(fetched.body, reader, fetched.content_type, fetched.url)
