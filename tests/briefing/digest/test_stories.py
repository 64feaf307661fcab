from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from itertools import combinations
from random import Random

import pytest

from bench.clusters import b_cubed
from bench.corpora.stories import ASIDE, Labelled, about, read_stories
from briefing.article_refs import ArticleRef
from briefing.digest import stories
from briefing.digest.stories import StoryGathering, StoryIndex, gather
from briefing.merge.likeness import ALIKE, likeness
from briefing.merge.talks import merge_talks
from briefing.model import TOPIC_LENGTH, Article, Topic
from tests.briefing.support import DAY, article

LABELLED = read_stories()
PUT_ASIDE = read_stories(ASIDE)


def test_the_labelled_set_is_large_enough_to_mean_something() -> None:
    assert len(LABELLED) >= 200
    assert len({each.story for each in LABELLED}) >= 40
    assert len({each.article.text for each in LABELLED}) == len(LABELLED)
    assert len(PUT_ASIDE) >= 60
    assert not {e.article.text for e in PUT_ASIDE} & {e.article.text for e in LABELLED}


@pytest.mark.parametrize("labelled", [LABELLED, PUT_ASIDE], ids=["chosen by", "put aside"])
def test_articles_find_their_stories(labelled: list[Labelled]) -> None:
    index = StoryIndex()
    story_numbers = [index.add(*about(each.article)) for each in labelled]
    precision, recall, f1 = b_cubed(story_numbers, [each.story for each in labelled])
    assert f1 >= 0.85
    assert min(precision, recall) >= 0.8


@pytest.mark.parametrize("labelled", [LABELLED, PUT_ASIDE], ids=["chosen by", "put aside"])
def test_small_stores_join_hardly_any_articles_of_two_events(labelled: list[Labelled]) -> None:
    """These sets hold twins on purpose: two rate decisions, two dock strikes in one week."""
    dice = Random(11)
    pairs = []
    for _ in range(120):
        few = [labelled[n] for n in sorted(dice.sample(range(len(labelled)), dice.randint(2, 20)))]
        index = StoryIndex()
        numbers = [(each.story, index.add(*about(each.article))) for each in few]
        pairs += [a == b for (a, n), (b, m) in combinations(numbers, 2) if n == m]
    assert len(pairs) > 50
    assert pairs.count(False) <= 0.12 * len(pairs)


def test_two_articles_are_one_story_only_if_they_are_of_one_event() -> None:
    budget = article(
        "a",
        title="Assembly in Tallinn passes the budget bill",
        text="The assembly passed the budget bill by 51 votes on Tuesday after a night of debate.",
    )
    troops = article(
        "b",
        title="Two battalions move to the northern border",
        text="Two battalions moved towards the northern border on Tuesday, the ministry reported.",
    )
    again = article(
        "c",
        title="Tallinn budget bill: what the assembly passed",
        text="The budget bill that the assembly in Tallinn passed raises spending on schools.",
    )
    assert gather(map(about, [budget, troops])) == ()
    (story,) = gather(map(about, [budget, troops, again]))
    assert {ref.id for ref in story.articles} == {"a", "c"}


@pytest.mark.parametrize(
    ("labelled", "at_least"), [(LABELLED, 70), (PUT_ASIDE, 15)], ids=["chosen by", "put aside"]
)
def test_accounts_of_talks_find_their_meetings(labelled: list[Labelled], at_least: int) -> None:
    mentioned = [(e, meeting, talk) for e in labelled for meeting, talk in e.talks]
    rows = merge_talks(
        [(ArticleRef.of(e.article), talk) for e, _, talk in mentioned], date(2024, 3, 31)
    )
    row_of = {(m.article.id, m.talk): n for n, row in enumerate(rows) for m in row.mentions}
    row_numbers = [row_of[e.article.id, talk] for e, _, talk in mentioned]
    assert len(mentioned) >= at_least
    assert b_cubed(row_numbers, [meeting for _, meeting, _ in mentioned])[2] >= 0.9


def test_b_cubed_is_that_of_its_definition() -> None:
    assert b_cubed([1, 1, 2], ["a", "a", "b"]) == (1, 1, 1)
    precision, recall, f1 = b_cubed([1, 1, 1, 1], ["a", "a", "b", "b"])
    assert (precision, recall) == (0.5, 1)
    assert abs(f1 - 2 / 3) < 1e-9


def of_story(name: str) -> list[Labelled]:
    return [each for each in LABELLED if each.story == name]


