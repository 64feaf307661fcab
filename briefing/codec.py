"""Values to plain JSON objects and back: the machine interface and the store share this shape.

Spans are ``[start, end]``, days ``YYYY-MM-DD``, moments ISO 8601 with their zone, unknown ``null``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

import msgspec

from briefing.model import Article, Deadline, Findings, Quote, Span, Talk, Timex

_MOMENTS = ("published", "fetched")

T = TypeVar("T")
Object = dict[str, Any]

# JSON escapes C0 only; a terminal also obeys C1 and bidi controls, and lone surrogates
# cannot be written as UTF-8 at all.
_UNSAFE_IN_OUTPUT = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


def dumps(value: object) -> str:
    """One line of JSON, readable, in which nothing can steer a terminal."""
    line = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    return _UNSAFE_IN_OUTPUT.sub(lambda m: f"\\u{ord(m[0]):04x}", line)


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _iso(moment: date | None) -> str | None:
    return moment.isoformat() if moment else None


def _maybe(convert: Callable[[Any], T], value: Any) -> T | None:
    return None if value is None else convert(value)


def quote_to_json(quote: Quote) -> Object:
    """A quote as the object that ``brief extract`` prints."""
    return {
        "speaker": quote.speaker,
        "speaker_span": _span(quote.speaker_span),
        "role": quote.role,
        "attribution": quote.attribution,
        "cue": quote.cue,
        "cue_span": _span(quote.cue_span),
        "kind": quote.kind,
        "content": quote.content,
        "spans": [_span(s) for s in quote.spans],
        "via": quote.via,
        "addressee": quote.addressee,
        "addressee_span": _span(quote.addressee_span),
    }


def quote_from_json(record: Mapping[str, Any]) -> Quote:
    """The inverse of ``quote_to_json``; raises ValueError for what is no quote.

    A record from before addressees were found has none.
    """
    return msgspec.convert(record, Quote)


def talk_to_json(talk: Talk) -> Object:
    """A talk as the object that ``brief extract`` prints."""
    return {
        "what": talk.what,
        "place": talk.place,
        "country": talk.country,
        "start": _iso(talk.start),
        "end": _iso(talk.end),
        "time": talk.time,
        "zone": talk.zone,
        "parties": list(talk.parties),
        "round": talk.round,
        "status": talk.status,
        "moved_from": _iso(talk.moved_from),
        "outcome": talk.outcome,
        "minutes": talk.minutes,
        "span": _span(talk.span),
        "mentions": [_span(s) for s in talk.mentions],
    }


def talk_from_json(record: Mapping[str, Any]) -> Talk:
    """The inverse of ``talk_to_json``; raises ValueError for what is no talk."""
    return msgspec.convert(record, Talk)


def deadline_to_json(deadline: Deadline) -> Object:
    """A deadline as the object that ``brief extract`` prints."""
    return {
        "what": deadline.what,
        "who": deadline.who,
        "when": _iso(deadline.when),
        "end": _iso(deadline.end),
        "time": deadline.time,
        "zone": deadline.zone,
        "precision": deadline.precision,
        "kind": deadline.kind,
        "tentative": deadline.tentative,
        "cancelled": deadline.cancelled,
        "moved_from": _iso(deadline.moved_from),
        "span": _span(deadline.span),
    }


def deadline_from_json(record: Mapping[str, Any]) -> Deadline:
    """The inverse of ``deadline_to_json``; raises ValueError for what is no deadline."""
    return msgspec.convert(record, Deadline)


def timex_to_json(timex: Timex) -> Object:
    """A time expression as the object that ``brief extract`` prints."""
    return {
        "text": timex.text,
        "type": timex.type,
        "value": timex.value,
        "span": _span(timex.span),
    }


class _Found(msgspec.Struct):
    quotes: tuple[Quote, ...]
    talks: tuple[Talk, ...]
    deadlines: tuple[Deadline, ...]
    dates: tuple[Timex, ...]


def findings_to_json(findings: Findings) -> Object:
    """The four lists of findings, in the shapes above."""
    return {
        "quotes": [quote_to_json(q) for q in findings.quotes],
        "talks": [talk_to_json(t) for t in findings.talks],
        "deadlines": [deadline_to_json(d) for d in findings.deadlines],
        "dates": [timex_to_json(t) for t in findings.dates],
    }


def findings_from_json(article_id: str, analyser: str, record: Mapping[str, Any]) -> Findings:
    """The inverse of ``findings_to_json``; raises ValueError for what are no findings."""
    found = msgspec.convert(record, _Found)
    return Findings(article_id, analyser, found.quotes, found.talks, found.deadlines, found.dates)


def article_to_json(article: Article) -> Object:
    """All fields of an article; ``published`` and ``fetched`` as full moments."""
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "published": _iso(article.published),
        "fetched": _iso(article.fetched),
        "language": article.language,
        "sample": article.sample,
        "feed": article.feed,
        "guid": article.guid,
        "author": article.author,
        "teaser": article.teaser,
        "copy_of": article.copy_of,
        "date_note": article.date_note,
        "form": article.form,
        "text": article.text,
    }


def article_from_json(record: Mapping[str, Any]) -> Article:
    """The inverse of ``article_to_json``; raises KeyError, TypeError or ValueError otherwise."""
    try:
        return msgspec.convert(record, Article)
    except msgspec.ValidationError:
        # Zones given to the second are more than it knows.
        moments = {key: _maybe(datetime.fromisoformat, record[key]) for key in _MOMENTS}
        return msgspec.convert({**record, **moments}, Article)


def extract_object(article: Article, findings: Findings) -> Object:
    """The one object a line that ``brief extract`` prints for an article."""
    return {
        "id": article.id,
        "title": article.title or None,
        "published": _iso(article.day),
        "url": article.url,
        "text": article.text,
        **findings_to_json(findings),
    }
