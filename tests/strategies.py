"""Hypothesis strategies for the values of the model."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import get_args

from hypothesis import strategies as st

from briefing.model import (
    TALK_STATUSES,
    Article,
    Attribution,
    Deadline,
    DeadlineKind,
    Findings,
    Quote,
    Silence,
    Span,
    Talk,
    Timex,
    Topic,
)

texts = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=40
)
days = st.dates(
    min_value=datetime(1900, 1, 1, tzinfo=UTC).date(),
    max_value=datetime(2100, 12, 31, tzinfo=UTC).date(),
)
clocks = st.times().map(lambda t: t.strftime("%H:%M"))
zones = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
moments = st.datetimes(
    min_value=datetime(1900, 1, 1),
    max_value=datetime(2100, 1, 1),
    timezones=zones,
)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, 10_000))
    return Span(start, start + draw(st.integers(1, 500)))


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    attribution = draw(st.sampled_from(get_args(Attribution)))
    return Quote(
        content=draw(texts),
        spans=tuple(draw(st.lists(spans(), min_size=1, max_size=3))),
        kind=draw(st.sampled_from(["direct", "indirect", "mixed"])),
        attribution=attribution,
        speaker=None if attribution == "none" else draw(texts),
        speaker_span=draw(st.none() | spans()),
        role=draw(st.none() | texts),
        cue=draw(st.none() | texts),
        cue_span=draw(st.none() | spans()),
        via=draw(st.none() | texts),
        addressee=draw(st.none() | texts),
        addressee_span=draw(st.none() | spans()),
    )


silences = st.builds(
    Silence,
    speaker=texts,
    span=spans(),
    cue_span=spans(),
    speaker_span=st.none() | spans(),
    about=st.none() | texts,
)


@st.composite
def talks(draw: st.DrawFn) -> Talk:
    start = draw(st.none() | days)
    end = start and start + timedelta(days=draw(st.integers(0, 9)))
    return Talk(
        what=draw(texts),
        span=draw(spans()),
        status=draw(st.sampled_from(TALK_STATUSES)),
        place=draw(st.none() | texts),
        country=draw(st.none() | st.sampled_from(["BE", "CH", "AT"])),
        start=start,
        end=end,
        parties=tuple(draw(st.lists(texts, max_size=3))),
        round=draw(st.none() | st.integers(1, 9)),
        outcome=draw(st.none() | texts),
        minutes=draw(st.none() | st.integers(1, 600)),
        mentions=tuple(draw(st.lists(spans(), max_size=3))),
        time=draw(st.none() | clocks),
        zone=draw(st.none() | st.sampled_from(["CET", "local"])),
        moved_from=draw(st.none() | days),
    )


@st.composite
def deadlines(draw: st.DrawFn) -> Deadline:
    when = draw(days)
    return Deadline(
        what=draw(texts),
        span=draw(spans()),
        when=when,
        end=when + timedelta(days=draw(st.integers(0, 40))),
        kind=draw(st.sampled_from(get_args(DeadlineKind))),
        precision=draw(st.sampled_from(["day", "week", "month"])),
        who=draw(st.none() | texts),
        tentative=draw(st.booleans()),
        cancelled=draw(st.booleans()),
        moved_from=draw(st.none() | days),
        time=draw(st.none() | clocks),
        zone=draw(st.none() | st.sampled_from(["CET", "local"])),
    )


timexes = st.builds(
    Timex,
    text=texts,
    type=st.sampled_from(["DATE", "TIME", "DURATION", "SET"]),
    value=st.none() | texts,
    span=spans(),
)


topics = st.builds(
    Topic,
    day=st.none() | days.map(date.toordinal),
    vector=st.dictionaries(texts, st.integers(0, 10_000), max_size=4),
    names=st.frozensets(texts, max_size=2),
    written=st.lists(st.tuples(texts, texts), max_size=2).map(tuple),
)


@st.composite
def findings(draw: st.DrawFn, article_id: str = "a", error: str | None = None) -> Findings:
    return Findings(
        article_id=article_id,
        analyser="rules",
        quotes=tuple(draw(st.lists(quotes(), max_size=3))),
        talks=tuple(draw(st.lists(talks(), max_size=2))),
        deadlines=tuple(draw(st.lists(deadlines(), max_size=2))),
        dates=tuple(draw(st.lists(timexes, max_size=3))),
        silences=tuple(draw(st.lists(silences, max_size=2))),
        error=error,
    )


articles = st.builds(
    Article,
    id=st.text("0123456789abcdef", min_size=16, max_size=16),
    title=texts,
    text=texts,
    source=st.none() | texts,
    url=st.none() | texts,
    published=st.none() | moments,
    fetched=st.none() | moments,
    language=st.none() | st.sampled_from(["en", "fr"]),
    sample=st.booleans(),
    form=st.none() | st.sampled_from(["agenda", "transcript"]),
)
