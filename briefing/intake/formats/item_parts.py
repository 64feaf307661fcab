"""What the readers of all formats share: parts of a document to one item, and its limits."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from briefing.errors import FeedError
from briefing.intake.items import Item
from briefing.intake.language import detect
from briefing.intake.markup import from_html, looks_like_html
from briefing.intake.text import clean, paragraphs, safe_link

# Plain limits on what one feed can put into memory and store.
MAX_ITEMS = 2000
MAX_ITEM_TEXT = 1_000_000  # characters
CUT = f"[…] The text is longer than {MAX_ITEM_TEXT:,} characters and was cut here."
"""The last paragraph of an item that exceeds ``MAX_ITEM_TEXT``."""

_MOST_TITLE = 400  # characters; longer ones are a text in the place of a title
_SHORT_TITLE = 90  # characters of a first line that stands in for a title: some 15 words
# Words from which a text that does not break off counts as the whole article. A description is
# a teaser more often than the content element is.
_WHOLE_CONTENT = 120
_WHOLE_DESCRIPTION = 240
_ESCAPED_TWICE = re.compile(r"</(?:p|div|a|b|i|em|strong|span|li|h\d)>|<br ?/?>|<p>", re.IGNORECASE)
_BRACKETS = re.compile(r"</?([A-Za-z][^\s/>]*)(?=[^<>]*>)")
# What titles are marked up with, and what must not be shown as text.
_TITLE_TAGS = frozenset(
    "a abbr acronym b bdi bdo big br cite code del dfn div em font h1 h2 h3 h4 h5 h6 i img ins kbd "
    "mark nobr p q s small span strike strong sub sup time tt u var wbr script style".split()
)
# A colon belongs to its word: "The Herald: talks open".
SEPARATORS = re.compile(r"\s+(?:[|·•»«:/\\–—-]|::)+\s+|(?<=\w):\s+")
_NO_LETTER = re.compile(r"[\W_]+")
_CUT_OFF = re.compile(
    r"(?:…|\.\.\.|\[(?:…|\.\.\.)\]|\((?:…|more)\))$|\bread (?:more|on)\b.{0,3}$", re.I
)
_NO_PARAGRAPH = re.compile(
    r"(?:the post .{1,400} appeared first on .{1,200}|(?:continue|keep) reading.{0,200}"
    r"|read (?:more|on|the (?:full|rest)\b.{0,60}).{0,3}|full (?:story|article)\W*|comments?)$",
    re.IGNORECASE,
)


def json_object(text: str) -> dict[str, Any]:
    """The JSON object that a feed is; empty for other JSON. Raises ``FeedError`` for no JSON."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FeedError("feed", f"is not valid JSON ({clean(str(error))[:200]})") from error
    return document if isinstance(document, dict) else {}


def read_items(entries: Any, read: Any) -> tuple[tuple[Item, ...], str | None]:
    """Read each entry; those without title, text and link are dropped.

    One that cannot be read costs only itself; the second value says how many were lost, if any.
    """
    items: list[Item] = []
    lost = 0
    for entry in entries[:MAX_ITEMS]:
        try:
            item = read(entry)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001  odd values inside one entry never stop the others
            lost += 1
            continue
        if item is not None:
            items.append(item)
    if len(entries) > MAX_ITEMS:
        return tuple(items), f"holds more than {MAX_ITEMS} entries; the first {MAX_ITEMS} count"
    return tuple(items), f"{lost} entries could not be read" if lost else None


def make_item(
    *, title: str, body: Iterable[str], declared: str | None, from_content: bool, **rest: Any
) -> Item | None:
    """An item from cleaned parts, or None when there is nothing in it to read or to open.

    Without a title it is called by its first words, without a text its title is the text.
    """
    lines = [line for line in body if not _NO_PARAGRAPH.match(line)]
    cut = sum(map(len, lines)) > MAX_ITEM_TEXT
    if cut:
        lines = [*_up_to(lines, MAX_ITEM_TEXT), CUT]
    title = shortened(title, _MOST_TITLE) or shortened(lines[0] if lines else "", _SHORT_TITLE)
    title = title or shortened(rest.get("url") or "", _MOST_TITLE)
    if not title:
        return None
    text = "\n".join(lines)
    words = text.count(" ") + len(lines)
    whole = not cut and bool(lines) and not _CUT_OFF.search(text[-80:])
    return Item(
        title=title,
        paragraphs=tuple(lines),
        language=detect(text if len(text) > len(title) else f"{title}\n{text}", declared),
        complete=whole and words >= (_WHOLE_CONTENT if from_content else _WHOLE_DESCRIPTION),
        **rest,
    )


def unreadable_date(written: Iterable[str], moments: Iterable[datetime | None]) -> str | None:
    """What to say of an entry whose dates are in no known notation, or leave the day open."""
    if any(moments):
        return None
    first = next((text for one in written if (text := clean(one))), "")
    if not first:
        return None
    return f"dated {shortened(first, 40)!r}, which cannot be read; filed under the day of intake"


def _up_to(lines: list[str], most: int) -> list[str]:
    shortened: list[str] = []
    for line in lines:
        if len(line) >= most:
            return [*shortened, line[:most].rstrip()] if most > 0 else shortened
        shortened.append(line)
        most -= len(line)
    return shortened


def shortened(text: str, most: int) -> str:
    """At most ``most`` characters, cut between words, with an ellipsis where something is lost."""
    if len(text) <= most:
        return text
    return (text[:most].rpartition(" ")[0] or text[:most]).rstrip() + "…"


def letters_of(text: str) -> str:
    """A text by its letters and digits alone, whatever their case: what two spellings share."""
    return _NO_LETTER.sub("", text).casefold()


def without_site(title: str, sites: Container[str]) -> str:
    """A title without the parts that name its site, at its end or its beginning.

    ``sites`` are names in the form of ``letters_of``.
    """
    parts = SEPARATORS.split(title)
    marks = SEPARATORS.findall(title)
    while len(parts) > 1 and letters_of(parts[-1]) in sites:
        parts.pop()
        marks.pop()
    while len(parts) > 1 and letters_of(parts[0]) in sites:
        parts.pop(0)
        marks.pop(0)
    return "".join(p + m for p, m in zip(parts, [*marks, ""], strict=True)).strip()


def plain(value: str, kind: str = "") -> str:
    """One line of visible text of a title or name that may be HTML.

    Words in angle brackets are tags only where a title would have such a tag; "<answer>" is a word.
    """
    return " ".join(plain_paragraphs(_BRACKETS.sub(_tag_or_word, value), kind))


def _tag_or_word(match: re.Match[str]) -> str:
    return match[0] if match[1].lower() in _TITLE_TAGS else f"&lt;{match[0][1:]}"


def plain_paragraphs(value: str, kind: str = "") -> list[str]:
    """The paragraphs of a value; ``text/plain`` without any tag is taken literally.

    HTML that was escaped once too often is read once more.
    """
    if not looks_like_html(value):
        return paragraphs(value)
    lines = from_html(value)
    if kind != "text/plain" and any("<" in line and _ESCAPED_TWICE.search(line) for line in lines):
        return from_html("\n".join(lines))
    return lines


def link_from(link: str, base_url: str) -> str | None:
    """An http(s) link; a path is completed with the address that it stands in."""
    if link.startswith(("/", "?", "./", "../")) or (base_url and link and ":" not in link):
        try:
            return safe_link(urljoin(base_url, clean(link)))
        except ValueError:
            return None
    return safe_link(link)
