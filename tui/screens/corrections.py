"""All corrections: what was set right, in which words; from here they are undone and exported."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from msgspec import Struct
from textual.binding import BindingType

from briefing.article_refs import ArticleRef, Evidence
from briefing.corrections import Correction, described
from tui.context.ports import look_of
from tui.exports.write import export_corrections
from tui.keys import CORRECTIONS
from tui.screens.list_screen import ListScreen
from tui.text.days import day_of
from tui.text.look import count
from tui.widgets.paint import Line
from tui.widgets.row_list import RowList

_DAY = 11  # cells of the column of days


class Corrected(Struct, frozen=True):
    """A correction with the head of its article, None if that is no longer there."""

    correction: Correction
    article: ArticleRef | None


class CorrectionList(RowList[Corrected]):
    """Corrections, the latest first."""

    EDITED = False
    EMPTY: ClassVar[tuple[str, ...]] = (
        "Nothing has been corrected.",
        "Press x on a statement, a talk or a deadline that is wrong.",
    )

    def identify(self, item: Corrected) -> Hashable:
        return item.correction.key

    def words(self, item: Corrected) -> str:
        title = item.article.title if item.article else ""
        return f"{described(item.correction)} {item.correction.words} {title}"

    def paint(self, item: Corrected, width: int) -> Line:
        look = look_of(self)
        when = f"{day_of(item.correction.made.date()):<{_DAY}}"
        change = look.clip(described(item.correction), max(4, (width - _DAY) // 2))
        words = look.clip(f"  {item.correction.words}", max(0, width - _DAY - len(change)))
        return ((when, "dim"), (change, "strong"), (words, ""))

    def facts(self, item: Corrected) -> list[Line]:
        look = look_of(self)
        lines: list[Line] = [((look.clean(described(item.correction)), "strong"),)]
        if item.article is None:
            lines.append((("The article is no longer in the library.", "warn"),))
        return lines

    def evidence(self, item: Corrected) -> Sequence[Evidence]:
        return [Evidence(item.article, item.correction.spans)] if item.article else []


class CorrectionsScreen(ListScreen):
    """All corrections; Enter opens the article at the words corrected."""

    SHOWS_MORE = True
    BINDINGS: ClassVar[list[BindingType]] = [*CORRECTIONS]

    def __init__(self) -> None:
        super().__init__(CorrectionList("rows"), "Corrections")

    @property
    def crumb(self) -> str:
        return "Corrections"

    def facts(self) -> Sequence[Line]:
        if not self.rows.rows:
            return ()
        number = count(len(self.rows.rows), "correction")
        return [((f"{number}; kept when articles are analysed again", "dim"),)]

    def fill(self) -> None:
        desk = self.session.desk

        def load() -> None:
            latest_first = sorted(
                desk.overlay.corrections(), key=lambda correction: correction.made, reverse=True
            )
            articles = {
                correction.article_id: desk.article(correction.article_id)
                for correction in latest_first
            }
            refs = {key: ArticleRef.of(article) for key, article in articles.items() if article}
            rows = [
                Corrected(correction, refs.get(correction.article_id))
                for correction in latest_first
            ]
            self.app.call_from_thread(self._show, rows)

        self.brief.tasks.in_background(load, "corrections", self)

    def _show(self, rows: Sequence[Corrected]) -> None:
        self.rows.replace(rows)
        self.show_facts()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "undo":
            return bool(self.rows.rows)
        if action in ("mark", "read", "correct", "watch"):
            return False
        return super().check_action(action, parameters)

    def action_undo(self) -> None:
        chosen = self.rows.selected
        if chosen is not None:
            self.brief.annotations.take_back(chosen.correction)

    def action_export(self) -> None:
        """Write them as test data: an article a line, with what is right and what is wrong."""
        if not self.rows.rows:
            self.brief.messages.say("There is nothing to export yet")
            return
        desk = self.session.desk

        def work() -> None:
            path = Path.cwd() / "brief-corrections.jsonl"
            export_corrections(desk, path)
            self.app.call_from_thread(self.brief.messages.say, f"Written: {path}")

        self.brief.tasks.in_background(work, "export", self)

    def open(self, item: Any) -> None:
        if item.article is None:
            self.brief.messages.say("The article is no longer in the library")
        else:
            evidence = Evidence(item.article, item.correction.spans)
            self.brief.routes.open_evidence(evidence, item.correction.kind)