def test_a_story_names_its_days_outlets_and_a_headline_of_its_own() -> None:
    (story,) = gather(about(each.article) for each in of_story("10-ljubljana-coalition"))
    assert (story.first, story.last) == (date(2024, 3, 7), date(2024, 3, 19))
    assert story.sources.articles == 5
    assert set(story.sources.outlets) == {"Alpine Observer", "Central Wire", "Morning Ledger"}
    assert story.headline in {ref.title for ref in story.articles}
    assert [h.day for h in story.articles] == sorted((h.day for h in story.articles), reverse=True)  # type: ignore[type-var]


def test_the_order_in_which_a_days_articles_come_does_not_matter_to_gather() -> None:
    articles = [each.article for each in LABELLED[:60]]
    assert gather(map(about, reversed(articles))) == gather(map(about, articles))


def ferry(name: str, day: date) -> Article:
    text = "The Skellvik ferry sank off Skellvik in a gale. Divers search for the Skellvik ferry."
    return article(name, day, title="Skellvik ferry sinks", text=text)


def test_an_article_weeks_later_founds_a_story_of_its_own() -> None:
    index = StoryIndex()
    days = (0, 3, 40)
    assert [index.add(*about(ferry(f"a{n}", DAY + timedelta(days=n)))) for n in days] == [0, 0, 1]
    assert [len(s.articles) for s in index.stories(at_least=1)] == [1, 2]


def test_what_is_late_in_coming_in_still_finds_its_story() -> None:
    index = StoryIndex()
    for n in (0, 8, 4):
        assert index.add(*about(ferry(f"a{n}", DAY + timedelta(days=n)))) == 0


def test_an_article_without_day_or_words_does_no_harm() -> None:
    index = StoryIndex()
    assert index.add(*about(article("undated", None))) is None
    assert index.add(*about(article("empty", title="", text=""))) == 0
    assert index.add(*about(article("empty too", title="", text=""))) == 1
    assert index.stories() == ()


def test_stories_are_the_same_whatever_was_gathered_before() -> None:
    """Articles come and go, mostly on the newest day, as they do between two briefings."""
    dice = Random(5)
    articles = sorted((each.article for each in LABELLED), key=lambda a: (a.published, a.id))  # type: ignore[arg-type, return-value]
    gathering = StoryGathering()
    for _ in range(60):
        until = dice.randint(20, len(articles))
        held = [*map(about, articles[max(0, until - 40) : until])]
        for _ in range(3):
            left_out = dice.choice((len(held), len(held) - 1, len(held) - 2, dice.randrange(20)))
            some = held[:left_out] + held[left_out + 1 :]
            assert gathering.stories(some) == gather(some)


def test_only_the_newest_days_articles_are_put_into_stories_anew() -> None:
    days = [DAY - timedelta(days=n) for n in (2, 1, 1, 0)]
    articles = [about(ferry(f"a{n}", day)) for n, day in enumerate(days)]
    gathering, looked_at = StoryGathering(), list[None]()
    pause = partial(looked_at.append, None)
    gathering.stories(articles, pause=pause)
    assert len(looked_at) == 4
    (story,) = gathering.stories([*articles, about(ferry("new", DAY))], pause=pause)
    assert (len(story.articles), len(looked_at)) == (5, 4 + 2)


def test_stories_are_the_same_whatever_articles_were_about_before() -> None:
    dice = Random(7)
    labelled = [about(each.article) for each in LABELLED[:60]]
    gathering = StoryGathering()
    for _ in range(40):
        held = dice.sample(labelled, 40)
        for place in dice.sample(range(40), 3):
            held[place] = (held[place][0], dice.choice(labelled)[1])
        assert gathering.stories(held) == gather(held)


