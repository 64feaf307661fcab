"""What docs/ names is there, what it shows runs, and a site can be built of it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tui.cli.main import main
from tui.keys import key_name
from tui.settings.catalogue import settings
from tui.settings.config import TABLES
from tui.settings.keymap import bindings_by_id, keys_of

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
WRITTEN = [page for page in PAGES if page.parent.name != "reference"]

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"`([^`\n]+)`")
_LANGUAGES_OF_SHELL = ("sh", "console", "text")


def prose(page: Path) -> str:
    return _FENCE.sub("", page.read_text("utf-8"))


def blocks(page: Path, *languages: str) -> list[str]:
    return [
        body for language, body in _FENCE.findall(page.read_text("utf-8")) if language in languages
    ]


def words_of(line: str) -> list[str]:
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    lexer.commenters = "#"
    try:
        return list(lexer)
    except ValueError:  # an apostrophe in a line that is not a shell's
        return line.split()


def calls(line: str) -> Iterator[list[str]]:
    """The arguments of each call of ``brief`` in a line of shell, a crontab or tmux."""
    for part in re.findall(r"(?:^|[\s(/])brief( [^|;&)]*)", line):
        words = words_of(part)
        end = next((n for n, word in enumerate(words) if set(word) <= set("><|&;()")), len(words))
        yield words[:end]


def check_call(arguments: list[str]) -> None:
    """Raises ``click.UsageError`` for a command or an option that there is not."""
    command: click.Command = main
    context = click.Context(main, info_name="brief")
    while isinstance(command, click.Group) and arguments and arguments[0][:1] not in ("-", ""):
        below = command.get_command(context, arguments[0])
        if below is None and command is main:
            raise click.UsageError(f"no command {arguments[0]!r}")
        if below is None:
            break
        command, arguments = below, arguments[1:]
        context = click.Context(command, context, command.name)
    if not isinstance(command, click.Group):
        command.make_parser(context).parse_args(arguments)
    else:
        names = {name for option in command.params for name in option.opts} | {"-h", "--help"}
        for option in (a for a in arguments if a.startswith("-")):
            if option not in names:
                raise click.UsageError(f"no option {option!r}")


def commands_named(page: Path) -> Iterator[list[str]]:
    for block in blocks(page, *_LANGUAGES_OF_SHELL):
        for line in block.replace("\\\n", " ").splitlines():
            yield from calls(line)
    for code in _CODE.findall(prose(page)):
        if code.startswith("brief "):
            yield from calls(code)


@pytest.mark.parametrize("page", [*WRITTEN, ROOT / "README.md"], ids=lambda page: page.name)
def test_every_command_and_option_that_a_page_names_is_there(page: Path) -> None:
    for arguments in commands_named(page):
        try:
            check_call(arguments)
        except (click.MissingParameter, click.BadOptionUsage):
            continue  # `brief add` and `--jsonl` alone name what is there
        except click.UsageError as error:
            pytest.fail(f"brief {' '.join(arguments)}: {error.message}")


def test_the_check_of_commands_sees_what_is_wrong() -> None:
    with pytest.raises(click.UsageError):
        check_call(["frobnicate"])
    with pytest.raises(click.UsageError):
        check_call(["print", "--no-such-option"])
    assert list(calls("*/20 * * * * brief fetch --quiet | mail x; brief status")) == [
        ["fetch", "--quiet"],
        ["status"],
    ]


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_every_key_that_a_page_names_is_one(page: Path) -> None:
    keys = {key_name(k) for each in bindings_by_id().values() for k in keys_of(each, {})}
    named = {code for code in _CODE.findall(prose(page)) if len(code) == 1} - {"-", "~", "*"}
    assert named <= keys


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_every_setting_that_a_page_names_is_one(page: Path) -> None:
    setting = re.compile(rf"(?:{'|'.join(TABLES)})\.[a-z_]+")
    named = {match[0] for code in _CODE.findall(prose(page)) if (match := setting.match(code))}
    assert named <= {each.name for each in settings()}


def test_the_figures_on_trust_are_those_of_the_readme() -> None:
    trust = (DOCS / "extraction.md").read_text("utf-8").partition("## How far to trust it")[2]
    figure = re.compile(r"(?<!\d)\.\d\d\b|\d+\.\d %")
    measured = (ROOT / "README.md").read_text("utf-8").partition("## What it is measured at")[2]
    figures = set(figure.findall(trust.partition("\n## ")[0]))
    assert len(figures) > 8
    assert figures <= set(figure.findall(measured))


@pytest.mark.slow
@pytest.mark.xdist_group("docs")
@pytest.mark.parametrize(
    "page", [page for page in WRITTEN if blocks(page, "sh")], ids=lambda page: page.name
)
def test_the_examples_of_a_page_run(page: Path, tmp_path: Path) -> None:
    """Blocks marked ``sh``, one after the other, on a machine that nobody has used before."""
    environment = {
        **os.environ,
        "BRIEF_HOME": str(tmp_path / "home"),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    script = "set -euo pipefail\n" + "\n".join(blocks(page, "sh"))
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.xdist_group("docs")
def test_a_site_is_built_of_it_without_a_warning(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    for page in PAGES:
        assert (tmp_path / page.relative_to(DOCS)).with_suffix(".html").is_file()
