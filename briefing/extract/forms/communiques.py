"""Communiqués and joint statements: the body that issues them speaks in every sentence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct

from briefing.extract.forms.days import days_in
from briefing.extract.forms.document import Document, Entry, Layout, Statement
from briefing.extract.forms.entries import shortened
from briefing.extract.forms.labels import NAME_WORD
from briefing.model import Attribution, Span

_NUMBER = re.compile(r"\s*(?:\(?\d{1,3}[.)]|\(?[IVXivx]{1,6}[.)]|\(?[a-z][.)]|[-•–*·])\s+")
_SENTENCE_END = re.compile(
    r"(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bH\.E)(?<!\bNo)(?<!\bSt)"
    r"[.;](?=\s+[“\"(]?[A-Z0-9]|\s*$)"
)
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
_LETTER = re.compile(r"^(?:the\s+)", re.IGNORECASE)
_LIST_OF_STATES = re.compile(
    r"\bof (?P<list>(?:the )?[A-ZÀ-Þ][^,;.()]{2,50}(?:, (?:the )?[A-ZÀ-Þ][^,;.()]{2,50})*,? and "
    r"(?:the )?[A-ZÀ-Þ][^,;.()]{2,50})$"
)
_CONSTITUTION = re.compile(
    r"^(?:the )?(?:(?:[A-Z][a-z]+ )?(?:Democratic |Federal |People[’']s |Islamic |Arab |Kyrgyz |"
    r"Bolivarian |Plurinational |Co-operative |Socialist )*(?:Republic|Kingdom|State|"
    r"Commonwealth|Principality|Sultanate|Federation|Union) of (?:the )?|the )"
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
_MOST_SUBJECT = 28  # words
_WHERE = re.compile(
    rf"\bin (?:the (?:city|town|capital) of )?(?P<place>{NAME_WORD}(?:[ -](?:(?:de|du|la|el|al|"
    rf"of) )?{NAME_WORD}){{0,3}})"
)
_NAMED_MEETING = re.compile(
    rf"\b(?:the|their|our) (?P<name>(?:(?:[0-9]+(?:st|nd|rd|th)|{NAME_WORD}['’]?|[a-z]+-[a-z]+|"
    rf"of|the|for|on|and) ){{0,9}}"
    r"(?:Meeting|Summit|Conference|Council|Dialogue|Session|Round|meeting|summit|conference|"
    r"round)\b)"
)
_SIDE = re.compile(r"\bsides?$")
_FEW = 5  # blanks of what is no heading
_OCCASION = re.compile(
    r"(?:\S+ ){0,3}(?:meeting|summit|conference|round|session|council)\b", re.IGNORECASE
)
_NEAR_NAME = 90  # characters behind the verb in which the meeting's name may stand
_LEAST = 3  # statements that make a communiqué of a text with such a title
_SHARE = 0.2  # of its sentences that state
_WE = re.compile(
    r"\bWe, (?P<body>(?:the )?[^.;]{3,260}?)(?=,? (?:gathered|met\b|meeting|having|assembled|"
    r"convened|representing|as (?:the )?|today|hereby|reaffirm|declare|welcome|stand|issue|"
    r"have\b|are\b|express|condemn|underline|recall|,))"
)
_BY = re.compile(
    r"(?:statement|declaration|communiqu[eé]|release|conclusions|announcement)\s+(?:by|of|from|"
    r"issued by)\s+(?P<body>(?:the )?.{3,220}?)(?:\s+(?:on|regarding|concerning|about|"
    r"following|at|in|after|to mark)\s|\s[-–—]\s|$)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"^(?P<body>[A-Z].{3,90}?)\s+(?:joint\s+)?(?:press\s+)?(?:statement|declaration|"
    r"communiqu[eé])\b",
    re.IGNORECASE,
)
_NO_PREDICATE = re.compile(
    r"\b(?:that|who|whom|whose|to|by|if|because|when|will|would|can|may|be|been|is|was|the|a|an|of|"
    r"in|on|for|with|their|its|our|his|her|any|no|each|every|as)\s*$"
)
_COORDINATED = re.compile(
    r"(?:We|They|(?:The|Both|All)\s+(?:\w+\s+)?(?:[Mm]inisters|[Ll]eaders|[Pp]arties|[Ss]ides|"
    r"[Mm]embers|[Pp]articipants|[Pp]residents|[Dd]elegations))\b"
)
_REPORTED = re.compile(r"\b(?:said|told|according to)\b")


class StatementWords(Struct, frozen=True):
    """``communique.toml`` as patterns."""

    opens: re.Pattern[str]
    verb: re.Pattern[str]
    also: re.Pattern[str]
    meets: re.Pattern[str]
    takes_up: frozenset[str]


@lru_cache(maxsize=1)
def _raw() -> dict[str, list[str]]:
    path = files("briefing.extract") / "data" / "communique.toml"
    return tomllib.loads(path.read_text("utf-8"))


@lru_cache(maxsize=1)
def _titles() -> re.Pattern[str]:
    """Titles that call a document a statement: what every article is asked, made apart."""
    return re.compile(rf"(?<!\w)(?:{_choice(_raw()['titles'])})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def statement_words() -> StatementWords:
    """The words of ``communique.toml``."""
    raw = _raw()
    adverbs = _choice(raw["adverbs"])
    # "were also pleased": an adverb may stand inside.
    verbs = re.sub(
        r"\b(were|are|remain|remained|stand|stood|look|looked)\\s\+",
        lambda m: rf"{m[1]}\s+(?:(?:{adverbs})\s+)*",
        _choice([*raw["verbs"], *raw["third"]]),
    )
    return StatementWords(
        # "The Ministers also noted", "Noted" at the head of a numbered clause.
        opens=re.compile(rf"(?:(?:{adverbs})\s+)*(?P<verb>{verbs})(?![\w-])", re.IGNORECASE),
        verb=re.compile(rf"(?<![\w-])(?P<adverbs>(?:(?:{adverbs})\s+)*)(?P<verb>{verbs})(?![\w-])"),
        also=re.compile(
            rf"(?:,|;)?\s+(?:and\s+|as well as\s+)?(?:(?:they|we)\s+)?(?:(?<=[,;] )|(?<=\band )|"
            rf"(?<=\bthey )|(?<=\bwe ))(?:(?:{adverbs})\s+)*(?P<verb>{verbs})(?![\w-])"
            r"(?=\s+(?:that|the|all|both|each|such|this|them|us|any|a|an|on|upon|for|to|with|of|their|its|our|his|her|any|every|"
            r"those|what|[A-Z]|in\b))"
        ),
        meets=re.compile(rf"(?<![\w-])(?:{_choice(raw['meets'])})(?![\w-])"),
        takes_up=frozenset(raw["takes_up"]),
    )


def _choice(words: Iterable[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered)


def lay_out_communique(document: Document, *, forced: bool = False) -> Layout | None:
    """The statements of a communiqué, or None for what is none."""
    if not forced and not _titles().search(document.title):
        return None
    text = document.whole
    body = _body(document, text)
    found: list[Statement] = []
    total = stating = reported = 0
    for start, end in _sentences(text):
        total += text[start:end].count(" ") >= _FEW and text[end - 1] != ";"
        new = _statements(text, start, end, body)
        if body is None and new and not found and not _SIDE.search(new[0].speaker):
            body = None if _takes_up(new[0].speaker) else new[0].speaker
        stating += bool(new)
        reported += not new and _REPORTED.search(text[start:end]) is not None
        found += new
    if not forced and (len(found) < _LEAST or stating < _SHARE * total or reported > stating):
        return None
    if not found:
        return None
    parties = _states(body) if body else ()
    meeting = _meeting(document, text, parties) if body else None
    return Layout(
        "communique",
        text,
        document.day,
        statements=tuple(found),
        entries=(meeting,) if meeting else (),
        parties=parties,
    )


def _meeting(document: Document, text: str, parties: tuple[str, ...]) -> Entry | None:
    """The meeting at which the body speaks, from the sentence that tells of it with its day."""
    if document.day is None:
        return None
    for start, end in list(_sentences(text))[:8]:
        sentence = text[start:end]
        meets = statement_words().meets.search(sentence)
        marks = days_in(sentence, document.day)
        if meets is None or not marks or meets.start() > marks[-1].start:
            continue
        mark = next(m for m in marks if m.start > meets.start())
        if mark.first > document.day:
            continue
        named = _NAMED_MEETING.search(sentence, 0, meets.end() + _NEAR_NAME)
        place = _WHERE.search(sentence, meets.start())
        who = " and ".join(parties) if len(parties) == 1 else "the ministers"
        what = named["name"].strip() if named else f"meeting of {who}"
        return Entry(
            what=shortened(what),
            span=Span(start, end),
            first=mark.first,
            last=mark.last,
            time=None,
            zone=None,
            place=place["place"] if place else None,
            parties=parties,
            kind="event",
            status="held",
        )
    return None


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Sentences and numbered clauses, as character ranges."""
    at = 0
    for line in text.split("\n"):
        start = at
        at += len(line) + 1
        begin = 0
        for stop in [*(m.end() for m in _SENTENCE_END.finditer(line)), len(line)]:
            piece = line[begin:stop]
            if any(c.isalpha() for c in piece):
                lead = len(piece) - len(piece.lstrip())
                yield start + begin + lead, start + begin + len(piece.rstrip())
            begin = stop


