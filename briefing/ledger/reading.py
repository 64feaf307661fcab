"""Undertakings, demands and ultimatums in what was found in an article.

They are read off deadlines that say who has to act, off statements, and off sentences that promise
without one. Pure: no parse is at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from briefing.acts.act import BREAKS, Act, act_of_deed, act_of_phrase
from briefing.acts.actors import Actor, is_agent
from briefing.acts.due_phrases import phrase_of
from briefing.acts.owners import is_whole, owner_of
from briefing.acts.verbs import forms_of
from briefing.article_refs import ArticleRef
from briefing.ledger.act_wording import shortened, tidy
from briefing.ledger.binding import binds
from briefing.ledger.sentence_forms import (
    DEMANDED,
    EXPECTS_ONLY,
    GIVEN,
    MUST,
    PLANS,
    PRESENT,
    SET_FOR,
    UNTIL,
    WANTED,
    WILL,
    act_of_form,
    forms_in,
    giver_of,
    promiser_of,
)
from briefing.ledger.statements import SaidAct, acts_said, asks, is_promise, may_be_one
from briefing.ledger.times_ahead import Days, TimesAhead, says_when
from briefing.ledger.undertakings import Undertaking, UndertakingKind
from briefing.model import Deadline, Entry, Findings, Quote, Span
from briefing.names.sentences import sentence_spans, without_dateline
from briefing.names.words import EMPTY, negations, stems, words
from briefing.rows import DeadlineMention, Statement

_ULTIMATUM = re.compile(
    r"(?i)\b(?:g[ai]ve[ns]?\b.{1,80}\b(?:until|days?|weeks?|months?|hours?)\b|"
    r"ha(?:s|ve|d) (?:\w+ ){0,3}?until|ha(?:s|ve|d) \w+ \w+, until|"
    r"ultimatum|or (?:face|lose|be|see|it would|they would)\b)"
)
_DUTY = re.compile(r"\b(?:must|ha(?:s|ve) to|(?:is|are) (?:required|obliged|ordered) to)\b")
_TOLD_TO = re.compile(
    r"\b(?:is|are|was|were|been) (?:asked|told|ordered|urged|instructed|required|obliged|directed) "
    r"(?:by [^,;]{2,50} )?to\b"
)
"""That whoever must act was asked to by somebody else."""
_IS_RULE = re.compile(r"\b(?:must|ha(?:s|ve) to)\b")
"""What a rule says that somebody does; with a day it is what is asked of somebody this once."""
_LONG_AGO = re.compile(r"(?i)\b(?:\w+ years? ago|last year|in (?:\w+ )?(?P<year>(?:19|20)\d\d))\b")
_QUOTATION_MARKS = re.compile(r"[“”\"]")
_OF_STATES = ("be ", "is ", "are ", "reach ", "run ", "runs ", "reopen", "begin", "start")
"""How a verb phrase begins that is said of what somebody else does something to."""
_FIXTURES = frozenset("play face meet host".split())
"""Verbs of fixtures, which a calendar sets and nobody undertakes."""
_ENDING = frozenset("cease close end halt shut stop suspend terminate".split())
"""Verbs of what somebody does to a thing that ends, which it does not by itself."""
_FULL_NAME = re.compile(r"(?:[A-Z][\w.-]* )+[A-Z][\w-]*$")


_WORD = re.compile(r"\s+([a-z]+)")
_BEFORE_DATE = re.compile(
    r"(?i)(?:\b(?:by|on|from|until|before|after|into|in|at|for|within|since|during|the|end|of|"
    r"as soon as|"
    r"no later than|starting|beginning|next|this)\s+)+$"
)


def undertakings_of(entry: Entry) -> tuple[Undertaking, ...]:
    """The undertakings of an article in the order of its text, each sentence's acts once."""
    article, findings = entry.article, entry.findings
    if findings is None:
        return ()
    reader = _Reader(ArticleRef.of(article), article.text, findings)
    made: list[Undertaking] = []
    read = (*reader.of_deadlines(), *reader.of_quotes(), *reader.of_sentences())
    for each in filter(None, read):
        if binds(each) and not any(_is_one(each, other) for other in made):
            made.append(each)
    return tuple(sorted(made, key=lambda each: each.span))


