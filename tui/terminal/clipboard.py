"""Puts text where the user can paste it from, and says where that is.

In tmux ``tmux load-buffer -w`` sets tmux's own buffer and, if tmux may, the terminal's clipboard
(tmux 3.2 and later; manual page tmux(1), load-buffer). Elsewhere the terminal is asked by an
OSC 52 sequence, which it may ignore: nobody answers, so that is said too.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping

_TMUX_SECONDS = 2.0  # it answers in milliseconds, or hangs


def copy(
    text: str,
    osc52: Callable[[str], None],
    environment: Mapping[str, str] = os.environ,
) -> str:
    """Copy ``text``; where it went, in words. ``osc52`` writes the sequence to the terminal."""
    if environment.get("TMUX"):
        failure = _to_tmux(text)
        if failure is None:
            return "copied to tmux (paste with prefix ]) and the clipboard, if tmux may set it"
        osc52(text)
        return f"tmux did not take it ({failure}); sent to the terminal's clipboard (OSC 52)"
    osc52(text)
    return "sent to the terminal's clipboard (OSC 52), if it allows that"


def _to_tmux(text: str) -> str | None:
    tmux = shutil.which("tmux")
    if tmux is None:
        return "tmux is not on the PATH"
    try:
        done = subprocess.run(  # noqa: S603  (a fixed command; the text goes to its input)
            [tmux, "load-buffer", "-w", "-"],
            input=text.encode(),
            capture_output=True,
            timeout=_TMUX_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return None if done.returncode == 0 else done.stderr.decode(errors="replace").strip()
