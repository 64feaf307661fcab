"""The library does what ``briefing.ports.Library`` says."""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import TypeVar, get_args, get_origin, get_type_hints

import pytest
from msgspec.structs import replace

from bench.corpora.store_samples import ANALYSER, START, article, entry, findings
from bench.filling import TAKEN_AT, put_in
from briefing.errors import StoreError
from briefing.feed import Feed, FullText
from briefing.model import Article, Entry
from briefing.ports import Copy, Counts, Filed, Library, Stored
from store.documents.records import complaint
from store.library import TinyLibrary, compact_folder, open_library

T = TypeVar("T")


def ids(library: Library, since: date | None = None, until: date | None = None) -> list[str]:
    return [e.article.id for e in library.entries(since, until)]


def test_an_empty_library_is_empty_and_makes_no_files(folder: Path) -> None:
    library: Library = open_library(folder)
    assert library.counts() == Counts()
    assert list(library.entries()) == []
    assert library.article("x") is None
    assert library.findings("x") is None
    assert library.feeds() == ()
    assert library.state("x") is None
    assert library.outdated("x") == ()
    library.close()
    assert not folder.exists()


def test_what_is_put_comes_back_equal(library: TinyLibrary, folder: Path) -> None:
    entries = [entry(1), entry(2, analysed=False)]
    stored = put_in(library, entries)
    assert stored.added == ("a00001", "a00002")
    for reader in (library, open_library(folder, read_only=True)):
        for each in entries:
            assert reader.article(each.article.id) == each.article
            assert reader.findings(each.article.id) == each.findings
        assert list(reader.entries()) == [entries[1], entries[0]]


def test_what_is_put_survives_a_compaction_and_a_new_start(
    library: TinyLibrary, folder: Path
) -> None:
    entries = [entry(n) for n in range(20)]
    put_in(library, entries)
    library.add_feed(Feed("https://quay.example/feed", tags=("a", "b"), added=START, failures=3))
    library.set_state("visit", {"day": "2022-01-03", "seen": [1, 2.5, None, True]})
    before = (library.feeds(), library.state("visit"), library.counts())
    assert library.compact()
    for reader in (library, open_library(folder, read_only=True)):
        assert list(reader.entries()) == entries[::-1]
        assert (reader.feeds(), reader.state("visit"), reader.counts()) == before


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "line\nbreak",
        'quote " and \\ slash',
        "\u2028 \x85 \x7f",
        "Zürich 日本 🎈",
        "\ud800",
    ],
)
def test_any_text_comes_back(library: TinyLibrary, folder: Path, text: str) -> None:
    odd = replace(article(1), text=text, title=text, url=text)
    put_in(library, [Entry(odd)])
    library.compact()
    put_in(library, [Entry(replace(odd, id="other"))])
    reader = open_library(folder, read_only=True)
    assert reader.article(odd.id) == odd
    assert len(reader.by_url(text)) == 2


def test_the_same_article_twice_is_one(library: TinyLibrary) -> None:
    put_in(library, [entry(1), entry(2)])
    revision = library.revision()
    assert put_in(library, [entry(1), entry(2)]).unchanged == ("a00001", "a00002")
    assert library.counts().articles == 2
    assert library.revision() == revision


def test_fetching_again_is_no_change_and_keeps_the_first_moment(library: TinyLibrary) -> None:
    first = article(1)
    put_in(library, [Entry(first)])
    again = replace(first, fetched=START + timedelta(days=500))
    assert put_in(library, [Entry(again)]).unchanged == (first.id,)
    assert library.article(first.id) == first


def test_an_id_twice_in_a_batch_counts_once_and_the_last_wins(library: TinyLibrary) -> None:
    stored = put_in(library, [Entry(article(1, text="early")), Entry(article(1, text="late"))])
    assert stored.added == ("a00001",)
    kept = library.article("a00001")
    assert kept is not None
    assert kept.text == "late"


def test_findings_stay_while_title_text_and_day_are_the_same(library: TinyLibrary) -> None:
    put_in(library, [entry(1)])
    signed = replace(article(1), author="Ida Holm")
    assert put_in(library, [Entry(signed)]).changed == ("a00001",)
    assert library.findings("a00001") == findings(article(1))
    assert library.article("a00001") == replace(signed, revised=TAKEN_AT)


