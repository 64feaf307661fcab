"""Runs every measurement that needs nothing from outside, and keeps the result in RESULTS.md.

python -m bench [NAME...]
"""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench.measure import machine

ALL = {
    "start": ("Start", "python -m bench.start"),
    "rows": ("From a page to a row", "python -m bench.rows"),
    "analysis": ("Analysis", "python -m bench.analysis"),
    "tui": ("Keys and filters", "python -m bench.tui"),
    "stories": ("Keys on the front page", "python -m bench.tui_stories"),
    "digest": ("Briefing across articles, stories, merged talks", "python -m bench.digest"),
    "extract": ("Extraction", "python -m bench.extract"),
    "feeds": ("Feeds", "python -m bench.feeds"),
    "store": ("Store", "python -m bench.store"),
}
RESULTS = Path(__file__).parent / "RESULTS.md"
NOTES = Path(__file__).parent / "NOTES.md"


def section(title: str, command: str) -> str:
    """Run one measurement; its heading, its command and what it printed."""
    print(f"{title} …", flush=True)
    finished = subprocess.run(
        [sys.executable, *command.split()[1:]], capture_output=True, text=True, check=False
    )
    printed = finished.stdout.strip() or finished.stderr.strip()
    table = "\n".join(line for line in printed.splitlines() if not line.startswith(machine()))
    body = table if table.lstrip().startswith("|") else f"```\n{table}\n```"
    failed = f"\n\nEnded with status {finished.returncode}." if finished.returncode else ""
    return f"## {title}\n\n`{command}`\n\n{body.strip()}{failed}\n"


def main() -> None:
    names = sys.argv[1:] or list(ALL)
    heading = f"# Results\n\n{datetime.now(UTC):%Y-%m-%d}, {machine()}.\n"
    parts = [heading, *(section(*ALL[name]) for name in names)]
    if NOTES.exists():
        parts.append(NOTES.read_text(encoding="utf-8"))
    RESULTS.write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
