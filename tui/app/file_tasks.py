"""Adding files beside the interface: in a thread, with its progress, cancelled on request."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefing.errors import BriefError
from briefing.ports import Stored
from tui.app.services import Services
from tui.app.tasks import Cancelled
from tui.text.look import count


class FileTasks:
    """Adds articles to the library as ``brief add`` does."""

    def __init__(self, services: Services) -> None:
        self._desk = services.session.desk
        self._tasks = services.tasks
        self._messages = services.messages

    def add(self, path: Path) -> None:
        """Add the articles of a file, or of those in a folder, and analyse them."""
        if not self._tasks.begin(
            "Adding", f"Reading {path}", "Cancelling after the article at hand"
        ):
            return

        def work() -> None:
            try:
                said = self._added(path)
                self._tasks.from_thread(self._tasks.end, said)
            except Cancelled:
                self._tasks.from_thread(self._tasks.end, "Cancelled; what was read is kept")
            except BriefError:
                self._tasks.from_thread(self._tasks.end, "")
                if not self._tasks.leaving:
                    raise

        self._tasks.in_background(work, "files")

    def _added(self, path: Path) -> str:
        """Add what is there; what to say of it."""
        from briefing.jobs.add import articles_of, skipped_words, sorted_inputs

        def progress(done: int, total: int | None, what: str) -> None:
            self._tasks.check_cancelled()
            of = f" of {total:,}" if total else ""
            self._tasks.from_thread(self._tasks.progress, f"Analysed {done:,}{of}: {what}")

        inputs = sorted_inputs([str(path)])
        errors: list[BriefError] = []
        stored = Stored()
        if inputs.documents:
            found, errors = articles_of(inputs, (), sources=self._desk.sources)
            stored += self._desk.add_articles(found, progress)
        if inputs.files:
            added = self._desk.add_files(inputs.files, progress)
            stored += added.stored
            errors += added.errors
        if (stored.added or stored.changed) and (said := self._desk.samples.retire()):
            self._tasks.from_thread(self._messages.say, said)
        return self._said(stored, errors, skipped_words(inputs.skipped))

    def _said(self, stored: Stored, errors: Sequence[BriefError], skipped: str) -> str:
        for error in errors:
            self._tasks.from_thread(self._messages.say, str(error), "warn")
        said = count(len(stored.added), "article") + " added"
        if not stored.added and not stored.changed and errors:
            return str(errors[0])
        failed = f"{len(errors):,} failed (! lists why)" if errors else ""
        return "; ".join(part for part in (said, failed, skipped) if part)
