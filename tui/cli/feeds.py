"""``brief feeds …`` and ``brief fetch``: subscriptions and the news that they bring."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click
from msgspec.structs import replace

from briefing.errors import BriefError, IntakeError, UsageError
from briefing.intake.text import clean as plain
from briefing.model import FULL_TEXT_MODES, Feed, FullText
from tui.cli.errors import exit_with
from tui.text.look import count

if TYPE_CHECKING:
    from briefing.desk import Desk
    from briefing.intake.feeds.round import Outcome, Result
    from tui.cli.setup import Setup

_NO_FEEDS = (
    "There are no feeds yet. `brief feeds add URL` subscribes to one, "
    "`brief feeds import --starter` to a dozen public ones."
)
_full_text_option = click.option(
    "--full-text",
    type=click.Choice(FULL_TEXT_MODES),
    help="Fetch the pages of articles: always, never, or when the feed has teasers only (auto).",
)
_folder_option = click.option("--folder", help="Put it into this folder (A/B for one in another).")
_tags_option = click.option("--tag", "tags", multiple=True, help="Give it this tag; repeatable.")


@click.group("feeds")
def feeds_command() -> None:
    """Subscribe to feeds, list them and change them."""


@feeds_command.command()
@click.argument("addresses", nargs=-1, required=True, metavar="URL|SITE...")
@click.option("--title", help="Call it this.")
@_folder_option
@_tags_option
@_full_text_option
@click.option("--unchecked", is_flag=True, help="Subscribe without asking the server first.")
@click.pass_obj
def add(
    setup: Setup,
    addresses: tuple[str, ...],
    title: str | None,
    folder: str | None,
    tags: tuple[str, ...],
    full_text: str | None,
    unchecked: bool,
) -> None:
    """Subscribe to feeds; for the address of a site, to the feed that it names."""
    import asyncio

    from briefing.clock import system_clock
    from briefing.intake.lookup import find_feed

    allowed = setup.config.feeds.allow_hosts
    errors: list[BriefError] = []
    with setup.desk() as desk:
        for address in addresses:
            try:
                found = Feed(address) if unchecked else asyncio.run(find_feed(address, allowed))
                feed = _change(folder, tags, full_text)(replace(found, title=title or found.title))
                new = desk.feeds.subscribe(feed, system_clock())
            except (IntakeError, UsageError) as error:
                errors.append(error)
                continue
            click.echo(f"{'Subscribed to' if new else 'Already there:'} {_name(feed)}")
    exit_with(errors)


@feeds_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def list_command(setup: Setup, as_json: bool) -> None:
    """Show each feed: folder, last and next fetch, new articles, last error with its remedy."""
    from tui.cli.feed_rows import feed_lines, feed_object

    with setup.desk() as desk:
        known = desk.feeds.all()
    if as_json:
        from briefing.codec import dumps

        for feed in known:
            click.echo(dumps(feed_object(feed)))
        return
    if not known:
        click.echo(_NO_FEEDS)
    for line in feed_lines(known):
        click.echo(line)


@feeds_command.command()
@click.argument("names", nargs=-1, required=True)
@click.pass_obj
def remove(setup: Setup, names: tuple[str, ...]) -> None:
    """End subscriptions, by address or title. Their articles stay."""
    with setup.desk() as desk:
        for feed in _found(desk, names):
            desk.feeds.unsubscribe(feed.url)
            click.echo(f"Removed {_name(feed)}; its articles stay")


@feeds_command.command()
@click.argument("name")
@click.argument("title")
@click.pass_obj
def rename(setup: Setup, name: str, title: str) -> None:
    """Give a feed a name of your own."""
    with setup.desk() as desk:
        (feed,) = _found(desk, [name])
        click.echo(f"Renamed to {_name(desk.feeds.rename(feed.url, title))}")


@feeds_command.command("set")
@click.argument("names", nargs=-1, required=True)
@_folder_option
@_tags_option
@_full_text_option
@click.pass_obj
def set_command(
    setup: Setup,
    names: tuple[str, ...],
    folder: str | None,
    tags: tuple[str, ...],
    full_text: str | None,
) -> None:
    """Change the folder, the tags or the full-text mode of feeds."""
    with setup.desk() as desk:
        for feed in _found(desk, names):
            changed = desk.feeds.edit(feed.url, _change(folder, tags, full_text))
            click.echo(f"Changed {_name(changed)}")


@feeds_command.command()
@click.argument("names", nargs=-1, required=True)
@click.pass_obj
def pause(setup: Setup, names: tuple[str, ...]) -> None:
    """Stop fetching feeds until they are resumed."""
    _pause(setup, names, True)


@feeds_command.command()
@click.argument("names", nargs=-1, required=True)
@click.pass_obj
def resume(setup: Setup, names: tuple[str, ...]) -> None:
    """Fetch paused feeds again, and forget their failures."""
    _pause(setup, names, False)


def _pause(setup: Setup, names: tuple[str, ...], paused: bool) -> None:
    with setup.desk() as desk:
        for feed in _found(desk, names):
            desk.feeds.pause(feed.url, paused)
            click.echo(f"{'Paused' if paused else 'Resumed'} {_name(feed)}")


@feeds_command.command("import")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--starter", is_flag=True, help="A dozen public world-news feeds.")
@click.pass_obj
def import_command(setup: Setup, files: tuple[Path, ...], starter: bool) -> None:
    """Subscribe to the feeds of OPML files, folders and tags kept."""
    from briefing.clock import system_clock
    from briefing.intake.feeds.opml import read_opml, read_opml_file, starter_opml

    if not files and not starter:
        raise click.UsageError("Give OPML files, or --starter.")
    errors: list[BriefError] = []
    with setup.desk() as desk:
        for path in [*files, *([None] if starter else [])]:
            try:
                imported = read_opml_file(path) if path else read_opml(starter_opml(), "starter")
            except IntakeError as error:
                errors.append(error)
                continue
            name = str(path) if path else "The starter list"
            now = system_clock()
            new = [f for f in imported.feeds if desk.feeds.subscribe(f, now)]
            click.echo(
                f"{plain(name)}: {len(new)} subscribed, "
                f"{len(imported.feeds) - len(new)} already there"
            )
            errors += [IntakeError(plain(name), problem) for problem in imported.problems]
    exit_with(errors)


@feeds_command.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def export(setup: Setup, file: Path | None) -> None:
    """Write all subscriptions as OPML to FILE, or to standard output."""
    from briefing.intake.feeds.opml import write_opml

    with setup.desk() as desk:
        document = write_opml(desk.feeds.all())
    if file is None:
        sys.stdout.buffer.write(document)
        return
    try:
        file.write_bytes(document)
    except OSError as error:
        raise IntakeError(str(file), error.strerror or "cannot be written", "Check it") from error
    click.echo(f"Wrote {plain(str(file))}")


@feeds_command.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Print what feed FILES would bring in, one JSON object for each article.

    The store is not touched. A file with a problem has it in its line; the exit status is 0.
    """
    from briefing.clock import system_clock
    from briefing.codec import dumps
    from briefing.intake.feeds.check import check_files

    for record in check_files(files, system_clock()):
        click.echo(dumps(record))


