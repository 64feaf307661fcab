"""The phrases of labels: subjects, verbs with what belongs to them, names, pronouns resolved."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from spacy.tokens import Doc, Token

from briefing.extract.deadlines.attachment import UNTIL, Attachment
from briefing.extract.deadlines.clauses import (
    BACK,
    NEAR,
    antecedent_verb,
    can_be_it,
    is_pro_form,
    ordered_to,
    sentence_start,
    tells_of_end,
)
from briefing.extract.deadlines.gaps import charged_with, left_out_object
from briefing.extract.deadlines.occasions import is_event
from briefing.extract.deadlines.participants import (
    actors_of,
    can_act,
    full_phrase,
    meant_by,
    named_subjects,
    names_of,
    resolve,
)
from briefing.extract.deadlines.vocabulary import words
from briefing.extract.events.labels import noun_phrase, third_person, verb_phrase
from briefing.extract.events.modality import governor_name
from briefing.extract.grammar.syntax import VERBAL, children, subjects

_EXPECTING = frozenset("aim expect hope hop intend plan prepare seek want".split())
_LONGEST_SUBJECT = 8  # words: half of what a label has at most


class Phrases:
    """The phrases around one day of an article, which leave out the tokens of its days."""

    def __init__(self, doc: Doc, attachment: Attachment, date_tokens: Collection[int]) -> None:
        self.doc, self.at, self.date_tokens = doc, attachment, date_tokens

    def place_behind(self, noun: Token) -> str:
        """ "the first contests on Feb. 1 in Iowa": the place that follows the day of an event."""
        stop = self.at.root.i
        while stop < len(self.doc) and stop in self.date_tokens:
            stop += 1
        if stop < noun.i or stop + 1 >= len(self.doc):
            return ""
        if self.doc[stop].lower_ == "of" and self.at.root.i - noun.i <= NEAR:
            topic = next((c for c in children(self.doc[stop], "pobj")), None)
            named = full_phrase(self.doc, topic, self.date_tokens) if topic is not None else ""
            return f"of {named}" if named else ""
        if self.doc[stop].lower_ not in {"in", "at"}:
            return ""
        end = stop + 1
        while end < len(self.doc) and self.doc[end].ent_type_ in {"GPE", "LOC", "FAC"}:
            end += 1
        return self.doc[stop:end].text if end > stop + 1 else ""

    def doers(self, verb: Token) -> list[Token]:
        charged = charged_with(verb)
        ordered = [charged] if charged is not None else ordered_to(verb)
        if ordered:
            return [r for o in ordered if (r := resolve(self.doc, o)) is not None]
        handed = _handed_on(verb)
        if handed:
            return [r for o in handed if (r := resolve(self.doc, o)) is not None]
        if itself := self.who_expects(verb):
            return itself
        subject = subjects(verb)
        upper = verb.head
        open_ = bool(subject) and all(t.tag_ == "PRP" for t in subject) and verb.dep_ == "ccomp"
        if open_ and upper.i < verb.i and upper.lemma_ in words().said | {"promise", "pledge"}:
            same = [meant_by(t, subject) for t in named_subjects(self.doc, upper)]
            if same:
                return [t for t in same if t is not None]
        named = named_subjects(self.doc, verb)
        if named and all(t.i in self.date_tokens for t in named):  # "Today ... sanctions will end"
            before = self.doc[max(0, verb.i - NEAR) : verb.i]
            named = [t for t in before if t.pos_ in {"NOUN", "PROPN"}][-1:]
        return named

    def who_expects(self, verb: Token) -> list[Token]:
        """Of "The mill said it hopes to be open in May" the mill: "it" is who hopes and says so."""
        over = verb.head
        expected = verb.dep_ == "xcomp" and over.lemma_ in _EXPECTING and over.dep_ == "ccomp"
        if not expected or over.head.lemma_ not in words().said or children(over, "auxpass"):
            return []
        own = children(over, "nsubj")
        itself = bool(own) and all(t.lower_ in {"it", "they"} for t in own)
        return named_subjects(self.doc, over.head) if itself else []

    def subject(self, who: Sequence[Token]) -> str:
        named = names_of(self.doc, who, self.date_tokens) or ""
        return " ".join(named.split()[:_LONGEST_SUBJECT])

    def verb_phrase(self, verb: Token) -> str:
        if verb.lemma_ == "do" and is_pro_form(verb):
            verb = antecedent_verb(verb) or verb
        return self.with_object(verb, verb_phrase(self.doc, verb, self.date_tokens))

    def with_object(self, verb: Token, phrase: str) -> str:
        """The phrase of a verb with the object that its relative clause has left out."""
        gap = left_out_object(verb)
        if gap is None or any(t.i == gap.i for t in named_subjects(self.doc, verb)):
            return phrase
        first, _, rest = phrase.partition(" ")
        return f"{first} {full_phrase(self.doc, gap, self.date_tokens)} {rest}".strip()

    def names(self, tokens: Sequence[Token]) -> str | None:
        return actors_of(self.doc, tokens, self.date_tokens)

    def with_first_noun(self, word: Token, phrase: str) -> str:
        """ "A waiver, agreed at the time to keep sugar moving, lapses": lost by the parser.

        The first noun of the sentence (or else the word before) is put in front of the phrase.
        """
        doc, start = self.doc, sentence_start(word)
        for index in range(start, word.i):
            more = index + 1 < word.i and doc[index + 1].pos_ in {"NOUN", "PROPN"}
            if doc[index].pos_ == "NOUN" and not more and index not in self.date_tokens:
                return self.joined(doc[index], word, phrase)
        before = doc[word.i - 1] if word.i > start else None
        if before is not None and before.is_alpha and before.tag_ in {"VBG", "NNP", "NNPS"}:
            return f"{before.text} {phrase}"
        return phrase

    def joined(self, noun: Token, word: Token, phrase: str) -> str:
        """A noun with the phrase of its verb, which agrees with it ("strike begins")."""
        first, _, rest = phrase.partition(" ")
        if first == word.text and word.tag_ == "VB" and noun.tag_ in {"NN", "NNP"}:
            first = third_person(first)
        return f"{full_phrase(self.doc, noun, self.date_tokens)} {first} {rest}".strip()

    def taken_up(self, verb: Token) -> str:
        """What a pronoun means: the last event noun before, or the last object."""
        doc = self.doc
        phrase = verb_phrase(doc, verb, self.date_tokens, subjects(verb))
        for clause in children(verb, "advcl"):
            for subject in subjects(clause):
                if clause.i < verb.i and subject.pos_ == "NOUN" and is_event(subject):
                    return self.joined(subject, verb, phrase)
        relative = any(
            t.tag_ == "WDT" for t in subjects(verb)
        )  # "rally -- a big one -- that starts"
        start = verb.i if relative else sentence_start(verb)
        several = any(t.lower_ == "they" for t in subjects(verb))
        single = any(t.lower_ == "it" for t in subjects(verb))
        meant = named_subjects(doc, verb) if single else []
        clear = len(meant) == 1 and meant[0].pos_ == "NOUN" and not can_act(meant[0])
        fallback = meant[0] if clear else None  # the subject before rather than the last noun
        for index in range(start - 1, max(-1, start - BACK), -1):
            token = doc[index]
            if token.pos_ == "NOUN" and is_event(token):
                return noun_phrase(doc, token, self.date_tokens)
            fits = can_be_it(token) and not (single if token.tag_ == "NNS" else several)
            if fallback is None and fits and index not in self.date_tokens:
                fallback = token
            if token.is_sent_start:
                break
        if fallback is None and len(meant) == 1 and self.at.word in UNTIL:
            fallback = meant[0]  # "it has until Friday to begin"
        if fallback is None:
            done_to = bool(children(verb, "auxpass"))  # "That will be followed by it": what?
            return "" if several or done_to or tells_of_end(verb) else phrase
        return self.joined(fallback, verb, phrase)


def _handed_on(verb: Token) -> list[Token]:
    """ "sent the bill to the house to be debated on Friday": the bill is, not who sent it."""
    over = verb.head
    if governor_name(verb) & {"moved", "postponed", "cancelled"}:
        return []
    bare = verb.tag_ == "VBN" and verb.dep_ in {"advcl", "xcomp"} and over.pos_ in VERBAL
    helpers = {c.lower_ for c in children(verb, "aux", "auxpass")}
    own = children(verb, "nsubj", "nsubjpass")
    if not bare or own or not {"to", "be"} <= helpers or children(over, "auxpass"):
        return []
    return [o for o in children(over, "dobj") if o.i < verb.i and o.pos_ != "PRON"]
