from __future__ import annotations

from datetime import timedelta

import pytest

from briefing.digest import by_speaker
from briefing.positions import Position, positions
from briefing.rows import Head, Statement
from tests.briefing.support import DAY, article, quote


def said(*contents: str) -> tuple[Position, ...]:
    """Positions of one speaker who said these things a week apart, the first one first."""
    statements = [
        Statement(
            Head.of(article(f"a{n}", DAY + timedelta(days=7 * n))), 0, quote("Ana Lind", content=c)
        )
        for n, c in enumerate(contents)
    ]
    (row,) = by_speaker(statements)
    return positions(row)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("we will sign the herring quota", "we will not sign the herring quota"),
        ("we accept the herring quota", "the herring quota must be rejected"),
        ("the harbour tax will be raised", "there are plans to cut the harbour tax"),
        ("nobody here opposes the northern bridge", "Oslo opposes the northern bridge"),
        ("we rule a northern bridge out", "a northern bridge is what we plan"),
        ("we can't support the northern bridge", "we support the northern bridge"),
    ],
)
def test_a_reversal_is_a_possible_change(earlier: str, later: str) -> None:
    changes = [c for position in said(earlier, later) for c in position.changes]
    assert changes
    assert all(c.earlier.quote.content == earlier for c in changes)
    assert all(c.later.quote.content == later for c in changes)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("we will sign the herring quota", "the herring quota is ready to be signed in Oslo"),
        ("the islands must be kept out of the union", "the union must never admit the islands"),
        ("the herring quota is too low", "nobody has told fishermen about the herring count"),
        ("we reject the herring quota", "the herring quota will not be accepted by us"),
        ("we will sign the herring quota", "it will not rain on the parade in Bergen"),
    ],
)
def test_what_does_not_reverse_is_none(earlier: str, later: str) -> None:
    assert not any(position.changes for position in said(earlier, later))


def test_a_topic_takes_its_statements_in_order_of_time() -> None:
    (topic,) = said(
        "the herring quota is a scandal",
        "Tromso has snow",
        "fishermen asked for a higher herring quota",
    )
    assert topic.topic == "herring quota"
    assert [s.head.id for s in topic.statements] == ["a0", "a2"]


def test_one_statement_is_no_position() -> None:
    assert said("the herring quota is a scandal") == ()


def test_one_utterance_that_several_articles_report_counts_once() -> None:
    heads = [Head.of(article(name, source=name)) for name in ("a", "b")]
    (row,) = by_speaker(
        Statement(h, 0, quote("Ana Lind", content="the herring quota is a scandal")) for h in heads
    )
    assert positions(row) == ()
