"""What ``brief print`` writes, format by format; each is imported when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.clock import system_clock
from tui.exports.lines import WIDTH
from tui.text.phrases import heading

if TYPE_CHECKING:
    from briefing.ledger.rows import Ledger
    from tui.exports.day_report import DayReport, EntryOf
    from tui.text.look import Look


def printed(report: DayReport, form: str, entry_of: EntryOf, mail_to: str | None = None) -> str:
    """The report in that format, plain text if it is none of the others.

    ``mail_to`` is whom a mail is for, if anybody is named in it.
    """
    match form:
        case "json":
            from tui.exports.objects import to_json

            return to_json(report)
        case "md":
            from tui.exports.markdown import to_markdown

            return to_markdown(report)
        case "html":
            from tui.exports.html import to_html

            return to_html(report)
        case "eml":
            return _mail(report, mail_to)
        case "map":
            from tui.exports.charts import to_map

            return to_map(report.briefing, WIDTH, _look())
        case "timeline":
            from tui.exports.charts import to_time_line

            return to_time_line(report.briefing, report.stories, WIDTH, _look())
        case "table":
            from tui.exports.party_tables import to_party_tables

            return to_party_tables(report.briefing, entry_of, WIDTH, _look())
    from tui.exports.plain_text import to_text

    return to_text(report)


def printed_ledger(report: DayReport, ledger: Ledger, form: str) -> str:
    """The ledger of a briefing in that format, plain text if it is none of the others."""
    match form:
        case "json":
            from tui.exports.ledger import ledger_to_json

            return ledger_to_json(report.briefing, ledger)
        case "md":
            from tui.exports.markdown import ledger_to_markdown

            return ledger_to_markdown(report, ledger)
        case "html":
            from tui.exports.html import ledger_to_html

            return ledger_to_html(report, ledger)
    from tui.exports.plain_text import ledger_to_text

    return ledger_to_text(report, ledger)


def _mail(report: DayReport, to: str | None) -> str:
    """A mail of text and HTML."""
    from tui.exports.html import to_html
    from tui.exports.mail import to_mail
    from tui.exports.plain_text import to_text

    subject = heading(report.briefing)[0]
    return to_mail(subject, to_text(report), to_html(report), system_clock(), to)


def _look() -> Look:
    """How a drawing is drawn: in what the locale can write."""
    from tui.terminal.capabilities import ascii_for
    from tui.text.look import Look

    return Look(ascii_for(ascii_only=False))
