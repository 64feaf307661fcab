"""The one gate for all that commands print, and for how they end.

Names of files, words of the user and what an error says of them may hold anything; nothing that
could steer a terminal, reorder a line or hide in it gets past ``echo``. Commands print through
nothing else, so no error ends in a traceback either: what nobody expected is one line, too.
"""

from __future__ import annotations

import errno
import os
import re
import sys
import threading
from collections.abc import Callable
from enum import IntEnum
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

from briefing.errors import BriefError, UsageError
from briefing.unseen import UNSEEN
from tui.cli.exit_codes import FAILED, INTERRUPTED

if TYPE_CHECKING:
    from pathlib import Path

    import click

_STEERING = f"[\x00-\x08\x0b-\x1f{UNSEEN}]"
_STAND_IN = "?"  # every encoding has it
_ENDS = (".", "?", "!", ")", "`")


class Volume(IntEnum):
    """How much is said beside the answer: errors alone, what was done, or how it is done, too."""

    QUIET = 0
    NORMAL = 1
    VERBOSE = 2


_volume = Volume.NORMAL


def set_volume(volume: Volume) -> None:
    """Say that much from now on."""
    global _volume
    _volume = volume


def volume() -> Volume:
    """How much is said."""
    return _volume


def visible(text: str) -> str:
    """The text with a stand-in for what is not seen; line ends and tabs stay."""
    if text.replace("\n", "").replace("\t", "").isprintable():
        return text
    return re.sub(_STEERING, _STAND_IN, text)


def echo(message: object = "", *, err: bool = False, nl: bool = True) -> None:
    """Print a message, on standard error with ``err``. Raises OSError when it cannot be."""
    text = f"{message}\n" if nl else str(message)
    stream = sys.stderr if err else sys.stdout
    encoding = getattr(stream, "encoding", None) or "utf-8"
    stream.write(visible(text).encode(encoding, "replace").decode(encoding))
    stream.flush()


def report(message: object, *, err: bool = False) -> None:
    """Say what was done; ``--quiet`` leaves that out."""
    if _volume > Volume.QUIET:
        echo(message, err=err)


def detail(message: object) -> None:
    """Say on standard error how something is done, for ``--verbose`` alone."""
    if _volume >= Volume.VERBOSE:
        echo(message, err=True)


def complain(message: object) -> None:
    """Say on standard error what went wrong, on a line that says who complains."""
    echo(f"brief: {message}", err=True)


def ended_well(run: Callable[[], Any], fault_file: Callable[[], Path]) -> NoReturn:
    """Run a command to its exit: what it raises becomes a line on standard error and a status.

    The traceback of a fault, also of one in a thread, goes into ``fault_file``.
    """
    threading.excepthook = partial(_fault_in_thread, fault_file)
    try:
        status = run()
        sys.stdout.flush()
    except SystemExit as error:
        status = _flushed(error.code)
    except OSError as error:
        status = _refused(error)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  no traceback reaches a user
        status = _ended_by(error, fault_file)
    sys.exit(status if isinstance(status, int | str) else 0)


def as_of_command(error: BriefError) -> click.ClickException:
    """An error of brief's own as one that a command ends with, by the status for its kind."""
    import click

    return (click.UsageError if isinstance(error, UsageError) else click.ClickException)(str(error))


def _ended_by(error: BaseException, fault_file: Callable[[], Path]) -> int:
    """Say what has ended a command; its status."""
    import click

    if isinstance(error, BriefError):
        error = as_of_command(error)
    if isinstance(error, click.ClickException):
        _show(error)
        return error.exit_code
    if not isinstance(error, click.Abort | KeyboardInterrupt):
        return _fault(error, fault_file)
    if isinstance(error.__context__ or error, KeyboardInterrupt):
        return INTERRUPTED
    _tell("brief: nothing was changed")  # a question was answered with no
    return FAILED


def _show(error: click.ClickException) -> None:
    """One line: what is wrong, and for a call that is not understood where its help is."""
    import click

    message = error.format_message()
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        _tell(message)
        return
    if isinstance(error, click.UsageError) and error.ctx is not None:
        end = "" if message.endswith(_ENDS) else "."
        message = f"{message}{end} See `{error.ctx.command_path} --help`"
    _tell(f"brief: {message}")


def _tell(text: str) -> None:
    """Print on standard error if that can be done: who cannot be told is not told."""
    try:
        echo(text, err=True, nl=not text.endswith("\n"))
    except OSError:
        _silence(sys.stderr, 2)


def _flushed(status: Any) -> Any:
    try:
        sys.stdout.flush()
    except OSError as error:
        return _refused(error)
    return status


def _refused(error: OSError) -> int:
    """What the system refused, with its file; without one it was what is printed to."""
    if error.filename is None:
        _silence(sys.stdout, 1)
    if error.errno != errno.EPIPE:  # whoever reads has had enough: nothing to be told
        name = os.fsdecode(error.filename) if error.filename is not None else "standard output"
        _tell(f"brief: {name}: {error.strerror or type(error).__name__}")
    return 1


def _silence(stream: Any, descriptor: int) -> None:
    """Let what is still to be written go nowhere: at its end the interpreter would try again."""
    try:
        if stream.fileno() == descriptor:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, descriptor)
            os.close(nowhere)
    except (OSError, ValueError):
        return


def _fault_in_thread(fault_file: Callable[[], Path], fault: threading.ExceptHookArgs) -> None:
    if fault.exc_value is not None and not isinstance(fault.exc_value, SystemExit):
        _fault(fault.exc_value, fault_file)


def _fault(error: BaseException, fault_file: Callable[[], Path]) -> int:
    said = f"brief: a fault in brief ({type(error).__name__}: {error})"
    try:
        from traceback import format_exception

        path, details = fault_file(), "".join(format_exception(error))
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(details, encoding="utf-8", errors="replace")
        if _volume >= Volume.VERBOSE:
            _tell(details)
    except Exception:  # noqa: BLE001  the disk may be what is at fault
        _tell(said)
    else:
        _tell(f"{said}. Its details are in {path}; please report it with them")
    return 1
