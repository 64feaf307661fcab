"""What running some code loads, seen from a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys

HEAVY = ("spacy", "thinc", "numpy", "feedparser")
"""What the interface process never loads."""


def imported_by(code: str, **environment: str) -> set[str]:
    """Modules, and the packages they are in, that running the code loads in a new process."""
    script = f"import sys\n{code}\nprint(*sys.modules, sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **environment},
    )
    return set(done.stdout.split())