# --- the body --------------------------------------------------------------------------------


def _body(document: Document, text: str) -> str | None:
    """Who issues the document: "We, the ministers of …", the subject that meets, the title."""
    words = statement_words()
    we = _WE.search(text)
    if we is not None:
        return _plain(we["body"])
    for start, end in list(_sentences(text))[:6]:
        sentence = _NUMBER.sub("", text[start:end], count=1)
        for match in words.meets.finditer(sentence):
            subject = sentence[: match.start()].strip(" ,")
            if match.start() == 0 or len(subject.split()) > _MOST_SUBJECT:
                break
            subject = re.split(r",? as (?:the )?\w+|, (?:meeting|having|gathered)\b", subject)[0]
            folded = _fold(subject)
            if subject.startswith("The ") and any(
                re.search(rf"\b{re.escape(w)}\b", folded)
                for w in words.takes_up - {"meeting", "summit"}
            ):
                return _plain(subject)
            break
    by = _BY.search(document.title)
    if by is not None:
        return _plain(by["body"])
    before = _BEFORE.match(document.title)
    if before is not None and not re.match(
        r"(?:joint|press|final|chair)", before["body"], re.IGNORECASE
    ):
        return None
    return None


def _plain(name: str) -> str:
    """A name without article and what stands in brackets."""
    name = re.sub(r"\s*\([^()]*\)", "", " ".join(name.split())).strip(" ,;:")
    return _LETTER.sub("", name)


