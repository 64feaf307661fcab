from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from briefing.article_refs import ArticleRef
from briefing.extract.topics import topic_of
from briefing.merge.events import Events
from briefing.merge.talk_accounts import same_talk, talk_account
from briefing.merge.talks import merge_talk_accounts, merge_talks
from briefing.model import Article, Span, Talk, TalkStatus
from tests.briefing.support import DAY, article, day, talk

NEW = ArticleRef.of(article("new"))
OLD = ArticleRef.of(article("old", DAY - timedelta(days=2)))
PARTIES = ("Norway", "Iceland")


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (talk("Oslo", "2022-01-12"), talk("Oslo", "2022-01-12"), True),
        (talk("Oslo", "2022-01-12"), talk("Bergen", "2022-01-12"), False),
        (talk("Oslo", "2022-01-12"), talk("Oslo", "2022-01-20"), False),
        (
            talk("Oslo", "2022-01-12", parties=PARTIES),
            talk("Oslo", "2022-01-13", parties=PARTIES),
            True,
        ),
        (talk("Oslo", "2022-01-12"), talk(None, "2022-01-12"), True),
        (talk("Oslo", parties=PARTIES), talk("oslo", parties=("Iceland",)), True),
        (talk("Oslo", parties=PARTIES), talk("Oslo"), False),
        (talk("Oslo", "2022-01-12", round=1), talk("Oslo", "2022-01-12", round=2), False),
        (
            talk(None, "2022-01-12", parties=PARTIES),
            talk(None, "2022-01-12", parties=("Chile",)),
            False,
        ),
        (
            talk(None, "2022-01-12", parties=("Tarn", "several creditors")),
            talk(None, "2022-01-12", parties=("creditors",)),
            True,
        ),
        # One of them had another meeting on the day.
        (
            talk(None, "2022-01-12", parties=PARTIES, what="talks"),
            talk("Chile", "2022-01-12", parties=("Norway",), what="visit to Chile"),
            False,
        ),
        # What two bodies are called by is not what they meet about.
        (
            talk(
                None,
                "2022-01-12",
                parties=("Lower House Committee on Fish",),
                what="hearing of the Lower House Committee on Fish",
            ),
            talk(
                None,
                "2022-01-12",
                parties=("Lower House Ferry Committee",),
                what="hearing of the Lower House Ferry Committee on fares",
            ),
            False,
        ),
        # On another day, with the same parties, and only one says where.
        (
            talk("Oslo", "2022-01-12", parties=PARTIES),
            talk(None, "2022-01-14", parties=PARTIES),
            False,
        ),
        (
            talk("Oslo", "2022-01-12", parties=PARTIES, status="postponed"),
            talk(None, "2022-01-14", parties=PARTIES),
            True,
        ),
        (
            talk("Oslo", "2022-01-12", parties=PARTIES, status="postponed"),
            talk(None, "2023-01-14", parties=PARTIES),
            False,
        ),
    ],
)
def test_when_two_accounts_are_of_one_meeting(a: Talk, b: Talk, same: bool) -> None:
    assert same_talk(a, b) is same
    assert same_talk(b, a) is same


def test_the_newest_account_gives_the_status_and_the_others_what_it_lacks() -> None:
    planned = talk("Oslo", "2022-01-12", status="planned", parties=PARTIES, round=2)
    held = talk("Oslo", "2022-01-12", outcome="no agreement", parties=("Norway",))
    (row,) = merge_talks([(OLD, planned), (NEW, held)], DAY)
    assert (row.status, row.outcome, row.round) == ("held", "no agreement", 2)
    assert set(row.parties) == set(PARTIES)
    assert [m.article.id for m in row.mentions] == ["new", "old"]
    assert row.disagreements == ()


def test_sources_that_differ_on_the_day_both_stand() -> None:
    one = talk("Oslo", "2022-01-12", parties=PARTIES)
    other = talk("Oslo", "2022-01-13", parties=PARTIES)
    same_day = ArticleRef.of(article("same day"))
    (row,) = merge_talks([(same_day, one), (NEW, other)], DAY)
    assert row.disagreements == ("day",)
    assert [m.talk.start for m in row.mentions] == [other.start, one.start]


