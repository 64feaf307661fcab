"""What the rules hand on: one quote in rows of the token table."""

from __future__ import annotations

from msgspec import Struct

from briefing.extract.quotes.context import Rows
from briefing.extract.quotes.factuality import Factuality


class Candidate(Struct, frozen=True):
    """Pieces of content, the cue's rows, the speaker's phrase and the row of its head noun.

    ``verb`` is the row of the cue's verb or noun, None for "according to" and for quotations
    without a cue. What was not uttered is a candidate too, since its words are nobody's else.
    """

    content: tuple[Rows, ...]
    cue: Rows | None = None
    speaker: Rows | None = None
    noun: int | None = None
    verb: int | None = None
    factuality: Factuality = "uttered"

    @property
    def first(self) -> int:
        """The first row of content."""
        return self.content[0][0]

    @property
    def stop(self) -> int:
        """One past the last row of content, cue and speaker."""
        ends = [self.content[-1][1]]
        ends.extend(r[1] for r in (self.cue, self.speaker) if r is not None)
        return max(ends)
