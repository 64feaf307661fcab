"""What outlets have changed in the articles of a briefing, from the versions in a library."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from briefing.article_refs import ArticleRef
from briefing.digest.briefing import Briefing
from briefing.model import Version
from briefing.ports import Library

if TYPE_CHECKING:
    from briefing.digest.changes import ArticleEdit
    from briefing.digest.edits import Edit


class EditHistory:
    """Works out the edits of an article once for each of its versions.

    ``library`` gives the library; ``versions`` the versions of an article up to the one that
    stands in a briefing, the oldest first.
    """

    def __init__(
        self,
        library: Callable[[], Library],
        versions: Callable[[str, Briefing], tuple[Version, ...]],
    ) -> None:
        self._library = library
        self._versions = versions
        self._edits: dict[str, tuple[object, tuple[Edit, ...]]] = {}

    def of(self, briefing: Briefing, after: Callable[[datetime], bool]) -> tuple[ArticleEdit, ...]:
        """What outlets have changed in articles of a briefing by the end of its day, latest first.

        ``after`` says of the moment at which a change came in whether it is asked about.
        """
        refs = {ref.id: ref for ref in (*briefing.articles, *briefing.announcing) if ref.revised}
        if not refs:
            return ()
        from briefing.digest.changes import ArticleEdit

        edits = [
            ArticleEdit(refs[article_id], edit)
            for article_id in self._library().rewritten(refs)
            for edit in self._of_article(refs[article_id], briefing)
            if after(edit.until)
        ]
        return tuple(sorted(edits, key=lambda each: each.edit.until, reverse=True))

    def _of_article(self, ref: ArticleRef, briefing: Briefing) -> tuple[Edit, ...]:
        from briefing.digest.finding_edits import article_edits

        mark = (ref.revised, briefing.as_of.day if briefing.past else None)
        last = self._edits.get(ref.id)
        if last is None or last[0] != mark:
            versions = self._versions(ref.id, briefing)
            made = article_edits(versions)
            if not all(version.findings for version in versions):
                return made  # more is to be said once all are analysed
            last = self._edits[ref.id] = (mark, made)
        return last[1]
