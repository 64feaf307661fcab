"""What documents share whose lines point to numbered source sentences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from briefing.article_refs import Evidence
from briefing.rows import DeadlineRow, TalkRow
from tui.exports.day_report import DayReport
from tui.text.phrases import aftermath_line


class CitedDocument:
    """Numbers the sentences that are cited, in the order in which they first are."""

    MARK: ClassVar[str] = "[{}]"
    """How a number stands within a line of words, in which nothing is markup."""

    def __init__(self, report: DayReport) -> None:
        self.day = report.briefing.as_of.day
        self._briefing = report.briefing
        self._text_of = report.text_of
        self._remarks = report.remarks
        self._outcomes = report.outcomes
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
        answers = [answer.evidence for answer in aftermath.answers]
        cited = f" {self.cite(answers)}" if answers else ""
        return [f"{aftermath_line(aftermath, self.day)}{cited}"]
