from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from bench.filling import put_in
from briefing.analysis.analyser import Analyser
from briefing.desk import Desk
from briefing.digest.newest import FEWEST, Newest
from briefing.model import Article, Entry, Findings
from briefing.ports import Filed
from briefing.samples import sample_articles
from store.library import open_library
from tests.briefing.support import article, day, quote

NOW = datetime(2022, 1, 20, tzinfo=UTC)
SEED = "A title {n}\n20220113\nhttps://example.org/{n}\nThe ferry will run, Ana Lind said.\n"


class Reader(Analyser):
    """An analyser that finds one quote in each article, without a model or a process."""

    def __init__(self, name: str = "rules 1") -> None:
        self.name = name
        self.seen: list[str] = []
        self.closed = False

    def analyse(self, articles: Iterable[Article], total: int | None = None) -> Iterator[Findings]:
        for each in articles:
            self.seen.append(each.id)
            yield Findings(each.id, self.name, quotes=(quote("Ana Lind"),))

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture
def desk(tmp_path: Path, reader: Reader) -> Iterator[Desk]:
    made = _desk_over(tmp_path / "data", reader)
    yield made
    made.close()


def _desk_over(folder: Path, reader: Reader | None = None) -> Desk:
    return Desk(open_library(folder), lambda: reader or Reader(), lambda: NOW)


def seeds(folder: Path, count: int) -> Path:
    folder.mkdir()
    for n in range(count):
        (folder / f"{n:03}.txt").write_text(SEED.format(n=n))
    return folder


def test_files_are_read_stored_and_analysed(desk: Desk, reader: Reader, tmp_path: Path) -> None:
    folder = seeds(tmp_path / "in", 3)
    (folder / "bad.txt").write_text("no date")
    added = desk.add_files([folder])
    assert len(added.stored.added) == 3
    assert [e.thing for e in added.errors] == [f"{folder / 'bad.txt'}:2"]
    assert desk.counts().analysed == 3
    (row,) = desk.briefing().speakers
    assert len(row.statements) == 3


def test_the_same_article_twice_is_one_and_is_not_analysed_again(
    desk: Desk, reader: Reader, tmp_path: Path
) -> None:
    folder = seeds(tmp_path / "in", 1)
    desk.add_files([folder])
    again = desk.add_files([folder])
    assert len(again.stored.unchanged) == 1
    assert desk.counts().articles == 1
    assert len(reader.seen) == 1


def test_a_changed_article_replaces_the_old_one(desk: Desk, reader: Reader, tmp_path: Path) -> None:
    folder = seeds(tmp_path / "in", 1)
    desk.add_files([folder])
    (folder / "000.txt").write_text(SEED.format(n=0).replace("will run", "sank"))
    assert len(desk.add_files([folder]).stored.changed) == 1
    (article_id,) = set(reader.seen)
    assert "sank" in (desk.article(article_id) or article()).text
    assert len(reader.seen) == 2


def test_a_folder_without_articles_is_an_error(desk: Desk, tmp_path: Path) -> None:
    (error,) = desk.add_files([tmp_path]).errors
    assert "holds no file that is read" in str(error)


def test_new_rules_renew_old_findings(tmp_path: Path) -> None:
    library = open_library(tmp_path / "data")
    put_in(library, [Entry(article("a"), Findings("a", "rules 0"))])
    renewed = Desk(library, lambda: Reader("rules 1"))
    assert renewed.refresh() == 1
    assert (renewed.findings("a") or Findings("a", "")).analyser == "rules 1"
    assert renewed.refresh() == 0
    renewed.close()


def test_articles_in_other_languages_are_kept_shown_and_marked(desk: Desk, reader: Reader) -> None:
    desk.add_articles(
        [article("fr", language="fr"), article("en", language="en"), article("unknown")]
    )
    assert sorted(reader.seen) == ["en", "unknown"]
    marked = desk.findings("fr")
    assert marked is not None
    assert not marked.quotes
    assert "its language is 'fr'" in (marked.error or "")
    assert {h.id for h in desk.briefing().articles} == {"fr", "en", "unknown"}
    assert desk.refresh() == 0
    assert sorted(reader.seen) == ["en", "unknown"]


def test_articles_in_other_languages_are_not_held_until_the_last_is_done(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in(desk.library, (Entry(article(f"a{i}", language="fr")) for i in range(300)))
    put, sizes = desk.library.put_findings, []

    def counting(findings: Iterable[Findings]) -> Filed:
        several = list(findings)
        sizes.append(len(several))
        return put(several)

    monkeypatch.setattr(desk.library, "put_findings", counting)
    assert desk.refresh() == 0
    assert sum(sizes) == 300
    assert max(sizes) <= 64
    assert not desk.library.outdated(desk.analyser.name)


def test_cancelled_work_keeps_what_is_done_and_goes_on_later(desk: Desk, reader: Reader) -> None:
    put_in(desk.library, (Entry(article(f"a{i}")) for i in range(10)))

    def cancel_after_four(done: int, total: int | None, what: str) -> None:
        assert total == 10
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.refresh(cancel_after_four)
    assert desk.counts().analysed == 4
    assert desk.refresh() == 6
    assert len(set(reader.seen)) == 10


def test_the_day_is_that_of_the_newest_article_when_all_are_old(desk: Desk) -> None:
    put_in(desk.library, [Entry(article("a", day("2021-11-02")))])
    assert desk.as_of().day == day("2021-11-02")
    assert desk.as_of(day("2021-12-01")).reason == "asked for"


def test_the_newest_are_briefed_of_as_if_there_were_no_others(desk: Desk, tmp_path: Path) -> None:
    given = [article(f"{n:03}", day(f"2022-01-{20 - n // FEWEST}")) for n in range(3 * FEWEST)]
    desk.add_articles(given)
    alone = _desk_over(tmp_path / "alone")
    alone.add_articles(given[:FEWEST])
    for each in (desk, alone):
        said = each.findings("001")
        assert said is not None
        each.overlay.correct("001", said.quotes[0], NOW, "speaker", "Bo Berg")
    newest, how_many = desk.newest()
    assert how_many == Newest(FEWEST, 3 * FEWEST)
    assert newest == alone.briefing()
    assert {row.name for row in newest.speakers} == {"Ana Lind", "Bo Berg"}
    assert alone.newest() == (alone.briefing(), None)
    assert desk.newest(NOW.date()) == (desk.briefing(NOW.date()), None)
    alone.close()


def test_of_an_empty_library_there_are_no_newest_articles(desk: Desk) -> None:
    assert desk.newest() == (desk.briefing(), None)


def test_search_wants_every_word_and_ignores_case(desk: Desk) -> None:
    desk.add_articles([article("a", text="The Ferry sank."), article("b", text="The ferry runs.")])
    assert [a.id for a in desk.search("FERRY sank")] == ["a"]
    assert len(desk.search("ferry")) == 2
    assert len(desk.search("ferry", limit=1)) == 1
    assert desk.search("  ") == []


def test_samples_can_be_taken_out_without_touching_the_rest(desk: Desk) -> None:
    desk.add_articles([*sample_articles(), article("own")])
    assert desk.samples.remove() == len(list(sample_articles()))
    assert desk.counts().articles == 1
    assert desk.article("own")


def test_closing_stops_the_workers(desk: Desk, reader: Reader) -> None:
    desk.add_articles([replace(article("a"), text="Words.")])
    desk.close()
    assert reader.closed
