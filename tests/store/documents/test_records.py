from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.model import Findings, Topic
from store.documents.records import findings_from_record, findings_to_record
from store.engine import jsontext
from tests import strategies as own


@given(own.findings(), st.none() | own.topics)
def test_stored_findings_come_back_as_they_were(findings: Findings, topic: Topic | None) -> None:
    whole = replace(findings, topic=topic, version="v")
    stored = jsontext.decode(jsontext.encode(findings_to_record(whole)))
    back = findings_from_record(stored)
    assert back == whole
    # The heaviest terms stand first, and are looked for first.
    assert topic is None or list(back.topic.vector) == list(topic.vector)  # type: ignore[union-attr]


@given(own.findings())
def test_findings_stored_before_topics_were_have_none(findings: Findings) -> None:
    record = findings_to_record(findings)
    del record["topic"]
    assert findings_from_record(record).topic is None
