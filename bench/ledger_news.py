"""Links in real news, to be read: ``python -m bench.ledger_news FOLDER [--articles N] [--skip M]``.

FOLDER holds posts in Markdown as ``bench.news_words`` takes them. The articles of the largest
stories are analysed, after the first M of them up to N; printed are all that the ledger links to an
undertaking or a demand, and all contradictions, each with both sentences. No label is needed to see
which are wrong, and a wrong one costs more than a pair of ``bench.ledger`` that is missed.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from bench.news_words import read
from briefing.article_refs import ArticleRef
from briefing.contradictions.claims import claims_of
from briefing.contradictions.pairs import contradictions
from briefing.digest.stories import gather
from briefing.extract import pipeline
from briefing.extract.topics import topic_of
from briefing.ledger.book import Book
from briefing.model import Article, Entry
from briefing.nlp_model import BUNDLED_MODEL

ARTICLES = 750


def articles_in(folder: Path) -> Iterator[Article]:
    """The posts of a folder, each title once, with the day that their names begin with."""
    titles = set[str]()
    for path in sorted(folder.glob("*.md")):
        article = read(path)
        if article is not None and article.title not in titles:
            titles.add(article.title)
            day = datetime.fromisoformat(path.name[:10]).replace(hour=12, tzinfo=UTC)
            yield replace(article, published=day, source=folder.name)


def stories_of(articles: Sequence[Article], skip: int, most: int) -> list[list[Article]]:
    """The largest stories after ``skip`` articles, up to ``most`` articles."""
    by_id = {article.id: article for article in articles}
    gathered = gather([(ArticleRef.of(each), topic_of(each)) for each in articles])
    stories: list[list[Article]] = []
    seen = 0
    for story in sorted(gathered, key=lambda story: -len(story.articles)):
        seen += len(story.articles)
        if skip < seen <= skip + most:
            stories.append([by_id[ref.id] for ref in reversed(story.articles)])
    return stories


def print_links(story: Sequence[Entry]) -> tuple[int, int]:
    """Print what is linked in a story; how many answers and contradictions these are."""
    texts = {entry.article.id: entry.article.text for entry in story}
    book = Book(lambda _one, _other: True)
    for entry in story:
        book.take_in(entry)
    answers = 0
    for undertaking, heard in book.undertakings():
        for answer in heard:
            answers += 1
            print(f"\n{answer.outcome}: {undertaking.owed_by or 'nobody named'}: {undertaking.act}")
            print(
                f"  {undertaking.article.day} {undertaking.span.of(texts[undertaking.article.id])}"
            )
            print(f"  {answer.article.day} {answer.span.of(texts[answer.article.id])}")
    rows = contradictions(
        claim
        for entry in story
        for claim in claims_of(ArticleRef.of(entry.article), entry.article.text, entry.findings)
    )
    for row in rows:
        print(f"\n{row.kind}:")
        for account in (side[0] for side in row.sides):
            print(f"  {account.article.day} {account.span.of(texts[account.article.id])}")
    return answers, len(rows)


def main() -> None:
    """Gather, analyse, print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--articles", type=int, default=ARTICLES)
    arguments.add_argument("--skip", type=int, default=0)
    options = arguments.parse_args()
    stories = stories_of(list(articles_in(options.folder)), options.skip, options.articles)
    articles = [article for story in stories for article in story]
    analysed = zip(articles, pipeline.analyse(articles, BUNDLED_MODEL), strict=True)
    entries = {article.id: Entry(article, findings) for article, findings in analysed}
    counts = [print_links([entries[each.id] for each in story]) for story in stories]
    linked, contradicted = (sum(each) for each in zip(*counts, strict=True))
    print(
        f"\n{len(stories)} stories, {len(articles)} articles: {linked} answers linked to", end=" "
    )
    print(f"what was undertaken or asked, {contradicted} contradictions")


if __name__ == "__main__":
    main()