def _states(body: str) -> tuple[str, ...]:
    """The states whose ministers sign, else the body itself."""
    listed = _LIST_OF_STATES.search(body)
    if listed is None:
        return (body,)
    first, *others = re.split(r",? and |, ", body[: listed.end()])
    names = [first.rpartition(" of ")[2], *others]
    return tuple(n for name in names if (n := _CONSTITUTION.sub("", name.strip()).strip()))


# --- statements ------------------------------------------------------------------------------


def _statements(text: str, start: int, end: int, body: str | None) -> list[Statement]:
    """What one sentence states, and whose statement it is."""
    lead = _NUMBER.match(text, start, end)
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
    if not phrase or size > _MOST_SUBJECT:
        return None
    folded = _fold(phrase)
    if folded.startswith("we, "):
        return body or _plain(phrase[4:])
    if body is not None and (folded == "it" or _is_short_for(phrase, body)):
        return body
    if folded in {"we", "they"} or _takes_up(phrase):
        if body is not None and (folded == "we" or not _OCCASION.match(body)):
            return body
        return None if folded in {"we", "they"} else _LETTER.sub("the ", phrase)
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
    return _plain(phrase)


def _is_short_for(phrase: str, body: str) -> bool:
    """ "The Council" after "the African Ports Council"."""
    head = _LETTER.sub("", phrase)
    return phrase != head and " " not in head and head[:1].isupper() and body.endswith(f" {head}")


def _takes_up(phrase: str) -> bool:
    """ "The three Ministers", "the parties", "Both sides"."""
    bare = re.sub(
        r"^(?:the|both|all|all the)\s+(?:(?:two|three|four|five|six|seven|eight|nine|ten|"
        r"\w+teen|\d+)\s+)?",
        "",
        _fold(phrase),
    )
    return bare in statement_words().takes_up


def _fold(phrase: str) -> str:
    return " ".join(phrase.lower().split())


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
    found = []
    for (first, last), stop in zip(cues, stops, strict=True):
        content = _content(text, last, stop)
        if content is None:
            continue
        source = _SOURCE.search(text, content.start, content.end)
        if source is None:
            found.append(Statement(speaker, span, attribution, Span(first, last), content))
            continue
        name = Span(source.start("who"), source.end("who"))
        said = _content(text, source.end(), content.end)
        if said is not None:
            cue = Span(source.start("cue"), source.end("cue"))
            found.append(Statement(_plain(source["who"]), name, "body", cue, said))
    return found


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
