"""``brief feeds …``: subscriptions, listed and changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from briefing.errors import BriefError, IntakeError, UsageError
from briefing.feed import FULL_TEXT_MODES, Feed
from briefing.files import STANDARD_OUTPUT
from briefing.intake.text import clean
from tui.cli import completions
from tui.cli.confirm import confirm, yes_option
from tui.cli.errors import exit_with
from tui.cli.feed_rows import NO_FEEDS, feed_name
from tui.cli.groups import Group
from tui.cli.listing import echo_object, json_option
from tui.cli.output import echo, report
from tui.cli.targets import Target, mkdir_option, prepare

if TYPE_CHECKING:
    from briefing.desk import Desk
    from tui.cli.setup import Setup

_full_text_option = click.option(
    "--full-text",
    type=click.Choice(FULL_TEXT_MODES),
    help="Fetch the pages of articles: always, never, or when the feed has teasers only (auto).",
)
_folder_option = click.option("--folder", help="Put it into this folder (A/B for one in another).")
_tags_option = click.option("--tag", "tags", multiple=True, help="Give it this tag; repeatable.")


@click.group("feeds", cls=Group)
def feeds_command() -> None:
    """Subscribe to feeds, list them and change them."""


@feeds_command.command()
@click.argument("addresses", nargs=-1, required=True, metavar="URL|SITE...")
@click.option("--title", help="Call it this.")
@_folder_option
@_tags_option
@_full_text_option
@click.option(
    "--credentials",
    metavar="FILE",
    type=click.Path(),
    help="The address is of FreshRSS or Miniflux: log in with the token on the only line of this "
    "file, or the user's name and the API password on two. It has to be yours alone (chmod 600).",
)
@click.option("--unchecked", is_flag=True, help="Subscribe without asking the server first.")
@click.pass_obj
def add(
    setup: Setup,
    /,
    addresses: tuple[str, ...],
    title: str | None,
    folder: str | None,
    tags: tuple[str, ...],
    full_text: str | None,
    **how: Any,
) -> None:
    """Subscribe to feeds; for the address of a site, to the feed that it names.

    With --credentials, to all that a FreshRSS or a Miniflux gathers, through the Google Reader API.
    Nothing is changed there: what you read here stays unread there.
    """
    from briefing.clock import system_clock

    errors: list[BriefError] = []
    with setup.desk() as desk:
        for address in addresses:
            try:
                discovered = _discovered(setup, address, **how)
                feed = _change(folder, tags, full_text)(
                    replace(discovered, title=title or discovered.title)
                )
                new = desk.feeds.subscribe(feed, system_clock())
            except (IntakeError, UsageError) as error:
                errors.append(error)
                continue
            report(f"{'Subscribed to' if new else 'Already there:'} {feed_name(feed)}")
    exit_with(errors)


def _discovered(setup: Setup, address: str, credentials: str | None, unchecked: bool) -> Feed:
    import asyncio

    from briefing.intake.lookup import aggregator, find_aggregator, find_feed

    allowed = setup.config.feeds.allow_hosts
    if credentials is None:
        return Feed(address) if unchecked else asyncio.run(find_feed(address, allowed))
    if unchecked:
        return aggregator(address, credentials)
    return asyncio.run(find_aggregator(address, credentials, allowed))


@feeds_command.command("list")
@json_option
@click.pass_obj
def list_command(setup: Setup, as_json: bool) -> None:
    """Show each feed: folder, last and next fetch, new articles, last error with its remedy."""
    from tui.cli.feed_rows import feed_lines, feed_object

    with setup.desk() as desk:
        feeds = desk.feeds.all()
    if as_json:
        for feed in feeds:
            echo_object(feed_object(feed))
        return
    if not feeds:
        echo(NO_FEEDS)
    for line in feed_lines(feeds):
        echo(line)


@feeds_command.command()
@click.argument("names", nargs=-1, required=True, shell_complete=completions.feeds)
@yes_option
@click.pass_obj
def remove(setup: Setup, names: tuple[str, ...], yes: bool) -> None:
    """End subscriptions, by address or title. Their articles stay."""
    with setup.desk() as desk:
        feeds = _feeds_named(desk, names)
        confirm(f"End the subscription to {', '.join(map(feed_name, feeds))}?", yes)
        for feed in feeds:
            desk.feeds.unsubscribe(feed.url)
            report(f"Removed {feed_name(feed)}; its articles stay")


@feeds_command.command()
@click.argument("name", shell_complete=completions.feeds)
@click.argument("title")
@click.pass_obj
def rename(setup: Setup, name: str, title: str) -> None:
    """Give a feed a name of your own."""
    with setup.desk() as desk:
        (feed,) = _feeds_named(desk, [name])
        report(f"Renamed to {feed_name(desk.feeds.rename(feed.url, title))}")


@feeds_command.command("set")
@click.argument("names", nargs=-1, required=True, shell_complete=completions.feeds)
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
        for feed in _feeds_named(desk, names):
            changed = desk.feeds.edit(feed.url, _change(folder, tags, full_text))
            report(f"Changed {feed_name(changed)}")


@feeds_command.command()
@click.argument("names", nargs=-1, required=True, shell_complete=completions.feeds)
@click.pass_obj
def pause(setup: Setup, names: tuple[str, ...]) -> None:
    """Stop fetching feeds until they are resumed."""
    _pause(setup, names, True)


@feeds_command.command()
@click.argument("names", nargs=-1, required=True, shell_complete=completions.feeds)
@click.pass_obj
def resume(setup: Setup, names: tuple[str, ...]) -> None:
    """Fetch paused feeds again, and forget their failures."""
    _pause(setup, names, False)


def _pause(setup: Setup, names: tuple[str, ...], paused: bool) -> None:
    with setup.desk() as desk:
        for feed in _feeds_named(desk, names):
            desk.feeds.pause(feed.url, paused)
            report(f"{'Paused' if paused else 'Resumed'} {feed_name(feed)}")


@feeds_command.command("import")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--starter", is_flag=True, help="A dozen public world-news feeds.")
@click.pass_obj
def import_command(setup: Setup, files: tuple[Path, ...], starter: bool) -> None:
    """Subscribe to the feeds of OPML files or newsboat's `urls`, folders, titles and tags kept.

    Lines of `urls` that run programs (exec:, filter:) or search (query:) are named and left out.
    """
    from briefing.clock import system_clock
    from briefing.intake.feeds.opml import read_opml, starter_opml
    from briefing.intake.feeds.subscription_files import read_subscriptions

    if not files and not starter:
        raise click.UsageError("Give files of subscriptions, or --starter.")
    errors: list[BriefError] = []
    with setup.desk() as desk:
        for path in [*files, *([None] if starter else [])]:
            try:
                imported = (
                    read_subscriptions(path) if path else read_opml(starter_opml(), "starter")
                )
            except IntakeError as error:
                errors.append(error)
                continue
            name = str(path) if path else "The starter list"
            now = system_clock()
            new = [f for f in imported.feeds if desk.feeds.subscribe(f, now)]
            report(
                f"{clean(name)}: {len(new)} subscribed, "
                f"{len(imported.feeds) - len(new)} already there"
            )
            errors += [IntakeError(clean(name), problem) for problem in imported.problems]
    exit_with(errors)


@feeds_command.command()
@click.argument("file", default=STANDARD_OUTPUT, type=Target())
@mkdir_option
@click.pass_obj
def export(setup: Setup, file: Path, mkdir: bool) -> None:
    """Write all subscriptions as OPML to FILE, or to standard output.

    Those to FreshRSS and Miniflux are left out, which are no feeds to other readers.
    """
    from briefing.files import write_whole
    from briefing.intake.feeds.opml import write_opml

    prepare([file], mkdir)
    with setup.desk() as desk:
        feeds = desk.feeds.all()
    write_whole(file, write_opml(feed for feed in feeds if feed.credentials is None))
    if file != STANDARD_OUTPUT:
        report(f"Wrote {clean(str(file))}")
    for feed in feeds:
        if feed.credentials is not None:
            report(f"Left out {feed_name(feed)}, which is no feed", err=True)


@feeds_command.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Print what feed FILES would bring in, one JSON object for each article.

    The store is not touched. A file with a problem has it in its line; the exit status is 0.
    """
    from briefing.clock import system_clock
    from briefing.intake.feeds.check import check_files

    for record in check_files(files, system_clock()):
        echo_object(record)


def _feeds_named(desk: Desk, names: Iterable[str]) -> list[Feed]:
    return [desk.feeds.find(name) for name in names]


def _change(
    folder: str | None, tags: tuple[str, ...], full_text: str | None
) -> Callable[[Feed], Feed]:
    """A change of a feed: the fields that were given are set, the others stay."""
    fields: dict[str, Any] = {}
    if folder is not None:
        fields["folder"] = clean(folder).strip("/") or None
    if tags:
        fields["tags"] = tuple(dict.fromkeys(clean(t) for t in tags if clean(t)))
    if full_text is not None:
        fields["full_text"] = full_text
    return lambda feed: replace(feed, **fields)