def places(*mentions: tuple[ArticleRef, Talk]) -> list[tuple[str | None, int]]:
    return [(row.place, len(row.mentions)) for row in merge_talks(mentions, DAY)]


def test_a_day_alone_joins_the_one_meeting_that_speaks_of_the_same() -> None:
    oslo = talk("Oslo", "2022-01-12", parties=PARTIES, what="talks on herring quotas")
    lima = talk("Lima", "2022-01-12", parties=("Peru",), what="court hearing")
    vague = talk(None, "2022-01-12", what="herring negotiations")
    assert places((NEW, oslo), (NEW, lima), (OLD, vague)) == [("Lima", 1), ("Oslo", 2)]


def test_a_day_alone_joins_none_where_several_would_do() -> None:
    oslo = talk("Oslo", "2022-01-12", parties=PARTIES)
    lima = talk("Lima", "2022-01-12", parties=("Peru",))
    vague = talk(None, "2022-01-12")
    assert sorted(n for _, n in places((NEW, oslo), (NEW, lima), (OLD, vague))) == [1, 1, 1]


def test_a_month_does_not_hold_two_meetings_together() -> None:
    first = talk("Oslo", "2022-01-05", parties=PARTIES)
    second = talk("Oslo", "2022-01-25", parties=PARTIES)
    month = talk("Oslo", "2022-01-01", "2022-01-31", parties=PARTIES)
    assert len(places((NEW, month), (OLD, first), (OLD, second))) == 2


def test_two_tables_in_one_town_on_one_day_stay_apart() -> None:
    fish = talk("Oslo", "2022-01-12", parties=PARTIES, what="fisheries talks")
    rail = talk("Oslo", "2022-01-12", parties=("Sweden", "Denmark"), what="talks on rail gauges")
    assert len(places((NEW, fish), (OLD, rail))) == 2


def test_a_meeting_longer_than_two_months_is_found_by_place_and_parties() -> None:
    season = talk("Oslo", "2022-01-03", "2022-05-30", parties=PARTIES)
    assert places((NEW, season), (OLD, season)) == [("Oslo", 2)]


def test_a_place_alone_joins_the_only_meeting_there_of_those_days() -> None:
    oslo = talk("Oslo", "2022-01-12", parties=PARTIES, what="talks on herring quotas")
    late = ArticleRef.of(article("late", DAY + timedelta(days=20)))
    assert places((NEW, oslo), (OLD, talk("Oslo"))) == [("Oslo", 2)]
    undated = talk("Oslo", parties=("Chile",))
    assert places((NEW, oslo), (OLD, undated), (OLD, talk("Oslo"))) == [("Oslo", 2), ("Oslo", 1)]
    assert len(places((NEW, oslo), (OLD, talk("Oslo", what="fraud hearing")))) == 2
    assert len(places((NEW, oslo), (late, talk("Oslo")))) == 2
    also_undated = talk("Oslo", parties=PARTIES, what="talks on herring quotas")
    assert places((NEW, oslo), (NEW, also_undated), (OLD, talk("Oslo"))) == [("Oslo", 3)]
    second = replace(oslo, round=2)
    assert places((NEW, second), (OLD, talk("Oslo", round=2))) == [("Oslo", 2)]
    assert len(places((NEW, second), (OLD, talk("Oslo", round=3)))) == 2
    other = talk("Oslo", "2022-01-14", parties=("Peru", "Chile"), what="tariff talks")
    assert len(places((NEW, oslo), (NEW, other), (OLD, talk("Oslo")))) == 3


def test_a_place_named_as_a_party_is_no_party() -> None:
    oslo = talk("Oslo", "2022-01-12", parties=PARTIES)
    assert places((NEW, oslo), (OLD, talk("Oslo", parties=("Oslo",)))) == [("Oslo", 2)]


