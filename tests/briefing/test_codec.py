from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing import codec
from briefing.kinds import QUOTES, TALKS
from briefing.model import Article, Findings, Quote, Silence, Span, Talk
from tests import strategies as own


@given(own.findings())
def test_findings_survive_the_round_trip_through_json(findings: Findings) -> None:
    record = json.loads(codec.dumps(codec.findings_to_json(findings)))
    assert codec.findings_from_json(findings.article_id, findings.analyser, record) == findings


@given(own.quotes())
def test_quotes_from_before_addressees_were_found_have_none(quote: Quote) -> None:
    record = codec.finding_to_json(quote)
    del record["addressee"], record["addressee_span"]
    assert codec.finding_from_json(QUOTES, record) == replace(
        quote, addressee=None, addressee_span=None
    )


@given(own.talks())
def test_talks_from_before_times_of_day_were_kept_have_none(talk: Talk) -> None:
    record = codec.finding_to_json(talk)
    del record["time"], record["zone"], record["moved_from"]
    older = replace(talk, time=None, zone=None, moved_from=None)
    assert codec.finding_from_json(TALKS, record) == older


@given(own.findings())
def test_findings_from_before_silences_were_told_apart_have_none(findings: Findings) -> None:
    record = codec.findings_to_json(findings)
    del record["silences"]
    read = codec.findings_from_json(findings.article_id, findings.analyser, record)
    assert read == replace(findings, silences=())


def test_a_silence_has_the_promised_keys_in_order() -> None:
    silence = Silence("Ana Lind", Span(0, 30), cue_span=Span(9, 25))
    assert list(codec.finding_to_json(silence)) == [
        "speaker",
        "speaker_span",
        "cue_span",
        "about",
        "span",
    ]


@given(own.articles)
def test_articles_survive_the_round_trip_through_json(article: Article) -> None:
    record = json.loads(codec.dumps(codec.article_to_json(article)))
    assert codec.article_from_json(record) == article


@given(st.text())
def test_no_printed_line_can_steer_a_terminal(text: str) -> None:
    line = codec.dumps({"text": text})
    assert json.loads(line) == {"text": text}
    line.encode("utf-8")
    for character in line:
        code = ord(character)
        assert code >= 0x20
        assert not 0x7F <= code <= 0x9F
        assert not 0x202A <= code <= 0x202E
        assert not 0x2066 <= code <= 0x2069


def test_the_machine_interface_has_the_promised_keys_in_order() -> None:
    article = Article(id="i", title="t", text="words")
    assert list(codec.extract_object(article, Findings("i", "rules"))) == [
        "schema",
        "analyser",
        "id",
        "title",
        "published",
        "url",
        "text",
        "quotes",
        "silences",
        "talks",
        "deadlines",
        "dates",
    ]
