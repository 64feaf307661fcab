"""Hands what has come in to the commands of the watches, once what brought it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.output import complain, detail, report
from tui.text.look import count

if TYPE_CHECKING:
    from briefing.desk import Desk
    from tui.cli.setup import Setup


def hand_over_news(setup: Setup, desk: Desk) -> bool:
    """Run the commands that the settings give watches, for what is new; whether all went well."""
    watches = [watch for watch in setup.config.watches.values() if watch.on_match]
    if not watches:
        return True
    from briefing.intake.text import clean
    from briefing.watches.on_match import hand_over
    from briefing.watches.watch import matches_of_each
    from tui.exports.items import item_object
    from tui.exports.write import text_of

    briefing = desk.briefing(None, setup.config.briefing.days)
    texts = text_of(desk, briefing)
    speakers = {s: row for row in briefing.speakers for s in row.statements}
    well = True
    for watch, found in zip(watches, matches_of_each(watches, briefing), strict=True):
        handed = hand_over(
            desk.library, watch, found, lambda match: item_object(match.finding, speakers, texts)
        )
        detail(f"watch {watch.name}: {count(handed.done, 'item')} handed to {watch.on_match[0]}")
        for error in handed.errors:
            complain(clean(str(error)))
        if handed.waiting:
            report(f"watch {watch.name}: {count(handed.waiting, 'item')} wait for the next time")
        well = well and not handed.errors
    return well