def test_a_bodys_council_sits_for_the_body() -> None:
    council = talk("Vienna", parties=("Permanent Council of the OSCE",))
    assert same_talk(talk("Vienna", "2022-01-13", parties=("OSCE", "Russia")), council)
    assert not same_talk(talk("Vienna", "2022-01-13", parties=("NATO",)), council)


def test_a_body_is_the_same_party_by_its_long_name_and_its_acronym() -> None:
    long = talk("Oslo", "2022-01-12", parties=("Organization for Northern Trade and Customs",))
    short = talk("Oslo", "2022-01-12", parties=("ONTC", "Iceland"))
    assert len(merge_talks([(OLD, long), (NEW, short)], DAY)) == 1


def mention(
    title: str, what: str, place: str | None = None, **given: object
) -> tuple[ArticleRef, Talk]:
    ref = ArticleRef.of(article(title, title=title))
    return ref, talk(place, "2022-01-12", what=what, **given)


def test_a_day_alone_joins_only_what_is_about_the_same() -> None:
    wages = mention("Tram drivers and operator meet in Halden", "session", "Halden")
    coalition = mention("Greens near a coalition", "session", parties=("Greens",))
    drivers = mention("Operator of Halden trams raises its offer", "session", parties=("drivers",))
    assert len(merge_talks([wages, coalition], DAY)) == 2
    assert len(merge_talks([wages, drivers], DAY)) == 1


def test_the_name_of_a_town_is_no_word_on_which_its_meetings_agree() -> None:
    title = "A college and its critics"
    regents = mention(title, "meeting of Regents", "San Pellone", parties=("Regents",))
    makers = mention("Fleet buys servers", "cloud conference in San Pellone", "San Pellone")
    assert len(merge_talks([regents, makers], DAY)) == 2


def test_one_article_that_tells_of_two_kinds_of_meetings_tells_of_two() -> None:
    parties = ("Norway", "Iceland", "Chile")
    summit = talk("Oslo", "2022-01-12", what="herring summit", parties=parties)
    aside = talk(None, "2022-01-12", what="meeting", parties=PARTIES)
    assert len(places((NEW, summit), (NEW, aside))) == 2
    assert len(places((NEW, summit), (OLD, aside))) == 1


def test_a_meeting_is_called_what_most_accounts_agree_on() -> None:
    summit = talk("Oslo", "2022-01-12", what="herring summit", parties=PARTIES)
    again = replace(summit, what="summit on herring", parties=("Norway",))
    aside = replace(summit, what="tariff session", parties=(*PARTIES, "Chile"))
    (row,) = merge_talks([(NEW, aside), (OLD, summit), (ArticleRef.of(article("c")), again)], DAY)
    assert row.what == "herring summit"


def test_one_town_may_see_two_meetings_on_a_day() -> None:
    council = mention("Allies meet in Brussels", "council on arms", "Brussels", parties=("NATO",))
    finance = mention("Budget rules on the table", "meeting of finance ministers", "Brussels")
    arms = mention("Council on arms ends", "meeting", "Brussels")
    assert len(merge_talks([council, finance], DAY)) == 2
    assert len(merge_talks([council, arms], DAY)) == 1


@pytest.mark.parametrize(
    ("title", "what", "last", "rows"),
    [
        ("Norland seeks a migrants' deal with Sudria", "next summit", "2022-01-13", 1),
        ("Norland seeks a migrants' deal with Sudria", "next session", "2022-01-13", 2),
        ("Norland seeks a migrants' deal with Sudria", "next summit", "2022-01-12", 2),
        ("Ferries stop in Paros", "next summit", "2022-01-13", 2),
    ],
)
def test_a_summit_of_two_days_is_one_in_whatever_story_it_is_named(
    title: str, what: str, last: str, rows: int
) -> None:
    host = article("host", title=title)
    camps = article("camps", title="Sudria moves migrants of Norland to new camps")
    named = talk("Oslo", "2022-01-12", last, what=what, parties=("Ana Lind",))
    vague = talk(None, "2022-01-12", last, what="summit", parties=("Norland", "Sudria"))
    accounts = [talk_account(ArticleRef.of(a), t) for a, t in ((host, named), (camps, vague))]
    assert len(merge_talk_accounts(accounts, DAY)) == rows