def _is_one(one: Undertaking, other: Undertaking) -> bool:
    """Whether two readings of one sentence are of one act."""
    if one.span != other.span:
        return False
    mine, theirs = one.does, other.does
    return bool(mine.kind.verbs & theirs.kind.verbs) or bool(
        mine.done_to and mine.done_to in (theirs.done_to, *theirs.beside)
    )


class _Saying(Struct, frozen=True):
    """Who must act, who said so to whom, as the statement around an act has it."""

    kind: UndertakingKind
    owed_by: str | None
    said_by: str | None
    said_to: str | None
    role: str | None = None


class _Reader:
    """Reads one article's findings."""

    def __init__(self, ref: ArticleRef, text: str, findings: Findings) -> None:
        self._ref = ref
        self._text = text
        self._quotes = findings.quotes
        self._deadlines = findings.deadlines
        self._ahead = TimesAhead(text, findings.dates, ref.day)
        self._dates = [timex.span for timex in findings.dates if says_when(timex, text)]
        self._sentences = tuple(sentence_spans(text))

    def of_deadlines(self) -> Iterator[Undertaking | None]:
        """Those that a deadline tells of."""
        for due in self._deadlines:
            sentence = self._sentence(due.span)
            if _is_off(due) or self._is_denied(due.span):
                continue
            quote = self._quote_over(due.span)
            phrase, subject = phrase_of(due)
            who = None if subject and due.who == subject else due.who
            if subject and who is None and not phrase.startswith(_OF_STATES) and is_agent(subject):
                who, subject = subject, ""
            told = due.what.casefold().startswith(f"{due.who or ''} to ".casefold())
            does = act_of_phrase(phrase, subject, of_any_verb=told) if phrase else None
            if does is None or does.negated or (who and not is_whole(phrase)):
                continue
            saying = self._saying(who, quote, sentence)
            fixture = (
                due.kind == "event" and quote is None and not _FIXTURES.isdisjoint(does.kind.verbs)
            )
            if saying is None or (fixture and phrase.split()[0] in _FIXTURES):
                continue
            if self._is_of_today(due, phrase) or phrase.startswith("try "):
                continue
            act = f"{subject}: {phrase}" if subject else phrase
            shown = _shown(due, subject, phrase) or act
            finding = DeadlineMention(self._ref, due)
            yield self._made(saying, sentence, shown, does, (due.when, due.end), finding)

    def _saying(self, who: str | None, quote: Quote | None, sentence: Span) -> _Saying | None:
        """Who must do what is due, and who says so."""
        words = sentence.of(self._text)
        ultimatum = bool(_ULTIMATUM.search(words))
        if quote is None:
            giver, given = (ultimatum and giver_of(words)) or (None, None)
            if given and (who is None or (who.islower() and who in given)):
                who = given  # "the developer Corvin"
            who = who or promiser_of(words)
            if who is None:
                return None
            asked: UndertakingKind = "demand" if _TOLD_TO.search(words) else "undertaking"
            return _Saying("ultimatum" if ultimatum else asked, who, giver, None)
        by, to = quote.speaker, quote.addressee
        if asks(quote, who):
            kind: UndertakingKind = "ultimatum" if ultimatum else "demand"
            return _Saying(kind, who, by, to or who, quote.role)
        if ultimatum and who and not may_be_one(by, who):
            return _Saying("ultimatum", who, by, to)
        if who is None and by is None:
            return None
        if _DUTY.search(words) and who and not may_be_one(by, who):
            return _Saying("demand", who, by, to)
        return _Saying(
            "undertaking", who or (by if is_promise(quote) else None), by, to, quote.role
        )

    def of_quotes(self) -> Iterator[Undertaking | None]:
        """Those that a statement tells of."""
        for index, quote in enumerate(self._quotes):
            for sentence, said in self._acts_of(quote):
                due = self._ahead.days_in(sentence)
                does = _act_said(said)
                if does is not None and not does.negated:
                    saying = _Saying(
                        "demand" if said.asked else "undertaking",
                        said.owed_by,
                        quote.speaker,
                        quote.addressee,
                        quote.role,
                    )
                    act = tidy(f"{said.subject} to {said.phrase}" if said.subject else said.phrase)
                    finding = Statement(self._ref, index, quote)
                    yield self._made(saying, sentence, act, does, due, finding)

    def _acts_of(self, quote: Quote) -> Iterator[tuple[Span, SaidAct]]:
        """What somebody is to do by a statement, with the sentence of it that says so."""
        first = quote.spans[0]
        for sentence in self._sentences:
            if quote.speaker is None or not sentence.overlaps(first) or self._is_old(sentence):
                continue
            start, end = max(first.start, sentence.start), min(first.end, sentence.end)
            content = self._without_dates(Span(start, end))
            for said in acts_said(quote, content, has_day=self._ahead.is_in(sentence)):
                yield sentence, said

    def of_sentences(self) -> Iterator[Undertaking | None]:
        """Those of sentences in which no statement was found that has one."""
        off = [due.span for due in self._deadlines if _is_off(due)]
        for sentence in self._sentences:
            if not self._is_old(sentence) and not any(map(sentence.overlaps, off)):
                for lead, match in forms_in(sentence.of(self._text)):
                    yield self._of_form(match, sentence.start + lead, sentence)

    def _of_form(self, match: re.Match[str], begin: int, sentence: Span) -> Undertaking | None:
        phrase = self._without_dates(Span(begin + match.start("act"), begin + match.end("act")))
        does = act_of_form(match, phrase)
        if does is None or does.negated:
            return None
        has_day = len(phrase) < match.end("act") - match.start("act")
        if match.re is MUST and not has_day and _IS_RULE.search(match[0]):
            return None
        if match.re is UNTIL and not self._ahead.is_in(sentence):
            return None
        if match.re is PLANS and EXPECTS_ONLY.search(match[0]):
            return None
        if match.re in (PRESENT, WILL) and (
            self._ahead.days_in(sentence) is None or not _FIXTURES.isdisjoint(does.kind.verbs)
        ):
            return None
        what = match.groupdict().get("what") or ""
        given = match.groupdict()
        who = without_dateline(given["who"]) if given.get("who") else None
        if match.re is WANTED:
            saying = _Saying("demand", None, without_dateline(match["by"]), None)
        elif match.re in (DEMANDED, GIVEN, MUST, UNTIL, SET_FOR):
            asked: UndertakingKind = "ultimatum" if match.re in (GIVEN, UNTIL) else "demand"
            saying = _Saying(asked, who, given.get("by") or given.get("giver"), None)
        else:
            saying = _Saying("undertaking", None if what else who, who if what else None, None)
        act = tidy(f"{what} to {phrase}" if what else phrase)
        return self._made(saying, sentence, act, does, self._ahead.days_in(sentence))

    def _is_of_today(self, due: Deadline, phrase: str) -> bool:
        """Whether a present tells of the very day, as under a picture: "Moen speaks in Vik"."""
        day = self._ref.day
        is_present = any(f.form == "third" for f in forms_of(phrase.split()[0].casefold()))
        return is_present and day is not None and due.end <= day

    def _is_denied(self, span: Span) -> bool:
        """Whether the words up to the end of a span, from the last comma before it on, deny: "nor
        will it sit at the table on 12 January"."""
        first = self._sentence(span).start
        start = max(first, self._text.rfind(", ", first, span.start) + 1)
        return negations(words(self._text[start : span.end])) > 0

    def _is_old(self, sentence: Span) -> bool:
        """Whether a sentence tells of what was undertaken in years before."""
        day = self._ref.day
        return any(
            not match["year"] or (day is not None and int(match["year"]) < day.year)
            for match in _LONG_AGO.finditer(sentence.of(self._text))
        )

    def _made(
        self,
        saying: _Saying,
        sentence: Span,
        act: str,
        does: Act,
        due: Days | None,
        finding: Statement | DeadlineMention | None = None,
    ) -> Undertaking | None:
        asked = saying.kind != "undertaking"
        owed_by = self._full_name(owner_of(saying.owed_by))
        if saying.owed_by and owed_by is None:
            return None
        owed_by = self._with_name(owed_by, sentence)
        said_by = saying.said_by
        if finding is None and said_by is not None and owner_of(said_by) is None:
            said_by = None  # half a clause
        names = (owed_by, None if asked else said_by)
        acting = [Actor.of(name) for name in names if name]
        if not asked and (ministry := Actor.of_ministry(saying.role)) is not None:
            acting.append(ministry)
        owner_speaks = owed_by is None or may_be_one(owed_by, saying.said_by)
        role = saying.role if owner_speaks and not asked else None
        if (office := Actor.of_office(role)) is not None:
            acting.append(office)
        acting += Actor.of_descriptions(saying.owed_by, role)
        acting += Actor.of_wholes(owed_by or "")
        return Undertaking(
            saying.kind,
            self._ref,
            sentence,
            shortened(act),
            does,
            owed_by,
            due[1] if due else None,
            said_by,
            saying.said_to,
            tuple(dict.fromkeys(acting)),
            self._asking(said_by, saying.role) if asked and said_by else (),
            finding,
            due[0] if due else None,
            (Actor.of(said_by),) if said_by and not asked else (),
        )

    def _asking(self, said_by: str, role: str | None) -> tuple[Actor, ...]:
        """By which names an answer may call who asked: "Ida Moen", "the minister"."""
        return (Actor.of(said_by), *Actor.of_descriptions(said_by, role))

    def _with_name(self, owner: str | None, sentence: Span) -> str | None:
        """A body with the name that follows its noun in a sentence: "the water company Aldera"."""
        if owner is None or not owner.split()[-1].islower():
            return owner
        named = re.search(
            rf"{re.escape(owner)} ((?:[A-Z][\w&-]*(?: |\b))+)", sentence.of(self._text)
        )
        return f"{owner} {named[1].strip()}" if named else owner

    def _full_name(self, name: str | None) -> str | None:
        """The name of the one speaker of the article whose surname it is, or else as it is."""
        if name is None or " " in name or not name[:1].isupper():
            return name
        names = {quote.speaker for quote in self._quotes if quote.speaker}
        full = {each for each in names if _FULL_NAME.match(each) and each.endswith(f" {name}")}
        return full.pop() if len(full) == 1 else name

    def _sentence(self, span: Span) -> Span:
        """The sentence that a span begins in."""
        return next((s for s in self._sentences if s.start <= span.start < s.end), span)

    def _quote_over(self, span: Span) -> Quote | None:
        """The statement that a span stands in, or whose cue stands in the same sentence."""
        for quote in self._quotes:
            if any(each.overlaps(span) for each in quote.spans):
                return quote
        sentence = self._sentence(span)
        return next((q for q in self._quotes if q.cue_span and sentence.contains(q.cue_span)), None)

    def _ends_phrase(self, when: Span) -> bool:
        """Whether no noun follows that a time says more of: "the summer recess"."""
        if self._text.startswith(("-", "'s", "’s"), when.end):  # "a 2-year-old", "Friday's vote"
            return False
        following = _WORD.match(self._text, when.end)
        return following is None or following[1] in EMPTY or following[1] in BREAKS

    def _without_dates(self, span: Span) -> str:
        """The words of a span with time expressions left out."""
        pieces, at = [], span.start
        for when in sorted(self._dates):
            if span.contains(when) and when.start >= at and self._ends_phrase(when):
                pieces.append(_BEFORE_DATE.sub("", self._text[at : when.start]))
                at = when.end
        pieces.append(self._text[at : span.end])
        return _QUOTATION_MARKS.sub("", " ".join(pieces))


def _act_said(said: SaidAct) -> Act | None:
    if not said.is_deed:
        return act_of_phrase(said.phrase, said.subject, of_any_verb=True)
    does = act_of_deed(said.phrase)
    # "The resignation of the minister" is done by the minister, and to nobody.
    if does and said.owed_by and does.done_to in stems(said.owed_by):
        return replace(does, done_to="", beside=frozenset(), names=frozenset())
    # Nobody need be named who acts, but then what it is done to.
    return replace(does, undergone=True) if does and does.done_to and not said.owed_by else does


def _is_off(due: Deadline) -> bool:
    """Whether a deadline binds nobody: called off, in doubt, or what ends by itself."""
    phrase = due.what.removeprefix(f"{due.who} to ") if due.who else due.what
    is_done = phrase != due.what and not _ENDING.isdisjoint(phrase.split()[:1])
    return due.cancelled or due.tentative or (due.kind == "expiry" and not is_done)


def _shown(due: Deadline, subject: str, phrase: str) -> str:
    return due.what if subject or due.who is None else phrase
