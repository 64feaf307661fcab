"""Articles read out one line after the other, for screen readers and pipes: text, then findings.

After each paragraph stands in words what was found in it: who says what, which talks, what is
coming up, which days are meant. No colour, no columns, no drawn lines, days as they are spoken;
every string from outside passes ``plain``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from briefing.article_refs import ArticleRef
from briefing.corrections import Correctable
from briefing.digest.briefing import Briefing
from briefing.kinds import findings_of_kind, kind_of
from briefing.kinds import shown_kinds as core_kinds
from briefing.model import Article, Deadline, Findings, Quote, Span, Talk
from tui.exports.lines import WIDTH
from tui.kinds import kind_named, load
from tui.text.days import duration, long_days
from tui.text.findings import finding_label, who_and_role
from tui.text.look import count
from tui.text.phrases import deadline_line, plain
from tui.text.wrap import wrap

_WORDS_TOLD = 12  # of a quote: enough to find it in the paragraph that was just read
_HOW = {
    "direct": "word for word",
    "mixed": "partly word for word",
    "indirect": "in the article's words",
}
_NOTE = ("  ", "    ")  # what stands before the first and the other lines of a finding
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=T|$)")
_WEEKDAYS = re.compile(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b")
_SPOKEN = {"Tue": "Tuesday", "Wed": "Wednesday", "Thu": "Thursday", "Sat": "Saturday"}


def article_text(article: Article, findings: Findings | None, width: int = WIDTH) -> str:
    """An article with what was found in it, in lines of at most ``width`` cells, links excepted."""
    lines = [
        *_wrapped(article.title, width),
        *_wrapped(_source(ArticleRef.of(article), article), width),
    ]
    lines += [plain(article.url)] if article.url else []
    lines += _wrapped(_summary(findings), width)
    for paragraph, notes in _paragraphs(article, findings):
        lines += ["", *_wrapped(paragraph, width)]
        for note in notes:
            lines += _wrapped(note, width, _NOTE)
    return "\n".join(lines)


def list_text(briefing: Briefing, width: int = WIDTH) -> str:
    """The articles of a briefing, newest first, numbered from 1 as ``brief read`` takes them."""
    since, until = _aloud(briefing.since), _aloud(briefing.as_of.day)
    covered = f"{count(len(briefing.articles), 'article')}, {since} to {until}."
    if not briefing.articles:
        return covered
    found = _found_in(briefing)
    lines = [*_wrapped(covered, width), *_wrapped("To read one: brief read NUMBER", width), ""]
    for number, ref in enumerate(briefing.articles, 1):
        counted = _counted(found[ref.id])
        tail = f" {counted}." if counted else ""
        lines += _numbered(str(number), ref, width, tail)
    return "\n".join(lines)


def choice_text(choices: Sequence[tuple[str, ArticleRef]], width: int = WIDTH) -> str:
    """Articles to choose from, each with the number or the id that ``brief read`` takes."""
    return "\n".join(line for name, ref in choices for line in _numbered(name, ref, width))


def _numbered(name: str, ref: ArticleRef, width: int, tail: str = "") -> Iterator[str]:
    stop = "" if ref.title.rstrip().endswith((".", "?", "!")) else "."
    yield from _wrapped(f"{name}. {ref.title}{stop} {_source(ref)}{tail}", width, ("", "    "))


def _source(ref: ArticleRef, article: Article | None = None) -> str:
    """``Harbour Courier, by Ana Lind, Monday 11 March 2024. A sample article.``"""
    by = f"by {article.author}" if article and article.author else ""
    parts = [ref.source or "Outlet not given", by, _aloud(ref.day) if ref.day else "undated"]
    lines = [f"{', '.join(part for part in parts if part)}."]
    lines += [f"{ref.date_note[:1].upper()}{ref.date_note[1:]}."] if ref.date_note else []
    lines += ["A sample article."] if ref.sample else []
    lines += ["The beginning only."] if article and article.teaser else []
    return " ".join(lines)


def _summary(findings: Findings | None) -> str:
    if findings is None:
        return "Not analysed yet."
    if findings.error:
        return f"Not analysed: {findings.error}."
    found = Counter({k.name: len(findings_of_kind(findings, k)) for k in core_kinds()})
    return f"Found in it: {_counted(found)}." if found.total() else "Nothing was found in it."


def _counted(numbers: Mapping[str, int]) -> str:
    """``2 quotes, 1 talk``; kinds of which there are none are left out."""
    each = ((numbers[kind.name], kind_named(kind.name).counted) for kind in core_kinds())
    return ", ".join(count(number, *words) for number, words in each if number)


def _found_in(briefing: Briefing) -> dict[str, Counter[str]]:
    """Numbers of findings by article, and by the name of their kind."""
    made = {ref.id: Counter[str]() for ref in briefing.articles}
    mentions: Iterable[tuple[str, Any]] = (
        *(("quote", said) for row in briefing.speakers for said in row.statements),
        *(("talk", mention) for row in briefing.talks for mention in row.mentions),
        *(("deadline", mention) for row in briefing.deadlines for mention in row.mentions),
        *((mention.kind, mention) for mention in briefing.others),
    )
    for kind, mention in mentions:
        made.get(mention.article.id, Counter())[kind] += 1
    return made


def _paragraphs(article: Article, findings: Findings | None) -> Iterator[tuple[str, Sequence[str]]]:
    """Each paragraph with what there is to tell after it, in the order in which it stands there."""
    notes = sorted(_notes(findings), key=lambda each: each[0]) if findings else []
    for paragraph in article.paragraphs:
        here = [note for span, note in notes if paragraph.start <= span.start < paragraph.end]
        if findings and (days := _days_meant(article, findings, paragraph)):
            here.append(days)
        yield paragraph.of(article.text), here


def _notes(findings: Findings) -> Iterator[tuple[Span, str]]:
    """What was found, in words, each with where it stands; a talk where it says most of itself."""
    for kind in core_kinds():
        note = load(kind_named(kind.name).note)
        for finding in findings_of_kind(findings, kind):
            yield kind.spans(finding)[0], note(finding)


def quote_note(quote: Quote) -> str:
    """``Quote, word for word: Ana Lind, mayor (said): “We shall run it”``."""
    unnamed = "unnamed" if quote.attribution == "unnamed" else ""
    via = f"via {quote.via}" if quote.via else ""
    about = ", ".join(part for part in (unnamed, quote.cue or "", via) if part)
    who = "".join(who_and_role(quote.speaker or "Speaker not given", quote.role))
    words = quote.content.strip("“”\"'‘ ").split()
    shown = " ".join(words[:_WORDS_TOLD]) + (" …" if len(words) > _WORDS_TOLD else "")
    return f"Quote, {_HOW[quote.kind]}: {who}{f' ({about})' if about else ''}: “{shown}”"


def talk_note(talk: Talk) -> str:
    """``Talk: round of talks in Vienna, Thursday 13 January 2022, planned``."""
    place = f" in {talk.place}" if talk.place else ""
    parties = f"; parties: {', '.join(talk.parties)}" if talk.parties else ""
    number = f"; round {talk.round}" if talk.round else ""
    lasted = f"; lasted {duration(talk.minutes)}" if talk.minutes else ""
    outcome = f"; outcome: {talk.outcome}" if talk.outcome else ""
    when = _aloud(talk.start, talk.end)
    return f"Talk: {talk.what}{place}, {when}, {talk.status}{parties}{number}{lasted}{outcome}"


def deadline_note(due: Deadline) -> str:
    """``Coming up: Friday 14 January 2022: vote on the budget (vote)``."""
    return f"Coming up: {_aloud(due.when, due.end)}: {deadline_line(due, due.when)}"


def finding_note(finding: Correctable) -> str:
    """``Ballot: 31 to 12 for the toll``: a finding of any kind."""
    return f"{kind_named(kind_of(finding).name).title}: {finding_label(finding)}"


def _days_meant(article: Article, findings: Findings, paragraph: Span) -> str:
    """``Days meant: “Monday” is Monday 11 March 2024``, of days that are not written out."""
    meant: dict[str, str] = {}
    for timex in findings.dates:
        day = _day(timex.value)
        if day is None or not paragraph.contains(timex.span):
            continue
        words = timex.span.of(article.text)
        if not re.search(rf"\b{day.day}\b.*\b{day.year}\b|\b{day.year}\b.*\b{day.day}\b", words):
            meant.setdefault(words, _aloud(day))
    days = ", ".join(f"“{words}” is {day}" for words, day in meant.items())
    return f"Days meant: {days}" if days else ""


def _aloud(start: date | None, end: date | None = None) -> str:
    """``Sunday 9 to Monday 10 January 2022``: an abbreviation is read out as another word."""
    return _WEEKDAYS.sub(lambda m: _SPOKEN.get(m[0], f"{m[0]}day"), long_days(start, end))


def _day(value: str | None) -> date | None:
    """The day of a TIMEX3 value, the time of day left aside; None if it is no single day."""
    match = _DAY.match(value or "")
    return date.fromisoformat(match[0]) if match else None


def _wrapped(text: str, width: int, indents: tuple[str, str] = ("", "")) -> Iterable[str]:
    """Lines of outside text, of at most ``width`` cells together with what stands before them."""
    shown = " ".join(plain(text).split())
    room = width - max(map(len, indents))
    for number, (start, end) in enumerate(wrap(shown, room)):
        yield f"{indents[min(number, 1)]}{shown[start:end]}".rstrip()
