"""``brief watch …``: what to look out for, by name; ``brief print --watch NAME`` shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli import completions
from tui.cli.confirm import confirm, yes_option
from tui.cli.groups import Group
from tui.cli.listing import echo_object, json_option
from tui.cli.output import echo, report

if TYPE_CHECKING:
    from tui.cli.setup import Setup

_KINDS = {
    "speaker": "A speaker's name, or part of it.",
    "place": "A place of talks.",
    "party": "A party to talks, or who has to meet a deadline.",
    "phrase": "Words in this order.",
    "search": "A search as in the panes: words, speaker:, place:, kind: and so on.",
}


_COMPLETERS = {
    "speaker": completions.speakers,
    "place": completions.places,
    "party": completions.parties,
}


@click.group("watch", cls=Group)
def watch_command() -> None:
    """Look out for speakers, places, parties, phrases and searches."""


def _looking_for(command: click.decorators.FC) -> click.decorators.FC:
    for kind, what in reversed(_KINDS.items()):
        command = click.option(
            f"--{kind}",
            multiple=True,
            metavar="TEXT",
            help=f"{what} Repeatable.",
            shell_complete=_COMPLETERS.get(kind),
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
    report(plain(f"{watch.name}: {described(watch)}"))


@watch_command.command("list")
@json_option
@click.pass_obj
def list_watches(setup: Setup, as_json: bool) -> None:
    """List the watches."""
    from briefing.watches.watch import described, watch_to_json
    from tui.text.phrases import plain

    fixed = setup.config.watches
    with setup.desk() as desk:
        watches = desk.watches(fixed).all()
    for watch in watches:
        if as_json:
            echo_object({**watch_to_json(watch), "fixed": watch.name in fixed})
            continue
        origin = " (from config.toml)" if watch.name in fixed else ""
        echo(plain(f"{watch.name}: {described(watch)}{origin}"))
    if not watches and not as_json:
        echo("There are no watches yet. `brief watch add NAME --speaker TEXT` makes one.")


@watch_command.command()
@click.argument("name", shell_complete=completions.own_watches)
@yes_option
@click.pass_obj
def remove(setup: Setup, name: str, yes: bool) -> None:
    """Look out for NAME no longer."""
    from briefing.watches.watch import described
    from tui.text.phrases import plain

    with setup.desk() as desk:
        watches = desk.watches(setup.config.watches)
        watches.check_free(name)
        watch = watches.find(name)
        confirm(plain(f"Look out no longer for {watch.name} ({described(watch)})?"), yes)
        watches.remove(watch.name)
    report(plain(f"Removed {watch.name}"))
