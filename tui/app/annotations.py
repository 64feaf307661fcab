"""What the reader adds of their own: marks, what was read, and corrections of findings."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from briefing.annotations.bookmarks import Bookmark, Bookmarks
from briefing.annotations.reader_state import Day, ReaderMarks
from briefing.article_refs import ArticleRef
from briefing.corrections import Correctable, Correction, changes_nothing, described
from briefing.errors import StoreError
from briefing.links import Anchor
from tui.app.screen_stack import brief_screens
from tui.app.services import Services
from tui.text.look import count


class Annotations:
    """Marks, reads and corrects in threads, and shows on all screens what became of it."""

    def __init__(self, services: Services) -> None:
        self._app = services.app
        self._session = services.session
        self._tasks = services.tasks
        self._messages = services.messages
        self._clock = services.clock
        self._reload = services.reload

    # Marks and reading

    def toggle_marks(self, marks: Sequence[Bookmark]) -> None:
        """Mark those findings, or no longer if one of them is marked; says which."""

        def work() -> None:
            bookmarks = self._session.desk.reader.toggle_marks(marks)
            number = len(bookmarks)
            said = f"Marked; M lists {'it' if number == 1 else f'all {number:,}'}"
            if not bookmarks.has_any(marks):
                said = "No longer marked"
            self._app.call_from_thread(self._marked, bookmarks)
            self._app.call_from_thread(self._messages.say, said)

        self._tasks.in_background(work, "marking")

    def toggle_read(self, refs: Sequence[ArticleRef]) -> None:
        """Note those articles as read, or (all of them are read) as unread; says which."""
        unread = any(self._session.kept.is_unread(ref) for ref in refs)
        articles = count(len(refs), "article")

        def work() -> None:
            self._note_read(refs, unread)
            self._app.call_from_thread(
                self._messages.say, f"{'Read' if unread else 'Unread'}: {articles}"
            )

        self._tasks.in_background(work, "reading")

    def opened(self, ref: ArticleRef) -> None:
        """Note that an article is being read."""

        def work() -> None:
            # A library that cannot be written can be read all the same.
            with contextlib.suppress(StoreError):
                self._note_read((ref,), True)

        self._tasks.in_background(work, "reading")

    def _note_read(self, refs: Sequence[ArticleRef], read: bool) -> None:
        noted = self._session.desk.reader.set_read(refs, read)
        self._app.call_from_thread(self._was_read, noted)

    def _marked(self, bookmarks: Bookmarks) -> None:
        self._keep(replace(self._session.kept, bookmarks=bookmarks))

    def _was_read(self, noted: Mapping[Day, frozenset[str]]) -> None:
        kept = self._session.kept
        self._keep(replace(kept, read={**kept.read, **noted}))

    def _keep(self, kept: ReaderMarks) -> None:
        """Let every screen show what is marked and what was read."""
        self._session.kept = kept
        for screen in brief_screens(self._app):
            screen.kept_changed()

    # Corrections

    def correct(
        self, article_id: str, finding: Correctable, field: str | None, value: str | None = None
    ) -> None:
        """Set a field of a finding right, or (no field) take it out; says what was done."""
        overlay, now = self._session.desk.overlay, self._clock()

        def work() -> None:
            corrections = overlay.correct(article_id, finding, now, field, value)
            also = f"; also the {corrections[1].kind}" if len(corrections) > 1 else ""
            said = f"Corrected: {described(corrections[0])}{also} (X lists corrections)"
            if changes_nothing(corrections[0]):
                said = "It is as it was found"
            self._say_and_reload(said)

        self._tasks.in_background(work, "correcting")

    def link(self, article_id: str, finding: Correctable, other: Anchor, same: bool) -> None:
        """Say that a finding is one with that at another anchor, or that it is not."""
        overlay, now = self._session.desk.overlay, self._clock()

        def work() -> None:
            correction = overlay.link(article_id, finding, now, other, same)
            self._say_and_reload(f"Corrected: {described(correction)} (X lists corrections)")

        self._tasks.in_background(work, "correcting")

    def undo(self, article_id: str, finding: Correctable) -> None:
        """Take back what was corrected in a finding."""
        self._take_back(lambda: self._session.desk.overlay.undo(article_id, finding))

    def take_back(self, correction: Correction) -> None:
        """Take back a correction."""
        self._take_back(lambda: self._session.desk.overlay.take_back(correction))

    def _take_back(self, work: Callable[[], bool]) -> None:
        def take_back() -> None:
            done = work()
            self._say_and_reload(
                "Taken back: it is as it was found" if done else "Nothing is corrected here"
            )

        self._tasks.in_background(take_back, "correcting")

    def _say_and_reload(self, said: str) -> None:
        self._app.call_from_thread(self._messages.say, said)
        self._app.call_from_thread(self._reload)
