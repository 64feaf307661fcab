"""Which form a document has. Pure and quick: every article passes here."""

from __future__ import annotations

from collections.abc import Callable

from briefing.extract.forms.agendas import lay_out_agenda
from briefing.extract.forms.communiques import lay_out_communique
from briefing.extract.forms.digests import lay_out_digest
from briefing.extract.forms.document import Document, Layout, document_of
from briefing.extract.forms.liveblogs import lay_out_liveblog
from briefing.extract.forms.transcripts import lay_out_transcript
from briefing.model import Article

ARTICLE = "article"

_READERS: dict[str, Callable[..., Layout | None]] = {
    "transcript": lay_out_transcript,
    "liveblog": lay_out_liveblog,
    "digest": lay_out_digest,
    "agenda": lay_out_agenda,
    "communique": lay_out_communique,
}

FORMS = (ARTICLE, *_READERS)
"""The names of the forms: ``forms.FORM_NAMES``, in the order in which they are tried."""


def lay_out(article: Article) -> Layout | None:
    """What the structure of an article's text gives, or None for an ordinary article.

    ``article.form`` forces a form; otherwise the first whose shape the text has.
    """
    document = document_of(article)
    if article.form in _READERS:
        return _READERS[article.form](document, forced=True) or _article(document)
    if article.form is None:
        for read in _READERS.values():
            layout = read(document)
            if layout is not None:
                return layout
    return _article(document)


def _article(document: Document) -> Layout | None:
    """An article whose lines a program broke, or whose marks were lost; None for any other."""
    if document.whole == document.text:
        return None
    return Layout(ARTICLE, document.whole, document.day)
