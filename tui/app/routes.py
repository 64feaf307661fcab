"""From a row to what it rests on: which screen is opened for what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.merge.utterances import Utterance
from briefing.model import Span
from briefing.rows import DeadlineRow, Evidence, SpeakerRow, TalkRow

if TYPE_CHECKING:
    from tui.app.app import BriefApp


def open_speaker(app: BriefApp, row: SpeakerRow) -> None:
    """All that the speaker said."""
    from tui.screens.speaker import SpeakerScreen

    app.push_screen(SpeakerScreen(row))


def open_talk(app: BriefApp, row: TalkRow) -> None:
    """All mentions of the talk."""
    from tui.screens.talk import TalkScreen

    app.push_screen(TalkScreen(row))


def open_deadline(app: BriefApp, row: DeadlineRow) -> None:
    """The sentence that sets the day; a list of them when several articles do, this or another."""
    if len(row.mentions) == 1 and not row.rivals:
        open_evidence(app, row.mentions[0].evidence, "deadline")
        return
    from tui.screens.deadline import DeadlineScreen

    app.push_screen(DeadlineScreen(row))


def open_utterance(app: BriefApp, utterance: Utterance) -> None:
    """The words in their article; a list of articles when several report them, of whomever."""
    if len(utterance.statements) == 1 and not utterance.rivals:
        open_evidence(app, utterance.newest.evidence, "quote")
        return
    from tui.screens.utterance import UtteranceScreen

    app.push_screen(UtteranceScreen(utterance))


def open_evidence(app: BriefApp, evidence: Evidence, kind: str) -> None:
    """The article at those words, which are of that kind: quote, talk or deadline."""
    open_article(app, evidence.article.id, evidence.article.title, evidence.spans, kind)


def open_article(
    app: BriefApp, article_id: str, title: str, spans: Sequence[Span] = (), kind: str = ""
) -> None:
    """The whole article, at the given words if any."""
    from tui.screens.article import ArticleScreen

    app.push_screen(ArticleScreen(article_id, title, tuple(spans), kind))
