"""What of docs/ is made from the code: keys, settings, commands, fields, and the schemas.

``python -m tui.cli.reference docs`` writes it (``make reference``), below that folder.
``tests/tui/cli/test_reference.py`` fails when what is in docs/ is something else.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import click
from textual.binding import Binding

from briefing.kinds import all_kinds
from briefing.typed_days import EXAMPLES
from briefing.watches.watch import KINDS
from tui.cli.exit_codes import MEANINGS
from tui.cli.groups import shared_options
from tui.cli.main import COMMANDS, main
from tui.exports.meanings import FINDINGS
from tui.exports.schemas import schemas
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

_ABOUT_FIELDS = """\
# Fields of findings

As `brief extract` prints them, and as they stand in every other JSON. A span is `[start, end)` in
characters of the article's text; days are `YYYY-MM-DD`; what is not known is `null`. How they are
found, and how far to trust them: [How extraction works](../extraction.md)."""

_SHARED_KEYS = {
    "app": "Everywhere",
    "screen": "Back",
    "take": "What is selected",
    "first": "While there are samples only: articles of your own",
    "count": "Numbers before a motion",
    "list": "Moving in rows",
    "rows": "Filter, order and groups",
    "evidence": "The evidence below the rows",
    "text": "Moving in texts",
}
"""Headings over the bindings of several screens, by how their ids begin, in this order."""


def made() -> dict[str, str]:
    """All that is made, as text, by its path in docs/."""
    pages = {
        "keys": _keys,
        "settings": _settings,
        "commands": _commands,
        "fields": _fields,
    }
    texts = {f"reference/{name}.md": _page(lines()) for name, lines in pages.items()}
    for name, schema in schemas().items():
        texts[name] = f"{json.dumps(schema, ensure_ascii=False, indent=1)}\n"
    return texts


def _page(lines: Iterator[str]) -> str:
    return "\n".join([_NOTE, "", *lines]) + "\n"


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


def _fields() -> Iterator[str]:
    yield _ABOUT_FIELDS
    for kind in all_kinds():
        yield from ("", f"## {kind.plural.capitalize()}", "", "| field | means |", "|---|---|")
        for field in kind.fields:
            yield f"| `{field}` | {FINDINGS[kind.name][field]} |"


def write(folder: Path) -> None:
    """Write all that is made into that folder, which has to hold a folder ``reference``."""
    for name, text in made().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
