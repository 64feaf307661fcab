"""An evidence bundle: the briefing, its findings and the articles that it cites, in one ZIP file.

The articles are seed files, so that ``brief add`` reads them again; ``findings.jsonl`` holds what
``brief extract`` prints, with offsets into the text that stands beside them. ``sources/`` holds the
bytes that texts were read from, and ``manifest.json`` says how all of it hangs together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from msgspec.structs import replace

from briefing.article_refs import ArticleRef
from briefing.codec import dumps, extract_object
from briefing.digest.briefing import Briefing
from briefing.evidence import manifest
from briefing.evidence.container import packed
from briefing.model import Article, Entry
from briefing.sources import NO_SOURCES, SourceRef, Sources
from tui.exports.day_report import DayReport, EntryOf
from tui.exports.markdown import to_markdown
from tui.exports.objects import to_json
from tui.exports.tables import tables
from tui.text.phrases import plain

_UNFIT = re.compile(r"[^a-z0-9]+")
_NAME_LENGTH = 48  # characters of a title in a file name, which leaves room for its number and day


def to_bundle(
    report: DayReport,
    entry_of: EntryOf,
    sources: Sources = NO_SOURCES,
    sign: Callable[[bytes], bytes] | None = None,
    corrected: Collection[str] = (),
) -> bytes:
    """The ZIP file. The same briefing of the same articles gives the same bytes.

    Sentences are quoted from the articles in it alone, which ``entry_of`` gives by their ids.
    ``sources`` has what they were read from; ``sign`` gives the signature of the manifest;
    ``corrected`` are the ids of those in which a reader has set findings right.
    """
    briefing = report.briefing
    entries = [entry for ref in cited(briefing) if (entry := entry_of(ref.id)) is not None]
    texts = {entry.article.id: entry.article.text for entry in entries}
    enclosed = replace(report, text_of=lambda article_id: texts.get(article_id, ""))
    files = dict(_files(enclosed, entries))
    pieces = []
    for number, entry in enumerate(entries, 1):
        name, article = _file(number, entry.article), entry.article
        files[name] = _bytes(_seed(article))
        kept = []
        for ref in _sources_of(article, sources):
            raw = sources.read(ref.sha256)
            if raw is not None:
                files[f"{manifest.SOURCES}/{ref.sha256}"] = raw
                kept.append(ref)
        analyser = entry.findings.analyser if entry.findings else None
        is_corrected = article.id in corrected
        line = _line(entry)
        pieces.append(manifest.piece_of(article, name, kept, analyser, line, is_corrected))
    files[manifest.NAME] = made = manifest.made(files, pieces)
    if sign is not None:
        files[manifest.SIGNATURE] = sign(made)
    return packed(files, briefing.as_of.day)


def _sources_of(article: Article, sources: Sources) -> list[SourceRef]:
    """The bytes that this version was read from; all that are kept where it is not known which."""
    every = list(sources.of(article.id))
    return [ref for ref in every if ref.version == article.version] or every


def _line(entry: Entry) -> str | None:
    return dumps(extract_object(entry.article, entry.findings)) if entry.findings else None


def _files(report: DayReport, entries: list[Entry]) -> Iterator[tuple[str, bytes]]:
    yield "briefing.md", _bytes(to_markdown(report))
    yield "briefing.json", _bytes(to_json(report) + "\n")
    found = [line for entry in entries if (line := _line(entry))]
    yield "findings.jsonl", _bytes("".join(f"{line}\n" for line in found))
    for name, content in tables(report.briefing, report.text_of, report.edits).items():
        yield f"tables/{name}", content


def cited(briefing: Briefing) -> list[ArticleRef]:
    """The articles on which rows of the briefing rest, newest first."""
    used = {s.article.id for row in briefing.speakers for s in row.statements}
    used |= {mention.article.id for talk in briefing.talks for mention in talk.mentions}
    used |= {mention.article.id for row in briefing.deadlines for mention in row.mentions}
    used |= {mention.article.id for mention in briefing.others}
    return [ref for ref in briefing.articles if ref.id in used]


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _file(number: int, article: Article) -> str:
    return f"articles/{number:03}-{_name(article)}.txt"


def _name(article: Article) -> str:
    return _UNFIT.sub("-", article.title.casefold()).strip("-")[:_NAME_LENGTH] or article.id


def _seed(article: Article) -> str:
    day = article.day.isoformat().replace("-", "") if article.day else ""
    return f"{plain(article.title)}\n{day}\n{plain(article.url or '')}\n{article.text}\n"
