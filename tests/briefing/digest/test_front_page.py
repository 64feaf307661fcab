"""Which stories stand first, and what of each."""

from __future__ import annotations

from datetime import date, timedelta

from briefing.digest.assembly import make_briefing
from briefing.digest.briefing import AsOf, Briefing
from briefing.digest.changes import Change, Changes
from briefing.digest.front_page import LINES, FrontPage, front_page, of_articles
from briefing.digest.importance import WEIGHTS
from briefing.digest.stories import Story
from briefing.model import Entry
from briefing.rows import DeadlineRow, TalkRow
from tests.tui.support.making import DAY, Report


def report(name: str, outlet: str, ago: int = 0) -> Report:
    text = f"“We will sign,” said {name.title()} Vask. The council of {name} meets in Porto soon."
    return Report(name, DAY - timedelta(days=ago), outlet, f"The {name} affair", text).says(
        f"{name.title()} Vask", "We will sign,"
    )


def meets(made: Report, days: int) -> Report:
    day = DAY + timedelta(days=days)
    return made.talk("The council", "council", "planned", place="Porto", start=day)


def briefing(*entries: Entry) -> Briefing:
    return make_briefing(entries, AsOf(DAY, "asked for"), 30)


def story(of: Briefing, *ids: str) -> Story:
    refs = tuple(ref for ref in of.articles if ref.id in ids)
    days = [ref.day or date.min for ref in refs]
    return Story(refs[0].title, min(days), max(days), refs)


def headlines(page: FrontPage) -> list[str]:
    return [card.story.headline for card in page.cards]


def test_what_more_outlets_write_about_stands_first() -> None:
    of = briefing(report("ferry", "Gull").entry, report("dam", "Gull").entry,
                  report("dam2", "Tide").entry)  # fmt: skip
    page = front_page(of, [story(of, "ferry"), story(of, "dam", "dam2")])
    assert headlines(page) == ["The dam affair", "The ferry affair"]


def test_what_comes_up_sooner_stands_first() -> None:
    of = briefing(meets(report("ferry", "Gull"), 9).entry, meets(report("dam", "Gull"), 0).entry)
    page = front_page(of, [story(of, "ferry"), story(of, "dam")])
    assert headlines(page)[0] == "The dam affair"
    assert [card.coming.what for card in page.cards if card.coming] == ["council", "council"]


def test_what_was_called_off_or_has_passed_does_not_come_next() -> None:
    off = report("ferry", "Gull").talk("The council", "council", "cancelled", start=DAY)
    put_off = report("bridge", "Gull").talk("The council", "council", "postponed", start=DAY)
    held = report("dam", "Gull").talk(
        "The council", "council", "held", start=DAY - timedelta(days=2)
    )
    of = briefing(off.entry, put_off.entry, held.entry)
    page = front_page(of, [story(of, "ferry"), story(of, "bridge"), story(of, "dam")])
    assert [card.coming for card in page.cards] == [None, None, None]


def test_what_is_watched_for_or_new_stands_before_what_is_neither() -> None:
    of = briefing(report("ferry", "Gull").entry, report("dam", "Gull").entry)
    stories = [story(of, "ferry"), story(of, "dam")]
    (dam,) = [s for row in of.speakers for s in row.statements if s.article.id == "dam"]
    assert (
        headlines(front_page(of, stories, is_watched=lambda each: each == dam))[0]
        == "The dam affair"
    )
    assert headlines(front_page(of, stories, new={"ferry"}))[0] == "The ferry affair"


def test_a_card_has_the_newest_words_of_each_side() -> None:
    older = report("ferry", "Gull", ago=3).says("Ola Brandt", "We will sign,")
    newer = report("ferry2", "Tide")
    of = briefing(older.entry, newer.entry)
    (card,) = front_page(of, [story(of, "ferry", "ferry2")]).cards
    assert [speaker.name for speaker, _ in card.statements] == [
        "Ferry2 Vask", "Ferry Vask", "Ola Brandt",
    ]  # fmt: skip
    assert card.statements[0][1].article.id == "ferry2"


TEXT = "The weir stays. Water flows. Towns agree. Pumps stop. Nobody pays. All sign. It rains."


def on_weir(name: str, outlet: str, ago: int = 0) -> Report:
    return Report(name, DAY - timedelta(days=ago), outlet, "The weir", TEXT)


def shown(*made: Report) -> list[tuple[str | None, str]]:
    of = briefing(*(each.entry for each in made))
    (card,) = front_page(of, [story(of, *(each.article.id for each in made))]).cards
    return [(row.name, said.quote.content) for row, said in card.statements]


