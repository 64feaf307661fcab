from __future__ import annotations

from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf
from briefing.digest.stories import Story
from tests.tui.support.making import DAY, Report
from tui.text.lanes import NO_STORY, lanes_by_story


def test_two_stories_of_one_headline_have_a_lane_each() -> None:
    given = [
        Report(name, DAY, "Gull", "Strike", "A vote is due today.").due("A vote", name, DAY).entry
        for name in ("a", "b", "c")
    ]
    briefing = make_briefing(given, AsOf(DAY, "asked for"), 14)
    by_id = {ref.id: ref for ref in briefing.articles}
    stories = [Story("Strike", DAY, DAY, (by_id[name],)) for name in ("a", "b")]
    lanes = lanes_by_story(briefing, stories)
    assert [lane.name for lane in lanes] == ["Strike", "Strike", NO_STORY]
    assert [len(lane.ticks) for lane in lanes] == [1, 1, 1]
