"""A few lines at the top that explain something once, until they are closed."""

from __future__ import annotations

from textual.strip import Strip

from tui.text.gate import clip
from tui.widgets.paint import Painted, strip

WELCOME = (
    "brief shows who said what, where talks happen and which deadlines come up.",
    "Enter leads to the sentence behind a row, Esc comes back; ? lists the keys.",
    "These are samples. Your own: L a dozen feeds, O an OPML file, A a folder.",
)
WELCOME_IN_SHORT = (
    "Who said what, talks, and what is due.",
    "Enter: sentence, Esc: back, ?: keys.",
    "Yours: L feeds, O OPML, A a folder.",
)
"""The same in 38 cells, the fewest that there can be."""
NO_ARTICLES = (
    "There are no articles yet. L follows a dozen news feeds,",
    "O the feeds of an OPML file; A adds a folder or a file,",
    "as brief add PATH does.",
)
NO_ARTICLES_BESIDE = ("What is found in articles appears here.",)
"""The same beside a pane that says it already."""
NO_ARTICLES_ELSEWHERE = (
    "There are no articles yet. Esc leads back, and there",
    "L follows a dozen news feeds, A adds a folder or a file.",
)
"""The same where these keys are for something else."""


class Notice(Painted):
    """Lines of the program's own words, ``short`` where these are too long; no room for none."""

    def __init__(self, lines: tuple[str, ...], short: tuple[str, ...] = ()) -> None:
        super().__init__(id="notice")
        self._lines = lines
        self._short = short or lines
        self.display = bool(lines)

    @property
    def lines(self) -> int:
        """How many lines it takes up now."""
        return len(self._lines) if self.display else 0

    def on_mount(self) -> None:
        self.styles.height = len(self._lines)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        lines = self._lines if max(map(len, self._lines), default=0) <= width - 2 else self._short
        text = clip(lines[y], width - 2) if y < len(lines) else ""
        return strip(self, ((f" {text}", "strong" if y == 0 else ""),), width)
