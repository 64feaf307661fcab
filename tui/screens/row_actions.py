"""What can be done with the row under the cursor: copied, followed, marked, corrected, watched for.

Functions of a screen and of what its row stands for; the screen says what that is. Every start of
brief imports this module: what only one key needs is imported with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.screen import Screen

from briefing.annotations.bookmarks import Bookmark
from briefing.article_refs import ArticleRef
from briefing.corrections import Correctable
from briefing.digest.briefing import Briefing
from briefing.rows import SpeakerRow, Statement, Utterance
from tui.context.ports import context_of, look_of, session_of
from tui.terminal.browser import browser, open_in, plain_link
from tui.text.citation import cite_evidence, cite_quote
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from briefing.ledger.rows import Ledger
    from briefing.watches.watch import Watch


class Citation(NamedTuple):
    """What is copied of a row: the text, what that is called, and the link to it."""

    text: str
    name: str
    link: str | None


def citation_of(rows: RowList[Any] | None) -> Citation | None:
    """How the row under the cursor is cited; None where there is none, or it is not read yet."""
    item = rows.selected if rows is not None else None
    if rows is None or item is None:
        return None
    said = rows.finding_of(item)
    if isinstance(said, SpeakerRow | Utterance):
        said = said.statements[0]
    if isinstance(said, Statement):
        return Citation(cite_quote(said.quote, said.article), "The quote", said.article.url)
    evidence = rows.evidence(item)[0]
    article = session_of(rows).article_at_hand(evidence.article.id)
    if article is None:
        return None
    return Citation(cite_evidence(evidence, article), "The sentence", article.url)


def copy(screen: Screen[None], citation: Citation | None) -> None:
    """Copy the citation, or say that there is none."""
    context = context_of(screen)
    if citation is None:
        context.messages.say("There is nothing here to copy")
    else:
        context.exports.copy(citation.text, citation.name)


def follow_link(screen: Screen[None], citation: Citation | None) -> None:
    """Open the link in the browser; where there is none, show it whole and copy it."""
    context = context_of(screen)
    link = citation.link if citation is not None else None
    if not link:
        context.messages.say("There is no link here")
        return
    program = browser()
    if program and plain_link(link):
        try:
            open_in(program, link)
            context.messages.say(f"Opened in the browser: {link}")
            return
        except OSError as error:
            context.messages.say(f"The browser does not start: {error}", "warn")
    context.routes.show_link(link)
    context.exports.copy(link, "The link")


def mark(screen: Screen[None], marks: Sequence[Bookmark], subject: object) -> None:
    """Mark the findings that the row stands for, or no longer."""
    context = context_of(screen)
    if marks:
        context.annotations.toggle_marks(marks)
    elif isinstance(subject, SpeakerRow):
        context.messages.say("Open the speaker: what can be marked is a statement")
    else:
        context.messages.say("There is nothing here to mark")


def note_read(screen: Screen[None], refs: Sequence[ArticleRef]) -> None:
    """Note the articles that the row is about as read, or as unread."""
    context = context_of(screen)
    if refs:
        context.annotations.toggle_read(refs)
    else:
        context.messages.say("There is no article here")


def correct(
    screen: Screen[None], finding: tuple[str, Correctable] | str, subject: object = None
) -> None:
    """Ask what is wrong in the finding of that article, or say why there is none.

    Of a row of several findings only what it is one with is asked.
    """
    from tui.screens.correct import ask_what_is_one, ask_what_is_wrong

    if not isinstance(finding, str):
        ask_what_is_wrong(screen, *finding)
    elif not ask_what_is_one(screen, subject):
        context_of(screen).messages.say(finding)


def choose_watch(screen: Screen[None], watches: Sequence[Watch]) -> None:
    """Watch for one of those, or no longer; which one is asked where there are several."""
    context = context_of(screen)
    if not watches:
        context.messages.say("There is no speaker, place or party here to watch for")
        return
    if len(watches) == 1:
        context.watches.toggle(watches[0])
        return
    from tui.screens.menu import Menu

    numbered = {str(number): watch for number, watch in enumerate(watches[:9], 1)}
    labels = [(number, look_of(screen).clip(w.name, 24)) for number, w in numbered.items()]

    def chosen(number: str | None) -> None:
        if number is not None:
            context.watches.toggle(numbered[number])

    screen.app.push_screen(Menu("Watch", labels), chosen)


def choose_export(
    screen: Screen[None], part: Briefing, name: str, ledger: Ledger | None = None
) -> None:
    """Ask in which form to write that part of a briefing to a file, and have it written.

    With ``ledger`` that is written in the forms that a ledger has.
    """

    from tui.exports.write import FORMATS, OF_LEDGERS
    from tui.screens.menu import Menu

    def chosen(letter: str | None) -> None:
        if letter is not None:
            context_of(screen).exports.write(part, letter, name, ledger)

    choices = [
        (export_format.key, export_format.label)
        for export_format in FORMATS
        if export_format.key and (ledger is None or export_format.name in OF_LEDGERS)
    ]
    screen.app.push_screen(Menu("Export as", choices), chosen)