def test_only_stories_that_have_changed_are_compared_with_articles_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The rest of the newest day finds the same stories in the same order, and chooses as before.

    So it is where an older day has changed, and where the newest is no longer there.
    """
    fires = [
        about(
            article(f"fire {n}", day, title="Fire at a paint works", text="A paint works burned.")
        )
        for n, day in enumerate((DAY - timedelta(days=1), DAY, DAY))
    ]
    ferries = [about(ferry(f"ferry {n}", DAY - timedelta(days=n // 2))) for n in range(4)]
    gathering, compared = StoryGathering(), list[object]()
    monkeypatch.setattr(
        stories, "likeness", lambda one, other: compared.append(one) or likeness(one, other)
    )
    gathering.stories([*fires, *ferries])
    assert compared
    compared.clear()
    gathering.stories([*fires, *ferries, about(ferry("later", DAY))])
    assert compared
    assert {id(topic) for _, topic in fires}.isdisjoint(map(id, compared))
    for held in (
        [*fires, *ferries],
        [*fires, *ferries, about(article("alone", title="Whale seen", text="A whale was seen."))],
        [each for each in (*fires, *ferries) if each[0].day != DAY],
    ):
        compared.clear()
        gathering.stories(held)
        assert not compared


def test_an_article_joins_the_story_that_it_is_most_like_of_several() -> None:
    """Whichever is looked at first: what a story may be like at most leaves out no nearer one."""
    index = StoryIndex()
    near = "The Skellvik ferry sank off Skellvik in a gale. Divers search the Skellvik wreck."
    far = "Bus fares rise by a tenth in May. Commuters and divers pay more for a monthly pass."
    sunk = index.add(*about(article("sunk", title="Skellvik ferry sinks in a gale", text=near)))
    fares = index.add(*about(article("fares", title="Bus fares to rise by a tenth", text=far)))
    again = article("again", title="Divers find the Skellvik wreck after the gale", text=near)
    dearer = article("dearer", title="Commuters pay higher bus fares", text=far)
    assert sunk != fares
    assert [index.add(*about(each)) for each in (again, dearer)] == [sunk, fares]


def topic_of_words(*words: str) -> Topic:
    """One in which each of the words weighs as much as the next, and none is a name."""
    weight = round(TOPIC_LENGTH / len(words) ** 0.5)
    return Topic(DAY.toordinal(), dict.fromkeys(words, weight), frozenset())


def words(name: str, count: int) -> tuple[str, ...]:
    return tuple(f"{name}{n}" for n in range(count))


def stories_of(*topics: Topic) -> list[int | None]:
    index = StoryIndex()
    return [index.add(ArticleRef.of(article(f"a{n}")), topic) for n, topic in enumerate(topics)]


def test_two_whole_reports_of_one_beat_are_no_story_where_two_teasers_are() -> None:
    """The more words are compared, the more are shared by chance."""
    beat = words("beat", 6)
    reports = [topic_of_words(*beat, *words(name, 34)) for name in ("launch", "lawsuit")]
    teasers = [topic_of_words(*beat[:3], *words(name, 14)) for name in ("launch", "lawsuit")]
    assert ALIKE < likeness(*reports) < likeness(*teasers)
    assert stories_of(*reports) == [0, 1]
    assert stories_of(*teasers) == [0, 0]


def test_a_story_is_joined_on_less_than_two_articles_found_it_on() -> None:
    event = words("event", 10)
    first, second = (topic_of_words(*event, *words(name, 30)) for name in ("toll", "rescue"))
    later = topic_of_words(*event[:7], *words("inquiry", 33))
    assert stories_of(first, later) == [0, 1]
    assert stories_of(first, second, later) == [0, 0, 0]


def test_who_is_like_one_article_of_a_story_alone_does_not_join_it() -> None:
    event, aside = words("event", 20), words("aside", 9)
    story = [topic_of_words(*event, *words(name, 20)) for name in ("a", "b", "c")]
    story.append(topic_of_words(*aside, *event, *words("d", 11)))
    stray = topic_of_words(*aside, *words("elsewhere", 31))
    assert likeness(story[-1], stray) > ALIKE
    assert stories_of(*story, stray) == [0, 0, 0, 0, 1]
    assert stories_of(story[-1], stray) == [0, 0]


def _report(title: str, names: int, words: int, own: str, day: date) -> tuple[ArticleRef, Topic]:
    """An article that shares names and words with all others, and has words of its own."""
    given = article(title, title=title, published=day)
    shared = [f"name{n}" for n in range(names)] + [f"word{n}" for n in range(words)]
    terms = [*shared, *(f"{own}{n}" for n in range(40 - len(shared)))]
    weight = round(TOPIC_LENGTH / 40**0.5)
    assert given.day is not None
    topic = Topic(given.day.toordinal(), dict.fromkeys(terms, weight), frozenset(terms[:names]), ())
    return ArticleRef.of(given), topic


@pytest.mark.parametrize(
    ("titles", "names", "words", "together"),
    [
        (("Ferry sinks off Paros", "Paros mourns"), 1, 8, True),
        (("Quarry posts profit", "Sales fall at mill"), 1, 8, False),
        (("Quarry posts profit", "Sales fall at mill"), 5, 4, False),
        (("Quarry posts profit", "Sales fall at mill"), 6, 8, True),
        (("Molde this week: otters", "Molde this week: trams"), 6, 8, False),
    ],
)
def test_whole_reports_found_a_story_on_titles_or_on_names_and_much_besides(
    titles: tuple[str, str], names: int, words: int, together: bool
) -> None:
    index = StoryIndex()
    days = DAY, DAY + timedelta(days=1)
    one, other = (
        index.add(*_report(title, names, words, own, day))
        for title, own, day in zip(titles, ("ours", "theirs"), days, strict=True)
    )
    assert (one == other) is together
