"""Articles of a library as they stood at the end of a day, with what was found in them then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from msgspec.structs import replace

from briefing.annotations.overlay import CorrectionOverlay
from briefing.article_refs import ArticleRef
from briefing.digest.assembly import Part, announced, part_of
from briefing.digest.briefing import Briefing
from briefing.model import Article, Entry, Version
from briefing.ports import Library
from briefing.standing import known_by


class Past:
    """Answers for the end of a day what a library answers for now.

    ``library`` gives the library, ``overlay`` its findings as their reader has set them right.
    Throughout, ``known`` asks for what could be known at the end of the day. Without, what came in
    later counts too, and only versions that outlets have replaced since are as they stood.
    """

    def __init__(self, library: Callable[[], Library], overlay: CorrectionOverlay) -> None:
        self._library = library
        self._overlay = overlay

    def version(self, article_id: str, of: Briefing) -> Version | None:
        """The version of an article that stands in a briefing of the past, None if none does."""
        return self._overlay.version_then(article_id, of.as_of.day, of.known)

    def versions(self, article_id: str, day: date) -> tuple[Version, ...]:
        """The versions of an article up to the one that stood at the end of that day.

        The oldest first; the first one also if it came in later.
        """
        versions = self._library().versions(article_id)
        then = [v for n, v in enumerate(versions) if not n or known_by(v.article.since, day)]
        if then and then[-1].until and not known_by(then[-1].until, day):
            then[-1] = replace(then[-1], until=None, removed=False)
        return tuple(then)

    def parts(self, parts: Sequence[Part], days: tuple[date, date], known: bool) -> list[Part]:
        """The parts of the articles published on those days, as they were at the end of the last.

        ``parts`` are those of the articles as they stand now.
        """
        others = self._otherwise([part.article for part in parts], days, known)
        same = [p for p in parts if _stays(p.article, others, days[1], known)]
        return same + [part_of(Entry(v.article, v.findings)) for v in others.values() if v]

    def announced(self, before: date, day: date, known: bool) -> list[Part]:
        """What articles published before a day announced for ``day`` or later, as they stood then.

        "Then" is the end of ``day``.
        """
        library = self._library()
        ids = {*library.announcing(day, before), *library.announced(day, before)}
        ids |= {correction.article_id for correction in self._overlay.corrections()}
        if known:
            ids |= set(library.corrected_since(day))
        stood = (self._overlay.version_then(i, day, known) for i in sorted(ids))
        return [
            announced(part_of(Entry(v.article, v.findings)), day)
            for v in stood
            if v is not None and v.article.day is not None and v.article.day < before
        ]

    def _otherwise(
        self, refs: Sequence[ArticleRef], days: tuple[date, date], known: bool
    ) -> dict[str, Version | None]:
        """Which articles stood otherwise at the end of the last of those days than they do now.

        ``refs`` are those published on these days as they stand now. None for one that was not
        there then, or was published on another day.
        """
        since, until = days
        library = self._library()
        ids = {ref.id for ref in refs if ref.revised and not known_by(ref.revised, until)}
        ids |= set(library.replaced(since, until, until))
        if known:
            ids |= {ref.id for ref in refs if ref.copy_of}
            ids |= set(library.corrected_since(until))
        stood = {i: self._overlay.version_then(i, until, known) for i in sorted(ids)}
        return {
            i: v if v and v.article.day and since <= v.article.day <= until else None
            for i, v in stood.items()
        }


def _stays(
    article: ArticleRef | Article, others: dict[str, Version | None], day: date, known: bool
) -> bool:
    """Whether an article stood at the end of a day as it does now."""
    return article.id not in others and (not known or known_by(article.fetched, day))
