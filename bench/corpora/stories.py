"""Reads the articles that are sorted into stories, and what talks they tell of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from briefing.article_refs import ArticleRef
from briefing.extract.topics import topic_of
from briefing.model import Article, Span, Talk, Topic

CORPUS = Path(__file__).parents[2] / "tests" / "corpus" / "stories"
ASIDE = CORPUS.with_name("stories_aside")
"""Nothing was fitted to these."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article with its story, and its accounts of talks with the meeting each is of."""

    article: Article
    story: str
    talks: tuple[tuple[str, Talk], ...]


def read_stories(folder: Path = CORPUS) -> list[Labelled]:
    """All articles of the corpus by day of publication, as an intake would see them."""
    labelled = [each for path in sorted(folder.glob("*.txt")) for each in _read(path)]
    return sorted(labelled, key=lambda each: (each.article.published, each.article.id))


def _read(path: Path) -> list[Labelled]:
    labelled = []
    for number, block in enumerate(path.read_text("utf-8").split("\n= ")):
        ref, *lines = block.removeprefix("= ").strip().split("\n")
        source, day, title = (part.strip() for part in ref.split("|", 2))
        text = "\n".join(line for line in lines if not line.startswith("@"))
        article = Article(
            id=f"{path.stem}-{number}",
            title=title,
            text=text,
            source=source,
            published=datetime.fromisoformat(day).replace(tzinfo=UTC),
        )
        talks = [_talk(line, text) for line in lines if line.startswith("@")]
        named = tuple((m if "/" in m else f"{path.stem}/{m}", talk) for m, talk in talks)
        labelled.append(Labelled(article, path.stem, named))
    return labelled


def _talk(line: str, text: str) -> tuple[str, Talk]:
    fields = [None if part.strip() == "-" else part.strip() for part in line[1:].split("|")]
    meeting, place, days, parties, status, count, subject = fields
    first, _, last = (days or "").partition("..")
    talk = Talk(
        what=subject or "talks",
        span=Span(0, len(text)),
        status=status,  # type: ignore[arg-type]  # as labelled
        place=place,
        start=datetime.fromisoformat(first).date() if first else None,
        end=datetime.fromisoformat(last or first).date() if first else None,
        parties=tuple(p.strip() for p in (parties or "").split(",") if p.strip()),
        round=int(count) if count else None,
    )
    return meeting or "", talk


def about(article: Article) -> tuple[ArticleRef, Topic]:
    """What stories are gathered from."""
    return ArticleRef.of(article), topic_of(article)
