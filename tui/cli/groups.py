"""What every group of commands does: the nearest right name, and the options that all share."""

from __future__ import annotations

from typing import Any

import click

from tui.cli.output import Volume, echo, set_volume

_HELP = "help"


class Group(click.Group):
    """A group that names the nearest command where it has none of that name."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of that name; ``help`` stands for ``--help``. Raises ``click.UsageError``."""
        name = args[0]
        if name == _HELP and self.get_command(ctx, _HELP) is None:
            if len(args) > 1:
                return super().resolve_command(ctx, [*args[1:], f"--{_HELP}"])
            echo(ctx.get_help())
            ctx.exit()
        if not (ctx.resilient_parsing or name.startswith("-") or self.get_command(ctx, name)):
            raise click.UsageError(f"No such command {name!r}.{self._nearest(ctx, name)}", ctx)
        return super().resolve_command(ctx, args)

    def _nearest(self, ctx: click.Context, name: str) -> str:
        import difflib

        near = difflib.get_close_matches(name, self.list_commands(ctx), n=1)
        return f" Did you mean {near[0]!r}?" if near else ""


def with_shared_options(command: click.Command) -> click.Command:
    """The command, and those below it, with the options that all of them have."""
    if not any(option.name == _QUIET for option in command.params):
        command.params += shared_options()
    if isinstance(command, click.Group):
        for each in command.commands.values():
            with_shared_options(each)
    return command


_QUIET = "quiet"


def shared_options() -> list[click.Option]:
    """``--quiet`` and ``--verbose``, which stand before a command as well as after it."""
    return [
        _volume_option(["-q", f"--{_QUIET}"], Volume.QUIET, "Say nothing but answers and errors."),
        _volume_option(
            ["-v", "--verbose"], Volume.VERBOSE, "Say on standard error how it is done."
        ),
    ]


def _volume_option(names: list[str], volume: Volume, text: str) -> click.Option:
    def choose(ctx: click.Context, param: click.Parameter, chosen: Any) -> None:
        del ctx, param
        if chosen:
            set_volume(volume)

    return click.Option(names, is_flag=True, expose_value=False, callback=choose, help=text)
