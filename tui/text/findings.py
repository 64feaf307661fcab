"""How one finding reads, by its kind: in a list of hits, and as a label in its article."""

from __future__ import annotations

from briefing.corrections import Correctable
from briefing.kinds import kind_of
from briefing.model import Deadline, Quote, Silence, Talk
from briefing.names.people import with_title
from briefing.rows import DeadlineMention, FindingMention, Statement, TalkMention
from tui.text.days import long_days


def describe_quote(statement: Statement) -> tuple[str, str]:
    """Who said it, and the words."""
    return statement.quote.speaker or "Speaker not given", spoken(statement)


def describe_talk(mention: TalkMention) -> tuple[str, str]:
    """Where, or what it is; and with whom, how it stands and when."""
    talk = mention.talk
    who = ", ".join(talk.parties) or talk.what
    when = f", {long_days(talk.start, talk.end)}" if talk.start else ""
    return talk.place or talk.what, f"{who} ({talk.status}{when})"


def describe_deadline(mention: DeadlineMention) -> tuple[str, str]:
    """Who has to do it; what, and when."""
    due = mention.deadline
    named = due.who is None or due.what.casefold().startswith(due.who.casefold())
    return "" if named else due.who or "", f"{due.what} ({long_days(due.when, due.end)})"


def describe_silence(mention: FindingMention) -> tuple[str, str]:
    """Who has not said anything, and about what."""
    silence: Silence = mention.finding
    return silence.speaker, _unsaid(silence)


def describe_finding(mention: FindingMention) -> tuple[str, str]:
    """Whom or where a finding of any kind is about, else of what kind it is; and its words."""
    own, *about = _words(mention.finding)
    return next((words for words in about if words), mention.kind), own


def who_and_role(name: str, role: str | None) -> tuple[str, str]:
    """``Ana Lind`` and ``, mayor``; ``Pope Francis`` and "", where the title is written first."""
    name, role = with_title(name, role)
    return name, f", {role}" if role else ""


def quote_label(quote: Quote) -> str:
    """``Ana Lind, mayor``."""
    return "".join(who_and_role(quote.speaker or "speaker not given", quote.role)) + _corrected(
        quote
    )


def talk_label(talk: Talk) -> str:
    """``talks, Vienna, Thu 13 January 2022, planned``."""
    where = talk.place or "place not given"
    when = long_days(talk.start, talk.end)
    return f"{talk.what}, {where}, {when}, {talk.status}{_corrected(talk)}"


def deadline_label(due: Deadline) -> str:
    """``vote on the budget, Thu 13 January 2022``."""
    return f"{due.what}, {long_days(due.when, due.end)}{_corrected(due)}"


def silence_label(silence: Silence) -> str:
    """``Ana Lind declined to say whether the toll would rise``."""
    return f"{silence.speaker} {_unsaid(silence)}"


def finding_label(finding: Correctable) -> str:
    """The words of a finding of any kind."""
    return _words(finding)[0] + _corrected(finding)


def quoted_content(statement: Statement) -> str:
    """The content as the article has it: in quotation marks if all of it stands in them.

    Not where it has some itself: ``“it was "a great conversation"”`` says of nothing what is whose.
    """
    content = statement.quote.content.strip()
    has_marks = content[:1] in _MARKS or any(mark in content for mark in _DOUBLE_MARKS)
    if statement.quote.kind == "direct" and not has_marks:
        return f"“{content}”"
    return content


def spoken(statement: Statement) -> str:
    """The content as a row has it beside the name: ``warned that …``, ``“Not now”``.

    Without the comma that led on to who said it; with the cue where the words hang on it, or where
    it says more than that they were said: ``demands a guarantee``.
    """
    words, cue = quoted_content(statement).lstrip(_LEFT_OVER), statement.quote.cue
    if cue and words.startswith("that ") and cue.split()[-1] not in _OTHER_CUES:
        return f"{cue} {words}"
    if cue and cue.casefold() not in _PLAIN_CUES and _leads_on(statement.quote):
        return f"{cue} {words}"
    for comma in (",”", ',"', ",’", ",'"):
        if words.endswith(comma):
            return f"{words[:-2]}{comma[1]}"
    return words


_DOUBLE_MARKS = '“”"„«»'
_MARKS = ("'", "‘")
_LEFT_OVER = " ,;:–—"  # between a name or a cue and the words
_PLAIN_CUES = ("said", "say", "says", "saying")
_OTHER_CUES = ("told", "to", "quoted")
"""The last words of cues that no clause with "that" can follow."""


def _leads_on(quote: Quote) -> bool:
    """Whether the words follow their cue at once, and are no sentence in quotation marks."""
    if quote.kind == "direct" or quote.cue_span is None:
        return False
    return quote.spans[0].start - quote.cue_span.end == len(" ")


def _unsaid(silence: Silence) -> str:
    """What is said of the silent: in the article's words, as far as they stand together."""
    if silence.cue:
        return f"{silence.cue} {silence.about}" if silence.about else silence.cue
    return f"has not said: {silence.about}" if silence.about else "has not answered"


def _words(finding: object) -> tuple[str, str, str, str]:
    kind = kind_of(finding)
    return kind.words(finding) if kind.words else (kind.name, "", "", "")


def _corrected(finding: Correctable) -> str:
    return " (corrected)" if getattr(finding, "corrected", False) else ""
