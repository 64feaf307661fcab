"""What the commands of watches made of the news, said as commands say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.output import complain, detail, report
from tui.text.look import count

if TYPE_CHECKING:
    from briefing.desk import Desk
    from tui.cli.setup import Setup


def report_handover(setup: Setup, desk: Desk) -> bool:
    """Run the commands that the settings give watches, for what is new; whether all went well."""
    from briefing.intake.text import clean
    from tui.exports.handover import hand_over_news

    config = setup.config
    well = True
    for watch, handed in hand_over_news(desk, config.watches.values(), config.briefing.days):
        detail(f"watch {watch.name}: {count(handed.done, 'item')} handed to {watch.on_match[0]}")
        for error in handed.errors:
            complain(clean(str(error)))
        if handed.waiting:
            report(f"watch {watch.name}: {count(handed.waiting, 'item')} wait for the next time")
        well = well and not handed.errors
    return well
