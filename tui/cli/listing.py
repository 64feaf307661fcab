"""Lists for programs: with ``--json`` a command that lists prints an object a line."""

from __future__ import annotations

from typing import Any

import click

from tui.cli.output import echo

LISTING_SCHEMA = 1
"""The number of the shape of every object that a listing prints; docs/ says what is in it."""

json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")


def echo_object(record: dict[str, Any], schema: int = LISTING_SCHEMA) -> None:
    """Print an object on a line, with the number of its shape."""
    from briefing.codec import dumps

    echo(dumps({"schema": schema, **record}))