def test_a_party_and_those_who_speak_for_it_are_one_side() -> None:
    older = on_weir("older", "Gull", 1)
    older.says("Norway", "The weir stays.", how="body")
    older.says("Tove Lund", "Water flows.", role="spokeswoman for the Norwegian government")
    older.says("Oslo", "Towns agree.", how="body")
    newer = on_weir("newer", "Gull")
    newer.says("Ola Brandt", "Pumps stop.", role="Norway's foreign minister")
    newer.says("a Norwegian diplomat", "Nobody pays.", how="unnamed")
    newer.says("Ivo Kann", "All sign.", role="Danish minister of energy")
    assert shown(older, newer) == [("Ola Brandt", "Pumps stop."), ("Ivo Kann", "All sign.")]


def test_a_body_of_no_country_is_a_side_with_its_people() -> None:
    made = on_weir("weir", "Gull")
    made.says("Amber Line", "The weir stays.", how="body")
    made.says("Renske Dallow", "Water flows.", role="chief executive of Amber Line")
    made.says("Bo Berg", "Towns agree.", role="a farmer")
    assert [name for name, _ in shown(made)] == ["Amber Line", "Bo Berg"]


def test_who_sits_at_a_table_speaks_for_their_party() -> None:
    made = on_weir("weir", "Gull")
    made.talk("Pumps stop.", "talks", "planned", parties=("Brandt", "Denmark"))
    made.says("Ola Brandt", "The weir stays.", role="Norway's foreign minister")
    made.says("Norway", "Water flows.", how="body")
    assert len(shown(made)) == 1


def test_the_side_that_more_outlets_quote_comes_first_and_unnamed_sources_last() -> None:
    made = [on_weir("gull", "Gull", 1), on_weir("tide", "Tide", 1), on_weir("post", "Post")]
    for each in made[:2]:
        each.says("Ola Brandt", "Pumps stop.", role="Norway's foreign minister")
    made[2].says("Bo Berg", "Towns agree.")
    for each in made:
        each.says("one diplomat", "It rains.", how="unnamed")
    assert [name for name, _ in shown(*made)] == ["Ola Brandt", "Bo Berg", "one diplomat"]


def test_a_card_tells_what_moved_since_the_last_visit() -> None:
    of = briefing(meets(report("dam", "Gull"), 8).entry, meets(report("ferry", "Gull"), 7).entry)
    stories = [story(of, "ferry"), story(of, "dam")]
    (row,) = [row for row in of.talks if row.mentions[0].article.id == "dam"]
    turn = Change("moved", row, "2024-03-19")
    page = front_page(of, stories, Changes(turns=(turn,)))
    assert [(card.story.headline, card.news) for card in page.cards] == [
        ("The dam affair", (turn,)), ("The ferry affair", ()),
    ]  # fmt: skip


def test_what_moved_is_told_once_and_a_card_has_four_lines_at_most() -> None:
    entry = meets(report("dam", "Gull"), 8)
    for name in ("Ana Lind", "Bo Berg", "Cy Dahl"):
        entry.says(name, "dam")
    of = briefing(entry.entry)
    (row,) = of.talks
    turn = Change("moved", row, "2024-03-19")
    (card,) = front_page(of, [story(of, "dam")], Changes(turns=(turn,))).cards
    assert (card.coming, card.news, len(card.statements)) == (None, (turn,), LINES - 2)
    (card,) = front_page(of, [story(of, "dam")], Changes(talks=(row,))).cards
    assert (card.coming, card.news, len(card.statements)) == (row, (), LINES - 2)


def test_articles_in_no_story_follow() -> None:
    of = briefing(report("ferry", "Gull").entry, report("dam", "Gull").entry)
    page = front_page(of, [story(of, "dam")])
    assert [ref.id for ref in page.others] == ["ferry"]


def test_a_story_alone_has_the_rows_that_rest_on_its_articles() -> None:
    of = briefing(meets(report("ferry", "Gull"), 2).entry, meets(report("dam", "Gull"), 3).entry)
    alone = of_articles(of, {"dam"})
    assert [row.name for row in alone.speakers] == ["Dam Vask"]
    assert all(m.article.id == "dam" for row in alone.talks for m in row.mentions)
    assert [ref.id for ref in alone.articles] == ["dam"]
    kinds = {type(row) for row in (*alone.talks, *alone.deadlines)}
    assert kinds <= {TalkRow, DeadlineRow}


def test_every_weight_is_explained() -> None:
    assert all(words for _, words in WEIGHTS.values())