@click.command("fetch")
@click.option("--feed", "names", multiple=True, help="Only this feed, by address or title.")
@click.option("--all", "everything", is_flag=True, help="All feeds but paused ones, due or not.")
@click.option("--full-text", is_flag=True, help="Fetch the pages of all new articles.")
@click.pass_obj
def fetch_command(setup: Setup, names: tuple[str, ...], everything: bool, full_text: bool) -> None:
    """Fetch the feeds that are due, and analyse what is new.

    A feed is due half an hour after it was fetched, later after failures, and when it is named.
    Paused feeds are left out unless they are named. Pages that an earlier fetch has left are
    fetched too.
    """
    from briefing.clock import system_clock
    from tui.cli.print import leave_report

    with setup.desk() as desk:
        pages_of: tuple[Feed, ...] = ()
        if names:
            wanted = _found(desk, names)
        else:
            pages_of = desk.feeds.with_pages()
            due = desk.feeds.wanted(system_clock(), automatic=True)
            wanted = list(pages_of) if everything else due
            if said := _why_not(desk.feeds.all(), wanted):
                click.echo(said, err=bool(wanted))
        try:
            outcome = _fetch(setup, desk, wanted, pages_of, "always" if full_text else None)
            results = outcome.results
            setup.leave_front(desk, any(r.stored.added or r.stored.changed for r in results))
            leave_report(setup, desk)
        except KeyboardInterrupt:
            click.echo("Stopped; what came in is kept.", err=True)
            sys.exit(130)
    _sum_up(outcome)


