"""A briefing as ``brief print`` writes it; each form is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from briefing.clock import system_clock
from tui.exports.lines import WIDTH
from tui.text.phrases import TextOf, heading

if TYPE_CHECKING:
    from briefing.digest.briefing import Briefing
    from briefing.digest.changes import ArticleEdit
    from briefing.digest.outcomes import Outcomes
    from briefing.digest.remarks import Remarks
    from briefing.digest.stories import Story
    from briefing.model import Entry


class Printed(Struct, frozen=True):
    """What is printed; of each section ``top`` rows at most, 0 for all."""

    briefing: Briefing
    text_of: TextOf
    remarks: Remarks
    stories: Sequence[Story]
    edits: Sequence[ArticleEdit]
    outcomes: Outcomes
    load_entry: Callable[[str], Entry | None]
    top: int = 0

    def text(self) -> str:
        """Plain text of 72 columns."""
        from tui.exports.report import to_text

        about = self.remarks, self.stories, self.edits, self.outcomes
        return to_text(self.briefing, self.text_of, WIDTH, *about, self.top)

    def markdown(self) -> str:
        """Markdown with numbered sources."""
        from tui.exports.markdown import to_markdown

        about = self.remarks, self.stories, self.edits, self.outcomes
        return to_markdown(self.briefing, self.text_of, *about, self.top)

    def map(self) -> str:
        """Where talks happen, drawn and listed."""
        from tui.exports.charts import to_map
        from tui.terminal.capabilities import ascii_for
        from tui.text.look import Look

        return to_map(self.briefing, WIDTH, Look(ascii_for(ascii_only=False)))

    def time_line(self) -> str:
        """What happens when, drawn and listed."""
        from tui.exports.charts import to_time_line
        from tui.terminal.capabilities import ascii_for
        from tui.text.look import Look

        look = Look(ascii_for(ascii_only=False))
        return to_time_line(self.briefing, self.stories, WIDTH, look)

    def table(self) -> str:
        """What the parties of talks said, round by round."""
        from tui.exports.party_tables import to_party_tables
        from tui.terminal.capabilities import ascii_for
        from tui.text.look import Look

        look = Look(ascii_for(ascii_only=False))
        return to_party_tables(self.briefing, self.load_entry, WIDTH, look)

    def json(self) -> str:
        """One JSON object, whole."""
        from tui.exports.objects import to_json

        return to_json(self.briefing, self.remarks, self.stories, self.edits, self.outcomes)

    def html(self) -> str:
        """A page of one file."""
        from tui.exports.html import to_html

        about = self.remarks, self.stories, self.edits, self.outcomes
        return to_html(self.briefing, self.text_of, *about, self.top)

    def mail(self, to: str | None) -> str:
        """A mail of text and HTML, for ``to`` if that is given."""
        from tui.exports.mail import to_mail

        subject = heading(self.briefing)[0]
        return to_mail(subject, self.text(), self.html(), system_clock(), to)