@pytest.mark.parametrize(
    "change",
    [
        lambda a: replace(a, text="Other words."),
        lambda a: replace(a, title="Another headline"),
        lambda a: replace(a, published=START + timedelta(days=9)),
        lambda a: replace(a, published=None),
        lambda a: replace(a, date_note="no date given; filed under the day of intake"),
    ],
)
def test_findings_go_when_title_text_or_day_change(library: TinyLibrary, change: object) -> None:
    put_in(library, [entry(1), entry(2)])
    put_in(library, [Entry(change(article(1)))])  # type: ignore[operator]
    assert library.findings("a00001") is None
    assert library.findings("a00002") is not None
    counts = library.counts()
    assert (counts.articles, counts.analysed, library.finding_counts()["quotes"]) == (2, 1, 1)
    assert library.outdated(ANALYSER) == ("a00001",)


def test_findings_may_come_later(library: TinyLibrary) -> None:
    put_in(library, [entry(1, analysed=False)])
    assert library.outdated(ANALYSER) == ("a00001",)
    assert put_in(library, [entry(1)]).unchanged == ("a00001",)
    assert library.findings("a00001") == findings(article(1))
    assert library.outdated(ANALYSER) == ()
    assert library.outdated("rules-2") == ("a00001",)


def test_findings_of_another_version_are_stale_and_not_stored(library: TinyLibrary) -> None:
    put_in(library, [entry(1), entry(2, analysed=False)])
    edited = article(1, text="Mira Tolen said the harbour closes on Friday.")
    put_in(library, [Entry(edited)])
    late = [findings(article(n)) for n in (1, 2, 3)]
    filed = library.put_findings(late)
    assert filed == Filed(stored=("a00002",), stale=("a00001",), gone=("a00003",))
    assert library.findings("a00001") is None
    assert library.outdated(ANALYSER) == ("a00001",)
    assert library.put_findings([findings(edited)]).stored == ("a00001",)


def test_what_was_removed_while_it_was_analysed_stays_removed(library: TinyLibrary) -> None:
    put_in(library, [entry(1, analysed=False)])
    library.remove(["a00001"])
    assert library.put_findings([findings(article(1))]).gone == ("a00001",)
    assert library.counts() == Counts()


def test_a_merge_is_made_over_the_article_as_it_is_stored(library: TinyLibrary) -> None:
    put_in(library, [entry(1)])

    def longer(stored: Article, incoming: Article) -> Article | None:
        return incoming if len(incoming.text) > len(stored.text) else None

    short, long = article(1, text="Short."), article(1, text="Long. " * 99)
    assert library.take_in([short, article(2)], START, longer) == Stored(
        ("a00002",), (), ("a00001",)
    )
    assert library.take_in([long], START, longer).changed == ("a00001",)
    assert library.article("a00001") == replace(long, revised=START)


def test_a_revision_is_made_over_the_article_as_it_is_stored(library: TinyLibrary) -> None:
    put_in(library, [entry(1)])
    signed = library.revise("a00001", lambda a: replace(a, author="Ida Holm"), START)
    expected = replace(article(1), author="Ida Holm", revised=START)
    assert signed == expected == library.article("a00001")
    assert library.findings("a00001") == findings(article(1))
    assert library.revise("a00001", lambda a: None, START) is None
    assert library.revise("unknown", lambda a: a, START) is None


def test_what_is_out_for_good_comes_back_only_when_it_is_added_again(library: TinyLibrary) -> None:
    put_in(library, [entry(1), entry(2)])
    assert library.remove(["a00001", "unknown"], at=START) == 1
    assert library.take_in([article(1)], START, again=False) == Stored()
    assert library.counts().articles == 1
    assert library.take_in([article(1)], START).added == ("a00001",)
    assert library.take_in([article(1, text="Edited.")], START, again=False).changed == ("a00001",)
    library.remove(["a00002"])
    assert library.take_in([article(2)], START, again=False).added == ("a00002",)


def test_copies_are_marked_where_both_are_what_was_compared(library: TinyLibrary) -> None:
    put_in(library, [entry(n) for n in range(1, 5)])
    copies = [
        Copy(f"a{n:05d}", article(n).version, "a00001", article(1).version) for n in (2, 3, 9)
    ]
    put_in(library, [Entry(article(3, text="Words of its own by now."))])
    assert library.mark_copies(copies, START) == 1
    marked = {e.article.id: e.article.copy_of for e in library.entries()}
    assert marked == {"a00001": None, "a00002": "a00001", "a00003": None, "a00004": None}
    assert library.findings("a00002") == findings(article(2))
    put_in(library, [Entry(article(1, text="Rewritten."))])
    fourth = Copy("a00004", article(4).version, "a00001", article(1).version)
    assert library.mark_copies([fourth], START) == 0


