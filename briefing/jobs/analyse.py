"""Analyses what in a library has no findings by the analyser in use, the newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from msgspec.structs import replace

from briefing.analysis.analyser import Analyser
from briefing.model import Article, Findings
from briefing.nlp_model import why_not_analysed
from briefing.ports import BATCH, Library, Progress, no_progress

_Outdated: TypeAlias = tuple[str, "str | None"]
"""An article's id, and the name of an earlier version of it (None: as it stands)."""


def analyse_outdated(library: Library, analyser: Analyser, progress: Progress = no_progress) -> int:
    """Analyse every article, and every version of one, that lacks up-to-date findings; how many.

    What is done is stored as it comes, so that an interrupted run goes on where it stopped. An
    article that has changed while it was analysed is analysed again. Raises ``AnalysisError``.
    """
    count = 0
    while outdated := _outdated(library, analyser):
        analysed, stale = _Run(library, analyser, outdated).run(progress)
        count += analysed
        if not stale:
            break
    return count


def _outdated(library: Library, analyser: Analyser) -> list[_Outdated]:
    """What is to be analysed: articles as they stand first, then earlier versions."""
    current = [(article_id, None) for article_id in library.outdated(analyser.name)]
    return [*current, *library.outdated_versions(analyser.name)]


class _Run:
    """One pass over what was outdated when it began."""

    def __init__(self, library: Library, analyser: Analyser, outdated: Sequence[_Outdated]) -> None:
        self._library = library
        self._analyser = analyser
        self._outdated = outdated
        self._stale = False

    def run(self, progress: Progress) -> tuple[int, bool]:
        """Analyse it all: how many were, and whether an article has changed meanwhile."""
        handed_out: list[Article] = []
        passed_over: list[Findings] = []
        analysed: list[Findings] = []
        count = 0

        def articles() -> Iterator[Article]:
            for article in self._articles():
                if reason := why_not_analysed(article):
                    passed_over.append(self._without_findings(article, reason))
                    self._store(passed_over, BATCH - 1)
                else:
                    handed_out.append(article)
                    yield article

        try:
            for findings in self._analyser.analyse(articles(), total=len(self._outdated)):
                article = handed_out.pop(0)
                analysed.append(replace(findings, version=article.version))
                count += 1
                self._store(analysed, BATCH - 1)
                progress(count, len(self._outdated), article.title)
        finally:
            analysed += passed_over
            self._store(analysed)
        return count, self._stale

    def _store(self, findings: list[Findings], most: int = 0) -> None:
        """Store the findings if there are more than that many, and empty the list."""
        if len(findings) > most:
            self._stale = bool(self._library.put_findings(findings).stale) or self._stale
            findings.clear()

    def _articles(self) -> Iterator[Article]:
        """The articles and versions that are outdated, without those that are there no more."""
        for article_id, version in self._outdated:
            article = self._version(article_id, version)
            if article is not None:
                yield article

    def _version(self, article_id: str, version: str | None) -> Article | None:
        """An article as it stands, or (with a name) as it stood in that version."""
        if version is None:
            return self._library.article(article_id)
        every = (each.article for each in self._library.versions(article_id))
        return next((article for article in every if article.version == version), None)

    def _without_findings(self, article: Article, reason: str) -> Findings:
        return Findings(article.id, self._analyser.name, error=reason, version=article.version)
