"""Runs the command of a watch for each new item that it finds: once an item, again if it fails.

The command is run as it is, by no shell, in a process group that ends with its time, and reads a
JSON object. What has been handed over is kept in the state of the library, apart from what has been
shown: a notice on a telephone is no look at the briefing.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, cast

import msgspec
from msgspec import Struct

from briefing.codec import dumps
from briefing.errors import BriefError
from briefing.ports import Json, Library
from briefing.watches.watch import Match, Watch, keys

HANDED_OVER = "watch handed over: "
"""The state of a watch: the keys of items that its command has had, and how often it failed."""

SECONDS = 30.0
"""A command may take: a notice is sent in one, a mail server may let wait for ten."""

MOST_AT_ONCE = 20
"""Items of a watch in one run: more are a flood on a telephone, and wait for the next."""

MOST_TRIES = 5
"""Runs in which a command may fail for an item before it is given up."""

_REMEMBERED = 5_000  # accounts; bounds what the library keeps of a watch
_SHOWN = 200  # characters of what a command says when it fails


class CommandError(BriefError):
    """The command of a watch could not be run, failed, or took too long."""


class HandedOver(Struct, frozen=True):
    """What became of the new items of a watch; ``waiting`` are left for the next run."""

    done: int = 0
    waiting: int = 0
    errors: tuple[CommandError, ...] = ()


class _State(Struct, frozen=True):
    """``done``: keys of the accounts of items handed over, the latest first; ``tries``: how often
    the command has failed for an item, by its first key.
    """

    done: tuple[str, ...] = ()
    tries: dict[str, int] = {}


def hand_over(
    library: Library, watch: Watch, found: Iterable[Match], item: Callable[[Match], dict[str, Any]]
) -> HandedOver:
    """Run the command of a watch for each match that it has not had, with ``item`` of it as JSON.

    An item is marked before its command runs, so that no two processes hand it over, and is new
    again if that fails. Raises ``StoreError``.
    """
    done, errors, waiting = 0, list[CommandError](), 0
    for match in found:
        accounts = tuple(keys(match.finding))
        if not _is_new(_read(library.state(f"{HANDED_OVER}{watch.name}")), accounts):
            continue
        if done + len(errors) >= MOST_AT_ONCE:
            waiting += 1
        elif _mark(library, watch, accounts):
            try:
                run(watch, {"watch": watch.name, "why": list(match.why), **item(match)})
                done += 1
            except CommandError as error:
                errors.append(_failed(library, watch, accounts, error))
    return HandedOver(done, waiting, tuple(errors))


def _read(stored: Json) -> _State:
    return msgspec.convert(stored, _State) if stored else _State()


def _is_new(state: _State, accounts: tuple[str, ...]) -> bool:
    """Whether none of the accounts of an item has been handed over: more may have come to it."""
    return set(state.done).isdisjoint(accounts)


def _mark(library: Library, watch: Watch, accounts: tuple[str, ...]) -> bool:
    """Mark an item as handed over; whether no other process has meanwhile."""
    mine: list[bool] = []

    def change(stored: Json) -> Json:
        state = _read(stored)
        mine.append(_is_new(state, accounts))
        done = tuple(dict.fromkeys((*accounts, *state.done)))[:_REMEMBERED]
        return cast("Json", msgspec.to_builtins(_State(done, state.tries)))

    library.update_state(f"{HANDED_OVER}{watch.name}", change)
    return mine[-1]


def _failed(
    library: Library, watch: Watch, accounts: tuple[str, ...], error: CommandError
) -> CommandError:
    """Note that the command has failed for an item, which is new again; what to say of it."""
    count: list[int] = []

    def change(stored: Json) -> Json:
        state = _read(stored)
        tries = dict(state.tries)
        count.append(tries.pop(accounts[0], 0) + 1)
        if count[-1] >= MOST_TRIES:
            return cast("Json", msgspec.to_builtins(_State(state.done, tries)))
        newest = dict(list({accounts[0]: count[-1], **tries}.items())[:_REMEMBERED])
        done = tuple(key for key in state.done if key not in accounts)
        return cast("Json", msgspec.to_builtins(_State(done, newest)))

    library.update_state(f"{HANDED_OVER}{watch.name}", change)
    again = "It is run again with the next news"
    error.remedy = again if count[-1] < MOST_TRIES else "That was the last time for this item"
    return error


def run(watch: Watch, record: dict[str, Any]) -> None:
    """Run the command of a watch with a record on its standard input. Raises ``CommandError``."""
    name = f"watch {watch.name}: {watch.on_match[0]}"
    try:
        process = subprocess.Popen(  # noqa: S603  the user's own command, by no shell
            watch.on_match,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CommandError(name, f"cannot be run ({reason})") from error
    try:
        _, said = process.communicate(f"{dumps(record)}\n".encode(), timeout=SECONDS)
    except BaseException as error:
        _end(process)
        if isinstance(error, subprocess.TimeoutExpired):
            raise CommandError(name, f"took more than {SECONDS:g} seconds") from None
        raise
    if process.returncode:
        words = " ".join(said.decode("utf-8", "replace").split())[:_SHOWN]
        problem = f"ended with status {process.returncode}{f' ({words})' if words else ''}"
        raise CommandError(name, problem)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the command and whatever it has started: what is left of its group when it has ended."""
    with suppress(ProcessLookupError, PermissionError):  # macOS refuses a group of none but dead
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for pipe in (process.stdin, process.stderr):
        if pipe is not None:
            pipe.close()
