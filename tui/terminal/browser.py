"""Which links may be opened, and opening them in a browser where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

from tui.terminal.capabilities import remote

_SAFE = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%"
)


def plain_link(url: str | None) -> str | None:
    """The URL if it is a web address of plain characters (RFC 3986), else None."""
    if url and url.lower().startswith(("http://", "https://")) and _SAFE.issuperset(url):
        return url
    return None


def browser(environment: Mapping[str, str] = os.environ) -> str | None:
    """The program that opens links on this desktop; None over SSH and without a desktop."""
    if remote(environment):
        return None
    if sys.platform == "darwin":
        return shutil.which("open")
    if environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
        return shutil.which("xdg-open")
    return None


def open_in(program: str, url: str) -> None:
    """Start the browser and do not wait for it. Raises OSError if it cannot be started."""
    subprocess.Popen(  # noqa: S603  (no shell; ``plain_link`` has let the address through)
        [program, url],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
