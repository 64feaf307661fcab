"""How to have a package that brief can do without, beside the brief that runs."""

from __future__ import annotations

import sys


def how_to_install(*packages: str) -> str:
    """A command that works, whichever way brief was installed.

    ``pipx`` and ``uv`` make environments that are theirs to change, named after the package.
    """
    names = " ".join(packages)
    if "pipx" in sys.prefix:
        return f"Install it: pipx inject brief-desk {names}"
    if "/uv/tools/" in sys.prefix:
        with_each = " ".join(f"--with {name}" for name in packages)
        return f"Install it: in the folder of brief, uv tool install --reinstall . {with_each}"
    return f"Install it: {sys.executable} -m pip install {names}"