def test_a_commission_and_the_states_in_it_are_one_table_if_the_subject_is_one() -> None:
    title = "Yarmouk dam: Jordan and Syria meet"
    states = mention(
        title, "meeting of the Yarmouk commission", "Amman", parties=("Jordan", "Syria")
    )
    commission = mention(
        "Yarmouk dam", "Yarmouk commission session", parties=("Yarmouk commission",)
    )
    assert len(merge_talks([states, commission], DAY)) == 1
    other = mention("Jordan votes", "water session", parties=("Jordanian parliament",))
    assert len(merge_talks([states, other], DAY)) == 2


def test_a_round_without_a_day_joins_the_one_of_that_round_about_the_same() -> None:
    text = "Kenya and Uganda meet on Wednesday about the lake line."
    dated = talk(None, "2022-01-12", parties=("Kenya", "Uganda"), round=2, span=Span(0, len(text)))
    kisumu = talk("Kisumu", None, what="second round", round=2)
    first = merge_talk_accounts(
        [
            talk_account(
                ArticleRef.of(article("a", title="Kisumu awaits the lake round")), dated, text
            ),
            talk_account(
                ArticleRef.of(article("b", title="Lake line: seven of nine buoys")), kisumu
            ),
        ],
        DAY,
    )
    assert [(row.place, row.round, len(row.mentions)) for row in first] == [("Kisumu", 2, 2)]
    for other in (
        (article("b", title="Tram wages"), kisumu),
        (article("b", title="Lake line"), replace(kisumu, round=3)),
        (article("b", title="Lake line"), replace(kisumu, parties=("Norway",))),
        (article("b", DAY + timedelta(days=30), title="Lake line"), kisumu),
    ):
        given = [
            talk_account(
                ArticleRef.of(article("a", title="Kisumu awaits the lake round")), dated, text
            ),
            talk_account(ArticleRef.of(other[0]), other[1]),
        ]
        assert len(merge_talk_accounts(given, DAY)) == 2


def test_the_words_of_the_sentences_tell_what_a_vague_account_is_about() -> None:
    text = "A session in Reykjavik is planned."
    full = talk("Reykjavik", "2022-01-12", parties=PARTIES, what="herring talks")
    vague = talk(None, "2022-01-12", what="session", span=Span(0, len(text)))
    refs = [
        ArticleRef.of(article(n, title=t)) for n, t in (("a", "Herring envoys"), ("b", "Herring"))
    ]
    assert (
        len(
            merge_talk_accounts(
                [talk_account(refs[0], full), talk_account(refs[1], vague, text)], DAY
            )
        )
        == 1
    )
    assert (
        len(merge_talk_accounts([talk_account(refs[0], full), talk_account(refs[1], vague)], DAY))
        == 2
    )


FERRY = article(
    "ferry",
    title="Paros ferry talks: divers and envoys in Lisbon",
    text="Envoys meet in Lisbon on the ferry that ran aground off Paros.",
)
FERRY_AGAIN = article(
    "ferry-2",
    DAY - timedelta(days=3),
    title="Lisbon talks on the Paros ferry",
    text="Talks in Lisbon on the ferry that ran aground off Paros are near.",
)
THEFT = article(
    "theft",
    title="Paintings stolen from a museum in Antwerp",
    text="Thieves took four paintings from a museum in Antwerp at night.",
)


def in_one_event(one: Talk, other: Talk, of: Article = FERRY_AGAIN) -> int:
    """How many rows two accounts make, in an article on the ferry and in that other one."""
    events = Events()
    events.know((each.id, topic_of(each)) for each in (FERRY, of))
    accounts = [talk_account(ArticleRef.of(FERRY), one), talk_account(ArticleRef.of(of), other)]
    return len(merge_talk_accounts(accounts, DAY, events))


FERRY_TALKS = talk(
    "Lisbon", "2022-01-20", what="ferry talks", parties=("Norway",), status="planned"
)


