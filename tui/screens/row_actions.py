"""What can be done with the row under the cursor: taken along, marked, corrected, watched for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual.screen import Screen

from briefing.annotations.bookmarks import Bookmark, articles_of, bookmarks_of
from briefing.corrections import Correctable
from briefing.digest.briefing import Briefing
from briefing.merge.utterances import Utterance
from briefing.rows import ArticleRef, SpeakerRow, Statement
from briefing.watches.watch import Watch
from tui.context.session import Session
from tui.exports.write import FORMS
from tui.screens.menu import Menu
from tui.terminal.browser import browser, open_in, safe_link
from tui.text.citation import cite_evidence, cite_quote
from tui.text.look import Look
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from tui.app.app import BriefApp


class DoingScreen(Screen[None]):
    """A screen with rows, or something like a row, and the actions on it."""

    @property
    def brief(self) -> BriefApp:
        """The app, by its own type."""
        return cast("BriefApp", self.app)

    @property
    def session(self) -> Session:
        """What the screens share."""
        return self.brief.session

    @property
    def look(self) -> Look:
        """How text is written on this terminal."""
        return self.brief.look

    def rows_here(self) -> RowList[Any] | None:
        """The rows that filter, order and groups are for; None on a screen without rows."""
        return None

    # Taking things along

    def taken(self) -> tuple[str, str, str | None] | None:
        """What ``y`` copies, what that is called, and the link that ``o`` shows."""
        rows = self.rows_here()
        item = rows.selected if rows is not None else None
        if rows is None or item is None:
            return None
        if isinstance(item, SpeakerRow | Utterance):
            item = item.statements[0]
        if isinstance(item, Statement):
            return cite_quote(item.quote, item.article), "The quote", item.article.url
        evidence = rows.evidence(item)[0]
        article = self.session.article_at_hand(evidence.article.id)
        if article is None:
            return None
        return cite_evidence(evidence, article), "The sentence", article.url

    def action_copy(self) -> None:
        taken = self.taken()
        if taken is None:
            self.brief.say("There is nothing here to copy")
        else:
            text, name, _ = taken
            self.brief.copy_text(text, name)

    def action_link(self) -> None:
        taken = self.taken()
        if taken is None or not taken[2]:
            self.brief.say("There is no link here")
        else:
            self._follow_link(taken[2])

    def _follow_link(self, link: str) -> None:
        """Open a link in the browser; where there is none, show it whole and copy it."""
        program = browser()
        if program and safe_link(link):
            try:
                open_in(program, link)
                self.brief.say(f"Opened in the browser: {link}")
                return
            except OSError as error:
                self.brief.say(f"The browser does not start: {error}", "warn")
        from tui.screens.link import LinkScreen

        self.app.push_screen(LinkScreen(link))
        self.brief.copy_text(link, "The link")

    # Marks, reading, corrections

    def _about(self) -> object:
        rows = self.rows_here()
        return None if rows is None or rows.selected is None else rows.finding_of(rows.selected)

    def marks_here(self) -> tuple[Bookmark, ...]:
        """What ``m`` marks."""
        return bookmarks_of(self._about())

    def action_mark(self) -> None:
        marks = self.marks_here()
        if marks:
            self.brief.toggle_marks(marks)
        elif isinstance(self._about(), SpeakerRow):
            self.brief.say("Open the speaker: what can be marked is a statement")
        else:
            self.brief.say("There is nothing here to mark")

    def heads_here(self) -> tuple[ArticleRef, ...]:
        """The articles that ``u`` is about."""
        return articles_of(self._about())

    def action_read(self) -> None:
        refs = self.heads_here()
        if refs:
            self.brief.toggle_read(refs)
        else:
            self.brief.say("There is no article here")

    def finding_here(self) -> tuple[str, Correctable] | str:
        """What ``x`` corrects, with the id of its article; else why there is nothing."""
        from tui.screens.correct import finding_of

        return finding_of(self._about())

    def action_correct(self) -> None:
        from tui.screens.correct import ask_what_is_wrong

        found = self.finding_here()
        if isinstance(found, str):
            self.brief.say(found)
        else:
            ask_what_is_wrong(self.brief, *found)

    # Watches

    def watches_here(self) -> list[Watch]:
        """The watches that ``w`` can set here."""
        from tui.screens.watches import watches_for

        rows = self.rows_here()
        item = rows.selected if rows is not None else None
        return watches_for(rows.finding_of(item)) if rows is not None and item is not None else []

    def action_watch(self) -> None:
        choices = self.watches_here()
        if not choices:
            self.brief.say("There is no speaker, place or party here to watch for")
        elif len(choices) == 1:
            self.brief.toggle_watch(choices[0])
        else:
            numbered = {str(n): watch for n, watch in enumerate(choices[:9], 1)}
            labels = [(n, self.look.clip(watch.name, 24)) for n, watch in numbered.items()]

            def chosen(number: str | None) -> None:
                if number is not None:
                    self.brief.toggle_watch(numbered[number])

            self.app.push_screen(Menu("Watch", labels), chosen)

    # Files

    def viewed(self, briefing: Briefing) -> tuple[Briefing, str]:
        """What of the briefing this screen shows, and what that is called; "" for all of it."""
        return briefing, ""

    def action_export(self) -> None:
        briefing = self.session.briefing
        if briefing is None or not briefing.articles:
            self.brief.say("There is nothing to export yet")
            return
        part, name = self.viewed(briefing)

        def chosen(letter: str | None) -> None:
            if letter is not None:
                self.brief.export(part, letter, name)

        self.app.push_screen(Menu("Export as", FORMS), chosen)
