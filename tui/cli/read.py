"""``brief read``: an article as linear text, or the list of those that there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from briefing.errors import BriefError
from tui.cli.options import as_of_option, days_option, known_option
from tui.cli.output import echo
from tui.cli.print import bring_up_to_date

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from briefing.desk import Desk
    from briefing.rows import ArticleRef
    from tui.cli.setup import Setup


class NoArticle(BriefError):  # noqa: N818  (reads as what it is in an `except`)
    """No article is called so, and none has those words."""


def _ids(
    ctx: click.Context,
    param: click.Parameter,  # noqa: ARG001
    incomplete: str,
) -> list[CompletionItem]:
    """Ids of the briefing's articles that begin so, with their titles, for the shell."""
    from click.shell_completion import CompletionItem

    from tui.cli.setup import Setup
    from tui.text.phrases import plain

    if ctx.params.get("asked"):
        return []
    setup = Setup()
    try:
        with setup.desk() as desk:
            refs = desk.briefing(None, setup.config.briefing.days).articles
    except BriefError:  # what is wrong is said when the command runs, not while one types
        return []
    return [
        CompletionItem(ref.id, help=plain(ref.title))
        for ref in refs
        if ref.id.startswith(incomplete)
    ]


@click.command("read")
@click.argument("asked", nargs=-1, metavar="[NUMBER|ARTICLE-ID|WORDS...]", shell_complete=_ids)
@as_of_option
@known_option
@days_option
@click.option(
    "--versions", is_flag=True, help="How the outlet changed it since it came in, word by word."
)
@click.pass_obj
def read_command(
    setup: Setup,
    asked: tuple[str, ...],
    as_of: date | None,
    known: bool,
    days: int | None,
    versions: bool,
) -> None:
    """Print one article as linear text, with what was found in it.

    Without arguments: the articles of the briefing, numbered. Give back a number, an article's id,
    or words of its title or text. Made for screen readers and pipes: 72 columns, no colour, and
    after each paragraph in words who says what, which talks, what is coming up, which days are
    meant.
    """
    from tui.exports.reading import article_text, choice_text, list_text

    with setup.desk() as desk:
        bring_up_to_date(desk)
        briefing = desk.briefing(as_of, days or setup.config.briefing.days, known)
        if not asked:
            echo(list_text(briefing))
            return
        found = _find(desk, briefing.articles, asked)
        article = desk.article(found[0].id, briefing) if len(found) == 1 else None
        if article is not None and versions:
            from tui.exports.versions import versions_text

            echo(versions_text(desk.versions(article.id)))
            return
        if article is not None:
            echo(article_text(article, desk.findings(article.id, briefing)))
            return
        echo(f"brief: {len(found)} articles have these words; name one", err=True)
        numbers = {ref.id: str(number) for number, ref in enumerate(briefing.articles, 1)}
        echo(choice_text([(numbers.get(ref.id, ref.id), ref) for ref in found]))


def _find(desk: Desk, refs: Sequence[ArticleRef], asked: Sequence[str]) -> Sequence[ArticleRef]:
    """The articles meant, at least one: by id, by number, else by words of title, then of text.

    Raises NoArticle when there is none.
    """
    from briefing.rows import ArticleRef

    words = " ".join(asked)
    article = desk.article(words)
    if article is not None:
        return [ArticleRef.of(article)]
    if words.isdecimal() and 1 <= int(words) <= len(refs):
        return [refs[int(words) - 1]]
    found = list(_titled(refs, words)) or [ArticleRef.of(a) for a in desk.search(words)]
    if not found:
        raise NoArticle(words, "no article has these words", "`brief read` lists the articles")
    return found


def _titled(refs: Iterable[ArticleRef], words: str) -> Iterable[ArticleRef]:
    looked_for = words.casefold().split()
    for ref in refs:
        title = f"{ref.title} {ref.source or ''}".casefold()
        if looked_for and all(word in title for word in looked_for):
            yield ref
