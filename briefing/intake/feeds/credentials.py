"""What to log in to an aggregator with: from a file that its owner alone can read."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field

from briefing.errors import FeedError
from briefing.intake.text import clean

_FORM = "Write the token on one line, or the user's name and the API password on two"
_LARGEST = 4096  # bytes; no token or password is longer


@dataclass(frozen=True, slots=True)
class Credentials:
    """A token, or a user's name and password; neither secret is shown by ``repr``."""

    token: str | None = field(default=None, repr=False)
    user: str | None = None
    password: str | None = field(default=None, repr=False)


def read_credentials(path: str) -> Credentials:
    """The credentials in a file of one line (a token) or two (name, password).

    Raises ``FeedError`` with the file's name when it is not there, others can read it, or it holds
    something else.
    """
    name = clean(path)
    try:
        # A named pipe without a writer would be waited for.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "is no path"
        raise _refused(f"{name} cannot be read ({reason})") from None
    try:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode):
            raise _refused(f"{name} is no file")
        if about.st_mode & (stat.S_IRWXG | stat.S_IRWXO) or about.st_uid not in (0, os.geteuid()):
            raise _refused(f"{name} is open to others than you", f"Close it: chmod 600 {name}")
        raw = os.read(descriptor, _LARGEST + 1)
    finally:
        os.close(descriptor)
    lines = raw.decode("utf-8", "replace").rstrip("\r\n").splitlines()
    if len(raw) > _LARGEST or len(lines) not in (1, 2) or not all(map(str.strip, lines)):
        raise _refused(f"{name} holds neither a token nor a name and a password")
    if len(lines) == 2:
        return Credentials(user=lines[0].strip(), password=lines[1])
    return Credentials(token=_sound(lines[0].strip(), name))


def _sound(token: str, name: str) -> str:
    """The token if it can stand in a header. Raises ``FeedError``."""
    if not (token.isascii() and token.isprintable()) or " " in token:
        raise _refused(f"{name} holds no token, but words")
    return token


def _refused(problem: str, remedy: str = _FORM) -> FeedError:
    """The error names the file in its problem: a round of fetching calls the feed by its own."""
    return FeedError("credentials", problem, remedy)
