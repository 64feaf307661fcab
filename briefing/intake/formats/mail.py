"""Mail: single messages and mailboxes; a newsletter that is a digest gives an item a piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from itertools import islice

from briefing.errors import FeedError
from briefing.intake.formats.plaintext import unwrapped
from briefing.intake.items import Item
from briefing.intake.language import detect
from briefing.intake.markup import from_html
from briefing.intake.text import clean, safe_link

# Plain limits on the time and the memory that one mailbox takes.
MAX_MESSAGES = 500
MAX_PARTS = 200  # of one message; nested ones included
MAX_BODY = 2_000_000  # characters of one part
_LEAST_TEXT = 200  # letters from which a plain part counts as the letter itself
_LONG_LINE = 400  # characters from which a paragraph is no note of the service
_LEAST_ITEMS = 3  # that make a digest of a letter: two may be a letter with an aside
_LEAST_ITEM = 60  # characters of an item's text

_FROM_LINE = re.compile(rb"^From \S+ [^\n]*\n", re.MULTILINE)
_FOOTER = re.compile(
    r"\b(?:unsubscribe|opt out|update your preferences|privacy policy|all rights reserved|"
    r"view (?:this )?(?:e-?mail |message |newsletter )?(?:in|on) (?:your |a |the )?(?:browser|web)|"
    r"manage (?:your )?(?:e-?mail )?(?:preferences|subscriptions?)|forwarded this e-?mail|"
    r"you (?:are receiving|received) this|add us to your address book|sent to \S+@\S+)\b|©",
    re.IGNORECASE,
)
_URL = re.compile(r"<?(https?://[^\s<>\"]{4,2000})>?")
_BARE_URL = re.compile(
    r"^\W*(?:(?:read|more|full story|link|continue reading|read more|web)\W*)?<?https?://\S+>?\W*$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\W*(?:read (?:more|on)|continue reading|more|(?:full|read the|read the full) "
    r"(?:story|article))\W*",
    re.IGNORECASE,
)
_BREAK = re.compile(r"^\W{3,}$")
_HEAD = re.compile(r"<(h[1-4])\b[^<>]{0,2000}>", re.IGNORECASE)
_LONGEST_HEAD = 4000  # characters of a heading with its tags
_HREF = re.compile(r"<a\b[^>]*?\bhref\s*=\s*[\"']([^\"']{4,2000})[\"']", re.IGNORECASE)


def read_mail(raw: bytes, content_type: str = "") -> tuple[Item, ...]:
    """The items of one message. Raises ``FeedError`` for what is no mail."""
    del content_type
    return tuple(_message(raw))


def read_mailbox(raw: bytes, content_type: str = "") -> tuple[Item, ...]:
    """The items of all messages of an mbox file, in its order."""
    del content_type
    starts = [
        m
        for m in _FROM_LINE.finditer(raw)
        if m.start() == 0 or raw.endswith((b"\n\n", b"\r\n\r\n"), 0, m.start())
    ]
    items: list[Item] = []
    for number, start in enumerate(starts[:MAX_MESSAGES]):
        stop = starts[number + 1].start() if number + 1 < len(starts) else len(raw)
        piece = raw[start.end() : stop].replace(b"\n>From ", b"\nFrom ")
        try:
            items += _message(piece)
        except FeedError:
            continue
    return tuple(items)


def _message(raw: bytes) -> Iterator[Item]:
    message = BytesParser(policy=policy.default).parsebytes(raw)
    if not (message["from"] or message["subject"]):
        raise FeedError("document", "is no mail")
    title = clean(str(message["subject"] or ""))[:300]
    name, address = parseaddr(str(message["from"] or ""))
    source = clean(name) or clean(address.rpartition("@")[2]) or None
    moment = _moment(message)
    guid = clean(str(message["message-id"] or "")).strip("<>")[:500] or None
    plain, html = _bodies(message)
    pieces = _digest_of_html(html) if html else []
    if not pieces and plain:
        pieces = _digest_of_text(plain)
    if not pieces:
        body = _letter(plain, html)
        if not body:
            raise FeedError("document", "is a mail without text")
        pieces = [(title or body[0][:120], body, None)]
        yield from _items(pieces, source, moment, guid, whole=True)
        return
    yield from _items(pieces, source, moment, guid, whole=False)


def _items(
    pieces: list[tuple[str, list[str], str | None]],
    source: str | None,
    moment: datetime | None,
    guid: str | None,
    *,
    whole: bool,
) -> Iterator[Item]:
    for number, (title, body, url) in enumerate(pieces):
        yield Item(
            title=title,
            paragraphs=tuple(body),
            guid=guid if whole or guid is None else f"{guid}#{number + 1}",
            url=url,
            published=moment,
            source=source,
            language=detect("\n".join(body), None),
            complete=whole,
        )


def _moment(message: EmailMessage) -> datetime | None:
    written = str(message["date"] or "")
    if not written or len(written) > 80:
        return None
    try:
        moment = parsedate_to_datetime(written)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _bodies(message: EmailMessage) -> tuple[str, str]:
    """The longest plain and the longest HTML part that are no attachments."""
    plain = html = ""
    for number, part in enumerate(message.walk()):
        if number >= MAX_PARTS:
            break
        kind = part.get_content_type()
        if (
            kind not in {"text/plain", "text/html"}
            or part.get_content_disposition() == "attachment"
        ):
            continue
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes):
            continue
        charset = part.get_content_charset() or "utf-8"
        try:
            text = payload.decode(charset, "replace")[:MAX_BODY]
        except LookupError:
            text = payload.decode("utf-8", "replace")[:MAX_BODY]
        if kind == "text/plain":
            plain = max(plain, text, key=len)
        else:
            html = max(html, text, key=len)
    return plain, html


def _letter(plain: str, html: str) -> list[str]:
    """The paragraphs of a letter: its plain part, unless that only points to the other."""
    letters = sum(c.isalpha() for c in plain)
    if html and letters < _LEAST_TEXT:
        return _kept(from_html(html))
    lines = unwrapped(plain.replace("\r\n", "\n").split("\n")) if plain else from_html(html)
    return _kept(lines)


def _kept(lines: list[str]) -> list[str]:
    """Lines up to the signature, without those of the letter's service."""
    remaining = []
    for line in lines:
        if line == "--":
            break
        service = len(line) < _LONG_LINE and _FOOTER.search(line) is not None
        if service or _BARE_URL.match(line) or _MORE.fullmatch(line):
            continue
        remaining.append(line)
    return remaining


