"""What an article, and those whom it quotes, say is so: sentence by sentence. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from briefing.article_refs import ArticleRef, Evidence
from briefing.contradictions.attributions import unattributed, without_parenthesis
from briefing.contradictions.clauses import Clause, clauses_of
from briefing.contradictions.exclusions import Exclusion, exclusions_in, without_exclusions
from briefing.contradictions.referring import Assertion, denied_by_reference
from briefing.contradictions.terms import term_of
from briefing.contradictions.tokens import tokens_of
from briefing.contradictions.turns import Turn, turn_in
from briefing.model import Findings, Quote, Span, Timex
from briefing.names.sentences import sentence_spans

# Reported as what is to be, or is held against somebody: "asked Lind to leave", "of taking bribes".
_DEMANDING = re.compile(
    r"(?:accus|ask|urg|demand|order|request|warn|blam|suggest|propos|advis|beg|plead|fear|hop|"
    r"expect|want|recommend|advocat)"
)
_ACCUSING = re.compile(r"accus|alleg|blam")
_INFINITIVE = re.compile(
    r"(?:(?:[A-Z][\w'’.-]*|him|her|them|us|people) ){0,4}"
    r"(?:to (?!the |a |an |his |her |its |their |now)[a-z]+|of (?:not )?[a-z]+ing)\b"
)
_DENYING = re.compile(r"den(?:y|ie)|reject|dismiss|refut")
_DENIABLE = re.compile(r"(?:that|having|it|he|she|they|any|\w+ing)\b")
_CREDITS = re.compile(
    r"\W*(?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting) by [A-Z]|"
    r"\((?:Adds|Corrects|Correction|Refiles|Recasts|Removes|Updates)\b"
)
"""How the line begins that says who wrote an article, and where, or what has been changed in it."""
_HOLDS = re.compile(
    r"(?P<who>(?:(?:The )?(?:[A-Z][\w-]+ ){0,2}[a-z]+ )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3})"
    r"(?P<beside>, [^,]{2,60},)? (?:(?:now|still|also|has|have|had|no longer) ){0,2}"
    r"(?:(?:back|demand|favou?r|oppose|reject|support|want|welcome|refuse|intend|vow)(?:s|e?d)?|"
    r"plans|planned|(?:abandon|drop|end|lift|withdraw|withdrew)\w* (?:his|her|its|their)|"
    r"(?:put|threw) (?:his|her|its) (?:name|weight)|rule[sd]? out|object(?:s|ed)|"
    r"(?:signed|vetoed|lifted|abandoned|scrapped|dropped)|will|would not|won['’]t|"
    r"is (?:keeping|abandoning|forming|dropping|scrapping|withdrawing|lifting|firmly|against))\b"
)
"""How a sentence begins in which an outlet tells in its own words for or against what somebody is.

