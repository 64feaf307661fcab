"""Where commands write: a file, a folder that is there, or ``-`` for standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing.errors import ExportError, UsageError
from briefing.files import STANDARD_OUTPUT, is_stream

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_DASH = "-"

mkdir_option = click.option(
    "--mkdir", is_flag=True, help="Make the folders that are not there yet."
)


class Target(click.ParamType):  # type: ignore[type-arg]  # generic in new releases only
    """The path of a file or a folder to write; ``-`` is standard output, ``./-`` a file."""

    def __init__(self, name: str = "file") -> None:
        self.name = name

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,  # noqa: ARG002
        ctx: click.Context | None,  # noqa: ARG002
    ) -> Path:
        """The path. ``./-`` would be the same as ``-`` to ``Path``, so it is made absolute."""
        if isinstance(value, Path):
            return value
        if value == _DASH:
            return STANDARD_OUTPUT
        path = Path(value)
        return path.absolute() if str(path) == _DASH else path

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,
        incomplete: str,
    ) -> list[CompletionItem]:
        """The shell completes names of files and folders itself."""
        from tui.cli.completions import files, folders

        return (folders if self.name == "folder" else files)(ctx, param, incomplete)


def prepare(targets: Iterable[Path], make_folders: bool) -> None:
    """See to it that the folder of each target is there, before long work is done for nothing.

    Raises ``ExportError``.
    """
    for target in targets:
        folder = target.parent
        if is_stream(target) or folder.is_dir():
            continue
        if not make_folders:
            problem = f"cannot be written: there is no folder {folder}"
            raise ExportError(str(target), problem, "Make it, or give --mkdir")
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ExportError(str(folder), f"cannot be made ({error.strerror})") from error


def refuse_terminal(target: Path, what: str) -> None:
    """Raise ``UsageError`` for bytes that no terminal can show."""
    if target == STANDARD_OUTPUT and sys.stdout.isatty():
        raise UsageError(
            what, "is nothing for a terminal", "Name a file, or pipe it into a program"
        )
