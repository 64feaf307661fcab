"""The manual page, made from the commands: ``python -m tui.cli.manual > docs/brief.1``.

``tests/tui/cli/test_manual.py`` fails when what is in docs/ is another one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import version

import click

from briefing.typed_days import EXAMPLES
from tui.cli.exit_codes import MEANINGS
from tui.cli.groups import shared_options
from tui.cli.main import COMMANDS, main

_ABOUT = """
.B brief
reads news articles and shows, in panes, the quotes, talks and deadlines that it finds in them.
Every row leads to the exact sentence that it rests on.
Without a terminal on standard input, output and error, with
.B TERM=dumb
or with
.BR \\-\\-print ,
it prints the briefing as text.
.PP
The briefing is of today, or, when the newest article is more than 14 days old, of that article's
day.
"""

_REST = """
.SH KEYS
.B ?
lists the keys of every screen.
.B b
leads to the running stories, with which it opens if there are any,
.B D
to the panes over everything.
.B 1 2 3
and
.B Tab
choose a pane,
.B j k
and the arrows move in it,
.B Enter
goes down to the sentence,
.B Esc
comes back,
.B 5j
moves by five,
.B ,
shows and changes the settings and the keys,
.B q
quits.
.SH FILES
.TP
.I ~/.config/brief/config.toml
The settings.
.TP
.I ~/.local/share/brief/
The store: a snapshot in TinyDB's JSON and a journal.
.SH ENVIRONMENT
.TP
.B BRIEF_HOME
A folder for settings and store, in place of the two above.
.TP
.B NO_COLOR
No colours.
.TP
.B SSH_CONNECTION
If set, fewer frames are drawn.
"""


def manual() -> str:
    """The page as roff."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield '.\\" Made by tui/cli/manual.py from the commands: change them, then `make man`.'
    yield f'.TH BRIEF 1 "" "brief {version("brief-desk")}" "User commands"'
    yield ".SH NAME"
    yield "brief \\- who said what, where talks happen, which deadlines are coming up"
    context = click.Context(main, info_name="brief", **main.context_settings)
    yield ".SH SYNOPSIS"
    yield ".B brief"
    yield "[\\fIOPTIONS\\fR]"
    yield ".br"
    yield ".B brief"
    yield "\\fICOMMAND\\fR [\\fIARGUMENTS\\fR]"
    yield ".SH DESCRIPTION"
    yield _ABOUT.strip()
    yield ".SH OPTIONS"
    yield from _options(main, context)
    yield "Every command takes"
    yield ", ".join(_names(option, context) for option in (*shared_options(), _help_of(main)))
    yield "as well."
    yield ".SH COMMANDS"
    for name in COMMANDS:
        command = main.get_command(context, name)
        if command is not None:
            yield from _command(command, click.Context(command, context, name))
    yield ".SH DAYS"
    yield f"A day can be typed as in: {_roff(EXAMPLES)}."
    yield "Of a week, a month or a year, the first day is meant after"
    yield ".BR \\-\\-since ,"
    yield "the last one after"
    yield ".BR \\-\\-as\\-of ."
    yield ".SH EXIT STATUS"
    for status, meaning in MEANINGS.items():
        yield ".TP"
        yield f".B {status}"
        yield _roff(meaning)
    yield ".PP"
    yield "The panes, told to go by SIGTERM or SIGHUP, leave all in order and end with 128 and its"
    yield "number."
    yield _REST.strip()


def _help_of(command: click.Command) -> click.Option:
    context = click.Context(command, info_name="brief", **command.context_settings)
    option = command.get_help_option(context)
    assert isinstance(option, click.Option)  # noqa: S101  the group has names for it
    return option


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    """A command, then what is below it, each with its call, its help and its options."""
    yield f".SS {_roff(context.command_path.partition(' ')[2])}"
    pieces = [p for p in command.collect_usage_pieces(context) if p != "[OPTIONS]"]
    yield f".B {_roff(' '.join([context.command_path, *pieces]))}"
    yield ".PP"
    yield from _paragraphs(command.help or "")
    yield from _options(command, context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                yield from _command(below, click.Context(below, context, name))


def _paragraphs(text: str) -> Iterator[str]:
    for number, paragraph in enumerate(re.split(r"\n\s*\n", text.strip())):
        if number:
            yield ".PP"
        yield _roff(" ".join(paragraph.split()))


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    shared = {name for option in shared_options() for name in option.opts}
    for option in command.params:
        if isinstance(option, click.Option) and (command is main or not shared & {*option.opts}):
            yield ".TP"
            yield _names(option, context)
            yield _roff(option.help or "")
    yield ".PP"


def _names(option: click.Option, context: click.Context) -> str:
    """``\\fB-h\\fR, \\fB--help\\fR``: the names of an option, and what it takes."""
    names = ", ".join(f"\\fB{_roff(name)}\\fR" for name in (*option.opts, *option.secondary_opts))
    if option.is_flag or option.count:
        return names
    return f"{names} \\fI{_roff(option.make_metavar(context))}\\fR"


def _roff(text: str) -> str:
    """Words as roff prints them: no line of them is a request, no sign is taken for another."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("`", "")
    escaped = re.sub(r"[^\x00-\x7f]", lambda sign: f"\\[u{ord(sign[0]):04X}]", escaped)
    return f"\\&{escaped}" if escaped[:1] in (".", "'") else escaped


if __name__ == "__main__":
    sys.stdout.write(manual())
