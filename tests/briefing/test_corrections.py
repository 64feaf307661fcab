"""What a reader sets right wins over analysis, now and later, and can be taken back."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.annotations.apply import corrected, earlier_correction, twins
from briefing.codec import dumps
from briefing.corrections import (
    Correctable,
    Correction,
    changes_nothing,
    correction_from_json,
    correction_of,
    correction_to_json,
    described,
    value_of,
)
from briefing.errors import UsageError
from briefing.kinds import kind_of
from briefing.model import Findings, Quote, Span
from tests import strategies as own
from tests.briefing.support import article, deadline, quote, talk

NOW = datetime(2022, 1, 14, 9, tzinfo=UTC)
TEXT = "Ana Lind said the bridge is safe. Envoys meet in Vienna on Friday, Petra Holm said."
ARTICLE = article(text=TEXT)


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


SAID = quote("Ana Lind", spans=(_span("the bridge is safe"),), role="engineer", cue="said")
ALSO = quote("Petra Holm", spans=(_span("Envoys meet in Vienna on Friday"),), role="envoy")
MEET = talk("Vienna", "2022-01-14", country="AT", span=_span("meet in Vienna on Friday"))
DUE = deadline("envoys meet", "2022-01-14", span=_span("Envoys meet in Vienna on Friday"))
FOUND = Findings("a", "rules", (SAID, ALSO), (MEET,), (DUE,))


def _correct(finding: Correctable, field: str | None, value: str | None = None) -> Correction:
    return correction_of(finding, ARTICLE, NOW, field, value)


def _after(*corrections: Correction, findings: Findings = FOUND) -> Findings:
    return corrected(findings, TEXT, corrections)


def test_another_speaker_brings_what_the_article_says_of_them() -> None:
    right = _after(_correct(SAID, "speaker", " Petra Holm ")).quotes[0]
    assert (right.speaker, right.role, right.attribution) == ("Petra Holm", "envoy", "named")
    assert right.speaker_span == _span("Petra Holm")
    assert right.corrected
    assert right.content == SAID.content


@pytest.mark.parametrize(("name", "hearer"), [("Petra Holm", None), ("Mira Tolen", "Petra Holm")])
def test_who_was_taken_for_the_hearer_does_not_hear_it_too(name: str, hearer: str | None) -> None:
    addressed = replace(SAID, addressee="Petra Holm", addressee_span=_span("Petra Holm"))
    findings = replace(FOUND, quotes=(addressed, ALSO))
    right = _after(_correct(addressed, "speaker", name), findings=findings).quotes[0]
    assert (right.speaker, right.addressee) == (name, hearer)
    assert (right.addressee_span is None) == (hearer is None)


def test_a_speaker_whom_the_article_does_not_name_has_no_mention() -> None:
    right = _after(_correct(SAID, "speaker", "Mira Tolen")).quotes[0]
    assert (right.speaker, right.speaker_span, right.role) == ("Mira Tolen", None, None)


def test_no_speaker_is_a_correction_too() -> None:
    right = _after(_correct(SAID, "speaker", "")).quotes[0]
    assert (right.speaker, right.attribution, right.role) == (None, "none", None)


def test_what_is_no_quote_is_gone_and_the_others_stay() -> None:
    right = _after(_correct(SAID, None))
    assert right.quotes == (ALSO,)
    assert (right.talks, right.deadlines) == ((MEET,), (DUE,))


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("day", "2022-01-15", {"start": date(2022, 1, 15), "end": date(2022, 1, 15)}),
        ("day", "2022-01-15 to 2022-01-17", {"end": date(2022, 1, 17)}),
        ("day", "2022-01-15/2022-01-17", {"end": date(2022, 1, 17)}),
        ("day", None, {"start": None, "end": None}),
        ("place", "Graz", {"place": "Graz", "country": None}),
        ("place", "Vienna", {"place": "Vienna", "country": "AT"}),
        ("status", "held", {"status": "held"}),
    ],
)
def test_talks_are_set_right(field: str, value: str | None, expected: dict[str, Any]) -> None:
    right = _after(_correct(MEET, field, value)).talks[0]
    assert {name: getattr(right, name) for name in expected} == expected
    assert right.corrected


def test_a_day_set_right_is_no_longer_the_day_that_the_talks_were_moved_to() -> None:
    moved = replace(MEET, moved_from=date(2022, 1, 10))
    findings = replace(FOUND, talks=(moved,))
    assert (
        _after(_correct(moved, "day", "2022-01-15"), findings=findings).talks[0].moved_from is None
    )


def test_deadlines_are_set_right() -> None:
    vague = replace(DUE, precision="month", moved_from=date(2022, 1, 1))
    findings = replace(FOUND, deadlines=(vague,))
    right = _after(_correct(vague, "day", "2022-01-20"), findings=findings).deadlines[0]
    assert (right.when, right.precision, right.moved_from) == (date(2022, 1, 20), "day", None)
    assert _after(_correct(DUE, "who", "OSCE")).deadlines[0].who == "OSCE"


@pytest.mark.parametrize(
    ("finding", "field", "value", "problem"),
    [
        (SAID, "day", "2022-01-01", "nothing that a quote has"),
        (MEET, "day", "Friday", "no day of the calendar"),
        (MEET, "day", "2022-02-30", "no day of the calendar"),
        (MEET, "day", "2022-01-09 to 2022-01-08", "ends before it starts"),
        (MEET, "day", "2022-01-01 to 2022-01-02 to 2022-01-03", "ends before it starts"),
        (MEET, "status", "over", "Known: planned, under way"),
        (DUE, "day", "", "is missing"),
    ],
)
def test_values_that_cannot_be_are_refused(
    finding: Correctable, field: str, value: str, problem: str
) -> None:
    with pytest.raises(UsageError, match=problem):
        _correct(finding, field, value)


def test_a_correction_adds_to_what_was_corrected_before() -> None:
    first = _correct(MEET, "place", "Graz")
    second = correction_of(MEET, ARTICLE, NOW, "day", "2022-01-15", first)
    right = _after(second).talks[0]
    assert (right.place, right.start) == ("Graz", date(2022, 1, 15))
    assert second.key == first.key
    assert described(second) == "place Graz (was Vienna), day 2022-01-15 (was 2022-01-14)"


def test_what_is_as_it_was_found_changes_nothing() -> None:
    first = _correct(MEET, "place", "Graz")
    assert not changes_nothing(first)
    assert changes_nothing(correction_of(MEET, ARTICLE, NOW, "place", "Vienna", first))
    assert not changes_nothing(_correct(MEET, None))


# Later analysis


def test_a_correction_finds_its_finding_when_analysis_has_moved_its_ends() -> None:
    longer = replace(SAID, spans=(_span("said the bridge is safe"),), speaker="Envoys")
    later = replace(FOUND, quotes=(longer, ALSO))
    right = _after(_correct(SAID, "speaker", "Petra Holm"), findings=later)
    assert [q.speaker for q in right.quotes] == ["Petra Holm", "Petra Holm"]
    assert right.quotes[0].spans == longer.spans
    assert _after(_correct(SAID, None), findings=later).quotes == (ALSO,)


def test_what_analysis_no_longer_finds_is_put_back_in_its_place() -> None:
    later = replace(FOUND, quotes=(ALSO,))
    right = _after(_correct(SAID, "speaker", "Petra Holm"), findings=later)
    assert [q.spans for q in right.quotes] == [SAID.spans, ALSO.spans]
    assert _after(_correct(SAID, None), findings=later).quotes == (ALSO,)


def test_two_corrections_never_take_one_finding() -> None:
    later = replace(FOUND, quotes=(SAID,))
    changes = (_correct(SAID, "role", "pilot"), _correct(ALSO, "role", "cook"))
    assert [q.role for q in _after(*changes, findings=later).quotes] == ["pilot", "cook"]


def test_a_correction_rests_while_the_words_are_others() -> None:
    correction = _correct(SAID, None)
    other = TEXT.replace("safe", "shut")
    assert corrected(FOUND, other, [correction]) is FOUND
    assert corrected(FOUND, TEXT[:20], [correction]) is FOUND


def test_the_correction_of_a_finding_is_known_by_its_place() -> None:
    made = [_correct(ALSO, "role", "cook"), _correct(MEET, "place", "Graz")]
    assert earlier_correction(_after(*made).quotes[1], "a", made) is made[0]
    assert earlier_correction(_after(*made).talks[0], "a", made) is made[1]
    assert earlier_correction(SAID, "a", made) is None
    assert earlier_correction(ALSO, "b", made) is None


def test_a_talk_to_come_and_its_deadline_are_twins() -> None:
    assert twins(MEET, FOUND) == (DUE,)
    assert twins(DUE, FOUND) == (MEET,)
    assert twins(SAID, FOUND) == ()
    assert twins(replace(MEET, start=date(2022, 1, 13)), FOUND) == ()


# Round trips


findings = own.quotes() | own.talks() | own.deadlines()


@given(findings, st.booleans(), own.articles)
def test_corrections_survive_the_round_trip_through_json(
    finding: Correctable, wrong: bool, of: Any
) -> None:
    field = kind_of(finding).correctable[0]
    value = value_of(finding, field)
    correction = correction_of(finding, of, NOW, None if wrong else field, value)
    record = json.loads(dumps(correction_to_json(correction)))
    assert correction_from_json(record) == correction


@given(st.data(), own.articles)
def test_whatever_is_corrected_every_other_finding_stays(data: st.DataObject, of: Any) -> None:
    findings: Findings = data.draw(own.findings())
    every: list[Correctable] = [*findings.quotes, *findings.talks, *findings.deadlines]
    if not every:
        return
    finding = data.draw(st.sampled_from(every))
    correction = correction_of(finding, of, NOW, None)
    right = corrected(findings, of.text, [correction])
    left: list[Correctable] = [*right.quotes, *right.talks, *right.deadlines]
    assert len(left) == len(every) - 1
    assert all(each in every for each in left)
    assert right.dates == findings.dates


def test_a_split_quote_is_corrected_as_one() -> None:
    split: Quote = replace(SAID, spans=(_span("the bridge"), _span("safe")))
    findings = replace(FOUND, quotes=(split,))
    correction = correction_of(split, ARTICLE, NOW, "speaker", "Petra Holm")
    assert correction.words == "the bridge … safe"
    assert _after(correction, findings=findings).quotes[0].speaker == "Petra Holm"
