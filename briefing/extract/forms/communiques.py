"""Communiqués and joint statements: the body that issues them speaks in every sentence."""

from __future__ import annotations

import re

from briefing.extract.forms.document import Document, Layout, Statement
from briefing.extract.forms.issuing_bodies import (
    issuing_body,
    meeting_of,
    plain_name,
    signatory_states,
)
from briefing.extract.forms.statement_words import (
    ARTICLE,
    MOST_SUBJECT,
    NUMBER,
    folded_words,
    sentences,
    statement_titles,
    statement_words,
)
from briefing.model import Attribution, Span

_ADVERBIAL = re.compile(
    r"(?:In|At|To|On|With|While|As|Given|Against|For|During|After|Following|Under|By|Through|"
    r"Beyond|Further(?:more)?|Moreover|Recalling|Noting|Finally|Lastly|"
    r"Looking|Concerning|Regarding|Turning|So that|Having|Bearing|Mindful|Towards?|Of|Among|"
    r"Within|Amid)\b[^.;]{2,200}?,\s+(?=(?:we|they|the|all|both|[A-Z])\b)"
)
_AT_MEETING = re.compile(
    r"(?:At|In|On)\s+(?:today[’']s|its|their|this|the)\s+(?:\w+\s+){0,3}(?:meeting|session|summit),?\s+"
    r"(?=(?:the|we|they)\b)"
)
_THAT = re.compile(
    r"(?:\s+(?:anew|again|once more|once again|also|too|with (?:satisfaction|regret|concern|"
    r"approval)|(?:the|their|our|its|of)(?: \w+)?|of one|"
    r"hope|hopes|view|opinion|conviction|belief|wish|concern|regret|satisfaction|mind|"
    r"confidence|readiness|understanding)){0,4}\s+that\s+"
)
_SOURCE = re.compile(
    r"(?:of|by|from) (?P<who>the [A-Z][^,.;]{2,60}), (?P<cue>according to) wh(?:ich|om)\s+"
)
_NOUN_THAT = re.compile(
    r"(?:hope|hopes|view|opinion|conviction|belief|wish|concern|regret|satisfaction|mind|"
    r"confidence|understanding|anew|again|more|also|too|approval)\s+that\s+$"
)
_SIDE = re.compile(r"\bsides?$")
_FEW = 5  # blanks of what is no heading
_OCCASION = re.compile(
    r"(?:\S+ ){0,3}(?:meeting|summit|conference|round|session|council)\b", re.IGNORECASE
)
_LEAST = 3  # statements that make a communiqué of a text with such a title
_SHARE = 0.2  # of its sentences that state
_NO_PREDICATE = re.compile(
    r"\b(?:that|who|whom|whose|to|by|if|because|when|will|would|can|may|be|been|is|was|the|a|an|of|"
    r"in|on|for|with|their|its|our|his|her|any|no|each|every|as)\s*$"
)
_COORDINATED = re.compile(
    r"(?:We|They|(?:The|Both|All)\s+(?:\w+\s+)?(?:[Mm]inisters|[Ll]eaders|[Pp]arties|[Ss]ides|"
    r"[Mm]embers|[Pp]articipants|[Pp]residents|[Dd]elegations))\b"
)
_REPORTED = re.compile(r"\b(?:said|told|according to)\b")


def lay_out_communique(document: Document, *, forced: bool = False) -> Layout | None:
    """The statements of a communiqué, or None for what is none."""
    if not forced and not statement_titles().search(document.title):
        return None
    text = document.whole
    body = issuing_body(document, text)
    statements: list[Statement] = []
    total = stating = reported = 0
    for start, end in sentences(text):
        total += text[start:end].count(" ") >= _FEW and text[end - 1] != ";"
        new = _statements(text, start, end, body)
        if body is None and new and not statements and not _SIDE.search(new[0].speaker):
            body = None if _takes_up(new[0].speaker) else new[0].speaker
        stating += bool(new)
        reported += not new and _REPORTED.search(text[start:end]) is not None
        statements += new
    if not forced and (len(statements) < _LEAST or stating < _SHARE * total or reported > stating):
        return None
    if not statements:
        return None
    parties = signatory_states(body) if body else ()
    meeting = meeting_of(document, text, parties) if body else None
    return Layout(
        "communique",
        text,
        document.day,
        statements=tuple(statements),
        entries=(meeting,) if meeting else (),
        parties=parties,
    )


