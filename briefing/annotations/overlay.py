"""Corrections in a library: made, undone, and laid over what is read from it.

Every start of brief imports this module, few libraries hold corrections: what carries them out is
imported when there is one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from msgspec.structs import replace

from briefing.clock import Clock, system_clock
from briefing.corrections import (
    Correctable,
    Correction,
    changes_nothing,
    correction_of,
)
from briefing.errors import StoreError
from briefing.links import Anchor, linked
from briefing.model import Article, Entry, Findings, Version
from briefing.ports import Library
from briefing.standing import stood


class CorrectionOverlay:
    """Reads findings from a library as its reader has set them right, and takes corrections.

    ``library`` gives the library; corrections are read from it once, and again when it has changed.
    ``clock`` gives the moment at which one is taken back.
    """

    def __init__(self, library: Callable[[], Library], clock: Clock = system_clock) -> None:
        self._library = library
        self._clock = clock
        self._kept: tuple[object, Mapping[str, tuple[Correction, ...]]] = (None, {})

    def corrections(self) -> tuple[Correction, ...]:
        """All corrections, in the order in which they were made."""
        return tuple(c for own in self._by_article().values() for c in own)

    def _by_article(self) -> Mapping[str, tuple[Correction, ...]]:
        library = self._library()
        revision = library.articles_revision()
        if self._kept[0] != revision:
            by_article: dict[str, list[Correction]] = defaultdict(list)
            for correction in library.corrections():
                by_article[correction.article_id].append(correction)
            self._kept = (revision, {key: tuple(own) for key, own in by_article.items()})
        return self._kept[1]

    # Reading

    def findings(self, article_id: str) -> Findings | None:
        """What was found in that article, set right; None when it has not been analysed."""
        library = self._library()
        findings = library.findings(article_id)
        own = self._by_article().get(article_id)
        if findings is None or not own:
            return findings
        from briefing.annotations.apply import corrected

        article = library.article(article_id)
        return corrected(findings, article.text, own) if article else findings

    def entries(self, since: date | None = None, until: date | None = None) -> Iterator[Entry]:
        """Entries as ``Library.entries`` gives them, their findings set right."""
        by_article = self._by_article()
        for entry in self._library().entries(since, until):
            yield _set_right(entry, by_article.get(entry.article.id))

    def numbered(self, numbers: Collection[int]) -> Iterator[tuple[int, Entry]]:
        """Entries as ``Library.numbered`` gives them, their findings set right."""
        by_article = self._by_article()
        for number, entry in self._library().numbered(numbers):
            yield number, _set_right(entry, by_article.get(entry.article.id))

    def entries_by_id(self, article_ids: Iterable[str]) -> Iterator[Entry]:
        """Entries as ``Library.entries_by_id`` gives them, their findings set right."""
        by_article = self._by_article()
        for entry in self._library().entries_by_id(article_ids):
            yield _set_right(entry, by_article.get(entry.article.id))

    def version_then(self, article_id: str, day: date, known: bool) -> Version | None:
        """How that article stood at the end of a day, with its findings as they were set right.

        None if it was not there: taken out, or with ``known`` not come in yet. Without, the
        earliest version stands for one that came in later, what was taken out since is left out,
        and corrections are those of today.
        """
        version = stood(self._library().versions(article_id), day, known)
        if version is None or version.findings is None:
            return version
        own = [
            c for c in self.corrections_held(day if known else None) if c.article_id == article_id
        ]
        if not own:
            return version
        from briefing.annotations.apply import corrected

        return replace(version, findings=corrected(version.findings, version.article.text, own))

    def corrections_held(self, day: date | None) -> tuple[Correction, ...]:
        """The corrections as they were at the end of a day; None: as they are now."""
        return self.corrections() if day is None else self._library().corrections(day)

    def marks(self, since: date, until: date) -> Mapping[date, Mapping[int, object]]:
        """As ``Library.marks``; a day's values differ also once a correction on it does."""
        marks = dict(self._library().marks(since, until))
        for own in self._by_article().values():
            day = own[0].day
            if day is not None and day in marks:
                marks[day] = {number: (mark, own) for number, mark in marks[day].items()}
        return marks

    # Correcting

    def correct(
        self,
        article_id: str,
        finding: Correctable,
        made: datetime,
        field: str | None,
        value: str | None = None,
    ) -> tuple[Correction, ...]:
        """Set a field of a finding right, or (no field) say that it is no such thing.

        With a talk's day goes that of the deadline that says the same of the same words, and the
        other way round. The corrections made; raises UsageError for a value that the field cannot
        have, StoreError if the article is no longer there or has other findings by now.
        """
        library = self._library()
        return library.atomically(
            lambda: self._correct(library, article_id, finding, made, field, value)
        )

    def _correct(
        self,
        library: Library,
        article_id: str,
        finding: Correctable,
        made: datetime,
        field: str | None,
        value: str | None,
    ) -> tuple[Correction, ...]:
        from briefing.annotations.apply import twins

        article, findings = self._where_it_stands(library, article_id, finding)
        alike = twins(finding, findings) if field == "day" else ()
        made_now = []
        for each in (finding, *alike):
            raw, earlier = self._as_analysed(article_id, each)
            correction = correction_of(raw, article, made, field, value, earlier)
            if changes_nothing(correction):
                library.remove_correction(correction, made)
            else:
                library.put_correction(correction)
            made_now.append(correction)
        return tuple(made_now)

    def link(
        self,
        article_id: str,
        finding: Correctable,
        made: datetime,
        other: Anchor,
        same: bool,
    ) -> Correction:
        """Say that a finding is one with that at another anchor, or that it is not.

        The correction made; raises StoreError if the article is no longer there or has other
        findings by now.
        """

        library = self._library()

        def link() -> Correction:
            article, _ = self._where_it_stands(library, article_id, finding)
            original, earlier = self._as_analysed(article_id, finding)
            correction = linked(original, article, made, other, same, earlier)
            library.put_correction(correction)
            return correction

        return library.atomically(link)

    def _where_it_stands(
        self, library: Library, article_id: str, finding: Correctable
    ) -> tuple[Article, Findings]:
        """The article of a finding that was shown, and all that is found in it now."""
        from briefing.annotations.apply import stands_in

        article, findings = library.article(article_id), self.findings(article_id)
        if article is None or findings is None:
            raise StoreError(article_id, "is no longer in the library", "Add the article again")
        if not stands_in(finding, findings):
            raise StoreError(
                article.title, "has changed since it was shown", "Look at it as it is now"
            )
        return article, findings

    def undo(self, article_id: str, finding: Correctable) -> bool:
        """Take back what was corrected in a finding, and along with it; whether anything was."""
        _, earlier = self._as_analysed(article_id, finding)
        return earlier is not None and self.take_back(earlier)

    def take_back(self, correction: Correction) -> bool:
        """Take back a correction, and those made at the same moment; whether it was there."""
        library = self._library()

        def remove() -> bool:
            own = self._by_article().get(correction.article_id, ())
            along = [c for c in own if c.made == correction.made and c.key != correction.key]
            now = self._clock()
            for each in along:
                library.remove_correction(each, now)
            return library.remove_correction(correction, now)

        return library.atomically(remove)

    def _as_analysed(
        self, article_id: str, finding: Correctable
    ) -> tuple[Correctable, Correction | None]:
        """The finding as analysis has it, and what was corrected in it before."""
        from briefing.annotations.apply import earlier_correction

        earlier = earlier_correction(finding, article_id, self._by_article().get(article_id, ()))
        if earlier is not None:
            return earlier.found, earlier
        return replace(finding, corrected=False), None


def _set_right(entry: Entry, corrections: Sequence[Correction] | None) -> Entry:
    """The entry as those corrections of its article have it."""
    if not corrections or not entry.findings:
        return entry
    from briefing.annotations.apply import corrected

    return replace(entry, findings=corrected(entry.findings, entry.article.text, corrections))
