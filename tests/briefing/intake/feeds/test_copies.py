"""The same wire text at several outlets."""

from __future__ import annotations

import random
from datetime import UTC, datetime

from msgspec.structs import replace

from briefing.intake.feeds.copies import find_copies, resemblance, shingles
from briefing.model import Article

WORDS = [f"word{n}" for n in range(3000)]


def article(name: str, seed: int, hour: int = 0, words: int = 300) -> Article:
    text = " ".join(random.Random(seed).choices(WORDS, k=words))
    moment = datetime(2022, 1, 12, hour, tzinfo=UTC)
    return Article(id=name, title=name, text=text, source=f"{name}.example", published=moment)


def edited(original: Article, name: str, hour: int, share: float) -> Article:
    """The article at another outlet, with a share of its words in one stretch replaced."""
    words = original.text.split()
    count = int(len(words) * share)
    words[50 : 50 + count] = [f"other{n}" for n in range(count)]
    return replace(
        original,
        id=name,
        text=" ".join(words).upper(),
        source=f"{name}.example",
        published=datetime(2022, 1, 12, hour, tzinfo=UTC),
    )


def marks(*articles: Article) -> dict[str, str]:
    copies = list(find_copies(articles))
    versions = {a.id: a.version for a in articles}
    assert all(versions[c.article_id] == c.version for c in copies)
    assert all(versions[c.original_id] == c.original_version for c in copies)
    return {c.article_id: c.original_id for c in copies}


def test_a_reprint_is_a_copy_of_the_earliest() -> None:
    wire = article("wire", 1, hour=3)
    first, second = edited(wire, "first", 1, 0.1), edited(wire, "second", 5, 0.05)
    assert marks(second, wire, first) == {"wire": "first", "second": "first"}


def test_independent_articles_are_no_copies() -> None:
    assert marks(*(article(f"a{n}", n) for n in range(50))) == {}


def test_an_article_that_shares_only_quotations_is_no_copy() -> None:
    wire = article("wire", 1)
    assert marks(wire, edited(wire, "other", 2, 0.7)) == {}


def test_short_notices_are_not_compared() -> None:
    short = article("short", 1, words=20)
    assert marks(short, replace(short, id="again")) == {}


def test_marks_stay_and_lead_to_the_original() -> None:
    wire = article("wire", 1, hour=1)
    copy = replace(edited(wire, "copy", 2, 0.05), copy_of="wire")
    late = edited(wire, "late", 3, 0.05)
    assert marks(copy, late, wire) == {"late": "wire"}
    assert marks(wire, copy) == {}


def test_resemblance() -> None:
    one = shingles("The envoys met in the old town hall on Monday.")
    assert resemblance(one, shingles("THE ENVOYS met, in the old town hall on Monday!")) == 1.0
    assert resemblance(one, shingles("Nothing of the kind was ever said by anyone here.")) == 0.0
    assert resemblance(frozenset(), frozenset()) == 0.0
