"""What went wrong, on standard error: a line each, and the exit status."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from briefing.errors import BriefError
from briefing.intake.text import clean
from tui.cli.exit_codes import FAILED
from tui.cli.output import complain


def exit_with(errors: Sequence[BriefError]) -> None:
    """Print one line an error, and end with status 1 if there are any."""
    for error in errors:
        complain(clean(str(error)))
    if errors:
        sys.exit(FAILED)
