"""Plain text and Markdown without the head of a seed."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time

from briefing.extract.forms.lines import lines_of, mended
from briefing.intake.items import Item
from briefing.intake.language import detect
from briefing.intake.moments import parse_moment
from briefing.intake.references import read_references
from briefing.intake.text import clean, paragraphs, safe_link

MAX_TEXT = 2_000_000  # characters of one text: a plain limit on memory

_HEADING = re.compile(r"#{1,6}\s+(?P<text>.+?)\s*#*$")
_UNDERLINE = re.compile(r"(?:=+|-{3,})$")
_FRONT = re.compile(r"\A---\n(?P<head>.{0,4000}?)\n---\n", re.DOTALL)
_FIELD = re.compile(
    r"(?P<key>title|date|published|url|link|author)\s*:\s*(?P<value>.+)$", re.IGNORECASE
)
_LINK = re.compile(
    r"!?\[(?P<text>[^\[\]\n]{0,400})\]\((?P<url>[^()\s]{1,2000})(?:\s+\"[^\"\n]{0,200}\")?\)"
)
_MARK = re.compile(
    r"(?<![\w*_])(\*\*\*|\*\*|\*|___|__|_|`)(?=\S)([^\n]{1,400}?)(?<=\S)\1(?![\w*_])"
)
_QUOTE = re.compile(r"^\s{0,3}>\s?")
_RULE = re.compile(r"^\s*(?:[-*_]\s*){3,}$")
_GOES_ON = re.compile(r"(?<=[^\s.!?:;])[ \t]*\n[ \t]*(?=[^\W\d_A-Z])")
_HEAD_LINES = 6  # in which the day may stand alone
_LONGEST_TITLE = 200  # characters, as of feeds: the rest is text


def read_text(raw: bytes, content_type: str = "") -> tuple[Item, ...]:
    """One text as an item: its first heading or line is the title, a day alone near it its day."""
    del content_type
    return (item_of(decoded(raw)[:MAX_TEXT]),)


def decoded(raw: bytes) -> str:
    """Bytes as text: UTF-8 or UTF-16 by its mark, else Windows Latin-1."""
    for mark, encoding in (
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
        (b"\xef\xbb\xbf", "utf-8-sig"),
    ):
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace").replace("\ufffd", " ")


def item_of(text: str) -> Item:
    """The item that a text is."""
    text = read_references(text.replace("\r\n", "\n").replace("\r", "\n"))
    fields: dict[str, str] = {}
    front = _FRONT.match(text)
    if front is not None:
        for line in front["head"].split("\n"):
            if field := _FIELD.match(line.strip()):
                fields[field["key"].lower()] = field["value"].strip(" \"'")
        text = text[front.end() :]
    title, lines = clean(fields.get("title", "")), plain_lines(text)
    if not title:
        title, lines = _titled(lines)
    published = _moment(fields.get("date") or fields.get("published") or "")
    if published is None:
        published, lines = _day_alone(lines)
    body = unwrapped(lines)
    return Item(
        title=title[:_LONGEST_TITLE] or (body[0][:_LONGEST_TITLE] if body else ""),
        paragraphs=tuple(body),
        url=safe_link(fields.get("url") or fields.get("link")),
        author=clean(fields.get("author", ""))[:200] or None,
        published=published,
        language=detect("\n".join(body) or title, None),
        complete=True,
    )


def plain_lines(text: str) -> list[str]:
    """The lines of a text without the marks of Markdown; headings keep theirs."""
    cleaned = []
    for raw in text.split("\n"):
        line = _QUOTE.sub("", raw)
        if _RULE.match(line):
            continue
        line = _LINK.sub(lambda m: m["text"], line)
        for _ in range(2):
            line = _MARK.sub(lambda m: m[2], line)
        cleaned.append(line.rstrip())
    return cleaned


def unwrapped(lines: list[str]) -> list[str]:
    """Paragraphs of lines that a program may have broken; a blank line always parts two."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        heading = _HEADING.match(line.strip())
        if heading is not None:
            blocks += [[heading["text"]], []]
        elif line.strip():
            blocks[-1].append(line)
        else:
            blocks.append([])
    joined = []
    widest = "\n".join(line for block in blocks for line in block)
    broken = mended(widest, lines_of(widest)) != widest
    for block in blocks:
        text = "\n".join(block)
        if len(block) > 1:
            text = _one_block(text) if broken else _GOES_ON.sub(" ", text)
        joined += paragraphs(text)
    return joined


def _one_block(text: str) -> str:
    whole = mended(text, lines_of(text))
    if whole != text:
        return whole
    return _GOES_ON.sub(" ", text)


def _titled(lines: list[str]) -> tuple[str, list[str]]:
    """The first heading, or else the first line, and the lines without it."""
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        heading = _HEADING.match(line.strip())
        below = lines[number + 1].strip() if number + 1 < len(lines) else ""
        stop = number + 2 if below and _UNDERLINE.match(below) else number + 1
        return clean(heading["text"] if heading else line), lines[:number] + lines[stop:]
    return "", lines


def _day_alone(lines: list[str]) -> tuple[datetime | None, list[str]]:
    """A day that stands alone near the head, and the lines without it."""
    seen = 0
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        seen += 1
        if seen > _HEAD_LINES:
            break
        if len(line) <= 60 and (
            moment := _moment(
                re.sub(r"^(?:date|published)\s*:\s*", "", line.strip(), flags=re.IGNORECASE)
            )
        ):
            return moment, lines[:number] + lines[number + 1 :]
    return None, lines


def _moment(written: str) -> datetime | None:
    if not written or not any(c.isdigit() for c in written) or len(written) > 60:
        return None
    moment = parse_moment(written)
    return (
        moment if moment is None or moment.tzinfo else datetime.combine(moment.date(), time(), UTC)
    )
