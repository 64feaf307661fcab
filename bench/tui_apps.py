"""The apps that ``bench.tui`` presses keys in, each in a process of its own.

    python -m bench.tui_apps bare
    python -m bench.tui_apps panes STATEMENTS

Textual is imported once it is known what the terminal can do, as the real program does.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec.structs import replace

from bench.synthetic import entries, made_up
from briefing.article_refs import ArticleRef
from briefing.desk import Desk
from briefing.digest.briefing import AsOf, Briefing
from briefing.model import Entry
from briefing.ports import Counts
from briefing.rows import SpeakerRow, Statement

COLUMNS = 120
LAST_DAY = date(2024, 3, 14)
GREETING = "Everybody"  # the first thing that each app shows


def bare() -> None:
    """Run an app of one line that changes with every key, until it is killed."""
    from tui.terminal import capabilities

    capabilities.prepare(theme="dark")
    from rich.segment import Segment
    from textual.app import App
    from textual.geometry import Region
    from textual.strip import Strip
    from textual.widget import Widget

    class Line(Widget):
        """Tells how many keys were pressed."""

        pressed = 0

        def render_line(self, y: int) -> Strip:
            return Strip([] if y else [Segment(f"{GREETING} {self.pressed}")])

    class Bare(App[None]):
        """That line and nothing else."""

        def compose(self) -> Iterator[Line]:
            yield Line()

        def on_key(self) -> None:
            line = self.query_one(Line)
            line.pressed += 1
            line.refresh(Region(0, 0, COLUMNS, 1))

    Bare().run(mouse=False)


def panes(size: int) -> None:
    """Run the panes over ``size`` statements of one speaker, until the process is killed."""
    from tui.terminal import capabilities

    capabilities.prepare(theme="dark")
    from tui.app.app import BriefApp
    from tui.cli.setup import collect_seldom
    from tui.settings.config import Config, TuiConfig

    collect_seldom()  # as ``brief`` does before it opens them
    by_id = {each.article.id: each for each in entries(-(-size // 3), LAST_DAY)}
    desk = _ReadyDesk(by_id, _speaker(by_id, size))
    BriefApp(desk, config=Config(tui=TuiConfig(start="desk"))).run(mouse=False)


def _speaker(by_id: dict[str, Entry], size: int) -> SpeakerRow:
    """The first ``size`` statements in the entries as those of one speaker.

    Each is given words of its own: reports of one utterance would be one row.
    """
    dice = random.Random(1)
    said = (
        Statement(
            ArticleRef.of(each.article),
            number,
            replace(quote, content=f"{quote.content} {made_up(dice, 6)}"),
        )
        for each in by_id.values()
        if each.findings
        for number, quote in enumerate(each.findings.quotes)
    )
    statements = tuple(statement for statement, _ in zip(said, range(size), strict=False))
    return SpeakerRow(GREETING, None, "named", statements)


class _Library:
    """As much of a library as the panes ask for."""

    notices: tuple[str, ...] = ()

    def __init__(self, by_id: dict[str, Entry]) -> None:
        self._by_id = by_id

    def entries(self, *_: object, **__: object) -> Iterator[Entry]:
        yield from self._by_id.values()

    def article(self, article_id: str) -> Any:
        return self._by_id[article_id].article

    def findings(self, article_id: str) -> Any:
        return self._by_id[article_id].findings

    def counts(self) -> Counts:
        size = len(self._by_id)
        return Counts(articles=size, analysed=size, newest=LAST_DAY)

    def revision(self) -> object:
        return 1

    articles_revision = revision

    def corrections(self) -> tuple[object, ...]:
        return ()

    def marks(self, *_: object) -> dict[date, object]:
        return {}

    def older(self, _: date) -> int:
        return 0

    def announcing(self, *_: date) -> dict[str, object]:
        return {}

    def _none(self, *_: object) -> tuple[Any, ...]:
        return ()

    feeds = versions = rewritten = replaced = announced = corrected_since = _none
    salvaged_since = _none

    def state(self, _: str) -> None:
        return None

    def set_state(self, *_: object) -> None:
        """Nothing is remembered."""


class _ReadyDesk(Desk):
    """A desk whose briefing is made beforehand."""

    def __init__(self, by_id: dict[str, Entry], speaker: SpeakerRow) -> None:
        super().__init__(_Library(by_id))  # type: ignore[arg-type]  # no whole library
        refs = tuple(ArticleRef.of(each.article) for each in by_id.values())
        self._made = Briefing(AsOf(LAST_DAY, "asked for"), LAST_DAY, refs, (speaker,), (), ())

    def briefing(self, asked: date | None = None, days: int = 14, known: bool = False) -> Briefing:
        del asked, days, known
        return self._made


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        panes(int(sys.argv[2]))
