"""Which form an article is read in."""

from __future__ import annotations

from briefing.extract.forms.detect import ARTICLE, lay_out
from briefing.model import Article


def form_of(article: Article) -> str:
    """The name of the form, that of an ordinary article where its text has no other shape."""
    layout = lay_out(article)
    return layout.form if layout else ARTICLE
