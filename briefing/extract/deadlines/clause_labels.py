"""What is to happen, written as a clause of subject, verb and object, and who sees to it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct
from spacy.tokens import Doc, Token

from briefing.extract.deadlines.attachment import BY, UNTIL, Attachment
from briefing.extract.deadlines.clauses import (
    antecedent_verb,
    are_impersonal,
    goes_without_saying,
    infinitive_mark,
    is_no_longer,
    is_pro_form,
    tells_of_end,
)
from briefing.extract.deadlines.participants import can_act, full_phrase, owners_of
from briefing.extract.deadlines.phrases import Phrases
from briefing.extract.deadlines.vocabulary import words
from briefing.extract.events.labels import noun_phrase, verb_phrase
from briefing.extract.grammar.syntax import children, objects, subjects

FIGURES = frozenset({"DATE", "TIME", "ORDINAL", "CARDINAL", "PERCENT", "MONEY"})
"""Labels of entities that nobody is called by."""
_SPEAKERS = frozenset({"i", "we", "you"})
_INDEFINITE = frozenset({"something", "anything", "nothing", "everything"})
_AMOUNTS = frozenset("half most many some all several few more others dozens hundreds".split())
_STRIKES = frozenset({"strike", "walkout", "stoppage", "action"})
_UNIONS = frozenset("union guild federation worker pilot driver teacher nurse doctor crew".split())
_EMPTY = frozenset({"do", "have", "make", "get", "hope"})
_FEW = 3  # words of what somebody says to do, with which nobody could do anything


class Label(Struct, frozen=True):
    """``what`` is a clause of at most sixteen words, ``who`` must act or takes part, if named."""

    what: str
    who: str | None = None


_NOTHING = Label("")


class ClauseLabels:
    """Writes clauses in which the days at ``date_tokens`` are left out."""

    def __init__(
        self, doc: Doc, attachment: Attachment, date_tokens: Collection[int], phrases: Phrases
    ) -> None:
        self._doc, self._at, self._date_tokens = doc, attachment, date_tokens
        self._phrases = phrases

    def label(self, verb: Token, who: Sequence[Token]) -> Label:
        """ "60 US diplomats to leave Russia": the verb with those who do it; empty where nobody
        could tell what is meant.
        """
        if any(t.lower_ in _INDEFINITE for t in subjects(verb)):
            return _NOTHING
        passive = bool(children(verb, "nsubjpass", "auxpass")) or _is_joined_passive(verb)
        passive = passive or _is_set_behind(verb)
        made = [o for o in self._objects(verb) if o.pos_ == "NOUN"]
        if made and not passive and verb.tag_ in {"VBD", "VBN"}:
            what = noun_phrase(self._doc, made[0], self._date_tokens)
            return Label(what, self._phrases.names(who))
        if who and all(_names_nobody(t) for t in who):
            if passive or not made:
                return _NOTHING
            who = []  # "The two hope to strike a deal by May": the deal is to be struck
        verb = _verb_meant(verb, passive)
        if (
            not passive
            and verb.lemma_ in _EMPTY
            and self._phrases.verb_phrase(verb) in {verb.text, verb.lemma_}
        ):
            return _NOTHING  # "something that the council hopes to do by June"
        if passive:
            return self._passive(verb, who)
        if children(verb, "expl"):
            there = children(verb, "attr", "nsubj", "dobj")
            return Label(full_phrase(self._doc, there[0], self._date_tokens)) if there else _NOTHING
        return self._active(verb, who) if self._phrases.subject(who) else self._subjectless(verb)

    def _passive(self, verb: Token, who: Sequence[Token]) -> Label:
        """ "the vote to be held", "talks held" of what was arranged."""
        subject, names = self._phrases.subject(who), self._phrases.names(who)
        phrase = self._phrases.verb_phrase(verb)
        if verb.lemma_ in words().arranged and who:
            _, _, rest = phrase.partition(" ")
            called = self._undated(objects(verb, "for"))
            called = called or [t for c in children(verb, "advcl") for t in children(c, "nsubj")]
            owners = self._phrases.names(called) if are_impersonal(who) else names
            return Label(f"{subject} {rest}".strip(), owners)
        agents = [o for c in children(verb, "agent") for o in children(c, "pobj")]
        people = [a for a in agents if a.ent_type_ not in FIGURES]
        by = self._phrases.names(self._undated(people))
        if not subject and (by is None or verb.lemma_ in {"follow", "precede"}):
            return _NOTHING  # "released for consoles": what is, nobody could tell
        done_to = names if _are_bodies(who) or not are_impersonal(who) else None
        owner = by or done_to or self._possessor(subjects(verb))
        to_be = "no longer to be" if is_no_longer(verb) else "to be"
        return Label(f"{subject} {to_be} {phrase}" if subject else phrase, owner)

    def _subjectless(self, verb: Token) -> Label:
        """The verb with its objects, where that says enough."""
        phrase = self._phrases.verb_phrase(verb)
        spoken = any(t.lower_ in _SPEAKERS for t in subjects(verb)) and len(phrase.split()) < _FEW
        if verb.lemma_ == "be" or spoken:
            return _NOTHING  # "be there": nobody could read it alone
        noun = self._named_in(verb)
        if noun:
            return Label(f"{noun} {phrase}")
        # Who promises "to look it up by Friday" is known of a speech by its turn.
        named = self._at.word in BY | UNTIL or any(
            t.pos_ in {"NOUN", "PROPN"} and t.i not in self._date_tokens
            for t in self._doc[verb.i : verb.right_edge.i + 1]
        )
        bare = (" " not in phrase or not named) and verb.lemma_ not in words().nouns
        if bare or tells_of_end(verb):
            return _NOTHING  # "will stop by May": nobody could tell what
        return Label(_as_noun(verb, phrase))

    def _active(self, verb: Token, who: Sequence[Token]) -> Label:
        """ "the quotas expire", "60 diplomats to leave Russia"."""
        subject, names = self._phrases.subject(who), self._phrases.names(who)
        phrase = self._phrases.verb_phrase(verb)
        if names is not None and goes_without_saying(who, self._at, phrase):
            return Label(_as_noun(verb, phrase), names)
        if all(t.i > verb.i and t.head.i == verb.i for t in who) and verb.tag_ in {"VBZ", "VBP"}:
            return Label(f"{subject} {verb.text}", names)  # "In May comes the new ferry"
        if verb.tag_ == "VBG" and phrase.startswith(verb.text):
            phrase = verb.lemma_ + phrase[len(verb.text) :]
        if is_no_longer(verb):
            return Label(f"{subject} no longer to {phrase}", names)
        if not self._happens(verb, who):
            return Label(f"{subject} {infinitive_mark(verb, who)}{phrase}", names)
        shown = verb_phrase(self._doc, verb, self._date_tokens, who)
        what = f"{subject} {self._phrases.with_object(verb, shown)}"
        owner = names if _are_bodies(who) else self._possessor(subjects(verb))
        return Label(what, owner or self._strikers(verb, who))

    def _undated(self, tokens: Sequence[Token]) -> list[Token]:
        """Those that are not of the day itself."""
        return [t for t in tokens if t.i not in self._date_tokens]

    def _objects(self, verb: Token) -> list[Token]:
        return self._undated(children(verb, "dobj"))

    def _named_in(self, verb: Token) -> str:
        """The "Google Stadia" of "Google Stadia launches tomorrow", parsed as one noun."""
        parts = children(verb, "compound", "nmod")
        parsed_as_noun = verb.tag_ in {"VBZ", "VBP"} and verb.dep_ in {"nsubj", "nsubjpass", "dobj"}
        return self._doc[parts[0].left_edge.i : verb.i].text if parts and parsed_as_noun else ""

    def _possessor(self, who: Sequence[Token]) -> str | None:
        """ "their session starts", "Orkla's lamp will be released": whose it is."""
        if len(who) != 1:
            return None
        return self._phrases.names(owners_of(self._doc, who[0]))

    def _strikers(self, verb: Token, who: Sequence[Token]) -> str | None:
        """ "The union said a strike could happen in May": its own, of which it tells."""
        over = verb.head
        if verb.dep_ != "ccomp" or over.lemma_ not in words().said:
            return None
        own = all(t.lemma_.lower() in _STRIKES for t in who) and bool(who)
        speakers = [t for t in children(over, "nsubj") if t.lemma_.lower() in _UNIONS]
        return self._phrases.names(speakers) if own else None

    def _happens(self, verb: Token, who: Sequence[Token]) -> bool:
        """ "The quotas expire", "the tax takes effect": nobody is named who does it."""
        done = [o for o in self._objects(verb) if o.lower_ not in {"place", "effect"}]
        return verb.lemma_ not in words().acts and not done and are_impersonal(who)


def _is_joined_passive(verb: Token) -> bool:
    """ "will be presented on Monday and adopted in August": the second is one, too."""
    first = verb.head
    if verb.dep_ != "conj" or verb.tag_ != "VBN" or first.tag_ != "VBN":
        return False
    return bool(children(first, "auxpass")) and not children(verb, "aux", "nsubj", "dobj")


def _is_set_behind(verb: Token) -> bool:
    """ "the congress, set for early May": a participle behind a comma."""
    own = children(verb, "aux", "nsubj", "dobj", "xcomp")
    loose = verb.tag_ in {"VBN", "VBD"} and verb.dep_ in {"acl", "appos", "advcl", "conj"}
    behind = verb.i > 1 and verb.nbor(-1).text == ","
    bare = loose and behind and not own and bool(objects(verb, "for"))
    return bare and verb.lemma_ in words().arranged


def _names_nobody(token: Token) -> bool:
    """ "those", "the two", "things": what could be anything."""
    if token.lower_ == "those":
        return not children(token, "relcl", "acl", "prep")
    if token.lemma_.lower() == "thing":
        return not children(token, "amod", "compound", "relcl", "acl", "prep")
    amount = token.pos_ == "NUM" or token.lower_ in _AMOUNTS
    return amount and not children(token, "prep", "relcl", "compound", "nmod")


def _verb_meant(verb: Token, passive: bool) -> Token:
    """The verb that "do so" stands for, or that "is going to" is followed by."""
    if verb.lemma_ == "do" and is_pro_form(verb):
        verb = antecedent_verb(verb) or verb
    if (
        verb.lemma_ in {"go", "gon", "gonna", "gona"} and verb.tag_ == "VBG" and not passive
    ):  # "is going to be ..."
        verb = next((c for c in children(verb, "xcomp") if c.tag_ == "VB"), verb)
    return verb


def _are_bodies(who: Sequence[Token]) -> bool:
    return all(t.pos_ == "NOUN" and can_act(t) for t in who)


def _as_noun(verb: Token, phrase: str) -> str:
    """What a verb that stands alone is called: "launch" for "launches"."""
    return words().nouns.get(verb.lemma_, phrase) if " " not in phrase else phrase
