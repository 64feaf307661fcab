"""``brief config`` and ``brief completion``: the settings, and help for the shell."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import BashComplete, CompletionItem

from briefing.unseen import escaped
from tui.cli.groups import Group
from tui.cli.listing import echo_object, json_option
from tui.cli.output import echo

if TYPE_CHECKING:
    from tui.cli.setup import Setup
    from tui.settings.config import Config


class Bash(BashComplete):
    """Completion for bash, in which names with blanks reach the command line as one word."""

    source_template = BashComplete.source_template.replace(
        "COMPREPLY+=($value)", 'COMPREPLY+=("$(printf %%q "$value")")'
    )


_SHELLS = ("bash", "zsh", "fish")
_WATCHES = "watches"


@click.group("config", cls=Group, invoke_without_command=True)
@json_option
@click.pass_context
def config_command(ctx: click.Context, as_json: bool) -> None:
    """Show the settings in force; check, change or edit them."""
    setup: Setup = ctx.obj
    if ctx.invoked_subcommand is None and as_json:
        import msgspec

        settings = msgspec.to_builtins(setup.config)
        echo_object({"file": str(setup.home.config_file), "settings": settings})
    elif ctx.invoked_subcommand is None:
        echo(f"# {setup.home.config_file}")
        echo("\n".join(as_toml(setup.config)))


@config_command.command()
@click.pass_obj
def path(setup: Setup) -> None:
    """Print where the settings are read from."""
    echo(setup.home.config_file)


@config_command.command()
@click.pass_obj
def check(setup: Setup) -> None:
    """Say whether the settings make sense; the exit status is 2 if not."""
    from briefing.errors import UsageError
    from tui.settings.keymap import check_keymap, clashes

    file = setup.home.config_file
    setup.analyser()
    shared = clashes(check_keymap(setup.config.keys, f"{file}: keys"))
    if shared:
        raise UsageError(f"{file}: keys", str(shared[0]), "Give one of them another key")
    echo(f"{file}: {'in order' if file.exists() else 'not there; defaults are used'}")


@config_command.command()
@click.pass_obj
def edit(setup: Setup) -> None:
    """Open the settings in your editor ($VISUAL, $EDITOR), and check them afterwards."""
    from briefing.files import write_whole
    from tui.settings.config import load_config

    file = setup.home.config_file
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lines = ["# Settings of brief: these are the defaults.", "", *_defaults()]
        write_whole(file, "\n".join(lines).encode(), mode=0o600)
    click.edit(filename=str(file))
    load_config(file)
    echo(f"{file}: in order")


def _names(ctx: click.Context, param: click.Parameter, begun: str) -> list[CompletionItem]:
    """What a name of a setting may go on to, for the shell."""
    del ctx, param
    from tui.settings.catalogue import KEYS, settings

    made = [CompletionItem(each.name, help=each.meaning) for each in settings()]
    if begun.startswith(f"{KEYS}."):
        from tui.settings.keymap import bindings_by_id

        made += [CompletionItem(f"{KEYS}.{i}", help=b.tooltip) for i, b in bindings_by_id().items()]
    else:
        made.append(CompletionItem(f"{KEYS}."))
    return [item for item in made if item.value.startswith(begun)]


def _values(ctx: click.Context, param: click.Parameter, begun: str) -> list[str]:
    """What a setting may be, for the shell."""
    del param
    from tui.settings.catalogue import settings

    choices = {each.name: each.choices for each in settings()}
    return [each for each in choices.get(ctx.params.get("name", ""), ()) if each.startswith(begun)]


_name_argument = click.argument("name", metavar="TABLE.KEY", shell_complete=_names)


@config_command.command("set")
@_name_argument
@click.argument("value", shell_complete=_values)
@click.pass_obj
def set_command(setup: Setup, name: str, value: str) -> None:
    """Change one setting in the file, the rest of which stays as it is.

    Lists have commas between their members: tui.panes talks,deadlines. For keys, TABLE.KEY is
    keys and the binding, such as keys.app.quit, and VALUE the keys, such as ctrl+q,f10, or none.
    """
    from tui.settings.file import change

    _show_value(setup, name, change(setup.home.config_file, name, value).config)


@config_command.command()
@_name_argument
@click.pass_obj
def unset(setup: Setup, name: str) -> None:
    """Take one setting out of the file: its default is in force again."""
    from tui.settings.file import unset as take_out

    _show_value(setup, name, take_out(setup.home.config_file, name).config)


def _show_value(setup: Setup, name: str, config: Config) -> None:
    """Say what the setting is now, and in which file."""
    from tui.settings.catalogue import KEYS, find_setting, value_of, written
    from tui.text.phrases import plain

    table, _, key = name.partition(".")
    if table == KEYS:
        from tui.settings.keymap import bindings_by_id

        binding = bindings_by_id().get(key)
        now = config.keys.get(key) or (binding.key if binding else "no binding")
    else:
        now = written(value_of(config, find_setting(name)))
    echo(plain(f"{name} is {now or 'empty'} ({setup.home.config_file})"))


def _defaults() -> Iterator[str]:
    """The default settings, each marked as a comment below the header of its table."""
    from tui.settings.config import Config

    for line in as_toml(Config()):
        yield f"# {line}" if line and not line.startswith("[") else line


def as_toml(config: Config) -> Iterator[str]:
    """The settings as lines of TOML."""
    import msgspec

    tables: dict[str, Mapping[str, Any]] = msgspec.to_builtins(config)
    watches = tables.pop(_WATCHES)
    for name, table in tables.items():
        yield f"[{name}]"
        yield from _lines(table)
    for name, watch in watches.items():
        yield f"[{_WATCHES}.{_toml(name)}]"
        yield from _lines(
            {kind: found for kind, found in watch.items() if kind != "name" and found}
        )


def _lines(table: Mapping[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        yield f"{key} = {_toml(value)}"
    yield ""


def _toml(value: object) -> str:
    """Strings, numbers, booleans and lists of strings read the same in JSON and in TOML."""
    return escaped(json.dumps(value, ensure_ascii=False))


@click.command("completion")
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def completion_command(ctx: click.Context, shell: str) -> None:
    """Print a completion script for bash, zsh or fish."""
    from click.shell_completion import get_completion_class

    make = Bash if shell == "bash" else get_completion_class(shell)
    assert make is not None  # noqa: S101  click knows all of _SHELLS
    echo(make(ctx.find_root().command, {}, "brief", "_BRIEF_COMPLETE").source())
