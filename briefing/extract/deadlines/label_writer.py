"""What is to happen on a day, written as a clause that can be read alone, and who sees to it."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Doc, Token

from briefing.extract.deadlines.ahead import infinitive
from briefing.extract.deadlines.attachment import BY, EFFECTIVE, UNTIL, Attachment
from briefing.extract.deadlines.clause_labels import FIGURES, ClauseLabels, Label
from briefing.extract.deadlines.clauses import (
    begun_by,
    event_before,
    is_done_at,
    is_held,
    is_occasion,
    is_pronominal,
    noun_over,
    only_starts,
    task_behind,
    tells_of_end,
)
from briefing.extract.deadlines.in_force import measure_in_force
from briefing.extract.deadlines.kinds import is_extended
from briefing.extract.deadlines.occasions import is_event, is_poll
from briefing.extract.deadlines.participants import (
    can_act,
    full_phrase,
    named_subjects,
    owners_of,
    resolve,
)
from briefing.extract.deadlines.phrases import Phrases
from briefing.extract.deadlines.vocabulary import words
from briefing.extract.events.labels import noun_phrase, third_person
from briefing.extract.events.modality import governor_name, modality_of
from briefing.extract.grammar.syntax import children, clause_head, coordinated, objects, subjects

_OWN = frozenset({"have", "face", "get", "receive"})
_ASKING = frozenset("ask call demand request seek urge press appeal".split())
_INTENDING = frozenset("intend agree promise vow pledge hope hop".split())  # "hoping"
_LOOMING = frozenset("come loom approach near fall arrive".split())
_OF_THE_DEAD = frozenset({"funeral", "burial", "memorial", "vigil", "wake", "execution"})
_HELD = frozenset("hold stage conduct convene host schedule plan set start begin".split())
_PERIODS = frozenset({"year", "quarter", "season", "month", "week", "period", "term"})
# "With the opening months away, leaders are at odds": it is not theirs.
_BESIDE = frozenset({"with", "amid", "despite", "after", "of", "since"})


def _is_meant(verb: Token | None) -> bool:
    """Whether a clause is said to come true: not "is unlikely to agree to a cut at a meeting"."""
    return verb is not None and not modality_of(verb).negated


def _done_to(noun: Token, verb: Token | None) -> str:
    """The "to be published" of "proposals for a reform to be published in May"; of a vote "to be
    held" it goes without saying."""
    passive = verb is not None and verb.tag_ == "VBN" and verb.dep_ == "acl" and verb.head == noun
    if verb is None or not passive:
        return ""
    helpers = [c.lower_ for c in children(verb, "aux", "auxpass")]
    return f"to be {verb.text}" if helpers == ["to", "be"] and verb.lemma_ not in _HELD else ""


def _opening_of_title(noun: Token) -> str:
    """The "State of the " of "her State of the Union address", parsed as one of the Union."""
    over = noun.head.head
    title = noun.dep_ == "pobj" and noun.head.lower_ == "of" and over.text[0].isupper()
    named = [c for c in children(noun, "compound") if c.pos_ == "PROPN"]
    if not (title and named and over.ent_type_ not in {"PERSON", "GPE"}):
        return ""
    return noun.doc[over.i : named[0].left_edge.i].text + " "


