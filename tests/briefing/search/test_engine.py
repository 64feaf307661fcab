"""What a query means, and what it finds in which order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import UsageError
from briefing.model import Article, Deadline, Entry, Findings, Quote, Span, Talk
from briefing.search.engine import search
from briefing.search.index import Index
from briefing.search.query import FIELDS, Patterns, Query, Term, fits, parse
from briefing.search.searchable import Searchable, kind_names, searchables
from tests.tui.support.world import entries

ALL = Index(entries())


def found(text: str) -> list[tuple[str, str]]:
    return [(hit.kind, hit.article.id) for hit in search(parse(text), ALL)]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", ()),
        ("Water", (Term("", "water"),)),
        ("two words", (Term("", "two"), Term("", "words"))),
        ('"two words" -not', (Term("", "two words"), Term("", "not", wanted=False))),
        ("speaker:Marenko", (Term("speaker", "marenko"),)),
        ('said:"dry summer"', (Term("said", "dry summer"),)),
        ("-kind:talks", (Term("kind", "talk", wanted=False),)),
        ("https://a.b/c", (Term("", "https://a.b/c"),)),
        ('"unfinished phrase', (Term("", "unfinished phrase"),)),
        ("speaker:", ()),
        ("-", ()),
    ],
)
def test_parsing(text: str, terms: tuple[Term, ...]) -> None:
    assert parse(text) == Query(terms)


@pytest.mark.parametrize(
    ("text", "after", "before"),
    [
        ("after:2024-03-12", date(2024, 3, 12), None),
        ("after:2024-02", date(2024, 2, 29), None),
        ("after:2023", date(2023, 12, 31), None),
        ("before:2024-03", None, date(2024, 3, 1)),
        ("before:2024 after:2022", date(2022, 12, 31), date(2024, 1, 1)),
    ],
)
def test_days(text: str, after: date | None, before: date | None) -> None:
    assert parse(text) == Query((), after, before)


@pytest.mark.parametrize(
    "text", ["after:soon", "before:2024-13", "after:2023-02-30", "kind:rumour"]
)
def test_what_makes_no_sense_is_said(text: str) -> None:
    with pytest.raises(UsageError):
        parse(text)


def test_an_empty_query_finds_nothing() -> None:
    assert found("") == []


def test_all_words_have_to_occur_anywhere() -> None:
    assert ("quote", "lisbon-opens") in found("marenko summer")
    assert found("marenko nowhere") == []
    assert found("MARENKO Summer")


def test_the_newest_comes_first_among_equals() -> None:
    days = [hit.article.day for hit in search(parse("speaker:okonjo"), ALL)]
    assert days == [date(2024, 3, 14), date(2024, 3, 13)]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("when:2024-03-17 kind:talk", {"water talks"}),
        ("when:2024-03-11", {"water talks"}),
        ("when:2024-03-18..2024-04 kind:deadline", {
            "open the upper sluices",
            "parliament votes on the water law",
            "the wage agreement expires",
        }),
        ("when:2025..", {"a new ship is launched"}),
        ("when:..2024-03-12 kind:deadline", {"answer to the hosts"}),
    ],
)  # fmt: skip
def test_when_is_the_day_of_the_event(text: str, what: set[str]) -> None:
    assert {hit.item.finding.what for hit in search(parse(text), ALL)} == what  # type: ignore[union-attr]


# Thursday 14 March 2024, seen from that day.
@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("when:today", "2024-03-14", "2024-03-14"),
        ("when:tomorrow", "2024-03-15", "2024-03-15"),
        ("when:yesterday", "2024-03-13", "2024-03-13"),
        ("when:monday", "2024-03-18", "2024-03-18"),
        ("when:thursday", "2024-03-14", "2024-03-14"),
        ("when:last monday ferry", "2024-03-11", "2024-03-11"),
        ("when:next week ferry", "2024-03-18", "2024-03-24"),
        ('when:"next week"', "2024-03-18", "2024-03-24"),
        ("when:in 2 weeks", "2024-03-28", "2024-03-28"),
        ("when:3 days ago", "2024-03-11", "2024-03-11"),
        ("when:+7d", "2024-03-21", "2024-03-21"),
        ("when:tomorrow..monday", "2024-03-15", "2024-03-18"),
        ("when:2024-03-25..friday", "2024-03-25", "2024-03-29"),
        ("when:2024-04", "2024-04-01", "2024-04-30"),
    ],
)
def test_when_takes_days_in_words_seen_from_the_day_of_the_briefing(
    text: str, first: str, last: str
) -> None:
    query = parse(text, date(2024, 3, 14))
    assert query.when == (date.fromisoformat(first), date.fromisoformat(last))
    assert [term.words for term in query.terms] == ["ferry"] * ("ferry" in text)


def test_published_on_a_weekday_is_on_the_last_one() -> None:
    query = parse("after:monday before:2 days ago", date(2024, 3, 14))
    assert (query.after, query.before) == (date(2024, 3, 11), date(2024, 3, 12))


def test_to_is_whom_something_was_said_to() -> None:
    assert found("to:reporters") == [("quote", "porto-moved")]
    assert found("to:marenko") == []
    assert ("quote", "porto-moved") in found("reporters")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (r"said:/sluices? (stayed|opened)/", {"sluices stayed shut"}),
        (r"speaker:/^tomas/ /GOVERNMENT/", {"his government"}),
        (r"kind:quote /dry\/wet|a year more/", set()),
        (r"kind:quote -/[aeiou]/", set()),
    ],
)
def test_a_pattern_between_slashes_is_a_regular_expression(text: str, words: set[str]) -> None:
    hits = search(parse(text), ALL)
    assert bool(hits) == bool(words)
    assert all(any(word in hit.words[0] for word in words) for hit in hits)


@pytest.mark.parametrize("text", ["/a(b/", "said:/[/", "when:somewhen", "when:2024-13"])
def test_what_cannot_be_looked_for_is_said(text: str) -> None:
    with pytest.raises(UsageError):
        parse(text)


def test_slashes_of_links_and_dates_are_words() -> None:
    assert parse("a/b/c").terms == (Term("", "a/b/c"),)
    assert parse("https://a.b/c").terms == (Term("", "https://a.b/c"),)
    assert parse("/unfinished").terms == (Term("", "/unfinished"),)


def test_a_pattern_that_never_comes_to_an_end_is_given_up() -> None:
    patterns = Patterns()
    with pytest.raises(UsageError, match="takes too long"):
        patterns.occurs("(a|aa)+$", "a" * 60 + "d")


def test_own_words_come_before_those_around() -> None:
    hits = search(parse("sluices"), ALL)
    assert hits[0].kind in ("quote", "deadline")
    assert hits[-1].kind == "article"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("speaker:minister", {("quote", "lisbon-opens"), ("quote", "porto-moved")}),
        ("place:lisbon", {("talk", "lisbon-opens"), ("talk", "porto-preview")}),
        ("party:vestmark kind:talk", {("talk", "lisbon-opens"), ("talk", "porto-preview")}),
        ("party:amber kind:deadline", {("deadline", "ferry-strike")}),
        ("outlet:weir kind:article", {("article", "porto-preview")}),
        ('said:"dry summer"', {("quote", "lisbon-opens"), ("quote", "porto-preview")}),
        (
            "kind:article after:2024-03-13",
            {("article", "ferry-strike"), ("article", "porto-preview")},
        ),
        ("kind:article before:2024-03-12", {("article", "lisbon-opens")}),
        (
            "kind:article -outlet:courier",
            {("article", "porto-moved"), ("article", "porto-preview")},
        ),
        ("kind:article bergen", {("article", "ferry-strike")}),
    ],
)
def test_fields(text: str, expected: set[tuple[str, str]]) -> None:
    assert set(found(text)) == expected


def test_text_may_be_left_out_of_the_index() -> None:
    lean = Index(entries(), characters=0)
    assert not search(parse("kind:article bergen"), lean)
    assert search(parse("kind:article ferry"), lean)


def test_hits_are_limited() -> None:
    assert len(search(parse("a"), ALL, limit=3)) == 3


def test_articles_without_a_day_are_in_no_range() -> None:
    undated = Index([Entry(Article("a", "x", ""))])
    assert list(search(parse("x"), undated)) == [undated.searchable(0)]
    assert not search(parse("x after:2000"), undated)
    assert not search(parse("x before:2100"), undated)


# The plain definition, and that the index finds the same


VOCABULARY = ("ab", "abc", "b c", "Straße", "İ", "“é”", "c", "bc-a", "talk", "held", "🐟 x")
words = st.lists(st.sampled_from(VOCABULARY), max_size=4).map(" ".join)
days = st.none() | st.sampled_from([date(2024, 3, n) for n in range(1, 5)])
event_days = st.sampled_from([date(2024, 3, 2), date(2024, 3, 3), date(2024, 4, 1)])
outlets = st.none() | st.sampled_from(["Ab Post", "The c"])


@st.composite
def articles(draw: st.DrawFn) -> Entry:
    day = draw(days)
    article = Article(
        id=str(draw(st.integers(0, 10**6))),
        title=draw(words),
        text="\n".join(draw(st.lists(words, max_size=3))),
        source=draw(outlets),
        published=day and datetime(day.year, day.month, day.day, tzinfo=UTC),
    )
    if draw(st.booleans()):
        return Entry(article)
    spans = (Span(0, 1),)
    speakers = draw(st.lists(words, max_size=3))
    quotes = tuple(
        Quote(
            draw(words) or "x",
            spans,
            "direct",
            "named",
            speaker or "y",
            role=draw(words),
            addressee=draw(words) or None,
        )
        for speaker in speakers
    )
    talks = tuple(
        Talk(
            draw(words),
            spans[0],
            "held",
            place=draw(words),
            start=draw(days),
            parties=tuple(draw(words).split()),
        )
        for _ in range(draw(st.integers(0, 2)))
    )
    dues = tuple(
        Deadline(draw(words), spans[0], date(2024, 4, 1), date(2024, 4, 1), "due", who=draw(words))
        for _ in range(draw(st.integers(0, 2)))
    )
    return Entry(article, Findings(article.id, "hand", quotes, talks, dues))


@st.composite
def queries(draw: st.DrawFn) -> Query:
    fields = [field for field in FIELDS if field not in ("when", "before", "after", "kind")]
    kinds = st.builds(Term, st.just("kind"), st.sampled_from(kind_names()), st.booleans())
    looked_for = st.sampled_from([*VOCABULARY, "a", "b", "bc", "straß", "c a", "zz", "🐟"])
    plain = st.builds(
        Term,
        st.sampled_from(["", "", "", *fields]),
        looked_for.map(str.casefold),
        st.sampled_from([True, True, False]),
    )
    pattern = st.builds(
        Term,
        st.sampled_from(["", "", *fields]),
        st.sampled_from(["a.?b", "^c", "[bc]+$", "(held|post)", "zz"]),
        st.booleans(),
        st.just(True),
    )
    terms = draw(st.lists(plain | kinds | pattern, max_size=3))
    when = draw(st.none() | st.tuples(event_days, event_days))
    return Query(tuple(terms), draw(days), draw(days), when)


def plainly(query: Query, given: Sequence[Entry]) -> list[Searchable]:
    """All hits by the definition in briefing.query: everything looked at, one by one."""
    texts = {id(e): e.article.text for e in given}
    every = [(f, texts[id(e)]) for e in given for f in searchables(e)]
    every.sort(key=lambda each: -each[0].article.day.toordinal() if each[0].article.day else 0)
    ranked = []
    for hit, text in every:
        own, speaker, place, party, to = (part.casefold() for part in hit.parts)
        title = f"{hit.article.title} {hit.article.source or ''}".casefold()
        around = [title, *(text.casefold().split("\n") if hit.kind == "article" else ())]
        parts = {"speaker": speaker, "place": place, "party": party, "to": to}
        parts["outlet"] = (hit.article.source or "").casefold()
        parts["said"] = own if hit.kind == "quote" else ""
        holds = weak = 0
        for term in query.terms:
            in_own = any(term.words in part for part in (own, speaker, place, party, to))
            if term.pattern:
                everywhere = "\n".join((own, speaker, place, party, to, *around))
                looked_in = parts[term.field] if term.field else everywhere
                found = re.search(term.words, looked_in, re.IGNORECASE) is not None
            elif term.field == "kind":
                found = hit.kind == term.words
            elif term.field:
                found = term.words in parts[term.field]
            else:
                found = in_own or any(term.words in part for part in around)
                weak += term.wanted and not in_own
            holds += found == term.wanted
        day = hit.article.day
        dated = not (query.after or query.before) or (
            day is not None
            and (query.after is None or day > query.after)
            and (query.before is None or day < query.before)
        )
        if query.when is not None:
            first, last = hit.days
            first, last = first or last, last or first
            dated = dated and first is not None and first <= query.when[1] and last >= query.when[0]
        assert fits(query, hit, text if hit.kind == "article" else "") == (
            dated and holds == len(query.terms)
        )
        if query and dated and holds == len(query.terms):
            ranked.append((weak, hit))
    return [hit for _, hit in sorted(ranked, key=lambda each: each[0])]


@given(st.lists(articles(), max_size=6), st.lists(queries(), min_size=1, max_size=4))
def test_the_index_finds_what_looking_at_everything_finds(
    given_entries: list[Entry], asked: list[Query]
) -> None:
    index = Index(given_entries)
    for query in asked:  # one after the other: what was found before is remembered
        expected = plainly(query, given_entries)
        assert list(search(query, index)) == expected
        assert list(search(query, index, limit=2)) == expected[:2]


@given(
    st.lists(articles(), min_size=1, max_size=6),
    st.lists(st.sampled_from(["ab", "bc", "c", "a", "held", "post"]), min_size=2, max_size=3),
    st.lists(days, min_size=2, max_size=2),
)
def test_several_words_may_stand_in_different_places(
    given_entries: list[Entry], wanted: list[str], bounds: list[date | None]
) -> None:
    index = Index(given_entries)
    for after, before in ((bounds[0], bounds[1]), (None, None)):
        query = Query(tuple(Term("", word) for word in wanted), after, before)
        assert list(search(query, index)) == plainly(query, given_entries)


@given(st.lists(articles(), max_size=6), st.sampled_from(VOCABULARY))
def test_a_query_that_grows_by_a_letter_finds_the_same(
    given_entries: list[Entry], word: str
) -> None:
    index = Index(given_entries)
    for end in range(1, len(word) + 1):
        query = parse(f'"{word[:end]}')
        assert list(search(query, index)) == plainly(query, given_entries)


def test_text_beyond_the_limit_is_left_out_and_the_rest_is_found() -> None:
    given_entries = entries()
    room = len(given_entries[0].article.text) + 1
    index = Index(given_entries, characters=room)
    ids = {hit.article.id for hit in search(parse("kind:article envoys"), index)}
    assert ids == {given_entries[0].article.id}
