"""The app as screens and widgets see it: the parts that it owns, and what each of them offers.

They are promises, so that nothing below the app imports it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from briefing.annotations.bookmarks import Bookmark
from briefing.article_refs import ArticleRef, Evidence
from briefing.clock import Clock
from briefing.corrections import Correctable, Correction
from briefing.links import Anchor
from briefing.model import Span
from tui.context.session import Session
from tui.settings.config import Config
from tui.text.look import Look

if TYPE_CHECKING:
    from textual.dom import DOMNode

    from briefing.digest.briefing import Briefing
    from briefing.ledger.rows import Ledger
    from briefing.watches.watch import Watch

Status: TypeAlias = tuple[str, str]
"""What is said, and the role in which it is shown."""


class Messages(Protocol):
    """What the status line says, and has said."""

    @property
    def kept(self) -> Sequence[Status]:
        """Everything said so far, the latest last."""

    @property
    def standing(self) -> Sequence[str]:
        """What stands on the status line until it is over, or read."""

    def say(self, text: str, role: str = "") -> None:
        """Put a message on the status line and keep it; role "warn" is an error."""

    def read(self) -> None:
        """Somebody has the list of messages before them."""


class Tasks(Protocol):
    """Work beside the interface."""

    @property
    def status(self) -> Status:
        """What the status line says: the work under way, else the last message."""

    @property
    def alerts(self) -> Sequence[str]:
        """What it says besides, in lines of their own, because something is wrong."""

    def in_background(
        self, work: Callable[[], None], group: str, of: DOMNode | None = None
    ) -> None:
        """Run ``work`` in a thread, after what is left of its group; errors become messages.

        ``of`` is what wants it done: once that is off the screen, it need not be found there.
        """


class FeedTasks(Protocol):
    """Fetching feeds beside the interface."""

    def fetch(self, urls: Collection[str] | None) -> None:
        """Fetch the feeds of those addresses, or all (None)."""

    def add(self, address: str) -> None:
        """Subscribe to the feed at an address or of a site, and fetch it."""


class Annotations(Protocol):
    """What the reader adds: marks, what was read, corrections."""

    def toggle_marks(self, marks: Sequence[Bookmark]) -> None:
        """Mark those findings, or no longer if one of them is marked."""

    def toggle_read(self, refs: Sequence[ArticleRef]) -> None:
        """Note those articles as read, or (all of them are read) as unread."""

    def opened(self, ref: ArticleRef) -> None:
        """Note that an article is being read."""

    def correct(
        self, article_id: str, finding: Correctable, field: str | None, value: str | None = None
    ) -> None:
        """Set a field of a finding right, or (no field) take it out."""

    def undo(self, article_id: str, finding: Correctable) -> None:
        """Take back what was corrected in a finding."""

    def link(self, article_id: str, finding: Correctable, other: Anchor, same: bool) -> None:
        """Say that a finding is one with that at another anchor, or that it is not."""

    def take_back(self, correction: Correction) -> None:
        """Take back a correction."""


class WatchTasks(Protocol):
    """Watching for names, places and words."""

    def look_out(self) -> None:
        """Look anew for what is watched for in the briefing at hand."""

    def toggle(self, watch: Watch) -> None:
        """Watch for that, or no longer if it is watched for already."""


class ExportTasks(Protocol):
    """What leaves the interface."""

    def copy(self, text: str, name: str) -> None:
        """Copy, and say what was copied and where it went."""

    def write(self, briefing: Briefing, form: str, view: str, ledger: Ledger | None = None) -> None:
        """Write a briefing, or the part of one that a view shows, to files, and say which.

        With ``ledger`` that of it.
        """


class SettingsInForce(Protocol):
    """The settings that hold now."""

    @property
    def config(self) -> Config:
        """The settings in force."""

    @property
    def at_start(self) -> Config:
        """Those with which the program started."""

    @property
    def file(self) -> Path:
        """Where they are read from and written to."""

    def take_up(self, config: Config) -> None:
        """Have these settings from now on. Raises ``UsageError`` for keys that cannot be."""


class Routes(Protocol):
    """The ways from one screen to another."""

    def show(self, name: str) -> object:
        """Show the screen of the key ``app.NAME``, unless one of its kind is in sight."""

    def open(self, row: object) -> None:
        """What a row rests on: its own screen, or its article where there is one place alone."""

    def open_evidence(self, evidence: Evidence, kind: str) -> None:
        """The article at those words, which are of that kind of finding."""

    def open_article(
        self, article_id: str, title: str, spans: Sequence[Span] = (), kind: str = ""
    ) -> None:
        """The whole article, at the given words if any."""

    def show_link(self, link: str) -> None:
        """A link, whole."""


class AppContext(Protocol):
    """The app: what its screens share, and the parts that do things for them."""

    @property
    def session(self) -> Session:
        """The desk, the briefing at hand and what was read lately."""

    @property
    def look(self) -> Look:
        """How text is written on this terminal."""

    @property
    def clock(self) -> Clock:
        """Gives the present moment with its zone."""

    @property
    def messages(self) -> Messages: ...

    @property
    def tasks(self) -> Tasks: ...

    @property
    def feeds(self) -> FeedTasks: ...

    @property
    def annotations(self) -> Annotations: ...

    @property
    def watches(self) -> WatchTasks: ...

    @property
    def exports(self) -> ExportTasks: ...

    @property
    def settings(self) -> SettingsInForce: ...

    @property
    def routes(self) -> Routes: ...

    @property
    def typed_count(self) -> int:
        """The number typed before a motion, 0 for none."""


def context_of(node: DOMNode) -> AppContext:
    """The app that the node belongs to."""
    return node.app  # type: ignore[return-value]  # a call less, for each line that is painted


def session_of(node: DOMNode) -> Session:
    """The session of the app that the node belongs to."""
    return context_of(node).session


def look_of(node: DOMNode) -> Look:
    """The look of the app that the node belongs to."""
    return context_of(node).look