def _statements(text: str, start: int, end: int, body: str | None) -> list[Statement]:
    """What one sentence states, and whose statement it is."""
    lead = NUMBER.match(text, start, end)
    at = lead.end() if lead else start
    words = statement_words()
    direct = words.opens.match(text, at, end)
    if direct is not None and text[at].isupper() and body is not None:
        return _contents(text, direct.start("verb"), direct.end("verb"), end, body, None)
    adverbial = _AT_MEETING.match(text, at, end) or _ADVERBIAL.match(text, at, end)
    if adverbial is not None:
        at = adverbial.end()
    verb = _own_verb(text, at, end)
    if verb is None:
        return []
    phrase = text[at : verb.start()].strip()
    if not phrase.endswith(","):
        phrase = phrase.strip(" ,")
    inside = re.search(r"\b(?:in which|where|whereby)\s+(?P<who>[\w\s]{2,60})$", phrase)
    if inside is not None:
        at += text[at : verb.start()].rfind(inside["who"])
        phrase = inside["who"].strip()
    speaker = _speaker(phrase, body)
    if speaker is None and (again := _COORDINATED.match(phrase)) and phrase.endswith(("and", ",")):
        phrase = again[0]
    if speaker is None and phrase != text[at : verb.start()].strip(" ,"):
        speaker = _speaker(phrase, body)
    if speaker is None:
        return []
    span = Span(at, at + len(phrase)) if phrase else None
    return _contents(text, verb.start("verb"), verb.end("verb"), end, speaker, span)


def _own_verb(text: str, at: int, end: int) -> re.Match[str] | None:
    """The verb of the sentence's subject: the first that states, not inside another clause."""
    for match in statement_words().verb.finditer(text, at, end):
        if match.start() > at and not _NO_PREDICATE.search(text, at, match.start()):
            return match
    return None


def _speaker(phrase: str, body: str | None) -> str | None:
    """Whom the subject of a sentence names."""
    words = statement_words()
    size = len(phrase.split())
    if not phrase or size > MOST_SUBJECT:
        return None
    folded = folded_words(phrase)
    if folded.startswith("we, "):
        return body or plain_name(phrase[4:])
    if body is not None and (folded == "it" or _is_short_for(phrase, body)):
        return body
    if folded in {"we", "they"} or _takes_up(phrase):
        if body is not None and (folded == "we" or not _OCCASION.match(body)):
            return body
        return None if folded in {"we", "they"} else ARTICLE.sub("the ", phrase)
    if re.search(
        r"[.;:?!“”\"]|\b(?:which|who|that|is|are|was|were|has|have|will|he|she|it|this|there)\b",
        phrase,
    ):
        return None
    if (not phrase[0].isupper() and not phrase.startswith("the ")) or folded.split()[0] in {
        "this",
        "that",
        "it",
        "these",
        "those",
    }:
        return None
    proper = any(w[0].isupper() for w in phrase.split()[1:])
    if not proper and not any(folded.endswith(w) for w in words.takes_up):
        return None
    return plain_name(phrase)


def _is_short_for(phrase: str, body: str) -> bool:
    """ "The Council" after "the African Ports Council"."""
    head = ARTICLE.sub("", phrase)
    return phrase != head and " " not in head and head[:1].isupper() and body.endswith(f" {head}")


def _takes_up(phrase: str) -> bool:
    """ "The three Ministers", "the parties", "Both sides"."""
    bare = re.sub(
        r"^(?:the|both|all|all the)\s+(?:(?:two|three|four|five|six|seven|eight|nine|ten|"
        r"\w+teen|\d+)\s+)?",
        "",
        folded_words(phrase),
    )
    return bare in statement_words().takes_up


def _contents(
    text: str, cue_start: int, cue_end: int, end: int, speaker: str, span: Span | None
) -> list[Statement]:
    """A statement, and those that the same subject goes on with ("… and called on …")."""
    cues = [(cue_start, cue_end)]
    stops = []
    for more in statement_words().also.finditer(text, cue_end, end):
        stops.append(more.start())
        cues.append((more.start("verb"), more.end("verb")))
    stops.append(end)
    attribution: Attribution = "body"
    statements = []
    for (first, last), stop in zip(cues, stops, strict=True):
        content = _content(text, last, stop)
        if content is None:
            continue
        source = _SOURCE.search(text, content.start, content.end)
        if source is None:
            statements.append(Statement(speaker, span, attribution, Span(first, last), content))
            continue
        name = Span(source.start("who"), source.end("who"))
        said = _content(text, source.end(), content.end)
        if said is not None:
            cue = Span(source.start("cue"), source.end("cue"))
            statements.append(Statement(plain_name(source["who"]), name, "body", cue, said))
    return statements


def _content(text: str, start: int, stop: int) -> Span | None:
    """What follows the verb, without "that" and the marks at its end."""
    that = _THAT.match(text, start, stop)
    begin = start
    if that is not None and (not that[0].split()[:-1] or _NOUN_THAT.search(that[0])):
        begin = that.end()
    while begin < stop and not (text[begin].isalnum() or text[begin] in "“\"‘'("):
        begin += 1
    while stop > begin and not (text[stop - 1].isalnum() or text[stop - 1] in ")”\"’'%"):
        stop -= 1
    return Span(begin, stop) if len(text[begin:stop].split()) >= 3 else None
