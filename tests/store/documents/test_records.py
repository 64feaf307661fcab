from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.model import Article, Findings, Topic
from store.documents.records import (
    article_from_document,
    article_to_record,
    findings_from_document,
    findings_from_record,
    findings_to_record,
)
from store.engine import jsontext
from tests import strategies as own


@given(own.findings(), st.none() | own.topics)
def test_stored_findings_come_back_as_they_were(findings: Findings, topic: Topic | None) -> None:
    whole = replace(findings, topic=topic, version="v")
    document = jsontext.encode(findings_to_record(whole))
    back = findings_from_record(jsontext.decode(document))
    assert back == whole == findings_from_document(document)
    # The heaviest terms stand first, and are looked for first.
    assert topic is None or list(back.topic.vector) == list(topic.vector)  # type: ignore[union-attr]


@given(own.findings())
def test_findings_stored_before_topics_were_have_none(findings: Findings) -> None:
    record = findings_to_record(findings)
    del record["topic"]
    assert findings_from_record(record).topic is None


@given(own.findings())
def test_a_document_is_read_as_its_record_is(findings: Findings) -> None:
    record = findings_to_record(findings)
    for late in ("silences", "topic", "version", "error"):
        record.pop(late)
        document = jsontext.encode(record)
        assert findings_from_document(document) == findings_from_record(record)


@pytest.mark.parametrize("broken", ['{"article": 1}', '{"quotes": [{}]}', "[]"])
def test_a_document_that_is_no_findings_is_refused_as_its_record_is(broken: str) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        findings_from_document(broken.encode())


@given(own.articles)
def test_an_article_is_read_from_its_document(article: Article) -> None:
    assert article_from_document(jsontext.encode(article_to_record(article))) == article


def test_a_zone_given_to_the_second_is_read_from_a_document() -> None:
    local = timezone(timedelta(hours=1, minutes=2, seconds=3))
    article = Article("a", "Title", "Text", published=datetime(1900, 1, 1, tzinfo=local))
    assert article_from_document(jsontext.encode(article_to_record(article))) == article
