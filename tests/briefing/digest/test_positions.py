from __future__ import annotations

from datetime import timedelta

import pytest

from briefing.article_refs import ArticleRef
from briefing.digest.positions import Position, Topics, positions, topics
from briefing.merge.utterances import utterances
from briefing.rows import Statement
from tests.briefing.support import DAY, article, by_speaker, quote


def said(*contents: str) -> tuple[Position, ...]:
    """Positions of one speaker who said these things a week apart, the first one first.

    A verb of saying other than "said" stands before a colon.
    """
    statements = [
        Statement(
            ArticleRef.of(article(f"a{n}", DAY + timedelta(days=7 * n))),
            0,
            quote("Ana Lind", content=c.partition(": ")[2] or c, cue=c.partition(": ")[0]),
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
        ("accepted: the herring quota", "rejects: the herring quota"),
        ("refused: to open the northern bridge", "we shall open the northern bridge"),
        ("agreed: to join the herring pact", "refuses: to join the herring pact"),
    ],
)
def test_a_reversal_is_a_possible_change(earlier: str, later: str) -> None:
    changes = [c for position in said(earlier, later) for c in position.changes]
    assert changes
    assert all(earlier.endswith(c.earlier.quote.content) for c in changes)
    assert all(later.endswith(c.later.quote.content) for c in changes)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("we will sign the herring quota", "the herring quota is ready to be signed in Oslo"),
        ("the islands must be kept out of the union", "the union must never admit the islands"),
        ("the herring quota is too low", "nobody has told fishermen about the herring count"),
        ("we reject the herring quota", "the herring quota will not be accepted by us"),
        ("we will sign the herring quota", "it will not rain on the parade in Bergen"),
        ("the northern bridge stays open", "refuses: to close the northern bridge"),
        ("we will never close the northern bridge", "the northern bridge stays open"),
        ("rejected: the herring quota", "refuses: to accept the herring quota"),
        ("denied: that the herring quota was cut", "nobody will cut the herring quota"),
        ("urged: Norland to stay in the pact", "if Norland leaves the pact, talks take years"),
        ("we shall hold no vote on the herring quota", "they vowed not to vote on that quota"),
        ("those on a 26-pay cycle get no funds", "all on the 26-paycheck cycle will go unpaid"),
        ("the harbour board posed no threat", "he accused the harbour board of a threat to Oslo"),
    ],
)
def test_what_does_not_reverse_is_none(earlier: str, later: str) -> None:
    assert not any(position.changes for position in said(earlier, later))


@pytest.mark.parametrize(
    ("contents", "marks"),
    [
        (
            ("we will close the northern bridge", "the northern bridge will be closed by us"),
            ["first said", "repeated"],
        ),
        (
            ("we will close the northern bridge", "we may close the northern bridge"),
            ["first said", "softened"],
        ),
        (
            ("we will close the northern bridge", "we will not close the northern bridge"),
            ["first said", "reversed"],
        ),
        (
            ("we may close the northern bridge", "we will close the northern bridge"),
            ["first said", None],
        ),
        (
            ("the northern bridge is old", "a ship struck the northern bridge at noon"),
            ["first said", None],
        ),
        (
            ("we will close the northern bridge", "Oslo must close the northern bridge"),
            ["first said", None],
        ),
        (
            (
                "we will close the northern bridge",
                "we will close the northern bridge soon",
                "we will not close the northern bridge",
                "we might not close the northern bridge",
            ),
            ["first said", "repeated", "reversed", "softened"],
        ),
    ],
)
def test_marks_say_what_a_statement_is_to_those_before_it(
    contents: tuple[str, ...], marks: list[str | None]
) -> None:
    topic = next(each for each in said(*contents) if len(each.statements) == len(contents))
    assert [topic.mark_of(statement) for statement in topic.statements] == marks


def test_a_topic_takes_its_statements_in_order_of_time() -> None:
    (topic,) = said(
        "the herring quota is a scandal",
        "Tromso has snow",
        "fishermen asked for a higher herring quota",
    )
    assert topic.topic == "herring quota"
    assert [s.article.id for s in topic.statements] == ["a0", "a2"]


def test_an_act_on_one_object_is_a_topic_in_whatever_words() -> None:
    topics_by_name = {
        topic.topic: [s.article.id for s in topic.statements]
        for topic in said(
            "we will withdraw the patrols by spring",
            "the patrols cost a fortune",
            "the army must pull out the patrols",
        )
    }
    assert topics_by_name == {"withdraw patrols": ["a0", "a2"], "patrols": ["a0", "a1", "a2"]}


def test_one_statement_is_no_position() -> None:
    assert said("the herring quota is a scandal") == ()


def test_one_utterance_that_several_articles_report_counts_once() -> None:
    refs = [ArticleRef.of(article(name, source=name)) for name in ("a", "b")]
    (row,) = by_speaker(
        Statement(h, 0, quote("Ana Lind", content="the herring quota is a scandal")) for h in refs
    )
    assert positions(row) == ()


def test_each_statement_stands_under_the_topic_that_matters_most() -> None:
    contents = (
        "we will sign the herring quota",
        "we will not sign the herring quota",
        "the herring fleet needs a harbour levy",
        "a harbour levy is just",
        "nothing else",
    )
    statements = [
        Statement(
            ArticleRef.of(article(f"a{n}", DAY + timedelta(days=7 * n))),
            0,
            quote("Ana Lind", content=c),
        )
        for n, c in enumerate(contents)
    ]
    (row,) = by_speaker(statements)
    by_topic = topics(utterances(row.statements))
    assert by_topic.positions == positions(row)
    changed = by_topic.positions[0]
    assert changed.changes
    on = [by_topic.of(statement) for statement in statements]
    assert on[0] is on[1] is changed
    assert on[3] is not None
    assert on[3].topic == "harbour levy"
    assert on[4] is None
    assert all(s in o.statements for s, o in zip(statements, on, strict=True) if o)


def test_every_report_of_an_utterance_is_on_its_topic() -> None:
    contents = (
        "the harbour levy is just",
        "the harbour levy is just",
        "a harbour levy is what we need",
    )
    statements = [
        Statement(ArticleRef.of(article(f"a{n}")), n, quote("Ana Lind", content=c))
        for n, c in enumerate(contents)
    ]
    by_topic = topics(utterances(statements))
    assert {o.topic for s in statements if (o := by_topic.of(s))} == {"harbour levy"}
    assert all(by_topic.of(s) for s in statements)


def quota_of(spoken_on: Topics) -> Position:
    """The topic on which all was said, beside the act that is the first and the last alone."""
    return next(each for each in spoken_on.positions if each.topic == "herring quota")


def test_changes_are_looked_for_among_the_newest_only_if_asked_to() -> None:
    contents = ["we will sign the herring quota", *["the herring quota is old news"] * 3]
    contents += ["we will not sign the herring quota"]
    statements = [
        Statement(
            ArticleRef.of(article(f"a{n}", DAY + timedelta(days=n))),
            0,
            quote("Ana", content=f"{c} {n}"),
        )
        for n, c in enumerate(contents)
    ]
    given = utterances(statements)
    assert quota_of(topics(given)).changes
    assert not quota_of(topics(given, compared=2)).changes
