"""The reference in docs/, made from the code: keys, settings and commands.

``python -m tui.cli.reference FOLDER`` writes the pages below that folder (``make reference``: below
``docs/reference``). ``tests/tui/cli/test_reference.py`` fails when those in docs/ are other ones.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import click
from textual.binding import Binding

from briefing.typed_days import EXAMPLES
from briefing.watches.watch import KINDS
from tui.cli.exit_codes import MEANINGS
from tui.cli.groups import shared_options
from tui.cli.main import COMMANDS, main
from tui.keys import key_name
from tui.settings.catalogue import Setting, settings, written
from tui.settings.config import TABLES
from tui.settings.keymap import SCREENS, keys_of
from tui.settings.rows import TITLES

_NOTE = "<!-- Made by tui/cli/reference.py from the code: change that, then `make reference`. -->"

_ABOUT_KEYS = """\
# Keys

`?` shows the keys of the screen at hand. Each binding can be given other keys, by its id, in the
settings (`,`), with `brief config set keys.ID KEYS`, or in `config.toml`."""

_ABOUT_SETTINGS = """\
# Settings

They stand in `config.toml`; `brief config path` says where that is, `brief config` what is in
force. `brief config set TABLE.KEY VALUE` changes one and `brief config unset TABLE.KEY` takes it
out; so do `Enter` and `d` in the settings of the panes (`,`). The rest of the file stays as it is.
Without a file, all defaults are in force. An unknown key is an error that names the nearest right
one."""

_OTHER_TABLES = """
¹ In force from the next start on.

## Keys: `[keys]`

A binding's id and its keys, with commas between them, or `none`: `app.quit = "ctrl+q,f10"`.
[All ids](keys.md).

## Watches: `[watches.NAME]`

What is looked out for under a name, beside the watches that `brief watch add` makes: lists of texts
under {kinds}. Any of them is enough. `on_match` is a command with its arguments, a list of texts,
that is run for each new item: [News that comes to you](../servers.md#news-that-comes-to-you)."""

_ABOUT_COMMANDS = """\
# Commands

`man brief` has the same, `brief COMMAND --help` each for itself. Every command also takes {names},
`-h` and `--help`."""

_AFTER_COMMANDS = """
## Days

A day can be typed as in: {examples}. Of a week, a month or a year, the first day is meant after
`--since`, the last one after `--as-of`.

## Exit statuses

| status | |
|---|---|"""

_SHARED_KEYS = {
    "app": "Everywhere",
    "screen": "Back",
    "take": "What is selected",
    "count": "Numbers before a motion",
    "list": "Moving in rows",
    "rows": "Filter, order and groups",
    "evidence": "The evidence below the rows",
    "text": "Moving in texts",
}
"""Headings over the bindings of several screens, by how their ids begin, in this order."""


def pages() -> dict[str, str]:
    """Each page as Markdown, by its name in the folder of the reference."""
    made = {"keys.md": _keys, "settings.md": _settings, "commands.md": _commands}
    return {name: "\n".join([_NOTE, "", *lines()]) + "\n" for name, lines in made.items()}


def _keys() -> Iterator[str]:
    yield _ABOUT_KEYS
    for heading, bindings in _key_groups().items():
        yield from ("", f"## {heading}", "", "| keys | does | id |", "|---|---|---|")
        for binding in bindings.values():
            keys = " ".join(f"`{key_name(key)}`" for key in keys_of(binding, {}))
            yield f"| {keys} | {binding.tooltip} | `{binding.id}` |"


def _key_groups() -> dict[str, dict[str, Binding]]:
    """Under each heading the bindings by their ids: those of many screens first, then a screen's
    own."""
    groups: dict[str, dict[str, Binding]] = {title: {} for title in _SHARED_KEYS.values()}
    for screen, bindings in SCREENS.items():
        for binding in chain.from_iterable(bindings):
            if binding.id is not None:
                prefix = binding.id.partition(".")[0]
                groups.setdefault(_SHARED_KEYS.get(prefix, screen), {})[binding.id] = binding
    return groups


def _settings() -> Iterator[str]:
    yield _ABOUT_SETTINGS
    for table in TABLES:
        yield from ("", f"## {TITLES[table]}: `[{table}]`", "")
        yield from ("| setting | default | values | means |", "|---|---|---|---|")
        yield from (_setting(each) for each in settings() if each.table == table)
    yield _OTHER_TABLES.format(kinds=", ".join(f"`{kind}`" for kind in KINDS))


def _setting(setting: Setting) -> str:
    values = ", ".join(f"`{choice}`" for choice in setting.choices) or _kind(setting)
    later = "" if setting.at_once else " ¹"
    default = f"`{written(setting.default)}`" if setting.default != () else "none"
    return f"| `{setting.name}` | {default} | {values} | {setting.meaning}{later} |"


def _kind(setting: Setting) -> str:
    if isinstance(setting.default, tuple):
        return "texts"
    return "a whole number" if isinstance(setting.default, int) else "a text"


def commands() -> Iterator[tuple[click.Command, click.Context]]:
    """Every command with the context that it is called in, those of a group after the group."""
    context = click.Context(main, info_name="brief", **main.context_settings)
    yield main, context
    for name in COMMANDS:
        command = main.get_command(context, name)
        if command is not None:
            yield from _with_those_below(command, click.Context(command, context, name))


def _with_those_below(
    command: click.Command, context: click.Context
) -> Iterator[tuple[click.Command, click.Context]]:
    yield command, context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                yield from _with_those_below(below, click.Context(below, context, name))


def _commands() -> Iterator[str]:
    names = [name for option in shared_options() for name in option.opts]
    yield _ABOUT_COMMANDS.format(names=", ".join(f"`{name}`" for name in names))
    for command, context in commands():
        yield from _command(command, context)
    yield _AFTER_COMMANDS.format(examples=EXAMPLES)
    yield from (f"| {status} | {meaning} |" for status, meaning in MEANINGS.items())


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    path = context.command_path
    yield from ("", f"{'#' * min(2 + max(path.count(' ') - 1, 0), 3)} {path}", "")
    pieces = command.collect_usage_pieces(context)
    yield from ("```text", " ".join([path, *pieces]), "```")
    for paragraph in (command.help or "").split("\n\n"):
        line = " ".join(paragraph.split())
        # A dash that begins a line would begin a list.
        yield from ("", f"`-`{line[1:]}" if line.startswith("- ") else line)
    shared = {name for option in shared_options() for name in option.opts}
    options = [
        option
        for option in command.params
        if isinstance(option, click.Option) and not shared & {*option.opts}
    ]
    if options:
        yield ""
    for option in options:
        names = ", ".join((*option.opts, *option.secondary_opts))
        takes = "" if option.is_flag or option.count else f" {option.make_metavar(context)}"
        yield f"- `{names}{takes}`: {option.help or ''}"


def write(folder: Path) -> None:
    """Write every page into that folder, which has to be there."""
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