def test_one_transaction_sees_by_id_what_it_has_written(library: TinyLibrary) -> None:
    def work() -> tuple[object, ...]:
        library.take_in([article(1)], START)
        again = library.take_in([article(1, text="Edited.")], START)
        library.set_state("seen", 1)
        return again.changed, library.article("a00001"), library.state("seen")

    edited = replace(article(1, text="Edited."), revised=START)
    assert library.atomically(work) == (("a00001",), edited, 1)
    assert library.counts().articles == 1
    with pytest.raises(ZeroDivisionError):
        library.atomically(lambda: (library.take_in([article(2)], START), 1 // 0))
    assert library.article("a00002") is None


def test_teasers_are_found_by_their_feed_newest_first(library: TinyLibrary) -> None:
    feed = "https://quay.example/feed"
    teasers = [replace(article(n), teaser=True, feed=feed) for n in (1, 3, 2)]
    others = [
        replace(article(4), teaser=True, feed=feed, url=None),
        replace(article(5), feed=feed),
        replace(article(6), teaser=True, feed="https://other.example/feed"),
    ]
    put_in(library, map(Entry, teasers + others))
    assert library.teasers(feed) == ("a00003", "a00002", "a00001")
    library.revise("a00002", lambda a: replace(a, text="All of it.", teaser=False), START)
    library.compact()
    assert library.teasers(feed) == ("a00003", "a00001")


def test_entries_come_newest_first_within_both_bounds(library: TinyLibrary) -> None:
    put_in(library, [entry(n) for n in (4, 1, 3, 2, 5)])
    day = START.date()
    assert ids(library) == ["a00005", "a00004", "a00003", "a00002", "a00001"]
    assert ids(library, day + timedelta(2), day + timedelta(4)) == ["a00004", "a00003", "a00002"]
    assert ids(library, since=day + timedelta(5)) == ["a00005"]
    assert ids(library, until=day + timedelta(1)) == ["a00001"]
    assert ids(library, day + timedelta(60), day + timedelta(90)) == []


def test_entries_are_read_by_their_ids(library: TinyLibrary, folder: Path) -> None:
    put_in(library, [entry(n) for n in range(5)])
    library.remove([entry(1).article.id])
    asked = [entry(n).article.id for n in (4, 1, 0, 9, 2)]
    for _ in range(2):  # in the journal, then in the snapshot
        found = {each.article.id: each for each in library.entries_by_id(asked)}
        assert found == {entry(n).article.id: entry(n) for n in (0, 2, 4)}
        compact_folder(str(folder))
    assert list(library.entries_by_id([])) == []


def test_the_later_hour_comes_first_whatever_its_zone(library: TinyLibrary) -> None:
    def at(number: int, moment: datetime) -> Entry:
        return Entry(replace(article(number), published=moment))

    west = timezone(timedelta(hours=-8))
    put_in(
        library,
        [
            at(1, datetime(2022, 1, 3, 10, tzinfo=UTC)),
            at(2, datetime(2022, 1, 3, 9, tzinfo=west)),
            at(3, datetime(2022, 1, 3, 11, tzinfo=UTC)),
        ],
    )
    assert ids(library) == ["a00002", "a00003", "a00001"]


def test_articles_without_a_day_come_last_and_only_without_bounds(library: TinyLibrary) -> None:
    undated = Article(id="undated", title="", text="Nobody knows when.")
    put_in(library, [Entry(undated), entry(1)])
    assert ids(library) == ["a00001", "undated"]
    assert ids(library, since=date(1, 1, 1)) == ["a00001"]
    assert ids(library, until=date(9999, 12, 31)) == ["a00001"]


def test_entries_show_the_moment_of_the_call(library: TinyLibrary, folder: Path) -> None:
    put_in(library, [entry(n) for n in range(10)])
    reader = open_library(folder, read_only=True)
    going_on = reader.entries()
    first = next(going_on)
    library.remove([f"a{n:05d}" for n in range(9)])
    put_in(library, [entry(50)])
    library.compact()
    reader.revision()
    assert [first, *going_on] == [entry(n) for n in range(9, -1, -1)]
    assert ids(reader) == ["a00050", "a00009"]


def test_removing_takes_findings_along_and_knows_no_unknown(library: TinyLibrary) -> None:
    put_in(library, [entry(1), entry(2), entry(3)])
    assert library.remove(["a00001", "nobody", "a00003", "a00003"]) == 2
    assert ids(library) == ["a00002"]
    assert library.findings("a00001") is None
    assert library.counts().analysed == 1
    assert library.remove(["a00001"]) == 0


def test_a_new_article_never_inherits_findings(library: TinyLibrary) -> None:
    put_in(library, [entry(1)])
    library.remove(["a00001"])
    put_in(library, [entry(2, analysed=False)])
    assert library.findings("a00002") is None


def test_look_ups_follow_every_change(library: TinyLibrary, folder: Path) -> None:
    put_in(library, [entry(1), entry(2)])
    reader = open_library(folder, read_only=True)
    assert reader.by_url("https://quay.example/1") == ("a00001",)
    assert reader.by_speaker("Mira Tolen") == ("a00001", "a00002")
    moved = replace(article(1), url="https://quay.example/moved")
    put_in(library, [Entry(moved, findings(moved, speaker="Jonas Reed"))])
    for each in (library, reader):
        assert each.by_url("https://quay.example/1") == ()
        assert each.by_url("https://quay.example/moved") == ("a00001",)
        assert each.by_speaker("Mira Tolen") == ("a00002",)
        assert each.by_speaker("Jonas Reed") == ("a00001",)
    library.compact()
    library.remove(["a00001"])
    for each in (library, reader, open_library(folder, read_only=True)):
        assert each.by_speaker("Jonas Reed") == ()
        assert each.by_url("https://quay.example/moved") == ()


def test_entries_come_without_findings_when_none_are_wanted(library: TinyLibrary) -> None:
    put_in(library, [entry(1), entry(2), entry(3, analysed=False)])
    bare = list(library.entries(findings=False))
    assert [e.article for e in bare] == [e.article for e in library.entries()]
    assert all(e.findings is None for e in bare)
    assert sum(e.findings is not None for e in library.entries()) == 2


def test_counts_are_those_of_a_recount_after_any_history(
    library: TinyLibrary, folder: Path
) -> None:
    library.counts()
    library.finding_counts()
    put_in(library, [entry(n) for n in range(30)])
    library.remove([f"a{n:05d}" for n in range(0, 30, 3)])
    library.compact()
    put_in(library, [Entry(replace(article(40), sample=True)), entry(29), entry(31)])
    put_in(library, [Entry(article(2, text="Other words."))])
    library.add_feed(Feed("https://quay.example/feed"))
    reader = open_library(folder, read_only=True)
    recounted = reader.counts()
    assert library.counts() == recounted
    assert (recounted.articles, recounted.analysed) == (22, 20)
    assert (
        library.finding_counts()
        == reader.finding_counts()
        == {"quotes": 20, "silences": 0, "talks": 20, "deadlines": 20}
    )
    assert list(library.entries()) == list(reader.entries())
    ever = START.date(), START.date() + timedelta(days=40)
    assert library.marks(*ever) == reader.marks(*ever)
    numbers = {day: sorted(marks) for day, marks in library.marks(*ever).items()}
    assert library.numbers_by_day(*ever) == reader.numbers_by_day(*ever) == numbers
    assert (recounted.samples, recounted.feeds) == (1, 1)
    assert recounted.newest == START.date() + timedelta(days=40)


def test_every_field_of_every_value_is_stored(library: TinyLibrary, folder: Path) -> None:
    moment = datetime(2022, 1, 3, 8, 30, 15, 250, tzinfo=timezone(timedelta(hours=-5)))
    values = {str: "word", int: 7, bool: True, datetime: moment, FullText: "always"}

    def fill(kind: type[T], **given: object) -> T:
        filled = {}
        for name, hint in get_type_hints(kind).items():
            plain = next((h for h in get_args(hint) if h in values), hint)
            filled[name] = ("a", "b") if get_origin(hint) is tuple else values[plain]
        return kind(**{**filled, **given})

    full = fill(Article, text="Words.")
    own_findings = replace(findings(full), error="the reader gave up")
    feed = fill(Feed)
    put_in(library, [Entry(full, own_findings)])
    library.add_feed(feed)
    reader = open_library(folder, read_only=True)
    assert reader.article(full.id) == full
    assert reader.findings(full.id) == own_findings
    assert reader.feeds() == (feed,)


def test_feeds_keep_the_order_in_which_they_were_added(library: TinyLibrary, folder: Path) -> None:
    for name in "cab":
        library.add_feed(Feed(f"https://{name}.example/feed"))
    changed = Feed("https://c.example/feed", title="C", etag='W/"x"', last_fetch=START)
    assert library.change_feed(changed.url, lambda _: changed) == changed
    library.compact()
    for each in (library, open_library(folder, read_only=True)):
        assert [feed.url[8] for feed in each.feeds()] == ["c", "a", "b"]
        assert each.feeds()[0] == changed
    assert library.remove_feed("https://a.example/feed")
    assert not library.remove_feed("https://a.example/feed")
    assert [feed.url[8] for feed in library.feeds()] == ["c", "b"]


def test_state_is_remembered_replaced_and_forgotten(library: TinyLibrary) -> None:
    library.set_state("seen", ["a", "b"])
    library.set_state("other", 1)
    library.set_state("seen", {"c": None})
    assert library.state("seen") == {"c": None}
    library.set_state("seen", None)
    library.set_state("never", None)
    assert library.state("seen") is None
    assert library.state("other") == 1


@pytest.mark.parametrize("value", [{1, 2}, float("nan"), object()])
def test_state_that_is_no_json_is_refused(library: TinyLibrary, value: object) -> None:
    with pytest.raises(StoreError, match="no JSON value"):
        library.set_state("key", value)  # type: ignore[arg-type]
    assert library.state("key") is None


def test_the_revision_differs_after_every_write_by_anybody(
    library: TinyLibrary, folder: Path
) -> None:
    reader = open_library(folder, read_only=True)
    seen = [reader.revision()]
    for write in (
        lambda: put_in(library, [entry(1)]),
        lambda: library.remove(["a00001"]),
        lambda: library.add_feed(Feed("https://quay.example/feed")),
        lambda: library.set_state("k", 1),
    ):
        write()
        assert reader.revision() not in seen
        assert reader.revision() == reader.revision() == library.revision()
        seen.append(reader.revision())


def test_a_read_only_library_refuses_to_write(library: TinyLibrary, folder: Path) -> None:
    put_in(library, [entry(1)])
    reader = open_library(folder, read_only=True)
    with pytest.raises(StoreError, match="read-only"):
        put_in(reader, [entry(2)])
    assert ids(reader) == ["a00001"]


def test_a_closed_library_says_so(folder: Path) -> None:
    library = open_library(folder)
    library.close()
    library.close()
    with pytest.raises(StoreError, match="closed"):
        library.counts()


def test_nothing_put_writes_nothing(library: TinyLibrary, folder: Path) -> None:
    assert library.take_in([], START) == Stored()
    assert library.put_findings([]) == Filed()
    assert library.mark_copies([], START) == library.remove([]) == 0
    assert not folder.exists()


def test_the_mark_of_a_day_differs_once_its_articles_or_findings_do(folder: Path) -> None:
    with contextlib.closing(open_library(folder)) as library:
        put_in(library, [entry(n) for n in range(6)])
        days = sorted({e.article.day for e in library.entries() if e.article.day})
        first = library.marks(days[0], days[-1])
        assert sorted(first) == days
        library.compact()
        assert library.marks(days[0], days[-1]) == first
        changed = replace(entry(3).article, title="Another headline")
        put_in(library, [Entry(changed)])
        second = library.marks(days[0], days[-1])
        assert {day for day in days if second[day] != first[day]} == {changed.day}
        own_findings = findings(changed)
        put_in(library, [Entry(changed, replace(own_findings, error="the reader gave up"))])
        third = library.marks(days[0], days[-1])
        assert {day for day in days if third[day] != second[day]} == {changed.day}
        library.remove([changed.id])
        assert library.marks(days[0], days[-1]).get(changed.day) != third[changed.day]


def test_quotes_stored_before_addressees_were_found_are_read(library: TinyLibrary) -> None:
    put_in(library, [entry(1)])
    table = library.database.table("findings")
    (document,) = table.all()
    for quote in document["quotes"]:
        del quote["addressee"], quote["addressee_span"]
    table.update({"quotes": document["quotes"]}, doc_ids=[document.doc_id])
    assert library.findings("a00001") == findings(article(1))
    assert complaint("findings", json.dumps(document).encode()) is None
