"""What documents share whose lines point to numbered source sentences."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from briefing.article_refs import Evidence
from briefing.digest.remarks import Remarks
from briefing.rows import DeadlineRow, TalkRow
from tui.text.phrases import TextOf, aftermath_line

if TYPE_CHECKING:
    from briefing.digest.outcomes import Outcomes


class CitedDocument:
    """Numbers the sentences that are cited, in the order in which they first are."""

    MARK: ClassVar[str] = "[{}]"
    """How a number stands within a line of words, in which nothing is markup."""

    def __init__(
        self, text_of: TextOf, remarks: Remarks, day: date, outcomes: Outcomes | None
    ) -> None:
        self._outcomes = outcomes
        self._text_of = text_of
        self._remarks = remarks
        self.day = day
        self._numbers: dict[Evidence, int] = {}

    def _numbers_of(self, evidence: Iterable[Evidence]) -> Iterable[int]:
        """The numbers of those sentences, each once."""
        return dict.fromkeys(map(self._number, evidence))

    def _number(self, evidence: Evidence) -> int:
        return self._numbers.setdefault(evidence, len(self._numbers) + 1)

    def cite(self, evidence: Iterable[Evidence]) -> str:
        """``[3][5]``: the numbers within a line of words."""
        return "".join(map(self.MARK.format, self._numbers_of(evidence)))

    def _aftermath(self, row: TalkRow | DeadlineRow) -> list[str]:
        """What became of what has passed, with the number of the sentence that says so."""
        aftermath = self._outcomes.of(row) if self._outcomes is not None else None
        if aftermath is None:
            return []
        cited = f" {self.cite([aftermath.answer.evidence])}" if aftermath.answer else ""
        return [f"{aftermath_line(aftermath, self.day)}{cited}"]
