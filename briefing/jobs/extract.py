"""``brief extract``: articles in, one JSON object a line out, in order, without the store."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from briefing.analysis.analyser import Analyser
from briefing.clock import system_clock
from briefing.codec import dumps, extract_object
from briefing.errors import AnalysisError, BriefError, IntakeError
from briefing.extract.forms import FORM_NAMES
from briefing.intake.article_ids import digest
from briefing.intake.seeds import SUFFIX
from briefing.jobs.documents import As, files_of, read_files
from briefing.model import Article

_ANY = As()
_REMEDY = 'Give one JSON object a line, with "text" and "published" (YYYY-MM-DD)'


def extract_files(
    paths: Iterable[Path],
    analyser: Analyser,
    errors: list[BriefError],
    override: As = _ANY,
) -> Iterator[str]:
    """Lines of JSON for the articles of files: seeds, pages, mail, PDF, calendars.

    ``errors`` collects what could not be read or analysed; ``override`` is what ``--as`` said.
    """
    files = list(files_of(paths))
    articles = read_files(files, override, system_clock(), errors)
    # A mailbox holds more articles than one, so that only seeds can be counted beforehand.
    total = len(files) if all(path.suffix == SUFFIX for path in files) else None
    yield from _analysed(articles, analyser, errors, total)


def extract_lines(
    lines: Iterable[bytes],
    analyser: Analyser,
    errors: list[BriefError],
    name: str = "standard input",
    first: int = 1,
    *,
    versions: bool = False,
) -> Iterator[str]:
    """Lines of JSON for objects with ``text``, ``published``, and maybe more.

    ``id``, ``title`` and ``url`` are the article's; ``format`` is a form of ``FORM_NAMES``. The
    text is taken and printed as it comes, so that offsets into it hold for the caller. Errors call
    the input ``name``, and the number of its first line is ``first``. With ``versions`` each
    object names the version of the words that it is of.
    """

    def articles() -> Iterator[Article]:
        for number, line in enumerate(lines, first):
            if not line.strip():
                continue
            try:
                yield parse_line(line, f"{name}:{number}")
            except IntakeError as error:
                errors.append(error)

    yield from _analysed(articles(), analyser, errors, None, versions)


def _analysed(
    articles: Iterable[Article],
    analyser: Analyser,
    errors: list[BriefError],
    total: int | None,
    versions: bool = False,
) -> Iterator[str]:
    waiting: list[Article] = []

    def remembered() -> Iterator[Article]:
        for article in articles:
            waiting.append(article)
            yield article

    for findings in analyser.analyse(remembered(), total):
        article = waiting.pop(0)
        if findings.analyser != analyser.name:  # a worker may join a cluster once others were asked
            problem = f"analyses with {findings.analyser}, not with {analyser.name}"
            raise AnalysisError("a worker", problem, "Install the same brief and model there")
        if findings.error:
            errors.append(AnalysisError(article.title or article.id, findings.error))
        version = {"version": article.version} if versions else {}
        yield dumps({**extract_object(article, findings), **version})


def parse_line(line: bytes, name: str) -> Article:
    """One object of ``brief extract --jsonl`` as an article. Raises ``IntakeError``."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise IntakeError(name, f"is not JSON ({error})", _REMEDY) from error
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise IntakeError(name, 'has no "text"', _REMEDY)
    for key in ("id", "title", "url", "published", "format"):
        if not isinstance(record.get(key), str | None):
            raise IntakeError(name, f'"{key}" is not a string', _REMEDY)
    form = record.get("format")
    if form is not None and form not in FORM_NAMES:
        raise IntakeError(name, f'"format" is {form!r}', f"One of: {', '.join(FORM_NAMES)}")
    title, text = record.get("title") or "", record["text"]
    return Article(
        id=record.get("id") or digest(title, text),
        title=title,
        text=text,
        url=record.get("url"),
        published=_moment(record.get("published"), name),
        form=form,
    )


def _moment(published: Any, name: str) -> datetime | None:
    if not published:
        return None
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        raise IntakeError(name, f'"published" is {published!r}, which is no day', _REMEDY) from None
    if len(published) <= len("YYYY-MM-DD"):
        return datetime.combine(date.fromisoformat(published), time(), UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
