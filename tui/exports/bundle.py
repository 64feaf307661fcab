"""An evidence bundle: the briefing, its findings and the articles that it cites, in one ZIP file.

The articles are seed files, so that ``brief add`` reads them again; ``findings.jsonl`` holds what
``brief extract`` prints, with offsets into the text that stands beside them.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from briefing.codec import dumps, extract_object
from briefing.digest.briefing import Briefing
from briefing.digest.stories import Story
from briefing.model import Article, Entry
from briefing.rows import ArticleRef
from tui.exports.markdown import to_markdown
from tui.exports.objects import to_json
from tui.exports.tables import tables
from tui.text.phrases import plain

_EARLIEST = date(1980, 1, 1)  # that a ZIP file can give
_UNFIT = re.compile(r"[^a-z0-9]+")
_NAME_LENGTH = 48


def to_bundle(
    briefing: Briefing,
    entry_of: Callable[[str], Entry | None],
    stories: Sequence[Story] = (),
) -> bytes:
    """The ZIP file. The same briefing of the same articles gives the same bytes."""
    entries = [entry for ref in cited(briefing) if (entry := entry_of(ref.id)) is not None]
    texts = {entry.article.id: entry.article.text for entry in entries}

    def text_of(article_id: str) -> str:
        return texts.get(article_id, "")

    out = io.BytesIO()
    day = max(briefing.as_of.day, _EARLIEST)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in _files(briefing, entries, text_of, stories):
            info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            bundle.writestr(info, content)
    return out.getvalue()


def _files(
    briefing: Briefing,
    entries: list[Entry],
    text_of: Callable[[str], str],
    stories: Sequence[Story],
) -> Iterator[tuple[str, bytes]]:
    yield "briefing.md", _bytes(to_markdown(briefing, text_of, stories=stories))
    yield "briefing.json", _bytes(to_json(briefing, stories=stories) + "\n")
    found = [dumps(extract_object(e.article, e.findings)) for e in entries if e.findings]
    yield "findings.jsonl", _bytes("".join(f"{line}\n" for line in found))
    for name, content in tables(briefing, text_of).items():
        yield f"tables/{name}", content
    for number, entry in enumerate(entries, 1):
        yield f"articles/{number:03}-{_name(entry.article)}.txt", _bytes(_seed(entry.article))


def cited(briefing: Briefing) -> list[ArticleRef]:
    """The articles on which rows of the briefing rest, newest first."""
    used = {s.article.id for row in briefing.speakers for s in row.statements}
    used |= {mention.article.id for talk in briefing.talks for mention in talk.mentions}
    used |= {mention.article.id for row in briefing.deadlines for mention in row.mentions}
    used |= {mention.article.id for mention in briefing.others}
    return [ref for ref in briefing.articles if ref.id in used]


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _name(article: Article) -> str:
    return _UNFIT.sub("-", article.title.casefold()).strip("-")[:_NAME_LENGTH] or article.id


def _seed(article: Article) -> str:
    day = article.day.isoformat().replace("-", "") if article.day else ""
    return f"{plain(article.title)}\n{day}\n{plain(article.url or '')}\n{article.text}\n"
