from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import IntakeError, SeedError
from briefing.intake.seeds import MAX_BYTES, parse_seed, read_seed, seed_files
from briefing.samples import sample_articles

SEED = "A title\n20220113\nhttps://www.example.org/a/1\nFirst paragraph.\n\nSecond one.\n"


def test_a_seed_becomes_an_article() -> None:
    fetched = datetime(2022, 2, 1, tzinfo=UTC)
    article = parse_seed(SEED.encode(), "a.txt", fetched)
    assert article.title == "A title"
    assert article.published == datetime(2022, 1, 13, tzinfo=UTC)
    assert article.url == "https://www.example.org/a/1"
    assert article.source == "example.org"
    assert article.text == "First paragraph.\nSecond one."
    assert article.fetched == fetched
    assert not article.sample


@pytest.mark.parametrize(
    "raw",
    [
        SEED.encode(),
        SEED.encode("utf-8-sig"),
        SEED.encode("utf-16"),
        SEED.replace("\n", "\r\n").encode(),
        SEED.replace("\n", "\r").encode(),
    ],
    ids=["utf-8", "byte order mark", "utf-16", "crlf", "cr"],
)
def test_encodings_and_line_ends_make_no_difference(raw: bytes) -> None:
    assert parse_seed(raw, "a.txt") == parse_seed(SEED.encode(), "a.txt")


def test_latin_1_is_told_from_utf_8() -> None:
    text = SEED.replace("First", "Café “first” –")
    assert "Café “first” –" in parse_seed(text.encode("cp1252"), "a.txt").text
    assert parse_seed(text.encode("cp1252"), "a.txt") == parse_seed(text.encode(), "a.txt")


def test_characters_written_as_on_a_page_are_read() -> None:
    text = (
        "Harbour&#8217;s AT&amp;T&#160;mast&#10;goes\n20220113\n\n"
        "Ana Lind&#039;s &amp;quot;no&amp;quot;.\n"
    )
    article = parse_seed(text.encode(), "a.txt")
    assert article.title == "Harbour’s AT&T mast goes"
    assert article.text == 'Ana Lind\'s "no".'
    plain = SEED.replace("First", "R&D &notareference; &;")
    assert parse_seed(plain.encode(), "a.txt").text.startswith("R&D &notareference; &; paragraph")


def test_links_that_differ_in_tracking_only_are_one_article() -> None:
    tracked = SEED.replace("/a/1", "/a/1?utm_source=mail")
    assert parse_seed(SEED.encode(), "a").id == parse_seed(tracked.encode(), "b").id


def test_the_same_link_is_the_same_article_and_another_text_without_link_is_not() -> None:
    changed = SEED.replace("First", "Changed")
    assert parse_seed(SEED.encode(), "a").id == parse_seed(changed.encode(), "b").id
    bare = SEED.replace("https://www.example.org/a/1", "")
    bare_changed = changed.replace("https://www.example.org/a/1", "")
    assert parse_seed(bare.encode(), "a").id != parse_seed(bare_changed.encode(), "a").id


@pytest.mark.parametrize(
    ("raw", "where", "problem"),
    [
        (b"", "a.txt:1", "no title"),
        (b"\n20220113\n\nText.\n", "a.txt:1", "no title"),
        (b"Title\n", "a.txt:2", "no date"),
        (b"Title\n13 January\n\nText.\n", "a.txt:2", "'13 January'"),
        (b"Title\n20220230\n\nText.\n", "a.txt:2", "no day of the calendar"),
        (b"Title\n20220113\nfile:///etc/passwd\nText.\n", "a.txt:3", "link"),
        (b"Title\n20220113\nJust a paragraph.\n", "a.txt:3", "link"),
        (b"Title\n20220113\nhttps://example.org/\n\n  \n", "a.txt:4", "no text"),
        (b"Title\n2022\x0013\n\nText.\n", "a.txt:2", "is not text"),
        (b"\xff\xfeT\x00\n", "a.txt:1", "is not text"),
    ],
)
def test_a_bad_seed_is_one_error_that_names_file_and_line(
    raw: bytes, where: str, problem: str
) -> None:
    with pytest.raises(SeedError) as caught:
        parse_seed(raw, "a.txt")
    assert caught.value.thing == where
    assert problem in caught.value.problem
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


def test_nothing_hostile_gets_past_intake() -> None:
    hostile = "A\u202eB\u200b \x1b]52;c;aGk=\x07 \x9b31m C\u2066"
    article = parse_seed(SEED.replace("First", hostile).replace("A title", hostile).encode(), "a")
    for text in (article.title, article.text):
        assert not set("\u202e\u200b\x1b\x07\x9b\u2066") & set(text)


@given(st.binary(max_size=400))
def test_any_bytes_are_an_article_or_a_seed_error(raw: bytes) -> None:
    try:
        article = parse_seed(raw, "a.txt")
    except SeedError:
        return
    assert article.text
    assert article.day


def test_files_that_cannot_be_read_say_so(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match=r"missing\.txt: No such file"):
        read_seed(tmp_path / "missing.txt")
    large = tmp_path / "large.txt"
    large.write_bytes(b"x" * (MAX_BYTES + 1))
    with pytest.raises(IntakeError, match="larger than 8 MiB"):
        read_seed(large)


def test_folders_give_their_text_files_in_name_order(tmp_path: Path) -> None:
    below = tmp_path / "below"
    below.mkdir()
    for path in (tmp_path / "b.txt", tmp_path / "c.md", below / "a.txt"):
        path.write_text(SEED)
    other = tmp_path / "c.md"
    assert [p.name for p in seed_files([tmp_path, other])] == ["b.txt", "a.txt", "c.md"]


def test_the_samples_ship_with_the_program() -> None:
    samples = list(sample_articles())
    assert len(samples) >= 8
    assert all(a.sample and a.day and a.url for a in samples)
    assert len({a.id for a in samples}) == len(samples)
    assert {a.day.year for a in samples if a.day} == {2022}