"Ida Moen backs the pier", "Moen, who had opposed the levy, supports it now".
"""
_THEMSELVES = re.compile(
    r"(?:that )?the (?:agency|airline|association|bank|brewer|carmaker|chain|charity|club|college|"
    r"company|council|federation|firm|foundation|group|league|maker|museum|operator|party|retailer|"
    r"school|team|union|university|utility)\b"
)
"""How a body speaks of itself in reported speech: "the company had no knowledge of it"."""
_OF_THEIRS = re.compile(
    r"(?:his|her|its|their) (?:office|spokes\w+|press \w+|campaign|team|ministry|administration)$"
)
"""Who speaks for somebody."""
_TOPIC = re.compile(r"\s+(of (?!\d)[^,;.“”\"]+)")
"""What somebody is said to speak of: ""It stays," she said of the levy"."""
_ONCE = re.compile(r"\bonce (?:said|told|wrote|joked|remarked|quipped)\b")
"""That somebody said so at some time in the past."""
_OLDER = re.compile(r"(?i)\b(?:earlier|initially|previously|at first)\b")
_SHORT = 60  # characters of a quotation that may leave to its topic what it is about
_SPEAKING = frozenset("he she i we it they".split())
_REFERRING = frozenset("he she they".split())
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"(?<![\d,.$€£])(?:19|20)\d\d(?!,?\d| people)")
# Of the characters of a sentence: where a quotation leaves as much, the rest claims something too.
_REST = 0.3
_OPENING = 4  # words of a sentence among which its subject's name stands
_MAIN = 3  # terms that make a clause one that tells something by itself


class Claim(Struct, frozen=True):
    """One sentence as far as its article, or the ``speaker`` whom it quotes, says it is so.

    ``dates`` are its time expressions with their days in ISO notation, ``years`` those that it
    gives in figures. ``denies`` is a sentence before it that it denies by no more than referring to
    it: "he denied that claim". ``is_older`` says that it was said earlier than what is beside it.
    ``context`` are the terms of the names of its sentence and of those beside it, ``antecedent``
    those of the name with which the latest sentence began that began with one; ``excluded`` is what
    was not there or then, ``turn`` the position that it tells somebody has left.
    """

    article: ArticleRef
    span: Span
    speaker: str | None
    clauses: tuple[Clause, ...]
    dates: tuple[tuple[str, str], ...]
    years: frozenset[str]
    denies: Span | None = None
    is_older: bool = False
    context: frozenset[str] = frozenset()
    antecedent: frozenset[str] = frozenset()
    excluded: tuple[Exclusion, ...] = ()
    turn: Turn | None = None

    @property
    def evidence(self) -> Evidence:
        """The sentence."""
        return Evidence(self.article, (self.span,))

    @property
    def voice(self) -> str | None:
        """The term by which who speaks is named; None for nobody, or nobody named."""
        if self.speaker and _OF_THEIRS.match(self.speaker):  # "her spokesman" of whom it is told
            return next((t for chain in self._chains if (t := chain[-1]) in self.antecedent), None)
        last = self.speaker.split()[-1] if self.speaker else ""
        is_name = last[:1].isupper() and last.casefold() not in _SPEAKING
        return term_of(last.casefold()) if is_name else None

    @property
    def _chains(self) -> Iterator[tuple[str, ...]]:
        return (chain for clause in self.clauses for chain in clause.chains)

    def subject(self, clause: Clause) -> frozenset[str]:
        """Whom "he" or "our" of a clause means, if that is who speaks; else nobody."""
        if self.refers_back(clause):
            return self._named_before(clause)
        is_own = clause.pronoun in _SPEAKING or clause.owned or self.names_itself(clause)
        if not self.speaker or not is_own:
            return frozenset()
        return frozenset((term_of(self.speaker.split()[-1].casefold()),))

    def names_itself(self, clause: Clause) -> bool:
        """Whether a clause begins with what a body that speaks calls itself."""
        return self.speaker is not None and _THEMSELVES.match(clause.text) is not None

    def refers_back(self, clause: Clause) -> bool:
        """Whether a clause begins with a pronoun that is not who speaks."""
        is_other = not self.speaker or _is_body(self.speaker, clause)
        return clause.pronoun in _REFERRING and is_other

    def own_days_of(self, clause: Clause) -> frozenset[str]:
        """The days that stand in a clause."""
        return frozenset(day for text, day in self.dates if text in clause.text)

    def _named_before(self, clause: Clause) -> frozenset[str]:
        """The name with which a clause before it in its sentence begins, or the sentence did."""
        at = next((n for n, each in enumerate(self.clauses) if each.text == clause.text), 0)
        for each in reversed(self.clauses[:at]):
            chain = next((chain for chain in each.chains if each.terms[0] in chain), None)
            if chain:
                return frozenset(chain)
        return self.antecedent

    def days_of(self, clause: Clause) -> frozenset[str]:
        """The days of a clause; those of its sentence where it is the only one to tell anything."""
        own = frozenset(day for text, day in self.dates if text in clause.text)
        if own or sum(len(each.held) >= _MAIN for each in self.clauses) > 1:
            return own
        return frozenset(day for _, day in self.dates)

    def is_by_whom(self, other: Claim) -> bool:
        """Whether one named speaker says both."""
        return self.voice is not None and self.voice == other.voice

    def days_before(self, other: Claim) -> int:
        """How many days later the other was published; 0 where a day is unknown."""
        mine, theirs = self.article.day, other.article.day
        return (theirs - mine).days if mine and theirs else 0


def _is_body(speaker: str, clause: Clause) -> bool:
    """Whether who speaks is none whom "he" or "she" can mean: "the Hill Brigades"."""
    is_named_body = speaker[:4].casefold() == "the " and speaker.split()[-1][:1].isupper()
    return clause.pronoun in {"he", "she"} and is_named_body


def claims_of(article: ArticleRef, text: str, findings: Findings | None) -> Iterator[Claim]:
    """The claims of an article in the order of its text."""
    quotes, dates = (findings.quotes, findings.dates) if findings else ((), ())
    before: list[Assertion] = []
    spans = list(sentence_spans(text))
    surroundings = _surroundings([span.of(text) for span in spans])
    for span, named in zip(spans, surroundings, strict=True):
        if _CREDITS.match(span.of(text)):
            continue
        inside = tuple(d for d in dates if span.start <= d.span.start and d.span.end <= span.end)
        said = [q for q in quotes if any(span.overlaps(own) for own in q.spans)]
        if said and _ONCE.search(text, span.start, span.end) is not None:
            continue
        asserted = _asserted(span, text, said)
        denies = denied_by_reference(asserted, before)
        is_older = _OLDER.search(asserted.words) is not None
        before.append(asserted)
        covered = 0
        for quote in said:
            words = _words_of(quote, span, text)
            covered += len(words)
            yield _claim(article, span, quote.speaker, words, inside, denies, is_older, named)
        if not said or (len(said) == 1 and covered < (1 - _REST) * (span.end - span.start)):
            words = unattributed(span.of(text))
            holds = None if said else _HOLDS.match(words)
            holder = holds["who"] if holds else None
            if holds and holds["beside"]:
                words = f"{holder}{words[holds.end('beside') :]}"
            yield _claim(article, span, holder, words, inside, denies, is_older, named)


class _Names(Struct, frozen=True):
    """The terms of the ``names`` of a sentence; ``first`` are those of one that it begins with.

    ``turn`` is the position that it tells somebody has left.
    """

    names: frozenset[str]
    first: frozenset[str]
    turn: Turn | None

    @classmethod
    def of(cls, sentence: str) -> _Names:
        tokens = tokens_of(sentence)
        names = frozenset(token.term for token in tokens if token.is_name)
        opening = [t for t in tokens[:_OPENING] if sentence[t.at : t.at + 1].isupper() and t.counts]
        first = frozenset(t.term for t in opening if t.term in names or t.at == 0)
        return cls(names, first, turn_in(sentence))


def _surroundings(sentences: Sequence[str]) -> Iterator[_Names]:
    """For each sentence the names in it and in those beside it, and that with which it begins.

    Where it begins with none it is the latest one before it that does.
    """
    each = [_Names.of(sentence) for sentence in sentences]
    first = frozenset[str]()
    for place, own in enumerate(each):
        first = own.first or first
        beside = each[max(0, place - 1) : place + 2]
        yield _Names(own.names.union(*(other.names for other in beside)), first, own.turn)


def _asserted(span: Span, text: str, said: Sequence[Quote]) -> Assertion:
    """A sentence with who asserts something in it, or accuses somebody; who demands does not."""
    speakers = (
        quote.speaker
        for quote in said
        if quote.speaker and (_ACCUSING.match(quote.cue or "") or not _is_demanded(quote))
    )
    return Assertion(span, span.of(text), next(speakers, None))


def _is_demanded(quote: Quote) -> bool:
    return _DEMANDING.match(quote.cue or "") is not None


def _words_of(quote: Quote, span: Span, text: str) -> str:
    """What of a quote stands in a sentence, with how its cue makes it be taken."""
    pieces = [
        text[max(own.start, span.start) : min(own.end, span.end)]
        for own in quote.spans
        if own.overlaps(span)
    ]
    # "The company, she said, had no knowledge of it".
    is_cut = len(pieces) > 1 and pieces[1][:1].islower() and pieces[0][-1:].isalpha()
    words, cue = (" " if is_cut else "; ").join(pieces), quote.cue or ""
    if quote.cue_span is not None and quote.cue_span.end <= span.end:
        topic = _TOPIC.match(text, quote.cue_span.end, span.end)
        if topic is not None and len(words) <= _SHORT:
            words = f"{words.rstrip(' ,.')} {topic[1]}"
    if _DENYING.match(cue) and _DENIABLE.match(words):
        words = f"denied {words}"
    if _is_demanded(quote) or _INFINITIVE.match(words):
        words = f"perhaps {words}"
    return words


def _claim(
    article: ArticleRef,
    span: Span,
    speaker: str | None,
    words: str,
    dates: Sequence[Timex],
    denies: Span | None,
    is_older: bool,
    named: _Names,
) -> Claim:
    days = tuple(
        (each.text, day[0])
        for each in dates
        if each.text in words and (day := _DAY.match(each.value or ""))
    )
    clauses = clauses_of(without_parenthesis(without_exclusions(words)))
    years = frozenset(_YEAR.findall(words))
    return Claim(
        article,
        span,
        speaker,
        clauses,
        days,
        years,
        denies,
        is_older,
        named.names,
        named.first,
        exclusions_in(words, [each for each in dates if each.text in words]),
        named.turn,
    )