@pytest.mark.parametrize(
    "other",
    [
        talk("Lisbon", "2022-01-20", what="talks", parties=("Chile",), status="planned"),
        talk("Lisbon", what="talks of envoys", parties=("Chile",)),
        talk("Lisbon", "2022-01-17", what="talks on the ferry", status="planned"),
        talk(None, "2022-01-20", what="ferry talks", parties=("Chile",)),
    ],
    ids=["another party", "no day", "a day that slipped", "no place"],
)
def test_articles_on_one_event_tell_of_one_meeting(other: Talk) -> None:
    assert in_one_event(FERRY_TALKS, other) == 1
    assert in_one_event(FERRY_TALKS, other, THEFT) == 2


@pytest.mark.parametrize(
    "other",
    [
        talk("Lisbon", "2022-01-20", what="visit", parties=("Chile",)),
        talk("Porto", "2022-01-20", what="ferry talks", parties=("Chile",)),
        talk("Lisbon", "2022-01-05", what="ferry talks", status="held", parties=("Chile",)),
        talk("Lisbon", "2022-01-17", what="ferry talks", status="held", parties=("Chile",)),
        talk("Lisbon", "2022-02-20", what="ferry talks", status="planned", parties=("Chile",)),
        talk(None, "2022-01-20", what="water talks", parties=("Chile",)),
    ],
    ids=["a visit", "elsewhere", "long held", "held", "a month later", "about another thing"],
)
def test_articles_on_one_event_may_tell_of_two_meetings(other: Talk) -> None:
    assert in_one_event(FERRY_TALKS, other) == 2


def test_two_tables_told_in_full_are_two_meetings_of_one_event() -> None:
    one = replace(FERRY_TALKS, what="talks", parties=PARTIES)
    assert in_one_event(one, replace(one, parties=("Chile", "Peru"))) == 2
    assert in_one_event(one, replace(one, parties=("Chile",))) == 1


@pytest.mark.parametrize(
    ("older", "newer", "before"),
    [
        ("planned", "cancelled", ("planned", "2022-01-12")),
        ("planned", "postponed", ("planned", "2022-01-12")),
        ("cancelled", "planned", ("cancelled", "2022-01-12")),
        ("planned", "held", None),
        ("planned", "planned", None),
    ],
)
def test_news_of_a_talk_keeps_how_it_stood_before(
    older: TalkStatus, newer: TalkStatus, before: tuple[str, str] | None
) -> None:
    stood = talk("Oslo", "2022-01-12", status=older, parties=PARTIES)
    (row,) = merge_talks([(OLD, stood), (NEW, replace(stood, status=newer))], DAY)
    assert row.status == newer
    turn = row.turn
    assert (turn and (turn.status, str(turn.start))) == before
    assert turn is None or turn.news.article.id == "new"
    (row,) = merge_talks([(NEW, stood), (NEW, replace(stood, status=newer))], DAY)
    assert row.turn is None


def test_the_day_that_stood_before_is_kept() -> None:
    moved = talk(
        "Oslo", "2022-01-14", status="planned", parties=PARTIES, moved_from=day("2022-01-12")
    )
    (row,) = merge_talks([(NEW, moved)], DAY)
    assert row.turn is not None
    assert (row.turn.status, str(row.turn.start)) == (None, "2022-01-12")
    stood = talk("Oslo", "2022-01-12", status="postponed", parties=PARTIES)
    later = replace(stood, status="planned", start=moved.start, end=moved.end)
    (row,) = merge_talks([(OLD, replace(stood, status="planned")), (NEW, later)], DAY)[:1]
    assert row.turn is None
    older = ArticleRef.of(article("older", DAY - timedelta(days=5)))
    (row,) = merge_talks([(older, stood), (OLD, later), (NEW, later)], DAY)
    assert row.turn is not None
    assert (row.turn.status, str(row.turn.start), row.turn.news.article.id) == (
        "postponed",
        "2022-01-12",
        "old",
    )


def test_parties_are_shown_as_the_account_that_says_most_of_them_describes_them() -> None:
    def parties_shown(*parties: tuple[str, ...]) -> tuple[str, ...]:
        talks = [talk("Oslo", "2022-01-12", parties=names) for names in parties]
        (row,) = merge_talks([(NEW, talks[0]), *((OLD, other) for other in talks[1:])], DAY)
        return row.parties

    assert set(parties_shown(("Ana Lind", "pilots"), ("Ana Lind", "retired pilots"))) == {
        "Ana Lind",
        "retired pilots",
    }
    assert set(parties_shown(("pilots", "retired pilots"), ("pilots",))) == {
        "pilots",
        "retired pilots",
    }


def test_who_is_heard_on_a_day_sits_in_no_session_without_a_name() -> None:
    hearing = talk(None, "2022-01-13", parties=("Ana Lind",), what="hearing of Ana Lind")
    session = talk(None, "2022-01-13", what="session as dealers weighed words of Ana Lind")
    assert not same_talk(hearing, session)
    assert same_talk(hearing, replace(session, what="hearing on the budget"))


def test_a_hearing_is_no_visit_of_the_same_day() -> None:
    visit = talk("Lima", "2022-01-13", parties=("Ana Lind",), what="visit of Ana Lind to Lima")
    hearing = talk("Lima", "2022-01-13", parties=("Ana Lind",), what="hearing of Ana Lind")
    assert not same_talk(visit, hearing)


def test_a_place_alone_joins_no_meeting_of_another_event() -> None:
    title = "Herring quotas: Norway and Iceland sit down in Oslo"
    text = "Norway and Iceland opened talks on herring quotas in Oslo. The fleets wait."
    new = article("new", title=title, text=text)
    trams = article("trams", title="Tram makers quarrel about gauges", text="A tram has to fit.")
    again = article("again", title="Herring quotas: Oslo waits", text=text)
    events = Events()
    events.know((each.id, topic_of(each)) for each in (new, trams, again))
    oslo = talk("Oslo", "2022-01-12", parties=PARTIES, what="talks on herring quotas")
    for other, rows in ((trams, 2), (again, 1)):
        given = ((new, oslo), (other, talk("Oslo")))
        accounts = [talk_account(ArticleRef.of(a), t, a.text) for a, t in given]
        assert len(merge_talk_accounts(accounts, DAY, events)) == rows


def rows_of_one_event(*given: Talk) -> list[tuple[int, tuple[str, ...]]]:
    """How many accounts each row has, and which parties; every account is another article's."""
    text = "Norway and Iceland fight over herring quotas in Bergen. The herring fleets wait."
    told = [article(f"h{n}", title="Herring quotas", text=text) for n in range(len(given))]
    events = Events()
    events.know((each.id, topic_of(each)) for each in told)
    accounts = [talk_account(ArticleRef.of(a), t, a.text) for a, t in zip(told, given, strict=True)]
    return [(len(r.mentions), r.parties) for r in merge_talk_accounts(accounts, DAY, events)]


def test_a_summit_is_the_meeting_of_its_leaders_there() -> None:
    summit = talk("Bergen", "2022-01-13", "2022-01-14", parties=("Norway",), what="herring summit")
    leaders = talk(
        "Bergen", "2022-01-13", parties=("Leaders of Norway",), what="meeting of leaders"
    )
    assert rows_of_one_event(summit, leaders) == [(2, ("Norway",))]
    assert len(rows_of_one_event(summit, replace(leaders, place="Oslo"))) == 2
    assert len(rows_of_one_event(summit, replace(leaders, what="hearing of leaders"))) == 2


def test_a_hearing_of_nobody_is_the_one_hearing_of_the_day_and_event() -> None:
    hearing = talk(None, "2022-01-13", parties=("Ana Lind",), what="hearing of Ana Lind")
    bare = talk(None, "2022-01-13", what="hearing set for Thursday")
    assert len(rows_of_one_event(hearing, bare)) == 1
    assert len(rows_of_one_event(hearing, replace(bare, what="call set for Thursday"))) == 2
    assert (
        len(rows_of_one_event(hearing, replace(hearing, parties=("Bo Moe",), what="hearing"))) == 2
    )