def _why_not(known: Sequence[Feed], wanted: Sequence[Feed]) -> str:
    """What to say of the feeds that are not asked now: how many, and when the next is due."""
    if not known:
        return _NO_FEEDS
    later = [f for f in known if not f.paused and f not in wanted]
    if not later:
        return "" if wanted else "All feeds are paused; `brief feeds resume NAME` ends that."
    first = min(later, key=lambda f: (f.next_fetch is not None, f.next_fetch))
    due = f", at {first.next_fetch.astimezone():%H:%M}" if first.next_fetch else ""
    left = f"{count(len(later), 'feed')} not due yet" if wanted else "No feed is due yet"
    return f"{left}; the next is {_name(first)}{due}. `brief fetch --all` asks all."


def _fetch(
    setup: Setup,
    desk: Desk,
    wanted: Iterable[Feed],
    pages_of: tuple[Feed, ...],
    full_text: FullText | None,
) -> Outcome:
    from briefing.jobs.fetch import FetchHooks, FetchOptions
    from tui.cli.progress import progress_line

    feeds = setup.config.feeds
    usual = cast("FullText", feeds.full_text)
    options = FetchOptions(full_text, usual, feeds.allow_hosts, pages_of)
    with progress_line("analysed") as progress:
        hooks = FetchHooks(_show, progress, lambda: setup.retire_samples(desk))
        return desk.fetch(wanted, options, hooks, lambda: desk.analyser.stop())


def _show(result: Result) -> None:
    """One line for each feed, as it comes in; a page that failed leaves its teaser and no line."""
    if result.page is not None:
        return
    if result.error is not None:
        click.echo(f"brief: {plain(str(result.error))}", err=True)
        return
    new, changed = len(result.stored.added), len(result.stored.changed)
    news = ", ".join([f"{new} new"] * bool(new) + [f"{changed} changed"] * bool(changed))
    click.echo(f"{_name(result.feed)}: {news or 'nothing new'}")


def _sum_up(outcome: Outcome) -> None:
    from briefing.jobs.fetch import FetchCounts
    from tui.text.fetching import fetched_line, waiting_pages

    counts = FetchCounts()
    for result in outcome.results:
        counts.add(result)
    said = [fetched_line(counts)]
    if counts.pages:
        said.append(f"the full text of {counts.completed:,} of {counts.pages:,} teasers")
    if outcome.waiting:
        said.append(waiting_pages(outcome.waiting))
    if counts.failed:
        said.append(f"{counts.failed:,} failed")
    if outcome.results:
        click.echo("; ".join(said))
    if counts.failed:
        sys.exit(1)


def _found(desk: Desk, names: Iterable[str]) -> list[Feed]:
    return [desk.feeds.find(name) for name in names]


def _change(
    folder: str | None, tags: tuple[str, ...], full_text: str | None
) -> Callable[[Feed], Feed]:
    """What sets those of the fields of a feed that are given."""
    fields: dict[str, Any] = {}
    if folder is not None:
        fields["folder"] = plain(folder).strip("/") or None
    if tags:
        fields["tags"] = tuple(dict.fromkeys(plain(t) for t in tags if plain(t)))
    if full_text is not None:
        fields["full_text"] = full_text
    return lambda feed: replace(feed, **fields)


def _name(feed: Feed) -> str:
    return plain(f"{feed.title} ({feed.url})" if feed.title else feed.url)