class LabelWriter:
    """Writes the label of a day: what its noun or verb stands for, and who is concerned."""

    def __init__(self, doc: Doc, attachment: Attachment, date_tokens: Collection[int]) -> None:
        self.doc, self.at, self.date_tokens = doc, attachment, date_tokens
        self.phrases = Phrases(doc, attachment, date_tokens)
        self._clauses = ClauseLabels(doc, attachment, date_tokens, self.phrases)

    def label(self) -> Label:
        noun, verb = self.at.noun, self.at.verb
        measure = measure_in_force(self.at)
        if measure is not None:
            return self._of_measure(measure)
        period = verb is not None and verb.i > 0 and self.doc[verb.i - 1].lemma_ in _PERIODS
        if period and verb is not None and self.doc[max(0, verb.i - 2)].lower_ == "a":
            period = False  # "will be carried out over a year starting on Wednesday"
        if period and verb is not None and verb.tag_ == "VBG" and noun is None:
            return Label("")  # "in the business year beginning in late March"
        if (
            verb is not None
            and verb.tag_ == "VBG"
            and tells_of_end(verb)
            and not children(verb, "aux")
        ):
            noun = noun or event_before(verb)
        if noun is not None and not (is_occasion(noun, verb) and _is_meant(verb)):
            return self._of_noun(noun, verb)
        if verb is not None and self.at.word == EFFECTIVE:
            who = named_subjects(self.doc, verb)
            helpers = [t.text for t in children(verb, "auxpass")]
            mark = "to" if verb.tag_ == "VB" and not helpers else ""
            told = [self.phrases.subject(who), mark, *helpers, self.phrases.verb_phrase(verb)]
            return Label(" ".join(filter(None, told)), self.phrases.names(who))
        if verb is not None and noun is None and only_starts(verb):
            upper = begun_by(verb)
            return self._of_verb(upper) if upper is not None else Label("")
        if verb is not None:
            over = noun_over(verb)
            return self._of_noun(over, verb) if over is not None else self._of_verb(verb)
        return self._of_noun(noun, verb) if noun is not None else Label("")

    # nouns

    def _of_noun(self, noun: Token, verb: Token | None) -> Label:
        if noun.lemma_.lower() in words().limits:
            return self._of_limit(noun, verb)
        if verb is not None and is_held(noun, verb):
            return self._clauses.label(verb, named_subjects(self.doc, verb))
        owner = self._owner(noun, verb)
        if verb is not None and verb.tag_ == "VBG" and tells_of_end(verb) and verb.i > noun.i:
            named = full_phrase(self.doc, noun, self.date_tokens)
            several = noun.tag_ in {"NNS", "NNPS"}
            ends = verb.lemma_ if several else third_person(verb.lemma_)
            own = children(noun, "poss") or is_poll(noun)
            return Label(f"{named} {ends}", owner if own else None)
        phrase = noun_phrase(self.doc, noun, self.date_tokens)
        if " " not in phrase:
            phrase = full_phrase(self.doc, noun, self.date_tokens)
        phrase = f"{_opening_of_title(noun)}{phrase}"
        place = self.phrases.place_behind(noun)
        phrase = phrase if place in phrase else f"{phrase} {place}"
        if " " not in phrase and owner and any(c.tag_ == "PRP$" for c in children(noun, "poss")):
            phrase = f"{phrase} of {owner}"
        if " " not in phrase and (whose := self._whose(noun)):
            phrase = f"{whose} {phrase}"  # "Molde's (annual) meeting"
        if " " not in phrase and verb is not None and is_done_at(noun, verb):
            return self._clauses.label(verb, self.phrases.doers(verb))
        if " " not in phrase and tells_of_end(noun):
            return Label(self.phrases.with_first_noun(noun, phrase), owner)
        return Label(f"{phrase} {_done_to(noun, verb)}".strip(), owner)

    def _of_measure(self, measure: Token) -> Label:
        """ "night curfew ends" of one until a day, "storm warning" of one from a day to another."""
        misread = measure.dep_ == "acl"  # "a storm warning", parsed as a storm that warns
        named = noun_phrase(self.doc, measure.head if misread else measure, self.date_tokens)
        named = f"{named} {measure.text}" if misread else named
        ends = "end" if measure.tag_ in {"NNS", "NNPS"} else "ends"
        return Label(f"{named} {ends}" if self.at.word in UNTIL else named)

    def _whose(self, noun: Token) -> str:
        owners = [c for c in children(noun, "poss") if c.ent_type_ not in FIGURES]
        named = [c for c in owners if c.pos_ == "PROPN" and c.i not in self.date_tokens]
        mark = "’s" if any(c.text == "’s" for t in named for c in t.children) else "'s"
        return f"{full_phrase(self.doc, named[0], self.date_tokens)}{mark}" if named else ""

    def _of_limit(self, noun: Token, verb: Token | None) -> Label:
        """ "a deadline (for somebody) to do it", "a deadline for bids"."""
        granted = infinitive(verb) if verb is not None and verb.i < noun.i else None
        if granted is not None and verb is not None and granted.head.i not in {verb.i, noun.i}:
            granted = None  # "The field narrowed ahead of the deadline as some decided to opt out"
        tasks = [*children(noun, "acl", "relcl", "advcl"), *([granted] if granted else [])]
        own = verb is not None and verb.lemma_ in _OWN
        bound = named_subjects(self.doc, verb) if own and verb is not None else []
        given = [*objects(noun, "for", "to"), *(objects(verb, "for", "to") if verb else [])]
        behind = [w for w in given if w.i > noun.i and w.lower_ != "part"]
        if not tasks and (task := task_behind(noun)) is not None:
            between = self.doc[noun.i + 1 : task.i]
            named = [t for t in between if t.pos_ in {"NOUN", "PROPN"} and t.dep_ != "compound"]
            return Label(self.phrases.verb_phrase(task), self.phrases.names(bound or named[-1:]))
        passive = children(verb, "nsubjpass") if verb is not None else []
        given_to = children(verb, "dative") if verb is not None else []
        bound = bound or [t for t in [*given_to, *passive] if t.i != noun.i]
        for task in tasks:
            if task.tag_ == "VB" and task.i > noun.i:
                asked = children(task, "nsubj") or bound or [w for w in behind if w.i < task.i]
                return Label(self.phrases.verb_phrase(task), self.phrases.names(asked))
        who = self.phrases.names(bound)
        wanted = [w for w in behind if w.head.lower_ == "for"]
        if wanted and noun.lemma_ == "date":
            wanted = []  # "the payment date for the dividend"
        if wanted:
            return Label(full_phrase(self.doc, wanted[0], self.date_tokens), who)
        owners = [c for c in children(noun, "poss") if c.ent_type_ not in FIGURES]
        return Label(
            noun_phrase(self.doc, noun, self.date_tokens), self.phrases.names(owners) or who
        )

    def _owner(self, noun: Token, verb: Token | None) -> str | None:
        if is_poll(noun) and noun.lemma_.lower() != "convention":
            return None  # a vote is nobody's task
        contest = noun.lemma_.lower() == "contest" and noun.dep_ == "pobj"
        contest = contest and not children(noun, "poss")
        if contest or noun.lemma_.lower() in _OF_THE_DEAD:
            return None  # "campaigns for the first contest": it is not hers
        if any(c.ent_type_ not in {"DATE", "TIME"} for c in children(noun, "poss")):
            return self.phrases.names(owners_of(self.doc, noun))
        under = (
            verb is not None and verb.dep_ == "acl" and noun.i <= verb.head.i <= noun.right_edge.i
        )
        over = clause_head(noun) if under else verb
        if over is None or noun.dep_ not in {"dobj", "pobj", "attr"} or is_poll(noun):
            return None
        dropped = governor_name(over) & {"cancelled", "postponed"}
        if over.lemma_ in words().said | _ASKING and not dropped:
            return None
        if children(over, "neg") or (noun.dep_ == "pobj" and noun.head.lower_ in _BESIDE):
            return None
        return self.phrases.names(named_subjects(self.doc, over))

    # verbs

    def _of_verb(self, verb: Token) -> Label:
        planned = [c for c in children(verb, "xcomp") if c.tag_ == "VB"]
        if planned and verb.lemma_ in words().arranged | _INTENDING and not children(verb, "dobj"):
            return self._clauses.label(planned[0], self.phrases.doers(planned[0]))
        if verb.lemma_ in words().grants and self._grants(verb):
            task = infinitive(verb)
            if task is not None:
                return Label(self.phrases.verb_phrase(task), self._bound(verb))
            if verb.lemma_ == "have" and self.at.word in UNTIL:
                return Label("deadline", self.phrases.names(named_subjects(self.doc, verb)))
        if governor_name(verb) & {"postponed", "cancelled"}:
            for moved in children(verb, "dobj", "nsubjpass"):
                if moved.pos_ == "NOUN" and moved.dep_ == "dobj" and not is_event(moved):
                    break  # "will halt their trade": an act of its own
                if moved.dep_ == "nsubjpass" and self.at.word in UNTIL and can_act(moved):
                    body = self.phrases.names(named_subjects(self.doc, verb))
                    return Label(f"{body} to reconvene" if body else "", body)
                actors = named_subjects(self.doc, verb) if moved.dep_ == "dobj" else []
                meant = resolve(self.doc, moved)
                what = full_phrase(self.doc, meant, self.date_tokens) if meant is not None else ""
                return Label(what, self.phrases.names(actors))
        subject = subjects(verb)
        if is_extended(self.at) and subject:
            return Label(full_phrase(self.doc, subject[0], self.date_tokens))
        if verb.lemma_ in _LOOMING and subject and subject[0].lemma_ in words().limits:
            return self._of_limit(subject[0], verb)  # "the deadline to enter is coming up in May"
        more = [c for c in children(verb, "acomp", "attr", "prep") if c.i not in self.date_tokens]
        if verb.lemma_ == "be" and subject and not more and subject[0].pos_ == "NOUN":
            return Label(
                noun_phrase(self.doc, subject[0], self.date_tokens)
            )  # "the date is June 1"
        asked = self._asked_for(verb)
        if asked is not None:
            return asked
        if is_pronominal(verb) and not self.phrases.who_expects(verb):
            return Label(self.phrases.taken_up(verb))
        label = self._clauses.label(verb, self.phrases.doers(verb))
        return Label(label.what, self._owing(verb) or label.who)

    def _owing(self, verb: Token) -> str | None:
        """ "The bank owes a fee if the sale does not close by July 18": who bears what follows."""
        unmet = children(verb, "neg") and any(c.lower_ == "if" for c in children(verb, "mark"))
        unless = any(c.lower_ == "unless" for c in children(verb, "mark"))
        if not (unmet or unless) or self.at.word not in BY or verb.dep_ != "advcl":
            return None
        if self.phrases.names(self.phrases.doers(verb)):
            return None
        return self.phrases.names(named_subjects(self.doc, verb.head))

    def _grants(self, verb: Token) -> bool:
        """Whether time is granted: not "to have the papers by March", "faces a test on Friday"."""
        owned = [o for o in children(verb, "dobj") if o.i not in self.date_tokens]
        if (verb.lemma_ == "have" and self.at.word in BY and owned) or children(verb, "prt"):
            return False
        if any(is_event(o) and o.lemma_.lower() not in words().limits for o in owned):
            return False  # "to give a speech on Tuesday to win them over"
        return verb.lemma_ != "face" or not owned or self.at.word in UNTIL | BY

    def _bound(self, verb: Token) -> str | None:
        """Who has to act: the one that is given the term, or that has it."""
        if verb.lemma_ in _OWN:
            return self.phrases.names(named_subjects(self.doc, verb))
        given = children(verb, "dative") or children(verb, "nsubjpass")
        if not given:
            owned = [g for g in children(verb, "dobj") if g.ent_type_ not in FIGURES]
            return self.phrases.names([each for g in owned for each in coordinated(g)])
        given = [each for g in given for each in coordinated(g)]
        named = [g for g in given if g.ent_type_ not in FIGURES and g.i not in self.date_tokens]
        resolved = [r for g in named if (r := resolve(self.doc, g)) is not None]
        return self.phrases.subject(resolved) or None  # whoever is given a term has to act

    def _asked_for(self, verb: Token) -> Label | None:
        """ "asked the firm for a reply by Friday": the firm has to act, not who asks."""
        if self.at.word not in BY or verb.lemma_ not in _ASKING:
            return None
        wanted = self._wanted(verb)
        if wanted:
            people = children(verb, "dobj")
            return Label(
                full_phrase(self.doc, wanted[-1], self.date_tokens), self.phrases.names(people)
            )
        things = [o for o in children(verb, "dobj") if o.pos_ == "NOUN" and not infinitive(verb)]
        return Label(full_phrase(self.doc, things[0], self.date_tokens)) if things else None

    def _wanted(self, verb: Token) -> list[Token]:
        """What is asked for before the day: the last of "for answers ... and for a briefing"."""
        between = self.doc[verb.i + 1 : self.at.root.i]
        hooks = [t for t in between if t.lower_ == "for" and t.dep_ in {"prep", "conj"}]
        nouns = [o for hook in hooks for o in children(hook, "pobj")]
        return [o for o in nouns if o.pos_ in {"NOUN", "PROPN"}]
