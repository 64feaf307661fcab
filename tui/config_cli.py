"""``brief config`` and ``brief completion``: the settings, and help for the shell."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tui.cli import Setup
    from tui.config import Config

_SHELLS = ("bash", "zsh", "fish")


@click.group("config", invoke_without_command=True)
@click.pass_context
def config_command(ctx: click.Context) -> None:
    """Show the settings in force; check or edit them."""
    if ctx.invoked_subcommand is None:
        setup: Setup = ctx.obj
        click.echo(f"# {setup.home.config_file}")
        click.echo("\n".join(as_toml(setup.config)))


@config_command.command()
@click.pass_obj
def path(setup: Setup) -> None:
    """Print where the settings are read from."""
    click.echo(setup.home.config_file)


@config_command.command()
@click.pass_obj
def check(setup: Setup) -> None:
    """Say whether the settings make sense; the exit status is 2 if not."""
    from tui.config import check_keys
    from tui.keys import known_ids

    setup.analyser()
    check_keys(setup.config.keys, known_ids(), str(setup.home.config_file))
    there = setup.home.config_file.exists()
    click.echo(
        f"{setup.home.config_file}: {'in order' if there else 'not there; defaults are used'}"
    )


@config_command.command()
@click.pass_obj
def edit(setup: Setup) -> None:
    """Open the settings in your editor ($VISUAL, $EDITOR), and check them afterwards."""
    from tui.config import load_config

    file = setup.home.config_file
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.write_text(
            "\n".join(["# Settings of brief: these are the defaults.", "", *_defaults()])
        )
    click.edit(filename=str(file))
    load_config(file)
    click.echo(f"{file}: in order")


def _defaults() -> Iterator[str]:
    """The default settings, each marked as a comment below the header of its table."""
    from tui.config import Config

    for line in as_toml(Config()):
        yield f"# {line}" if line and not line.startswith("[") else line


def as_toml(config: Config) -> Iterator[str]:
    """The settings as lines of TOML."""
    import msgspec

    tables: Mapping[str, Mapping[str, object]] = msgspec.to_builtins(config)
    for name, table in tables.items():
        yield f"[{name}]"
        for key, value in table.items():
            # Strings, numbers, booleans and lists of strings read the same in JSON and in TOML.
            yield f"{key} = {json.dumps(value)}"
        yield ""


@click.command("completion")
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def completion_command(ctx: click.Context, shell: str) -> None:
    """Print a completion script for bash, zsh or fish."""
    from click.shell_completion import get_completion_class

    make = get_completion_class(shell)
    if make is None:
        click.echo(f"brief: {shell}: no completion for it", err=True)
        sys.exit(1)
    click.echo(make(ctx.find_root().command, {}, "brief", "_BRIEF_COMPLETE").source())
