"""``brief watch …``: what to look out for, by name; ``brief print --watch NAME`` shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli.output import echo

if TYPE_CHECKING:
    from tui.cli.setup import Setup

_KINDS = {
    "speaker": "A speaker's name, or part of it.",
    "place": "A place of talks.",
    "party": "A party to talks, or who has to meet a deadline.",
    "phrase": "Words in this order.",
    "search": "A search as in the panes: words, speaker:, place:, kind: and so on.",
}


@click.group("watch")
def watch_command() -> None:
    """Look out for speakers, places, parties, phrases and searches."""


def _looking_for(command: click.decorators.FC) -> click.decorators.FC:
    for kind, what in reversed(_KINDS.items()):
        command = click.option(
            f"--{kind}", multiple=True, metavar="TEXT", help=f"{what} Repeatable."
        )(command)
    return command


@watch_command.command()
@click.argument("name")
@_looking_for
@click.pass_obj
def add(
    setup: Setup,
    name: str,
    speaker: tuple[str, ...],
    place: tuple[str, ...],
    party: tuple[str, ...],
    phrase: tuple[str, ...],
    search: tuple[str, ...],
) -> None:
    """Look out for any of these under a NAME. A watch of that name is replaced."""
    from briefing.watches.watch import Watch, described
    from tui.text.phrases import plain

    watch = Watch(name, speaker, place, party, phrase, search)
    with setup.desk() as desk:
        desk.watches(setup.config.watches).put(watch)
    echo(plain(f"{watch.name}: {described(watch)}"))


@watch_command.command("list")
@click.pass_obj
def list_watches(setup: Setup) -> None:
    """List the watches."""
    from briefing.watches.watch import described
    from tui.text.phrases import plain

    fixed = setup.config.watches
    with setup.desk() as desk:
        watches = desk.watches(fixed).all()
    for watch in watches:
        origin = " (from config.toml)" if watch.name in fixed else ""
        echo(plain(f"{watch.name}: {described(watch)}{origin}"))
    if not watches:
        echo("There are no watches yet. `brief watch add NAME --speaker TEXT` makes one.")


@watch_command.command()
@click.argument("name")
@click.pass_obj
def remove(setup: Setup, name: str) -> None:
    """Look out for NAME no longer."""
    with setup.desk() as desk:
        watches = desk.watches(setup.config.watches)
        watches.check_free(name)
        watches.remove(watches.find(name).name)
