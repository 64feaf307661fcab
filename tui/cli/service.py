"""``brief service …``: a systemd timer of the user that fetches."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click

from briefing.errors import ExportError, UsageError
from tui.cli.groups import Group
from tui.cli.output import echo, report

NAME = "brief-fetch"
_MARK = "# Written by `brief service install`; `brief service remove` takes it away.\n"


@click.group("service", cls=Group)
def service_command() -> None:
    """Have systemd fetch every so often, for you alone."""


@service_command.command()
@click.option(
    "--minutes", type=click.IntRange(1, 1440), default=20, help="Fetch so often (default: 20)."
)
@click.option("--print", "only_print", is_flag=True, help="Show the files; write nothing.")
def install(minutes: int, only_print: bool) -> None:
    """Write a timer and a service for systemd, and say how to start them.

    Nothing is started. Files of that name that brief has not written are left alone.
    """
    files = units(_command(), minutes, os.environ.get("BRIEF_HOME"))
    if only_print:
        for path, content in files.items():
            echo(f"# {path}\n{content}")
        return
    from briefing.files import write_all_whole

    for path in files:
        if path.exists() and not _is_own(path):
            problem = "is there, and brief has not written it"
            raise ExportError(str(path), problem, "Move it away, or change it by hand")
        path.parent.mkdir(parents=True, exist_ok=True)
    write_all_whole({path: content.encode() for path, content in files.items()})
    for path in files:
        report(f"Wrote {path}")
    report(
        f"Start it: systemctl --user daemon-reload && systemctl --user enable --now {NAME}.timer"
    )
    report("On a server, have it run while you are logged out, too: loginctl enable-linger")


@service_command.command()
def remove() -> None:
    """Take the timer and the service away, and say how to stop them."""
    own = [path for path in units("", 1, None) if path.exists() and _is_own(path)]
    for path in own:
        path.unlink()
        report(f"Removed {path}")
    if not own:
        report("There is no timer of brief.")
    else:
        report(f"Stop it: systemctl --user stop {NAME}.timer; systemctl --user daemon-reload")


def _is_own(unit: Path) -> bool:
    """Whether brief has written that file."""
    return unit.read_text("utf-8", "replace").startswith(_MARK)


def units(command: str, minutes: int, brief_home: str | None) -> dict[Path, str]:
    """The two files, each by its path (systemd.service(5), systemd.timer(5))."""
    base = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    folder = Path(base).expanduser() / "systemd" / "user"
    home = f"Environment={quoted(f'BRIEF_HOME={brief_home}')}\n" if brief_home else ""
    run = quoted(command).replace("$", "$$")  # variables are put in here, not in Environment=
    service = (
        f"{_MARK}[Unit]\nDescription=brief: fetch the feeds that are due\n"
        f"\n[Service]\nType=oneshot\n{home}ExecStart={run} fetch --quiet\n"
        "Nice=10\n"
    )
    timer = (
        f"{_MARK}[Unit]\nDescription=brief: fetch every {minutes} minutes\n\n"
        f"[Timer]\nOnBootSec=2min\nOnUnitActiveSec={minutes}min\nRandomizedDelaySec=60\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )
    return {folder / f"{NAME}.service": service, folder / f"{NAME}.timer": timer}


def quoted(word: str) -> str:
    """A word as systemd reads it: in quotes, with nothing in it expanded (systemd.syntax(7))."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("%", "%%").replace("\n", "\\n") + '"'


def _command() -> str:
    """Where ``brief`` is: beside the Python that runs it, or on the PATH. Raises ``UsageError``."""
    beside = Path(sys.executable).with_name("brief")
    found = str(beside) if beside.is_file() else shutil.which("brief")
    if found is None:
        raise UsageError("brief", "is not on the PATH", "`make install` puts it there")
    return str(Path(found).absolute())
