"""The one table of exit statuses: commands end with these, the manual lists them."""

from __future__ import annotations

# 1 and 2 are those of click and of shells, 130 is what shells make of SIGINT (128 + 2).
OK = 0
FAILED = 1
USAGE = 2
NEWS = 3
INTERRUPTED = 130

MEANINGS = {
    OK: "All went well.",
    FAILED: "Something could not be done; the rest was.",
    USAGE: "The call or the settings make no sense; nothing was done.",
    NEWS: "From print --watch: there is something new.",
    INTERRUPTED: "Interrupted with Ctrl-C; what was done until then is kept.",
}
"""What each says. The panes, told to go by SIGTERM or SIGHUP, end with 128 and its number."""
