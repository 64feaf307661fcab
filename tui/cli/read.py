"""``brief read``: an article as linear text, or the list of those that there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from briefing.errors import BriefError
from tui.cli import completions
from tui.cli.day_report import bring_up_to_date
from tui.cli.listing import echo_object, json_option
from tui.cli.options import as_of_option, days_option, known_option
from tui.cli.output import complain, echo

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from briefing.article_refs import ArticleRef
    from briefing.desk import Desk
    from briefing.digest.briefing import Briefing
    from tui.cli.setup import Setup


class NoArticle(BriefError):  # noqa: N818  (reads as what it is in an `except`)
    """No article is called so, and none has those words."""


def _ids(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Ids of articles, unless words have been given: those name one by its title."""
    return [] if ctx.params.get("asked") else completions.articles(ctx, param, incomplete)


@click.command("read")
@click.argument("asked", nargs=-1, metavar="[NUMBER|ARTICLE-ID|WORDS...]", shell_complete=_ids)
@as_of_option
@known_option
@days_option
@click.option(
    "--versions", is_flag=True, help="How the outlet changed it since it came in, word by word."
)
@json_option
@click.pass_obj
def read_command(
    setup: Setup,
    asked: tuple[str, ...],
    as_of: date | None,
    known: bool,
    days: int | None,
    versions: bool,
    as_json: bool,
) -> None:
    """Print one article as linear text, with what was found in it.

    Without arguments: the articles of the briefing, numbered. Give back a number, an article's id,
    or words of its title or text. Made for screen readers and pipes: 72 columns, no colour, and
    after each paragraph in words who says what, which talks, what is coming up, which days are
    meant. With --json, what `brief extract` prints of the article, or the articles of the list.
    """
    from tui.exports.reading import article_text, choice_text, list_text

    with setup.desk() as desk:
        bring_up_to_date(desk)
        briefing = desk.briefing(as_of, days or setup.config.briefing.days, known)
        found = _find(desk, briefing.articles, asked) if asked else briefing.articles
        if as_json:
            _echo_json(desk, briefing, found, bool(asked))
            return
        if not asked:
            echo(list_text(briefing))
            return
        article = desk.article(found[0].id, briefing) if len(found) == 1 else None
        if article is not None and versions:
            from tui.exports.versions import versions_text

            echo(versions_text(desk.versions(article.id)))
            return
        if article is not None:
            echo(article_text(article, desk.findings(article.id, briefing)))
            return
        complain(f"{len(found)} articles have these words; name one")
        numbers = {ref.id: str(number) for number, ref in enumerate(briefing.articles, 1)}
        echo(choice_text([(numbers.get(ref.id, ref.id), ref) for ref in found]))


def _echo_json(desk: Desk, briefing: Briefing, refs: Sequence[ArticleRef], whole: bool) -> None:
    """An object an article: with what was found in it if it is the one asked for."""
    from briefing.codec import dumps, extract_object
    from tui.exports.objects import head_object

    article = desk.article(refs[0].id, briefing) if whole and len(refs) == 1 else None
    findings = desk.findings(article.id, briefing) if article else None
    if article and findings:
        echo(dumps(extract_object(article, findings)))
        return
    for ref in refs:
        echo_object(head_object(ref))


def _find(desk: Desk, refs: Sequence[ArticleRef], asked: Sequence[str]) -> Sequence[ArticleRef]:
    """The articles meant, at least one: by id, by number, else by words of title, then of text.

    Raises NoArticle when there is none.
    """
    from briefing.article_refs import ArticleRef

    words = " ".join(asked)
    article = desk.article(words)
    if article is not None:
        return [ArticleRef.of(article)]
    if words.isdecimal() and 1 <= int(words) <= len(refs):
        return [refs[int(words) - 1]]
    matches = list(_titled(refs, words)) or [ArticleRef.of(a) for a in desk.search(words)]
    if not matches:
        raise NoArticle(words, "no article has these words", "`brief read` lists the articles")
    return matches


def _titled(refs: Iterable[ArticleRef], words: str) -> Iterable[ArticleRef]:
    looked_for = words.casefold().split()
    for ref in refs:
        title = f"{ref.title} {ref.source or ''}".casefold()
        if looked_for and all(word in title for word in looked_for):
            yield ref
