"""What the reader adds of their own: marks, what was read, and corrections of findings."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from briefing.annotations.bookmarks import Bookmark, Bookmarks
from briefing.annotations.reader_state import Day, Kept, set_read, toggle_marks
from briefing.corrections import Correctable, Correction, changes_nothing, described
from briefing.errors import StoreError
from briefing.rows import ArticleRef
from tui.app.feed_tasks import FetchingApp
from tui.screens.base import BriefScreen
from tui.text.look import count


class MarkingApp(FetchingApp):
    """Marks, reads and corrects in threads, and shows on all screens what became of it."""

    def toggle_marks(self, marks: Sequence[Bookmark]) -> None:
        """Mark those findings, or no longer if one of them is marked; says which."""
        library = self.session.desk.library

        def work() -> None:
            kept = toggle_marks(library, marks)
            said = f"Marked; M lists {'it' if len(kept) == 1 else f'all {len(kept):,}'}"
            if not kept.has_any(marks):
                said = "No longer marked"
            self.call_from_thread(self._marked, kept)
            self.call_from_thread(self.say, said)

        self.in_background(work, "marking")

    def toggle_read(self, refs: Sequence[ArticleRef]) -> None:
        """Note those articles as read, or (all of them are read) as unread; says which."""
        unread = any(self.session.kept.is_unread(ref) for ref in refs)
        told = count(len(refs), "article")

        def work() -> None:
            self._note_read(refs, unread)
            self.call_from_thread(self.say, f"{'Read' if unread else 'Unread'}: {told}")

        self.in_background(work, "reading")

    def was_opened(self, ref: ArticleRef) -> None:
        """Note that an article is being read."""

        def work() -> None:
            # A library that cannot be written can be read all the same.
            with contextlib.suppress(StoreError):
                self._note_read((ref,), True)

        self.in_background(work, "reading")

    def _note_read(self, refs: Sequence[ArticleRef], read: bool) -> None:
        noted = set_read(self.session.desk.library, refs, read)
        self.call_from_thread(self._was_read, noted)

    def _was_read(self, noted: Mapping[Day, frozenset[str]]) -> None:
        kept = self.session.kept
        self._keep(replace(kept, read={**kept.read, **noted}))

    def _marked(self, bookmarks: Bookmarks) -> None:
        self._keep(replace(self.session.kept, bookmarks=bookmarks))

    def _keep(self, kept: Kept) -> None:
        """Let every screen show what is marked and what was read."""
        self.session.kept = kept
        for screen in self.screen_stack:
            if isinstance(screen, BriefScreen) and screen.is_mounted:
                screen.kept_changed()

    # Corrections

    def correct(
        self, article_id: str, finding: Correctable, field: str | None, value: str | None = None
    ) -> None:
        """Set a field of a finding right, or (no field) take it out; says what was done."""
        session, now = self.session, self.clock()

        def work() -> None:
            made = session.desk.overlay.correct(article_id, finding, now, field, value)
            also = f"; also the {made[1].kind}" if len(made) > 1 else ""
            said = f"Corrected: {described(made[0])}{also} (X lists corrections)"
            if changes_nothing(made[0]):
                said = "It is as it was found"
            self.call_from_thread(self.say, said)
            self.call_from_thread(self.reload)

        self.in_background(work, "correcting")

    def undo(self, article_id: str, finding: Correctable) -> None:
        """Take back what was corrected in a finding."""
        self._take_back(lambda: self.session.desk.overlay.undo(article_id, finding))

    def take_back(self, correction: Correction) -> None:
        """Take back a correction."""
        self._take_back(lambda: self.session.desk.overlay.take_back(correction))

    def _take_back(self, work: Callable[[], bool]) -> None:
        def take_back() -> None:
            said = "Taken back: it is as it was found" if work() else "Nothing is corrected here"
            self.call_from_thread(self.say, said)
            self.call_from_thread(self.reload)

        self.in_background(take_back, "correcting")