def _digest_of_html(html: str) -> list[tuple[str, list[str], str | None]]:
    """Headings with a text and a link of their own, if the letter is made of them."""
    headings = list(_heads(html))
    sections: list[tuple[str, list[str], str | None]] = []
    for number, heading in enumerate(headings):
        start, inner, end = heading
        stop = headings[number + 1][0] if number + 1 < len(headings) else len(html)
        section = html[start:stop]
        title = clean(" ".join(from_html(html[inner:end])))[:300]
        body = _kept(from_html(html[end:stop]))
        links = [
            link for m in _HREF.finditer(section) if (link := safe_link(m[1].replace("&amp;", "&")))
        ]
        if title and links and sum(map(len, body)) >= _LEAST_ITEM:
            sections.append((title, body, links[0]))
    return sections if len(sections) >= _LEAST_ITEMS else []


def _heads(html: str) -> Iterator[tuple[int, int, int]]:
    """Where each heading starts, its words start, and they end."""
    for tag in islice(_HEAD.finditer(html), MAX_MESSAGES):
        end = html.find(f"</{tag[1]}", tag.end(), tag.end() + _LONGEST_HEAD)
        if end > 0:
            yield tag.start(), tag.end(), end


def _digest_of_text(text: str) -> list[tuple[str, list[str], str | None]]:
    """Short headings, each with a text and an address below, if the letter is made of them."""
    blocks = [b for b in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if b.strip()]
    sections: list[tuple[str, list[str], str | None]] = []
    title, body, url = "", [], None  # type: str, list[str], str | None
    for block in blocks:
        lines = [line for line in block.split("\n") if not _BREAK.match(line.strip() or "---")]
        if not lines:
            continue
        link = next((m[1] for line in lines if (m := _URL.search(line))), None)
        first = clean(lines[0].strip(" *#-=>"))
        short = len(first.split()) <= 16 and first[-1:] not in ".!?:"
        words = [line for line in lines if not _BARE_URL.match(line)]
        if short and not _URL.search(first) and (len(words) > 1 or not link):
            if title and body and url:
                sections.append((title, body, url))
            title, body, url = first, [], None
            words = words[1:]
        body = [*body, *_kept(unwrapped(words))]
        url = url or (safe_link(link) if link else None)
    if title and body and url:
        sections.append((title, body, url))
    whole = [f for f in sections if sum(map(len, f[1])) >= _LEAST_ITEM]
    return whole if len(whole) >= _LEAST_ITEMS else []
