"""The command as a user runs it: a home of its own, no terminal; often a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from briefing.samples import sample_articles
from tui.cli.main import COMMANDS, main

BRIEF = [sys.executable, "-c", "from tui.cli.main import main; main(prog_name='brief')"]
SEED = (
    "Ferry talks go on\n20240305\nhttps://example.org/ferry\n"
    "“The ferry will run,” harbour master Ana Lind said on Tuesday.\n"
    "Norway and Iceland will hold talks in Oslo on Friday.\n"
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def brief(
    home: Path, *arguments: str | Path, stdin: str | bytes = b"", **environment: str
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*BRIEF, *map(str, arguments)],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        env={**os.environ, "BRIEF_HOME": str(home), **environment},
        timeout=120,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


def brief_here(
    home: Path, *arguments: str | Path, stdin: str | bytes = b""
) -> subprocess.CompletedProcess[str]:
    """The same in this process, and analysed by its worker: each of its own loads a model."""
    done = CliRunner().invoke(
        main,
        [str(each) for each in arguments],
        prog_name="brief",
        input=stdin,
        env={"BRIEF_HOME": str(home)},
    )
    return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text(SEED, encoding="utf-8")
    return path


def test_the_list_of_commands_says_what_each_says_of_itself() -> None:
    context = click.Context(main)
    assert main.list_commands(context) == sorted(COMMANDS)
    for name, (_, text) in COMMANDS.items():
        command = main.get_command(context, name)
        assert command is not None
        assert (command.help or "").splitlines()[0] == text
    assert main.get_command(context, "no such command") is None


def test_without_a_terminal_the_first_launch_prints_the_samples(home: Path) -> None:
    done = brief(home)
    assert done.returncode == 0
    assert "sample articles" in done.stderr
    assert "Briefing for Mon 10 January 2022 (the day with most ahead)" in done.stdout
    assert "Vladimir Putin" in done.stdout
    assert "Vienna" in done.stdout
    assert "\x1b" not in done.stdout
    assert brief(home, "--print").stdout == done.stdout
    assert brief(home, "print", "--as-of", "2022-01-11").stdout != done.stdout


def test_own_articles_retire_the_samples_and_say_so(home: Path, seed: Path) -> None:
    brief_here(home)
    added = brief_here(home, "add", seed)
    assert added.returncode == 0
    assert added.stdout == "1 added, 0 replaced, 0 already there\n"
    assert "sample articles were taken out" in added.stderr
    assert brief_here(home, "samples").stdout == "0 sample articles in the store\n"
    again = brief_here(home, "add", seed)
    assert again.stdout == "0 added, 0 replaced, 1 already there\n"
    assert again.stderr == ""
    printed = json.loads(brief_here(home, "print", "--format", "json").stdout)
    assert printed["as_of"] == "2024-03-05"
    assert [h["title"] for h in printed["articles"]] == ["Ferry talks go on"]
    assert "# Briefing for Tue 5 March 2024" in brief_here(home, "print", "--format", "md").stdout


PAGE = (
    "<html><head><title>Ferry talks go on</title>"
    '<meta property="article:published_time" content="2024-03-04T08:00:00Z"></head>'
    "<body><article><h1>Ferry talks go on</h1>"
    + "".join(
        f"<p>Harbour master Ana Lind said in Oslo that crossing {n} would run as planned, "
        "whatever the weather over the fjord and the state of the old landing.</p>"
        for n in range(8)
    )
    + "<script>alert(1)</script></article></body></html>"
)


def test_web_pages_and_standard_input_are_added_too(home: Path, seed: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    missing = tmp_path / "missing.html"
    done = brief_here(home, "add", page, missing, "-", stdin=SEED)
    assert done.stdout == "2 added, 0 replaced, 0 already there\n"
    assert done.returncode == 1
    assert f"brief: {missing}: No such file" in done.stderr
    assert brief_here(home, "add", seed).stdout.startswith("0 added, 0 replaced, 1 already there")
    assert brief_here(home, "add", "-", stdin=PAGE).stdout.startswith(
        "0 added, 0 replaced, 1 already"
    )
    shown = brief_here(home, "print", "--format", "json", "--as-of", "2024-03-05").stdout
    assert "alert(1)" not in shown


def test_an_address_that_may_not_be_asked_is_one_error(home: Path, seed: Path) -> None:
    done = brief_here(home, "add", "http://127.0.0.1:9/x", seed)
    assert done.returncode == 1
    assert done.stdout.startswith("1 added")
    assert len(done.stderr.splitlines()) == 1
    assert "127.0.0.1" in done.stderr


def test_samples_can_be_taken_out_and_stay_out_until_asked_for(home: Path) -> None:
    count = len(list(sample_articles()))
    assert brief_here(home, "samples", "--load").stdout == f"{count} sample articles loaded\n"
    assert brief_here(home, "samples", "--remove").stdout == f"{count} sample articles removed\n"
    assert "0 articles" in brief_here(home).stdout


def test_one_bad_file_stops_no_other_and_is_the_exit_status(
    home: Path, seed: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"Title\nyesterday\n")
    missing = tmp_path / "missing.txt"
    done = brief_here(home, "extract", bad, seed, missing)
    assert done.returncode == 1
    (line,) = done.stdout.splitlines()
    assert json.loads(line)["title"] == "Ferry talks go on"
    errors = done.stderr.splitlines()
    assert len(errors) == 2
    assert errors[0].startswith(f"brief: {bad}:2: has 'yesterday'")
    assert errors[1].startswith(f"brief: {missing}: No such file")
    assert not home.exists()


def test_extract_points_at_the_words_themselves(home: Path, seed: Path) -> None:
    record = json.loads(brief_here(home, "extract", seed).stdout)
    assert record["published"] == "2024-03-05"
    (quote,) = record["quotes"]
    assert quote["speaker"] == "Ana Lind"
    start, end = quote["spans"][0]
    assert "The ferry will run" in record["text"][start:end]
    (talk,) = record["talks"]
    assert (talk["place"], talk["start"], talk["status"]) == ("Oslo", "2024-03-08", "planned")
    assert [d["when"] for d in record["deadlines"]] == ["2024-03-08"]


def test_objects_from_standard_input_keep_their_text_and_order(home: Path) -> None:
    texts = [f"Number {n} \u202e\x1b[31m\ud83d\ude00 said nothing.\n\nNo." for n in range(40)]
    lines = [json.dumps({"text": t, "published": "2024-03-05", "id": f"i{t[:9]}"}) for t in texts]
    lines.insert(3, "not json")
    lines.insert(5, "")
    done = brief_here(home, "extract", "--jsonl", stdin="\n".join(lines))
    assert done.returncode == 1
    assert done.stderr.startswith("brief: standard input:4: is not JSON")
    assert [json.loads(line)["text"] for line in done.stdout.splitlines()] == [
        json.loads(json.dumps(t)) for t in texts
    ]
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("[]", 'has no "text"'),
        ('{"text": 3}', 'has no "text"'),
        ('{"text": "x", "id": 3}', '"id" is not a string'),
        ('{"text": "x", "published": "2024-13-01"}', "which is no day"),
        pytest.param("[" * 100_000, "is not JSON", id="deep"),
    ],
)
def test_a_bad_object_is_an_error_that_names_its_line(home: Path, line: str, problem: str) -> None:
    done = brief(home, "extract", "--jsonl", stdin=line)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("brief: standard input:1: ")
    assert problem in done.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["extract"], 2, "Give seed files"),
        (["print", "--as-of", "2022-02-30"], 2, "2022-02-30"),
        (["print", "--days", "0"], 2, "--days"),
        (["add", "/no/such/file"], 1, "No such file"),
        (["ad"], 2, "No such command"),
    ],
)
def test_wrong_calls_say_what_is_wrong(
    home: Path, arguments: list[str], status: int, message: str
) -> None:
    done = brief(home, *arguments)
    assert done.returncode == status
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_is_one_line_with_the_nearest_right_one(home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text('[nlp]\nmodle = "x"\n')
    done = brief(home, "print")
    assert done.returncode == 2
    assert "Did you mean 'model'?" in done.stderr
    (home / "config.toml").write_text('[nlp]\nmodel = "no_such_model"\n')
    done = brief(home, "print")
    assert done.returncode == 1
    assert "model 'no_such_model': is not installed" in done.stderr


def test_a_reader_that_leaves_early_is_no_error_message(home: Path) -> None:
    command = " ".join(["'" + part.replace("'", "'\\''") + "'" for part in BRIEF])
    done = subprocess.run(
        ["bash", "-c", f"{command} | head -1"],
        capture_output=True,
        text=True,
        env={**os.environ, "BRIEF_HOME": str(home)},
        timeout=120,
    )
    assert done.stdout.startswith("Briefing for")
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr
