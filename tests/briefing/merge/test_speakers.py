"""Who is one speaker across articles, and who is not."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.article_refs import ArticleRef
from briefing.extract.topics import topic_of
from briefing.merge.body_references import fuller_names
from briefing.merge.events import Events
from briefing.merge.likeness import ALIKE, likeness
from briefing.merge.name_uses import uses_of
from briefing.merge.speaker_keys import statements_of
from briefing.merge.speakers import SpeakerIndex
from briefing.model import Article, Quote, Span
from briefing.rows import Statement
from tests.briefing.support import article, by_speaker, quote

FERRY = article(
    "ferry",
    title="Ferry from Piraeus runs aground off Paros",
    text="A ferry from Piraeus ran aground off Paros on Monday. Divers searched the ferry's hull.",
)
FERRY_AGAIN = article(
    "ferry-2",
    title="Paros ferry: divers find a torn hull",
    text="Divers found a torn hull under the ferry from Piraeus that ran aground off Paros.",
)
THEFT = article(
    "theft",
    title="Paintings stolen from a museum in Antwerp",
    text="Thieves took four paintings from a museum in Antwerp at night and left by the canal.",
)


def index_of(*quoted: tuple[Article, Quote]) -> tuple[SpeakerIndex, list[Statement]]:
    events = Events()
    events.know((given.id, topic_of(given)) for given, _ in quoted)
    statements = [Statement(ArticleRef.of(given), n, q) for n, (given, q) in enumerate(quoted)]
    return SpeakerIndex(uses_of(statements), events), statements


def groups(*quoted: tuple[Article, Quote]) -> list[list[str | None]]:
    """Names as they were given, those of one speaker together."""
    index, statements = index_of(*quoted)
    by_key: dict[object, list[str | None]] = {}
    for statement in statements:
        by_key.setdefault(index.key(statement), []).append(statement.quote.speaker)
    return list(by_key.values())


def names(*quoted: tuple[Article, Quote]) -> list[str | None]:
    """The names that are shown, each once."""
    index, statements = index_of(*quoted)
    return list(dict.fromkeys(index.name(index.key(s)) for s in statements))


def of(given: Article, *quotes: Quote) -> list[tuple[Article, Quote]]:
    return [(given, each) for each in quotes]


def test_a_full_name_is_one_person_in_any_story() -> None:
    assert groups((FERRY, quote("Ana Lind")), (THEFT, quote("Ana Lind"))) == [["Ana Lind"] * 2]


def test_a_surname_joins_the_one_full_name_of_its_article() -> None:
    (one,) = groups(*of(FERRY, quote("Lind"), quote("Ana Lind"), quote("Mrs Lind")))
    assert one == ["Lind", "Ana Lind", "Mrs Lind"]


def test_a_surname_joins_the_full_name_of_another_article_on_the_event() -> None:
    assert len(groups((FERRY, quote("Ana Lind")), (FERRY_AGAIN, quote("Lind")))) == 1


def test_a_surname_joins_nobody_in_another_event() -> None:
    assert len(groups((FERRY, quote("Ana Lind")), (THEFT, quote("Lind")))) == 2


def test_a_surname_joins_across_events_where_the_role_agrees() -> None:
    statements = [(FERRY, quote("Ana Lind", role="harbour master")), (THEFT, quote("Lind"))]
    assert len(groups(*statements)) == 2
    statements[1] = (THEFT, quote("Lind", role="harbour master"))
    assert len(groups(*statements)) == 1


@pytest.mark.parametrize(
    ("of_full", "of_last", "count"),
    [
        ("harbour master", "former harbour master", 1),
        ("former harbour master", "harbour master", 1),
        ("harbour master", "harbour pilot", 2),
    ],
)
def test_a_role_agrees_with_one_that_says_more(of_full: str, of_last: str, count: int) -> None:
    full, last = quote("Ana Lind", role=of_full), quote("Lind", role=of_last)
    assert len(groups((FERRY, full), (THEFT, last))) == count


def test_one_surname_in_two_events_is_two_speakers() -> None:
    assert len(groups((FERRY, quote("Lind")), (THEFT, quote("Lind")))) == 2


def test_two_people_of_one_surname_stay_apart_and_the_bare_surname_too() -> None:
    statements = of(FERRY, quote("John Smith"), quote("Jane Smith"), quote("Smith"))
    assert groups(*statements) == [["John Smith"], ["Jane Smith"], ["Smith"]]


def test_a_middle_name_does_not_make_a_second_person() -> None:
    statements = of(FERRY, quote("Lind"), quote("Ana Lind"), quote("Ana Maria Lind"))
    assert len(groups(*statements)) == 1


@pytest.mark.parametrize("short", ["Korvo Lind", "de Korvo Lind", "Ana-Maria de Korvo Lind"])
def test_the_end_of_a_full_name_is_that_name_on_its_event_or_with_its_role(short: str) -> None:
    full = quote("Berta Ana-Maria de Korvo Lind")
    ends = full.speaker is not None and full.speaker.endswith(f" {short}")
    assert ends
    assert len(groups((FERRY, full), (FERRY_AGAIN, quote(short)))) == 1
    assert len(groups((FERRY, full), (THEFT, quote(short)))) == 2
    role = "Greek harbour minister"
    given = replace(full, role=role), quote(short, role="harbour minister of Greece")
    assert len(groups((FERRY, given[0]), (THEFT, given[1]))) == 1
    other = quote(short, role="museum guard")
    assert len(groups((FERRY, given[0]), (FERRY_AGAIN, other))) == 2


@pytest.mark.parametrize(
    ("roles", "count"),
    [
        (("Greek harbour minister", "Greece's harbour minister"), 1),
        (("harbour minister", "harbour master"), 2),
        ((None, None), 2),
    ],
)
def test_a_first_name_may_be_spelled_otherwise_where_the_role_agrees(
    roles: tuple[str | None, str | None], count: int
) -> None:
    one, other = quote("Sergei Lind", role=roles[0]), quote("Sergey Lind", role=roles[1])
    assert len(groups((FERRY, one), (THEFT, other))) == count


def test_who_bears_the_end_of_two_full_names_is_neither() -> None:
    two = quote("Ana Korvo Lind"), quote("Eva Korvo Lind")
    assert len(groups(*of(FERRY, *two, quote("Korvo Lind")))) == 3


def test_a_couple_is_not_one_of_the_two() -> None:
    statements = of(FERRY, quote("Ana Lind"), quote("Ana Lind and Bo Lind"))
    assert len(groups(*statements)) == 2


@pytest.mark.parametrize("acronym", ["NTC", "The NTC", "the NTC"])
def test_an_acronym_joins_the_body_whose_initials_it_is(acronym: str) -> None:
    long = quote("the Northern Trade Council", "body")
    assert len(groups((FERRY, quote(acronym, "body")), (THEFT, long))) == 1


def test_a_person_and_a_body_of_one_name_are_two() -> None:
    assert len(groups(*of(FERRY, quote("Lind", "named"), quote("Lind", "body")))) == 2


@pytest.mark.parametrize(
    ("noun", "attribution"),
    [
        ("police", "body"),
        ("The company", "body"),
        ("the Norwegian bank", "body"),
        ("the spokesman", "unnamed"),
        ("officials", "unnamed"),
    ],
)
def test_a_common_noun_never_leaves_its_event(noun: str, attribution: str) -> None:
    uttered = quote(noun, attribution)
    assert len(groups((FERRY, uttered), (FERRY_AGAIN, uttered), (THEFT, uttered))) == 2


@pytest.mark.parametrize("anybody", ["a diver", "one of the crew", "many of whom", "Another diver"])
def test_somebody_who_is_only_introduced_is_another_in_each_article(anybody: str) -> None:
    uttered = quote(anybody, "unnamed", content="It sank at once")
    other = replace(uttered, content="I heard nothing")
    assert len(groups((FERRY, uttered), (FERRY_AGAIN, other))) == 2
    assert len(groups((FERRY, uttered), (FERRY_AGAIN, uttered))) == 1
    assert len(groups((FERRY, uttered), (THEFT, uttered))) == 2
    of_body = replace(uttered, speaker="a Norvik spokesman")
    assert len(groups((FERRY, of_body), (FERRY_AGAIN, replace(of_body, content="No")))) == 1


def test_an_observatory_is_not_the_observatory_and_others() -> None:
    both = quote("Observatory and other experts", "body")
    assert len(groups(*of(FERRY, both, quote("The Observatory", "body")))) == 2


def test_a_company_is_one_under_its_first_name_and_in_full() -> None:
    text = "Norvik Ferries ASA lost a ship off Paros. Norvik said so."
    full = article("full", title="Norvik loses a ferry off Paros", text=text)
    brief = article("brief", title="Norvik seeks crews", text="Norvik said it hires in Molde.")
    quoted = [
        (full, quote("Norvik", "body")),
        (full, quote("Norvik Ferries ASA", "body")),
        (full, quote("Norvik")),
        (brief, quote("Norvik", "body")),
        (brief, quote("Norvik")),
    ]
    events = Events()
    statements = [Statement(ArticleRef.of(a), n, q) for n, (a, q) in enumerate(quoted)]
    fuller = {a.id: fuller_names(a, [q for b, q in quoted if b is a]) for a in (full, brief)}
    index = SpeakerIndex(uses_of(statements), events, fuller)
    *of_company, of_person = [index.key(each) for each in statements]
    assert len(set(of_company)) == 1
    assert of_person not in of_company


def test_the_role_that_most_articles_give_is_shown_and_of_equals_no_description() -> None:
    told = "former keeper of the light on Paros who took up painting"
    said = [quote("Ana Lind", role=told), quote("Ana Lind", role=told)]
    one, other = quote("Ana Lind", role="harbour master"), quote("Ana Lind", role="master")
    index, statements = index_of(*of(FERRY, *said), (THEFT, one))
    assert index.role(index.key(statements[0])) == "harbour master"
    index, statements = index_of(*of(FERRY, *said), (FERRY_AGAIN, other), (THEFT, other))
    assert index.role(index.key(statements[0])) == "master"


def test_common_nouns_are_shown_with_what_tells_them_apart() -> None:
    police = quote("police", "body")
    assert names((FERRY, police), (THEFT, police)) == ["police (Paros)", "police (Antwerp)"]
    assert names((FERRY, police), (FERRY_AGAIN, police)) == ["police"]


OTTERS = article(
    "otters",
    title="Keeper of Larnby zoo hurt as otters leave enclosure before visitors",
    text=(
        "A keeper was taken to hospital on Monday after three giant otters slipped out of their "
        "enclosure at the zoo in Larnby and swam down the river Tesk. Visitors were led to the "
        "gift shop while nets were laid below the weir. The keeper, Maud Ellery, 44, had a broken "
        "wrist. Larnby police closed the towpath as far as the mill. Two of the animals were "
        "caught by noon; the third was asleep under a canoe. The zoo opened in 1931 and keeps "
        "four hundred animals on nine hectares. A flood in March had loosened the fence."
    ),
)
LYNX = article(
    "lynx",
    title="Burglar bitten in lynx enclosure of Ostervold zoo, visitors unaware",
    text=(
        "A burglar who climbed into an enclosure of the zoo at Ostervold was bitten in the leg by "
        "a lynx on Sunday night, and called for an ambulance himself. Police found a bag with the "
        "cash box of the kiosk beside the pond. Surgeons kept the man, a 29-year-old from the port "
        "of Hask, in hospital. A camera had filmed him on the wall at half past two. The lynx, a "
        "female called Sif with two cubs, was unhurt, and visitors could see the animals again on "
        "Monday. Thefts from kiosks have doubled along the fjord since spring."
    ),
)


def test_two_long_articles_on_like_events_share_no_common_noun_but_may_share_a_last_name() -> None:
    assert likeness(topic_of(OTTERS), topic_of(LYNX)) > ALIKE
    larnby, police = quote("Larnby police", "body"), quote("Police", "body")
    assert groups((OTTERS, larnby), (LYNX, police)) == [["Larnby police"], ["Police"]]
    zoo = quote("the zoo", "unnamed")
    assert len(groups((OTTERS, zoo), (LYNX, zoo))) == 2
    full, last = quote("Maud Ellery", role="keeper"), quote("Ellery")
    assert groups((OTTERS, full), (LYNX, last)) == [["Maud Ellery", "Ellery"]]


def test_a_common_noun_is_the_one_body_of_its_event_that_is_called_so() -> None:
    paros = quote("Paros police", "body")
    bare = quote("Police", "body")
    assert names((FERRY, paros), (FERRY_AGAIN, bare)) == ["Paros police"]
    harbour = quote("harbour police of Piraeus", "body")
    assert len(groups((FERRY, paros), (FERRY, harbour), (FERRY_AGAIN, bare))) == 3


def headings(*statements: tuple[Article, Quote]) -> list[tuple[str | None, tuple[str, ...]]]:
    """The rows as they are shown: what each is called, and how those in it are written."""
    rows = by_speaker(Statement(ArticleRef.of(a), n, q) for n, (a, q) in enumerate(statements))
    return [(row.name, tuple(sorted(row.forms))) for row in rows]


def test_a_government_is_shown_under_its_country_as_it_is_written() -> None:
    statements = of(
        FERRY, *(quote(name, "body") for name in ("Lisbon", "Portugal's foreign ministry"))
    )
    assert headings(*statements) == [("Portugal", ("Lisbon", "Portugal's foreign ministry"))]


@pytest.mark.parametrize(
    "other",
    [
        "Portugal's army",
        "Portuguese police",
        "Lisbon University",
        "Brussels",
        "Spain's foreign ministry",
    ],
)
def test_what_is_no_government_of_a_country_stands_by_itself(other: str) -> None:
    statements = of(FERRY, quote("Lisbon", "body"), quote(other, "body"))
    assert sorted(headings(*statements)) == sorted([("Lisbon", ()), (other, ())])


def test_who_speaks_for_a_body_without_a_name_stands_under_it() -> None:
    statements = of(FERRY, quote("Norvik", "body"), quote("a Norvik spokeswoman", "unnamed"))
    assert headings(*statements) == [("Norvik", ("Norvik", "a Norvik spokeswoman"))]
    statements = of(FERRY, quote("Norvik", "body"), quote("a Norvik official", "unnamed"))
    assert len(headings(*statements)) == 2
    statements = of(FERRY, quote("Norvik", "body"), quote("Ana Lind", role="Norvik spokeswoman"))
    assert len(headings(*statements)) == 2


@pytest.mark.parametrize(
    "long",
    ["software maker Norvik Corp", "Norvik Inc", "the Oslo-based Norvik", "the carrier Norvik"],
)
def test_a_body_is_one_with_and_without_what_it_is(long: str) -> None:
    assert len(groups((FERRY, quote("Norvik", "body")), (THEFT, quote(long, "body")))) == 1


def test_the_company_is_the_one_that_the_article_marks() -> None:
    given = article("norvik", title="Norvik to close a yard", text="Norvik ASA (NRV.OL) closes it.")
    quotes = [quote("Norvik", "body"), quote("The company", "body")]
    statements = [Statement(ArticleRef.of(given), n, q) for n, q in enumerate(quotes)]
    fuller = {given.id: fuller_names(given, quotes)}
    index = SpeakerIndex(uses_of(statements), Events(), fuller)
    assert {index.name(index.key(s)) for s in statements} == {"Norvik"}
    moved = replace(given, text=f"It is moving to Bergen. {given.text}")
    assert fuller_names(moved, [quote("The company", "body")]) == {"The company": "Norvik"}
    two = replace(given, text=f"{given.text} Rival Tarn Corp stays.")
    assert fuller_names(two, [quote("The company", "body")]) == {}


def test_a_short_name_is_the_one_body_of_its_article_that_is_called_so_and_more() -> None:
    long = quote("the Paros Coastal Observatory", "body")
    short = quote("The Observatory", "body")
    assert len(groups((FERRY, long), (FERRY, short))) == 1
    assert len(groups((FERRY, long), (THEFT, short))) == 2


def test_an_office_is_the_one_person_of_the_event_who_holds_it() -> None:
    holder = quote("Ana Lind", role="Norlandic president")
    words = quote("the Norlandic president", "unnamed")
    assert names((FERRY, holder), (FERRY_AGAIN, words)) == ["Ana Lind"]
    assert len(groups((FERRY, holder), (THEFT, words))) == 2
    two = quote("Bo Berg", role="Norlandic president")
    assert len(groups((FERRY, holder), (FERRY, two), (FERRY_AGAIN, words))) == 3
    lawyer = quote("Ana Lind", role="Norlandic lawyer")
    assert len(groups((FERRY, lawyer), (FERRY, quote("the Norlandic lawyer", "unnamed")))) == 2


def test_an_acronym_that_speaks_as_a_body_is_no_person() -> None:
    assert len(groups((FERRY, quote("NTC")), (THEFT, quote("NTC", "body")))) == 1


def test_the_longest_form_and_the_commonest_role_are_shown() -> None:
    statements = of(
        FERRY,
        quote("Lind", role="minister"),
        quote("Ana Lind", role="trade minister"),
        quote("Lind", role="trade minister"),
    )
    index, (first, *_) = index_of(*statements)
    assert (index.name(index.key(first)), index.role(index.key(first))) == (
        "Ana Lind",
        "trade minister",
    )


def test_statements_under_two_names_follow_each_other_as_in_their_articles() -> None:
    newest, middle, oldest = (article(name) for name in ("newest", "middle", "oldest"))
    quoted = [
        (newest, quote("Ana Lind", spans=(Span(40, 45),))),
        (newest, quote("Lind", spans=(Span(0, 5),))),
        (middle, quote("Ana Lind", spans=(Span(20, 25),))),
        (oldest, quote("Ana Lind", spans=(Span(10, 15),))),
    ]
    _, statements = index_of(*quoted)
    assert [(s.article.id, s.quote.spans[0].start) for s in statements_of(uses_of(statements))] == [
        ("newest", 0),
        ("newest", 40),
        ("middle", 20),
        ("oldest", 10),
    ]


def test_no_speaker_is_one_nameless_group() -> None:
    index, (first, second) = index_of((FERRY, quote(None)), (THEFT, quote(None)))
    assert index.key(first) == index.key(second)
    assert (index.name(index.key(first)), index.role(index.key(first))) == (None, None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The N.T.C.", "the Northern Trade Council"),
        ("the NTC alliance", "NTC"),
        ("the U.N.", "The United Nations"),
        ("Molde's city council", "the Molde city council"),
        ("Norway's Korvo", "Korvo"),
    ],
)
def test_a_body_is_one_however_it_is_written(one: str, other: str) -> None:
    assert len(groups((FERRY, quote(one, "body")), (THEFT, quote(other, "body")))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The NTC", "Northern Tin Co Ltd"),
        ("The NTC", "Northern Tin Carriers Inc"),
        ("Norway's bank", "the bank"),
        ("the U.N. agency", "the U.N."),
    ],
)
def test_a_body_is_no_other_that_is_called_much_the_same(one: str, other: str) -> None:
    assert len(groups((FERRY, quote(one, "body")), (THEFT, quote(other, "body")))) == 2


@pytest.mark.parametrize(("noun", "count"), [("The organization", 2), ("Police", 1)])
def test_only_of_bodies_of_which_a_place_has_one_is_another_article_asked(
    noun: str, count: int
) -> None:
    long = "Paros police" if noun == "Police" else "the Aegean Organization for Ferries"
    assert len(groups((FERRY, quote(long, "body")), (FERRY_AGAIN, quote(noun, "body")))) == count
    assert len(groups(*of(FERRY, quote(long, "body"), quote(noun, "body")))) == 1


@pytest.mark.parametrize("person", ["Korvo Inc", "Korvo", "the Korvo"])
def test_a_company_that_is_taken_for_a_person_is_the_company(person: str) -> None:
    assert len(groups(*of(FERRY, quote("Korvo Inc", "body"), quote(person, "named")))) == 1


def test_a_body_is_none_that_belongs_to_it() -> None:
    office = quote("the NTC's Molde office", "body")
    assert len(groups(*of(FERRY, office, quote("the NTC", "body")))) == 2
    sheriff = quote("the Paros County Sheriff's Office", "body")
    assert len(groups(*of(FERRY, sheriff, quote("the sheriff's office", "body")))) == 1


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("Norway's Korvo", "Korvo", "Korvo"),
        ("the NTC alliance", "NTC", "NTC"),
        ("the Paros Coastal Observatory", "the Observatory", "the Paros Coastal Observatory"),
    ],
)
def test_a_body_is_shown_by_its_name_without_what_stands_around_it(
    one: str, other: str, shown: str
) -> None:
    assert names(*of(FERRY, quote(one, "body"), quote(other, "body"))) == [shown]


def test_an_acronym_is_the_long_name_that_its_own_text_has() -> None:
    council = quote("the Northern Town Council", "body")
    acronym = quote("the NTC", "body")
    spelled = article("s", text="The Northern Trade Council met. The NTC said no.")
    assert len(groups_of_texts((THEFT, council), (spelled, acronym))) == 2
    others = (THEFT, council), (spelled, acronym), (FERRY, acronym)
    assert [len(each) for each in groups_of_texts(*others)] == [1, 2]


def groups_of_texts(*quoted: tuple[Article, Quote]) -> list[list[str | None]]:
    """``groups``, with what the texts of the articles call the speakers."""
    _, statements = index_of(*quoted)
    fuller = {given.id: fuller_names(given, [q]) for given, q in quoted}
    index = SpeakerIndex(uses_of(statements), Events(), fuller)
    by_key: dict[object, list[str | None]] = {}
    for statement in statements:
        by_key.setdefault(index.key(statement), []).append(statement.quote.speaker)
    return list(by_key.values())


def test_who_has_another_initial_is_another() -> None:
    two = quote("Ana W. Lind"), quote("Ana H. W. Lind")
    assert len(groups(*of(FERRY, *two))) == 2
    assert len(groups(*of(FERRY, quote("Ana Lind"), quote("Ana H. Lind")))) == 1
