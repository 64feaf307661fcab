"""What all commands have in common: help, volume, errors, interrupts, questions, lists."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import click
import pexpect
import pytest
from click.testing import CliRunner, Result

from tests.tui.support.commands import QuickAnalyser
from tui.cli.exit_codes import FAILED, INTERRUPTED, MEANINGS, USAGE
from tui.cli.main import COMMANDS, main
from tui.cli.setup import Setup

PROGRAM = [sys.executable, "-c", "from tui.cli.main import main; main(prog_name='brief')"]
FEEDS = ("https://a.example/1", "https://b.example/2")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BRIEF_HOME", str(tmp_path))
    monkeypatch.setattr(Setup, "analyser", lambda self, *cluster: QuickAnalyser())
    return tmp_path


def brief(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)), prog_name="brief")


def every_command() -> list[tuple[str, ...]]:
    names: list[tuple[str, ...]] = []

    def gather(command: click.Command, path: tuple[str, ...]) -> None:
        names.append(path)
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                below = command.get_command(context, name)
                assert below is not None
                gather(below, (*path, name))

    gather(main, ())
    return names


@pytest.mark.parametrize("path", every_command(), ids=" ".join)
def test_every_command_explains_itself_and_can_be_quiet(path: tuple[str, ...]) -> None:
    short, long = brief(*path, "-h"), brief(*path, "--help")
    assert short.exit_code == 0
    assert short.output == long.output
    for option in ("-h, --help", "-q, --quiet", "-v, --verbose"):
        assert option in short.output


def test_help_is_a_word_as_well() -> None:
    assert brief("help").output == brief("--help").output
    assert brief("help", "feeds", "add").output == brief("feeds", "add", "--help").output
    assert brief("feeds", "help", "add").output == brief("feeds", "add", "--help").output
    assert brief("help", "xyzzy").exit_code == USAGE


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (("exprot",), "brief: No such command 'exprot'. Did you mean 'export'? See `brief --help`"),
        (
            ("feeds", "lsit"),
            "brief: No such command 'lsit'. Did you mean 'list'? See `brief feeds --help`",
        ),
        (("xyzzy",), "brief: No such command 'xyzzy'. See `brief --help`"),
        (("print", "--wacth", "x"), "Did you mean '--watch'? See `brief print --help`"),
        (("print", "--since", "yestreday"), "Did you mean 'yesterday'? See `brief print --help`"),
        (("print", "--since"), "brief: Option '--since' requires an argument."),
        (("watch", "remove", "x"), "brief: watch 'x': is unknown. "),
        (("feeds", "remove", "x"), "brief: feed 'x'"),
        (("config", "set", "tui.theem", "x"), "brief: tui.theem: is no setting. Did you mean"),
    ],
)
def test_a_call_that_makes_no_sense_is_one_line(call: tuple[str, ...], complaint: str) -> None:
    done = brief(*call)
    assert done.exit_code == USAGE
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("brief: ")
    assert complaint in line


def test_every_status_is_in_the_readme() -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text("utf-8")
    table = readme.partition("| exit status |")[2]
    for status, meaning in MEANINGS.items():
        assert f"| {status} | {meaning} |" in table


def test_quiet_leaves_answers_and_errors_alone(tmp_path: Path) -> None:
    assert brief("feeds", "add", "-q", "--unchecked", *FEEDS).output == ""
    assert brief("-q", "feeds", "pause", *FEEDS).output == ""
    assert brief("fetch", "--quiet").output == ""
    assert brief("feeds", "list", "-q").stdout.startswith("https://a.example/1\n")
    assert brief("watch", "add", "-q", "fish", "--party", "Norway").output == ""
    assert brief("watch", "list", "-q").stdout == "fish: party Norway\n"
    assert brief("samples", "--load", "-q").output == ""
    assert brief("export", "-q", "--json", tmp_path / "out.json").output == ""
    assert brief("backup", "-q", tmp_path / "backup").output == ""
    failed = brief("add", "-q", "/no/such/file")
    assert (failed.exit_code, failed.stdout) == (FAILED, "")
    assert failed.stderr.startswith("brief: /no/such/file: No such file")


def test_verbose_says_on_standard_error_how_it_is_done(home: Path) -> None:
    done = brief("feeds", "list", "-v", "--json")
    assert done.stdout == ""
    assert f"store: {home / 'data'}" in done.stderr
    assert f"settings: {home / 'config.toml'} (not there: defaults)" in done.stderr
    assert brief("feeds", "list", "--json").stderr == ""


def test_a_fault_shows_its_traceback_to_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(self: Setup) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Setup, "desk", fails)
    assert "Traceback" not in brief("samples").stderr
    assert "Traceback" in brief("samples", "-v").stderr


LISTS: list[tuple[tuple[str, ...], tuple[str, ...]]] = [
    (("feeds", "list"), ("url", "title", "next_fetch")),
    (("watch", "list"), ("name", "parties", "fixed")),
    (("corrections", "list"), ()),
    (("read",), ("id", "title", "published")),
    (("samples",), ("samples",)),
    (("config",), ("file", "settings")),
    (("doctor",), ("sound", "versions", "store", "complaints")),
]


@pytest.mark.parametrize(("command", "fields"), LISTS, ids=lambda each: " ".join(each))
def test_every_list_is_there_for_programs(
    command: tuple[str, ...], fields: tuple[str, ...]
) -> None:
    brief("feeds", "add", "--unchecked", *FEEDS)
    brief("watch", "add", "fish", "--party", "Norway")
    brief("samples", "--load")
    done = brief(*command, "--json")
    assert done.exit_code == 0, done.output
    objects = [json.loads(line) for line in done.stdout.splitlines()]
    assert bool(objects) == bool(fields)
    for each in objects:
        assert next(iter(each)) == "schema"
        assert each["schema"] >= 1
        assert set(fields) <= set(each)


def test_a_list_that_is_empty_is_no_sentence_to_a_program() -> None:
    for command in (("feeds", "list"), ("watch", "list"), ("corrections", "list")):
        assert brief(*command, "--json").stdout == ""
        assert brief(*command).stdout != ""


def test_an_interrupt_ends_with_130_and_no_traceback(home: Path) -> None:
    pipe = home / "pipe"
    os.mkfifo(pipe)
    running = subprocess.Popen(
        [*PROGRAM, "feeds", "import", str(pipe)], stderr=subprocess.PIPE, text=True
    )
    with pipe.open("wb"):  # opened once the command reads from it
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=60)
    assert running.returncode == INTERRUPTED
    assert errors.strip() == ""


QUESTIONS = [
    (("feeds", "remove", FEEDS[0]), f"End the subscription to {FEEDS[0]}?"),
    (("watch", "remove", "fish"), "Look out no longer for fish (party Norway)?"),
    (("samples", "--remove"), "Take the 10 sample articles out of the store?"),
]


@pytest.mark.parametrize(("command", "question"), QUESTIONS, ids=lambda each: " ".join(each[:2]))
def test_what_takes_away_asks_on_a_terminal(
    command: tuple[str, ...], question: str, home: Path
) -> None:
    brief("feeds", "add", "--unchecked", *FEEDS)
    brief("watch", "add", "fish", "--party", "Norway")
    brief("samples", "--load")

    def answered(answer: str, *more: str) -> tuple[int, str]:
        child = pexpect.spawn(
            PROGRAM[0],
            [*PROGRAM[1:], *command, *more],
            env={**os.environ, "BRIEF_HOME": str(home)},
            encoding="utf-8",
            timeout=60,
        )
        if not more:
            child.expect_exact(f"{question} [y/N]: ")
            child.send(answer)
        child.expect(pexpect.EOF)
        printed = child.before or ""
        child.close()
        return child.exitstatus, printed

    status, printed = answered("n\r")
    assert (status, "brief: nothing was changed" in printed) == (FAILED, True)
    assert answered("\x03")[0] == INTERRUPTED
    assert answered("y\r")[0] == 0
    brief("feeds", "add", "--unchecked", *FEEDS)
    brief("watch", "add", "fish", "--party", "Norway")
    brief("samples", "--load")
    assert answered("", "--yes")[0] == 0


def test_nobody_is_asked_where_there_is_no_terminal() -> None:
    brief("watch", "add", "fish", "--party", "Norway")
    assert brief("watch", "remove", "fish").stdout == "Removed fish\n"


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("brief feeds remove ", set(FEEDS)),
        ("brief feeds pause https://b", {FEEDS[1]}),
        ("brief fetch --feed ", set(FEEDS)),
        ("brief print --watch ", {"fish"}),
        ("brief watch remove f", {"fish"}),
        ("brief print --since y", {"yesterday"}),
        ("brief print --format ", {"text", "json", "md"}),
        ("brief add --as tr", {"transcript"}),
        ("brief read ", {"i1"}),
        ("brief watch add x --speaker ana", {"Ana Lind"}),
        ("brief watch add x --place ", {"Oslo"}),
        ("brief watch add x --party i", {"Iceland"}),
    ],
)
def test_completion_knows_what_there_is(words: str, offered: set[str], home: Path) -> None:
    from bench.filling import put_in
    from store.library import open_library
    from tests.briefing.support import article, entry, quote, talk

    brief("feeds", "add", "--unchecked", *FEEDS)
    brief("watch", "add", "fish", "--party", "Norway")
    library = open_library(home / "data")
    of = article("i1", text="Norway and Iceland meet in Oslo, Ana Lind said.")
    met = talk("Oslo", "2022-01-12", parties=("Norway", "Iceland"))
    put_in(library, [entry(of, quotes=(quote("Ana Lind", content="They meet"),), talks=(met,))])
    library.close()
    done = CliRunner().invoke(
        main,
        [],
        prog_name="brief",
        env={
            "_BRIEF_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split(" ")) - 1),
        },
    )
    completions = {line.removeprefix("plain,") for line in done.stdout.splitlines()}
    assert offered <= completions


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("brief add ", "file"),
        ("brief backup ", "file"),
        ("brief export --json x", "file"),
        ("brief export --csv ", "dir"),
        ("brief restore ", "file"),
        ("brief extract ", "file"),
        ("brief feeds import ", "file"),
        ("brief verify ", "file"),
        ("brief corrections export --into ", "file"),
        ("brief analyse --jsonl ", "file"),
        ("brief analyse --into ", "dir"),
    ],
)
def test_completion_leaves_files_to_the_shell(words: str, kind: str) -> None:
    done = CliRunner().invoke(
        main,
        [],
        prog_name="brief",
        env={
            "_BRIEF_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split(" ")) - 1),
        },
    )
    assert done.stdout.startswith(f"{kind},")


def test_bash_gets_names_with_blanks_as_one_word() -> None:
    script = brief("completion", "bash").stdout
    assert '$(printf %q "$value")' in script
    assert subprocess.run(["bash", "-n"], input=script, text=True, check=False).returncode == 0


def test_the_commands_that_are_listed_are_there() -> None:
    assert {path[0] for path in every_command() if path} == set(COMMANDS)
